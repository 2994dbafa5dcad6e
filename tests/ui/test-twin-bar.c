/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same incident declared twice, as a person meets it: the question, one list row and one set of clocks afterwards, and
 * the way back. */

#include "page-fixture.h"

#include "vigie-notice-strip.h"
#include "vigie-twin.h"
#include "vigie-twin-bar.h"

typedef struct { char *first, *second; } Streams;

static void
streams_clear (Streams *streams)
{
  g_free (streams->first);
  g_free (streams->second);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Streams, streams_clear)

static gboolean
bar_says (Fixture *fixture, const char *words)
{
  return find_words (fixture, words) != NULL;
}

static guint
count_active (Fixture *fixture)
{
  return g_list_model_get_n_items (vigie_session_get_active (fixture->session));
}

/* Two declarations five minutes apart, and the bar of the second. */
static void
begin (Fixture *fixture, Streams *streams)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = vigie_twin_bar_new ();
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(GError) error = NULL;

  streams->first = declare (fixture, "Site down", VIGIE_LEVEL_P2, noon);
  streams->second = declare (fixture, "Orders fail", VIGIE_LEVEL_P3, noon + 5 * VIGIE_MINUTE_USEC);
  vigie_session_reload_async (fixture->session, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_session_reload_finish (fixture->session, outcome, &error));
  wait_until (count_active (fixture) == 2);
  open_model (fixture, streams->second);
  gtk_box_append (GTK_BOX (page), bar);
  show_page (fixture, page, 1000, 300);
  vigie_twin_bar_set_model (VIGIE_TWIN_BAR (bar), fixture->model);
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The first one leads: the second leaves the list and its clocks, and leads there. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_auto(Streams) streams = { NULL };
  VigieTwin twin;

  begin (fixture, &streams);
  wait_until (bar_says (fixture, "Declared twice?"));
  g_assert_true (bar_says (fixture, "“Site down”") && bar_says (fixture, "that one leads"));
  g_assert_cmpuint (vigie_incident_model_get_obligations (fixture->model)->len, >, 0);
  press (fixture, "The same incident");
  wait_until (vigie_incident_leader (incident_of (fixture), &twin));
  wait_until (count_active (fixture) == 1);
  wait_until (bar_says (fixture, "which leads") && !bar_says (fixture, "Declared twice?"));
  g_assert_cmpuint (vigie_incident_model_get_obligations (fixture->model)->len, ==, 0);
  press (fixture, "Open ");
  g_assert_cmpstr (fixture->opened, ==, streams.first);
}

/* Two after all, with a reason; both are worked on, and nobody is asked again. */
static void
test_part (Fixture *fixture, gconstpointer data)
{
  g_auto(Streams) streams = { NULL };
  VigieTwin twin;

  begin (fixture, &streams);
  wait_until (bar_says (fixture, "Declared twice?"));
  press (fixture, "The same incident");
  wait_until (bar_says (fixture, "which leads"));
  press (fixture, "They are two…");
  wait_until (shown_form ("Not the same incident") != NULL);
  form_press (NULL, "Record that they are two");
  wait_until (find_in (shown_form (NULL), GTK_TYPE_LABEL, says, "must not be empty") != NULL);
  form_type (NULL, 0, "The orders fail in Dakar, too");
  form_press (NULL, "Record that they are two");
  wait_until (shown_form (NULL) == NULL && !vigie_incident_leader (incident_of (fixture), &twin));
  wait_until (count_active (fixture) == 2);
  g_assert_false (bar_says (fixture, "Declared twice?"));
}

/* Answered with no: not asked again, and no reason is lost. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto(Streams) streams = { NULL };

  begin (fixture, &streams);
  wait_until (bar_says (fixture, "Declared twice?"));
  press (fixture, "They are two…");
  wait_until (shown_form (NULL) != NULL);
  form_type (NULL, 0, "Another shop");
  form_press (NULL, "Record that they are two");
  wait_until (shown_form (NULL) == NULL && !bar_says (fixture, "Declared twice?"));
  g_assert_cmpuint (count_active (fixture), ==, 2);
}

static void
add_tests (void)
{
  add_test ("/ui/twin-bar/link", test_link);
  add_test ("/ui/twin-bar/part", test_part);
  add_test ("/ui/twin-bar/refused", test_refused);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_tests);
}
