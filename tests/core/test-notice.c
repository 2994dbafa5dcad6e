/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices from draft to publication: the way through, what they draw on, versions written apart. */

#include "notice-scene.h"

#include "vigie-obligation.h"

#define PLAYBOOK vigie_test_playbook ()

static const VigieNoticeSending on_status_page = { .channel = "status-page",
                                                   .count = -1,
                                                   .uncertain = -1,
                                                   .lang = VIGIE_LANG_EN };

static void
assert_state (Scene *scene, VigieNoticeState state)
{
  g_assert_cmpstr (vigie_notice_state_word (scene_notice (scene)->state), ==,
                   vigie_notice_state_word (state));
}

static void
test_way_through (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const VigieMessage *message;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  assert_state (scene, VIGIE_NOTICE_DRAFT);
  g_assert_cmpstr (scene_notice (scene)->code, ==, "N1");
  g_assert_cmpstr (scene_notice (scene)->version->kind, ==, "status");
  g_assert_cmpstr (scene_notice (scene)->missing->pdata[0], ==, "commander");
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &on_status_page, "Fanta",
                                       seat_time (3), &error),
                &error);
  scene_record (
      scene, &scene->writer,
      vigie_act_notice_submit (PLAYBOOK, scene->incident, "n1", "Fanta", seat_time (3), &error),
      error);
  assert_state (scene, VIGIE_NOTICE_REVIEW);
  scene_refuse (
      vigie_act_notice_submit (PLAYBOOK, scene->incident, "N1", "Fanta", seat_time (4), &error),
      &error);
  scene_refuse (vigie_act_notice_review (PLAYBOOK, scene->incident, "N1", NULL, "Fanta",
                                         seat_time (4), &error),
                &error);
  scene_record (
      scene, &scene->third,
      vigie_act_notice_review (PLAYBOOK, scene->incident, "N1", NULL, "Ali", seat_time (4), &error),
      error);
  g_assert_nonnull (scene_notice (scene)->reviewed);
  scene_record (scene, &scene->commander,
                vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", NULL, NULL, "Awa Koné",
                                          seat_time (5), &error),
                error);
  assert_state (scene, VIGIE_NOTICE_APPROVED);
  scene_refuse (
      vigie_act_notice_complete (scene->incident, "N1", NULL, "Fanta", seat_time (6), &error),
      &error);
  scene_record (scene, &scene->writer,
                vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &on_status_page, "Fanta",
                                       seat_time (6), &error),
                error);
  assert_state (scene, VIGIE_NOTICE_SENT);
  g_assert_cmpuint (scene_notice (scene)->n_faults, ==, 0);

  message = scene->incident->messages->pdata[scene->incident->messages->len - 1];
  g_assert_cmpstr (message->text, ==, "We know.");
  g_assert_cmpstr (message->notice, ==, scene_notice (scene)->id);
  g_assert_cmpstr (message->channel, ==, "status-page");
  scene_record (scene, &scene->writer,
                vigie_act_notice_complete (scene->incident, "N1", "nothing open", "Fanta",
                                           seat_time (7), &error),
                error);
  assert_state (scene, VIGIE_NOTICE_COMPLETED);
  scene_refuse (vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &on_status_page, "Fanta",
                                       seat_time (8), &error),
                &error);
}

/* Publishing is the message that keeps the clock of public updates. */
static void
test_keeps_clock (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint overdue[2] = { 0, 0 };

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  scene_record (scene, &scene->commander,
                vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", NULL, NULL, "Awa Koné",
                                          seat_time (5), &error),
                error);
  before = vigie_obligations_evaluate (PLAYBOOK, scene->incident, seat_time (50));
  scene_record (scene, &scene->writer,
                vigie_act_notice_sent (PLAYBOOK, scene->incident, "N1", &on_status_page, "Fanta",
                                       seat_time (40), &error),
                error);
  after = vigie_obligations_evaluate (PLAYBOOK, scene->incident, seat_time (50));
  for (guint i = 0; i < 2; i++)
    {
      GPtrArray *all = i == 0 ? before : after;

      for (guint j = 0; j < all->len; j++)
        {
          const VigieObligation *obligation = all->pdata[j];

          if (!obligation->history && strcmp (obligation->id, "status-update") == 0
              && obligation->state == VIGIE_OBLIGATION_OVERDUE)
            overdue[i]++;
        }
    }
  g_assert_cmpuint (overdue[0], ==, 1);
  g_assert_cmpuint (overdue[1], ==, 0);
}

