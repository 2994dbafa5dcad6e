/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A status page would read the sentence as markup, and a sentence about a file may hold any sign of its
 * name; so this is a box of plain labels. */

#include "vigie-failure.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

static GtkWidget *
add_act (GtkWidget  *box,
         const char *words,
         const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "stress");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

GtkWindow *
vigie_failure_window_new (GtkApplication *application,
                          const char     *title,
                          const char     *sentence,
                          gboolean        can_choose)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = vigie_icon_new ("vigie-warning-symbolic", "late-text");
  GtkWidget *text = vigie_paragraph_new (sentence, "body");
  GtkWidget *retry;

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 52);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 60);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (text), 0.5);
  gtk_widget_set_halign (acts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "title-band");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), acts);
  retry = add_act (acts, _("_Try again"), "app.retry");
  gtk_widget_add_css_class (retry, "suggested-action");
  if (can_choose)
    add_act (acts, _("_Choose another record…"), "app.choose-store");
  add_act (acts, _("_Quit"), "app.quit");

  gtk_box_append (GTK_BOX (whole), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (whole), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), whole);
  gtk_window_set_title (GTK_WINDOW (window), "Vigie");
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_focus (GTK_WINDOW (window), retry);
  return GTK_WINDOW (window);
}
