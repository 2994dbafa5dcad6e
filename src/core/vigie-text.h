/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"

/* Texts: the bilingual pair of the playbook, cleaning of what people typed, folding for search. */

G_BEGIN_DECLS

typedef struct
{
  char *en;
  char *fr;
} VigieText;

const char *vigie_text_get (const VigieText *text, VigieLang lang); /* never NULL; the other language if one is missing */
void vigie_text_clear (VigieText *text);

/* Takes what a person or a file gave: must be UTF-8 without NUL and at most VIGIE_TEXT_MAX_BYTES,
 * else INVALID / TOO_LARGE. Keeps every byte. Owned. */
char *vigie_text_clean (const char *text, gssize length_bytes, GError **error);
/* The same, for a title or a name: no white space at its ends, at most @max_chars, and something to
 * see in it (else one sentence that names @what). */
char *vigie_text_clean_line (const char *text, const char *what, guint max_chars, GError **error);
/* The same, for the author of an event, who is read back by other devices: besides, no control, line
 * end or sign that turns the reading direction round. */
char *vigie_text_clean_author (const char *text, const char *what, guint max_chars, GError **error);
gboolean vigie_text_is_author (const char *text);
char *vigie_text_escape_markup (const char *text);   /* for Pango; owned */
char *vigie_text_fold (const char *text);            /* lower case, accents dropped: for search; owned */
char *vigie_text_first_line (const char *text, guint max_chars); /* for rows; "…" when cut; owned */
/* French typography for display and documents: thin and no-break spaces, digit groups. Not for code. */
char *vigie_text_number (gint64 value, VigieLang lang); /* 4 850 000 / 4,850,000; owned */

G_END_DECLS
