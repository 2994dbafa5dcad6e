/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person sees of values that two desks wrote apart: the mark on the row, the contested fact, the window that
 * settles, and a form under the hand while somebody else writes the same. The other desk is a device of its own,
 * whose events come in as those of a hub do. */

#include "page-fixture.h"

#include "vigie-act-forms.h"
#include "vigie-conflict.h"
#include "vigie-fact-form.h"
#include "vigie-fact-row.h"
#include "vigie-proposal-bar.h"
#include "vigie-report-editor.h"
#include "vigie-settle-form.h"
#include "vigie-test-support.h"

typedef struct
{
  VigieTestDevice *device;
  VigieIncident *seen;      /* what the other desk knows */
} Desk;

static void
desk_init (Desk *desk, Fixture *fixture)
{
  desk->device = vigie_test_device_new (7);
  desk->seen = vigie_incident_ref (incident_of (fixture));
}

static void
desk_clear (Desk *desk)
{
  vigie_test_device_free (desk->device);
  vigie_incident_unref (desk->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* What Yao recorded at his desk @minutes after noon arrives here. */
static void
arrive (Fixture *fixture, Desk *desk, int minutes, GPtrArray *drafts)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  guint n_events = incident_of (fixture)->events->len;

  g_assert_nonnull (drafts);
  vigie_test_device_set_now (desk->device, noon + minutes * VIGIE_MINUTE_USEC);
  vigie_test_device_record (desk->device, drafts, events);
  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, &error));
  g_assert_no_error (error);
  wait_until (incident_of (fixture)->events->len == n_events + events->len);
}

static GPtrArray *
fact (const VigieIncident *incident, const char *value, const char *author)
{
  return vigie_act_fact (playbook, incident, "users_affected", value, VIGIE_FACT_ESTIMATED, "the radio", NULL, author, noon, NULL);
}

static char *
log_entry (Fixture *fixture, const char *text)
{
  const VigieEntry *entry;

  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, text, NULL, "Awa Koné", noon, NULL));
  wait_until (incident_of (fixture)->entries->len > 0
              && g_strcmp0 (((const VigieEntry *) incident_of (fixture)->entries->pdata[incident_of (fixture)->entries->len - 1])->text, text) == 0);
  entry = incident_of (fixture)->entries->pdata[incident_of (fixture)->entries->len - 1];

  return g_strdup (entry->event->id);
}

static void
begin (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Slow pages", VIGIE_LEVEL_P2, noon);

  open_model (fixture, stream);
}

/* ---- The window that settles ---- */

static gboolean
is_choice_of (GtkWidget *choice, gconstpointer words)
{
  return find_in (choice, GTK_TYPE_LABEL, says, words) != NULL;
}

static void
choose (const char *words)
{
  GtkWidget *choice = find_in (shown_form ("Settle"), GTK_TYPE_CHECK_BUTTON, is_choice_of, words);

  g_assert_nonnull (choice);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), TRUE);
}

#define form_says(words) (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, words) != NULL)

static void
test_fact (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  GtkWidget *page = vigie_facts_page_new ();
  g_autofree char *asked = NULL;

  begin (fixture);
  desk_init (&desk, fixture);
  add_noted_action (fixture, "settle", &asked);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  record (fixture, fact (incident_of (fixture), "1200", "Awa Koné"));
  arrive (fixture, &desk, -30, fact (desk.seen, "900", "Yao Kouamé"));
  wait_until (find_words (fixture, "Contested: also 900 · Estimated (the radio), Yao Kouamé") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Decide…"), "clicked");
  g_assert_cmpstr (asked, ==, "fact/users_affected");

  g_assert_nonnull (vigie_settle_form_open (fixture->window, fixture->model, asked));
  wait_until (shown_form ("Settle: Users affected") != NULL);
  g_assert_true (form_says ("2 versions were recorded apart"));
  g_assert_true (form_says ("Awa Koné, noted"));
  g_assert_true (form_says ("Shown now."));
  choose ("900");
  form_press ("Settle", "Record what stands");
  wait_until (incident_of (fixture)->conflicts->len == 0);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "users_affected")->value, ==, "900");
  wait_until (find_words (fixture, "Contested") == NULL && shown_form (NULL) == NULL);
}

static GPtrArray *
correct (const VigieIncident *incident, const char *id, const char *text, const char *author)
{
  return vigie_act_correct (incident, id, text, VIGIE_TIME_NONE, VIGIE_ENTRY_NOTE, author, noon, NULL);
}

