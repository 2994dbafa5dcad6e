/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the breach rules ask of the fact sheet, answered for the moment: a fact that was entered later is not
 * known yet, and "unknown", whether it is the state or the value, is no knowledge. */

#include "vigie-breach-private.h"

#include <string.h>

#include "vigie-text.h"

#define MAX_COUNT G_GINT64_CONSTANT (1000000000000)

const VigieFact *
vigie_breach_fact (const VigieBreachCase *given, const char *name)
{
  const VigieFact *fact = vigie_incident_fact_at (given->incident, name, given->now_usec);

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && *fact->value != '\0' && strcmp (fact->value, "unknown") != 0 ? fact : NULL;
}

gboolean
vigie_breach_says (const VigieBreachCase *given, const char *name, const char *value)
{
  const VigieFact *fact = vigie_breach_fact (given, name);
  g_auto(GStrv) values = fact != NULL ? g_strsplit (fact->value, ",", -1) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (strcmp (g_strstrip (values[i]), value) == 0)
        return TRUE;
    }

  return FALSE;
}

gint64
vigie_breach_time (const VigieBreachCase *given, const char *name)
{
  const VigieFact *fact = vigie_breach_fact (given, name);
  gint64 time_usec = VIGIE_TIME_NONE;

  /* A value that is no time says nothing; the act that records one refuses such. */
  if (fact == NULL || !vigie_time_parse_rfc3339 (fact->value, &time_usec, NULL))
    return VIGIE_TIME_NONE;

  return time_usec;
}

VigieBreachCount
vigie_breach_count (const VigieBreachCase *given, const char *name)
{
  const VigieFact *fact = vigie_breach_fact (given, name);
  g_auto(GStrv) ends = fact != NULL ? g_strsplit (fact->value, "-", 2) : NULL;
  VigieBreachCount count = { .fact = name };
  gint64 low, high;

  if (ends == NULL || !g_ascii_string_to_signed (ends[0], 10, 0, MAX_COUNT, &low, NULL))
    return count;
  high = low;
  if (ends[1] != NULL && (!g_ascii_string_to_signed (ends[1], 10, 0, MAX_COUNT, &high, NULL) || high < low))
    return count;
  count.known = TRUE;
  count.low = low;
  count.high = high;
  count.estimated = fact->state == VIGIE_FACT_ESTIMATED;

  return count;
}

/* Who or what says so: the evidence, or the written reason. */
gboolean
vigie_breach_has_source (const VigieFact *fact)
{
  g_autofree char *source = fact != NULL && fact->source != NULL ? g_strstrip (g_strdup (fact->source)) : NULL;

  return source != NULL && *source != '\0';
}

gint64
vigie_breach_span (const VigieBreachCase *given, const char *clock, gint64 otherwise_usec)
{
  for (guint i = 0; i < given->playbook->clocks->len; i++)
    {
      const VigieClockDef *def = g_ptr_array_index (given->playbook->clocks, i);

      if (strcmp (def->id, clock) == 0 && def->span_usec[VIGIE_LEVEL_NONE] != 0)
        return def->span_usec[VIGIE_LEVEL_NONE];
    }

  return otherwise_usec;
}

/**
 * vigie_breach_first_message:
 * @incident: an incident
 * @audience: id of an audience
 * @from_usec: the first moment that counts; %VIGIE_TIME_NONE: any
 * @now_usec: the last moment that counts
 *
 * Returns: when the first message went out to @audience in that time, or %VIGIE_TIME_NONE
 */
gint64
vigie_breach_first_message (const VigieIncident *incident, const char *audience, gint64 from_usec, gint64 now_usec)
{
  for (guint i = 0; i < incident->messages->len; i++)
    {
      const VigieMessage *message = g_ptr_array_index (incident->messages, i); /* by time */

      if (message->occurred_usec >= from_usec && message->occurred_usec <= now_usec && strcmp (message->audience, audience) == 0)
        return message->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

static void
add_once (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

gboolean
vigie_breach_use (const VigieBreachCase *given, VigieBreachRule *rule, const char *name)
{
  gboolean is_known = vigie_breach_fact (given, name) != NULL;

  add_once (is_known ? rule->facts : rule->missing, name);

  return is_known;
}

void
vigie_breach_settle (VigieBreachRule *rule, VigieBreachVerdict verdict, char *reason)
{
  g_free (rule->reason);
  rule->reason = reason;
  rule->unlowered = verdict;
  /* The safer branch: a duty is done while it cannot be excluded, an exemption counts when it is certain. */
  rule->unlowered_holds = rule->exempts ? verdict == VIGIE_BREACH_YES : verdict != VIGIE_BREACH_NO;
}

void
vigie_breach_due (VigieBreachRule *rule, gint64 due_usec)
{
  rule->due_usec = due_usec;
  rule->when = due_usec != VIGIE_TIME_NONE ? VIGIE_BREACH_WHEN_DUE : VIGIE_BREACH_WHEN_NONE;
}

char *
vigie_breach_when_words (const VigieBreachCase *given, gint64 time_usec)
{
  if (time_usec == VIGIE_TIME_NONE)
    return g_strdup (vigie_say_pick (given->lang, "a time not known yet", "une heure encore inconnue"));

  return vigie_time_format_full (time_usec, given->zone, given->lang);
}

char *
vigie_breach_count_words (const VigieBreachCase *given, const VigieBreachCount *count)
{
  g_autofree char *low = vigie_text_number (count->low, given->lang);
  g_autofree char *high = vigie_text_number (count->high, given->lang);

  if (!count->known)
    return g_strdup ("?");

  return count->low < count->high ? g_strdup_printf ("%s–%s", low, high) : g_steal_pointer (&high);
}
