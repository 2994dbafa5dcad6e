#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evening of INC-03: pages answer in four seconds; an index that is missing.

A P2: no war room, but the hour of watching that this type asks for.
"""

from journeylib import run
from warroom import Night


def journey(app, tap):
    night = Night(app, tap)
    night.declare('INC-03', 'Les pages répondent en quatre secondes', 50, '33221', 'P2')
    night.enter((52, 'début: la latence monte'), (45, 'pris en charge: Yao mesure'),
                '#latency_normal_ms 450', '#latency_now_ms 4200', (44, 'note: tout le catalogue'))
    night.tick('Mesurer la latence', 'Comparer latence', 'Chercher les index')
    night.hypothesis('HX3', 'Écarter', 'le paquet pèse comme avant')
    night.hypothesis('HX1', 'Confirmer', 'un parcours complet de la table des produits')
    night.decide(30, 'ajouter un index sur les produits', 'une requête prend trois secondes',
                 'index ou cache', 'Yao, avant la fin du service')
    night.write('^Mise à jour publique', 'Le catalogue est lent, nous corrigeons.')
    night.review('D1', 'la latence revient sous 500 ms')
    night.enter((35, 'cause trouvée: un index manque'), (25, 'atténué: index en place'),
                (20, 'rétabli: latence normale'), '#latency_now_ms 430')
    night.expect(
        kinds={'alert': 6, 'note': 1, 'decision': 1, 'hypothesis': 2, 'message': 1, 'followup': 10},
        milestones={'started': 52, 'detected': 50, 'responded': 45, 'diagnosed': 35,
                    'mitigated': 25, 'restored': 20, 'resolved': None},
        facts={'latency_normal_ms': '450', 'latency_now_ms': '430'},
        clocks={'respond': 'done', 'resolve': 'pending', 'status-update': 'pending',
                'decision-review/D1': 'done', 'monitoring': 'pending', 'board-mail': 'pending',
                'escalate-l3': 'pending'})
    night.expect_watch(60)
    night.enter((2, 'résolu: une heure sans alerte'))
    night.expect_report('P2 Haute', 'ajouter un index sur les produits', 'un parcours complet de la table',
                        'Le catalogue est lent')

run(journey, needs_layout='fr', language='fr')
