/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A restricted incident shows nowhere to those who may not see it: one test for each way it could. Each
 * also shows that it is there for those who may, so that an empty answer cannot look like a good one. */

#include <string.h>

#include "hub-engine.h"
#include "vigie-attachment.h"
#include "vigie-id.h"
#include "vigie-wire-live.h"
#include "vigie-wire-pack.h"
#include "vigie-wire-presence.h"
#include "vigie-wire-streams.h"

#define SECRET "note 0"

/* Chris declares an incident and restricts it to Nadia; Olu is a responder like her, who may not see it. */
typedef struct
{
  HubEngine *engine;
  HubSeat *chris;        /* commander */
  HubSeat *nadia;        /* responder, named */
  HubSeat *olu;          /* responder, not named */
  char *stream;
  const char *incident;  /* UUID inside of it */
} Scene;

static Scene *
scene_new (guint seed)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr(GPtrArray) notes = NULL;

  scene->engine = hub_engine_new (seed);
  scene->chris = hub_seat_join (scene->engine, 1, "Chris", "commander");
  scene->nadia = hub_seat_join (scene->engine, 2, "Nadia", "responder");
  scene->olu = hub_seat_join (scene->engine, 3, "Olu", "responder");
  scene->stream = hub_seat_declare (scene->chris, 7);
  scene->incident = vigie_stream_incident_id (scene->stream);
  hub_seat_restrict (scene->chris, scene->stream, TRUE, scene->nadia->member);
  g_ptr_array_set_size (scene->engine->frames, 0);
  notes = hub_fixture_notes (scene->chris->device, scene->stream, 1);
  hub_seat_store (scene->chris, notes);

  return scene;
}

