/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-hub.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-test-support.h"
#include "vigie-wire.h"

#define EPOCH "00112233445566778899aabbccddeeff"
#define MEMBER "019ab0c4-1c00-7fff-bfff-000000000001"

/* The hub ----------------------------------------------------------------------------------------- */

PaperHub *
paper_hub_new (void)
{
  PaperHub *hub = g_new0 (PaperHub, 1);

  hub->epoch = g_strdup (EPOCH);
  hub->log = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  hub->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  hub->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hub->page_events = 1000;
  hub->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  return hub;
}

void
paper_hub_free (PaperHub *hub)
{
  g_free (hub->epoch);
  vigie_wire_here_free (hub->last_here);
  g_hash_table_unref (hub->blobs);
  g_hash_table_unref (hub->whole);
  g_ptr_array_unref (hub->log);
  g_free (hub);
}

static const VigieWirePageEvent *
find_event (PaperHub *hub, const char *id)
{
  for (guint i = 0; i < hub->log->len; i++)
    {
      const VigieWirePageEvent *event = hub->log->pdata[i];

      if (strcmp (event->event->id, id) == 0)
        return event;
    }

  return NULL;
}

static void
look_at_stream (PaperHub *hub, const VigieEvent *event, gint64 *position, guint64 *dseq)
{
  *position = 0;
  *dseq = 0;
  for (guint i = 0; i < hub->log->len; i++)
    {
      const VigieEvent *other = ((VigieWirePageEvent *) hub->log->pdata[i])->event;

      if (strcmp (other->stream, event->stream) != 0)
        continue;
      (*position)++;
      if (memcmp (other->device, event->device, VIGIE_KEY_BYTES) == 0)
        *dseq = other->dseq;
    }
}

static const VigieWirePageEvent *
append (PaperHub *hub, VigieEvent *event)
{
  guint8 link[VIGIE_HASH_BYTES] = { 0 };
  gint64 position;
  guint64 dseq;

  look_at_stream (hub, event, &position, &dseq);
  link[0] = (guint8) (position + 1);
  g_ptr_array_add (hub->log, vigie_wire_page_event_new (hub->log->len + 1, position + 1, link, event));
  return hub->log->pdata[hub->log->len - 1];
}

static VigieWireLive *
live_new (PaperHub *hub, VigieWireLiveKind kind)
{
  VigieWireLive *live = g_new0 (VigieWireLive, 1);

  live->kind = kind;
  live->epoch = g_strdup (hub->epoch);
  live->head = hub->log->len;
  live->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  live->people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  return live;
}

VigieWireLive *
paper_hub_behind (PaperHub *hub)
{
  return live_new (hub, VIGIE_WIRE_LIVE_BEHIND);
}

VigieWireLive *
paper_hub_add (PaperHub *hub, VigieEvent *event)
{
  const VigieWirePageEvent *added = append (hub, event);
  VigieWireLive *live = live_new (hub, VIGIE_WIRE_LIVE_EVENTS);

  g_ptr_array_add (live->events, vigie_wire_page_event_new (added->seq, added->position, added->link, event));
  return live;
}

VigieWireLive *
paper_hub_last (PaperHub *hub)
{
  const VigieWirePageEvent *last = hub->log->pdata[hub->log->len - 1];
  VigieWireLive *live = live_new (hub, VIGIE_WIRE_LIVE_EVENTS);

  g_ptr_array_add (live->events, vigie_wire_page_event_new (last->seq, last->position, last->link, last->event));

  return live;
}

void
paper_hub_restore (PaperHub *hub, const char *epoch, guint n)
{
  g_free (hub->epoch);
  hub->epoch = g_strdup (epoch);
  g_ptr_array_set_size (hub->log, (int) n);
}

