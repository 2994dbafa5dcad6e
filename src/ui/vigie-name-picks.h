/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Names as buttons under a field, narrowed down as one types in it. Signal "picked" (const char *name). */

G_BEGIN_DECLS

#define VIGIE_TYPE_NAME_PICKS (vigie_name_picks_get_type ())
G_DECLARE_FINAL_TYPE (VigieNamePicks, vigie_name_picks, VIGIE, NAME_PICKS, GtkWidget)

/* @entry: what is typed, borrowed: both are in one form. @n_columns: how many names stand side by side. */
GtkWidget *vigie_name_picks_new (GtkEditable *entry, guint n_columns);
/* char *, copied. */
void vigie_name_picks_set_names (VigieNamePicks *self, GPtrArray *names);

G_END_DECLS
