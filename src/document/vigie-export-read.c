/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading an export: see vigie-export.c for why it ends with a comparison byte for byte. */

#include "vigie-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-incident.h"
#include "vigie-json.h"

static gboolean
tampered (GError **error, guint number, const char *id, const char *what)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("Event %u (%s): %s."), number, id != NULL ? id : "?", what);
  return FALSE;
}

/* Which event's line byte @offset stands on, from 1, for faults that leave no JSON to read; 0 if it is none.
 * @id gets the event's id when it can still be read. */
static guint
event_near (const char *text, gsize length_bytes, gsize offset, char **id)
{
  static const char list_mark[] = "\"events\":[\n", id_mark[] = "\\\"id\\\":\\\"";
  const char *list = g_strstr_len (text, (gssize) length_bytes, list_mark);
  const char *line = list != NULL ? list + sizeof list_mark - 1 : NULL, *end, *found;
  guint number = 1;

  *id = NULL;
  if (line == NULL || text + offset < line)
    return 0;
  for (const char *p = line; p < text + MIN (offset, length_bytes); p++)
    if (*p == '\n')
      {
        line = p + 1;
        number++;
      }
  if (line >= text + length_bytes || *line == ']' || *line == '"')
    return 0;
  end = memchr (line, '\n', length_bytes - (gsize) (line - text));
  if (end == NULL)
    end = text + length_bytes;
  found = g_strstr_len (line, end - line, id_mark);
  if (found != NULL && end - found >= (gssize) (sizeof id_mark - 1 + VIGIE_ID_LENGTH))
    *id = g_utf8_make_valid (found + sizeof id_mark - 1, VIGIE_ID_LENGTH);

  return number;
}

static gsize
offset_of_line (const char *text, gsize length_bytes, guint wanted)
{
  guint line = 1;

  for (gsize i = 0; i < length_bytes; i++)
    {
      if (line == wanted)
        return i;
      line += text[i] == '\n';
    }

  return length_bytes;
}

/* "Line 7, column 90: …" of the JSON reader, said with the event that stands there. */
static void
name_event_of_line (const char *text, gsize length_bytes, GError **error)
{
  const char *digits = strpbrk ((*error)->message, "0123456789");
  guint line = digits != NULL ? (guint) g_ascii_strtoull (digits, NULL, 10) : 1;
  g_autofree char *id = NULL;
  guint number = event_near (text, length_bytes, offset_of_line (text, length_bytes, line), &id);
  g_autofree char *message = NULL;

  if (number == 0)
    return;
  message = g_strdup_printf (_("Event %u (%s): the file is damaged here: %s"), number, id != NULL ? id : "?", (*error)->message);
  g_clear_error (error);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, message);
}

