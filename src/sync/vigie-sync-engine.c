/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: which step comes next.
 *
 * One thing at a time is asked of the store, and one of the hub; the live stream is beside them. Only while a page goes into
 * the store the one behind it is fetched already. Whatever goes wrong
 * leads to one place, vigie_sync_engine_fail(): everything on its way is given up, and after a wait it begins again
 * from what the store has. Nothing is lost by that, because sending an event twice and taking a page twice both change
 * nothing, and it leaves no state that only a lucky order of answers can reach.
 *
 * The stream is opened before pages are read, so that nothing falls between the two; frames that come meanwhile only
 * say how far to read. */

#include "vigie-sync-engine-private.h"

#include <string.h>

#include "vigie-id.h"
#include "vigie-wire-pack.h"

#define WAIT_FIRST_USEC VIGIE_SECOND_USEC
#define WAIT_MOST_USEC VIGIE_MINUTE_USEC
#define WAIT_REFUSED_USEC (5 * VIGIE_MINUTE_USEC)
#define EPOCHS_MAX 3

/**
 * vigie_sync_engine_new:
 * @mode: follow the hub, or one exchange
 * @seed: of the jitter of waits
 *
 * Returns: (transfer full): an engine that begins by looking into the store
 */
VigieSyncEngine *
vigie_sync_engine_new (VigieSyncMode mode, guint32 seed)
{
  VigieSyncEngine *engine = g_new0 (VigieSyncEngine, 1);

  engine->mode = mode;
  engine->rand = g_rand_new_with_seed (seed);
  engine->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_live_free);
  engine->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->passed_over = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->awaited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->content_usec = VIGIE_TIME_NONE;
  engine->resent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_gap_free);
  engine->filled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  engine->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  engine->compare_wanted = TRUE;
  engine->batch_bytes = VIGIE_SYNC_BATCH_FIRST_BYTES;
  engine->page_limit = VIGIE_WIRE_PAGE_EVENTS;
  engine->retry_usec = VIGIE_TIME_NONE;
  engine->presence_usec = VIGIE_TIME_NONE;
  engine->joined = TRUE;
  return engine;
}

void
vigie_sync_engine_drop_sent (VigieSyncEngine *engine)
{
  g_clear_pointer (&engine->sent, g_ptr_array_unref);
  g_clear_pointer (&engine->sent_withheld, g_ptr_array_unref);
}

static void
drop_lines (VigieSyncEngine *engine)
{
  g_clear_pointer (&engine->lines, g_ptr_array_unref);
  g_clear_pointer (&engine->lines_epoch, g_free);
  g_clear_pointer (&engine->lines_next, g_free);
  engine->lines_done = FALSE;
}

static void
drop_work (VigieSyncEngine *engine)
{
  vigie_sync_engine_drop_sent (engine);
  vigie_sync_engine_drop_gaps (engine);
  g_clear_pointer (&engine->marks, g_ptr_array_unref);
  g_clear_pointer (&engine->resend, g_ptr_array_unref);
  g_clear_pointer (&engine->page, vigie_wire_page_free);
  g_clear_pointer (&engine->next_page, vigie_wire_page_free);
  drop_lines (engine);
  g_ptr_array_set_size (engine->frames, 0);
  vigie_sync_engine_drop_content (engine);
}

/**
 * vigie_sync_engine_free:
 * @engine: (nullable) (transfer full): an engine
 */
void
vigie_sync_engine_free (VigieSyncEngine *engine)
{
  if (engine == NULL)
    return;
  drop_work (engine);
  g_ptr_array_unref (engine->frames);
  g_hash_table_unref (engine->own);
  g_hash_table_unref (engine->passed_over);
  g_hash_table_unref (engine->awaited);
  g_hash_table_unref (engine->resent);
  g_hash_table_unref (engine->changes);
  g_ptr_array_unref (engine->gaps);
  g_hash_table_unref (engine->filled);
  g_hash_table_unref (engine->seen);
  g_clear_pointer (&engine->people, g_ptr_array_unref);
  vigie_wire_here_free (engine->here);
  g_rand_free (engine->rand);
  g_free (engine->epoch);
  g_free (engine);
}

/* Failing ----------------------------------------------------------------------------------------- */

