/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a post-mortem through the window: the strip over the report, the forms, the invitation, the run sheet. */

#include "page-fixture.h"

#include "vigie-act-post-mortem.h"
#include "vigie-clock-words.h"
#include "vigie-flow-forms.h"
#include "vigie-flow-strip.h"
#include "vigie-flow-trail.h"
#include "vigie-meeting-invite.h"
#include "vigie-meeting-window.h"
#include "vigie-report-nav.h"
#include "vigie-time.h"

#define NOW (noon + VIGIE_HOUR_USEC)

static void
begin (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Orders refused", VIGIE_LEVEL_P1, noon - VIGIE_HOUR_USEC);
  GtkWidget *page = vigie_report_page_new ();

  open_model (fixture, stream);
  record (fixture, vigie_act_role (playbook, incident_of (fixture), "scribe", "Fanta", "Awa Koné", noon, NULL));
  record (fixture, vigie_act_milestone (incident_of (fixture), VIGIE_MILESTONE_RESOLVED, noon, "Awa Koné", noon, NULL));
  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), fixture->model);
  show_page (fixture, page, 1048, 700);
  wait_until (find_words (fixture, "●\302\240Resolved") != NULL);
}

static void
press (Fixture *fixture, const char *words)
{
  wait_until (find_button (fixture, words) != NULL);
  g_signal_emit_by_name (find_button (fixture, words), "clicked");
}

static VigiePostMortem *
state_of (Fixture *fixture)
{
  return vigie_post_mortem_new (incident_of (fixture), playbook, vigie_session_now_usec (fixture->session));
}

static GtkWidget *
shown_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (window) && g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)) != NULL ? gtk_window_get_title (GTK_WINDOW (window)) : "", title))
        return window;
    }

  return NULL;
}

static void
press_in (GtkWidget *window, const char *label)
{
  GtkWidget *button = find_in (window, GTK_TYPE_BUTTON, matches_label, label);

  if (button == NULL)
    {
      GtkWidget *words = find_in (window, GTK_TYPE_LABEL, says, label);

      g_assert_nonnull (words);
      button = gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON);
    }
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The clock of the meeting says for when it is planned. */
static void
assert_clock (Fixture *fixture, const char *words)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (fixture->model);
  guint n = 0;

  for (guint i = 0; i < obligations->len; i++)
    {
      g_autofree char *line = vigie_clock_second_line (fixture->model, obligations->pdata[i]);

      n += g_str_equal (line, words) ? 1 : 0;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* The proposed date is in the form; what is recorded leads to the invitation, which names who has no address. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigiePostMortem) state = NULL;
  g_autofree char *time = NULL;
  GtkWidget *invite;

  begin (fixture);
  press (fixture, "Plan the meeting…");
  wait_until (shown_form ("Plan the post-mortem") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_entry ("Plan", 0))), ==, "2025-12-02");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_entry ("Plan", 1))), ==, "12:00");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_entry ("Plan", 4))), ==, "Awa Koné, Fanta");
  form_type ("Plan", 0, "someday");
  form_press ("Plan", "Plan the meeting");
  g_assert_nonnull (shown_form ("Plan"));
  form_type ("Plan", 0, "2025-12-02");
  form_type ("Plan", 1, "14:30");
  form_press ("Plan", "Plan the meeting");
  wait_until (shown_window ("Invite to the post-mortem") != NULL);
  invite = shown_window ("Invite to the post-mortem");
  wait_until (find_in (invite, GTK_TYPE_LABEL, says, "No address in the directory: Awa Koné, Fanta") != NULL);
  state = state_of (fixture);
  time = vigie_time_format_rfc3339 (state->schedule->time_usec);
  g_assert_cmpstr (time, ==, "2025-12-02T14:30:00Z");
  gtk_window_destroy (GTK_WINDOW (invite));
  wait_until (find_words (fixture, "●\302\240Documenting") != NULL);
  g_assert_nonnull (find_button (fixture, "Begin the meeting"));
  assert_clock (fixture, "Planned: 2 Dec 2025, 14:30 GMT");
}

/* What is missing is listed and leads to its section; the stage needs a reason while something is. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  VigieFlowStrip *strip;
  GtkWidget *row, *list;

  begin (fixture);
  record (fixture, vigie_act_meeting_end (playbook, incident_of (fixture), NULL, "Awa Koné", NOW, NULL));
  wait_until (find_button (fixture, "Ask for the review…") != NULL);
  strip = VIGIE_FLOW_STRIP (find_in (fixture->page, VIGIE_TYPE_FLOW_STRIP, NULL, NULL));
  g_assert_nonnull (find_words (fixture, "missing"));
  vigie_flow_strip_show_missing (strip);
  wait_until (find_words (fixture, "“Lessons learnt”: Not recorded: lessons learnt") != NULL);
  row = gtk_widget_get_ancestor (find_words (fixture, "“Lessons learnt”"), GTK_TYPE_LIST_BOX_ROW);
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", row);
  wait_until (find_words (fixture, "9. Lessons learnt") != NULL);
  press (fixture, "Ask for the review…");
  wait_until (shown_form ("Ask for the review") != NULL);
  form_type ("Ask", 0, "Ali, Moussa");
  form_press ("Ask", "Ask for the review");
  g_assert_nonnull (shown_form ("Ask"));
  form_type ("Ask", 1, "nobody knows any more");
  form_press ("Ask", "Ask for the review");
  wait_until (find_words (fixture, "●\302\240Review") != NULL);
}

/* A writer waits; another person signs and publishes, each list with its own text. */
static void
test_sign_and_publish (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) people = vigie_flow_names ("Ali");
  g_autoptr(VigiePostMortem) state = NULL;
  g_autofree char *summary = NULL;
  GtkWidget *text;

  begin (fixture);
  record (fixture, vigie_act_meeting_end (playbook, incident_of (fixture), NULL, "Awa Koné", NOW, NULL));
  record (fixture, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Test it.", "Awa Koné", NOW, NULL));
  record (fixture, vigie_act_review_request (playbook, incident_of (fixture), people, "late", "Awa Koné", NOW, NULL));
  wait_until (find_words (fixture, "Waiting for a reader") != NULL);
  vigie_session_set_author (fixture->session, "Ali");
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "I read it", NULL, "Ali", NOW, NULL));
  press (fixture, "Sign…");
  wait_until (shown_form ("Sign the post-mortem") != NULL);
  form_press ("Sign", "Sign the text");
  press (fixture, "Publish: Team…");
  wait_until (shown_form ("Publish") != NULL);
  text = find_in (shown_form ("Publish"), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  summary = vigie_act_window_read_text (text);
  g_assert_nonnull (strstr (summary, "Thank you"));
  form_press ("Publish", "It is sent: record it");
  wait_until (find_words (fixture, "●\302\240Published") != NULL);
  wait_until (find_button (fixture, "Publish: Management…") != NULL);
  state = state_of (fixture);
  g_assert_cmpstr (state->published[VIGIE_POST_MORTEM_TEAM]->summary, ==, summary);
}

