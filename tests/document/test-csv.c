/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV in and out: what is taken unharmed, what is refused and with which line. */

#include "vigie-csv.h"
#include "vigie-error.h"
#include "vigie-metrics.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define INCIDENT_ID "019a0000-0000-7000-8000-000000000001"

static const char *
cell (GPtrArray *rows, guint row, guint column)
{
  return g_ptr_array_index (((VigieCsvRow *) g_ptr_array_index (rows, row))->fields, column);
}

static void
test_parse (void)
{
  const char text[] = "\xEF\xBB\xBF" "a,\"b,\"\"c\"\"\",\r\n\n\"two\nlines\",x,y\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = vigie_csv_parse (text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (cell (rows, 0, 0), ==, "a");
  g_assert_cmpstr (cell (rows, 0, 1), ==, "b,\"c\"");
  g_assert_cmpstr (cell (rows, 0, 2), ==, "");
  g_assert_cmpstr (cell (rows, 1, 0), ==, "two\nlines");
  g_assert_cmpuint (((VigieCsvRow *) g_ptr_array_index (rows, 1))->line, ==, 3);
}

static void
test_guard_is_reversible (void)
{
  const char *texts[] = { "=1+1", "+33", "-5", "@Awa", "\tx", "'", "''=1", "'=1", "plain", "l'eau", " lead", "a,b", "\"q\"", "", "disk < 5% & rising" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) out = g_string_new ("x,");
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = NULL;

      vigie_csv_append_field (out, texts[i], TRUE);
      g_assert_false (strchr ("=+-@\t", out->str[2 + (out->str[2] == '"')]) != NULL && out->str[2] != '\r');
      rows = vigie_csv_parse (out->str, out->len, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (cell (rows, 0, 1), ==, texts[i]);
    }
}

static GPtrArray *
import (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length_bytes);

  return vigie_csv_to_drafts (bytes, vigie_test_playbook (), "disk < 5% & rising", "INC-04", VIGIE_LEVEL_NONE, INCIDENT_ID, "Importer",
                              vigie_test_time ("2026-11-22T00:00:00Z"), error);
}

#define HEAD "time,kind,author,text\n"
#define GOOD "2017-01-31T18:00:00Z,note,Ops,fine\n"

static const struct
{
  const char *name;
  const char *text;
  gsize length_bytes;
  const char *line;
} refused[] = {
#define CASE(name, text, line) { name, text, sizeof (text) - 1, line }
  CASE ("no header", GOOD, "Line 1"),
  CASE ("empty", "", "Line 1"),
  CASE ("only a header", HEAD, "no entry"),
  CASE ("no zone", HEAD GOOD "2017-01-31T18:00:00,note,Ops,x\n", "Line 3"),
  CASE ("no time", HEAD ",note,Ops,x\n", "Line 2"),
  CASE ("Latin-1", HEAD GOOD "2017-01-31T18:00:00Z,note,Ops,caf\xe9\n", "Line 3"),
  CASE ("NUL", HEAD GOOD GOOD "2017-01-31T18:00:00Z,note,Ops,a\0b\n", "Line 4"),
  CASE ("five fields", HEAD "2017-01-31T18:00:00Z,note,Ops,x,y\n", "Line 2"),
  CASE ("three fields", HEAD "2017-01-31T18:00:00Z,note,Ops\n", "Line 2"),
  CASE ("unknown kind", HEAD "2017-01-31T18:00:00Z,gossip,Ops,x\n", "Line 2"),
  CASE ("unknown milestone", HEAD "2017-01-31T18:00:00Z,milestone:lunch,Ops,x\n", "Line 2"),
  CASE ("open quote", HEAD "2017-01-31T18:00:00Z,note,Ops,\"x\n", "Line 2"),
  CASE ("quote inside", HEAD "2017-01-31T18:00:00Z,note,Ops,x\"y\"\n", "Line 2"),
  CASE ("text after a quote", HEAD "2017-01-31T18:00:00Z,note,Ops,\"x\"y\n", "Line 2"),
  CASE ("empty text", HEAD "2017-01-31T18:00:00Z,note,Ops,\n", "Line 2"),
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) drafts = import (refused[i].text, refused[i].length_bytes, &error);

      g_test_message ("%s: %s", refused[i].name, error != NULL ? error->message : "taken");
      g_assert_null (drafts);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, refused[i].line));
    }
}

