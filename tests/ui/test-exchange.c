/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the window says the exchange with the hub: by what it is told, and beside a real hub. */

#include "exchange-fixture.h"

#include "vigie-error.h"
#include "vigie-exchange-card.h"
#include "vigie-exchange-pill.h"
#include "vigie-exchange-words.h"
#include "vigie-here.h"
#include "vigie-pending-window.h"
#include "vigie-people-words.h"
#include "vigie-sync-session.h"

static const struct { VigieSyncStatus status; const char *words, *brief, *style; } states[] = {
  { { .state = VIGIE_SYNC_NOT_JOINED }, "On this computer", "", "local" },
  { { .state = VIGIE_SYNC_CONNECTING }, "Connecting", "", "busy" },
  { { .state = VIGIE_SYNC_CATCHING_UP, .done = 120, .all = 4000 }, "Catching up (120 of 4000)", "", "busy" },
  { { .state = VIGIE_SYNC_LIVE }, "Live", "", "live" },
  { { .state = VIGIE_SYNC_LIVE, .n_parked = 1 }, "Live, 1 not taken", "1 not taken", "offline" },
  { { .state = VIGIE_SYNC_LIVE, .clock_offset_usec = -26 * VIGIE_HOUR_USEC }, "Live, clock wrong here", "Clock", "offline" },
  { { .state = VIGIE_SYNC_OFFLINE, .reason = VIGIE_SYNC_REASON_NETWORK, .n_waiting = 2 }, "Offline, 2 waiting", "2 waiting", "offline" },
  { { .state = VIGIE_SYNC_REFUSED, .reason = VIGIE_SYNC_REASON_TOKEN }, "Refused by the hub", "Refused", "refused" },
};

/* Shape, word and colour: no two states with the same word look the same without colour. */
static void
test_states (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *words = vigie_sync_status_words (&states[i].status);
      g_autofree char *brief = vigie_exchange_brief (&states[i].status);

      g_assert_cmpstr (words, ==, states[i].words);
      g_assert_cmpstr (brief, ==, states[i].brief);
      g_assert_cmpstr (vigie_exchange_style (&states[i].status), ==, states[i].style);
      for (gsize k = 0; k < i; k++)
        if (states[k].status.state != states[i].status.state)
          g_assert_cmpstr (vigie_exchange_icon (&states[i].status), !=, vigie_exchange_icon (&states[k].status));
    }
}