static gboolean
check_form (const VigieJson *json, int expected, GError **error)
{
  g_autofree char *format = NULL;
  gint64 version;

  if (vigie_json_type (json, 0) == VIGIE_JSON_OBJECT)
    format = vigie_json_member_string (json, 0, "format");
  if (g_strcmp0 (format, "vigie-export") != 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("This is no export of Vigie."));
      return FALSE;
    }
  version = vigie_json_member_int (json, 0, "version", 0);
  if (version < 1 || version > 2)
    {
      g_set_error (error, VIGIE_ERROR, version > 2 ? VIGIE_ERROR_UNSUPPORTED : VIGIE_ERROR_INVALID,
                   _("This export has version %lld; this Vigie reads versions 1 and 2."), (long long) version);
      return FALSE;
    }
  if (version != expected)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                           _("The file was changed: its version and its contents do not go together."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
member_hex (const VigieJson *json, VigieJsonNode node, const char *name, guint8 *out, gsize length_bytes)
{
  g_autofree char *hex = vigie_json_member_string (json, node, name);

  return hex != NULL && vigie_unhex (hex, out, length_bytes);
}

typedef struct
{
  GHashTable *newest; /* device hex → VigieEvent *, borrowed from events */
  GPtrArray *events;
  guint8 link[VIGIE_HASH_BYTES];
} Check;

static gboolean
check_follows (Check *check, VigieEvent *event, guint number, GError **error)
{
  char *device = vigie_hex (event->device, VIGIE_KEY_BYTES);
  VigieEvent *previous = g_hash_table_lookup (check->newest, device);
  g_autoptr(GError) inner = NULL;
  gboolean ok = vigie_event_follows (event, previous, &inner);

  g_hash_table_insert (check->newest, device, event);
  if (!ok)
    return tampered (error, number, event->id, _("it does not follow the previous event of its device"));

  return TRUE;
}

static gboolean
check_event (Check *check, const VigieJson *json, VigieJsonNode node, VigieEvent *event, guint number, GError **error)
{
  guint8 hash[VIGIE_HASH_BYTES], link[VIGIE_HASH_BYTES];

  if (!member_hex (json, node, "hash", hash, sizeof hash) || memcmp (hash, event->hash, sizeof hash) != 0)
    return tampered (error, number, event->id, _("its content does not agree with its hash"));
  if (!vigie_event_verify (event, NULL))
    return tampered (error, number, event->id, _("its signature does not agree with its content"));
  if (!check_follows (check, event, number, error))
    return FALSE;
  vigie_chain_link (number > 1 ? check->link : NULL, event, check->link);
  if (!member_hex (json, node, "link", link, sizeof link) || memcmp (link, check->link, sizeof link) != 0)
    return tampered (error, number, event->id, _("the chain is broken here"));

  return TRUE;
}

static gboolean
read_event (Check *check, const VigieJson *json, VigieJsonNode node, guint number, GError **error)
{
  g_autofree char *bytes = vigie_json_member_string (json, node, "bytes");
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  g_autoptr(GError) inner = NULL;
  VigieEvent *event;

  if (bytes == NULL || !member_hex (json, node, "signature", signature, sizeof signature))
    return tampered (error, number, NULL, _("its bytes or its signature are missing"));
  event = vigie_event_parse (bytes, strlen (bytes), signature, &inner);
  if (event == NULL)
    {
      const char *found = strstr (bytes, "\"id\":\"");
      g_autofree char *id = found != NULL ? g_strndup (found + 6, 36) : NULL;

      return tampered (error, number, id, inner->message);
    }
  g_ptr_array_add (check->events, event);

  return check_event (check, json, node, event, number, error);
}

/* Two exports that differ: the event at the first differing byte, or the head of the file. */
static gboolean
compare_files (GBytes *given, GBytes *made, GError **error)
{
  gsize given_bytes = 0, made_bytes = 0, at = 0;
  const char *a = g_bytes_get_data (given, &given_bytes);
  const char *b = g_bytes_get_data (made, &made_bytes);
  g_autofree char *id = NULL;
  guint number;

  while (at < given_bytes && at < made_bytes && a[at] == b[at])
    at++;
  if (at == given_bytes && at == made_bytes)
    return TRUE;
  number = event_near (b, made_bytes, at, &id);
  if (number > 0)
    return tampered (error, number, id, _("the file was changed here"));
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
               _("The file was changed outside its events (byte %zu)."), at + 1);

  return FALSE;
}

static gboolean
check_whole (Check *check, GBytes *bytes, int version, const VigiePlaybook *playbook, GError **error)
{
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(GBytes) made = NULL;

  if (check->events->len == 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The export holds no event."));
      return FALSE;
    }
  incident = vigie_incident_fold (check->events, playbook, VIGIE_TIME_NONE, error);
  if (incident == NULL)
    return FALSE;
  made = vigie_export_head (check->events, incident->ref, incident->title, version);

  return compare_files (bytes, made, error);
}

GPtrArray *
vigie_export_read_head (GBytes *bytes, int version, const VigiePlaybook *playbook, GError **error)
{
  g_autoptr(GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GError) inner = NULL;
  g_autoptr(VigieJson) json = vigie_json_parse_bytes (bytes, VIGIE_EXPORT_MAX_BYTES, &inner);
  Check check = { newest, events, { 0 } };
  VigieJsonNode list, node;
  guint number = 1;

  if (json == NULL)
    {
      gsize length_bytes = 0;
      const char *text = g_bytes_get_data (bytes, &length_bytes);

      name_event_of_line (text, length_bytes, &inner);
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (!check_form (json, version, error))
    return NULL;
  list = vigie_json_member (json, 0, "events");
  if (list == VIGIE_JSON_NONE || vigie_json_type (json, list) != VIGIE_JSON_ARRAY)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The export has no list of events."));
      return NULL;
    }
  for (node = vigie_json_first (json, list); node != VIGIE_JSON_NONE; node = vigie_json_next (json, node))
    if (!read_event (&check, json, node, number++, error))
      return NULL;
  if (!check_whole (&check, bytes, version, playbook, error))
    return NULL;

  return g_steal_pointer (&events);
}

GPtrArray *
vigie_export_read (GBytes *bytes, const VigiePlaybook *playbook, GError **error)
{
  return vigie_export_read_head (bytes, 1, playbook, error);
}
