/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages and the list of streams. */

#include "wire-events.h"
#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-wire-streams.h"

static GBytes *
make_page (guint n)
{
  g_autoptr(GPtrArray) events = wire_page_events (n);
  VigieWirePage page = { (char *) WIRE_EPOCH, 1, 7, 9, TRUE, events };

  return vigie_wire_page_new (&page);
}

static gboolean
reads_page (GBytes *body, GError **error)
{
  g_autoptr(VigieWirePage) page = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 1, error);

  return page != NULL;
}

static void
test_page (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (3);
  g_autoptr(GBytes) body = make_page (3);
  g_autoptr(VigieWirePage) page = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 1, NULL);

  g_assert_cmpstr (page->epoch, ==, WIRE_EPOCH);
  g_assert_cmpint (page->next, ==, 7);
  g_assert_cmpint (page->head, ==, 9);
  g_assert_true (page->more);
  g_assert_cmpuint (page->events->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const VigieWirePageEvent *sent = events->pdata[i];
      const VigieWirePageEvent *read = page->events->pdata[i];

      g_assert_cmpint (read->seq, ==, sent->seq);
      g_assert_cmpint (read->position, ==, sent->position);
      g_assert_cmpstr (read->stream, ==, WIRE_STREAM);
      g_assert_cmpmem (read->link, VIGIE_HASH_BYTES, sent->link, VIGIE_HASH_BYTES);
      g_assert_cmpmem (read->event->bytes, read->event->length_bytes, sent->event->bytes, sent->event->length_bytes);
      g_assert_true (vigie_event_verify (read->event, NULL));
    }
}

/* A page with an event behind three places that were withheld. */
static GBytes *
make_withheld_page (gsize *bound)
{
  g_autoptr(GPtrArray) events = wire_page_events (1);
  VigieWirePage page = { (char *) WIRE_EPOCH, 1, 7, 9, TRUE, events };
  guint8 hashes[3 * VIGIE_HASH_BYTES];
  g_autoptr(GBytes) withheld = NULL;

  for (guint i = 0; i < sizeof hashes; i++)
    hashes[i] = (guint8) (i * 7);
  withheld = g_bytes_new (hashes, sizeof hashes);
  vigie_wire_page_event_set_withheld (events->pdata[0], withheld);
  *bound = vigie_wire_page_event_bytes (events->pdata[0]);

  return vigie_wire_page_new (&page);
}

static void
test_withheld (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { "\"withheld\":[\"00", "\"withheld\":[\"01", TRUE }, { "\"withheld\":[\"00", "\"withheld\":[\"0", FALSE },
    { "\"withheld\":[\"00", "\"withheld\":[7,\"00", FALSE }, { "\"withheld\":[", "\"withhold\":[", TRUE },
    { "\"withheld\":[", "\"withheld\":null,\"x\":[", TRUE },
  };
  gsize bound = 0;
  g_autoptr(GBytes) body = make_withheld_page (&bound);
  g_autoptr(GBytes) empty = make_page (0);
  g_autoptr(VigieWirePage) page = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 1, NULL);
  const VigieWirePageEvent *event = page->events->pdata[0];

  g_assert_cmpuint (g_bytes_get_size (event->withheld), ==, 3 * VIGIE_HASH_BYTES);
  g_assert_cmphex (((const guint8 *) g_bytes_get_data (event->withheld, NULL))[40], ==, (guint8) (40 * 7));
  g_assert_cmpuint (g_bytes_get_size (body) - g_bytes_get_size (empty), <=, bound);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      g_assert_cmpint (reads_page (changed, NULL), ==, cases[i].good);
    }
}

static void
test_size_is_a_bound (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (3);
  g_autoptr(GBytes) with_three = make_page (3);
  g_autoptr(GBytes) with_none = make_page (0);
  gsize bound = 0;

  for (guint i = 0; i < 3; i++)
    bound += vigie_wire_page_event_bytes (events->pdata[i]);
  g_assert_cmpuint (g_bytes_get_size (with_three) - g_bytes_get_size (with_none), <=, bound);
}

static void
test_cut_or_changed (void)
{
  g_autoptr(GBytes) body = make_page (2);

  wire_assert_nothing_else_believed (body, reads_page);
}

