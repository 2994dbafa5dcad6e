/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine of the hub without sockets: joining, appending, pages, rights, revocation. */

#include <string.h>

#include "hub-engine.h"
#include "vigie-hub-adopt.h"
#include "vigie-hub-private.h"
#include "vigie-hub-sqlite-private.h"
#include "vigie-id.h"
#include "vigie-wire-join.h"
#include "vigie-wire-streams.h"

/* Joining ------------------------------------------------------------------------------------- */

static guint
join_with (HubEngine *engine, VigieTestDevice *device, const char *code)
{
  g_autoptr(GBytes) body = hub_seat_join_body (engine, device, code);
  g_autoptr(VigieHubRequest) request = hub_engine_ask (engine, "POST", "/v1/join", NULL, NULL, body);

  return request->status;
}

static void
test_join (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (1);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "commander");
  g_autoptr(VigieHubRequest) request = hub_engine_ask (engine, "GET", "/v1/events", NULL, awa->token, NULL);
  g_autofree char *none = g_strnfill (64, 'a');
  g_autoptr(VigieHubRequest) stranger = hub_engine_ask (engine, "GET", "/v1/events", NULL, none, NULL);
  VigieHubSeat seat;

  g_assert_cmpuint (request->status, ==, 200);
  g_assert_cmpuint (stranger->status, ==, 401);
  g_assert_true (vigie_hub_seat (engine->hub, hub_device_key (awa->device), &seat));
  g_assert_cmpint (seat.role, ==, VIGIE_ROLE_COMMANDER);
  g_assert_cmpstr (seat.member, ==, awa->member);
  hub_engine_assert_consistent (engine);
}

static void
test_code_works_once (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (2);
  g_autofree char *code = hub_engine_invite (engine, "Awa Koné", "responder");
  g_autoptr(VigieTestDevice) one = hub_device_new (1);
  g_autoptr(VigieTestDevice) two = hub_device_new (2);

  g_assert_cmpuint (join_with (engine, one, code), ==, 200);
  /* The first answer may have been lost. */
  g_assert_cmpuint (join_with (engine, one, code), ==, 200);
  g_assert_cmpuint (join_with (engine, two, code), ==, 403);
  g_assert_cmpuint (join_with (engine, two, "0123456789ABCDEFGHJKMNPQRS"), ==, 403);
}

static void
test_code_ends (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (3);
  g_autofree char *code = hub_engine_invite (engine, "Awa Koné", "responder");
  g_autoptr(VigieTestDevice) device = hub_device_new (1);

  engine->fixture->now_usec += 8 * VIGIE_DAY_USEC;
  g_assert_cmpuint (join_with (engine, device, code), ==, 403);
}

static void
test_join_needs_proof (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (4);
  g_autofree char *code = hub_engine_invite (engine, "Awa Koné", "responder");
  g_autoptr(VigieTestDevice) device = hub_device_new (1);
  g_autoptr(GBytes) body = hub_seat_join_body (engine, device, code);
  g_autoptr(VigieWireJoin) join = vigie_wire_join_read (body, NULL);
  g_autoptr(GBytes) forged = NULL;
  g_autoptr(VigieHubRequest) request = NULL;

  join->proof[5] ^= 1;
  forged = vigie_wire_join_new (join);
  request = hub_engine_ask (engine, "POST", "/v1/join", NULL, NULL, forged);
  g_assert_cmpuint (request->status, ==, 403);
  g_assert_cmpuint (join_with (engine, device, code), ==, 200);
}

static void
test_join_is_limited (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (5);
  g_autofree char *code = hub_engine_invite (engine, "Awa Koné", "responder");
  g_autoptr(VigieTestDevice) device = hub_device_new (1);

  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (join_with (engine, device, "0123456789ABCDEFGHJKMNPQRS"), ==, 403);
  g_assert_cmpuint (join_with (engine, device, code), ==, 429);
  engine->fixture->now_usec += VIGIE_MINUTE_USEC;
  g_assert_cmpuint (join_with (engine, device, code), ==, 200);
}

static VigieWireJoinReply *
ask_join (HubEngine *engine, const VigieWireJoin *join, guint *status)
{
  g_autoptr(GBytes) body = vigie_wire_join_new (join);
  g_autoptr(VigieHubRequest) request = hub_engine_ask (engine, "POST", "/v1/join", NULL, NULL, body);

  *status = request->status;

  return vigie_wire_join_reply_read (request->reply, NULL);
}

