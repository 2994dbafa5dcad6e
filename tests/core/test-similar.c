/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The points of vigie-similar.h, counted by hand, and the words that stand for them. */

#include <glib.h>
#include <string.h>

#include "vigie-similar.h"
#include "vigie-test-support.h"
#include "vigie-types.h"

static VigieFigures *
figures (const char *id, const char *type, const char *title, const char *noted, const char *systems, const char *cause)
{
  VigieFigures *made = vigie_figures_new ();

  made->stream = g_strconcat ("incident/", id, NULL);
  made->id = g_strdup (id);
  made->ref = g_strdup (id);
  made->type = g_strdup (type);
  made->title = g_strdup (title);
  made->title_terms = vigie_similar_terms (title, 24);
  made->noted_terms = vigie_similar_terms (noted, 24);
  made->systems = vigie_similar_systems (systems);
  made->seen_usec = 0;
  if (cause != NULL)
    g_ptr_array_add (made->causes, g_strdup (cause));

  return made;
}

static void
test_terms (void)
{
  static const struct { const char *text, *terms; } cases[] = {
    { NULL, "" }, { "", "" }, { "a b c", "" },
    { "Paiements Wave en échec, paiements perdus", "paiements wave echec perdus" },
    { "Erreurs 503 depuis l’API", "503" },
    { "Errors from the cache: p99 at 40s", "cache p99 40s" },
    { "Wave wave WAVE", "wave" },
    { "un deux trois quatre cinq", "deux trois quatre cinq" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *terms = vigie_similar_terms (cases[i].text, 4);

      g_assert_cmpstr (terms, ==, cases[i].terms);
    }
}

static void
test_points (void)
{
  static const struct
  {
    const char *type, *title, *noted, *systems, *cause;
    guint points;                /* 0: not similar */
    const char *reasons;
  } cases[] = {
    { "INC-05", "Other matter", "", "", NULL, 0, NULL },                       /* 15: a type alone */
    { "other", "Wave is slow", "", "", NULL, 0, NULL },                        /* 10 */
    { "INC-05", "Wave is slow", "", "", NULL, 25, "same type, INC-05 · in both titles: wave" },
    { "other", "Nothing alike", "", "", "Lock", 50, "same root cause: Lock" },
    { "other", "Nothing alike", "", "", "lock", 50, "same root cause: Lock" },  /* own words, in any case */
    { "other", "x", "", "orders-db; Payment-API, edge", NULL, 30, "same system: payment-api, orders-db" },
    { "INC-05", "x", "callbacks lost, retries, gateway, queue", "", NULL, 27, "same type, INC-05 · noted in both: callbacks, retries, gateway, queue" },
    { "INC-05", "Wave payments refused again", "gateway", "payment-api", "Lock", 113,
      "same root cause: Lock · same type, INC-05 · same system: payment-api · in both titles: wave, payments, refused · noted in both: gateway" },
  };
  g_autoptr(VigieFigures) one = figures ("1", "INC-05", "Wave payments refused", "callbacks, retries, gateway, queue, timeouts", "payment-api, orders-db, edge", "Lock");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);
      g_autoptr(GPtrArray) found = NULL;
      g_autofree char *reasons = NULL;

      g_test_message ("%s %s", cases[i].type, cases[i].title);
      g_ptr_array_add (all, figures ("2", cases[i].type, cases[i].title, cases[i].noted, cases[i].systems, cases[i].cause));
      found = vigie_similar_to (all, one, 5);
      g_assert_cmpuint (found->len, ==, cases[i].points > 0 ? 1 : 0);
      if (found->len == 0)
        continue;
      g_assert_cmpuint (((VigieSimilar *) found->pdata[0])->points, ==, cases[i].points);
      reasons = vigie_similar_reasons (found->pdata[0], vigie_test_playbook (), VIGIE_LANG_EN);
      g_assert_cmpstr (reasons, ==, cases[i].reasons);
    }
}

/* A cause of the shared list is named in words. */
static void
test_cause_words (void)
{
  VigieSimilar similar = { .cause = (char *) "deploy-no-rollback" };
  g_autofree char *words = vigie_similar_reasons (&similar, vigie_test_playbook (), VIGIE_LANG_FR);

  g_assert_cmpstr (words, ==, "même cause racine\302\240: Déploiement impossible à annuler à temps");
}

static void
test_whom (void)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);
  g_autoptr(GPtrArray) found = NULL;
  VigieFigures *one = figures ("1", "INC-01", "Database locked", "", "", NULL);
  static const char *const wanted[] = { "7", "6", "2" };

  g_ptr_array_add (all, one);
  for (guint i = 2; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_ptr_array_add (all, figures (id, "INC-01", "Database slow", "", "", NULL));
      ((VigieFigures *) all->pdata[i - 1])->seen_usec = i;
    }
  ((VigieFigures *) all->pdata[2])->cancelled = TRUE;
  ((VigieFigures *) all->pdata[3])->follows = TRUE;
  ((VigieFigures *) all->pdata[4])->example = TRUE;
  g_ptr_array_add (all, figures ("7", "other", "Linked", "", "", NULL));
  ((VigieFigures *) all->pdata[6])->same_cause = g_strdup ("1");
  found = vigie_similar_to (all, one, 5);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (((VigieSimilar *) found->pdata[i])->figures->id, ==, wanted[i]);
  g_ptr_array_unref (found);
  found = vigie_similar_to (all, one, 2);
  g_assert_cmpuint (found->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/similar/terms", test_terms);
  g_test_add_func ("/core/similar/points", test_points);
  g_test_add_func ("/core/similar/cause-words", test_cause_words);
  g_test_add_func ("/core/similar/whom", test_whom);

  return g_test_run ();
}
