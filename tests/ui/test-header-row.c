/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has words in the header, for each width: the war room's links before the pages. */

#include "page-fixture.h"

#include "vigie-header-row.h"
#include "vigie-page-tabs.h"
#include "vigie-war-room-links.h"

typedef struct
{
  GtkWidget *tabs, *links;
  GtkWidget *clamp;                                      /* gives the row its width in a window that stays */
  int tabs_least, tabs_words, links_least, links_words; /* widths */
} Row;

static gboolean
is_exactly (GtkWidget *widget, gconstpointer words)
{
  return gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static void
set_width (Row *row, int width)
{
  adw_clamp_set_maximum_size (ADW_CLAMP (row->clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (row->clamp), width);
}

static void
show_row (Fixture *fixture, Row *row)
{
  g_autofree char *stream = declare (fixture, "Site down", VIGIE_LEVEL_P1, noon);

  open_model (fixture, stream);
  row->tabs = vigie_page_tabs_new ();
  row->links = vigie_war_room_links_new ();
  row->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (row->clamp), vigie_header_row_new (row->tabs, row->links));
  set_width (row, 1200);
  show_page (fixture, row->clamp, 1200, 50);
  vigie_war_room_links_update (VIGIE_WAR_ROOM_LINKS (row->links), fixture->model);
  gtk_widget_measure (row->tabs, GTK_ORIENTATION_HORIZONTAL, -1, &row->tabs_least, &row->tabs_words, NULL, NULL);
  gtk_widget_measure (row->links, GTK_ORIENTATION_HORIZONTAL, -1, &row->links_least, &row->links_words, NULL, NULL);
  g_assert_cmpint (row->links_least, <, row->links_words);
  g_assert_cmpint (row->tabs_least, <, row->tabs_words);
}

static gboolean
shows_words (Fixture *fixture, Row *row, int width, gboolean links, gboolean tabs)
{
  set_width (row, width);
  wait_until (gtk_widget_get_width (adw_clamp_get_child (ADW_CLAMP (row->clamp))) == width);

  return (find_in (row->links, GTK_TYPE_LABEL, is_exactly, "Channel") != NULL) == links
         && (find_in (row->tabs, GTK_TYPE_LABEL, is_exactly, "Facts") != NULL) == tabs;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  Row row;
  int least = 0;

  show_row (fixture, &row);
  gtk_widget_measure (row.clamp, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_true (shows_words (fixture, &row, 1200, TRUE, TRUE));
  g_assert_true (shows_words (fixture, &row, least, FALSE, FALSE));
  g_assert_true (shows_words (fixture, &row, least + row.links_words - row.links_least - 1, FALSE, FALSE));
  g_assert_true (shows_words (fixture, &row, least + row.links_words - row.links_least, TRUE, FALSE));
  least += row.links_words - row.links_least + row.tabs_words - row.tabs_least;
  /* A little less than everything costs the keys alone. */
  g_assert_true (shows_words (fixture, &row, least - 1, TRUE, TRUE));
  g_assert_null (find_in (row.tabs, GTK_TYPE_LABEL, is_exactly, "4"));
  g_assert_true (shows_words (fixture, &row, least, TRUE, TRUE));
  g_assert_nonnull (find_in (row.tabs, GTK_TYPE_LABEL, is_exactly, "4"));
}

static void
add (void)
{
  add_test ("/ui/header-row/words", test_words);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
