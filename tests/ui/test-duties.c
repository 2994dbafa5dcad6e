/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of acts on a real display: rows that say whom, how and what became of it, the form of a call with
 * its ways to end, the next person, and an act that is ticked off. */

#include "page-fixture.h"

#include "vigie-rota-act.h"

static void
show_list (Fixture *fixture, VigieLevel level)
{
  g_autofree char *stream = declare (fixture, "Application unreachable", level, noon + VIGIE_HOUR_USEC);
  GtkWidget *list = vigie_duty_list_new ();

  open_model (fixture, stream);
  vigie_duty_list_set_model (VIGIE_DUTY_LIST (list), fixture->model);
  show_page (fixture, list, 320, 600);
}

static const VigieDuty *
duty (Fixture *fixture, const char *key)
{
  return vigie_duties_find (vigie_incident_model_get_duties (fixture->model), key);
}

static GtkWidget *
find_key (GtkWidget *widget, const char *key)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "key"), key) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_key (child, key);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
open_form (Fixture *fixture, const char *key, const char *title)
{
  GtkWidget *row = find_key (fixture->page, key);

  g_assert_nonnull (row);
  gtk_widget_activate (row);
  wait_until (shown_form (title) != NULL);
}

/* Not reached: the next person, and the way back to the first; what was said is kept. */
static void
test_no_answer_leads_on (Fixture *fixture, gconstpointer data)
{
  const VigieCall *last;

  show_list (fixture, VIGIE_LEVEL_P1);
  open_form (fixture, "cto-alert", "Call CTO");
  form_press ("Call CTO", "No answer, next");
  wait_until (shown_form ("Call DevOps lead, for CTO") != NULL);
  wait_until (duty (fixture, "cto-alert")->state == VIGIE_DUTY_TRIED);
  gtk_window_close (GTK_WINDOW (shown_form ("Call DevOps lead")));
  wait_until (shown_form ("Call") == NULL);

  open_form (fixture, "cto-alert", "Call DevOps lead, for CTO");
  form_press ("Call DevOps lead", "Call CTO…");
  wait_until (shown_form ("Call CTO") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_in (shown_form ("Call CTO"), GTK_TYPE_ENTRY, NULL, NULL)), "Is on his way");
  form_press ("Call CTO", "Answered");
  wait_until (duty (fixture, "cto-alert")->state == VIGIE_DUTY_DONE);
  wait_until (shown_form ("Call") == NULL);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_key (fixture->page, "cto-alert"))));
  last = g_ptr_array_index (incident_of (fixture)->calls, 1);
  g_assert_cmpstr (last->note, ==, "Is on his way");
}

static gboolean
form_says (Fixture *fixture, const char *part)
{
  return find_in (shown_form ("Call"), GTK_TYPE_LABEL, says, part) != NULL;
}

/* The five minutes of a call run in its form, then it says whom to call; nobody left, and it escalates. */
static void
test_call_runs (Fixture *fixture, gconstpointer data)
{
  gint64 start_usec = noon + VIGIE_HOUR_USEC;

  show_list (fixture, VIGIE_LEVEL_P1);
  vigie_session_set_now (fixture->session, start_usec + VIGIE_MINUTE_USEC);
  open_form (fixture, "cto-alert", "Call CTO");
  g_assert_true (form_says (fixture, "To be reached by 13:05: in 4"));
  form_press ("Call CTO", "I am calling");
  wait_until (duty (fixture, "cto-alert")->state == VIGIE_DUTY_CALLING);
  wait_until (form_says (fixture, "Calling since 13:01: another 5\u00a0min, then call DevOps lead"));
  g_assert_true (form_says (fixture, "13:01 CTO: calling, Awa Koné"));
  vigie_session_set_now (fixture->session, start_usec + VIGIE_MINUTE_USEC * 7);
  g_assert_true (form_says (fixture, "time is over, call DevOps lead"));
  form_press ("Call CTO", "No answer, next");
  wait_until (shown_form ("Call DevOps lead") != NULL);
  wait_until (form_says (fixture, "Nobody was reached: escalate to"));
  g_assert_true (form_says (fixture, "13:07 CTO: no answer, Awa Koné"));
  g_assert_cmpuint (incident_of (fixture)->calls->len, ==, 1);
  gtk_window_close (GTK_WINDOW (shown_form ("Call DevOps lead")));
  wait_until (shown_form ("Call") == NULL);
}

