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

#include "vigie-error.h"
#include "vigie-event.h"
#include "vigie-mail-address.h"
#include "vigie-notice-document.h"
#include "vigie-text-show.h"
#include "vigie-time.h"

#define BOUNDARY_BYTES 16
#define HEADER_MAX_CHARS 400

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

static void
ensure_gmime (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_mime_init ();
      g_once_init_leave (&done, 1);
    }
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
  g_autoptr(GMimeContentType) content_type = g_mime_content_type_parse (NULL, type);
  GMimePart *part = g_mime_part_new ();
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (content, &length_bytes);
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data != NULL ? data : "", length_bytes);
  g_autoptr(GMimeDataWrapper) wrapper = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_object_set_content_type (GMIME_OBJECT (part), content_type);
  g_mime_part_set_content (part, wrapper);
  g_mime_part_set_content_encoding (part, encoding);

  return GMIME_OBJECT (part);
}

static GMimeObject *
new_text (const char *type, const char *text, VigieLang lang)
{
  g_autoptr(GBytes) content = g_bytes_new (text, strlen (text));
  GMimeObject *part = new_part (type, content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  g_mime_object_set_content_type_parameter (part, "charset", "utf-8");
  g_mime_object_set_header (part, "Content-Language", vigie_lang_to_word (lang), "utf-8");

  return part;
}

static GMimeObject *
new_file (const VigieEmlFile *file)
{
  g_autofree char *line = header_text (file->name);
  g_autofree char *name = g_strdelimit (g_strdup (line), "/\\", '_');
  GMimeObject *part = new_part (file->type, file->content, GMIME_CONTENT_ENCODING_BASE64);

  g_mime_object_set_disposition (part, GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (GMIME_PART (part), name);

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
  g_mime_multipart_set_boundary (multipart, boundary);
}

static GMimeObject *
new_content (const VigieEml *eml)
{
  g_autofree char *text = body_text (eml->body);
  g_autofree char *html = vigie_eml_html (eml->body, eml->lang);
  g_autoptr(GMimeObject) plain = new_text ("text/plain", text, eml->lang);
  g_autoptr(GMimeObject) page = new_text ("text/html", html, eml->lang);
  GMimeMultipart *both = g_mime_multipart_new_with_subtype ("alternative");

  set_boundary (both, eml, "texts");
  g_mime_multipart_add (both, plain);
  g_mime_multipart_add (both, page);

  return GMIME_OBJECT (both);
}

static GMimeObject *
with_files (GMimeObject *content, const VigieEml *eml)
{
  GMimeMultipart *mixed = g_mime_multipart_new_with_subtype ("mixed");

  set_boundary (mixed, eml, "files");
  g_mime_multipart_add (mixed, content);
  for (guint i = 0; i < eml->n_files; i++)
    {
      g_autoptr(GMimeObject) file = new_file (&eml->files[i]);

      g_mime_multipart_add (mixed, file);
    }

  return GMIME_OBJECT (mixed);
}

static gboolean
add_mailbox (GMimeMessage *message, GMimeAddressType type, const char *name, const char *address, GError **error)
{
  g_autofree char *clean = vigie_mail_address_clean (address, error);
  g_autofree char *shown = header_text (name);

  if (clean == NULL)
    return FALSE;
  g_mime_message_add_mailbox (message, type, *shown != '\0' ? shown : NULL, clean);

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

  g_mime_message_set_date (message, local);
}

static void
set_headers (GMimeMessage *message, const VigieEml *eml)
{
  GMimeObject *object = GMIME_OBJECT (message);
  g_autofree char *subject = header_text (eml->subject);

  g_mime_message_set_subject (message, subject, "utf-8");
  if (eml->date_usec != VIGIE_TIME_NONE)
    set_date (message, eml->date_usec, eml->zone);
  if (eml->message_id != NULL)
    g_mime_message_set_message_id (message, eml->message_id);
  else
    g_mime_object_set_header (object, "X-Unsent", "1", "utf-8");
  if (eml->automatic)
    g_mime_object_set_header (object, "Auto-Submitted", "auto-generated", "utf-8");
}

/* GMime writes neither "From " escapes nor signatures by itself; only the line ends have to be asked for. */
static GBytes *
write_out (GMimeMessage *message)
{
  GMimeFormatOptions *options = g_mime_format_options_new ();
  g_autoptr(GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *bytes;
  GBytes *out;

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  out = g_bytes_new (bytes->data, bytes->len);
  g_mime_format_options_free (options);

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

  if (!check_words (eml, error))
    return NULL;
  ensure_gmime ();
  message = g_mime_message_new (TRUE);
  if (!set_people (message, eml, error))
    return NULL;
  set_headers (message, eml);
  content = new_content (eml);
  whole = eml->n_files > 0 ? with_files (content, eml) : g_object_ref (content);
  g_mime_message_set_mime_part (message, whole);

  return write_out (message);
}
