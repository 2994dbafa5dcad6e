/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster, the playbook and the fact sheet on a real display over a real store: what is pressed becomes
 * an event, what is refused says why, what is open survives the news. Every critical is fatal. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-fact-form.h"
#include "vigie-fact-row.h"
#include "vigie-hypothesis-card.h"
#include "vigie-id.h"
#include "vigie-page-prompt.h"
#include "vigie-procedure-query.h"
#include "vigie-procedure-step.h"
#include "vigie-roster-brief.h"
#include "vigie-roster-people.h"
#include "vigie-roster-row.h"
#include "vigie-time.h"
#include "vigie-widgets.h"
#include "wait-until.h"

static GtkApplication *application;
static VigiePlaybook *playbook;
static int result;
static const gint64 noon = 1764590400 * VIGIE_SECOND_USEC; /* 2025-12-01 12:00 UTC */

typedef struct
{
  char *folder;
  VigieStoreThread *store;
  VigieSession *session;
  VigieIncidentModel *model;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

/* ---- Helpers ---- */

static void
record (Fixture *fixture, GPtrArray *drafts, GError **error)
{
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GError) failure = NULL;

  g_assert_no_error (*error);
  vigie_session_record_async (fixture->session, drafts, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  events = vigie_session_record_finish (fixture->session, outcome, &failure);
  g_assert_no_error (failure);
}

static void
open_incident (Fixture *fixture, const char *type)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  g_autofree char *id = vigie_id_new (noon, random);
  g_autofree char *stream = vigie_stream_for_incident (id, FALSE);
  VigieDeclaration declaration = {
    .title = "Orders <b>refused</b> & lost", .type = type, .level = VIGIE_LEVEL_P1, .reason = "felt by everyone",
    .started_usec = VIGIE_TIME_NONE, .detected_usec = noon, .declared_usec = noon, .incident_id = id,
  };
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  vigie_answers_init (&declaration.answers);
  drafts = vigie_act_declare (playbook, &declaration, "Awa Koné", &error);
  record (fixture, drafts, &error);
  vigie_session_open_async (fixture->session, stream, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  fixture->model = vigie_session_open_finish (fixture->session, outcome, &error);
  g_assert_no_error (error);
}

static VigieIncident *
incident_of (Fixture *fixture)
{
  return vigie_incident_model_get_incident (fixture->model);
}

/* Two hours of work, so that every part of the pages has something to show. */
static void
fill_incident (Fixture *fixture)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  VigieOoda ooda = { "187 sessions wait", "two ways", "Stop the migration", "done" };
  guint n = incident_of (fixture)->events->len;
  GError *error = NULL;

  record (fixture, vigie_act_role (playbook, incident_of (fixture), "scribe", "Mariam <i>Traoré</i>", "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_hypothesis_add (incident_of (fixture), "HX3", "A lock on <orders>", "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_TODO, "test the payment", NULL, "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_DECISION, "Stop it", &ooda, "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "loss_fcfa", "4850000", VIGIE_FACT_ESTIMATED, "orders table", zone, "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_fact (playbook, incident_of (fixture), "helicopters", "two & a half", VIGIE_FACT_CONFIRMED, NULL, zone, "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_message (playbook, incident_of (fixture), "users", "status-page", "investigating", "We are looking", "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_check_in (incident_of (fixture), NULL, "all well", "Awa Koné", noon, &error), &error);
  wait_until (incident_of (fixture)->events->len >= n + 8);
}

static GtkWidget *
find_in (GtkWidget *widget, GType type, gboolean (*matches) (GtkWidget *, gconstpointer), gconstpointer data)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (matches == NULL || matches (widget, data)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, type, matches, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_step (GtkWidget *widget, gconstpointer key)
{
  return g_str_equal (vigie_procedure_step_get_key (VIGIE_PROCEDURE_STEP (widget)), key);
}

static gboolean
is_post (GtkWidget *widget, gconstpointer post)
{
  return g_str_equal (vigie_roster_row_get_post (VIGIE_ROSTER_ROW (widget)), post);
}

static gboolean
is_fact (GtkWidget *widget, gconstpointer name)
{
  return g_str_equal (vigie_fact_row_get_name (VIGIE_FACT_ROW (widget)), name);
}

static gboolean
says (GtkWidget *widget, gconstpointer words)
{
  return gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

#define find_step(fixture, key) find_in ((fixture)->page, VIGIE_TYPE_PROCEDURE_STEP, is_step, key)
#define find_post(fixture, post) VIGIE_ROSTER_ROW (find_in ((fixture)->page, VIGIE_TYPE_ROSTER_ROW, is_post, post))
#define find_fact(fixture, name) VIGIE_FACT_ROW (find_in ((fixture)->page, VIGIE_TYPE_FACT_ROW, is_fact, name))
#define find_words(fixture, words) find_in ((fixture)->page, GTK_TYPE_LABEL, says, words)

/* What the page does with a key, as if it were pressed with the focus where it is. */
static gboolean
press (Fixture *fixture, guint keyval, guint keycode)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->page);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, keycode, (GdkModifierType) 0, &handled);
    }

  return handled;
}

static void
show_page (Fixture *fixture, GtkWidget *page)
{
  fixture->page = page;
  fixture->window = gtk_application_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1040, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (page) && gtk_widget_get_width (page) > 0);
}

