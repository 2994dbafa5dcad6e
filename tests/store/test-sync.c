/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a seat keeps of its hub. The hub is played by the test: what one store has to send is given to the other as a
 * page. */

#include <string.h>

#include "store-fixture.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-private.h"
#include "vigie-store-sync.h"
#include "vigie-test-support.h"

#define EPOCH "00112233445566778899aabbccddeeff"
#define OTHER_EPOCH "ffeeddccbbaa99887766554433221100"
#define MEMBER "019ab0c4-1c00-7fff-bfff-000000000001"

static void
join (VigieStore *store, guint8 organisation, const char *epoch)
{
  char *addresses[] = { (char *) "hub.example:8471", (char *) "10.0.0.7:8471", NULL };
  VigieStoreHub hub = { { organisation }, (char *) "DISTRI-NIGHT", { 2 }, addresses, TRUE, { 3 },
                        (char *) epoch, 0, (char *) MEMBER, (char *) "Awa Koné", (char *) "commander" };
  g_autoptr(GError) error = NULL;

  vigie_store_set_hub (store, &hub, &error);
  g_assert_no_error (error);
}

static guint
n_unsent (VigieStore *store, const char *stream)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_assert_true (vigie_store_n_unsent (store, stream, &n, &error));
  g_assert_no_error (error);
  return n;
}

static GPtrArray *
unsent (VigieStore *store, guint limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *events = vigie_store_unsent (store, limit, 1 << 20, &error);

  g_assert_no_error (error);
  return events;
}

static gint64
cursor_of (VigieStore *store)
{
  g_autoptr(VigieStoreHub) hub = vigie_store_hub (store, NULL);

  return hub->cursor;
}

static void
mark (VigieStore *store, GPtrArray *events, guint n, const char *code)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_mark_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      VigieStoreMark *one = g_new0 (VigieStoreMark, 1);

      one->id = g_strdup (((VigieEvent *) events->pdata[i])->id);
      one->parked = code != NULL;
      one->code = g_strdup (code);
      one->message = g_strdup (code != NULL ? "Your role may not do this." : NULL);
      g_ptr_array_add (marks, one);
    }
  vigie_store_mark_sent (store, EPOCH, marks, &error);
  g_assert_no_error (error);
}

/* @events as the hub would send them, from @seq on. */
static GPtrArray *
page_of (GPtrArray *events, gint64 seq)
{
  GPtrArray *page = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < events->len; i++)
    {
      VigieStoreArrival *arrival = g_new0 (VigieStoreArrival, 1);

      arrival->seq = seq + i;
      arrival->event = events->pdata[i];
      arrival->stream = arrival->event->stream;
      arrival->position = i + 1;
      arrival->link[0] = (guint8) (i + 1);
      g_ptr_array_add (page, arrival);
    }

  return page;
}