/* An enrolled device comes without an invitation; a nonce works once and for a minute. */
static void
test_join_by_nonce (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (6);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "commander");
  VigieWireJoin join = { .kind = VIGIE_WIRE_JOIN_ASK };
  g_autoptr(VigieWireJoinReply) nonce = NULL;
  g_autoptr(VigieWireJoinReply) reply = NULL;
  g_autoptr(VigieWireJoinReply) again = NULL;
  g_autoptr(VigieHubRequest) old = NULL;
  g_autoptr(GBytes) proof = NULL;
  g_autoptr(GBytes) own = NULL;
  guint status;

  memcpy (join.device, hub_device_key (awa->device), VIGIE_KEY_BYTES);
  nonce = ask_join (engine, &join, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_true (nonce->is_nonce);
  own = vigie_wire_hub_proof (engine->hub->keys.organisation, join.device, nonce->nonce, NULL);
  g_assert_cmpmem (nonce->hub, VIGIE_KEY_BYTES, engine->hub->keys.hub, VIGIE_KEY_BYTES);
  g_assert_true (vigie_signature_is_of (nonce->proof, own, nonce->hub));
  g_assert_cmpstr (nonce->enrolled->kind, ==, "hub.enrolled");
  g_assert_true (vigie_event_verify (nonce->enrolled, NULL));
  join.kind = VIGIE_WIRE_JOIN_NONCE;
  memcpy (join.nonce, nonce->nonce, sizeof join.nonce);
  proof = vigie_wire_nonce_proof (engine->hub->keys.organisation, engine->hub->keys.hub, join.nonce);
  vigie_sign (proof, hub_device_secret_key (awa->device), join.proof);
  reply = ask_join (engine, &join, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_cmpstr (reply->member, ==, awa->member);
  again = ask_join (engine, &join, &status);
  g_assert_cmpuint (status, ==, 403);
  /* One token for each device: the new one took the place of the old. */
  old = hub_engine_ask (engine, "GET", "/v1/events", NULL, awa->token, NULL);
  g_assert_cmpuint (old->status, ==, 401);
}

/* Appending ----------------------------------------------------------------------------------- */

static void
test_append_is_idempotent (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (10);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 3);
  g_autoptr(VigieWireAppendReply) first = hub_seat_send (awa, events, NULL);
  g_autoptr(VigieWireAppendReply) second = hub_seat_send (awa, events, NULL);

  for (guint i = 0; i < 3; i++)
    {
      const VigieWireResult *one = first->results->pdata[i], *two = second->results->pdata[i];

      g_assert_cmpint (one->status, ==, VIGIE_WIRE_STORED);
      g_assert_cmpint (two->status, ==, VIGIE_WIRE_KNOWN);
      g_assert_cmpint (one->seq, ==, two->seq);
      g_assert_cmpmem (one->link, VIGIE_HASH_BYTES, two->link, VIGIE_HASH_BYTES);
    }
  g_assert_cmpint (first->head, ==, second->head);
  hub_engine_assert_consistent (engine);
}

static void
test_gap (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (11);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 3);
  g_autoptr(GPtrArray) last = g_ptr_array_new ();
  guint status;

  g_ptr_array_add (last, events->pdata[2]);
  g_assert_cmpint (hub_seat_try (awa, last, NULL), ==, VIGIE_WIRE_GAP);
  vigie_wire_append_reply_free (hub_seat_send (awa, last, &status));
  g_assert_cmpuint (status, ==, 409);
  hub_seat_store (awa, events);
}

/* The same device, recording twice from one point: a copied store. */
static void
test_conflict (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (12);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(VigieTestDevice) copy = hub_device_new (1);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 2);
  g_autoptr(GPtrArray) other = NULL;
  guint status;

  hub_seat_store (awa, events);
  vigie_test_device_set_now (copy, engine->fixture->now_usec + VIGIE_HOUR_USEC);
  other = hub_fixture_notes (copy, stream, 3);
  g_assert_cmpint (hub_seat_try (awa, other, NULL), ==, VIGIE_WIRE_CONFLICT);
  g_ptr_array_remove_range (other, 0, 2);
  /* dseq 3 would be the next one, but it follows another history. */
  g_assert_cmpint (hub_seat_try (awa, other, NULL), ==, VIGIE_WIRE_CONFLICT);
  vigie_wire_append_reply_free (hub_seat_send (awa, other, &status));
  g_assert_cmpuint (status, ==, 409);
  hub_engine_assert_consistent (engine);
}

