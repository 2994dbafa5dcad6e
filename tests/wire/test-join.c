/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining: links, codes, requests, replies and what is signed. */

#include "wire-events.h"
#include "wire-hostile.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-join-link.h"
#include "vigie-wire-join.h"

#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define CODE "0123456789ABCDEFGHJKMNPQRS"
#define MEMBER "019ab0c4-1c00-7fff-bfff-000000000001"
#define GOOD "vigie://join?v=1&hub=hub.example:8471&org=" KEY "&cert=" KEY "&code=" CODE

/* Links -------------------------------------------------------------------------------------------- */

static void
test_link (void)
{
  static const char *const text = "vigie://join?v=1&hub=hub.example:8471&hub=[2001:db8::1]:443&org=" KEY "&cert=" KEY "&code=" CODE;
  g_autoptr(VigieJoinLink) link = vigie_join_link_parse (text, NULL);
  g_autofree char *again = vigie_join_link_format (link);

  g_assert_cmpstr (link->hubs[0], ==, "hub.example:8471");
  g_assert_cmpstr (link->hubs[1], ==, "[2001:db8::1]:443");
  g_assert_null (link->hubs[2]);
  g_assert_true (link->has_certificate);
  g_assert_cmpstr (link->code, ==, CODE);
  g_assert_cmpstr (again, ==, text);
}