static void
show_playbook (Fixture *fixture)
{
  GtkWidget *page = vigie_playbook_page_new ();

  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (page), fixture->model);
  show_page (fixture, page);
}

static void
show_roster (Fixture *fixture)
{
  GtkWidget *page = vigie_roster_page_new ();

  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), fixture->model);
  show_page (fixture, page);
}

static void
show_facts (Fixture *fixture)
{
  GtkWidget *page = vigie_facts_page_new ();

  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  show_page (fixture, page);
}

static void
set_up (Fixture *fixture, gconstpointer type)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("vigie-test-pages-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "vigie.db", NULL);
  fixture->store = vigie_store_thread_new (path, playbook, NULL);
  vigie_store_thread_open_async (fixture->store, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_open_finish (fixture->store, outcome, &error));
  fixture->session = vigie_session_new (playbook, fixture->store, zone, VIGIE_LANG_EN, "Awa Koné");
  vigie_session_set_now (fixture->session, noon + 16 * VIGIE_MINUTE_USEC);
  open_incident (fixture, type);
}

static void
tear_down (Fixture *fixture, gconstpointer type)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->model);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  vigie_store_thread_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

/* ---- Playbook ---- */

static void
test_playbook_ticks (Fixture *fixture, gconstpointer type)
{
  GtkWidget *step, *check;

  show_playbook (fixture);
  step = find_step (fixture, "INC-01/t0-alert");
  check = find_in (step, GTK_TYPE_CHECK_BUTTON, NULL, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_until (vigie_incident_step (incident_of (fixture), "INC-01/t0-alert") != NULL);
  g_assert_cmpint (vigie_procedure_step_get_state (VIGIE_PROCEDURE_STEP (step)), ==, VIGIE_STEP_DONE);
  wait_until (find_words (fixture, "A. Koné 12:16") != NULL);
  g_assert_true (find_step (fixture, "INC-01/t0-alert") == step);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  wait_until (vigie_procedure_step_get_state (VIGIE_PROCEDURE_STEP (step)) == VIGIE_STEP_OPEN);
}

static void
test_playbook_not_applicable (Fixture *fixture, gconstpointer type)
{
  GtkWidget *step, *prompt;

  show_playbook (fixture);
  step = find_step (fixture, "INC-01/t0-alert");
  gtk_widget_grab_focus (step);
  g_assert_true (press (fixture, GDK_KEY_n, 0));
  prompt = find_in (step, VIGIE_TYPE_PAGE_PROMPT, NULL, NULL);
  g_assert_nonnull (prompt);

  /* A reason is needed, and what cannot be taken stays in the field. */
  g_signal_emit_by_name (prompt, "accepted", "   ");
  g_assert_true (gtk_widget_get_visible (prompt));
  g_assert_cmpint (vigie_procedure_step_get_state (VIGIE_PROCEDURE_STEP (step)), ==, VIGIE_STEP_OPEN);

  /* Letters belong to the field while it has the focus. */
  g_assert_false (press (fixture, GDK_KEY_h, 0));
  g_signal_emit_by_name (prompt, "accepted", "it came by phone");
  wait_until (vigie_procedure_step_get_state (VIGIE_PROCEDURE_STEP (step)) == VIGIE_STEP_NOT_APPLICABLE);
  wait_until (find_words (fixture, "it came by phone") != NULL);
  g_assert_false (gtk_widget_get_visible (prompt));
}

static void
test_playbook_evidence (Fixture *fixture, gconstpointer type)
{
  static const char *const evidence[] = { "t0-stop", "t0-record", "t5-preserve", "t5-logs", "t5-snapshots", "t5-hash" };
  GtkWidget *step, *check;

  show_playbook (fixture);
  step = find_step (fixture, "INC-02/t5-cut");
  check = find_in (step, GTK_TYPE_CHECK_BUTTON, NULL, NULL);
  g_assert_nonnull (find_in (step, GTK_TYPE_LABEL, says, "after the evidence: 6 steps left"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_nonnull (find_in (step, VIGIE_TYPE_PAGE_PROMPT, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (evidence); i++)
    {
      g_autofree char *key = g_strdup_printf ("INC-02/%s", evidence[i]);
      GError *error = NULL;

      g_assert_null (find_in (step, GTK_TYPE_LABEL, says, "after the evidence: 0 steps left"));
      record (fixture, vigie_act_tick (playbook, incident_of (fixture), key, i == 0 ? VIGIE_STEP_NOT_APPLICABLE : VIGIE_STEP_DONE, i == 0 ? "none" : NULL,
                                       "Awa Koné", noon, &error), &error);
      wait_until (vigie_incident_step (incident_of (fixture), key) != NULL);
    }
  wait_until (find_in (step, GTK_TYPE_LABEL, says, "after the evidence: 1 step left") == NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_until (vigie_incident_step (incident_of (fixture), "INC-02/t5-cut") != NULL);
}

static void
test_playbook_groups (Fixture *fixture, gconstpointer type)
{
  g_autofree char *span = vigie_duration_format (15 * VIGIE_MINUTE_USEC, VIGIE_LANG_EN);
  g_autofree char *late = g_strdup_printf ("%s late", span);

  show_playbook (fixture);
  g_assert_nonnull (find_words (fixture, "T+10"));
  g_assert_nonnull (find_words (fixture, "at work"));
  /* T+0 should have been through when T+1 began, fifteen minutes ago. */
  g_assert_nonnull (find_words (fixture, late));
  vigie_session_set_now (fixture->session, noon);
  wait_until (find_words (fixture, late) == NULL);
}

static void
test_playbook_hypotheses (Fixture *fixture, gconstpointer type)
{
  GtkWidget *prompt;
  GtkWidget *card;

  fill_incident (fixture);
  show_playbook (fixture);
  card = find_in (fixture->page, VIGIE_TYPE_HYPOTHESIS_CARD, NULL, NULL);
  g_assert_cmpstr (vigie_hypothesis_card_get_code (VIGIE_HYPOTHESIS_CARD (card)), ==, "HX3");
  g_assert_nonnull (find_words (fixture, "A lock on <orders>"));
  g_assert_nonnull (find_words (fixture, "HX1"));

  gtk_widget_grab_focus (find_step (fixture, "INC-01/t0-alert"));
  g_assert_true (press (fixture, GDK_KEY_h, 0));
  prompt = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), VIGIE_TYPE_PAGE_PROMPT);
  g_assert_nonnull (prompt);
  g_signal_emit_by_name (prompt, "accepted", "Certificate ran out");
  wait_until (incident_of (fixture)->hypotheses->len == 2);
  wait_until (find_words (fixture, "Certificate ran out") != NULL);
  g_assert_true (find_in (fixture->page, VIGIE_TYPE_HYPOTHESIS_CARD, NULL, NULL) == card);
}

static void
test_playbook_columns (Fixture *fixture, gconstpointer type)
{
  GtkWidget *focus;

  show_playbook (fixture);
  gtk_widget_grab_focus (fixture->page);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, VIGIE_TYPE_PROCEDURE_STEP));
  g_assert_false (press (fixture, GDK_KEY_Left, 0));
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) != focus);
  g_assert_true (press (fixture, GDK_KEY_Left, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
}

static void
test_playbook_query (Fixture *fixture, gconstpointer type)
{
  static const struct
  {
    const char *value;
    const char *expected;
  } cases[] = {
    { "Wave", "x = 'Wave' and {{pid}}" },
    { "Orange Money", "x = 'Orange Money' and {{pid}}" },
    { "'; drop table orders; --", "x = '{{word}}' and {{pid}}" },
    { "a--b", "x = '{{word}}' and {{pid}}" },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *missing = NULL;
      g_autofree char *filled = NULL;
      GError *error = NULL;
      guint n = incident_of (fixture)->events->len;

      record (fixture, vigie_act_fact (playbook, incident_of (fixture), "word", cases[i].value, VIGIE_FACT_ESTIMATED, NULL, zone, "Awa Koné", noon, &error), &error);
      wait_until (incident_of (fixture)->events->len > n);
      filled = vigie_procedure_query_fill ("x = '{{word}}' and {{pid}}", incident_of (fixture), &missing);
      g_assert_cmpstr (filled, ==, cases[i].expected);
      g_assert_cmpstr (missing, ==, strstr (filled, "word") != NULL ? "word, pid" : "pid");
    }
}

static void
test_playbook_other_type (Fixture *fixture, gconstpointer type)
{
  show_playbook (fixture);
  g_assert_nonnull (find_words (fixture, "none of them"));
  gtk_widget_grab_focus (fixture->page);
  g_assert_false (press (fixture, GDK_KEY_n, 0));
}

/* ---- Roster ---- */

static void
test_roster_posts (Fixture *fixture, gconstpointer type)
{
  VigieRosterRow *row;

  show_roster (fixture);
  g_assert_nonnull (find_post (fixture, "communications"));
  g_assert_nonnull (find_words (fixture, "vacant since 12:00"));
  row = find_post (fixture, "scribe");
  g_assert_null (vigie_roster_row_get_holder (row));
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (press (fixture, GDK_KEY_p, 0));
  wait_until (g_strcmp0 (vigie_roster_row_get_holder (row), "Awa Koné") == 0);
  g_assert_true (find_post (fixture, "scribe") == row);
}

static void
test_roster_assign (Fixture *fixture, gconstpointer type)
{
  VigieRosterRow *row;
  GtkWidget *prompt;
  GError *error = NULL;

  show_roster (fixture);
  row = find_post (fixture, "scribe");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (press (fixture, GDK_KEY_a, 0));
  prompt = find_in (GTK_WIDGET (row), VIGIE_TYPE_PAGE_PROMPT, NULL, NULL);
  vigie_page_prompt_set_text (VIGIE_PAGE_PROMPT (prompt), "Mari");

  /* News from elsewhere closes nothing. */
  record (fixture, vigie_act_role (playbook, incident_of (fixture), "dev-lead", "Yao", "Awa Koné", noon, &error), &error);
  wait_until (vigie_roster_row_get_holder (find_post (fixture, "dev-lead")) != NULL);
  g_assert_true (gtk_widget_get_mapped (prompt));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), prompt));

  g_signal_emit_by_name (prompt, "accepted", "");
  g_assert_null (vigie_roster_row_get_holder (row));
  g_signal_emit_by_name (prompt, "accepted", "Mariam Traoré");
  wait_until (g_strcmp0 (vigie_roster_row_get_holder (row), "Mariam Traoré") == 0);
}

