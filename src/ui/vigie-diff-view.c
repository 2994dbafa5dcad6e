/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-diff-view.h"

#include "vigie-diff.h"
#include "vigie-drawing.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define SIDE_MIN_PX 120

typedef enum
{
  SIDE_BOTH,
  SIDE_BEFORE,
  SIDE_AFTER,
} Side;

/* Colours follow the style of the window: they are known once the view is in it. */
static void
colour_cb (GtkWidget *view, gpointer data)
{
  static const struct { const char *tag, *ground, *ink; } tags[] = { { "removed", "late_tint", "late_fg" }, { "added", "ok_tint", "ok_fg" } };
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      GdkRGBA ground, ink;

      vigie_drawing_color (view, tags[i].ground, &ground);
      vigie_drawing_color (view, tags[i].ink, &ink);
      g_object_set (gtk_text_tag_table_lookup (table, tags[i].tag), "background-rgba", &ground, "foreground-rgba", &ink, NULL);
    }
}

static gboolean
recolour_cb (gpointer view)
{
  colour_cb (view, NULL);

  return G_SOURCE_REMOVE;
}

/* The colours of the new style are there once its sheets are. */
static void
style_cb (GtkWidget *view)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, recolour_cb, g_object_ref (view), g_object_unref);
}

static void
insert (GtkTextBuffer *buffer, const char *sign, const char *text, gsize length, const char *tag)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *words = g_strconcat (sign, part, NULL);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, words, -1, tag, NULL);
}

static void
fill (GtkTextBuffer *buffer, GArray *runs, const char *before, const char *after, Side side)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const VigieDiffRun *run = &g_array_index (runs, VigieDiffRun, i);

      if (run->kind == VIGIE_DIFF_SAME)
        insert (buffer, "", before + run->before, run->length_bytes, NULL);
      else if (run->kind == VIGIE_DIFF_REMOVED && side != SIDE_AFTER)
        insert (buffer, "−", before + run->before, run->length_bytes, "removed");
      else if (run->kind == VIGIE_DIFF_ADDED && side != SIDE_BEFORE)
        insert (buffer, "+", after + run->after, run->length_bytes, "added");
    }
}

static GtkWidget *
side_new (const char *title, GArray *runs, const char *before, const char *after, Side side)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_text_buffer_create_tag (buffer, "removed", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "added", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  fill (buffer, runs, before, after, side);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "section-editor");
  vigie_set_accessible_label (view, title);
  g_signal_connect (view, "realize", G_CALLBACK (colour_cb), NULL);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_cb), view, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), SIDE_MIN_PX);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), vigie_label_new (title, "small strong"));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

GtkWidget *
vigie_diff_view_side_new (const char *text, const char *other, const char *title)
{
  g_autoptr(GArray) runs = vigie_diff_words (other, text);

  return side_new (title, runs, other, text, SIDE_AFTER);
}

GtkWidget *
vigie_diff_view_new (const char *before, const char *after, const char *before_title, const char *after_title, gboolean side_by_side)
{
  g_autoptr(GArray) runs = vigie_diff_words (before, after);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *both = g_strdup_printf ("%s → %s", before_title, after_title);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  if (side_by_side)
    {
      gtk_box_append (GTK_BOX (box), side_new (before_title, runs, before, after, SIDE_BEFORE));
      gtk_box_append (GTK_BOX (box), side_new (after_title, runs, before, after, SIDE_AFTER));
    }
  else
    gtk_box_append (GTK_BOX (box), side_new (both, runs, before, after, SIDE_BOTH));

  return box;
}
