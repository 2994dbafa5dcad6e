/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One door to every file an incident can become. Files are written whole or not at all and with mode 0600:
 * they hold names, numbers and what went wrong. */

#include "vigie-document.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vigie-calendar.h"
#include "vigie-csv.h"
#include "vigie-error.h"
#include "vigie-export.h"

static const struct
{
  const char *word;
  const char *extension;
} formats[] = {
  [VIGIE_FORMAT_JSON] = { "json", "json" },
  [VIGIE_FORMAT_MARKDOWN] = { "markdown", "md" },
  [VIGIE_FORMAT_HTML] = { "html", "html" },
  [VIGIE_FORMAT_PDF] = { "pdf", "pdf" },
  [VIGIE_FORMAT_CSV] = { "csv", "csv" },
  [VIGIE_FORMAT_ICS] = { "ics", "ics" },
};

const char *
vigie_format_to_word (VigieFormat format)
{
  return formats[format].word;
}

const char *
vigie_format_extension (VigieFormat format)
{
  return formats[format].extension;
}

gboolean
vigie_format_from_word (const char *word, VigieFormat *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (word, formats[i].word) == 0)
      {
        *out = (VigieFormat) i;
        return TRUE;
      }

  return FALSE;
}

static GBytes *
bytes_of (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_record (VigieIncident *incident)
{
  return vigie_export_events (incident->events, incident->ref, incident->title);
}

GBytes *
vigie_document_make (VigieIncident *incident, const VigiePlaybook *playbook, VigieFormat format, VigieLang lang,
                     GTimeZone *zone, const char *author, gint64 now_usec, const char *head_hash,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr(VigieReport) report = NULL;

  if (format == VIGIE_FORMAT_JSON)
    return make_record (incident);
  if (format == VIGIE_FORMAT_CSV)
    return bytes_of (vigie_csv_from_timeline (incident, playbook));
  if (format == VIGIE_FORMAT_ICS)
    return bytes_of (vigie_calendar_of_incident (incident, playbook, lang, now_usec));

  report = vigie_report_new (incident, playbook, lang, zone, author, now_usec, head_hash);
  if (format == VIGIE_FORMAT_MARKDOWN)
    return bytes_of (vigie_markdown_from_report (report));
  if (format == VIGIE_FORMAT_HTML)
    return bytes_of (vigie_html_from_report (report));

  return vigie_pdf_from_report (report, cancellable, error);
}

gboolean
vigie_document_save (const char *path, GBytes *bytes, GError **error)
{
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (bytes, &length_bytes);

  return g_file_set_contents_full (path, data != NULL ? data : "", (gssize) length_bytes,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

GBytes *
vigie_document_read (const char *path, gsize max_bytes, GError **error)
{
  GStatBuf info;
  char *data = NULL;
  gsize length_bytes = 0;

  if (g_stat (path, &info) == 0 && info.st_size > 0 && (guint64) info.st_size > max_bytes)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("“%s” is larger than %zu bytes."), path, max_bytes);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &length_bytes, error))
    return NULL;

  return g_bytes_new_take (data, length_bytes);
}
