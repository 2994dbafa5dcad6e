/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The view of a breach: it says what the rules say, leads to the facts, and its acts record. */

#include "page-fixture.h"

#include "vigie-act-breach.h"
#include "vigie-breach-cell.h"
#include "vigie-breach-changes-card.h"
#include "vigie-breach-notice-row.h"
#include "vigie-breach-notice-window.h"
#include "vigie-page-parts.h"
#include "vigie-breach-register-window.h"
#include "vigie-breach-rules-list.h"
#include "vigie-breach-todo.h"
#include "vigie-breach-view.h"
#include "vigie-notice.h"

static const char *const facts[][2] = {
  { "persons", "1500" }, { "records", "1800" }, { "data_touched", "name,phone,mobile-money-history" }, { "breach_kind", "confidentiality" },
  { "exfiltrated", "yes" }, { "recipients", "unknown" }, { "malicious", "yes" }, { "identification", "maximum" },
};

static char *went;

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_free (went);
  went = g_variant_dup_string (parameter, NULL);
}

static void
set_fact (Fixture *fixture, const char *name, const char *value)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  record (fixture, vigie_act_fact (playbook, incident_of (fixture), name, value, VIGIE_FACT_CONFIRMED, "audit log", utc, "Awa Koné", noon + VIGIE_MINUTE_USEC, NULL));
}

/* An incident that was declared before plain messages needed an approval: the member that names the rules is left out. */
static GPtrArray *
of_first_rules (GPtrArray *drafts)
{
  VigieDraft *draft = g_ptr_array_index (drafts, 0);
  g_auto(GStrv) parts = g_strsplit (draft->body, ",\"rules\":2", 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_free (draft->body);
  draft->body = g_strjoinv ("", parts);

  return drafts;
}

static char *
declare_breach (Fixture *fixture, gboolean first_rules)
{
  GPtrArray *drafts;
  g_autofree char *id = vigie_id_new (noon, (const guint8[VIGIE_ID_RANDOM_BYTES]){ 7 });
  VigieDeclaration declaration = {
    .title = "Unauthorised access, client export", .type = "INC-02", .level = VIGIE_LEVEL_P1, .reason = "clients' data",
    .started_usec = VIGIE_TIME_NONE, .detected_usec = noon, .declared_usec = noon, .incident_id = id,
  };

  vigie_answers_init (&declaration.answers);
  drafts = vigie_act_declare (playbook, &declaration, "Awa Koné", NULL);
  record (fixture, first_rules ? of_first_rules (drafts) : drafts);

  return vigie_stream_for_incident (id, FALSE);
}

static void
show_breach_of (Fixture *fixture, gboolean first_rules, gboolean with_facts, int width)
{
  g_autofree char *stream = declare_breach (fixture, first_rules);
  g_autoptr(GSimpleAction) go = g_simple_action_new ("go", G_VARIANT_TYPE_STRING);
  GtkWidget *view = vigie_breach_view_new ();

  g_signal_connect (go, "activate", G_CALLBACK (go_cb), NULL);
  g_action_map_add_action (G_ACTION_MAP (fixture->window), G_ACTION (go));
  open_model (fixture, stream);
  for (gsize i = 0; with_facts && i < G_N_ELEMENTS (facts); i++)
    set_fact (fixture, facts[i][0], facts[i][1]);
  show_page (fixture, view, width, 800);
  vigie_breach_view_set_model (VIGIE_BREACH_VIEW (view), fixture->model);
}

static void
show_breach (Fixture *fixture, gboolean with_facts, int width)
{
  show_breach_of (fixture, FALSE, with_facts, width);
}

static gboolean
matches_place (GtkWidget *widget, gconstpointer data)
{
  int *n = (int *) data;

  return (*n)-- == 0;
}

static GtkWidget *
nth (Fixture *fixture, GType type, int n)
{
  return find_in (fixture->page, type, matches_place, &n);
}

static void
check_cells (Fixture *fixture)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (playbook, incident_of (fixture), vigie_session_now_usec (fixture->session), NULL, VIGIE_LANG_EN);
  int n = 0;

  for (VigieBreachDuty duty = 0; duty < VIGIE_N_BREACH_DUTIES; duty++)
    for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++, n++)
      {
        const VigieBreachRule *rule = vigie_breach_cell (breach, duty, basis);
        const char *shown = vigie_breach_cell_get_verdict (VIGIE_BREACH_CELL (nth (fixture, VIGIE_TYPE_BREACH_CELL, n)));

        g_assert_cmpstr (shown, ==, rule != NULL ? vigie_breach_verdict_label (rule->verdict, VIGIE_LANG_EN) : NULL);
      }
}