static void
apply (VigieStore *store, GPtrArray *events, gint64 seq, guint n_new, guint n_aside)
{
  g_autoptr(GPtrArray) page = page_of (events, seq);
  g_auto(VigieStoreApplied) applied = { 0 };
  g_autoptr(GError) error = NULL;

  vigie_store_apply (store, EPOCH, seq + events->len - 1, page, &applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (applied.n_new, ==, n_new);
  g_assert_cmpuint (applied.n_aside, ==, n_aside);
  g_assert_cmpint (cursor_of (store), ==, seq + events->len - 1);
}

/* The hub ----------------------------------------------------------------------------------------- */

static void
test_join_and_leave (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(VigieStoreHub) hub = NULL;

  g_assert_null (vigie_store_hub (store, NULL));
  join (store, 1, EPOCH);
  hub = vigie_store_hub (store, NULL);
  g_assert_cmpuint (hub->organisation[0], ==, 1);
  g_assert_cmpstr (hub->name, ==, "DISTRI-NIGHT");
  g_assert_cmpuint (hub->hub[0], ==, 2);
  g_assert_cmpstr (hub->addresses[0], ==, "hub.example:8471");
  g_assert_cmpstr (hub->addresses[1], ==, "10.0.0.7:8471");
  g_assert_null (hub->addresses[2]);
  g_assert_true (hub->has_certificate);
  g_assert_cmpuint (hub->certificate[0], ==, 3);
  g_assert_cmpstr (hub->epoch, ==, EPOCH);
  g_assert_cmpint (hub->cursor, ==, 0);
  g_assert_cmpstr (hub->member, ==, MEMBER);
  g_assert_cmpstr (hub->person, ==, "Awa Koné");
  g_assert_cmpstr (hub->role, ==, "commander");
  g_assert_true (vigie_store_leave_hub (store, NULL));
  g_assert_null (vigie_store_hub (store, NULL));
}

static void
test_one_organisation (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStoreHub) hub = NULL;

  join (store, 1, EPOCH);
  hub = vigie_store_hub (store, NULL);
  hub->organisation[0] = 9;
  g_assert_false (vigie_store_set_hub (store, hub, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_pointer (&hub, vigie_store_hub_free);
  hub = vigie_store_hub (store, NULL);
  g_assert_cmpuint (hub->organisation[0], ==, 1);
}

/* Asking for a new token must not read everything again; another log must. */
static void
test_joining_again (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) events = NULL;
  guint n;

  join (store, 1, EPOCH);
  events = unsent (store, 100);
  n = events->len;
  apply (store, events, 1, 0, 0);
  join (store, 1, EPOCH);
  g_assert_cmpint (cursor_of (store), ==, n);
  g_assert_cmpuint (n_unsent (store, NULL), ==, 0);
  join (store, 1, OTHER_EPOCH);
  g_assert_cmpint (cursor_of (store), ==, 0);
  g_assert_cmpuint (n_unsent (store, NULL), ==, n);
}

/* Sending ----------------------------------------------------------------------------------------- */

static void
test_local_streams_never_leave (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *local = store_fixture_declare (fixture, store, "Exercise", TRUE);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) error = NULL;
  gboolean shared = TRUE;

  join (store, 1, EPOCH);
  events = unsent (store, 100);
  g_assert_cmpuint (events->len, ==, 0);
  g_assert_cmpuint (n_unsent (store, NULL), ==, 0);
  g_assert_true (vigie_store_is_shared (store, local, &shared, NULL));
  g_assert_false (shared);
  g_assert_false (vigie_store_set_shared (store, local, TRUE, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
}

static void
test_batches_in_order (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  guint64 last = 0;

  join (store, 1, EPOCH);
  for (guint i = 0; i < 7; i++)
    g_free (store_fixture_note (fixture, store, stream, "note"));
  while (n_unsent (store, NULL) > 0)
    {
      guint before = n_unsent (store, stream);
      g_autoptr(GPtrArray) events = unsent (store, 3);

      g_assert_cmpuint (events->len, ==, MIN (before, 3));
      for (guint i = 0; i < events->len; i++)
        {
          const VigieEvent *event = events->pdata[i];

          g_assert_cmpuint (event->dseq, ==, last + 1);
          last = event->dseq;
        }
      mark (store, events, events->len, NULL);
      g_assert_cmpuint (n_unsent (store, stream), ==, before - events->len);
    }
  g_assert_cmpuint (last, >=, 8);
}

static void
test_one_always_fits (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) events = NULL;

  join (store, 1, EPOCH);
  events = vigie_store_unsent (store, 100, 1, NULL);
  g_assert_cmpuint (events->len, ==, 1);
}

static void
test_what_was_worked_on_last_goes_first (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *old = store_fixture_declare (fixture, store, "Old", FALSE);
  g_autofree char *new = store_fixture_declare (fixture, store, "New", FALSE);
  g_autoptr(GPtrArray) events = NULL;

  join (store, 1, EPOCH);
  events = unsent (store, 1);
  g_assert_cmpstr (((VigieEvent *) events->pdata[0])->stream, ==, new);
  g_clear_pointer (&events, g_ptr_array_unref);
  g_free (store_fixture_note (fixture, store, old, "again"));
  events = unsent (store, 1);
  g_assert_cmpstr (((VigieEvent *) events->pdata[0])->stream, ==, old);
}

static void
test_held_back (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  gboolean shared = FALSE;
  guint n;

  join (store, 1, EPOCH);
  n = n_unsent (store, stream);
  g_assert_cmpuint (n, >, 0);
  g_assert_true (vigie_store_set_shared (store, stream, FALSE, NULL));
  g_assert_cmpuint (n_unsent (store, NULL), ==, 0);
  g_assert_true (vigie_store_is_shared (store, stream, &shared, NULL));
  g_assert_false (shared);
  g_assert_true (vigie_store_set_shared (store, stream, TRUE, NULL));
  g_assert_cmpuint (n_unsent (store, NULL), ==, n);
}

static void
test_answer_of_another_log (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  join (store, 1, EPOCH);
  g_assert_false (vigie_store_mark_sent (store, OTHER_EPOCH, none, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
}

/* Parked ------------------------------------------------------------------------------------------ */

static void
test_parked (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) parked = NULL;
  g_autoptr(GPtrArray) none = NULL;
  const VigieStoreParked *one;
  guint n;

  join (store, 1, EPOCH);
  events = unsent (store, 100);
  n = events->len;
  mark (store, events, 1, "role");
  g_assert_cmpuint (n_unsent (store, NULL), ==, n - 1);
  parked = vigie_store_parked (store, NULL);
  g_assert_cmpuint (parked->len, ==, 1);
  one = parked->pdata[0];
  g_assert_cmpstr (one->id, ==, ((VigieEvent *) events->pdata[0])->id);
  g_assert_cmpstr (one->stream, ==, stream);
  g_assert_cmpstr (one->code, ==, "role");
  g_assert_cmpstr (one->message, ==, "Your role may not do this.");
  g_assert_cmpint (one->since_usec, >, 0);

  /* Tried again, it alone is sent again. */
  mark (store, events, n, NULL);
  g_assert_cmpuint (n_unsent (store, NULL), ==, 0);
  g_assert_true (vigie_store_unpark (store, one->id, NULL));
  none = vigie_store_parked (store, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (n_unsent (store, NULL), ==, 1);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = unsent (store, 100);
  g_assert_cmpstr (((VigieEvent *) none->pdata[0])->id, ==, one->id);
}

static void
test_unpark_all (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *first G_GNUC_UNUSED = store_fixture_declare (fixture, store, "One", FALSE);
  g_autofree char *second G_GNUC_UNUSED = store_fixture_declare (fixture, store, "Two", FALSE);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) parked = NULL;
  guint n;

  join (store, 1, EPOCH);
  events = unsent (store, 100);
  n = events->len;
  mark (store, events, n, "role");
  g_assert_cmpuint (n_unsent (store, NULL), ==, 0);
  g_assert_true (vigie_store_unpark (store, NULL, NULL));
  g_assert_cmpuint (n_unsent (store, NULL), ==, n);
  parked = vigie_store_parked (store, NULL);
  g_assert_cmpuint (parked->len, ==, 0);
}

/* What is sent again is not what is parked, and the places of that are said. */
static void
test_parked_is_said (void)
{
  g_autoptr(StoreFixture) fixture = store_fixture_new (1);
  g_autoptr(VigieStore) store = store_fixture_open (fixture);
  g_autofree char *stream = store_fixture_declare (fixture, store, "Site down", FALSE);
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) nothing = NULL;
  g_autoptr(GPtrArray) withheld = NULL;
  const VigieEvent *first;

  join (store, 1, EPOCH);
  for (guint i = 0; i < 3; i++)
    g_free (store_fixture_note (fixture, store, stream, "note"));
  events = unsent (store, 100);
  first = events->pdata[0];
  nothing = vigie_store_withheld_before (store, events, NULL);
  g_assert_null (nothing);
  mark (store, events, events->len, NULL);
  mark (store, events, 2, "role");
  g_assert_true (vigie_store_resend (store, stream, NULL));
  again = unsent (store, 100);
  g_assert_cmpuint (again->len, ==, events->len - 2);
  withheld = vigie_store_withheld_before (store, again, NULL);
  g_assert_cmpuint (withheld->len, ==, again->len);
  g_assert_cmpuint (g_bytes_get_size (withheld->pdata[0]), ==, 2 * VIGIE_HASH_BYTES);
  g_assert_cmpmem (g_bytes_get_data (withheld->pdata[0], NULL), VIGIE_HASH_BYTES, first->hash, VIGIE_HASH_BYTES);
  g_assert_null (withheld->pdata[1]);
}

/* Taking ------------------------------------------------------------------------------------------ */

typedef struct
{
  StoreFixture *here_fixture, *there_fixture;
  VigieStore *here, *there;
  char *stream;           /* declared there */
  GPtrArray *events;      /* all of it */
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->here_fixture = store_fixture_new (1);
  pair->there_fixture = store_fixture_new (2);
  pair->here = store_fixture_open (pair->here_fixture);
  pair->there = store_fixture_open (pair->there_fixture);
  join (pair->here, 1, EPOCH);
  join (pair->there, 1, EPOCH);
  pair->stream = store_fixture_declare (pair->there_fixture, pair->there, "Site down", FALSE);
  for (guint i = 0; i < 5; i++)
    g_free (store_fixture_note (pair->there_fixture, pair->there, pair->stream, "note"));
  pair->events = vigie_store_load (pair->there, pair->stream, NULL, NULL);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  g_ptr_array_unref (pair->events);
  g_free (pair->stream);
  vigie_store_close (pair->here);
  vigie_store_close (pair->there);
  store_fixture_free (pair->here_fixture);
  store_fixture_free (pair->there_fixture);
}

static char *
digest_of (VigieStore *store, const char *stream)
{
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, stream, NULL);

  return vigie_incident_digest (incident);
}

