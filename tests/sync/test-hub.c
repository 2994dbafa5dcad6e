/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Seats and a hub as they are: programs, sockets, TLS, disks. */

#include "real-hub.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "vigie-test-process.h"

static char *
declare (Ctl *seat)
{
  return g_strdup (ctl_do (seat, "declare", "--title", "Site down", "--severity", "P1", "--reason", "test", NULL));
}

/* Everything of the incident that does not follow from the time of day. */
static char *
record_of (Ctl *seat, const char *ref)
{
  g_autoptr(VigieJson) json = NULL;
  g_autofree char *timeline = NULL;
  g_autofree char *roster = NULL;

  ctl_do (seat, "--json", "show", ref, NULL);
  json = ctl_json (seat);
  timeline = ctl_value (json, "timeline");
  roster = ctl_value (json, "roster");
  return g_strconcat (timeline, roster, NULL);
}

static void
assert_equal (Ctl *a, Ctl *b, const char *ref)
{
  g_autofree char *here = record_of (a, ref);
  g_autofree char *there = record_of (b, ref);

  g_assert_cmpstr (here, ==, there);
  ctl_do (a, "--json", "sync", NULL);
  ctl_assert_value (a, "waiting", "0");
}

static void
test_two_seats (gconstpointer plain)
{
  g_autoptr(RealHub) hub = real_hub_new (GPOINTER_TO_INT (plain));
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "responder");
  g_autofree char *ref = declare (awa);

  ctl_do (awa, "log", ref, "Nginx répond \"502\" \\o/", NULL);
  ctl_do (awa, "sync", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (yao, "log", ref, "I look", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (awa, "sync", NULL);
  assert_equal (awa, yao, ref);
}

static void
test_join (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autofree char *link = real_hub_invite (hub, "Awa", "commander");
  g_autoptr(Ctl) awa = ctl_new ();
  g_autoptr(Ctl) eve = ctl_new ();
  g_autofree char *token = NULL;
  g_autofree char *other = g_strdup (link);
  g_autofree char *ref G_GNUC_UNUSED = NULL;
  struct stat info;

  ctl_run (awa, "sync", NULL);
  ctl_assert_refused (awa, "no incident store");
  ref = declare (awa);
  ctl_run (awa, "sync", NULL);
  ctl_assert_refused (awa, "joined no hub");
  ctl_do (awa, "--json", "join", link, NULL);
  ctl_assert_value (awa, "person", "Awa");
  ctl_assert_value (awa, "role", "commander");
  token = g_strconcat (awa->store, ".token", NULL);
  g_assert_cmpint (g_stat (token, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  /* The same device again has not heard the answer; another one has found the link. */
  ctl_do (awa, "join", link, NULL);
  ctl_do (awa, "sync", NULL);
  ctl_run (eve, "join", link, NULL);
  ctl_assert_refused (eve, "used already");
  ctl_run (eve, "join", "vigie://join?v=1", NULL);
  ctl_assert_refused (eve, "missing");

  /* Another certificate than the link names. */
  strstr (other, "&cert=")[6] = strstr (other, "&cert=")[6] == '0' ? '1' : '0';
  ctl_run (eve, "join", other, NULL);
  ctl_assert_refused (eve, "certificate");
}

/* The network goes and comes back: nothing is lost, and it is said in words. */
static void
test_offline_and_back (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "responder");
  g_autofree char *ref = declare (awa);

  ctl_do (awa, "sync", NULL);
  ctl_do (yao, "sync", NULL);
  real_hub_stop (hub);
  ctl_do (awa, "log", ref, "offline, Awa", NULL);
  ctl_do (yao, "log", ref, "offline, Yao", NULL);
  ctl_run (awa, "sync", NULL);
  ctl_assert_refused (awa, "does not answer");
  real_hub_start (hub);
  ctl_do (awa, "sync", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (awa, "sync", NULL);
  assert_equal (awa, yao, ref);
}

static void
assert_contact (Ctl *seat, const char *id, const char *member, const char *value)
{
  g_autoptr(VigieJson) json = NULL;

  ctl_do (seat, "--json", "contacts", "list", NULL);
  json = ctl_json (seat);
  for (VigieJsonNode n = vigie_json_first (json, 0); n != VIGIE_JSON_NONE; n = vigie_json_next (json, n))
    {
      g_autofree char *own = vigie_json_member_string (json, n, "id");
      gsize length;
      const char *span;
      g_autofree char *found = NULL;

      if (strcmp (own, id) != 0)
        continue;
      span = vigie_json_span (json, vigie_json_member (json, n, member), &length);
      found = g_strndup (span, length);
      g_assert_cmpstr (found, ==, value);
      return;
    }
  g_error ("There is no contact %s.", id);
}

/* The directory goes through the hub like an incident: two that were apart find what both wrote, and a viewer reads it. */
static void
test_directory (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "responder");
  g_autoptr(Ctl) eve = real_hub_seat (hub, "Eve", "viewer");
  g_autofree char *id = NULL;

  ctl_do (awa, "contacts", "set", "cto", "--numbers", "mobile=+225 07 07 21 44 09", NULL);
  ctl_do (yao, "contacts", "set", "cto", "--deputy", "devops-lead", NULL);
  id = g_strdup (ctl_do (yao, "contacts", "add", "Zoé Koné", "--category", "L1", "--numbers", "05 05 63 18 70", NULL));
  ctl_do (awa, "contacts", "set", "ceo", "--role", "one", NULL);
  ctl_do (yao, "contacts", "set", "ceo", "--role", "other", NULL);
  ctl_do (awa, "sync", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (awa, "sync", NULL);
  ctl_do (eve, "sync", NULL);
  for (guint i = 0; i < 3; i++)
    {
      Ctl *seat = ((Ctl *[]) { awa, yao, eve })[i];

      assert_contact (seat, "cto", "phones", "[\"+225 07 07 21 44 09\"]");
      assert_contact (seat, "cto", "deputy", "\"devops-lead\"");
      assert_contact (seat, "cto", "written_apart", "false");
      assert_contact (seat, "ceo", "written_apart", "true");
      assert_contact (seat, id, "name", "\"Zoé Koné\"");
    }

  /* Who may only look records nothing for the others. */
  ctl_do (eve, "contacts", "remove", "cto", NULL);
  ctl_do (eve, "--json", "sync", NULL);
  ctl_assert_value (eve, "parked/0/code", "role");
  ctl_do (awa, "sync", NULL);
  assert_contact (awa, "cto", "deputy", "\"devops-lead\"");
}

static void
test_parked (void)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) eve = real_hub_seat (hub, "Eve", "viewer");
  g_autofree char *ref = declare (awa);
  g_autofree char *id = NULL;

  ctl_do (awa, "sync", NULL);
  ctl_do (eve, "sync", NULL);
  id = g_strdup (ctl_do (eve, "log", ref, "I only look", NULL));
  ctl_do (eve, "--json", "sync", NULL);
  ctl_assert_value (eve, "waiting", "0");
  ctl_assert_value (eve, "parked/0/id", id);
  ctl_assert_value (eve, "parked/0/code", "role");
  ctl_do (eve, "sync", NULL);
  g_assert_nonnull (strstr (eve->out, id));
  /* It stays readable where it was written, and goes nowhere: not even into the incident there. */
  g_assert_nonnull (strstr (eve->out, "I only look"));
  ctl_do (eve, "show", ref, NULL);
  g_assert_null (strstr (eve->out, "I only look"));
  ctl_do (awa, "sync", NULL);
  assert_equal (awa, eve, ref);

  /* An administrator admits it: it is taken, and is there for both. */
  g_free (real_hub_do (hub, "admit", id, NULL));
  ctl_do (eve, "sync", NULL);
  ctl_do (eve, "sync", NULL);
  ctl_do (awa, "sync", NULL);
  ctl_do (awa, "show", ref, NULL);
  g_assert_nonnull (strstr (awa->out, "I only look"));
  assert_equal (awa, eve, ref);
}

static void
test_revoked (void)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autoptr(Ctl) eve = real_hub_seat (hub, "Eve", "responder");
  g_autofree char *ref = declare (eve);

  ctl_do (eve, "sync", NULL);
  g_free (real_hub_do (hub, "revoke", "Eve", NULL));
  ctl_do (eve, "log", ref, "still here", NULL);
  ctl_run (eve, "sync", NULL);
  ctl_assert_refused (eve, "join again");
}