/* The same id with other bytes. */
static void
test_id_taken (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (13);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 1);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GPtrArray) stolen = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieDraft *draft = vigie_draft_new (stream, "entry.logged", engine->fixture->now_usec, "Ben", g_strdup ("{}"));

  hub_seat_store (awa, events);
  draft->id = g_strdup (((VigieEvent *) events->pdata[0])->id);
  g_ptr_array_add (drafts, draft);
  vigie_test_device_record (ben->device, drafts, stolen);
  g_assert_cmpint (hub_seat_try (ben, stolen, NULL), ==, VIGIE_WIRE_CONFLICT);
}

static VigieEvent *
forged_copy (const VigieEvent *event, gboolean bytes)
{
  g_autofree char *text = g_strndup (event->bytes, event->length_bytes);
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  char *place = strstr (text, "note ");

  memcpy (signature, event->signature, sizeof signature);
  if (bytes)
    place[5] = 'X';
  else
    signature[9] ^= 4;

  return vigie_event_parse (text, strlen (text), signature, NULL);
}

/* Bad ones among good ones: each has its own answer, the good ones are stored. */
static void
test_one_bad_event (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (14);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *one = hub_fixture_stream (1);
  g_autofree char *two = hub_fixture_stream (2);
  g_autoptr(GPtrArray) good = hub_fixture_notes (awa->device, one, 2);
  g_autoptr(GPtrArray) spoilt = hub_fixture_notes (awa->device, two, 3);
  g_autoptr(GPtrArray) sent = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieWireAppendReply) reply = NULL;
  static const VigieWireStatus expected[] = { VIGIE_WIRE_STORED, VIGIE_WIRE_STORED, VIGIE_WIRE_INVALID, VIGIE_WIRE_GAP, VIGIE_WIRE_STORED };

  g_ptr_array_add (sent, vigie_event_ref (good->pdata[0]));
  g_ptr_array_add (sent, vigie_event_ref (spoilt->pdata[0]));
  g_ptr_array_add (sent, forged_copy (spoilt->pdata[1], TRUE));
  g_ptr_array_add (sent, vigie_event_ref (spoilt->pdata[2]));
  g_ptr_array_add (sent, vigie_event_ref (good->pdata[1]));
  reply = hub_seat_send (awa, sent, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (((VigieWireResult *) reply->results->pdata[i])->status, ==, expected[i]);
  hub_engine_assert_consistent (engine);
}

static void
test_forged (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (15);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 1);

  for (guint bytes = 0; bytes < 2; bytes++)
    {
      g_autoptr(GPtrArray) sent = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
      guint status;

      g_ptr_array_add (sent, forged_copy (events->pdata[0], bytes == 1));
      g_assert_cmpint (hub_seat_try (awa, sent, NULL), ==, VIGIE_WIRE_INVALID);
      vigie_wire_append_reply_free (hub_seat_send (awa, sent, &status));
      g_assert_cmpuint (status, ==, 400);
    }
}

static void
test_bad_bodies (void)
{
  static const struct
  {
    const char *body;
    const char *code;
  } cases[] = {
    { "", "malformed" },
    { "{", "malformed" },
    { "[]", "malformed" },
    { "{\"v\":1}", "malformed" },
    { "{\"v\":1,\"count\":0,\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"data\":{\"events\":[]}}",
      "digest" },
  };
  g_autoptr(HubEngine) engine = hub_engine_new (16);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr(VigieHubRequest) request = hub_engine_ask (engine, "POST", "/v1/events", NULL, awa->token, body);
      g_autofree char *code = hub_engine_error (request);

      g_assert_cmpuint (request->status, ==, 400);
      g_assert_cmpstr (code, ==, cases[i].code);
    }
}

/* Rights -------------------------------------------------------------------------------------- */

typedef struct
{
  const char *kind;
  const char *body;
  VigieRole least;
} KindCase;