static gboolean
is_refusal (VigieSyncReason reason)
{
  return reason == VIGIE_SYNC_REASON_TOKEN || reason == VIGIE_SYNC_REASON_FORBIDDEN || reason == VIGIE_SYNC_REASON_CERTIFICATE;
}

/* Doubled each time and spread over its second half, so that twenty seats do not come back in step. */
static gint64
next_wait (VigieSyncEngine *engine, VigieSyncReason reason)
{
  gint64 wait_usec = WAIT_FIRST_USEC << MIN (engine->n_failures, 6);

  wait_usec = is_refusal (reason) ? WAIT_REFUSED_USEC : MIN (wait_usec, WAIT_MOST_USEC);
  return wait_usec / 2 + (gint64) (g_rand_double (engine->rand) * (double) (wait_usec / 2));
}

void
vigie_sync_engine_fail (VigieSyncEngine *engine, VigieSyncReason reason, gint64 now_usec)
{
  engine->hang_up = engine->hang_up || engine->live_ticket != 0 || engine->request_ticket != 0
                     || engine->content_ticket != 0;
  engine->live_ticket = engine->request_ticket = 0;
  engine->live_open = engine->caught_up = engine->epoch_wanted = FALSE;
  engine->n_epochs = 0;         /* the wait is what holds it back */
  engine->store_stale = engine->store_ticket != 0;
  drop_work (engine);
  engine->reason = reason;
  engine->phase = engine->mode == VIGIE_SYNC_ONCE ? PHASE_OVER : PHASE_WAIT;
  engine->retry_usec = now_usec + next_wait (engine, reason);
  engine->n_failures++;
}

static gint64
silence_usec (const VigieSyncEngine *engine)
{
  return engine->live_ticket != 0 ? engine->heard_usec + VIGIE_WIRE_SILENCE_USEC : VIGIE_TIME_NONE;
}

/* Also while the connection is being made: it may be to a host that drops everything. */
static void
check_silence (VigieSyncEngine *engine, gint64 now_usec)
{
  if (engine->live_ticket != 0 && now_usec >= silence_usec (engine))
    vigie_sync_engine_fail (engine, engine->live_open ? VIGIE_SYNC_REASON_SILENCE : VIGIE_SYNC_REASON_NETWORK, now_usec);
}

/* Tasks ------------------------------------------------------------------------------------------- */

VigieSyncTask *
vigie_sync_engine_task (VigieSyncEngine *engine, VigieSyncTaskKind kind)
{
  VigieSyncTask *task = vigie_sync_task_new (kind);

  task->ticket = ++engine->last_ticket;
  if (vigie_sync_task_is_store (task))
    {
      engine->store_ticket = task->ticket;
      engine->store_kind = kind;
    }
  else if (kind == VIGIE_SYNC_TASK_REQUEST)
    engine->request_ticket = task->ticket;
  else if (kind == VIGIE_SYNC_TASK_LISTEN)
    engine->live_ticket = task->ticket;

  return task;
}

static VigieSyncTask *
open_stream (VigieSyncEngine *engine, gint64 now_usec)
{
  VigieSyncTask *task;

  if (engine->live_ticket != 0)
    return NULL;
  task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_LISTEN);
  task->path = g_strdup ("/v1/live");
  engine->heard_usec = now_usec;

  return task;
}

static VigieSyncTask *
push (VigieSyncEngine *engine)
{
  VigieSyncTask *task;

  if (engine->marks != NULL)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_MARK);
      task->epoch = g_strdup (engine->epoch);
      task->marks = g_ptr_array_ref (engine->marks);
    }
  else if (engine->resend != NULL)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_RESEND);
      task->streams = g_ptr_array_ref (engine->resend);
    }
  else if (engine->sent != NULL)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_REQUEST);
      task->path = g_strdup ("/v1/events");
      task->body = vigie_wire_append_new_with (engine->sent, engine->sent_withheld);
    }
  else
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_UNSENT);
      task->limit = VIGIE_WIRE_PAGE_MAX_EVENTS;
      task->limit_bytes = engine->batch_bytes;
      engine->push_wanted = FALSE;
    }

  return task;
}