static void
copy_over (const char *from, const char *to)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The hub is put back from a backup: it gets again from the seats what it lost, also what others recorded. */
static void
test_restored_hub (void)
{
  g_autoptr(RealHub) hub = real_hub_new (TRUE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "responder");
  g_autoptr(Ctl) eve = real_hub_seat (hub, "Eve", "viewer");
  g_autofree char *ref = declare (awa);
  g_autofree char *backup = g_build_filename (hub->folder, "backup.db", NULL);
  g_autofree char *wal = g_strconcat (hub->db, "-wal", NULL);
  g_autofree char *shm = g_strconcat (hub->db, "-shm", NULL);

  ctl_do (awa, "sync", NULL);
  g_free (real_hub_do (hub, "backup", backup, NULL));
  ctl_do (yao, "sync", NULL);
  ctl_do (yao, "log", ref, "after the backup, by Yao", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (awa, "sync", NULL);
  ctl_do (awa, "log", ref, "after the backup, by Awa", NULL);
  ctl_do (awa, "sync", NULL);

  real_hub_stop (hub);
  g_unlink (wal);
  g_unlink (shm);
  copy_over (backup, hub->db);
  real_hub_start (hub);
  ctl_do (awa, "sync", NULL);
  ctl_do (eve, "sync", NULL);
  assert_equal (awa, eve, ref);
  ctl_do (yao, "sync", NULL);
  assert_equal (awa, yao, ref);
}

/* Evidence goes along: what is given back at the other seat is the file, byte for byte. */
static void
test_files (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "viewer");
  g_autofree char *ref = declare (awa);
  g_autofree char *sent = ctl_path (awa, "photo.png");
  g_autofree char *given = ctl_path (yao, "given.png");
  g_autofree char *content = g_malloc (600000);
  g_autofree char *id = NULL;
  g_autofree char *back = NULL;
  gsize length = 0;

  for (guint i = 0; i < 600000; i++)
    content[i] = (char) (i * 7 + i / 251);
  g_assert_true (g_file_set_contents (sent, content, 600000, NULL));
  id = g_strdup (ctl_do (awa, "attach", ref, sent, NULL));
  ctl_do (awa, "sync", NULL);
  ctl_do (yao, "sync", NULL);
  ctl_do (yao, "attachment", ref, id, "-o", given, NULL);
  g_assert_true (g_file_get_contents (given, &back, &length, NULL));
  g_assert_cmpmem (back, length, content, 600000);
  ctl_do (yao, "verify", NULL);
}

