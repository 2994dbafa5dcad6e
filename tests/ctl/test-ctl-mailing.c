/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice sent to a list from a script, over TLS to a real server: what is asked for first, what is never sent, what a
 * killed process leaves, and what the record says. */

#include <signal.h>

#include "ctl-runner.h"
#include "mail-server.h"
#include "vigie-act-notice.h"
#include "vigie-store-writer.h"
#include "vigie-store.h"
#include "vigie-test-support.h"

#define LIST "email,name\nawa@x.example,Awa Koné\nbob@x.example,Bob\nrefused@x.example,R\nnobody,N\n"

static VigieIncident *
fold (Ctl *ctl, const char *ref)
{
  g_autoptr(VigieStore) store = vigie_store_open (ctl->store, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
  g_autofree char *stream = vigie_store_find (store, ref, NULL);

  return vigie_store_incident (store, stream, NULL);
}

/* Writes a notice to @audience, for mail; its code is N1. */
static void
write_notice (Ctl *ctl, const char *ref, const char *notice, const char *audience)
{
  g_autoptr(VigieIncident) incident = fold (ctl, ref);
  const char *const channels[] = { "email", NULL };
  VigieNoticeDraft draft = { .notice = notice, .audience = audience, .channels = channels, .template_id = "team.email.update", .next_update_usec = VIGIE_TIME_NONE,
                             .texts = { [VIGIE_LANG_FR] = { "Panne", notice != NULL ? "Bonjour {{to.name}}. Autre texte." : "Bonjour {{to.name}}." } } };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = vigie_act_notice_draft (vigie_test_playbook (), incident, &draft, "Awa Koné", g_get_real_time (), &error);
  g_autoptr(GPtrArray) events = NULL;

  g_assert_no_error (error);
  events = vigie_store_writer_record (ctl->store, vigie_test_playbook (), drafts, 10000, &error);
  g_assert_no_error (error);
}

static char *
make_list (Ctl *ctl, const char *text)
{
  char *path = ctl_path (ctl, "people.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

#define MAIL(ctl, ...) ctl_run (ctl, "mail", ref, "N1", "--recipients", list, "--smtp", server->url, "--from", "info@y.example", "--ca", server->ca_file, __VA_ARGS__)

static void
test_send (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  MailServer *server = mail_server_start (NULL);
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--severity", "P2", "--reason", "r", NULL));
  g_autofree char *list = make_list (ctl, LIST);
  g_autoptr(VigieIncident) incident = NULL;
  g_autofree char *run = NULL;
  const VigieNotice *notice;

  write_notice (ctl, ref, NULL, "team");
  MAIL (ctl, "--dry-run", NULL);
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_nonnull (strstr (ctl->out, "awa@x.example\nPanne\n\nBonjour Awa Koné."));
  g_assert_true (g_str_has_suffix (ctl->out, "\n3"));
  g_assert_nonnull (strstr (ctl->err, "Line 5: “nobody” is no e-mail address"));
  g_assert_cmpuint (mail_server_count (server, "awa@x.example"), ==, 0);

  ctl_run (ctl, "notice", ref, "--template", "team.email.initial", "--lang", "fr", "--recipients", list, "--smtp", server->url, "--from", "info@y.example", NULL);
  ctl_assert_refused (ctl, "There is no notice “team.email.initial”.");

  ctl_run (ctl, "notice", ref, "--template", "team.email.update", "--lang", "fr", "--recipients", list, "--smtp", server->url, "--from", "info@y.example", "--ca",
           server->ca_file, NULL);
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_nonnull (strstr (ctl->out, "sent: 2 of 3; refused: 1; uncertain: 0; not sent yet: 0"));
  g_assert_cmpuint (mail_server_count (server, "awa@x.example"), ==, 1);
  run = g_strdup (strrchr (ctl->out, '\n') + 1);
  ctl_do (ctl, "mail-report", run, NULL);
  g_assert_nonnull (strstr (ctl->out, "refused@x.example,R,refused,550 5.1.1 No such mailbox here"));

  incident = fold (ctl, ref);
  notice = vigie_incident_notice (incident, "N1");
  g_assert_cmpint (notice->state, ==, VIGIE_NOTICE_SENT);
  g_assert_cmpint (notice->sent->count, ==, 3);
  g_assert_cmpuint (notice->n_faults, ==, 0);
  g_assert_cmpuint (incident->messages->len, ==, 1);
  ctl_do (ctl, "export", ref, "--format", "json", "-o", list, NULL);
  {
    g_autofree char *record = NULL;

    g_assert_true (g_file_get_contents (list, &record, NULL, NULL));
    g_assert_nonnull (strstr (record, "mailing.finished"));
    g_assert_null (strstr (record, "x.example"));
  }
  ctl_do (ctl, "mail-forget", run, NULL);
  ctl_run (ctl, "mail-report", run, NULL);
  ctl_assert_refused (ctl, "There is no mailing");
  mail_server_stop (server);
}

/* Neither without an approval nor with one that an edit has voided. */
static void
test_unapproved (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  MailServer *server = mail_server_start (NULL);
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--severity", "P2", "--reason", "r", NULL));
  g_autofree char *list = make_list (ctl, LIST);
  g_autofree char *log = NULL;
  g_autofree char *folder = g_strconcat (ctl->store, ".mailings", NULL);

  write_notice (ctl, ref, NULL, "users");
  MAIL (ctl, NULL);
  ctl_assert_refused (ctl, "This text may not go out yet: an approval is missing.");
  write_notice (ctl, ref, "N1", "users");
  MAIL (ctl, NULL);
  ctl_assert_refused (ctl, "an approval is missing");
  ctl_run (ctl, "mail", ref, "N7", "--recipients", list, "--smtp", server->url, "--from", "info@y.example", NULL);
  ctl_assert_refused (ctl, "There is no notice “N7”.");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  log = mail_server_read (server, "log");
  g_assert_cmpstr (log, ==, "");
  mail_server_stop (server);
}

static void
test_refused (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  MailServer *server = mail_server_start ("--starttls", "--login", "awa:sesame", NULL);
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--severity", "P2", "--reason", "r", NULL));
  g_autofree char *list = make_list (ctl, "email,name\nawa@x.example,Awa\nbob@x.example,Bob\nrefused@x.example,R\n");
  g_autofree char *run = NULL;

  write_notice (ctl, ref, NULL, "team");
  ctl_run (ctl, "mail", ref, "N1", "--recipients", list, NULL);
  g_assert_cmpint (ctl->status, ==, 2);
  ctl_run (ctl, "mail", ref, "N1", "--recipients", list, "--smtp", "smtp://awa:sesame@localhost", "--from", "info@y.example", NULL);
  ctl_assert_refused (ctl, "The mail server is written smtps://HOST");
  g_assert_null (strstr (ctl->err, "sesame"));

  g_setenv ("VIGIE_SMTP_PASSWORD", "wrong-one", TRUE);
  MAIL (ctl, "--user", "awa", NULL);
  ctl_assert_refused (ctl, "The server does not accept the user name or the password.");
  g_assert_null (strstr (ctl->err, "wrong-one"));
  run = g_strndup (strstr (ctl->err, "mailing ") + 8, 36);
  g_setenv ("VIGIE_SMTP_PASSWORD", "sesame", TRUE);
  ctl_do (ctl, "mail-resume", run, NULL);
  g_assert_nonnull (strstr (ctl->out, "sent: 2 of 3"));
  g_unsetenv ("VIGIE_SMTP_PASSWORD");
  mail_server_stop (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/mailing/send", test_send);
  g_test_add_func ("/ctl/mailing/unapproved", test_unapproved);
  g_test_add_func ("/ctl/mailing/refused", test_refused);

  return g_test_run ();
}