static void
test_roster_check_in (Fixture *fixture, gconstpointer type)
{
  GtkWidget *strip;
  const VigieCheckIn *check_in;
  VigieRosterRow *row;
  GError *error = NULL;

  record (fixture, vigie_act_role (playbook, incident_of (fixture), "scribe", "Mariam Traoré", "Awa Koné", noon, &error), &error);
  record (fixture, vigie_act_role (playbook, incident_of (fixture), "dev-lead", "Yao", "Awa Koné", noon, &error), &error);
  wait_until (vigie_incident_holder (incident_of (fixture), "dev-lead") != NULL);
  show_roster (fixture);
  strip = find_in (fixture->page, g_type_from_name ("VigieRosterStrip"), NULL, NULL);
  g_assert_false (press (fixture, GDK_KEY_1, 0));
  g_signal_emit_by_name (strip, "started");
  row = find_post (fixture, "scribe");
  gtk_widget_grab_focus (GTK_WIDGET (row));

  /* By the sign, and by the place of the key on a French keyboard. */
  g_assert_true (press (fixture, GDK_KEY_2, 0));
  gtk_widget_grab_focus (GTK_WIDGET (find_post (fixture, "dev-lead")));
  g_assert_true (press (fixture, GDK_KEY_quotedbl, 12));
  g_signal_emit_by_name (strip, "closed");
  wait_until (incident_of (fixture)->check_ins->len == 1);
  check_in = g_ptr_array_index (incident_of (fixture)->check_ins, 0);
  g_assert_cmpuint (check_in->answers->len, >=, 2);
  g_assert_cmpstr (vigie_roster_last_answer (incident_of (fixture), "Mariam Traoré")->state, ==, "tired");
  g_assert_cmpstr (vigie_roster_last_answer (incident_of (fixture), "Yao")->state, ==, "relieve");
  for (guint i = 0; i < check_in->answers->len; i++)
    {
      const VigieCheckInAnswer *answer = g_ptr_array_index (check_in->answers, i);

      if (g_str_equal (answer->person, "Awa Koné"))
        g_assert_cmpstr (answer->state, ==, "no-answer");
    }
}