static VigieWireResult *
judge (PaperHub *hub, const VigieWireEvent *sent)
{
  g_autoptr(VigieEvent) event = vigie_event_parse (sent->bytes, sent->length_bytes, sent->signature, NULL);
  const VigieWirePageEvent *place;
  VigieWireResult *result;
  gint64 position;
  guint64 dseq;

  if (event == NULL)
    return vigie_wire_result_new (NULL, VIGIE_WIRE_INVALID, NULL, "No event.");
  place = find_event (hub, event->id);
  if (place == NULL && hub->refuse_text != NULL && strstr (sent->bytes, hub->refuse_text) != NULL)
    return vigie_wire_result_new (event->id, VIGIE_WIRE_REFUSED, "role", "Your role may not do this.");
  look_at_stream (hub, event, &position, &dseq);
  if (place == NULL && event->dseq != dseq + 1)
    return vigie_wire_result_new (event->id, VIGIE_WIRE_GAP, NULL, "An earlier event is missing.");

  result = vigie_wire_result_new (event->id, place != NULL ? VIGIE_WIRE_KNOWN : VIGIE_WIRE_STORED, NULL, NULL);
  if (place == NULL)
    place = append (hub, event);
  result->seq = place->seq;
  memcpy (result->link, place->link, VIGIE_HASH_BYTES);
  return result;
}

static GBytes *
answer_append (PaperHub *hub, GBytes *body, guint *status)
{
  g_autoptr(GPtrArray) sent = vigie_wire_append_read (body, NULL);
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);

  hub->n_appends++;
  if (hub->body_limit > 0 && g_bytes_get_size (body) > hub->body_limit)
    {
      *status = 413;
      return vigie_wire_error_new ("too-large", "That is too much.");
    }
  *status = 403;
  for (guint i = 0; i < sent->len; i++)
    {
      VigieWireResult *result = judge (hub, sent->pdata[i]);

      if (result->status <= VIGIE_WIRE_KNOWN)
        *status = 200;
      g_ptr_array_add (results, result);
    }

  return vigie_wire_append_reply_new (hub->epoch, hub->log->len, hub->now_usec, results);
}

/* Back-filling: by the places of one stream. */
static GBytes *
answer_stream (PaperHub *hub, const char *path, VigieWirePage *page, guint limit)
{
  g_autofree char *name = g_strndup (path, strcspn (path, "&"));
  g_autofree char *stream = g_uri_unescape_string (name, NULL);

  hub->n_fills++;
  for (guint i = 0; i < hub->log->len; i++)
    {
      VigieWirePageEvent *event = hub->log->pdata[i];

      if (strcmp (event->stream, stream) != 0 || event->position <= page->after || g_strcmp0 (hub->hide, stream) == 0)
        continue;
      page->more = page->events->len >= MIN (limit, hub->page_events);
      if (page->more)
        break;
      g_ptr_array_add (page->events, event);
      page->next = event->position;
    }

  return vigie_wire_page_new (page);
}

static GBytes *
answer_page (PaperHub *hub, const char *path, guint *status)
{
  gint64 after = g_ascii_strtoll (strstr (path, "after=") + 6, NULL, 10);
  guint limit = (guint) g_ascii_strtoull (strstr (path, "limit=") + 6, NULL, 10);
  g_autoptr(GPtrArray) events = g_ptr_array_new ();
  VigieWirePage page = { hub->epoch, after, after, hub->log->len, FALSE, events };

  if (!g_str_has_suffix (path, hub->epoch) || after > hub->log->len)
    {
      *status = 409;
      return vigie_wire_error_new ("epoch", "This log is another one.");
    }
  *status = 200;
  if (strstr (path, "?stream=") != NULL)
    return answer_stream (hub, strstr (path, "?stream=") + strlen ("?stream="), &page, limit);
  for (guint i = (guint) after; i < hub->log->len && events->len < MIN (limit, hub->page_events); i++)
    {
      VigieWirePageEvent *event = hub->log->pdata[i];

      if (hub->hide == NULL || strcmp (event->stream, hub->hide) != 0)
        g_ptr_array_add (events, event);
      page.next = i + 1;
    }
  page.more = page.next < page.head;

  return vigie_wire_page_new (&page);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(VigieWireStream *const *) a)->stream, (*(VigieWireStream *const *) b)->stream);
}

