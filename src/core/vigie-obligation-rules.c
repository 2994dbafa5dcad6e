/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The vocabulary of the clocks, first half: when a clock applies and when it starts.
 *
 * Every question is answered for the moment of the view, so nothing here may look at a "present"
 * member of the incident (its level, its facts) without asking when it came about. The words are
 * those the loader checked; one that is unknown here therefore never comes up. */

#include "vigie-obligation-private.h"

#include <string.h>

#include "vigie-breach.h"
#include "vigie-time.h"

void
vigie_clock_view_init (VigieClockView *view, const VigiePlaybook *playbook, const VigieIncident *incident,
                       gint64 now_usec)
{
  gboolean first = TRUE;

  view->playbook = playbook;
  view->incident = incident;
  view->now_usec = now_usec;
  view->level = incident->level;

  /* The level of the declaration is the first change and counts whatever its time. */
  for (guint i = 0; i < incident->changes->len; i++)
    {
      const VigieChange *change = g_ptr_array_index (incident->changes, i);

      if (change->is_level && (first || change->occurred_usec <= now_usec))
        {
          view->level = change->level;
          first = FALSE;
        }
    }
}

gint64
vigie_clock_view_past (const VigieClockView *view, gint64 time_usec)
{
  return time_usec <= view->now_usec ? time_usec : VIGIE_TIME_NONE;
}

gint64
vigie_clock_view_milestone (const VigieClockView *view, VigieMilestone milestone)
{
  return vigie_clock_view_past (view, view->incident->milestones[milestone]);
}

static const char *
after_prefix (const char *word, const char *prefix)
{
  gsize length = strlen (prefix);

  return strncmp (word, prefix, length) == 0 ? word + length : NULL;
}

static const VigieFact *
fact_at (const VigieClockView *view, const char *name)
{
  return vigie_incident_fact_at (view->incident, name, view->now_usec);
}

static gboolean
fact_is (const VigieClockView *view, const char *name, const char *value)
{
  const VigieFact *fact = fact_at (view, name);

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && g_strcmp0 (fact->value, value) == 0;
}

/* The greater end of a number or of a range "600-1400". */
static double
fact_number (const VigieFact *fact)
{
  const char *dash;

  if (fact->value == NULL || fact->state == VIGIE_FACT_UNKNOWN)
    return -1;
  dash = strchr (fact->value, '-');

  return g_ascii_strtod (dash != NULL && dash != fact->value ? dash + 1 : fact->value, NULL);
}

/* Splits "loss_fcfa>1000000". */
static char *
split_comparison (const char *text, double *threshold)
{
  const char *sign = strchr (text, '>');

  if (sign == NULL)
    return NULL;
  *threshold = g_ascii_strtod (sign + 1, NULL);

  return g_strndup (text, (gsize) (sign - text));
}

static gboolean
fact_exceeds (const VigieClockView *view, const char *comparison)
{
  double threshold = 0;
  g_autofree char *name = split_comparison (comparison, &threshold);
  const VigieFact *fact = name != NULL ? fact_at (view, name) : NULL;

  return fact != NULL && fact_number (fact) > threshold;
}

/* When the fact was entered with a value that the clock asks for. */
static gint64
fact_entered (const VigieClockView *view, const VigieClockDef *clock, const char *name)
{
  gint64 entered = VIGIE_TIME_NONE;
  gboolean has_threshold = FALSE;
  double threshold = 0;

  for (guint i = 0; i < clock->requires_->len && !has_threshold; i++)
    {
      const char *comparison = after_prefix (g_ptr_array_index (clock->requires_, i), "fact:");
      g_autofree char *compared = comparison != NULL ? split_comparison (comparison, &threshold) : NULL;

      has_threshold = g_strcmp0 (compared, name) == 0;
    }
  for (guint i = 0; i < view->incident->fact_history->len; i++)
    {
      const VigieFact *fact = g_ptr_array_index (view->incident->fact_history, i);

      if (strcmp (fact->name, name) != 0 || fact->occurred_usec > view->now_usec
          || (has_threshold && fact_number (fact) <= threshold))
        continue;
      if (entered == VIGIE_TIME_NONE || fact->occurred_usec < entered)
        entered = fact->occurred_usec;
    }

  return entered;
}

