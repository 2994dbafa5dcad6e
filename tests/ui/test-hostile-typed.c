/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text typed where people type: the declaration, a fact, a post, a message, a section of the report, the search of
 * the directory. Each string goes through each field; what is recorded is what was typed. */

#include "hostile-fixture.h"

#include "vigie-act-forms.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-fact-form.h"
#include "vigie-fact-row.h"
#include "vigie-page-prompt.h"
#include "vigie-report-editor.h"
#include "vigie-report-nav.h"
#include "vigie-roster-row.h"
#include "vigie-wizard-foot.h"
#include "vigie-wizard-side.h"

static void
begin (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
}

static gboolean
shows_words (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words);
}

/* The button around the label @words in @root. */
static GtkWidget *
button_of (GtkWidget *root, const char *words)
{
  GtkWidget *label = find_in (root, GTK_TYPE_LABEL, shows_words, words);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

/* The record holds @text as it was typed, or without the blanks around it. */
static void
wait_recorded (Fixture *fixture, guint n_before, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  wait_until (is_recorded (fixture, n_before, text) || is_recorded (fixture, n_before, trimmed));
}

/* ---- Declaring ---- */

static GtkWindow *
wizard_over (Fixture *fixture)
{
  GtkWindow *wizard = vigie_wizard_present (GTK_WINDOW (fixture->window), fixture->session, NULL);

  wait_until (gtk_widget_get_mapped (GTK_WIDGET (wizard)));

  return wizard;
}

/* All answered, another level than the proposed one, and @text as title and as the reason for it. */
static void
fill_wizard (GtkWindow *wizard, const char *text)
{
  VigieWizardSide *side = VIGIE_WIZARD_SIDE (find_in (GTK_WIDGET (wizard), VIGIE_TYPE_WIZARD_SIDE, NULL, NULL));
  GtkWidget *reason;

  vigie_wizard_fill (wizard, text, "INC-01", "-3", "11111");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button_of (GTK_WIDGET (side), vigie_wizard_side_get_level (side) == VIGIE_LEVEL_P4 ? "P3" : "P4")), TRUE);
  wait_until (vigie_wizard_side_is_other (side));
  reason = find_in (GTK_WIDGET (side), GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (reason), text);
  check_tree (GTK_WIDGET (wizard));
}

static void
test_wizard (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, gtk_entry_new (), 1200, 760);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      GtkWindow *wizard = wizard_over (fixture);
      g_autofree char *trimmed = g_strstrip (g_strdup (text));

      g_test_message ("%s", text);
      g_clear_pointer (&fixture->opened, g_free);
      fill_wizard (wizard, text);
      g_signal_emit_by_name (find_in (GTK_WIDGET (wizard), VIGIE_TYPE_WIZARD_FOOT, NULL, NULL), "declare");
      wait_until (fixture->opened != NULL);
      open_model (fixture, fixture->opened);
      g_assert_true (g_str_equal (incident_of (fixture)->title, text) || g_str_equal (incident_of (fixture)->title, trimmed));
      g_assert_true (g_str_equal (incident_of (fixture)->level_reason, text) || g_str_equal (incident_of (fixture)->level_reason, trimmed));
      g_clear_object (&fixture->model);
    }
}

/* ---- Facts ---- */

static gboolean
is_fact (GtkWidget *widget, gconstpointer name)
{
  return g_strcmp0 (vigie_fact_row_get_name (VIGIE_FACT_ROW (widget)), name) == 0;
}

/* Value and source of a fact, in the row of the page. */
static void
test_fact (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = vigie_facts_page_new ();
  GtkWidget *row;

  begin (fixture);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page, 1000, 700);
  wait_until ((row = find_in (page, VIGIE_TYPE_FACT_ROW, is_fact, "systems")) != NULL);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      guint n = incident_of (fixture)->events->len;
      GtkWidget *form;
      int second = 1;

      g_test_message ("%s", text);
      vigie_fact_row_open (VIGIE_FACT_ROW (row));
      wait_until ((form = find_in (row, VIGIE_TYPE_FACT_FORM, NULL, NULL)) != NULL && gtk_widget_get_mapped (form));
      gtk_editable_set_text (GTK_EDITABLE (find_in (form, GTK_TYPE_ENTRY, NULL, NULL)), text);
      gtk_editable_set_text (GTK_EDITABLE (find_in (form, GTK_TYPE_ENTRY, matches_nth, &second)), text);
      g_assert_true (vigie_fact_form_record (VIGIE_FACT_FORM (form)));
      wait_recorded (fixture, n, text);
      wait_until (shows (row, text));
      check_tree (row);
    }
  check_tree (page);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), NULL);
}

/* ---- Posts ---- */

static gboolean
is_post (GtkWidget *widget, gconstpointer post)
{
  return g_str_equal (vigie_roster_row_get_post (VIGIE_ROSTER_ROW (widget)), post);
}

