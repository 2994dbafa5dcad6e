/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of all incidents are wanted while the window is open; rows are made anew when they change, unless they
 * say the same, so that the focus stays where it is. */

#include "vigie-similar-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-figure-book.h"
#include "vigie-similar.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define WIDTH_PX  640
#define HEIGHT_PX 520
#define MOST      20

struct _VigieSimilarWindow
{
  AdwWindow parent_instance;

  GtkWidget *intro;
  GtkWidget *rows;
  GtkWidget *all;

  VigieSession *session;
  VigieFigureBook *book; /* borrowed from the session */
  char *stream;
  char *said; /* what the rows are made of */
};

G_DEFINE_FINAL_TYPE (VigieSimilarWindow, vigie_similar_window, ADW_TYPE_WINDOW)

/* ---- Acts ---- */

static void
open_cb (GtkButton *button, VigieSimilarWindow *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));

  gtk_widget_activate_action (parent, "win.open-incident", "s",
                              g_object_get_data (G_OBJECT (button), "stream"));
  gtk_window_close (GTK_WINDOW (self));
}

static const VigieFigures *
own_figures (VigieSimilarWindow *self)
{
  GPtrArray *all = vigie_figure_book_get_all (self->book);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (g_str_equal (((const VigieFigures *) all->pdata[i])->stream, self->stream))
      return all->pdata[i];

  return NULL;
}

/* The incident itself stands among them: one compares. */
static void
all_cb (VigieSimilarWindow *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const VigieFigures *own = own_figures (self);
  g_autoptr(GPtrArray) found = own != NULL ? vigie_similar_to (
                                    vigie_figure_book_get_all (self->book), own, MOST)
                                            : NULL;
  g_autofree char *words = own != NULL
                               ? g_strdup_printf (_("Similar to %s, %s"), own->ref, own->title)
                               : NULL;
  GVariantBuilder streams;

  if (own == NULL)
    return;
  g_variant_builder_init (&streams, G_VARIANT_TYPE_STRING_ARRAY);
  g_variant_builder_add (&streams, "s", self->stream);
  for (guint i = 0; i < found->len; i++)
    g_variant_builder_add (&streams, "s",
                           ((const VigieSimilar *) found->pdata[i])->figures->stream);
  gtk_widget_activate_action (parent, "win.incidents", "(sas)", words, &streams);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- Rows ---- */

static char *
place_words (VigieSimilarWindow *self, const VigieFigures *figures)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autofree char *date = figures->seen_usec != VIGIE_TIME_NONE ? vigie_time_format_date (
                              figures->seen_usec, vigie_session_get_zone (self->session), lang)
                                                                : g_strdup (_("not recorded"));

  return g_strdup_printf ("%s · %s · %s", figures->ref, date,
                          vigie_stage_label (figures->stage, lang));
}

static GtkWidget *
row_new (VigieSimilarWindow *self, const VigieSimilar *similar)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badge = vigie_severity_badge_new (28);
  g_autofree char *place = place_words (self, similar->figures);
  g_autofree char *reasons = vigie_similar_reasons (similar, vigie_session_get_playbook (self->session),
                                                    vigie_session_get_lang (self->session));
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", similar->figures->title, place, reasons);
  g_autofree char *shown = vigie_text_ui_clean (name, 0);

  vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (badge), similar->figures->level);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), vigie_label_new (similar->figures->title, "strong"));
  gtk_box_append (GTK_BOX (words), vigie_label_new (place, "small dim num"));
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (reasons, "small"));
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  vigie_add_classes (button, "flat card-row");
  vigie_set_accessible_label (button, shown);
  g_object_set_data_full (G_OBJECT (button), "stream", g_strdup (similar->figures->stream), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);

  return button;
}

static char *
intro_words (const VigieFigures *own, guint n)
{
  if (own == NULL)
    return g_strdup (_("Comparing…"));
  if (n == 0)
    return g_strdup_printf (_("No other incident resembles “%s” closely enough to be named."),
                            own->title);

  return g_strdup_printf (_("What resembles “%s”, the closest first, and why."), own->title);
}

static char *
sum_up (GPtrArray *found, const char *intro)
{
  GString *out = g_string_new (intro);

  for (guint i = 0; i < found->len; i++)
    {
      const VigieSimilar *similar = found->pdata[i];

      g_string_append_printf (out, "\n%s %u %d %s", similar->figures->stream, similar->points,
                              similar->figures->stage, similar->figures->title);
    }

  return g_string_free (out, FALSE);
}

static void
show (VigieSimilarWindow *self)
{
  const VigieFigures *own = own_figures (self);
  g_autoptr(GPtrArray) found = own != NULL ? vigie_similar_to (
                                    vigie_figure_book_get_all (self->book), own, MOST)
                                            : g_ptr_array_new ();
  g_autofree char *intro = intro_words (own, found->len);
  g_autofree char *said = sum_up (found, intro);

  if (g_strcmp0 (said, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_steal_pointer (&said);
  vigie_label_set (GTK_LABEL (self->intro), intro);
  vigie_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < found->len; i++)
    gtk_box_append (GTK_BOX (self->rows), row_new (self, found->pdata[i]));
  gtk_widget_set_visible (self->rows, found->len > 0);
  gtk_widget_set_visible (self->all, found->len > 0);
  if (found->len > 0)
    gtk_widget_grab_focus (gtk_widget_get_first_child (self->rows));
}

/* ---- Object ---- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
vigie_similar_window_dispose (GObject *object)
{
  VigieSimilarWindow *self = VIGIE_SIMILAR_WINDOW (object);

  if (self->book != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->book, self);
      vigie_figure_book_want (self->book, FALSE);
    }
  self->book = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->stream, g_free);
  g_clear_pointer (&self->said, g_free);
  G_OBJECT_CLASS (vigie_similar_window_parent_class)->dispose (object);
}

static void
vigie_similar_window_class_init (VigieSimilarWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_similar_window_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
vigie_similar_window_init (VigieSimilarWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->intro = vigie_paragraph_new ("", "dim");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->all = gtk_button_new_with_label (_("Show them in the registry"));
  gtk_widget_set_halign (self->all, GTK_ALIGN_START);
  g_signal_connect_swapped (self->all, "clicked", G_CALLBACK (all_cb), self);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_widget_add_css_class (body, "join-body");
  gtk_box_append (GTK_BOX (body), self->intro);
  gtk_box_append (GTK_BOX (body), self->rows);
  gtk_box_append (GTK_BOX (body), self->all);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

GtkWindow *
vigie_similar_window_present (GtkWindow *parent, VigieSession *session, const char *stream)
{
  VigieSimilarWindow *self = g_object_new (VIGIE_TYPE_SIMILAR_WINDOW, "transient-for", parent,
                                           "destroy-with-parent", TRUE, "title",
                                           _("Similar incidents"), NULL);

  self->session = g_object_ref (session);
  self->stream = g_strdup (stream);
  self->book = vigie_figure_book_of (session);
  vigie_figure_book_want (self->book, TRUE);
  g_signal_connect_swapped (self->book, "changed", G_CALLBACK (show), self);
  show (self);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}
