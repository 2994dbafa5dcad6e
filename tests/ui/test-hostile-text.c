/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hostile text in real widgets: what is typed into a field is recorded byte for byte, and wherever it is shown there
 * is a label that says it, no markup, no link, no control and nothing that turns the reading direction round. */

#include "hostile-fixture.h"

#include "vigie-act-forms.h"
#include "vigie-command-line.h"
#include "vigie-entry-detail.h"

/* An incident in which every field is @text. */
static void
make_incident (Fixture *fixture, const char *text, guint number)
{
  VigieOoda ooda = { .observe = text, .orient = text, .decide = text, .act = text, .who = text };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *stream = declare (fixture, text, VIGIE_LEVEL_P1, noon + number * VIGIE_SECOND_USEC);

  open_model (fixture, stream);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, text, NULL, WHO, NULL));
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_DECISION, text, &ooda, WHO, NULL));
  record (fixture, vigie_act_hypothesis_add (incident_of (fixture), NULL, text, WHO, NULL));
  record (fixture, vigie_act_role (playbook, incident_of (fixture), "scribe", text, WHO, NULL));
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "systems", text, VIGIE_FACT_ESTIMATED, text, zone, WHO, NULL));
  record (fixture, vigie_act_action_item (incident_of (fixture), NULL, "Add a rollback test to the pipeline", text, noon + VIGIE_DAY_USEC, "open", WHO, NULL));
  record (fixture, vigie_act_message (playbook, incident_of (fixture), "clients", "statuspage", "investigating", text, WHO, NULL));
  record (fixture, vigie_act_video (incident_of (fixture), text, WHO, NULL));
  wait_until (incident_of (fixture)->video_link != NULL);
}

static void
show_model (Fixture *fixture, GtkWidget *page, void (*set_model) (gpointer, VigieIncidentModel *))
{
  set_model (page, fixture->model);
  show_page (fixture, page, 1200, 760);
}

static void
look (Fixture *fixture, const char *text)
{
  g_test_message ("%s", G_OBJECT_TYPE_NAME (fixture->page));
  wait_until (shows (fixture->page, text));
  check_tree (fixture->window);
}

static void
forget_model (Fixture *fixture, void (*set_model) (gpointer, VigieIncidentModel *))
{
  set_model (fixture->page, NULL);
}

typedef void (*SetModel) (gpointer, VigieIncidentModel *);

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  static const struct { GtkWidget *(*make) (void); SetModel set_model; } pages[] = {
    { vigie_incident_band_new, (SetModel) vigie_incident_band_set_model }, { vigie_timeline_page_new, (SetModel) vigie_timeline_page_set_model },
    { vigie_roster_page_new, (SetModel) vigie_roster_page_set_model }, { vigie_facts_page_new, (SetModel) vigie_facts_page_set_model },
    { vigie_report_page_new, (SetModel) vigie_report_page_set_model }, { vigie_playbook_page_new, (SetModel) vigie_playbook_page_set_model },
  };

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_test_message ("%s", vigie_test_hostile[i]);
      vigie_session_set_now (fixture->session, noon + VIGIE_HOUR_USEC + i * VIGIE_MINUTE_USEC);
      make_incident (fixture, vigie_test_hostile[i], i);
      /* Each page with each string would take minutes: they take turns. */
      show_model (fixture, pages[i % G_N_ELEMENTS (pages)].make (), pages[i % G_N_ELEMENTS (pages)].set_model);
      look (fixture, VIGIE_IS_REPORT_PAGE (fixture->page) ? "1. Executive summary" : vigie_test_hostile[i]);
      forget_model (fixture, pages[i % G_N_ELEMENTS (pages)].set_model);
      g_clear_object (&fixture->model);
    }
  show_page (fixture, vigie_registry_page_new (fixture->session), 1200, 760);
  wait_until (shows (fixture->page, vigie_test_hostile[vigie_test_n_hostile () - 1]));
  check_tree (fixture->window);
  show_page (fixture, vigie_home_page_new (fixture->session), 1200, 760);
  wait_until (shows (fixture->page, vigie_test_hostile[vigie_test_n_hostile () - 1]));
  check_tree (fixture->window);
}

/* The whole entry beside the timeline: nothing is left out. */
static void
test_detail (Fixture *fixture, gconstpointer data)
{
  GtkWidget *detail = vigie_entry_detail_new ();
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
  show_page (fixture, detail, 900, 400);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      g_autofree char *isolated = vigie_text_show_isolated (vigie_test_hostile[i]);
      const VigieEntry *entry;
      guint n = incident_of (fixture)->entries->len;

      record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, vigie_test_hostile[i], NULL, WHO, NULL));
      wait_until (incident_of (fixture)->entries->len > n);
      entry = g_ptr_array_index (incident_of (fixture)->entries, n);
      vigie_entry_detail_show (VIGIE_ENTRY_DETAIL (detail), fixture->model, entry);
      wait_until (find_in (detail, GTK_TYPE_LABEL, begins_like, isolated) != NULL);
      check_tree (detail);
    }
  vigie_entry_detail_show (VIGIE_ENTRY_DETAIL (detail), NULL, NULL);
}

