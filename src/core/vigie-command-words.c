/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-command-words.h"

#include <string.h>

#define KIND(word, folded, en, fr, value) { word, folded, en, fr, FALSE, value, VIGIE_MILESTONE_STARTED }
#define TIME(word, folded, en, fr, value) { word, folded, en, fr, TRUE, VIGIE_ENTRY_ALERT, value }

static const VigieCommandWord words[] = {
  KIND ("décision", "decision", FALSE, TRUE, VIGIE_ENTRY_DECISION),
  KIND ("decision", "decision", TRUE, FALSE, VIGIE_ENTRY_DECISION),
  KIND ("action", "action", TRUE, TRUE, VIGIE_ENTRY_ACTION),
  KIND ("hypothèse", "hypothese", FALSE, TRUE, VIGIE_ENTRY_HYPOTHESIS),
  KIND ("hypothesis", "hypothesis", TRUE, FALSE, VIGIE_ENTRY_HYPOTHESIS),
  KIND ("appel", "appel", FALSE, TRUE, VIGIE_ENTRY_CALL),
  KIND ("call", "call", TRUE, FALSE, VIGIE_ENTRY_CALL),
  KIND ("à faire", "a faire", FALSE, TRUE, VIGIE_ENTRY_TODO),
  KIND ("todo", "todo", TRUE, FALSE, VIGIE_ENTRY_TODO),
  KIND ("to do", "to do", TRUE, FALSE, VIGIE_ENTRY_TODO),
  KIND ("to-do", "to-do", TRUE, FALSE, VIGIE_ENTRY_TODO),
  KIND ("note", "note", TRUE, TRUE, VIGIE_ENTRY_NOTE),

  TIME ("début", "debut", FALSE, TRUE, VIGIE_MILESTONE_STARTED),
  TIME ("started", "started", TRUE, FALSE, VIGIE_MILESTONE_STARTED),
  TIME ("détecté", "detecte", FALSE, TRUE, VIGIE_MILESTONE_DETECTED),
  TIME ("detected", "detected", TRUE, FALSE, VIGIE_MILESTONE_DETECTED),
  TIME ("pris en charge", "pris en charge", FALSE, TRUE, VIGIE_MILESTONE_RESPONDED),
  TIME ("responded", "responded", TRUE, FALSE, VIGIE_MILESTONE_RESPONDED),
  TIME ("cause trouvée", "cause trouvee", FALSE, TRUE, VIGIE_MILESTONE_DIAGNOSED),
  TIME ("diagnostiqué", "diagnostique", FALSE, TRUE, VIGIE_MILESTONE_DIAGNOSED),
  TIME ("cause found", "cause found", TRUE, FALSE, VIGIE_MILESTONE_DIAGNOSED),
  TIME ("diagnosed", "diagnosed", TRUE, FALSE, VIGIE_MILESTONE_DIAGNOSED),
  TIME ("atténué", "attenue", FALSE, TRUE, VIGIE_MILESTONE_MITIGATED),
  TIME ("mitigated", "mitigated", TRUE, FALSE, VIGIE_MILESTONE_MITIGATED),
  TIME ("rétabli", "retabli", FALSE, TRUE, VIGIE_MILESTONE_RESTORED),
  TIME ("restored", "restored", TRUE, FALSE, VIGIE_MILESTONE_RESTORED),
  TIME ("résolu", "resolu", FALSE, TRUE, VIGIE_MILESTONE_RESOLVED),
  TIME ("resolved", "resolved", TRUE, FALSE, VIGIE_MILESTONE_RESOLVED),
  TIME ("clos", "clos", FALSE, TRUE, VIGIE_MILESTONE_CLOSED),
  TIME ("closed", "closed", TRUE, FALSE, VIGIE_MILESTONE_CLOSED),
};

const VigieCommandWord *
vigie_command_words (gsize *n_words)
{
  *n_words = G_N_ELEMENTS (words);

  return words;
}

const VigieCommandWord *
vigie_command_word_find (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].folded, folded) == 0)
      return &words[i];

  return NULL;
}
