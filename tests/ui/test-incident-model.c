/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of an open incident as folds follow one another. */

#include "page-fixture.h"

static char *
text_at (GListModel *timeline, guint position)
{
  g_autoptr(VigieTimelineItem) item = g_list_model_get_item (timeline, position);

  return g_strdup (vigie_timeline_item_get_text (item));
}

static void
put_line (Fixture *fixture, const char *text, gint64 time_usec)
{
  guint n_before = incident_of (fixture)->entries->len;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_log_in (incident_of (fixture)->stream, VIGIE_ENTRY_NOTE, text, "Yao Kouamé", time_usec, &error);

  g_assert_no_error (error);
  vigie_session_do (fixture->session, drafts, error);
  wait_until (incident_of (fixture)->entries->len > n_before);
}

/* Lines at the end, one that belongs further up, one of another day, more of them than folds stand on each
 * other: the rows follow, and those that were there stay. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *text; gint64 after_s; } lines[] = {
    { "line 0", 60 }, { "line 1", 60 }, { "line 2", 30 }, { "line 3", 2 * 24 * 3600 },
  };
  static const char *const wanted[] = { "line 2", "line 0", "line 1" };
  g_autofree char *stream = declare (fixture, "Payments refused", VIGIE_LEVEL_P1, noon);
  g_autoptr(VigieTimelineItem) second = NULL;
  GListModel *timeline;
  guint n_first;

  open_model (fixture, stream);
  timeline = vigie_incident_model_get_timeline (fixture->model);
  second = g_list_model_get_item (timeline, 1);
  n_first = g_list_model_get_n_items (timeline);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    put_line (fixture, lines[i].text, noon + lines[i].after_s * VIGIE_SECOND_USEC);
  for (guint i = 4; i < 24; i++)
    {
      g_autofree char *text = g_strdup_printf ("line %u", i);

      put_line (fixture, text, noon + (2 * 24 * 3600 + i) * VIGIE_SECOND_USEC);
    }
  /* With a separator above the second day. */
  g_assert_cmpuint (g_list_model_get_n_items (timeline), ==, n_first + 24 + 1);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *text = text_at (timeline, n_first + i);

      g_assert_cmpstr (text, ==, wanted[i]);
    }
  for (guint i = 3; i < 24; i++)
    {
      g_autofree char *text = text_at (timeline, n_first + 1 + i);
      g_autofree char *line = g_strdup_printf ("line %u", i);

      g_assert_cmpstr (text, ==, line);
    }
  for (guint i = 0; i < g_list_model_get_n_items (timeline); i++)
    {
      g_autoptr(VigieTimelineItem) item = g_list_model_get_item (timeline, i);
      const VigieEntry *entry = vigie_timeline_item_get_entry (item);

      g_assert_true (i != 1 || item == second);
      if (!vigie_timeline_item_is_day (item))
        g_assert_true (vigie_incident_entry (incident_of (fixture), entry->event->id) == entry);
    }
}

static void
add (void)
{
  add_test ("/ui/incident-model/grows", test_grows);
}

int
main (int argc, char *argv[])
{
  return run_tests (&argc, &argv, add);
}
