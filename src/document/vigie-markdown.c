/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report in Markdown (CommonMark with tables). Only what would change meaning is escaped, so that the
 * text stays as people wrote it: "disk < 5% & rising" needs no backslash, "<b>" and "*urgent*" do. */

#include "vigie-document.h"

#include <string.h>

#include "vigie-text-show.h"

static gboolean
opens_tag (const char *p)
{
  return g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?';
}

static gboolean
opens_entity (const char *p)
{
  const char *end = strchr (p, ';');

  return end != NULL && end - p < 34 && (p[1] == '#' || g_ascii_isalpha (p[1]));
}

static gboolean
is_inside_word (const char *start, const char *p)
{
  return p > start && g_ascii_isalnum (p[-1]) && g_ascii_isalnum (p[1]);
}

/* Signs that mean something only at the start of a line. */
static gboolean
starts_block (const char *p)
{
  return strchr ("#>+-=~", *p) != NULL;
}

static gboolean
needs_escape (const char *start, const char *p)
{
  switch (*p)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
      return TRUE;
    case '_':
      return !is_inside_word (start, p);
    case '<':
      return opens_tag (p);
    case '&':
      return opens_entity (p);
    case '|':
      return TRUE;
    default:
      return FALSE;
    }
}

/* "12. text" would become a list: its dot is escaped. */
static gboolean
ends_list_number (const char *line, const char *p)
{
  if ((*p != '.' && *p != ')') || p == line || p - line > 9)
    return FALSE;
  for (const char *q = line; q < p; q++)
    if (!g_ascii_isdigit (*q))
      return FALSE;

  return TRUE;
}

/* Some readers make a link of a bare address. */
static gboolean
begins_address (const char *start, const char *p)
{
  return (*p == '/' && p > start && p[-1] == ':' && p[1] == '/') || (*p == '.' && p - start >= 3 && g_ascii_strncasecmp (p - 3, "www", 3) == 0);
}

static void
append_escaped (GString *out, const char *given, const char *line_end)
{
  g_autofree char *text = vigie_text_show_isolated (given);
  const char *line = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        {
          g_string_append (out, line_end);
          line = p + 1;
          continue;
        }
      if (needs_escape (text, p) || begins_address (text, p) || (p == line && starts_block (p)) || ends_list_number (line, p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_row (GString *out, GStrv cells)
{
  g_string_append (out, "|");
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_string_append_c (out, ' ');
      append_escaped (out, cells[i], "<br>");
      g_string_append (out, " |");
    }
  g_string_append_c (out, '\n');
}

static void
append_table (GString *out, const VigieBlock *block)
{
  for (guint i = 0; i < block->rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (block->rows, i);

      append_row (out, cells);
      if (i > 0)
        continue;
      g_string_append (out, "|");
      for (guint j = 0; cells[j] != NULL; j++)
        g_string_append (out, " --- |");
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_fields (GString *out, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv field = g_ptr_array_index (rows, i);

      g_string_append (out, "- **");
      append_escaped (out, field[0], " ");
      g_string_append (out, "** · ");
      append_escaped (out, field[1], "  \n  ");
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_list (GString *out, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv item = g_ptr_array_index (rows, i);

      guint indent = 2 * vigie_report_list_depth (item);
      g_autofree char *line_end = g_strdup_printf ("  \n%*s", (int) indent + 2, "");

      g_string_append_printf (out, "%*s- ", (int) indent, "");
      append_escaped (out, item[0], line_end);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
}

static void
append_block (GString *out, const VigieBlock *block)
{
  switch (block->type)
    {
    case VIGIE_BLOCK_TABLE:
      append_table (out, block);
      return;
    case VIGIE_BLOCK_FIELDS:
      append_fields (out, block->rows);
      return;
    case VIGIE_BLOCK_LIST:
      append_list (out, block->rows);
      return;
    case VIGIE_BLOCK_HEADING:
      g_string_append (out, "### ");
      break;
    case VIGIE_BLOCK_MISSING:
      g_string_append (out, "_");
      append_escaped (out, block->text, " ");
      g_string_append (out, "_\n\n");
      return;
    case VIGIE_BLOCK_PARAGRAPH:
      break;
    }
  append_escaped (out, block->text, "  \n");
  g_string_append (out, "\n\n");
}

char *
vigie_markdown_from_report (const VigieReport *report)
{
  GString *out = g_string_new ("# ");

  append_escaped (out, report->title, " ");
  g_string_append (out, "\n\n**");
  append_escaped (out, report->subtitle, " ");
  g_string_append (out, "**\n\n");
  append_fields (out, report->head);
  for (guint i = 0; i < report->parts->len; i++)
    {
      const VigieReportPart *part = g_ptr_array_index (report->parts, i);

      g_string_append_printf (out, "## %u. ", i + 1);
      append_escaped (out, part->title, " ");
      g_string_append (out, "\n\n");
      for (guint j = 0; j < part->blocks->len; j++)
        append_block (out, g_ptr_array_index (part->blocks, j));
    }
  g_string_append (out, "---\n\n");
  append_fields (out, report->foot);

  return g_string_free (out, FALSE);
}
