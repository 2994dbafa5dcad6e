/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a block of the report looks on screen. Small tables are grids; a table with many rows, and any
 * long text, becomes a text view, because hundreds of wrapped labels (or one very long one) stop the
 * window for seconds. A missing line keeps its words and gets a shape, so that it is seen in grey. */

#include "vigie-report-blocks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-long-text.h"
#include "vigie-text-ui.h"

#define LABEL_MAX_CHARS 480
#define GRID_MAX_ROWS 60
#define NARROW_MAX_CHARS 28
#define LONG_TABLE_HEIGHT_PX 420
#define HANGING_INDENT_PX 190

/* ---- Text ---- */

static GtkWidget *
read_only_view_new (const char *text)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  vigie_long_text_fill (GTK_TEXT_VIEW (view), text);

  return view;
}

static GtkWidget *
in_frame (GtkWidget *view, int height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_size_request (scrolled, -1, height);
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scrolled, "card");

  return scrolled;
}

GtkWidget *
vigie_report_text_new (const char *text, const char *css_class)
{
  GtkWidget *widget;

  if (g_utf8_strlen (text, -1) > LABEL_MAX_CHARS)
    return in_frame (read_only_view_new (text), 160);
  widget = vigie_paragraph_new (text, css_class);
  gtk_label_set_selectable (GTK_LABEL (widget), TRUE);

  return widget;
}

static GtkWidget *
missing_new (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = vigie_icon_new ("vigie-question-disc-symbolic", "soon-text");
  GtkWidget *label = vigie_paragraph_new (text, "small soon-text");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* ---- Lists and fields ---- */

static GtkWidget *
list_new (GPtrArray *rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  if (rows->len > GRID_MAX_ROWS)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint i = 0; i < rows->len; i++)
        g_string_append_printf (text, "– %s\n", ((GStrv) rows->pdata[i])[0]);
      gtk_box_append (GTK_BOX (box), in_frame (read_only_view_new (text->str), LONG_TABLE_HEIGHT_PX));
      return box;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *text = vigie_report_text_new (((GStrv) rows->pdata[i])[0], "small");
      GtkWidget *dash = vigie_label_new ("–", "dim");

      gtk_widget_set_margin_start (row, 18 * (int) MIN (vigie_report_list_depth (rows->pdata[i]), 10));
      gtk_widget_set_valign (dash, GTK_ALIGN_START);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_box_append (GTK_BOX (row), dash);
      gtk_box_append (GTK_BOX (row), text);
      gtk_box_append (GTK_BOX (box), row);
    }

  return box;
}

GtkWidget *
vigie_report_fields_new (GPtrArray *rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "card-list");
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv pair = rows->pdata[i];
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *name = vigie_paragraph_new (pair[0], "small dim");
      GtkWidget *value = vigie_report_text_new (pair[1] != NULL ? pair[1] : "", "small num strong");

      gtk_label_set_width_chars (GTK_LABEL (name), 22);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 22);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_widget_add_css_class (row, "derive-row");
      if (i > 0)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_widget_set_valign (value, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), name);
      gtk_box_append (GTK_BOX (row), value);
      gtk_box_append (GTK_BOX (box), row);
    }

  return box;
}

/* ---- Tables ---- */

static gboolean
is_narrow (GPtrArray *rows, guint column)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv cells = rows->pdata[i];

      if (column < g_strv_length (cells) && g_utf8_strlen (cells[column], -1) > NARROW_MAX_CHARS)
        return FALSE;
    }

  return TRUE;
}

static GtkWidget *
cell_new (const char *text, gboolean head, gboolean narrow)
{
  GtkWidget *cell;

  if (head)
    cell = vigie_label_new (text, "caption strong dim");
  else if (narrow)
    cell = vigie_label_new (text, "small num");
  else
    cell = vigie_report_text_new (text, "small");
  gtk_widget_set_hexpand (cell, !narrow);
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  gtk_widget_set_margin_top (cell, 6);
  gtk_widget_set_margin_bottom (cell, 6);
  /* A narrow column keeps its words whole: it is what the others are read by. */
  if (narrow && GTK_IS_LABEL (cell))
    gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_NONE);

  return cell;
}

