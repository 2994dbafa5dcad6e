/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vigiectl over the ten incidents whose figures were worked out by hand (tests/core/test-metrics-ten.c): JSON, plain
 * words and the report say the same. */

#include <glib/gstdio.h>
#include <string.h>

#include "ctl-runner.h"
#include "vigie-store.h"
#include "vigie-test-support.h"
#include "vigie-test-ten.h"

static Ctl *
ctl_with_ten (void)
{
  Ctl *ctl = ctl_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieStore) store = vigie_store_open (ctl->store, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_autoptr(GPtrArray) events = vigie_test_ten_events ();

  g_assert_no_error (error);
  g_assert_true (vigie_store_ingest (store, events, NULL, &error));
  g_assert_no_error (error);

  return ctl;
}

static const struct { const char *path, *value; } expected[] = {
  { "incidents", "8" }, { "cancelled", "1" }, { "duplicates", "1" },
  { "detect/mean_s", "360" }, { "detect/median_s", "300" }, { "detect/count", "6" }, { "detect/missing", "2" },
  { "detect/impossible", "1" }, { "detect/open", "1" }, { "detect/target_s", "300" }, { "detect/baseline_s", "180" }, { "detect/share_kept", "0.5" },
  { "respond/mean_s", "960" }, { "respond/median_s", "1020" }, { "respond/kept", "6" }, { "respond/promised", "6" },
  { "resolve/mean_s", "12310" }, { "resolve/median_s", "11730" }, { "resolve/kept", "5" },
  { "communicate/mean_s", "1380" }, { "communicate/median_s", "1500" },
  { "recurrence/share", "0.25" }, { "recurrence/count", "2" }, { "recurrence/target", "0.1" }, { "recurrence/missing", "5" },
};

static void
test_json (void)
{
  g_autoptr(Ctl) ctl = ctl_with_ten ();

  ctl_do (ctl, "--json", "metrics", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i].path);
      ctl_assert_value (ctl, expected[i].path, expected[i].value);
    }
  ctl_do (ctl, "--json", "metrics", "--level", "P1", NULL);
  ctl_assert_value (ctl, "incidents", "2");
  ctl_do (ctl, "--json", "metrics", "--type", "INC-03", NULL);
  ctl_assert_value (ctl, "incidents", "3");
  /* What was seen at the very end belongs to it. */
  ctl_do (ctl, "--json", "metrics", "--from", "2026-12-01T00:00:00Z", "--to", "2026-12-31T23:45:00Z", NULL);
  ctl_assert_value (ctl, "incidents", "1");
  ctl_run (ctl, "metrics", "--level", "P7", NULL);
  ctl_assert_refused (ctl, "P7");
}

/* The columns are as wide as their longest words. */
static void
assert_words_whole (const char *path)
{
  static const char *const words[] = { "Objectif", "Moyenne", "Médiane", "Incidents", "Répondre", "Communiquer", "Récurrence" };
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (out, words[i]) == NULL)
      g_error ("“%s” is torn in:\n%s", words[i], out);
}

