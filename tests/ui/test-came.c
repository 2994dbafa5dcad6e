/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes in late: the line that says so, the mark on the row, what comes after a closing; and that only the incident it
 * belongs to is folded anew. */

#include "page-fixture.h"

#include "vigie-came-bar.h"
#include "vigie-test-support.h"

static char *asked_entry;

static void
entry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_clear_pointer (&asked_entry, g_free);
  g_variant_get (parameter, "(ss)", NULL, &asked_entry);
}

/* Notes of two people at a desk of their own, @minutes after noon by its clock, arrive here. */
static void
arrive (Fixture *fixture, VigieTestDevice *device, int minutes, const char *const *authors)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GAsyncResult) outcome = NULL;
  guint n_events = incident_of (fixture)->events->len;

  vigie_test_device_set_now (device, noon + minutes * VIGIE_MINUTE_USEC);
  for (guint i = 0; authors[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("Seen by %s", authors[i]);

      vigie_test_device_record (device, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, text, NULL, authors[i],
                                                       noon + (minutes + (int) i) * VIGIE_MINUTE_USEC, NULL), events);
    }
  vigie_store_thread_ingest_async (fixture->store, events, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  g_assert_true (vigie_store_thread_ingest_finish (fixture->store, outcome, NULL, NULL));
  wait_until (incident_of (fixture)->events->len == n_events + events->len);
}

static void
begin (Fixture *fixture)
{
  static const GActionEntry entries[] = { { .name = "entry", .activate = entry_cb, .parameter_type = "(ss)" } };
  g_autofree char *stream = declare (fixture, "Slow pages", VIGIE_LEVEL_P2, noon);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = vigie_came_bar_new ();
  GtkWidget *page = vigie_timeline_page_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (fixture->window), entries, G_N_ELEMENTS (entries), NULL);
  open_model (fixture, stream);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), page);
  show_page (fixture, box, 1000, 700);
  vigie_came_bar_set_model (VIGIE_CAME_BAR (bar), fixture->model);
  vigie_timeline_page_set_model (VIGIE_TIMELINE_PAGE (page), fixture->model);
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "Yao Kouamé", "Mariam Traoré", "Yao Kouamé", NULL };
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);
  GPtrArray *came;

  begin (fixture);
  arrive (fixture, device, 20, authors);
  wait_until (find_words (fixture, "3 entries of Y. Kouamé, M. Traoré") != NULL);
  wait_until (find_words (fixture, "came later, 13:00") != NULL);
  came = vigie_incident_model_get_came (fixture->model);
  g_assert_cmpuint (came->len, ==, 3);
  g_signal_emit_by_name (find_button (fixture, "Go to the first"), "clicked");
  g_assert_nonnull (asked_entry);
  g_assert_cmpstr (vigie_incident_entry (incident_of (fixture), asked_entry)->text, ==, "Seen by Yao Kouamé");
  g_assert_cmpint (vigie_incident_entry (incident_of (fixture), asked_entry)->occurred_usec, ==, noon + 20 * VIGIE_MINUTE_USEC);
  g_clear_pointer (&asked_entry, g_free);
  wait_until (find_words (fixture, "3 entries of") == NULL);
  g_assert_nonnull (find_words (fixture, "came later"));
}

/* As they are written, and what is written here: no news of that kind. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "Yao Kouamé", NULL };
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);

  begin (fixture);
  arrive (fixture, device, 60, authors);
  record (fixture, vigie_act_log (incident_of (fixture), VIGIE_ENTRY_NOTE, "Forgotten", NULL, "Awa Koné", noon + VIGIE_MINUTE_USEC, NULL));
  wait_until (find_words (fixture, "Forgotten") != NULL && find_words (fixture, "Seen by Yao") != NULL);
  g_assert_cmpuint (vigie_incident_model_get_came (fixture->model)->len, ==, 0);
  g_assert_null (find_words (fixture, "came later"));
}

static void
test_after_closing (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "Yao Kouamé", NULL };
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);

  begin (fixture);
  record (fixture, vigie_act_milestone (incident_of (fixture), VIGIE_MILESTONE_CLOSED, noon + 30 * VIGIE_MINUTE_USEC, "Awa Koné",
                                        noon + 30 * VIGIE_MINUTE_USEC, NULL));
  wait_until (incident_of (fixture)->milestones[VIGIE_MILESTONE_CLOSED] != VIGIE_TIME_NONE);
  g_assert_null (find_words (fixture, "came after"));
  /* The store goes by the computer's own clock. */
  arrive (fixture, device, (int) ((g_get_real_time () - noon) / VIGIE_MINUTE_USEC) + 10, authors);
  wait_until (find_words (fixture, "after the closing") != NULL);
  wait_until (find_words (fixture, "1 entry came after") != NULL);
}

/* Only the incident that an event belongs to is folded anew. */
static void
test_others_stay (Fixture *fixture, gconstpointer data)
{
  static const char *const authors[] = { "Yao Kouamé", NULL };
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (7);
  g_autofree char *stream = NULL;
  g_autoptr(GAsyncResult) outcome = NULL;
  g_autoptr(VigieIncidentModel) other = NULL;
  g_autoptr(VigieIncident) before = NULL;

  begin (fixture);
  stream = declare (fixture, "Another one", VIGIE_LEVEL_P3, noon + VIGIE_MINUTE_USEC);
  vigie_session_open_async (fixture->session, stream, NULL, take_result_cb, &outcome);
  wait_until (outcome != NULL);
  other = vigie_session_open_finish (fixture->session, outcome, NULL);
  before = vigie_incident_ref (vigie_incident_model_get_incident (other));
  arrive (fixture, device, 20, authors);
  wait_until (find_words (fixture, "came later") != NULL);
  g_assert_true (vigie_incident_model_get_incident (other) == before);
}

static void
add_tests (void)
{
  add_test ("/ui/came/late", test_late);
  add_test ("/ui/came/live", test_live);
  add_test ("/ui/came/after-closing", test_after_closing);
  add_test ("/ui/came/others-stay", test_others_stay);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add_tests);
}
