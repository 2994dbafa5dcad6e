/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-delays.h"
#include "vigie-playbook.h"

/* The ten-section incident report as a model that every output (Markdown, HTML, PDF, screen) draws
 * from, so that they cannot disagree. Pure; built from the record in one language. */

G_BEGIN_DECLS

typedef enum { VIGIE_BLOCK_PARAGRAPH, VIGIE_BLOCK_HEADING, VIGIE_BLOCK_FIELDS, VIGIE_BLOCK_TABLE, VIGIE_BLOCK_LIST, VIGIE_BLOCK_MISSING } VigieBlockType;

typedef struct
{
  VigieBlockType type;
  char *text;               /* PARAGRAPH, HEADING (level 3), MISSING ("Not recorded: …") */
  GPtrArray *rows;          /* FIELDS: GStrv {label, value}; TABLE: GStrv, first row is the head; LIST: GStrv {text, depth}; depth, "0" to …, may be missing */
  GArray *widths;           /* TABLE: int shares of the width, one a column */
} VigieBlock;

typedef struct
{
  const char *id;           /* "summary", "impact", "timeline", "causes", "resolution", "went-well", "improve", "actions", "lessons", "annexes" */
  char *title;
  gboolean complete;        /* FALSE: something is missing (flag in the navigation) */
  gboolean edited;          /* a person wrote the text */
  char *text;               /* the editable text: written, else proposed from the record; may be "" */
  GPtrArray *blocks;        /* VigieBlock: everything the section shows, the text's paragraphs included */
} VigieReportPart;

typedef struct
{
  VigieLang lang;
  char *title;              /* "Rapport d'incident 2026-11-22-K7QF" */
  char *subtitle;           /* the incident's title */
  GPtrArray *head;          /* GStrv {label, value}: date, start, end, duration, severity, commander */
  GPtrArray *parts;         /* VigieReportPart, ten */
  GPtrArray *foot;          /* GStrv {label, value}: author, date, distribution, head of chain, playbook version */
} VigieReport;

/* @head_hash: hex of the chain's head or NULL; @author and @now_usec for the foot; zone for all times. */
VigieReport *vigie_report_new (const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang, GTimeZone *zone, const char *author, gint64 now_usec, const char *head_hash);
void vigie_report_free (VigieReport *report);
const VigieReportPart *vigie_report_part (const VigieReport *report, const char *id);

/* How deep a row of a LIST stands; 0: not at all. */
guint vigie_report_list_depth (GStrv row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieReport, vigie_report_free)

G_END_DECLS
