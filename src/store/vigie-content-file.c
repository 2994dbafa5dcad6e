/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading what somebody dropped, pasted or named. The file is another program's: it may be a folder, a
 * pipe that never ends, a log that grows while it is read, or gone by now. So its kind is looked at
 * first, and reading stops one byte behind the limit whatever size was announced. */

#include "vigie-content-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

#define READ_BYTES (64 * 1024)
#define TYPE_BYTES 4096
#define NAME_MAX_CHARS 255

char *
vigie_content_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *display = base != NULL ? g_filename_display_name (base) : NULL;

  if (display == NULL || *display == '\0')
    return g_strdup ("?");
  if (g_utf8_strlen (display, -1) <= NAME_MAX_CHARS)
    return g_steal_pointer (&display);

  return g_utf8_substring (display, 0, NAME_MAX_CHARS);
}

static gboolean
too_large (const char *name, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
               _("“%s” is larger than 25 MiB, the most that is kept as evidence."), name);

  return FALSE;
}

/* The sentence names the file; the system's own words only where none of ours fits. */
static void
say_error (const char *name, GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("“%s” is no longer there."), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” cannot be read: you may not open it."), name);
  else
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” cannot be read: %s"), name, cause->message);
}

static gboolean
check_kind (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                 G_FILE_QUERY_INFO_NONE, cancellable, &cause);

  if (info == NULL)
    {
      say_error (name, cause, error);
      return FALSE;
    }
  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_REGULAR:
      return g_file_info_get_size (info) <= VIGIE_ATTACHMENT_MAX_BYTES || too_large (name, error);
    case G_FILE_TYPE_DIRECTORY:
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is a folder; only files are kept as evidence."), name);
      return FALSE;
    default:
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no ordinary file; it cannot be kept."), name);
      return FALSE;
    }
}

static gboolean
read_all (GInputStream *stream, GByteArray *content, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  g_autoptr(GError) cause = NULL;
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, READ_BYTES, cancellable, &cause)) > 0)
    {
      g_byte_array_append (content, buffer, (guint) n);
      if (content->len > VIGIE_ATTACHMENT_MAX_BYTES)
        return too_large (name, error);
    }
  if (n < 0)
    say_error (name, cause, error);

  return n == 0;
}

/**
 * vigie_content_read_file:
 * @file: what is to be kept
 * @cancellable: (nullable): stops it
 * @error: return location for a #VigieError, or CANCELLED
 *
 * Returns: (transfer full) (nullable): all of it
 */
GBytes *
vigie_content_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GByteArray) content = NULL;
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = vigie_content_name (file);
  if (!check_kind (file, name, cancellable, error))
    return NULL;
  stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL)
    {
      say_error (name, cause, error);
      return NULL;
    }
  content = g_byte_array_new ();
  if (!read_all (G_INPUT_STREAM (stream), content, name, cancellable, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

char *
vigie_content_guess_type (const char *name, GBytes *content)
{
  gsize length_bytes = 0;
  const guint8 *data = g_bytes_get_data (content, &length_bytes);
  gboolean uncertain = FALSE;
  g_autofree char *type = g_content_type_guess (name, data, MIN (length_bytes, TYPE_BYTES), &uncertain);
  char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

  if (g_strcmp0 (mime, "application/octet-stream") == 0)
    g_clear_pointer (&mime, g_free);

  return mime;
}

char *
vigie_content_hash (GBytes *content)
{
  gsize length_bytes = 0;
  gconstpointer data = g_bytes_get_data (content, &length_bytes);
  guint8 hash[VIGIE_HASH_BYTES];

  vigie_hash (data, length_bytes, hash);

  return vigie_hex (hash, sizeof hash);
}