/* What the function says that vigiectl prints is what stands on the screen, for every fact that changes. */
static void
test_shows_the_verdicts (Fixture *fixture, gconstpointer data)
{
  show_breach (fixture, FALSE, 1200);
  check_cells (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      set_fact (fixture, facts[i][0], facts[i][1]);
      wait_until (vigie_incident_fact (incident_of (fixture), facts[i][0]) != NULL);
      check_cells (fixture);
    }
  g_assert_nonnull (find_words (fixture, "4.00, very high"));
  g_assert_nonnull (find_words (fixture, "on the limit"));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  show_breach (fixture, TRUE, 500);
  check_cells (fixture);
  wait_until (find_words (fixture, "Company rule") != NULL);
  g_assert_nonnull (find_words (fixture, "Write to 1,500 persons"));
}

static void
test_chip_leads_to_the_fact (Fixture *fixture, gconstpointer data)
{
  show_breach (fixture, TRUE, 1200);
  g_signal_emit_by_name (find_button (fixture, "Persons concerned"), "clicked");
  g_assert_cmpstr (went, ==, "fact:persons");
}

static char *composed;

static gboolean
compose_cb (GtkWidget *view, const char *kind)
{
  g_free (composed);
  composed = g_strdup (kind);

  return TRUE;
}

static GtkWidget *
act_of (Fixture *fixture, VigieBreachDuty duty)
{
  return vigie_breach_todo_get_button (VIGIE_BREACH_TODO (nth (fixture, VIGIE_TYPE_BREACH_TODO, (int) duty)));
}

static void
test_acts (Fixture *fixture, gconstpointer data)
{
  static const struct { VigieBreachDuty duty; const char *kind; } acts[] = {
    { VIGIE_BREACH_AUTHORITY, "authority-initial" }, { VIGIE_BREACH_PERSONS, "persons" }, { VIGIE_BREACH_OTHERS, "press" },
  };

  show_breach (fixture, TRUE, 1200);
  g_signal_connect (fixture->page, "compose", G_CALLBACK (compose_cb), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_signal_emit_by_name (act_of (fixture, acts[i].duty), "clicked");
      g_assert_cmpstr (composed, ==, acts[i].kind);
    }
  g_signal_emit_by_name (act_of (fixture, VIGIE_BREACH_MANAGEMENT), "clicked");
  wait_until (shown_form (NULL) != NULL);
  gtk_window_destroy (GTK_WINDOW (shown_form (NULL)));
}

static void
test_register (Fixture *fixture, gconstpointer data)
{
  show_breach (fixture, TRUE, 1200);
  g_signal_emit_by_name (act_of (fixture, VIGIE_BREACH_REGISTER), "clicked");
  wait_until (shown_form ("Enter in the breach register") != NULL);
  form_type ("Enter in", 0, "2026-014");
  form_press ("Enter in", "Enter in the register");
  wait_until (incident_of (fixture)->breach_entries->len == 1);
  wait_until (find_words (fixture, "number 2026-014") != NULL);
}

static gboolean
is_reporter (GtkWidget *widget, gconstpointer data)
{
  GtkWidget *label = gtk_widget_get_prev_sibling (widget);

  return GTK_IS_LABEL (label) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "Person who reports");
}

static gboolean
says_number (GtkWidget *widget, gconstpointer data)
{
  return g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "2026-014");
}

static gboolean
is_draft_button (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "suggested-action");
}

/* Without a name the form stays open and nothing is recorded. */
static void
test_lowering (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  show_breach (fixture, TRUE, 1200);
  list = find_in (fixture->page, VIGIE_TYPE_BREACH_RULES_LIST, NULL, NULL);
  vigie_breach_rules_list_open (VIGIE_BREACH_RULES_LIST (list));
  wait_until (find_button (fixture, "Lower…") != NULL);
  g_signal_emit_by_name (find_button (fixture, "Lower…"), "clicked");
  wait_until (shown_form ("Lower PB-1") != NULL);
  form_press ("Lower PB-1", "Lower the verdict");
  g_assert_nonnull (shown_form ("Lower PB-1"));
  form_type ("Lower PB-1", 0, "CTO");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_in (shown_form ("Lower PB-1"), GTK_TYPE_TEXT_VIEW, NULL, NULL))), "A rehearsal.", -1);
  form_press ("Lower PB-1", "Lower the verdict");
  wait_until (g_hash_table_size (incident_of (fixture)->breach_lowered) == 1);
  wait_until (find_words (fixture, "Lowered from YES by CTO: A rehearsal.") != NULL);
  check_cells (fixture);
}

