#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of INC-04: a script emptied a column; correct in place, or restore everything.

What is chosen is a decision, the downtime of a restoration is management's to allow.
"""

from journeylib import run
from warroom import Night


def journey(app, tap):
    night = Night(app, tap)
    night.declare('INC-04', 'Adresses de livraison effacées', 75, '32431', 'P1')
    night.enter((80, 'début: un script de nettoyage'), (70, 'pris en charge: Fatou arrête le script'),
                '#tables addresses', '#corruption nulled', (66, 'note: dernière sauvegarde à 18h'))
    night.assign({'Responsable technique': 'Fatou Diallo', 'Scribe': None})
    night.tick('Arrêter les écritures', 'Nommer les tables', 'Tout noter', 'Identifier la dernière',
               'Estimer les enregistrements')
    night.gate('Obtenir l’accord de la direction', 'CTO')
    night.gate('Décider', 'root')
    night.choose('Correction ciblée', '1 900 lignes touchées, le service continue')
    night.tick('Exporter les enregistrements', 'Écrire le script', 'Le tester', 'L’appliquer')
    night.reach('^Alerter le CTO', 'cto-alert', 'Il approuve la correction')
    night.write('^Mise à jour publique', 'Certaines adresses manquent, elles reviennent.')
    night.review('D1', 'les 1 900 lignes sont rétablies')
    night.check_in('11')
    night.enter((45, 'cause trouvée: une condition oubliée'), (35, 'atténué: script corrigé'),
                (25, 'rétabli: adresses revenues'), (10, 'résolu: comptes identiques'))
    night.write_section(4, 'Un script lancé sans relecture.')
    night.expect(
        kinds={'alert': 8, 'note': 1, 'decision': 1, 'call': 1, 'message': 1, 'followup': 21},
        milestones={'started': 80, 'detected': 75, 'responded': 70, 'diagnosed': 45,
                    'mitigated': 35, 'restored': 25, 'resolved': 10},
        facts={'tables': 'addresses', 'corruption': 'nulled'},
        clocks={'respond': 'done', 'resolve': 'done', 'cto-alert': 'done', 'customer-mail': 'overdue',
                'ceo-mail': 'overdue', 'decision-review/D1': 'done', 'escalate-management': 'done',
                'monitoring': 'due-soon', 'handover/commander': 'pending',
                'handover/technical-lead': 'pending', 'handover/scribe': 'pending',
                'post-mortem': 'pending'},
        posts={'technical-lead': 'Fatou Diallo'})
    night.expect_report('P1 Critique', r'Durée totale\W+1 h 10 min',
                        '1 900 lignes touchées, le service continue', 'Correction ciblée', 'Un script lancé sans relecture')

run(journey, needs_layout='fr', language='fr')
