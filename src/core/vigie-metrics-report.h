/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-metrics-series.h"
#include "vigie-report.h"

/* The indicators of a period as a report, in the model that every output draws from: the page's tables, the PDF, the
 * Markdown and the HTML are the same blocks. */

G_BEGIN_DECLS

/* Parts: "targets", "levels", "types", "time", "causes", "promises", "missing". Owned. */
VigieReport *vigie_metrics_report_new (GPtrArray *all, const VigieMetricsCut *cut, const VigiePlaybook *playbook, VigieLang lang, GTimeZone *zone, const char *author, gint64 now_usec);

/* "3 min 20", "4 h 25", "–" when there is none; owned. */
char *vigie_metrics_span_words (gint64 span_usec, VigieLang lang);
/* "8 %", "8%"; owned. */
char *vigie_metrics_share_words (double share, VigieLang lang);
/* "1 Jan 2026 – 31 Mar 2026", or what stands for an open end; owned. */
char *vigie_metrics_period_words (const VigieMetricsCut *cut, GTimeZone *zone, VigieLang lang);

G_END_DECLS
