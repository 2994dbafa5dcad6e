/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report: every section with little and with much, texts that are kept and recorded, versions that
 * meet, times, actions and the files it is exported to. */

#include "page-fixture.h"

#include "vigie-action-list.h"
#include "vigie-comment.h"
#include "vigie-milestones-card.h"
#include "vigie-report-comments.h"
#include "vigie-report-editor.h"
#include "vigie-report-export.h"
#include "vigie-report-nav.h"
#include "vigie-report-rivals.h"
#include "vigie-test-support.h"

#define find_type(fixture, type) find_in ((fixture)->page, type, NULL, NULL)

static VigieReportEditor *
editor_of (Fixture *fixture)
{
  return VIGIE_REPORT_EDITOR (find_type (fixture, VIGIE_TYPE_REPORT_EDITOR));
}

static char *
typed (Fixture *fixture)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = vigie_report_editor_get_buffer (editor_of (fixture));

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
typed_is (Fixture *fixture, const char *text)
{
  g_autofree char *present = typed (fixture);

  return g_str_equal (present, text);
}

static void
type_text (Fixture *fixture, const char *text)
{
  gtk_text_buffer_set_text (vigie_report_editor_get_buffer (editor_of (fixture)), text, -1);
}

static void
show_section (Fixture *fixture, guint index)
{
  vigie_report_nav_select (VIGIE_REPORT_NAV (find_type (fixture, VIGIE_TYPE_REPORT_NAV)), index);
}

static void
show_report (Fixture *fixture)
{
  GtkWidget *page = vigie_report_page_new ();

  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), fixture->model);
  show_page (fixture, page, 1048, 700);
  wait_until (find_words (fixture, "1. Executive summary") != NULL);
}

static void
begin (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Orders <b>refused</b> & lost", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
}

static char *
kept_text (Fixture *fixture, const char *section)
{
  g_autofree char *place = vigie_report_editor_place (vigie_incident_model_get_stream (fixture->model), section, VIGIE_LANG_EN);
  g_autoptr(GAsyncResult) outcome = NULL;

  vigie_store_thread_kept_text_async (fixture->store, place, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);

  return vigie_store_thread_kept_text_finish (fixture->store, outcome, NULL);
}

static gboolean
keeps (Fixture *fixture, const char *section, const char *text)
{
  g_autofree char *kept = kept_text (fixture, section);

  return g_strcmp0 (kept, text) == 0;
}

static const VigieSection *
section_of (Fixture *fixture, const char *section)
{
  return vigie_incident_section (incident_of (fixture), section, VIGIE_LANG_EN);
}

/* ---- Tests ---- */

static void
test_all_sections (Fixture *fixture, gconstpointer data)
{
  VigieReportNav *nav;

  begin (fixture);
  show_report (fixture);
  nav = VIGIE_REPORT_NAV (find_type (fixture, VIGIE_TYPE_REPORT_NAV));
  for (guint round = 0; round < 2; round++)
    {
      for (guint lang = 0; lang < 2; lang++)
        {
          vigie_report_nav_set_lang (nav, lang == 0 ? VIGIE_LANG_EN : VIGIE_LANG_FR);
          for (guint i = 0; i < 10; i++)
            {
              g_autofree char *number = g_strdup_printf ("%u. ", i + 1);

              show_section (fixture, i);
              wait_until (find_words (fixture, number) != NULL);
              g_assert_false (vigie_report_editor_is_dirty (editor_of (fixture)));
            }
          g_assert_nonnull (find_words (fixture, lang == 0 ? "Not recorded: " : "Non consigné"));
        }
      /* The second round has a timeline too long for labels. */
      for (guint i = 0; round == 0 && i < 80; i++)
        record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_ACTION, "restarted <node> & waited", NULL, "Awa Koné", noon + i * VIGIE_MINUTE_USEC, NULL));
    }
  g_assert_cmpuint (incident_of (fixture)->sections == NULL ? 0 : g_hash_table_size (incident_of (fixture)->sections), ==, 0);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  show_report (fixture);
  show_section (fixture, 8);
  wait_until (find_words (fixture, "9. ") != NULL);
  type_text (fixture, "Locks have a limit now.\n- and <so> do we");
  g_assert_true (vigie_report_editor_is_dirty (editor_of (fixture)));
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.suggested", NULL));
  wait_until (section_of (fixture, "lessons") != NULL);
  g_assert_cmpstr (section_of (fixture, "lessons")->text, ==, "Locks have a limit now.\n- and <so> do we");
  g_assert_cmpstr (section_of (fixture, "lessons")->author, ==, "Awa Koné");
  wait_until (!vigie_report_editor_is_dirty (editor_of (fixture)));
  wait_until (keeps (fixture, "lessons", NULL));

  /* Another section records what is typed; the same text again records nothing. */
  type_text (fixture, "Shorter.");
  show_section (fixture, 0);
  wait_until (section_of (fixture, "lessons") != NULL && g_str_equal (section_of (fixture, "lessons")->text, "Shorter."));
  show_section (fixture, 8);
  wait_until (typed_is (fixture, "Shorter."));
  guint n = incident_of (fixture)->events->len;
  gtk_widget_activate_action (fixture->page, "page.suggested", NULL);
  show_section (fixture, 1);
  wait_until (keeps (fixture, "lessons", NULL));
  g_assert_cmpuint (incident_of (fixture)->events->len, ==, n);
}

