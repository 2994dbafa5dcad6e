/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading an export from its file, line by line: the part up to the contents is read as one JSON value and
 * compared with what its events make (see vigie-export.c); each line behind it has one right form, so a
 * changed byte is found where it stands. */

#include "vigie-export-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-export-private.h"

#define BLOCK_BYTES (256 * 1024)
/* Of a line behind the head: a piece in base64, its quotes and a comma. */
#define LINE_MAX_BYTES (VIGIE_PIECE_BYTES / 3 * 4 + 64)

typedef struct
{
  FILE *file;
  const char *path;
  GString *line;     /* without its end */
  gboolean ended;    /* the line had an end */
  char *block;
  gsize at, filled;
} Input;

static void
input_close (Input *input)
{
  if (input->file != NULL)
    fclose (input->file);
  g_string_free (input->line, TRUE);
  g_free (input->block);
}

static gboolean
input_open (Input *input, const char *path, GError **error)
{
  *input = (Input) { .file = fopen (path, "rbe"), .path = path };
  input->line = g_string_new (NULL);
  input->block = g_malloc (BLOCK_BYTES);
  if (input->file != NULL)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be read: %s"), path,
               g_strerror (errno));

  return FALSE;
}

static gboolean
fill_block (Input *input, GError **error)
{
  input->at = 0;
  input->filled = fread (input->block, 1, BLOCK_BYTES, input->file);
  if (input->filled > 0 || !ferror (input->file))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), _("“%s” cannot be read: %s"), input->path,
               g_strerror (errno));

  return FALSE;
}

/* At the end of the file the line is empty and has no end. */
static gboolean
read_line (Input *input, gsize max_bytes, GError **error)
{
  g_string_truncate (input->line, 0);
  input->ended = FALSE;
  while (!input->ended)
    {
      const char *from, *end;
      gsize n;

      if (input->at == input->filled && !fill_block (input, error))
        return FALSE;
      if (input->filled == 0)
        return TRUE;
      from = input->block + input->at;
      end = memchr (from, '\n', input->filled - input->at);
      n = end != NULL ? (gsize) (end - from) : input->filled - input->at;
      if (input->line->len + n > max_bytes)
        {
          g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("“%s” is larger than %zu bytes."), input->path, max_bytes);
          return FALSE;
        }
      g_string_append_len (input->line, from, (gssize) n);
      input->at += n + (end != NULL);
      input->ended = end != NULL;
    }

  return TRUE;
}

static GBytes *
read_head (Input *input, gboolean *has_contents, GError **error)
{
  g_autoptr(GString) head = g_string_new (NULL);

  *has_contents = FALSE;
  for (;;)
    {
      if (!read_line (input, VIGIE_EXPORT_MAX_BYTES - head->len, error))
        return NULL;
      if (input->ended && strcmp (input->line->str, VIGIE_EXPORT_CONTENTS_LINE) == 0 && input->line->len == strlen (VIGIE_EXPORT_CONTENTS_LINE))
        break;
      g_string_append_len (head, input->line->str, (gssize) input->line->len);
      if (!input->ended)
        return g_string_free_to_bytes (g_steal_pointer (&head));
      g_string_append_c (head, '\n');
    }
  *has_contents = TRUE;
  if (!g_str_has_suffix (head->str, ",\n"))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("The file was changed where its contents begin."));
      return NULL;
    }
  g_string_truncate (head, head->len - 2);
  g_string_append (head, "}\n");

  return g_string_free_to_bytes (g_steal_pointer (&head));
}

static gboolean
changed (const VigieAttachment *attachment, GError **error)
{
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("The content of “%s” (%s): the file was changed here."),
               attachment->name, attachment->hash);

  return FALSE;
}

static gboolean
line_is (const Input *input, const char *text, const char *end)
{
  gsize length_bytes = strlen (text);

  return input->ended && input->line->len == length_bytes + strlen (end)
         && memcmp (input->line->str, text, length_bytes) == 0 && strcmp (input->line->str + length_bytes, end) == 0;
}

/* The one right line for these bytes is the one that writing them gives. */
static gboolean
read_piece (Input *input, const VigieAttachment *attachment, guint8 *to, gsize length_bytes, gboolean last, GError **error)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char *again = NULL;
  g_autofree char *line = NULL;
  gsize n = 0;

  if (!read_line (input, LINE_MAX_BYTES, error))
    return FALSE;
  if (input->line->len < 2 || input->line->str[0] != '"')
    return changed (attachment, error);
  bytes = g_base64_decode (input->line->str + 1, &n);
  if (n != length_bytes)
    return changed (attachment, error);
  again = g_base64_encode (bytes, n);
  line = g_strconcat ("\"", again, NULL);
  if (!line_is (input, line, last ? "\"" : "\","))
    return changed (attachment, error);
  memcpy (to, bytes, n);

  return TRUE;
}

