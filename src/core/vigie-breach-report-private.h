/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach-report.h"
#include "vigie-report-private.h"

/* Private to the documents about breaches: an empty document, and the tables that several of them show. */

G_BEGIN_DECLS

VigieReport *vigie_breach_document_new (const char *title, const char *subtitle, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);
void vigie_breach_document_field (GPtrArray *fields, const char *label, const char *value);
/* A part with that title, added. Borrowed. */
VigieReportPart *vigie_breach_document_part (VigieReport *report, const char *title);
void vigie_breach_document_times (VigieReportPart *part, const VigieBreach *breach, GTimeZone *zone, VigieLang lang);
void vigie_breach_document_score (VigieReportPart *part, const VigieBreach *breach, const VigiePlaybook *playbook, VigieLang lang);
void vigie_breach_document_facts (VigieReportPart *part, const VigieIncident *incident, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang);
void vigie_breach_document_rules (VigieReportPart *part, const VigieBreach *breach, GTimeZone *zone, VigieLang lang);

G_END_DECLS
