/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* watch: follows the hub and prints what comes, one JSON object a line, until it is stopped. A line is an event of an
 * incident, or the state of the exchange. */

#include "vigie-ctl-hub.h"

#include <glib-unix.h>
#include <string.h>

#include "vigie-id.h"

#define LOOK_S 2

typedef struct
{
  VigieCtlHub hub;
  GHashTable *counts;   /* stream → how many of its events were here already */
} Watch;

static void
print_line (VigieJsonWriter *writer)
{
  vigie_ctl_print_json (writer);
  vigie_json_writer_free (writer);
}

static VigieJsonWriter *
begin_line (void)
{
  VigieJsonWriter *writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  return writer;
}

/* Lines -------------------------------------------------------------------------------------------- */

static void
print_status (VigieSyncSession *session, Watch *watch)
{
  VigieJsonWriter *writer = begin_line ();
  VigieSyncStatus status;

  vigie_sync_session_get_status (session, &status);
  vigie_json_writer_member_string (writer, "state", vigie_sync_state_to_word (status.state));
  vigie_json_writer_member_string (writer, "reason", vigie_sync_reason_to_word (status.reason));
  vigie_json_writer_member_int (writer, "waiting", status.n_waiting);
  vigie_json_writer_member_int (writer, "parked", status.n_parked);
  vigie_json_writer_end_object (writer);
  print_line (writer);
}

static void
print_event (Watch *watch, const VigieIncident *incident, const VigieEvent *event)
{
  VigieJsonWriter *writer = begin_line ();
  const VigieEntry *entry = incident != NULL ? vigie_incident_entry (incident, event->id) : NULL;
  g_autofree char *device = vigie_hex (event->device, VIGIE_KEY_BYTES);
  g_autofree char *text = NULL;

  if (entry != NULL)
    text = vigie_entry_text (entry, incident, watch->hub.ctl->playbook, watch->hub.ctl->lang);
  vigie_json_writer_member_string (writer, "id", event->id);
  vigie_json_writer_member_string (writer, "ref", incident != NULL ? incident->ref : NULL);
  vigie_json_writer_member_string (writer, "stream", event->stream);
  vigie_json_writer_member_string (writer, "kind", event->kind);
  vigie_json_writer_member_time (writer, "occurred", event->occurred_usec);
  vigie_json_writer_member_time (writer, "recorded", event->stamp_usec);
  vigie_json_writer_member_string (writer, "author", event->author);
  vigie_json_writer_member_string (writer, "device", device);
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_end_object (writer);
  print_line (writer);
}

static void
print_news (VigieSyncSession *session, const char *stream, Watch *watch)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (watch->hub.ctl, NULL); /* what cannot be read now is printed next time */
  g_autoptr(GPtrArray) events = store != NULL ? vigie_store_load (store, stream, NULL, NULL) : NULL;
  g_autoptr(VigieIncident) incident = events != NULL ? vigie_store_incident (store, stream, NULL) : NULL;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (watch->counts, stream));

  for (guint i = known; events != NULL && i < events->len; i++)
    print_event (watch, incident, events->pdata[i]);
  if (events != NULL)
    g_hash_table_replace (watch->counts, g_strdup (stream), GUINT_TO_POINTER (events->len));
}

/* Following ---------------------------------------------------------------------------------------- */

static gboolean
count_streams (Watch *watch, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (watch->hub.ctl, error);
  g_autoptr(GPtrArray) rows = store != NULL ? vigie_store_list (store, NULL, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const VigieIncidentRow *row = rows->pdata[i];

      g_hash_table_replace (watch->counts, g_strdup (row->stream), GUINT_TO_POINTER (row->n_events));
    }

  return rows != NULL;
}

/* Another vigiectl may have recorded something meanwhile. */
static gboolean
look_cb (gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr(VigieStore) store = vigie_ctl_open (watch->hub.ctl, NULL);
  VigieSyncStatus status;
  guint n = 0;

  vigie_sync_session_get_status (watch->hub.session, &status);
  if (store != NULL && vigie_store_n_unsent (store, NULL, &n, NULL) && n != status.n_waiting)
    vigie_sync_session_recorded (watch->hub.session);

  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
follow (Watch *watch, GError **error)
{
  guint sources[] = {
    g_unix_signal_add (SIGINT, stop_cb, watch->hub.loop),
    g_unix_signal_add (SIGTERM, stop_cb, watch->hub.loop),
    g_timeout_add_seconds (LOOK_S, look_cb, watch),
  };

  g_signal_connect (watch->hub.session, "changed", G_CALLBACK (print_status), watch);
  g_signal_connect (watch->hub.session, "events", G_CALLBACK (print_news), watch);
  vigie_sync_session_start (watch->hub.session);
  if (watch->hub.error == NULL)
    g_main_loop_run (watch->hub.loop);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  if (watch->hub.error == NULL)
    return VIGIE_EXIT_DONE;
  g_propagate_error (error, g_steal_pointer (&watch->hub.error));

  return VIGIE_EXIT_REFUSED;
}

int
vigie_ctl_run_watch (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  Watch watch = { { 0 } };
  int status = VIGIE_EXIT_REFUSED;

  watch.counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (vigie_ctl_hub_init (&watch.hub, ctl, VIGIE_SYNC_FOLLOW, error) && count_streams (&watch, error))
    status = follow (&watch, error);
  vigie_ctl_hub_clear (&watch.hub);
  g_hash_table_unref (watch.counts);

  return status;
}