static GBytes *
read_pieces (Input *input, const VigieAttachment *attachment, GError **error)
{
  g_autofree guint8 *buffer = g_malloc ((gsize) attachment->size_bytes + 1);
  guint count = vigie_piece_count (attachment->size_bytes);

  for (guint i = 0; i < count; i++)
    if (!read_piece (input, attachment, buffer + (gsize) i * VIGIE_PIECE_BYTES,
                     vigie_piece_bytes (attachment->size_bytes, i), i + 1 == count, error))
      return NULL;

  return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) attachment->size_bytes);
}

static gboolean
check_hash (const VigieAttachment *attachment, GBytes *content, GError **error)
{
  gsize length_bytes = 0;
  gconstpointer data = g_bytes_get_data (content, &length_bytes);
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;

  vigie_hash (data, length_bytes, hash);
  hex = vigie_hex (hash, sizeof hash);
  if (strcmp (hex, attachment->hash) == 0)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("The content of “%s” does not agree with its hash (%s)."),
               attachment->name, attachment->hash);

  return FALSE;
}

typedef struct
{
  VigieContentSink sink;
  gpointer data;
  GPtrArray *missing;
} Contents;

static gboolean
read_content (Input *input, const VigieAttachment *attachment, gboolean last, const Contents *contents, GError **error)
{
  g_autofree char *begin = g_strdup_printf ("{\"hash\":\"%s\",\"size\":%" G_GINT64_FORMAT ",", attachment->hash, attachment->size_bytes);
  g_autoptr(GBytes) content = NULL;

  if (!read_line (input, LINE_MAX_BYTES, error))
    return FALSE;
  if (line_is (input, begin, last ? "\"missing\":true}" : "\"missing\":true},"))
    {
      if (contents->missing != NULL)
        g_ptr_array_add (contents->missing, g_strdup (attachment->name));
      return TRUE;
    }
  if (!line_is (input, begin, "\"pieces\":[") || attachment->size_bytes > VIGIE_ATTACHMENT_MAX_BYTES)
    return changed (attachment, error);
  content = read_pieces (input, attachment, error);
  if (content == NULL || !read_line (input, LINE_MAX_BYTES, error))
    return FALSE;
  if (!line_is (input, "]}", last ? "" : ","))
    return changed (attachment, error);

  return check_hash (attachment, content, error)
         && (contents->sink == NULL || contents->sink (content, contents->data, error));
}

static gboolean
read_contents (Input *input, GPtrArray *events, const Contents *contents, GError **error)
{
  g_autoptr(GPtrArray) attachments = vigie_export_attachments (events);

  for (guint i = 0; i < attachments->len; i++)
    if (!read_content (input, attachments->pdata[i], i + 1 == attachments->len, contents, error))
      return FALSE;
  if (attachments->len > 0 && read_line (input, LINE_MAX_BYTES, NULL) && line_is (input, "]}", "")
      && read_line (input, LINE_MAX_BYTES, NULL) && !input->ended && input->line->len == 0)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED, _("The file was changed behind its contents."));

  return FALSE;
}

/* An older export names files and holds none. */
static void
all_missing (GPtrArray *events, GPtrArray *missing)
{
  g_autoptr(GPtrArray) attachments = vigie_export_attachments (events);

  for (guint i = 0; missing != NULL && i < attachments->len; i++)
    g_ptr_array_add (missing, g_strdup (((VigieAttachment *) attachments->pdata[i])->name));
}

static GPtrArray *
load (Input *input, const VigiePlaybook *playbook, const Contents *contents, GError **error)
{
  gboolean has_contents = FALSE;
  g_autoptr(GBytes) head = read_head (input, &has_contents, error);
  g_autoptr(GPtrArray) events = NULL;

  if (head == NULL)
    return NULL;
  events = vigie_export_read_head (head, has_contents ? 2 : 1, playbook, error);
  if (events == NULL)
    return NULL;
  if (!has_contents)
    all_missing (events, contents->missing);
  else if (!read_contents (input, events, contents, error))
    return NULL;

  return g_steal_pointer (&events);
}

GPtrArray *
vigie_export_load (const char *path, const VigiePlaybook *playbook, VigieContentSink sink, gpointer data, GPtrArray *missing,
                   GError **error)
{
  Contents contents = { sink, data, missing };
  GPtrArray *events = NULL;
  Input input;

  g_return_val_if_fail (path != NULL, NULL);

  if (input_open (&input, path, error))
    events = load (&input, playbook, &contents, error);
  input_close (&input);

  return events;
}

gboolean
vigie_export_file_looks_like (const char *path)
{
  FILE *file = fopen (path, "rbe");
  int c = EOF;

  if (file == NULL)
    return FALSE;
  do
    c = getc (file);
  while (c != EOF && g_ascii_isspace (c));
  fclose (file);

  return c == '{';
}