static void
test_apply (Pair *pair, gconstpointer data)
{
  g_autofree char *here = NULL;
  g_autofree char *there = digest_of (pair->there, pair->stream);
  guint8 link[VIGIE_HASH_BYTES], set_here[VIGIE_HASH_BYTES], set_there[VIGIE_HASH_BYTES];
  gint64 position, n_here, n_there;

  apply (pair->here, pair->events, 1, pair->events->len, 0);
  here = digest_of (pair->here, pair->stream);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpuint (n_unsent (pair->here, NULL), ==, 0);
  g_assert_true (vigie_store_hub_head (pair->here, pair->stream, &position, link, NULL));
  g_assert_cmpint (position, ==, pair->events->len);
  g_assert_cmpuint (link[0], ==, pair->events->len);
  g_assert_true (vigie_store_stream_set (pair->here, pair->stream, &n_here, set_here, NULL));
  g_assert_true (vigie_store_stream_set (pair->there, pair->stream, &n_there, set_there, NULL));
  g_assert_cmpint (n_here, ==, n_there);
  g_assert_cmpmem (set_here, sizeof set_here, set_there, sizeof set_there);
  store_assert_clean (pair->here);
}

static void
test_apply_again (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  g_auto(VigieStoreApplied) applied = { 0 };
  g_auto(VigieStoreApplied) untouched = { 0 };
  g_autoptr(GError) error = NULL;

  apply (pair->here, pair->events, 1, pair->events->len, 0);
  apply (pair->here, pair->events, 1, 0, 0);
  g_assert_true (vigie_store_apply (pair->here, EPOCH, 20, page, &applied, NULL));
  g_assert_null (applied.streams[0]);
  g_assert_false (vigie_store_apply (pair->here, EPOCH, 19, page, &untouched, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_assert_cmpint (cursor_of (pair->here), ==, 20);
}

static void
test_apply_another_epoch (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  g_auto(VigieStoreApplied) applied = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (vigie_store_apply (pair->here, OTHER_EPOCH, 9, page, &applied, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_assert_cmpint (cursor_of (pair->here), ==, 0);
  g_assert_null (vigie_store_load (pair->here, pair->stream, NULL, NULL));
}

/* The hub has our events, only its answer was lost: the page tells. */
static void
test_lost_answer (Pair *pair, gconstpointer data)
{
  g_assert_cmpuint (n_unsent (pair->there, NULL), ==, pair->events->len);
  apply (pair->there, pair->events, 1, 0, 0);
  g_assert_cmpuint (n_unsent (pair->there, NULL), ==, 0);
}

/* What came from the hub while our own waited is not sent back. */
static void
test_ours_and_theirs_mixed (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) first = g_ptr_array_new ();
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  g_autoptr(GPtrArray) ours = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  for (guint i = 0; i < pair->events->len; i++)
    g_ptr_array_add (i < 3 ? first : rest, pair->events->pdata[i]);
  apply (pair->here, first, 1, 3, 0);
  one = store_fixture_note (pair->here_fixture, pair->here, pair->stream, "ours");
  apply (pair->here, rest, 4, rest->len, 0);
  two = store_fixture_note (pair->here_fixture, pair->here, pair->stream, "ours too");
  g_assert_cmpuint (n_unsent (pair->here, pair->stream), ==, 2);
  ours = unsent (pair->here, 100);
  g_assert_cmpuint (ours->len, ==, 2);
  g_assert_cmpstr (((VigieEvent *) ours->pdata[0])->id, ==, one);
  g_assert_cmpstr (((VigieEvent *) ours->pdata[1])->id, ==, two);
  mark (pair->here, ours, 2, NULL);
  g_assert_cmpuint (n_unsent (pair->here, NULL), ==, 0);
}

static VigieEvent *
forged (const VigieEvent *event)
{
  guint8 signature[VIGIE_SIGNATURE_BYTES];

  memcpy (signature, event->signature, sizeof signature);
  signature[5] ^= 1;
  return vigie_event_parse (event->bytes, event->length_bytes, signature, NULL);
}

/* One bad event holds up neither the others nor the cursor, and leaves no trace but its reason. */
static void
test_bad_events_are_set_aside (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  g_autoptr(StoreFixture) third_fixture = store_fixture_new (3);
  g_autoptr(VigieStore) third = store_fixture_open (third_fixture);
  g_autofree char *other = store_fixture_declare (third_fixture, third, "Other", FALSE);
  g_autofree char *local = store_fixture_declare (third_fixture, third, "Exercise", TRUE);
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GPtrArray) locals = vigie_store_load (third, local, NULL, NULL);
  g_autoptr(VigieEvent) bad = forged (pair->events->pdata[pair->events->len - 1]);
  VigieStoreArrival *last = page->pdata[page->len - 1];
  VigieStoreArrival *gap = g_new0 (VigieStoreArrival, 1);
  VigieStoreArrival *unreadable = g_new0 (VigieStoreArrival, 1);
  VigieStoreArrival *never = g_new0 (VigieStoreArrival, 1);
  g_auto(VigieStoreApplied) applied = { 0 };
  guint n = 0;

  last->event = bad;
  g_free (store_fixture_note (third_fixture, third, other, "second"));
  others = vigie_store_load (third, other, NULL, NULL);
  *gap = (VigieStoreArrival) { 50, other, 2, { 0 }, others->pdata[others->len - 1] };
  *unreadable = (VigieStoreArrival) { 51, pair->stream, 9, { 0 }, NULL };
  *never = (VigieStoreArrival) { 52, local, 1, { 0 }, locals->pdata[0] };
  g_ptr_array_add (page, gap);
  g_ptr_array_add (page, unreadable);
  g_ptr_array_add (page, never);

  g_assert_true (vigie_store_apply (pair->here, EPOCH, 60, page, &applied, NULL));
  g_assert_cmpuint (applied.n_new, ==, pair->events->len - 1);
  g_assert_cmpuint (applied.n_aside, ==, 4);
  g_assert_cmpstr (applied.streams[0], ==, pair->stream);
  g_assert_null (applied.streams[1]);
  g_assert_true (vigie_store_n_aside (pair->here, &n, NULL));
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (cursor_of (pair->here), ==, 60);
  g_assert_null (vigie_store_load (pair->here, other, NULL, NULL));
  g_assert_null (vigie_store_load (pair->here, local, NULL, NULL));
  store_assert_clean (pair->here);
}

/* The newest signature of a device and stream covers what comes before it, as at the hub. */
static void
test_newest_signature_covers (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  g_autoptr(VigieEvent) odd = forged (pair->events->pdata[1]);
  g_auto(VigieStoreApplied) applied = { 0 };

  ((VigieStoreArrival *) page->pdata[1])->event = odd;
  g_assert_true (vigie_store_apply (pair->here, EPOCH, 60, page, &applied, NULL));
  g_assert_cmpuint (applied.n_new, ==, pair->events->len);
  g_assert_cmpuint (applied.n_aside, ==, 0);
}

/* But only while each names the one before it: other bytes are found whatever stands behind them. */
static void
test_other_bytes_are_not_covered (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  VigieEvent *event = pair->events->pdata[1];
  g_autofree char *bytes = g_strndup (event->bytes, event->length_bytes);
  char *author = strstr (bytes, "\"author\":\"");
  g_autoptr(VigieEvent) altered = NULL;
  g_auto(VigieStoreApplied) applied = { 0 };

  author[strlen ("\"author\":\"")] ^= 1;
  altered = vigie_event_parse (bytes, event->length_bytes, event->signature, NULL);
  g_assert_nonnull (altered);
  ((VigieStoreArrival *) page->pdata[1])->event = altered;
  g_assert_true (vigie_store_apply (pair->here, EPOCH, 60, page, &applied, NULL));
  g_assert_cmpuint (applied.n_new, ==, 1);
  g_assert_cmpuint (applied.n_aside, ==, pair->events->len - 1);
  store_assert_clean (pair->here);
}

/* Another event under a number that is taken: the one that is here stays. */
static void
test_contradiction (Pair *pair, gconstpointer data)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);
  g_autoptr(VigieTestDevice) twin = vigie_test_device_new (7);
  g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  gint64 count;
  guint8 set[VIGIE_HASH_BYTES];

  vigie_test_device_record (device, store_fixture_note_drafts (pair->stream, "one", vigie_test_time ("2026-11-22T03:00:00Z")), first);
  vigie_test_device_record (twin, store_fixture_note_drafts (pair->stream, "two", vigie_test_time ("2026-11-22T03:00:00Z")), second);
  apply (pair->here, first, 1, 1, 0);
  apply (pair->here, second, 2, 0, 1);
  g_assert_true (vigie_store_stream_set (pair->here, pair->stream, &count, set, NULL));
  g_assert_cmpint (count, ==, 1);
  g_assert_cmpmem (set, sizeof set, ((VigieEvent *) first->pdata[0])->hash, VIGIE_HASH_BYTES);
}

