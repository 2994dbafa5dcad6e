/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a class whose grab_focus() says where the focus goes in it: Tab comes in there, and Shift Tab goes on to what is
 * before it and out. Call after grab_focus() is set. */
void vigie_widget_class_keep_tab_order (GtkWidgetClass *klass);

G_END_DECLS
