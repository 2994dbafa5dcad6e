/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an answer means depends on how far the dialogue had come, which libcurl does not say: so the commands it sends are
 * watched (their first word only: the rest may be a password), and how much of the message it has taken.
 *
 *   last command   4xx      5xx
 *   AUTH           away     blocked
 *   MAIL           away     blocked      the sender is refused, whoever reads
 *   RCPT, DATA     later    refused      421 anywhere: away
 *   message gone   later    refused      no answer: uncertain
 *
 * The line that is drawn: before the last byte of the message is given to libcurl it cannot have sent the full stop that
 * ends it, so the server cannot have accepted it, and it can be sent again without harm. */

#include "vigie-smtp.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-config.h"
#include "vigie-event.h"
#include "vigie-late.h"
#include "vigie-mail-address.h"
#include "vigie-text-show.h"

#define CONNECT_SECONDS 30L
#define SILENT_SECONDS 120L     /* RFC 5321 asks for more; a mailing cannot wait so long for one reader */
#define VERB_MAX 5

/* Loaded with the first mailing: it brings thirty libraries along. */
#define CALLS(CALL) \
  CALL (curl_, easy_cleanup) \
  CALL (curl_, easy_getinfo) \
  CALL (curl_, easy_init) \
  CALL (curl_, easy_perform) \
  CALL (curl_, easy_setopt) \
  CALL (curl_, easy_strerror) \
  CALL (curl_, global_init) \
  CALL (curl_, slist_append) \
  CALL (curl_, slist_free_all)

VIGIE_LATE_LIBRARY (VIGIE_LIBCURL, CALLS);

struct _VigieSmtp
{
  CURL *curl;                   /* NULL: there is no libcurl, */
  char *missing;                /* and why, or NULL */
  char *from;
  char *password;

  /* Of the message on its way. */
  GBytes *message;
  gsize given_bytes;
  GCancellable *cancellable;
  char verb[VERB_MAX];          /* the last command that was sent */
  int code;                     /* of the last refusal, 0: none; */
  char refused_verb[VERB_MAX];  /* what it refuses, */
  gboolean refused_whole;       /* or the message as a whole, */
  GString *line;                /* and its words */
};

static size_t
read_cb (char *buffer, size_t size, size_t n, void *data)
{
  VigieSmtp *smtp = data;
  gsize length_bytes = 0;
  const char *bytes = g_bytes_get_data (smtp->message, &length_bytes);
  gsize part_bytes = MIN (size * n, length_bytes - smtp->given_bytes);

  memcpy (buffer, bytes + smtp->given_bytes, part_bytes);
  smtp->given_bytes += part_bytes;

  return part_bytes;
}

static gboolean
is_whole (VigieSmtp *smtp)
{
  return smtp->given_bytes == g_bytes_get_size (smtp->message);
}

/* Each line of an answer; the last refusal stands. libcurl says QUIT behind one, whose answer is of no interest. */
static size_t
header_cb (char *buffer, size_t size, size_t n, void *data)
{
  VigieSmtp *smtp = data;

  if (smtp->message == NULL || size * n < 4 || (buffer[0] != '4' && buffer[0] != '5') || strcmp (smtp->verb, "QUIT") == 0)
    return size * n;
  smtp->code = (int) g_ascii_strtoll (buffer, NULL, 10);
  smtp->refused_whole = is_whole (smtp);
  memcpy (smtp->refused_verb, smtp->verb, VERB_MAX);
  g_string_truncate (smtp->line, 0);
  g_string_append_len (smtp->line, buffer, (gssize) (size * n));

  return size * n;
}

static size_t
drop_cb (char *buffer, size_t size, size_t n, void *data)
{
  return size * n;
}

/* Four letters of what is sent, never more: what follows AUTH is a secret. Its continuation has no verb of ours. */
static int
debug_cb (CURL *curl, curl_infotype type, char *text, size_t length_bytes, void *data)
{
  static const char *const verbs[] = { "EHLO", "HELO", "STAR", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT" };
  VigieSmtp *smtp = data;

  if (type != CURLINFO_HEADER_OUT || length_bytes < VERB_MAX - 1)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strncmp (text, verbs[i], VERB_MAX - 1) == 0)
      memcpy (smtp->verb, verbs[i], VERB_MAX);

  return 0;
}

static int
progress_cb (void *data, curl_off_t down_all, curl_off_t down, curl_off_t up_all, curl_off_t up)
{
  VigieSmtp *smtp = data;

  return g_cancellable_is_cancelled (smtp->cancellable);
}

