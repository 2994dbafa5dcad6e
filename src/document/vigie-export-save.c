/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing an export with its contents. Under another name first, moved into place when all of it is on the
 * disk: what stood there before is replaced by a whole file or by none. */

#include "vigie-export-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vigie-export-private.h"

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(VigieAttachment *const *) a)->hash, (*(VigieAttachment *const *) b)->hash);
}

GPtrArray *
vigie_export_attachments (GPtrArray *events)
{
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_attachment_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    {
      VigieAttachment *attachment = vigie_attachment_of_event (events->pdata[i]);

      if (attachment != NULL && g_hash_table_add (seen, attachment->hash))
        g_ptr_array_add (attachments, attachment);
      else
        vigie_attachment_free (attachment);
    }
  g_ptr_array_sort (attachments, compare_hashes);

  return attachments;
}

typedef struct
{
  int fd;
  const char *path; /* for sentences */
} Output;

static gboolean
write_bytes (Output *output, const char *data, gsize length_bytes, GError **error)
{
  while (length_bytes > 0)
    {
      gssize n = write (output->fd, data, length_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be written: %s."),
                       output->path, g_strerror (errno));
          return FALSE;
        }
      data += n;
      length_bytes -= (gsize) n;
    }

  return TRUE;
}

static gboolean
write_text (Output *output, const char *text, GError **error)
{
  return write_bytes (output, text, strlen (text), error);
}

static gboolean
write_pieces (Output *output, GBytes *content, GCancellable *cancellable, GError **error)
{
  gint64 size_bytes = (gint64) g_bytes_get_size (content);
  const guint8 *data = g_bytes_get_data (content, NULL);
  guint count = vigie_piece_count (size_bytes);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_base64_encode (data + (gsize) i * VIGIE_PIECE_BYTES, vigie_piece_bytes (size_bytes, i));

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_text (output, "\"", error)
          || !write_text (output, text, error) || !write_text (output, i + 1 < count ? "\",\n" : "\"\n", error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_content (Output *output, const VigieAttachment *attachment, GBytes *content, gboolean last, GCancellable *cancellable,
               GError **error)
{
  g_autofree char *begin = g_strdup_printf ("{\"hash\":\"%s\",\"size\":%" G_GINT64_FORMAT ",%s", attachment->hash,
                                            attachment->size_bytes, content != NULL ? "\"pieces\":[\n" : "\"missing\":true}");

  return write_text (output, begin, error)
         && (content == NULL || (write_pieces (output, content, cancellable, error) && write_text (output, "]}", error)))
         && write_text (output, last ? "\n" : ",\n", error);
}

typedef struct
{
  VigieContentSource source;
  gpointer data;
  guint n_missing;
  GCancellable *cancellable;
} Contents;

/* Content of another size than the event says is not the event's. */
static GBytes *
fetch (Contents *contents, const VigieAttachment *attachment, gboolean *ok, GError **error)
{
  g_autoptr(GBytes) content = NULL;

  *ok = contents->source == NULL || contents->source (attachment->hash, &content, contents->data, error);
  if (!*ok)
    return NULL;
  if (content != NULL && (gint64) g_bytes_get_size (content) == attachment->size_bytes)
    return g_steal_pointer (&content);
  contents->n_missing++;

  return NULL;
}

static gboolean
write_contents (Output *output, Contents *contents, GPtrArray *attachments, GError **error)
{
  if (!write_text (output, ",\n" VIGIE_EXPORT_CONTENTS_LINE "\n", error))
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    {
      gboolean ok = FALSE;
      g_autoptr(GBytes) content = fetch (contents, attachments->pdata[i], &ok, error);

      if (!ok || !write_content (output, attachments->pdata[i], content, i + 1 == attachments->len, contents->cancellable, error))
        return FALSE;
    }

  return write_text (output, "]}\n", error);
}

static gboolean
write_all (Output *output, Contents *contents, GPtrArray *events, const char *ref, const char *title, GError **error)
{
  g_autoptr(GPtrArray) attachments = vigie_export_attachments (events);
  g_autoptr(GBytes) head = vigie_export_head (events, ref, title, attachments->len > 0 ? 2 : 1);
  gsize length_bytes = 0;
  const char *text = g_bytes_get_data (head, &length_bytes);

  if (attachments->len == 0)
    return write_bytes (output, text, length_bytes, error);

  /* Without the brace and the line's end, which come behind the contents. */
  return write_bytes (output, text, length_bytes - 2, error) && write_contents (output, contents, attachments, error);
}

static gboolean
finish_file (Output *output, const char *draft, GError **error)
{
  gboolean ok = fsync (output->fd) == 0;

  ok = close (output->fd) == 0 && ok && g_rename (draft, output->path) == 0;
  if (!ok)
    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be written: %s."), output->path,
                 g_strerror (errno));

  return ok;
}

gboolean
vigie_export_save (const char *path, GPtrArray *events, const char *ref, const char *title, VigieContentSource source,
                   gpointer data, guint *n_missing, GCancellable *cancellable, GError **error)
{
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  Contents contents = { source, data, 0, cancellable };
  Output output = { g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600), path };
  gboolean ok;

  g_return_val_if_fail (path != NULL && events != NULL && events->len > 0, FALSE);

  if (output.fd < 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be written: %s."), path,
                   g_strerror (errno));
      return FALSE;
    }
  ok = write_all (&output, &contents, events, ref, title, error);
  if (!ok)
    close (output.fd);
  ok = ok && finish_file (&output, draft, error);
  if (!ok)
    g_unlink (draft);
  else if (n_missing != NULL)
    *n_missing = contents.n_missing;

  return ok;
}
