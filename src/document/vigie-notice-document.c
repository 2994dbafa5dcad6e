/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice as HTML and as plain text, twins of one another. */

#include "vigie-notice-document.h"

#include "vigie-notice-blocks.h"
#include "vigie-text-show.h"

static void
append_text (GString *out, const char *text)
{
  g_autofree char *shown = vigie_text_show_isolated (text);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  g_string_append (out, escaped);
}

static void
append_element (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "<%s>", name);
  append_text (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
append_lines (GString *out, GPtrArray *lines)
{
  g_string_append (out, "<p>");
  for (guint i = 0; i < lines->len; i++)
    {
      if (i > 0)
        g_string_append (out, "<br>\n");
      append_text (out, lines->pdata[i]);
    }
  g_string_append (out, "</p>\n");
}

static void
append_items (GString *out, const char *list, GPtrArray *lines)
{
  g_string_append_printf (out, "<%s>\n", list);
  for (guint i = 0; i < lines->len; i++)
    append_element (out, "li", lines->pdata[i]);
  g_string_append_printf (out, "</%s>\n", list);
}

static void
append_block (GString *out, const VigieNoticeBlock *block)
{
  switch (block->kind)
    {
    case VIGIE_NOTICE_BLOCK_HEADING:
      append_element (out, "h2", block->lines->pdata[0]);
      break;
    case VIGIE_NOTICE_BLOCK_BULLETS:
      append_items (out, "ul", block->lines);
      break;
    case VIGIE_NOTICE_BLOCK_NUMBERS:
      append_items (out, "ol", block->lines);
      break;
    case VIGIE_NOTICE_BLOCK_PARAGRAPH:
    default:
      append_lines (out, block->lines);
      break;
    }
}

char *
vigie_notice_html (const VigieNoticeDocument *document)
{
  g_autoptr(GPtrArray) blocks = vigie_notice_blocks (document->body);
  GString *out = g_string_new ("<!DOCTYPE html>\n");

  g_string_append_printf (out, "<html lang=\"%s\"><head><meta charset=\"utf-8\">", vigie_lang_to_word (document->lang));
  if (document->subject != NULL)
    append_element (out, "title", document->subject);
  g_string_append (out, "<style>h2{font-size:1.1em;margin:1.2em 0 .2em}p,ul,ol{margin:.4em 0 .8em}p,li{overflow-wrap:anywhere}</style></head>\n"
                        "<body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em\">\n");
  for (guint i = 0; i < blocks->len; i++)
    append_block (out, blocks->pdata[i]);
  if (document->reference != NULL && *document->reference != '\0')
    append_element (out, "p", document->reference);
  g_string_append (out, "</body></html>\n");
  /* HTML 4, which some mail programs read, does not know the name. */
  g_string_replace (out, "&apos;", "&#39;", 0);

  return g_string_free (out, FALSE);
}

static void
append_plain (GString *out, const VigieNoticeBlock *block)
{
  for (guint i = 0; i < block->lines->len; i++)
    {
      g_autofree char *shown = vigie_text_show_isolated (block->lines->pdata[i]);

      if (block->kind == VIGIE_NOTICE_BLOCK_BULLETS)
        g_string_append (out, "- ");
      else if (block->kind == VIGIE_NOTICE_BLOCK_NUMBERS)
        g_string_append_printf (out, "%u. ", i + 1);
      g_string_append_printf (out, "%s\n", shown);
    }
}

char *
vigie_notice_plain (const VigieNoticeDocument *document)
{
  g_autoptr(GPtrArray) blocks = vigie_notice_blocks (document->body);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const VigieNoticeBlock *before = i > 0 ? blocks->pdata[i - 1] : NULL;

      if (before != NULL && before->kind != VIGIE_NOTICE_BLOCK_HEADING)
        g_string_append_c (out, '\n');
      append_plain (out, blocks->pdata[i]);
    }
  if (document->reference != NULL && *document->reference != '\0')
    {
      g_autofree char *shown = vigie_text_show_isolated (document->reference);

      g_string_append_printf (out, "\n%s\n", shown);
    }

  return g_string_free (out, FALSE);
}
