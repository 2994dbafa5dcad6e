/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Mail is never put together as a string: a line end in a name would begin a header of somebody else's choice. GMime
 * encodes every header, and what it is given has no control left in it, so that neither depends on the other.
 *
 * Bodies are always UTF-8 in quoted-printable: no line is too long for SMTP, none begins with "From ", and no relay
 * re-encodes it. GMime's boundaries are random; ours are a hash of the content, so that one input has one output and
 * a test can compare. */

#include "vigie-eml.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#include "vigie-config.h"
#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-late.h"
#include "vigie-mail-address.h"
#include "vigie-notice-document.h"
#include "vigie-text-show.h"
#include "vigie-time.h"

#define BOUNDARY_BYTES 16
#define HEADER_MAX_CHARS 400

/* Loaded with the first message: it brings GPGME along. */
#define CALLS(CALL) \
  CALL (g_mime_, content_type_parse) \
  CALL (g_mime_, data_wrapper_new_with_stream) \
  CALL (g_mime_, format_options_free) \
  CALL (g_mime_, format_options_new) \
  CALL (g_mime_, format_options_set_newline_format) \
  CALL (g_mime_, init) \
  CALL (g_mime_, message_add_mailbox) \
  CALL (g_mime_, message_new) \
  CALL (g_mime_, message_set_date) \
  CALL (g_mime_, message_set_message_id) \
  CALL (g_mime_, message_set_mime_part) \
  CALL (g_mime_, message_set_subject) \
  CALL (g_mime_, multipart_add) \
  CALL (g_mime_, multipart_new_with_subtype) \
  CALL (g_mime_, multipart_set_boundary) \
  CALL (g_mime_, object_set_content_type) \
  CALL (g_mime_, object_set_content_type_parameter) \
  CALL (g_mime_, object_set_disposition) \
  CALL (g_mime_, object_set_header) \
  CALL (g_mime_, object_write_to_stream) \
  CALL (g_mime_, part_new) \
  CALL (g_mime_, part_set_content) \
  CALL (g_mime_, part_set_content_encoding) \
  CALL (g_mime_, part_set_filename) \
  CALL (g_mime_, stream_mem_get_byte_array) \
  CALL (g_mime_, stream_mem_new) \
  CALL (g_mime_, stream_mem_new_with_buffer)

VIGIE_LATE_LIBRARY (VIGIE_LIBGMIME, CALLS);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

static gboolean
ensure_gmime (GError **error)
{
  static gsize done = 0;

  if (!vigie_late_load (&late, error))
    return FALSE;
  if (g_once_init_enter (&done))
    {
      lib.init ();
      g_once_init_leave (&done, 1);
    }

  return TRUE;
}

static gboolean
is_control (gunichar sign)
{
  return sign < 0x20 || (sign >= 0x7f && sign < 0xa0) || sign == 0x2028 || sign == 0x2029;
}

/* Signs that turn the reading direction round: a subject may not look like another one. */
static gboolean
turns_round (gunichar sign)
{
  return (sign >= 0x202a && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069);
}

char *
vigie_eml_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (!is_control (sign) && !turns_round (sign))
        g_string_append_unichar (line, sign);
      else if (is_control (sign) && line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }

  return g_strstrip (g_string_free (line, FALSE));
}

static char *
header_text (const char *text)
{
  g_autofree char *line = vigie_eml_line (text);

  return g_utf8_strlen (line, -1) > HEADER_MAX_CHARS ? g_utf8_substring (line, 0, HEADER_MAX_CHARS) : g_steal_pointer (&line);
}

/* Lines end with \n alone, which GMime's filter turns into CRLF. */
static char *
body_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *body = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign == '\n' || sign == '\r' || sign == 0x85 || sign == 0x2028 || sign == 0x2029)
        g_string_append_c (body, '\n');
      else if (sign == '\t' || !is_control (sign))
        g_string_append_unichar (body, sign);
      if (sign == '\r' && at[1] == '\n')
        at++;
    }
  if (body->len == 0 || body->str[body->len - 1] != '\n')
    g_string_append_c (body, '\n');

  return g_string_free (body, FALSE);
}

char *
vigie_eml_html (const char *body, VigieLang lang)
{
  g_autofree char *text = body_text (body);
  VigieNoticeDocument document = { .lang = lang, .body = text };

  return vigie_notice_html (&document);
}

static GMimeObject *
new_part (const char *type, GBytes *content, GMimeContentEncoding encoding)
{
  g_autoptr(GMimeContentType) content_type = lib.content_type_parse (NULL, type);
  GMimePart *part = lib.part_new ();
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (content, &length_bytes);
  g_autoptr(GMimeStream) stream = lib.stream_mem_new_with_buffer (data != NULL ? data : "", length_bytes);
  g_autoptr(GMimeDataWrapper) wrapper = lib.data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  lib.object_set_content_type ((GMimeObject *) part, content_type);
  lib.part_set_content (part, wrapper);
  lib.part_set_content_encoding (part, encoding);

  return (GMimeObject *) part;
}