static gboolean
ensure_curl (GError **error)
{
  static gsize done = 0;

  if (!vigie_late_load (&late, error))
    return FALSE;
  if (g_once_init_enter (&done))
    {
      lib.global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&done, 1);
    }

  return TRUE;
}

/* The path of the address is what we call ourselves in EHLO: the sender's domain, not this computer's name. */
static void
set_server (VigieSmtp *smtp, const char *url, const char *user, const char *ca_file)
{
  g_autofree char *bare = g_strdup (url);
  g_autofree char *whole = NULL;

  if (g_str_has_suffix (bare, "/"))
    bare[strlen (bare) - 1] = '\0';
  whole = g_strdup_printf ("%s/%s", bare, vigie_mail_address_domain (smtp->from));
  lib.easy_setopt (smtp->curl, CURLOPT_URL, whole);
  lib.easy_setopt (smtp->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  lib.easy_setopt (smtp->curl, CURLOPT_USE_SSL, (long) CURLUSESSL_ALL);
  lib.easy_setopt (smtp->curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  lib.easy_setopt (smtp->curl, CURLOPT_SSL_VERIFYPEER, 1L);
  lib.easy_setopt (smtp->curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (ca_file != NULL)
    lib.easy_setopt (smtp->curl, CURLOPT_CAINFO, ca_file);
  if (user != NULL)
    {
      lib.easy_setopt (smtp->curl, CURLOPT_USERNAME, user);
      lib.easy_setopt (smtp->curl, CURLOPT_PASSWORD, smtp->password != NULL ? smtp->password : "");
    }
}

static void
set_manners (VigieSmtp *smtp)
{
  CURL *curl = smtp->curl;

  lib.easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  lib.easy_setopt (curl, CURLOPT_PROXY, "");
  lib.easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  lib.easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, SILENT_SECONDS);
  lib.easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  lib.easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, SILENT_SECONDS);
  lib.easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  lib.easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  lib.easy_setopt (curl, CURLOPT_READDATA, smtp);
  lib.easy_setopt (curl, CURLOPT_WRITEFUNCTION, drop_cb);
  lib.easy_setopt (curl, CURLOPT_HEADERFUNCTION, header_cb);
  lib.easy_setopt (curl, CURLOPT_HEADERDATA, smtp);
  lib.easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  lib.easy_setopt (curl, CURLOPT_DEBUGFUNCTION, debug_cb);
  lib.easy_setopt (curl, CURLOPT_DEBUGDATA, smtp);
  lib.easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  lib.easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  lib.easy_setopt (curl, CURLOPT_XFERINFODATA, smtp);
  lib.easy_setopt (curl, CURLOPT_MAIL_FROM, smtp->from);
}

VigieSmtp *
vigie_smtp_new (const char *url, const char *user, const char *password, const char *ca_file, const char *from)
{
  VigieSmtp *smtp = g_new0 (VigieSmtp, 1);
  g_autoptr(GError) error = NULL;

  smtp->from = g_strdup (from);
  smtp->password = g_strdup (password);
  smtp->line = g_string_new (NULL);
  if (!ensure_curl (&error))
    {
      smtp->missing = g_strdup (error->message);
      return smtp;
    }
  smtp->curl = lib.easy_init ();
  set_server (smtp, url, user, ca_file);
  set_manners (smtp);

  return smtp;
}

void
vigie_smtp_free (VigieSmtp *smtp)
{
  if (smtp == NULL)
    return;
  if (smtp->curl != NULL)
    lib.easy_cleanup (smtp->curl);
  if (smtp->password != NULL)
    vigie_wipe (smtp->password, strlen (smtp->password));
  g_free (smtp->password);
  g_free (smtp->from);
  g_free (smtp->missing);
  g_string_free (smtp->line, TRUE);
  g_free (smtp);
}

static gboolean
refuses (VigieSmtp *smtp, const char *verb)
{
  return strcmp (smtp->refused_verb, verb) == 0;
}

static VigieSmtpOutcome
outcome_of_refusal (VigieSmtp *smtp)
{
  gboolean for_good = smtp->code >= 500;

  if (smtp->refused_whole)
    return for_good ? VIGIE_SMTP_REFUSED : VIGIE_SMTP_LATER;
  if (smtp->code == 421)
    return VIGIE_SMTP_AWAY;
  if (refuses (smtp, "RCPT") || refuses (smtp, "DATA"))
    return for_good ? VIGIE_SMTP_REFUSED : VIGIE_SMTP_LATER;

  return for_good ? VIGIE_SMTP_BLOCKED : VIGIE_SMTP_AWAY;
}

static VigieSmtpOutcome
outcome_of (VigieSmtp *smtp, CURLcode result)
{
  if (result == CURLE_OK)
    return VIGIE_SMTP_ACCEPTED;
  if (is_whole (smtp) && !smtp->refused_whole)
    return VIGIE_SMTP_UNCERTAIN;
  if (result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE || result == CURLE_USE_SSL_FAILED)
    return VIGIE_SMTP_BLOCKED;
  if (smtp->code != 0)
    return outcome_of_refusal (smtp);

  return result == CURLE_LOGIN_DENIED ? VIGIE_SMTP_BLOCKED : VIGIE_SMTP_AWAY;
}

static char *
server_words (VigieSmtp *smtp)
{
  g_autofree char *valid = g_utf8_make_valid (smtp->line->str, (gssize) smtp->line->len);

  return vigie_text_show_line (g_strstrip (valid));
}

/* A sentence where we have one; else the server's own words, which name the reason best; else libcurl's. */
static char *
reason_of (VigieSmtp *smtp, CURLcode result, VigieSmtpOutcome outcome)
{
  g_autofree char *words = server_words (smtp);

  if (result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE)
    return g_strdup (_("The server’s certificate cannot be trusted; nothing was sent."));
  if (result == CURLE_USE_SSL_FAILED)
    return g_strdup (_("The server offers no encryption; nothing was sent."));
  if (result == CURLE_LOGIN_DENIED && outcome == VIGIE_SMTP_BLOCKED)
    return g_strdup (_("The server does not accept the user name or the password."));
  if (result == CURLE_COULDNT_RESOLVE_HOST || result == CURLE_COULDNT_CONNECT)
    return g_strdup (_("The mail server cannot be reached."));
  if (outcome == VIGIE_SMTP_UNCERTAIN)
    return g_strdup (_("The connection broke before the server said whether it took the message."));
  if (smtp->code != 0)
    return g_steal_pointer (&words);

  return g_strdup_printf (_("The connection to the mail server failed: %s."), lib.easy_strerror (result));
}

static CURLcode
perform (VigieSmtp *smtp, gboolean fresh)
{
  smtp->given_bytes = 0;
  smtp->verb[0] = smtp->refused_verb[0] = '\0';
  smtp->code = 0;
  smtp->refused_whole = FALSE;
  g_string_truncate (smtp->line, 0);
  lib.easy_setopt (smtp->curl, CURLOPT_FRESH_CONNECT, (long) fresh);

  return lib.easy_perform (smtp->curl);
}

/* The server had hung up between two messages, as many do after a while: nothing was handed over yet. */
static gboolean
was_stale (VigieSmtp *smtp, VigieSmtpOutcome outcome)
{
  long n_connects = 0;

  lib.easy_getinfo (smtp->curl, CURLINFO_NUM_CONNECTS, &n_connects);

  return outcome == VIGIE_SMTP_AWAY && n_connects == 0 && !g_cancellable_is_cancelled (smtp->cancellable);
}

VigieSmtpOutcome
vigie_smtp_send (VigieSmtp *smtp, const char *to, GBytes *message, GCancellable *cancellable, char **reason)
{
  struct curl_slist *recipients;
  VigieSmtpOutcome outcome;
  CURLcode result;

  if (smtp->curl == NULL)
    {
      *reason = g_strdup (smtp->missing);
      return VIGIE_SMTP_BLOCKED;
    }
  recipients = lib.slist_append (NULL, to);
  smtp->message = message;
  smtp->cancellable = cancellable;
  lib.easy_setopt (smtp->curl, CURLOPT_MAIL_RCPT, recipients);
  result = perform (smtp, FALSE);
  outcome = outcome_of (smtp, result);
  if (was_stale (smtp, outcome))
    {
      result = perform (smtp, TRUE);
      outcome = outcome_of (smtp, result);
    }
  *reason = outcome == VIGIE_SMTP_ACCEPTED ? NULL : reason_of (smtp, result, outcome);
  lib.easy_setopt (smtp->curl, CURLOPT_MAIL_RCPT, NULL);
  lib.slist_free_all (recipients);
  smtp->message = NULL;

  return outcome;
}
