/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long texts on screen. A text view takes a megabyte without freezing the window on three conditions:
 * it is filled in pieces between frames, it scrolls by itself (inside another scrolled box it would lay
 * out every line to draw the few that are seen), and no line is huge, because a line is laid out as a
 * whole. Lines of more than a thousand characters are therefore broken here, on screen only. */

#include "vigie-long-text.h"

#include <string.h>

#include "vigie-text-show.h"

#define PIECE_BYTES (16 * 1024)
#define LINE_MAX_CHARS 1000
#define HEIGHT_PX 160

typedef struct
{
  GtkTextBuffer *buffer;        /* borrowed: the view that ends this one holds it */
  char *text;
  const char *rest;
  guint n_chars;                /* of the line that has been begun */
  guint fill_id;
} Filling;

static void
filling_free (Filling *filling)
{
  g_clear_handle_id (&filling->fill_id, g_source_remove);
  g_free (filling->text);
  g_free (filling);
}

/* The next piece of the text, with its breaks; ends between two characters. */
static GString *
next_piece (Filling *filling)
{
  GString *piece = g_string_sized_new (PIECE_BYTES + 64);

  while (*filling->rest != '\0' && piece->len < PIECE_BYTES)
    {
      const char *next = g_utf8_next_char (filling->rest);

      g_string_append_len (piece, filling->rest, next - filling->rest);
      filling->n_chars = *filling->rest == '\n' ? 0 : filling->n_chars + 1;
      if (filling->n_chars == LINE_MAX_CHARS && *next != '\n' && *next != '\0')
        {
          g_string_append_c (piece, '\n');
          filling->n_chars = 0;
        }
      filling->rest = next;
    }

  return piece;
}

static gboolean
fill_cb (gpointer user_data)
{
  Filling *filling = user_data;
  GString *piece = next_piece (filling);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (filling->buffer, &end);
  gtk_text_buffer_insert (filling->buffer, &end, piece->str, (int) piece->len);
  g_string_free (piece, TRUE);
  if (*filling->rest != '\0')
    return G_SOURCE_CONTINUE;
  filling->fill_id = 0;

  return G_SOURCE_REMOVE;
}

void
vigie_long_text_fill (GtkTextView *view, const char *text)
{
  Filling *filling = g_new0 (Filling, 1);

  filling->buffer = gtk_text_view_get_buffer (view);
  filling->text = vigie_text_show_isolated (text);
  filling->rest = filling->text;
  gtk_text_buffer_set_enable_undo (filling->buffer, FALSE);
  g_object_set_data_full (G_OBJECT (view), "filling", filling, (GDestroyNotify) filling_free);
  if (fill_cb (filling))
    filling->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_cb, filling, NULL);
}

gboolean
vigie_long_text_is_filled (GtkTextView *view)
{
  const Filling *filling = g_object_get_data (G_OBJECT (view), "filling");

  return filling == NULL || filling->fill_id == 0;
}

GtkWidget *
vigie_long_text_new (const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  vigie_long_text_fill (GTK_TEXT_VIEW (view), text);

  return scroller;
}