static void
test_keeps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;

  begin (fixture);
  /* An earlier run was cut off while somebody typed. */
  place = vigie_report_editor_place (vigie_incident_model_get_stream (fixture->model), "summary", VIGIE_LANG_EN);
  vigie_store_thread_keep_text (fixture->store, place, "half a sent");
  show_report (fixture);
  wait_until (typed_is (fixture, "half a sent"));
  wait_until (find_words (fixture, "not recorded yet") != NULL);
  g_assert_null (section_of (fixture, "summary"));
  type_text (fixture, "half a sentence");
  wait_until (keeps (fixture, "summary", "half a sentence"));
  g_assert_null (section_of (fixture, "summary"));
  gtk_widget_activate_action (fixture->page, "page.suggested", NULL);
  wait_until (section_of (fixture, "summary") != NULL);
  wait_until (keeps (fixture, "summary", NULL));
}

static void
test_take_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *proposed = NULL;

  begin (fixture);
  show_report (fixture);
  proposed = typed (fixture);
  g_assert_cmpstr (proposed, !=, "");
  type_text (fixture, "Mine");
  gtk_widget_activate_action (fixture->page, "page.suggested", NULL);
  wait_until (section_of (fixture, "summary") != NULL);
  wait_until (find_button (fixture, "Take the record’s text back") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Take the record’s text back"), "clicked");
  wait_until (typed_is (fixture, proposed));
}

static void
test_rivals (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  begin (fixture);
  vigie_test_device_set_now (device, noon + VIGIE_MINUTE_USEC);
  vigie_test_device_record (device, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Theirs", "Yao Kouamé", noon, NULL), events);
  record (fixture, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Ours", "Awa Koné", noon, NULL));
  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, &error));
  g_assert_no_error (error);
  wait_until (section_of (fixture, "lessons") != NULL && section_of (fixture, "lessons")->rivals->len == 1);
  show_report (fixture);
  show_section (fixture, 8);
  wait_until (find_words (fixture, "Version by Yao Kouamé") != NULL);
  g_assert_nonnull (find_words (fixture, "Version by Awa Koné"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (editor_of (fixture))));
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent (gtk_widget_get_parent (find_words (fixture, "Version by Yao Kouamé")))), "clicked");
  wait_until (section_of (fixture, "lessons")->rivals->len == 0);
  g_assert_cmpstr (section_of (fixture, "lessons")->text, ==, "Theirs");
  wait_until (gtk_widget_get_visible (GTK_WIDGET (editor_of (fixture))));
  wait_until (typed_is (fixture, "Theirs"));
}

