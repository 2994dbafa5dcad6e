/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A channel of a Slack export, looked at and taken through its window. */

#include "page-fixture.h"

#include <string.h>

#include "vigie-slack-window.h"

/* ---- An archive, its entries as they are ---- */

static guint32
sum_of (const char *text)
{
  guint32 sum = 0xffffffff;

  for (const char *at = text; *at != '\0'; at++)
    {
      sum ^= (guint8) *at;
      for (guint bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ ((sum & 1) ? 0xedb88320 : 0);
    }

  return ~sum;
}

static void
put (GByteArray *out, guint64 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = i < sizeof value ? (guint8) (value >> (8 * i)) : 0;

      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_entry (GByteArray *files, GByteArray *directory, const char *name, const char *text)
{
  guint32 place = files->len;
  guint32 size = (guint32) strlen (text);

  put (files, 0x04034b50, 4);
  put (files, 20, 10);
  put (files, sum_of (text), 4);
  put (files, size, 4);
  put (files, size, 4);
  put (files, strlen (name), 4);
  g_byte_array_append (files, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (files, (const guint8 *) text, size);
  put (directory, 0x02014b50, 4);
  put (directory, 20, 12);
  put (directory, sum_of (text), 4);
  put (directory, size, 4);
  put (directory, size, 4);
  put (directory, strlen (name), 14);
  put (directory, place, 4);
  g_byte_array_append (directory, (const guint8 *) name, (guint) strlen (name));
}

static char *
archive (Fixture *fixture, const char *day)
{
  g_autoptr(GByteArray) files = g_byte_array_new ();
  g_autoptr(GByteArray) directory = g_byte_array_new ();
  guint32 place;
  char *path = g_build_filename (fixture->folder, "slack.zip", NULL);

  put_entry (files, directory, "users.json", "[{\"id\":\"U1\",\"real_name\":\"Yao <b>Kouamé</b>\"}]");
  put_entry (files, directory, "night/2025-12-01.json", day);
  put_entry (files, directory, "other/2025-12-01.json", "[]");
  place = files->len;
  g_byte_array_append (files, directory->data, directory->len);
  put (files, 0x06054b50, 4);
  put (files, 0, 4);
  put (files, 3, 2);
  put (files, 3, 2);
  put (files, directory->len, 4);
  put (files, place, 4);
  put (files, 0, 2);
  g_assert_true (g_file_set_contents (path, (const char *) files->data, files->len, NULL));

  return path;
}

/* ---- Tests ---- */

static GtkWindow *
present (Fixture *fixture, const char *day)
{
  g_autofree char *stream = declare (fixture, "Orders refused", VIGIE_LEVEL_P1, noon);
  g_autofree char *path = archive (fixture, day);
  GtkWidget *page = vigie_report_page_new ();

  open_model (fixture, stream);
  vigie_report_page_set_model (VIGIE_REPORT_PAGE (page), fixture->model);
  show_page (fixture, page, 1048, 700);

  return vigie_slack_window_present (page, fixture->model, path);
}

#define find_label(window, words) find_in (GTK_WIDGET (window), GTK_TYPE_LABEL, says, words)
#define find_press(window, words) gtk_widget_get_ancestor (find_label (window, words), GTK_TYPE_BUTTON)

static void
test_takes (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = present (fixture, "[{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1764590400.000001\",\"text\":\"db-1 <https://x.example|refuses> & waits\"}]");
  guint n = incident_of (fixture)->entries->len;
  const VigieEntry *entry = NULL;

  wait_until (find_label (window, "1 message") != NULL);
  g_assert_nonnull (find_label (window, "Yao <b>Kouamé</b>"));
  g_assert_nonnull (find_label (window, "refuses (https://x.example) & waits"));
  g_assert_true (gtk_widget_get_sensitive (find_press (window, "Take into the timeline")));
  g_signal_emit_by_name (find_press (window, "Take into the timeline"), "clicked");
  wait_until (incident_of (fixture)->entries->len == n + 1);
  for (guint i = 0; i < incident_of (fixture)->entries->len; i++)
    {
      const VigieEntry *one = incident_of (fixture)->entries->pdata[i];

      entry = g_str_has_suffix (one->event->author, "(Slack)") ? one : entry;
    }
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->event->author, ==, "Yao <b>Kouamé</b> (Slack)");
  g_assert_cmpint (entry->occurred_usec, ==, G_GINT64_CONSTANT (1764590400000001));
  g_assert_cmpstr (fixture->toast, ==, "1 taken, 0 known already");
}

static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = present (fixture, "{\"no\":\"list\"}");
  guint n = incident_of (fixture)->events->len;

  wait_until (find_label (window, "nothing was taken") != NULL);
  g_assert_false (gtk_widget_get_sensitive (find_press (window, "Take into the timeline")));
  gtk_window_destroy (window);
  g_assert_cmpuint (incident_of (fixture)->events->len, ==, n);
}

/* Closed while it reads: nothing comes of it, and nothing breaks. */
static void
test_closed_early (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = present (fixture, "[]");

  gtk_window_destroy (window);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
add_all (void)
{
  add_test ("/ui/slack-window/takes", test_takes);
  add_test ("/ui/slack-window/refuses", test_refuses);
  add_test ("/ui/slack-window/closed-early", test_closed_early);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