static const KindCase kind_cases[] = {
  { "entry.logged", "{\"kind\":\"note\",\"text\":\"x\"}", VIGIE_ROLE_RESPONDER },
  { "from.tomorrow", "{}", VIGIE_ROLE_RESPONDER },
  { "breach.decided", "{}", VIGIE_ROLE_COMMUNICATIONS },
  { "incident.restricted", "{\"restricted\":false,\"people\":[]}", VIGIE_ROLE_COMMANDER },
  { "event.redacted", "{\"event\":\"0190a000-0000-7000-8000-00000000dead\",\"hash\":\"\",\"reason\":\"x\"}", VIGIE_ROLE_ADMINISTRATOR },
};

static void
test_roles (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (20);

  for (VigieRole role = VIGIE_ROLE_VIEWER; role < VIGIE_N_ROLES; role++)
    {
      g_autoptr(HubSeat) seat = hub_seat_join (engine, 30 + role, "Awa Koné", vigie_role_to_word (role));

      for (gsize i = 0; i < G_N_ELEMENTS (kind_cases); i++)
        {
          g_autofree char *own = hub_fixture_stream ((guint) (100 * role + i));
          g_autoptr(GPtrArray) events = hub_seat_record (seat, own, kind_cases[i].kind, g_strdup (kind_cases[i].body));
          g_autofree char *code = NULL;
          VigieWireStatus status = hub_seat_try (seat, events, &code);

          g_test_message ("%s %s", vigie_role_to_word (role), kind_cases[i].kind);
          g_assert_cmpint (status, ==, role >= kind_cases[i].least ? VIGIE_WIRE_STORED : VIGIE_WIRE_REFUSED);
          if (role < kind_cases[i].least)
            g_assert_cmpstr (code, ==, "role");
        }
    }
  hub_engine_assert_consistent (engine);
}

static void
test_membership_is_the_administrators (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (21);
  g_autoptr(HubSeat) chief = hub_seat_join (engine, 1, "Chief", "administrator");
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 2, "Awa Koné", "commander");
  g_autofree char *organisation = vigie_hub_organisation (engine->hub);
  g_autofree char *stream = g_strconcat ("organisation/", organisation, NULL);
  g_autofree char *foreign = g_strconcat ("organisation/", "aa", organisation + 2, NULL);
  HubSeat *seats[] = { awa, chief };
  static const VigieWireStatus expected[] = { VIGIE_WIRE_REFUSED, VIGIE_WIRE_STORED };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) events = hub_seat_record (seats[i], stream, "member.set",
                                                     vigie_membership_body_member (awa->member, "Awa", VIGIE_ROLE_ADMINISTRATOR, TRUE));
      g_autoptr(GPtrArray) elsewhere = hub_seat_record (seats[i], foreign, "member.set",
                                                        vigie_membership_body_member (awa->member, "Awa", VIGIE_ROLE_VIEWER, TRUE));
      g_autofree char *code = NULL;

      g_assert_cmpint (hub_seat_try (seats[i], events, NULL), ==, expected[i]);
      g_assert_cmpint (hub_seat_try (seats[i], elsewhere, &code), ==, VIGIE_WIRE_REFUSED);
      g_assert_cmpstr (code, ==, "stream");
    }
}

static void
test_revoked_at_once (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (22);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "commander");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "commander");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) before = hub_fixture_notes (ben->device, stream, 1);
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(VigieHubRequest) join = NULL;
  g_autofree char *code = NULL;
  VigieHubSeat seat;

  g_assert_cmpuint (hub_engine_revoke (engine, "Ben"), ==, 200);
  g_assert_cmpuint (hub_engine_revoke (engine, "Nobody"), ==, 400);
  request = hub_engine_ask (engine, "GET", "/v1/events", NULL, ben->token, NULL);
  g_assert_cmpuint (request->status, ==, 401);
  g_assert_false (vigie_hub_seat (engine->hub, hub_device_key (ben->device), &seat));

  /* What was recorded before may still come, by somebody else; what was recorded later may not. */
  hub_seat_store (awa, before);
  vigie_test_device_set_now (ben->device, engine->fixture->now_usec + VIGIE_SECOND_USEC);
  after = hub_fixture_notes (ben->device, stream, 1);
  g_assert_cmpint (hub_seat_try (awa, after, &code), ==, VIGIE_WIRE_REFUSED);
  g_assert_cmpstr (code, ==, "device");
  hub_engine_reopen (engine);
  join = hub_engine_ask (engine, "GET", "/v1/events", NULL, ben->token, NULL);
  g_assert_cmpuint (join->status, ==, 401);
}

