/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readability: syllables, sentences, what is left out. The figures were counted apart. */

#include "vigie-readability.h"

#include <string.h>

static void
test_syllables (void)
{
  static const struct { const char *word; VigieLang lang; guint n; } rows[] = {
    { "panne", VIGIE_LANG_FR, 1 },      { "mobilisées", VIGIE_LANG_FR, 4 }, { "heure", VIGIE_LANG_FR, 1 },
    { "données", VIGIE_LANG_FR, 2 },    { "système", VIGIE_LANG_FR, 2 },    { "être", VIGIE_LANG_FR, 1 },
    { "vie", VIGIE_LANG_FR, 1 },        { "jours", VIGIE_LANG_FR, 1 },      { "entreprises", VIGIE_LANG_FR, 3 },
    { "œuvre", VIGIE_LANG_FR, 1 },      { "le", VIGIE_LANG_FR, 1 },         { "les", VIGIE_LANG_FR, 1 },
    { "hm", VIGIE_LANG_FR, 1 },         { "code", VIGIE_LANG_EN, 1 },       { "people", VIGIE_LANG_EN, 2 },
    { "whole", VIGIE_LANG_EN, 1 },      { "password", VIGIE_LANG_EN, 2 },   { "the", VIGIE_LANG_EN, 1 },
    { "informations", VIGIE_LANG_FR, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (vigie_readability_syllables (rows[i].word, -1, rows[i].lang), ==, rows[i].n);
}

static const char legal[] =
    "Conformément aux dispositions applicables relatives à la protection des données personnelles, nous portons à votre "
    "connaissance la survenance d’une violation susceptible d’engendrer des conséquences préjudiciables concernant certaines "
    "informations nominatives précédemment communiquées lors de votre inscription initiale.";
static const char usual[] =
    "Nous enquêtons actuellement sur un problème d’accès à la plateforme. Nos équipes sont mobilisées. Nous avons identifié "
    "la cause. Correction en cours. Le problème est résolu. Nous surveillons la stabilité du système. Service en cours de "
    "restauration complète.";
static const char plain[] =
    "Le site est en panne depuis ce matin. On ne peut plus passer de commande. Nous cherchons la cause. Nous vous le dirons "
    "ici dans une heure. Ne donnez pas votre code, même si on vous le demande.";

static void
test_three_ways_to_say_it (void)
{
  static const struct { const char *text; guint n_sentences, n_words, n_syllables; double score; } rows[] = {
    { legal, 1, 36, 86, -5.4 },
    { usual, 7, 38, 71, 64.0 },
    { plain, 5, 38, 47, 108.3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VigieReadability out;

      vigie_readability_measure (rows[i].text, VIGIE_LANG_FR, &out);
      g_assert_cmpuint (out.n_sentences, ==, rows[i].n_sentences);
      g_assert_cmpuint (out.n_words, ==, rows[i].n_words);
      g_assert_cmpuint (out.n_syllables, ==, rows[i].n_syllables);
      g_assert_cmpfloat_with_epsilon (out.score, rows[i].score, 0.05);
    }
}

static void
test_flesch (void)
{
  VigieReadability out;

  /* Ten words of one syllable in two sentences: 206.835 − 1.015 × 5 − 84.6. */
  vigie_readability_measure ("The site is down now. We look for the cause.", VIGIE_LANG_EN, &out);
  g_assert_cmpuint (out.n_words, ==, 10);
  g_assert_cmpfloat_with_epsilon (out.score, 117.16, 0.01);
}

static void
test_left_out (void)
{
  static const struct { const char *text; guint n_words; } rows[] = {
    { "Voir https://status.distri-night.ci et écrire à aide@distri-night.ci avant 22:41 GMT.", 5 },
    { "Le service DISTRI-NIGHT de Kouassi coûte 1\302\240840 FCFA.", 4 },
    { "L’heure qu’il est.", 3 },
    { "123 456 !", 0 },
    { "", 0 },
    { "C’est aujourd’hui.", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VigieReadability out;

      vigie_readability_measure (rows[i].text, VIGIE_LANG_FR, &out);
      g_assert_cmpuint (out.n_words, ==, rows[i].n_words);
    }
}

static void
test_sentences (void)
{
  static const struct { const char *text; guint n_sentences; } rows[] = {
    { "Le 21 nov. nous avons su. Le 22 aussi.", 2 },
    { "Une ligne qui\ncontinue ici.", 1 },
    { "Titre de la suite\nUne phrase", 2 },
    { "- un point\n- un autre\n- encore un", 3 },
    { "Déjà vu\302\240? Oui\302\240! Bien…", 3 },
    { "Il a dit «\302\240attendez.\302\240» Nous attendons.", 2 },
    { "Un\n\ndeux", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VigieReadability out;

      vigie_readability_measure (rows[i].text, VIGIE_LANG_FR, &out);
      g_assert_cmpuint (out.n_sentences, ==, rows[i].n_sentences);
    }
}

static void
test_worst_have_places (void)
{
  g_autofree char *text = g_strconcat (plain, "\n\n", legal, "\n\n", usual, NULL);
  VigieReadability out;

  vigie_readability_measure (text, VIGIE_LANG_FR, &out);
  g_assert_cmpuint (out.n_worst, ==, VIGIE_N_WORST);
  g_assert_cmpuint (out.worst[0].start_bytes, ==, strlen (plain) + 2);
  g_assert_cmpuint (out.worst[0].end_bytes, ==, strlen (plain) + 2 + strlen (legal));
  g_assert_cmpuint (out.worst[0].n_words, ==, 36);
  for (guint i = 1; i < out.n_worst; i++)
    g_assert_cmpfloat (out.worst[i - 1].score, <=, out.worst[i].score);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/readability/syllables", test_syllables);
  g_test_add_func ("/core/readability/three-ways-to-say-it", test_three_ways_to_say_it);
  g_test_add_func ("/core/readability/flesch", test_flesch);
  g_test_add_func ("/core/readability/left-out", test_left_out);
  g_test_add_func ("/core/readability/sentences", test_sentences);
  g_test_add_func ("/core/readability/worst-have-places", test_worst_have_places);

  return g_test_run ();
}
