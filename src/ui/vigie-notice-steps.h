/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"
#include "vigie-notice.h"

#include <gtk/gtk.h>

/* The four steps of a notice: who took each, when, and for which text. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_STEPS (vigie_notice_steps_get_type ())
G_DECLARE_FINAL_TYPE (VigieNoticeSteps, vigie_notice_steps, VIGIE, NOTICE_STEPS, GtkBox)

GtkWidget *vigie_notice_steps_new (void);
/* @notice NULL: nothing is recorded yet. @is_edited: the text on the screen is not the recorded one. */
void vigie_notice_steps_show (VigieNoticeSteps *self, VigieIncidentModel *model, const VigieNotice *notice, gboolean is_edited);

G_END_DECLS