static void
test_roster_brief (Fixture *fixture, gconstpointer type)
{
  static const char *const parts[] = { "P1 Critical", "HX3", "A lock on <orders>", "We are looking", "test the payment", "D1", "Stop the migration", "4,850,000" };
  GtkWidget *brief;
  g_autofree char *text = NULL;

  fill_incident (fixture);
  show_roster (fixture);
  brief = find_in (fixture->page, VIGIE_TYPE_ROSTER_BRIEF, NULL, NULL);
  text = vigie_roster_brief_to_text (VIGIE_ROSTER_BRIEF (brief));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is not in the brief:\n%s", parts[i], text);
  g_assert_nonnull (find_words (fixture, "#war-room-incident-2025-12-01-"));
}

/* ---- Facts ---- */

static void
test_facts_refuse (Fixture *fixture, gconstpointer type)
{
  VigieFactRow *row;
  VigieFactForm *form;

  show_facts (fixture);
  row = find_fact (fixture, "users_affected");
  vigie_fact_row_open (row);
  form = VIGIE_FACT_FORM (vigie_fact_row_get_form (row));
  vigie_fact_form_set_value (form, "a few");
  g_assert_false (vigie_fact_form_record (form));
  g_assert_nonnull (vigie_fact_form_get_error (form));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (form)));
  g_assert_null (vigie_incident_fact (incident_of (fixture), "users_affected"));

  vigie_fact_form_set_value (form, "1 200");
  g_assert_true (vigie_fact_form_record (form));
  wait_until (vigie_incident_fact (incident_of (fixture), "users_affected") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "users_affected")->value, ==, "1200");
  /* Typed, and nobody said it was sure. */
  g_assert_cmpint (vigie_incident_fact (incident_of (fixture), "users_affected")->state, ==, VIGIE_FACT_ESTIMATED);
  wait_until (find_words (fixture, "1,200") != NULL);
}

