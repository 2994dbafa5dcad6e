/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-report.h"

G_BEGIN_DECLS

/**
 * vigie_report_save:
 * @page: whose window says how it went
 * @report: (transfer full): what to write
 * @file: where; its ending says how: .md, .html, else PDF
 *
 * Writes a report in a thread, whole or not at all. Main thread.
 */
void vigie_report_save (GtkWidget *page, VigieReport *report, GFile *file);

G_END_DECLS
