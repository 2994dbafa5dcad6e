/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What causes are called, and what can be asked of their tree. How it comes about is in vigie-incident-causes.c. */

#include "vigie-cause.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-incident-private.h"
#include "vigie-time.h"

static const struct
{
  const char *word, *english, *french;
} states[VIGIE_N_CAUSE_STATES] = {
  [VIGIE_CAUSE_SUPPOSED] = { "supposed", "supposed", "supposée" },
  [VIGIE_CAUSE_CONFIRMED] = { "confirmed", "confirmed", "confirmée" },
  [VIGIE_CAUSE_RULED_OUT] = { "ruled-out", "ruled out", "écartée" },
};

const char *
vigie_cause_state_to_word (VigieCauseState state)
{
  g_return_val_if_fail (state < VIGIE_N_CAUSE_STATES, NULL);

  return states[state].word;
}

gboolean
vigie_cause_state_from_word (const char *word, VigieCauseState *out)
{
  for (guint i = 0; word != NULL && i < VIGIE_N_CAUSE_STATES; i++)
    {
      if (strcmp (states[i].word, word) == 0)
        {
          *out = (VigieCauseState) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
vigie_cause_state_label (VigieCauseState state, VigieLang lang)
{
  g_return_val_if_fail (state < VIGIE_N_CAUSE_STATES, "");

  return lang == VIGIE_LANG_FR ? states[state].french : states[state].english;
}

/* ---- Techniques ---- */

static const char *const technique_words[] = {
  "five-whys",        "fault-tree", "fishbone", "change-analysis",
  "barrier-analysis", "timeline",   "other",    NULL,
};

static const char *const technique_labels[][2] = {
  { "five whys", "cinq pourquoi" },
  { "fault tree", "arbre de défaillances" },
  { "fishbone diagram", "diagramme en arêtes de poisson" },
  { "analysis of what changed", "analyse des changements" },
  { "analysis of the barriers", "analyse des barrières" },
  { "comparison of timelines", "comparaison des chronologies" },
  { "another method", "autre méthode" },
};

const char *const *
vigie_cause_techniques (void)
{
  return technique_words;
}

gboolean
vigie_cause_technique_is_known (const char *word)
{
  return word != NULL && g_strv_contains (technique_words, word);
}

const char *
vigie_cause_technique_label (const char *word, VigieLang lang)
{
  g_return_val_if_fail (word != NULL, "");

  for (guint i = 0; technique_words[i] != NULL; i++)
    if (strcmp (technique_words[i], word) == 0)
      return technique_labels[i][lang == VIGIE_LANG_FR ? 1 : 0];

  return word;
}

static gboolean
has_answers (const VigieIncident *incident)
{
  for (guint i = 0; i < incident->causes->len; i++)
    if (!((const VigieCause *) incident->causes->pdata[i])->is_factor)
      return TRUE;

  return FALSE;
}

char *
vigie_incident_technique_words (const VigieIncident *incident, VigieLang lang)
{
  g_autoptr(GString) out = g_string_new (NULL);

  g_return_val_if_fail (incident != NULL, NULL);

  for (guint i = 0; i < incident->techniques->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            vigie_cause_technique_label (incident->techniques->pdata[i], lang));
  if (incident->techniques->len == 0 && has_answers (incident))
    g_string_append (out, vigie_cause_technique_label ("five-whys", lang));
  if (incident->technique_note != NULL)
    g_string_append_printf (out, out->len > 0 ? " (%s)" : "%s", incident->technique_note);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- The tree ---- */

const VigieCause *
vigie_incident_cause (const VigieIncident *incident, const char *id_or_code)
{
  GPtrArray *lists[] = { incident->causes, incident->removed_causes };

  g_return_val_if_fail (id_or_code != NULL, NULL);

  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const VigieCause *cause = lists[l]->pdata[i];

        if (strcmp (cause->id, id_or_code) == 0
            || g_ascii_strcasecmp (cause->code, id_or_code) == 0)
          return cause;
      }

  return NULL;
}

gboolean
vigie_cause_is_beneath (const VigieCause *cause, const VigieCause *above)
{
  g_return_val_if_fail (cause != NULL && above != NULL, FALSE);

  for (const VigieCause *at = cause->parent; at != NULL; at = at->parent)
    if (at == above)
      return TRUE;

  return FALSE;
}

GStrv
vigie_cause_branch (const VigieIncident *incident, const VigieCause *cause)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL && cause != NULL, NULL);

  g_ptr_array_add (ids, g_strdup (cause->id));
  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *other = incident->causes->pdata[i];

      if (vigie_cause_is_beneath (other, cause))
        g_ptr_array_add (ids, g_strdup (other->id));
    }
  g_ptr_array_add (ids, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

GPtrArray *
vigie_cause_actions (const VigieIncident *incident, const VigieCause *cause)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL && cause != NULL, found);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const VigieActionItem *action = incident->actions->pdata[i];

      if (g_strcmp0 (action->cause, cause->id) == 0 && strcmp (action->status, "dropped") != 0)
        g_ptr_array_add (found, (gpointer) action);
    }

  return found;
}

gboolean
vigie_cause_is_root (const VigieCause *cause)
{
  g_return_val_if_fail (cause != NULL, FALSE);

  return cause->root && !cause->is_factor && !cause->removed
         && cause->state != VIGIE_CAUSE_RULED_OUT;
}

/* ---- Evidence ---- */