/* Two who call the same person see each other; the form shows how long is left, and whom one may call instead. */
static void
test_two_callers (Fixture *fixture, gconstpointer data)
{
  const char *const people[] = { "dev-lead", NULL };

  show_list (fixture, VIGIE_LEVEL_P1);
  record (fixture, vigie_rota_act_set (vigie_directory_rota (vigie_session_get_directory (fixture->session)), "L3", people, "2025-12-01", "08:00", "UTC", 1,
                                       "Awa Koné", noon, NULL));
  wait_until (vigie_rota_has_level (vigie_directory_rota (vigie_session_get_directory (fixture->session)), "L3"));
  record (fixture, vigie_act_call_begin (incident_of (fixture), "cto", "Yao Kouamé", noon + VIGIE_HOUR_USEC, NULL));
  wait_until (duty (fixture, "cto-alert")->state == VIGIE_DUTY_CALLING);
  open_form (fixture, "cto-alert", "Call CTO");
  wait_until (form_says (fixture, "Yao Kouamé has been calling them since 13:00"));
  g_assert_true (form_says (fixture, "5:00"));
  g_assert_true (form_says (fixture, "Dev lead · on call L3 until Mon 8 Dec 08:00"));
  form_press ("Call CTO", "Dev lead · on call L3 until Mon 8 Dec 08:00");
  wait_until (shown_form ("Call Dev lead, for CTO") != NULL);
  gtk_window_close (GTK_WINDOW (shown_form ("Call Dev lead")));
  wait_until (shown_form ("Call") == NULL);
}

/* The form with the most ways to end stands in a small screen, and the number is there whole. */
static void
test_call_fits (Fixture *fixture, gconstpointer data)
{
  const VigieContactDef *contact;
  GtkWidget *number;
  int least_px = 0;

  show_list (fixture, VIGIE_LEVEL_P1);
  open_form (fixture, "cto-alert", "Call CTO");
  form_press ("Call CTO", "No answer, next");
  wait_until (shown_form ("Call DevOps lead, for CTO") != NULL);
  gtk_widget_measure (shown_form ("Call DevOps lead"), GTK_ORIENTATION_HORIZONTAL, -1, &least_px, NULL, NULL, NULL);
  g_assert_cmpint (least_px, <=, 700);
  contact = vigie_playbook_contact (playbook, duty (fixture, "cto-alert")->to_call->id);
  number = find_in (shown_form ("Call DevOps lead"), GTK_TYPE_LABEL, says, g_ptr_array_index (contact->phones, 0));
  g_assert_nonnull (number);
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (number)));
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (number)), ==, PANGO_ELLIPSIZE_NONE);
  gtk_window_close (GTK_WINDOW (shown_form ("Call DevOps lead")));
  wait_until (shown_form ("Call") == NULL);
}

/* P1 and a breach want the same call: what is said of it is said of both clocks. */
static void
test_two_clocks_are_settled_together (Fixture *fixture, gconstpointer data)
{
  show_list (fixture, VIGIE_LEVEL_P1);
  record (fixture, vigie_act_retype (playbook, incident_of (fixture), "INC-02", "Awa Koné", vigie_session_now_usec (fixture->session), NULL));
  wait_until (duty (fixture, "cto-alert")->also != NULL);
  open_form (fixture, "cto-alert", "Call CTO");
  form_press ("Call CTO", "Done otherwise…");
  wait_until (shown_form ("Call") != NULL && find_in (shown_form ("Call"), GTK_TYPE_BUTTON, matches_label, "Record as done") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_in (shown_form ("Call"), GTK_TYPE_ENTRY, NULL, NULL)), "He sits here");
  form_press ("Call", "Record as done");
  wait_until (duty (fixture, "cto-alert")->state == VIGIE_DUTY_DONE);
  g_assert_nonnull (duty (fixture, "cto-alert")->also);
  wait_until (shown_form ("Call") == NULL);
}

static void
test_level_act_is_ticked (Fixture *fixture, gconstpointer data)
{
  show_list (fixture, VIGIE_LEVEL_P3);
  open_form (fixture, "P3/ticket", "Create and rank a ticket");
  form_press ("Create and rank a ticket", "Done");
  wait_until (duty (fixture, "P3/ticket")->state == VIGIE_DUTY_DONE);
  wait_until (shown_form ("Create") == NULL);
}

/* Each row is said whole: whom, what, how, state. */
static void
test_rows_are_named (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show_list (fixture, VIGIE_LEVEL_P1);
  row = find_key (fixture->page, "cto-alert");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "CTO. Alert the CTO. Phone call · to do. 5\302\240min 13:05 GMT");
}

static void
add_all (void)
{
  add_test ("/ui/duties/no-answer-leads-on", test_no_answer_leads_on);
  add_test ("/ui/duties/call-runs", test_call_runs);
  add_test ("/ui/duties/call-fits", test_call_fits);
  add_test ("/ui/duties/two-callers", test_two_callers);
  add_test ("/ui/duties/two-clocks-are-settled-together", test_two_clocks_are_settled_together);
  add_test ("/ui/duties/level-act-is-ticked", test_level_act_is_ticked);
  add_test ("/ui/duties/rows-are-named", test_rows_are_named);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