static void
test_not_enrolled (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (23);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "commander");
  g_autoptr(VigieTestDevice) stranger = hub_device_new (9);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autofree char *local = vigie_stream_for_incident ("0190a000-0000-7000-8000-00000000beef", TRUE);
  g_autoptr(GPtrArray) events = hub_fixture_notes (stranger, stream, 1);
  g_autoptr(GPtrArray) example = hub_fixture_notes (awa->device, local, 1);
  g_autofree char *code = NULL;
  g_autofree char *local_code = NULL;

  g_assert_cmpint (hub_seat_try (awa, events, &code), ==, VIGIE_WIRE_REFUSED);
  g_assert_cmpstr (code, ==, "device");
  g_assert_cmpint (hub_seat_try (awa, example, &local_code), ==, VIGIE_WIRE_REFUSED);
  g_assert_cmpstr (local_code, ==, "stream");
}

/* A hub that lost events gets them again from those who have them. */
static void
test_relayed (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (24);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "responder");
  g_autoptr(HubSeat) vera = hub_seat_join (engine, 3, "Vera", "viewer");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (ben->device, stream, 5);

  hub_seat_store (awa, events);
  {
    g_autoptr(GPtrArray) more = hub_fixture_notes (ben->device, stream, 1);

    /* Even by one who may only read: they are Ben's, and Ben may. */
    hub_seat_store (vera, more);
  }
  hub_engine_assert_consistent (engine);
}

/* Pages --------------------------------------------------------------------------------------- */

static void
test_pages (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (30);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 25);
  g_autoptr(GPtrArray) pages = NULL;

  hub_seat_store (awa, events);
  pages = hub_seat_pages (awa, 0, 7);
  g_assert_cmpuint (pages->len, ==, 4 + 25);
  for (guint i = 0; i < 25; i++)
    {
      const VigieWirePageEvent *got = pages->pdata[4 + i];

      g_assert_cmpmem (got->event->bytes, got->event->length_bytes, ((VigieEvent *) events->pdata[i])->bytes,
                       ((VigieEvent *) events->pdata[i])->length_bytes);
      g_assert_cmpint (got->position, ==, i + 1);
    }
}

static guint
page_status (HubSeat *seat, const char *query)
{
  g_autoptr(VigieHubRequest) request = hub_engine_ask (seat->engine, "GET", "/v1/events", query, seat->token, NULL);

  return request->status;
}

static void
test_page_queries (void)
{
  static const struct
  {
    const char *query;
    guint status;
  } cases[] = {
    { NULL, 200 }, { "after=0", 200 }, { "after=4", 200 }, { "limit=1", 200 }, { "limit=1000", 200 },
    { "limit=0", 400 }, { "limit=1001", 400 }, { "limit=x", 400 }, { "after=-1", 400 }, { "after=", 400 },
    { "after=99999999999999999999", 400 }, { "after=5", 409 }, { "after=9223372036854775807", 409 },
    { "epoch=00000000000000000000000000000000", 409 }, { "stream=nonsense", 400 }, { "stream=..%2F", 400 },
    { "stream=incident%2F0190a000-0000-7000-8000-000000000001&after=7", 200 },
  };
  g_autoptr(HubEngine) engine = hub_engine_new (31);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *right = g_strconcat ("epoch=", engine->hub->epoch, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query != NULL ? cases[i].query : "");
      g_assert_cmpuint (page_status (awa, cases[i].query), ==, cases[i].status);
    }
  g_assert_cmpuint (page_status (awa, right), ==, 200);
}

static void
test_stream_page_and_list (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (32);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autofree char *query = g_strdup_printf ("stream=%s&after=2", stream);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 4);
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(VigieHubRequest) list = NULL;
  g_autoptr(VigieWirePage) page = NULL;
  g_autoptr(VigieWireStreams) streams = NULL;
  const VigieWireStream *first;
  guint8 set[VIGIE_HASH_BYTES] = { 0 };

  hub_seat_store (awa, events);
  request = hub_engine_ask (engine, "GET", "/v1/events", query, awa->token, NULL);
  page = vigie_wire_page_read (request->reply, VIGIE_WIRE_BY_POSITION, 2, NULL);
  g_assert_cmpuint (page->events->len, ==, 2);
  g_assert_cmpint (page->next, ==, 4);
  g_assert_false (page->more);
  list = hub_engine_ask (engine, "GET", "/v1/streams", NULL, awa->token, NULL);
  streams = vigie_wire_streams_read (list->reply, "", NULL);
  g_assert_cmpuint (streams->streams->len, ==, 2);
  first = streams->streams->pdata[0];
  for (guint i = 0; i < events->len; i++)
    vigie_wire_set_add (set, ((VigieEvent *) events->pdata[i])->hash);
  g_assert_cmpstr (first->stream, ==, stream);
  g_assert_cmpmem (first->set, VIGIE_HASH_BYTES, set, VIGIE_HASH_BYTES);
}

