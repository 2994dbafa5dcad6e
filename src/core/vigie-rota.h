/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-playbook.h"

/* Who is on call: a pure fold over the events `rota.*` of the directory's stream, immutable once made, and the answer
 * for any moment. Per support level of the playbook a rotation in whole weeks, or shifts read from a calendar; above
 * them the substitutions; absences make a gap of what they fall into.
 *
 * A person is the id of a contact or a name. Time zones are looked up by the caller, because their rules are files. */

G_BEGIN_DECLS

#define VIGIE_ROTA_MAX_PEOPLE 100
#define VIGIE_ROTA_MAX_WEEKS 52
#define VIGIE_ROTA_MAX_SHIFTS 5000
#define VIGIE_WEEK_USEC (7 * VIGIE_DAY_USEC)

typedef struct _VigieRota VigieRota;

/* The rules of the zone @id, or NULL: not known, which counts as UTC. Borrowed. */
typedef GTimeZone *(*VigieZoneLookup) (const char *id, gpointer data);
typedef struct { VigieZoneLookup look_up; gpointer data; } VigieZones;

typedef struct
{
  const VigieEvent *event;       /* the rota.set */
  const char *level;             /* "L1" … "management" */
  GPtrArray *people;             /* const char *, in order; empty: nobody from then on */
  guint32 starts_julian;         /* day of the first hand-over, as g_date_get_julian() counts */
  guint handover_minutes;        /* after midnight, in @zone */
  const char *zone;
  guint weeks;                   /* each person's turn, from 1 */
  guint n_apart;                 /* other rotations of the level whose writers did not know of this one */
} VigieRotation;

typedef struct
{
  const VigieEvent *event;       /* rota.substituted */
  const char *level, *person;
  const char *instead_of, *reason; /* or NULL */
  gint64 from_usec, to_usec;
} VigieSubstitution;

typedef struct
{
  const VigieEvent *event;       /* rota.absent */
  const char *person;
  const char *reason;            /* or NULL */
  gint64 from_usec, to_usec;
} VigieAbsence;

/* A stretch of time of one level. */
typedef struct
{
  const char *level;
  const char *person;            /* NULL: nobody */
  const char *instead_of;        /* whom @person stands in for, or NULL */
  const char *absent;            /* nobody, because this one is away; or NULL */
  const char *reason;            /* of the substitution or the absence, or NULL */
  const VigieEvent *event;       /* what says so, or NULL */
  gint64 from_usec, to_usec;
} VigieShift;

/* One person on two levels at once. */
typedef struct { const char *person, *level, *other_level; gint64 from_usec, to_usec; } VigieDoubleBooking;

/* @events: VigieEvent of the directory, any order; other kinds are passed over. */
VigieRota *vigie_rota_fold (GPtrArray *events);
VigieRota *vigie_rota_ref (VigieRota *rota);
void vigie_rota_unref (VigieRota *rota);
guint vigie_rota_n_set_aside (const VigieRota *rota); /* bodies that cannot be read */

/* What stands; borrowed. NULL or empty: nothing. */
const VigieRotation *vigie_rota_rotation (const VigieRota *rota, const char *level);
/* The rotations of @level that were set apart from each other and wait for somebody to choose, the one that counts until
 * then first: const VigieRotation *, owned container; empty when there is but one. */
GPtrArray *vigie_rota_rivals (const VigieRota *rota, const char *level);
GPtrArray *vigie_rota_substitutions (const VigieRota *rota); /* const VigieSubstitution *, fold order */
GPtrArray *vigie_rota_absences (const VigieRota *rota);      /* const VigieAbsence *, fold order */
gboolean vigie_rota_has_level (const VigieRota *rota, const char *level); /* a rotation, a calendar or a substitution */
gboolean vigie_rota_is_empty (const VigieRota *rota);

/* VigieShift, owned: all of [@from_usec, @to_usec) without holes, in order, cut at both ends. */
GPtrArray *vigie_rota_shifts (const VigieRota *rota, const char *level, gint64 from_usec, gint64 to_usec, const VigieZones *zones);
/* Who is on call at @at_usec, with the whole stretch (up to a year on either side). Owned. */
VigieShift *vigie_rota_at (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones);
/* The stretch after that one, or NULL: nothing changes within a year. Owned. */
VigieShift *vigie_rota_next (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones);
/* The person's present stretch on any level of @playbook, or NULL. Owned. */
VigieShift *vigie_rota_of_person (const VigieRota *rota, const VigiePlaybook *playbook, const char *person, gint64 at_usec, const VigieZones *zones);

/* Stretches with nobody, of the levels of @playbook that have a rotation; VigieShift, owned. */
GPtrArray *vigie_rota_gaps (const VigieRota *rota, const VigiePlaybook *playbook, gint64 from_usec, gint64 to_usec, const VigieZones *zones);
/* VigieDoubleBooking, owned. */
GPtrArray *vigie_rota_double_bookings (const VigieRota *rota, const VigiePlaybook *playbook, gint64 from_usec, gint64 to_usec, const VigieZones *zones);
/* How many of @n_weeks weeks (Monday to Sunday in @zone), beginning with that of @now_usec, have nobody on call at some
 * time from now on. All of them where no level has a rotation. */
guint vigie_rota_count_open_weeks (const VigieRota *rota, const VigiePlaybook *playbook, gint64 now_usec, guint n_weeks, GTimeZone *zone, const VigieZones *zones);

/* Monday 00:00 of the week of @time_usec, and that moment @n_weeks later (summer time makes some weeks longer). */
gint64 vigie_week_start (gint64 time_usec, GTimeZone *zone);
gint64 vigie_week_add (gint64 week_start_usec, int n_weeks, GTimeZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRota, vigie_rota_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieShift, g_free)

G_END_DECLS
