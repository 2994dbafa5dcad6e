/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: contents of files, a piece at a time, when nothing else is to be done. A piece on its way holds up nothing:
 * on a thin line it may take minutes, and meanwhile words come and go. What goes on after a cut is asked of the other end: the hub says which piece it wants next, the store
 * which one it lacks. A content that is refused, damaged or not what its hash names is passed over until the next
 * start; its event is in the log all the same. One that is not there yet, because words travel before files, is asked for
 * again after a while. */

#include "vigie-sync-engine-private.h"

#include "vigie-attachment.h"

#define TRANSFERS_MAX 20
#define WAIT_FIRST_USEC (2 * VIGIE_SECOND_USEC)
#define WAITS_MAX 5 /* each twice as long as the one before */

static VigieStoreTransfer *
present (const VigieSyncEngine *engine)
{
  return engine->transfers != NULL && engine->transfers->len > 0 ? engine->transfers->pdata[0] : NULL;
}

/* What is known of the present one before anything of it went over the line. */
static void
begin (VigieSyncEngine *engine)
{
  const VigieStoreTransfer *transfer = present (engine);

  g_clear_pointer (&engine->piece, g_bytes_unref);
  engine->transfer_next = transfer != NULL ? transfer->next : 0;
  engine->transfer_rounds = 0;
  engine->transfer_done = FALSE;
}

void
vigie_sync_engine_drop_content (VigieSyncEngine *engine)
{
  engine->content_ticket = 0;
  g_clear_pointer (&engine->transfers, g_ptr_array_unref);
  begin (engine);
}

/* The present one is over, well or not. */
static void
go_on (VigieSyncEngine *engine, gboolean pass_over)
{
  VigieStoreTransfer *transfer = present (engine);

  if (pass_over)
    g_hash_table_add (engine->passed_over, g_strdup (transfer->hash));
  else
    engine->n_content_waits = 0;
  if (!pass_over && !transfer->up)
    g_hash_table_add (engine->changes, g_strdup (transfer->stream));
  g_ptr_array_remove_index (engine->transfers, 0);
  begin (engine);
}

void
vigie_sync_engine_ask_content_anew (VigieSyncEngine *engine)
{
  g_hash_table_remove_all (engine->awaited);
  engine->content_usec = VIGIE_TIME_NONE;
}

void
vigie_sync_engine_await_content (VigieSyncEngine *engine, gint64 now_usec)
{
  if (engine->content_usec == VIGIE_TIME_NONE || now_usec < engine->content_usec)
    return;
  vigie_sync_engine_ask_content_anew (engine);
  engine->content_wanted = TRUE;
}

/* The present one is not there yet. */
static void
wait_for_it (VigieSyncEngine *engine, gint64 now_usec)
{
  gint64 at_usec = now_usec + (WAIT_FIRST_USEC << engine->n_content_waits);

  g_hash_table_add (engine->awaited, g_strdup (present (engine)->hash));
  if (engine->content_usec == VIGIE_TIME_NONE)
    {
      engine->content_usec = at_usec;
      engine->n_content_waits = MIN (engine->n_content_waits + 1, WAITS_MAX);
    }
  g_ptr_array_remove_index (engine->transfers, 0);
  begin (engine);
}

static VigieSyncTask *
request (VigieSyncEngine *engine, const VigieStoreTransfer *transfer)
{
  VigieSyncTask *task = vigie_sync_task_new (VIGIE_SYNC_TASK_REQUEST);

  task->ticket = engine->content_ticket = ++engine->last_ticket;
  if (transfer->up)
    {
      task->path = g_strdup_printf ("/v1/blobs/%s?piece=%u&size=%" G_GINT64_FORMAT, transfer->hash, engine->transfer_next,
                                    transfer->size_bytes);
      task->body = g_bytes_ref (engine->piece);
      task->raw = TRUE;
    }
  else
    task->path = g_strdup_printf ("/v1/blobs/%s?piece=%u", transfer->hash, engine->transfer_next);

  return task;
}

static VigieSyncTask *
store_step (VigieSyncEngine *engine, const VigieStoreTransfer *transfer, VigieSyncTaskKind kind)
{
  VigieSyncTask *task = vigie_sync_engine_task (engine, kind);

  task->epoch = g_strdup (engine->epoch);
  task->hash = g_strdup (transfer->hash);
  task->size_bytes = transfer->size_bytes;
  task->piece = engine->transfer_next;
  if (kind == VIGIE_SYNC_TASK_KEEP_PIECE && engine->piece != NULL)
    task->body = g_bytes_ref (engine->piece);

  return task;
}

