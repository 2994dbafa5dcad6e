/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-incident.h"
#include "vigie-playbook.h"
#include "vigie-report.h"

/* Texts and files of an incident. Everything here is for a worker thread or a command-line program:
 * it may take a second on a large incident; nothing touches the store. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_FORMAT_JSON,      /* the record: all events, signatures, chain */
  VIGIE_FORMAT_MARKDOWN,  /* the ten-section report */
  VIGIE_FORMAT_HTML,
  VIGIE_FORMAT_PDF,
  VIGIE_FORMAT_CSV,       /* the timeline */
  VIGIE_FORMAT_ICS,       /* the deadlines */
} VigieFormat;

const char *vigie_format_to_word (VigieFormat format); /* "json", "markdown", … */
gboolean vigie_format_from_word (const char *word, VigieFormat *out);
const char *vigie_format_extension (VigieFormat format); /* "md" */

/**
 * vigie_document_make:
 * @incident: the incident
 * @lang: language of the report; has no meaning for JSON and CSV
 * @zone: zone in which the report says its times; CSV and JSON are in UTC
 * @author: who makes it, for the foot
 * @head_hash: hex of the chain's head, or NULL
 * @cancellable: (nullable): looked at between pages
 *
 * Makes the file's content in memory.
 *
 * Returns: (transfer full): the bytes, or NULL with a VigieError or a GIOError.
 */
GBytes *vigie_document_make (VigieIncident *incident, const VigiePlaybook *playbook, VigieFormat format, VigieLang lang, GTimeZone *zone, const char *author, gint64 now_usec, const char *head_hash, GCancellable *cancellable, GError **error);

/* Writes @bytes to @path whole or not at all, mode 0600. */
gboolean vigie_document_save (const char *path, GBytes *bytes, GError **error);
/* Reads a file of at most @max_bytes; TOO_LARGE, or the file system's sentence. */
GBytes *vigie_document_read (const char *path, gsize max_bytes, GError **error);

/* The report model in the three readable forms. */
char *vigie_markdown_from_report (const VigieReport *report);
char *vigie_html_from_report (const VigieReport *report);
GBytes *vigie_pdf_from_report (const VigieReport *report, GCancellable *cancellable, GError **error);

G_END_DECLS
