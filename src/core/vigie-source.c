/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-private.h"
#include "vigie-text.h"

#define SOURCE_MAX_CHARS 300

GHashTable *
vigie_incident_sources (const VigieIncident *incident)
{
  GHashTable *sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (incident != NULL, sources);

  for (guint i = 0; i < incident->events->len; i++)
    {
      const VigieEvent *event = incident->events->pdata[i];
      g_autoptr (VigieJson) body = NULL;
      char *source = NULL;

      if (event->redacted || strcmp (event->kind, "entry.logged") != 0)
        continue;
      body = vigie_event_body (event);
      source = body != NULL ? vigie_json_member_string (body, 0, "source") : NULL;
      if (source != NULL)
        g_hash_table_add (sources, source);
    }

  return sources;
}

GPtrArray *
vigie_act_log_from (const VigieIncident *incident,
                    const char *text,
                    const char *source,
                    const char *author,
                    gint64 at_usec,
                    GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_source = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_act_text (text, _ ("The text"), error);
  clean_source = clean != NULL
                     ? vigie_text_clean_line (source, _ ("The source"), SOURCE_MAX_CHARS, error)
                     : NULL;
  if (clean_source == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "kind", "note");
  vigie_json_writer_member_string (writer, "text", clean);
  vigie_json_writer_member_string (writer, "source", clean_source);

  return vigie_act_one (writer, incident, "entry.logged", at_usec, author, NULL);
}
