/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub from the command line: join, and one exchange. The store is opened for each step and closed again, so that the
 * lock is never held while the network is waited for. */

#include "vigie-ctl-hub.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-sync-join.h"
#include "vigie-sync-organisation.h"
#include "vigie-sync-pending.h"
#include "vigie-sync-token.h"

#define LOCK_TRIES 250
#define LOCK_WAIT_USEC 20000

VigieStore *
vigie_ctl_hub_open (VigieCtl *ctl, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr(GError) local_error = NULL;
      VigieStore *store = vigie_store_open (ctl->store_path, VIGIE_STORE_WRITER, ctl->playbook, NULL, &local_error);

      if (store != NULL)
        return store;
      if (i == LOCK_TRIES || !g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_usleep (LOCK_WAIT_USEC);
    }
}

/* A session ---------------------------------------------------------------------------------------- */

static void
run_task (VigieSyncSession *session, VigieSyncTask *task, gpointer user_data)
{
  VigieCtlHub *hub = user_data;
  g_autoptr(VigieSyncTask) owned = task;
  g_autoptr(VigieStore) store = hub->error == NULL ? vigie_ctl_hub_open (hub->ctl, &hub->error) : NULL;
  g_auto(VigieSyncStoreResult) result = { 0 };
  g_autoptr(GError) error = NULL;
  gboolean good = store != NULL && vigie_sync_task_run (owned, store, &result, &error);

  if (error != NULL && hub->error == NULL && error->domain == VIGIE_STORE_ERROR)
    hub->error = g_steal_pointer (&error);
  vigie_sync_session_store_done (session, owned->ticket, good ? &result : NULL);
  if (hub->error != NULL)
    g_main_loop_quit (hub->loop);
}

/* The keyring may ask a person, who may not be there. */
#define KEYRING_WAIT_S 30

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Waiting;

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

/* Runs the loop until waited_cb() was called, or @cancellable ends that. Returns: (transfer full): the result */
static GAsyncResult *
wait_for (Waiting *waiting, GCancellable *cancellable)
{
  guint limit = g_timeout_add_seconds (KEYRING_WAIT_S, give_up_cb, cancellable);

  g_main_loop_run (waiting->loop);
  g_main_loop_unref (waiting->loop);
  g_source_remove (limit);

  return waiting->result;
}

static char *
find_token (VigieCtl *ctl, GError **error)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  Waiting waiting = { g_main_loop_new (NULL, FALSE) };
  char *token;

  vigie_sync_token_find_async (secrets, ctl->store_path, cancellable, waited_cb, &waiting);
  result = wait_for (&waiting, cancellable);
  token = vigie_sync_token_find_finish (secrets, result, error);
  if (token == NULL && *error == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The token for the hub is missing: join it again."));

  return token;
}

static gboolean
keep_token (VigieCtl *ctl, const char *token, GError **error)
{
  g_autoptr(VigieSecrets) secrets = vigie_secrets_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  Waiting waiting = { g_main_loop_new (NULL, FALSE) };
  VigieSyncTokenPlace place;

  vigie_sync_token_keep_async (secrets, ctl->store_path, token, TRUE, cancellable, waited_cb, &waiting);
  result = wait_for (&waiting, cancellable);
  place = vigie_sync_token_keep_finish (secrets, result, error);
  if (place == VIGIE_SYNC_TOKEN_SESSION)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, vigie_secrets_get_trouble (secrets));

  return place == VIGIE_SYNC_TOKEN_KEYRING || place == VIGIE_SYNC_TOKEN_FILE;
}

