/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The procedure with the keyboard alone: keys come from the X server, as from a person, and reach whatever has the focus. */

#include "page-keys.h"

#include "vigie-act-forms.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-decision-card.h"
#include "vigie-option-card.h"
#include "vigie-procedure-query.h"
#include "vigie-procedure-step.h"

/* ---- Keys ---- */

static const char *
text_at (int n)
{
  return gtk_editable_get_text (GTK_EDITABLE (form_entry (NULL, n)));
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Types into the field @n, which Tab has led to. */
static void
type_in (int n, const char *text)
{
  wait_until (has_focus (form_entry (NULL, n)));
  key (shown_form (NULL), "ctrl+a");
  send (shown_form (NULL), "type", text);
  wait_until (g_strcmp0 (text_at (n), text) == 0);
}

/* Records the form, which then gives way. The toolkit now and then does not hear the first key after a list over the
 * window has closed; a person would press again. */
static void
record_and_go_on (void)
{
  GtkWidget *form = shown_form (NULL);

  for (guint i = 0; i < 4 && shown_form (NULL) == form; i++)
    {
      gint64 end_usec = g_get_monotonic_time () + 4 * G_USEC_PER_SEC;

      key (form, "ctrl+Return");
      while (shown_form (NULL) == form && g_get_monotonic_time () < end_usec)
        {
          guint wake = g_timeout_add (20, G_SOURCE_FUNC (wake_cb), NULL);

          g_main_context_iteration (NULL, TRUE);
          g_source_remove (wake);
        }
    }
  g_assert_true (shown_form (NULL) != form);
}

static void
record_by_key (void)
{
  record_and_go_on ();
  wait_until (shown_form (NULL) == NULL);
}

static gboolean
is_mapped (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_get_mapped (widget);
}

/* Opens the drop-down with the focus and takes its line @expected. */
static void
choose_by_key (guint expected)
{
  GtkWidget *choice = find_in (shown_form (NULL), GTK_TYPE_DROP_DOWN, NULL, NULL);

  wait_until (has_focus (choice));
  key (shown_form (NULL), "space");
  wait_until (find_in (choice, GTK_TYPE_POPOVER, is_mapped, NULL) != NULL);
  key (shown_form (NULL), "Home");
  for (guint i = 0; i < expected; i++)
    key (shown_form (NULL), "Down");
  key (shown_form (NULL), "Return");
  wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)) == expected);
  /* Until its list is gone, it takes the keys. */
  wait_until (find_in (choice, GTK_TYPE_POPOVER, is_mapped, NULL) == NULL && has_focus (choice));
}

/* ---- The page ---- */

static void
show_playbook (Fixture *fixture, const char *type)
{
  g_autofree char *stream = declare (fixture, "Orders refused", VIGIE_LEVEL_P1, noon);
  GtkWidget *page = vigie_playbook_page_new ();

  open_model (fixture, stream);
  if (g_strcmp0 (incident_of (fixture)->type, type) != 0)
    record (fixture, vigie_act_retype (playbook, incident_of (fixture), type, "Awa Koné", noon, NULL));
  wait_until (g_strcmp0 (incident_of (fixture)->type, type) == 0);
  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (page), fixture->model);
  show_page (fixture, page, 1280, 800);
  gtk_widget_grab_focus (page);
}

static gboolean
is_step (GtkWidget *widget, gconstpointer step)
{
  return g_strcmp0 (vigie_procedure_step_get_key (VIGIE_PROCEDURE_STEP (widget)), step) == 0;
}

static GtkWidget *
focus_step (Fixture *fixture, const char *step)
{
  GtkWidget *widget = find_in (fixture->page, VIGIE_TYPE_PROCEDURE_STEP, is_step, step);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_grab_focus (widget));

  return widget;
}

static GtkWidget *
focus_button (Fixture *fixture, const char *words)
{
  GtkWidget *button = find_button (fixture, words);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_grab_focus (button));

  return button;
}

/* ---- Tests ---- */

static void
test_gate (Fixture *fixture, gconstpointer data)
{
  const char *gate = "INC-02/t60-approve";

  show_playbook (fixture, "INC-02");
  focus_step (fixture, gate);
  key (fixture->window, "space");
  wait_until (shown_form (NULL) != NULL);
  g_assert_null (vigie_incident_gate (incident_of (fixture), gate));
  type_in (0, "Kouassi");
  key (shown_form (NULL), "Tab");
  type_in (1, "all scans clean");
  record_by_key ();
  wait_until (vigie_incident_gate (incident_of (fixture), gate) != NULL);
  g_assert_true (vigie_incident_gate (incident_of (fixture), gate)->yes);
  g_assert_cmpstr (vigie_incident_gate (incident_of (fixture), gate)->approver, ==, "Kouassi");
  g_assert_cmpstr (vigie_incident_gate (incident_of (fixture), gate)->note, ==, "all scans clean");
  g_assert_true (vigie_session_can_undo (fixture->session));
  vigie_session_undo (fixture->session);
  wait_until (vigie_incident_gate (incident_of (fixture), gate) == NULL);
}

