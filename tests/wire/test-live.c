/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live stream: fed by any pieces it says the same, and a frame that was cut or changed says nothing. */

#include "wire-events.h"
#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-wire-live.h"

static GPtrArray *
make_people (void)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  VigieWirePerson *person = g_new0 (VigieWirePerson, 1);

  person->member = g_strdup ("019ab0c4-1c00-7fff-bfff-000000000001");
  person->name = g_strdup ("Awa Koné");
  person->state = VIGIE_WIRE_TYPING;
  g_ptr_array_add (people, person);
  return people;
}

static void
append_taken (GByteArray *out, GBytes *frame)
{
  g_byte_array_append (out, g_bytes_get_data (frame, NULL), (guint) g_bytes_get_size (frame));
  g_bytes_unref (frame);
}

static GByteArray *
make_stream (void)
{
  GByteArray *stream = g_byte_array_new ();
  g_autoptr(GPtrArray) events = wire_page_events (2);
  g_autoptr(GPtrArray) people = make_people ();

  append_taken (stream, vigie_wire_live_behind (WIRE_EPOCH, 3));
  g_byte_array_append (stream, (const guint8 *) VIGIE_WIRE_LIVE_HEARTBEAT, strlen (VIGIE_WIRE_LIVE_HEARTBEAT));
  append_taken (stream, vigie_wire_live_events (WIRE_EPOCH, 5, events));
  append_taken (stream, vigie_wire_live_presence (people));
  append_taken (stream, vigie_wire_live_bye ("The hub ends."));
  return stream;
}

/* "behind 3;events 2;…" or "error" */
static char *
describe (const guint8 *data, gsize length, gsize piece)
{
  g_autoptr(VigieWireSplitter) splitter = vigie_wire_splitter_new ();
  GString *said = g_string_new (NULL);

  for (gsize at = 0; at < length; at += piece)
    {
      g_autoptr(GError) error = NULL;
      VigieWireLive *live;

      if (!vigie_wire_splitter_feed (splitter, data + at, MIN (piece, length - at), &error))
        {
          g_string_append (said, "too-large;");
          break;
        }
      while ((live = vigie_wire_splitter_next (splitter, &error)) != NULL)
        {
          g_string_append_printf (said, "%d %s %d %u %u %s;", live->kind, live->epoch != NULL ? live->epoch : "-", (int) live->head,
                                  live->events->len, live->people->len, live->reason != NULL ? live->reason : "-");
          vigie_wire_live_free (live);
        }
      if (error != NULL)
        {
          g_string_append (said, "error;");
          break;
        }
    }

  return g_string_free (said, FALSE);
}

#define EXPECTED                                                       \
  "2 " WIRE_EPOCH " 3 0 0 -;1 " WIRE_EPOCH " 5 2 0 -;3 - 0 0 1 -;4 - 0 0 0 The hub ends.;"

static void
test_any_pieces (void)
{
  g_autoptr(GByteArray) stream = make_stream ();

  for (gsize piece = 1; piece <= stream->len; piece++)
    {
      g_autofree char *said = describe (stream->data, stream->len, piece);

      g_assert_cmpstr (said, ==, EXPECTED);
    }
}

static void
test_any_line_ends (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  g_autoptr(GByteArray) stream = make_stream ();

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    for (gsize piece = 1; piece <= 3; piece++)
      {
        GString *turned = g_string_new (NULL);
        g_autofree char *said = NULL;

        for (guint j = 0; j < stream->len; j++)
          {
            if (stream->data[j] == '\n')
              g_string_append (turned, ends[i]);
            else
              g_string_append_c (turned, (char) stream->data[j]);
          }
        said = describe ((const guint8 *) turned->str, turned->len, piece);
        g_assert_cmpstr (said, ==, EXPECTED);
        g_string_free (turned, TRUE);
      }
}

/* A cut stream says what was whole and nothing of the rest. */
static void
test_cut_anywhere (void)
{
  g_autoptr(GByteArray) stream = make_stream ();

  for (gsize length = 0; length < stream->len; length++)
    {
      g_autofree char *said = describe (stream->data, length, 7);

      g_assert_true (g_str_has_prefix (EXPECTED, said));
      g_assert_cmpuint (strlen (said), <, strlen (EXPECTED));
    }
}

