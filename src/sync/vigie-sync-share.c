/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub this computer is: how it stands, and how it ends.
 *
 * The process holds a pipe to us as its standard input and ends when that does, so that a crash here leaves nothing
 * behind; the word “stay” in it changes that. One that stayed is none of our children: its process is watched by a
 * descriptor, and it is told to stop through its control socket. */

#include "vigie-sync-share-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vigie-sync-program.h"
#include "vigie-wire.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieSyncShare, vigie_sync_share, G_TYPE_OBJECT)

void
vigie_sync_share_set_state (VigieSyncShare *self, VigieSyncShareState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The process --------------------------------------------------------------------------------------- */

static void
forget_watch (VigieSyncShare *self)
{
  g_clear_handle_id (&self->pid_watch, g_source_remove);
  if (self->pidfd >= 0)
    close (self->pidfd);
  self->pidfd = -1;
}

/* Lets go of the pipe; unless it is to stay, the hub ends by that. */
static void
forget_process (VigieSyncShare *self)
{
  if (self->tether != NULL)
    g_output_stream_close (self->tether, NULL, NULL);
  self->tether = NULL;
  g_clear_object (&self->process);
}

static void
reset (VigieSyncShare *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  forget_watch (self);
  forget_process (self);
  g_clear_pointer (&self->addresses, g_strfreev);
  g_clear_pointer (&self->link, vigie_join_link_free);
}

void
vigie_sync_share_fail (VigieSyncShare *self, const char *sentence)
{
  g_autofree char *kept = g_strdup (sentence);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  reset (self);
  g_free (self->failure);
  self->failure = g_steal_pointer (&kept);
  vigie_sync_share_set_state (self, VIGIE_SYNC_SHARE_OFF);
}

static void
ended (VigieSyncShare *self)
{
  vigie_sync_share_fail (self, self->state == VIGIE_SYNC_SHARE_STOPPING ? NULL : _("The hub on this computer has ended: share again."));
}

static gboolean
found_ended_cb (int fd, GIOCondition condition, gpointer user_data)
{
  VigieSyncShare *self = user_data;

  self->pid_watch = 0;
  ended (self);

  return G_SOURCE_REMOVE;
}

/* It may outlive us: a hub that stays. */
static GWeakRef *
weak_ref_to (VigieSyncShare *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static void
child_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr(VigieSyncShare) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  /* While it starts, whoever reads what it says notices and knows why. */
  if (self != NULL && self->process == G_SUBPROCESS (source) && self->state != VIGIE_SYNC_SHARE_STARTING)
    ended (self);
}

void
vigie_sync_share_watch (VigieSyncShare *self, gint64 pid)
{
  if (self->process != NULL)
    {
      g_subprocess_wait_async (self->process, NULL, child_ended_cb, weak_ref_to (self));
      return;
    }
  forget_watch (self);
  self->pidfd = (int) syscall (SYS_pidfd_open, (pid_t) pid, 0);
  if (self->pidfd >= 0)
    self->pid_watch = g_unix_fd_add (self->pidfd, G_IO_IN, found_ended_cb, self);
}

void
vigie_sync_share_tell_tether (VigieSyncShare *self)
{
  const char *line = self->stays ? "stay\n" : "end\n";

  /* Five bytes into an empty pipe: it cannot block. */
  if (self->tether != NULL)
    g_output_stream_write_all (self->tether, line, strlen (line), NULL, NULL, NULL);
}

/* What it says ------------------------------------------------------------------------------------- */

static GStrv
read_addresses (const VigieJson *status)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  VigieJsonNode list = vigie_json_member (status, 0, "addresses");
  guint n = list != VIGIE_JSON_NONE ? vigie_json_size (status, list) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *address = vigie_json_string (status, vigie_json_element (status, list, i));

      if (vigie_hub_address_is_valid (address))
        g_strv_builder_add (builder, address);
    }

  return g_strv_builder_end (builder);
}

/* This computer by its loopback first: its own addresses may change any moment. */
static VigieJoinLink *
read_link (const VigieJson *status, GStrv addresses)
{
  g_autofree char *organisation = vigie_json_member_string (status, 0, "organisation");
  g_autofree char *certificate = vigie_json_member_string (status, 0, "certificate");
  g_autofree char *listen = vigie_json_member_string (status, 0, "listen");
  const char *port = listen != NULL ? strrchr (listen, ':') : NULL;
  g_autoptr(VigieJoinLink) link = g_new0 (VigieJoinLink, 1);
  g_autoptr(GStrvBuilder) hubs = g_strv_builder_new ();
  g_autofree char *own = g_strconcat ("127.0.0.1", port, NULL);

  g_strv_builder_add (hubs, own);
  for (guint i = 0; addresses[i] != NULL && i + 1 < VIGIE_JOIN_LINK_MAX_HUBS; i++)
    g_strv_builder_add (hubs, addresses[i]);
  link->hubs = g_strv_builder_end (hubs);
  link->has_certificate = TRUE;
  if (port == NULL || organisation == NULL || certificate == NULL
      || !vigie_unhex (organisation, link->organisation, VIGIE_KEY_BYTES)
      || !vigie_unhex (certificate, link->certificate, VIGIE_HASH_BYTES))
    return NULL;

  return g_steal_pointer (&link);
}