/* A device may ask so often in a second, and save up as much again; others do not suffer. */
static void
test_rate (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (33);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "responder");
  guint n = 0;

  engine->hub->limits.rate_per_s = 5;
  while (n < 100 && page_status (awa, NULL) == 200)
    n++;
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpuint (page_status (awa, NULL), ==, 429);
  g_assert_cmpuint (page_status (ben, NULL), ==, 200);
  engine->fixture->now_usec += VIGIE_SECOND_USEC;
  g_assert_cmpuint (page_status (awa, NULL), ==, 200);
}

/* Failure ------------------------------------------------------------------------------------- */

static void
set_room (HubEngine *engine, const char *pages)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %s", pages);

  sqlite3_exec (((VigieHubSqlite *) engine->hub->log)->db, sql, NULL, NULL, NULL);
}

/* 507, nothing stored and nothing acknowledged; the rights are what they were; then it goes on. */
static void
test_disk_full (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (40);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 200);
  g_autoptr(GBytes) body = vigie_wire_append_new (events);
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(VigieHubRequest) health = NULL;
  g_autoptr(VigieHubRequest) well = NULL;
  g_autofree char *code = NULL;

  set_room (engine, "1");
  request = hub_engine_ask (engine, "POST", "/v1/events", NULL, awa->token, body);
  code = hub_engine_error (request);
  g_assert_cmpuint (request->status, ==, 507);
  g_assert_cmpstr (code, ==, "full");
  g_assert_null (vigie_wire_append_reply_read (request->reply, 200, NULL));
  health = hub_engine_ask (engine, "GET", "/healthz", NULL, NULL, NULL);
  g_assert_cmpuint (health->status, ==, 503);
  set_room (engine, "1000000");
  g_ptr_array_unref (vigie_hub_tick (engine->hub));
  well = hub_engine_ask (engine, "GET", "/healthz", NULL, NULL, NULL);
  g_assert_cmpuint (well->status, ==, 200);
  hub_seat_store (awa, events);
  hub_engine_assert_consistent (engine);
}

/* What the administrator did in a transaction that failed has not happened. */
static void
test_failed_revocation (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (41);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) many = hub_fixture_notes (awa->device, stream, 300);
  g_autoptr(GBytes) body = vigie_wire_append_new (many);
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);
  g_autoptr(VigieHubRequest) append = vigie_hub_request_new ("POST", "/v1/events", NULL);
  g_autoptr(VigieHubRequest) revoke = NULL;
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();
  gsize max_bytes;

  command->kind = VIGIE_HUB_REVOKE;
  command->who = g_strdup ("Awa Koné");
  revoke = vigie_hub_command_request (command);
  append->token = g_strdup (awa->token);
  g_assert_true (vigie_hub_admit (engine->hub, engine->reader, append, &max_bytes));
  append->body = g_bytes_ref (body);
  g_assert_cmpint (vigie_hub_answer (engine->hub, engine->reader, append), ==, VIGIE_HUB_WRITE);
  g_ptr_array_add (requests, append);
  g_ptr_array_add (requests, revoke);
  set_room (engine, "30");
  g_ptr_array_unref (vigie_hub_write (engine->hub, requests));
  g_assert_cmpuint (append->status, ==, 507);
  g_assert_cmpuint (revoke->status, ==, 507);
  set_room (engine, "1000000");
  hub_seat_store (awa, many);
  hub_engine_assert_consistent (engine);
}

/* Commit, then no reply: the seat asks again and there is one event. */
static void
test_lost_reply (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (42);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (awa->device, stream, 1);
  g_autoptr(GPtrArray) pages = NULL;

  hub_seat_store (awa, events);
  hub_engine_reopen (engine);
  g_assert_cmpint (hub_seat_try (awa, events, NULL), ==, VIGIE_WIRE_KNOWN);
  pages = hub_seat_pages (awa, 4, 100);
  g_assert_cmpuint (pages->len, ==, 1);
}

