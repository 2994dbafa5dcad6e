/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-pending-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

#define WIDTH_PX 620
#define HEIGHT_PX 480
#define MOST_ROWS 200

struct _VigiePendingWindow
{
  AdwWindow parent_instance;

  VigieSession *session;
  GtkWidget *intro;
  GtkWidget *rows;
  GtkWidget *more;
  GtkWidget *error;
  GtkWidget *try_all;
};

G_DEFINE_FINAL_TYPE (VigiePendingWindow, vigie_pending_window, ADW_TYPE_WINDOW)

static VigieExchange *
exchange_of (VigiePendingWindow *self)
{
  return vigie_session_get_exchange (self->session);
}

/* ---- Acts ---- */

static void
unparked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigiePendingWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = vigie_exchange_send_again_finish (VIGIE_EXCHANGE (object), result, &error);

  if (self->session == NULL)
    return;
  vigie_label_set (GTK_LABEL (self->error), good ? NULL : error->message);
  gtk_widget_set_visible (self->error, !good);
}

static void
again_cb (GtkButton *button, VigiePendingWindow *self)
{
  vigie_exchange_send_again_async (exchange_of (self), g_object_get_data (G_OBJECT (button), "id"), NULL, unparked_cb, g_object_ref (self));
}

static void
copy_cb (GtkButton *button, VigiePendingWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), g_object_get_data (G_OBJECT (button), "text"));
}

/* ---- Rows ---- */

static GtkWidget *
button_new (VigiePendingWindow *self, const char *words, const char *key, const char *value, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  g_object_set_data_full (G_OBJECT (button), key, g_strdup (value), g_free);
  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", callback, self);

  return button;
}

static const char *
reason_of (VigiePendingWindow *self, const VigieSyncPending *pending)
{
  const char *words = vigie_sync_reason_words (vigie_exchange_get_status (exchange_of (self))->reason);

  if (pending->parked)
    return vigie_sync_pending_reason (pending);

  return *words != '\0' ? words : _("It is sent when its turn comes.");
}

static void
add_row (VigiePendingWindow *self, const VigieSyncPending *pending)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *clock = vigie_time_format_near (pending->since_usec, vigie_session_now_usec (self->session),
                                                   vigie_session_get_zone (self->session), vigie_session_get_lang (self->session));
  const char *state = pending->parked ? _("not taken") : _("waiting");
  g_autofree char *place = pending->ref != NULL ? g_strdup_printf ("%s · %s · %s", state, pending->ref, clock)
                                                : g_strdup_printf ("%s · %s", state, clock);

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), vigie_icon_new (pending->parked ? "vigie-warning-symbolic" : "vigie-tray-arrow-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (words), vigie_label_new (pending->text != NULL ? pending->text : pending->id, "strong"));
  gtk_box_append (GTK_BOX (words), vigie_label_new (place, "small soon-text num"));
  gtk_box_append (GTK_BOX (words), vigie_paragraph_new (reason_of (self, pending), "small dim"));
  gtk_widget_set_margin_top (words, 8);
  gtk_widget_set_margin_bottom (words, 8);
  gtk_box_append (GTK_BOX (row), words);
  if (pending->parked)
    gtk_box_append (GTK_BOX (row), button_new (self, _("Try again"), "id", pending->id, G_CALLBACK (again_cb)));
  gtk_box_append (GTK_BOX (row), button_new (self, _("Copy the text"), "text", pending->text, G_CALLBACK (copy_cb)));
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
show (VigiePendingWindow *self)
{
  GPtrArray *list = vigie_pending_list (vigie_exchange_get_pending (exchange_of (self)));
  guint n_parked = 0;
  g_autofree char *more = list->len > MOST_ROWS ? g_strdup_printf (_("and %u more"), list->len - MOST_ROWS) : NULL;

  vigie_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < list->len; i++)
    {
      n_parked += ((const VigieSyncPending *) list->pdata[i])->parked;
      if (i < MOST_ROWS)
        add_row (self, list->pdata[i]);
    }
  gtk_widget_set_visible (self->rows, list->len > 0);
  gtk_widget_set_visible (self->more, more != NULL);
  vigie_label_set (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->try_all, n_parked > 1);
  vigie_label_set (GTK_LABEL (self->intro), list->len > 0 ? _("All of this is kept on this computer; the hub does not have it. What it did not take counts for nobody until it does.")
                                                          : _("Nothing waits: the hub has everything that was recorded here."));
}

/* ---- Object ---- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
vigie_pending_window_dispose (GObject *object)
{
  g_clear_object (&VIGIE_PENDING_WINDOW (object)->session);
  G_OBJECT_CLASS (vigie_pending_window_parent_class)->dispose (object);
}

static void
vigie_pending_window_class_init (VigiePendingWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_pending_window_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
vigie_pending_window_init (VigiePendingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->intro = vigie_paragraph_new ("", "dim");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = vigie_label_new ("", "dim small");
  self->error = vigie_paragraph_new (NULL, "late-text small");
  self->try_all = button_new (self, _("Try all again"), "id", NULL, G_CALLBACK (again_cb));
  gtk_widget_set_halign (self->try_all, GTK_ALIGN_START);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_widget_add_css_class (body, "join-body");
  gtk_box_append (GTK_BOX (body), self->intro);
  gtk_box_append (GTK_BOX (body), self->error);
  gtk_box_append (GTK_BOX (body), self->rows);
  gtk_box_append (GTK_BOX (body), self->more);
  gtk_box_append (GTK_BOX (body), self->try_all);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * vigie_pending_window_present:
 * @parent: the main window
 * @session: whose exchange it shows
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
GtkWindow *
vigie_pending_window_present (GtkWindow *parent, VigieSession *session)
{
  VigiePendingWindow *self = g_object_new (VIGIE_TYPE_PENDING_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                                           "title", _("What the hub does not have"), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (vigie_exchange_get_pending (exchange_of (self)), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WINDOW (self);
}
