/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-incident.h"

/* What reads as blame or says too little in a section of the report, while it is written. Advice: nothing is ever stopped
 * by it, and who writes may wave a hint aside. Pure: the same text and names give the same hints. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_HINT_BLAME, /* a person where the reader looks for a cause */
  VIGIE_HINT_HINDSIGHT, /* what somebody should have done, or must have known */
  VIGIE_HINT_VAGUE, /* when, how many, what: not said */
  VIGIE_HINT_FIGURE, /* a measure without its figure */
  VIGIE_N_HINT_KINDS
} VigieHintKind;

typedef struct
{
  const char *rule; /* stable: "named-cause", "vague-time"; static */
  VigieHintKind kind;
  glong start_chars, end_chars;
  char *words; /* as they are written */
  const char *reason; /* in the language of the screen; static */
  const char *proposal; /* a wording, in the language of the text; static */
  char *key; /* the same words in the same sentence have the same: for waving it aside */
} VigieHint;

/* @names: as people are called, NULL-terminated, or NULL. VigieHint *, in the order of the text, at most 100 of them. Owned. */
GPtrArray *vigie_hints_find (const char *text, VigieLang lang, const char *const *names);
/* Who may be named: on the roster, authors, and persons of the directory (nullable). Owned. */
GStrv vigie_hints_names (const VigieIncident *incident, const VigieDirectory *directory);
/* @waved: keys, one a line; NULL: none. */
gboolean vigie_hint_is_waved (const VigieHint *hint, const char *waved);
const char *
vigie_hint_kind_label (VigieHintKind kind); /* "Blame", in the language of the screen; static */

G_END_DECLS