static VigieSyncTask *
ask_for_page (VigieSyncEngine *engine, gint64 after)
{
  VigieSyncTask *task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_REQUEST);

  engine->asked_after = after;
  /* A frame that comes while this page is on its way may tell of what is not in it. */
  engine->pull_wanted = FALSE;
  task->path = g_strdup_printf ("/v1/events?after=%" G_GINT64_FORMAT "&limit=%u&epoch=%s%s", after, engine->page_limit, engine->epoch,
                                engine->packed ? "&pack=" VIGIE_WIRE_PACK_WAY : "");

  return task;
}

/* While the store is at work: the page behind the one that goes in. */
static VigieSyncTask *
fetch_ahead (VigieSyncEngine *engine)
{
  if (engine->phase != PHASE_PULL || engine->store_kind != VIGIE_SYNC_TASK_APPLY || engine->store_stale
      || engine->page == NULL || !engine->page->more || engine->next_page != NULL || engine->epoch_wanted || engine->filling)
    return NULL;

  return ask_for_page (engine, engine->page->next);
}

static VigieSyncTask *
pull (VigieSyncEngine *engine)
{
  VigieSyncTask *task;

  if (engine->page != NULL)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_APPLY);
      task->epoch = g_strdup (engine->epoch);
      task->cursor = engine->applying = engine->filling ? engine->cursor : engine->page->next;
      task->arrivals = g_ptr_array_ref (engine->page->events);
      task->known = vigie_sync_engine_known (engine, task->arrivals);
      return task;
    }
  if (engine->gaps->len > 0)
    return vigie_sync_engine_fill (engine);
  if (engine->at_end)
    return vigie_sync_engine_compare (engine);

  return ask_for_page (engine, engine->cursor);
}

static VigieSyncTask *
compare (VigieSyncEngine *engine)
{
  VigieSyncTask *task;
  g_autofree char *after = NULL;

  if (engine->lines_done)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_EPOCH);
      task->epoch = g_strdup (engine->lines_epoch);
      task->streams = g_ptr_array_ref (engine->lines);
      return task;
    }
  after = g_uri_escape_string (engine->lines_next != NULL ? engine->lines_next : "", "/", FALSE);
  task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_REQUEST);
  task->path = g_strconcat ("/v1/streams?after=", after, NULL);

  return task;
}

/* Frames ------------------------------------------------------------------------------------------ */

/* The events of a frame that are beyond the cursor go to @arrivals; FALSE when all of them are our own. */
static gboolean
take_frame (VigieSyncEngine *engine, VigieWireLive *live, GPtrArray *arrivals)
{
  gboolean news = FALSE;

  for (guint i = 0; i < live->events->len; i++)
    {
      VigieWirePageEvent *event = live->events->pdata[i];

      if (event->seq <= engine->cursor)
        continue;
      news = news || event->event == NULL || !g_hash_table_contains (engine->own, event->event->id);
    }
  while (live->events->len > 0)
    {
      VigieWirePageEvent *event = g_ptr_array_steal_index (live->events, 0);

      if (event->seq > engine->cursor)
        g_ptr_array_add (arrivals, event);
      else
        vigie_wire_page_event_free (event);
    }

  return news;
}

/* Takes all frames that wait in one go. NULL: they brought nothing new, and the cursor need not be written for that. */
static VigieSyncTask *
apply_frames (VigieSyncEngine *engine)
{
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  VigieSyncTask *task;
  gint64 head = engine->cursor;
  gboolean news = FALSE;

  for (guint i = 0; i < engine->frames->len; i++)
    {
      VigieWireLive *live = engine->frames->pdata[i];

      news = take_frame (engine, live, arrivals) || news;
      head = MAX (head, live->head);
    }
  g_ptr_array_set_size (engine->frames, 0);
  if (!news)
    {
      engine->cursor = head;
      vigie_sync_engine_note_seen (engine, arrivals);
      return NULL;
    }
  task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_APPLY);
  task->epoch = g_strdup (engine->epoch);
  task->cursor = engine->applying = head;
  task->known = vigie_sync_engine_known (engine, arrivals);
  task->arrivals = g_steal_pointer (&arrivals);

  return task;
}

static VigieSyncTask *
rest (VigieSyncEngine *engine)
{
  VigieSyncTask *task = NULL;

  if (engine->frames->len > 0)
    task = apply_frames (engine);
  if (task != NULL)
    return task;
  if (engine->push_wanted)
    engine->phase = PHASE_PUSH;
  else if (engine->pull_wanted)
    engine->phase = PHASE_PULL;
  else if (engine->content_wanted)
    return engine->content_ticket == 0 ? vigie_sync_engine_content (engine) : NULL;
  else if (engine->mode == VIGIE_SYNC_ONCE)
    engine->phase = PHASE_OVER;

  return NULL;
}

