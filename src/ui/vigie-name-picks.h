/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"

/* Names as buttons under a field, narrowed down as one types in it. Signal "picked" (const char *name). */

G_BEGIN_DECLS

#define VIGIE_TYPE_NAME_PICKS (vigie_name_picks_get_type ())
G_DECLARE_FINAL_TYPE (VigieNamePicks, vigie_name_picks, VIGIE, NAME_PICKS, GtkWidget)

/* @entry: what is typed, borrowed: both are in one form. @n_columns: how many names stand side by side. */
GtkWidget *vigie_name_picks_new (GtkEditable *entry, guint n_columns);
/* Who is on call now stands first, and each name says whether it is on call now or next. */
void vigie_name_picks_set_session (VigieNamePicks *self, VigieSession *session);
/* Names under @entry of @window; a name that is picked is the text. */
void vigie_name_picks_add (VigieActWindow *window, VigieSession *session, GtkWidget *entry, GPtrArray *names);
/* char *, copied. */
void vigie_name_picks_set_names (VigieNamePicks *self, GPtrArray *names);

G_END_DECLS