static void
test_facts_choice (Fixture *fixture, gconstpointer type)
{
  VigieFactRow *row;
  VigieFactForm *form;

  show_facts (fixture);
  row = find_fact (fixture, "visible_impact");
  vigie_fact_row_open (row);
  form = VIGIE_FACT_FORM (vigie_fact_row_get_form (row));
  g_assert_nonnull (find_in (GTK_WIDGET (form), GTK_TYPE_DROP_DOWN, NULL, NULL));
  vigie_fact_form_set_value (form, "yes");
  g_assert_true (vigie_fact_form_record (form));
  wait_until (vigie_incident_fact (incident_of (fixture), "visible_impact") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "visible_impact")->value, ==, "yes");
}

static void
test_facts_breach (Fixture *fixture, gconstpointer type)
{
  gboolean breach = g_str_equal (type, "INC-02");
  VigieFactRow *row;
  VigieFactForm *form;

  show_facts (fixture);
  row = find_fact (fixture, "data_touched");
  g_assert_nonnull (row);
  g_assert_cmpint (gtk_widget_get_mapped (GTK_WIDGET (row)), ==, breach);
  if (!breach)
    return;
  vigie_fact_row_open (row);
  form = VIGIE_FACT_FORM (vigie_fact_row_get_form (row));
  {
    const VigieFactDef *def = vigie_playbook_fact (playbook, "data_touched");
    const char *first = ((const VigieFactValue *) g_ptr_array_index (def->values, 0))->id;
    const char *third = ((const VigieFactValue *) g_ptr_array_index (def->values, 2))->id;
    g_autofree char *both = g_strdup_printf ("%s,%s", first, third);

    vigie_fact_form_set_value (form, both);
    g_assert_true (vigie_fact_form_record (form));
    wait_until (vigie_incident_fact (incident_of (fixture), "data_touched") != NULL);
    g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "data_touched")->value, ==, both);
  }
}

static void
test_facts_other (Fixture *fixture, gconstpointer type)
{
  fill_incident (fixture);
  show_facts (fixture);
  g_assert_nonnull (find_fact (fixture, "helicopters"));
  g_assert_nonnull (find_words (fixture, "two & a half"));
  g_assert_nonnull (find_words (fixture, "Unknown"));
}