static void
scene_free (Scene *scene)
{
  hub_seat_free (scene->chris);
  hub_seat_free (scene->nadia);
  hub_seat_free (scene->olu);
  hub_engine_free (scene->engine);
  g_free (scene->stream);
  g_free (scene);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static guint
count_events (HubSeat *seat, const char *stream)
{
  g_autoptr(GPtrArray) pages = hub_seat_pages (seat, 0, 3);
  guint n = 0;

  for (guint i = 0; i < pages->len; i++)
    n += strcmp (((VigieWirePageEvent *) pages->pdata[i])->stream, stream) == 0;

  return n;
}

static char *
reply_text (HubSeat *seat, const char *method, const char *path, const char *query, GBytes *body)
{
  g_autoptr(VigieHubRequest) request = hub_engine_ask (seat->engine, method, path, query, seat->token, body);
  gsize length = 0;
  const char *data = g_bytes_get_data (request->reply, &length);

  return g_strndup (data, length);
}

static void
assert_only_named (Scene *scene, char *(*look) (Scene *scene, HubSeat *seat), const char *what)
{
  g_autofree char *chris = look (scene, scene->chris);
  g_autofree char *nadia = look (scene, scene->nadia);
  g_autofree char *olu = look (scene, scene->olu);

  g_assert_nonnull (strstr (chris, what));
  g_assert_nonnull (strstr (nadia, what));
  g_assert_null (strstr (olu, what));
}

static void
test_pages (void)
{
  g_autoptr(Scene) scene = scene_new (1);

  g_assert_cmpuint (count_events (scene->chris, scene->stream), ==, 3);
  g_assert_cmpuint (count_events (scene->nadia, scene->stream), ==, 3);
  g_assert_cmpuint (count_events (scene->olu, scene->stream), ==, 0);
}

static char *
look_at_stream_page (Scene *scene, HubSeat *seat)
{
  g_autofree char *query = g_strconcat ("stream=", scene->stream, NULL);

  return reply_text (seat, "GET", "/v1/events", query, NULL);
}

static void
test_stream_page (void)
{
  g_autoptr(Scene) scene = scene_new (2);

  assert_only_named (scene, look_at_stream_page, SECRET);
}

static char *
look_at_streams (Scene *scene, HubSeat *seat)
{
  return reply_text (seat, "GET", "/v1/streams", NULL, NULL);
}

static void
test_streams (void)
{
  g_autoptr(Scene) scene = scene_new (3);

  assert_only_named (scene, look_at_streams, scene->incident);
}

static char *
look_at_live (Scene *scene, HubSeat *seat)
{
  return hub_seat_live_text (seat);
}

/* How small a page becomes says something of what is in it: with something restricted it goes as it is. */
static void
test_packs (void)
{
  g_autoptr(Scene) scene = scene_new (11);
  const char *query = "after=0&pack=deflate";
  g_autoptr(VigieHubRequest) nadia = hub_engine_ask (scene->engine, "GET", "/v1/events", query, scene->nadia->token, NULL);
  g_autoptr(VigieHubRequest) olu = hub_engine_ask (scene->engine, "GET", "/v1/events", query, scene->olu->token, NULL);
  g_autoptr(VigieHubRequest) plain = hub_engine_ask (scene->engine, "GET", "/v1/events", "after=0", scene->olu->token, NULL);
  g_autoptr(GBytes) content = vigie_wire_unpack (olu->reply, g_bytes_get_size (plain->reply), NULL);

  g_assert_cmpstr (nadia->type, ==, plain->type);
  g_assert_null (strstr (g_bytes_get_data (plain->reply, NULL), SECRET));
  g_assert_cmpstr (olu->type, ==, VIGIE_WIRE_PACK_TYPE);
  g_assert_cmpuint (g_bytes_get_size (olu->reply), <, g_bytes_get_size (plain->reply));
  g_assert_true (g_bytes_equal (content, plain->reply));
}

/* The event that restricts is already not for the others. */
static void
test_live (void)
{
  g_autoptr(Scene) scene = scene_new (4);
  g_autofree char *other = hub_seat_declare (scene->olu, 8);

  assert_only_named (scene, look_at_live, SECRET);
  g_ptr_array_set_size (scene->engine->frames, 0);
  hub_seat_restrict (scene->chris, other, TRUE, scene->nadia->member);
  {
    g_autofree char *nadia = hub_seat_live_text (scene->nadia);
    g_autofree char *olu = hub_seat_live_text (scene->olu);

    g_assert_nonnull (strstr (nadia, "incident.restricted"));
    /* Olu declared this one, so Olu goes on seeing it. */
    g_assert_nonnull (strstr (olu, "incident.restricted"));
  }
}

/* What a seat takes out of its live text, with the checks of the protocol: seq and stream of each event, and the
 * head of each frame, which must not be behind what it brings nor ahead of what is still to come. */
static GPtrArray *
read_live (HubSeat *seat)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_page_event_free);
  g_autoptr(VigieWireSplitter) splitter = vigie_wire_splitter_new ();
  g_autofree char *text = hub_seat_live_text (seat);
  g_autoptr(GError) error = NULL;
  gint64 cursor = 0;
  VigieWireLive *live;

  g_assert_true (vigie_wire_splitter_feed (splitter, text, strlen (text), &error));
  while ((live = vigie_wire_splitter_next (splitter, &error)) != NULL)
    {
      g_assert_cmpint (live->kind, ==, VIGIE_WIRE_LIVE_EVENTS);
      while (live->events->len > 0)
        {
          VigieWirePageEvent *event = g_ptr_array_steal_index (live->events, 0);

          g_assert_cmpint (event->seq, >, cursor);
          g_ptr_array_add (events, event);
        }
      cursor = live->head;
      vigie_wire_live_free (live);
    }
  g_assert_no_error (error);

  return events;
}