static void
test_redaction (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (43);
  g_autoptr(HubSeat) chief = hub_seat_join (engine, 1, "Chief", "administrator");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = hub_fixture_notes (chief->device, stream, 3);
  const VigieEvent *secret = events->pdata[1];
  g_autofree char *hash = vigie_hex (secret->hash, VIGIE_HASH_BYTES);
  g_autoptr(GPtrArray) redaction = NULL;
  g_autoptr(GPtrArray) pages = NULL;
  const VigieWirePageEvent *got;

  hub_seat_store (chief, events);
  redaction = hub_seat_record (chief, stream, "event.redacted",
                               g_strdup_printf ("{\"event\":\"%s\",\"hash\":\"%s\",\"reason\":\"a password\"}", secret->id, hash));
  hub_seat_store (chief, redaction);
  pages = hub_seat_pages (chief, 4, 100);
  g_assert_cmpuint (pages->len, ==, 4);
  got = pages->pdata[1];
  g_assert_true (got->event->redacted);
  g_assert_cmpstr (got->event->id, ==, secret->id);
  g_assert_cmpmem (got->event->hash, VIGIE_HASH_BYTES, secret->hash, VIGIE_HASH_BYTES);
  /* Who has it still and sends it again is told that it is known. */
  g_assert_cmpint (hub_seat_try (chief, events, NULL), ==, VIGIE_WIRE_KNOWN);
  hub_engine_assert_consistent (engine);
}

/* Another hub of the same organisation -------------------------------------------------------------- */

/* Lets an enrolled device in by a nonce; the token. */
static char *
join_by_key (HubEngine *engine, VigieTestDevice *device)
{
  VigieWireJoin join = { .kind = VIGIE_WIRE_JOIN_ASK };
  g_autoptr(VigieWireJoinReply) nonce = NULL;
  g_autoptr(VigieWireJoinReply) reply = NULL;
  g_autoptr(GBytes) proof = NULL;
  guint status;

  memcpy (join.device, hub_device_key (device), VIGIE_KEY_BYTES);
  nonce = ask_join (engine, &join, &status);
  g_assert_cmpuint (status, ==, 200);
  join.kind = VIGIE_WIRE_JOIN_NONCE;
  memcpy (join.nonce, nonce->nonce, sizeof join.nonce);
  proof = vigie_wire_nonce_proof (engine->hub->keys.organisation, engine->hub->keys.hub, join.nonce);
  vigie_sign (proof, hub_device_secret_key (device), join.proof);
  reply = ask_join (engine, &join, &status);
  g_assert_cmpuint (status, ==, 200);

  return g_strdup (reply->token);
}

static char *
streams_text (HubSeat *seat)
{
  g_autoptr(VigieHubRequest) request = hub_engine_ask (seat->engine, "GET", "/v1/streams", NULL, seat->token, NULL);
  g_autoptr(VigieWireStreams) streams = vigie_wire_streams_read (request->reply, "", NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < streams->streams->len; i++)
    {
      const VigieWireStream *stream = streams->streams->pdata[i];
      g_autofree char *set = vigie_hex (stream->set, VIGIE_HASH_BYTES);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s\n", stream->stream, stream->count, set);
    }

  return g_string_free (text, FALSE);
}

static GPtrArray *
all_events (HubSeat *seat)
{
  g_autoptr(GPtrArray) pages = hub_seat_pages (seat, 0, 100);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (events, vigie_event_ref (((VigieWirePageEvent *) pages->pdata[i])->event));

  return events;
}

