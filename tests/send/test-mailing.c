/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mailing from its first message to the last word, over TLS to a real server: who is refused, who comes later, what a
 * person decides about an uncertain one, and when it pauses by itself. */

#include "mail-server.h"
#include "mailing-fixture.h"

static char *
new_folder (void)
{
  return g_dir_make_tmp ("vigie-mailing-XXXXXX", NULL);
}

static VigieMailing *
create (const char *folder, const MailServer *server, VigieRecipients *recipients)
{
  g_autoptr(GError) error = NULL;
  VigieMailingJournal *journal = vigie_mailing_journal_create (folder, mailing_plan (server != NULL ? server->url : NULL, server != NULL ? server->ca_file : NULL),
                                                               recipients, &error);
  VigieMailing *mailing;

  g_assert_no_error (error);
  mailing = vigie_mailing_new (journal);
  vigie_mailing_set_waits (mailing, 20 * G_TIME_SPAN_MILLISECOND, 5 * G_TIME_SPAN_MILLISECOND);

  return mailing;
}

static VigieMailingProgress
progress_of (VigieMailing *mailing)
{
  VigieMailingProgress progress;

  vigie_mailing_get_progress (mailing, &progress);

  return progress;
}

static VigieMailingProgress
wait_for (VigieMailing *mailing, VigieMailingPhase phase)
{
  while (progress_of (mailing).phase != phase)
    g_main_context_iteration (NULL, TRUE);

  return progress_of (mailing);
}

/* The thread lets go of the object, and the last word about it has been said. */
static void
let_go (VigieMailing *mailing)
{
  gpointer weak = mailing;

  g_object_add_weak_pointer (G_OBJECT (mailing), &weak);
  g_object_unref (mailing);
  while (weak != NULL)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_whole (void)
{
  g_autofree char *folder = new_folder ();
  MailServer *server = mail_server_start (NULL);
  VigieMailing *mailing = create (folder, server, mailing_recipients ("a@x.example", "refused@x.example", "later@x.example", "silent@x.example", "b@x.example", NULL));
  g_autoptr(GPtrArray) troubles = NULL;
  VigieMailingProgress progress = progress_of (mailing);

  g_assert_cmpint (progress.phase, ==, VIGIE_MAILING_READY);
  g_assert_cmpuint (progress.waiting, ==, 5);
  vigie_mailing_start (mailing, NULL);
  progress = wait_for (mailing, VIGIE_MAILING_DONE);
  g_assert_cmpuint (progress.accepted, ==, 3);
  g_assert_cmpuint (progress.refused, ==, 1);
  g_assert_cmpuint (progress.uncertain, ==, 1);
  g_assert_cmpuint (progress.answered, ==, 5);
  troubles = vigie_mailing_dup_troubles (mailing);
  g_assert_cmpuint (troubles->len, ==, 2);
  g_assert_cmpstr (((VigieMailingTrouble *) g_ptr_array_index (troubles, 0))->address, ==, "refused@x.example");
  g_assert_cmpstr (((VigieMailingTrouble *) g_ptr_array_index (troubles, 0))->reason, ==, "550 5.1.1 No such mailbox here");
  g_assert_cmpint (((VigieMailingTrouble *) g_ptr_array_index (troubles, 1))->state, ==, VIGIE_MAIL_BEGUN);
  g_assert_cmpuint (mail_server_count (server, "a@x.example"), ==, 1);
  g_assert_cmpuint (mail_server_count (server, "later@x.example"), ==, 1);
  let_go (mailing);
  mail_server_stop (server);
  vigie_test_remove_tree (folder);
}

/* The same Message-ID, so that the reader's program can tell. */
static void
test_settle (void)
{
  g_autofree char *folder = new_folder ();
  MailServer *server = mail_server_start (NULL);
  VigieMailing *mailing = create (folder, server, mailing_recipients ("silent1@x.example", "silent2@x.example", NULL));
  g_autofree char *log = NULL;
  g_auto(GStrv) lines = NULL;

  vigie_mailing_start (mailing, NULL);
  g_assert_cmpuint (wait_for (mailing, VIGIE_MAILING_DONE).uncertain, ==, 2);
  vigie_mailing_settle (mailing, 0, TRUE);
  vigie_mailing_settle (mailing, 1, FALSE);
  wait_for (mailing, VIGIE_MAILING_PAUSED);
  vigie_mailing_start (mailing, NULL);
  g_assert_cmpuint (wait_for (mailing, VIGIE_MAILING_DONE).accepted, ==, 2);
  log = mail_server_read (server, "log");
  lines = g_strsplit (log, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "silent1@x.example <1." MAILING_RUN "@distri-night.example>");
  g_assert_cmpstr (lines[2], ==, lines[0]);
  let_go (mailing);
  mail_server_stop (server);
  vigie_test_remove_tree (folder);
}

static void
test_pause_stop_resume (void)
{
  g_autofree char *folder = new_folder ();
  MailServer *server = mail_server_start (NULL);
  VigieMailing *mailing = create (folder, server, mailing_recipients ("a@x.example", "b@x.example", "c@x.example", "d@x.example", NULL));
  VigieMailingJournal *journal;
  g_autofree char *report = NULL;

  vigie_mailing_set_pace (mailing, 1);
  vigie_mailing_start (mailing, NULL);
  while (progress_of (mailing).accepted < 1)
    g_main_context_iteration (NULL, TRUE);
  vigie_mailing_pause (mailing);
  g_assert_cmpuint (wait_for (mailing, VIGIE_MAILING_PAUSED).accepted, ==, 1);
  let_go (mailing);

  journal = vigie_mailing_journal_open (folder, MAILING_RUN, NULL);
  mailing = vigie_mailing_new (journal);
  g_assert_cmpint (progress_of (mailing).phase, ==, VIGIE_MAILING_PAUSED);
  vigie_mailing_set_pace (mailing, 1);
  vigie_mailing_start (mailing, NULL);
  while (progress_of (mailing).accepted < 2)
    g_main_context_iteration (NULL, TRUE);
  vigie_mailing_stop (mailing);
  g_assert_cmpuint (wait_for (mailing, VIGIE_MAILING_DONE).waiting, ==, 2);
  g_assert_true (progress_of (mailing).stopped);
  let_go (mailing);

  journal = vigie_mailing_journal_open (folder, MAILING_RUN, NULL);
  g_assert_true (journal->stopped);
  report = vigie_mailing_journal_report (journal);
  g_assert_cmpstr (report, ==, "email,name,state,reason\r\nc@x.example,,waiting,\r\nd@x.example,,waiting,\r\n");
  vigie_mailing_journal_close (journal);
  mail_server_stop (server);
  vigie_test_remove_tree (folder);
}

static VigieRecipients *
many (const char *format, guint n)
{
  g_autoptr(GString) csv = g_string_new ("email\n");
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "%s%u@x.example\n", format, i);
  bytes = g_bytes_new (csv->str, csv->len);

  return vigie_recipients_read (bytes, VIGIE_LANG_FR, NULL);
}

