/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "vigie-json.h"

/* For siblings in core that copy decoded strings into a block of their own, and what reader and writer share. */

G_BEGIN_DECLS

/* Bytes that vigie_json_copy_string() may write for @node, the final NUL included; 0 if no string. */
gsize vigie_json_copy_bound (const VigieJson *json, VigieJsonNode node);
/* Writes the decoded string and a NUL to @out; returns the place after the NUL. */
char *vigie_json_copy_string (const VigieJson *json, VigieJsonNode node, char *out);

gsize vigie_json_sequence_length (const char *at, const char *end);

/* Eight bytes at a time. The marks are high bits; borrows may also mark bytes above one that is marked
 * rightly, but the lowest mark is always right. */
#define VIGIE_JSON_ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define VIGIE_JSON_HIGHS G_GUINT64_CONSTANT (0x8080808080808080)
#define VIGIE_JSON_ZEROS(word) (((word) - VIGIE_JSON_ONES) & ~(word) & VIGIE_JSON_HIGHS)

static inline guint64
vigie_json_word (const char *at)
{
  guint64 word;

  memcpy (&word, at, 8);
  return GUINT64_FROM_LE (word);
}

/* Moves over bytes that need no look: ASCII without quotes, backslashes and controls. */
static inline const char *
vigie_json_skip_plain (const char *at, const char *end)
{
  for (; end - at >= 8; at += 8)
    {
      guint64 word = vigie_json_word (at);
      guint64 stops = VIGIE_JSON_ZEROS (word ^ (VIGIE_JSON_ONES * '"')) | VIGIE_JSON_ZEROS (word ^ (VIGIE_JSON_ONES * '\\'))
                      | (((word - VIGIE_JSON_ONES * 0x20) | word) & VIGIE_JSON_HIGHS);

      if (stops != 0)
        return at + __builtin_ctzll (stops) / 8;
    }
  while (at < end && (guchar) *at >= 0x20 && (guchar) *at < 0x80 && *at != '"' && *at != '\\')
    at++;

  return at;
}

G_END_DECLS