gboolean
vigie_sync_share_take_status (VigieSyncShare *self, const VigieJson *status)
{
  g_auto(GStrv) addresses = NULL;
  g_autoptr(VigieJoinLink) link = NULL;

  if (!vigie_json_member_boolean (status, 0, "running", FALSE))
    return FALSE;
  addresses = read_addresses (status);
  link = read_link (status, addresses);
  if (link == NULL)
    return FALSE;
  g_clear_pointer (&self->addresses, g_strfreev);
  g_clear_pointer (&self->link, vigie_join_link_free);
  self->addresses = g_steal_pointer (&addresses);
  self->link = g_steal_pointer (&link);

  return TRUE;
}

/* Stopping ------------------------------------------------------------------------------------------ */

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSyncShare) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *out = vigie_sync_program_run_finish (result, &error);

  /* It is gone when its process is; without a way to see that, when it was told. */
  if (self->state == VIGIE_SYNC_SHARE_STOPPING && (out == NULL || self->pid_watch == 0))
    vigie_sync_share_fail (self, out == NULL ? error->message : NULL);
}

/**
 * vigie_sync_share_stop:
 * @self: a share
 *
 * Ends the hub in order: what it was sent is answered.
 */
void
vigie_sync_share_stop (VigieSyncShare *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self));

  if (self->state == VIGIE_SYNC_SHARE_STARTING)
    {
      vigie_sync_share_fail (self, NULL);
      return;
    }
  if (self->state != VIGIE_SYNC_SHARE_ON)
    return;
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  else
    vigie_sync_program_run_async ((const char *const[]) { "stop", "--db", self->db, NULL }, NULL, stopped_cb, g_object_ref (self));
  vigie_sync_share_set_state (self, VIGIE_SYNC_SHARE_STOPPING);
}

/* Life ---------------------------------------------------------------------------------------------- */

static void
vigie_sync_share_dispose (GObject *object)
{
  VigieSyncShare *self = VIGIE_SYNC_SHARE (object);

  /* One that was found and is not to stay after all. */
  if (self->state == VIGIE_SYNC_SHARE_ON && self->process == NULL && !self->stays)
    vigie_sync_program_run_async ((const char *const[]) { "stop", "--db", self->db, NULL }, NULL, NULL, NULL);
  self->state = VIGIE_SYNC_SHARE_OFF;
  reset (self);
  G_OBJECT_CLASS (vigie_sync_share_parent_class)->dispose (object);
}

static void
vigie_sync_share_finalize (GObject *object)
{
  VigieSyncShare *self = VIGIE_SYNC_SHARE (object);

  g_clear_object (&self->thread);
  g_clear_object (&self->cancellable);
  g_free (self->failure);
  g_free (self->db);
  G_OBJECT_CLASS (vigie_sync_share_parent_class)->finalize (object);
}

static void
vigie_sync_share_class_init (VigieSyncShareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vigie_sync_share_dispose;
  object_class->finalize = vigie_sync_share_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_sync_share_init (VigieSyncShare *self)
{
  self->cancellable = g_cancellable_new ();
  self->pidfd = -1;
}

/**
 * vigie_sync_share_new:
 * @thread: the store of the desktop
 * @join: has this computer join
 * @user_data: for @join
 *
 * Returns: (transfer full): a share that is off
 */
VigieSyncShare *
vigie_sync_share_new (VigieStoreThread *thread, VigieSyncShareJoinFunc join, gpointer user_data)
{
  VigieSyncShare *self;

  g_return_val_if_fail (VIGIE_IS_STORE_THREAD (thread) && join != NULL, NULL);

  self = g_object_new (VIGIE_TYPE_SYNC_SHARE, NULL);
  self->thread = g_object_ref (thread);
  self->join = join;
  self->join_data = user_data;

  return self;
}

/**
 * vigie_sync_share_get_state:
 * @self: a share
 *
 * Returns: how it stands
 */
VigieSyncShareState
vigie_sync_share_get_state (VigieSyncShare *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SHARE (self), VIGIE_SYNC_SHARE_OFF);

  return self->state;
}

/**
 * vigie_sync_share_get_failure:
 * @self: a share
 *
 * Returns: (nullable): why it is off
 */
const char *
vigie_sync_share_get_failure (VigieSyncShare *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SHARE (self), NULL);

  return self->failure;
}

/**
 * vigie_sync_share_get_addresses:
 * @self: a share
 *
 * Returns: (nullable): where others reach it
 */
const char *const *
vigie_sync_share_get_addresses (VigieSyncShare *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SHARE (self), NULL);

  return (const char *const *) self->addresses;
}

/**
 * vigie_sync_share_get_link:
 * @self: a share
 *
 * Returns: (nullable): what leads members here
 */
const VigieJoinLink *
vigie_sync_share_get_link (VigieSyncShare *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SHARE (self), NULL);

  return self->link;
}

/**
 * vigie_sync_share_get_stays:
 * @self: a share
 *
 * Returns: %TRUE if it goes on when this program ends
 */
gboolean
vigie_sync_share_get_stays (VigieSyncShare *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SHARE (self), FALSE);

  return self->stays;
}

/**
 * vigie_sync_share_set_stays:
 * @self: a share
 * @stays: whether it goes on when this program ends
 *
 * Holds at once: also a crash a moment later will find it so.
 */
void
vigie_sync_share_set_stays (VigieSyncShare *self, gboolean stays)
{
  g_return_if_fail (VIGIE_IS_SYNC_SHARE (self));

  if (self->stays == !!stays)
    return;
  self->stays = !!stays;
  vigie_sync_share_tell_tether (self);
  g_signal_emit (self, signals[CHANGED], 0);
}
