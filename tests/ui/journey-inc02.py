#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of INC-02: somebody reads accounts of customers through a stolen password.

Evidence before any patch, each of five people alerted, the breach decided upon, the service back only
when the security officer agrees.
"""

from journeylib import run
from warroom import Night

def journey(app, tap):
    night = Night(app, tap)
    night.declare('INC-02', 'Accès anormal à des comptes clients', 95, '21333', 'P1')
    night.enter((95, "début: premier accès depuis l'étranger"),
                (90, 'pris en charge: Awa Koné lit les journaux'),
                (88, 'hypothèse: un mot de passe volé'),
                (80, 'décision: couper les accès externes @awa.kone'),
                '#personal_data_touched yes', '#affected_persons 1240')
    night.assign({'Responsable technique': 'Awa Koné', 'Sécurité': 'Kofi Mensah', 'Scribe': None})
    night.needs_reason('Corriger le code')
    night.tick('Ne pas toucher', 'Noter qui', 'Préserver', 'Copier les journaux', 'Prendre des inst',
               'Calculer', 'Corriger le code')
    night.tell('CTO', 'CEO', 'Conseil juridique', 'Responsable sécurité', 'DPO')
    night.review('D1', 'Plus aucun accès depuis')
    night.write('^Mise à jour publique', 'Une partie du service est suspendue.', reader='Conseil juridique')
    night.check_in('121')
    night.gate('Obtenir l’accord de la sécurité', 'Kofi Mensah')
    night.enter((30, 'cause trouvée: un mot de passe réutilisé'), (20, 'atténué: accès coupés'),
                (12, 'rétabli: service rouvert'), (5, 'résolu: contrôles passés'))
    night.write_section(4, 'Un mot de passe déjà publié ailleurs.')
    night.expect(
        kinds={'alert': 8, 'hypothesis': 1, 'decision': 1, 'call': 5, 'message': 1, 'followup': 18},
        milestones={'started': 95, 'detected': 95, 'responded': 90, 'diagnosed': 30,
                    'mitigated': 20, 'restored': 12, 'resolved': 5},
        facts={'personal_data_touched': 'yes', 'affected_persons': '1240'},
        clocks={'respond': 'done', 'resolve': 'done', 'cto-alert': 'done', 'breach-alert/cto': 'done',
                'breach-alert/ceo': 'done', 'breach-alert/legal': 'done',
                'breach-alert/security-officer': 'done', 'breach-alert/dpo': 'done',
                'decision-review/D1': 'done', 'escalate-management': 'done', 'monitoring': 'pending',
                'legal-assessment': 'pending', 'persons-notice': 'pending',
                'authority-notice': 'pending', 'partners-mail': 'pending', 'post-mortem': 'pending',
                'handover/commander': 'pending', 'handover/technical-lead': 'pending',
                'handover/security-officer': 'pending', 'handover/scribe': 'pending'},
        posts={'technical-lead': 'Awa Koné', 'security-officer': 'Kofi Mensah'})
    night.expect_report('P1 Critique', r'Durée totale\W+1 h 30 min',
                        'couper les accès externes', 'Plus aucun accès depuis',
                        r'DPO \(protection des données\).*joint',
                        'Un mot de passe déjà publié ailleurs')


run(journey, needs_layout='fr', language='fr')
