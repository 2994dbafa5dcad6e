/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the facts propose on the screens: the strip under the band and the computed line of a fact. */

#include "page-fixture.h"

#include "vigie-fact-row.h"
#include "vigie-notice-strip.h"
#include "vigie-proposal-bar.h"

static void
set_fact (Fixture *fixture, const char *name, const char *value)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  record (fixture, vigie_act_fact (playbook, incident_of (fixture), name, value, VIGIE_FACT_CONFIRMED, "", utc, "Awa Koné",
                                   vigie_session_now_usec (fixture->session), NULL));
  wait_until (vigie_incident_fact (incident_of (fixture), name) != NULL);
}

static void
assess (Fixture *fixture)
{
  VigieAnswers answers = { .users_percent = 1, .revenue_percent = 0, .function = VIGIE_FUNCTION_NICE_TO_HAVE,
                           .workaround = VIGIE_WORKAROUND_COMPLEX, .data = VIGIE_DATA_NONE };

  record (fixture, vigie_act_assess (playbook, incident_of (fixture), &answers, VIGIE_LEVEL_NONE, NULL, "Awa Koné",
                                     vigie_session_now_usec (fixture->session), NULL));
  wait_until (incident_of (fixture)->level == VIGIE_LEVEL_P4);
}

static void
show_bar (Fixture *fixture, GtkWidget *bar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  vigie_proposal_bar_set_model (VIGIE_PROPOSAL_BAR (bar), fixture->model);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("page"));
  show_page (fixture, box, 900, 400);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P2, noon);
  GtkWidget *bar = vigie_proposal_bar_new ();
  GtkWidget *form;

  open_model (fixture, stream);
  assess (fixture);
  show_bar (fixture, bar);
  g_assert_false (gtk_widget_get_visible (bar));

  set_fact (fixture, "users_share", "50.5");
  wait_until (gtk_widget_get_visible (bar));
  wait_until (find_words (fixture, "P1") != NULL);
  gtk_widget_activate (find_button (fixture, "Keep the level"));
  wait_until ((form = shown_form (NULL)) != NULL);
  form_type (NULL, 0, "Only on the test system");
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (form)));
  wait_until (!gtk_widget_get_visible (bar));
  g_assert_cmpint (incident_of (fixture)->level, ==, VIGIE_LEVEL_P4);
  g_assert_cmpstr (incident_of (fixture)->level_reason, ==, "Only on the test system");
  g_assert_cmpfloat (incident_of (fixture)->answers.users_percent, ==, 50.5);
  vigie_proposal_bar_set_model (VIGIE_PROPOSAL_BAR (bar), NULL);
}

static void
test_loss (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P2, noon);
  GtkWidget *bar = vigie_proposal_bar_new ();

  open_model (fixture, stream);
  assess (fixture);
  show_bar (fixture, bar);
  set_fact (fixture, "orders_lost", "1000");
  set_fact (fixture, "average_order_fcfa", "1001");
  wait_until (find_button (fixture, "Record the loss") != NULL);
  g_assert_null (vigie_incident_fact (incident_of (fixture), "loss_fcfa"));
  gtk_widget_activate (find_button (fixture, "Record the loss"));
  wait_until (vigie_incident_fact (incident_of (fixture), "loss_fcfa") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "loss_fcfa")->value, ==, "1001000");
  wait_until (!gtk_widget_get_visible (bar));
  vigie_proposal_bar_set_model (VIGIE_PROPOSAL_BAR (bar), NULL);
}

/* The computed share is taken with the button and then no longer offered. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P2, noon);
  GtkWidget *page = vigie_facts_page_new ();

  open_model (fixture, stream);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  wait_until (find_words (fixture, "To compute it, enter: Users affected, Users in all") != NULL);
  set_fact (fixture, "users_affected", "600");
  set_fact (fixture, "users_total", "1200");
  wait_until (find_words (fixture, "600 / 1,200") != NULL);
  gtk_widget_activate (find_button (fixture, "Take it"));
  wait_until (vigie_incident_fact (incident_of (fixture), "users_share") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "users_share")->value, ==, "50");
  g_assert_cmpint (vigie_incident_fact (incident_of (fixture), "users_share")->state, ==, VIGIE_FACT_CONFIRMED);
  wait_until (find_words (fixture, "600 / 1,200") == NULL || strstr (gtk_label_get_text (GTK_LABEL (find_words (fixture, "600 / 1,200"))), "Computed") == NULL);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), NULL);
}

static void
said_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* A sentence is said when it comes, not with each second that it stays; signs that are shown otherwise do not make
 * it another one. */
static void
test_said_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *strip = vigie_notice_strip_new ("soon", "vigie-warning-symbolic", "win.announce");
  g_autoptr(GSimpleAction) announce = g_simple_action_new ("announce", G_VARIANT_TYPE_STRING);
  guint n_said = 0;

  g_signal_connect (announce, "activate", G_CALLBACK (said_cb), &n_said);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (announce));
  show_page (fixture, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), 600, 200);
  gtk_box_append (GTK_BOX (fixture->page), strip);
  g_assert_false (gtk_widget_get_visible (strip));
  for (guint i = 0; i < 3; i++)
    vigie_notice_strip_say (VIGIE_NOTICE_STRIP (strip), "abc \u202etxt.exe <b>");
  g_assert_cmpuint (n_said, ==, 1);
  g_assert_true (gtk_widget_get_visible (strip));
  g_assert_nonnull (find_in (strip, GTK_TYPE_LABEL, says, "txt.exe <b>"));
  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (strip), NULL);
  g_assert_false (gtk_widget_get_visible (strip));
  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (strip), "abc \u202etxt.exe <b>");
  g_assert_cmpuint (n_said, ==, 2);
}

static void
add (void)
{
  add_test ("/ui/proposals/keep", test_keep);
  add_test ("/ui/proposals/loss", test_loss);
  add_test ("/ui/proposals/take", test_take);
  add_test ("/ui/proposals/said-once", test_said_once);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