/* Put together by a person: nothing is chosen beforehand, and both texts stay in the history. */
static void
test_merges (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (8);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GAsyncResult) outcome = NULL;
  GtkWidget *record_button;

  begin (fixture);
  vigie_test_device_set_now (device, noon + VIGIE_MINUTE_USEC);
  vigie_test_device_record (device, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Same.\nTheirs <b>\n", "Yao Kouamé", noon, NULL), events);
  record (fixture, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Same.\nOurs & more\n", "Awa Koné", noon, NULL));
  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, NULL));
  wait_until (section_of (fixture, "lessons") != NULL && section_of (fixture, "lessons")->rivals->len == 1);
  show_report (fixture);
  show_section (fixture, 8);
  wait_until (find_words (fixture, "1 place to decide") != NULL);
  record_button = find_button (fixture, "Record the merged text");
  g_assert_false (gtk_widget_get_sensitive (record_button));
  /* Another event takes nothing of the choice away. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (find_words (fixture, "Take both"), GTK_TYPE_CHECK_BUTTON)), TRUE);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "meanwhile", NULL, "Awa Koné", noon, NULL));
  wait_until (find_words (fixture, "This is the result") != NULL);
  g_assert_true (gtk_widget_get_sensitive (record_button));
  g_signal_emit_by_name (record_button, "clicked");
  wait_until (section_of (fixture, "lessons")->rivals->len == 0);
  g_assert_nonnull (strstr (section_of (fixture, "lessons")->text, "Theirs <b>"));
  g_assert_nonnull (strstr (section_of (fixture, "lessons")->text, "Ours & more"));
  wait_until (find_button (fixture, "3 versions…") != NULL);
}

static void
test_comments (Fixture *fixture, gconstpointer data)
{
  GtkWidget *comments;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  GtkWidget *field;

  begin (fixture);
  record (fixture, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Locks have a limit now.", "Awa Koné", noon, NULL));
  show_report (fixture);
  show_section (fixture, 8);
  wait_until (typed_is (fixture, "Locks have a limit now."));
  comments = find_type (fixture, VIGIE_TYPE_REPORT_COMMENTS);
  buffer = vigie_report_editor_get_buffer (editor_of (fixture));
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 13);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 18);
  gtk_text_buffer_select_range (buffer, &start, &end);
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.comment", NULL));
  wait_until (find_words (fixture, "On “limit”") != NULL);
  field = find_in (comments, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (field), "Which <limit>?");
  g_signal_emit_by_name (field, "activate");
  wait_until (incident_of (fixture)->comments->len == 1);
  g_assert_cmpstr (vigie_incident_comment (incident_of (fixture), "R1")->quote, ==, "limit");
  g_assert_cmpint (vigie_incident_comment (incident_of (fixture), "R1")->start_chars, ==, 13);
  wait_until (find_words (fixture, "Which <limit>?") != NULL && find_words (fixture, "1 open") != NULL);

  /* The words it was about go: the quote stays, and is said to be gone. */
  record (fixture, vigie_act_section (incident_of (fixture), "lessons", VIGIE_LANG_EN, "Nothing of it.", "Awa Koné", noon, NULL));
  wait_until (find_words (fixture, "passage gone") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Settle"), "clicked");
  wait_until (vigie_incident_n_open_comments (incident_of (fixture), NULL) == 0);
  wait_until (find_words (fixture, "none open") != NULL);
  record (fixture, vigie_act_comment (incident_of (fixture), "lessons", VIGIE_LANG_FR, NULL, -1, "Et en français ?", "Awa Koné", noon, NULL));
  wait_until (find_words (fixture, "none open; 1 in the other language") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Reopen"), "clicked");
  wait_until (vigie_incident_n_open_comments (incident_of (fixture), NULL) == 2);
}

static void
test_hints (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  show_report (fixture);
  show_section (fixture, 8);
  wait_until (find_words (fixture, "9. ") != NULL);
  type_text (fixture, "Orders failed because Awa forgot it.");
  wait_until (find_words (fixture, "Blame: “Awa”") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Leave it so"), "clicked");
  wait_until (find_words (fixture, "Blame: “Awa”") == NULL);
  /* Waved aside for good: it is kept, and another sentence is another matter. */
  type_text (fixture, "Orders failed because Awa forgot it. It came back soon.");
  wait_until (find_words (fixture, "Vague: “soon”") != NULL);
  g_assert_null (find_words (fixture, "Blame: “Awa”"));
  show_section (fixture, 0);
  show_section (fixture, 8);
  wait_until (find_words (fixture, "Vague: “soon”") != NULL);
  wait_until (find_words (fixture, "Blame: “Awa”") == NULL);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  VigieActionList *list;

  begin (fixture);
  show_report (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.add-action", NULL));
  wait_until (find_words (fixture, "8. Actions") != NULL);
  list = VIGIE_ACTION_LIST (find_type (fixture, VIGIE_TYPE_ACTION_LIST));
  g_assert_false (vigie_action_list_add (list, "Improve <b>monitoring</b>", "Awa Koné", "+7"));
  wait_until (find_words (fixture, "“Improve <b>monitoring</b>”: action refused") != NULL);
  g_assert_false (vigie_action_list_add (list, "Alert at 80 % of connections", "", "+7"));
  g_assert_false (vigie_action_list_add (list, "Alert at 80 % of connections", "Yao Kouamé", "soon"));
  wait_until (find_words (fixture, "“soon” is not a date") != NULL);
  g_assert_cmpuint (incident_of (fixture)->actions->len, ==, 0);

  g_assert_true (vigie_action_list_add (list, "Alert at 80 % of connections", "Yao Kouamé", "+7"));
  wait_until (incident_of (fixture)->actions->len == 1);
  wait_until (find_words (fixture, "A1") != NULL && find_words (fixture, "Y. Kouamé") != NULL);
  g_assert_null (find_words (fixture, "action refused"));
  g_assert_nonnull (find_button (fixture, "Mark done…"));
  g_assert_nonnull (find_button (fixture, "Change…"));
  record (fixture, vigie_act_done (playbook, incident_of (fixture), "action-due", "A1", "it rang at 161", "Awa Koné", noon, NULL));
  wait_until (g_str_equal (((VigieActionItem *) incident_of (fixture)->actions->pdata[0])->status, "done"));
  wait_until (find_button (fixture, "Reopen…") != NULL);
}

static void
test_due_dates (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *text; const char *expected; } cases[] = {
    { "+0", "2025-12-01T23:59:00Z" }, { "+7", "2025-12-08T23:59:00Z" }, { " 2026-02-28 ", "2026-02-28T23:59:00Z" },
    { "05/12", "2025-12-05T23:59:00Z" }, { "30/11", "2026-11-30T23:59:00Z" }, { "5/1/2027", "2027-01-05T23:59:00Z" },
    { "29/02", "2028-02-29T23:59:00Z" }, { "31/02", NULL }, { "2026-13-01", NULL }, { "soon", NULL }, { "", NULL },
    { "+", NULL }, { "+99999", NULL }, { "2026-02-28T10:00", NULL }, { "1/2/3/4", NULL },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 due_usec = VIGIE_TIME_NONE;
      g_autoptr(GError) error = NULL;
      gboolean taken = vigie_action_due_parse (cases[i].text, noon, zone, &due_usec, &error);

      g_assert_cmpint (taken, ==, cases[i].expected != NULL);
      g_assert_cmpint (due_usec, ==, taken ? vigie_test_time (cases[i].expected) : VIGIE_TIME_NONE);
    }
}

static void
test_milestones (Fixture *fixture, gconstpointer data)
{
  VigieMilestonesCard *card;

  begin (fixture);
  show_report (fixture);
  g_assert_nonnull (find_button (fixture, "Resolved now"));
  show_section (fixture, 2);
  wait_until (find_words (fixture, "Times of the incident") != NULL);
  card = VIGIE_MILESTONES_CARD (find_type (fixture, VIGIE_TYPE_MILESTONES_CARD));
  vigie_milestones_card_edit (card, VIGIE_MILESTONE_RESPONDED);
  g_assert_false (vigie_milestones_card_take (card, VIGIE_MILESTONE_RESPONDED, "25:61"));
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_RESPONDED, "12:08"));
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_RESPONDED] == noon + 8 * VIGIE_MINUTE_USEC);
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_STARTED, "12:20"));
  wait_until (find_words (fixture, "Impossible: detected before it started") != NULL);
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_STARTED, "11:50"));
  wait_until (find_words (fixture, "Impossible") == NULL);
  g_assert_true (vigie_milestones_card_take (card, VIGIE_MILESTONE_STARTED, ""));
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_STARTED] == VIGIE_TIME_NONE);

  g_signal_emit_by_name (find_button (fixture, "Resolved now"), "clicked");
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_RESOLVED] == noon + VIGIE_HOUR_USEC);
  wait_until (find_words (fixture, "Resolved, not closed yet") != NULL);
}

