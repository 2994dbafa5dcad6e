/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The record as one JSON file. Writing is a pure function of the events, so the reader can end with the
 * strictest check there is: it writes the file anew from what it read and compares byte for byte. A changed
 * space, title or order is found like a changed event; what differs is said with the event it touches.
 *
 * Keys in the file prove that the same device wrote its events, not who owns that device: "consistent",
 * never "trusted". */

#include "vigie-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-json.h"
#include "vigie-json-writer.h"

#define EXPORT_FORMAT "vigie-export"

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return vigie_event_compare (*(const VigieEvent *const *) a, *(const VigieEvent *const *) b);
}

static GPtrArray *
sorted (GPtrArray *events)
{
  GPtrArray *copy = g_ptr_array_copy (events, (GCopyFunc) vigie_event_ref, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) vigie_event_unref);
  g_ptr_array_sort (copy, compare_events);

  return copy;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_author (GHashTable *devices, const VigieEvent *event)
{
  char *device = vigie_hex (event->device, VIGIE_KEY_BYTES);
  GPtrArray *authors = g_hash_table_lookup (devices, device);

  if (authors == NULL)
    {
      authors = g_ptr_array_new ();
      g_hash_table_insert (devices, g_strdup (device), authors);
    }
  if (!g_ptr_array_find_with_equal_func (authors, event->author, g_str_equal, NULL))
    g_ptr_array_add (authors, (gpointer) event->author);
  g_free (device);
}

static void
write_devices (VigieJsonWriter *writer, GPtrArray *events)
{
  g_autoptr(GHashTable) devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < events->len; i++)
    add_author (devices, g_ptr_array_index (events, i));
  g_hash_table_iter_init (&iter, devices);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_strings);

  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < keys->len; i++)
    {
      GPtrArray *authors = g_hash_table_lookup (devices, g_ptr_array_index (keys, i));

      g_ptr_array_sort (authors, compare_strings);
      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "device", g_ptr_array_index (keys, i));
      vigie_json_writer_key (writer, "authors");
      vigie_json_writer_begin_array (writer);
      for (guint j = 0; j < authors->len; j++)
        vigie_json_writer_string (writer, g_ptr_array_index (authors, j));
      vigie_json_writer_end_array (writer);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
append_hex (VigieJsonWriter *writer, const char *name, const guint8 *bytes, gsize length_bytes)
{
  g_autofree char *hex = vigie_hex (bytes, length_bytes);

  vigie_json_writer_member_string (writer, name, hex);
}

static void
append_event (GString *out, const VigieEvent *event, const guint8 *link)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *bytes = g_strndup (event->bytes, event->length_bytes);
  g_autofree char *line = NULL;

  g_return_if_fail (event->redacted || event->length_bytes > 0);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "bytes", bytes);
  append_hex (writer, "signature", event->signature, VIGIE_SIGNATURE_BYTES);
  append_hex (writer, "hash", event->hash, VIGIE_HASH_BYTES);
  append_hex (writer, "link", link, VIGIE_HASH_BYTES);
  vigie_json_writer_end_object (writer);
  line = vigie_json_writer_steal (writer);
  g_string_append (out, line);
}

static void
append_member (GString *out, const char *name, const char *value)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  vigie_json_writer_string (writer, value);
  text = vigie_json_writer_steal (writer);
  g_string_append_printf (out, "\"%s\":%s", name, text);
}

static void
append_head (GString *out, GPtrArray *events, const char *ref, const char *title, int version)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);
  const VigieEvent *first = g_ptr_array_index (events, 0);
  g_autofree char *devices = NULL;

  g_string_append_printf (out, "{\"format\":\"%s\",\"version\":%d,\n", EXPORT_FORMAT, version);
  append_member (out, "stream", first->stream);
  g_string_append (out, ",");
  append_member (out, "ref", ref);
  g_string_append (out, ",");
  append_member (out, "title", title);
  write_devices (writer, events);
  devices = vigie_json_writer_steal (writer);
  g_string_append_printf (out, ",\n\"devices\":%s,\n\"events\":[\n", devices);
}

GBytes *
vigie_export_head (GPtrArray *events, const char *ref, const char *title, int version)
{
  g_autoptr(GPtrArray) ordered = sorted (events);
  GString *out = g_string_new (NULL);
  guint8 link[VIGIE_HASH_BYTES];
  g_autofree char *head = NULL;

  g_return_val_if_fail (events->len > 0, NULL);

  append_head (out, ordered, ref, title, version);
  for (guint i = 0; i < ordered->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (ordered, i);

      vigie_chain_link (i > 0 ? link : NULL, event, link);
      append_event (out, event, link);
      g_string_append (out, i + 1 < ordered->len ? ",\n" : "\n");
    }
  head = vigie_hex (link, VIGIE_HASH_BYTES);
  g_string_append_printf (out, "],\n\"count\":%u,\"head\":\"%s\"}\n", ordered->len, head);

  return g_string_free_to_bytes (out);
}

GBytes *
vigie_export_events (GPtrArray *events, const char *ref, const char *title)
{
  return vigie_export_head (events, ref, title, 1);
}

gboolean
vigie_export_looks_like (GBytes *bytes)
{
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &length_bytes);

  for (gsize i = 0; i < length_bytes; i++)
    if (!g_ascii_isspace (text[i]))
      return text[i] == '{';

  return FALSE;
}
