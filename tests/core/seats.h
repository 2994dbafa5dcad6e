/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "vigie-act.h"
#include "vigie-conflict.h"
#include "vigie-incident.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

/* Seats that work on one incident apart from each other: each has a device and what it has heard so far. */

#define INCIDENT_ID "0193a2c4-0000-7000-8000-000000000001"
#define T0 "2026-11-22T03:00:00Z"

typedef struct
{
  VigieTestDevice *device;
  const char *person;
  GPtrArray *events;       /* VigieEvent *: what this seat has, in order of arrival */
} Seat;

static inline void
seat_init (Seat *seat, guint seed, const char *person)
{
  seat->device = vigie_test_device_new (seed);
  seat->person = person;
  seat->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
}

static inline void
seat_clear (Seat *seat)
{
  g_clear_pointer (&seat->device, vigie_test_device_free);
  g_clear_pointer (&seat->events, g_ptr_array_unref);
}

static inline gint64
seat_time (int minutes)
{
  return vigie_test_time (T0) + minutes * VIGIE_MINUTE_USEC;
}

static inline void
seat_declare_as (Seat *seat, const char *id, const char *title)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration = { .title = title, .type = "INC-01", .started_usec = VIGIE_TIME_NONE,
                                   .detected_usec = VIGIE_TIME_NONE, .incident_id = id };
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;
  declaration.declared_usec = seat_time (0);
  vigie_test_device_set_now (seat->device, seat_time (0));
  drafts = vigie_act_declare (vigie_test_playbook (), &declaration, seat->person, &error);
  g_assert_no_error (error);
  vigie_test_device_record (seat->device, drafts, seat->events);
}

static inline void
seat_declare (Seat *seat)
{
  seat_declare_as (seat, INCIDENT_ID, "Site down");
}

static inline VigieIncident *
seat_fold (Seat *seat)
{
  g_autoptr(GError) error = NULL;
  VigieIncident *incident = vigie_incident_fold (seat->events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);

  g_assert_no_error (error);

  return incident;
}

/* Records @drafts (consumed) by the seat's clock at T0 + @minutes. */
static inline void
seat_record (Seat *seat, int minutes, GPtrArray *drafts)
{
  vigie_test_device_set_now (seat->device, seat_time (minutes));
  vigie_test_device_record (seat->device, drafts, seat->events);
}

/* What @from has and @seat has not heard of arrives, in the order in which @from has it. */
static inline void
seat_hear (Seat *seat, const Seat *from)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < seat->events->len; i++)
    g_hash_table_add (known, (gpointer) ((const VigieEvent *) seat->events->pdata[i])->id);
  for (guint i = 0; i < from->events->len; i++)
    {
      VigieEvent *event = from->events->pdata[i];

      if (!g_hash_table_contains (known, event->id))
        g_ptr_array_add (seat->events, vigie_event_ref (event));
    }
}

static inline char *
digest_of (GPtrArray *events)
{
  g_autoptr(VigieIncident) incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);

  g_assert_nonnull (incident);

  return vigie_incident_digest (incident);
}

static inline void
swap_events (GPtrArray *events, guint a, guint b)
{
  gpointer kept = events->pdata[a];

  events->pdata[a] = events->pdata[b];
  events->pdata[b] = kept;
}

/* Every order of the last @n events gives @wanted; how many there were. */
static inline guint
permute_tail (GPtrArray *events, guint n, const char *wanted)
{
  guint first = events->len - n;
  guint count = 0;

  if (n <= 1)
    {
      g_autofree char *digest = digest_of (events);

      g_assert_cmpstr (digest, ==, wanted);
      return 1;
    }
  for (guint i = 0; i < n; i++)
    {
      swap_events (events, first, first + i);
      count += permute_tail (events, n - 1, wanted);
      swap_events (events, first, first + i);
    }

  return count;
}
