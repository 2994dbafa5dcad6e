#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of an incident, and its second beginning: a P2 that a fact raises to P1, a decision whose review
calls, a list of what is missing that leads to it, an early closing with a reason, a reopening with another.

The clock is set while the program runs, so nobody waits for the ten minutes of a review.
"""

import re

from journeylib import run
from warroom import Night, show_board

REVIEW_S = 11 * 60


class Evening(Night):
    """What the end of an incident needs besides."""

    def palette(self, words, found):
        """Looks for a command anywhere, and does it."""
        self.app.press('ctrl+k')
        self.app.await_focus('^Chercher partout$', 'text')
        self.app.type(words)
        self.app.see(f'^{found}, ', 'list-item')
        self.app.picture('palette')
        self.app.press('Return')

    def form(self, title):
        self.app.wait(f'the form “{title}”', lambda: any(
            re.search(title, window.name) for window in self.app.nodes().children))

    def gone(self):
        self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)

    def stage(self):
        return self.show()['stage']

    def missing(self, kind=''):
        """Returns what is missing, or what of one kind."""
        return [item['id'] for item in self.app.ctl('missing', self.ref)
                if kind in ('', item['kind'])]


def raise_by_facts(app, night):
    """A share of the users over a bound: proposed, accepted, and the war room is open."""
    night.tap.check('a P2 has no war room', 'check-in' not in night.clocks(), night.clocks())
    night.enter('#users_total 1000', '#users_affected 600')
    app.see('La règle donne maintenant P1')
    night.tap.check('the level stays until somebody says so', night.show()['severity'] == 'P2')
    app.picture('proposal')
    app.step_to('shift+Tab', '^Réévaluer$', 60)
    app.press('Return')
    app.await_focus('^(Utilisateurs|Revenu|Fonction|Contournement|Sécurité)')
    app.picture('reassess')
    app.press('Return')
    app.wait('P1 in the record', lambda: night.show()['severity'] == 'P1')
    night.gone()
    app.wait('the war room is open', lambda: 'check-in' in night.clocks())
    app.wait('the proposal is gone', lambda: not app.find('La règle donne maintenant'))
    night.tap.check('the change is a line of the timeline', night.events('P1'), night.show())
    app.picture('raised')


def filter_timeline(app, night):
    """One kind alone; how many others are hidden is said, and one press shows them again."""
    night.page('Chronologie')
    app.press('Escape')
    app.await_focus('', 'list-item')
    app.step_to('shift+Tab', '^Décisions', 40)
    app.press('space')
    hidden = app.see(r'^\d+ autres? entrées? cachées?$', 'push-button')
    shown = len(app.ctl('show', night.ref)['timeline'])
    night.tap.check('the count is what is not shown', int(hidden.name.split()[0]) < shown, hidden.name)
    app.picture('filtered')
    app.step_to('Tab', r'^\d+ autres? entrées? cachées?$', 40)
    app.press('Return')
    app.wait('everything shown again', lambda: app.find('^Tout$', 'push-button').has('pressed'))
    app.see('Yao mesure', 'list-item')


def review_calls(app, night):
    """Nobody has to think of it: the clock says so, and the desktop."""
    night.decide(0, 'passer sur la base de secours', 'la base sature', 'attendre ou basculer', 'Awa')
    app.clock.move(app.clock.offset_s + REVIEW_S)
    app.wait('the review is late', lambda: night.state('decision-review', 'D1') == 'overdue')
    app.wait('the desktop hears of it', lambda: any(
        re.match('Revoir la décision', line) for note in app.desktop.shown() for line in note.lines()))
    show_board(app)
    app.see('^Revoir la décision.*en retard', 'list-item')
    app.picture('review')
    night.review('D1', 'les connexions baissent')
    night.tap.check('the review is kept', night.state('decision-review', 'D1') == 'done', night.clocks())


def resolve(app, night):
    """What is missing is listed; a line is done over the list, another leads to its step."""
    night.palette('resoudre', "Résoudre l’incident")
    app.await_focus('', 'list-item')
    night.tap.check('the time is missing', 'mitigated' in night.missing('milestone'))
    app.picture('missing')
    time = app.focus().name
    if not re.search('Atténué', time):
        app.step_to('Down', 'Atténué')
    app.press('Return')
    night.form('^Noter.: Atténué')
    app.picture('over')
    app.press('ctrl+Return')
    app.wait('its time in the record', lambda: night.show()['milestones']['mitigated'])
    app.await_focus('', 'list-item')
    night.tap.check('the time is no longer missing', 'mitigated' not in night.missing('milestone'))
    app.wait('the line is gone', lambda: not app.find('Atténué.*, heure$', 'list-item'))
    app.step_to('Down', 'étape ouverte$')
    step = re.sub(', étape ouverte$', '', app.focus().name)
    steps = night.missing('step')
    app.press('Return')
    night.gone()
    app.await_focus(f'^{re.escape(step)}', 'check-box')
    app.picture('led-to')
    app.press('space')
    app.wait('the step in the record', lambda: len(night.missing('step')) == len(steps) - 1)
    night.tap.check('the incident is not resolved', night.show()['milestones']['resolved'] is None)
    night.palette('resolve', "Résoudre l’incident")
    app.await_focus('', 'list-item')
    app.press('ctrl+Return')
    night.gone()
    app.wait('resolved in the record', lambda: night.stage() == 'resolved')


def close_early(app, night):
    """Typed without a reason it is refused; the form asks for one as well."""
    app.press('ctrl+l')
    app.await_focus('^Ligne de commande$', 'text')
    app.type('clos:')
    app.press('Return')
    app.see('doit rester stable')
    app.picture('refused')
    app.press('ctrl+a')
    app.type(' ')
    app.press('BackSpace')
    night.palette('clore', "Clore l’incident")
    app.await_focus('^Pourquoi', 'text')
    app.press('ctrl+Return')
    app.see('dites pourquoi on clôt maintenant')
    night.tap.check('not closed without a reason', night.stage() == 'resolved')
    app.type('la boutique est fermée')
    app.picture('close')
    app.press('ctrl+Return')
    night.gone()
    app.wait('closed in the record', lambda: night.stage() == 'closed')
    night.tap.check('the reason stands in the record', night.events('la boutique est fermée'))
    app.see('Clos.: la boutique est fermée', 'list-item')


def reopen(app, night):
    """It fails again: the clocks run again, and nothing goes away."""
    night.palette('rouvrir', "Rouvrir l’incident")
    app.await_focus('^Pourquoi', 'text')
    app.type('les paiements échouent encore')
    app.picture('reopen')
    app.press('ctrl+Return')
    night.gone()
    app.wait('active again', lambda: night.stage() == 'investigating')
    shown = night.show()
    night.tap.check('the times that no longer hold are cleared', not any(
        shown['milestones'][name] for name in ('diagnosed', 'restored', 'resolved', 'closed')),
        shown['milestones'])
    night.tap.check('the one that still holds stays', shown['milestones']['mitigated'])
    night.tap.check('why is a line of the timeline', night.events('les paiements échouent encore'))
    clocks = night.clocks()
    night.tap.check('the resolution runs again', clocks['resolve'] in ('pending', 'due-soon', 'overdue'),
                    clocks)
    night.tap.check('nothing is watched before it is restored', 'monitoring' not in clocks, clocks)
    night.enter('rétabli: la base répond')
    app.wait('the watch begins anew', lambda: night.state('monitoring') == 'pending')
    night.expect_watch(60)
    app.picture('reopened')


def handover(app, night):
    """Whoever is asked hears of it on the desktop, wherever they look, until it is taken back or answered."""
    def asked():
        return next((note for note in app.desktop.shown() if 'Yao Kouamé' in note.title), None)

    me = night.show()['roster'][0]['person']
    app.tell('--as', 'Yao Kouamé', 'role', night.ref, 'scribe', 'Yao Kouamé')
    app.tell('--as', 'Yao Kouamé', 'handover', night.ref, 'scribe', me)
    note = app.wait('the desktop hears of it', asked)
    night.tap.check('it names the post', 'Scribe' in note.title, note.title)
    app.tell('--as', 'Yao Kouamé', 'handover', night.ref, 'scribe', '--cancel')
    app.wait('it goes when it is taken back', lambda: not asked())
    app.tell('--as', 'Yao Kouamé', 'handover', night.ref, 'scribe', me)
    note = app.wait('the desktop hears of the next one', asked)
    app.desktop.press(note, note.buttons['Lire le brief et répondre'])
    app.see('^Accepter la relève', 'push-button')
    app.picture('asked')


def journey(app, tap):
    night = Evening(app, tap)
    night.declare('INC-03', 'Paiements refusés <b>&', 50, '33221', 'P2')
    night.enter((48, 'début: les refus montent'), (45, 'pris en charge: Yao mesure'))
    raise_by_facts(app, night)
    review_calls(app, night)
    filter_timeline(app, night)
    night.enter('cause trouvée: la base sature', 'rétabli: la base de secours répond')
    resolve(app, night)
    close_early(app, night)
    reopen(app, night)
    handover(app, night)
    night.expect_report('P1 Critique', 'Nouvelle évaluation, niveau P1', 'passer sur la base de secours',
                        'les connexions baissent', 'Incident rouvert.: les paiements échouent')


run(journey, needs_layout='fr', language='fr')
