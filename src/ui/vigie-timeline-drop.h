/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-command-line.h"
#include "vigie-widgets.h"

/* How files and pictures come into the timeline: dropped on it, pasted, or chosen. The widget itself is the bar
 * that shows how far it is; it is only there while there is something to show. */

G_BEGIN_DECLS

#define VIGIE_TYPE_TIMELINE_DROP (vigie_timeline_drop_get_type ())
G_DECLARE_FINAL_TYPE (VigieTimelineDrop, vigie_timeline_drop, VIGIE, TIMELINE_DROP, GtkWidget)

/* Listens for drops and Ctrl V on @page and puts its button into @command; both outlive it. Floating. */
GtkWidget *vigie_timeline_drop_new (GtkWidget *page, VigieCommandLine *command);
/* The incident whose record takes what comes from now on (nullable); what is under way goes on into its own. */
void vigie_timeline_drop_set_model (VigieTimelineDrop *self, VigieIncidentModel *model);
/* What was dropped: a list of files, a file or a picture. FALSE: nothing of that kind. */
gboolean vigie_timeline_drop_take (VigieTimelineDrop *self, const GValue *value);
/* Takes files or a picture from the clipboard. FALSE: there is text, or nothing, and the paste is the field's. */
gboolean vigie_timeline_drop_paste (VigieTimelineDrop *self);
/* Asks for a file. */
void vigie_timeline_drop_choose (VigieTimelineDrop *self);

G_END_DECLS
