/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures come from strangers: a few bytes may claim a gigapixel. The kind is told by the first bytes and
 * only four kinds are decoded; the size is looked at before a pixel is, and what does not decode to its end
 * is refused with a sentence. Only a JPEG that was cut off, as a photo from a phone may be, is shown as far as it
 * goes, and the caller is told: its loader fills up the rest in silence. */

#include "vigie-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PIXELS_MAX (40 * 1000 * 1000)
#define FEED_BYTES (256 * 1024)

typedef struct
{
  GBytes *bytes;
  int max_px;
  gboolean is_part;
} Job;

static void
job_free (Job *job)
{
  g_bytes_unref (job->bytes);
  g_free (job);
}

/* The loader's name of the kind, or NULL. */
static const char *
kind_of (GBytes *bytes)
{
  static const struct { const char *begin; gsize length_bytes; const char *kind; } kinds[] = {
    { "\x89PNG\r\n\x1a\n", 8, "png" },
    { "\xff\xd8\xff", 3, "jpeg" },
    { "GIF8", 4, "gif" },
  };
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (bytes, &length_bytes);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (length_bytes > kinds[i].length_bytes && memcmp (data, kinds[i].begin, kinds[i].length_bytes) == 0)
      return kinds[i].kind;

  return length_bytes > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0 ? "webp" : NULL;
}

gboolean
vigie_picture_looks_like (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, FALSE);

  return kind_of (bytes) != NULL;
}

typedef struct
{
  int max_px;
  gboolean too_large;
} Limits;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Limits *limits)
{
  double scale = MIN (1.0, (double) limits->max_px / MAX (MAX (width, height), 1));

  limits->too_large = width <= 0 || height <= 0 || (gint64) width * height > PIXELS_MAX;
  if (limits->too_large)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  else
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

static gboolean
feed (GdkPixbufLoader *loader, Limits *limits, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize length_bytes = 0;
  const guchar *data = g_bytes_get_data (bytes, &length_bytes);

  for (gsize at = 0; at < length_bytes; at += FEED_BYTES)
    {
      if (limits->too_large || g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gdk_pixbuf_loader_write (loader, data + at, MIN (FEED_BYTES, length_bytes - at), error))
        return FALSE;
    }

  return !limits->too_large;
}

static GdkTexture *
texture_of (GdkPixbuf *pixbuf)
{
  g_autoptr(GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, pixels,
                                 (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/* The PNG loader takes what there is and does not complain about the rest. */
static gboolean
is_cut_off (const char *kind, GBytes *bytes)
{
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (bytes, &length_bytes);
  const char *end = data + length_bytes;

  if (strcmp (kind, "png") != 0)
    return FALSE;
  for (const char *at = end - 4; at >= data; at--)
    if (memcmp (at, "IEND", 4) == 0)
      return FALSE;

  return TRUE;
}

/* Where the next marker of a JPEG begins from @at on; @end when there is none. In coded data FF is followed by zero,
 * or by the number of a restart. */
static const guchar *
next_marker (const guchar *at, const guchar *end)
{
  for (; at + 1 < end; at++)
    if (at[0] == 0xff && at[1] != 0 && at[1] != 0xff && !(at[1] >= 0xd0 && at[1] <= 0xd7))
      return at;

  return end;
}

/* From segment to segment, since one of them may be a small picture with an end of its own. */
static gboolean
jpeg_has_end (GBytes *bytes)
{
  gsize length_bytes = 0;
  const guchar *data = g_bytes_get_data (bytes, &length_bytes);
  const guchar *end = data + length_bytes;
  const guchar *at = next_marker (data + 2, end);

  while (at + 1 < end && at[1] != 0xd9)
    {
      gsize segment_bytes = at + 3 < end ? (gsize) at[2] << 8 | at[3] : 0;

      if (segment_bytes < 2 || segment_bytes >= (gsize) (end - at) - 2)
        return FALSE;
      at = next_marker (at + 2 + segment_bytes, end);
    }

  return at + 1 < end;
}

static GdkTexture *
decode (Job *job, GCancellable *cancellable, gboolean *too_large, GError **error)
{
  const char *kind = kind_of (job->bytes);
  g_autoptr(GdkPixbufLoader) loader = NULL;
  Limits limits = { job->max_px, FALSE };
  GdkPixbuf *pixbuf;
  gboolean fed, closed;

  if (kind == NULL || is_cut_off (kind, job->bytes))
    return NULL;
  loader = gdk_pixbuf_loader_new_with_type (kind, error);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  fed = feed (loader, &limits, job->bytes, cancellable, error);
  /* A loader must be closed; once something failed its own complaint is of no more use. */
  closed = gdk_pixbuf_loader_close (loader, fed ? error : NULL);
  *too_large = limits.too_large;
  pixbuf = fed && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  job->is_part = strcmp (kind, "jpeg") == 0 && !jpeg_has_end (job->bytes);

  return pixbuf != NULL ? texture_of (pixbuf) : NULL;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  gboolean too_large = FALSE;
  GdkTexture *texture = decode (data, cancellable, &too_large, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else if (too_large)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", _("This picture is too large to be shown here; open it instead."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", _("This picture cannot be shown: it is damaged, cut off, or of an unknown kind."));
}

void
vigie_picture_load_async (GBytes *bytes, int max_px, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->bytes = g_bytes_ref (bytes);
  job->max_px = max_px;
  g_task_set_source_tag (task, vigie_picture_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_in_thread);
}

GdkTexture *
vigie_picture_load_finish (GAsyncResult *result, gboolean *is_part, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  *is_part = ((Job *) g_task_get_task_data (G_TASK (result)))->is_part;

  return g_task_propagate_pointer (G_TASK (result), error);
}
