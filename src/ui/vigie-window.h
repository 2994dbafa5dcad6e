/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* The one window: sidebar, header, band, pages. */
#define VIGIE_TYPE_WINDOW (vigie_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieWindow, vigie_window, VIGIE, WINDOW, AdwApplicationWindow)

/* @session: open. Reads the lists and shows the most severe active incident, or home. */
VigieWindow *vigie_window_new (GtkApplication *application, VigieSession *session);
void vigie_window_present_listed (VigieWindow *self);
VigieSession *vigie_window_get_session (VigieWindow *self);
VigieIncidentModel *vigie_window_get_model (VigieWindow *self); /* borrowed, NULL when no incident is shown */
/* Shows an incident; a stream that cannot be read is told in the error bar. */
void vigie_window_open (VigieWindow *self, const char *stream);
/* "home", "registry", "directory". */
void vigie_window_show (VigieWindow *self, const char *place);
/* The present place: one of those, or "incident". */
const char *vigie_window_get_place (VigieWindow *self);
void vigie_window_toast (VigieWindow *self, const char *message);
void vigie_window_fail (VigieWindow *self, const char *message);

/* Adds the keys of all win.* actions, French rows of digits and keypad included. */
void vigie_window_install_keys (GtkApplication *application);

G_END_DECLS
