/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bad files: each refused with one sentence, and the file as it was. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "ctl-runner.h"

static void
write_file (const char *path, const char *text, gsize length_bytes)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, (gssize) length_bytes, NULL));
}

static char *
digest (const char *path)
{
  g_autofree char *text = NULL;
  gsize length_bytes = 0;

  g_assert_true (g_file_get_contents (path, &text, &length_bytes, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length_bytes);
}

/* Reading and writing are both refused, and not a byte of the store changes. */
static void
assert_store_refused (Ctl *ctl)
{
  g_autofree char *before = digest (ctl->store);
  g_autofree char *after = NULL;

  ctl_run (ctl, "list", NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_run (ctl, "declare", "--title", "x", "--users", "60", NULL);
  ctl_assert_refused (ctl, NULL);
  after = digest (ctl->store);
  g_assert_cmpstr (before, ==, after);
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_stores (void)
{
  g_autoptr(Ctl) missing = ctl_new ();
  g_autoptr(Ctl) foreign = ctl_new ();
  g_autoptr(Ctl) text = ctl_new ();
  g_autoptr(Ctl) newer = ctl_new ();
  g_autoptr(Ctl) truncated = ctl_new ();
  g_autofree char *whole = NULL;
  gsize length_bytes = 0;

  ctl_run (missing, "list", NULL);
  ctl_assert_refused (missing, NULL);

  write_file (foreign->store, "", 0);
  execute (foreign->store, "create table t (a); insert into t values (1)");
  assert_store_refused (foreign);

  write_file (text->store, "not a database at all, only words\n", 34);
  assert_store_refused (text);

  ctl_do (newer, "declare", "--title", "x", "--users", "60", NULL);
  execute (newer->store, "pragma wal_checkpoint(truncate); pragma user_version = 9999; pragma wal_checkpoint(truncate)");
  assert_store_refused (newer);

  ctl_do (truncated, "declare", "--title", "x", "--users", "60", NULL);
  execute (truncated->store, "pragma wal_checkpoint(truncate)");
  g_assert_true (g_file_get_contents (truncated->store, &whole, &length_bytes, NULL));
  write_file (truncated->store, whole, length_bytes / 2 + 100);
  assert_store_refused (truncated);
}

static void
test_playbook (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *path = ctl_path (ctl, "playbook.json");
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *damaged = NULL;

  ctl_do (ctl, "playbook", "check", g_getenv ("VIGIE_PLAYBOOK_FILE"), NULL);
  g_assert_true (g_file_get_contents (g_getenv ("VIGIE_PLAYBOOK_FILE"), &text, NULL, NULL));
  parts = g_strsplit (text, "\"organisation\"", 2);
  damaged = g_strjoin ("\"organization\"", parts[0], parts[1], NULL);
  write_file (path, damaged, strlen (damaged));
  ctl_run (ctl, "playbook", "check", path, NULL);
  g_assert_cmpint (ctl->status, ==, 1);
  g_assert_nonnull (strstr (ctl->err, "/organization"));
  g_assert_nonnull (strstr (ctl->err, "/organisation"));
  ctl_run (ctl, "--playbook", path, "assess", "--users", "60", NULL);
  ctl_assert_refused (ctl, "/organi");
  write_file (path, text, strlen (text) / 2);
  ctl_run (ctl, "playbook", "check", path, NULL);
  g_assert_cmpint (ctl->status, ==, 1);
}

static void
expect_import_refused (Ctl *ctl, const char *text, gsize length_bytes, const char *words)
{
  g_autofree char *path = ctl_path (ctl, "input");

  write_file (path, text, length_bytes);
  ctl_run (ctl, "import", path, "--title", "x", "--type", "INC-04", NULL);
  ctl_assert_refused (ctl, words);
}

static void
test_imports (void)
{
  static const char latin1[] = "time,kind,author,text\n2017-01-31T18:00:00Z,note,Ops,caf\xe9\n";
  static const char nul[] = "time,kind,author,text\n2017-01-31T18:00:00Z,note,Ops,a\0b\n";
  static const char no_zone[] = "time,kind,author,text\n2017-01-31T18:00:00,note,Ops,x\n";
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) huge = g_string_new ("{\"format\":\"vigie-export\",\"version\":1,\"events\":[");

  expect_import_refused (ctl, latin1, sizeof latin1 - 1, "Line 2");
  expect_import_refused (ctl, nul, sizeof nul - 1, "Line 2");
  expect_import_refused (ctl, no_zone, sizeof no_zone - 1, "Line 2");
  expect_import_refused (ctl, "", 0, NULL);
  for (guint i = 0; i < 200 * 1000; i++)
    g_string_append (deep, "{\"a\":");
  expect_import_refused (ctl, deep->str, deep->len, NULL);
  for (guint i = 0; i < 2 * 1000 * 1000; i++)
    g_string_append (huge, "0,");
  g_string_append (huge, "0]}");
  expect_import_refused (ctl, huge->str, huge->len, NULL);
  /* Nothing came into being. */
  g_assert_false (g_file_test (ctl->store, G_FILE_TEST_EXISTS));
  ctl_run (ctl, "import", "/nonexistent/file.csv", "--title", "x", "--type", "INC-04", NULL);
  ctl_assert_refused (ctl, NULL);
}

static void
test_large_timeline (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *path = ctl_path (ctl, "large.csv");
  g_autofree char *ref = NULL;
  g_autoptr(GString) text = g_string_new ("time,kind,author,text\n2017-01-31T17:59:00Z,,Ops,=SUM(A1)\n2017-01-31T17:59:30Z,,Ops,\"");

  for (guint i = 0; i < 1000 * 1000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"\n");
  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append_printf (text, "2017-01-31T18:%02u:%02uZ,note,Ops,+%u\n", i / 60 % 60, i % 60, i);
  write_file (path, text->str, text->len);
  ref = g_strdup (ctl_do (ctl, "import", path, "--title", "@large", "--type", "INC-04", NULL));
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "title", "@large");
  g_assert_nonnull (strstr (ctl->out, "\"=SUM(A1)\""));
  g_assert_nonnull (strstr (ctl->out, "\"+99999\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/bad-input/stores", test_stores);
  g_test_add_func ("/ctl/bad-input/playbook", test_playbook);
  g_test_add_func ("/ctl/bad-input/imports", test_imports);
  g_test_add_func ("/ctl/bad-input/large-timeline", test_large_timeline);

  return g_test_run ();
}