/* An open form keeps what is typed when another fact changes. */
static void
test_facts_keep_form (Fixture *fixture, gconstpointer type)
{
  VigieFactRow *row;
  GtkWidget *form, *entry;

  show_facts (fixture);
  row = find_fact (fixture, "cause");
  vigie_fact_row_open (row);
  form = vigie_fact_row_get_form (row);
  entry = find_in (form, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "half a sen");
  fill_incident (fixture);
  wait_until (find_fact (fixture, "helicopters") != NULL);
  g_assert_true (find_fact (fixture, "cause") == row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "half a sen");
  g_assert_true (gtk_widget_get_mapped (entry));
}

/* ---- All of them ---- */

static void
test_narrow (Fixture *fixture, gconstpointer type)
{
  GtkWidget *pages[] = { vigie_roster_page_new (), vigie_playbook_page_new (), vigie_facts_page_new () };
  GtkWidget *stack = gtk_stack_new ();

  fill_incident (fixture);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_child (GTK_STACK (stack), pages[i]);
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (pages[0]), fixture->model);
  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (pages[1]), fixture->model);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (pages[2]), fixture->model);
  show_page (fixture, stack);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum = 0;

      gtk_stack_set_visible_child (GTK_STACK (stack), pages[i]);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 560);
      wait_until (gtk_widget_get_mapped (pages[i]) && gtk_widget_get_width (pages[i]) < 700);
      gtk_widget_measure (pages[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 568);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1040, 700);
      wait_until (gtk_widget_get_width (pages[i]) > 1000);
    }
}

/* Another incident in the same page, and none. */
static void
test_models_change (Fixture *fixture, gconstpointer type)
{
  GtkWidget *page;

  show_roster (fixture);
  page = fixture->page;
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), NULL);
  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), fixture->model);
  g_assert_nonnull (find_post (fixture, "commander"));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  show_playbook (fixture);
  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (fixture->page), NULL);
  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (fixture->page), fixture->model);
  g_assert_nonnull (find_step (fixture, "INC-01/t0-alert"));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  show_facts (fixture);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (fixture->page), NULL);
  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (fixture->page), fixture->model);
  g_assert_nonnull (find_fact (fixture, "cause"));
}

/* ---- Running ---- */

static void
load_playbook (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *content = NULL;
  gsize length_bytes = 0;

  g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &content, &length_bytes, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length_bytes);
  playbook = vigie_playbook_load (bytes, NULL, &error);
  g_assert_no_error (error);
}

static void
activate_cb (GApplication *app)
{
  g_application_hold (app);
  vigie_ui_init ();
  load_playbook ();
  result = g_test_run ();
  vigie_playbook_unref (playbook);
  g_application_release (app);
}

#define add(path, type, function) g_test_add (path, Fixture, type, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  add ("/ui/playbook/ticks", "INC-01", test_playbook_ticks);
  add ("/ui/playbook/not-applicable", "INC-01", test_playbook_not_applicable);
  add ("/ui/playbook/evidence-first", "INC-02", test_playbook_evidence);
  add ("/ui/playbook/groups", "INC-01", test_playbook_groups);
  add ("/ui/playbook/hypotheses", "INC-01", test_playbook_hypotheses);
  add ("/ui/playbook/columns", "INC-01", test_playbook_columns);
  add ("/ui/playbook/query-parameters", "INC-05", test_playbook_query);
  add ("/ui/playbook/other-type", "other", test_playbook_other_type);
  add ("/ui/roster/posts", "INC-01", test_roster_posts);
  add ("/ui/roster/assign", "INC-01", test_roster_assign);
  add ("/ui/roster/check-in", "INC-01", test_roster_check_in);
  add ("/ui/roster/brief", "INC-01", test_roster_brief);
  add ("/ui/facts/refuse", "INC-01", test_facts_refuse);
  add ("/ui/facts/choice", "INC-01", test_facts_choice);
  add ("/ui/facts/breach", "INC-02", test_facts_breach);
  add ("/ui/facts/no-breach", "INC-01", test_facts_breach);
  add ("/ui/facts/other", "INC-01", test_facts_other);
  add ("/ui/facts/keep-form", "INC-01", test_facts_keep_form);
  add ("/ui/pages/narrow", "INC-01", test_narrow);
  add ("/ui/pages/models-change", "INC-01", test_models_change);

  application = GTK_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestPages", G_APPLICATION_NON_UNIQUE));
  g_object_set (application, "resource-base-path", "/ci/distri_night/Vigie", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);

  return result;
}
