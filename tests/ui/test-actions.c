/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The board of the actions over all incidents, and its files. */

#include "page-fixture.h"

#include "vigie-actions-page.h"
#include "vigie-figure-book.h"

static void
add_action (Fixture *fixture, const char *text, const char *owner, gint64 due_usec, const char *status)
{
  const VigieActionChange change = { .text = text, .owner = owner, .due_usec = due_usec, .status = status, .impact = "high", .effort = "low",
                                     .proof = "it ran", .reason = "not needed" };

  record (fixture, vigie_act_action (incident_of (fixture), NULL, &change, "Awa Koné", noon, NULL));
}

/* Late, soon, later and done, over two incidents. */
static void
fill (Fixture *fixture)
{
  g_autofree char *first = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon - 400 * VIGIE_DAY_USEC);
  g_autofree char *second = declare (fixture, "Search is slow", VIGIE_LEVEL_P3, noon);

  open_model (fixture, first);
  add_action (fixture, "Alert at 80 % of connections", "Awa Koné", noon - VIGIE_DAY_USEC, "open");
  add_action (fixture, "Test the restore <b>each Monday", "Yao Kouamé", noon + 2 * VIGIE_DAY_USEC, "in-progress");
  g_clear_object (&fixture->model);
  open_model (fixture, second);
  add_action (fixture, "=Renew the certificate by itself", "Awa Koné", noon + 30 * VIGIE_DAY_USEC, "open");
  add_action (fixture, "Write the runbook of the cache", "Fatou Diabaté", noon + 3 * VIGIE_DAY_USEC, "done");
}

static VigieActionsPage *
show_board (Fixture *fixture)
{
  show_page (fixture, vigie_actions_page_new (fixture->session), 1048, 750);

  return VIGIE_ACTIONS_PAGE (fixture->page);
}

static void
choose (Fixture *fixture, guint index)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (fixture->page, GTK_TYPE_DROP_DOWN, NULL, NULL)), index);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  VigieActionsPage *page = show_board (fixture);

  wait_until (find_words (fixture, "No action follows any incident yet") != NULL);
  g_assert_cmpuint (vigie_actions_page_get_n_shown (page), ==, 0);
}

static void
test_board (Fixture *fixture, gconstpointer data)
{
  static const struct { guint show, n; } shows[] = { { 1, 1 }, { 2, 1 }, { 3, 4 }, { 0, 3 } };
  VigieActionsPage *page;

  fill (fixture);
  page = show_board (fixture);
  wait_until (vigie_actions_page_get_n_shown (page) == 3);
  g_assert_nonnull (find_words (fixture, "Within 7 days"));
  g_assert_nonnull (find_words (fixture, "Test the restore <b>each Monday"));
  for (gsize i = 0; i < G_N_ELEMENTS (shows); i++)
    {
      choose (fixture, shows[i].show);
      wait_until (vigie_actions_page_get_n_shown (page) == shows[i].n);
    }
  gtk_editable_set_text (GTK_EDITABLE (find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL)), "KOUAME restore");
  wait_until (vigie_actions_page_get_n_shown (page) == 1);
  gtk_editable_set_text (GTK_EDITABLE (find_in (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL, NULL)), "zanzibar");
  wait_until (find_words (fixture, "No action fits these filters") != NULL);
}

static char *
exported (Fixture *fixture, VigieActionsPage *page, gboolean jira)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  char *text = NULL;

  g_clear_pointer (&fixture->toast, g_free);
  vigie_actions_page_export_to (page, file, jira);
  wait_until (fixture->toast != NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = NULL;
  g_autofree char *jira = NULL;
  VigieActionsPage *page;

  fill (fixture);
  page = show_board (fixture);
  wait_until (vigie_actions_page_get_n_shown (page) == 3);
  table = exported (fixture, page, FALSE);
  g_assert_true (g_str_has_prefix (table, "incident,action,text,owner,due,status,priority,impact,effort,ticket,proof\r\n"));
  g_assert_nonnull (strstr (table, ",A1,Alert at 80 % of connections,Awa Koné,2025-11-30,open,1,high,low,,"));
  g_assert_nonnull (strstr (table, "\"'=Renew the certificate by itself\""));
  g_assert_null (strstr (table, "runbook of the cache"));
  jira = exported (fixture, page, TRUE);
  g_assert_true (g_str_has_prefix (jira, "Summary,Issue Type,Priority,Assignee,Due Date,Labels,Status,Description\r\n"));
  g_assert_nonnull (strstr (jira, "Alert at 80 % of connections,Task,Highest,Awa Koné,2025-11-30,post-mortem,To Do,A1 of incident "));
  g_assert_nonnull (strstr (jira, "In Progress"));
}

static void
add_all (void)
{
  add_test ("/ui/actions/empty", test_empty);
  add_test ("/ui/actions/board", test_board);
  add_test ("/ui/actions/files", test_files);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
