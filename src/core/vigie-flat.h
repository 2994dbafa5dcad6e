/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A text made flat for searching: no accents, plain spaces, apostrophes, quotes and dashes, one byte a sign; each byte
 * knows the place in the text that it came from. Private to core. */

G_BEGIN_DECLS

#define VIGIE_FLAT_LETTER '\1'  /* a letter of another script */
#define VIGIE_FLAT_SIGN   '\2'  /* any other sign */
#define VIGIE_FLAT_BOX    '\3'  /* an empty box to tick */
#define VIGIE_FLAT_TICK   '\4'  /* a ticked or crossed one */

typedef struct
{
  const char *text;       /* borrowed */
  char *cased;            /* as written */
  char *lower;            /* the same in lower case: same places */
  gsize length;
  guint *at_bytes;        /* @length + 1 places in @text */
} VigieFlat;

/* A pattern, compiled when it is first used. Written for the flat form. */
typedef struct
{
  const char *pattern;
  GRegex *regex;
} VigiePattern;

/* @start and @end of a find, in the flat form. */
typedef struct
{
  int start, end;
} VigieFlatSpan;

/* @text must live as long. Owned. */
VigieFlat *vigie_flat_new (const char *text);
void vigie_flat_free (VigieFlat *flat);
/* The next find of @pattern from *@from on in the lower-case form (@cased: as written); *@from moves behind it. */
gboolean vigie_flat_next (const VigieFlat *flat, VigiePattern *pattern, gboolean cased, int *from, VigieFlatSpan *out);
gboolean vigie_flat_has (const VigieFlat *flat, VigiePattern *pattern);
/* Is there a find within @span? */
gboolean vigie_flat_has_within (const VigieFlat *flat, VigiePattern *pattern, VigieFlatSpan span);
GRegex *vigie_pattern_regex (VigiePattern *pattern);
/* The sentence around @span; a line end ends one, and what @stops names does. */
VigieFlatSpan vigie_flat_around (const VigieFlat *flat, VigieFlatSpan span, const char *stops);
VigieFlatSpan vigie_flat_line (const VigieFlat *flat, VigieFlatSpan span);
/* @span with the whole of its last word: a pattern may end inside one. */
VigieFlatSpan vigie_flat_whole_word (const VigieFlat *flat, VigieFlatSpan span);
/* The text as it was written. Owned. */
char *vigie_flat_slice (const VigieFlat *flat, VigieFlatSpan span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieFlat, vigie_flat_free)

G_END_DECLS