static gint64
fact_time (const VigieClockView *view, const char *name)
{
  const VigieFact *fact = fact_at (view, name);
  gint64 time_usec = VIGIE_TIME_NONE;

  if (fact == NULL || fact->value == NULL || fact->state == VIGIE_FACT_UNKNOWN)
    return VIGIE_TIME_NONE;
  /* A value that is no time says nothing about the start; the act that recorded it refused such. */
  if (!vigie_time_parse_rfc3339 (fact->value, &time_usec, NULL))
    return VIGIE_TIME_NONE;

  return time_usec;
}

static int
support_rank (const VigiePlaybook *playbook, const char *id)
{
  for (guint i = 0; i < playbook->support_levels->len; i++)
    if (strcmp (((const VigieSupportLevel *) g_ptr_array_index (playbook->support_levels, i))->id, id) == 0)
      return (int) i;

  return -1;
}

/* The last time the incident came to support level @id: TRUE if it ever did. @since is when it was
 * handed there, or NONE when the severity put it there; @left when it went higher, or NONE. */
typedef struct
{
  const VigieClockView *view;
  int wanted;
  int current;
  gboolean held;
  gint64 since_usec;
  gint64 left_usec;
} SupportWalk;

static void
walk_to (SupportWalk *walk, int rank, gint64 time_usec, gboolean handed)
{
  if (rank < 0 || rank == walk->current)
    return;
  if (rank == walk->wanted)
    {
      walk->held = TRUE;
      walk->since_usec = handed ? time_usec : VIGIE_TIME_NONE;
      walk->left_usec = VIGIE_TIME_NONE;
    }
  else if (rank > walk->wanted && walk->left_usec == VIGIE_TIME_NONE)
    walk->left_usec = time_usec;
  walk->current = rank;
}

static void
walk_level (SupportWalk *walk, const VigieChange *change)
{
  const VigieLevelDef *def = vigie_playbook_level (walk->view->playbook, change->level);
  int rank = def != NULL ? support_rank (walk->view->playbook, def->support) : 0;

  /* A milder level does not send the incident back down. */
  if (rank > walk->current)
    walk_to (walk, rank, change->occurred_usec, FALSE);
}

static void
walk_support (SupportWalk *walk, const VigieClockView *view, const char *id)
{
  const VigieIncident *incident = view->incident;
  guint next = 0;

  *walk = (SupportWalk) { view, support_rank (view->playbook, id), -1, FALSE, VIGIE_TIME_NONE, VIGIE_TIME_NONE };
  for (guint i = 0; i <= incident->changes->len; i++)
    {
      const VigieChange *change = i < incident->changes->len ? g_ptr_array_index (incident->changes, i) : NULL;

      if (change != NULL && (!change->is_level || (i > 0 && change->occurred_usec > view->now_usec)))
        continue;
      for (; i > 0 && next < incident->support->len; next++)
        {
          const VigieSupportMove *move = g_ptr_array_index (incident->support, next);

          if (move->occurred_usec > view->now_usec
              || (change != NULL && move->occurred_usec > change->occurred_usec))
            break;
          walk_to (walk, support_rank (view->playbook, move->level), move->occurred_usec, TRUE);
        }
      if (change != NULL)
        walk_level (walk, change);
    }
}

static gboolean
was_held_by (const VigieClockView *view, const char *support)
{
  SupportWalk walk;

  walk_support (&walk, view, support);

  return walk.held;
}

static gint64
handed_to (const VigieClockView *view, const char *support)
{
  SupportWalk walk;

  walk_support (&walk, view, support);

  return walk.since_usec;
}

static gboolean
is_breach (const VigieClockView *view)
{
  gint64 known = view->incident->breach_known_usec;

  return vigie_incident_is_breach (view->incident)
         && (known == VIGIE_TIME_NONE || known <= view->now_usec);
}

/* Personal data touched, or not yet excluded by evidence. */
static gboolean
personal_data (const VigieClockView *view)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (view->playbook, view->incident, view->now_usec, NULL, VIGIE_LANG_EN);

  return !breach->is_excluded;
}

