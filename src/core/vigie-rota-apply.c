/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the bodies of the events `rota.*`. A body is read whole before anything is kept of it, so that a bad one
 * changes nothing. */

#include "vigie-rota-private.h"

#include <stdlib.h>
#include <string.h>

#include "vigie-time.h"

static gboolean
need_text (VigieRota *rota, const VigieJson *body, const char *name, const char **out)
{
  return vigie_body_need_string (rota->arena, body, name, out) && **out != '\0';
}

static gboolean
need_span (const VigieJson *body, gint64 *from_usec, gint64 *to_usec)
{
  return vigie_body_maybe_time (body, "from", from_usec) && vigie_body_maybe_time (body, "to", to_usec)
         && *from_usec != VIGIE_TIME_NONE && *to_usec > *from_usec;
}

/* "2026-11-23" */
static gboolean
read_date (const char *text, guint32 *julian)
{
  guint year, month, day;
  GDate date;

  if (strlen (text) != 10 || strspn (text, "0123456789-") != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  year = (guint) atoi (text);
  month = (guint) atoi (text + 5);
  day = (guint) atoi (text + 8);
  if (year < 1970 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *julian = g_date_get_julian (&date);

  return TRUE;
}

/* "08:00" */
static gboolean
read_clock (const char *text, guint *minutes)
{
  if (strlen (text) != 5 || strspn (text, "0123456789:") != 5 || text[2] != ':' || atoi (text) > 23 || atoi (text + 3) > 59)
    return FALSE;
  *minutes = (guint) (atoi (text) * 60 + atoi (text + 3));

  return TRUE;
}

static GPtrArray *
read_people (VigieRota *rota, const VigieJson *body)
{
  VigieJsonNode node = vigie_json_member (body, 0, "people");
  g_autoptr(GPtrArray) people = g_ptr_array_new ();

  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) != VIGIE_JSON_ARRAY
      || vigie_json_size (body, node) > VIGIE_ROTA_MAX_PEOPLE)
    return NULL;
  for (VigieJsonNode one = vigie_json_first (body, node); one != VIGIE_JSON_NONE; one = vigie_json_next (body, one))
    {
      char *name = vigie_arena_json_string (rota->arena, body, one);

      if (name == NULL || *name == '\0')
        return NULL;
      g_ptr_array_add (people, name);
    }

  return g_steal_pointer (&people);
}

static gboolean
apply_set (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  VigieRotation rotation = { .event = event };
  gint64 weeks = vigie_json_member_int (body, 0, "weeks", 1);
  const char *starts, *handover;
  VigieRotation *kept;

  if (!need_text (rota, body, "level", &rotation.level) || !need_text (rota, body, "zone", &rotation.zone)
      || !need_text (rota, body, "starts", &starts) || !read_date (starts, &rotation.starts_julian)
      || !need_text (rota, body, "handover", &handover) || !read_clock (handover, &rotation.handover_minutes)
      || weeks < 1 || weeks > VIGIE_ROTA_MAX_WEEKS)
    return FALSE;
  rotation.weeks = (guint) weeks;
  rotation.people = read_people (rota, body);
  if (rotation.people == NULL)
    return FALSE;

  kept = vigie_arena_new0 (rota->arena, VigieRotation);
  *kept = rotation;
  g_ptr_array_add (rota->rotations, kept);

  return TRUE;
}

static gboolean
apply_substituted (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  VigieSubstitution one = { .event = event };
  VigieSubstitution *kept;

  if (!need_text (rota, body, "level", &one.level) || !need_text (rota, body, "person", &one.person)
      || !need_span (body, &one.from_usec, &one.to_usec)
      || !vigie_body_maybe_string (rota->arena, body, "instead_of", &one.instead_of)
      || !vigie_body_maybe_string (rota->arena, body, "reason", &one.reason))
    return FALSE;
  kept = vigie_arena_new0 (rota->arena, VigieSubstitution);
  *kept = one;
  g_ptr_array_add (rota->substitutions, kept);

  return TRUE;
}

