/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendars in and out through the real widgets. One that is followed: looked at, taken over, changed, gone, taken back. The
 * server is on this computer, the program that reads calendars is the built one. */

#include "page-fixture.h"

#include "vigie-oncall.h"
#include "vigie-rota-act.h"
#include "vigie-rota-feeds.h"
#include "vigie-rota-forms.h"
#include "vigie-rota-view.h"
#include "raw-server.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\n"
/* Monday 1 December 2025; the fixture's clock says 13:00. */
#define WEEK_1 "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251201T080000Z\r\nDTEND:20251208T080000Z\r\nSUMMARY:Dan Kouassi\r\nEND:VEVENT\r\n"
#define WEEK_2 "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20251208T080000Z\r\nDTEND:20251215T080000Z\r\nSUMMARY:%s\r\nEND:VEVENT\r\n"

static void
serve (RawServer *server, const char *person)
{
  g_autofree char *calendar = g_strdup_printf (HEAD WEEK_1 WEEK_2 "END:VCALENDAR\r\n", person);
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 200 OK\r\nETag: \"%s\"\r\nContent-Length: %zu\r\n\r\n%s", person, strlen (calendar), calendar);

  raw_server_set (server, reply, strlen (reply), FALSE);
}

static void
serve_error (RawServer *server, const char *reply)
{
  raw_server_set (server, reply, strlen (reply), FALSE);
}

static GtkWidget *
form_of (const char *title)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (all, i);

      if (VIGIE_IS_ACT_WINDOW (window) && g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0)
        return window;
    }

  return NULL;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer words)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), words) == 0;
}