static VigieIncident *
fold (GPtrArray *drafts)
{
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GError) error = NULL;
  VigieIncident *incident;

  vigie_test_device_record (device, drafts, events);
  incident = vigie_incident_fold (events, vigie_test_playbook (), VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);

  return incident;
}

static void
test_formulas_and_long_text (void)
{
  g_autoptr(GString) text = g_string_new (HEAD "2017-01-31T18:00:00Z,,Ops,=SUM(A1)\n2017-01-31T18:01:00Z,,Ops,\"");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  const VigieEntry *entry;

  for (guint i = 0; i < 1000 * 1000; i++)
    g_string_append_c (text, 'a' + (char) (i % 26));
  g_string_append (text, "\"\n2017-01-31T18:02:00Z,,Ops,@Awa + <b>\n");
  drafts = import (text->str, text->len, &error);
  g_assert_no_error (error);
  incident = fold (g_steal_pointer (&drafts));

  entry = g_ptr_array_index (incident->entries, incident->entries->len - 3);
  g_assert_cmpstr (entry->text, ==, "=SUM(A1)");
  entry = g_ptr_array_index (incident->entries, incident->entries->len - 2);
  g_assert_cmpuint (strlen (entry->text), ==, 1000 * 1000);
  entry = g_ptr_array_index (incident->entries, incident->entries->len - 1);
  g_assert_cmpstr (entry->text, ==, "@Awa + <b>");
}

static void
test_too_long_field (void)
{
  g_autoptr(GString) text = g_string_new (HEAD "2017-01-31T18:01:00Z,,Ops,");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= VIGIE_TEXT_MAX_BYTES; i++)
    g_string_append_c (text, 'a');
  g_assert_null (import (text->str, text->len, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "Line 2"));
}

static void
test_many_rows (void)
{
  g_autoptr(GString) text = g_string_new (HEAD);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = NULL;

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append_printf (text, "2017-01-31T18:%02u:%02uZ,note,Ops,entry %u\n", i / 60 % 60, i % 60, i);
  drafts = import (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, >=, 100 * 1000);
}

static void
test_gitlab (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "gitlab-2017-01-31.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) rows_again = NULL;
  g_autoptr(VigieIncident) incident = NULL;
  VigieDelays delays;
  gsize length_bytes = 0;

  g_file_get_contents (path, &text, &length_bytes, &error);
  g_assert_no_error (error);
  drafts = import (text, length_bytes, &error);
  g_assert_no_error (error);
  incident = fold (g_steal_pointer (&drafts));
  g_assert_cmpstr (incident->title, ==, "disk < 5% & rising");
  vigie_delays_of (incident, vigie_test_playbook (), &delays);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_DETECT], ==, 0);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESPOND], ==, 4 * VIGIE_HOUR_USEC);
  g_assert_cmpint (delays.delay_usec[VIGIE_DELAY_RESOLVE], ==, 24 * VIGIE_HOUR_USEC + 14 * VIGIE_MINUTE_USEC);

  /* Every line of the file comes out again with its words. */
  again = vigie_csv_from_timeline (incident, vigie_test_playbook ());
  rows = vigie_csv_parse (text, length_bytes, &error);
  g_assert_no_error (error);
  rows_again = vigie_csv_parse (again, strlen (again), &error);
  g_assert_no_error (error);
  for (guint i = 1; i < rows->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 1; j < rows_again->len && !found; j++)
        found = g_str_equal (cell (rows, i, 0), cell (rows_again, j, 0)) && g_str_equal (cell (rows, i, 1), cell (rows_again, j, 1)) &&
                g_str_equal (cell (rows, i, 2), cell (rows_again, j, 2)) && g_str_equal (cell (rows, i, 3), cell (rows_again, j, 3));
      g_test_message ("%s", cell (rows, i, 3));
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/csv/parse", test_parse);
  g_test_add_func ("/document/csv/guard-is-reversible", test_guard_is_reversible);
  g_test_add_func ("/fault/F35/csv", test_refused);
  g_test_add_func ("/document/csv/formulas-and-long-text", test_formulas_and_long_text);
  g_test_add_func ("/fault/F34/csv-too-long-field", test_too_long_field);
  g_test_add_func ("/document/csv/many-rows", test_many_rows);
  g_test_add_func ("/document/csv/gitlab", test_gitlab);

  return g_test_run ();
}
