/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report as Markdown, HTML and PDF: the same facts in each, no text turned into markup. */

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-document.h"
#include "vigie-metrics-report.h"
#include "vigie-test-support.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000003"
#define TITLE "disk < 5% & rising <b>*x*</b>"

static VigieIncident *
make_incident (guint n_entries)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (3);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieDeclaration declaration = { .title = TITLE, .type = "INC-01", .incident_id = INCIDENT_ID, .started_usec = VIGIE_TIME_NONE };
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) first = NULL;
  gint64 now_usec = vigie_test_time ("2026-11-22T00:00:00Z");
  VigieIncident *incident;

  vigie_answers_init (&declaration.answers);
  declaration.detected_usec = declaration.declared_usec = now_usec;
  vigie_test_device_record (device, vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error), events);
  first = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *text = g_strdup_printf ("Entry %u: <script>alert(1)</script> | a_b_c *bold* &lt;", i);

      vigie_test_device_record (device, vigie_act_log (first, VIGIE_ENTRY_ACTION, text, NULL, "Awa Koné", now_usec + i * VIGIE_SECOND_USEC, &error), events);
    }
  incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);

  return incident;
}

static GBytes *
make (VigieIncident *incident, VigieFormat format, VigieLang lang)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GError) error = NULL;
  GBytes *bytes = vigie_document_make (incident, vigie_test_playbook (), format, lang, zone, "Awa Koné",
                                       vigie_test_time ("2026-11-22T01:00:00Z"), "7f2c90ab", NULL, &error);

  g_assert_no_error (error);

  return bytes;
}

static void
assert_contains (GBytes *bytes, const char *words)
{
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), words));
}

static void
test_markdown (void)
{
  g_autoptr(VigieIncident) incident = make_incident (3);
  g_autoptr(GBytes) bytes = make (incident, VIGIE_FORMAT_MARKDOWN, VIGIE_LANG_EN);

  assert_contains (bytes, "disk < 5% & rising \\<b>\\*x\\*\\</b>");
  assert_contains (bytes, "\\<script>alert(1)\\</script> \\| a_b_c \\*bold\\* \\&lt;");
  assert_contains (bytes, "## 10. ");
  assert_contains (bytes, "7f2c90ab");
}

static void
test_html (void)
{
  g_autoptr(VigieIncident) incident = make_incident (3);
  g_autoptr(GBytes) bytes = make (incident, VIGIE_FORMAT_HTML, VIGIE_LANG_FR);

  assert_contains (bytes, "<html lang=\"fr\">");
  assert_contains (bytes, "disk &lt; 5% &amp; rising &lt;b&gt;");
  assert_contains (bytes, "&lt;script&gt;alert(1)&lt;/script&gt;");
  g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "<script"));
}

static void
test_pdf (void)
{
  g_autoptr(VigieIncident) small = make_incident (3);
  g_autoptr(VigieIncident) large = make_incident (400);
  g_autoptr(GBytes) a = make (small, VIGIE_FORMAT_PDF, VIGIE_LANG_FR);
  g_autoptr(GBytes) b = make (small, VIGIE_FORMAT_PDF, VIGIE_LANG_FR);
  g_autoptr(GBytes) c = make (large, VIGIE_FORMAT_PDF, VIGIE_LANG_EN);

  assert_contains (a, "%PDF-");
  g_assert_true (g_bytes_equal (a, b));
  g_assert_cmpuint (g_bytes_get_size (c), >, g_bytes_get_size (a));
}

static GBytes *
make_indicators (GPtrArray *all, VigieLang lang)
{
  const VigieMetricsCut cut = VIGIE_METRICS_CUT_ALL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(VigieReport) report = vigie_metrics_report_new (all, &cut, vigie_test_playbook (), lang, zone, "Awa Koné", vigie_test_time ("2026-11-22T01:00:00Z"));
  g_autoptr(GError) error = NULL;
  GBytes *bytes = vigie_pdf_from_report (report, NULL, &error);

  g_assert_no_error (error);

  return bytes;
}

