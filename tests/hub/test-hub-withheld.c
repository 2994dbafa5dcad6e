/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An event that is refused holds up nothing of its device: its place is kept and told, and it takes it when it is allowed. */

#include <glib/gstdio.h>
#include <string.h>

#include "hub-engine.h"
#include "vigie-hub-adopt.h"
#include "vigie-hub-sqlite-private.h"
#include "vigie-hub-sqlite.h"
#include "vigie-hub-verify.h"
#include "vigie-membership.h"

/* May be recorded by a commander; a responder's is refused. */
#define FORBIDDEN_KIND "incident.restricted"
#define FORBIDDEN_BODY "{\"restricted\":false,\"people\":[]}"
#define NOTE_BODY "{\"kind\":\"note\",\"text\":\"note\"}"

/* One event for each sign of @text: "n" a note, "x" what a responder may not. */
static GPtrArray *
record (HubSeat *seat, const char *stream, const char *text)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (const char *p = text; *p != '\0'; p++)
    {
      g_autoptr(GPtrArray) one = *p == 'x' ? hub_seat_record (seat, stream, FORBIDDEN_KIND, g_strdup (FORBIDDEN_BODY))
                                           : hub_seat_record (seat, stream, "entry.logged", g_strdup (NOTE_BODY));

      g_ptr_array_extend_and_steal (events, g_steal_pointer (&one));
    }

  return events;
}

static GPtrArray *
only (GPtrArray *events, guint i)
{
  GPtrArray *one = g_ptr_array_new ();

  g_ptr_array_add (one, events->pdata[i]);

  return one;
}

/* The statuses of the results, the first letter of each. */
static char *
statuses (VigieWireAppendReply *reply)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reply->results->len; i++)
    g_string_append_c (text, vigie_wire_status_to_word (((VigieWireResult *) reply->results->pdata[i])->status)[0]);

  return g_string_free (text, FALSE);
}

static void
assert_sent (HubSeat *seat, GPtrArray *events, const char *expected)
{
  g_autoptr(VigieWireAppendReply) reply = hub_seat_send (seat, events, NULL);
  g_autofree char *found = statuses (reply);

  g_assert_cmpstr (found, ==, expected);
  hub_engine_assert_consistent (seat->engine);
}

/* The event of @events at @i, as @reader gets it; NULL: not at all. */
static VigieWirePageEvent *
find (GPtrArray *page, const VigieEvent *event)
{
  for (guint i = 0; i < page->len; i++)
    {
      VigieWirePageEvent *one = page->pdata[i];

      if (strcmp (one->event->id, event->id) == 0)
        return one;
    }

  return NULL;
}

static void
assert_withheld (HubSeat *reader, const VigieEvent *event, GPtrArray *events, guint first, guint n)
{
  g_autoptr(GPtrArray) page = hub_seat_pages (reader, 0, 100);
  const VigieWirePageEvent *found = find (page, event);
  const guint8 *hashes;
  gsize length_bytes = 0;

  g_assert_nonnull (found);
  hashes = found->withheld != NULL ? g_bytes_get_data (found->withheld, &length_bytes) : NULL;
  g_assert_cmpuint (length_bytes, ==, n * VIGIE_HASH_BYTES);
  for (guint i = 0; i < n; i++)
    g_assert_cmpmem (hashes + i * VIGIE_HASH_BYTES, VIGIE_HASH_BYTES, ((VigieEvent *) events->pdata[first + i])->hash,
                     VIGIE_HASH_BYTES);
}

static char *
run_command (HubEngine *engine, VigieHubCommandKind kind, const char *who, guint *status)
{
  VigieHubCommand *command = g_new0 (VigieHubCommand, 1);

  command->kind = kind;
  command->who = g_strdup (who);

  return hub_engine_command (engine, command, status);
}

static void
test_holds_up_nothing (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (1);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "viewer");
  g_autofree char *stream = hub_seat_declare (awa, 1);
  g_autoptr(GPtrArray) events = record (awa, stream, "nxxnxn");
  g_autoptr(GPtrArray) later = NULL;
  g_autofree char *live = NULL;

  vigie_hub_count (engine->hub, VIGIE_HUB_COUNT_LISTENERS, 1);
  assert_sent (awa, events, "srrsrs");
  assert_withheld (ben, events->pdata[0], events, 0, 0);
  assert_withheld (ben, events->pdata[3], events, 1, 2);
  assert_withheld (ben, events->pdata[5], events, 4, 1);
  live = hub_seat_live_text (ben);
  g_assert_nonnull (strstr (live, "\"withheld\":[\""));
  /* The same again changes nothing, now and after a restart. */
  assert_sent (awa, events, "krrkrk");
  hub_engine_reopen (engine);
  assert_sent (awa, events, "krrkrk");
  later = record (awa, stream, "xn");
  assert_sent (awa, later, "rs");
  assert_withheld (ben, later->pdata[1], later, 0, 1);
}

