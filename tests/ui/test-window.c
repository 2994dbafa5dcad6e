/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window, driven in the process: places, actions, panes, what it says. */

#include "window-fixture.h"

static void
test_window_home (Fixture       *fixture,
                  gconstpointer  data)
{
  open_window (fixture);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "home"));
  g_assert_null (vigie_window_get_model (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "assess"));
}

static void
test_window_opens_incident (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  g_assert_cmpstr (vigie_incident_model_get_stream (vigie_window_get_model (fixture->window)), ==, stream);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Payments refused – Vigie");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "assess"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "remove-example"));
  for (int page = VIGIE_N_PAGES - 1; page >= 0; page--)
    {
      g_autoptr(GVariant) state = NULL;

      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "page", g_variant_new_int32 (page));
      state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "page");
      g_assert_cmpint (g_variant_get_int32 (state), ==, page);
    }
  /* The timeline has a search of its own. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "search", NULL);
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "incident");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show", g_variant_new_string ("home"));
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "home");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "incident"));
}

static void
test_window_actions (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { const char *name; const char *type; } promised[] = {
    { "declare", NULL }, { "open-incident", "s" }, { "show", "s" }, { "page", "i" }, { "board", "b" },
    { "command", "s" }, { "obligation", "i" }, { "assess", NULL }, { "export", NULL }, { "search", NULL },
    { "undo", NULL }, { "preferences", NULL }, { "author", NULL }, { "back", NULL }, { "example", NULL }, { "remove-example", NULL }, { "about", NULL }, { "shortcuts", NULL },
    { "toast", "s" }, { "fail", "s" }, { "announce", "s" }, { "alert", "s" },
  };

  open_window (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (promised); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (fixture->window), promised[i].name);
      const GVariantType *type = action ? g_action_get_parameter_type (action) : NULL;

      g_test_message ("win.%s", promised[i].name);
      g_assert_nonnull (action);
      g_assert_cmpstr (type ? g_variant_type_peek_string (type) : NULL, ==, promised[i].type);
    }
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static void
test_window_failure_stays (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *label;

  open_window (fixture);
  wait_until (g_str_equal (vigie_window_get_place (fixture->window), "home"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "fail", g_variant_new_string ("Not noted: <b>5 & 6</b>"));
  label = find_label (GTK_WIDGET (fixture->window), "Not noted: <b>5 & 6</b>");
  g_assert_nonnull (label);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER))));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "back", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER))));
  g_assert_cmpstr (vigie_window_get_place (fixture->window), ==, "home");
}

static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint     *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, n);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (gpointer widget,
           GType    type,
           guint    n)
{
  return find_nth (widget, type, &n);
}

static void
test_window_offers_undo (Fixture       *fixture,
                         gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  VigieIncidentModel *model;

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  model = vigie_window_get_model (fixture->window);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  vigie_session_do (fixture->session, vigie_act_role (playbook, FOLD, "scribe", "Yao Kouamé", "Awa Koné", now_usec, NULL), NULL);
  wait_until (find_label (GTK_WIDGET (fixture->window), "Undo") != NULL);
  wait_until (vigie_incident_holder (FOLD, "scribe") != NULL);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "undo", NULL);
  wait_until (vigie_incident_holder (FOLD, "scribe") == NULL);
  wait_until (!g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
}

static GtkWindow *
dialog_over (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* A P1 has its war room from the start; the menu closes it, opens it again, and corrects the title. */
static void
test_window_incident_acts (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;
  VigieIncidentModel *model;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  model = vigie_window_get_model (fixture->window);
  wait_until (g_action_group_get_action_enabled (actions, "close-war-room"));
  g_assert_false (g_action_group_get_action_enabled (actions, "open-war-room"));
  g_action_group_activate_action (actions, "close-war-room", NULL);
  wait_until (g_action_group_get_action_enabled (actions, "open-war-room"));
  g_assert_false (vigie_incident_war_room_is_open (FOLD));
  g_action_group_activate_action (actions, "open-war-room", NULL);
  wait_until (dialog_over (fixture) != NULL);
  gtk_widget_activate (gtk_window_get_default_widget (dialog_over (fixture)));
  wait_until (vigie_incident_war_room_is_open (FOLD));
  wait_until (dialog_over (fixture) == NULL);
  g_action_group_activate_action (actions, "rename", NULL);
  wait_until (dialog_over (fixture) != NULL);
  gtk_window_close (dialog_over (fixture));
  wait_until (dialog_over (fixture) == NULL);
}

static const char *
marked (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  return row ? g_object_get_data (G_OBJECT (row), "what") : NULL;
}

static GtkWidget *
board_of (Fixture *fixture)
{
  return find_type (fixture->window, VIGIE_TYPE_SIDE_BOARD, 0);
}

static gboolean
focus_is_on_board (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_is_ancestor (focus, board_of (fixture));
}

