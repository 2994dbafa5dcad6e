#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A breach from awareness to the register: the history of 1,500 clients' mobile money was taken out.

The facts go in by the command line. The page says what the three rule books ask, as vigiectl does. The
notice to the authority, the mail to the persons and the text for the press are written from there, the
breach is entered in the register; every text has the same numbers in both languages, and so has the
report. Then the number turns out to be another one, and all three are marked.
"""

import importlib
import json
import os
import re
import subprocess
from datetime import datetime

from journeylib import run
from warroom import Night

# Whether all that Tab reaches has a name, and Tab goes round.
NAMES = importlib.import_module('journey-names')
# The rule that stands in each cell of the grid, row by row.
CELLS = ('PB-4', 'G-3', 'CI-2', 'PB-5', 'G-6', 'CI-2', 'PB-9', 'G-1', 'CI-1', 'PB-2')
LABELS = {'yes': 'OUI', 'no': 'NON', 'check': 'À VÉRIFIER'}


class Breach(Night):
    """A night with a breach."""

    def open_breach(self):
        """Turns to the communications, and there to the breach."""
        self.page('Communications')
        node = self.app.focus()
        if not re.search('^Violation$', node.name):
            self.app.step_to('shift+Tab', '^Violation$', 60)
        if not self.app.focus().has('pressed'):
            self.app.press('space')
        self.app.see('^Faits utilisés$')

    def go(self, button):
        """Presses the act of a duty."""
        self.app.step_to('Tab', f'^{button}$', 120)
        self.app.press('Return')

    def notices(self):
        return {notice['kind']: notice for notice in self.app.ctl('notices', self.ref)}

    def texts(self):
        """Returns the text of each notice as it stands, by kind and language, spaces made plain."""
        path = os.path.join(self.app.folder, 'record.json')
        if os.path.exists(path):
            os.unlink(path)
        self.app.ctl('export', self.ref, '--format', 'json', '-o', path)
        with open(path, encoding='utf-8') as file:
            record = json.load(file)
        found = {}
        for event in (json.loads(entry['bytes']) for entry in record['events']):
            if event['kind'] == 'notice.drafted':
                for lang, text in event['body']['texts'].items():
                    found[event['body']['kind'], lang] = re.sub(r'\s+', ' ', text['body'])
        return found

    def expect_screen(self):
        """Compares the marks of the grid with the verdicts that vigiectl prints."""
        verdicts = {rule['rule']: rule for rule in self.app.ctl('breach', self.ref)['verdicts']}
        shown = [node.name for window in self.app.tree().children for node in window.below()
                 if node.name in LABELS.values()][:len(CELLS)]
        wanted = [LABELS[verdicts[rule]['verdict']] for rule in CELLS]
        self.tap.check('the screen says the verdicts that vigiectl prints', shown == wanted, (shown, wanted))
        return verdicts

    def expect_notice(self, text):
        """The document of the notice has the numbers and times of the record, and says what is still open."""
        breach = self.app.ctl('breach', self.ref)
        aware = datetime.fromisoformat(breach['times']['aware'])
        for words in ('1 500', '1 800', 'Awa Koné, DPO', f'{aware:%H:%M} GMT', 'à déterminer', self.ref):
            self.tap.check(f'the notice says {words}', words in text, text)

    def write_to_authority(self):
        self.go('Préparer l’avis')
        self.app.wait('the form of the notice', lambda: len(self.app.windows()) == 2)
        self.expect_names('notice to the authority')
        self.app.press('F4')
        self.app.await_focus('^(?!Suivant à répondre)')
        self.app.step_to('Tab', '^Personne déclarante', 150)
        self.app.press('ctrl+a')
        self.app.type('Awa Koné, DPO')
        self.app.press('Return')
        self.app.wait('the answer in the record', lambda: self.events('Awa Koné, DPO'))
        self.app.picture('notice-fields')
        self.app.step_to('Tab', '^Enregistrer en PDF$', 200)
        self.app.press('Return')
        self.expect_notice(self.read_pdf('notice.pdf'))
        self.app.await_focus('^Enregistrer en PDF$')
        self.app.step_to('Tab', '^Écrire le message$', 5)
        self.app.press('Return')
        self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)
        self.app.wait('the notice in the record', lambda: 'authority-initial' in self.notices())

    def read_pdf(self, name):
        """Gives the file window of the page a place, and returns what the document there says, spaces made plain."""
        path = os.path.join(self.app.folder, name)
        self.app.await_focus('^Nom', 'text')
        self.app.press('ctrl+a')
        self.app.type(path)
        self.app.wait('the path in the field', lambda: self.app.focus().text() == path)
        self.app.press('Return')
        self.app.wait(f'{name} written', lambda: os.path.exists(path) and os.path.getsize(path) > 1000)
        text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True,
                              check=True).stdout
        return re.sub(r'\s+', ' ', text)

    def expect_decision(self, verdicts):
        """Prints the decision from the page: it says what vigiectl says of each rule, and by when."""
        self.go('Imprimer la décision')
        text = self.read_pdf('decision.pdf')
        self.tap.check('the decision is of this incident', self.ref in text, text[:400])
        for rule, verdict in verdicts.items():
            said = re.search(rf'\b{rule}\b.{{0,160}}?\b({"|".join(LABELS.values())})', text)
            self.tap.check(f'the decision says {verdict["verdict"]} of {rule}',
                           said and said.group(1) == LABELS[verdict['verdict']], (said, text))
            if verdict.get('due'):
                due = datetime.fromisoformat(verdict['due'])
                self.tap.check(f'and when {rule} is due', f'{due.day} ' in text and f'{due:%H:%M}' in text, (verdict, text))
        self.tap.check('with the number of persons', '1 500' in text, text)

    def expect_names(self, place):
        """A screen reader can say all that is there, and Tab leads round it."""
        NAMES.check_names(self.app, self.tap, place)
        NAMES.check_tree(self.app, self.tap, place)

    def compose(self, button, kind):
        """Has the composer draw the text of a template, and records it as a draft."""
        self.open_breach()
        self.go(button)
        self.app.see('^Demander l’approbation', 'push-button')
        self.app.picture(kind)
        self.app.press('ctrl+s')
        self.app.wait(f'{kind} in the record', lambda: kind in self.notices())

    def open_register(self):
        """The register, from anywhere and by keyboard."""
        self.app.press('ctrl+k')
        self.app.wait('the palette', lambda: len(self.app.windows()) == 2)
        self.app.wait('the focus in the palette', self.app.focus)
        self.app.type('registre des viol')
        self.app.see('^Registre des violations')
        self.app.press('Return')
        self.app.see('2026-014')
        self.app.wait('the focus in the register', self.app.focus)
        NAMES.check_tree(self.app, self.tap, 'register')
        self.app.step_to('Tab', '2026-014', 5)
        self.app.press('Escape')
        self.app.wait('the register gone', lambda: len(self.app.windows()) == 1)

    def expect_stale(self):
        """The list of messages marks each of the three, too."""
        self.page('Communications')
        self.app.step_to('shift+Tab', '^Messages$', 60)
        if not self.app.focus().has('pressed'):
            self.app.press('space')
        self.app.wait('all three marked in the window', lambda: len(
            [node for window in self.app.tree().children for node in window.below()
             if re.search('changé|périmé', node.name) and node.role == 'label']) >= 3)
        self.app.picture('stale')

    def register(self):
        self.open_breach()
        self.go('Inscrire au registre')
        self.app.await_focus('^Numéro au registre', 'text')
        self.app.press('ctrl+a')
        self.app.type('2026-014')
        self.app.press('ctrl+Return')
        self.app.wait('the entry in the record', lambda: self.events('2026-014'))


def journey(app, tap):
    night = Breach(app, tap)
    night.declare('INC-02', "Export de l'historique Mobile Money", 95, '21333', 'P1')
    night.enter('#data_touched nom, téléphone, historique mobile money', '#persons 1500', '#records 1800',
                '#breach_kind confidentialité', '#exfiltrated oui', '#malicious oui',
                '#identification maximale', f'#aware_at {night.typed(60)}',
                '#aware_reason le journal des requêtes', '#risk risque élevé', '#measures accès fermés')
    night.open_breach()
    app.see('^Écrire à 1.500 personnes$')
    app.picture('breach')
    night.expect_names('breach')
    verdicts = night.expect_screen()
    night.expect_decision(verdicts)
    tap.check('the authority is told by both books', verdicts['PB-4']['verdict'] == 'yes'
              and verdicts['G-3']['verdict'] == 'yes', verdicts['PB-4'])
    tap.check('awareness counts for the GDPR', verdicts['G-3']['due'] > verdicts['PB-4']['due'], verdicts['G-3'])
    night.write_to_authority()
    night.compose('Écrire', 'persons')
    night.compose('Préparer le texte de presse', 'press')
    night.register()
    night.open_register()
    texts = night.texts()
    for kind in ('authority-initial', 'persons', 'press'):
        for lang, number in (('fr', '1 500'), ('en', '1,500')):
            text = texts.get((kind, lang), '')
            tap.check(f'{kind}, {lang}: {number}', number in text, text)
    tap.check('the report says the same number', '1 500' in night.export('markdown'))
    entry = re.sub(r'\s+', ' ', app.tell('breach-entry', night.ref, '--lang', 'fr'))
    tap.check('the register has the number and the verdicts', all(words in entry for words in (
        '2026-014', '1 500', 'PB-4', 'G-3', 'CI-2')), entry)
    listed = app.ctl('breach-register')
    tap.check('the register lists it', len(listed) == 1 and listed[0]['number'] == '2026-014', listed)
    night.enter('#persons 1800')
    app.wait('the fact in the record', lambda: app.ctl('show', night.ref)['facts']['persons']['value'] == '1800')
    for kind, notice in night.notices().items():
        tap.check(f'{kind} is marked stale', 'persons' in notice['stale'], notice)
    night.expect_stale()


run(journey, needs_layout='fr', language='fr')
