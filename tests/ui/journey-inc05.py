#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A night of INC-05: payments through one operator hang; the operator is at fault.

The orders that hang are counted, and each is put right only when the operator confirms it.
"""

from journeylib import run
from warroom import Night


def journey(app, tap):
    night = Night(app, tap)
    night.declare('INC-05', 'Paiements Wave bloqués', 55, '33321', 'P2')
    night.enter((58, 'début: les webhooks cessent'), (50, 'pris en charge: Moussa regarde'),
                '#operator Wave', '#transactions_stuck 37', '#loss_fcfa 1250000',
                (48, "appel: l'assistance de Wave confirme une panne"))
    night.tick('Nommer l’opérateur', 'Compter les transactions', 'Vérifier Wave',
               'Appeler l’assistance')
    night.decide(46, 'proposer un autre opérateur', '37 paiements en attente',
                 "panne de l'opérateur ou panne interne", 'Moussa, sur la page de paiement')
    night.choose('Panne de l’opérateur', "l'assistance de Wave l'a dit")
    night.confirm_order('CMD-20417', 'Wave', 'WV-88213')
    night.write('^Mise à jour publique', 'Les paiements Wave attendent, choisissez un autre.')
    night.write('^Prévenir le CFO', 'Environ 1,25 million de FCFA en attente.')
    night.review('D1', 'les clients paient par Orange')
    night.enter((40, 'cause trouvée: panne chez Wave'), (20, 'rétabli: Wave répond'),
                (5, 'résolu: 37 paiements confirmés'), '#transactions_stuck 0')
    night.expect(
        kinds={'alert': 6, 'call': 1, 'decision': 2, 'message': 2, 'followup': 11},
        milestones={'started': 58, 'detected': 55, 'responded': 50, 'diagnosed': 40,
                    'restored': 20, 'resolved': 5},
        facts={'operator': 'Wave', 'transactions_stuck': '0', 'loss_fcfa': '1250000'},
        clocks={'respond': 'done', 'resolve': 'done', 'cfo-notice': 'done',
                'escalate-l3': 'done',
                'decision-review/D1': 'done', 'decision-review/D2': 'pending', 'monitoring': 'due-soon',
                'post-mortem': 'pending'})
    night.expect_query('INC-05/record-payment', 'CMD-20417', 'CMD-20418')
    night.expect_report('Panne de l’opérateur', 'P2 Haute', '1 250 000 FCFA',
                        'proposer un autre opérateur',
                        'Les paiements Wave attendent')

run(journey, needs_layout='fr', language='fr')