static const char *
fact_name (const char *evidence)
{
  return g_str_has_prefix (evidence, VIGIE_CAUSE_FACT) ? evidence + strlen (VIGIE_CAUSE_FACT)
                                                       : NULL;
}

static char *
fact_words (const VigieIncident *incident,
            const VigiePlaybook *playbook,
            const char *name,
            GTimeZone *zone,
            VigieLang lang)
{
  const VigieFact *fact = vigie_incident_fact (incident, name);
  const VigieFactDef *def = vigie_playbook_fact (playbook, name);
  g_autofree char *value = fact != NULL
                               ? vigie_fact_value_words (playbook, name, fact->value, zone, lang)
                               : NULL;

  return g_strconcat (def != NULL ? vigie_text_get (&def->label, lang) : name,
                      lang == VIGIE_LANG_FR ? "\302\240: " : ": ",
                      value != NULL && *value != '\0' ? value
                      : lang == VIGIE_LANG_FR         ? "inconnu"
                                                      : "unknown",
                      NULL);
}

char *
vigie_cause_evidence_words (const VigieIncident *incident,
                            const VigiePlaybook *playbook,
                            const char *evidence,
                            GTimeZone *given_zone,
                            VigieLang lang)
{
  g_autoptr(GTimeZone) zone = given_zone != NULL ? g_time_zone_ref (given_zone)
                                                  : g_time_zone_new_utc ();
  const VigieEntry *entry;
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (incident != NULL && playbook != NULL && evidence != NULL, NULL);

  if (fact_name (evidence) != NULL)
    return fact_words (incident, playbook, fact_name (evidence), zone, lang);
  entry = vigie_incident_entry (incident, evidence);
  if (entry == NULL)
    return g_strdup (lang == VIGIE_LANG_FR ? "une entrée qui n’est pas ici"
                                           : "an entry that is not here");
  clock = vigie_time_format_clock (entry->occurred_usec, zone);
  text = vigie_entry_text (entry, incident, playbook, lang);
  line = vigie_text_first_line (text, 120);

  return entry->code != NULL ? g_strdup_printf ("%s %s %s", clock, entry->code, line)
                             : g_strdup_printf ("%s %s", clock, line);
}

gboolean
vigie_cause_evidence_stands (const VigieIncident *incident, const char *evidence)
{
  const VigieFact *fact;
  const VigieEntry *entry;

  g_return_val_if_fail (incident != NULL && evidence != NULL, FALSE);

  if (fact_name (evidence) != NULL)
    {
      fact = vigie_incident_fact (incident, fact_name (evidence));
      return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && *fact->value != '\0';
    }
  entry = vigie_incident_entry (incident, evidence);

  return entry != NULL && entry->retract_reason == NULL;
}

gboolean
vigie_cause_has_standing_evidence (const VigieIncident *incident, const VigieCause *cause)
{
  g_return_val_if_fail (incident != NULL && cause != NULL, FALSE);

  for (guint i = 0; i < cause->evidence->len; i++)
    if (vigie_cause_evidence_stands (incident, cause->evidence->pdata[i]))
      return TRUE;

  return FALSE;
}

/* ---- Terms ---- */

static const VigieCauseTerm *
find_term (const VigiePlaybook *playbook, const char *text)
{
  for (guint i = 0; i < playbook->cause_terms->len; i++)
    {
      const VigieCauseTerm *term = playbook->cause_terms->pdata[i];

      if (vigie_cause_term_equal (term->id, text) || vigie_cause_term_equal (term->label.en, text)
          || vigie_cause_term_equal (term->label.fr, text))
        return term;
    }

  return NULL;
}

const char *
vigie_cause_term_find (const VigiePlaybook *playbook, const char *text)
{
  const VigieCauseTerm *term;

  g_return_val_if_fail (playbook != NULL && text != NULL, text);

  term = find_term (playbook, text);

  return term != NULL ? term->id : text;
}

const char *
vigie_cause_term_label (const VigiePlaybook *playbook, const char *term, VigieLang lang)
{
  const VigieCauseTerm *found;

  g_return_val_if_fail (playbook != NULL && term != NULL, term);

  found = find_term (playbook, term);

  return found != NULL ? vigie_text_get (&found->label, lang) : term;
}

/* The ids of the playbook, which most terms are, fold to themselves. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text) && *text != '-')
      return FALSE;

  return TRUE;
}

guint
vigie_cause_term_hash (gconstpointer term)
{
  g_autofree char *folded = is_plain (term) ? NULL : vigie_text_fold (term);

  return g_str_hash (folded != NULL ? folded : term);
}

gboolean
vigie_cause_term_equal (gconstpointer a, gconstpointer b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;
  if (is_plain (a) && is_plain (b))
    return FALSE;
  left = vigie_text_fold (a);
  right = vigie_text_fold (b);

  return strcmp (left, right) == 0;
}

GPtrArray *
vigie_incident_cause_terms (const VigieIncident *incident, gboolean confirmed)
{
  GPtrArray *terms = g_ptr_array_new ();

  g_return_val_if_fail (incident != NULL, terms);

  for (guint i = 0; i < incident->causes->len; i++)
    {
      const VigieCause *cause = incident->causes->pdata[i];

      if (!vigie_cause_is_root (cause) || cause->term == NULL
          || (confirmed && cause->state != VIGIE_CAUSE_CONFIRMED)
          || g_ptr_array_find_with_equal_func (terms, cause->term, vigie_cause_term_equal, NULL))
        continue;
      g_ptr_array_add (terms, (gpointer) cause->term);
    }

  return terms;
}