static void
test_option (Fixture *fixture, gconstpointer data)
{
  show_playbook (fixture, "INC-04");
  g_assert_nonnull (find_words (fixture, "Ways to choose from"));
  focus_button (fixture, "Choose…");
  key (fixture->window, "Return");
  wait_until (shown_form (NULL) != NULL);
  type_in (0, "all tables are touched");
  record_by_key ();
  wait_until (g_strcmp0 (vigie_incident_option (incident_of (fixture), "INC-04", NULL), "restore-all") == 0);
  wait_until (find_words (fixture, "chosen: D1") != NULL);
  vigie_session_undo (fixture->session);
  wait_until (vigie_incident_option (incident_of (fixture), "INC-04", NULL) == NULL);
  wait_until (find_words (fixture, "chosen: D1") == NULL);
}

static gboolean
is_titled (GtkWidget *widget, gconstpointer title)
{
  return find_in (widget, GTK_TYPE_LABEL, says, title) != NULL;
}

static void
test_confirmation (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  GtkWidget *tell, *copy;

  show_playbook (fixture, "INC-05");
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "operator", "Wave", VIGIE_FACT_CONFIRMED, NULL, zone, "Awa Koné", noon, NULL));
  wait_until (vigie_incident_fact (incident_of (fixture), "operator") != NULL);
  tell = find_in (fixture->page, VIGIE_TYPE_PROCEDURE_QUERY, is_titled, "Tell the client");
  g_assert_nonnull (tell);
  copy = find_in (tell, GTK_TYPE_BUTTON, NULL, NULL);
  g_assert_false (gtk_widget_get_sensitive (copy));
  focus_button (fixture, "Record a confirmation…");
  key (fixture->window, "Return");
  wait_until (shown_form (NULL) != NULL);
  type_in (0, "ORD-42");
  key (shown_form (NULL), "Tab");
  type_in (1, "Wave");
  key (shown_form (NULL), "Tab");
  type_in (2, "ref 77");
  record_by_key ();
  wait_until (vigie_incident_confirmation (incident_of (fixture), "INC-05/record-payment", "ORD-42") != NULL);
  /* The same confirmation serves the notice to the client, for that order alone. */
  wait_until (gtk_widget_get_sensitive (copy));
  g_assert_nonnull (find_in (tell, GTK_TYPE_LABEL, says, "id = 'ORD-42'"));
  g_assert_true (gtk_widget_grab_focus (copy));
  key (fixture->window, "Return");
  wait_until (g_strcmp0 (fixture->toast, "Query copied.") == 0);
}

static void
test_retype (Fixture *fixture, gconstpointer data)
{
  show_playbook (fixture, "INC-01");
  record (fixture, vigie_act_tick (playbook, incident_of (fixture), "INC-01/t1-war-room", VIGIE_STEP_DONE, NULL, "Awa Koné", noon, NULL));
  wait_until (vigie_incident_step (incident_of (fixture), "INC-01/t1-war-room") != NULL);
  vigie_act_form_retype (fixture->page, fixture->model, NULL);
  wait_until (shown_form (NULL) != NULL && has_focus (find_in (shown_form (NULL), GTK_TYPE_DROP_DOWN, NULL, NULL)));
  choose_by_key (1);
  wait_until (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "What comes") != NULL);
  g_assert_nonnull (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "Required post: Security officer"));
  g_assert_nonnull (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "What goes"));
  g_assert_nonnull (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "What stays"));
  g_assert_nonnull (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "Done, holds there too: Open the war room"));
  record_by_key ();
  wait_until (g_strcmp0 (incident_of (fixture)->type, "INC-02") == 0);
  wait_until (vigie_incident_step (incident_of (fixture), "INC-02/t0-war-room") != NULL);
}

