/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Finding a quoted passage again in a text that was edited since. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_PASSAGE_EXACT, /* word for word */
  VIGIE_PASSAGE_NEAR, /* most of its words, in their order */
  VIGIE_PASSAGE_GONE,
} VigiePassageMatch;

/* @text, @quote: UTF-8; @hint_chars: where the quote began, -1 if nobody knows. The places are in characters and set unless
 * the passage is gone (or the quote is empty); either pointer may be NULL. Of several places the one nearest to the hint. */
VigiePassageMatch vigie_passage_find (const char *text,
                                      const char *quote,
                                      glong hint_chars,
                                      glong *start_chars,
                                      glong *end_chars);

G_END_DECLS
