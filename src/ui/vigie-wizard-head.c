/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-wizard-head.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"

GtkWidget *
vigie_wizard_head_new (GtkWindow *window, VigieSession *session)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GTimeZone *zone = vigie_session_get_zone (session);
  g_autofree char *now = vigie_time_format_full (vigie_session_now_usec (session), zone, vigie_session_get_lang (session));

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Cancel")));
  /* Translators: the Escape key as it is printed on keyboards. */
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("Esc")));
  gtk_button_set_child (GTK_BUTTON (cancel), box);
  vigie_set_accessible_label (cancel, _("Cancel"));
  gtk_widget_add_css_class (cancel, "flat");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), vigie_label_new (now, "dim num"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (gtk_window_get_title (window), NULL));

  return bar;
}
