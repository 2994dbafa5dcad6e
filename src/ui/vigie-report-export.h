/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-document.h"
#include "vigie-widgets.h"

/* The export button of the report with what becomes of it: formats, progress, the file that was written. Main thread.
 * Signal "finished" (gboolean written): an export ended, however. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REPORT_EXPORT (vigie_report_export_get_type ())
G_DECLARE_FINAL_TYPE (VigieReportExport, vigie_report_export, VIGIE, REPORT_EXPORT, GtkWidget)

GtkWidget *vigie_report_export_new (void);
void vigie_report_export_set_model (VigieReportExport *self, VigieIncidentModel *model); /* nullable */
/* The language of the document, and the chain's head (nullable) that stands in its foot. */
void vigie_report_export_set_document (VigieReportExport *self, VigieLang lang, const char *head_hash);
/* Opens the choice of formats: Ctrl E. */
void vigie_report_export_popup (VigieReportExport *self);
/* Makes the document and writes it to @file, in a thread. FALSE: another export is under way. */
gboolean vigie_report_export_to (VigieReportExport *self, VigieFormat format, GFile *file);
void vigie_report_export_cancel (VigieReportExport *self);

G_END_DECLS
