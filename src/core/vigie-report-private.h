/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-report.h"

/* Private to vigie-report*.c. */

G_BEGIN_DECLS

typedef struct
{
  const VigieIncident *incident;
  const VigiePlaybook *playbook;
  VigieLang lang;
  GTimeZone *zone;
  const char *head_hash;     /* or NULL */
  gboolean with_dates;       /* the incident crosses midnight: every time bears its date */
  VigieDelays delays;
} VigieReportBuild;

/* English or French. */
const char *vigie_report_pick (const VigieReportBuild *build, const char *english, const char *french) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
char *vigie_report_time (const VigieReportBuild *build, gint64 time_usec);
char *vigie_report_duration (const VigieReportBuild *build, gint64 duration_usec);
char *vigie_report_fact (const VigieReportBuild *build, const char *name); /* NULL when not known; owned */
char *vigie_report_missing_words (const VigieReportBuild *build, const char *what); /* "Not recorded: …" */
gint64 vigie_report_start (const VigieReportBuild *build);
/* Whether an entry was typed by a person and stands. */
gboolean vigie_report_is_typed (const VigieEntry *entry);

/* vigie-report-text.c: the text proposed for a section; owned, may be "". */
char *vigie_report_propose (const VigieReportBuild *build, const char *section);

/* vigie-report-parts.c: everything a section shows. */
void vigie_report_fill (const VigieReportBuild *build, VigieReportPart *part);
/* vigie-report-annexes.c */
/* vigie-report-causes.c */
void vigie_report_fill_causes (const VigieReportBuild *build, VigieReportPart *part);
void vigie_report_fill_annexes (const VigieReportBuild *build, VigieReportPart *part);
/* vigie-report-timeline.c */
void vigie_report_fill_timeline (const VigieReportBuild *build, VigieReportPart *part);

/* A part without blocks or text of its own; both copied. */
VigieReportPart *vigie_report_part_new (const char *id, const char *title);
void vigie_report_part_free (VigieReportPart *part);

/* Blocks. Texts are copied; rows end with NULL. */
VigieBlock *vigie_report_add_block (VigieReportPart *part, VigieBlockType type, const char *text);
void vigie_report_add_missing (const VigieReportBuild *build, VigieReportPart *part, const char *what);
void vigie_report_add_text (VigieReportPart *part, const char *text);
void vigie_report_add_row (VigieBlock *block, ...) G_GNUC_NULL_TERMINATED;
VigieBlock *vigie_report_add_table (VigieReportPart *part, const int *widths, guint n_widths);

G_END_DECLS
