/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands around the timeline: clocks in their groups, the band over it, the form of every obligation. */

#include "war-room-fixture.h"

#include "vigie-act-window.h"
#include "vigie-clock-chip.h"

static void
test_badges (void)
{
  const VigieLevel levels[] = { VIGIE_LEVEL_P1, VIGIE_LEVEL_P2, VIGIE_LEVEL_P3, VIGIE_LEVEL_P4, VIGIE_LEVEL_NONE };
  const int sizes[] = { 92, 50, 40, 28, 20 };
  GtkWidget *window = adw_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int l = 0; l < 5; l++)
    {
      GtkWidget *dial = vigie_clock_dial_new (26);

      for (int s = 0; s < 5; s++)
        {
          GtkWidget *badge = vigie_severity_badge_new (sizes[s]);
          int natural;

          vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (badge), levels[l]);
          gtk_grid_attach (GTK_GRID (grid), badge, s, l, 1, 1);
          gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          g_assert_cmpint (natural, ==, sizes[s]);
        }
      vigie_clock_dial_set (VIGIE_CLOCK_DIAL (dial), l, 0.6, FALSE);
      gtk_grid_attach (GTK_GRID (grid), dial, 5, l, 1, 1);
    }
  gtk_test_accessible_assert_role (gtk_grid_get_child_at (GTK_GRID (grid), 0, 0), GTK_ACCESSIBLE_ROLE_IMG);
  adw_window_set_content (ADW_WINDOW (window), grid);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (grid))
    g_main_context_iteration (NULL, TRUE);
  shoot (window, "badges");
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = GTK_IS_LIST_BOX_ROW (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* Each decision waits for its review; the board says how many and makes widgets for the next ones only. */
static void
test_board_of_many (Room *room, gconstpointer data)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GError) error = NULL;

  make_window (room, 1280, TRUE);
  for (guint i = 0; i < 300; i++)
    g_ptr_array_extend_and_steal (all, vigie_act_log (incident (room), VIGIE_ENTRY_DECISION, "Garder la main", NULL, "Awa Koné", clock_usec, &error));
  act (room, NOON, all, error);
  run_for (150);
  g_assert_cmpuint (vigie_incident_model_get_obligations (room->model)->len, >, 300);
  g_assert_cmpuint (count_rows (room->board), >, 40);
  g_assert_cmpuint (count_rows (room->board), <, 160);
  g_assert_true (says (room->board, shots_lang () == VIGIE_LANG_FR ? "autres échéances" : "more clocks"));
}

static void
test_board_groups (Room *room, gconstpointer data)
{
  GPtrArray *obligations;
  guint n_late = 0;

  make_window (room, 1280, TRUE);
  obligations = vigie_incident_model_get_obligations (room->model);
  for (guint i = 0; i < obligations->len; i++)
    n_late += ((VigieObligation *) g_ptr_array_index (obligations, i))->state == VIGIE_OBLIGATION_OVERDUE;
  g_assert_cmpuint (n_late, >, 0);
  g_assert_true (says (room->board, "−"));
  g_assert_nonnull (find_widget (room->board, VIGIE_TYPE_CLOCK_DIAL, NULL));
  g_assert_nonnull (find_widget (room->board, GTK_TYPE_LIST_BOX, NULL));
  shoot (room->window, "wide");
}

/* A row is as high in every state, so nothing moves when a clock runs out. */
static void
test_band_folds (Room *room, gconstpointer data)
{
  const struct { int width; int height; } cases[] = { { 1048, 90 }, { 1280, 90 }, { 800, 122 }, { 640, 122 } };
  int minimum;

  make_window (room, 1280, TRUE);
  gtk_widget_measure (room->band, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int height;

      gtk_widget_measure (room->band, GTK_ORIENTATION_VERTICAL, cases[i].width, &height, NULL, NULL, NULL);
      g_test_message ("band at %d: %d", cases[i].width, height);
      g_assert_cmpint (ABS (height - cases[i].height), <=, 4);
    }
}

static void
test_chips_do_it (Room *room, gconstpointer data)
{
  GtkWidget *chip;

  make_window (room, 1280, TRUE);
  chip = find_widget (room->band, VIGIE_TYPE_CLOCK_CHIP, NULL);
  g_assert_true (gtk_widget_has_css_class (chip, "late"));
  n_obligation_acts = 0;
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpuint (n_obligation_acts, ==, 1);
}

/* Every clock of the playbook has a form that opens and closes without a complaint. */
static void
test_forms (Room *room, gconstpointer data)
{
  GPtrArray *obligations;

  make_window (room, 1280, TRUE);
  obligations = vigie_incident_model_get_obligations (room->model);
  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);
      g_autoptr(GListModel) windows = NULL;
      g_autofree char *name = NULL;
      GtkWindow *form = NULL;

      if (!vigie_obligation_is_running (obligation))
        continue;
      name = g_strdup_printf ("form-%02u-%s", i, obligation->id);
      vigie_obligation_act (room->page, room->model, obligation);
      windows = g_object_ref (gtk_window_get_toplevels ());
      for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
        {
          g_autoptr(GtkWindow) window = g_list_model_get_item (windows, w);

          if (VIGIE_IS_ACT_WINDOW (window))
            form = window;
        }
      g_assert_nonnull (form);
      run_for (60);
      shoot (GTK_WIDGET (form), name);
      gtk_window_destroy (form);
    }
}

static void
test_narrow (Room *room, gconstpointer data)
{
  make_window (room, 800, FALSE);
  g_assert_cmpint (gtk_widget_get_height (room->band), >, 100);
  shoot (room->window, "narrow");
}

int
main (int argc, char **argv)
{
  prepare_tests (&argc, &argv);
  g_test_add_func ("/ui/war-room/badges", test_badges);
  add_test ("/ui/war-room/board-groups", test_board_groups);
  add_test ("/ui/war-room/board-of-many", test_board_of_many);
  add_test ("/ui/war-room/band-folds", test_band_folds);
  add_test ("/ui/war-room/chips-do-it", test_chips_do_it);
  add_test ("/ui/war-room/forms", test_forms);
  add_test ("/ui/war-room/narrow", test_narrow);

  return g_test_run ();
}