static GtkWidget *
grid_new (GPtrArray *rows)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n_columns = rows->len > 0 ? g_strv_length (rows->pdata[0]) : 0;
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_widget_add_css_class (grid, "card");
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv cells = rows->pdata[i];

      if (i > 0)
        gtk_grid_attach (GTK_GRID (grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, line++, (int) n_columns, 1);
      for (guint j = 0; j < n_columns && cells[j] != NULL; j++)
        {
          GtkWidget *cell = cell_new (cells[j], i == 0, is_narrow (rows, j));

          if (j == 0)
            gtk_widget_set_margin_start (cell, 14);
          if (j + 1 == n_columns)
            gtk_widget_set_margin_end (cell, 14);
          gtk_grid_attach (GTK_GRID (grid), cell, (int) j, line, 1, 1);
        }
      line++;
    }

  return grid;
}

/* The first cell before a tab, the others after it; wrapped lines hang under the second. */
static GtkWidget *
long_table_new (GPtrArray *rows)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(PangoTabArray) tabs = pango_tab_array_new_with_positions (1, TRUE, PANGO_TAB_LEFT, HANGING_INDENT_PX);
  GtkWidget *view;

  for (guint i = 0; i < rows->len; i++)
    {
      GStrv cells = rows->pdata[i];

      for (guint j = 0; cells[j] != NULL; j++)
        {
          g_autofree char *line = g_strdelimit (g_strdup (cells[j]), "\n\t", ' ');

          if (*line != '\0')
            g_string_append_printf (text, "%s%s", j == 0 ? "" : j == 1 ? "\t" : " · ", line);
        }
      g_string_append_c (text, '\n');
    }
  view = read_only_view_new (text->str);
  gtk_text_view_set_tabs (GTK_TEXT_VIEW (view), tabs);
  gtk_text_view_set_indent (GTK_TEXT_VIEW (view), -HANGING_INDENT_PX);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 3);

  return in_frame (view, LONG_TABLE_HEIGHT_PX);
}

/* ---- Blocks ---- */

GtkWidget *
vigie_report_block_new (const VigieBlock *block)
{
  GtkWidget *widget;

  switch (block->type)
    {
    case VIGIE_BLOCK_HEADING:
      widget = vigie_label_new (block->text, "heading");
      gtk_widget_set_margin_top (widget, 6);
      return widget;
    case VIGIE_BLOCK_FIELDS:
      return vigie_report_fields_new (block->rows);
    case VIGIE_BLOCK_TABLE:
      return block->rows->len > GRID_MAX_ROWS ? long_table_new (block->rows) : grid_new (block->rows);
    case VIGIE_BLOCK_LIST:
      return list_new (block->rows);
    case VIGIE_BLOCK_MISSING:
      return missing_new (block->text);
    case VIGIE_BLOCK_PARAGRAPH:
    default:
      return vigie_report_text_new (block->text != NULL ? block->text : "", NULL);
    }
}

/* Lines without the blanks around them, as the model has them. */
static char *
plain_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);

  return g_strjoinv ("\n", lines);
}

gboolean
vigie_report_block_is_of_text (const VigieBlock *block, const char *text)
{
  g_autofree char *plain = plain_lines (text);

  if (block->type == VIGIE_BLOCK_PARAGRAPH)
    return block->text == NULL || strstr (plain, block->text) != NULL;
  if (block->type != VIGIE_BLOCK_LIST)
    return FALSE;
  for (guint i = 0; i < block->rows->len; i++)
    if (strstr (plain, ((GStrv) block->rows->pdata[i])[0]) == NULL)
      return FALSE;

  return TRUE;
}
