#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever Tab reaches has a name that a screen reader can say, on every page and in the wizard; so
has everything else that is a control, a list, a picture with a meaning or a text.

GTK gives a widget without a name the name of its class, so those count as missing, and a name that is
only a sign says nothing. Going round with Tab must also come back: a page that swallows Tab, or loses
the focus, cannot be left by keyboard. What is shown by shape and colour has a word in its name: a table
says where which words stand.
"""

import re

from journeylib import active, run

CLASS = re.compile(r'^(Gtk|Adw|Vigie|Gizmo)[A-Z]\w*$|^$')
LIMIT = 150
WORD = re.compile(r'[^\W_]')
SAID = ('push-button', 'toggle-button', 'check-box', 'radio-button', 'text', 'combo-box', 'list-item',
        'list', 'slider', 'spin-button', 'menu-item', 'image', 'label', 'page-tab', 'alert')
# What takes keys needs a role that says what keys do; texts that can be selected are read as texts.
NO_ROLE = ('filler', 'panel', 'unknown', 'invalid')
# GTK's own: what a drop-down shows as chosen, and the magnifying glass in a field for searching.
TOOLKIT = ('GtkListItemWidget', 'GtkImage')
# The same without a name of their class, since GTK 4.10: role, and the role of what they stand in.
TOOLKIT_IN = (('panel', 'combo-box'), ('image', 'text'))
# States as they are shown on the pages of the guided example: role, and the words of its name.
STATES = (
    ('Timeline', 'the level', 'image', r'^P1 Critical$'),
    ('Timeline', 'the stage', 'panel', r'^Stage: '),
    ('Timeline', 'a stage behind', 'push-button', r', passed$'),
    ('Timeline', 'a stage ahead', 'push-button', r', to come$'),
    ('Timeline', 'a clock of the band', 'push-button', r', (in \d|\d.* late$)'),
    ('Timeline', 'a clock that is late', 'list-item', r', .* late\. .* GMT'),
    ('Timeline', 'a clock that runs', 'list-item', r', in .*GMT'),
    ('Timeline', 'a clock that is kept', 'list-item', r', done '),
    ('Timeline', 'a decision', 'list-item', r', Decision, D\d '),
    ('Timeline', 'a hypothesis', 'list-item', r', Hypothesis, HX\d '),
    ('Roles', 'a post that is vacant', 'list-item', r': vacant since '),
    ('Roles', 'a post that is held', 'list-item', r'^Commander: \w'),
    ('Playbook', 'a hypothesis, confirmed', 'label', r'^Confirmed$'),
    ('Playbook', 'a hypothesis, ruled out', 'label', r'^Ruled out$'),
    ('Playbook', 'what was tried, by whom', 'label', r'\d\d:\d\d, K\. .*, ruled out: '),
    ('Playbook', 'a decision to review', 'label', r'^review (in \d|\d.* late$)'),
    ('Playbook', 'a decision reviewed', 'label', r'^reviewed$'),
    ('Playbook', 'steps that are late', 'label', r'^\d+ late$'),
    ('Playbook', 'a step that is late', 'label', r'^\d.* late$'),
    ('Facts', 'a fact, unknown', 'list-item', r': Unknown$'),
    ('Facts', 'a fact, estimated', 'list-item', r', Estimated$'),
    ('Facts', 'a fact, confirmed', 'list-item', r', Confirmed$'),
    ('Report', 'a section that lacks something', 'list-item', r', something is missing$'),
)


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


def is_toolkit(node):
    """Whether GTK made it, and nothing that the program says of it would be heard."""
    around = []
    above = node.parent
    while above:
        around.append(above.role)
        above = above.parent
    return node.name in TOOLKIT or not node.name and any(
        node.role == role and outer in around for role, outer in TOOLKIT_IN)


def is_unsaid(app, node):
    """Whether a screen reader has nothing to say where there is something.

    Labels that are only a sign are hidden from it; GTK since 4.10 shows them all the same, when it
    shows the window.
    """
    if node.role not in SAID or is_toolkit(node) or WORD.search(node.name) and not CLASS.match(node.name):
        return False
    return not (node.role == 'label' and app.toolkit >= (4, 10))


def check_names(app, tap, place):
    met, came_back = tab_round(app)
    paths = [node.path for node in met if CLASS.match(node.name)]
    bare = [where(node) for node in app.nodes().below() if node.path in paths]
    tap.check(f'{place}: Tab goes round', came_back and len(met) > 3,
              '\n'.join(node.name for node in met))
    tap.check(f'{place}: all {len(met)} have names', not bare, '\n'.join(bare))


def check_tree(app, tap, place):
    """Walks over everything in the window on top, whether Tab leads there or not."""
    nodes = [node for window in active(app.tree()) for node in window.below()]
    unsaid = [where(node) for node in nodes if is_unsaid(app, node)]
    tap.check(f'{place}: everything has a name', len(nodes) > 20 and not unsaid, '\n'.join(unsaid))
    odd = [where(node) for node in nodes if node.has('focusable') and node.role in NO_ROLE
           and not is_toolkit(node)]
    tap.check(f'{place}: what takes keys has a role', not odd, '\n'.join(odd))
    for page, what, role, words in STATES:
        if page == place:
            tap.check(f'{place}: {what} is told in words', any(
                node.role == role and re.search(words, node.name) for node in nodes),
                '\n'.join(sorted({node.name for node in nodes if node.role == role})))


def check_answers(app, tap):
    """How people are: what is pressed has the word in its name."""
    app.press('ctrl+2')
    app.await_focus(': vacant since ', 'list-item')
    app.press('ctrl+Return')
    app.see('^Close check-in', 'push-button')
    for state in ('Fit', 'Tired', 'To relieve', 'No answer'):
        tap.check(f'check-in: {state}', app.find(f'{state}'), state)
    check_tree(app, tap, 'check-in')
    app.press('Escape')


def check_composer(app, tap):
    """The composer, reached, gone round and left by keyboard alone."""
    app.press('ctrl+5')
    app.wait('the page of messages', lambda: app.find('^Communications$', 'push-button').has('pressed'))
    app.press('ctrl+Return')
    app.see('^Ask for approval', 'push-button')
    check_names(app, tap, 'composer')
    check_tree(app, tap, 'composer')
    app.step_to('shift+Tab', '^All messages of this incident$', LIMIT)
    app.press('Return')
    app.see('^New message', 'push-button')


def journey(app, tap):
    check_names(app, tap, 'home')
    app.press('ctrl+n')
    app.await_focus('^Title$', 'text')
    app.type('Names')
    check_names(app, tap, 'wizard')
    check_tree(app, tap, 'wizard')
    app.press('Escape')
    app.wait('the wizard gone', lambda: len(app.windows()) == 1)
    app.press('ctrl+g')
    app.await_focus('^Command line$', 'text')
    for number, page in enumerate(('Timeline', 'Roles', 'Playbook', 'Facts', 'Communications', 'Report'), 1):
        app.press(f'ctrl+{number}')
        app.wait(f'the page {page}', lambda page=page: app.find(f'^{page}$', 'push-button').has(
            'pressed'))
        check_names(app, tap, page)
        check_tree(app, tap, page)
    check_composer(app, tap)
    check_answers(app, tap)
    app.press('ctrl+1')
    app.press('F7')
    app.await_focus(' · ', 'list-item')
    check_tree(app, tap, 'the queue of acts')
    app.press('Return')
    app.wait('a form', lambda: len(app.windows()) == 2)
    app.wait('the focus in the form', app.focus)
    check_tree(app, tap, 'the form of an act')
    app.press('Escape')
    app.wait('the form gone', lambda: len(app.windows()) == 1)
    app.press('ctrl+k')
    app.wait('the palette', lambda: len(app.windows()) == 2)
    app.wait('the focus in the palette', app.focus)
    app.type('decl')
    app.see('^Declare an incident')
    check_tree(app, tap, 'the palette')
    app.press('Escape')
    app.wait('the palette gone', lambda: len(app.windows()) == 1)
    for section in ('3 Timeline', '8 Actions'):
        app.press('ctrl+6')
        app.await_focus(r'^\d+ ')
        app.press('Home')
        app.await_focus('^1 ')
        app.step_to('Down', f'^{section}')
        check_names(app, tap, f'Report, {section}')
    for number in (1, 2):
        app.press(f'alt+{number}')
        app.wait('a form', lambda: len(app.windows()) == 2)
        check_names(app, tap, f'the form of clock {number}')
        check_tree(app, tap, f'the form of clock {number}')
        app.press('Escape')
        app.wait('the form gone', lambda: len(app.windows()) == 1)
    app.press('ctrl+f')
    for place in ('Registry', 'Directory'):
        app.press('F6')
        app.step_to('Tab', f'^{place}')
        app.press('Return')
        check_names(app, tap, place)


if __name__ == '__main__':
    run(journey)
