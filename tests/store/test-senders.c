/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may stand behind what a hub sends. The organisation, its hub and the devices are made here; the store under test reads
 * pages of what they recorded. */

#include <string.h>

#include "store-fixture.h"
#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-membership.h"
#include "vigie-notice.h"
#include "vigie-store-sync.h"
#include "vigie-test-support.h"

#define EPOCH "00112233445566778899aabbccddeeff"
#define OTHER_EPOCH "ffeeddccbbaa99887766554433221100"
#define MEMBER "019ab0c4-1c00-7fff-bfff-000000000001"

enum { ORGANISATION, HUB, YAO, EVE, N_CAST };

typedef struct
{
  VigieTestDevice *cast[N_CAST];
  guint8 keys[N_CAST][VIGIE_KEY_BYTES];
  GPtrArray *log;                /* VigieEvent, in the order of the hub */
  char *organisation;            /* its stream */
  char *stream;                  /* of the incident */
  gint64 now_usec;
  StoreFixture *store_fixture;
  VigieStore *store;
  guint n_read;                  /* of the log */
  const char *epoch;
} Fixture;

static void
record (Fixture *fixture, guint who, GPtrArray *drafts)
{
  fixture->now_usec += VIGIE_SECOND_USEC;
  vigie_test_device_set_now (fixture->cast[who], fixture->now_usec);
  vigie_test_device_record (fixture->cast[who], drafts, fixture->log);
}

static void
put (Fixture *fixture, guint who, const char *kind, char *body)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (fixture->organisation, kind, fixture->now_usec, "vigie-hub", body));
  record (fixture, who, drafts);
}

static void
note (Fixture *fixture, guint who, const char *text)
{
  record (fixture, who, store_fixture_note_drafts (fixture->stream, text, fixture->now_usec));
}

static void
enrol (Fixture *fixture, guint who)
{
  put (fixture, HUB, "device.enrolled", vigie_membership_body_device (fixture->keys[who], MEMBER, "laptop"));
}

static void
found (Fixture *fixture)
{
  put (fixture, ORGANISATION, "organisation.founded", vigie_membership_body_founded ("DISTRI-NIGHT"));
  put (fixture, ORGANISATION, "hub.enrolled", vigie_membership_body_hub (fixture->keys[HUB], "Rack"));
  put (fixture, HUB, "member.set", vigie_membership_body_member (MEMBER, "Yao", VIGIE_ROLE_RESPONDER, TRUE));
}

static void
read_key (Fixture *fixture, guint who)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieTestDevice) twin = vigie_test_device_new (who + 20);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new ("org/directory", "a.b", fixture->now_usec, "x", g_strdup ("{}")));
  vigie_test_device_record (twin, drafts, events);
  memcpy (fixture->keys[who], ((VigieEvent *) events->pdata[0])->device, VIGIE_KEY_BYTES);
}