/* One commit in which an open and a restricted incident alternate: everybody gets what they may see, in order. */
static void
test_live_mixed (void)
{
  g_autoptr(Scene) scene = scene_new (5);
  g_autofree char *open = hub_seat_declare (scene->chris, 9);
  g_autoptr(GPtrArray) secret = hub_fixture_notes (scene->chris->device, scene->stream, 40);
  g_autoptr(GPtrArray) public_notes = hub_fixture_notes (scene->chris->device, open, 40);
  g_autoptr(GPtrArray) mixed = g_ptr_array_new ();
  g_autoptr(GPtrArray) nadia = NULL;
  g_autoptr(GPtrArray) olu = NULL;

  g_ptr_array_set_size (scene->engine->frames, 0);
  for (guint i = 0; i < secret->len; i++)
    {
      g_ptr_array_add (mixed, secret->pdata[i]);
      g_ptr_array_add (mixed, public_notes->pdata[i]);
    }
  hub_seat_store (scene->chris, mixed);
  nadia = read_live (scene->nadia);
  olu = read_live (scene->olu);
  g_assert_cmpuint (nadia->len, ==, 80);
  g_assert_cmpuint (olu->len, ==, 40);
  for (guint i = 0; i < olu->len; i++)
    g_assert_cmpstr (((VigieWirePageEvent *) olu->pdata[i])->stream, ==, open);
}

/* More than a frame holds is cut into several that follow each other. */
static void
test_live_cut (void)
{
  g_autoptr(Scene) scene = scene_new (13);
  g_autofree char *open = hub_seat_declare (scene->chris, 9);
  g_autoptr(GPtrArray) notes = hub_fixture_notes (scene->chris->device, open, 200);
  g_autoptr(GPtrArray) olu = NULL;

  g_ptr_array_set_size (scene->engine->frames, 0);
  hub_seat_store (scene->chris, notes);
  olu = read_live (scene->olu);
  g_assert_cmpuint (olu->len, ==, 200);
}

static GBytes *
here_in (const char *incident)
{
  const VigieWireHere here = { (char *) incident, VIGIE_WIRE_TYPING, NULL, 0, 1 };

  return vigie_wire_here_new (&here);
}

static char *
look_at_presence (Scene *scene, HubSeat *seat)
{
  g_autoptr(GBytes) inside = here_in (scene->incident);
  g_autoptr(GBytes) outside = here_in (NULL);

  g_free (reply_text (scene->chris, "POST", "/v1/presence", NULL, inside));

  return reply_text (seat, "POST", "/v1/presence", NULL, seat == scene->chris ? inside : outside);
}

static void
test_presence (void)
{
  g_autoptr(Scene) scene = scene_new (6);
  g_autofree char *olu = NULL;

  assert_only_named (scene, look_at_presence, scene->incident);
  olu = look_at_presence (scene, scene->olu);
  /* That Chris is there is no secret. */
  g_assert_nonnull (strstr (olu, "Chris"));
}

static void
test_presence_frames (void)
{
  g_autoptr(Scene) scene = scene_new (7);
  g_autoptr(GBytes) inside = here_in (scene->incident);
  g_autofree char *olu = NULL;

  g_ptr_array_set_size (scene->engine->frames, 0);
  g_free (reply_text (scene->chris, "POST", "/v1/presence", NULL, inside));
  g_ptr_array_extend_and_steal (scene->engine->frames, vigie_hub_tick (scene->engine->hub));
  g_assert_cmpuint (scene->engine->frames->len, ==, 1);
  assert_only_named (scene, look_at_live, scene->incident);
  olu = hub_seat_live_text (scene->olu);
  g_assert_nonnull (strstr (olu, "Chris"));
  /* Nothing new: nothing is said. */
  g_ptr_array_set_size (scene->engine->frames, 0);
  g_free (reply_text (scene->chris, "POST", "/v1/presence", NULL, inside));
  g_ptr_array_extend_and_steal (scene->engine->frames, vigie_hub_tick (scene->engine->hub));
  g_assert_cmpuint (scene->engine->frames->len, ==, 0);
}

static char *
keep_content (Scene *scene, const char *content)
{
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *query = g_strdup_printf ("piece=0&size=%u", (guint) strlen (content));
  g_autofree char *path = NULL;
  g_autoptr(GBytes) body = g_bytes_new (content, strlen (content));
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *reply = NULL;

  vigie_hash (content, strlen (content), hash);
  hex = vigie_hex (hash, sizeof hash);
  path = g_strconcat ("/v1/blobs/", hex, NULL);
  events = hub_seat_record (scene->chris, scene->stream, "attachment.added",
                            g_strdup_printf ("{\"name\":\"a.txt\",\"size\":%u,\"hash\":\"%s\"}", (guint) strlen (content), hex));
  hub_seat_store (scene->chris, events);
  reply = reply_text (scene->chris, "PUT", path, query, body);
  g_assert_nonnull (strstr (reply, "\"complete\":true"));

  return g_steal_pointer (&path);
}

