/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

#define VIGIE_TYPE_SIDEBAR (vigie_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (VigieSidebar, vigie_sidebar, VIGIE, SIDEBAR, GtkBox)

GtkWidget *vigie_sidebar_new (VigieSession *session);
/* Marks what is on screen: a stream, or "home", "registry", "directory". */
void vigie_sidebar_select (VigieSidebar *self, const char *what);
/* Alone on screen: it then carries the window's buttons. */
void vigie_sidebar_set_alone (VigieSidebar *self, gboolean alone);
/* The card of the exchange with the hub. */
void vigie_sidebar_open_exchange (VigieSidebar *self);

G_END_DECLS
