/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resolve, close, reopen, the public stage and the support level, as their forms record them. */

#include "page-fixture.h"

#include "vigie-act-forms.h"
#include "vigie-command-line.h"
#include "vigie-milestones-card.h"
#include "vigie-missing.h"

static GtkWindow *
form_of (Fixture *fixture)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

/* There may be one form over another. */
static GtkWindow *
form_titled (Fixture *fixture, const char *title)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (l->data)
        && g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return l->data;

  return NULL;
}

static GtkWindow *
wait_form (Fixture *fixture, const char *title)
{
  GtkWindow *form;

  wait_until ((form = form_titled (fixture, title)) != NULL);

  return form;
}

static void
press_act (GtkWindow *form)
{
  gtk_widget_activate (gtk_window_get_default_widget (form));
}

static void
write_first (GtkWindow *form, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_in (GTK_WIDGET (form), GTK_TYPE_ENTRY, NULL, NULL)), text);
}

static void
prepare (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
  show_page (fixture, gtk_entry_new (), 900, 600);
}

static void
set_milestone (Fixture *fixture, VigieMilestone milestone, gint64 time_usec)
{
  record (fixture, vigie_act_milestone (incident_of (fixture), milestone, time_usec, "Awa Koné", vigie_session_now_usec (fixture->session), NULL));
  wait_until (incident_of (fixture)->milestones[milestone] == time_usec);
}

static void
test_resolve_anyway (Fixture *fixture, gconstpointer data)
{
  GtkWindow *form;

  prepare (fixture);
  vigie_act_form_resolve (fixture->page, fixture->model, NULL);
  form = wait_form (fixture, "Resolve the incident");
  fixture->page = GTK_WIDGET (form);
  g_assert_nonnull (find_words (fixture, "still missing"));
  g_assert_nonnull (find_button (fixture, "Resolve anyway"));
  press_act (form);
  wait_until (!vigie_incident_is_active (incident_of (fixture)));
  wait_until (form_of (fixture) == NULL);
}

static GtkListBoxRow *
row_at (GtkWindow *form, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_in (GTK_WIDGET (form), GTK_TYPE_LIST_BOX, NULL, NULL)), index);
}

static gboolean
is_row_of (GtkWidget *label, gconstpointer words)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), words);
}

/* The line that says so, or NULL. */
static GtkWidget *
line_of (GtkWindow *form, const char *words)
{
  GtkWidget *label = find_in (GTK_WIDGET (form), GTK_TYPE_LABEL, is_row_of, words);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

/* A line of the list goes and does it, over the list, which then has one line less and the focus on the next. */
static void
test_resolve_leads_on (Fixture *fixture, gconstpointer data)
{
  GtkWindow *list, *form;

  prepare (fixture);
  vigie_act_form_resolve (fixture->page, fixture->model, NULL);
  list = wait_form (fixture, "Resolve the incident");
  g_assert_true (gtk_window_get_focus (list) == GTK_WIDGET (row_at (list, 0)));
  g_assert_nonnull (line_of (list, "No time for “Started”"));
  gtk_widget_activate (GTK_WIDGET (row_at (list, 0)));
  form = wait_form (fixture, "Record: Started");
  press_act (form);
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_STARTED] != VIGIE_TIME_NONE);
  g_assert_true (vigie_incident_is_active (incident_of (fixture)));
  wait_until (form_titled (fixture, "Record: Started") == NULL);
  wait_until (line_of (list, "No time for “Started”") == NULL);
  g_assert_true (gtk_window_get_focus (list) == GTK_WIDGET (row_at (list, 0)));

  gtk_widget_activate (line_of (list, "Cause"));
  form = wait_form (fixture, "Enter a fact");
  gtk_window_destroy (form);
  wait_until (form_titled (fixture, "Enter a fact") == NULL);
}

/* What somebody else does meanwhile goes from the list too; with all of it done there is nothing to go against. */
static void
test_resolve_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) missing = NULL;
  GtkWindow *list;
  guint before;

  prepare (fixture);
  vigie_act_form_resolve (fixture->page, fixture->model, NULL);
  list = wait_form (fixture, "Resolve the incident");
  missing = vigie_incident_missing (playbook, incident_of (fixture), vigie_session_now_usec (fixture->session), VIGIE_LANG_EN);
  before = missing->len;
  g_assert_null (row_at (list, (int) before));
  g_assert_nonnull (row_at (list, (int) before - 1));
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 50 * VIGIE_MINUTE_USEC);
  wait_until (row_at (list, (int) before - 1) == NULL);
  g_assert_null (line_of (list, "No time for “Restored”"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_window_get_default_widget (list))), ==, "Resolve anyway");
}