/* An own answer is recorded with Enter; with it nothing is missing any more and the notice becomes a message. */
static void
test_notice_window (Fixture *fixture, gconstpointer data)
{
  VigieBreachNoticeWindow *window;
  GtkWidget *entry;

  show_breach (fixture, TRUE, 1200);
  record (fixture, vigie_act_breach_answer (incident_of (fixture), "f29", "DPO, dpo@example.ci", "Awa Koné", noon + VIGIE_MINUTE_USEC, NULL));
  window = vigie_breach_notice_window_present (fixture->page, fixture->model, VIGIE_BREACH_NOTICE_INITIAL);
  entry = find_in (GTK_WIDGET (window), GTK_TYPE_ENTRY, is_reporter, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Awa Koné, DPO");
  g_signal_emit_by_name (entry, "activate");
  wait_until (g_hash_table_contains (incident_of (fixture)->breach_answers, "f21"));
  g_signal_emit_by_name (find_in (GTK_WIDGET (window), GTK_TYPE_BUTTON, is_draft_button, NULL), "clicked");
  wait_until (vigie_incident_get_notices (incident_of (fixture))->len == 1);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer id)
{
  return g_str_equal (vigie_breach_notice_row_get_id (VIGIE_BREACH_NOTICE_ROW (widget)), id);
}

static GtkWidget *
row_control (VigieBreachNoticeWindow *window, const char *id, GType type)
{
  GtkWidget *row = find_in (GTK_WIDGET (window), VIGIE_TYPE_BREACH_NOTICE_ROW, is_row, id);

  g_assert_nonnull (row);

  return find_in (row, type, NULL, NULL);
}

static gboolean
is_in_sight (GtkWidget *window, GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, window, &bounds) && bounds.origin.y > 0
         && bounds.origin.y + bounds.size.height < (float) gtk_widget_get_height (window);
}

static const char *
answer_to (Fixture *fixture, const char *field)
{
  const VigieBreachAnswer *answer = g_hash_table_lookup (incident_of (fixture)->breach_answers, field);

  return answer != NULL ? answer->value : NULL;
}

/* Rows of the template with a list are chosen from it; free words of an older record stay, as a choice among the others. */
static void
test_notice_lists (Fixture *fixture, gconstpointer data)
{
  VigieBreachNoticeWindow *window;
  GtkWidget *drop, *menu, *check, *words;
  guint n_choices = vigie_breach_choices_of ("f61")->n;

  show_breach (fixture, TRUE, 1200);
  record (fixture, vigie_act_breach_answer (incident_of (fixture), "f61", "Perhaps a former employee", "Awa Koné", noon, NULL));
  wait_until (answer_to (fixture, "f61") != NULL);
  window = vigie_breach_notice_window_present (fixture->page, fixture->model, VIGIE_BREACH_NOTICE_INITIAL);
  drop = row_control (window, "f61", GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)), ==, n_choices + 1);
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (drop))), ==, "Perhaps a former employee");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 3);
  wait_until (g_strcmp0 (answer_to (fixture, "f61"), "external-malicious") == 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 0);
  wait_until (g_strcmp0 (answer_to (fixture, "f61"), "") == 0);

  menu = row_control (window, "f60", GTK_TYPE_MENU_BUTTON);
  /* A popover needs a place on the screen. */
  gtk_widget_grab_focus (menu);
  vigie_page_reveal (menu);
  wait_until (is_in_sight (GTK_WIDGET (window), menu));
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  check = find_in (menu, GTK_TYPE_CHECK_BUTTON, NULL, NULL);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (check)), TRUE);
  words = find_in (menu, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (words), "by a supplier");
  /* Ticks are one answer, recorded as the list closes. */
  g_assert_null (answer_to (fixture, "f60"));
  g_signal_emit_by_name (words, "activate");
  wait_until (g_strcmp0 (answer_to (fixture, "f60"), "ransomware|by a supplier") == 0);
  wait_until (g_str_equal (gtk_label_get_text (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (menu)))), "ransomware (by a supplier)"));
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_why (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ENTRY (find_in (widget, GTK_TYPE_ENTRY, NULL, NULL));
}

