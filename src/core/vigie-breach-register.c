/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-register.h"

#include <string.h>

#include "vigie-breach-private.h"
#include "vigie-breach-report-private.h"

static void
line_free (VigieBreachLine *line)
{
  g_free (line->number);
  g_free (line->kind);
  g_free (line->data);
  g_free (line->persons);
  g_free (line->records);
  g_free (line->risk);
  g_free (line->decision);
  vigie_breach_free (line->breach);
  g_free (line);
}

static char *
words_of (const VigieIncident *incident, const VigiePlaybook *playbook, const char *name, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  const VigieFact *fact = vigie_incident_fact_at (incident, name, now_usec);

  if (fact == NULL || fact->state == VIGIE_FACT_UNKNOWN || *fact->value == '\0')
    return g_strdup ("");

  return vigie_fact_value_words (playbook, name, fact->value, zone, lang);
}

static VigieBreachVerdict
highest (const VigieBreach *breach, VigieBreachDuty duty)
{
  VigieBreachVerdict verdict = VIGIE_BREACH_NO;

  for (VigieBreachBasis basis = 0; basis < VIGIE_BREACH_IVORIAN_LAW; basis++)
    {
      const VigieBreachRule *rule = vigie_breach_cell (breach, duty, basis);

      if (rule != NULL && rule->verdict > verdict)
        verdict = rule->verdict;
    }

  return verdict;
}

/* Why nothing was sent: the reason that lowered or lifted the duty. */
static char *
decision_of (const VigieBreachLine *line, VigieLang lang)
{
  const VigieBreachRule *rule = vigie_breach_rule (line->breach, "G-3");
  const VigieBreachRule *unlikely = vigie_breach_rule (line->breach, "G-2");

  if (line->authority_usec != VIGIE_TIME_NONE)
    return g_strdup (vigie_say_pick (lang, "notified", "notifiée"));
  if (rule->lowering != NULL && !rule->holds)
    return g_strdup_printf (vigie_say_pick (lang, "not notified: %s (%s)", "non notifiée : %s (%s)"), rule->lowering->reason, rule->lowering->by);
  if (!vigie_breach_asks (line->breach, VIGIE_BREACH_AUTHORITY, FALSE))
    return g_strdup_printf (vigie_say_pick (lang, "not notified: %s", "non notifiée : %s"), unlikely->verdict == VIGIE_BREACH_YES ? unlikely->reason : rule->reason);

  return g_strdup (vigie_say_pick (lang, "to be notified", "à notifier"));
}

static void
read_entry (VigieBreachLine *line)
{
  GPtrArray *entries = line->incident->breach_entries;
  const VigieBreachEntry *last = entries->len > 0 ? g_ptr_array_index (entries, entries->len - 1) : NULL;
  const VigieBreachEntry *first = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  line->number = g_strdup (last != NULL ? last->number : "");
  line->entered_usec = first != NULL ? first->occurred_usec : VIGIE_TIME_NONE;
}

static VigieBreachLine *
line_new (const VigieIncident *incident, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  VigieBreachLine *line = g_new0 (VigieBreachLine, 1);
  const VigieBreachTimes *times;

  line->incident = incident;
  line->breach = vigie_breach_evaluate (playbook, incident, now_usec, zone, lang);
  times = &line->breach->times;
  line->aware_usec = times->aware_usec;
  line->authority_usec = times->authority_sent_usec;
  line->persons_usec = times->persons_sent_usec;
  line->score = line->breach->score;
  line->kind = words_of (incident, playbook, "breach_kind", now_usec, zone, lang);
  line->data = words_of (incident, playbook, "data_touched", now_usec, zone, lang);
  line->persons = words_of (incident, playbook, "persons", now_usec, zone, lang);
  line->records = words_of (incident, playbook, "records", now_usec, zone, lang);
  line->risk = words_of (incident, playbook, "risk", now_usec, zone, lang);
  line->authority = highest (line->breach, VIGIE_BREACH_AUTHORITY);
  line->told = highest (line->breach, VIGIE_BREACH_PERSONS);
  line->is_late = vigie_breach_rule (line->breach, "G-5")->verdict == VIGIE_BREACH_YES;
  line->decision = decision_of (line, lang);
  read_entry (line);

  return line;
}

static int
year_of (gint64 time_usec)
{
  g_autoptr(GDateTime) time = time_usec != VIGIE_TIME_NONE ? g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC) : NULL;

  return time != NULL ? g_date_time_get_year (time) : 0;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const VigieBreachLine *left = *(VigieBreachLine *const *) a;
  const VigieBreachLine *right = *(VigieBreachLine *const *) b;

  if (left->aware_usec != right->aware_usec)
    return left->aware_usec < right->aware_usec ? -1 : 1;

  return strcmp (left->incident->ref, right->incident->ref);
}

GPtrArray *
vigie_breach_register (GPtrArray *incidents, const VigiePlaybook *playbook, int year, gint64 now_usec, GTimeZone *given_zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = given_zone != NULL ? given_zone : utc;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);

  g_return_val_if_fail (incidents != NULL && playbook != NULL, lines);

  for (guint i = 0; i < incidents->len; i++)
    {
      const VigieIncident *incident = g_ptr_array_index (incidents, i);

      if (incident->example || !vigie_breach_is_suspected (incident, now_usec)
          || (year != 0 && year_of (vigie_breach_aware_usec (incident, now_usec)) != year))
        continue;
      g_ptr_array_add (lines, line_new (incident, playbook, now_usec, zone, lang));
    }
  g_ptr_array_sort (lines, compare_lines);

  return lines;
}