/* A watch prints what comes, as it comes. */
static void
test_watch (void)
{
  g_autoptr(RealHub) hub = real_hub_new (FALSE);
  g_autoptr(Ctl) awa = real_hub_seat (hub, "Awa", "commander");
  g_autoptr(Ctl) yao = real_hub_seat (hub, "Yao", "responder");
  g_autofree char *ref = declare (awa);
  const char *argv[] = { g_getenv ("VIGIECTL"), "--store", yao->store, "watch", NULL };
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  ctl_do (awa, "sync", NULL);
  process = vigie_test_spawn (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (strstr (line, "\"state\":\"live\"") == NULL);
  ctl_do (awa, "log", ref, "as it comes", NULL);
  ctl_do (awa, "sync", NULL);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (strstr (line, "as it comes") == NULL);
  g_assert_nonnull (strstr (line, ref));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sync/hub/two-seats/plain", GINT_TO_POINTER (TRUE), test_two_seats);
  g_test_add_data_func ("/sync/hub/two-seats/tls", GINT_TO_POINTER (FALSE), test_two_seats);
  g_test_add_func ("/fault/F42/join-by-another-certificate", test_join);
  g_test_add_func ("/fault/F24/offline-and-back", test_offline_and_back);
  g_test_add_func ("/sync/hub/directory", test_directory);
  g_test_add_func ("/sync/hub/parked", test_parked);
  g_test_add_func ("/fault/F38/revoked-seat", test_revoked);
  g_test_add_func ("/fault/F36/real-hub-put-back", test_restored_hub);
  g_test_add_func ("/sync/hub/files", test_files);
  g_test_add_func ("/sync/hub/watch", test_watch);
  return g_test_run ();
}
