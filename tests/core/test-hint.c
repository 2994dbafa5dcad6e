/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each rule against blame and vagueness: texts in which it speaks, and near ones in which it keeps silent. */

#include "vigie-hint-rules.h"

#include <string.h>

#include "seat-acts.h"

#define FR VIGIE_LANG_FR
#define EN VIGIE_LANG_EN

static const char *const names[] = { "Awa Koné", "Yao", "Rose Diallo", NULL };

typedef struct
{
  const char *rule;
  VigieLang lang;
  const char *fires[8];
  const char *silent[8];
} Row;

static const Row rows[] = {
  { "named-cause",
    EN,
    { "Orders failed because Awa forgot the restart.", "The outage was caused by Yao.",
      "Awa Koné did not read the alert.", "A mistake: Koné deleted the table." },
    { "Awa restarted the shop.", "It came back because Yao restarted it.",
      "Orders failed because the disk was full.", "Awa took command at 03:00.",
      "It rose because of the load.", "Yaounde did not answer." } },
  { "named-cause",
    FR,
    { "Les commandes échouaient à cause d’Awa.", "Yao a oublié le redémarrage.",
      "Faute de Rose, personne n’a lu l’alerte.", "Awa Koné n’a pas lu l’alerte." },
    { "Awa a pris le commandement.", "Yao a redémarré la base parce qu’elle ne répondait pas.",
      "Faute de place, la base s’est arrêtée.", "À cause du disque plein.",
      "Une rose n’a pas de faute." } },
  { "human-error",
    EN,
    { "The root cause was human error.", "It was a manual mistake.", "A fat-finger deletion." },
    { "The error rate was 4 %.", "The user saw an error.", "Humans read the alert.",
      "The manual names the error." } },
  { "human-error",
    FR,
    { "Cause : erreur humaine.", "Une erreur de manipulation.",
      "Une faute d’inattention a suffi." },
    { "Le taux d’erreur était de 4 %.", "L’utilisateur voyait une erreur.",
      "Une erreur de disque." } },
  { "fault",
    EN,
    { "That was careless.", "The vendor is to blame.", "It is the fault of operations.",
      "Nobody asked; it was their fault." },
    { "A page fault killed the process.", "Nobody is to blame.", "The fault tolerance held.",
      "Fault injection tests run nightly." } },
  { "fault",
    FR,
    { "C’est une négligence.", "Le prestataire est fautif.", "Par leur faute, tout s’est arrêté.",
      "Qui est coupable ?" },
    { "Faute de place, la base s’est arrêtée.", "Personne n’est coupable.",
      "La tolérance aux fautes a tenu.", "Une faute de frappe dans le message." } },
  { "role-cause",
    EN,
    { "It failed because the developer skipped a test.", "Caused by an operator.",
      "The on-call engineer failed to answer.", "Our intern forgot the flag." },
    { "Because the database was full.", "The engineer on call answered at 03:02.",
      "It happened because no operator is on site at night.", "Caused by a deployment." } },
  { "role-cause",
    FR,
    { "Parce que le développeur a sauté un test.", "À cause d’un opérateur.",
      "L’ingénieur n’a pas répondu.", "Le stagiaire a oublié l’option." },
    { "Parce que la base était pleine.", "L’ingénieur a répondu à 03:02.",
      "À cause du déploiement.", "Aucun opérateur n’a accès à cet écran." } },
  { "counterfactual",
    EN,
    { "We should have tested it.", "An alert would have prevented it.", "They could have asked.",
      "If only the alert had come.", "Had we known, the restart was easy." },
    { "The alert comes at 80 %.", "Customers could order again.", "We have tested it.",
      "The vendor should answer within 1 hour." } },
  { "counterfactual",
    FR,
    { "On aurait dû le tester.", "Il aurait fallu une alerte.", "Une alerte aurait évité la panne.",
      "Ils auraient pu demander.", "Il suffisait de redémarrer." },
    { "L’alerte vient à 80 %.", "Les clients ont pu commander.", "Nous l’avons testé.",
      "Le fournisseur doit répondre en 1 h." } },
  { "hindsight",
    EN,
    { "Obviously the disk was full.", "It was clear that it would fail.",
      "In hindsight the graph said it.", "Common sense." },
    { "The graph showed 199 of 200.", "The message was clear.", "The courses of action.",
      "Everybody in the war room read it." } },
  { "hindsight",
    FR,
    { "Évidemment, le disque était plein.", "Il était clair que cela casserait.",
      "Avec le recul, la courbe le disait.", "Une erreur de débutant." },
    { "La courbe montrait 199 sur 200.", "Le message était clair et court.",
      "Un recul des commandes de 12 %." } },
  { "vague-time",
    EN,
    { "It came back soon.", "The alert was read a few minutes later.",
      "We fix it as soon as possible.", "It had changed recently." },
    { "It came back soon, at 03:12.", "It came back after 23 minutes.",
      "The sooner alert fired at 80 %.", "The quick restart works." } },
  { "vague-time",
    FR,
    { "Le service est revenu rapidement.", "L’alerte a été lue quelques minutes après.",
      "Corrigé prochainement.", "Une version récemment livrée." },
    { "Le service est revenu rapidement, à 03:12.", "Revenu au bout de 23 minutes.",
      "Quelques minutes, 12 exactement.", "La version du jour." } },
  { "vague-count",
    EN,
    { "Some users could not pay.", "Several orders were lost.", "Many merchants called.",
      "Most of our customers were touched.", "A few servers stopped." },
    { "1,200 users could not pay.", "Several orders (34) were lost.", "Some of it is known.",
      "All customers were touched.", "A few minutes passed." } },
  { "vague-count",
    FR,
    { "Certains utilisateurs ne pouvaient pas payer.", "Plusieurs commandes perdues.",
      "De nombreux commerçants ont appelé.", "La plupart des clients.",
      "Quelques serveurs arrêtés." },
    { "1 200 utilisateurs ne pouvaient pas payer.", "Plusieurs commandes (34) perdues.",
      "Un certain silence.", "Tous les clients.", "Quelques minutes." } },
  { "vague-thing",
    EN,
    { "There was an issue with the database.", "Somehow the lock stayed.", "Something went wrong.",
      "Disk, network, etc." },
    { "db-1 refused connections.", "The issue number is 412.",
      "The lock stayed because the migration held it.", "The fetch failed." } },
  { "vague-thing",
    FR,
    { "Il y a eu un problème de base.", "Un souci réseau.",
      "Pour une raison inconnue, le verrou est resté.", "Disque, réseau, etc." },
    { "db-1 refusait les connexions.", "Le problème 412 est clos.",
      "Le verrou est resté car la migration le tenait.", "Une étape." } },
  { "no-figure",
    EN,
    { "The restart took too long.", "Pages were very slow.", "There was a high load.",
      "Errors increased.", "A spike in traffic." },
    { "The restart took 14 minutes.", "Pages took 9 s: very slow.", "The load was 40.",
      "Errors increased from 1 % to 12 %.", "High availability held." } },
  { "no-figure",
    FR,
    { "Le redémarrage a été trop long.", "Des lenteurs.", "Une forte charge.",
      "Les erreurs ont augmenté.", "Un pic de trafic." },
    { "Le redémarrage a pris 14 minutes.", "Les pages prenaient 9 s, très lent.",
      "La charge était de 40.", "Les erreurs ont augmenté de 1 % à 12 %.",
      "La haute disponibilité a tenu." } },
};

