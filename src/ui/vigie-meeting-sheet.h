/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-post-mortem.h"
#include "vigie-widgets.h"

/* The agenda with its times, and who is there. Main thread.
 * Signals: "item" (const char *id): one was pressed · "present" (): somebody was ticked, or added */

G_BEGIN_DECLS

#define VIGIE_TYPE_MEETING_SHEET (vigie_meeting_sheet_get_type ())
G_DECLARE_FINAL_TYPE (VigieMeetingSheet, vigie_meeting_sheet, VIGIE, MEETING_SHEET, GtkWidget)

GtkWidget *vigie_meeting_sheet_new (VigieIncidentModel *model);
void vigie_meeting_sheet_show (VigieMeetingSheet *self, const VigiePostMortem *state);
/* Who is ticked: char *, owned. */
GPtrArray *vigie_meeting_sheet_get_present (VigieMeetingSheet *self);

G_END_DECLS
