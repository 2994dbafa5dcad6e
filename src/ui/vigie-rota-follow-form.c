/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An address is looked at before anything is taken over: the form stays open while it is fetched, says what went wrong, and
 * gives way to the preview. */

#include "vigie-rota-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-window.h"
#include "vigie-error.h"
#include "vigie-rota-feeds.h"
#include "vigie-sync-feed.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieActWindow *window;        /* borrowed: it frees this */
  GtkWidget *entry, *button, *waiting;
  GCancellable *cancellable;
  char *address;                 /* that is being fetched, or NULL */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_cancellable_cancel (form->cancellable);
  g_object_unref (form->cancellable);
  g_free (form->address);
  g_free (form);
}

static void
set_waiting (Form *form, gboolean is_waiting)
{
  gtk_widget_set_sensitive (form->button, !is_waiting);
  gtk_widget_set_visible (form->waiting, is_waiting);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Form *form = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieRotaFetched) fetched = vigie_rota_fetch_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* the form is gone */
    return;
  set_waiting (form, FALSE);
  if (fetched == NULL)
    {
      vigie_act_window_fail (form->window, error->message);
      gtk_widget_grab_focus (form->entry);
      return;
    }
  vigie_rota_form_preview (GTK_WIDGET (form->window), vigie_act_window_get_session (form->window), form->address, g_steal_pointer (&fetched));
  gtk_window_destroy (GTK_WINDOW (form->window));
}

static void
look_cb (Form *form)
{
  VigieSession *session = vigie_act_window_get_session (form->window);
  g_autoptr(GError) error = NULL;
  char *address;

  if (gtk_widget_get_visible (form->waiting))
    return;
  address = vigie_sync_feed_address (gtk_editable_get_text (GTK_EDITABLE (form->entry)), &error);
  if (address != NULL && vigie_rota_feeds_list (vigie_rota_feeds_of (session))->len >= VIGIE_ROTA_FEEDS_MAX)
    {
      g_clear_pointer (&address, g_free);
      g_set_error_literal (&error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("Eight calendars are followed already: stop one first."));
    }
  if (address == NULL)
    {
      vigie_act_window_fail (form->window, error->message);
      return;
    }
  g_free (form->address);
  form->address = address;
  set_waiting (form, TRUE);
  vigie_rota_fetch_async (session, address, NULL, NULL, form->cancellable, fetched_cb, form);
}

void
vigie_rota_form_follow (GtkWidget *from, VigieSession *session)
{
  const char *url = vigie_session_get_playbook (session)->calendar_url;
  VigieActWindow *window = vigie_act_window_new_plain (from, session, _("Follow a calendar"),
                                                       _("This computer asks for it every hour and takes over what changes; everybody sees the shifts, nobody else the address."));
  Form *form = g_new0 (Form, 1);

  form->window = window;
  form->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (window), "form", form, form_free);
  form->entry = vigie_act_window_add_entry (window, _("Address of the calendar (https://…/oncall.ics)"), url != NULL && g_str_has_prefix (url, "https://") ? url : NULL);
  form->waiting = vigie_paragraph_new (_("Asking the server…"), "small dim");
  gtk_widget_set_visible (form->waiting, FALSE);
  form->button = gtk_button_new_with_label (_("Look at it"));
  gtk_widget_add_css_class (form->button, "suggested-action");
  gtk_widget_set_halign (form->button, GTK_ALIGN_END);
  vigie_act_window_add (window, form->waiting);
  vigie_act_window_add (window, form->button);
  vigie_act_window_set_first (window, form->entry);
  g_signal_connect_swapped (form->button, "clicked", G_CALLBACK (look_cb), form);
  g_signal_connect_swapped (form->entry, "activate", G_CALLBACK (look_cb), form);
  gtk_window_present (GTK_WINDOW (window));
}
