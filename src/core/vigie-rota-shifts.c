/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is on call over a span of time. The span is cut wherever something begins or ends, each piece is asked for once,
 * and pieces that say the same are put together again; only a hand-over stays a cut, even to the same person. */

#include "vigie-rota-private.h"

#include <string.h>

#define HORIZON_USEC (53 * VIGIE_WEEK_USEC)

/* What concerns the level in the span; borrowed. */
typedef struct
{
  const VigieRota *rota;
  const char *level;
  const VigieZones *zones;
  gint64 from_usec, to_usec;
  GPtrArray *calendars, *substitutions, *absences;
  GArray *cuts;                  /* gint64 */
} Span;

/* A piece with the turn it belongs to: the beginning of that turn. */
typedef struct { VigieShift shift; gint64 turn_usec; } Piece;

static void
add_cut (Span *span, gint64 at_usec)
{
  if (at_usec > span->from_usec && at_usec < span->to_usec)
    g_array_append_val (span->cuts, at_usec);
}

static gboolean
touches (const Span *span, gint64 from_usec, gint64 to_usec)
{
  return from_usec < span->to_usec && to_usec > span->from_usec;
}

static void
add_turns (Span *span)
{
  for (gint64 at_usec = span->from_usec; at_usec < span->to_usec;)
    {
      gint64 from_usec, to_usec;
      const char *person;

      vigie_rota_turn_at (span->rota, span->level, at_usec, span->zones, &from_usec, &to_usec, &person);
      add_cut (span, to_usec);
      if (to_usec <= at_usec)
        return;
      at_usec = to_usec;
    }
}

static void
add_calendars (Span *span)
{
  for (guint i = 0; i < span->rota->calendars->len; i++)
    {
      VigieRotaCalendar *calendar = span->rota->calendars->pdata[i];

      if (strcmp (calendar->level, span->level) != 0 || !touches (span, calendar->from_usec, calendar->to_usec))
        continue;
      g_ptr_array_add (span->calendars, calendar);
      add_cut (span, calendar->from_usec);
      add_cut (span, calendar->to_usec);
      for (guint k = 0; k < calendar->shifts->len; k++)
        {
          add_cut (span, g_array_index (calendar->shifts, VigieCalendarShift, k).from_usec);
          add_cut (span, g_array_index (calendar->shifts, VigieCalendarShift, k).to_usec);
        }
    }
}