VigieSyncTask *
vigie_sync_engine_content (VigieSyncEngine *engine)
{
  const VigieStoreTransfer *transfer = present (engine);
  VigieSyncTask *task;

  if (transfer == NULL)
    {
      task = vigie_sync_engine_task (engine, VIGIE_SYNC_TASK_TRANSFERS);
      task->limit = TRANSFERS_MAX + g_hash_table_size (engine->passed_over) + g_hash_table_size (engine->awaited);
      return task;
    }
  if (transfer->up)
    return engine->transfer_done ? store_step (engine, transfer, VIGIE_SYNC_TASK_CONTENT_SENT)
           : engine->piece == NULL ? store_step (engine, transfer, VIGIE_SYNC_TASK_READ_PIECE)
                                   : request (engine, transfer);

  return engine->piece != NULL || transfer->size_bytes == 0 ? store_step (engine, transfer, VIGIE_SYNC_TASK_KEEP_PIECE)
                                                            : request (engine, transfer);
}

static void
take_list (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  vigie_sync_engine_drop_content (engine);
  engine->transfers = g_ptr_array_ref (result->transfers);
  for (guint i = engine->transfers->len; i > 0; i--)
    {
      const VigieStoreTransfer *transfer = engine->transfers->pdata[i - 1];

      if (g_hash_table_contains (engine->passed_over, transfer->hash) || g_hash_table_contains (engine->awaited, transfer->hash))
        g_ptr_array_remove_index (engine->transfers, i - 1);
    }
  begin (engine);
  if (engine->transfers->len > 0)
    return;
  vigie_sync_engine_drop_content (engine);
  engine->content_wanted = FALSE;
}

static void
kept_piece (VigieSyncEngine *engine, const VigieStoreTransfer *transfer)
{
  g_clear_pointer (&engine->piece, g_bytes_unref);
  engine->transfer_next++;
  if (engine->transfer_next >= vigie_piece_count (transfer->size_bytes))
    go_on (engine, FALSE);
}

void
vigie_sync_engine_content_stored (VigieSyncEngine *engine, VigieSyncStoreResult *result)
{
  if (engine->store_kind == VIGIE_SYNC_TASK_TRANSFERS)
    take_list (engine, result);
  else if (result->bad)
    go_on (engine, TRUE);
  else if (engine->store_kind == VIGIE_SYNC_TASK_READ_PIECE)
    engine->piece = g_bytes_ref (result->piece);
  else if (engine->store_kind == VIGIE_SYNC_TASK_CONTENT_SENT)
    go_on (engine, FALSE);
  else
    kept_piece (engine, present (engine));
}

/* TRUE: only this content is meant; everything else goes on. */
static gboolean
is_about_content (guint status, GBytes *body)
{
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  return (status == 400 || status == 403 || status == 404 || status == 413) && vigie_wire_error_read (body, &code, &message);
}

static void
take_sent_piece (VigieSyncEngine *engine, GBytes *body, gint64 now_usec)
{
  gboolean complete;
  guint next;

  if (!vigie_wire_piece_read (body, &complete, &next, NULL))
    {
      vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_NOT_HUB, now_usec);
      return;
    }
  g_clear_pointer (&engine->piece, g_bytes_unref);
  engine->transfer_done = complete;
  engine->transfer_next = next;
  engine->transfer_rounds++;
  /* A hub that wants what is not there, or the same again and again, would want it for ever. */
  if (!complete && (next >= MAX (vigie_piece_count (present (engine)->size_bytes), 1) || engine->transfer_rounds > 2 * VIGIE_PIECES_MAX))
    go_on (engine, TRUE);
}

/* One of another length was cut on its way. */
static void
take_fetched_piece (VigieSyncEngine *engine, GBytes *body, gint64 now_usec)
{
  const VigieStoreTransfer *transfer = present (engine);

  if (g_bytes_get_size (body) == vigie_piece_bytes (transfer->size_bytes, engine->transfer_next))
    engine->piece = g_bytes_ref (body);
  else if (engine->mode == VIGIE_SYNC_FOLLOW)
    wait_for_it (engine, now_usec);
  else
    go_on (engine, TRUE);
}

void
vigie_sync_engine_content_reply (VigieSyncEngine *engine, guint status, GBytes *body, gint64 now_usec)
{
  if (status == 200 && present (engine)->up)
    take_sent_piece (engine, body, now_usec);
  else if (status == 200)
    take_fetched_piece (engine, body, now_usec);
  /* 400: a piece that was cut on its way there. */
  else if ((status == 404 || status == 400) && engine->mode == VIGIE_SYNC_FOLLOW && is_about_content (status, body))
    wait_for_it (engine, now_usec);
  else if (is_about_content (status, body))
    go_on (engine, TRUE);
  else if (status == 401)
    vigie_sync_engine_fail (engine, VIGIE_SYNC_REASON_TOKEN, now_usec);
  else
    vigie_sync_engine_fail (engine, status == 429 || status >= 500 ? VIGIE_SYNC_REASON_BUSY : VIGIE_SYNC_REASON_NOT_HUB, now_usec);
}
