/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What differs between two texts, in words or in paragraphs. Pure. Places and lengths are in bytes of UTF-8. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_DIFF_SAME,
  VIGIE_DIFF_REMOVED, /* stands in the text before alone */
  VIGIE_DIFF_ADDED, /* stands in the text after alone */
} VigieDiffKind;

typedef struct
{
  VigieDiffKind kind;
  gsize before; /* place in the text before; of what was added, where it would stand */
  gsize after; /* place in the text after; of what was removed, where it would stand */
  gsize length_bytes;
} VigieDiffRun;

/* A stretch of whole lines, the same in both texts or another one in each (either may be empty there). */
typedef struct
{
  gboolean same;
  gsize before, before_bytes;
  gsize after, after_bytes;
} VigieDiffPiece;

/* VigieDiffRun in reading order; what was removed comes before what was added in its place. Both together are the whole of
 * both texts. Texts that hardly share a word are said to be replaced as a whole. Owned. */
GArray *vigie_diff_words (const char *before, const char *after);
/* VigieDiffPiece in order. Owned. */
GArray *vigie_diff_paragraphs (const char *before, const char *after);

G_END_DECLS
