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
    """Presses Tab until the focus is where it began; returns the nodes on the way."""
    app.at = app.wait('the focus', app.focus)
    met = [app.at]
    while len(met) < LIMIT:
        node = app.step('Tab')
        if node.path in {other.path for other in met}:
            return met, True
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
    app.press('ctrl+f')
    for place in ('Registry', 'Directory'):
        app.press('F6')
        app.step_to('Tab', f'^{place}')
        app.press('Return')
        check_names(app, tap, place)


run(journey)