static gboolean
label_has (GtkWidget *widget, gconstpointer words)
{
  return gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static void
press (GtkWidget *within, const char *words)
{
  GtkWidget *button = find_in (within, GTK_TYPE_BUTTON, is_button, words);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static const char *
next_person (Fixture *fixture, const char *level)
{
  g_autoptr(VigieShift) next = vigie_rota_next (vigie_oncall_rota (fixture->session), level, vigie_session_now_usec (fixture->session), vigie_oncall_zones (fixture->session));

  return next != NULL && next->person != NULL ? g_intern_string (next->person) : NULL;
}

/* The form, Enter in the address, the preview, and its act. */
static char *
follow (Fixture *fixture, RawServer *server)
{
  char *address = g_strdup_printf ("http://%s/oncall.ics?key=secret", raw_server_address (server));
  GtkWidget *entry;

  press (fixture->page, "Follow…");
  wait_until (form_of ("Follow a calendar") != NULL);
  entry = find_in (form_of ("Follow a calendar"), GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  g_signal_emit_by_name (entry, "activate");
  wait_until (form_of ("Take over a calendar") != NULL);
  g_assert_nonnull (find_in (form_of ("Take over a calendar"), GTK_TYPE_LABEL, label_has, "Mon 8 Dec 08:00 – Mon 15 Dec 08:00 · Eve Bamba"));
  g_assert_null (vigie_oncall_sentence (fixture->session));
  press (form_of ("Take over a calendar"), "Take over and follow");
  wait_until (form_of ("Take over a calendar") == NULL && g_strcmp0 (next_person (fixture, "L3"), "Eve Bamba") == 0);

  return address;
}

static void
forward (Fixture *fixture, gint64 by_usec)
{
  vigie_session_set_now (fixture->session, vigie_session_now_usec (fixture->session) + by_usec);
  g_signal_emit_by_name (fixture->session, "tick");
}

static void
announced_cb (VigieRotaFeeds *feeds, const char *words, GPtrArray *said)
{
  g_ptr_array_add (said, g_strdup (words));
}

static guint
n_events (Fixture *fixture)
{
  return vigie_directory_events (vigie_session_get_directory (fixture->session))->len;
}

static const VigieRotaFeed *
only_feed (Fixture *fixture)
{
  GPtrArray *feeds = vigie_rota_feeds_list (vigie_rota_feeds_of (fixture->session));

  g_assert_cmpuint (feeds->len, ==, 1);

  return feeds->pdata[0];
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *address = NULL;
  guint n;

  serve (server, "Eve Bamba");
  show_page (fixture, vigie_rota_view_new (fixture->session), 760, 600);
  g_signal_connect (vigie_rota_feeds_of (fixture->session), "announced", G_CALLBACK (announced_cb), said);
  address = follow (fixture, server);
  wait_until (find_words (fixture, "Follows 127.0.0.1: checked") != NULL);
  /* The address is a secret: it is on no screen and in no event. */
  g_assert_null (find_words (fixture, "secret"));
  n = n_events (fixture);

  /* Within the hour nobody asks; after it, what is the same is not recorded again. */
  forward (fixture, 30 * VIGIE_MINUTE_USEC);
  g_assert_false (only_feed (fixture)->is_fetching);
  forward (fixture, 31 * VIGIE_MINUTE_USEC);
  wait_until (!only_feed (fixture)->is_fetching && only_feed (fixture)->checked_usec == vigie_session_now_usec (fixture->session));
  g_assert_cmpuint (n_events (fixture), <=, n + 1);
  g_assert_cmpuint (said->len, ==, 0);

  /* Another name: taken over, said, and shown. */
  serve (server, "Fay Diallo");
  forward (fixture, 61 * VIGIE_MINUTE_USEC);
  wait_until (g_strcmp0 (next_person (fixture, "L3"), "Fay Diallo") == 0 && said->len == 1);
  g_assert_cmpstr (said->pdata[0], ==, "The calendar of 127.0.0.1 changed: L3, from Mon 8 Dec 08:00 Fay Diallo");
  wait_until (find_words (fixture, "The calendar of 127.0.0.1 changed: L3, from Mon 8 Dec 08:00 Fay Diallo,") != NULL);

  /* Not there any more: what is known stays, with its age; said once. */
  serve_error (server, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  forward (fixture, 61 * VIGIE_MINUTE_USEC);
  wait_until (find_words (fixture, "has no calendar at this address. What is shown is of") != NULL);
  g_assert_cmpuint (said->len, ==, 2);
  g_assert_cmpstr (next_person (fixture, "L3"), ==, "Fay Diallo");
  forward (fixture, 11 * VIGIE_MINUTE_USEC);
  wait_until (!only_feed (fixture)->is_fetching);
  g_assert_cmpuint (said->len, ==, 2);

  /* And back. */
  serve (server, "Fay Diallo");
  press (fixture->page, "Check now");
  wait_until (find_words (fixture, "Follows 127.0.0.1: checked") != NULL);
  press (fixture->page, "Stop following");
  g_assert_cmpuint (vigie_rota_feeds_list (vigie_rota_feeds_of (fixture->session))->len, ==, 0);
  g_assert_cmpstr (next_person (fixture, "L3"), ==, "Fay Diallo");
}

/* What a person took back is not taken over again behind their back. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autofree char *address = NULL;
  GPtrArray *events;
  guint n;

  serve (server, "Eve Bamba");
  show_page (fixture, vigie_rota_view_new (fixture->session), 760, 600);
  address = follow (fixture, server);
  events = vigie_directory_events (vigie_session_get_directory (fixture->session));
  record (fixture, vigie_rota_act_withdraw (vigie_oncall_rota (fixture->session), events->pdata[events->len - 1], NULL, "Awa Koné", noon, NULL));
  wait_until (next_person (fixture, "L3") == NULL);
  n = n_events (fixture);
  vigie_rota_feeds_check (vigie_rota_feeds_of (fixture->session), address);
  wait_until (find_words (fixture, "its shifts were taken back here") != NULL);
  g_assert_cmpuint (n_events (fixture), ==, n);
}

/* The form says what is wrong and stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RawServer) server = raw_server_new ();
  g_autofree char *address = g_strdup_printf ("http://%s/a.ics", raw_server_address (server));
  GtkWidget *form, *entry;

  show_page (fixture, vigie_rota_view_new (fixture->session), 760, 600);
  vigie_rota_form_follow (fixture->page, fixture->session);
  form = form_of ("Follow a calendar");
  entry = find_in (form, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "http://calendar.example/a.ics");
  press (form, "Look at it");
  wait_until (find_in (form, GTK_TYPE_LABEL, label_has, "begins with https://") != NULL);
  serve_error (server, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  press (form, "Look at it");
  wait_until (find_in (form, GTK_TYPE_LABEL, label_has, "neither a calendar") != NULL);
  serve_error (server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN:VCALENDAR\r\n");
  press (form, "Look at it");
  wait_until (find_in (form, GTK_TYPE_LABEL, label_has, "did not come whole") != NULL);
  g_assert_cmpuint (n_events (fixture), ==, 0);
  gtk_window_close (GTK_WINDOW (form));
}

/* ---- Files, past the chooser ---- */

static GFile *
file_of (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

/* What a file would change stands in the preview, with what is so far and whom nobody knows; another level is one choice away. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  const char *const people[] = { "cto", NULL };
  g_autofree char *calendar = g_strdup_printf (HEAD WEEK_1 WEEK_2 "END:VCALENDAR\r\n", "CEO");
  g_autoptr(GFile) file = file_of (fixture, "team.ics", calendar);
  g_autoptr(GFile) written = file_of (fixture, "out.ics", NULL);
  g_autoptr(GFile) again = NULL;
  g_autofree char *text = NULL;
  GtkWidget *preview, *level;
  guint n;

  record (fixture, vigie_rota_act_set (vigie_oncall_rota (fixture->session), "L3", people, "2025-12-01", "08:00", "UTC", 1, "Awa Koné", noon, NULL));
  wait_until (vigie_rota_has_level (vigie_oncall_rota (fixture->session), "L3"));
  show_page (fixture, vigie_rota_view_new (fixture->session), 760, 600);
  vigie_rota_form_import_file (fixture->page, fixture->session, file);
  wait_until ((preview = form_of ("Take over a calendar")) != NULL);
  wait_until (find_in (preview, GTK_TYPE_LABEL, label_has, "Not in the directory, kept as names: Dan Kouassi") != NULL);
  g_assert_nonnull (find_in (preview, GTK_TYPE_LABEL, label_has, "2 shifts."));
  g_assert_nonnull (find_in (preview, GTK_TYPE_LABEL, label_has, "L3 · Mon 8 Dec 08:00 – Mon 15 Dec 08:00 · CEO (so far CTO)"));
  level = find_in (preview, GTK_TYPE_DROP_DOWN, NULL, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (level), 1);
  g_assert_nonnull (find_in (preview, GTK_TYPE_LABEL, label_has, "L2 · Mon 8 Dec 08:00 – Mon 15 Dec 08:00 · CEO"));
  /* Left without the act: nothing changed. */
  n = n_events (fixture);
  gtk_window_close (GTK_WINDOW (preview));
  wait_until (form_of ("Take over a calendar") == NULL);
  g_assert_cmpuint (n_events (fixture), ==, n);
  /* And with it, by the keyboard's way: the shortcut of every form. */
  vigie_rota_form_import_file (fixture->page, fixture->session, file);
  wait_until ((preview = form_of ("Take over a calendar")) != NULL);
  press (preview, "Take over these shifts");
  wait_until (form_of ("Take over a calendar") == NULL && g_strcmp0 (next_person (fixture, "L3"), "ceo") == 0);

  vigie_rota_form_export_file (fixture->page, fixture->session, written);
  wait_until (fixture->toast != NULL);
  g_assert_true (g_file_load_contents (written, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:CEO"));
  /* What was written is read again: the same people at the same times. */
  vigie_rota_form_import_file (fixture->page, fixture->session, written);
  wait_until ((preview = form_of ("Take over a calendar")) != NULL);
  wait_until (find_in (preview, GTK_TYPE_LABEL, label_has, "L3 · Mon 8 Dec 08:00 – Mon 15 Dec 08:00 · CEO") != NULL);
  gtk_window_close (GTK_WINDOW (preview));
  again = file_of (fixture, "bad.ics", "hello");
  vigie_rota_form_import_file (fixture->page, fixture->session, again);
  wait_until (fixture->failure != NULL);
}

static void
add_all (void)
{
  add_test ("/ui/rota-feeds/follow", test_follow);
  add_test ("/ui/rota-feeds/taken-back", test_taken_back);
  add_test ("/ui/rota-feeds/refused", test_refused);
  add_test ("/ui/rota-feeds/file", test_file);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_all);
}
