/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach-notice.h"
#include "vigie-widgets.h"

/* The fields of the notice to the authority: what each says, what is missing and until when, own answers. From here
 * it becomes a message to be approved, or a PDF. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_NOTICE_WINDOW (vigie_breach_notice_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieBreachNoticeWindow, vigie_breach_notice_window, VIGIE, BREACH_NOTICE_WINDOW, AdwWindow)

/* Presented; borrowed. */
VigieBreachNoticeWindow *vigie_breach_notice_window_present (GtkWidget *from, VigieIncidentModel *model, VigieBreachNoticeKind kind);

G_END_DECLS