static void
add_exceptions (Span *span)
{
  for (guint i = 0; i < span->rota->substitutions->len; i++)
    {
      VigieSubstitution *one = span->rota->substitutions->pdata[i];

      if (strcmp (one->level, span->level) != 0 || !touches (span, one->from_usec, one->to_usec))
        continue;
      g_ptr_array_add (span->substitutions, one);
      add_cut (span, one->from_usec);
      add_cut (span, one->to_usec);
    }
  for (guint i = 0; i < span->rota->absences->len; i++)
    {
      VigieAbsence *one = span->rota->absences->pdata[i];

      if (!touches (span, one->from_usec, one->to_usec))
        continue;
      g_ptr_array_add (span->absences, one);
      add_cut (span, one->from_usec);
      add_cut (span, one->to_usec);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static void
span_init (Span *span, const VigieRota *rota, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones)
{
  *span = (Span) { rota, level, zones, from_usec, to_usec };
  span->calendars = g_ptr_array_new ();
  span->substitutions = g_ptr_array_new ();
  span->absences = g_ptr_array_new ();
  span->cuts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (span->cuts, from_usec);
  g_array_append_val (span->cuts, to_usec);
  add_turns (span);
  add_calendars (span);
  add_exceptions (span);
  g_array_sort (span->cuts, compare_times);
}

static void
span_clear (Span *span)
{
  g_ptr_array_unref (span->calendars);
  g_ptr_array_unref (span->substitutions);
  g_ptr_array_unref (span->absences);
  g_array_unref (span->cuts);
}

/* The last shift of the calendar that began: where two overlap, the later one is the override. */
static const VigieCalendarShift *
calendar_shift_at (const VigieRotaCalendar *calendar, gint64 at_usec)
{
  for (guint i = calendar->shifts->len; i > 0; i--)
    {
      const VigieCalendarShift *shift = &g_array_index (calendar->shifts, VigieCalendarShift, i - 1);

      if (shift->from_usec <= at_usec && at_usec < shift->to_usec)
        return shift;
    }

  return NULL;
}

/* What the calendar or the rotation says, before exceptions. */
static void
read_ground (const Span *span, gint64 at_usec, Piece *piece)
{
  const VigieRotation *rotation;
  gint64 to_usec;

  for (guint i = span->calendars->len; i > 0; i--)
    {
      const VigieRotaCalendar *calendar = span->calendars->pdata[i - 1];
      const VigieCalendarShift *shift;

      if (at_usec < calendar->from_usec || at_usec >= calendar->to_usec)
        continue;
      shift = calendar_shift_at (calendar, at_usec);
      piece->shift.event = calendar->event;
      piece->shift.person = shift != NULL ? shift->person : NULL;
      piece->turn_usec = shift != NULL ? shift->from_usec : calendar->from_usec;
      return;
    }
  rotation = vigie_rota_turn_at (span->rota, span->level, at_usec, span->zones, &piece->turn_usec, &to_usec, &piece->shift.person);
  piece->shift.event = rotation != NULL ? rotation->event : NULL;
}

static void
read_substitution (const Span *span, gint64 at_usec, VigieShift *shift)
{
  for (guint i = span->substitutions->len; i > 0; i--)
    {
      const VigieSubstitution *one = span->substitutions->pdata[i - 1];

      if (at_usec < one->from_usec || at_usec >= one->to_usec)
        continue;
      shift->instead_of = shift->person != NULL ? shift->person : one->instead_of;
      if (shift->instead_of != NULL && strcmp (shift->instead_of, one->person) == 0)
        shift->instead_of = NULL;
      shift->person = one->person;
      shift->reason = one->reason;
      shift->event = one->event;
      return;
    }
}

static void
read_absence (const Span *span, gint64 at_usec, VigieShift *shift)
{
  for (guint i = span->absences->len; shift->person != NULL && i > 0; i--)
    {
      const VigieAbsence *one = span->absences->pdata[i - 1];

      if (at_usec < one->from_usec || at_usec >= one->to_usec || strcmp (one->person, shift->person) != 0)
        continue;
      shift->absent = shift->person;
      shift->person = NULL;
      shift->instead_of = NULL;
      shift->reason = one->reason;
      shift->event = one->event;
    }
}

static Piece
read_piece (const Span *span, gint64 from_usec, gint64 to_usec)
{
  Piece piece = { .shift = { .level = span->level, .from_usec = from_usec, .to_usec = to_usec } };

  read_ground (span, from_usec, &piece);
  read_substitution (span, from_usec, &piece.shift);
  read_absence (span, from_usec, &piece.shift);
  /* Without anybody, nothing is handed over. */
  if (piece.shift.person == NULL && piece.shift.absent == NULL)
    piece.turn_usec = G_MININT64;

  return piece;
}

static gboolean
says_the_same (const Piece *a, const Piece *b)
{
  return a->turn_usec == b->turn_usec && a->shift.event == b->shift.event && g_strcmp0 (a->shift.person, b->shift.person) == 0
         && g_strcmp0 (a->shift.absent, b->shift.absent) == 0 && g_strcmp0 (a->shift.instead_of, b->shift.instead_of) == 0;
}

static gboolean
is_same_gap (const Piece *a, const Piece *b)
{
  return a->shift.person == NULL && b->shift.person == NULL && a->shift.absent == NULL && b->shift.absent == NULL;
}

/**
 * vigie_rota_shifts:
 * @rota: a rota
 * @level: (transfer none): id of a support level, which must outlive the result
 * @from_usec: begin
 * @to_usec: end, not included
 * @zones: (nullable): how to find a zone's rules
 *
 * Says who of @level is on call over a span of time. What has nobody is a stretch like the others, with no person.
 *
 * Returns: (transfer full) (element-type VigieShift): the stretches in order; they borrow from @rota
 */
GPtrArray *
vigie_rota_shifts (const VigieRota *rota, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones)
{
  GPtrArray *shifts = g_ptr_array_new_with_free_func (g_free);
  Piece last = { .turn_usec = 0 };
  VigieShift *open = NULL;
  Span span;

  g_return_val_if_fail (rota != NULL && level != NULL, shifts);

  if (from_usec >= to_usec)
    return shifts;
  span_init (&span, rota, level, from_usec, to_usec, zones);
  for (guint i = 0; i + 1 < span.cuts->len; i++)
    {
      gint64 begin_usec = g_array_index (span.cuts, gint64, i), end_usec = g_array_index (span.cuts, gint64, i + 1);
      Piece piece;

      if (begin_usec == end_usec)
        continue;
      piece = read_piece (&span, begin_usec, end_usec);
      if (open != NULL && (says_the_same (&last, &piece) || is_same_gap (&last, &piece)))
        open->to_usec = end_usec;
      else
        g_ptr_array_add (shifts, open = g_memdup2 (&piece.shift, sizeof piece.shift));
      last = piece;
    }
  span_clear (&span);

  return shifts;
}

/* The stretch at @at_usec, or with @after the one that follows it; NULL if there is none. */
static VigieShift *
find_shift (const VigieRota *rota, const char *level, gint64 at_usec, gboolean after, const VigieZones *zones)
{
  g_autoptr(GPtrArray) shifts = vigie_rota_shifts (rota, level, at_usec - HORIZON_USEC, at_usec + HORIZON_USEC, zones);

  for (guint i = 0; i < shifts->len; i++)
    {
      const VigieShift *shift = shifts->pdata[i];

      if (shift->from_usec <= at_usec && at_usec < shift->to_usec)
        {
          guint index = after ? i + 1 : i;

          return index < shifts->len ? g_memdup2 (shifts->pdata[index], sizeof (VigieShift)) : NULL;
        }
    }

  return NULL;
}

VigieShift *
vigie_rota_at (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones)
{
  g_return_val_if_fail (rota != NULL && level != NULL, NULL);

  return find_shift (rota, level, at_usec, FALSE, zones);
}

VigieShift *
vigie_rota_next (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones)
{
  g_return_val_if_fail (rota != NULL && level != NULL, NULL);

  return find_shift (rota, level, at_usec, TRUE, zones);
}

/**
 * vigie_rota_of_person:
 * @rota: a rota
 * @playbook: whose levels are looked at, the first one first
 * @person: id of a contact, or a name
 * @at_usec: the moment
 * @zones: (nullable): how to find a zone's rules
 *
 * Returns: (nullable) (transfer full): the stretch in which @person is on call at that moment
 */
VigieShift *
vigie_rota_of_person (const VigieRota *rota, const VigiePlaybook *playbook, const char *person, gint64 at_usec, const VigieZones *zones)
{
  g_return_val_if_fail (rota != NULL && playbook != NULL && person != NULL, NULL);

  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];
      g_autoptr(GPtrArray) now = vigie_rota_shifts (rota, level->id, at_usec, at_usec + 1, zones);

      if (now->len > 0 && g_strcmp0 (((const VigieShift *) now->pdata[0])->person, person) == 0)
        return vigie_rota_at (rota, level->id, at_usec, zones);
    }

  return NULL;
}
