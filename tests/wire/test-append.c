/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appending: what is sent arrives byte for byte, and each event has its own answer. */

#include "wire-events.h"
#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-wire-append.h"

#define ID "019ab0c4-1c00-7fff-bfff-000000000001"
#define LINK "0011223344556677889900112233445566778899001122334455667788990011"

static gboolean
reads_request (GBytes *body, GError **error)
{
  g_autoptr(GPtrArray) events = vigie_wire_append_read (body, error);

  return events != NULL;
}

static gboolean
reads_reply (GBytes *body, GError **error)
{
  g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (body, 2, error);

  return reply != NULL;
}

static void
test_request (void)
{
  g_autoptr(GPtrArray) events = wire_events (3);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);
  g_autoptr(GPtrArray) sent = vigie_wire_append_read (body, NULL);

  g_assert_cmpuint (sent->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const VigieEvent *event = events->pdata[i];
      const VigieWireEvent *other = sent->pdata[i];

      g_assert_cmpmem (other->bytes, other->length_bytes, event->bytes, event->length_bytes);
      g_assert_cmpmem (other->signature, VIGIE_SIGNATURE_BYTES, event->signature, VIGIE_SIGNATURE_BYTES);
    }
}

static void
test_request_cut_or_changed (void)
{
  g_autoptr(GPtrArray) events = wire_events (2);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);

  wire_assert_nothing_else_believed (body, reads_request);
}

/* What is no event is not the envelope's business: the others must not fail for it. */
static void
test_request_table (void)
{
  g_autofree char *signature = g_strnfill (2 * VIGIE_SIGNATURE_BYTES, 'a');
  const struct { const char *bytes, *signature; guint count; gboolean good; } cases[] = {
    { "\"no event\"", signature, 1, TRUE }, { "\"\"", signature, 1, TRUE },     { "7", signature, 1, FALSE },
    { "null", signature, 1, FALSE },        { "\"x\"", "aa", 1, FALSE },        { "\"x\"", signature, 2, FALSE },
    { "\"x\"", signature, 0, FALSE },       { "\"a\\u0000b\"", signature, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *data = g_strdup_printf ("{\"events\":[{\"bytes\":%s,\"signature\":\"%s\"}]}", cases[i].bytes, cases[i].signature);

      g_assert_cmpint (wire_takes (data, cases[i].count, reads_request), ==, cases[i].good);
    }
  g_assert_true (wire_takes ("{\"events\":[]}", 0, reads_request));
  g_assert_false (wire_takes ("{\"events\":{}}", 0, reads_request));
  g_assert_false (wire_takes ("{\"events\":[7]}", 1, reads_request));
  g_assert_false (wire_takes ("{}", 0, reads_request));
}

static void
test_too_many (void)
{
  g_autofree char *signature = g_strnfill (2 * VIGIE_SIGNATURE_BYTES, 'a');
  GString *data = g_string_new ("{\"events\":[");
  g_autofree char *text = NULL;

  for (guint i = 0; i <= VIGIE_WIRE_PAGE_MAX_EVENTS; i++)
    g_string_append_printf (data, "%s{\"bytes\":\"x\",\"signature\":\"%s\"}", i > 0 ? "," : "", signature);
  g_string_append (data, "]}");
  text = g_string_free (data, FALSE);
  g_assert_false (wire_takes (text, VIGIE_WIRE_PAGE_MAX_EVENTS + 1, reads_request));
}

static GBytes *
make_reply (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);
  VigieWireResult *stored = vigie_wire_result_new (ID, VIGIE_WIRE_STORED, NULL, NULL);

  stored->seq = 9;
  vigie_unhex (LINK, stored->link, sizeof stored->link);
  g_ptr_array_add (results, stored);
  g_ptr_array_add (results, vigie_wire_result_new (ID, VIGIE_WIRE_REFUSED, "role", "Your role may not do this."));
  return vigie_wire_append_reply_new (WIRE_EPOCH, 9, 1000, results);
}