static void
test_pill (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pill = vigie_exchange_pill_new (fixture->session, FALSE);

  gtk_window_set_child (GTK_WINDOW (window), pill);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (find_words (pill, "On this computer"));
  for (gsize i = 1; i < G_N_ELEMENTS (states); i++)
    {
      say (fixture, states[i].status, NULL);
      wait_until (find_words (pill, states[i].words));
    }
  vigie_exchange_pill_set_narrow (VIGIE_EXCHANGE_PILL (pill), TRUE);
  wait_until (find_words (pill, "Refused"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
give_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = { { .name = "try-now" }, { .name = "leave-hub" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

/* The card says why, when it is tried again, which hub it is and who one is there; its button keeps the focus. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *card = vigie_exchange_card_new (fixture->session);
  VigieSyncStatus status = { .state = VIGIE_SYNC_OFFLINE, .reason = VIGIE_SYNC_REASON_NETWORK, .n_waiting = 2,
                             .retry_usec = g_get_monotonic_time () + 90 * VIGIE_MINUTE_USEC };

  give_actions (window);
  gtk_window_set_child (GTK_WINDOW (window), card);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (find_words (card, "Everything that is recorded stays on this computer."));
  g_assert_null (find_words (card, "Try now"));
  g_assert_null (find_words (card, "Leave the hub…"));

  say (fixture, status, NULL);
  wait_until (find_words (card, "Offline, 2 waiting"));
  wait_until (find_words (card, "The hub does not answer."));
  wait_until (find_words (card, "DISTRI-NIGHT"));
  g_assert_nonnull (find_words (card, "10.0.0.5:8471"));
  g_assert_nonnull (find_words (card, "Awa Koné, Commander"));
  g_assert_nonnull (find_words (card, "Leave the hub…"));
  g_assert_nonnull (find_words (card, "Next attempt in 1 h 29. What is recorded is safe here and is sent then."));
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_ancestor (find_words (card, "Try now"), GTK_TYPE_BUTTON)));
  status.n_waiting = 3;
  say (fixture, status, NULL);
  wait_until (find_words (card, "Offline, 3 waiting"));
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_ancestor (find_words (card, "Try now"), GTK_TYPE_BUTTON)));

  say (fixture, (VigieSyncStatus) { .state = VIGIE_SYNC_LIVE, .clock_offset_usec = -26 * VIGIE_HOUR_USEC }, NULL);
  wait_until (find_words (card, "This computer’s clock is 1 d 2 h ahead. The times recorded here have to be read again."));
  g_assert_null (find_words (card, "Try now"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The sidebar says it with the time and the count; "win.exchange" opens the card wherever the pill stands. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time ());
  GtkWidget *window;

  open_window (fixture);
  window = GTK_WIDGET (fixture->window);
  wait_until (vigie_window_get_model (fixture->window));
  say (fixture, (VigieSyncStatus) { .state = VIGIE_SYNC_OFFLINE, .reason = VIGIE_SYNC_REASON_NETWORK, .n_waiting = 2, .retry_usec = VIGIE_TIME_NONE }, NULL);
  wait_until (find_words (window, "Offline, 2 waiting"));
  wait_until (find_words (window, "2 entries to send"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "exchange", NULL);
  wait_until (find_words (window, "The hub does not answer."));
  say (fixture, (VigieSyncStatus) { .state = VIGIE_SYNC_LIVE }, NULL);
  wait_until (find_words (window, "DISTRI-NIGHT"));
}

/* ---- People ---- */

/* Who is there, who types, and what they have not sent; as last known while the hub is not reached. */
static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  const char *incident = stream + strlen ("incident/");
  g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_person_free);
  g_autofree char *none = vigie_people_count_words (fixture->session, stream);
  GtkWidget *window;

  g_assert_null (none);
  open_window (fixture);
  window = GTK_WIDGET (fixture->window);
  wait_until (vigie_window_get_model (fixture->window));
  add_person (people, "Yao Kouamé", VIGIE_WIRE_TYPING, incident, 0);
  add_person (people, "Serge Aka", VIGIE_WIRE_AWAY, incident, 2);
  add_person (people, "Mariam Traoré", VIGIE_WIRE_HERE, "019ab0c4-1c00-7fff-bfff-0000000000ff", 0);
  say (fixture, (VigieSyncStatus) { .state = VIGIE_SYNC_LIVE }, people);
  wait_until (find_words (window, "2 present"));
  wait_until (find_words (window, "Yao Kouamé writes…"));
  /* Beside the text of the report, too. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (5));
  wait_until (find_words (window, "1. Executive summary"));
  wait_until (find_words (window, "Yao Kouamé writes…"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (0));
  wait_until (find_words (window, "Yao Kouamé writes…"));

  vigie_window_show (fixture->window, "home");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (1));
  wait_until (find_words (window, "At the hub"));
  wait_until (find_words (window, "writes"));
  g_assert_nonnull (find_words (window, "away, 2 entries to send"));
  g_assert_nonnull (find_words (window, "in another incident"));

  say (fixture, (VigieSyncStatus) { .state = VIGIE_SYNC_OFFLINE, .reason = VIGIE_SYNC_REASON_NETWORK, .retry_usec = VIGIE_TIME_NONE }, people);
  wait_until (!find_words (window, "writes"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (0));
  wait_until (!find_words (window, "Yao Kouamé writes…"));
}

static void
count_here (const VigieWireHere *here, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* It says what changed and not each key; an example is nobody’s business. */
static void
test_here (Fixture *fixture, gconstpointer data)
{
  guint n = 0;
  g_autoptr(VigieHere) here = vigie_here_new (count_here, &n);

  vigie_here_touch (here);
  g_assert_cmpuint (n, ==, 0);
  vigie_here_open (here, "incident/019ab0c4-1c00-7fff-bfff-0000000000ff");
  g_assert_cmpstr (vigie_here_get (here)->incident, ==, "019ab0c4-1c00-7fff-bfff-0000000000ff");
  for (guint i = 0; i < 10; i++)
    vigie_here_type (here);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (vigie_here_get (here)->state, ==, VIGIE_WIRE_TYPING);
  vigie_here_open (here, "local/019ab0c4-1c00-7fff-bfff-0000000000ff");
  g_assert_null (vigie_here_get (here)->incident);
  g_assert_cmpint (vigie_here_get (here)->state, ==, VIGIE_WIRE_HERE);
  g_assert_cmpuint (n, ==, 3);
}

/* ---- A real hub ---- */

/* What a viewer notes is not taken: it is marked in the timeline, counted, and listed with the reason; nothing is lost. */
static void
test_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time ());
  GtkWidget *window;
  GtkWindow *list;

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "viewer");
  wait_until (STATUS->n_parked > 0 && STATUS->n_waiting == 0);
  open_window (fixture);
  window = GTK_WIDGET (fixture->window);
  wait_until (vigie_window_get_model (fixture->window));
  wait_until (find_words (window, "not taken"));
  list = vigie_pending_window_present (GTK_WINDOW (fixture->window), fixture->session);
  wait_until (find_words (GTK_WIDGET (list), "Your role at the hub may not record this: ask an administrator for another role, then try again."));
  g_assert_nonnull (find_words (GTK_WIDGET (list), "Try again"));
  g_assert_nonnull (find_words (GTK_WIDGET (list), "Copy the text"));
  g_assert_nonnull (vigie_pending_find (vigie_exchange_get_pending (EXCHANGE), ((VigieSyncPending *) vigie_pending_list (vigie_exchange_get_pending (EXCHANGE))->pdata[0])->id));
  gtk_window_destroy (list);
}

/* What waits while there is no hub is marked until it is sent. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  GtkWidget *window;

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "commander");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE && STATUS->n_waiting == 0);
  open_window (fixture);
  window = GTK_WIDGET (fixture->window);
  wait_until (vigie_window_get_model (fixture->window));
  real_hub_stop (hub);
  wait_until (STATUS->state == VIGIE_SYNC_OFFLINE);
  vigie_session_do (fixture->session, vigie_act_log_in (stream, VIGIE_ENTRY_NOTE, "alone", "Awa Koné", g_get_real_time (), NULL), NULL);
  wait_until (find_words (window, "waiting"));
  real_hub_start (hub);
  vigie_exchange_try_now (EXCHANGE);
  wait_until (STATUS->state == VIGIE_SYNC_LIVE && STATUS->n_waiting == 0);
  wait_until (!find_words (window, "waiting"));
}


/* Joins, sends and takes at once, says that the hub is gone and what waits, goes on when it is back, and leaves. */
static void
test_real_hub (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "commander");
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  guint n_entries;

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "commander");
  g_assert_cmpstr (vigie_exchange_get_hub (EXCHANGE)->person, ==, "Awa Koné");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE && STATUS->n_waiting == 0);
  wait_until (vigie_exchange_count_people (EXCHANGE, NULL) >= 1);

  /* Another seat has it, and what it notes is here without asking. */
  ctl_do (yao, "sync", NULL);
  n_entries = FOLD->entries->len;
  ctl_do (yao, "log", FOLD->ref, "I look at it", NULL);
  ctl_do (yao, "sync", NULL);
  wait_until (FOLD->entries->len == n_entries + 1);

  real_hub_stop (hub);
  wait_until (STATUS->state == VIGIE_SYNC_OFFLINE);
  g_assert_cmpint (vigie_exchange_get_live_usec (EXCHANGE), !=, VIGIE_TIME_NONE);
  vigie_session_do (fixture->session, vigie_act_log_in (stream, VIGIE_ENTRY_NOTE, "alone", "Awa Koné", g_get_real_time (), NULL), NULL);
  wait_until (STATUS->n_waiting == 1);
  g_assert_cmpint (STATUS->state, ==, VIGIE_SYNC_OFFLINE);
  real_hub_start (hub);
  vigie_exchange_try_now (EXCHANGE);
  wait_until (STATUS->state == VIGIE_SYNC_LIVE && STATUS->n_waiting == 0);

  vigie_exchange_leave_async (EXCHANGE, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_exchange_leave_finish (EXCHANGE, outcome, &error));
  g_assert_no_error (error);
  g_assert_null (vigie_exchange_get_hub (EXCHANGE));
  g_assert_cmpint (STATUS->state, ==, VIGIE_SYNC_NOT_JOINED);
}

