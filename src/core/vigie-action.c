/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The playbook warns of vague actions ("improve monitoring"). What can be said without pretending to understand
 * language is said: a verb of good intentions is refused unless something beside it can be checked (a figure, a name
 * in quotes or code, a word that says how, when or until where); so are hedges, and things in the place of a verb.
 * Nearly everything else passes: a wrong refusal at the end of a long meeting costs more than a weak action. */

#include "vigie-action.h"

#include <string.h>

#include "vigie-say.h"
#include "vigie-text-show.h"
#include "vigie-text.h"

/* All folded: lower case, no accents. */
static const char *const good_will[] = {
  "ameliorer", "renforcer", "optimiser", "revoir", "ameliorons", "renforcons", "mieux", "augmenter", "surveiller", "sensibiliser", "reflechir",
  "etudier", "faire", "envisager", "evaluer", "fiabiliser", "improve", "strengthen", "better", "optimise", "optimize", "review", "enhance",
  "increase", "monitor", "consider", "think", "look", "reinforce", "be", "investigate", "explore", "evaluate", "ensure", "assurer", "veiller", NULL,
};
static const char *const things[] = {
  "monitoring", "surveillance", "documentation", "formation", "formations", "tests", "communication", "training", "alerting", "alertes", "alerts",
  "meilleur", "meilleure", "meilleurs", "meilleures", "plus", "moins", "more", "less", "fewer", "need", "besoin", "manque", "lack", NULL,
};
/* What can be checked often hangs on one of these. */
static const char *const anchors[] = {
  "by", "with", "when", "before", "after", "until", "every", "each", "so", "if", "within",
  "par", "avec", "quand", "lorsque", "avant", "apres", "chaque", "afin", "si", NULL,
};
static const char *const hedges[] = {
  "try to", "be careful", "faire attention", "if possible", "as needed", "where appropriate", "someday", "at some point", "essayer de", "essayer d", "si possible", "au besoin",
  "si besoin", "dans la mesure du possible", "un jour", "eventuellement", NULL,
};

/* Words of the folded text, without what stands around them; owned. */
static GStrv
words_of (const char *folded)
{
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n,;:()«»“”\"'’…", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_equal (parts[i], "\302\240"))
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

/* A figure, code, or a name in quotes: somebody can look whether it is there. */
static gboolean
has_something_to_check (const char *text, GStrv words)
{
  if (strpbrk (text, "0123456789%_`") != NULL || strstr (text, "«") != NULL || strstr (text, "“") != NULL || strchr (text, '"') != NULL)
    return TRUE;
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (g_strv_contains (anchors, words[i]) && words[i + 1] != NULL && i >= 2)
      return TRUE;

  return FALSE;
}

/* Whole words: "entry to" is no "try to". */
static gboolean
is_hedged (GStrv words)
{
  g_autofree char *line = g_strjoinv (" ", words);
  g_autofree char *padded = g_strdup_printf (" %s ", line);

  for (guint i = 0; hedges[i] != NULL; i++)
    {
      g_autofree char *hedge = g_strdup_printf (" %s ", hedges[i]);

      if (strstr (padded, hedge) != NULL)
        return TRUE;
    }

  return FALSE;
}

VigieActionFault
vigie_action_text_fault (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text != NULL ? text : "");
  g_auto(GStrv) words = words_of (folded);
  guint n = g_strv_length (words);

  if (n < 2)
    return VIGIE_ACTION_SHORT;
  if (is_hedged (words))
    return VIGIE_ACTION_HEDGED;
  if (g_strv_contains ((const char *const *) things, words[0]))
    return VIGIE_ACTION_NO_VERB;
  if (g_strv_contains ((const char *const *) good_will, words[0]) && !has_something_to_check (folded, words))
    return VIGIE_ACTION_GOOD_WILL;

  return VIGIE_ACTION_FINE;
}

/* "Awa et Yao", "Awa Koné, Yao": two or more parts that each look like a name. */
static gboolean
names_several (const char *owner)
{
  static const char *const joints[] = { " et ", " and ", " & ", ", ", " / ", " ou ", " or " };

  for (gsize i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      g_auto(GStrv) parts = g_strsplit (owner, joints[i], -1);
      guint n_names = 0;

      for (guint k = 0; parts[k] != NULL; k++)
        n_names += g_unichar_isupper (g_utf8_get_char (g_strstrip (parts[k]))) ? 1 : 0;
      if (n_names > 1)
        return TRUE;
    }

  return FALSE;
}

/* Every word of it says "many", or is an article beside one that does. */
static gboolean
is_team (GStrv words)
{
  static const char *const many[] = {
    "team", "teams", "equipe", "equipes", "everyone", "everybody", "all", "tous", "toutes", "ops", "devops", "dev", "devs", "it", "we", "nous",
    "somebody", "someone", "quelqu", "un", "personne", "tbd", "support", "the", "la", "le", "les", "l", "our", "notre", NULL,
  };

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains (many, words[i]))
      return FALSE;

  return words[0] != NULL;
}

gboolean
vigie_action_owner_is_one (const char *owner)
{
  g_autofree char *folded = vigie_text_fold (owner != NULL ? owner : "");
  g_auto(GStrv) words = words_of (folded);

  return owner != NULL && !vigie_text_is_blank (owner) && g_utf8_validate (owner, -1, NULL) && !is_team (words) && !names_several (owner);
}

int
vigie_action_weight (const char *word)
{
  static const char *const words[] = { "low", "medium", "high" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (int) i + 1;

  return 0;
}

int
vigie_action_priority (const char *impact, const char *effort)
{
  int gain = vigie_action_weight (impact);
  int work = vigie_action_weight (effort);

  return gain == 0 || work == 0 ? 0 : 3 - (gain - work);
}

static const struct { const char *word, *english, *french; } statuses[] = {
  { "open", "Open", "Ouverte" },
  { "in-progress", "In progress", "En cours" },
  { "done", "Done", "Faite" },
  { "dropped", "Dropped", "Abandonnée" },
};

gboolean
vigie_action_status_is_known (const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (status, statuses[i].word) == 0)
      return TRUE;

  return FALSE;
}

gboolean
vigie_action_is_settled (const char *status)
{
  return g_strcmp0 (status, "done") == 0 || g_strcmp0 (status, "dropped") == 0;
}

const char *
vigie_action_status_label (const char *status, VigieLang lang)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (status, statuses[i].word) == 0)
      return vigie_say_pick (lang, statuses[i].english, statuses[i].french);

  return status != NULL ? status : "";
}

const char *
vigie_action_weight_label (const char *word, VigieLang lang)
{
  switch (vigie_action_weight (word))
    {
    case 3:
      return vigie_say_pick (lang, "high", "fort");
    case 2:
      return vigie_say_pick (lang, "medium", "moyen");
    case 1:
      return vigie_say_pick (lang, "low", "faible");
    default:
      return "";
    }
}

const VigieActionItem *
vigie_incident_action (const VigieIncident *incident, const char *id_or_code)
{
  g_return_val_if_fail (incident != NULL && id_or_code != NULL, NULL);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (strcmp (action->id, id_or_code) == 0 || g_ascii_strcasecmp (action->code, id_or_code) == 0)
        return action;
    }

  return NULL;
}