static void
finished_cb (VigieReportExport *export, gboolean written, int *outcome)
{
  *outcome = written ? 1 : 0;
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  VigieReportExport *export;
  int outcome = -1;

  begin (fixture);
  show_report (fixture);
  export = VIGIE_REPORT_EXPORT (find_type (fixture, VIGIE_TYPE_REPORT_EXPORT));
  g_signal_connect (export, "finished", G_CALLBACK (finished_cb), &outcome);
  for (int format = VIGIE_FORMAT_JSON; format <= VIGIE_FORMAT_ICS; format++)
    {
      g_autofree char *name = g_strdup_printf ("out.%s", vigie_format_extension (format));
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autofree char *content = NULL;
      gsize length_bytes = 0;

      outcome = -1;
      g_assert_true (vigie_report_export_to (export, format, file));
      g_assert_false (vigie_report_export_to (export, format, file));
      wait_until (outcome != -1);
      g_assert_cmpint (outcome, ==, 1);
      g_assert_true (g_file_get_contents (path, &content, &length_bytes, NULL));
      g_assert_cmpuint (length_bytes, >, 20);
      g_assert_nonnull (find_words (fixture, name));
    }
  g_assert_true (g_str_has_prefix (fixture->toast, "Written: "));
}

static void
test_export_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bad = g_build_filename (fixture->folder, "nowhere", "out.md", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "out.pdf", NULL);
  g_autoptr(GFile) bad_file = g_file_new_for_path (bad);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  VigieReportExport *export;
  int outcome = -1;

  begin (fixture);
  show_report (fixture);
  export = VIGIE_REPORT_EXPORT (find_type (fixture, VIGIE_TYPE_REPORT_EXPORT));
  g_signal_connect (export, "finished", G_CALLBACK (finished_cb), &outcome);
  g_assert_true (vigie_report_export_to (export, VIGIE_FORMAT_MARKDOWN, bad_file));
  wait_until (outcome == 0);
  g_assert_true (g_str_has_prefix (fixture->failure, "Not exported: "));

  outcome = -1;
  g_assert_true (vigie_report_export_to (export, VIGIE_FORMAT_PDF, file));
  vigie_report_export_cancel (export);
  wait_until (outcome != -1);
  /* Cancelled in time or not: what is said and what is there agree. */
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, outcome);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;

  begin (fixture);
  show_report (fixture);
  for (guint i = 0; i < 10; i++)
    {
      show_section (fixture, i);
      gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 800);
    }
}

static void
add_all (void)
{
  add_test ("/ui/report/all-sections", test_all_sections);
  add_test ("/ui/report/records", test_records);
  add_test ("/ui/report/keeps-while-typing", test_keeps);
  add_test ("/ui/report/take-back", test_take_back);
  add_test ("/ui/report/rivals", test_rivals);
  add_test ("/ui/report/merges", test_merges);
  add_test ("/ui/report/comments", test_comments);
  add_test ("/ui/report/hints", test_hints);
  add_test ("/ui/report/actions", test_actions);
  add_test ("/ui/report/due-dates", test_due_dates);
  add_test ("/ui/report/milestones", test_milestones);
  add_test ("/ui/report/export", test_export);
  add_test ("/ui/report/export-fails", test_export_fails);
  add_test ("/ui/report/narrow", test_narrow);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
