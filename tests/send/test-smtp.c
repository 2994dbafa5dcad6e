/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each answer of a real server is taken for, and that nothing goes out without TLS, a certificate and a password. */

#include "vigie-smtp.h"

#include "mail-server.h"
#include "vigie-error.h"
#include "vigie-mailing-plan.h"
#include "vigie-test-support.h"

#define FROM "info@distri-night.example"

static GBytes *
message (const char *id)
{
  g_autofree char *text = g_strdup_printf ("From: " FROM "\r\nMessage-Id: <%s>\r\nSubject: x\r\n\r\n.\r\nA line\r\n", id);

  return g_bytes_new (text, strlen (text));
}

static VigieSmtpOutcome
send_to (VigieSmtp *smtp, const char *to, char **reason)
{
  g_autoptr(GBytes) bytes = message (to);

  return vigie_smtp_send (smtp, to, bytes, NULL, reason);
}

static void
test_answers (void)
{
  static const struct { const char *to; VigieSmtpOutcome outcome; const char *reason; guint taken; } cases[] = {
    { "first@x.example", VIGIE_SMTP_ACCEPTED, NULL, 1 },
    { "refused@x.example", VIGIE_SMTP_REFUSED, "550 5.1.1 No such mailbox here", 0 },
    { "second@x.example", VIGIE_SMTP_ACCEPTED, NULL, 1 },
    { "later@x.example", VIGIE_SMTP_LATER, "451 4.7.1 Greylisted, come back later", 0 },
    { "later@x.example", VIGIE_SMTP_ACCEPTED, NULL, 1 },
    { "spam@x.example", VIGIE_SMTP_REFUSED, "554 5.7.1 This looks like spam", 0 },
    { "gone@x.example", VIGIE_SMTP_ACCEPTED, NULL, 1 }, /* asked again over a new connection */
    { "away@x.example", VIGIE_SMTP_AWAY, NULL, 0 },
    { "silent@x.example", VIGIE_SMTP_UNCERTAIN, "The connection broke before the server said whether it took the message.", 1 },
    { "third@x.example", VIGIE_SMTP_ACCEPTED, NULL, 1 },
  };
  MailServer *server = mail_server_start (NULL);
  g_autoptr(VigieSmtp) smtp = vigie_smtp_new (server->url, NULL, NULL, server->ca_file, FROM);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason = NULL;

      g_test_message ("%s", cases[i].to);
      g_assert_cmpint (send_to (smtp, cases[i].to, &reason), ==, cases[i].outcome);
      g_assert_true ((reason == NULL) == (cases[i].outcome == VIGIE_SMTP_ACCEPTED));
      if (cases[i].reason != NULL)
        g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_cmpuint (mail_server_count (server, cases[i].to), ==, cases[i].taken);
    }
  mail_server_stop (server);
}

/* The server hangs up after each third message, as large ones do: nobody is skipped, nobody written to twice. */
static void
test_short_connections (void)
{
  MailServer *server = mail_server_start ("--per-connection", "3", NULL);
  g_autoptr(VigieSmtp) smtp = vigie_smtp_new (server->url, NULL, NULL, server->ca_file, FROM);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *to = g_strdup_printf ("n%u@x.example", i);
      g_autofree char *reason = NULL;

      g_assert_cmpint (send_to (smtp, to, &reason), ==, VIGIE_SMTP_ACCEPTED);
      g_assert_cmpuint (mail_server_count (server, to), ==, 1);
    }
  mail_server_stop (server);
}

