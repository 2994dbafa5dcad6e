/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab leaves every page at its end, and Shift Tab at its beginning: no page keeps the focus. */

#include "page-fixture.h"

#define STEPS 400

typedef GtkWidget *(*Make) (Fixture *fixture);

static GtkWidget *
make_timeline (Fixture *fixture)
{
  GtkWidget *page = vigie_timeline_page_new ();

  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_roster (Fixture *fixture)
{
  GtkWidget *page = vigie_roster_page_new ();

  vigie_roster_page_set_model (VIGIE_ROSTER_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_playbook (Fixture *fixture)
{
  GtkWidget *page = vigie_playbook_page_new ();

  vigie_playbook_page_set_model (VIGIE_PLAYBOOK_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_facts (Fixture *fixture)
{
  GtkWidget *page = vigie_facts_page_new ();

  vigie_facts_page_set_model (VIGIE_FACTS_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_communications (Fixture *fixture)
{
  GtkWidget *page = vigie_communications_page_new ();

  vigie_communications_page_set_model (VIGIE_COMMUNICATIONS_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_report (Fixture *fixture)
{
  GtkWidget *page = vigie_report_page_new ();

  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), fixture->model);
  return page;
}

static GtkWidget *
make_board (Fixture *fixture)
{
  GtkWidget *board = vigie_side_board_new ();

  vigie_side_board_set_model (VIGIE_SIDE_BOARD (board), fixture->model);
  return board;
}

static GtkWidget *
make_home (Fixture *fixture)
{
  return vigie_home_page_new (fixture->session);
}

static GtkWidget *
make_directory (Fixture *fixture)
{
  return vigie_directory_page_new (fixture->session);
}

static GtkWidget *
make_registry (Fixture *fixture)
{
  return vigie_registry_page_new (fixture->session);
}

/* From @from until @to has the focus; 0: it does not come there. */
static guint
walk (Fixture *fixture, GtkWidget *from, GtkWidget *to, GtkDirectionType direction)
{
  gtk_widget_grab_focus (from);
  for (guint i = 1; i < STEPS; i++)
    {
      gtk_widget_child_focus (fixture->window, direction);
      if (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == to)
        return i;
    }

  return 0;
}

static void
test_page (Fixture *fixture, gconstpointer make)
{
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *before = gtk_button_new_with_label ("before"), *after = gtk_button_new_with_label ("after");
  GtkWidget *page;

  open_model (fixture, stream);
  page = ((Make) make) (fixture);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), page);
  gtk_box_append (GTK_BOX (box), after);
  show_page (fixture, box, 1280, 800);
  wait_until (gtk_widget_get_height (after) > 0);
  g_assert_cmpuint (walk (fixture, before, after, GTK_DIR_TAB_FORWARD), >, 1);
  g_assert_cmpuint (walk (fixture, after, before, GTK_DIR_TAB_BACKWARD), >, 1);
}

#define add_page(name, make) g_test_add ("/ui/tab-order/" name, Fixture, make, set_up, test_page, tear_down)

static void
add (void)
{
  add_page ("timeline", make_timeline);
  add_page ("roster", make_roster);
  add_page ("playbook", make_playbook);
  add_page ("facts", make_facts);
  add_page ("communications", make_communications);
  add_page ("report", make_report);
  add_page ("board", make_board);
  add_page ("home", make_home);
  add_page ("directory", make_directory);
  add_page ("registry", make_registry);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
