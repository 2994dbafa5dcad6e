/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranking of what is searched as one types. */

#include "vigie-match.h"

static const struct { const char *text, *query; gboolean matches; } matches[] = {
  { "Directeur technique", "tech", TRUE },     { "Directeur technique", "dt", TRUE },
  { "Délégué à la protection", "delegue", TRUE }, { "Delegue", "délé", TRUE },
  { "Registre des incidents", "rdi", TRUE },   { "Registre des incidents", "di", TRUE },
  { "Registre des incidents", "ri", FALSE },   { "Registre", "gistr", TRUE },
  { "Registre", "gi", FALSE },                 { "Base de données", "base donnees", TRUE },
  { "Base de données", "base wave", FALSE },   { "INC-2026-11-22-7K", "2026 7k", TRUE },
  { "INC-2026-11-22-7K", "7k-2026", TRUE },    { "Wave", "", TRUE },
  { "Wave", "  ", TRUE },                      { "Wave", "!?", FALSE },
  { "", "a", FALSE },                          { "L’Orange", "orange", TRUE },
};

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matches); i++)
    if ((vigie_match_score (matches[i].text, matches[i].query) > 0) != matches[i].matches)
      g_error ("“%s” in “%s”", matches[i].query, matches[i].text);
}

/* The first comes before the second. */
static const struct { const char *query, *better, *worse; } order[] = {
  { "wave", "Wave", "Waves on the coast" },       { "dat", "Database", "Update" },
  { "cto", "CTO", "Call the owner" },             { "export", "Export the report", "The report’s export" },
  { "rapport", "Exporter le rapport", "Rapports" }, { "base", "La base", "Une autre chose, la base" },
};

static void
test_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint better = vigie_match_score (order[i].better, order[i].query);
      guint worse = vigie_match_score (order[i].worse, order[i].query);

      g_test_message ("%s: %u, %u", order[i].query, better, worse);
      g_assert_cmpuint (better, >, worse);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/matches", test_matches);
  g_test_add_func ("/match/order", test_order);

  return g_test_run ();
}