static void
assert_pauses (VigieMailing *mailing, const char *words, guint waiting)
{
  g_autofree char *problem = NULL;

  vigie_mailing_start (mailing, NULL);
  g_assert_cmpuint (wait_for (mailing, VIGIE_MAILING_PAUSED).waiting, ==, waiting);
  problem = vigie_mailing_dup_problem (mailing);
  g_assert_cmpstr (problem, ==, words);
}

static void
test_pauses_by_itself (void)
{
  char *folders[] = { new_folder (), new_folder (), new_folder () };
  MailServer *server = mail_server_start (NULL);
  MailServer *plain = mail_server_start ("--plain", NULL);
  VigieMailing *refused = create (folders[0], server, many ("refused", 30));
  VigieMailing *nobody = create (folders[1], NULL, many ("a", 3));
  VigieMailing *open = create (folders[2], plain, many ("a", 3));

  assert_pauses (refused, "10 in a row were refused; the server says: 550 5.1.1 No such mailbox here", 20);
  assert_pauses (nobody, "The mail server cannot be reached.", 3);
  assert_pauses (open, "The server offers no encryption; nothing was sent.", 3);
  let_go (refused);
  let_go (nobody);
  let_go (open);
  mail_server_stop (server);
  mail_server_stop (plain);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      vigie_test_remove_tree (folders[i]);
      g_free (folders[i]);
    }
}

/* Refused for now four times over is refused. */
static void
test_never (void)
{
  g_autofree char *folder = new_folder ();
  MailServer *server = mail_server_start (NULL);
  VigieMailing *mailing = create (folder, server, mailing_recipients ("never@x.example", "a@x.example", NULL));
  VigieMailingProgress progress;

  vigie_mailing_start (mailing, NULL);
  progress = wait_for (mailing, VIGIE_MAILING_DONE);
  g_assert_cmpuint (progress.accepted, ==, 1);
  g_assert_cmpuint (progress.refused, ==, 1);
  let_go (mailing);
  mail_server_stop (server);
  vigie_test_remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/send/mailing/whole", test_whole);
  g_test_add_func ("/send/mailing/settle", test_settle);
  g_test_add_func ("/send/mailing/pause-stop-resume", test_pause_stop_resume);
  g_test_add_func ("/send/mailing/pauses-by-itself", test_pauses_by_itself);
  g_test_add_func ("/send/mailing/never", test_never);

  return g_test_run ();
}
