/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stages, lists and faults of a post-mortem: their words of the contract, and what people read. */

#include "vigie-post-mortem-private.h"

#include "vigie-say.h"

static const struct
{
  const char *word, *english, *french;
} stages[VIGIE_N_POST_MORTEM_STAGES] = {
  [VIGIE_POST_MORTEM_NONE] = { "none", "None", "Aucun" },
  [VIGIE_POST_MORTEM_RESOLVED] = { "resolved", "Resolved", "Résolu" },
  [VIGIE_POST_MORTEM_DOCUMENTING] = { "documenting", "Documenting", "Rédaction" },
  [VIGIE_POST_MORTEM_REVIEWING] = { "reviewing", "Review", "Relecture" },
  [VIGIE_POST_MORTEM_PUBLISHED] = { "published", "Published", "Publié" },
  [VIGIE_POST_MORTEM_FOLLOWED_UP] = { "followed-up", "Followed up", "Suivi terminé" },
};

static const struct
{
  const char *word, *english, *french;
} lists[VIGIE_N_POST_MORTEM_LISTS] = {
  [VIGIE_POST_MORTEM_TEAM] = { "team", "Team", "Équipe" },
  [VIGIE_POST_MORTEM_MANAGEMENT] = { "management", "Management", "Direction" },
  [VIGIE_POST_MORTEM_EVERYBODY] = { "everybody", "Everybody", "Tout le monde" },
};

static const struct
{
  const char *english, *french;
} faults[] = {
  [VIGIE_POST_MORTEM_FAULT_NONE] = { "", "" },
  [VIGIE_POST_MORTEM_FAULT_EDITED] = { "The text was edited since.",
                                       "Le texte a été modifié depuis." },
  [VIGIE_POST_MORTEM_FAULT_IN_PERSON] = { "Recorded by somebody else than the signer.",
                                          "Consigné par quelqu’un d’autre que le signataire." },
  [VIGIE_POST_MORTEM_FAULT_WITHDRAWN] = { "Taken back.", "Retirée." },
  [VIGIE_POST_MORTEM_FAULT_REOPENED] = { "From before the incident was reopened.",
                                         "D’avant la réouverture de l’incident." },
  [VIGIE_POST_MORTEM_FAULT_UNSIGNED] = { "Published without the signature of somebody who wrote "
                                         "none of it.",
                                         "Publié sans la signature de quelqu’un qui n’en a rien "
                                         "écrit." },
};

static const char *const gap_words[] = {
  "schedule", "meeting", "milestone", "message", "section",   "cause",
  "action",   "comment", "conflict",  "review",  "signature", "publication",
};

const char *
vigie_post_mortem_stage_to_word (VigiePostMortemStage stage)
{
  g_return_val_if_fail ((guint) stage < VIGIE_N_POST_MORTEM_STAGES, NULL);

  return stages[stage].word;
}

const char *
vigie_post_mortem_stage_label (VigiePostMortemStage stage, VigieLang lang)
{
  g_return_val_if_fail ((guint) stage < VIGIE_N_POST_MORTEM_STAGES, NULL);

  return vigie_say_pick (lang, stages[stage].english, stages[stage].french);
}

const char *
vigie_post_mortem_list_to_word (VigiePostMortemList list)
{
  g_return_val_if_fail ((guint) list < VIGIE_N_POST_MORTEM_LISTS, NULL);

  return lists[list].word;
}

gboolean
vigie_post_mortem_list_from_word (const char *word, VigiePostMortemList *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  for (guint i = 0; i < VIGIE_N_POST_MORTEM_LISTS; i++)
    {
      if (g_strcmp0 (word, lists[i].word) == 0)
        {
          *out = i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
vigie_post_mortem_list_label (VigiePostMortemList list, VigieLang lang)
{
  g_return_val_if_fail ((guint) list < VIGIE_N_POST_MORTEM_LISTS, NULL);

  return vigie_say_pick (lang, lists[list].english, lists[list].french);
}

const char *
vigie_post_mortem_fault_sentence (VigiePostMortemFault fault, VigieLang lang)
{
  g_return_val_if_fail ((guint) fault < G_N_ELEMENTS (faults), NULL);

  return vigie_say_pick (lang, faults[fault].english, faults[fault].french);
}

const char *
vigie_post_mortem_none_sentence (const VigiePostMortem *post_mortem, VigieLang lang)
{
  g_return_val_if_fail (post_mortem != NULL, NULL);

  if (post_mortem->cancelled)
    return vigie_say_pick (lang, "It was cancelled: there is nothing to look back on.",
                           "Il a été annulé\302\240: il n’y a pas de retour d’expérience à faire.");
  if (post_mortem->follows)
    return vigie_say_pick (
        lang, "It was declared twice: the post-mortem is held in the incident that leads.",
        "Il a été déclaré deux fois\302\240: le retour d’expérience se fait dans l’incident qui "
        "mène.");

  return vigie_say_pick (lang, "The post-mortem begins when the incident is resolved.",
                         "Le retour d’expérience commence à la résolution de l’incident.");
}

const char *
vigie_gap_kind_to_word (VigieGapKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (gap_words), NULL);

  return gap_words[kind];
}
