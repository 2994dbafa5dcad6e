/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching 5,000 contacts as one types: what one key costs, the search alone and the list on a screen with it. Each
 * figure is in time of the processor, the median and the worst of all keys; the goal is a frame, 16 ms. */

#include <time.h>

#include "../ui/page-fixture.h"

#include "vigie-directory-list.h"

#define N_CONTACTS 5000
#define GOAL_MS 16.0

static const char *const typed[] = { "kouassi", "n'guessan 41", "07 07 21", "wave", "astr", "zzz", "équipe tech", "k", "ak" };

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static gboolean
report (const char *what, GArray *times)
{
  double median, worst;

  g_array_sort (times, compare);
  median = g_array_index (times, double, times->len / 2);
  worst = g_array_index (times, double, times->len - 1);
  g_print ("%-40s median %5.2f ms, worst %5.2f ms of %u keys (goal %.0f ms)\n", what, median, worst, times->len, GOAL_MS);
  return worst < GOAL_MS;
}

static void
fill (Fixture *fixture)
{
  static const char *const names[] = { "Kouassi N’Guessan", "Awa Koné", "Adjoua Brou", "Issouf Ouattara", "Fatou Diabaté", "Yao Kouamé", "Marc Tano" };
  static const char *const categories[] = { "technical", "partners", "L1", "management", "" };
  VigieDirectory *directory = vigie_session_get_directory (fixture->session);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < N_CONTACTS; i++)
    {
      g_autoptr(VigieContact) contact = vigie_contact_new ();
      g_autofree char *name = g_strdup_printf ("%s %u", names[i % G_N_ELEMENTS (names)], i);
      g_autofree char *number = g_strdup_printf ("+225 07 %02u %02u %02u %02u", i % 100, i / 100 % 100, i % 89, i % 97);
      g_autofree char *mail = g_strdup_printf ("p%u@distri-night.ci", i);

      vigie_contact_set_text (&contact->name, name);
      vigie_contact_set_text (&contact->role, i % 3 == 0 ? "Astreinte serveur" : "Assistance");
      g_free (contact->category);
      contact->category = g_strdup (categories[i % G_N_ELEMENTS (categories)]);
      g_ptr_array_add (contact->numbers, vigie_contact_line_new ("mobile", number));
      g_ptr_array_add (contact->addresses, vigie_contact_line_new ("", mail));
      g_ptr_array_extend_and_steal (drafts, vigie_directory_draft_set (directory, contact, "Awa", noon, NULL));
    }
  record (fixture, drafts);
  wait_until (vigie_directory_entries (vigie_session_get_directory (fixture->session))->len > N_CONTACTS);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
measure (Fixture *fixture, VigieDirectoryList *list)
{
  g_autoptr(GArray) search = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) shown = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean good;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (const char *end = g_utf8_next_char (typed[i]);; end = g_utf8_next_char (end))
      {
        g_autofree char *query = g_strndup (typed[i], (gsize) (end - typed[i]));
        double start = cpu_ms (), ms;

        g_ptr_array_unref (vigie_directory_search (vigie_session_get_directory (fixture->session), query));
        ms = cpu_ms () - start;
        g_array_append_val (search, ms);
        start = cpu_ms ();
        vigie_directory_list_filter (list, query, "");
        ms = cpu_ms () - start;
        g_array_append_val (shown, ms);
        drain ();
        if (*end == '\0')
          break;
      }
  good = report ("search in 5,000 contacts", search);
  return report ("search and rows of the list", shown) && good;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fill (fixture);
  page = vigie_directory_page_new (fixture->session);
  show_page (fixture, page, 1048, 750);
  drain ();
  g_assert_true (measure (fixture, VIGIE_DIRECTORY_LIST (find_in (page, VIGIE_TYPE_DIRECTORY_LIST, NULL, NULL))));
}

static void
add_all (void)
{
  add_test ("/bench/directory", test_keys);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
