/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * vigie_menu_attach:
 * @button: a menu button without a menu
 * @name: (not nullable): the id of a menu in vigie-menus.ui, a constant
 *
 * Gives @button the menu when it is first opened. A menu that nobody has opened yet has no items that listen
 * to the window's actions, and a window starts without it. Main thread.
 */
void vigie_menu_attach (GtkMenuButton *button, const char *name);

G_END_DECLS
