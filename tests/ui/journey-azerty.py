#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""On a French keyboard the row of digits gives signs without Shift. Every key that is printed as a
digit must do its work there as it lies: answers of the wizard, pages, clocks. And a P1 is declared with
six keys at most after its title.
"""

from journeylib import run

# The keys 1 to 5 of an AZERTY keyboard, without Shift.
ONE, TWO, THREE, FOUR, FIVE, SIX = 'ampersand', 'eacute', 'quotedbl', 'apostrophe', 'parenleft', 'minus'
ZERO = 'agrave'


def declare(app, tap):
    app.press('ctrl+n')
    app.await_focus('^Title$', 'text')
    app.type('Paiements en panne')
    app.press('Return')
    app.await_focus('^Type$', 'push-button')
    app.press(FIVE)
    app.press('Return')
    app.await_focus('^Detected at$', 'text')
    app.press('Return')
    for question, key in (('Users', FOUR), ('Revenue', ZERO), ('Function', THREE),
                          ('Workaround', TWO), ('Security', ONE)):
        app.await_focus(f'^{question}')
        app.press(key)
    app.see('^Declare P1$', 'push-button')
    app.press('Return')
    app.await_focus('^Command line$', 'text')
    listed = app.wait('an incident in the record', lambda: app.ctl('list'))
    tap.check('one key an answer', listed[0]['severity'] == 'P1' and listed[0]['provisional']
              and listed[0]['type'] == 'INC-05' and listed[0]['title'] == 'Paiements en panne',
              listed)


def turn_pages(app, tap):
    for key, place, page in ((TWO, ': vacant since ', 'Roles'), (THREE, '', 'Playbook'),
                             (FOUR, '', 'Facts'), (FIVE, '^New message$', 'Communications'),
                             (SIX, '^1 ', 'Report'),
                             (ONE, '^Command line$', 'Timeline')):
        app.press(f'ctrl+{key}')
        app.wait(f'the page {page}', lambda page=page: app.find(f'^{page}$', 'push-button').has(
            'pressed'))
        tap.check(f'the key of the page {page}', app.await_focus(place))


def do_clocks(app, tap):
    """The forms of the first two clocks, which are two different acts."""
    titles = []
    for key in (ONE, TWO):
        app.press(f'alt+{key}')
        app.wait('a form', lambda: len(app.windows()) == 2)
        titles.append(app.wait('the focus in the form', app.focus).window().name)
        app.press('Escape')
        app.wait('the form gone', lambda: len(app.windows()) == 1)
    tap.check('the keys of the first two clocks', titles[0] != titles[1]
              and not any('Vigie' in title for title in titles), titles)


def declare_at_once(app, tap):
    """A P1 with what is proposed: type and time as they stand, one answer, and that is all."""
    app.press('ctrl+n')
    app.await_focus('^Title$', 'text')
    app.type('Plus rien ne marche')
    keys = ['Return', 'Return', 'Return', FOUR, 'Return']
    for key, place in zip(keys, ('^Type$', '^Detected at$', '^Users', '^Revenue',
                                 '^Command line$')):
        app.press(key)
        reached = app.await_focus(place)
    declared = [one for one in app.ctl('list') if one['title'] == 'Plus rien ne marche']
    tap.check(f'a P1 takes {len(keys)} keys after its title', len(keys) <= 6
              and len(declared) == 1 and declared[0]['severity'] == 'P1', declared)
    tap.check('the cursor then stands in the command line', reached.role == 'text'
              and reached.name == 'Command line')
    app.type('premier constat')
    app.press('Return')
    ref = declared[0]['ref']
    tap.check('what is typed next is recorded', app.wait('the entry in the record', lambda: [
        entry for entry in app.ctl('show', ref)['timeline']
        if entry['kind'] == 'note' and entry['text'] == 'premier constat']))


def journey(app, tap):
    declare(app, tap)
    turn_pages(app, tap)
    do_clocks(app, tap)
    declare_at_once(app, tap)


run(journey, needs_layout='fr')
