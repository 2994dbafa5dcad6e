/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list over the command line, with real keys: it helps who looks at it, and swallows nothing of who does not. */

#include "page-keys.h"

static GtkWidget *entry, *popover;
static char *announced;

/* The timeline of an incident, with the cursor in its command line. */
static void
show_timeline (Fixture *fixture)
{
  g_autofree char *stream = declare (fixture, "Orders refused", VIGIE_LEVEL_P1, noon);
  GtkWidget *page = vigie_timeline_page_new ();

  add_noted_action (fixture, "announce", &announced);
  open_model (fixture, stream);
  show_page (fixture, page, 1000, 700);
  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (page), fixture->model);
  vigie_timeline_page_focus_command (VIGIE_TIMELINE_PAGE (page), NULL);
  entry = gtk_widget_get_ancestor (GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->window))), GTK_TYPE_ENTRY);
  popover = find_in (entry, GTK_TYPE_POPOVER, NULL, NULL);
  g_assert_nonnull (popover);
}

static const char *
line (void)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
type (Fixture *fixture, const char *text)
{
  g_autofree char *whole = g_strconcat (line (), text, NULL);

  send (fixture->window, "type", text);
  wait_until (g_strcmp0 (line (), whole) == 0);
}

static GtkListBox *
list (void)
{
  return GTK_LIST_BOX (find_in (popover, GTK_TYPE_LIST_BOX, NULL, NULL));
}

static gboolean
is_open (void)
{
  return gtk_widget_get_mapped (popover);
}

static gboolean
offers (const char *words)
{
  return find_in (popover, GTK_TYPE_LABEL, says, words) != NULL;
}

static int
chosen (void)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list ());

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static gboolean
has_cursor (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, entry);
}

static const VigieEntry *
last_entry (Fixture *fixture)
{
  GPtrArray *entries = incident_of (fixture)->entries;

  return g_ptr_array_index (entries, entries->len - 1);
}

/* ---- Tests ---- */

static void
test_follows_what_is_typed (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  g_assert_false (is_open ());
  type (fixture, "d");
  g_assert_false (is_open ());
  type (fixture, "ec");
  wait_until (is_open () && offers ("decision:") && offers ("what is decided"));
  type (fixture, "ks are full");
  wait_until (!is_open ());
  g_assert_true (has_cursor (fixture));
}

/* Enter records what stands there, list or no list. */
static void
test_enter_is_not_swallowed (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  show_timeline (fixture);
  n_before = incident_of (fixture)->entries->len;
  type (fixture, "call");
  wait_until (is_open () && offers ("call:"));
  key (fixture->window, "Return");
  wait_until (incident_of (fixture)->entries->len == n_before + 1);
  g_assert_cmpstr (last_entry (fixture)->text, ==, "call");
  wait_until (*line () == '\0' && !is_open ());
  g_assert_true (has_cursor (fixture));
}

/* The whole line and Enter in one go, faster than anything is drawn. */
static void
test_fast_typist (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  show_timeline (fixture);
  n_before = incident_of (fixture)->entries->len;
  send (fixture->window, "type", "decision: -5 roll back\ract\r14:1\r#operator=Wave\r");
  wait_until (incident_of (fixture)->decisions->len == 1);
  wait_until (incident_of (fixture)->entries->len >= n_before + 3 && vigie_incident_fact (incident_of (fixture), "operator") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "operator")->value, ==, "Wave");
  wait_until (*line () == '\0' && !is_open ());
}

static void
test_arrows_choose (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  show_timeline (fixture);
  n_before = incident_of (fixture)->entries->len;
  type (fixture, "res");
  wait_until (is_open () && offers ("resolved:"));
  g_assert_cmpint (chosen (), ==, -1);
  key (fixture->window, "Down");
  wait_until (chosen () == 0);
  g_assert_cmpstr (announced, ==, "responded:, sets the time of “Response began”, 1 of 3");
  key (fixture->window, "Up");
  wait_until (chosen () == -1);
  key (fixture->window, "Up");
  wait_until (chosen () == 2);
  key (fixture->window, "Return");
  wait_until (g_strcmp0 (line (), "resolved: ") == 0 && !is_open ());
  g_assert_cmpuint (incident_of (fixture)->entries->len, ==, n_before);
  type (fixture, "all is well");
  key (fixture->window, "Return");
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_RESOLVED] != VIGIE_TIME_NONE);
}

/* A choice is for what was shown: one more letter and Enter records again. */
static void
test_typing_on_forgets_the_choice (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  show_timeline (fixture);
  n_before = incident_of (fixture)->entries->len;
  type (fixture, "hypo");
  wait_until (is_open ());
  key (fixture->window, "Down");
  wait_until (chosen () == 0);
  type (fixture, "t");
  wait_until (is_open () && chosen () == -1);
  key (fixture->window, "Return");
  wait_until (incident_of (fixture)->entries->len == n_before + 1);
  g_assert_cmpstr (last_entry (fixture)->text, ==, "hypot");
}

