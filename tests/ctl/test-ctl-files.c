/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files in and out: the GitLab incident of 2017, the record byte for byte, the report in every format. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ctl-runner.h"

#define TITLE "disk < 5% & rising"

static char *
import_gitlab (Ctl *ctl)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "gitlab-2017-01-31.csv", NULL);

  return g_strdup (ctl_do (ctl, "import", path, "--type", "INC-04", "--title", TITLE, NULL));
}

static void
test_gitlab (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = import_gitlab (ctl);

  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "title", TITLE);
  ctl_assert_value (ctl, "type", "INC-04");
  ctl_assert_value (ctl, "milestones/started", "2017-01-31T18:00:00Z");
  ctl_assert_value (ctl, "milestones/responded", "2017-01-31T22:00:00Z");
  ctl_assert_value (ctl, "milestones/resolved", "2017-02-01T18:14:00Z");
  ctl_do (ctl, "--json", "metrics", NULL);
  ctl_assert_value (ctl, "detect/median_s", "0");
  ctl_assert_value (ctl, "respond/median_s", "14400");
  ctl_assert_value (ctl, "resolve/median_s", "87240");
  ctl_assert_value (ctl, "communicate/count", "0");
  ctl_assert_value (ctl, "communicate/missing", "1");
  ctl_assert_value (ctl, "respond/target_s", "900");
}

static char *
export_to (Ctl *ctl, const char *ref, const char *format, const char *name)
{
  char *path = ctl_path (ctl, name);
  struct stat info;

  ctl_do (ctl, "export", ref, "--format", format, "-o", path, NULL);
  g_assert_true (g_str_has_suffix (ctl->out, name));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  return path;
}

static char *
contents (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_round_trip (void)
{
  g_autoptr(Ctl) one = ctl_new ();
  g_autoptr(Ctl) two = ctl_new ();
  g_autofree char *ref = import_gitlab (one);
  g_autofree char *first = export_to (one, ref, "json", "first.json");
  g_autofree char *second = NULL;
  g_autofree char *first_text = contents (first);
  g_autofree char *second_text = NULL;
  g_autofree char *ref_two = NULL;

  ctl_do (one, "verify", first, NULL);
  ref_two = g_strdup (ctl_do (two, "import", first, NULL));
  g_assert_cmpstr (ref_two, ==, ref);
  second = export_to (two, ref, "json", "second.json");
  second_text = contents (second);
  g_assert_cmpstr (first_text, ==, second_text);
  /* Taking it once more changes nothing. */
  ctl_do (two, "import", first, NULL);
  ctl_do (two, "verify", NULL);
  ctl_do (two, "--json", "list", NULL);
  ctl_assert_value (two, "1", NULL);
}

static void
test_changed_byte (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = import_gitlab (ctl);
  g_autofree char *path = export_to (ctl, ref, "json", "record.json");
  g_autofree char *text = contents (path);
  char *place = strstr (text, "Writes lock up");

  g_assert_nonnull (place);
  *place = 'w';
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  ctl_run (ctl, "verify", path, NULL);
  ctl_assert_refused (ctl, "Event ");
  ctl_run (ctl, "import", path, NULL);
  ctl_assert_refused (ctl, "Event ");
}

static char *
pdf_text (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  char *out = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return out;
}

static void
test_reports (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = import_gitlab (ctl);
  g_autofree char *markdown_path = export_to (ctl, ref, "markdown", "report.md");
  g_autofree char *html_path = export_to (ctl, ref, "html", "report.html");
  g_autofree char *pdf_path = export_to (ctl, ref, "pdf", "report.pdf");
  g_autofree char *csv_path = export_to (ctl, ref, "csv", "timeline.csv");
  g_autofree char *ics_path = export_to (ctl, ref, "ics", "clocks.ics");
  g_autofree char *markdown = contents (markdown_path);
  g_autofree char *html = contents (html_path);
  g_autofree char *pdf = pdf_text (pdf_path);
  g_autofree char *csv = contents (csv_path);
  g_autofree char *ics = contents (ics_path);

  g_assert_nonnull (strstr (markdown, TITLE));
  g_assert_nonnull (strstr (html, "disk &lt; 5% &amp; rising"));
  g_assert_nonnull (strstr (pdf, TITLE));
  g_assert_nonnull (strstr (pdf, ref));
  g_assert_nonnull (strstr (csv, "milestone:detected,Monitoring,"));
  g_assert_nonnull (strstr (csv, "Data directory removed, on db1"));
  g_assert_nonnull (strstr (ics, "BEGIN:VEVENT"));
  /* The real times stand in both. */
  g_assert_nonnull (strstr (markdown, "24\u00a0h\u00a014"));
  g_assert_nonnull (strstr (pdf, "24 h 14 min"));
}

static void
test_backup_and_rebuild (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = import_gitlab (ctl);
  g_autofree char *copy = ctl_path (ctl, "copy.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct stat info;

  before = g_strdup (ctl_do (ctl, "rebuild", NULL));
  after = g_strdup (ctl_do (ctl, "rebuild", NULL));
  g_assert_cmpstr (before, ==, after);
  ctl_do (ctl, "backup", copy, NULL);
  g_assert_cmpint (stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  ctl_run (ctl, "backup", copy, NULL);
  ctl_assert_refused (ctl, NULL);
  g_free (ctl->store);
  ctl->store = g_steal_pointer (&copy);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "title", TITLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/files/gitlab", test_gitlab);
  g_test_add_func ("/ctl/files/round-trip", test_round_trip);
  g_test_add_func ("/ctl/files/changed-byte", test_changed_byte);
  g_test_add_func ("/ctl/files/reports", test_reports);
  g_test_add_func ("/ctl/files/backup-and-rebuild", test_backup_and_rebuild);

  return g_test_run ();
}