/* The disk is full: events and cursor both stay as they were, and the same page goes in later. */
static void
test_all_or_nothing_on_the_disk (Pair *pair, gconstpointer data)
{
  g_autoptr(GPtrArray) page = page_of (pair->events, 1);
  g_auto(VigieStoreApplied) applied = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 pages = 0;
  g_autofree char *limit = NULL;

  vigie_store_query_int (pair->here, "PRAGMA page_count", &pages, NULL);
  limit = g_strdup_printf ("PRAGMA max_page_count = %d", (int) pages);
  vigie_store_exec (pair->here, limit, NULL);
  g_assert_false (vigie_store_apply (pair->here, EPOCH, 9, page, &applied, &error));
  g_assert_error (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL);
  g_assert_cmpint (cursor_of (pair->here), ==, 0);
  g_assert_null (vigie_store_load (pair->here, pair->stream, NULL, NULL));
  vigie_store_exec (pair->here, "PRAGMA max_page_count = 1073741823", NULL);
  apply (pair->here, pair->events, 1, pair->events->len, 0);
  store_assert_clean (pair->here);
}

static void
test_new_epoch (Pair *pair, gconstpointer data)
{
  guint8 link[VIGIE_HASH_BYTES];
  gint64 position;

  apply (pair->here, pair->events, 1, pair->events->len, 0);
  g_assert_true (vigie_store_new_epoch (pair->here, OTHER_EPOCH, NULL));
  g_assert_cmpint (cursor_of (pair->here), ==, 0);
  /* Other people's events too: that is how a hub that lost some gets them again. */
  g_assert_cmpuint (n_unsent (pair->here, NULL), ==, pair->events->len);
  g_assert_true (vigie_store_hub_head (pair->here, pair->stream, &position, link, NULL));
  g_assert_cmpint (position, ==, 0);
  g_assert_true (vigie_store_new_epoch (pair->here, EPOCH, NULL));
  g_assert_true (vigie_store_hub_head (pair->here, pair->stream, &position, link, NULL));
  g_assert_cmpint (position, ==, pair->events->len);
}