/* Refused at the end of one batch; what follows comes in another, after a restart. */
static void
test_across_batches (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (2);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) refused = record (awa, stream, "xx");
  g_autoptr(GPtrArray) note = NULL;

  /* The very first of a stream that nobody knew. */
  assert_sent (awa, refused, "rr");
  hub_engine_reopen (engine);
  note = record (awa, stream, "n");
  assert_sent (awa, note, "s");
  assert_withheld (awa, note->pdata[0], refused, 0, 2);
}

static void
test_new_rights (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (3);
  g_autoptr(HubSeat) chief = hub_seat_join (engine, 9, "Chief", "administrator");
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_seat_declare (awa, 1);
  g_autoptr(GPtrArray) events = record (awa, stream, "nxxn");
  g_autoptr(GPtrArray) second = only (events, 2);
  g_autoptr(GPtrArray) role = NULL;
  g_autofree char *organisation = vigie_hub_organisation (engine->hub);
  g_autofree char *members = g_strconcat ("organisation/", organisation, NULL);

  assert_sent (awa, events, "srrs");
  role = hub_seat_record (chief, members, "member.set",
                          vigie_membership_body_member (awa->member, "Awa Koné", VIGIE_ROLE_COMMANDER, TRUE));
  hub_seat_store (chief, role);
  /* The second of the run comes first: it says itself what is withheld before it. */
  assert_sent (awa, second, "s");
  assert_withheld (chief, second->pdata[0], events, 1, 1);
  assert_sent (awa, events, "kskk");
  hub_engine_reopen (engine);
  hub_engine_assert_consistent (engine);
}

static void
test_admitted (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (4);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_seat_declare (awa, 1);
  g_autoptr(GPtrArray) events = record (awa, stream, "xn");
  g_autofree char *unknown = NULL;
  g_autofree char *reply = NULL;
  guint status;

  unknown = run_command (engine, VIGIE_HUB_ADMIT, ((VigieEvent *) events->pdata[0])->id, &status);
  g_assert_cmpuint (status, ==, 400);
  assert_sent (awa, events, "rs");
  reply = run_command (engine, VIGIE_HUB_ADMIT, ((VigieEvent *) events->pdata[0])->id, &status);
  g_assert_cmpuint (status, ==, 200);
  hub_engine_reopen (engine);
  assert_sent (awa, events, "sk");
  assert_sent (awa, events, "kk");
}

/* Another event for the same place is no way in. */
static void
test_contradiction (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (5);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = record (awa, stream, "xn");
  g_autoptr(VigieTestDevice) copy = hub_device_new (1);
  g_autoptr(GPtrArray) other = NULL;

  assert_sent (awa, events, "rs");
  vigie_test_device_set_now (copy, engine->fixture->now_usec + VIGIE_HOUR_USEC);
  other = hub_fixture_notes (copy, stream, 1);
  assert_sent (awa, other, "c");
}

static guint
send_with (HubSeat *seat, GPtrArray *events, GPtrArray *hashes_of)
{
  g_autoptr(GByteArray) hashes = g_byte_array_new ();
  g_autoptr(GPtrArray) withheld = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GBytes) body = NULL;
  g_autoptr(VigieHubRequest) request = NULL;
  g_autoptr(VigieWireAppendReply) reply = NULL;

  for (guint i = 0; i < hashes_of->len; i++)
    g_byte_array_append (hashes, ((VigieEvent *) hashes_of->pdata[i])->hash, VIGIE_HASH_BYTES);
  g_ptr_array_add (withheld, g_bytes_new (hashes->data, hashes->len));
  body = vigie_wire_append_new_with (events, withheld);
  request = hub_engine_ask (seat->engine, "POST", "/v1/events", NULL, seat->token, body);
  reply = vigie_wire_append_reply_read (request->reply, events->len, NULL);
  hub_engine_assert_consistent (seat->engine);

  return ((VigieWireResult *) reply->results->pdata[0])->status;
}

