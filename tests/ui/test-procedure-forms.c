/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The playbook page and its forms: a gate that asks, an option that is chosen, an update that is given out for a
 * confirmed order alone, a type that changes. What a button or a tick opens is filled in and recorded. */

#include "page-fixture.h"

#include "vigie-act-procedure-forms.h"
#include "vigie-act.h"
#include "vigie-option-card.h"
#include "vigie-procedure-query.h"
#include "vigie-procedure-step.h"

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
}

static gboolean
is_step (GtkWidget *widget, gconstpointer key)
{
  return g_strcmp0 (vigie_procedure_step_get_key (VIGIE_PROCEDURE_STEP (widget)), key) == 0;
}

static GtkWidget *
find_check (Fixture *fixture, const char *key)
{
  GtkWidget *step = find_in (fixture->page, VIGIE_TYPE_PROCEDURE_STEP, is_step, key);

  g_assert_nonnull (step);

  return find_in (step, GTK_TYPE_CHECK_BUTTON, NULL, NULL);
}

static void
test_gate (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  show_playbook (fixture, "INC-02");
  check = find_check (fixture, "INC-02/t60-approve");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_until (shown_form (NULL) != NULL);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  form_type (NULL, 0, "Kouassi");
  form_press (NULL, "Record the no");
  g_assert_null (vigie_incident_gate (incident_of (fixture), "INC-02/t60-approve"));
  form_type (NULL, 1, "two hosts are not clean");
  form_press (NULL, "Record the no");
  wait_until (shown_form (NULL) == NULL);
  wait_until (vigie_incident_gate (incident_of (fixture), "INC-02/t60-approve") != NULL);
  g_assert_false (vigie_incident_gate (incident_of (fixture), "INC-02/t60-approve")->yes);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_until (shown_form (NULL) != NULL);
  form_type (NULL, 0, "Kouassi");
  form_press (NULL, "Record the yes");
  wait_until (shown_form (NULL) == NULL);
  wait_until (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_cmpstr (vigie_incident_gate (incident_of (fixture), "INC-02/t60-approve")->approver, ==, "Kouassi");
}

static void
test_option (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  show_playbook (fixture, "INC-04");
  card = find_in (fixture->page, VIGIE_TYPE_OPTION_CARD, NULL, NULL);
  g_assert_nonnull (card);
  g_signal_emit_by_name (find_in (card, GTK_TYPE_BUTTON, NULL, NULL), "clicked");
  wait_until (shown_form (NULL) != NULL);
  form_type (NULL, 0, "all tables are touched");
  form_press (NULL, "Record the decision");
  wait_until (shown_form (NULL) == NULL);
  wait_until (vigie_incident_option (incident_of (fixture), "INC-04", NULL) != NULL);
  g_assert_cmpstr (vigie_incident_option (incident_of (fixture), "INC-04", NULL), ==, "restore-all");
  wait_until (!gtk_widget_get_visible (find_in (card, GTK_TYPE_BUTTON, NULL, NULL)));
}

static gboolean
is_update (GtkWidget *widget, gconstpointer data)
{
  return find_in (widget, GTK_TYPE_DROP_DOWN, NULL, NULL) != NULL;
}

static void
test_confirmation (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  GtkWidget *card, *copy;

  show_playbook (fixture, "INC-05");
  card = find_in (fixture->page, VIGIE_TYPE_PROCEDURE_QUERY, is_update, NULL);
  g_assert_nonnull (card);
  copy = find_in (card, GTK_TYPE_BUTTON, NULL, NULL);
  g_assert_false (gtk_widget_get_sensitive (copy));

  vigie_act_form_confirm (fixture->page, fixture->model, "INC-05/record-payment");
  wait_until (shown_form (NULL) != NULL);
  form_type (NULL, 0, "1'; DROP TABLE orders; --");
  form_type (NULL, 1, "Wave");
  form_type (NULL, 2, "ref 77");
  form_press (NULL, "Record the confirmation");
  g_assert_nonnull (shown_form (NULL));
  g_assert_cmpuint (g_hash_table_size (incident_of (fixture)->confirmations), ==, 0);
  form_type (NULL, 0, "ORD-42");
  form_press (NULL, "Record the confirmation");
  wait_until (shown_form (NULL) == NULL);
  wait_until (vigie_incident_confirmation (incident_of (fixture), "INC-05/record-payment", "ORD-42") != NULL);
  g_assert_false (gtk_widget_get_sensitive (copy)); /* the operator's fact is missing */
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "operator", "Wave", VIGIE_FACT_CONFIRMED, NULL, zone, "Awa Koné", noon, NULL));
  wait_until (gtk_widget_get_sensitive (copy));
}

static void
test_retype (Fixture *fixture, gconstpointer data)
{
  show_playbook (fixture, "INC-01");
  record (fixture, vigie_act_tick (playbook, incident_of (fixture), "INC-01/t1-war-room", VIGIE_STEP_DONE, NULL, "Awa Koné", noon, NULL));
  wait_until (vigie_incident_step (incident_of (fixture), "INC-01/t1-war-room") != NULL);
  vigie_act_form_retype (fixture->page, fixture->model, NULL);
  wait_until (shown_form (NULL) != NULL);
  form_press (NULL, "Change the type");
  g_assert_nonnull (shown_form (NULL)); /* it has that type already */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (shown_form (NULL), GTK_TYPE_DROP_DOWN, NULL, NULL)), 1);
  form_press (NULL, "Change the type");
  wait_until (shown_form (NULL) == NULL);
  wait_until (g_strcmp0 (incident_of (fixture)->type, "INC-02") == 0);
  wait_until (vigie_incident_step (incident_of (fixture), "INC-02/t0-war-room") != NULL);
  g_assert_cmpint (vigie_incident_step (incident_of (fixture), "INC-02/t0-war-room")->state, ==, VIGIE_STEP_DONE);
}

static void
add_all (void)
{
  add_test ("/ui/procedure/gate", test_gate);
  add_test ("/ui/procedure/option", test_option);
  add_test ("/ui/procedure/confirmation", test_confirmation);
  add_test ("/ui/procedure/retype", test_retype);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
