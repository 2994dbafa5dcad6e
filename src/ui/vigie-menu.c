/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-menu.h"

static void
open_cb (GtkMenuButton *button, gpointer name)
{
  g_autoptr(GtkBuilder) builder = NULL;

  /* Called each time. */
  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  builder = gtk_builder_new_from_resource ("/ci/distri_night/Vigie/ui/vigie-menus.ui");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, name)));
}

void
vigie_menu_attach (GtkMenuButton *button, const char *name)
{
  gtk_menu_button_set_create_popup_func (button, open_cb, (gpointer) name, NULL);
  /* Said with the menu otherwise. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
}