/* A name typed in for a post, which stands in the row from then on and among the names that are offered. */
static void
test_post (Fixture *fixture, gconstpointer data)
{
  static const char *const posts[] = { "scribe", "technical-lead" }; /* in turn: two names may be one without their blanks */
  GtkWidget *page = vigie_roster_page_new ();

  begin (fixture);
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), fixture->model);
  show_page (fixture, page, 1100, 760);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      guint n = incident_of (fixture)->events->len;
      GtkWidget *row = find_in (page, VIGIE_TYPE_ROSTER_ROW, is_post, posts[i % G_N_ELEMENTS (posts)]);
      GtkWidget *prompt;

      g_test_message ("%s", text);
      vigie_roster_row_assign (VIGIE_ROSTER_ROW (row));
      wait_until ((prompt = find_in (row, VIGIE_TYPE_PAGE_PROMPT, NULL, NULL)) != NULL && gtk_widget_get_mapped (prompt));
      gtk_editable_set_text (GTK_EDITABLE (find_in (prompt, GTK_TYPE_ENTRY, NULL, NULL)), text);
      check_tree (prompt);
      g_signal_emit_by_name (button_of (prompt, "Assign"), "clicked");
      wait_recorded (fixture, n, text);
      wait_until (shows (row, text));
      check_tree (row);
    }
  check_tree (page);
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), NULL);
}

/* ---- Messages ---- */

static void
test_message (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  show_page (fixture, gtk_entry_new (), 1000, 700);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      guint n = incident_of (fixture)->events->len;
      GtkWidget *form;

      g_test_message ("%s", text);
      vigie_act_form_message (fixture->page, fixture->model, "users/status-page", NULL);
      wait_until ((form = shown_form (NULL)) != NULL);
      type_into (find_in (form, GTK_TYPE_TEXT_VIEW, can_type, NULL), text);
      check_tree (form);
      g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (form)), "clicked"); /* at once, not as if pressed */
      if (strstr (text, "{{") != NULL) /* a place that nobody filled */
        {
          g_assert_nonnull (find_in (form, GTK_TYPE_LABEL, says, text));
          gtk_window_destroy (GTK_WINDOW (form));
          continue;
        }
      wait_recorded (fixture, n, text);
      wait_until (shown_form (NULL) == NULL);
    }
}

/* ---- The report ---- */

static gboolean
holds (VigieReportEditor *editor, const char *text)
{
  GtkTextBuffer *buffer = vigie_report_editor_get_buffer (editor);
  g_autofree char *present = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  present = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  return g_str_equal (present, text);
}

static void
test_section (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = vigie_report_page_new ();
  VigieReportEditor *editor;
  VigieReportNav *nav;

  begin (fixture);
  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), fixture->model);
  show_page (fixture, page, 1048, 700);
  wait_until (find_words (fixture, "1. Executive summary") != NULL);
  editor = VIGIE_REPORT_EDITOR (find_in (page, VIGIE_TYPE_REPORT_EDITOR, NULL, NULL));
  nav = VIGIE_REPORT_NAV (find_in (page, VIGIE_TYPE_REPORT_NAV, NULL, NULL));
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      guint n = incident_of (fixture)->events->len;

      g_test_message ("%s", text);
      gtk_text_buffer_set_text (vigie_report_editor_get_buffer (editor), text, -1);
      vigie_report_editor_record (editor);
      wait_until (is_recorded (fixture, n, text));
      wait_until (!vigie_report_editor_is_dirty (editor));
      /* Away and back: the same as before, from the record. */
      vigie_report_nav_select (nav, 1);
      vigie_report_nav_select (nav, 0);
      wait_until (holds (editor, text));
    }
  check_tree (page);
  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), NULL);
}

/* ---- Searching ---- */

static void
test_directory (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = vigie_directory_page_new (fixture->session);
  GtkWidget *search;

  show_page (fixture, page, 1100, 760);
  search = find_in (page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), vigie_test_hostile[i]);
      g_signal_emit_by_name (search, "search-changed"); /* without the wait for more keys */
      check_tree (page);
    }
  gtk_editable_set_text (GTK_EDITABLE (search), "<b>&nobody</b>");
  g_signal_emit_by_name (search, "search-changed");
  wait_until (find_words (fixture, "Nobody for “<b>&nobody</b>”.") != NULL);
}

static void
add (void)
{
  add_test ("/fault/F33/typed-in-wizard", test_wizard);
  add_test ("/ui/hostile-typed/fact", test_fact);
  add_test ("/ui/hostile-typed/post", test_post);
  add_test ("/ui/hostile-typed/message", test_message);
  add_test ("/ui/hostile-typed/section", test_section);
  add_test ("/ui/hostile-typed/directory", test_directory);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