static void
test_note_in_step (Pair *pair, gconstpointer data)
{
  guint8 set[VIGIE_HASH_BYTES];
  gint64 count;

  g_assert_true (vigie_store_stream_set (pair->there, pair->stream, &count, set, NULL));
  set[0] ^= 1;
  g_assert_true (vigie_store_note_in_step (pair->there, EPOCH, pair->stream, count, set, NULL));
  g_assert_cmpuint (n_unsent (pair->there, NULL), ==, pair->events->len);
  set[0] ^= 1;
  g_assert_true (vigie_store_note_in_step (pair->there, EPOCH, pair->stream, count - 1, set, NULL));
  g_assert_cmpuint (n_unsent (pair->there, NULL), ==, pair->events->len);
  g_assert_false (vigie_store_note_in_step (pair->there, OTHER_EPOCH, pair->stream, count, set, NULL));
  g_assert_true (vigie_store_note_in_step (pair->there, EPOCH, "org/nothing", count, set, NULL));
  g_assert_true (vigie_store_note_in_step (pair->there, EPOCH, pair->stream, count, set, NULL));
  g_assert_cmpuint (n_unsent (pair->there, NULL), ==, 0);
}

static void
test_resend (Pair *pair, gconstpointer data)
{
  apply (pair->here, pair->events, 1, pair->events->len, 0);
  g_assert_true (vigie_store_resend (pair->here, pair->stream, NULL));
  g_assert_cmpuint (n_unsent (pair->here, pair->stream), ==, pair->events->len);
  g_assert_true (vigie_store_resend (pair->here, "org/nothing", NULL));
}

