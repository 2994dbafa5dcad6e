#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook's own example, played with the keyboard alone: 22 November 2025, a faulty deployment,
everything down for 23 minutes, undone by a rollback; the cause: tests that covered too little.

From the first key to the PDF, then a power cut while somebody types.
"""

import os
import re
import sqlite3
import subprocess
from contextlib import closing

from journeylib import run

DAY = '2025-11-22'
TITLE = 'Full outage after a faulty deployment'
# What is typed in the command line, and what of it the record must then say: kind, time and text.
TIMELINE = [
    ('09:00 started: release 4.12 reaches production', 'alert', '09:00', 'release 4.12'),
    ('09:03 call: @awa.kone answers at once', 'call', '09:03', 'answers at once'),
    ('09:05 responded: Awa reads the logs', 'alert', '09:05', 'Awa reads the logs'),
    ('09:08 hypothesis: the release broke the order form', 'hypothesis', '09:08', 'order form'),
    ('09:11 diagnosed: the new basket has no test', 'alert', '09:11', 'no test'),
    ('09:12 decision: roll back at once', 'decision', '09:12', 'roll back at once'),
    ('09:13 action: rollback to release 4.11', 'action', '09:13', 'rollback to release 4.11'),
    ('09:14 mitigated: rollback under way', 'alert', '09:14', 'rollback under way'),
    ('09:23 restored: orders come in again', 'alert', '09:23', 'orders come in again'),
    ('09:23 resolved: smoke tests pass', 'alert', '09:23', 'smoke tests pass'),
    ('09:24 todo: cover the basket with tests', 'todo', '09:24', 'cover the basket'),
]
FACTS = [
    ('#users_share 100', 'users_share', '100'),
    ('#orders_lost 460', 'orders_lost', '460'),
    ('#outage_start 2025-11-22 09:00', 'outage_start', '2025-11-22T09:00:00Z'),
    ('#outage_end 2025-11-22 09:23', 'outage_end', '2025-11-22T09:23:00Z'),
]
MILESTONES = {'started': '09:00', 'detected': '09:02', 'responded': '09:05', 'diagnosed': '09:11',
              'mitigated': '09:14', 'restored': '09:23', 'resolved': '09:23'}
CAUSE = 'The tests covered too little of the new basket; the review did not ask for more.'
DRAFT = '09:30 note: the night shift has been told'


def at(clock):
    return f'{DAY}T{clock}:00Z'


def declare(app, tap):
    """The wizard, from Ctrl N to the incident."""
    app.press('ctrl+n')
    app.await_focus('^Title$', 'text')
    app.type(TITLE)
    app.press('Return')
    app.await_focus('^Type$', 'push-button')
    app.press('1')
    app.see('^INC-01')
    app.press('Return')
    app.await_focus('^Detected at$', 'text')
    app.press('ctrl+a')
    app.type(f'{DAY} 09:02')
    app.see('^22 Nov 2025, 09:02')
    app.press('Return')
    for question, digit in (('Users', '4'), ('Revenue', '4'), ('Function', '4'),
                            ('Workaround', '3'), ('Security', '1')):
        app.await_focus(f'^{question}')
        app.press(digit)
    tap.check('the proposed level is said', app.see('^P1 Critical$', 'label'))
    tap.check('its reasons are said', app.see('^More than 50% of users$', 'label'))
    tap.check('the button says what it does', app.see('^Declare P1$', 'push-button'))
    app.press('Return')
    app.await_focus('^Command line$', 'text')
    listed = app.wait('an incident in the record', lambda: app.ctl('list'))
    tap.check('one incident of level P1 is declared', len(listed) == 1
              and listed[0]['severity'] == 'P1' and not listed[0]['provisional']
              and listed[0]['type'] == 'INC-01' and listed[0]['title'] == TITLE
              and listed[0]['detected'] == at('09:02'), listed)
    return listed[0]['ref']


def enter(app, line):
    app.await_focus('^Command line$', 'text')
    app.type(line)
    app.press('Return')
    app.wait(f'“{line}” taken', lambda: app.await_focus('^Command line$', 'text').text() == '')


def note_beginning(app):
    """What was noted before all was well again."""
    for line, _kind, clock, _text in TIMELINE:
        if clock < '09:20':
            enter(app, f'{DAY} {line}')


def note_end(app, tap, ref):
    """The rest, and the facts; then the record has everything as it was typed."""
    app.press('ctrl+l')
    for line, _kind, clock, _text in TIMELINE:
        if clock >= '09:20':
            enter(app, f'{DAY} {line}')
    for line, _name, _value in FACTS:
        enter(app, line)
    shown = app.ctl('show', ref)
    for line, kind, clock, text in TIMELINE:
        found = [entry for entry in shown['timeline'] if text in entry['text']]
        tap.check(f'in the record: {line}', len(found) == 1 and found[0]['kind'] == kind
                  and found[0]['occurred'] == at(clock), found)
    for line, name, value in FACTS:
        tap.check(f'in the record: {line}', shown['facts'].get(name, {}).get('value') == value,
                  shown['facts'].get(name))
    for name, clock in MILESTONES.items():
        tap.check(f'{name} at {clock}', shown['milestones'][name] == at(clock),
                  shown['milestones'][name])
    tap.check('the stage follows', shown['stage'] == 'resolved', shown['stage'])
    app.see('^Stage: Resolved$')
    app.see('09:13, Action, rollback to release 4.11')


def fill_posts(app, tap, ref):
    """One post assigned by name, one taken, on the page of roles."""
    app.press('ctrl+2')
    app.await_focus('^Technical lead: vacant.*required')
    app.press('a')
    app.await_focus('^Who takes this post', 'text')
    app.type('Awa Kone')
    app.press('Return')
    app.await_focus('^Technical lead: Awa Kone')
    app.press('Home')
    app.await_focus('^Scribe: vacant')
    app.press('p')
    app.wait('the scribe in the record', lambda: len(app.ctl('show', ref)['roster']) == 3)
    held = {post['post']: post['person'] for post in app.ctl('show', ref)['roster']}
    tap.check('two posts are filled', held.get('technical-lead') == 'Awa Kone'
              and held.get('scribe') == held.get('commander'), held)
    tap.check('the focus stays on the post', app.await_focus('^Scribe: '))


def hand_over(app, tap, ref):
    """The post that has the focus is asked for, and moves with the answer."""
    app.press('r')
    app.await_focus('^Who takes over', 'text')
    app.type('Yao Kouame')
    app.press('Return')
    app.await_focus('^Scribe: .*handover to Yao Kouame waits')
    shown = app.ctl('show', ref)
    tap.check('a request waits, and the post has not moved', shown['handovers'][0]['state'] ==
              'pending' and 'Yao Kouame' not in [post['person'] for post in shown['roster']], shown)
    app.press('r')
    app.await_focus('^Record the acceptance', 'push-button')
    app.press('space')
    app.wait('the post handed over', lambda: app.ctl('show', ref)['handovers'][0]['state'] ==
             'accepted')
    held = {post['post']: post['person'] for post in app.ctl('show', ref)['roster']}
    tap.check('the post moves with the answer', held.get('scribe') == 'Yao Kouame', held)


def tick_steps(app, tap, ref):
    def ticked():
        return [entry for entry in app.ctl('show', ref)['timeline'] if 'Receive the alert' in
                entry['text'] or 'Open the site directly' in entry['text']]
    app.press('ctrl+3')
    app.await_focus('^Receive the alert', 'check-box')
    app.press('space')
    app.wait('a first step ticked', lambda: len(ticked()) == 1)
    tap.check('a step is ticked with Space, and keeps the focus',
              app.wait('the tick', lambda: app.await_focus('^Receive the alert').has('checked')))
    app.step_to('Tab', '^Open the site directly', 4)
    app.press('space')
    tap.check('a second one too', app.wait('a second step ticked', lambda: len(ticked()) == 2))


def state_of(app, ref, clock):
    return [found['state'] for found in app.ctl('obligations', ref) if found['id'] == clock]


def keep_clocks(app, tap, ref):
    """The first clock with Alt 1, the public update from the board."""
    first = app.see(r'late$', 'push-button').name
    tap.check('the first clock is the mail to customers', first.startswith('E-mail to customers'),
              first)
    app.press('alt+1')
    app.await_focus('^Text$', 'text')
    app.press('ctrl+a')
    app.type('The platform does not answer. We know why and are undoing it.')
    app.press('ctrl+Return')
    app.wait('the mail in the record', lambda: state_of(app, ref, 'customer-mail') == ['done'])
    tap.check('Alt 1 does the first clock', state_of(app, ref, 'customer-mail') == ['done'])
    app.press('F8')
    app.wait('the focus on the board', lambda: app.focus() and app.focus().role == 'list-item'
             and ' · ' in app.focus().name)
    app.step_to('Down', '^Public update')
    app.press('Return')
    app.await_focus('^Text$', 'text')
    app.press('ctrl+a')
    app.type('A rollback is under way; orders will come in again within minutes.')
    app.press('ctrl+Return')
    app.wait('the update in the record', lambda: [
        entry for entry in app.ctl('show', ref)['timeline']
        if 'A rollback is under way; orders' in entry['text']])
    tap.check('the public update is published', True)


def write_report(app, tap, ref):
    """The cause, typed into its section; the PDF, through the window of files."""
    app.press('ctrl+6')
    app.await_focus('^1 Executive summary')
    app.step_to('Down', '^4 Root cause analysis', 3)
    app.press('Return')
    app.await_focus('^Text of the section$', 'text')
    app.press('ctrl+a')
    app.type(CAUSE)
    app.press('ctrl+Return')
    app.see('^Written and recorded', 'label')
    path = os.path.join(app.folder, 'report.pdf')
    app.press('ctrl+e')
    app.await_focus('^PDF report$', 'push-button')
    app.press('Return')
    app.await_focus('^Name:$', 'text')
    app.press('ctrl+a')
    app.type(path)
    app.wait('the path in the field', lambda: app.focus().text() == path)
    app.press('Return')
    app.see('^Written: report.pdf$', 'label')
    tap.check('the focus is on the button again', app.await_focus('^Export the incident$'))
    return path


def minutes(seconds):
    """A duration in the words of the report."""
    whole = int(seconds)
    if whole < 60:
        return f'{whole} s'
    return f'{whole // 60} min' if whole < 3600 else f'{whole // 3600} h {whole // 60 % 60:02} min'


def read_report(app, tap, ref, path):
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True,
                          check=True).stdout.replace('\u00a0', ' ').replace('\u202f', ' ')
    flat = re.sub(r'\s+', ' ', text)
    shown = app.ctl('show', ref)
    for what, pattern in (
            ('its title', re.escape(TITLE)), ('its reference', re.escape(ref)),
            ('the date', 'Date of the incident Saturday 22 November 2025'),
            ('the start', 'Start 22 Nov 2025, 09:00 GMT'), ('the end', 'End 22 Nov 2025, 09:23 GMT'),
            ('the duration', 'Total duration 23 min'), ('the level', 'Severity P1 Critical'),
            ('the share of users', 'Users affected 100%'), ('the downtime', 'Downtime 23 min'),
            ('the orders', 'Orders lost 460'),
            ('the cause', '4. Root cause analysis ' + re.escape(CAUSE)),
            ('the decision', 'roll back at once'), ('the action', 'rollback to release 4.11')):
        tap.check(f'the PDF says {what}', re.search(pattern, flat), text)
    metrics = app.ctl('metrics')
    for name, label, expected in (('detect', 'Time to detect', 120), ('respond', 'Time to respond', 180),
                                  ('resolve', 'Time to resolve', 1260),
                                  ('communicate', 'Communication (delay )?', None)):
        measured = metrics[name]['median_s']
        if expected is not None:
            tap.check(f'{name}: {expected} s', measured == expected, metrics[name])
        else:
            messages = [entry['occurred'] for entry in shown['timeline']
                        if entry['kind'] == 'message']
            tap.check(f'{name} is measured', measured is not None and measured >= 0 and messages,
                      metrics[name])
        tap.check(f'the PDF gives the same time: {name}',
                  re.search(f'{label} *{minutes(measured)} ', flat), f'{measured}\n{text}')


def kept_draft(app):
    """What the store holds of the command line, as it lies on the disk."""
    with closing(sqlite3.connect(f'file:{app.store}?mode=ro', uri=True)) as store:
        return [text for text, in store.execute("select text from kept_text where place like 'command/%'")]


def cut_the_power(app, tap):
    """What is being typed outlives the program."""
    app.press('ctrl+l')
    app.await_focus('^Command line$', 'text')
    app.type(DRAFT)
    app.wait('the draft kept', lambda: kept_draft(app) == [DRAFT])
    app.crash()
    app.start()
    app.await_focus('^Declare an incident$', 'push-button')
    app.press('F6')
    app.step_to('Tab', TITLE)
    app.press('Return')
    app.await_focus('^Command line$', 'text')
    tap.check('the draft is there again after kill -9', app.wait(
        'the draft', lambda: app.await_focus('^Command line$').text() == DRAFT))


def journey(app, tap):
    ref = declare(app, tap)
    note_beginning(app)
    fill_posts(app, tap, ref)
    hand_over(app, tap, ref)
    tick_steps(app, tap, ref)
    keep_clocks(app, tap, ref)
    note_end(app, tap, ref)
    path = write_report(app, tap, ref)
    read_report(app, tap, ref, path)
    cut_the_power(app, tap)


run(journey)
