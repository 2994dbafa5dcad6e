#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The call protocol: nobody answers, the deputy declines, the next one is busy, the last answers; with a restart in mid-countdown.

What counts in the end is the record: who was called, in which order, when, what came of it. The desktop must
hear once of a call whose five minutes are over, and the form that was open before the restart goes on with
the same countdown.
"""

import re
from collections import Counter
from datetime import datetime

from journeylib import run

TITLE = 'Export clients ouvert à tous'
DEPUTY_NUMBER = '+225 07 59 30 41 28'
COO_NUMBER = '+225 01 01 77 25 16'
MINUTE_S = 60


def moment(text):
    return datetime.fromisoformat(text.replace('Z', '+00:00'))


class Calls:
    """One person to reach, and what the record and the desktop say of it."""

    def __init__(self, app, tap):
        self.app = app
        self.tap = tap
        self.ref = None

    def declare(self):
        self.app.ctl('declare', '--title', TITLE, '--type', 'INC-02', '--severity', 'P1', '--reason', 'exercice',
                     '--data', 'confirmed', '--war-room')
        self.ref = self.app.ctl('list')[0]['ref']
        self.app.ctl('contacts', 'set', 'coo', '--numbers', f'mobile={COO_NUMBER}')
        self.app.ctl('contacts', 'add', 'Fatou Diabaté', '--category', 'technical', '--numbers', f'mobile={DEPUTY_NUMBER}')
        self.app.ctl('contacts', 'set', 'ceo', '--deputy', 'Fatou Diabaté')
        self.app.ctl('oncall', 'set', 'L3', '--people', 'devops-lead')

    def open_incident(self):
        self.app.see(f'^{TITLE}')
        self.app.press('F6')
        self.app.step_to('Tab', TITLE)
        self.app.press('Return')
        self.app.await_focus('^Ligne de commande$', 'text')

    def open_call(self):
        """The act that waits for the CEO, from the queue."""
        self.app.press('F7')
        self.app.await_focus(' · ', 'list-item')
        if not re.match('CEO', self.app.focus().name):
            self.app.step_to('Down', '^CEO')
        self.app.press('Return')
        self.app.await_focus('^Ce qui a été dit', 'text')

    def push(self, pattern):
        """Presses a button of the form with the keyboard alone."""
        self.app.step_to('Tab', pattern)
        self.app.press('Return')

    def calls(self):
        return [entry for entry in self.app.ctl('show', self.ref)['timeline'] if entry['kind'] == 'call']

    def heard(self):
        """Returns how often each clock was announced as late, by title."""
        return Counter(re.fullmatch(r'(.*), (en retard|dans) .*', line).groups()
                       for note in self.app.desktop.notes if not note.is_quiet for line in note.lines())

    def left(self):
        """Returns the seconds of the large countdown, None while there is none."""
        node = self.app.find(r'^\d:\d\d$', 'label')
        return int(node.name[0]) * 60 + int(node.name[2:]) if node else None

    def forward(self, seconds):
        self.app.clock.move(self.app.clock.offset_s + seconds)


def begin(calls):
    """The call begins; the countdown runs."""
    calls.open_call()
    calls.tap.check('the CEO has no number yet', calls.app.see('à compléter|manquant', 'label'))
    calls.tap.check('who is on call stands beside', calls.app.see('Responsable DevOps · d’astreinte', 'push-button'))
    calls.push('^J’appelle')
    calls.app.wait('the attempt in the record', lambda: len(calls.calls()) == 1)
    calls.app.wait('the countdown', lambda: calls.left() is not None)
    calls.tap.check('it begins with five minutes', 240 < calls.left() <= 300, calls.left())
    calls.app.picture('calling')


def restart(calls):
    """Two minutes on, the program dies; the form goes on where it was."""
    calls.forward(2 * MINUTE_S)
    calls.app.crash()
    calls.app.start()
    calls.open_incident()
    calls.open_call()
    calls.app.wait('the countdown again', lambda: calls.left() is not None)
    calls.tap.check('it was not begun anew', 60 < calls.left() <= 180, calls.left())
    calls.tap.check('the restart is no second attempt', len(calls.calls()) == 1)
    calls.forward(4 * MINUTE_S)
    calls.app.wait('the desktop hears that time is over',
                   lambda: any(state == 'en retard' and 'CEO' in title for title, state in calls.heard()))
    calls.app.see('délai passé', 'label')


def go_on(calls):
    """No answer leads to the deputy, a refusal to the next of the playbook, busy to the one after, who answers."""
    calls.push('^Pas de réponse')
    calls.app.see('^Appeler Fatou Diabaté, pour CEO', 'frame')
    calls.app.await_focus('^Ce qui a été dit', 'text')
    calls.tap.check('the number of the deputy is there', calls.app.see(re.escape(DEPUTY_NUMBER), 'label'))
    calls.app.picture('deputy')
    calls.push('^Refus')
    calls.app.see('^Appeler COO', 'frame')
    calls.app.await_focus('^Ce qui a été dit', 'text')
    calls.tap.check('the number of the directory is there', calls.app.see(re.escape(COO_NUMBER), 'label'))
    calls.app.picture('next')
    calls.forward(MINUTE_S)
    calls.push('^Occupé')
    calls.app.see('^Appeler CFO', 'frame')
    calls.app.await_focus('^Ce qui a été dit', 'text')
    calls.forward(MINUTE_S)
    calls.app.type('je rappelle le patron')
    calls.app.press('ctrl+Return')
    calls.app.wait('the form gone', lambda: len(calls.app.windows()) == 1)


def look_back(calls):
    """The record has it all, in order, with times; nothing was said twice."""
    calls.app.wait('all attempts in the record', lambda: len(calls.calls()) >= 5)
    found = sorted(calls.calls(), key=lambda entry: entry['occurred'])
    texts = [entry['text'] for entry in found]
    calls.tap.check('in the order of the protocol', [re.match(r'(?:Call to: )?(\w+)', text)[1] for text in texts]
                    == ['CEO', 'CEO', 'Fatou', 'COO', 'CFO'], texts)
    calls.tap.check('with what came of each', [re.search(r'no answer|busy|reached|refused|$', text)[0] for text in texts]
                    == ['', 'no answer', 'refused', 'busy', 'reached'], texts)
    calls.tap.check('what was said stands there', any('je rappelle le patron' in text for text in texts), texts)
    first, last = moment(found[0]['occurred']), moment(found[-1]['occurred'])
    calls.tap.check('with the times', 7 * MINUTE_S <= (last - first).total_seconds() <= 11 * MINUTE_S, (first, last))
    heard = calls.heard()
    calls.tap.check('nothing was announced twice', not heard or max(heard.values()) == 1, heard)


def journey(app, tap):
    calls = Calls(app, tap)
    calls.declare()
    calls.open_incident()
    begin(calls)
    restart(calls)
    go_on(calls)
    look_back(calls)


run(journey, language='fr')