static void
test_table (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { "\"more\":true", "\"more\":false", TRUE },   { "\"more\":true", "\"more\":1", FALSE },
    { "\"next\":7", "\"next\":4", TRUE },          { "\"next\":7", "\"next\":3", FALSE },
    { "\"next\":7", "\"next\":10", FALSE },        { "\"head\":9", "\"head\":6", FALSE },
    { "\"after\":1", "\"after\":0", FALSE },       { "\"seq\":2,", "\"seq\":1,", FALSE },
    { "\"seq\":2,", "\"seq\":4,", FALSE },         { "\"seq\":2,", "\"seq\":0,", FALSE },
    { "\"position\":1", "\"position\":0", FALSE }, { "\"stream\":\"incident/", "\"stream\":\"local/", FALSE },
    { "\"stream\":\"incident/", "\"stream\":\"x/", FALSE }, { "\"epoch\":\"", "\"epoch\":\"0", FALSE },
    { "\"events\":[", "\"events\":[7,", FALSE },
  };
  g_autoptr(GBytes) body = make_page (2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      g_assert_cmpint (reads_page (changed, NULL), ==, cases[i].good);
    }
}

/* It will not become better: the others go on, and it can be counted. */
static void
test_unreadable_event_is_set_aside (void)
{
  static const struct { const char *from, *to; } cases[] = {
    { "\"bytes\":\"{", "\"bytes\":\"[" }, { "\"bytes\":\"", "\"byts\":\"" },
    { "\"signature\":\"", "\"signature\":\"x" }, { "{\\\"v\\\":1", "{\\\"v\\\":2" },
    { "\"stream\":\"" WIRE_STREAM, "\"stream\":\"org/directory" },
  };
  g_autoptr(GBytes) body = make_page (2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);
      g_autoptr(VigieWirePage) page = vigie_wire_page_read (changed, VIGIE_WIRE_BY_SEQ, 1, NULL);

      g_assert_cmpuint (page->events->len, ==, 2);
      g_assert_null (((VigieWirePageEvent *) page->events->pdata[0])->event);
      g_assert_nonnull (((VigieWirePageEvent *) page->events->pdata[1])->event);
    }
}

static void
test_order_by_position (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (3);
  VigieWirePage page = { (char *) WIRE_EPOCH, 0, 3, 2, FALSE, events };
  g_autoptr(GBytes) body = vigie_wire_page_new (&page);
  g_autoptr(VigieWirePage) read = vigie_wire_page_read (body, VIGIE_WIRE_BY_POSITION, 0, NULL);

  g_assert_nonnull (read);
  g_assert_null (vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 0, NULL));
  g_assert_null (vigie_wire_page_read (body, VIGIE_WIRE_BY_POSITION, 1, NULL));
}

/* Asked again with the same cursor, it would say the same for ever. */
static void
test_more_must_go_on (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  VigieWirePage page = { (char *) WIRE_EPOCH, 4, 4, 9, TRUE, none };
  g_autoptr(GBytes) stuck = vigie_wire_page_new (&page);
  g_autoptr(GBytes) passing = NULL;
  g_autoptr(VigieWirePage) read = NULL;

  g_assert_null (vigie_wire_page_read (stuck, VIGIE_WIRE_BY_SEQ, 4, NULL));
  page.next = 8;
  passing = vigie_wire_page_new (&page);
  read = vigie_wire_page_read (passing, VIGIE_WIRE_BY_SEQ, 4, NULL);
  g_assert_nonnull (read);
}

static void
test_redacted (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (2);
  VigieWirePageEvent *second = events->pdata[1];
  VigieEvent *redacted = vigie_event_new_redacted (second->event);
  VigieWirePage page = { (char *) WIRE_EPOCH, 0, 9, 9, FALSE, events };
  g_autoptr(GBytes) body = NULL;
  g_autoptr(VigieWirePage) read = NULL;
  const VigieEvent *event;

  vigie_event_unref (second->event);
  second->event = redacted;
  body = vigie_wire_page_new (&page);
  read = vigie_wire_page_read (body, VIGIE_WIRE_BY_SEQ, 0, NULL);
  event = ((VigieWirePageEvent *) read->events->pdata[1])->event;
  g_assert_true (event->redacted);
  g_assert_cmpmem (event->hash, VIGIE_HASH_BYTES, redacted->hash, VIGIE_HASH_BYTES);
  g_assert_cmpmem (event->prev, VIGIE_HASH_BYTES, redacted->prev, VIGIE_HASH_BYTES);
  g_assert_cmpmem (event->signature, VIGIE_SIGNATURE_BYTES, redacted->signature, VIGIE_SIGNATURE_BYTES);
  g_assert_cmpstr (event->id, ==, redacted->id);
  g_assert_cmpuint (event->dseq, ==, 2);
}