static GBytes *
answer_streams (PaperHub *hub, guint *status)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
  VigieWireStreams streams = { hub->epoch, lines, NULL };

  for (guint i = 0; i < hub->log->len; i++)
    {
      const VigieWirePageEvent *event = hub->log->pdata[i];
      VigieWireStream *line = NULL;
      guint8 none[VIGIE_HASH_BYTES] = { 0 };

      if (g_strcmp0 (hub->hide, event->stream) == 0)
        continue;
      for (guint j = 0; j < lines->len && line == NULL; j++)
        line = strcmp (((VigieWireStream *) lines->pdata[j])->stream, event->stream) == 0 ? lines->pdata[j] : NULL;
      if (line == NULL)
        {
          line = vigie_wire_stream_new (event->stream, 0, event->link, none);
          g_ptr_array_add (lines, line);
        }
      line->count++;
      vigie_wire_set_add (line->set, event->event->hash);
    }
  g_ptr_array_sort (lines, compare_lines);
  *status = 200;

  return vigie_wire_streams_new (&streams);
}

static GBytes *
refuse_blob (guint *status)
{
  *status = 404;
  return vigie_wire_error_new ("not-found", "No event that you can see names this content.");
}

static GBytes *
put_blob (PaperHub *hub, const char *hash, guint piece, gsize size, GBytes *body, guint *status)
{
  GByteArray *blob = g_hash_table_lookup (hub->blobs, hash);

  hub->n_puts++;
  if (blob == NULL)
    {
      blob = g_byte_array_new ();
      g_hash_table_insert (hub->blobs, g_strdup (hash), blob);
    }
  if (!g_hash_table_contains (hub->whole, hash) && blob->len == (gsize) piece * VIGIE_PIECE_BYTES)
    g_byte_array_append (blob, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  if (blob->len == size)
    g_hash_table_add (hub->whole, g_strdup (hash));
  *status = 200;

  return vigie_wire_piece_new (blob->len == size, (blob->len + VIGIE_PIECE_BYTES - 1) / VIGIE_PIECE_BYTES);
}

static GBytes *
get_blob (PaperHub *hub, const char *hash, guint piece, guint *status)
{
  GByteArray *blob = g_hash_table_lookup (hub->blobs, hash);
  gsize at = (gsize) piece * VIGIE_PIECE_BYTES;
  guint8 *copy;
  gsize length;

  hub->n_gets++;
  if (!g_hash_table_contains (hub->whole, hash) || at >= blob->len)
    return refuse_blob (status);
  length = MIN (blob->len - at, VIGIE_PIECE_BYTES);
  copy = g_memdup2 (blob->data + at, length);
  if (hub->damage_blobs)
    copy[length / 2] ^= 1;
  *status = 200;

  return g_bytes_new_take (copy, length);
}

/* "/v1/blobs/HASH?piece=I&size=N" */
static GBytes *
answer_blob (PaperHub *hub, const VigieSyncTask *task, guint *status)
{
  g_autofree char *hash = g_strndup (task->path + strlen ("/v1/blobs/"), 64);
  guint piece = (guint) g_ascii_strtoull (strstr (task->path, "piece=") + 6, NULL, 10);
  const char *size = strstr (task->path, "size=");

  g_assert_cmpint (task->raw, ==, task->body != NULL);
  if (hub->refuse_blobs)
    return refuse_blob (status);
  if (task->body != NULL)
    return put_blob (hub, hash, piece, (gsize) g_ascii_strtoull (size + 5, NULL, 10), task->body, status);

  return get_blob (hub, hash, piece, status);
}

GBytes *
paper_hub_answer (PaperHub *hub, const VigieSyncTask *task, guint *status, VigieSyncNet *net)
{
  g_autoptr(GBytes) body = NULL;

  hub->n_requests++;
  *net = VIGIE_SYNC_NET_OK;
  if (g_str_has_prefix (task->path, "/v1/blobs/"))
    body = answer_blob (hub, task, status);
  else if (task->body != NULL)
    {
      body = answer_append (hub, task->body, status);
      if (hub->lose_next_answer)
        {
          hub->lose_next_answer = FALSE;
          *net = VIGIE_SYNC_NET_FAILED;
          return NULL;
        }
    }
  else if (g_str_has_prefix (task->path, "/v1/events?"))
    body = answer_page (hub, task->path, status);
  else
    body = answer_streams (hub, status);

  return g_steal_pointer (&body);
}

/* The seat ---------------------------------------------------------------------------------------- */

Seat *
seat_new (PaperHub *hub, guint number, VigieSyncMode mode)
{
  Seat *seat = g_new0 (Seat, 1);
  char *addresses[] = { (char *) "hub.example:8471", NULL };
  VigieStoreHub joined = { { 1 }, (char *) "DISTRI-NIGHT", { 2 }, addresses, TRUE, { 3 }, hub->epoch, 0,
                           (char *) MEMBER, (char *) "Awa", (char *) "responder" };

  seat->hub = hub;
  seat->fixture = store_fixture_new (number);
  seat->store = store_fixture_open (seat->fixture);
  seat->now_usec = hub->now_usec;
  g_assert_true (vigie_store_set_hub (seat->store, &joined, NULL));
  seat->engine = vigie_sync_engine_new (mode, number);
  return seat;
}

void
seat_free (Seat *seat)
{
  vigie_sync_task_free (seat->held);
  vigie_sync_engine_free (seat->engine);
  vigie_store_close (seat->store);
  store_fixture_free (seat->fixture);
  g_free (seat);
}

void
seat_restart (Seat *seat, VigieSyncMode mode)
{
  vigie_sync_engine_free (seat->engine);
  seat->engine = vigie_sync_engine_new (mode, 1);
  seat->live_ticket = 0;
  seat->died = FALSE;
}

static gboolean
strikes (Seat *seat)
{
  return seat->faults != NULL && (guint) g_rand_int_range (seat->faults, 0, 100) < seat->fault_percent;
}

static void
run_store (Seat *seat, const VigieSyncTask *task)
{
  g_auto(VigieSyncStoreResult) result = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean good = vigie_sync_task_run (task, seat->store, &result, &error);

  seat->n_store_tasks++;
  seat->n_applies += task->kind == VIGIE_SYNC_TASK_APPLY;
  if (seat->fault_percent > 0 && strikes (seat) && strikes (seat))
    {
      seat->died = TRUE;
      return;
    }
  vigie_sync_engine_store_done (seat->engine, task->ticket, good ? &result : NULL, seat->now_usec);
}

static void
run_request (Seat *seat, const VigieSyncTask *task)
{
  g_autoptr(GBytes) body = NULL;
  VigieSyncNet net = VIGIE_SYNC_NET_OK;
  guint status = 0;

  if (seat->deaf || strikes (seat))
    net = VIGIE_SYNC_NET_FAILED;
  else if (seat->instead != NULL)
    body = seat->instead (task, &status);
  else
    body = paper_hub_answer (seat->hub, task, &status, &net);
  if (body != NULL && strikes (seat))
    {
      GBytes *whole = body;

      /* Lost after it was done, or cut on the way back. */
      net = g_rand_boolean (seat->faults) ? VIGIE_SYNC_NET_FAILED : VIGIE_SYNC_NET_OK;
      body = g_bytes_new_from_bytes (whole, 0, (gsize) g_rand_int_range (seat->faults, 0, (gint32) g_bytes_get_size (whole)));
      g_bytes_unref (whole);
    }
  vigie_sync_engine_reply (seat->engine, task->ticket, net, status, body, seat->now_usec);
}

static void
run_presence (Seat *seat, const VigieSyncTask *task)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new ();
  VigieWirePerson yao = { (char *) MEMBER, (char *) "Yao", { 2 }, NULL, VIGIE_WIRE_HERE, 0, 1 };
  g_autoptr(GBytes) body = NULL;

  seat->hub->n_presences++;
  vigie_wire_here_free (seat->hub->last_here);
  seat->hub->last_here = vigie_wire_here_read (task->body, NULL);
  g_assert_nonnull (seat->hub->last_here);
  g_ptr_array_add (people, &yao);
  body = seat->deaf ? NULL : vigie_wire_people_new (seat->hub->now_usec, people);
  vigie_sync_engine_presence_reply (seat->engine, task->ticket, body, seat->now_usec);
}