/* Decide, review with a change of course, and the next decision is there with what is known. */
static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  const VigieDecision *decision;

  show_playbook (fixture, "INC-01");
  g_assert_nonnull (find_words (fixture, "No decision yet."));
  key (fixture->window, "r");
  wait_until (g_strcmp0 (fixture->toast, "No decision waits for its review.") == 0);
  key (fixture->window, "d");
  wait_until (shown_form (NULL) != NULL);
  type_in (0, "errors since noon");
  key (shown_form (NULL), "Tab");
  key (shown_form (NULL), "Tab");
  type_in (2, "roll back");
  key (shown_form (NULL), "Tab");
  key (shown_form (NULL), "Tab");
  type_in (4, "Fatou");
  record_by_key ();
  wait_until (incident_of (fixture)->decisions->len == 1);
  wait_until (find_words (fixture, "review in") != NULL);
  g_assert_nonnull (find_words (fixture, "1 to review"));

  vigie_session_set_now (fixture->session, noon + VIGIE_HOUR_USEC + 12 * VIGIE_MINUTE_USEC);
  wait_until (find_words (fixture, "review 2") != NULL && find_words (fixture, "late") != NULL);
  key (fixture->window, "r");
  wait_until (shown_form (NULL) != NULL);
  type_in (0, "same errors");
  key (shown_form (NULL), "Tab");
  choose_by_key (1);
  record_and_go_on ();
  wait_until (incident_of (fixture)->decisions->len == 1 && ((VigieDecision *) incident_of (fixture)->decisions->pdata[0])->verdict == VIGIE_VERDICT_CHANGE);
  wait_until (shown_form (NULL) != NULL && form_entry (NULL, 4) != NULL);
  g_assert_cmpstr (text_at (0), ==, "same errors");
  g_assert_cmpstr (text_at (1), ==, "In place of D1: roll back");
  g_assert_cmpstr (text_at (4), ==, "Fatou");
  wait_until (find_words (fixture, "course changed") != NULL);
  g_assert_nonnull (find_words (fixture, "13:12, A. Koné: same errors"));
  key (shown_form (NULL), "Tab");
  key (shown_form (NULL), "Tab");
  type_in (2, "scale the database");
  record_by_key ();
  wait_until (incident_of (fixture)->decisions->len == 2);
  decision = g_ptr_array_index (incident_of (fixture)->decisions, 1);
  g_assert_cmpstr (decision->orient, ==, "In place of D1: roll back");
  /* What waits stands above what is settled. */
  wait_until (g_strcmp0 (vigie_decision_card_get_code (VIGIE_DECISION_CARD (find_in (fixture->page, VIGIE_TYPE_DECISION_CARD, NULL, NULL))), "D2") == 0);
}

/* Each step of a T+ tells its time, the head counts what is late, and the foot says it all. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  GtkWidget *step;

  show_playbook (fixture, "INC-01");
  vigie_session_set_now (fixture->session, noon + 11 * VIGIE_MINUTE_USEC);
  wait_until (find_words (fixture, "in 4\302\240min") != NULL);
  step = focus_step (fixture, "INC-01/t3-hosting");
  wait_until (find_words (fixture, "due 12:05, 6\302\240min late") != NULL);
  g_assert_nonnull (find_in (step, GTK_TYPE_LABEL, says, "6\302\240min late"));
  g_assert_nonnull (find_words (fixture, "6 late"));
  g_assert_nonnull (find_words (fixture, "Technical lead"));
  key (fixture->window, "c");
  wait_until (g_strcmp0 (fixture->toast, "Address copied.") == 0);
  record (fixture, vigie_act_tick (playbook, incident_of (fixture), "INC-01/t3-hosting", VIGIE_STEP_DONE, NULL, "Awa Koné", noon, NULL));
  wait_until (find_in (step, GTK_TYPE_LABEL, says, "late") == NULL);
  g_assert_null (find_words (fixture, "6 late"));
}

static void
test_hypothesis (Fixture *fixture, gconstpointer data)
{
  show_playbook (fixture, "INC-01");
  key (fixture->window, "h");
  wait_until (GTK_IS_EDITABLE (gtk_root_get_focus (GTK_ROOT (fixture->window))));
  send (fixture->window, "type", "a lock");
  key (fixture->window, "Return");
  wait_until (incident_of (fixture)->hypotheses->len == 1);
  record (fixture, vigie_act_hypothesis (incident_of (fixture), ((VigieHypothesis *) incident_of (fixture)->hypotheses->pdata[0])->code, VIGIE_HYPOTHESIS_TESTED,
                                         "read the locks", "Yao Kouamé", noon + VIGIE_MINUTE_USEC, NULL));
  wait_until (find_words (fixture, "12:01, Y. Kouamé, being tested: read the locks") != NULL);
  record (fixture, vigie_act_hypothesis (incident_of (fixture), ((VigieHypothesis *) incident_of (fixture)->hypotheses->pdata[0])->code, VIGIE_HYPOTHESIS_CONFIRMED,
                                         NULL, "Awa Koné", noon + 2 * VIGIE_MINUTE_USEC, NULL));
  wait_until (find_words (fixture, "12:02, A. Koné, confirmed") != NULL);
  g_assert_nonnull (find_words (fixture, "12:01, Y. Kouamé, being tested: read the locks"));
}

static void
add_all (void)
{
  add_test ("/ui/procedure-keys/gate", test_gate);
  add_test ("/ui/procedure-keys/option", test_option);
  add_test ("/ui/procedure-keys/confirmation", test_confirmation);
  add_test ("/ui/procedure-keys/retype", test_retype);
  add_test ("/ui/procedure-keys/decisions", test_decisions);
  add_test ("/ui/procedure-keys/late", test_late);
  add_test ("/ui/procedure-keys/hypothesis", test_hypothesis);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
