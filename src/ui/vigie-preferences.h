/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* What a person chose once: kept in GSettings where the schema is installed, else for this run only. */

G_BEGIN_DECLS

/* Owned; NULL when the schema is not installed or is an older one. */
GSettings *vigie_preferences_settings (void);
/* The name kept, owned; NULL when none was given. */
char *vigie_preferences_get_author (void);
/* Checks @name, uses it from now on and keeps it. */
gboolean vigie_preferences_set_author (VigieSession *session, const char *name, GError **error);
/* Bell, language of documents and style as they were kept. Call before the first window. */
void vigie_preferences_restore (VigieSession *session);
/* "system", "light" or "dark": used from now on and kept. */
void vigie_preferences_set_style (const char *word);
/* The window where they are chosen; each choice holds at once. */
GtkWindow *vigie_preferences_present (GtkWindow *parent, VigieSession *session);

G_END_DECLS
