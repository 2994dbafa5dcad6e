/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* There is one example at most: asking again opens the one there is, so that nobody loses what was
 * tried in it. It lives in a local stream, which is what lets it be removed. */

#include "vigie-guided-example.h"

#include "vigie-example-record.h"
#include "vigie-example.h"

typedef struct
{
  VigieWindow *window;
  char *stream;
} Run;

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_example_record_finish (VIGIE_SESSION (object), result, &error);
  gboolean is_closed = vigie_window_get_session (run->window) == NULL;

  if (events && !is_closed)
    vigie_window_open (run->window, run->stream);
  else if (!is_closed)
    vigie_window_fail (run->window, error->message);
  g_object_unref (run->window);
  g_free (run->stream);
  g_free (run);
}

static char *
find_example (VigieSession *session)
{
  GListModel *registry = vigie_session_get_registry (session);
  guint n = g_list_model_get_n_items (registry);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (registry, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (item);

      if (row->example)
        return g_strdup (row->stream);
    }
  return NULL;
}

void
vigie_guided_example_open (VigieWindow *window,
                           GRand       *random)
{
  VigieSession *session = vigie_window_get_session (window);
  g_autoptr(GError) error = NULL;
  g_autofree char *stream = find_example (session);
  GPtrArray *drafts;
  Run *run;

  if (stream)
    {
      vigie_window_open (window, stream);
      return;
    }
  drafts = vigie_example_drafts (vigie_session_get_playbook (session), vigie_session_get_lang (session), vigie_session_now_usec (session), TRUE, random, &stream, &error);
  if (!drafts)
    {
      vigie_window_fail (window, error->message);
      return;
    }
  run = g_new0 (Run, 1);
  run->window = g_object_ref (window);
  run->stream = g_steal_pointer (&stream);
  vigie_example_record_async (session, drafts, recorded_cb, run);
}