/* What has no switch against markup gets it escaped. */
static void
test_small_widgets (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), 600, 600);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *items[] = { vigie_test_hostile[i], NULL };
      g_autoptr(AdwToast) toast = g_object_ref_sink (vigie_toast_new (vigie_test_hostile[i]));
      GtkWidget *drop_down = gtk_drop_down_new_from_strings (items);
      GtkWidget *label = vigie_label_new (vigie_test_hostile[i], NULL);
      g_autofree char *said = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (pango_parse_markup (adw_toast_get_title (toast), -1, 0, NULL, &said, NULL, &error));
      g_assert_no_error (error);
      vigie_test_assert_harmless (said);
      vigie_drop_down_show_text (GTK_DROP_DOWN (drop_down));
      gtk_box_append (GTK_BOX (fixture->page), drop_down);
      gtk_box_append (GTK_BOX (fixture->page), label);
      vigie_set_tooltip (label, vigie_test_hostile[i]);
      g_assert_null (strchr (gtk_label_get_text (GTK_LABEL (label)), '\n'));
      wait_until (shows (drop_down, vigie_test_hostile[i]));
      check_tree (fixture->page);
      vigie_clear_box (GTK_BOX (fixture->page));
    }
}

/* Groups of digits are kept apart by a space that every font has; the narrow space elsewhere stays. */
static void
test_digit_groups (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *text, *shown; } cases[] = {
    { "4\u202f850\u202f000 FCFA", "4\u00a0850\u00a0000 FCFA" }, { "P1\u202f; 3\u202f%", "P1\u202f; 3\u202f%" },
    { "\u202f1\u202f2\u202f", "\u202f1\u00a02\u202f" }, { "", "" }, { "12", "12" },
  };
  GtkWidget *label = gtk_label_new (NULL);

  show_page (fixture, label, 200, 100);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      vigie_label_set (GTK_LABEL (label), cases[i].text);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, cases[i].shown);
    }
}

/* ---- What is typed ---- */

static void
test_command_line (Fixture *fixture, gconstpointer data)
{
  GtkWidget *line = vigie_command_line_new ();
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
  vigie_command_line_set_model (VIGIE_COMMAND_LINE (line), fixture->model);
  show_page (fixture, line, 900, 200);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      guint n = incident_of (fixture)->events->len;
      g_autofree char *typed = g_strconcat ("note: ", vigie_test_hostile[i], NULL);
      g_autofree char *kept = g_strstrip (g_strdup (vigie_test_hostile[i]));

      /* “-5” would be a time. */
      if (g_str_equal (vigie_test_hostile[i], "-5"))
        continue;
      vigie_command_line_type (VIGIE_COMMAND_LINE (line), typed);
      check_tree (line);
      vigie_command_line_submit (VIGIE_COMMAND_LINE (line));
      wait_until (is_recorded (fixture, n, kept));
      wait_until (*vigie_command_line_get_text (VIGIE_COMMAND_LINE (line)) == '\0');
    }
  vigie_command_line_set_model (VIGIE_COMMAND_LINE (line), NULL);
}

/* Types @text into the first field of the form that was opened, records, and waits for it. */
static void
fill_form (Fixture *fixture, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  guint n = incident_of (fixture)->events->len;
  GtkWidget *field = NULL;
  GtkWidget *form;

  wait_until ((form = shown_form (NULL)) != NULL);
  wait_until ((field = find_in (form, GTK_TYPE_WIDGET, can_type, NULL)) != NULL);
  type_into (field, text);
  check_tree (form);
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (form)), "clicked"); /* at once, not as if pressed */
  wait_until (is_recorded (fixture, n, text) || is_recorded (fixture, n, trimmed));
  wait_until (shown_form (NULL) == NULL);
}

static const VigieEntry *
newest_note (Fixture *fixture)
{
  GPtrArray *entries = incident_of (fixture)->entries;

  for (guint i = entries->len; i > 0; i--)
    {
      const VigieEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->kind == VIGIE_ENTRY_NOTE && entry->text != NULL && entry->retract_reason == NULL)
        return entry;
    }
  g_assert_not_reached ();
}

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
  show_page (fixture, gtk_entry_new (), 900, 600);
  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    {
      const char *text = vigie_test_hostile[i];
      guint n = incident_of (fixture)->entries->len;

      g_test_message ("%s", text);
      record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "First", NULL, WHO, NULL));
      wait_until (incident_of (fixture)->entries->len > n);
      if (i % 3 == 0)
        vigie_act_form_correct (fixture->page, fixture->model, newest_note (fixture));
      else if (i % 3 == 1)
        vigie_act_form_retract (fixture->page, fixture->model, newest_note (fixture));
      else
        vigie_act_form_decision (fixture->page, fixture->model, "Decide", vigie_session_now_usec (fixture->session));
      fill_form (fixture, text);
    }
}

static void
add_tests (void)
{
  add_test ("/fault/F33/shown", test_shown);
  add_test ("/ui/hostile-text/detail", test_detail);
  add_test ("/ui/hostile-text/small-widgets", test_small_widgets);
  add_test ("/ui/hostile-text/digit-groups", test_digit_groups);
  add_test ("/ui/hostile-text/command-line", test_command_line);
  add_test ("/fault/F33/forms", test_forms);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_tests);
}
