/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the causes. */

#include "vigie-say.h"

#include <string.h>

static const char *
cause_label (VigieLang lang, const char *kind, const char *state, gboolean root)
{
  if (strcmp (state, "ruled-out") == 0)
    return vigie_say_pick (lang, "Cause ruled out", "Cause écartée");
  if (strcmp (kind, "factor") == 0)
    return strcmp (state, "confirmed") == 0 ? vigie_say_pick (lang, "Contributing factor confirmed",
                                                              "Facteur contributif confirmé")
                                            : vigie_say_pick (lang, "Contributing factor supposed",
                                                              "Facteur contributif supposé");
  if (root)
    return strcmp (state, "confirmed") == 0
               ? vigie_say_pick (lang, "Root cause confirmed", "Cause racine confirmée")
               : vigie_say_pick (lang, "Root cause supposed", "Cause racine supposée");

  return strcmp (state, "confirmed") == 0
             ? vigie_say_pick (lang, "Cause confirmed", "Cause confirmée")
             : vigie_say_pick (lang, "Cause supposed", "Cause supposée");
}

static const char *
code_of (const VigieSay *say, const char *id)
{
  const VigieCause *cause = vigie_incident_cause (say->incident, id);

  return cause != NULL ? cause->code : id;
}

char *
vigie_say_cause (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "cause");
  g_autofree char *kind = vigie_say_string_of (say, "kind");
  g_autofree char *state = vigie_say_string_of (say, "state");
  g_autofree char *text = vigie_say_string_of (say, "text");
  g_autofree char *term = vigie_say_string_of (say, "term");
  const char *label = cause_label (say->lang, kind, state,
                                   vigie_json_member_boolean (say->body, 0, "root", FALSE));
  g_autofree char *coded = g_strdup_printf ("%s %s", label,
                                            code_of (say, *id != '\0' ? id : say->event->id));
  const char *words = *term != '\0' && say->playbook != NULL
                          ? vigie_cause_term_label (say->playbook, term, say->lang)
                          : term;

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, coded, text),
                                  *words != '\0' ? words : NULL);
}

char *
vigie_say_cause_removed (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "cause");
  const VigieCause *cause = vigie_incident_cause (say->incident, id);
  gboolean removed = vigie_json_member_boolean (say->body, 0, "removed", FALSE);
  const char *label = removed ? vigie_say_pick (say->lang, "Cause removed", "Cause retirée")
                              : vigie_say_pick (say->lang, "Cause put back", "Cause remise");
  g_autofree char *coded = g_strdup_printf ("%s %s", label, code_of (say, id));

  return cause != NULL ? vigie_say_labelled (say->lang, coded, cause->text)
                       : g_steal_pointer (&coded);
}

char *
vigie_say_technique (const VigieSay *say)
{
  VigieJsonNode list = vigie_json_member (say->body, 0, "techniques");
  g_autofree char *note = vigie_say_string_of (say, "note");
  g_autoptr(GString) words = g_string_new (NULL);

  for (VigieJsonNode node = vigie_json_first (say->body, list); node != VIGIE_JSON_NONE;
       node = vigie_json_next (say->body, node))
    {
      g_autofree char *word = vigie_json_string (say->body, node);

      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              vigie_cause_technique_label (word != NULL ? word : "", say->lang));
    }
  if (words->len == 0)
    g_string_append (words, vigie_say_pick (say->lang, "not said", "non précisée"));

  return vigie_say_with_brackets (
      vigie_say_labelled (
          say->lang, vigie_say_pick (say->lang, "Method of the analysis", "Méthode de l’analyse"),
          words->str),
      *note != '\0' ? note : NULL);
}