/* The next start of the window finds the hub and its token. */
static void
test_next_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autoptr(VigieExchange) next = NULL;

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "viewer");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE);
  vigie_exchange_stop (EXCHANGE);
  next = vigie_exchange_new (fixture->store, vigie_session_get_secrets (fixture->session), playbook, VIGIE_LANG_EN);
  vigie_exchange_start (next);
  wait_until (vigie_exchange_get_status (next)->state == VIGIE_SYNC_LIVE);
  g_assert_cmpstr (vigie_exchange_get_hub (next)->role, ==, "viewer");
}

/* A token that was lost is replaced by the key of this device, without an invitation. */
static void
test_lost_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(VigieExchange) next = NULL;
  g_autoptr(VigieSecrets) none = vigie_secrets_new ();
  g_autofree char *path = g_strconcat (vigie_store_thread_get_path (fixture->store), ".token", NULL);

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "viewer");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE);
  vigie_exchange_stop (EXCHANGE);
  g_assert_no_errno (g_unlink (path));
  next = vigie_exchange_new (fixture->store, none, playbook, VIGIE_LANG_EN);
  vigie_exchange_start (next);
  wait_until (vigie_exchange_get_status (next)->state == VIGIE_SYNC_LIVE);
  wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
drop_tokens (RealHub *hub)
{
  const char *argv[] = { "sqlite3", hub->db, "DELETE FROM token", NULL };
  g_autoptr(GSubprocess) sqlite = NULL;

  real_hub_stop (hub);
  sqlite = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_assert_true (g_subprocess_wait_check (sqlite, NULL, NULL));
  real_hub_start (hub);
}

