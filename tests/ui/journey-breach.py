#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A breach from awareness to the register: the history of 1,500 clients' mobile money was taken out.

The facts go in by the command line. The page says what the three rule books ask, as vigiectl does. The
notice to the authority, the mail to the persons and the text for the press are written from there, the
breach is entered in the register; every text has the same numbers in both languages, and so has the
report. Then the number turns out to be another one, and all three are marked.
"""

import json
import os
import re
import subprocess

from journeylib import run
from warroom import Night

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

    def write_to_authority(self):
        self.go('Préparer l’avis')
        self.app.wait('the form of the notice', lambda: len(self.app.windows()) == 2)
        self.app.step_to('Tab', '^Personne déclarante', 60)
        self.app.press('ctrl+a')
        self.app.type('Awa Koné, DPO')
        self.app.press('Return')
        self.app.wait('the answer in the record', lambda: self.events('Awa Koné, DPO'))
        self.app.picture('notice-fields')
        self.app.step_to('shift+Tab', '^Écrire le message$', 60)
        self.app.press('Return')
        self.app.wait('the form gone', lambda: len(self.app.windows()) == 1)
        self.app.wait('the notice in the record', lambda: 'authority-initial' in self.notices())

    def compose(self, button, kind):
        """Has the composer draw the text of a template, and records it as a draft."""
        self.open_breach()
        self.go(button)
        self.app.see('^Demander l’approbation', 'push-button')
        self.app.picture(kind)
        self.app.press('ctrl+s')
        self.app.wait(f'{kind} in the record', lambda: kind in self.notices())

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
    verdicts = night.expect_screen()
    tap.check('the authority is told by both books', verdicts['PB-4']['verdict'] == 'yes'
              and verdicts['G-3']['verdict'] == 'yes', verdicts['PB-4'])
    tap.check('awareness counts for the GDPR', verdicts['G-3']['due'] > verdicts['PB-4']['due'], verdicts['G-3'])
    night.write_to_authority()
    night.compose('Écrire', 'persons')
    night.compose('Préparer le texte de presse', 'press')
    night.register()
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


run(journey, needs_layout='fr', language='fr')