static void
test_links (void)
{
  static const struct { const char *text; int code; } cases[] = {
    { GOOD, -1 },
    { "  " GOOD "\n", -1 },
    { GOOD "&newer=1", -1 },
    { "vigie://join?code=" CODE "&org=" KEY "&hub=127.0.0.1:8471&v=1", -1 },
    { "vigie://join?v=1&hub=hub.example:8471&org=" KEY "&cert=" KEY "&for=members", -1 },
    { "vigie://join?v=1&hub=hub.example:8471&org=" KEY "&cert=" KEY "&for=all", VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=hub.example:8471&org=" KEY "&cert=" KEY, VIGIE_ERROR_INVALID },
    { GOOD "&for=members", VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=%5B%3A%3A1%5D:8471&org=" KEY "&code=" CODE, -1 },
    { "vigie://join?v=1&hub=localhost:8471&org=" KEY "&code=0123-4567 89ab-cdef-ghjk-mnpq-rs", -1 },
    { NULL, VIGIE_ERROR_INVALID },
    { "", VIGIE_ERROR_INVALID },
    { "https://hub.example/join", VIGIE_ERROR_INVALID },
    { "vigie://join", VIGIE_ERROR_INVALID },
    { "vigie://join?", VIGIE_ERROR_INVALID },
    { "vigie://join?v=2&hub=hub.example:8471&org=" KEY "&cert=" KEY "&code=" CODE, VIGIE_ERROR_UNSUPPORTED },
    { "vigie://join?v=1&v=1&hub=hub.example:8471&org=" KEY "&cert=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?hub=hub.example:8471&org=" KEY "&cert=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&org=" KEY "&cert=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=hub.example:8471&cert=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=hub.example:8471&org=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=127.0.0.1:1&hub=10.0.0.1:1&org=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { GOOD "&org=" KEY, VIGIE_ERROR_INVALID },
    { GOOD "&cert=" KEY, VIGIE_ERROR_INVALID },
    { GOOD "&code=" CODE, VIGIE_ERROR_INVALID },
    { GOOD "&org", VIGIE_ERROR_INVALID },
    { GOOD "&x=%zz", VIGIE_ERROR_INVALID },
    { GOOD "&x=%ff", VIGIE_ERROR_INVALID },
    { GOOD "x", VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=hub.example&org=" KEY "&cert=" KEY "&code=" CODE, VIGIE_ERROR_INVALID },
    { "vigie://join?v=1&hub=h:1&hub=h:2&hub=h:3&hub=h:4&hub=h:5&hub=h:6&hub=h:7&hub=h:8&org=" KEY "&cert=" KEY "&code=" CODE, -1 },
    { "vigie://join?v=1&hub=h:1&hub=h:2&hub=h:3&hub=h:4&hub=h:5&hub=h:6&hub=h:7&hub=h:8&hub=h:9&org=" KEY "&cert=" KEY "&code=" CODE,
      VIGIE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieJoinLink) link = vigie_join_link_parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_true ((link != NULL) == (cases[i].code < 0));
      if (cases[i].code >= 0)
        g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

static void
test_link_cut_anywhere (void)
{
  for (gsize length = 0; length < strlen (GOOD); length++)
    {
      g_autofree char *cut = g_strndup (GOOD, length);

      g_assert_null (vigie_join_link_parse (cut, NULL));
    }
}

static void
test_link_too_long (void)
{
  g_autofree char *tail = g_strnfill (VIGIE_JOIN_LINK_MAX_BYTES, 'x');
  g_autofree char *text = g_strconcat (GOOD "&n=", tail, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_join_link_parse (text, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
}

static void
test_addresses (void)
{
  static const struct { const char *address; gboolean valid, loopback; } cases[] = {
    { "hub.example:8471", TRUE, FALSE },   { "10.0.0.7:1", TRUE, FALSE },      { "127.0.0.1:8471", TRUE, TRUE },
    { "LOCALHOST:65535", TRUE, TRUE },     { "[::1]:8471", TRUE, TRUE },       { "[fe80::1]:8471", TRUE, FALSE },
    { "127.0.0.1.evil.example:1", TRUE, FALSE }, { "localhost.example:1", TRUE, FALSE },
    { NULL, FALSE, FALSE },                { "", FALSE, FALSE },               { "hub.example", FALSE, FALSE },
    { ":8471", FALSE, FALSE },             { "hub:", FALSE, FALSE },           { "hub:0", FALSE, FALSE },
    { "hub:65536", FALSE, FALSE },         { "hub:01", FALSE, FALSE },         { "hub:8x", FALSE, FALSE },
    { "hub:-1", FALSE, FALSE },            { "user@hub:1", FALSE, FALSE },     { "hub/x:1", FALSE, FALSE },
    { "hub:1/x", FALSE, FALSE },           { "hub:1:2", FALSE, FALSE },        { "-hub:1", FALSE, FALSE },
    { ".hub:1", FALSE, FALSE },            { "h b:1", FALSE, FALSE },          { "hub\r\n:1", FALSE, FALSE },
    { "[::1]", FALSE, FALSE },             { "[]:1", FALSE, FALSE },           { "[::1:1", FALSE, FALSE },
    { "[zz]:1", FALSE, FALSE },            { "h\303\251:1", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (vigie_hub_address_is_valid (cases[i].address), ==, cases[i].valid);
      if (cases[i].valid)
        g_assert_cmpint (vigie_hub_address_is_loopback (cases[i].address), ==, cases[i].loopback);
    }
}

static void
test_codes (void)
{
  static const struct { const char *text, *code; } cases[] = {
    { CODE, CODE },
    { "0123456789abcdefghjkmnpqrs", CODE },
    { "O123456789ABCDEFGHJKMNPQRS", CODE },
    { "0I23456789ABCDEFGHJKMNPQRS", CODE },
    { "0l23456789ABCDEFGHJKMNPQRS", CODE },
    { "01234-56789-ABCDE FGHJK-MNPQRS", CODE },
    { "0123456789ABCDEFGHJKMNPQR", NULL },
    { CODE "0", NULL },
    { "U123456789ABCDEFGHJKMNPQRS", NULL },
    { "\303\251123456789ABCDEFGHJKMNPQ", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  guint8 random[VIGIE_JOIN_CODE_RANDOM_BYTES] = { 0xff, 0, 0xff };
  g_autofree char *made = vigie_join_code_new (random);
  g_autofree char *taken = vigie_join_code_normalise (made);

  g_assert_cmpuint (strlen (made), ==, VIGIE_JOIN_CODE_SIGNS);
  g_assert_cmpstr (made, ==, taken);
  random[15] = 1;
  g_free (made);
  made = vigie_join_code_new (random);
  g_assert_cmpstr (made, !=, taken);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = vigie_join_code_normalise (cases[i].text);

      g_assert_cmpstr (code, ==, cases[i].code);
    }
}

/* Requests ----------------------------------------------------------------------------------------- */

static gboolean
reads_join (GBytes *body, GError **error)
{
  g_autoptr(VigieWireJoin) join = vigie_wire_join_read (body, error);

  return join != NULL;
}

static void
test_requests (void)
{
  for (VigieWireJoinKind kind = VIGIE_WIRE_JOIN_CODE; kind <= VIGIE_WIRE_JOIN_NONCE; kind++)
    {
      VigieWireJoin join = { kind, { 1 }, (char *) CODE, (char *) "Awa's laptop", { 2 }, { 3 } };
      g_autoptr(GBytes) body = vigie_wire_join_new (&join);
      g_autoptr(VigieWireJoin) read = vigie_wire_join_read (body, NULL);

      g_assert_cmpint (read->kind, ==, kind);
      g_assert_cmpuint (read->device[0], ==, 1);
      g_assert_cmpstr (read->code, ==, kind == VIGIE_WIRE_JOIN_CODE ? CODE : NULL);
      g_assert_cmpstr (read->name, ==, kind == VIGIE_WIRE_JOIN_CODE ? "Awa's laptop" : NULL);
      g_assert_cmpuint (read->nonce[0], ==, kind == VIGIE_WIRE_JOIN_NONCE ? 2 : 0);
      g_assert_cmpuint (read->proof[0], ==, kind != VIGIE_WIRE_JOIN_ASK ? 3 : 0);
      wire_assert_nothing_else_believed (body, reads_join);
    }
}

static void
test_request_table (void)
{
  VigieWireJoin join = { VIGIE_WIRE_JOIN_CODE, { 1 }, (char *) CODE, (char *) "Awa", { 0 }, { 3 } };
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { CODE, "0123456789abcdefghjkmnpqrs", TRUE }, { CODE, "x", FALSE },          { "\"Awa\"", "7", FALSE },
    { "\"name\":\"Awa\",", "", FALSE },           { "\"device\":\"01", "\"device\":\"", FALSE },
    { "\"proof\":\"03", "\"proof\":\"", FALSE },  { "\"code\":\"" CODE "\"", "\"code\":7", FALSE },
  };
  g_autoptr(GBytes) body = vigie_wire_join_new (&join);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_assert_cmpint (reads_join (changed, NULL), ==, cases[i].good);
    }
}

/* Replies ------------------------------------------------------------------------------------------ */

static gboolean
reads_reply (GBytes *body, GError **error)
{
  g_autoptr(VigieWireJoinReply) reply = vigie_wire_join_reply_read (body, error);

  return reply != NULL;
}

static GBytes *
make_reply (void)
{
  VigieWireJoinReply reply = { FALSE, { 0 }, { 1 }, { 2 }, (char *) "DISTRI-NIGHT", (char *) WIRE_EPOCH, (char *) MEMBER,
                               (char *) "Awa Koné", VIGIE_ROLE_COMMANDER, (char *) KEY, 1000 };

  return vigie_wire_join_reply_new (&reply);
}

static void
test_reply (void)
{
  g_autoptr(GBytes) body = make_reply ();
  g_autoptr(VigieWireJoinReply) reply = vigie_wire_join_reply_read (body, NULL);

  g_assert_false (reply->is_nonce);
  g_assert_cmpuint (reply->organisation[0], ==, 1);
  g_assert_cmpuint (reply->hub[0], ==, 2);
  g_assert_cmpstr (reply->name, ==, "DISTRI-NIGHT");
  g_assert_cmpstr (reply->epoch, ==, WIRE_EPOCH);
  g_assert_cmpstr (reply->member, ==, MEMBER);
  g_assert_cmpstr (reply->person, ==, "Awa Koné");
  g_assert_cmpint (reply->role, ==, VIGIE_ROLE_COMMANDER);
  g_assert_cmpstr (reply->token, ==, KEY);
  g_assert_cmpint (reply->now_usec, ==, 1000);
  wire_assert_nothing_else_believed (body, reads_reply);
}

static void
test_nonce_reply (void)
{
  VigieWireJoinReply nonce = { .is_nonce = TRUE, .nonce = { 7 }, .hub = { 8 }, .proof = { 9 } };
  g_autoptr(GBytes) body = vigie_wire_join_reply_new (&nonce);
  g_autoptr(VigieWireJoinReply) reply = vigie_wire_join_reply_read (body, NULL);

  g_assert_true (reply->is_nonce);
  g_assert_cmpuint (reply->nonce[0], ==, 7);
  g_assert_cmpuint (reply->hub[0], ==, 8);
  g_assert_cmpuint (reply->proof[0], ==, 9);
  g_assert_null (reply->enrolled);
  g_assert_null (reply->token);
  wire_assert_nothing_else_believed (body, reads_reply);
}

/* With the event that says whose hub it is, byte for byte. */
static void
test_nonce_enrolled (void)
{
  g_autoptr(GPtrArray) events = wire_events (1);
  VigieEvent *event = events->pdata[0];
  VigieWireJoinReply nonce = { .is_nonce = TRUE, .nonce = { 7 }, .enrolled = event };
  g_autoptr(GBytes) body = vigie_wire_join_reply_new (&nonce);
  g_autoptr(VigieWireJoinReply) reply = vigie_wire_join_reply_read (body, NULL);
  g_autoptr(GBytes) bad = wire_with (body, "\"enrolled\":{\"bytes\":\"", "\"enrolled\":{\"bytes\":\"x");

  g_assert_cmpstr (reply->enrolled->bytes, ==, event->bytes);
  g_assert_true (vigie_event_verify (reply->enrolled, NULL));
  g_assert_false (reads_reply (bad, NULL));
}

static void
test_reply_table (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { "\"commander\"", "\"viewer\"", TRUE }, { "\"commander\"", "\"king\"", FALSE }, { "\"commander\"", "null", FALSE },
    { KEY, "00", FALSE },                    { MEMBER, "Awa", FALSE },               { WIRE_EPOCH, "x", FALSE },
    { "\"now\":1000", "\"now\":-1", FALSE }, { "\"hub\":\"02", "\"hub\":\"", FALSE },
  };
  g_autoptr(GBytes) body = make_reply ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_assert_cmpint (reads_reply (changed, NULL), ==, cases[i].good);
    }
}

/* Proofs ------------------------------------------------------------------------------------------- */

static void
test_proofs (void)
{
  guint8 seed[32] = { 1 }, organisation[VIGIE_KEY_BYTES] = { 2 }, hub[VIGIE_KEY_BYTES] = { 3 }, nonce[VIGIE_WIRE_NONCE_BYTES] = { 4 };
  guint8 public_key[VIGIE_KEY_BYTES], secret_key[VIGIE_SECRET_KEY_BYTES], signature[VIGIE_SIGNATURE_BYTES];
  g_autoptr(GBytes) code = vigie_wire_code_proof (organisation, CODE);
  g_autoptr(GBytes) first = vigie_wire_nonce_proof (organisation, hub, nonce);
  g_autoptr(GBytes) other = vigie_wire_nonce_proof (hub, organisation, nonce);

  g_assert_cmpuint (g_bytes_get_size (code), ==, strlen ("vigie-join-v1") + 1 + 32 + 26);
  g_assert_cmpstr (g_bytes_get_data (code, NULL), ==, "vigie-join-v1");
  g_assert_cmpuint (g_bytes_get_size (first), ==, strlen ("vigie-nonce-v1") + 1 + 96);
  vigie_key_from_seed (seed, public_key, secret_key);
  vigie_sign (first, secret_key, signature);
  g_assert_true (vigie_signature_is_of (signature, first, public_key));
  g_assert_false (vigie_signature_is_of (signature, other, public_key));
  g_assert_false (vigie_signature_is_of (signature, code, public_key));
  g_assert_false (vigie_signature_is_of (signature, first, organisation));
}

/* The hub's proof is for one device, one nonce and one certificate. */
static void
test_hub_proof (void)
{
  static const guint8 none[VIGIE_HASH_BYTES] = { 0 };
  guint8 a[32] = { 1 }, b[32] = { 2 }, c[32] = { 3 }, d[32] = { 4 };
  g_autoptr(GBytes) plain = vigie_wire_hub_proof (a, b, c, NULL);
  g_autoptr(GBytes) zeros = vigie_wire_hub_proof (a, b, c, none);
  g_autoptr(GBytes) pinned = vigie_wire_hub_proof (a, b, c, d);
  g_autoptr(GBytes) other = vigie_wire_hub_proof (a, c, b, d);

  g_assert_cmpuint (g_bytes_get_size (plain), ==, strlen ("vigie-hub-v1") + 1 + 128);
  g_assert_true (g_bytes_equal (plain, zeros));
  g_assert_false (g_bytes_equal (plain, pinned));
  g_assert_false (g_bytes_equal (other, pinned));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/join/link", test_link);
  g_test_add_func ("/wire/join/links", test_links);
  g_test_add_func ("/wire/join/link-cut-anywhere", test_link_cut_anywhere);
  g_test_add_func ("/wire/join/link-too-long", test_link_too_long);
  g_test_add_func ("/wire/join/addresses", test_addresses);
  g_test_add_func ("/wire/join/codes", test_codes);
  g_test_add_func ("/wire/join/requests", test_requests);
  g_test_add_func ("/wire/join/request-table", test_request_table);
  g_test_add_func ("/wire/join/reply", test_reply);
  g_test_add_func ("/wire/join/nonce-reply", test_nonce_reply);
  g_test_add_func ("/wire/join/nonce-enrolled", test_nonce_enrolled);
  g_test_add_func ("/wire/join/hub-proof", test_hub_proof);
  g_test_add_func ("/wire/join/reply-table", test_reply_table);
  g_test_add_func ("/wire/join/proofs", test_proofs);
  return g_test_run ();
}