static void
test_hash (void)
{
  static const char *const status[] = { "status-page", NULL };
  static const char *const both[] = { "status-page", "email", NULL };
  const VigieNoticeVersion base = { .audience = "users",
                                    .channels = status,
                                    .next_update_usec = VIGIE_TIME_NONE,
                                    .texts = { { "A", "B" }, { "", "" } } };
  VigieNoticeVersion cases[9];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *again = vigie_notice_hash (&base);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = base;
  cases[1].audience = "press";
  cases[2].channels = both;
  cases[3].stage = "identified";
  cases[4].texts[0].subject = "B";
  cases[4].texts[0].body = "A";
  cases[5].texts[1].body = "B";
  cases[6].next_update_usec = seat_time (5);
  cases[7].correction = "It was 7.";
  cases[8].texts[0].body = "B ";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (g_hash_table_add (seen, vigie_notice_hash (&cases[i])));
  g_assert_true (g_hash_table_contains (seen, again));
  g_assert_cmpuint (strlen (again), ==, 64);
  g_assert_cmpstr (again, ==, "08e60a5cfdf51c00d41e43a2c7edfd81d24e2d9fd6a6187b89eb9b13c50ffb39");
}

static void
test_draft_refused (Scene *scene, gconstpointer data)
{
  static const char *const pigeon[] = { "pigeon", NULL };
  g_autoptr (GError) error = NULL;
  VigieNoticeDraft cases[8];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = scene_draft ("users", "We know.");
  cases[0].audience = "martians";
  cases[1].channels = pigeon;
  cases[2].texts[VIGIE_LANG_EN].body = " \n";
  cases[3].kind = "song";
  cases[4].template_id = "nothing";
  cases[5].notice = "N9";
  cases[6].texts[VIGIE_LANG_EN].subject = "two\nlines";
  cases[7].texts[VIGIE_LANG_EN].body = "\xff";
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    scene_refuse (vigie_act_notice_draft (PLAYBOOK, scene->incident, &cases[i], "Fanta",
                                          seat_time (2), &error),
                  &error);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *audience, *channel, *template_id, *kind;
  } cases[] = {
    { "users", "status-page", NULL, "status" },
    { "users", "sms", NULL, "sms" },
    { "users", "in-app", NULL, "in-app" },
    { "users", "email", NULL, "mail" },
    { "team", "slack", NULL, "team" },
    { "ceo", "email", NULL, "management" },
    { "press", "social", NULL, "press" },
    { "authority", "email", "authority.email.complement", "authority-complement" },
    { "authority", "email", "authority.email.initial", "authority-initial" },
    { "authority", "email", "authority.email.withdrawal", "authority-withdrawal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (
          vigie_notice_kind_of (cases[i].audience, cases[i].channel, cases[i].template_id), ==,
          cases[i].kind);
      g_assert_true (vigie_notice_is_kind (cases[i].kind));
    }
}

/* The facts a text drew on, as they were: a changed one marks it, before and after it went out. */
static void
test_stale (Scene *scene, gconstpointer data)
{
  static const struct
  {
    const char *name, *value;
    VigieFactState state;
    gboolean stale;
  } cases[] = {
    { "users_affected", "1200", VIGIE_FACT_ESTIMATED, FALSE },
    { "users_affected", "1200", VIGIE_FACT_CONFIRMED, TRUE },
    { "users_affected", "1300", VIGIE_FACT_ESTIMATED, TRUE },
    { "orders_lost", "7", VIGIE_FACT_ESTIMATED, TRUE },
    { "users_affected", "1200", VIGIE_FACT_ESTIMATED, FALSE },
  };
  const VigieNoticeFact drawn = { "users_affected", "1200", VIGIE_FACT_ESTIMATED };
  g_autoptr (GPtrArray) facts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  VigieNoticeDraft draft = scene_draft ("users", "1,200 users.");

  g_ptr_array_add (facts, (gpointer) &drawn);
  draft.facts = facts;
  scene_record (
      scene, &scene->writer,
      vigie_act_notice_draft (PLAYBOOK, scene->incident, &draft, "Fanta", seat_time (2), &error),
      error);
  g_assert_cmpuint (scene_notice (scene)->stale->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      scene_record (scene, &scene->third,
                    vigie_act_fact (PLAYBOOK, scene->incident, cases[i].name, cases[i].value,
                                    cases[i].state, NULL, NULL, "Ali", seat_time (scene->minute),
                                    &error),
                    error);
      g_assert_cmpuint (scene_notice (scene)->stale->len, ==, cases[i].stale);
      if (cases[i].stale)
        g_assert_cmpstr (scene_notice (scene)->stale->pdata[0], ==, "users_affected");
    }
}