static const VigieEntry *
entry_of (Fixture *fixture, const char *id)
{
  return vigie_incident_entry (incident_of (fixture), id);
}

/* The row says it, the pane leads to the window, and text made of both is recorded. */
static void
test_merged_text (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  GtkWidget *page = vigie_timeline_page_new ();
  g_autofree char *id = NULL;
  GtkWidget *view;

  begin (fixture);
  id = log_entry (fixture, "Orders fail");
  desk_init (&desk, fixture);
  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  record (fixture, correct (incident_of (fixture), id, "Orders fail since three", "Awa Koné"));
  wait_until (find_words (fixture, "corrected") != NULL);
  arrive (fixture, &desk, -30, correct (desk.seen, id, "Payments fail", "Yao Kouamé"));
  wait_until (find_words (fixture, "several versions") != NULL);
  g_assert_nonnull (find_words (fixture, "Orders fail since three"));

  vigie_settle_form_open (fixture->window, fixture->model, "");
  wait_until (shown_form ("Settle: Entry of") != NULL);
  g_assert_true (form_says ("Payments fail") && form_says ("Orders fail since three"));
  view = find_in (shown_form ("Settle"), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Orders and payments fail since three", -1);
  form_press ("Settle", "Record what stands");
  wait_until (incident_of (fixture)->conflicts->len == 0);
  g_assert_cmpstr (entry_of (fixture, id)->text, ==, "Orders and payments fail since three");
  wait_until (find_words (fixture, "several versions") == NULL);
}

/* What arrives together is settled one after the other, by the words of the strip. */
static void
test_one_after_the_other (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = vigie_proposal_bar_new ();
  g_autofree char *words = NULL;

  begin (fixture);
  desk_init (&desk, fixture);
  gtk_box_append (GTK_BOX (page), bar);
  show_page (fixture, page, 1000, 300);
  vigie_proposal_bar_set_model (VIGIE_PROPOSAL_BAR (bar), fixture->model);
  record (fixture, fact (incident_of (fixture), "1200", "Awa Koné"));
  record (fixture, vigie_act_retitle (incident_of (fixture), "Shop down", "Awa Koné", noon, NULL));
  arrive (fixture, &desk, -30, fact (desk.seen, "900", "Yao Kouamé"));
  arrive (fixture, &desk, -29, vigie_act_retitle (desk.seen, "Payments down", "Yao Kouamé", noon, NULL));
  wait_until (find_words (fixture, "Written in several versions: Title, Users affected") != NULL);

  vigie_settle_form_open (fixture->window, fixture->model, "");
  wait_until (shown_form ("Settle: Title") != NULL);
  choose ("Payments down");
  form_press ("Settle: Title", "Record what stands");
  wait_until (shown_form ("Settle: Users affected") != NULL);
  wait_until (g_str_equal (incident_of (fixture)->title, "Payments down"));
  form_press ("Settle: Users", "Record what stands");
  wait_until (incident_of (fixture)->conflicts->len == 0 && shown_form (NULL) == NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "users_affected")->value, ==, "1200");
  words = vigie_settle_words (fixture->model);
  g_assert_null (words);
  g_assert_null (vigie_settle_form_open (fixture->window, fixture->model, ""));
}

/* Settled at the other desk while the window is open: nothing is recorded twice. */
static void
test_settled_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  guint n_events;

  begin (fixture);
  desk_init (&desk, fixture);
  show_page (fixture, vigie_facts_page_new (), 1000, 700);
  record (fixture, fact (incident_of (fixture), "1200", "Awa Koné"));
  arrive (fixture, &desk, -30, fact (desk.seen, "900", "Yao Kouamé"));
  wait_until (incident_of (fixture)->conflicts->len == 1);
  vigie_settle_form_open (fixture->window, fixture->model, "");
  wait_until (shown_form ("Settle") != NULL);
  arrive (fixture, &desk, -20, fact (incident_of (fixture), "1000", "Yao Kouamé"));
  n_events = incident_of (fixture)->events->len;
  form_press ("Settle", "Record what stands");
  wait_until (form_says ("This was settled meanwhile"));
  g_assert_cmpuint (incident_of (fixture)->events->len, ==, n_events);
  gtk_window_destroy (GTK_WINDOW (shown_form (NULL)));
}

