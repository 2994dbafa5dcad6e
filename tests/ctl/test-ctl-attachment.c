/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files kept as evidence, from the command line: in, shown, out, exported, imported, verified. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl-runner.h"

#define LOG_TEXT "02:14 502 Bad Gateway\n02:15 502 Bad Gateway\n"
/* b2sum -l 256 of LOG_TEXT */
#define LOG_HASH "53fe234bf5079d28dc39a0d8d3ea1a9ea783cd25dbc333bc3247f6f6288abaf0"

static char *
declare (Ctl *ctl)
{
  return g_strdup (ctl_do (ctl, "declare", "--title", "Site down", "--severity", "P1", "--reason", "r", NULL));
}

static char *
write_file (Ctl *ctl, const char *name, const char *text, gssize length_bytes)
{
  char *path = ctl_path (ctl, name);

  g_assert_true (g_file_set_contents (path, text, length_bytes, NULL));

  return path;
}

/* Not inlined: gcc 12 takes what comes back for a pointer into this frame. */
G_NO_INLINE static char *
contents (const char *path, gsize *length_bytes)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length_bytes, NULL));

  return text;
}

static void
test_in_and_out (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = write_file (ctl, "nginx.log", LOG_TEXT, -1);
  g_autofree char *out = ctl_path (ctl, "out.log");
  g_autofree char *id = g_strdup (ctl_do (ctl, "attach", ref, file, NULL));
  g_autofree char *text = NULL;

  g_assert_cmpuint (strlen (id), ==, 36);
  ctl_do (ctl, "attachment", ref, id, "-o", out, NULL);
  text = contents (out, NULL);
  g_assert_cmpstr (text, ==, LOG_TEXT);
  ctl_do (ctl, "show", ref, NULL);
  g_assert_nonnull (strstr (ctl->out, "nginx.log"));
  g_assert_nonnull (strstr (ctl->out, "44\u00a0bytes"));
  g_assert_nonnull (strstr (ctl->out, LOG_HASH));
  ctl_do (ctl, "--json", "attachment", ref, id, "-o", out, NULL);
  ctl_assert_value (ctl, "name", "nginx.log");
  ctl_assert_value (ctl, "size", "44");
  ctl_assert_value (ctl, "hash", LOG_HASH);
  ctl_do (ctl, "verify", NULL);
}

static void
test_show_json (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = write_file (ctl, "x", LOG_TEXT, -1);

  ctl_do (ctl, "attach", ref, file, "--name", "journal « Nginx » <b>.log", "--mime", "text/x-log", "--at", "2026-11-22T02:20:00Z", NULL);
  ctl_do (ctl, "--json", "show", ref, NULL);
  ctl_assert_value (ctl, "timeline/0/kind", "attachment");
  ctl_assert_value (ctl, "timeline/0/occurred", "2026-11-22T02:20:00Z");
  ctl_assert_value (ctl, "timeline/0/attachment/name", "journal « Nginx » <b>.log");
  ctl_assert_value (ctl, "timeline/0/attachment/type", "text/x-log");
  ctl_assert_value (ctl, "timeline/0/attachment/hash", LOG_HASH);
}

static void
test_refusals (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = write_file (ctl, "small", "x", -1);
  g_autofree char *large = write_file (ctl, "large", "", 0);
  g_autofree char *gone = ctl_path (ctl, "gone");

  g_assert_cmpint (truncate (large, 25 * 1024 * 1024 + 1), ==, 0);
  ctl_run (ctl, "attach", ref, large, NULL);
  ctl_assert_refused (ctl, "larger than 25 MiB");
  ctl_run (ctl, "attach", ref, gone, NULL);
  ctl_assert_refused (ctl, "no longer there");
  ctl_run (ctl, "attach", ref, ctl->folder, NULL);
  ctl_assert_refused (ctl, "is a folder");
  ctl_run (ctl, "attach", ref, file, "--name", "  ", NULL);
  ctl_assert_refused (ctl, "name");
  ctl_run (ctl, "attachment", ref, "0190", "-o", gone, NULL);
  ctl_assert_refused (ctl, "0190");
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  ctl_do (ctl, "--json", "show", ref, NULL);
  g_assert_null (strstr (ctl->out, "\"attachment\""));
}

/* Out, into an empty store, and out again: byte for byte; one changed byte is named. */
static void
test_record_travels (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autoptr(Ctl) other = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = write_file (ctl, "nginx.log", LOG_TEXT, -1);
  g_autofree char *zeros = write_file (ctl, "dump.bin", "", 0);
  g_autofree char *first = ctl_path (ctl, "first.json");
  g_autofree char *second = ctl_path (ctl, "second.json");
  g_autofree char *out = ctl_path (ctl, "out.log");
  g_autofree char *id = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *text = NULL;
  gsize a_bytes = 0, b_bytes = 0;
  char *place;

  g_assert_cmpint (truncate (zeros, 700 * 1024), ==, 0);
  id = g_strdup (ctl_do (ctl, "attach", ref, file, NULL));
  ctl_do (ctl, "attach", ref, zeros, NULL);
  ctl_do (ctl, "export", ref, "--format", "json", "-o", first, NULL);
  ctl_do (ctl, "verify", first, NULL);
  g_assert_cmpstr (ctl_do (other, "import", first, NULL), ==, ref);
  ctl_do (other, "verify", NULL);
  ctl_do (other, "export", ref, "--format", "json", "-o", second, NULL);
  a = contents (first, &a_bytes);
  b = contents (second, &b_bytes);
  g_assert_cmpmem (a, a_bytes, b, b_bytes);
  ctl_do (other, "attachment", ref, id, "-o", out, NULL);
  text = contents (out, NULL);
  g_assert_cmpstr (text, ==, LOG_TEXT);

  place = strstr (a, "MDI6");
  g_assert_nonnull (place);
  place[3] = '7';
  g_assert_true (g_file_set_contents (first, a, (gssize) a_bytes, NULL));
  ctl_run (ctl, "verify", first, NULL);
  ctl_assert_refused (ctl, "The content of “nginx.log”");
  ctl_run (other, "import", first, NULL);
  ctl_assert_refused (other, "The content of “nginx.log”");
}

static void
test_report_lists_evidence (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = declare (ctl);
  g_autofree char *file = write_file (ctl, "nginx.log", LOG_TEXT, -1);
  g_autofree char *path = ctl_path (ctl, "report.md");
  g_autofree char *text = NULL;

  ctl_do (ctl, "--as", "Awa Koné", "attach", ref, file, NULL);
  ctl_do (ctl, "export", ref, "--format", "markdown", "--lang", "fr", "-o", path, NULL);
  text = contents (path, NULL);
  g_assert_nonnull (strstr (text, "Pièces"));
  g_assert_nonnull (strstr (text, "nginx.log"));
  g_assert_nonnull (strstr (text, "44\u00a0octets"));
  g_assert_nonnull (strstr (text, LOG_HASH));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/attachment/in-and-out", test_in_and_out);
  g_test_add_func ("/ctl/attachment/show-json", test_show_json);
  g_test_add_func ("/ctl/attachment/refusals", test_refusals);
  g_test_add_func ("/ctl/attachment/record-travels", test_record_travels);
  g_test_add_func ("/ctl/attachment/report-lists-evidence", test_report_lists_evidence);

  return g_test_run ();
}