static void
test_starttls_and_login (void)
{
  static const struct { const char *user, *password; VigieSmtpOutcome outcome; } cases[] = {
    { "awa", "sésame", VIGIE_SMTP_ACCEPTED },
    { "awa", "wrong", VIGIE_SMTP_BLOCKED },
    { NULL, NULL, VIGIE_SMTP_BLOCKED },
  };
  MailServer *server = mail_server_start ("--starttls", "--login", "awa:sésame", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieSmtp) smtp = vigie_smtp_new (server->url, cases[i].user, cases[i].password, server->ca_file, FROM);
      g_autofree char *reason = NULL;

      g_assert_cmpint (send_to (smtp, "a@x.example", &reason), ==, cases[i].outcome);
      g_assert_true (reason == NULL || strstr (reason, "wrong") == NULL);
    }
  g_assert_cmpuint (mail_server_count (server, "a@x.example"), ==, 1);
  mail_server_stop (server);
}

static void
assert_nothing_goes (MailServer *server, const char *url, const char *ca_file, const char *words)
{
  g_autoptr(VigieSmtp) smtp = vigie_smtp_new (url, "awa", "sésame", ca_file, FROM);
  g_autofree char *reason = NULL;
  g_autofree char *log = NULL;

  g_assert_cmpint (send_to (smtp, "a@x.example", &reason), ==, VIGIE_SMTP_BLOCKED);
  g_assert_cmpstr (reason, ==, words);
  log = mail_server_read (server, "log");
  g_assert_cmpstr (log, ==, "");
}

static void
test_certificate (void)
{
  MailServer *server = mail_server_start (NULL);
  g_autofree char *other_name = g_strdup_printf ("smtps://127.0.0.1:%s", strrchr (server->url, ':') + 1);

  assert_nothing_goes (server, server->url, NULL, "The server’s certificate cannot be trusted; nothing was sent.");
  assert_nothing_goes (server, other_name, server->ca_file, "The server’s certificate cannot be trusted; nothing was sent.");
  mail_server_stop (server);
}

static void
test_no_encryption (void)
{
  MailServer *server = mail_server_start ("--plain", NULL);

  assert_nothing_goes (server, server->url, server->ca_file, "The server offers no encryption; nothing was sent.");
  mail_server_stop (server);
}

static void
test_nobody_there (void)
{
  g_autoptr(VigieSmtp) smtp = vigie_smtp_new ("smtps://localhost:1", NULL, NULL, NULL, FROM);
  g_autofree char *reason = NULL;

  g_assert_cmpint (send_to (smtp, "a@x.example", &reason), ==, VIGIE_SMTP_AWAY);
  g_assert_cmpstr (reason, ==, "The mail server cannot be reached.");
}

static void
test_urls (void)
{
  static const struct { const char *url; gboolean good; } cases[] = {
    { "smtps://mail.x.example", TRUE }, { "smtp://mail.x.example:587", TRUE }, { "smtps://mail.x.example:465/", TRUE },
    { "http://mail.x.example", FALSE }, { "file:///etc/passwd", FALSE }, { "smtp://awa:secret@mail.x.example", FALSE },
    { "smtp://awa@mail.x.example", FALSE }, { "smtps://", FALSE }, { "mail.x.example", FALSE }, { "", FALSE }, { NULL, FALSE },
    { "smtps://mail.x.example/path", FALSE }, { "smtps://mail.x.example?x", FALSE }, { "smtps://mail x", FALSE },
    { "smtps://mail\r\n.example", FALSE }, { "smtps://mail.x.example:99999", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].url);
      g_assert_cmpint (vigie_mailing_check_url (cases[i].url, &error), ==, cases[i].good);
      g_assert_true (cases[i].good || g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_INVALID));
      g_assert_true (error == NULL || strstr (error->message, "secret") == NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/send/smtp/answers", test_answers);
  g_test_add_func ("/send/smtp/short-connections", test_short_connections);
  g_test_add_func ("/send/smtp/starttls-and-login", test_starttls_and_login);
  g_test_add_func ("/send/smtp/certificate", test_certificate);
  g_test_add_func ("/send/smtp/no-encryption", test_no_encryption);
  g_test_add_func ("/send/smtp/nobody-there", test_nobody_there);
  g_test_add_func ("/send/smtp/urls", test_urls);

  return g_test_run ();
}
