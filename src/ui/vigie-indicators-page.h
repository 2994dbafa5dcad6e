/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-metrics-report.h"
#include "vigie-widgets.h"

/* The indicators of a period: five cards, and below them the tables of the report that it also exports. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_INDICATORS_PAGE (vigie_indicators_page_get_type ())
G_DECLARE_FINAL_TYPE (VigieIndicatorsPage, vigie_indicators_page, VIGIE, INDICATORS_PAGE, GtkWidget)

typedef enum { VIGIE_PERIOD_3_MONTHS, VIGIE_PERIOD_12_MONTHS, VIGIE_PERIOD_QUARTER, VIGIE_PERIOD_LAST_QUARTER, VIGIE_PERIOD_ALL, VIGIE_N_PERIODS } VigiePeriod;

void vigie_indicators_page_choose (VigieIndicatorsPage *self, VigiePeriod period, VigieLevel level, const char *type);
/* The figures that are shown; FALSE while they are not read yet. */
gboolean vigie_indicators_page_get (VigieIndicatorsPage *self, VigieMetrics *out);
/* Writes the report of the period to @file (.pdf, .md or .html) in a thread; told by the window's toast or error bar. */
void vigie_indicators_page_export_to (VigieIndicatorsPage *self, GFile *file);

G_END_DECLS