/* A duty of that kind under any rule book, or one that cannot be excluded; a lowered verdict waives the clock. */
static gboolean
verdict_asks (const VigieClockView *view, const char *duty)
{
  g_autoptr(VigieBreach) breach = NULL;

  if (!vigie_breach_is_suspected (view->incident, view->now_usec))
    return FALSE;
  breach = vigie_breach_evaluate (view->playbook, view->incident, view->now_usec, NULL, VIGIE_LANG_EN);

  return vigie_breach_asks (breach, strcmp (duty, "persons") == 0 ? VIGIE_BREACH_PERSONS : VIGIE_BREACH_AUTHORITY, TRUE);
}

static gboolean
outage_is_assumed (const VigieClockView *view)
{
  const VigieTypeDef *type = vigie_playbook_type (view->playbook, view->incident->type);
  const char *rule = type != NULL ? type->outage : "by-level";

  if (fact_is (view, "outage", "no") || fact_is (view, "outage", "yes"))
    return fact_is (view, "outage", "yes");

  return strcmp (rule, "assumed") == 0 || (strcmp (rule, "by-level") == 0 && view->level == VIGIE_LEVEL_P1);
}

/* vigie_incident_outage() says how it is in the end; here it is as it was known at the view's moment. */
static gboolean
outage_at (const VigieClockView *view, gint64 *start_usec, gint64 *end_usec)
{
  static const VigieMilestone starts[] = { VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DETECTED };
  static const VigieMilestone ends[] = { VIGIE_MILESTONE_RESTORED, VIGIE_MILESTONE_RESOLVED };

  *start_usec = vigie_clock_view_past (view, fact_time (view, "outage_start"));
  *end_usec = vigie_clock_view_past (view, fact_time (view, "outage_end"));
  if (*start_usec == VIGIE_TIME_NONE && !outage_is_assumed (view))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (starts) && *start_usec == VIGIE_TIME_NONE; i++)
    *start_usec = vigie_clock_view_milestone (view, starts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ends) && *end_usec == VIGIE_TIME_NONE; i++)
    *end_usec = vigie_clock_view_milestone (view, ends[i]);

  return *start_usec != VIGIE_TIME_NONE;
}

static gboolean
outage_counts (const VigieClockView *view, const VigieClockDef *clock)
{
  gint64 start;
  gint64 end;

  if (!outage_at (view, &start, &end))
    return FALSE;

  return end == VIGIE_TIME_NONE || end - start > vigie_clock_span_usec (view, clock);
}

static gint64
outage_start (const VigieClockView *view)
{
  gint64 start;
  gint64 end;

  return outage_at (view, &start, &end) ? start : VIGIE_TIME_NONE;
}

static gboolean
is_prolonged (const VigieClockView *view, const VigieClockDef *clock)
{
  gint64 start = vigie_clock_view_milestone (view, VIGIE_MILESTONE_STARTED);
  gint64 end = vigie_clock_view_milestone (view, VIGIE_MILESTONE_RESOLVED);

  if (start == VIGIE_TIME_NONE)
    start = vigie_clock_view_milestone (view, VIGIE_MILESTONE_DETECTED);
  if (start == VIGIE_TIME_NONE)
    return FALSE;

  return (end != VIGIE_TIME_NONE ? end : view->now_usec) - start > clock->longer_than_usec;
}

gboolean
vigie_clock_war_room_is_open (const VigieClockView *view)
{
  gint64 opened = view->incident->war_room_opened_usec;
  gint64 closed = view->incident->war_room_closed_usec;

  return opened != VIGIE_TIME_NONE && opened <= view->now_usec
         && (closed == VIGIE_TIME_NONE || closed > view->now_usec);
}

static gboolean
requirement_holds (const VigieClockView *view, const VigieClockDef *clock, const char *word)
{
  VigieMilestone milestone;
  const char *rest;

  if (strcmp (word, "breach") == 0)
    return is_breach (view);
  if (strcmp (word, "visible-impact") == 0)
    return !fact_is (view, "visible_impact", "no");
  if (strcmp (word, "outage") == 0)
    return outage_counts (view, clock);
  if (strcmp (word, "prolonged") == 0)
    return is_prolonged (view, clock);
  if (strcmp (word, "prolonged-or-breach") == 0)
    return is_prolonged (view, clock) || is_breach (view);
  if (strcmp (word, "personal-data") == 0)
    return is_breach (view) && personal_data (view);
  if ((rest = after_prefix (word, "verdict:")) != NULL)
    return verdict_asks (view, rest);
  if ((rest = after_prefix (word, "support:")) != NULL)
    return was_held_by (view, rest);
  if ((rest = after_prefix (word, "fact:")) != NULL)
    return fact_exceeds (view, rest);
  if ((rest = after_prefix (word, "type:")) != NULL)
    return g_strcmp0 (view->incident->type, rest) == 0;
  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return vigie_milestone_from_word (rest, &milestone)
           && vigie_clock_view_milestone (view, milestone) != VIGIE_TIME_NONE;

  return TRUE; /* "unresolved" and "war-room-open": see the caller */
}

