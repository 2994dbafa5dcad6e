/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-store-thread.h"

/* Which incidents of this computer go to a hub that is joined: the open ones each with a box that is ticked, the closed
 * ones together with one that is not. Examples and rehearsals are not asked about: they never go. */

G_BEGIN_DECLS

#define VIGIE_TYPE_JOIN_CHOICE (vigie_join_choice_get_type ())
G_DECLARE_FINAL_TYPE (VigieJoinChoice, vigie_join_choice, VIGIE, JOIN_CHOICE, GtkWidget)

GtkWidget *vigie_join_choice_new (void);
/* @rows: VigieIncidentRow, all of them. */
void vigie_join_choice_set_rows (VigieJoinChoice *self, GPtrArray *rows);
/* The streams that are ticked, or those that are not; owned. */
GStrv vigie_join_choice_get (VigieJoinChoice *self, gboolean chosen);

G_END_DECLS