static void
test_reply (void)
{
  g_autoptr(GBytes) body = make_reply ();
  g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (body, 2, NULL);
  const VigieWireResult *first, *second;

  g_assert_cmpstr (reply->epoch, ==, WIRE_EPOCH);
  g_assert_cmpint (reply->head, ==, 9);
  g_assert_cmpint (reply->now_usec, ==, 1000);
  first = reply->results->pdata[0];
  second = reply->results->pdata[1];
  g_assert_cmpstr (first->id, ==, ID);
  g_assert_cmpint (first->status, ==, VIGIE_WIRE_STORED);
  g_assert_cmpint (first->seq, ==, 9);
  g_assert_cmpint (second->status, ==, VIGIE_WIRE_REFUSED);
  g_assert_cmpstr (second->code, ==, "role");
  g_assert_cmpstr (second->message, ==, "Your role may not do this.");
}

static void
test_reply_cut_or_changed (void)
{
  g_autoptr(GBytes) body = make_reply ();
  g_autoptr(GError) error = NULL;

  wire_assert_nothing_else_believed (body, reads_reply);
  /* An answer to another question. */
  g_assert_null (vigie_wire_append_reply_read (body, 3, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
}

static void
test_reply_table (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { "\"stored\"", "\"known\"", TRUE },    { "\"refused\"", "\"gap\"", TRUE },     { "\"refused\"", "\"conflict\"", TRUE },
    { "\"refused\"", "\"invalid\"", TRUE }, { "\"refused\"", "\"accepted\"", FALSE }, { "\"refused\"", "\"stored\"", FALSE },
    { "\"seq\":9", "\"seq\":0", FALSE },    { "\"seq\":9", "\"seq\":-1", FALSE },   { "\"seq\":9", "\"sqe\":9", FALSE },
    { LINK, "00", FALSE },                  { WIRE_EPOCH, "", FALSE },              { "\"head\":9", "\"head\":-1", FALSE },
    { "\"now\":1000", "\"now\":\"x\"", FALSE }, { ID, "x", FALSE },                 { "\"" ID "\"", "null", FALSE },
    { "\"code\":\"role\"", "\"code\":null", TRUE }, { "\"code\":\"role\"", "\"code\":7", FALSE },
    { "\"results\":[", "\"results\":[],\"r\":[", FALSE },
  };
  g_autoptr(GBytes) body = make_reply ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);
      g_autoptr(VigieWireAppendReply) reply = vigie_wire_append_reply_read (changed, 2, NULL);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      g_assert_cmpint (reply != NULL, ==, cases[i].good);
    }
}

static void
test_invalid_has_no_id (void)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);
  g_autoptr(GBytes) body = NULL;
  g_autoptr(VigieWireAppendReply) reply = NULL;

  g_ptr_array_add (results, vigie_wire_result_new (NULL, VIGIE_WIRE_INVALID, NULL, "This is not an event."));
  body = vigie_wire_append_reply_new (WIRE_EPOCH, 0, 0, results);
  reply = vigie_wire_append_reply_read (body, 1, NULL);
  g_assert_nonnull (reply);
  g_assert_null (((VigieWireResult *) reply->results->pdata[0])->id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/append/request", test_request);
  g_test_add_func ("/fault/F19/append-request", test_request_cut_or_changed);
  g_test_add_func ("/wire/append/request-table", test_request_table);
  g_test_add_func ("/wire/append/too-many", test_too_many);
  g_test_add_func ("/wire/append/reply", test_reply);
  g_test_add_func ("/fault/F19/append-reply", test_reply_cut_or_changed);
  g_test_add_func ("/wire/append/reply-table", test_reply_table);
  g_test_add_func ("/wire/append/invalid-has-no-id", test_invalid_has_no_id);
  return g_test_run ();
}