static VigieSyncTask *
wait (VigieSyncEngine *engine, gint64 now_usec)
{
  if (engine->count_wanted)
    {
      engine->count_wanted = FALSE;
      engine->store_stale = TRUE;
      return vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_LOAD);
    }
  if (engine->retry_usec != VIGIE_TIME_NONE && now_usec >= engine->retry_usec)
    engine->phase = PHASE_START;

  return NULL;
}

/* Whatever the hub refused once is offered again by each new engine: somebody may have admitted it meanwhile. */
static VigieSyncTask *
load (VigieSyncEngine *engine)
{
  VigieSyncTask *task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_LOAD);

  task->retry = !engine->retried;

  return task;
}

static VigieSyncTask *
step (VigieSyncEngine *engine, gint64 now_usec)
{
  if (engine->epoch_wanted && engine->phase != PHASE_WAIT && engine->phase != PHASE_OVER)
    {
      engine->epoch_wanted = FALSE;
      drop_work (engine);
      engine->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
      engine->phase = PHASE_EPOCH;
      if (++engine->n_epochs > EPOCHS_MAX)
        vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_BUSY, now_usec);
    }

  switch (engine->phase)
    {
    case PHASE_START:
      return load (engine);
    case PHASE_OPEN:
      return open_stream (engine, now_usec);
    case PHASE_PUSH:
      return push (engine);
    case PHASE_PULL:
      return pull (engine);
    case PHASE_EPOCH:
      return compare (engine);
    case PHASE_REST:
      return rest (engine);
    case PHASE_WAIT:
      return wait (engine, now_usec);
    case PHASE_OVER:
    default:
      return NULL;
    }
}

/**
 * vigie_sync_engine_next:
 * @engine: an engine
 * @now_usec: the clock; it may jump
 * @wait_usec: (out): when to ask again at the latest; %VIGIE_TIME_NONE: when something was told
 *
 * Returns: (nullable) (transfer full): what to do now; to be asked again until it is %NULL
 */
VigieSyncTask *
vigie_sync_engine_next (VigieSyncEngine *engine, gint64 now_usec, gint64 *wait_usec)
{
  VigieSyncTask *task = NULL;
  VigieSyncPhase before;

  g_return_val_if_fail (engine != NULL && wait_usec != NULL, NULL);

  check_silence (engine, now_usec);
  vigie_sync_engine_await_content (engine, now_usec);
  if (engine->hang_up)
    {
      engine->hang_up = FALSE;
      return vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_HANG_UP);
    }
  do
    {
      before = engine->phase;
      if (engine->request_ticket == 0)
        task = engine->store_ticket == 0 ? step (engine, now_usec) : fetch_ahead (engine);
    }
  while (task == NULL && engine->phase != before && !engine->hang_up);
  if (task == NULL && engine->hang_up)
    return vigie_sync_engine_next (engine, now_usec, wait_usec);
  *wait_usec = engine->phase != PHASE_WAIT ? silence_usec (engine)
               /* The store will tell; until then a time that has passed would only be asked for again and again. */
               : engine->store_ticket == 0 ? engine->retry_usec
                                           : VIGIE_TIME_NONE;
  if (engine->phase == PHASE_REST && engine->content_usec != VIGIE_TIME_NONE)
    *wait_usec = *wait_usec != VIGIE_TIME_NONE ? MIN (*wait_usec, engine->content_usec) : engine->content_usec;
  if (task == NULL)
    task = vigie_sync_engine_presence (engine, now_usec, wait_usec);

  return task;
}

/* What the store said ----------------------------------------------------------------------------- */

static void
take_counts (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  engine->n_unsent = result->n_unsent;
  engine->n_parked = result->n_parked;
  for (gsize i = 0; result->settled != NULL && result->settled[i] != NULL; i++)
    g_hash_table_add (engine->changes, g_strdup (result->settled[i]));
}