static void
test_attachments (void)
{
  g_autoptr(Scene) scene = scene_new (8);
  g_autofree char *path = keep_content (scene, "the secret content");
  HubSeat *seats[] = { scene->chris, scene->nadia, scene->olu };
  static const guint expected[] = { 200, 200, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (seats); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static ("the secret content", 18);
      g_autoptr(VigieHubRequest) whole = hub_engine_ask (scene->engine, "GET", path, NULL, seats[i]->token, NULL);
      g_autoptr(VigieHubRequest) piece = hub_engine_ask (scene->engine, "GET", path, "piece=0", seats[i]->token, NULL);
      g_autoptr(VigieHubRequest) put = hub_engine_ask (scene->engine, "PUT", path, "piece=0&size=18", seats[i]->token, body);

      g_assert_cmpuint (whole->status, ==, expected[i]);
      g_assert_cmpuint (piece->status, ==, expected[i]);
      g_assert_cmpuint (put->status, ==, expected[i]);
    }
}

static void
test_append (void)
{
  g_autoptr(Scene) scene = scene_new (9);
  g_autoptr(GPtrArray) by_olu = hub_fixture_notes (scene->olu->device, scene->stream, 1);
  g_autoptr(GPtrArray) by_nadia = hub_fixture_notes (scene->nadia->device, scene->stream, 1);
  g_autofree char *code = NULL;

  g_assert_cmpint (hub_seat_try (scene->olu, by_olu, &code), ==, VIGIE_WIRE_REFUSED);
  g_assert_cmpstr (code, ==, "stream");
  hub_seat_store (scene->nadia, by_nadia);
}

static void
test_metrics_and_health (void)
{
  g_autoptr(Scene) scene = scene_new (10);
  static const char *const paths[] = { "/metrics", "/healthz" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(VigieHubRequest) request = hub_engine_ask (scene->engine, "GET", paths[i], NULL, NULL, NULL);
      gsize length = 0;
      const char *data = g_bytes_get_data (request->reply, &length);
      g_autofree char *text = g_strndup (data, length);

      g_assert_cmpuint (request->status, ==, 200);
      g_assert_null (strstr (text, scene->incident));
      g_assert_null (strstr (text, "Chris"));
    }
}

/* One address, of what is hidden from Olu and of what is not there: nothing tells them apart, not even a sign. */
static void
assert_alike (Scene *scene, const char *method, const char *path[2], const char *query[2], GBytes *body)
{
  g_autofree char *before = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(VigieHubRequest) request = hub_engine_ask (scene->engine, method, path[i], query[i], scene->olu->token, body);
      gsize length = 0;
      const char *data = g_bytes_get_data (request->reply, &length);
      g_autofree char *reply = g_strdup_printf ("%u %.*s", request->status, (int) length, data);

      if (i > 0)
        g_assert_cmpstr (reply, ==, before);
      g_free (before);
      before = g_steal_pointer (&reply);
    }
}

static void
test_hidden_is_absent (void)
{
  g_autoptr(Scene) scene = scene_new (14);
  g_autofree char *hidden_blob = keep_content (scene, "the secret content");
  g_autofree char *absent = hub_fixture_stream (999);
  g_autofree char *hidden_query = g_strconcat ("stream=", scene->stream, "&limit=1", NULL);
  g_autofree char *absent_query = g_strconcat ("stream=", absent, "&limit=1", NULL);
  g_autofree char *zeros = g_strnfill (2 * VIGIE_HASH_BYTES, '0');
  g_autofree char *absent_blob = g_strconcat ("/v1/blobs/", zeros, NULL);
  g_autoptr(GBytes) piece = g_bytes_new_static ("the secret content", 18);
  const char *pages[] = { "/v1/events", "/v1/events" }, *blobs[] = { hidden_blob, absent_blob };
  const char *streams[] = { hidden_query, absent_query }, *whole[] = { NULL, NULL }, *pieces[] = { "piece=0", "piece=0" };
  const char *puts[] = { "piece=0&size=18", "piece=0&size=18" };

  assert_alike (scene, "GET", pages, streams, NULL);
  assert_alike (scene, "GET", blobs, whole, NULL);
  assert_alike (scene, "GET", blobs, pieces, NULL);
  assert_alike (scene, "PUT", blobs, puts, piece);
}

