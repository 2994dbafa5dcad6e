/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-private.h"
#include "vigie-rota.h"

/* Private to vigie-rota*.c. */

G_BEGIN_DECLS

typedef struct { const char *person; gint64 from_usec, to_usec; } VigieCalendarShift;

/* Shifts read from a calendar: they alone say who is on call in their window. */
typedef struct
{
  const VigieEvent *event;       /* rota.imported */
  const char *level, *source;    /* @source or NULL */
  gint64 from_usec, to_usec;
  GArray *shifts;                /* VigieCalendarShift, by start */
} VigieRotaCalendar;

struct _VigieRota
{
  gatomicrefcount ref_count;
  VigieArena *arena;
  GPtrArray *events;             /* sorted; keeps them */
  GHashTable *replaced;          /* ids of values that a later one supersedes */
  GPtrArray *rotations;          /* VigieRotation, fold order, replaced ones too */
  GPtrArray *calendars;          /* VigieRotaCalendar, standing ones */
  GPtrArray *substitutions, *absences; /* standing ones */
  guint n_set_aside;
};

/* The rotation that holds at @at_usec and when its present turn began and ends; NULL before the first one. */
const VigieRotation *vigie_rota_turn_at (const VigieRota *rota, const char *level, gint64 at_usec, const VigieZones *zones, gint64 *from_usec, gint64 *to_usec, const char **person);
/* "rota.set" and so on: the body's members are read, or FALSE and nothing changes. */
gboolean vigie_rota_apply (VigieRota *rota, const VigieEvent *event, const VigieJson *body);
gboolean vigie_rota_knows_kind (const char *kind);

G_END_DECLS
