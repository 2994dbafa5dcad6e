/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of steps, gates, confirmations, hypotheses, decisions and facts. */

#include "vigie-say.h"

#include <string.h>

char *
vigie_say_fact (const VigieSay *say)
{
  g_autofree char *name = vigie_say_string_of (say, "name");
  g_autofree char *value = vigie_say_string_of (say, "value");
  g_autofree char *state_word = vigie_say_string_of (say, "state");
  g_autofree char *source = vigie_say_string_of (say, "source");
  g_autofree char *words = vigie_fact_value_words (say->playbook, name, value, NULL, say->lang);
  g_autofree char *more = NULL;
  const VigieFactDef *def = say->playbook != NULL ? vigie_playbook_fact (say->playbook, name) : NULL;
  const char *label = def != NULL ? vigie_text_get (&def->label, say->lang) : name;
  VigieFactState state = VIGIE_FACT_UNKNOWN;
  g_autofree char *state_label = NULL;

  vigie_fact_state_from_word (state_word, &state);
  state_label = g_utf8_strdown (vigie_fact_state_label (state, say->lang), -1);
  if (*words == '\0')
    return vigie_say_labelled (say->lang, label, state_label);
  more = *source != '\0' ? g_strdup_printf ("%s, %s", state_label, source) : g_strdup (state_label);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, words), more);
}

char *
vigie_say_ticked (const VigieSay *say)
{
  g_autofree char *key = vigie_say_string_of (say, "step");
  g_autofree char *word = vigie_say_string_of (say, "state");
  g_autofree char *reason = vigie_say_string_of (say, "reason");
  const VigieText *words = say->playbook != NULL ? vigie_playbook_step_text (say->playbook, key) : NULL;
  const char *text = words != NULL ? vigie_text_get (words, say->lang) : key;
  VigieStepState state = VIGIE_STEP_OPEN;
  const char *label;

  vigie_step_state_from_word (word, &state);
  label = state == VIGIE_STEP_DONE             ? vigie_say_pick (say->lang, "Step done", "Étape faite")
          : state == VIGIE_STEP_NOT_APPLICABLE ? vigie_say_pick (say->lang, "Step not applicable", "Étape sans objet")
                                               : vigie_say_pick (say->lang, "Step to do again", "Étape à refaire");

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, text), reason);
}

char *
vigie_say_hypothesis (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "hypothesis");
  g_autofree char *word = vigie_say_string_of (say, "state");
  g_autofree char *tried = vigie_say_string_of (say, "tried");
  g_autofree char *label = NULL;
  const VigieEntry *entry = vigie_incident_entry (say->incident, id);
  VigieHypothesisState state = VIGIE_HYPOTHESIS_OPEN;

  vigie_hypothesis_state_from_word (word, &state);
  label = g_strdup_printf ("%s, %s", entry != NULL && entry->code != NULL ? entry->code : vigie_say_pick (say->lang, "Hypothesis", "Hypothèse"),
                           vigie_hypothesis_state_label (state, say->lang));
  if (entry == NULL || entry->text == NULL)
    return vigie_say_with_brackets (g_strdup (label), tried);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, entry->text), tried);
}

char *
vigie_say_reviewed (const VigieSay *say)
{
  g_autofree char *id = vigie_say_string_of (say, "decision");
  g_autofree char *result = vigie_say_string_of (say, "result");
  const VigieEntry *entry = vigie_incident_entry (say->incident, id);
  g_autofree char *label
    = g_strdup_printf (vigie_say_pick (say->lang, "Decision %s reviewed", "Décision %s revue"),
                       entry != NULL && entry->code != NULL ? entry->code : "");
  g_autofree char *word = vigie_say_string_of (say, "verdict");
  VigieVerdict verdict = VIGIE_VERDICT_NONE;

  vigie_verdict_from_word (word, &verdict);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, result),
                        verdict == VIGIE_VERDICT_HOLDS    ? vigie_say_pick (say->lang, "it holds", "elle tient")
                        : verdict == VIGIE_VERDICT_CHANGE ? vigie_say_pick (say->lang, "change of course", "changement de cap")
                                                          : NULL);
}

char *
vigie_say_gate (const VigieSay *say)
{
  g_autofree char *key = vigie_say_string_of (say, "step");
  g_autofree char *answer = vigie_say_string_of (say, "answer");
  g_autofree char *approver = vigie_say_string_of (say, "approver");
  g_autofree char *note = vigie_say_string_of (say, "note");
  g_autofree char *label = NULL;
  const VigieStepDef *def = say->playbook != NULL ? vigie_playbook_step (say->playbook, key) : NULL;
  const char *text = def != NULL ? vigie_text_get (&def->text, say->lang) : key;
  gboolean yes = strcmp (answer, "yes") == 0;

  if (strcmp (approver, say->event->author) == 0)
    label = g_strdup_printf (yes ? vigie_say_pick (say->lang, "Yes of %s", "Oui de %s") : vigie_say_pick (say->lang, "No of %s", "Non de %s"), approver);
  else
    label = g_strdup_printf (yes ? vigie_say_pick (say->lang, "Yes of %s, recorded by %s", "Oui de %s, noté par %s")
                                 : vigie_say_pick (say->lang, "No of %s, recorded by %s", "Non de %s, noté par %s"),
                             approver, say->event->author);

  return vigie_say_with_brackets (vigie_say_labelled (say->lang, label, text), note);
}

char *
vigie_say_gate_withdrawn (const VigieSay *say)
{
  g_autofree char *key = vigie_say_string_of (say, "step");
  const VigieStepDef *def = say->playbook != NULL ? vigie_playbook_step (say->playbook, key) : NULL;

  return vigie_say_labelled (say->lang, vigie_say_pick (say->lang, "Answer taken back", "Réponse reprise"),
                             def != NULL ? vigie_text_get (&def->text, say->lang) : key);
}

char *
vigie_say_confirmation (const VigieSay *say)
{
  g_autofree char *subject = vigie_say_string_of (say, "subject");
  g_autofree char *source = vigie_say_string_of (say, "source");
  g_autofree char *label = g_strdup_printf (vigie_say_pick (say->lang, "Payment of order %s confirmed", "Paiement de la commande %s confirmé"), subject);

  return vigie_say_labelled (say->lang, label, source);
}
