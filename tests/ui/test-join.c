/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window that joins a hub: what it says of a link, what goes to the hub and what does not, and how each failure reads. */

#include "exchange-fixture.h"

#include "vigie-join-choice.h"
#include "vigie-join-window.h"

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
button (GtkWindow *window, const char *words)
{
  GtkWidget *label = find_words (GTK_WIDGET (window), words);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
press (GtkWindow *window, const char *words)
{
  g_assert_nonnull (button (window, words));
  g_assert_true (gtk_widget_is_sensitive (button (window, words)));
  gtk_widget_activate (button (window, words));
}

static GtkWindow *
present (Fixture *fixture, const char *link)
{
  GtkWindow *window = vigie_join_window_present (NULL, fixture->session, link);

  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
}

static VigieIncidentRow
row_of (const char *stream, const char *title, VigieStage stage, gboolean example)
{
  return (VigieIncidentRow) { .stream = (char *) stream, .ref = (char *) "2026-11-22-K7QF", .title = (char *) title,
                              .level = VIGIE_LEVEL_P1, .stage = stage, .example = example };
}

/* Open ones are ticked, closed ones together are not, examples are not asked about. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  VigieIncidentRow rows[] = {
    row_of ("incident/a", "Site down", VIGIE_STAGE_INVESTIGATING, FALSE),
    row_of ("incident/b", "Resolved", VIGIE_STAGE_RESOLVED, FALSE),
    row_of ("incident/c", "Old", VIGIE_STAGE_CLOSED, FALSE),
    row_of ("incident/d", "Older", VIGIE_STAGE_CLOSED, FALSE),
    row_of ("local/e", "Example", VIGIE_STAGE_INVESTIGATING, TRUE),
  };
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  GtkWidget *choice = g_object_ref_sink (vigie_join_choice_new ());
  g_auto(GStrv) shared = NULL;
  g_auto(GStrv) held_back = NULL;
  g_autofree char *all = NULL;
  g_autofree char *rest = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (list, &rows[i]);
  vigie_join_choice_set_rows (VIGIE_JOIN_CHOICE (choice), list);
  shared = vigie_join_choice_get (VIGIE_JOIN_CHOICE (choice), TRUE);
  held_back = vigie_join_choice_get (VIGIE_JOIN_CHOICE (choice), FALSE);
  all = g_strjoinv (" ", shared);
  rest = g_strjoinv (" ", held_back);
  g_assert_cmpstr (all, ==, "incident/a incident/b");
  g_assert_cmpstr (rest, ==, "incident/c incident/d");
  g_object_unref (choice);
}

/* Half a link is no fault while it is typed, and one when it is entered; a whole one says which hub it is. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autofree char *link = real_hub_invite (hub, "Awa Koné", "viewer");
  GtkWindow *window = present (fixture, NULL);
  GtkWidget *entry = find_type (GTK_WIDGET (window), GTK_TYPE_ENTRY);

  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "vigie://jo");
  g_assert_null (find_words (GTK_WIDGET (window), "This is not a link to join a hub."));
  g_assert_false (gtk_widget_is_sensitive (button (window, "Join the hub")));
  g_signal_emit_by_name (entry, "activate");
  wait_until (find_words (GTK_WIDGET (window), "This is not a link to join a hub."));
  gtk_editable_set_text (GTK_EDITABLE (entry), link);
  wait_until (find_words (GTK_WIDGET (window), hub->address));
  g_assert_null (find_words (GTK_WIDGET (window), "This is not a link to join a hub."));
  g_assert_true (gtk_widget_is_sensitive (button (window, "Join the hub")));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_window_get_focus (window) == button (window, "Join the hub"));
  gtk_window_destroy (window);
}

static gboolean
has (Ctl *seat, Fixture *fixture, const char *stream)
{
  g_autoptr(VigieIncidentModel) model = open_model (fixture, stream);

  ctl_do (seat, "list", NULL);
  return strstr (seat->out, FOLD->ref) != NULL;
}

/* What is not ticked stays here; who one is comes from the invitation, and the name that was only guessed with it. */
static void
test_joins (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "commander");
  g_autofree char *link = real_hub_invite (hub, "Awa Koné", "commander");
  gint64 now_usec = g_get_real_time ();
  g_autofree char *kept = declare_outage (fixture, now_usec - VIGIE_HOUR_USEC);
  g_autofree char *shared = declare_outage (fixture, now_usec);
  GtkWindow *window;
  GtkWidget *check;

  vigie_session_guess_author (fixture->session, "awa");
  window = present (fixture, link);
  g_assert_true (gtk_window_get_focus (window) == button (window, "Join the hub"));
  wait_until (find_type (GTK_WIDGET (window), GTK_TYPE_CHECK_BUTTON));
  check = find_type (GTK_WIDGET (window), GTK_TYPE_CHECK_BUTTON);
  while (g_strcmp0 (g_object_get_data (G_OBJECT (check), "stream"), kept) != 0)
    check = gtk_widget_get_next_sibling (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  press (window, "Join the hub");
  wait_until (find_words (GTK_WIDGET (window), "You are Awa Koné, Commander."));
  g_assert_cmpstr (vigie_session_get_author (fixture->session), ==, "Awa Koné");
  g_assert_true (gtk_window_get_focus (window) == button (window, "Start working"));
  press (window, "Start working");
  wait_until (STATUS->state == VIGIE_SYNC_LIVE && STATUS->n_waiting == 0);
  ctl_do (yao, "sync", NULL);
  g_assert_true (has (yao, fixture, shared));
  g_assert_false (has (yao, fixture, kept));
}

/* Each failure is one sentence with the next act, and the window is as it was. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autofree char *used = real_hub_invite (hub, "Awa Koné", "viewer");
  g_autofree char *link = real_hub_invite (hub, "Awa Koné", "viewer");
  GtkWindow *window;

  memcpy (strstr (used, "&code=") + strlen ("&code="), "00000000", 8);
  window = present (fixture, used);
  press (window, "Join the hub");
  wait_until (find_words (GTK_WIDGET (window), "This invitation was used already, or its date has passed: ask for a new one."));
  g_assert_true (gtk_widget_is_sensitive (button (window, "Join the hub")));

  gtk_editable_set_text (GTK_EDITABLE (find_type (GTK_WIDGET (window), GTK_TYPE_ENTRY)), link);
  memset (strstr (link, "&cert=") + strlen ("&cert="), '0', 64);
  gtk_editable_set_text (GTK_EDITABLE (find_type (GTK_WIDGET (window), GTK_TYPE_ENTRY)), link);
  press (window, "Join the hub");
  wait_until (find_words (GTK_WIDGET (window), "Whoever answers does not show the certificate of your hub. Nothing was sent. Ask who invited you before you go on."));

  real_hub_stop (hub);
  press (window, "Join the hub");
  wait_until (find_words (GTK_WIDGET (window), "The hub does not answer. Check the network and the address, then try again."));
  g_assert_null (vigie_exchange_get_hub (EXCHANGE));
  gtk_window_destroy (window);
}

static void
add_tests (void)
{
  add_test ("/ui/join/choice", test_choice);
  add_test ("/ui/join/link", test_link);
  add_test ("/ui/join/joins", test_joins);
  add_test ("/ui/join/failures", test_failures);
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