/* Another seat brings what it has to a hub that knows nothing of it; the author comes later. */
static void
test_relayed (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (6);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autoptr(HubSeat) ben = hub_seat_join (engine, 2, "Ben", "commander");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = record (awa, stream, "nxxn");
  g_autoptr(GPtrArray) first = only (events, 0);
  g_autoptr(GPtrArray) last = only (events, 3);
  g_autoptr(GPtrArray) places = g_ptr_array_new ();
  g_autoptr(GPtrArray) wrong = g_ptr_array_new ();
  g_autoptr(GPtrArray) middle = only (events, 2);

  for (guint i = 1; i < 3; i++)
    g_ptr_array_add (places, events->pdata[i]);
  g_ptr_array_add (wrong, events->pdata[2]);
  g_ptr_array_add (wrong, events->pdata[1]);
  hub_seat_store (ben, first);
  assert_sent (ben, last, "g");
  g_assert_cmpint (send_with (ben, last, wrong), ==, VIGIE_WIRE_GAP);
  g_assert_cmpint (send_with (ben, last, middle), ==, VIGIE_WIRE_GAP);
  g_assert_cmpint (send_with (ben, last, places), ==, VIGIE_WIRE_STORED);
  assert_withheld (awa, last->pdata[0], events, 1, 2);
  assert_sent (awa, events, "krrk");
  /* A commander may bring them in. */
  assert_sent (ben, events, "kssk");
}

/* Of the places in the middle of a run nothing proves the hash: one who lies keeps nothing out. */
static void
test_lies_keep_nothing_out (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (7);
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (1);
  g_autoptr(GPtrArray) events = record (awa, stream, "nnn");
  g_autoptr(GPtrArray) last = only (events, 2);
  g_autoptr(GPtrArray) lie = g_ptr_array_new ();

  g_ptr_array_add (lie, events->pdata[2]);
  g_ptr_array_add (lie, events->pdata[1]);
  g_assert_cmpint (send_with (awa, last, lie), ==, VIGIE_WIRE_STORED);
  assert_sent (awa, events, "ssk");
}

/* Another hub of the organisation is begun with what this one has. */
static void
test_membership_goes_on (void)
{
  g_autoptr(HubEngine) engine = hub_engine_new (8);
  g_autoptr(HubSeat) chief = hub_seat_join (engine, 9, "Chief", "administrator");
  g_autoptr(HubSeat) awa = hub_seat_join (engine, 1, "Awa Koné", "responder");
  g_autofree char *organisation = vigie_hub_organisation (engine->hub);
  g_autofree char *members = g_strconcat ("organisation/", organisation, NULL);
  g_autoptr(GPtrArray) early = hub_seat_record (awa, members, "member.set",
                                                vigie_membership_body_member (awa->member, "Awa", VIGIE_ROLE_COMMANDER, TRUE));
  g_autoptr(GPtrArray) role = NULL;
  g_autoptr(GPtrArray) late = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(HubEngine) second = NULL;

  assert_sent (awa, early, "r");
  role = hub_seat_record (chief, members, "member.set",
                          vigie_membership_body_member (awa->member, "Awa", VIGIE_ROLE_ADMINISTRATOR, TRUE));
  hub_seat_store (chief, role);
  late = hub_seat_record (awa, members, "member.set",
                          vigie_membership_body_member (awa->member, "Awa Koné", VIGIE_ROLE_ADMINISTRATOR, TRUE));
  assert_sent (awa, late, "s");
  body = vigie_hub_membership_body (engine->reader, NULL);
  second = hub_engine_new_adopted (80, body);
  hub_engine_assert_consistent (second);
}

/* A log of the version before knew no such places; it opens, checks, and goes on. */
static void
test_older_log (void)
{
  g_autoptr(HubFixture) fixture = hub_fixture_new (9);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "hub", "v1.db", NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieHubLog) log = NULL;
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  VigieHubVerified verified = { 0 };

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) length, NULL));
  log = vigie_hub_sqlite_open (fixture->path, &fixture->seams, &error);
  g_assert_no_error (error);
  g_assert_true (vigie_hub_verify (log, faults, &verified, NULL));
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (verified.n_events, ==, 2);
  g_assert_cmpstr (verified.organisation, ==, "93c9950d1ec32969a4de32a2a7fa796b67958015172998798d8f8890eb9778f2");
  g_free (verified.organisation);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/withheld/holds-up-nothing", test_holds_up_nothing);
  g_test_add_func ("/hub/withheld/across-batches", test_across_batches);
  g_test_add_func ("/hub/withheld/new-rights", test_new_rights);
  g_test_add_func ("/hub/withheld/admitted", test_admitted);
  g_test_add_func ("/hub/withheld/contradiction", test_contradiction);
  g_test_add_func ("/hub/withheld/relayed", test_relayed);
  g_test_add_func ("/hub/withheld/lies-keep-nothing-out", test_lies_keep_nothing_out);
  g_test_add_func ("/hub/withheld/membership-goes-on", test_membership_goes_on);
  g_test_add_func ("/hub/withheld/older-log", test_older_log);

  return g_test_run ();
}
