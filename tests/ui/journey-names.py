#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever Tab reaches has a name that a screen reader can say, on every page and in the wizard.

GTK gives a widget without a name the name of its class, so those count as missing. Going round with
Tab must also come back: a page that swallows Tab, or loses the focus, cannot be left by keyboard.
"""

import re

from journeylib import run

CLASS = re.compile(r'^(Gtk|Adw|Vigie|Gizmo)[A-Z]\w*$|^$')
LIMIT = 150


def tab_round(app):
    """Presses Tab until the focus is where it was before; returns the nodes on the way.

    It need not come back to the first of them, for a list may be entered at another row; but to come
    back to one of the last would be a trap.
    """
    app.at = app.wait('the focus', app.focus)
    met = [app.at]
    while len(met) < LIMIT:
        node = app.step('Tab')
        before = [other.path for other in met]
        if node.path in before:
            return met, before.index(node.path) <= len(met) // 2
        met.append(node)
    return met, False


def where(node):
    parts = []
    while node:
        parts.append(f'{node.role} “{node.name}”')
        node = node.parent
    return ' in '.join(parts[:6])


def check_names(app, tap, place):
    met, came_back = tab_round(app)
    paths = [node.path for node in met if CLASS.match(node.name)]
    bare = [where(node) for node in app.nodes().below() if node.path in paths]
    tap.check(f'{place}: Tab goes round', came_back and len(met) > 3,
              '\n'.join(node.name for node in met))
    tap.check(f'{place}: all {len(met)} have names', not bare, '\n'.join(bare))


def journey(app, tap):
    check_names(app, tap, 'home')
    app.press('ctrl+n')
    app.await_focus('^Title$', 'text')
    app.type('Names')
    check_names(app, tap, 'wizard')
    app.press('Escape')
    app.wait('the wizard gone', lambda: len(app.windows()) == 1)
    app.press('ctrl+g')
    app.await_focus('^Command line$', 'text')
    for number, page in enumerate(('Timeline', 'Roles', 'Playbook', 'Facts', 'Report'), 1):
        app.press(f'ctrl+{number}')
        app.wait(f'the page {page}', lambda page=page: app.find(f'^{page}$', 'push-button').has(
            'pressed'))
        check_names(app, tap, page)
    for section in ('3 Timeline', '8 Actions'):
        app.press('ctrl+5')
        app.await_focus(r'^\d+ ')
        app.press('Home')
        app.await_focus('^1 ')
        app.step_to('Down', f'^{section}')
        check_names(app, tap, f'Report, {section}')
    for number in (1, 2):
        app.press(f'alt+{number}')
        app.wait('a form', lambda: len(app.windows()) == 2)
        check_names(app, tap, f'the form of clock {number}')
        app.press('Escape')
        app.wait('the form gone', lambda: len(app.windows()) == 1)
    app.press('ctrl+f')
    for place in ('Registry', 'Directory'):
        app.press('F6')
        app.step_to('Tab', f'^{place}')
        app.press('Return')
        check_names(app, tap, place)


run(journey)