static void
test_tab_completes (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  type (fixture, "yest");
  wait_until (is_open () && offers ("yesterday"));
  key (fixture->window, "Tab");
  /* A day wants its hour, which is offered at once. */
  wait_until (g_strcmp0 (line (), "yesterday ") == 0 && is_open () && offers ("yesterday 23:00"));
  type (fixture, "21:1");
  wait_until (offers ("yesterday 21:15") && offers ("30 Nov 21:15"));
  key (fixture->window, "Down");
  key (fixture->window, "Down");
  key (fixture->window, "Tab");
  wait_until (g_strcmp0 (line (), "yesterday 21:15 ") == 0 && !is_open ());
  g_assert_true (has_cursor (fixture));
}

/* From a word of the label to the recorded value with four keys. */
static void
test_fact (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  type (fixture, "#going");
  wait_until (is_open () && offers ("Is the attack going on?"));
  key (fixture->window, "Tab");
  wait_until (g_strcmp0 (line (), "#attack_active=") == 0 && is_open () && offers ("Unknown"));
  key (fixture->window, "Down");
  key (fixture->window, "Return");
  wait_until (g_strcmp0 (line (), "#attack_active=Yes") == 0 && !is_open ());
  key (fixture->window, "Return");
  wait_until (vigie_incident_fact (incident_of (fixture), "attack_active") != NULL);
  g_assert_cmpstr (vigie_incident_fact (incident_of (fixture), "attack_active")->value, ==, "yes");
}

/* The first Escape closes the list, the second leaves the line. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  type (fixture, "act");
  wait_until (is_open ());
  key (fixture->window, "Escape");
  wait_until (!is_open ());
  g_assert_true (has_cursor (fixture));
  g_assert_cmpstr (line (), ==, "act");
  key (fixture->window, "Escape");
  wait_until (!has_cursor (fixture));
  g_assert_cmpstr (line (), ==, "act");
}

static void
test_asked (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  key (fixture->window, "ctrl+space");
  wait_until (is_open () && offers ("decision:") && offers ("closed:"));
  for (int i = 0; i < 10; i++)
    key (fixture->window, "Down");
  wait_until (chosen () == 9);
  key (fixture->window, "Escape");
  wait_until (!is_open ());
  g_assert_cmpstr (line (), ==, "");
}

/* The cursor in the middle: only what is before it is replaced. */
static void
test_in_the_middle (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  type (fixture, "seen with  at noon");
  gtk_editable_set_position (GTK_EDITABLE (entry), 10);
  send (fixture->window, "type", "@cto");
  wait_until (is_open () && offers ("@cto"));
  key (fixture->window, "Tab");
  wait_until (g_str_has_prefix (line (), "seen with @cto "));
  g_assert_true (g_str_has_suffix (line (), " at noon"));
  wait_until (!is_open ());
}

/* The field has the line for itself, but for the echo and the button. */
static void
test_width (Fixture *fixture, gconstpointer data)
{
  show_timeline (fixture);
  wait_until (gtk_widget_get_width (entry) > gtk_widget_get_width (fixture->page) / 2);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show_timeline (fixture);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST));
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE));
  type (fixture, "cal");
  wait_until (is_open ());
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list (), 0));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (list ())), ==, GTK_ACCESSIBLE_ROLE_LIST_BOX);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)), ==, GTK_ACCESSIBLE_ROLE_OPTION);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "call:, who was called, and what was said"));
  key (fixture->window, "Down");
  wait_until (chosen () == 0);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
  key (fixture->window, "Escape");
  wait_until (!is_open ());
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
}

static void
add (void)
{
  add_test ("/ui/completion/follows-what-is-typed", test_follows_what_is_typed);
  add_test ("/ui/completion/enter-is-not-swallowed", test_enter_is_not_swallowed);
  add_test ("/ui/completion/fast-typist", test_fast_typist);
  add_test ("/ui/completion/arrows-choose", test_arrows_choose);
  add_test ("/ui/completion/typing-on-forgets-the-choice", test_typing_on_forgets_the_choice);
  add_test ("/ui/completion/tab-completes", test_tab_completes);
  add_test ("/ui/completion/fact", test_fact);
  add_test ("/ui/completion/escape", test_escape);
  add_test ("/ui/completion/asked", test_asked);
  add_test ("/ui/completion/in-the-middle", test_in_the_middle);
  add_test ("/ui/completion/width", test_width);
  add_test ("/ui/completion/accessible", test_accessible);
}

int
main (int argc, char *argv[])
{
  int status = run_tests (&argc, &argv, add);

  g_free (announced);

  return status;
}