/* Another program of the same store has the key replaced: the one that is open gets the next by itself. */
static void
test_replaced_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);

  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "viewer");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE);
  drop_tokens (hub);
  wait_until (STATUS->state != VIGIE_SYNC_LIVE);
  vigie_exchange_try_now (EXCHANGE);
  wait_until (STATUS->state == VIGIE_SYNC_LIVE);
}

/* For this run alone nothing is written, and the next start gets another key. */
static void
test_key_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(VigieExchange) next = NULL;
  g_autoptr(VigieSecrets) none = vigie_secrets_new ();
  g_autofree char *path = g_strconcat (vigie_store_thread_get_path (fixture->store), ".token", NULL);

  vigie_exchange_set_keeps_key (EXCHANGE, FALSE);
  vigie_exchange_start (EXCHANGE);
  join_hub (fixture, hub, "Awa Koné", "viewer");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE);
  g_assert_cmpint (vigie_exchange_get_key_place (EXCHANGE), ==, VIGIE_SYNC_TOKEN_SESSION);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  vigie_exchange_stop (EXCHANGE);
  next = vigie_exchange_new (fixture->store, none, playbook, VIGIE_LANG_EN);
  vigie_exchange_set_keeps_key (next, FALSE);
  vigie_exchange_start (next);
  wait_until (vigie_exchange_get_status (next)->state == VIGIE_SYNC_LIVE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A code that is not good changes nothing. */
static void
test_bad_invitation (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autofree char *text = real_hub_invite (hub, "Awa Koné", "viewer");
  g_autoptr(VigieJoinLink) link = NULL;
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  memcpy (strstr (text, "&code=") + strlen ("&code="), "00000000", 8);
  link = vigie_join_link_parse (text, NULL);
  vigie_exchange_join_async (EXCHANGE, link, NULL, NULL, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_false (vigie_exchange_join_finish (EXCHANGE, outcome, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_assert_null (vigie_exchange_get_hub (EXCHANGE));
  g_assert_cmpint (STATUS->state, ==, VIGIE_SYNC_NOT_JOINED);
}

static void
add_tests (void)
{
  add_test ("/ui/exchange/states", test_states);
  add_test ("/ui/exchange/pill", test_pill);
  add_test ("/ui/exchange/card", test_card);
  add_test ("/ui/exchange/window", test_window);
  add_test ("/ui/exchange/people", test_people);
  add_test ("/ui/exchange/here", test_here);
  add_test ("/ui/exchange/not-taken", test_not_taken);
  add_test ("/ui/exchange/waiting", test_waiting);
  add_test ("/ui/exchange/real-hub", test_real_hub);
  add_test ("/ui/exchange/next-start", test_next_start);
  add_test ("/ui/exchange/lost-token", test_lost_token);
  add_test ("/ui/exchange/replaced-token", test_replaced_token);
  add_test ("/ui/exchange/key-not-kept", test_key_not_kept);
  add_test ("/ui/exchange/bad-invitation", test_bad_invitation);
}

int
main (int argc, char *argv[])
{
  int status;

  vigie_sync_init ();
  status = run_tests (&argc, &argv, add_tests);
  end_pool_threads ();

  return status;
}