static gboolean
apply_absent (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  VigieAbsence one = { .event = event };
  VigieAbsence *kept;

  if (!need_text (rota, body, "person", &one.person) || !need_span (body, &one.from_usec, &one.to_usec)
      || !vigie_body_maybe_string (rota->arena, body, "reason", &one.reason))
    return FALSE;
  kept = vigie_arena_new0 (rota->arena, VigieAbsence);
  *kept = one;
  g_ptr_array_add (rota->absences, kept);

  return TRUE;
}

/* The effect is in `replaces`, which the fold reads. */
static gboolean
apply_withdrawn (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  const char *reason;

  return event->replaces[0] != NULL && vigie_body_maybe_string (rota->arena, body, "reason", &reason);
}

static gboolean
read_shift (VigieRota *rota, const VigieJson *body, VigieJsonNode node, VigieCalendarShift *shift)
{
  g_autofree char *from = vigie_json_member_string (body, node, "from");
  g_autofree char *to = vigie_json_member_string (body, node, "to");

  shift->person = vigie_arena_json_string (rota->arena, body, vigie_json_member (body, node, "person"));

  return shift->person != NULL && *shift->person != '\0' && from != NULL && to != NULL
         && vigie_time_parse_rfc3339 (from, &shift->from_usec, NULL) && vigie_time_parse_rfc3339 (to, &shift->to_usec, NULL)
         && shift->to_usec > shift->from_usec;
}

/* Of two that begin together the shorter one comes last: it is the override. */
static int
compare_shifts (gconstpointer a, gconstpointer b)
{
  const VigieCalendarShift *one = a, *other = b;

  if (one->from_usec != other->from_usec)
    return one->from_usec < other->from_usec ? -1 : 1;

  return one->to_usec > other->to_usec ? -1 : one->to_usec < other->to_usec;
}

static GArray *
read_shifts (VigieRota *rota, const VigieJson *body)
{
  VigieJsonNode node = vigie_json_member (body, 0, "shifts");
  g_autoptr(GArray) shifts = g_array_new (FALSE, FALSE, sizeof (VigieCalendarShift));

  if (node == VIGIE_JSON_NONE || vigie_json_type (body, node) != VIGIE_JSON_ARRAY
      || vigie_json_size (body, node) > VIGIE_ROTA_MAX_SHIFTS)
    return NULL;
  for (VigieJsonNode one = vigie_json_first (body, node); one != VIGIE_JSON_NONE; one = vigie_json_next (body, one))
    {
      VigieCalendarShift shift;

      if (vigie_json_type (body, one) != VIGIE_JSON_OBJECT || !read_shift (rota, body, one, &shift))
        return NULL;
      g_array_append_val (shifts, shift);
    }
  g_array_sort (shifts, compare_shifts);

  return g_steal_pointer (&shifts);
}

static gboolean
apply_imported (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  VigieRotaCalendar one = { .event = event };
  VigieRotaCalendar *kept;

  if (!need_text (rota, body, "level", &one.level) || !need_span (body, &one.from_usec, &one.to_usec)
      || !vigie_body_maybe_string (rota->arena, body, "source", &one.source) || (one.shifts = read_shifts (rota, body)) == NULL)
    return FALSE;
  kept = vigie_arena_new0 (rota->arena, VigieRotaCalendar);
  *kept = one;
  g_ptr_array_add (rota->calendars, kept);

  return TRUE;
}

static const struct
{
  const char *kind;
  gboolean (*apply) (VigieRota *rota, const VigieEvent *event, const VigieJson *body);
} kinds[] = {
  { "rota.set", apply_set },
  { "rota.substituted", apply_substituted },
  { "rota.absent", apply_absent },
  { "rota.withdrawn", apply_withdrawn },
  { "rota.imported", apply_imported },
};

gboolean
vigie_rota_knows_kind (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return TRUE;

  return FALSE;
}

gboolean
vigie_rota_apply (VigieRota *rota, const VigieEvent *event, const VigieJson *body)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, event->kind) == 0)
      return kinds[i].apply (rota, event, body);

  return FALSE;
}