/* A step is done where it stands. */
static void
test_resolve_leads_to_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) missing = NULL;
  g_autofree char *where = NULL;
  const VigieMissing *step = NULL;
  char *gone = NULL;
  GtkWindow *list;

  prepare (fixture);
  add_noted_action (fixture, "go", &gone);
  missing = vigie_incident_missing (playbook, incident_of (fixture), vigie_session_now_usec (fixture->session), VIGIE_LANG_EN);
  for (guint i = 0; i < missing->len; i++)
    if (((const VigieMissing *) g_ptr_array_index (missing, i))->kind == VIGIE_MISSING_STEP)
      step = g_ptr_array_index (missing, i);
  g_assert_nonnull (step);
  vigie_act_form_resolve (fixture->page, fixture->model, NULL);
  list = wait_form (fixture, "Resolve the incident");
  gtk_widget_activate (line_of (list, step->words));
  where = g_strconcat ("step:", step->id, NULL);
  wait_until (g_strcmp0 (gone, where) == 0);
  wait_until (form_of (fixture) == NULL);
  g_free (gone);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  GtkWindow *form;

  prepare (fixture);
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 50 * VIGIE_MINUTE_USEC);
  set_milestone (fixture, VIGIE_MILESTONE_RESOLVED, noon + 55 * VIGIE_MINUTE_USEC);
  vigie_act_form_close (fixture->page, fixture->model, VIGIE_TIME_NONE);
  form = wait_form (fixture, "Close the incident");
  fixture->page = GTK_WIDGET (form);
  g_assert_nonnull (find_words (fixture, "another 20"));
  press_act (form);
  wait_until (find_words (fixture, "say why") != NULL);
  g_assert_cmpint (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED], ==, VIGIE_TIME_NONE);
  write_first (form, "The shop is shut");
  press_act (form);
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED] != VIGIE_TIME_NONE);
  wait_until (form_of (fixture) == NULL);
}

static GtkWidget *
show_command_line (Fixture *fixture)
{
  GtkWidget *line = vigie_command_line_new ();

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 200);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), line);
  fixture->page = line;
  vigie_command_line_set_model (VIGIE_COMMAND_LINE (line), fixture->model);

  return line;
}

/* The same in the command line: what stands after the colon is the reason. */
static void
test_close_typed (Fixture *fixture, gconstpointer data)
{
  VigieCommandLine *line;

  prepare (fixture);
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 50 * VIGIE_MINUTE_USEC);
  line = VIGIE_COMMAND_LINE (show_command_line (fixture));
  vigie_command_line_type (line, "closed:");
  vigie_command_line_submit (line);
  wait_until (find_words (fixture, "after the colon") != NULL);
  g_assert_cmpstr (vigie_command_line_get_text (line), ==, "closed:");
  vigie_command_line_set_hint_visible (line, FALSE); /* a window that gets narrow */
  g_assert_nonnull (find_words (fixture, "after the colon"));
  g_assert_cmpint (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED], ==, VIGIE_TIME_NONE);
  vigie_command_line_type (line, " the shop is shut");
  vigie_command_line_submit (line);
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED] == noon + VIGIE_HOUR_USEC);
}

static VigieMilestonesCard *
show_card (Fixture *fixture)
{
  GtkWidget *card = vigie_milestones_card_new ();

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), card);
  fixture->page = card;
  vigie_milestones_card_set_model (VIGIE_MILESTONES_CARD (card), fixture->model);

  return VIGIE_MILESTONES_CARD (card);
}

/* And among the times of the incident: the form opens with the time that was typed. */
static void
test_close_on_card (Fixture *fixture, gconstpointer data)
{
  VigieMilestonesCard *card;
  GtkWindow *form;

  prepare (fixture);
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 40 * VIGIE_MINUTE_USEC);
  card = show_card (fixture);
  vigie_milestones_card_edit (card, VIGIE_MILESTONE_CLOSED);
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_CLOSED, "12:55"));
  form = wait_form (fixture, "Close the incident");
  g_assert_cmpint (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED], ==, VIGIE_TIME_NONE);
  write_first (form, "The shop is shut");
  press_act (form);
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED] == noon + 55 * VIGIE_MINUTE_USEC);
  wait_until (form_of (fixture) == NULL);
}

