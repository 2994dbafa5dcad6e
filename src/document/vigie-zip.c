/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory at the end of the archive is believed only as far as it can be checked: places and sizes lie within the
 * file, and zlib gets a buffer of the size that was promised and not a byte more. Archives of the 64-bit form are larger
 * than what is taken anyway. */

#include "vigie-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "vigie-document.h"
#include "vigie-error.h"

#define FILE_MAX_BYTES   ((gsize) 64 * 1024 * 1024)
#define ENTRIES_MAX      20000
#define ENTRY_MAX_BYTES  ((guint64) 32 * 1024 * 1024)
#define TOTAL_MAX_BYTES  ((guint64) 512 * 1024 * 1024)
#define SWELL_MAX        200
#define SWELL_FREE_BYTES ((guint64) 64 * 1024)
#define NAME_MAX_BYTES   512

#define END_BYTES   22
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30

typedef struct
{
  char *name;
  guint32 sum, packed, size, place;
  guint16 method;
} Entry;

struct _VigieZip
{
  GBytes *bytes;
  const guint8 *data;
  gsize length;
  GArray *entries;
};

static guint16
word16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
word32 (const guint8 *at)
{
  return (guint32) word16 (at) | (guint32) word16 (at + 2) << 16;
}

static gboolean
refuse (GError **error, int code, const char *sentence)
{
  g_set_error_literal (error, VIGIE_ERROR, code, sentence);

  return FALSE;
}

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->name);
}

void
vigie_zip_free (VigieZip *zip)
{
  if (zip == NULL)
    return;
  g_clear_pointer (&zip->bytes, g_bytes_unref);
  g_array_unref (zip->entries);
  g_free (zip);
}

/* ---- The directory ---- */

static const guint8 *
find_end (const VigieZip *zip)
{
  gsize most = MIN (zip->length, (gsize) END_BYTES + G_MAXUINT16);

  for (gsize back = END_BYTES; back <= most; back++)
    {
      const guint8 *at = zip->data + zip->length - back;

      if (word32 (at) == 0x06054b50 && (gsize) END_BYTES + word16 (at + 20) == back)
        return at;
    }

  return NULL;
}

static gboolean
is_harmless (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (*name == '\0' || *name == '/' || strchr (name, '\\') != NULL
      || strchr (name, ':') == name + 1)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0)
      return FALSE;

  return TRUE;
}

static gboolean
check_entry (const VigieZip *zip, const Entry *entry, guint16 flags, guint64 total, GError **error)
{
  if (!g_utf8_validate (entry->name, -1, NULL) || !is_harmless (entry->name))
    return refuse (error, VIGIE_ERROR_INVALID,
                   _ ("The archive has an entry whose name leads out of it; nothing was taken."));
  if (flags & 1)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("The archive is encrypted."));
  if (entry->size > ENTRY_MAX_BYTES || total > TOTAL_MAX_BYTES)
    return refuse (error, VIGIE_ERROR_TOO_LARGE,
                   _ ("The archive holds more than is taken at once."));
  if (entry->size > SWELL_FREE_BYTES && entry->size / SWELL_MAX > entry->packed)
    return refuse (
        error, VIGIE_ERROR_TOO_LARGE,
        _ ("The archive swells beyond what text does when it is unpacked; nothing was taken."));
  if ((entry->method != 0 && entry->method != 8) || entry->place > zip->length)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));

  return TRUE;
}

static gboolean
read_entry (VigieZip *zip, gsize *at, gsize end, guint64 *total, GError **error)
{
  const guint8 *data = zip->data + *at;
  Entry entry = { NULL };
  gsize name_length;

  if (end - *at < ENTRY_BYTES || word32 (data) != 0x02014b50)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));
  name_length = word16 (data + 28);
  if (name_length > NAME_MAX_BYTES
      || end - *at - ENTRY_BYTES < name_length + word16 (data + 30) + word16 (data + 32)
      || memchr (data + ENTRY_BYTES, '\0', name_length) != NULL)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));
  entry.method = word16 (data + 10);
  entry.sum = word32 (data + 16);
  entry.packed = word32 (data + 20);
  entry.size = word32 (data + 24);
  entry.place = word32 (data + 42);
  entry.name = g_strndup ((const char *) data + ENTRY_BYTES, name_length);
  *total += entry.size;
  g_array_append_val (zip->entries, entry);
  *at += ENTRY_BYTES + name_length + word16 (data + 30) + word16 (data + 32);

  return check_entry (zip, &entry, word16 (data + 8), *total, error);
}