static GMimeObject *
new_text (const char *type, const char *text, VigieLang lang)
{
  g_autoptr(GBytes) content = g_bytes_new (text, strlen (text));
  GMimeObject *part = new_part (type, content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  lib.object_set_content_type_parameter (part, "charset", "utf-8");
  lib.object_set_header (part, "Content-Language", vigie_lang_to_word (lang), "utf-8");

  return part;
}

static GMimeObject *
new_file (const VigieEmlFile *file)
{
  g_autofree char *line = header_text (file->name);
  g_autofree char *name = g_strdelimit (g_strdup (line), "/\\", '_');
  GMimeObject *part = new_part (file->type, file->content, GMIME_CONTENT_ENCODING_BASE64);

  lib.object_set_disposition (part, GMIME_DISPOSITION_ATTACHMENT);
  lib.part_set_filename ((GMimePart *) part, name);

  return part;
}

static void
set_boundary (GMimeMultipart *multipart, const VigieEml *eml, const char *purpose)
{
  g_autofree char *all = g_strdup_printf ("%s\n%s\n%s\n%s\n%s", purpose, eml->message_id != NULL ? eml->message_id : "",
                                          eml->to_address != NULL ? eml->to_address : "", eml->subject, eml->body);
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *boundary = NULL;

  vigie_hash (all, strlen (all), hash);
  hex = vigie_hex (hash, BOUNDARY_BYTES);
  /* "=_" cannot stand in quoted-printable or base64, so no content can hold the boundary. */
  boundary = g_strconcat ("=_", purpose, "-", hex, NULL);
  lib.multipart_set_boundary (multipart, boundary);
}

static GMimeObject *
new_content (const VigieEml *eml)
{
  g_autofree char *text = body_text (eml->body);
  g_autofree char *html = vigie_eml_html (eml->body, eml->lang);
  g_autoptr(GMimeObject) plain = new_text ("text/plain", text, eml->lang);
  g_autoptr(GMimeObject) page = new_text ("text/html", html, eml->lang);
  GMimeMultipart *both = lib.multipart_new_with_subtype ("alternative");

  set_boundary (both, eml, "texts");
  lib.multipart_add (both, plain);
  lib.multipart_add (both, page);

  return (GMimeObject *) both;
}

static GMimeObject *
with_files (GMimeObject *content, const VigieEml *eml)
{
  GMimeMultipart *mixed = lib.multipart_new_with_subtype ("mixed");

  set_boundary (mixed, eml, "files");
  lib.multipart_add (mixed, content);
  for (guint i = 0; i < eml->n_files; i++)
    {
      g_autoptr(GMimeObject) file = new_file (&eml->files[i]);

      lib.multipart_add (mixed, file);
    }

  return (GMimeObject *) mixed;
}

static gboolean
add_mailbox (GMimeMessage *message, GMimeAddressType type, const char *name, const char *address, GError **error)
{
  g_autofree char *clean = vigie_mail_address_clean (address, error);
  g_autofree char *shown = header_text (name);

  if (clean == NULL)
    return FALSE;
  lib.message_add_mailbox (message, type, *shown != '\0' ? shown : NULL, clean);

  return TRUE;
}

static gboolean
set_people (GMimeMessage *message, const VigieEml *eml, GError **error)
{
  return ((eml->from_address == NULL && eml->message_id == NULL) || add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, eml->from_name, eml->from_address, error))
         && (eml->to_address == NULL || add_mailbox (message, GMIME_ADDRESS_TYPE_TO, eml->to_name, eml->to_address, error))
         && (eml->reply_to == NULL || add_mailbox (message, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, eml->reply_to, error));
}

static void
set_date (GMimeMessage *message, gint64 date_usec, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (date_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  lib.message_set_date (message, local);
}

static void
set_headers (GMimeMessage *message, const VigieEml *eml)
{
  GMimeObject *object = (GMimeObject *) message;
  g_autofree char *subject = header_text (eml->subject);

  lib.message_set_subject (message, subject, "utf-8");
  if (eml->date_usec != VIGIE_TIME_NONE)
    set_date (message, eml->date_usec, eml->zone);
  if (eml->message_id != NULL)
    lib.message_set_message_id (message, eml->message_id);
  else
    lib.object_set_header (object, "X-Unsent", "1", "utf-8");
  if (eml->automatic)
    lib.object_set_header (object, "Auto-Submitted", "auto-generated", "utf-8");
}

/* GMime writes neither "From " escapes nor signatures by itself; only the line ends have to be asked for. */
static GBytes *
write_out (GMimeMessage *message)
{
  GMimeFormatOptions *options = lib.format_options_new ();
  g_autoptr(GMimeStream) stream = lib.stream_mem_new ();
  GByteArray *bytes;
  GBytes *out;

  lib.format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  lib.object_write_to_stream ((GMimeObject *) message, options, stream);
  bytes = lib.stream_mem_get_byte_array ((GMimeStreamMem *) stream);
  out = g_bytes_new (bytes->data, bytes->len);
  lib.format_options_free (options);

  return out;
}

static gboolean
check_words (const VigieEml *eml, GError **error)
{
  if (!vigie_text_is_blank (eml->subject) && !vigie_text_is_blank (eml->body))
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A message needs a subject and a text."));

  return FALSE;
}

GBytes *
vigie_eml_make (const VigieEml *eml, GError **error)
{
  g_autoptr(GMimeMessage) message = NULL;
  g_autoptr(GMimeObject) content = NULL;
  g_autoptr(GMimeObject) whole = NULL;

  g_return_val_if_fail (eml != NULL, NULL);

  if (!check_words (eml, error) || !ensure_gmime (error))
    return NULL;
  message = lib.message_new (TRUE);
  if (!set_people (message, eml, error))
    return NULL;
  set_headers (message, eml);
  content = new_content (eml);
  whole = eml->n_files > 0 ? with_files (content, eml) : g_object_ref (content);
  lib.message_set_mime_part (message, whole);

  return write_out (message);
}
