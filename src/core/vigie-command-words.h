/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* The words before a colon that the command line knows, in French and English. Both languages are always
 * understood, because the language of the screen says nothing about the fingers. Private to core. */

G_BEGIN_DECLS

typedef struct
{
  const char *word;         /* as one writes it: "décision" */
  const char *folded;       /* lower case without accents: "decision" */
  gboolean in_en, in_fr;    /* the languages it belongs to */
  gboolean is_milestone;    /* else a kind */
  VigieEntryKind kind;
  VigieMilestone milestone;
} VigieCommandWord;

/* All of them, kinds first; the one to propose for a thing stands before its other forms. */
const VigieCommandWord *vigie_command_words (gsize *n_words);
/* The word that is @folded, or NULL. */
const VigieCommandWord *vigie_command_word_find (const char *folded);

/* Reading a line (vigie-command.c). Each moves *@text behind what it took, and the space that follows. */
gboolean vigie_command_take_time (const char **text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec);
/* "décision:"; NULL when the line does not go on with such a word. */
const VigieCommandWord *vigie_command_take_word (const char **text);
const char *vigie_command_skip_space (const char *text);

G_END_DECLS