static gboolean
speaks (const char *text, VigieLang lang, const char *rule)
{
  g_autoptr (GPtrArray) hints = vigie_hints_find (text, lang, names);

  for (guint i = 0; i < hints->len; i++)
    {
      const VigieHint *hint = hints->pdata[i];
      g_autofree char *there = g_utf8_substring (text, hint->start_chars, hint->end_chars);

      g_assert_cmpstr (there, ==, hint->words);
      g_assert_cmpstr (hint->words, !=, "");
      g_assert_cmpstr (hint->reason, !=, "");
      g_assert_cmpstr (hint->proposal, !=, "");
      if (strcmp (hint->rule, rule) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (guint k = 0; rows[i].fires[k] != NULL; k++)
        {
          g_test_message ("%s: %s", rows[i].rule, rows[i].fires[k]);
          g_assert_true (speaks (rows[i].fires[k], rows[i].lang, rows[i].rule));
        }
      for (guint k = 0; rows[i].silent[k] != NULL; k++)
        {
          g_test_message ("%s, silent: %s", rows[i].rule, rows[i].silent[k]);
          g_assert_false (speaks (rows[i].silent[k], rows[i].lang, rows[i].rule));
        }
    }
}

/* No rule without its texts, in its language. */
static void
test_every_rule_has_its_row (void)
{
  for (const VigieHintRule *rule = vigie_hint_rules; rule->rule != NULL; rule++)
    {
      gboolean found = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        found = found || (strcmp (rows[i].rule, rule->rule) == 0 && rows[i].lang == rule->lang);
      g_test_message ("%s", rule->rule);
      g_assert_true (found);
    }
}

/* What a proposal says must not be hinted at itself. */
static void
test_proposals_are_good (void)
{
  for (const VigieHintRule *rule = vigie_hint_rules; rule->rule != NULL; rule++)
    {
      g_autoptr (GPtrArray) hints = vigie_hints_find (rule->proposal, rule->lang, names);

      for (guint i = 0; i < hints->len; i++)
        g_test_message ("%s: %s", rule->proposal, ((const VigieHint *) hints->pdata[i])->words);
      g_assert_cmpuint (hints->len, ==, 0);
    }
}

static void
test_waved (void)
{
  g_autoptr (GPtrArray) one = vigie_hints_find ("It came back soon.", EN, NULL);
  g_autoptr (GPtrArray) same = vigie_hints_find ("First this. It came back soon. Then that.", EN,
                                                 NULL);
  g_autoptr (GPtrArray) other = vigie_hints_find ("They came back soon.", EN, NULL);
  const VigieHint *hint = one->pdata[0];
  g_autofree char *waved = g_strconcat ("vague-time/0000\n", hint->key, "\n", NULL);

  g_assert_true (vigie_hint_is_waved (hint, waved));
  g_assert_true (vigie_hint_is_waved (same->pdata[0], waved));
  g_assert_false (vigie_hint_is_waved (other->pdata[0], waved));
  g_assert_false (vigie_hint_is_waved (hint, NULL));
}

static void
test_names (void)
{
  Seat seat;
  g_autoptr (VigieIncident) incident = NULL;
  g_auto (GStrv) found = NULL;

  seat_init (&seat, 1, "Awa");
  seat_begin (&seat);
  incident = seat_fold (&seat);
  found = vigie_hints_names (incident, NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) found, "Awa"));
  g_assert_true (g_strv_contains ((const char *const *) found, "Yao"));
  seat_clear (&seat);
}

/* Hostile text costs no more than its beginning, and hints stay few. */
static void
test_is_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) hints = NULL;

  while (text->len < 1000000)
    g_string_append (text, "Bientôt plusieurs clients. ");
  hints = vigie_hints_find (text->str, FR, names);
  g_assert_cmpuint (hints->len, ==, 100);
  g_clear_pointer (&hints, g_ptr_array_unref);
  hints = vigie_hints_find ("", FR, names);
  g_assert_cmpuint (hints->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hint/rules", test_rules);
  g_test_add_func ("/core/hint/every-rule-has-its-row", test_every_rule_has_its_row);
  g_test_add_func ("/core/hint/proposals-are-good", test_proposals_are_good);
  g_test_add_func ("/core/hint/waved", test_waved);
  g_test_add_func ("/core/hint/names", test_names);
  g_test_add_func ("/core/hint/is-bounded", test_is_bounded);

  return g_test_run ();
}