static void
run_listen (Seat *seat, const VigieSyncTask *task)
{
  if (seat->deaf || strikes (seat))
    {
      vigie_sync_engine_live_ended (seat->engine, task->ticket, VIGIE_SYNC_NET_FAILED, seat->now_usec);
      return;
    }
  vigie_sync_engine_live_began (seat->engine, task->ticket, seat->live_status != 0 ? seat->live_status : 200, seat->now_usec);
  if (seat->live_status != 0)
    return;
  seat->live_ticket = task->ticket;
  seat->streamed = seat->hub->log->len;
  vigie_sync_engine_live_frame (seat->engine, task->ticket, paper_hub_behind (seat->hub), seat->now_usec);
}

void
seat_run (Seat *seat)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr(VigieSyncTask) task = NULL;

      if (seat->died)
        return;
      task = vigie_sync_engine_next (seat->engine, seat->now_usec, &seat->wait_usec);
      if (task == NULL)
        return;
      g_assert_cmpuint (++n, <, 1000);
      if (vigie_sync_task_is_store (task))
        run_store (seat, task);
      else if (task->kind == VIGIE_SYNC_TASK_REQUEST && seat->hold_files && g_str_has_prefix (task->path, "/v1/blobs/"))
        {
          g_assert_null (seat->held);
          seat->held = g_steal_pointer (&task);
        }
      else if (task->kind == VIGIE_SYNC_TASK_REQUEST)
        run_request (seat, task);
      else if (task->kind == VIGIE_SYNC_TASK_PRESENCE)
        run_presence (seat, task);
      else if (task->kind == VIGIE_SYNC_TASK_LISTEN)
        run_listen (seat, task);
      else
        {
          seat->n_hang_ups++;
          seat->live_ticket = 0;
        }
    }
}