static gboolean
check_joined (VigieCtl *ctl, char **token, GError **error)
{
  g_autoptr(VigieStore) store = vigie_ctl_open (ctl, error);
  g_autoptr(VigieStoreHub) hub = NULL;
  g_autoptr(GError) local_error = NULL;

  if (store == NULL)
    return FALSE;
  hub = vigie_store_hub (store, &local_error);
  if (hub != NULL)
    *token = find_token (ctl, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (hub == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This store has joined no hub: use “vigiectl join LINK” first."));

  return *token != NULL;
}

gboolean
vigie_ctl_hub_init (VigieCtlHub *hub, VigieCtl *ctl, VigieSyncMode mode, GError **error)
{
  g_autofree char *token = NULL;

  if (!check_joined (ctl, &token, error))
    return FALSE;
  hub->ctl = ctl;
  hub->loop = g_main_loop_new (NULL, FALSE);
  hub->session = vigie_sync_session_new (mode, run_task, hub);
  vigie_sync_session_set_token (hub->session, token);
  vigie_wipe (token, strlen (token));

  return TRUE;
}

void
vigie_ctl_hub_clear (VigieCtlHub *hub)
{
  if (hub->session != NULL)
    vigie_sync_session_stop (hub->session);
  g_clear_object (&hub->session);
  g_clear_pointer (&hub->loop, g_main_loop_unref);
  g_clear_error (&hub->error);
}

/* join --------------------------------------------------------------------------------------------- */

typedef struct
{
  GMainLoop *loop;
  VigieStoreHub *hub;
  char *token;
  GError *error;
} Joining;

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Joining *joining = user_data;

  joining->hub = vigie_sync_join_finish (result, &joining->token, &joining->error);
  g_main_loop_quit (joining->loop);
}

/* What only the device can say: its key, and that it wants to join. */
static void
prove (VigieSyncJoin *join, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr(VigieStore) store = vigie_ctl_hub_open (user_data, &error);

  if (store != NULL)
    vigie_sync_join_prove (join, store, &error);
  g_clear_pointer (&store, vigie_store_close);
  vigie_sync_join_proved (join, error);
}

static VigieStoreHub *
ask_hub (VigieCtl *ctl, const VigieJoinLink *link, const char *name, char **token, GError **error)
{
  Joining joining = { g_main_loop_new (NULL, FALSE) };

  vigie_sync_join_async (link, name, prove, ctl, NULL, joined_cb, &joining);
  g_main_loop_run (joining.loop);
  g_main_loop_unref (joining.loop);
  *token = joining.token;
  if (joining.error != NULL)
    g_propagate_error (error, joining.error);

  return joining.hub;
}

/* To the hub of this store, when none is given: its token was lost. */
static VigieJoinLink *
find_link (VigieCtl *ctl, const char *text, GError **error)
{
  g_autoptr(VigieStore) store = text == NULL ? vigie_ctl_open (ctl, error) : NULL;
  g_autoptr(VigieStoreHub) hub = NULL;
  g_autoptr(GError) local_error = NULL;

  if (text != NULL)
    return vigie_join_link_parse (text, error);
  if (store == NULL)
    return NULL;
  hub = vigie_store_hub (store, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (hub == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This store has joined no hub: use “vigiectl join LINK” first."));

  return hub != NULL ? vigie_sync_join_link_to (hub) : NULL;
}

/* The token first: a store that knows a hub without one could only say so. The lock is not held while a keyring asks. */
static gboolean
keep_hub (VigieCtl *ctl, const VigieStoreHub *hub, const char *token, GError **error)
{
  g_autoptr(VigieStore) store = keep_token (ctl, token, error) ? vigie_ctl_hub_open (ctl, error) : NULL;

  return store != NULL && vigie_store_set_hub (store, hub, error);
}

static int
print_hub (VigieCtl *ctl, const VigieStoreHub *hub)
{
  g_autofree char *fingerprint = vigie_hex (hub->organisation, 8);
  g_autoptr(VigieJsonWriter) writer = NULL;

  if (!ctl->json)
    {
      g_autofree char *name = vigie_ctl_line (hub->name);
      g_autofree char *person = vigie_ctl_line (hub->person);

      g_print (_("Joined %s as %s (%s); organisation %s\n"), name, person, hub->role, fingerprint);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "organisation", fingerprint);
  vigie_json_writer_member_string (writer, "name", hub->name);
  vigie_json_writer_member_string (writer, "address", hub->addresses[0]);
  vigie_json_writer_member_string (writer, "member", hub->member);
  vigie_json_writer_member_string (writer, "person", hub->person);
  vigie_json_writer_member_string (writer, "role", hub->role);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
run_join (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_autoptr(VigieJoinLink) link = find_link (ctl, vigie_args_get (args, "LINK"), error);
  const char *name = vigie_args_has (args, "device") ? vigie_args_get (args, "device") : g_get_host_name ();
  g_autoptr(VigieStoreHub) hub = NULL;
  g_autofree char *token = NULL;
  gboolean kept;

  if (link == NULL)
    return VIGIE_EXIT_REFUSED;
  hub = ask_hub (ctl, link, name, &token, error);
  if (hub == NULL)
    return VIGIE_EXIT_REFUSED;
  kept = keep_hub (ctl, hub, token, error);
  vigie_wipe (token, strlen (token));

  return kept ? print_hub (ctl, hub) : VIGIE_EXIT_REFUSED;
}

/* enrol -------------------------------------------------------------------------------------------- */

static int
run_enrol (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *name = vigie_args_has (args, "name") ? vigie_args_get (args, "name") : vigie_args_get (args, "KEY");
  g_autoptr(VigieStore) store = NULL;
  guint8 key[VIGIE_KEY_BYTES];
  GPtrArray *drafts;

  if (!vigie_unhex (vigie_args_get (args, "KEY"), key, sizeof key))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _("The key of a hub has 64 hexadecimal digits; “vigie-hub adopt” prints it."));
      return VIGIE_EXIT_REFUSED;
    }
  store = vigie_ctl_open (ctl, error);
  drafts = store != NULL ? vigie_sync_enrol_drafts (store, key, name, ctl->now_usec, error) : NULL;
  g_clear_pointer (&store, vigie_store_close);

  return drafts != NULL ? vigie_ctl_record (ctl, drafts, error) : VIGIE_EXIT_REFUSED;
}

/* sync --------------------------------------------------------------------------------------------- */

static void
quit_when_over (VigieSyncSession *session, VigieCtlHub *hub)
{
  if (vigie_sync_session_is_over (session))
    g_main_loop_quit (hub->loop);
}

static void
write_parked (VigieCtl *ctl, VigieJsonWriter *writer, VigieStore *store, GPtrArray *parked)
{
  vigie_json_writer_key (writer, "parked");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < parked->len; i++)
    {
      const VigieStoreParked *one = parked->pdata[i];
      g_autofree char *text = vigie_sync_pending_text (store, ctl->playbook, ctl->lang, one->stream, one->id);

      vigie_json_writer_begin_object (writer);
      vigie_json_writer_member_string (writer, "id", one->id);
      vigie_json_writer_member_string (writer, "code", one->code);
      vigie_json_writer_member_string (writer, "message", one->message);
      vigie_json_writer_member_string (writer, "text", text);
      vigie_json_writer_end_object (writer);
    }
  vigie_json_writer_end_array (writer);
}

static void
print_asides (GPtrArray *asides)
{
  for (guint i = 0; i < asides->len; i++)
    {
      const VigieStoreAside *one = asides->pdata[i];

      g_print (_("Set aside of what the hub sent, in %s: %s\n"), one->stream, one->reason);
    }
}

static int
print_exchange (VigieCtl *ctl, const VigieSyncStatus *status, VigieStore *store, GPtrArray *parked, GPtrArray *asides)
{
  g_autoptr(VigieJsonWriter) writer = NULL;

  if (!ctl->json)
    {
      for (guint i = 0; i < parked->len; i++)
        {
          const VigieStoreParked *one = parked->pdata[i];
          g_autofree char *message = vigie_ctl_line (one->message != NULL ? one->message : "");
          g_autofree char *text = vigie_sync_pending_text (store, ctl->playbook, ctl->lang, one->stream, one->id);
          g_autofree char *line = vigie_ctl_line (text);

          g_print (_("Not taken by the hub: %s: %s (%s)\n"), one->id, line, message);
        }
      print_asides (asides);
      g_print (_("In step with the hub; entries waiting: %u\n"), status->n_waiting);
      return VIGIE_EXIT_DONE;
    }
  writer = vigie_json_writer_new (FALSE);
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "waiting", status->n_waiting);
  vigie_json_writer_member_int (writer, "set_aside", status->n_aside);
  vigie_json_writer_member_int (writer, "clock_offset_s", status->clock_offset_usec / VIGIE_SECOND_USEC);
  write_parked (ctl, writer, store, parked);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static int
finish_exchange (VigieCtlHub *hub, GError **error)
{
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GPtrArray) parked = NULL;
  g_autoptr(GPtrArray) asides = NULL;
  VigieSyncStatus status;

  vigie_sync_session_get_status (hub->session, &status);
  if (hub->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&hub->error));
      return VIGIE_EXIT_REFUSED;
    }
  if (status.state != VIGIE_SYNC_LIVE)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, vigie_sync_reason_words (status.reason));
      return VIGIE_EXIT_REFUSED;
    }
  store = vigie_ctl_open (hub->ctl, error);
  parked = store != NULL ? vigie_store_parked (store, error) : NULL;
  asides = parked != NULL ? vigie_store_asides (store, error) : NULL;

  return asides != NULL ? print_exchange (hub->ctl, &status, store, parked, asides) : VIGIE_EXIT_REFUSED;
}

static int
run_sync (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  g_auto(VigieCtlHub) hub = { 0 };

  if (!vigie_ctl_hub_init (&hub, ctl, VIGIE_SYNC_ONCE, error))
    return VIGIE_EXIT_REFUSED;
  g_signal_connect (hub.session, "changed", G_CALLBACK (quit_when_over), &hub);
  vigie_sync_session_start (hub.session);
  if (hub.error == NULL && !vigie_sync_session_is_over (hub.session))
    g_main_loop_run (hub.loop);

  return finish_exchange (&hub, error);
}

const VigieCommandDef vigie_ctl_hub_commands[] = {
  { "join", "link", "device", N_ ("join a hub by its link, or the same one anew"), run_join },
  { "enrol", "KEY", "name", N_ ("let another hub into the organisation"), run_enrol },
  { "sync", "", "", N_ ("exchange once with the hub"), run_sync },
  { "watch", "", "", N_ ("follow the hub, one JSON object a line"), vigie_ctl_run_watch },
  { NULL },
};