/* Clearing a resolution is reopening: it asks why, and so does the button beside it. */
static void
test_reopen_on_card (Fixture *fixture, gconstpointer data)
{
  VigieMilestonesCard *card;
  GtkWindow *form;

  prepare (fixture);
  card = show_card (fixture);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (card)));
  g_assert_null (find_button (fixture, "Reopen…"));
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 10 * VIGIE_MINUTE_USEC);
  set_milestone (fixture, VIGIE_MILESTONE_RESOLVED, noon + 55 * VIGIE_MINUTE_USEC);
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_RESOLVED, ""));
  form = wait_form (fixture, "Reopen the incident");
  g_assert_false (vigie_incident_is_active (incident_of (fixture)));
  gtk_window_destroy (form);
  wait_until (form_of (fixture) == NULL);

  gtk_widget_activate (find_button (fixture, "Reopen…"));
  form = wait_form (fixture, "Reopen the incident");
  write_first (form, "It fails again");
  press_act (form);
  wait_until (vigie_incident_is_active (incident_of (fixture)));
  g_assert_cmpint (incident_of (fixture)->stage, ==, VIGIE_STAGE_INVESTIGATING);
  wait_until (form_of (fixture) == NULL);
  wait_until (find_button (fixture, "Reopen…") == NULL);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  GtkWindow *form;

  prepare (fixture);
  set_milestone (fixture, VIGIE_MILESTONE_RESTORED, noon + 50 * VIGIE_MINUTE_USEC);
  set_milestone (fixture, VIGIE_MILESTONE_RESOLVED, noon + 55 * VIGIE_MINUTE_USEC);
  vigie_act_form_reopen (fixture->page, fixture->model, VIGIE_STAGE_MONITORING);
  form = wait_form (fixture, "Reopen the incident");
  write_first (form, "It fails again");
  press_act (form);
  wait_until (vigie_incident_is_active (incident_of (fixture)));
  g_assert_cmpint (incident_of (fixture)->stage, ==, VIGIE_STAGE_MONITORING);
  wait_until (form_of (fixture) == NULL);
}

static void
test_stage_and_support (Fixture *fixture, gconstpointer data)
{
  GtkWindow *form;

  prepare (fixture);
  vigie_act_form_stage (fixture->page, fixture->model);
  form = wait_form (fixture, "Public stage");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (GTK_WIDGET (form), GTK_TYPE_DROP_DOWN, NULL, NULL)), 1 + VIGIE_STAGE_MONITORING);
  press_act (form);
  wait_until (incident_of (fixture)->stage_set_apart && incident_of (fixture)->stage == VIGIE_STAGE_MONITORING);
  wait_until (form_of (fixture) == NULL);

  g_assert_cmpstr (vigie_incident_support_level (incident_of (fixture)), ==, "L3");
  vigie_act_form_support_move (fixture->page, fixture->model);
  press_act (wait_form (fixture, "Support level"));
  wait_until (g_strcmp0 (vigie_incident_support_level (incident_of (fixture)), "management") == 0);
  wait_until (form_of (fixture) == NULL);
}

/* An incident of no type of the playbook shows in its place who holds it. */
static void
test_support_without_type (Fixture *fixture, gconstpointer data)
{
  GtkWidget *band = vigie_incident_band_new ();

  prepare (fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 200);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), band);
  fixture->page = band;
  vigie_incident_band_set_model (VIGIE_INCIDENT_BAND (band), fixture->model);
  wait_until (find_words (fixture, "INC-01") != NULL);
  g_assert_null (find_words (fixture, "L3 Engineering"));
  record (fixture, vigie_act_retype (playbook, incident_of (fixture), "other", "Awa Koné", vigie_session_now_usec (fixture->session), NULL));
  wait_until (find_words (fixture, "L3 Engineering") != NULL);
  g_assert_null (find_words (fixture, "INC-01"));
}

static void
add (void)
{
  add_test ("/ui/closing/resolve-anyway", test_resolve_anyway);
  add_test ("/ui/closing/resolve-leads-on", test_resolve_leads_on);
  add_test ("/ui/closing/resolve-follows", test_resolve_follows);
  add_test ("/ui/closing/resolve-leads-to-step", test_resolve_leads_to_step);
  add_test ("/ui/closing/close", test_close);
  add_test ("/ui/closing/close-typed", test_close_typed);
  add_test ("/ui/closing/close-on-card", test_close_on_card);
  add_test ("/ui/closing/reopen", test_reopen);
  add_test ("/ui/closing/reopen-on-card", test_reopen_on_card);
  add_test ("/ui/closing/stage-and-support", test_stage_and_support);
  add_test ("/ui/closing/support-without-type", test_support_without_type);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