static void
test_report (void)
{
  static const char *const words[] = { "6\302\240min", "16\302\240min", "3\302\240h\302\24025", "23\302\240min", "25%", "6 of 8", "50% (3 of 6)" };
  g_autoptr(Ctl) ctl = ctl_with_ten ();
  g_autofree char *markdown = ctl_path (ctl, "figures.md");
  g_autofree char *pdf = ctl_path (ctl, "figures.pdf");
  g_autofree char *text = NULL;
  g_autofree char *data = NULL;
  gsize length_bytes;

  ctl_do (ctl, "metrics", "-o", markdown, "--lang", "en", NULL);
  g_assert_true (g_file_get_contents (markdown, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in:\n%s", words[i], text);
  ctl_do (ctl, "metrics", "-o", pdf, "--lang", "fr", NULL);
  g_assert_true (g_file_get_contents (pdf, &data, &length_bytes, NULL));
  g_assert_cmpuint (length_bytes, >, 5000);
  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  assert_words_whole (pdf);
  ctl_run (ctl, "metrics", "-o", pdf, "--lang", "xx", NULL);
  ctl_assert_refused (ctl, "xx");
  g_unlink (markdown);
  g_unlink (pdf);
}

/* What pdftotext reads, without white space: where it sees a space is for the font's kerning to say. Owned. */
static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *out = NULL;
  g_autoptr(GRegex) white = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  white = g_regex_new ("[\\s\\x{00a0}]+", 0, 0, &error);
  g_assert_no_error (error);

  return g_regex_replace_literal (white, out, -1, 0, "", 0, NULL);
}

/* The row of each indicator in the file, as tests/core/test-metrics-ten.c has it by hand: target, Nov 2025, mean, median,
 * counted, promise kept, verdict; and those whose times are missing, by name. */
static void
test_pdf_agrees (void)
{
  static const char *const rows[] = {
    "<5min3min6min5min6of850%(3of6)beyond",
    "<15min12min16min17min6of8100%(6of6)beyond",
    "<4h2h303h253h156of883%(5of6)held",
    "<30min20min23min25min6of883%(5of6)held",
    "25%–2of8–beyond",
    "Missingmilestones", "Timesthewrongwayround",
  };
  g_autoptr(Ctl) ctl = ctl_with_ten ();
  g_autofree char *pdf = ctl_path (ctl, "figures.pdf");
  g_autofree char *text = NULL;

  ctl_do (ctl, "metrics", "-o", pdf, "--lang", "en", NULL);
  text = read_pdf (pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strstr (text, rows[i]) == NULL)
      g_error ("“%s” is not in:\n%s", rows[i], text);
  g_unlink (pdf);
}

static void
test_actions (void)
{
  g_autoptr(Ctl) ctl = ctl_with_ten ();
  g_autofree char *path = ctl_path (ctl, "actions.csv");
  g_autofree char *text = NULL;

  ctl_do (ctl, "--json", "actions", "--all", NULL);
  g_assert_cmpstr (ctl->out, ==, "[]");
  ctl_do (ctl, "actions", "-o", path, "--jira", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "Summary,Issue Type,Priority,Assignee,Due Date,Labels,Status,Description\r\n");
  g_unlink (path);
}

static void
test_cancel (void)
{
  g_autoptr(Ctl) ctl = ctl_new ();
  g_autofree char *ref = g_strdup (ctl_do (ctl, "declare", "--title", "Alarm of a drill", "--severity", "P2", "--reason", "r", NULL));

  ctl_run (ctl, "cancel", ref, NULL);
  ctl_assert_refused (ctl, NULL);
  ctl_do (ctl, "cancel", ref, "--reason", "it was the drill", NULL);
  ctl_do (ctl, "--json", "obligations", ref, NULL);
  g_assert_cmpstr (ctl->out, ==, "[]");
  ctl_do (ctl, "--json", "metrics", NULL);
  ctl_assert_value (ctl, "incidents", "0");
  ctl_assert_value (ctl, "cancelled", "1");
  ctl_run (ctl, "cancel", ref, "--reason", "again", NULL);
  ctl_assert_refused (ctl, "already");
  ctl_do (ctl, "cancel", ref, "--undo", "--reason", "no, it was real", NULL);
  ctl_do (ctl, "--json", "metrics", NULL);
  ctl_assert_value (ctl, "incidents", "1");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/metrics/json", test_json);
  g_test_add_func ("/ctl/metrics/report", test_report);
  g_test_add_func ("/ctl/metrics/pdf-agrees", test_pdf_agrees);
  g_test_add_func ("/ctl/metrics/cancel", test_cancel);
  g_test_add_func ("/ctl/metrics/actions", test_actions);

  return g_test_run ();
}
