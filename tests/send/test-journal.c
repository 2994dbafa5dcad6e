/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a mailing knows after its process has died at any moment. */

#include <fcntl.h>
#include <sys/stat.h>

#include "mailing-fixture.h"
#include "vigie-error.h"

static VigieMailingJournal *
create (const char *folder)
{
  g_autoptr(GError) error = NULL;
  VigieMailingJournal *journal = vigie_mailing_journal_create (folder, mailing_plan (NULL, NULL), mailing_recipients ("a@x.example", "b@x.example", "c@x.example", NULL), &error);

  g_assert_no_error (error);

  return journal;
}

static VigieMailingJournal *
reopen (const char *folder)
{
  g_autoptr(GError) error = NULL;
  VigieMailingJournal *journal = vigie_mailing_journal_open (folder, MAILING_RUN, &error);

  g_assert_no_error (error);

  return journal;
}

static void
note (VigieMailingJournal *journal, guint index, VigieMailState state, const char *reason)
{
  g_autoptr(GError) error = NULL;

  vigie_mailing_journal_note (journal, index, state, reason, 1000, &error);
  g_assert_no_error (error);
}

static char *
new_folder (void)
{
  return g_dir_make_tmp ("vigie-journal-XXXXXX", NULL);
}

static void
test_survives (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *base = g_build_filename (folder, "vigie.db.mailings", NULL);
  VigieMailingJournal *journal = create (base);
  g_autofree char *digest = g_strdup (journal->plan->digest);
  g_autofree char *report = NULL;

  note (journal, 0, VIGIE_MAIL_BEGUN, NULL);
  note (journal, 0, VIGIE_MAIL_ACCEPTED, NULL);
  note (journal, 1, VIGIE_MAIL_BEGUN, NULL);
  note (journal, 1, VIGIE_MAIL_REFUSED, "550 no\r\naccepted 2 1000 ");
  note (journal, 2, VIGIE_MAIL_BEGUN, NULL);
  vigie_mailing_journal_close (journal);

  journal = reopen (base);
  g_assert_cmpint (journal->entries[0].state, ==, VIGIE_MAIL_ACCEPTED);
  g_assert_cmpint (journal->entries[1].state, ==, VIGIE_MAIL_REFUSED);
  g_assert_cmpstr (journal->entries[1].reason, ==, "550 no accepted 2 1000");
  g_assert_cmpint (journal->entries[2].state, ==, VIGIE_MAIL_BEGUN);
  g_assert_cmpuint (journal->entries[2].tries, ==, 1);
  g_assert_cmpstr (journal->plan->digest, ==, digest);
  g_assert_true (vigie_mailing_journal_is_done (journal));
  report = vigie_mailing_journal_report (journal);
  g_assert_cmpstr (report, ==, "email,name,state,reason\r\nb@x.example,,refused,550 no accepted 2 1000\r\nc@x.example,,uncertain,\r\n");
  vigie_mailing_journal_close (journal);
  vigie_test_remove_tree (folder);
}

