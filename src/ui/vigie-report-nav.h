/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-report.h"
#include "vigie-widgets.h"

/* The ten sections with the state of each, and the language of the document. Main thread.
 * Signals: "selected" (): another section · "opened" (): to the text of the section · "language" ():
 * another language. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_NAV (vigie_report_nav_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportNav, vigie_report_nav, VIGIE, REPORT_NAV, GtkWidget)

GtkWidget *vigie_report_nav_new (void);
/* Titles and states of @report. */
void vigie_report_nav_show (VigieReportNav *self, const VigieReport *report);
guint vigie_report_nav_get_selected (VigieReportNav *self);
void vigie_report_nav_select (VigieReportNav *self, guint index);
VigieLang vigie_report_nav_get_lang (VigieReportNav *self);
void vigie_report_nav_set_lang (VigieReportNav *self, VigieLang lang);

G_END_DECLS
