/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What still stands between an incident and its end, with a button for each time that is missing. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_NOTICE (vigie_report_notice_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportNotice, vigie_report_notice, VIGIE, REPORT_NOTICE, GtkWidget)

/* Invisible while nothing is missing. */
GtkWidget *vigie_report_notice_new (void);
void vigie_report_notice_set_model (VigieReportNotice *self, VigieIncidentModel *model); /* nullable */

G_END_DECLS
