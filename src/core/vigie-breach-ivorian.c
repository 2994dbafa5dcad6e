/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Ivorian law, as far as it could be read. A duty to notify a breach was found in no text; that is said as it
 * is, and never as "no". */

#include "vigie-breach-private.h"

static gboolean
is_nothing (const VigieBreachCase *given, VigieBreachRule *rule)
{
  if (given->breach->is_breach && !given->breach->is_excluded)
    return FALSE;
  vigie_breach_settle (rule, VIGIE_BREACH_NO,
                       g_strdup (given->breach->is_excluded ? vigie_say_pick (given->lang, "Proved: no personal data was touched.", "Prouvé : aucune donnée personnelle touchée.")
                                                            : vigie_say_pick (given->lang, "No sign of a breach of personal data.", "Aucun signe de violation de données personnelles.")));

  return TRUE;
}

/* The last second of 31 March of the year after T+0. */
static gint64
report_due (const VigieBreachCase *given)
{
  g_autoptr(GDateTime) zero = given->zero_usec != VIGIE_TIME_NONE ? g_date_time_new_from_unix_utc (given->zero_usec / VIGIE_SECOND_USEC) : NULL;
  g_autoptr(GDateTime) due = zero != NULL ? g_date_time_new_utc (g_date_time_get_year (zero) + 1, 3, 31, 23, 59, 59) : NULL;

  return due != NULL ? g_date_time_to_unix (due) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

VIGIE_RULE (ci_1)
{
  if (is_nothing (given, rule))
    return;
  vigie_breach_due (rule, report_due (given));
  vigie_breach_settle (rule, VIGIE_BREACH_YES,
                       g_strdup (vigie_say_pick (given->lang, "The duty of security is engaged: keep proof of the measures; they go into the yearly report to ARTCI.",
                                                 "Le devoir de sécurité est engagé : garder la preuve des mesures ; elles entrent au rapport annuel à l’ARTCI.")));
}

VIGIE_RULE (ci_2)
{
  if (is_nothing (given, rule))
    return;
  vigie_breach_settle (rule, VIGIE_BREACH_CHECK,
                       g_strdup (vigie_say_pick (given->lang, "A legal duty to notify, the authority or the persons, is not established in the texts read: ask the lawyer.",
                                                 "Obligation légale de notifier, à l’autorité ou aux personnes : non établie dans les textes consultés. À confirmer avec l’avocat.")));
  rule->unlowered_holds = FALSE;
}

VIGIE_RULE (ci_3)
{
  if (is_nothing (given, rule))
    return;
  vigie_breach_settle (rule, VIGIE_BREACH_CHECK,
                       g_strdup (vigie_say_pick (given->lang, "As you choose: ANSSI-CI, the police’s cyber unit (PLCC); the mobile-money operators if a contract says so.",
                                                 "Au choix : ANSSI-CI, l’unité cyber de la police (PLCC) ; les opérateurs mobile money si un contrat le prévoit.")));
  rule->unlowered_holds = FALSE;
}
