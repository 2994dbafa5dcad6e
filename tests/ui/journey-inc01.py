#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of INC-01: after a release nothing answers, for 23 minutes; a rollback cures it.

Two hypotheses, one decision with its review, the mail to the customers, and the report.
"""

from journeylib import run
from warroom import Night


def journey(app, tap):
    night = Night(app, tap)
    night.declare('INC-01', 'Panne générale après une mise en ligne', 41, '44431', 'P1')
    night.enter((43, 'début: la version 4.12 arrive en production'),
                (38, 'pris en charge: Awa lit les journaux'),
                (37, 'appel: @awa.kone répond aussitôt'))
    night.decide(31, 'revenir à la version 4.11', 'plus aucune commande ne passe',
                 'retour arrière ou correctif', 'Awa, tout de suite')
    night.assign({'Responsable technique': 'Awa Koné', 'Scribe': None})
    night.tick('Prendre l’alerte', 'Ouvrir le site', 'Mobiliser', 'Annuler aussitôt')
    night.hypothesis('HX2', 'Écarter', 'les pages des fournisseurs sont vertes')
    night.hypothesis('HX1', 'Confirmer', 'le panier plante depuis 4.12')
    night.reach('^Alerter le CTO', 'cto-alert', 'Il suit avec nous')
    night.write('^Courriel aux clients', 'Nos commandes sont en panne, nous y travaillons.')
    night.write('^Mise à jour publique', 'La cause est connue, le retour arrière est en cours.')
    night.review('D1', 'les commandes passent de nouveau')
    night.check_in('12')
    night.enter((32, 'cause trouvée: le panier sans essais'),
                (29, 'atténué: retour arrière lancé'), (20, 'rétabli: les commandes repassent'),
                (12, 'résolu: essais passés'), (11, 'à faire: couvrir le panier'),
                '#users_share 100', '#orders_lost 460')
    night.write_section(4, 'Trop peu de tests sur le nouveau panier.')
    night.expect(
        kinds={'alert': 8, 'call': 2, 'decision': 1, 'todo': 1, 'hypothesis': 2, 'message': 2,
               'followup': 14},
        milestones={'started': 43, 'detected': 41, 'responded': 38, 'diagnosed': 32,
                    'mitigated': 29, 'restored': 20, 'resolved': 12},
        facts={'users_share': '100', 'orders_lost': '460'},
        clocks={'respond': 'done', 'resolve': 'done', 'cto-alert': 'done', 'customer-mail': 'done',
                'ceo-mail': 'overdue', 'decision-review/D1': 'done', 'escalate-management': 'done',
                'monitoring': 'due-soon', 'handover/commander': 'pending',
                'handover/technical-lead': 'pending', 'handover/scribe': 'pending',
                'post-mortem': 'pending'},
        posts={'technical-lead': 'Awa Koné'})
    night.expect_report('P1 Critique', r'Durée totale\W+31 min', '100 ?%', '460',
                        'Trop peu de tests sur le nouveau panier', 'revenir à la version 4.11',
                        'les commandes passent de nouveau', 'le panier plante depuis 4.12',
                        'Nos commandes sont en panne')

run(journey, needs_layout='fr', language='fr')