/* Streams ------------------------------------------------------------------------------------------ */

static GBytes *
make_streams (void)
{
  static const guint8 link[VIGIE_HASH_BYTES] = { 1 };
  static const guint8 set[VIGIE_HASH_BYTES] = { 2 };
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_stream_free);
  VigieWireStreams streams = { (char *) WIRE_EPOCH, lines, (char *) "org/playbook" };

  g_ptr_array_add (lines, vigie_wire_stream_new (WIRE_STREAM, 3, link, set));
  g_ptr_array_add (lines, vigie_wire_stream_new ("org/directory", 1, set, link));
  return vigie_wire_streams_new (&streams);
}

static gboolean
reads_streams (GBytes *body, GError **error)
{
  g_autoptr(VigieWireStreams) streams = vigie_wire_streams_read (body, "", error);

  return streams != NULL;
}

static void
test_streams (void)
{
  g_autoptr(GBytes) body = make_streams ();
  g_autoptr(VigieWireStreams) streams = vigie_wire_streams_read (body, "", NULL);
  const VigieWireStream *first = streams->streams->pdata[0];

  g_assert_cmpuint (streams->streams->len, ==, 2);
  g_assert_cmpstr (first->stream, ==, WIRE_STREAM);
  g_assert_cmpint (first->count, ==, 3);
  g_assert_cmpuint (first->link[0], ==, 1);
  g_assert_cmpuint (first->set[0], ==, 2);
  g_assert_cmpstr (streams->next, ==, "org/playbook");
  wire_assert_nothing_else_believed (body, reads_streams);
}

static void
test_streams_table (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { ",\"next\":\"org/playbook\"", "", TRUE },      { "\"next\":\"org/playbook\"", "\"next\":\"a\"", FALSE },
    { "\"count\":3", "\"count\":0", FALSE },         { "\"org/directory\"", "\"a\"", FALSE },
    { "\"org/directory\"", "\"" WIRE_STREAM "\"", FALSE }, { "\"stream\":\"incident/", "\"stream\":\"local/", FALSE },
    { "\"set\":\"02", "\"set\":\"", FALSE },         { "\"link\":\"01", "\"link\":\"zz", FALSE },
  };
  g_autoptr(GBytes) body = make_streams ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      g_assert_cmpint (reads_streams (changed, NULL), ==, cases[i].good);
    }
  g_assert_null (vigie_wire_streams_read (body, "org/directory", NULL));
}

static void
test_set_of_hashes (void)
{
  g_autoptr(GPtrArray) events = wire_events (3);
  guint8 forth[VIGIE_HASH_BYTES] = { 0 }, back[VIGIE_HASH_BYTES] = { 0 }, none[VIGIE_HASH_BYTES] = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      vigie_wire_set_add (forth, ((VigieEvent *) events->pdata[i])->hash);
      vigie_wire_set_add (back, ((VigieEvent *) events->pdata[2 - i])->hash);
    }
  g_assert_cmpmem (forth, sizeof forth, back, sizeof back);
  for (guint i = 0; i < 3; i++)
    vigie_wire_set_add (forth, ((VigieEvent *) events->pdata[i])->hash);
  g_assert_cmpmem (forth, sizeof forth, none, sizeof none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/page/read-and-write", test_page);
  g_test_add_func ("/wire/page/size-is-a-bound", test_size_is_a_bound);
  g_test_add_func ("/wire/page/withheld", test_withheld);
  g_test_add_func ("/fault/F19/page", test_cut_or_changed);
  g_test_add_func ("/wire/page/table", test_table);
  g_test_add_func ("/wire/page/unreadable-event-is-set-aside", test_unreadable_event_is_set_aside);
  g_test_add_func ("/wire/page/order-by-position", test_order_by_position);
  g_test_add_func ("/wire/page/more-must-go-on", test_more_must_go_on);
  g_test_add_func ("/wire/page/redacted", test_redacted);
  g_test_add_func ("/wire/streams/read-and-write", test_streams);
  g_test_add_func ("/wire/streams/table", test_streams_table);
  g_test_add_func ("/wire/streams/set-of-hashes", test_set_of_hashes);
  return g_test_run ();
}