static void
test_private (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *base = g_build_filename (folder, "m", NULL);
  VigieMailingJournal *journal = create (base);
  static const char *const names[] = { "plan.json", "list.csv", "states", "lock" };
  g_auto(GStrv) runs = vigie_mailing_list (base);
  struct stat info;

  g_assert_cmpuint (g_strv_length (runs), ==, 1);
  g_assert_cmpstr (runs[0], ==, MAILING_RUN);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (base, MAILING_RUN, names[i], NULL);

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
  g_assert_cmpint (stat (base, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_true (vigie_mailing_journal_forget (journal, NULL));
  g_strfreev (g_steal_pointer (&runs));
  runs = vigie_mailing_list (base);
  g_assert_null (runs[0]);
  vigie_test_remove_tree (folder);
}

static void
test_one_at_a_time (void)
{
  g_autofree char *folder = new_folder ();
  VigieMailingJournal *journal = create (folder);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_mailing_journal_open (folder, MAILING_RUN, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  vigie_mailing_journal_close (journal);
  vigie_mailing_journal_close (reopen (folder));
  vigie_test_remove_tree (folder);
}

/* Cut off after each byte: every line that is whole counts, a torn one never happened, and the file can be gone on with. */
static void
test_torn_at_each_byte (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *path = g_build_filename (folder, MAILING_RUN, "states", NULL);
  VigieMailingJournal *journal = create (folder);
  g_autofree char *whole = NULL;
  gsize length_bytes = 0;

  note (journal, 0, VIGIE_MAIL_BEGUN, NULL);
  note (journal, 0, VIGIE_MAIL_ACCEPTED, NULL);
  note (journal, 1, VIGIE_MAIL_BEGUN, NULL);
  note (journal, 1, VIGIE_MAIL_LATER, "451 grey");
  vigie_mailing_journal_close (journal);
  g_assert_true (g_file_get_contents (path, &whole, &length_bytes, NULL));
  for (gsize cut = 0; cut <= length_bytes; cut++)
    {
      guint lines = 0;

      for (gsize i = 0; i < cut; i++)
        lines += whole[i] == '\n';
      g_assert_true (g_file_set_contents (path, whole, (gssize) cut, NULL));
      journal = reopen (folder);
      g_assert_cmpint (journal->entries[0].state, ==, lines >= 2 ? VIGIE_MAIL_ACCEPTED : lines == 1 ? VIGIE_MAIL_BEGUN : VIGIE_MAIL_WAITING);
      g_assert_cmpint (journal->entries[1].state, ==, lines == 4 ? VIGIE_MAIL_LATER : lines == 3 ? VIGIE_MAIL_BEGUN : VIGIE_MAIL_WAITING);
      note (journal, 2, VIGIE_MAIL_BEGUN, NULL);
      vigie_mailing_journal_close (journal);
      journal = reopen (folder);
      g_assert_cmpint (journal->entries[2].state, ==, VIGIE_MAIL_BEGUN);
      vigie_mailing_journal_close (journal);
    }
  vigie_test_remove_tree (folder);
}

static void
damage (const char *folder, const char *name, gsize at)
{
  g_autofree char *path = g_build_filename (folder, MAILING_RUN, name, NULL);
  g_autofree char *text = NULL;
  gsize length_bytes = 0;

  g_assert_true (g_file_get_contents (path, &text, &length_bytes, NULL));
  text[at] ^= 1;
  g_assert_true (g_file_set_contents (path, text, (gssize) length_bytes, NULL));
}

/* Who has been written to is never guessed. */
static void
test_damage (void)
{
  static const struct { const char *name; gsize at; } cases[] = { { "states", 3 }, { "states", 8 }, { "list.csv", 30 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = new_folder ();
      VigieMailingJournal *journal = create (folder);
      g_autoptr(GError) error = NULL;

      note (journal, 0, VIGIE_MAIL_BEGUN, NULL);
      note (journal, 0, VIGIE_MAIL_ACCEPTED, NULL);
      vigie_mailing_journal_close (journal);
      damage (folder, cases[i].name, cases[i].at);
      g_assert_null (vigie_mailing_journal_open (folder, MAILING_RUN, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED);
      vigie_test_remove_tree (folder);
    }
}

/* Nothing is begun that could not be finished for everybody. */
static void
test_checked_before (void)
{
  g_autofree char *folder = new_folder ();
  VigieMailingPlan *plans[] = { mailing_plan (NULL, NULL), mailing_plan (NULL, NULL), mailing_plan (NULL, NULL), mailing_plan ("http://x", NULL) };

  g_free (plans[0]->bodies[VIGIE_LANG_FR]);
  plans[0]->bodies[VIGIE_LANG_FR] = g_strdup ("{{to.order}}");
  g_clear_pointer (&plans[1]->bodies[VIGIE_LANG_FR], g_free);
  g_free (plans[2]->from_address);
  plans[2]->from_address = g_strdup ("x\r\nBcc: y@x.example");
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) runs = NULL;

      g_assert_null (vigie_mailing_journal_create (folder, plans[i], mailing_recipients ("a@x.example", NULL), &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      runs = vigie_mailing_list (folder);
      g_assert_null (runs[0]);
    }
  vigie_test_remove_tree (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/send/journal/survives", test_survives);
  g_test_add_func ("/send/journal/private", test_private);
  g_test_add_func ("/send/journal/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/send/journal/torn-at-each-byte", test_torn_at_each_byte);
  g_test_add_func ("/send/journal/damage", test_damage);
  g_test_add_func ("/send/journal/checked-before", test_checked_before);

  return g_test_run ();
}
