/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved filters: through their text and back, names, and what was written by somebody else. */

#include <glib.h>
#include <string.h>

#include "vigie-registry-query.h"

static VigieRegistryQuery
payments (void)
{
  return (VigieRegistryQuery){ .text = (char *) "paiements \"Wave\"", .level = VIGIE_LEVEL_P2, .type = (char *) "INC-05", .cause = (char *) "Délai de l’opérateur",
                               .months = 12, .show = VIGIE_REGISTRY_WITH_ACTIONS };
}

static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) filters = vigie_saved_filters_from_text (NULL);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  const VigieRegistryQuery everything = { 0 };
  const VigieRegistryQuery query = payments ();

  g_assert_null (vigie_saved_filters_to_text (filters));
  g_assert_true (vigie_saved_filters_set (filters, "  Paiements ", &query, NULL));
  g_assert_true (vigie_saved_filters_set (filters, "Tout", &everything, NULL));
  text = vigie_saved_filters_to_text (filters);
  again = vigie_saved_filters_from_text (text);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_true (vigie_registry_query_equal (vigie_saved_filters_find (again, "PAIEMENTS")->query, &query));
  g_assert_true (vigie_registry_query_is_all (vigie_saved_filters_find (again, "tout")->query));
  g_assert_null (vigie_saved_filters_find (again, "rien"));
}

static void
test_names (void)
{
  g_autoptr(GPtrArray) filters = vigie_saved_filters_from_text (NULL);
  g_autofree char *long_name = g_strnfill (61, 'x');
  const VigieRegistryQuery everything = { 0 };
  const VigieRegistryQuery query = payments ();

  g_assert_true (vigie_saved_filters_set (filters, "Été", &everything, NULL));
  g_assert_true (vigie_saved_filters_set (filters, "ete", &query, NULL));
  g_assert_cmpuint (filters->len, ==, 1);
  g_assert_true (vigie_saved_filters_set (filters, "b", &everything, NULL));
  g_assert_false (vigie_saved_filters_rename (filters, "b", "ÉTÉ", NULL));
  g_assert_false (vigie_saved_filters_rename (filters, "c", "d", NULL));
  g_assert_true (vigie_saved_filters_rename (filters, "b", "a", NULL));
  g_assert_cmpstr (((VigieSavedFilter *) filters->pdata[0])->name, ==, "a");
  for (gsize i = 0; i < 3; i++)
    {
      const char *bad[] = { "", " \t ", long_name };
      g_autoptr(GError) error = NULL;

      g_assert_false (vigie_saved_filters_set (filters, bad[i], &everything, &error));
      g_assert_nonnull (error);
    }
  g_assert_true (vigie_saved_filters_remove (filters, "A"));
  g_assert_false (vigie_saved_filters_remove (filters, "A"));
  for (guint i = filters->len; i < VIGIE_SAVED_FILTERS_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      g_assert_true (vigie_saved_filters_set (filters, name, &everything, NULL));
    }
  g_assert_false (vigie_saved_filters_set (filters, "one too many", &everything, NULL));
  g_assert_true (vigie_saved_filters_set (filters, "n3", &query, NULL));
}

/* Half a question would be another question: what is not understood whole is left out. */
static void
test_foreign (void)
{
  static const struct { const char *text; guint n; } cases[] = {
    { "", 0 }, { "{", 0 }, { "{}", 0 }, { "[1,\"a\",{}]", 0 },
    { "[{\"name\":\"a\",\"show\":\"all\"}]", 1 },
    { "[{\"name\":\"a\",\"show\":\"of-next-year\"},{\"name\":\"b\",\"show\":\"past\"}]", 1 },
    { "[{\"name\":\"a\",\"show\":\"all\",\"level\":\"P9\"}]", 0 },
    { "[{\"name\":\"a\",\"show\":\"all\",\"months\":-1}]", 0 },
    { "[{\"name\":\" \",\"show\":\"all\"}]", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) filters = vigie_saved_filters_from_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (filters->len, ==, cases[i].n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/registry-query/round-trip", test_round_trip);
  g_test_add_func ("/core/registry-query/names", test_names);
  g_test_add_func ("/core/registry-query/foreign", test_foreign);

  return g_test_run ();
}