static void
loaded (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  engine->joined = result->hub != NULL;
  if (!engine->joined)
    {
      engine->phase = engine->mode == VIGIE_SYNC_ONCE ? PHASE_OVER : PHASE_WAIT;
      engine->retry_usec = VIGIE_TIME_NONE;
      return;
    }
  g_free (engine->epoch);
  engine->epoch = g_strdup (result->hub->epoch);
  engine->cursor = engine->start_cursor = engine->head = result->hub->cursor;
  engine->push_wanted = engine->pull_wanted = engine->retried = TRUE;
  engine->caught_up = FALSE;
  vigie_sync_engine_ask_content_anew (engine);
  engine->phase = engine->mode == VIGIE_SYNC_ONCE || engine->live_open ? PHASE_PUSH : PHASE_OPEN;
}

static void
got_unsent (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  if (result->events->len > 0)
    {
      engine->sent = g_ptr_array_ref (result->events);
      engine->sent_withheld = result->withheld != NULL ? g_ptr_array_ref (result->withheld) : NULL;
    }
  else
    {
      engine->phase = engine->pull_wanted ? PHASE_PULL : PHASE_REST;
      engine->content_wanted = TRUE;
    }
}

/* Live. */
static void
reach_end (VigieSyncEngine *engine)
{
  vigie_sync_engine_drop_gaps (engine);
  engine->caught_up = engine->content_wanted = TRUE;
  engine->n_failures = engine->n_epochs = 0;
  engine->reason = VIGIE_SYNC_REASON_NONE;
  engine->phase = PHASE_REST;
}

static void
compared (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  drop_lines (engine);
  engine->compare_wanted = engine->at_end = FALSE;
  if (result->gaps->len > 0)
    vigie_sync_engine_take_gaps (engine, result->gaps);
  else if (!engine->pull_wanted)
    reach_end (engine);
}

static void
note_changes (VigieSyncEngine *engine, const VigieStoreApplied *applied)
{
  for (gsize i = 0; applied->streams[i] != NULL; i++)
    {
      g_hash_table_add (engine->changes, g_strdup (applied->streams[i]));
      engine->compare_wanted = engine->compare_wanted || vigie_stream_is_organisation (applied->streams[i], NULL);
    }
}

static void
applied (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  gboolean more = engine->page != NULL && engine->page->more;
  gboolean moved = engine->applying > engine->cursor;

  if (result->gaps != NULL && result->gaps->len > 0)
    {
      vigie_sync_engine_take_gaps (engine, result->gaps);
      return;
    }
  note_changes (engine, &result->applied);
  /* New rights make what was parked unsent again. */
  engine->push_wanted = engine->push_wanted || result->n_unsent > 0;
  engine->n_aside += result->applied.n_aside;
  engine->content_wanted = engine->content_wanted || result->applied.n_new > 0;
  engine->cursor = engine->applying;
  if (engine->filling)
    {
      vigie_sync_engine_filled (engine);
      return;
    }
  g_clear_pointer (&engine->page, vigie_wire_page_free);
  engine->page = g_steal_pointer (&engine->next_page);
  if (engine->phase == PHASE_REST && engine->compare_wanted)
    engine->pull_wanted = TRUE;
  if (engine->phase != PHASE_PULL || more || engine->pull_wanted || (moved && engine->cursor < engine->head))
    return;
  if (engine->compare_wanted)
    engine->at_end = TRUE;
  else
    reach_end (engine);
}

static void
take_result (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  switch (engine->store_kind)
    {
    case VIGIE_SYNC_TASK_LOAD:
      loaded (engine, result);
      break;
    case VIGIE_SYNC_TASK_UNSENT:
      got_unsent (engine, result);
      break;
    case VIGIE_SYNC_TASK_MARK:
      g_clear_pointer (&engine->marks, g_ptr_array_unref);
      break;
    case VIGIE_SYNC_TASK_RESEND:
      g_clear_pointer (&engine->resend, g_ptr_array_unref);
      break;
    case VIGIE_SYNC_TASK_APPLY:
      applied (engine, result);
      break;
    case VIGIE_SYNC_TASK_EPOCH:
      drop_work (engine);
      g_hash_table_remove_all (engine->resent);
      g_hash_table_remove_all (engine->own);
      g_hash_table_remove_all (engine->passed_over);
      g_hash_table_remove_all (engine->seen);
      engine->phase = PHASE_START;
      break;
    case VIGIE_SYNC_TASK_COMPARE:
      compared (engine, result);
      break;
    default:
      vigie_sync_engine_content_stored (engine, result);
    }
}

