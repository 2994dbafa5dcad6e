#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time that does not run as it should: a restart in mid-countdown, a second start, an hour of sleep, a
clock set a day ahead and a day back. The desktop must hear of each clock once for each threshold.

What presses is asked of vigiectl at the same moment; what was said stands in the notifications. One
that is quiet repeats what still presses, and announces nothing.
"""

import json
import re
import signal
from collections import Counter

from journeylib import run
from warroom import on_board, show_board

TITLE = 'Paiements refusés <a href="file:///etc">&'
HOUR_S = 3600
DAY_S = 24 * HOUR_S
# A sign before a number that is neither a range nor part of a date or a reference.
NEGATIVE = re.compile(r'(?<![\w\-–])[-−]\s?\d')
LATE = {'due-soon': False, 'overdue': True}


def is_late(node):
    """Whether it is the figure in a row of a list that says “late” in words."""
    while node and node.role != 'list-item':
        node = node.parent
    return node and 'en retard' in node.name and not NEGATIVE.search(node.name)


class Watch:
    """Compares what the desktop heard with what the record says of the moment."""

    def __init__(self, app, tap):
        self.app = app
        self.tap = tap
        self.refs = []
        self.expected = set()

    def declare(self, title, level):
        self.app.ctl('declare', '--title', title, '--type', 'INC-01', '--severity', level,
                     '--reason', 'exercice', '--war-room')
        self.refs.append(self.app.ctl('list')[0]['ref'])
        return self.refs[-1]

    def heard(self):
        """Returns how often each clock was announced, by level of its incident, title and state."""
        return Counter((note.body[:2], *re.fullmatch(r'(.*), (en retard|dans) .*', line).groups())
                       for note in self.app.desktop.notes if not note.is_quiet for line in note.lines())

    def pressing(self):
        """Returns what presses now."""
        found = set()
        for ref in self.refs:
            level = self.app.ctl('show', ref)['severity']
            found |= {(level, clock['title'], 'en retard' if LATE[clock['state']] else 'dans')
                      for clock in json.loads(self.app.tell('--json', 'obligations', ref))
                      if clock['state'] in LATE}
        return found

    def check(self, when):
        """All that presses was announced, and nothing was announced twice."""
        self.expected |= self.pressing()

        def all_heard():
            return self.pressing() <= set(self.heard())
        self.app.wait(f'{when}: all that presses announced', all_heard)
        show_board(self.app)
        self.app.wait(f'{when}: the board says what vigiectl says',
                      lambda: len(self.board()) == self.late())
        heard = self.heard()
        self.tap.check(f'{when}: nothing is announced twice', not heard or max(heard.values()) == 1,
                       heard)
        self.tap.check(f'{when}: nothing is announced that does not press',
                       set(heard) <= self.expected, set(heard) - self.expected)
        self.check_signs(when)

    def late(self):
        """Returns how many clocks of the incident in front are late."""
        return sum(clock['state'] == 'overdue' for clock in self.app.ctl('obligations', self.refs[-1]))

    def board(self):
        """Returns the clocks on the board that say they are late."""
        return [node.name for node in self.app.tree().below()
                if node.role == 'list-item' and on_board(node) and 'en retard' in node.name]

    def check_signs(self, when):
        """Nothing negative on the screen, and none in what vigiectl says; a late clock says so."""
        signs = [node.name for node in self.app.tree().below() if NEGATIVE.search(node.name)
                 and not is_late(node) and not node.name.startswith('décision:')]
        self.tap.check(f'{when}: nothing negative on the screen', not signs, signs)
        for command in ('obligations', 'acts'):
            told = self.app.tell(command, self.refs[-1])
            self.tap.check(f'{when}: nothing negative in {command}',
                           not NEGATIVE.search(told), told)

    def move(self, offset_s):
        """Sets the clock, and waits for the program to have seen it."""
        self.app.clock.move(offset_s)

    def sleep(self, seconds):
        """Puts the program to sleep; its own time stands still meanwhile."""
        self.app.process.send_signal(signal.SIGSTOP)
        self.move(self.app.clock.offset_s + seconds)
        self.app.process.send_signal(signal.SIGCONT)


def countdown(app, watch):
    """Soon, a restart, late: said once each."""
    app.see('^Paiements refusés')
    watch.check('at declaration')
    watch.move(180)
    watch.check('after three minutes')
    app.crash()
    watch.move(240)
    app.start()
    app.see('^Paiements refusés')
    watch.check('after a restart in mid-countdown')
    watch.move(360)
    watch.check('after six minutes')
    notes = len(app.desktop.notes)
    second = app.launch()
    watch.tap.check('a second start leaves the place to the first', second.wait(20) == 0)
    watch.check('after a second start')
    watch.tap.check('it says nothing', len(app.desktop.notes) == notes)


def jumps(app, watch):
    notes = len(app.desktop.notes)
    watch.sleep(HOUR_S)
    watch.check('after an hour of sleep')
    watch.tap.check('it is one notice', len(app.desktop.notes) == notes + 1,
                    [note.title for note in app.desktop.notes[notes:]])
    here = app.clock.offset_s
    notes = len(app.desktop.notes)
    watch.move(here - DAY_S)
    watch.check('a day back')
    watch.move(here)
    watch.check('back again')
    watch.tap.check('nothing new is said', not [
        note for note in app.desktop.notes[notes:] if not note.is_quiet])
    watch.move(here + DAY_S)
    watch.check('a day ahead')
    app.crash()
    watch.move(here)
    app.start()
    app.see('^Paiements refusés')
    watch.check('restarted, and the day taken back')
    watch.tap.check('the incident has one notice on the desktop for each start', len(
        [note for note in app.desktop.shown() if note.body.startswith('P1')]) <= 3)


def act_from_notice(app, watch, tap):
    """The button acts on its own incident while another one is in front."""
    watch.declare('Catalogue lent', 'P2')
    app.press('F6')
    app.step_to('Tab', 'Catalogue lent')
    app.press('Return')
    app.await_focus('^Ligne de commande$', 'text')
    watch.move(app.clock.offset_s + 2 * DAY_S)
    watch.check('two days later')
    note = [note for note in app.desktop.notes if note.body.startswith('P1')][-1]
    label = next(label for label, action in note.buttons.items() if action.startswith('app.act'))
    tap.check('the body has no link', '<' not in note.body, note.body)
    app.desktop.press(note, note.buttons[label])
    app.wait('a form', lambda: len(app.windows()) == 2)
    clock = note.title.rsplit(', ', 1)[0]
    tap.check(f'“{label}” keeps “{clock}”', app.see(re.escape(clock), 'label'))
    app.press('Escape')
    app.wait('the form gone', lambda: len(app.windows()) == 1)
    tap.check('its incident is in front', app.see('^Paiements refusés', 'frame'))


def withdraw(app, watch, tap):
    """Nothing presses any more: the notice goes."""
    note = [note for note in app.desktop.notes if note.body.startswith('P2')][-1]
    tap.check('the other incident has its notice', not note.closed)
    for clock in app.ctl('obligations', watch.refs[1]):
        if clock['state'] in LATE:
            words = [clock['id'], '--subject', clock['subject']] if clock['subject'] else [clock['id']]
            app.ctl('waive', watch.refs[1], *words, '--reason', 'exercice')
    app.wait('the notice withdrawn', lambda: note.id not in {one.id for one in app.desktop.shown()})


def journey(app, tap):
    watch = Watch(app, tap)
    watch.declare(TITLE, 'P1')
    app.press('F6')
    app.step_to('Tab', 'Paiements refusés')
    app.press('Return')
    app.await_focus('^Ligne de commande$', 'text')
    countdown(app, watch)
    jumps(app, watch)
    act_from_notice(app, watch, tap)
    withdraw(app, watch, tap)


run(journey, language='fr')
