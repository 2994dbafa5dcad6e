# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a commander does in the war room, in French and with the keyboard alone: one method an act.

A journey tells a night with these and at its end says what the record must hold. Its moments are
counted in minutes before the journey began, so a clock that is late is late by as much each time, and
are typed with their day, so midnight is nothing special.
"""

import os
import re
import subprocess
from collections import Counter
from datetime import datetime, timedelta, timezone

from hublib import act
from journeylib import Lost

PAGES = {'Chronologie': '1', 'Rôles': '2', 'Procédure': '3', 'Faits': '4', 'Communications': '5', 'Retour': '6'}
TYPES = {'INC-01': '1', 'INC-02': '2', 'INC-03': '3', 'INC-04': '4', 'INC-05': '5'}


def on_board(node):
    """Whether a node is on the board of clocks."""
    while node and not (node.role == 'panel' and node.name == 'Échéances'):
        node = node.parent
    return node is not None


def show_board(app):
    """Has the clocks shown, if what is to be done stands in their place."""
    if not app.see(r'^Échéances\s\d+$', 'push-button').has('pressed'):
        app.press('F8')


class Night:
    """One incident from its declaration to its report."""

    def __init__(self, app, tap):
        self.app = app
        self.tap = tap
        self.ref = None
        self.began = datetime.now(timezone.utc).replace(second=0, microsecond=0)

    # ---- Moments ----

    def moment(self, minutes):
        return self.began - timedelta(minutes=minutes)

    def typed(self, minutes):
        """Returns how the moment is typed: day, month, hour and minute."""
        return self.moment(minutes).strftime('%d/%m %H:%M')

    def stored(self, minutes):
        return self.moment(minutes).strftime('%Y-%m-%dT%H:%M:00Z')

    # ---- The wizard ----

    @act
    def declare(self, kind, title, detected, answers, level):
        """Declares through the wizard; answers are the five keys, from users to data."""
        app = self.app
        app.press('ctrl+n')
        app.await_focus('^Titre$', 'text')
        app.type(title)
        app.press('Return')
        app.await_focus('^Type$', 'push-button')
        app.press(TYPES[kind])
        app.see(f'^{kind} ')
        app.press('Return')
        app.await_focus('^Détecté à$', 'text')
        app.press('ctrl+a')
        app.type(self.typed(detected))
        app.press('Return')
        for question, key in zip(('Utilisateurs', 'Revenu', 'Fonction', 'Contournement',
                                  'Sécurité'), answers):
            app.await_focus(f'^{question}')
            app.press(key)
        app.see(f'^Déclarer {level}$', 'push-button')
        app.picture('wizard')
        app.press('Return')
        app.await_focus('^Ligne de commande$', 'text')
        listed = app.wait('an incident in the record', lambda: app.ctl('list'))
        self.ref = listed[0]['ref']
        self.tap.check(f'declared as {level}, {kind}', len(listed) == 1
                       and listed[0]['severity'] == level and listed[0]['type'] == kind
                       and listed[0]['title'] == title
                       and listed[0]['detected'] == self.stored(detected), listed)

    # ---- The command line ----

    def page(self, name):
        """Turns to a page, and returns where the focus went."""
        self.app.press(f'ctrl+{PAGES[name]}')
        self.app.wait(f'the page {name}', lambda: self.app.find(f'^{name}$', 'push-button').has(
            'pressed'))
        return self.app.wait('the focus on the page', self.app.focus)

    @act
    def enter(self, *lines):
        """Types lines into the command line; a pair is minutes before now and the line."""
        self.app.press('ctrl+l')
        for line in lines:
            if isinstance(line, tuple):
                line = f'{self.typed(line[0])} {line[1]}'
            self.app.await_focus('^Ligne de commande$', 'text')
            self.app.type(line)
            self.app.press('Return')
            self.app.wait(f'“{line}” taken', self._is_taken)

    @act
    def decide(self, minutes, line, observe, orient, act):
        """Takes a decision in four fields; what is decided is the line itself."""
        self.app.press('ctrl+l')
        self.app.await_focus('^Ligne de commande$', 'text')
        self.app.type(f'{self.typed(minutes)} décision: {line}')
        self.app.press('ctrl+Return')
        self.app.await_focus('^Observer', 'text')
        self.app.type(observe)
        for field, text in (('Orienter', orient), ('Décider', None), ('Agir', act)):
            self.app.press('Tab')
            self.app.await_focus(f'^{field}', 'text')
            if text:
                self.app.type(text)
        self.app.picture('decision')
        self.app.press('ctrl+Return')
        self.app.await_focus('^Ligne de commande$', 'text')
        self.app.wait('the decision in the record', lambda: self.events(line))

    def _is_taken(self):
        return self.app.await_focus('^Ligne de commande$', 'text').text() == ''

    # ---- Roles and check-in ----

    @act
    def assign(self, people):
        """Gives posts to people on the page of roles; a post for nobody is taken by oneself."""
        self.page('Rôles')
        for post, person in people.items():
            self.app.await_focus('', 'list-item')
            self.app.press('End')
            self.app.step_to('Up', f'^{post}')
            if person:
                self.app.press('a')
                self.app.await_focus('^Qui prend ce poste', 'text')
                self.app.type(person)
                self.app.press('Return')
                self.app.await_focus(f'^{post}.*{person}')
            else:
                self.app.press('p')
        self.app.wait('everybody in the record', lambda: len(self.show()['roster']) > len(people))
        self.app.picture('roles')

    @act
    def check_in(self, keys):
        """Asks everybody how they are, one key each."""
        before = len(self.events('Team check-in'))
        self.page('Rôles')
        self.app.press('ctrl+Return')
        self.app.see('^Clore le point', 'push-button')
        for key in keys:
            self.app.await_focus('', 'list-item')
            self.app.press(key)
        self.app.picture('check-in')
        self.app.press('ctrl+Return')
        self.app.wait('the check-in in the record', lambda: len(self.events('Team check-in'))
                      > before)

    # ---- The procedure ----

    @act
    def tick(self, *steps):
        """Ticks steps of the procedure; the words it begins with tell each."""
        self.page('Procédure')
        for step in steps:
            self.go_to_step(step)
            self.app.press('space')
            self.app.wait(f'“{step}” ticked', self._is_checked)
        self.app.picture('procedure')

    def _is_checked(self):
        node = self.app.focus()
        return node and node.has('checked')

    def needs_reason(self, step):
        """Checks that a step that must wait asks why, and that leaving it there ticks nothing."""
        self.page('Procédure')
        self.go_to_step(step)
        self.app.press('space')
        self.app.await_focus('^Pourquoi passer outre', 'text')
        self.app.picture('waits')
        self.app.press('Escape')
        self.tap.check(f'“{step}” waits', not self.app.await_focus(
            f'^{re.escape(step)}', 'check-box').has('checked'))

    @act
    def gate(self, step, who):
        """Records the yes of who must approve."""
        self.page('Procédure')
        self.go_to_step(step)
        self.app.press('space')
        self._fill(('Qui répond', who))
        self.app.picture('gate')
        self._record()
        self.app.wait(f'“{step}” ticked by the yes', self._is_checked)

    @act
    def choose(self, option, why):
        """Chooses an option of the procedure, which is a decision."""
        self.page('Procédure')
        self._press_button(f'^Choisir.*{option}')
        self._fill(('Pourquoi cette voie', why))
        self._record()
        self.app.wait('the decision in the record', lambda: self.events(option))

    @act
    def confirm_order(self, order, operator, reference):
        """Records what the operator confirmed for one order."""
        self.page('Procédure')
        self._press_button('^Consigner une confirmation')
        self._fill(('Numéro de commande', order), ('Opérateur', operator),
                   ('La référence', reference))
        self.app.picture('confirmation')
        self._record()
        self.app.wait('the confirmation in the record', lambda: self.events(order))

    def _fill(self, *fields):
        for number, (field, text) in enumerate(fields):
            if number:
                self.app.press('Tab')
            self.app.await_focus(f'^{field}', 'text')
            self.app.press('ctrl+a')
            self.app.type(text)

    def _record(self):
        self.app.press('ctrl+Return')
        self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)

    @act
    def hypothesis(self, code, state, tried):
        """Opens a hypothesis of the playbook unless it is open, and says what was found."""
        self.page('Procédure')
        if not self.app.find(f'^Changer l’état de {code}$'):
            self._press_button(f'^Ouvrir l’hypothèse {code}')
            self.app.see(f'^Changer l’état de {code}$')
        self._press_button(f'^Changer l’état de {code}$')
        self.app.await_focus('^Ce qui a été essayé', 'text')
        self.app.type(tried)
        self.app.step_to('Tab', f'^{state}$', 5)
        self.app.press('Return')
        self.app.wait(f'{code} {state}', lambda: self.events(tried))

    def _press_button(self, pattern):
        node = self.app.focus()
        if not re.search(pattern, node.name):
            self.app.step_to('Tab', pattern, 250)
        self.app.press('Return')

    def go_to_step(self, step):
        wanted = f'^{re.escape(step)}'
        node = self.app.focus()
        if not (node and re.search(wanted, node.name)):
            self.app.step_to('Tab', wanted, 250)

    # ---- The clocks ----

    def open_clock(self, pattern):
        """Opens the act of a clock from the board."""
        app = self.app
        if not on_board(app.focus()):
            app.press('F8')
        app.wait('the focus on the board', lambda: on_board(app.focus()))
        while app.focus().role != 'list-item':
            app.step('shift+Tab')  # from the buttons of a late clock to the clock
        app.tree()  # has the rows said, those that came since as well
        nodes = [node for node in app.nodes().below() if on_board(node)]
        here = next(i for i, node in enumerate(nodes) if node.has('focused'))
        there = next((i for i, node in enumerate(nodes) if node.role == 'list-item'
                      and re.search(pattern, node.name)), None)
        if there is None:
            raise Lost(f'no clock “{pattern}” among {[node.name for node in nodes]}')
        if there != here:
            app.step_to('Down' if there > here else 'Up', pattern)
        app.press('Return')
        app.wait(f'a form for “{pattern}”', lambda: len(app.windows()) == 2)

    def done(self, what, ask):
        """Does what the form proposes; the focus then is on the board again."""
        self.app.press('ctrl+Return')
        self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)
        self.app.wait(f'{what} in the record', ask)
        self.app.wait('the focus on the board again', lambda: on_board(self.app.focus()))

    @act
    def write(self, pattern, text, reader=None):
        """Writes the message that keeps a clock, in place of what the template proposes.

        reader: who has read it first, where the form asks for that."""
        self.open_clock(pattern)
        self.app.await_focus('^Texte$', 'text')
        self.app.picture('message')
        self.app.press('ctrl+a')
        self.app.type(text)
        if reader is not None:
            self.app.press('Tab')
            self.app.await_focus('^Lu d’abord par', 'text')
            self.app.type(reader)
        self.done('the message', lambda: self.events(text))

    @act
    def reach(self, pattern, clock, said, subject=None):
        """Notes that somebody was reached."""
        self.open_clock(pattern)
        self.app.await_focus('^Ce qui a été dit', 'text')
        self.app.type(said)
        self.done(clock, lambda: self.state(clock, subject) == 'done')

    @act
    def tell(self, *people):
        """Calls people from the queue of acts, one after another: they answered."""
        self.page('Chronologie')
        self.app.press('F7')
        for person in people:
            self.app.await_focus(' · ', 'list-item')
            if not re.match(person, self.app.focus().name):
                self.app.step_to('Down', f'^{person}')
            self.app.press('Return')
            self.app.await_focus('^Ce qui a été dit', 'text')
            self.app.picture('call')
            self.app.press('ctrl+Return')
            self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)
            self.app.await_focus(f'^(?!{person}).* · ', 'list-item')
        self.app.picture('acts')

    @act
    def review(self, code, result):
        self.open_clock(f'Revoir la décision.*{code}')
        self.app.await_focus('^Résultat', 'text')
        self.app.type(result)
        self.done('the result', lambda: self.events(result))

    # ---- What the record says ----

    def show(self):
        return self.app.ctl('show', self.ref)

    def events(self, text):
        return [entry for entry in self.show()['timeline'] if text in entry['text']]

    def clocks(self):
        """Returns the obligations as id, or id and subject, and state."""
        found = {}
        for clock in self.app.ctl('obligations', self.ref):
            name = f'{clock["id"]}/{clock["subject"]}' if clock['subject'] else clock['id']
            found[name] = clock['state']
        return found

    def state(self, clock, subject=None):
        return self.clocks().get(f'{clock}/{subject}' if subject else clock)

    def expect(self, kinds, milestones, facts, clocks, posts=None):
        """Compares the whole record with what the night must have left in it."""
        shown = self.show()
        counted = Counter(entry['kind'] for entry in shown['timeline'])
        self.tap.check('the entries, by kind', counted == Counter(kinds), dict(counted))
        for name, minutes in milestones.items():
            wanted = None if minutes is None else self.stored(minutes)
            self.tap.check(f'{name}, {minutes} minutes before',
                           shown['milestones'][name] == wanted, shown['milestones'][name])
        values = {name: fact['value'] for name, fact in shown['facts'].items()}
        for name, value in facts.items():
            self.tap.check(f'fact {name}', values.get(name) == value, values)
        found = self.clocks()
        self.tap.check('the clocks, all of them', found == clocks, found)
        if posts:
            held = {post['post']: post['person'] for post in shown['roster']}
            self.tap.check('the posts', posts.items() <= held.items(), held)

    def expect_watch(self, minutes):
        """Checks how long the service has to be watched once it is back."""
        watch = next(clock for clock in self.app.ctl('obligations', self.ref)
                     if clock['id'] == 'monitoring')
        span = datetime.fromisoformat(watch['due']) - datetime.fromisoformat(watch['started'])
        self.tap.check(f'the watch takes {minutes} min', span == timedelta(minutes=minutes), watch)

    def expect_query(self, query, confirmed, other):
        """Checks that a query is given out for the order confirmed, and for no other."""
        given = [subprocess.run([self.app.ctl_binary, '--store', self.app.store, 'query', self.ref,
                                 query, '--subject', order], capture_output=True, text=True,
                                check=False) for order in (confirmed, other)]
        self.tap.check(f'{query} is given out for {confirmed}', given[0].returncode == 0
                       and f"'{confirmed}'" in given[0].stdout, given[0])
        self.tap.check(f'{query} is not given out for {other}', given[1].returncode == 1
                       and not given[1].stdout, given[1])

    # ---- The report ----

    def export(self, kind):
        """Returns the report in French as text, spaces made plain."""
        path = os.path.join(self.app.folder, f'report.{kind}')
        subprocess.run([self.app.ctl_binary, '--store', self.app.store, 'export', self.ref,
                        '--format', kind, '-o', path, '--lang', 'fr'], check=True,
                       capture_output=True, env=dict(os.environ, **self.app.words))
        if kind == 'pdf':
            text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True,
                                  text=True, check=True).stdout
        else:
            with open(path, encoding='utf-8') as file:
                text = file.read()
        return re.sub(r'\s+', ' ', text)

    def expect_report(self, *patterns):
        """Reads the Markdown and the PDF; both must say everything."""
        for kind in ('markdown', 'pdf'):
            text = self.export(kind)
            for pattern in (re.escape(self.ref), *patterns):
                self.tap.check(f'{kind}: {pattern}', re.search(pattern, text), text)

    @act
    def write_section(self, number, text):
        """Writes a section of the report."""
        self.page('Retour')
        self.app.await_focus(r'^\d+ ')
        self.app.press('Home')
        self.app.await_focus('^1 ')
        self.app.step_to('Down', f'^{number} ')
        self.app.press('Return')
        self.app.await_focus('^Texte de la section$', 'text')
        self.app.press('ctrl+a')
        self.app.type(text)
        self.app.press('ctrl+Return')
        self.app.wait('the section in the record', lambda: text in self.export('markdown'))
        self.app.picture('report')