/* ---- Under the hand ---- */

static void
test_correcting (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  g_autofree char *id = NULL;
  GtkWidget *view;

  begin (fixture);
  id = log_entry (fixture, "Orders fail");
  desk_init (&desk, fixture);
  show_page (fixture, vigie_facts_page_new (), 1000, 700);
  vigie_act_form_correct (fixture->window, fixture->model, entry_of (fixture, id));
  wait_until (shown_form ("Correct") != NULL);
  view = find_in (shown_form (NULL), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Orders fail since three", -1);
  arrive (fixture, &desk, -30, correct (desk.seen, id, "Payments fail", "Yao Kouamé"));
  wait_until (form_says ("Yao Kouamé corrected this entry while you were writing: “Payments fail”"));
  form_press (NULL, "Correct");
  wait_until (incident_of (fixture)->conflicts->len == 1 && shown_form (NULL) == NULL);
  g_assert_cmpuint (((const VigieConflict *) incident_of (fixture)->conflicts->pdata[0])->versions->len, ==, 2);
}

static gboolean
is_fact_row (GtkWidget *row, gconstpointer name)
{
  return g_str_equal (vigie_fact_row_get_name (VIGIE_FACT_ROW (row)), name);
}

static void
test_entering_a_fact (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  GtkWidget *page = vigie_facts_page_new ();
  GtkWidget *row;
  VigieFactForm *form;

  begin (fixture);
  desk_init (&desk, fixture);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  row = find_in (page, VIGIE_TYPE_FACT_ROW, is_fact_row, "users_affected");
  vigie_fact_row_open (VIGIE_FACT_ROW (row));
  form = VIGIE_FACT_FORM (vigie_fact_row_get_form (VIGIE_FACT_ROW (row)));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (form)));
  vigie_fact_form_set_value (form, "1200");
  arrive (fixture, &desk, -30, fact (desk.seen, "900", "Yao Kouamé"));
  wait_until (vigie_fact_form_get_error (form) != NULL);
  g_assert_nonnull (strstr (vigie_fact_form_get_error (form), "Yao Kouamé recorded 900 meanwhile"));
  g_assert_true (vigie_fact_form_record (form));
  wait_until (incident_of (fixture)->conflicts->len == 1);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "users_affected")->value, ==, "1200");
}

static void
test_writing_a_section (Fixture *fixture, gconstpointer data)
{
  g_auto(Desk) desk = { NULL };
  GtkWidget *editor = vigie_report_editor_new ();

  begin (fixture);
  desk_init (&desk, fixture);
  show_page (fixture, editor, 800, 400);
  vigie_report_editor_open (VIGIE_REPORT_EDITOR (editor), fixture->model, "lessons", VIGIE_LANG_EN, "", FALSE);
  gtk_text_buffer_set_text (vigie_report_editor_get_buffer (VIGIE_REPORT_EDITOR (editor)), "Ours", -1);
  arrive (fixture, &desk, -30, vigie_act_section (desk.seen, "lessons", VIGIE_LANG_EN, "Theirs", "Yao Kouamé", noon, NULL));
  vigie_report_editor_open (VIGIE_REPORT_EDITOR (editor), fixture->model, "lessons", VIGIE_LANG_EN, "Theirs", TRUE);
  g_assert_nonnull (find_words (fixture, "Yao Kouamé wrote this section while you were typing"));
  vigie_report_editor_record (VIGIE_REPORT_EDITOR (editor));
  wait_until (incident_of (fixture)->conflicts->len == 1);
  g_assert_cmpstr (vigie_incident_section (incident_of (fixture), "lessons", VIGIE_LANG_EN)->text, ==, "Ours");
  g_assert_cmpuint (vigie_incident_section (incident_of (fixture), "lessons", VIGIE_LANG_EN)->rivals->len, ==, 1);
}

static void
add_tests (void)
{
  add_test ("/ui/settle/fact", test_fact);
  add_test ("/ui/settle/merged-text", test_merged_text);
  add_test ("/ui/settle/one-after-the-other", test_one_after_the_other);
  add_test ("/ui/settle/settled-elsewhere", test_settled_elsewhere);
  add_test ("/ui/settle/correcting", test_correcting);
  add_test ("/ui/settle/entering-a-fact", test_entering_a_fact);
  add_test ("/ui/settle/writing-a-section", test_writing_a_section);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_tests);
}