static void
join (Fixture *fixture)
{
  char *addresses[] = { (char *) "hub.example:8471", NULL };
  VigieStoreHub hub = { { 0 }, (char *) "DISTRI-NIGHT", { 2 }, addresses, TRUE, { 3 }, (char *) EPOCH, 0,
                        (char *) MEMBER, (char *) "Yao", (char *) "responder" };

  memcpy (hub.organisation, fixture->keys[ORGANISATION], VIGIE_KEY_BYTES);
  g_assert_true (vigie_store_set_hub (fixture->store, &hub, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->log = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  for (guint i = 0; i < N_CAST; i++)
    {
      fixture->cast[i] = vigie_test_device_new (i + 20);
      read_key (fixture, i);
    }
  fixture->organisation = vigie_stream_for_organisation (fixture->keys[ORGANISATION]);
  fixture->stream = vigie_stream_for_incident ("019ab0c4-1c00-7fff-bfff-0000000000b1", FALSE);
  fixture->store_fixture = store_fixture_new (1);
  fixture->store = store_fixture_open (fixture->store_fixture);
  fixture->epoch = EPOCH;
  join (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_assert_clean (fixture->store);
  vigie_store_close (fixture->store);
  store_fixture_free (fixture->store_fixture);
  for (guint i = 0; i < N_CAST; i++)
    vigie_test_device_free (fixture->cast[i]);
  g_ptr_array_unref (fixture->log);
  g_free (fixture->organisation);
  g_free (fixture->stream);
}

static gint64
place_of (Fixture *fixture, guint index)
{
  const VigieEvent *event = fixture->log->pdata[index];
  gint64 position = 0;

  for (guint i = 0; i <= index; i++)
    position += strcmp (((VigieEvent *) fixture->log->pdata[i])->stream, event->stream) == 0;

  return position;
}

/* Events @from to @to of the log as one page; the cursor behind it is @cursor. */
static void
read_range (Fixture *fixture, guint from, guint to, gint64 cursor, guint n_new, guint n_aside)
{
  g_autoptr(GPtrArray) page = g_ptr_array_new_with_free_func (g_free);
  g_auto(VigieStoreApplied) applied = { 0 };
  g_autoptr(GError) error = NULL;

  for (guint i = from; i < to; i++)
    {
      VigieStoreArrival *arrival = g_new0 (VigieStoreArrival, 1);

      arrival->event = fixture->log->pdata[i];
      arrival->stream = arrival->event->stream;
      arrival->seq = i + 1;
      arrival->position = place_of (fixture, i);
      g_ptr_array_add (page, arrival);
    }
  vigie_store_apply (fixture->store, fixture->epoch, cursor, page, &applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (applied.n_new, ==, n_new);
  g_assert_cmpuint (applied.n_aside, ==, n_aside);
}

/* What was not read yet, as one page. */
static void
read_on (Fixture *fixture, guint n_new, guint n_aside)
{
  guint from = fixture->n_read;

  fixture->n_read = fixture->log->len;
  read_range (fixture, from, fixture->n_read, fixture->n_read, n_new, n_aside);
}

static void
assert_reason (Fixture *fixture, guint n, const char *words)
{
  g_autoptr(GPtrArray) asides = vigie_store_asides (fixture->store, NULL);

  g_assert_cmpuint (asides->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (strstr (((VigieStoreAside *) asides->pdata[i])->reason, words));
}

/* ---- Cases ---- */

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  found (fixture);
  enrol (fixture, YAO);
  note (fixture, YAO, "good");
  read_on (fixture, 5, 0);
  note (fixture, EVE, "from nowhere");
  note (fixture, YAO, "also good");
  read_on (fixture, 1, 1);
  assert_reason (fixture, 1, "never belonged");
}

/* Before anything is known of the organisation, and where its events stand behind the others. */
static void
test_order_is_no_fault (Fixture *fixture, gconstpointer data)
{
  note (fixture, YAO, "before");
  read_on (fixture, 1, 0);
  found (fixture);
  read_on (fixture, 3, 0);
  note (fixture, YAO, "the enrolment comes behind");
  enrol (fixture, YAO);
  read_on (fixture, 2, 0);
}

/* It could not be known then: it is asked for again, and taken. */
static void
test_enrolled_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_store_gap_free);
  g_autoptr(GError) error = NULL;

  found (fixture);
  note (fixture, YAO, "too early");
  read_on (fixture, 3, 1);
  enrol (fixture, YAO);
  read_on (fixture, 1, 0);
  g_assert_true (vigie_store_find_missing (fixture->store, EPOCH, fixture->stream, 1, 0, gaps, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpint (((VigieStoreGap *) gaps->pdata[0])->after, ==, 0);
  read_range (fixture, 3, 4, fixture->n_read, 1, 0);
  assert_reason (fixture, 0, "");
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  found (fixture);
  enrol (fixture, YAO);
  enrol (fixture, EVE);
  note (fixture, EVE, "in her time");
  put (fixture, HUB, "device.revoked", vigie_membership_body_revoked ("device", fixture->keys[EVE], "lost"));
  note (fixture, YAO, "goes on");
  read_on (fixture, 8, 0);
  note (fixture, EVE, "afterwards");
  note (fixture, YAO, "goes on");
  read_on (fixture, 1, 1);
  assert_reason (fixture, 1, "shut out");
}

/* Recorded in time and brought later by somebody else; and history that is read after all. */
static void
test_history_of_the_revoked (Fixture *fixture, gconstpointer data)
{
  guint first;

  found (fixture);
  enrol (fixture, EVE);
  first = fixture->log->len;
  note (fixture, EVE, "one");
  note (fixture, EVE, "two");
  put (fixture, HUB, "device.revoked", vigie_membership_body_revoked ("device", fixture->keys[EVE], NULL));
  note (fixture, EVE, "by a clock that is ahead, taken before: not so here");
  /* The hub showed the stream of the organisation alone; the incident was opened later. */
  read_range (fixture, 0, first, first, 4, 0);
  read_range (fixture, first + 2, first + 3, fixture->log->len, 1, 0);
  read_range (fixture, first, first + 2, fixture->log->len, 2, 0);
  read_range (fixture, first + 3, first + 4, fixture->log->len, 1, 0);
}

/* A hub that was put back has forgotten the revocation, and takes what it may: that is its log now. */
static void
test_hub_put_back (Fixture *fixture, gconstpointer data)
{
  char *addresses[] = { (char *) "hub.example:8471", NULL };
  VigieStoreHub hub = { { 0 }, (char *) "DISTRI-NIGHT", { 2 }, addresses, TRUE, { 3 }, (char *) OTHER_EPOCH, 0,
                        (char *) MEMBER, (char *) "Yao", (char *) "responder" };
  g_autoptr(GPtrArray) revocation = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  found (fixture);
  enrol (fixture, EVE);
  put (fixture, HUB, "device.revoked", vigie_membership_body_revoked ("device", fixture->keys[EVE], NULL));
  read_on (fixture, 5, 0);
  memcpy (hub.organisation, fixture->keys[ORGANISATION], VIGIE_KEY_BYTES);
  g_assert_true (vigie_store_set_hub (fixture->store, &hub, NULL));
  fixture->epoch = OTHER_EPOCH;
  g_ptr_array_add (revocation, g_ptr_array_steal_index (fixture->log, 4));
  note (fixture, EVE, "the hub did not know");
  fixture->n_read = 0;
  read_on (fixture, 1, 0);
  /* It hears of it, and from then on it is as before. */
  g_ptr_array_add (fixture->log, g_ptr_array_steal_index (revocation, 0));
  note (fixture, EVE, "now it knows");
  read_on (fixture, 0, 1);
}

static void
put_here (Fixture *fixture, guint who, const char *author, const char *kind, char *body)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  g_ptr_array_add (drafts, vigie_draft_new (fixture->stream, kind, fixture->now_usec, author, body));
  record (fixture, who, drafts);
}

static void
declare (Fixture *fixture)
{
  VigieDeclaration declaration = { .title = "Site down", .type = "INC-01", .level = VIGIE_LEVEL_P1, .reason = "r", .started_usec = VIGIE_TIME_NONE,
                                   .detected_usec = VIGIE_TIME_NONE, .declared_usec = fixture->now_usec,
                                   .incident_id = "019ab0c4-1c00-7fff-bfff-0000000000b1" };
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  drafts = vigie_act_declare (vigie_test_playbook (), &declaration, "Awa", &error);
  g_assert_no_error (error);
  record (fixture, YAO, drafts);
}

static const VigieNotice *
only_notice (VigieIncident *incident)
{
  g_assert_nonnull (incident);
  g_assert_cmpuint (incident->notices->len, ==, 1);

  return incident->notices->pdata[0];
}

/* Somebody types the commander's name at Yao's other laptop: the membership knows that it is Yao who approves. */
static void
test_notice_by_member (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) own = g_ptr_array_new ();
  g_autoptr(VigieIncident) alone = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  const VigieNotice *notice;

  found (fixture);
  enrol (fixture, YAO);
  enrol (fixture, EVE);
  declare (fixture);
  put_here (fixture, YAO, "Fanta", "notice.drafted",
            g_strdup ("{\"kind\":\"status\",\"audience\":\"users\",\"channels\":[\"status-page\"],\"texts\":{\"en\":{\"body\":\"We know.\"}}}"));
  for (guint i = 0; i < fixture->log->len; i++)
    if (strcmp (((VigieEvent *) fixture->log->pdata[i])->stream, fixture->stream) == 0)
      g_ptr_array_add (own, fixture->log->pdata[i]);
  alone = vigie_incident_fold (own, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);
  notice = only_notice (alone);
  put_here (fixture, EVE, "Awa", "notice.approved",
            g_strdup_printf ("{\"notice\":\"%s\",\"version\":\"%s\",\"hash\":\"%s\",\"approver\":\"Awa\",\"as\":\"commander\"}", notice->id,
                             notice->version->event->id, notice->version->hash));
  g_ptr_array_add (own, fixture->log->pdata[fixture->log->len - 1]);
  g_clear_pointer (&alone, vigie_incident_unref);
  alone = vigie_incident_fold (own, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);
  g_assert_cmpint (only_notice (alone)->state, ==, VIGIE_NOTICE_APPROVED); /* by the names alone */

  read_on (fixture, fixture->log->len, 0);
  incident = vigie_store_incident (fixture->store, fixture->stream, NULL);
  notice = only_notice (incident);
  g_assert_cmpint (notice->state, ==, VIGIE_NOTICE_DRAFT);
  g_assert_cmpint (((const VigieNoticeStep *) notice->steps->pdata[0])->fault, ==, VIGIE_NOTICE_FAULT_IN_PERSON);
}

int
main (int argc, char **argv)
{
#define ADD(name, func) g_test_add ("/store/senders/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("stranger", test_stranger);
  ADD ("order-is-no-fault", test_order_is_no_fault);
  ADD ("enrolled-later", test_enrolled_later);
  ADD ("revoked", test_revoked);
  ADD ("hub-put-back", test_hub_put_back);
  ADD ("history-of-the-revoked", test_history_of_the_revoked);
  ADD ("notice-by-member", test_notice_by_member);
  return g_test_run ();
}