gboolean
vigie_clock_requires (const VigieClockDef *clock, const char *word)
{
  for (guint i = 0; i < clock->requires_->len; i++)
    if (strcmp (g_ptr_array_index (clock->requires_, i), word) == 0)
      return TRUE;

  return FALSE;
}

gboolean
vigie_clock_has_level (const VigieClockView *view, const VigieClockDef *clock)
{
  return clock->levels->len == 0 || g_ptr_array_find (clock->levels, GINT_TO_POINTER (view->level), NULL);
}

gboolean
vigie_clock_applies (const VigieClockView *view, const VigieClockDef *clock)
{
  if (!vigie_clock_has_level (view, clock))
    return FALSE;
  for (guint i = 0; i < clock->requires_->len; i++)
    if (!requirement_holds (view, clock, g_ptr_array_index (clock->requires_, i)))
      return FALSE;

  return TRUE;
}

gint64
vigie_clock_span_usec (const VigieClockView *view, const VigieClockDef *clock)
{
  if (clock->span_by_type_usec != 0 && g_strcmp0 (clock->span_type, view->incident->type) == 0)
    return clock->span_by_type_usec;
  if (clock->span_usec[view->level] != 0)
    return clock->span_usec[view->level];

  return clock->span_usec[VIGIE_LEVEL_NONE];
}

static gint64
start_of_word (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject,
               const char *word)
{
  VigieMilestone milestone;
  const char *rest;

  if (strcmp (word, "milestone:restored") == 0)
    return vigie_incident_watched_since_usec (view->incident, view->now_usec);
  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return vigie_milestone_from_word (rest, &milestone) ? vigie_clock_view_milestone (view, milestone)
                                                        : VIGIE_TIME_NONE;
  if (strcmp (word, "subject") == 0)
    return subject->start_usec;
  if (strcmp (word, "outage-start") == 0)
    return outage_start (view);
  if (strcmp (word, "breach-known") == 0)
    return vigie_clock_view_past (view, view->incident->breach_known_usec);
  if (strcmp (word, "breach-aware") == 0)
    return vigie_breach_aware_usec (view->incident, view->now_usec);
  if (strcmp (word, "war-room-opened") == 0)
    return vigie_clock_view_past (view, view->incident->war_room_opened_usec);
  if ((rest = after_prefix (word, "fact:")) != NULL)
    return fact_entered (view, clock, rest);
  if ((rest = after_prefix (word, "fact-time:")) != NULL)
    return fact_time (view, rest);
  if ((rest = after_prefix (word, "support:")) != NULL)
    return handed_to (view, rest);

  return VIGIE_TIME_NONE;
}

gint64
vigie_clock_start_usec (const VigieClockView *view, const VigieClockDef *clock, const VigieClockSubject *subject)
{
  gboolean earliest = strcmp (clock->start_rule, "earliest") == 0;
  gint64 start = VIGIE_TIME_NONE;

  for (guint i = 0; i < clock->starts->len; i++)
    {
      gint64 candidate = start_of_word (view, clock, subject, g_ptr_array_index (clock->starts, i));

      if (candidate == VIGIE_TIME_NONE)
        continue;
      if (!earliest)
        return candidate;
      if (start == VIGIE_TIME_NONE || candidate < start)
        start = candidate;
    }

  return start;
}

gint64
vigie_clock_left_support_usec (const VigieClockView *view, const char *support)
{
  SupportWalk walk;
  int below = support_rank (view->playbook, support) - 1;
  const VigieSupportLevel *from;

  if (below < 0)
    return VIGIE_TIME_NONE;
  from = g_ptr_array_index (view->playbook->support_levels, (guint) below);
  walk_support (&walk, view, from->id);

  return walk.left_usec;
}
