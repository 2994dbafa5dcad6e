/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-share-members.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  const VigieJoinLink *link = vigie_sync_share_get_link (vigie_session_get_share (VIGIE_SESSION (user_data)));
  g_autofree char *text = link != NULL ? vigie_join_link_format (link) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  gtk_button_set_label (button, _("Copied"));
}

/**
 * vigie_share_members_row_new:
 * @session: the session whose share it is about
 *
 * Returns: (transfer floating): the row, with a button that copies the link as it is at that moment
 */
GtkWidget *
vigie_share_members_row_new (VigieSession *session)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *copy = gtk_button_new_with_label (_("Copy the link for members"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Who has joined before needs no invitation"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("This link leads them here, and opens nothing to anybody else."));
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), session, 0);

  return row;
}