/**
 * vigie_sync_engine_store_done:
 * @engine: an engine
 * @ticket: of the task
 * @result: (nullable): what came of it, still the caller's; %NULL: the store failed
 * @now_usec: the clock
 */
void
vigie_sync_engine_store_done (VigieSyncEngine *engine, guint ticket, VigieSyncStoreResult *result, gint64 now_usec)
{
  gboolean stale = engine->store_stale;

  g_return_if_fail (engine != NULL);

  if (ticket != engine->store_ticket)
    return;
  engine->store_ticket = 0;
  engine->store_stale = FALSE;
  if (result != NULL)
    take_counts (engine, result);
  if (stale)
    return;
  if (result == NULL)
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_STORE, now_usec);
  else
    take_result (engine, result);
}

/* From outside ------------------------------------------------------------------------------------ */

/**
 * vigie_sync_engine_changed:
 * @engine: an engine
 *
 * Something was recorded here.
 */
void
vigie_sync_engine_changed (VigieSyncEngine *engine)
{
  g_return_if_fail (engine != NULL);

  engine->push_wanted = TRUE;
  engine->count_wanted = engine->phase == PHASE_WAIT;
}

/**
 * vigie_sync_engine_try_now:
 * @engine: an engine
 * @now_usec: the clock
 *
 * Ends a wait: the network came back, the store has joined a hub, or a person asks.
 */
void
vigie_sync_engine_try_now (VigieSyncEngine *engine, gint64 now_usec)
{
  g_return_if_fail (engine != NULL);

  if (engine->phase == PHASE_WAIT)
    {
      engine->retry_usec = now_usec;
      engine->n_failures = 0;
    }
}

static VigieSyncState
state_of (const VigieSyncEngine *engine)
{
  if (!engine->joined)
    return VIGIE_SYNC_NOT_JOINED;
  if (engine->phase == PHASE_WAIT || (engine->phase == PHASE_OVER && engine->reason != VIGIE_SYNC_REASON_NONE))
    return is_refusal (engine->reason) ? VIGIE_SYNC_REFUSED : VIGIE_SYNC_OFFLINE;
  if (engine->phase == PHASE_START || engine->phase == PHASE_OPEN)
    return engine->n_failures > 0 ? VIGIE_SYNC_OFFLINE : VIGIE_SYNC_CONNECTING;

  return engine->caught_up ? VIGIE_SYNC_LIVE : VIGIE_SYNC_CATCHING_UP;
}

/**
 * vigie_sync_engine_status:
 * @engine: an engine
 * @status: (out caller-allocates): how it stands
 */
void
vigie_sync_engine_status (VigieSyncEngine *engine, VigieSyncStatus *status)
{
  g_return_if_fail (engine != NULL && status != NULL);

  *status = (VigieSyncStatus) {
    .state = state_of (engine),
    .reason = engine->reason,
    .n_waiting = engine->n_unsent,
    .n_parked = engine->n_parked,
    .n_aside = engine->n_aside,
    .done = engine->cursor - engine->start_cursor,
    .all = engine->head - engine->start_cursor,
    .clock_offset_usec = engine->clock_offset_usec,
    .retry_usec = engine->retry_usec,
  };
}

/**
 * vigie_sync_engine_set_packed:
 * @engine: an engine
 * @packed: %TRUE asks for pages that are made smaller: where the line is thinner than that costs
 */
void
vigie_sync_engine_set_packed (VigieSyncEngine *engine, gboolean packed)
{
  g_return_if_fail (engine != NULL);

  engine->packed = packed != FALSE;
}

gboolean
vigie_sync_engine_is_over (VigieSyncEngine *engine)
{
  return engine->phase == PHASE_OVER;
}

GStrv
vigie_sync_engine_take_changes (VigieSyncEngine *engine)
{
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (engine->changes, NULL);
  GStrv copy = g_strdupv ((GStrv) names);

  g_hash_table_remove_all (engine->changes);
  return copy;
}

GPtrArray *
vigie_sync_engine_take_people (VigieSyncEngine *engine)
{
  return g_steal_pointer (&engine->people);
}