/* More streams than one reply lists: none of those that Olu may not see is named, not even as the place to go on from. */
static void
test_streams_go_on (void)
{
  g_autoptr(Scene) scene = scene_new (15);
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autofree char *last = hub_fixture_stream (5000 + VIGIE_WIRE_STREAMS_MAX - 1);
  g_autofree char *olu = NULL;

  for (guint i = 0; i < VIGIE_WIRE_STREAMS_MAX; i++)
    {
      g_autofree char *stream = hub_fixture_stream (5000 + i);
      g_autoptr(GPtrArray) one = hub_fixture_notes (scene->olu->device, stream, 1);

      g_ptr_array_extend_and_steal (notes, g_steal_pointer (&one));
      if (notes->len == 500)
        {
          hub_seat_store (scene->olu, notes);
          g_ptr_array_set_size (notes, 0);
        }
    }
  /* Every stream is hidden in turn, so that one of them is where the list is cut. */
  for (guint i = 0; i < VIGIE_WIRE_STREAMS_MAX; i += 111)
    {
      g_autofree char *stream = hub_fixture_stream (5000 + i);

      hub_seat_restrict (scene->chris, stream, TRUE, scene->nadia->member);
    }
  hub_seat_restrict (scene->chris, last, TRUE, scene->nadia->member);
  olu = reply_text (scene->olu, "GET", "/v1/streams", NULL, NULL);
  g_assert_null (strstr (olu, scene->incident));
  for (guint i = 0; i < VIGIE_WIRE_STREAMS_MAX; i += 111)
    {
      g_autofree char *stream = hub_fixture_stream (5000 + i);

      g_assert_null (strstr (olu, stream));
    }
  g_assert_null (strstr (olu, last));
}

/* Numbers that anybody may ask for say nothing that follows from one incident. */
static void
test_numbers (void)
{
  g_autoptr(Scene) scene = scene_new (16);
  g_autofree char *health = reply_text (scene->olu, "GET", "/healthz", NULL, NULL);
  g_autofree char *metrics = reply_text (scene->olu, "GET", "/metrics", NULL, NULL);

  g_assert_null (strstr (health, "incident"));
  g_assert_null (strstr (metrics, "incident"));
  g_assert_null (strstr (metrics, "stream="));
}

/* A refusal does not repeat what is hidden. */
static void
test_refusals (void)
{
  g_autoptr(Scene) scene = scene_new (17);
  g_autoptr(GPtrArray) events = hub_fixture_notes (scene->olu->device, scene->stream, 2);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);
  g_autofree char *reply = reply_text (scene->olu, "POST", "/v1/events", NULL, body);

  g_assert_nonnull (strstr (reply, "\"refused\""));
  g_assert_null (strstr (reply, scene->incident));
  g_assert_null (strstr (reply, "Site down"));
  g_assert_null (strstr (reply, "Chris"));
}

/* Later they may see it: all of it, by its stream; and when it is opened, everybody. */
static void
test_granted_later (void)
{
  g_autoptr(Scene) scene = scene_new (11);
  HubSeat *seat = scene->olu;

  hub_seat_restrict (scene->chris, scene->stream, TRUE, seat->member);
  g_assert_cmpuint (count_events (seat, scene->stream), ==, 4);
  hub_engine_reopen (scene->engine);
  g_assert_cmpuint (count_events (seat, scene->stream), ==, 4);
  hub_seat_restrict (scene->chris, scene->stream, TRUE, NULL);
  g_assert_cmpuint (count_events (seat, scene->stream), ==, 0);
  hub_engine_reopen (scene->engine);
  g_assert_cmpuint (count_events (seat, scene->stream), ==, 0);
  hub_seat_restrict (scene->chris, scene->stream, FALSE, NULL);
  g_assert_cmpuint (count_events (seat, scene->stream), ==, 6);
}

