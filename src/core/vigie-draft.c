/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A draft: what a person did, before a device has recorded it.
 *
 * Its JSON form goes from one process to another on the same computer (vigiectl to the running
 * application). It only checks types; vigie_event_seal() checks what the values may be. */

#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * vigie_draft_new:
 * @stream: the stream it belongs to
 * @kind: what it is, like "note.added"
 * @occurred_usec: when it happened in the world
 * @author: who did it
 * @body_taken: (transfer full): a JSON object
 *
 * Returns: (transfer full): a draft that replaces nothing and has no id yet
 */
VigieDraft *
vigie_draft_new (const char *stream, const char *kind, gint64 occurred_usec, const char *author,
                 char *body_taken)
{
  VigieDraft *draft = g_new0 (VigieDraft, 1);

  draft->stream = g_strdup (stream);
  draft->kind = g_strdup (kind);
  draft->occurred_usec = occurred_usec;
  draft->author = g_strdup (author);
  draft->body = body_taken;
  return draft;
}

/**
 * vigie_draft_free:
 * @draft: (nullable) (transfer full): a draft
 */
void
vigie_draft_free (VigieDraft *draft)
{
  if (draft == NULL)
    return;

  g_free (draft->stream);
  g_free (draft->kind);
  g_free (draft->author);
  g_strfreev (draft->replaces);
  g_free (draft->body);
  g_free (draft->id);
  g_free (draft);
}

/**
 * vigie_draft_to_json:
 * @draft: a draft whose body is a JSON object
 *
 * Returns: (transfer full): @draft as one JSON object
 */
char *
vigie_draft_to_json (const VigieDraft *draft)
{
  g_autoptr (VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "stream", draft->stream);
  vigie_json_writer_member_string (writer, "kind", draft->kind);
  vigie_json_writer_member_int (writer, "occurred", draft->occurred_usec);
  vigie_json_writer_member_string (writer, "author", draft->author);
  if (draft->replaces != NULL)
    {
      vigie_json_writer_key (writer, "replaces");
      vigie_json_writer_begin_array (writer);
      for (gsize i = 0; draft->replaces[i] != NULL; i++)
        vigie_json_writer_string (writer, draft->replaces[i]);
      vigie_json_writer_end_array (writer);
    }
  vigie_json_writer_key (writer, "body");
  vigie_json_writer_raw (writer, draft->body);
  if (draft->id != NULL)
    vigie_json_writer_member_string (writer, "id", draft->id);
  vigie_json_writer_end_object (writer);

  return vigie_json_writer_steal (writer);
}

/* An absent list is none; an element that is no string spoils it. */
static gboolean
read_replaces (const VigieJson *json, VigieJsonNode list, GStrv *out)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (list == VIGIE_JSON_NONE)
    return TRUE;
  if (vigie_json_type (json, list) != VIGIE_JSON_ARRAY)
    return FALSE;

  ids = g_ptr_array_new_with_free_func (g_free);
  for (VigieJsonNode n = vigie_json_first (json, list); n != VIGIE_JSON_NONE;
       n = vigie_json_next (json, n))
    {
      char *id = vigie_json_string (json, n);

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
  *out = (GStrv) g_ptr_array_steal (ids, NULL);
  return TRUE;
}

/**
 * vigie_draft_from_json:
 * @json: what vigie_draft_to_json() made, from another process
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the draft; %NULL with %VIGIE_ERROR_INVALID or
 *   %VIGIE_ERROR_TOO_LARGE
 */
VigieDraft *
vigie_draft_from_json (const char *json, GError **error)
{
  g_autoptr (VigieJson) document
    = vigie_json_parse (json, strlen (json), VIGIE_EVENT_MAX_BYTES, error);
  g_autoptr (VigieDraft) draft = NULL;
  VigieJsonNode body, id;
  const char *span;
  gsize length;
  gboolean ok;

  if (document == NULL)
    return NULL;

  draft = g_new0 (VigieDraft, 1);
  draft->stream = vigie_json_member_string (document, 0, "stream");
  draft->kind = vigie_json_member_string (document, 0, "kind");
  draft->author = vigie_json_member_string (document, 0, "author");
  id = vigie_json_member (document, 0, "id");
  draft->id = vigie_json_string (document, id);
  body = vigie_json_member (document, 0, "body");
  span = vigie_json_span (document, body, &length);
  draft->body = g_strndup (span, length);

  ok = draft->stream != NULL && draft->kind != NULL && draft->author != NULL
       && (id == VIGIE_JSON_NONE || draft->id != NULL)
       && vigie_json_int (document, vigie_json_member (document, 0, "occurred"),
                          &draft->occurred_usec)
       && vigie_json_type (document, body) == VIGIE_JSON_OBJECT
       && read_replaces (document, vigie_json_member (document, 0, "replaces"), &draft->replaces);
  if (!ok)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _ ("This is not the draft of an event."));
      return NULL;
    }

  return g_steal_pointer (&draft);
}