/* A plain message, as it was recorded when the first rules held. */
static GPtrArray *
told_authority (const VigieIncident *incident)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  char *body = g_strdup ("{\"audience\":\"authority\",\"channel\":\"email\",\"text\":\"Initial notice.\"}");

  g_ptr_array_add (drafts, vigie_draft_new (incident->stream, "message.sent", noon, "Awa Koné", body));

  return drafts;
}

/* A complement shows what was said and what is true now, and asks why; the answer stands in the notice. */
static void
test_complement_window (Fixture *fixture, gconstpointer data)
{
  VigieBreachNoticeWindow *window;
  GtkWidget *card, *entry;
  GError *error = NULL;

  show_breach_of (fixture, TRUE, FALSE, 1200);
  record (fixture, told_authority (incident_of (fixture)));
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "persons", "1900", VIGIE_FACT_CONFIRMED, "second export", NULL, "Awa Koné", noon + VIGIE_MINUTE_USEC, &error));
  g_assert_no_error (error);
  window = vigie_breach_notice_window_present (fixture->page, fixture->model, VIGIE_BREACH_NOTICE_COMPLEMENT);
  wait_until ((card = find_in (GTK_WIDGET (window), VIGIE_TYPE_BREACH_CHANGES_CARD, is_why, NULL)) != NULL);
  entry = find_in (card, GTK_TYPE_ENTRY, NULL, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "second export");
  gtk_editable_set_text (GTK_EDITABLE (entry), "A second file was found");
  g_signal_emit_by_name (entry, "activate");
  wait_until (g_strcmp0 (answer_to (fixture, "why.persons"), "A second file was found") == 0);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
has_read (VigieBreachRegisterWindow *window)
{
  gboolean done;

  vigie_breach_register_window_count (window, &done);

  return done;
}

/* The register reads all incidents; what is no breach is not in it. */
static void
test_register_window (Fixture *fixture, gconstpointer data)
{
  VigieBreachRegisterWindow *window;
  g_autofree char *outage = NULL;

  show_breach (fixture, TRUE, 1200);
  outage = declare (fixture, "Application unreachable", VIGIE_LEVEL_P2, noon);
  record (fixture, vigie_act_breach_register (incident_of (fixture), "2026-014", NULL, "Awa Koné", noon + VIGIE_MINUTE_USEC, NULL));
  wait_until (incident_of (fixture)->breach_entries->len == 1);
  wait_until (g_list_model_get_n_items (vigie_session_get_registry (fixture->session)) == 2);
  window = vigie_breach_register_window_present (fixture->page, fixture->session);
  wait_until (has_read (window));
  g_assert_cmpuint (vigie_breach_register_window_count (window, NULL), ==, 1);
  g_assert_nonnull (find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says_number, NULL));
}

static void
test_row_by_row (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first, *second;

  show_breach (fixture, TRUE, 1200);
  first = act_of (fixture, VIGIE_BREACH_AUTHORITY);
  second = act_of (fixture, VIGIE_BREACH_PERSONS);
  gtk_widget_grab_focus (fixture->page);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == first);
  gtk_widget_child_focus (fixture->page, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == second);
}

static void
add (void)
{
  add_test ("/ui/breach-view/shows-the-verdicts", test_shows_the_verdicts);
  add_test ("/ui/breach-view/narrow", test_narrow);
  add_test ("/ui/breach-view/chip-leads-to-the-fact", test_chip_leads_to_the_fact);
  add_test ("/ui/breach-view/acts", test_acts);
  add_test ("/ui/breach-view/register", test_register);
  add_test ("/ui/breach-view/lowering", test_lowering);
  add_test ("/ui/breach-view/notice-window", test_notice_window);
  add_test ("/ui/breach-view/notice-lists", test_notice_lists);
  add_test ("/ui/breach-view/complement-window", test_complement_window);
  add_test ("/ui/breach-view/register-window", test_register_window);
  add_test ("/ui/breach-view/row-by-row", test_row_by_row);
}

int
main (int argc, char *argv[])
{
  int status = run_tests (&argc, &argv, add);

  g_free (went);
  g_free (composed);

  return status;
}