/* Two who edited one text apart: both stay, no approval is taken, and who settles it makes the text anew. */
static void
test_written_apart (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VigieIncident) before = NULL;
  g_autofree char *digest = NULL;
  const VigieConflict *conflict;
  const char *first;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  before = vigie_incident_ref (scene->incident);
  for (guint i = 0; i < 2; i++)
    {
      Seat *seat = i == 0 ? &scene->writer : &scene->third;
      VigieNoticeDraft draft = scene_draft ("users", i == 0 ? "We know more." : "We know a lot.");

      draft.notice = "N1";
      scene_record (
          scene, seat,
          vigie_act_notice_draft (PLAYBOOK, before, &draft, seat->person, seat_time (10), &error),
          error);
    }
  g_assert_cmpuint (scene->incident->notices->len, ==, 1);
  conflict = vigie_incident_conflict (scene->incident, VIGIE_CONFLICT_NOTICE,
                                      scene_notice (scene)->id);
  g_assert_nonnull (conflict);
  g_assert_cmpuint (conflict->versions->len, ==, 2);
  digest = vigie_incident_digest (scene->incident);
  g_assert_cmpuint (permute_tail (scene->writer.events, 3, digest), ==, 6);
  scene_refuse (vigie_act_notice_approve (PLAYBOOK, scene->incident, "N1", NULL, NULL, "Awa Koné",
                                          seat_time (20), &error),
                &error);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *words = vigie_conflict_version_words (
          conflict, conflict->versions->pdata[i], scene->incident, PLAYBOOK, NULL, VIGIE_LANG_EN);

      g_assert_cmpstr (words, ==, i == 0 ? "We know more." : "We know a lot.");
    }
  first = ((const VigieEvent *) conflict->versions->pdata[0])->id;
  scene_record (scene, &scene->writer,
                vigie_act_settle (PLAYBOOK, scene->incident, conflict->key, first, "Fanta",
                                  seat_time (21), &error),
                error);
  g_assert_null (
      vigie_incident_conflict (scene->incident, VIGIE_CONFLICT_NOTICE, scene_notice (scene)->id));
  g_assert_cmpuint (scene->incident->notices->len, ==, 1);
  g_assert_cmpstr (scene_notice (scene)->version->texts[VIGIE_LANG_EN].body, ==, "We know more.");
}

/* A line that somebody logs meanwhile is added to the fold without folding it anew. */
static void
test_appended (Scene *scene, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VigieIncident) with = NULL;
  g_autoptr (VigieIncident) before = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  before = vigie_incident_ref (scene->incident);
  scene_record (scene, &scene->writer,
                vigie_act_log (scene->incident, VIGIE_ENTRY_NOTE, "hello", NULL, "Fanta",
                               seat_time (9), &error),
                error);
  g_ptr_array_add (one, scene->writer.events->pdata[scene->writer.events->len - 1]);
  with = vigie_incident_with (before, one, PLAYBOOK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (with->notices->len, ==, 1);
  g_clear_pointer (&before, vigie_incident_unref);
  g_assert_cmpstr (
      ((const VigieNotice *) with->notices->pdata[0])->version->texts[VIGIE_LANG_EN].body, ==,
      "We know.");
}

/* A version whose notice is not here has no effect until that one arrives. */
static void
test_waits_for_its_ground (Scene *scene, gconstpointer data)
{
  g_autoptr (GPtrArray) without = g_ptr_array_new ();
  g_autoptr (VigieIncident) incident = NULL;
  const char *id;

  scene_write (scene, &scene->writer, NULL, "users", "We know.");
  id = scene_notice (scene)->id;
  scene_write (scene, &scene->writer, "N1", "users", "We know more.");
  for (guint i = 0; i < scene->writer.events->len; i++)
    {
      if (strcmp (((const VigieEvent *) scene->writer.events->pdata[i])->id, id) != 0)
        g_ptr_array_add (without, scene->writer.events->pdata[i]);
    }
  incident = vigie_incident_fold (without, PLAYBOOK, VIGIE_TIME_NONE, NULL);
  g_assert_cmpuint (incident->notices->len, ==, 0);
}

#define TEST(path, function) \
  g_test_add ("/core/notice/" path, Scene, NULL, scene_set_up, function, scene_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("way-through", test_way_through);
  TEST ("keeps-clock", test_keeps_clock);
  g_test_add_func ("/core/notice/hash", test_hash);
  g_test_add_func ("/core/notice/kinds", test_kinds);
  TEST ("draft-refused", test_draft_refused);
  TEST ("stale", test_stale);
  TEST ("written-apart", test_written_apart);
  TEST ("appended", test_appended);
  TEST ("waits-for-its-ground", test_waits_for_its_ground);

  return g_test_run ();
}