/* One seat brings along everything, whoever recorded it; in the end both hubs have the same. */
static void
test_another_hub (void)
{
  g_autoptr(HubEngine) first = hub_engine_new (50);
  g_autoptr(HubSeat) awa = hub_seat_join (first, 1, "Awa Koné", "administrator");
  g_autoptr(HubSeat) ben = hub_seat_join (first, 2, "Ben", "responder");
  g_autofree char *stream = hub_seat_declare (ben, 1);
  g_autoptr(GPtrArray) notes = hub_fixture_notes (awa->device, stream, 7);
  g_autoptr(GBytes) membership = NULL;
  g_autoptr(HubEngine) second = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(VigieWireAppendReply) reply = NULL;
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;
  g_autoptr(GError) error = NULL;

  hub_seat_store (awa, notes);
  membership = vigie_hub_membership_body (first->reader, &error);
  g_assert_no_error (error);
  second = hub_engine_new_adopted (51, membership);
  events = all_events (ben);
  there = streams_text (ben);
  ben->engine = second;
  g_free (ben->token);
  ben->token = join_by_key (second, ben->device);
  reply = hub_seat_send (ben, events, NULL);
  for (guint i = 0; i < reply->results->len; i++)
    g_assert_cmpint (((VigieWireResult *) reply->results->pdata[i])->status, <=, VIGIE_WIRE_KNOWN);
  here = streams_text (ben);
  g_assert_cmpstr (here, ==, there);
  hub_engine_assert_consistent (second);

  /* It may not invite until an administrator has enrolled it. */
  g_assert_cmpuint (hub_engine_revoke (second, "Ben"), ==, 400);
  awa->engine = second;
  g_free (awa->token);
  awa->token = join_by_key (second, awa->device);
  {
    g_autoptr(GPtrArray) enrolment
      = hub_seat_record (awa, second->hub->stream, "hub.enrolled", vigie_membership_body_hub (second->hub->keys.hub, "Laptop"));

    hub_seat_store (awa, enrolment);
  }
  g_assert_cmpuint (hub_engine_revoke (second, "Ben"), ==, 200);
}

static void
test_adopt_refuses (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (52);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "administrator");
  g_autoptr(HubFixture) fixture = hub_fixture_new (53);
  g_autoptr(VigieHubLog) log = hub_fixture_open (fixture);
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) notes = hub_fixture_notes (awa->device, stream, 2);
  g_autoptr(GBytes) incident = vigie_wire_append_new (notes);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("{}", 2);
  g_autoptr(GBytes) membership = vigie_hub_membership_body (engine->reader, NULL);
  GBytes *bodies[] = { incident, nothing };
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_assert_false (vigie_hub_adopt (log, bodies[i], &error));
      g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED);
      g_clear_error (&error);
    }
  g_assert_true (vigie_hub_adopt (log, membership, &error));
  g_assert_no_error (error);
  g_assert_false (vigie_hub_adopt (log, membership, &error));
  g_assert_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/join/by-code", test_join);
  g_test_add_func ("/hub/join/code-works-once", test_code_works_once);
  g_test_add_func ("/hub/join/code-ends", test_code_ends);
  g_test_add_func ("/hub/join/needs-proof", test_join_needs_proof);
  g_test_add_func ("/hub/join/is-limited", test_join_is_limited);
  g_test_add_func ("/hub/join/by-nonce", test_join_by_nonce);
  g_test_add_func ("/fault/F15/append-is-idempotent", test_append_is_idempotent);
  g_test_add_func ("/hub/append/gap", test_gap);
  g_test_add_func ("/fault/F09/conflict", test_conflict);
  g_test_add_func ("/fault/F15/id-taken", test_id_taken);
  g_test_add_func ("/hub/append/one-bad-event", test_one_bad_event);
  g_test_add_func ("/fault/F37/forged", test_forged);
  g_test_add_func ("/fault/F31/bad-bodies", test_bad_bodies);
  g_test_add_func ("/fault/F37/roles", test_roles);
  g_test_add_func ("/fault/F37/membership", test_membership_is_the_administrators);
  g_test_add_func ("/fault/F38/revoked-at-once", test_revoked_at_once);
  g_test_add_func ("/fault/F37/not-enrolled", test_not_enrolled);
  g_test_add_func ("/hub/rights/relayed", test_relayed);
  g_test_add_func ("/hub/page/pages", test_pages);
  g_test_add_func ("/hub/page/queries", test_page_queries);
  g_test_add_func ("/hub/page/stream-and-list", test_stream_page_and_list);
  g_test_add_func ("/fault/F37/rate", test_rate);
  g_test_add_func ("/fault/F03/hub", test_disk_full);
  g_test_add_func ("/hub/failure/failed-revocation", test_failed_revocation);
  g_test_add_func ("/fault/F18/lost-reply", test_lost_reply);
  g_test_add_func ("/hub/redaction", test_redaction);
  g_test_add_func ("/hub/adopt/another-hub", test_another_hub);
  g_test_add_func ("/hub/adopt/refuses", test_adopt_refuses);

  return g_test_run ();
}