/* Pieces ---------------------------------------------------------------------------------------- */

static guint
put_piece (Scene *scene, const char *path, const guint8 *content, gsize size, guint piece, gboolean *complete)
{
  g_autofree char *query = g_strdup_printf ("piece=%u&size=%" G_GSIZE_FORMAT, piece, size);
  g_autoptr(GBytes) body = g_bytes_new (content + (gsize) piece * VIGIE_PIECE_BYTES, vigie_piece_bytes ((gint64) size, piece));
  g_autoptr(VigieHubRequest) request = hub_engine_ask (scene->engine, "PUT", path, query, scene->chris->token, body);
  guint next = 0;

  if (!vigie_wire_piece_read (request->reply, complete, &next, NULL))
    return request->status;

  return next;
}

/* Resumed where it stopped; a content that is not what its hash says is dropped. */
static void
test_pieces (void)
{
  g_autoptr(Scene) scene = scene_new (12);
  gsize size = 2 * VIGIE_PIECE_BYTES + 10;
  g_autofree guint8 *content = g_malloc (size);
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(VigieHubRequest) whole = NULL;
  gboolean complete = FALSE;

  memset (content, 'a', size);
  vigie_hash (content, size, hash);
  hex = vigie_hex (hash, sizeof hash);
  path = g_strconcat ("/v1/blobs/", hex, NULL);
  g_assert_cmpuint (put_piece (scene, path, content, size, 0, &complete), ==, 404);
  events = hub_seat_record (scene->chris, scene->stream, "attachment.added",
                            g_strdup_printf ("{\"name\":\"a\",\"size\":%u,\"hash\":\"%s\"}", (guint) size, hex));
  hub_seat_store (scene->chris, events);
  g_assert_cmpuint (put_piece (scene, path, content, size, 0, &complete), ==, 1);
  g_assert_cmpuint (put_piece (scene, path, content, size, 2, &complete), ==, 1);
  hub_engine_reopen (scene->engine);
  content[VIGIE_PIECE_BYTES] = 'X';
  g_assert_cmpuint (put_piece (scene, path, content, size, 1, &complete), ==, 2);
  g_assert_cmpuint (put_piece (scene, path, content, size, 2, &complete), ==, 400);
  content[VIGIE_PIECE_BYTES] = 'a';
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (put_piece (scene, path, content, size, i, &complete), ==, i + 1);
  g_assert_true (complete);
  whole = hub_engine_ask (scene->engine, "GET", path, NULL, scene->chris->token, NULL);
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (whole->reply, NULL), g_bytes_get_size (whole->reply), content, size);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/restricted/pages", test_pages);
  g_test_add_func ("/hub/restricted/packs", test_packs);
  g_test_add_func ("/hub/restricted/stream-page", test_stream_page);
  g_test_add_func ("/hub/restricted/streams", test_streams);
  g_test_add_func ("/hub/restricted/live", test_live);
  g_test_add_func ("/hub/restricted/live-mixed", test_live_mixed);
  g_test_add_func ("/hub/restricted/live-cut", test_live_cut);
  g_test_add_func ("/hub/restricted/presence", test_presence);
  g_test_add_func ("/hub/restricted/presence-frames", test_presence_frames);
  g_test_add_func ("/hub/restricted/attachments", test_attachments);
  g_test_add_func ("/hub/restricted/append", test_append);
  g_test_add_func ("/hub/restricted/metrics-and-health", test_metrics_and_health);
  g_test_add_func ("/hub/restricted/hidden-is-absent", test_hidden_is_absent);
  g_test_add_func ("/hub/restricted/streams-go-on", test_streams_go_on);
  g_test_add_func ("/hub/restricted/numbers", test_numbers);
  g_test_add_func ("/hub/restricted/refusals", test_refusals);
  g_test_add_func ("/hub/restricted/granted-later", test_granted_later);
  g_test_add_func ("/hub/blobs/pieces", test_pieces);

  return g_test_run ();
}