static gboolean
read_directory (VigieZip *zip, GError **error)
{
  const guint8 *end = find_end (zip);
  gsize at, stop;
  guint64 total = 0;
  guint n;

  if (end == NULL)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));
  n = word16 (end + 10);
  if (n > ENTRIES_MAX || word32 (end + 16) == G_MAXUINT32)
    return refuse (error, VIGIE_ERROR_TOO_LARGE, _ ("The archive has too many entries."));
  at = word32 (end + 16);
  stop = (gsize) (end - zip->data);
  if (at > stop)
    return refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));
  for (guint i = 0; i < n; i++)
    if (!read_entry (zip, &at, stop, &total, error))
      return FALSE;

  return TRUE;
}

VigieZip *
vigie_zip_open (const char *path, GError **error)
{
  g_autoptr (VigieZip) zip = g_new0 (VigieZip, 1);

  g_return_val_if_fail (path != NULL, NULL);

  zip->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (zip->entries, entry_clear);
  zip->bytes = vigie_document_read (path, FILE_MAX_BYTES, error);
  if (zip->bytes == NULL)
    return NULL;
  zip->data = g_bytes_get_data (zip->bytes, &zip->length);
  if (!read_directory (zip, error))
    return NULL;

  return g_steal_pointer (&zip);
}

guint
vigie_zip_n_entries (const VigieZip *zip)
{
  return zip->entries->len;
}

const char *
vigie_zip_name (const VigieZip *zip, guint index)
{
  g_return_val_if_fail (index < zip->entries->len, NULL);

  return g_array_index (zip->entries, Entry, index).name;
}

int
vigie_zip_find (const VigieZip *zip, const char *name)
{
  for (guint i = 0; i < zip->entries->len; i++)
    if (strcmp (g_array_index (zip->entries, Entry, i).name, name) == 0)
      return (int) i;

  return -1;
}

/* ---- Content ---- */

static gboolean
unpack (const guint8 *packed, const Entry *entry, guint8 *out)
{
  z_stream stream = { .next_in = (guint8 *) packed,
                      .avail_in = entry->packed,
                      .next_out = out,
                      .avail_out = entry->size };
  int result;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return FALSE;
  result = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);

  return result == Z_STREAM_END && stream.avail_out == 0;
}

GBytes *
vigie_zip_read (const VigieZip *zip, guint index, GError **error)
{
  const Entry *entry;
  const guint8 *local;
  g_autofree guint8 *out = NULL;
  gsize start;
  gboolean done;

  g_return_val_if_fail (index < zip->entries->len, NULL);

  entry = &g_array_index (zip->entries, Entry, index);
  local = zip->data + entry->place;
  if (zip->length - entry->place < LOCAL_BYTES || word32 (local) != 0x04034b50)
    {
      refuse (error, VIGIE_ERROR_INVALID, _ ("This is no zip archive that can be read."));
      return NULL;
    }
  start = (gsize) entry->place + LOCAL_BYTES + word16 (local + 26) + word16 (local + 28);
  out = g_malloc (MAX (entry->size, 1));
  done = start <= zip->length && zip->length - start >= entry->packed;
  if (done && entry->method == 0)
    {
      done = entry->packed == entry->size;
      if (done)
        memcpy (out, zip->data + start, entry->size);
    }
  else if (done)
    done = unpack (zip->data + start, entry, out);
  if (!done || crc32 (crc32 (0, NULL, 0), out, entry->size) != entry->sum)
    {
      refuse (error, VIGIE_ERROR_INVALID, _ ("The archive is damaged; nothing was taken."));
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&out), entry->size);
}
