/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report as one HTML file with its style inside, no script, nothing fetched: it can be mailed, printed
 * and read ten years from now. Every text is escaped; there is no way for it to become markup. */

#include "vigie-document.h"

#include "vigie-text-show.h"

static const char style[] =
  "body{font:16px/1.5 system-ui,sans-serif;color:#1d2126;background:#fff;max-width:52rem;margin:2rem auto;padding:0 1rem}"
  "h1{font-size:1.7rem;margin:0}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid #d8d5ce;padding-bottom:.2rem}"
  "h3{font-size:1rem;margin:1.2rem 0 .3rem}.sub{font-size:1.15rem;color:#545b63;margin:.2rem 0 1rem}"
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}dt{color:#545b63}dd{margin:0;font-weight:600}"
  "table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;"
  "border-bottom:1px solid #d8d5ce}th{color:#545b63;font-weight:600}p,li,td,dd{white-space:pre-wrap;overflow-wrap:anywhere}"
  "td:first-child{font-variant-numeric:tabular-nums}.missing{color:#7a4300}.missing::before{content:'? ';font-weight:700}"
  "footer{margin-top:2.5rem;border-top:1px solid #d8d5ce;font-size:.85rem}footer dd{font-weight:400}"
  "@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}";

static void
append_text (GString *out, const char *text)
{
  g_autofree char *shown = vigie_text_show_isolated (text);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  g_string_append (out, escaped);
}

static void
append_element (GString *out, const char *open, const char *text, const char *close)
{
  g_string_append (out, open);
  append_text (out, text);
  g_string_append (out, close);
}

static void
append_fields (GString *out, GPtrArray *rows)
{
  g_string_append (out, "<dl>");
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv field = g_ptr_array_index (rows, i);

      append_element (out, "<dt>", field[0], "</dt>");
      append_element (out, "<dd>", field[1], "</dd>\n");
    }
  g_string_append (out, "</dl>\n");
}

static void
append_table (GString *out, GPtrArray *rows)
{
  g_string_append (out, "<table>\n");
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (rows, i);

      g_string_append (out, i == 0 ? "<thead><tr>" : "<tr>");
      for (guint j = 0; cells[j] != NULL; j++)
        append_element (out, i == 0 ? "<th scope=\"col\">" : "<td>", cells[j], i == 0 ? "</th>" : "</td>");
      g_string_append (out, i == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
append_list (GString *out, GPtrArray *rows)
{
  guint depth = 0;

  g_string_append (out, "<ul>\n");
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv item = g_ptr_array_index (rows, i);
      guint wanted = MIN (vigie_report_list_depth (item), depth + (i > 0 ? 1 : 0));

      if (i > 0 && wanted <= depth)
        g_string_append (out, "</li>\n");
      for (; depth > wanted; depth--)
        g_string_append (out, "</ul></li>\n");
      for (; depth < wanted; depth++)
        g_string_append (out, "\n<ul>\n");
      append_element (out, "<li>", item[0], "");
    }
  if (rows->len > 0)
    g_string_append (out, "</li>\n");
  for (; depth > 0; depth--)
    g_string_append (out, "</ul></li>\n");
  g_string_append (out, "</ul>\n");
}

static void
append_block (GString *out, const VigieBlock *block)
{
  switch (block->type)
    {
    case VIGIE_BLOCK_PARAGRAPH:
      append_element (out, "<p>", block->text, "</p>\n");
      break;
    case VIGIE_BLOCK_HEADING:
      append_element (out, "<h3>", block->text, "</h3>\n");
      break;
    case VIGIE_BLOCK_MISSING:
      append_element (out, "<p class=\"missing\">", block->text, "</p>\n");
      break;
    case VIGIE_BLOCK_FIELDS:
      append_fields (out, block->rows);
      break;
    case VIGIE_BLOCK_TABLE:
      append_table (out, block->rows);
      break;
    case VIGIE_BLOCK_LIST:
      append_list (out, block->rows);
      break;
    }
}

static void
append_part (GString *out, const VigieReportPart *part, guint number)
{
  g_string_append_printf (out, "<section id=\"%s\">\n<h2>%u. ", part->id, number);
  append_text (out, part->title);
  g_string_append (out, "</h2>\n");
  for (guint i = 0; i < part->blocks->len; i++)
    append_block (out, g_ptr_array_index (part->blocks, i));
  g_string_append (out, "</section>\n");
}

char *
vigie_html_from_report (const VigieReport *report)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n");

  g_string_append_printf (out, "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n",
                          vigie_lang_to_word (report->lang));
  append_element (out, "<title>", report->title, "</title>\n");
  g_string_append_printf (out, "<style>%s</style>\n</head>\n<body>\n<header>\n", style);
  append_element (out, "<h1>", report->title, "</h1>\n");
  append_element (out, "<p class=\"sub\">", report->subtitle, "</p>\n");
  append_fields (out, report->head);
  g_string_append (out, "</header>\n<main>\n");
  for (guint i = 0; i < report->parts->len; i++)
    append_part (out, g_ptr_array_index (report->parts, i), i + 1);
  g_string_append (out, "</main>\n<footer>\n");
  append_fields (out, report->foot);
  g_string_append (out, "</footer>\n</body>\n</html>\n");

  return g_string_free (out, FALSE);
}