void
seat_run_at (Seat *seat, gint64 now_usec)
{
  seat->now_usec = now_usec;
  seat_run (seat);
}

void
seat_frame (Seat *seat, VigieWireLive *live)
{
  vigie_sync_engine_live_heard (seat->engine, seat->live_ticket, seat->now_usec);
  vigie_sync_engine_live_frame (seat->engine, seat->live_ticket, live, seat->now_usec);
}

VigieSyncStatus
seat_status (Seat *seat)
{
  VigieSyncStatus status;

  vigie_sync_engine_status (seat->engine, &status);
  return status;
}

char *
seat_digest (Seat *seat, const char *stream)
{
  g_autoptr(VigieIncident) incident = vigie_store_incident (seat->store, stream, NULL);

  return incident != NULL ? vigie_incident_digest (incident) : NULL;
}

void
seat_assert_equal (Seat *a, Seat *b, const char *stream)
{
  g_autofree char *here = seat_digest (a, stream);
  g_autofree char *there = seat_digest (b, stream);

  g_assert_nonnull (here);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpuint (seat_status (a).n_waiting, ==, 0);
  g_assert_cmpuint (seat_status (b).n_waiting, ==, 0);
  store_assert_clean (a->store);
  store_assert_clean (b->store);
}

char *
seat_declare (Seat *seat)
{
  return store_fixture_declare (seat->fixture, seat->store, "Site down", FALSE);
}

void
seat_note (Seat *seat, const char *stream, const char *text)
{
  g_free (store_fixture_note (seat->fixture, seat->store, stream, text));
  vigie_sync_engine_changed (seat->engine);
}