static void
test_sign (Pair *pair, gconstpointer data)
{
  g_autoptr(GBytes) message = g_bytes_new_static ("vigie-nonce-v1", 15);
  g_autofree char *device = vigie_store_get_device (pair->here);
  guint8 key[VIGIE_KEY_BYTES], signature[VIGIE_SIGNATURE_BYTES];

  g_assert_true (vigie_store_sign (pair->here, message, signature, NULL));
  g_assert_true (vigie_unhex (device, key, sizeof key));
  g_assert_true (vigie_signature_is_of (signature, message, key));
}

#define ADD(name, func) g_test_add ("/store/sync/" name, Pair, NULL, set_up, func, tear_down)

/* Places that the hub did not take ---------------------------------------------------------------- */

static void
add_hash (GByteArray *hashes, GPtrArray *events, guint i)
{
  g_byte_array_append (hashes, ((VigieEvent *) events->pdata[i])->hash, VIGIE_HASH_BYTES);
}

/* Applies the events whose numbers @text lists, a digit each; a letter stands for the place of one that is withheld:
 * "ab2" is event 2 with the hashes of 0 and 1 before it. */
static void
apply_some (Pair *pair, const char *text, guint n_new, guint n_aside)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GByteArray) hashes = g_byte_array_new ();
  g_auto(VigieStoreApplied) applied = { 0 };
  g_autoptr(GError) error = NULL;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isalpha (*p))
        {
          add_hash (hashes, pair->events, (guint) (*p - 'a'));
          continue;
        }
      g_ptr_array_add (chosen, pair->events->pdata[*p - '0']);
      g_ptr_array_add (said, g_bytes_new (hashes->data, hashes->len));
      g_byte_array_set_size (hashes, 0);
    }
  page = page_of (chosen, 1);
  for (guint i = 0; i < page->len; i++)
    ((VigieStoreArrival *) page->pdata[i])->withheld = said->pdata[i];
  g_assert_true (vigie_store_apply (pair->here, EPOCH, 20, page, &applied, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (applied.n_new, ==, n_new);
  g_assert_cmpuint (applied.n_aside, ==, n_aside);
  store_assert_clean (pair->here);
}

/* What follows a place is taken; the event that belongs there is taken whenever it comes, and once. */
static void
test_withheld (Pair *pair, gconstpointer data)
{
  g_autofree char *here = NULL;
  g_autofree char *there = digest_of (pair->there, pair->stream);
  g_autoptr(GPtrArray) late = g_ptr_array_new ();
  g_autoptr(GPtrArray) withheld = NULL;

  apply_some (pair, "0b23456", 6, 0);
  g_ptr_array_add (late, pair->events->pdata[2]);
  withheld = vigie_store_withheld_before (pair->here, late, NULL);
  g_assert_cmpuint (g_bytes_get_size (withheld->pdata[0]), ==, VIGIE_HASH_BYTES);
  g_assert_true (vigie_store_rebuild (pair->here, NULL, NULL, NULL, NULL));
  store_assert_clean (pair->here);
  apply_some (pair, "1", 1, 0);
  apply_some (pair, "0123456", 0, 0);
  here = digest_of (pair->here, pair->stream);
  g_assert_cmpstr (here, ==, there);
  g_assert_null (vigie_store_withheld_before (pair->here, late, NULL));
}

/* Those of a run come in any order; a file with all of them completes it as well. */
static void
test_withheld_runs (Pair *pair, gconstpointer data)
{
  guint n_new = 0;

  apply_some (pair, "abcd4", 1, 0);
  apply_some (pair, "bc3", 1, 0);
  apply_some (pair, "1", 1, 0);
  g_assert_true (vigie_store_ingest (pair->here, pair->events, &n_new, NULL));
  g_assert_cmpuint (n_new, ==, pair->events->len - 3);
  store_assert_clean (pair->here);
}

/* The last hash is the one that the event itself names; of the others a hub may say what it wants, and keeps nothing out. */
static void
test_withheld_lies (Pair *pair, gconstpointer data)
{
  apply_some (pair, "2", 0, 1);
  apply_some (pair, "aa2", 0, 1);
  apply_some (pair, "b2", 0, 1);
  apply_some (pair, "fb2", 1, 0);
  apply_some (pair, "0", 1, 0);
  apply_some (pair, "13456", 5, 0);
}

/* Of a redacted event only the header comes; what its device recorded afterwards is not lost for that. */
static void
test_redacted_at_the_hub (Pair *pair, gconstpointer data)
{
  g_autoptr(VigieEvent) redacted = vigie_event_new_redacted (pair->events->pdata[1]);
  gpointer kept = pair->events->pdata[1];

  pair->events->pdata[1] = redacted;
  apply_some (pair, "0123456", 6, 0);
  pair->events->pdata[1] = kept;
  /* A header that somebody made up holds up nothing either: the true event still fits. */
  apply_some (pair, "12", 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sync/join-and-leave", test_join_and_leave);
  g_test_add_func ("/store/sync/one-organisation", test_one_organisation);
  g_test_add_func ("/store/sync/joining-again", test_joining_again);
  g_test_add_func ("/store/sync/local-streams-never-leave", test_local_streams_never_leave);
  g_test_add_func ("/store/sync/batches-in-order", test_batches_in_order);
  g_test_add_func ("/store/sync/one-always-fits", test_one_always_fits);
  g_test_add_func ("/store/sync/last-worked-on-goes-first", test_what_was_worked_on_last_goes_first);
  g_test_add_func ("/store/sync/held-back", test_held_back);
  g_test_add_func ("/store/sync/answer-of-another-log", test_answer_of_another_log);
  g_test_add_func ("/store/sync/parked", test_parked);
  g_test_add_func ("/store/sync/unpark-all", test_unpark_all);
  g_test_add_func ("/store/sync/parked-is-said", test_parked_is_said);
  ADD ("apply", test_apply);
  ADD ("apply-again", test_apply_again);
  ADD ("apply-another-epoch", test_apply_another_epoch);
  ADD ("lost-answer", test_lost_answer);
  ADD ("ours-and-theirs-mixed", test_ours_and_theirs_mixed);
  ADD ("bad-events-are-set-aside", test_bad_events_are_set_aside);
  ADD ("newest-signature-covers", test_newest_signature_covers);
  ADD ("other-bytes-are-not-covered", test_other_bytes_are_not_covered);
  ADD ("contradiction", test_contradiction);
  ADD ("all-or-nothing-on-the-disk", test_all_or_nothing_on_the_disk);
  ADD ("new-epoch", test_new_epoch);
  ADD ("withheld", test_withheld);
  ADD ("withheld-runs", test_withheld_runs);
  ADD ("withheld-lies", test_withheld_lies);
  ADD ("redacted-at-the-hub", test_redacted_at_the_hub);
  ADD ("note-in-step", test_note_in_step);
  ADD ("resend", test_resend);
  ADD ("sign", test_sign);
  return g_test_run ();
}