/* A text that was changed by hand stays when the list is another; an untouched one follows. */
static void
test_publish_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  GtkWidget *text, *list;

  begin (fixture);
  vigie_flow_form_publish (fixture->page, fixture->model, VIGIE_POST_MORTEM_TEAM);
  text = find_in (shown_form ("Publish"), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  list = find_in (shown_form ("Publish"), GTK_TYPE_DROP_DOWN, NULL, NULL);
  first = vigie_act_window_read_text (text);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), VIGIE_POST_MORTEM_EVERYBODY);
  second = vigie_act_window_read_text (text);
  g_assert_cmpstr (first, !=, second);
  g_assert_null (strstr (second, "Koné"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "My own words", -1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), VIGIE_POST_MORTEM_TEAM);
  third = vigie_act_window_read_text (text);
  g_assert_cmpstr (third, ==, "My own words");
  form_press ("Publish", "It is sent: record it");
  g_assert_nonnull (shown_form ("Publish")); /* nobody signed */
  gtk_window_destroy (GTK_WINDOW (shown_form ("Publish")));
}

static gboolean
is_present (Fixture *fixture, const char *person)
{
  g_autoptr(VigiePostMortem) state = state_of (fixture);

  return g_strv_contains (state->meeting.present, person);
}

/* The run sheet goes on from the record after it was closed, says when an item is over its time, and notes where it belongs. */
static void
test_meeting (Fixture *fixture, gconstpointer data)
{
  VigieMeetingWindow *window;
  GtkWidget *entry;

  begin (fixture);
  window = vigie_meeting_window_present (fixture->page, fixture->model);
  g_assert_true (window == vigie_meeting_window_present (fixture->page, fixture->model));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  press_in (GTK_WIDGET (window), "Begin the meeting");
  wait_until (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "1. What happened") != NULL);
  vigie_session_set_now (fixture->session, NOW + 12 * VIGIE_MINUTE_USEC);
  wait_until (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "+2:00") != NULL);
  g_assert_nonnull (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "over its time"));
  gtk_window_destroy (GTK_WINDOW (window));
  window = vigie_meeting_window_present (fixture->page, fixture->model);
  wait_until (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "+2:00") != NULL);
  press_in (GTK_WIDGET (window), "Next: Causes");
  wait_until (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "2. Causes") != NULL);
  g_assert_nonnull (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "30:00"));
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "The pool is too small");
  press_in (GTK_WIDGET (window), "Note");
  wait_until (vigie_incident_section (incident_of (fixture), "causes", VIGIE_LANG_EN) != NULL);
  g_assert_nonnull (strstr (vigie_incident_section (incident_of (fixture), "causes", VIGIE_LANG_EN)->text, "- The pool is too small"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Who owns the cache?");
  press_in (GTK_WIDGET (window), "Park");
  wait_until (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, "☐ Who owns the cache?") != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_in (GTK_WIDGET (window), GTK_TYPE_CHECK_BUTTON, NULL, NULL)), TRUE);
  wait_until (is_present (fixture, "Awa Koné"));
  press_in (GTK_WIDGET (window), "End the meeting");
  wait_until (find_button (fixture, "Ask for the review…") != NULL);
}

/* Where the row of stages has no room, the present one stands alone. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *trail = vigie_flow_trail_new ();

  vigie_flow_trail_set_stage (VIGIE_FLOW_TRAIL (trail), VIGIE_POST_MORTEM_REVIEWING, VIGIE_LANG_EN);
  show_page (fixture, trail, 900, 60);
  wait_until (find_words (fixture, "Followed up") != NULL && find_words (fixture, "3/5") == NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 200, 60);
  wait_until (find_words (fixture, "3/5") != NULL && find_words (fixture, "Followed up") == NULL);
}

static void
add_all (void)
{
  add_test ("/ui/flow/plan", test_plan);
  add_test ("/ui/flow/missing", test_missing);
  add_test ("/ui/flow/sign-and-publish", test_sign_and_publish);
  add_test ("/ui/flow/publish-text", test_publish_text);
  add_test ("/ui/flow/meeting", test_meeting);
  add_test ("/ui/flow/narrow", test_narrow);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
