/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A menu is made when it is opened, once, and looks like a menu to assistive technology before. */

#include <adwaita.h>

#include "vigie-menu.h"
#include "vigie-widgets.h"

static GtkMenuButton *
button_with (const char *name)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = gtk_menu_button_new ();

  vigie_menu_attach (GTK_MENU_BUTTON (button), name);
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (button))
    g_main_context_iteration (NULL, TRUE);

  return GTK_MENU_BUTTON (button);
}

static void
close_window (GtkMenuButton *button)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
}

static void
test_when_opened (void)
{
  static const char *const names[] = { "main_menu", "incident_menu" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkMenuButton *button = button_with (names[i]);
      GMenuModel *menu;

      g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (button)));
      g_assert_null (gtk_menu_button_get_menu_model (button));
      gtk_menu_button_popup (button);
      menu = gtk_menu_button_get_menu_model (button);
      g_assert_nonnull (menu);
      g_assert_cmpint (g_menu_model_get_n_items (menu), >=, 2);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      gtk_menu_button_popdown (button);
      gtk_menu_button_popup (button);
      g_assert_true (gtk_menu_button_get_menu_model (button) == menu);
      close_window (button);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  vigie_ui_init ();
  g_test_add_func ("/ui/menu/when-opened", test_when_opened);

  return g_test_run ();
}
