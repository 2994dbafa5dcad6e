/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* States and faults of notices in words. */

#include "vigie-notice.h"

#include "vigie-say.h"

static const struct
{
  const char *word, *english, *french;
} states[VIGIE_N_NOTICE_STATES] = {
  [VIGIE_NOTICE_DRAFT] = { "draft", "Draft", "Brouillon" },
  [VIGIE_NOTICE_REVIEW] = { "review", "Waiting for approval", "En attente d’approbation" },
  [VIGIE_NOTICE_APPROVED] = { "approved", "Approved", "Approuvé" },
  [VIGIE_NOTICE_SENT] = { "sent", "Published", "Publié" },
  [VIGIE_NOTICE_COMPLETED] = { "completed", "Completed", "Terminé" },
  [VIGIE_NOTICE_WITHDRAWN] = { "withdrawn", "Withdrawn", "Retiré" },
};

const char *
vigie_notice_state_label (VigieNoticeState state, VigieLang lang)
{
  g_return_val_if_fail (state < VIGIE_N_NOTICE_STATES, NULL);

  return lang == VIGIE_LANG_FR ? states[state].french : states[state].english;
}

const char *
vigie_notice_state_word (VigieNoticeState state)
{
  g_return_val_if_fail (state < VIGIE_N_NOTICE_STATES, NULL);

  return states[state].word;
}

static const struct
{
  const char *english, *french;
} faults[VIGIE_N_NOTICE_FAULTS] = {
  [VIGIE_NOTICE_FAULT_NONE] = { "It counts.", "Cela compte." },
  [VIGIE_NOTICE_FAULT_VERSION] = { "It is about a text that is not of this notice.",
                                   "Cela porte sur un texte qui n’est pas de ce message." },
  [VIGIE_NOTICE_FAULT_HASH] = { "It is about another text than the one it names.",
                                "Cela porte sur un autre texte que celui qui est désigné." },
  [VIGIE_NOTICE_FAULT_EDITED] = { "The text was edited since.", "Le texte a été modifié depuis." },
  [VIGIE_NOTICE_FAULT_RIGHT] = { "The playbook gives no right to approve for this audience.",
                                 "Le playbook ne donne pas le droit d’approuver pour ce public." },
  [VIGIE_NOTICE_FAULT_HOLDER] = { "The person does not have the role it was given for.",
                                  "La personne n’a pas la fonction au titre de laquelle c’est "
                                  "donné." },
  [VIGIE_NOTICE_FAULT_OWN] = { "Nobody approves a text of their own, under another name either.",
                               "Nul n’approuve son propre texte, pas même sous un autre nom." },
  [VIGIE_NOTICE_FAULT_IN_PERSON] = { "It was recorded by somebody else, without saying who heard "
                                     "it.",
                                     "Quelqu’un d’autre l’a noté, sans dire qui l’a entendu." },
  [VIGIE_NOTICE_FAULT_HEARER] = { "Nobody hears their own approval on the telephone.",
                                  "Nul n’entend sa propre approbation au téléphone." },
  [VIGIE_NOTICE_FAULT_TWICE] = { "A deputy stands in for one approver only.",
                                 "Un suppléant ne remplace qu’une seule personne." },
  [VIGIE_NOTICE_FAULT_REFUSED] = { "A refusal stands against it.", "Un refus s’y oppose." },
  [VIGIE_NOTICE_FAULT_UNAPPROVED] = { "It went out without the approvals it needs.",
                                      "Cela est parti sans les approbations nécessaires." },
  [VIGIE_NOTICE_FAULT_UNREAD] = { "It went out before who must read it first had read it.",
                                  "Cela est parti avant la lecture préalable obligatoire." },
  [VIGIE_NOTICE_FAULT_CHANNEL] = { "It went out on a channel the text was not written for.",
                                   "Cela est parti par un canal pour lequel le texte n’est pas "
                                   "écrit." },
  [VIGIE_NOTICE_FAULT_WITHDRAWN] = { "It went out after it was withdrawn.",
                                     "Cela est parti après avoir été retiré." },
};

const char *
vigie_notice_fault_sentence (VigieNoticeFault fault, VigieLang lang)
{
  g_return_val_if_fail (fault < VIGIE_N_NOTICE_FAULTS, NULL);

  return lang == VIGIE_LANG_FR ? faults[fault].french : faults[fault].english;
}

static const char *
channel_title (const VigiePlaybook *playbook, const char *id, VigieLang lang)
{
  const VigieChannel *channel = playbook != NULL ? vigie_playbook_channel (playbook, id) : NULL;

  return channel != NULL ? vigie_text_get (&channel->title, lang) : id;
}

char *
vigie_notice_title (const VigieNotice *notice, const VigiePlaybook *playbook, VigieLang lang)
{
  const VigieAudience *audience;
  const VigieTemplate *template;

  g_return_val_if_fail (notice != NULL, NULL);

  template = playbook != NULL && notice->version->template_id != NULL
                 ? vigie_playbook_template (playbook, notice->version->template_id)
                 : NULL;
  if (template != NULL)
    return g_strdup (vigie_text_get (&template->title, lang));
  audience = playbook != NULL ? vigie_playbook_audience (playbook, notice->version->audience)
                              : NULL;

  return g_strdup_printf ("%s · %s",
                          audience != NULL ? vigie_text_get (&audience->title, lang)
                                           : notice->version->audience,
                          channel_title (playbook, notice->version->channels[0], lang));
}