static void
test_indicators_pdf (void)
{
  g_autoptr(VigieIncident) incident = make_incident (3);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);

  g_ptr_array_add (all, vigie_figures_of (incident, vigie_test_playbook ()));
  for (guint lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autoptr(GBytes) first = make_indicators (all, lang);
      g_autoptr(GBytes) second = make_indicators (all, lang);

      assert_contains (first, "%PDF-");
      g_assert_true (g_bytes_equal (first, second));
    }
}

/* Each line of pdffonts says whether the font lies in the file: whoever opens it sees what was written. */
static void
test_fonts_embedded (void)
{
  g_autoptr(VigieIncident) incident = make_incident (3);
  g_autoptr(GBytes) bytes = make (incident, VIGIE_FORMAT_PDF, VIGIE_LANG_FR);
  g_autofree char *folder = g_dir_make_tmp ("vigie-test-fonts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  const char *argv[] = { "pdffonts", path, NULL };
  g_autofree char *out = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (vigie_document_save (path, bytes, &error));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (out), "\n", -1);
  /* Two lines of head, then one for each font: "emb sub uni", object and generation are the last five columns. */
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    if (!g_regex_match_simple (" yes (yes|no) +(yes|no) +\\d+ +\\d+$", lines[i], 0, 0))
      g_error ("a font is not in the file: %s", lines[i]);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancelled (void)
{
  g_autoptr(VigieIncident) incident = make_incident (3);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vigie_document_make (incident, vigie_test_playbook (), VIGIE_FORMAT_PDF, VIGIE_LANG_EN, zone, "A", 0, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_calendar (void)
{
  g_autoptr(VigieIncident) incident = make_incident (1);
  g_autoptr(GBytes) bytes = make (incident, VIGIE_FORMAT_ICS, VIGIE_LANG_EN);

  assert_contains (bytes, "BEGIN:VCALENDAR");
  assert_contains (bytes, "DTSTART:20261122T040000Z"); /* resolve a P1 within 4 h */
}

/* No line over 75 bytes, no character cut in two, and after unfolding the words as they were. */
static void
test_calendar_folds (void)
{
  static const char title[] = "Réseau; «\u00a0é\u00a0», C:\\temp, ééééééééééééééééééééééééééééééééééééééééé";
  static const char wanted[] = "Réseau\\; «\u00a0é\u00a0»\\, C:\\\\temp\\, ééééééééééééééééééééééééééééééééééééééééé";
  g_autoptr(VigieIncident) incident = make_incident (0);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *unfolded = NULL;
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) pieces = NULL;

  incident->title = title;
  bytes = make (incident, VIGIE_FORMAT_ICS, VIGIE_LANG_FR);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 10);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
  pieces = g_strsplit (text, "\r\n ", -1);
  unfolded = g_strjoinv (NULL, pieces);
  g_assert_nonnull (strstr (unfolded, wanted));
  g_assert_true (g_str_has_suffix (unfolded, "END:VCALENDAR\r\n"));
}

static void
test_save_is_private (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.md", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);
  g_autoptr(GBytes) read = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  g_assert_true (vigie_document_save (path, bytes, &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  read = vigie_document_read (path, 10, &error);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_null (vigie_document_read (path, 3, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/report/calendar-folds", test_calendar_folds);
  g_test_add_func ("/document/report/markdown", test_markdown);
  g_test_add_func ("/document/report/html", test_html);
  g_test_add_func ("/document/report/pdf", test_pdf);
  g_test_add_func ("/document/report/indicators-pdf", test_indicators_pdf);
  g_test_add_func ("/document/report/fonts-embedded", test_fonts_embedded);
  g_test_add_func ("/document/report/cancelled", test_cancelled);
  g_test_add_func ("/document/report/calendar", test_calendar);
  g_test_add_func ("/document/report/save-is-private", test_save_is_private);

  return g_test_run ();
}
