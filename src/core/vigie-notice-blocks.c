/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headings and lists by the way people type them. Markdown was considered: nobody types it at three in the morning, and what it
 * does to an asterisk or an underscore would surprise. */

#include "vigie-notice-blocks.h"

#include <string.h>

#define MAX_HEADING_CHARS 60

static void
block_free (gpointer data)
{
  VigieNoticeBlock *block = data;

  g_ptr_array_unref (block->lines);
  g_free (block);
}

/* Behind the mark of an item, or NULL: “- ”, “• ”, “* ”. */
static const char *
bullet_text (const char *line)
{
  if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* "))
    return line + 2;

  return g_str_has_prefix (line, "• ") ? line + strlen ("• ") : NULL;
}

/* Behind “1. ” or “1) ”, or NULL; only the number that comes next makes an item. */
static const char *
number_text (const char *line, guint next)
{
  g_autofree char *point = g_strdup_printf ("%u. ", next);
  g_autofree char *bracket = g_strdup_printf ("%u) ", next);

  return g_str_has_prefix (line, point) || g_str_has_prefix (line, bracket) ? line + strlen (point) : NULL;
}

static gboolean
is_heading (const char *line, const char *next)
{
  gsize length = strlen (line);

  return next != NULL && *next != '\0' && length > 0 && g_unichar_isupper (g_utf8_get_char (line)) &&
         strchr (".!?,;:", line[length - 1]) == NULL && g_utf8_strlen (line, -1) <= MAX_HEADING_CHARS;
}

static VigieNoticeBlock *
last_of (GPtrArray *blocks)
{
  return blocks->len > 0 ? blocks->pdata[blocks->len - 1] : NULL;
}

/* Adds @text to the last block if that is of @kind and goes on, else to a new one. */
static void
put (GPtrArray *blocks, VigieNoticeBlockKind kind, gboolean goes_on, const char *text)
{
  VigieNoticeBlock *block = last_of (blocks);

  if (block == NULL || block->kind != kind || !goes_on)
    {
      block = g_new0 (VigieNoticeBlock, 1);
      block->kind = kind;
      block->lines = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (blocks, block);
    }
  g_ptr_array_add (block->lines, g_strdup (text));
}

static guint
next_number (GPtrArray *blocks, gboolean goes_on)
{
  const VigieNoticeBlock *block = last_of (blocks);

  return block != NULL && goes_on && block->kind == VIGIE_NOTICE_BLOCK_NUMBERS ? block->lines->len + 1 : 1;
}

static void
put_line (GPtrArray *blocks, const char *line, const char *next, gboolean goes_on)
{
  const char *bullet = bullet_text (line);
  const char *number = number_text (line, next_number (blocks, goes_on));

  if (bullet != NULL && *bullet != '\0')
    put (blocks, VIGIE_NOTICE_BLOCK_BULLETS, goes_on, bullet);
  else if (number != NULL && *number != '\0')
    put (blocks, VIGIE_NOTICE_BLOCK_NUMBERS, goes_on, number);
  else if (!goes_on && is_heading (line, next))
    put (blocks, VIGIE_NOTICE_BLOCK_HEADING, FALSE, line);
  else
    put (blocks, VIGIE_NOTICE_BLOCK_PARAGRAPH, goes_on, line);
}

GPtrArray *
vigie_notice_blocks (const char *body)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);
  g_auto(GStrv) lines = g_strsplit (body, "\n", -1);
  gboolean goes_on = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0')
        put_line (blocks, lines[i], lines[i + 1], goes_on);
      goes_on = lines[i][0] != '\0';
    }

  return blocks;
}