/* The key leads to clocks that are in sight already; only from there it hides them. */
static void
test_window_leads_to_clocks (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (gtk_widget_get_child_visible (board_of (fixture)) && gtk_widget_get_width (board_of (fixture)) > 0 && !focus_is_on_board (fixture));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (focus_is_on_board (fixture));
  g_assert_false (vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (!focus_is_on_board (fixture) && !gtk_widget_get_child_visible (board_of (fixture)));
}

/* Right after a declaration the acts stand beside the timeline, whose command line has the focus; one key leads to
 * them, the same key back, and the other one to the clocks. */
static void
test_window_shows_acts_first (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *stream G_GNUC_UNUSED = declare_outage (fixture, g_get_real_time () - VIGIE_MINUTE_USEC);
  GActionGroup *actions;

  open_window (fixture);
  actions = G_ACTION_GROUP (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (gtk_widget_get_child_visible (board_of (fixture)) && gtk_widget_get_width (board_of (fixture)) > 0 && !focus_is_on_board (fixture));
  g_assert_true (vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
  g_action_group_activate_action (actions, "duties", NULL);
  wait_until (focus_is_on_board (fixture));
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_action_group_activate_action (actions, "duties", NULL);
  wait_until (!focus_is_on_board (fixture));
  g_action_group_activate_action (actions, "toggle-board", NULL);
  wait_until (focus_is_on_board (fixture) && !vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board_of (fixture))));
}

static void
test_window_sidebar_follows (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 now_usec = g_get_real_time ();
  g_autofree char *first = declare_outage (fixture, now_usec - VIGIE_MINUTE_USEC);
  g_autofree char *second = declare_outage (fixture, now_usec - 2 * VIGIE_MINUTE_USEC);
  GtkListBox *list;
  const char *shown, *other;

  open_window (fixture);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  wait_until (g_list_model_get_n_items (vigie_session_get_active (fixture->session)) == 2);
  list = GTK_LIST_BOX (find_type (fixture->window, GTK_TYPE_LIST_BOX, 0));
  shown = vigie_incident_model_get_stream (vigie_window_get_model (fixture->window));
  other = g_str_equal (shown, first) ? second : first;
  g_assert_cmpstr (marked (list), ==, shown);
  /* Moving through the list opens nothing and marks nothing. */
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)));
      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
      g_assert_cmpstr (marked (list), ==, shown);
    }
  vigie_window_open (fixture->window, other);
  wait_until (g_strcmp0 (marked (list), other) == 0);
}

static void
test_window_toast_is_plain (Fixture       *fixture,
                            gconstpointer  data)
{
  open_window (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "toast", g_variant_new_string ("a < b & <a href='file:///'>c</a>"));
  wait_until (find_label (GTK_WIDGET (fixture->window), "a < b & <a href='file:///'>c</a>") != NULL);
}

static void
test_window_announces (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *label;

  open_window (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "announce", g_variant_new_string ("noted 03:04"));
  label = find_label (GTK_WIDGET (fixture->window), "noted 03:04");
  g_assert_nonnull (label);
  gtk_test_accessible_assert_role (label, GTK_ACCESSIBLE_ROLE_STATUS);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "alert", g_variant_new_string ("late 03:04"));
  label = find_label (GTK_WIDGET (fixture->window), "late 03:04");
  g_assert_nonnull (label);
  gtk_test_accessible_assert_role (label, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
test_window_keys (void)
{
  static const struct { const char *action; const char *key; } keys[] = {
    { "win.page(0)", "<Control>ampersand" }, { "win.page(0)", "<Control>KP_1" }, { "win.page(4)", "<Control>parenleft" },
    { "win.obligation(0)", "<Alt>ampersand" }, { "win.obligation(1)", "<Alt>eacute" }, { "win.declare", "<Control>n" },
    { "win.toggle-board", "F8" }, { "win.next-pane", "F6" }, { "win.sidebar", "F9" }, { "win.command('')", "<Control>l" },
    { "win.preferences", "<Control>comma" },
  };

  vigie_window_install_keys (application);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto(GStrv) accels = gtk_application_get_accels_for_action (application, keys[i].action);

      g_test_message ("%s %s", keys[i].action, keys[i].key);
      g_assert_true (g_strv_contains ((const char *const *) accels, keys[i].key));
    }
}

/* What the session knew when the window came up: the incident in the list, but not yet its clocks. */
static void
note_lists_cb (Fixture *fixture)
{
  GListModel *active = vigie_session_get_active (fixture->session);
  const VigieObligation *urgent = NULL;
  VigieIncident *incident = NULL;
  g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, 0);

  g_assert_nonnull (item);
  vigie_session_get_pressing (fixture->session, vigie_incident_item_get_row (item)->stream, &incident, &urgent);
  g_assert_null (incident);
  fixture->was_listed = TRUE;
}

static void
test_window_listed_at_first (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *stream = declare_outage (fixture, g_get_real_time ());
  const VigieObligation *urgent = NULL;
  VigieIncident *incident = NULL;

  /* As after a start: a session that has read nothing. */
  g_object_unref (fixture->session);
  fixture->session = vigie_session_new (playbook, fixture->store, fixture->zone, VIGIE_LANG_EN, "Awa Koné");
  fixture->window = vigie_window_new (application, fixture->session);
  g_signal_connect_swapped (fixture->window, "map", G_CALLBACK (note_lists_cb), fixture);
  vigie_window_present_listed (fixture->window);
  wait_until (vigie_window_get_model (fixture->window) != NULL);
  g_assert_true (fixture->was_listed);
  wait_until ((vigie_session_get_pressing (fixture->session, stream, &incident, &urgent), incident != NULL));
}

static void
add (void)
{
  add_test ("/ui/window/home", test_window_home);
  add_test ("/ui/window/listed-at-first", test_window_listed_at_first);
  add_test ("/ui/window/opens-incident", test_window_opens_incident);
  add_test ("/ui/window/actions", test_window_actions);
  add_test ("/ui/window/failure-stays", test_window_failure_stays);
  add_test ("/ui/window/offers-undo", test_window_offers_undo);
  add_test ("/ui/window/incident-acts", test_window_incident_acts);
  add_test ("/ui/window/leads-to-clocks", test_window_leads_to_clocks);
  add_test ("/ui/window/shows-acts-first", test_window_shows_acts_first);
  add_test ("/ui/window/sidebar-follows", test_window_sidebar_follows);
  add_test ("/ui/window/toast-is-plain", test_window_toast_is_plain);
  add_test ("/ui/window/announces", test_window_announces);
  g_test_add_func ("/ui/window/keys", test_window_keys);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
