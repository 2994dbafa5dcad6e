/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The actions that follow an incident, with the form that adds one. Records by itself. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ACTION_LIST (vigie_action_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieActionList, vigie_action_list, VIGIE, ACTION_LIST, GtkWidget)

GtkWidget *vigie_action_list_new (void);
void vigie_action_list_set_model (VigieActionList *self, VigieIncidentModel *model); /* nullable */
/* Puts the focus into the form: Ctrl T. */
void vigie_action_list_focus_form (VigieActionList *self);
/* As typing the three fields and pressing the button. FALSE: refused, and the sentence stands under the form. */
gboolean vigie_action_list_add (VigieActionList *self, const char *text, const char *owner, const char *due);

/* "2026-11-27", "27/11", "27/11/2026", "+7" (days) → the end of that day in @zone; INVALID otherwise. */
gboolean vigie_action_due_parse (const char *text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec, GError **error);

G_END_DECLS
