/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: who is here. Beside everything else and of no weight: a lost word is said again in its time, and nothing
 * waits for it. It is said when it changed, at most once a second, and again before the hub forgets it. */

#include "vigie-sync-engine-private.h"

#define LEAST_USEC VIGIE_SECOND_USEC
#define AGAIN_USEC (20 * VIGIE_SECOND_USEC)

static gboolean
is_live (const VigieSyncEngine *engine)
{
  return engine->live_open && engine->caught_up && engine->phase != PHASE_WAIT;
}

static gint64
due_usec (const VigieSyncEngine *engine)
{
  if (engine->presence_usec == VIGIE_TIME_NONE)
    return G_MININT64 + 1;

  return engine->presence_usec + (engine->here_changed ? LEAST_USEC : AGAIN_USEC);
}

VigieSyncTask *
vigie_sync_engine_presence (VigieSyncEngine *engine, gint64 now_usec, gint64 *wait_usec)
{
  VigieSyncTask *task;
  gint64 due;

  if (engine->here == NULL || !is_live (engine))
    return NULL;
  due = due_usec (engine);
  /* A clock that was set back must not silence it for a day. */
  if (now_usec < due && now_usec >= engine->presence_usec)
    {
      *wait_usec = *wait_usec == VIGIE_TIME_NONE ? due : MIN (*wait_usec, due);
      return NULL;
    }

  engine->here->unsent = engine->n_unsent;
  engine->here->now_usec = MAX (now_usec + engine->real_minus_now_usec, 0);
  engine->presence_usec = now_usec;
  engine->here_changed = FALSE;
  task = vigie_sync_task_new (VIGIE_SYNC_TASK_PRESENCE);
  task->ticket = engine->presence_ticket = ++engine->last_ticket;
  task->path = g_strdup ("/v1/presence");
  task->body = vigie_wire_here_new (engine->here);

  return task;
}

/**
 * vigie_sync_engine_presence_reply:
 * @engine: an engine
 * @ticket: of the task
 * @body: (nullable): a whole reply of status 200; %NULL: there was none
 * @now_usec: the clock
 */
void
vigie_sync_engine_presence_reply (VigieSyncEngine *engine, guint ticket, GBytes *body, gint64 now_usec)
{
  g_autoptr(VigieWirePeople) people = NULL;

  g_return_if_fail (engine != NULL);

  if (ticket != engine->presence_ticket || body == NULL)
    return;
  people = vigie_wire_people_read (body, NULL);
  if (people == NULL)
    return;
  vigie_sync_engine_note_clock (engine, people->now_usec, now_usec);
  g_clear_pointer (&engine->people, g_ptr_array_unref);
  engine->people = g_ptr_array_ref (people->people);
}

/**
 * vigie_sync_engine_set_here:
 * @engine: an engine
 * @here: (nullable): what this seat says of itself; copied
 */
void
vigie_sync_engine_set_here (VigieSyncEngine *engine, const VigieWireHere *here)
{
  VigieWireHere *before = engine->here;

  g_return_if_fail (engine != NULL);

  engine->here = here != NULL ? g_memdup2 (here, sizeof *here) : NULL;
  if (here != NULL)
    {
      engine->here->incident = g_strdup (here->incident);
      engine->here->post = g_strdup (here->post);
    }
  if (here != NULL
      && (before == NULL || before->state != here->state || g_strcmp0 (before->incident, here->incident) != 0
          || g_strcmp0 (before->post, here->post) != 0))
    engine->here_changed = TRUE;
  vigie_wire_here_free (before);
}