static void
test_changed_anywhere (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (1);
  g_autoptr(GBytes) frame = vigie_wire_live_events (WIRE_EPOCH, 5, events);
  gsize length;
  const guint8 *good = g_bytes_get_data (frame, &length);
  g_autofree guint8 *copy = g_memdup2 (good, length);

  for (gsize i = 0; i < length; i++)
    {
      for (guint bit = 0; bit < 8; bit++)
        {
          g_autofree char *said = NULL;

          copy[i] = good[i] ^ (guint8) (1 << bit);
          said = describe (copy, length, length);
          /* Unknown, an error, or nothing; never an event. */
          g_assert_null (strstr (said, " 1 0 -;"));
        }
      copy[i] = good[i];
    }
}

static void
test_table (void)
{
  static const struct { const char *text, *said; } cases[] = {
    { "", "" },
    { "\n\n\n", "" },
    { ":\n\n: hello\n\n", "" },
    { "data: {}\n\n", "0 - 0 0 0 -;" },
    { "event: newer\ndata: whatever\n\n", "0 - 0 0 0 -;" },
    { "event: newer\nid: 7\nretry: 1\ndata\n\n", "0 - 0 0 0 -;" },
    { "event: events\n\n", "" },
    { "event: events\ndata: {}\n\n", "error;" },
    { "event: events\ndata:\n\n", "error;" },
    { "event: behind\ndata: <html>\n\n", "error;" },
    { "event: bye\ndata: {\"reason\":\"x\"}\n\n", "error;" },
    { "eventual: events\ndatabase: x\n\n", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = describe ((const guint8 *) cases[i].text, strlen (cases[i].text), 1);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static void
test_data_lines_are_joined (void)
{
  g_autoptr(GBytes) body = vigie_wire_seal ("{\"reason\":\"x\"}", 0);
  GString *text = g_string_new ("event:bye\ndata:");
  g_autofree char *said = NULL;

  g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body) - 1);
  g_string_append (text, "\ndata:}\n\n");
  said = describe ((const guint8 *) text->str, text->len, 5);
  g_string_free (text, TRUE);
  g_assert_cmpstr (said, ==, "4 - 0 0 0 x;");
}

static void
test_head_and_order (void)
{
  g_autoptr(GPtrArray) events = wire_page_events (2);
  g_autoptr(GBytes) behind_head = vigie_wire_live_events (WIRE_EPOCH, 3, events);
  g_autofree char *said = describe (g_bytes_get_data (behind_head, NULL), g_bytes_get_size (behind_head), 100);

  g_assert_cmpstr (said, ==, "error;");
}

/* An endless line, and endless lines of data, are both bounded. */
static void
test_cap (void)
{
  static const struct { const char *first, *again; } cases[] = {
    { "data: ", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
    { "", "data: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n" },
    { ":", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieWireSplitter) splitter = vigie_wire_splitter_new ();
      g_autoptr(GError) error = NULL;
      guint rounds = 0;

      g_assert_true (vigie_wire_splitter_feed (splitter, cases[i].first, strlen (cases[i].first), NULL));
      while (vigie_wire_splitter_feed (splitter, cases[i].again, strlen (cases[i].again), &error))
        g_assert_cmpuint (++rounds, <, VIGIE_WIRE_FRAME_CAP_BYTES);
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
      g_assert_null (vigie_wire_splitter_next (splitter, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/live/any-pieces", test_any_pieces);
  g_test_add_func ("/wire/live/any-line-ends", test_any_line_ends);
  g_test_add_func ("/fault/F19/live", test_cut_anywhere);
  g_test_add_func ("/wire/live/changed-anywhere", test_changed_anywhere);
  g_test_add_func ("/wire/live/table", test_table);
  g_test_add_func ("/wire/live/data-lines-are-joined", test_data_lines_are_joined);
  g_test_add_func ("/wire/live/head-and-order", test_head_and_order);
  g_test_add_func ("/fault/F36/live-cap", test_cap);
  return g_test_run ();
}
