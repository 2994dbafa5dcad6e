/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shell around the engine: carries its tasks to the store and the network, and their answers back.
 *
 * Waits are measured by the monotonic clock, so that a clock set back by a day does not make a seat wait for a day; how
 * wrong the clock is, is told apart. With several addresses of the hub the next one is tried after a failure. */

#include "vigie-sync-session.h"

#include <string.h>

#include "vigie-join-link.h"
#include "vigie-sync-http.h"

struct _VigieSyncSession
{
  GObject parent_instance;

  VigieSyncEngine *engine;
  VigieSyncRunFunc run;
  gpointer run_data;

  VigieSyncHttp *http;           /* of the present address */
  VigieStoreHub *hub;            /* as last loaded */
  guint address;                 /* index into its addresses */
  char *token;
  VigieSyncStream *stream;
  guint stream_ticket;
  GCancellable *cancellable;     /* of requests */
  guint timer;
  GNetworkMonitor *monitor;

  VigieSyncStatus said;          /* with the last "changed" */
  gboolean said_over;
  guint running : 1;
  guint pumping : 1;
  guint again : 1;
};

enum { CHANGED, EVENTS, PEOPLE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieSyncSession, vigie_sync_session, G_TYPE_OBJECT)

static void pump (VigieSyncSession *self);

static gint64
now (void)
{
  return g_get_monotonic_time ();
}

/* The hub's address ------------------------------------------------------------------------------- */

static void
drop_http (VigieSyncSession *self)
{
  g_clear_pointer (&self->stream, vigie_sync_stream_close);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->http, vigie_sync_http_free);
}

static void
try_next_address (VigieSyncSession *self)
{
  guint n = self->hub != NULL ? g_strv_length (self->hub->addresses) : 0;

  if (n < 2)
    return;
  self->address = (self->address + 1) % n;
  drop_http (self);
}

static VigieSyncHttp *
get_http (VigieSyncSession *self)
{
  if (self->http == NULL && self->hub != NULL && self->hub->addresses[0] != NULL)
    {
      guint n = g_strv_length (self->hub->addresses);

      self->http = vigie_sync_http_new (self->hub->addresses[self->address % n],
                                        self->hub->has_certificate ? self->hub->certificate : NULL);
      if (self->http != NULL)
        vigie_sync_http_set_token (self->http, self->token);
      /* Within this computer it would only take time. */
      vigie_sync_engine_set_packed (self->engine, !vigie_hub_address_is_loopback (self->hub->addresses[self->address % n]));
    }

  return self->http;
}

static gboolean
same_hub (const VigieStoreHub *a, const VigieStoreHub *b)
{
  return a != NULL && a->has_certificate == b->has_certificate
         && memcmp (a->certificate, b->certificate, VIGIE_HASH_BYTES) == 0
         && g_strv_equal ((const char *const *) a->addresses, (const char *const *) b->addresses);
}

static void
take_hub (VigieSyncSession *self, const VigieStoreHub *hub)
{
  if (hub == NULL || same_hub (self->hub, hub))
    return;
  drop_http (self);
  g_clear_pointer (&self->hub, vigie_store_hub_free);
  self->hub = vigie_store_hub_copy (hub);
  self->address = 0;
}

/* The network ------------------------------------------------------------------------------------- */

typedef struct
{
  VigieSyncSession *session;
  guint ticket;
} Sent;

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Sent *sent = user_data;
  g_autoptr(VigieSyncSession) self = sent->session;
  g_auto(VigieSyncReply) reply = { 0 };

  if (!vigie_sync_http_send_finish (result, &reply))
    return;
  if (reply.net != VIGIE_SYNC_NET_OK)
    try_next_address (self);
  vigie_sync_engine_reply (self->engine, sent->ticket, reply.net, reply.status, reply.body, now ());
  pump (self);
}

static void
send_request (VigieSyncSession *self, const VigieSyncTask *task)
{
  VigieSyncHttp *http = get_http (self);
  Sent *sent;

  if (http == NULL)
    {
      vigie_sync_engine_reply (self->engine, task->ticket, VIGIE_SYNC_NET_FAILED, 0, NULL, now ());
      return;
    }
  sent = g_new (Sent, 1);
  *sent = (Sent) { g_object_ref (self), task->ticket };
  vigie_sync_http_send_async (http, task->path, task->body, task->raw, self->cancellable, sent_cb, sent);
}

static void
presence_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Sent *sent = user_data;
  g_autoptr(VigieSyncSession) self = sent->session;
  g_auto(VigieSyncReply) reply = { 0 };

  if (!vigie_sync_http_send_finish (result, &reply))
    return;
  vigie_sync_engine_presence_reply (self->engine, sent->ticket,
                                    reply.net == VIGIE_SYNC_NET_OK && reply.status == 200 ? reply.body : NULL, now ());
  pump (self);
}

static void
send_presence (VigieSyncSession *self, const VigieSyncTask *task)
{
  VigieSyncHttp *http = get_http (self);
  Sent *sent;

  if (http == NULL)
    return;
  sent = g_new (Sent, 1);
  *sent = (Sent) { g_object_ref (self), task->ticket };
  vigie_sync_http_send_async (http, task->path, task->body, FALSE, self->cancellable, presence_cb, sent);
}

static void
stream_began (guint status, gpointer user_data)
{
  VigieSyncSession *self = user_data;

  vigie_sync_engine_live_began (self->engine, self->stream_ticket, status, now ());
  pump (self);
}

static void
stream_heard (gpointer user_data)
{
  VigieSyncSession *self = user_data;

  vigie_sync_engine_live_heard (self->engine, self->stream_ticket, now ());
}

static void
stream_frame (VigieWireLive *live, gpointer user_data)
{
  VigieSyncSession *self = user_data;

  vigie_sync_engine_live_frame (self->engine, self->stream_ticket, live, now ());
  pump (self);
}

static void
stream_ended (VigieSyncNet net, gpointer user_data)
{
  VigieSyncSession *self = user_data;

  try_next_address (self);
  vigie_sync_engine_live_ended (self->engine, self->stream_ticket, net, now ());
  pump (self);
}

static void
listen_to (VigieSyncSession *self, const VigieSyncTask *task)
{
  static const VigieSyncStreamFuncs funcs = { stream_began, stream_heard, stream_frame, stream_ended };
  VigieSyncHttp *http = get_http (self);

  g_clear_pointer (&self->stream, vigie_sync_stream_close);
  self->stream_ticket = task->ticket;
  if (http == NULL)
    vigie_sync_engine_live_ended (self->engine, task->ticket, VIGIE_SYNC_NET_FAILED, now ());
  else
    self->stream = vigie_sync_stream_open (http, task->path, &funcs, self);
}

/* The pump ---------------------------------------------------------------------------------------- */

static void
carry_out (VigieSyncSession *self, VigieSyncTask *task)
{
  if (vigie_sync_task_is_store (task))
    {
      self->run (self, task, self->run_data);
      return;
    }
  if (task->kind == VIGIE_SYNC_TASK_REQUEST)
    send_request (self, task);
  else if (task->kind == VIGIE_SYNC_TASK_PRESENCE)
    send_presence (self, task);
  else if (task->kind == VIGIE_SYNC_TASK_LISTEN)
    listen_to (self, task);
  else
    drop_http (self);
  vigie_sync_task_free (task);
}

static gboolean
timer_cb (gpointer user_data)
{
  VigieSyncSession *self = user_data;

  self->timer = 0;
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (VigieSyncSession *self, gint64 wait_usec)
{
  gint64 left_usec = wait_usec - now ();

  g_clear_handle_id (&self->timer, g_source_remove);
  if (wait_usec != VIGIE_TIME_NONE)
    self->timer = g_timeout_add ((guint) (MAX (left_usec, 0) / 1000) + 1, timer_cb, self);
}

/* When nothing was said of a status before, or it reads differently now. */
static gboolean
reads_differently (const VigieSyncStatus *a, const VigieSyncStatus *b)
{
  return a->state != b->state || a->reason != b->reason || a->n_waiting != b->n_waiting || a->n_parked != b->n_parked
         || a->n_aside != b->n_aside || (a->state == VIGIE_SYNC_CATCHING_UP && (a->done != b->done || a->all != b->all))
         || vigie_sync_status_clock_is_wrong (a) != vigie_sync_status_clock_is_wrong (b);
}

static void
tell (VigieSyncSession *self)
{
  g_auto(GStrv) changes = vigie_sync_engine_take_changes (self->engine);
  g_autoptr(GPtrArray) people = vigie_sync_engine_take_people (self->engine);
  VigieSyncStatus status;

  for (gsize i = 0; changes[i] != NULL; i++)
    g_signal_emit (self, signals[EVENTS], 0, changes[i]);
  if (people != NULL)
    g_signal_emit (self, signals[PEOPLE], 0, people);
  vigie_sync_engine_status (self->engine, &status);
  if (reads_differently (&self->said, &status) || self->said_over != vigie_sync_engine_is_over (self->engine))
    {
      self->said = status;
      self->said_over = vigie_sync_engine_is_over (self->engine);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

/* Answers that come while a task is being given out are taken by the same loop. */
static void
pump (VigieSyncSession *self)
{
  g_autoptr(VigieSyncSession) kept G_GNUC_UNUSED = g_object_ref (self);
  gint64 wait_usec = VIGIE_TIME_NONE;

  if (!self->running)
    return;
  self->again = TRUE;
  if (self->pumping)
    return;
  self->pumping = TRUE;
  while (self->again && self->running)
    {
      VigieSyncTask *task;

      self->again = FALSE;
      vigie_sync_engine_set_clock (self->engine, g_get_real_time () - now ());
      while (self->running && (task = vigie_sync_engine_next (self->engine, now (), &wait_usec)) != NULL)
        carry_out (self, task);
      tell (self);
    }
  self->pumping = FALSE;
  if (self->running)
    set_timer (self, wait_usec);
}

/* Life -------------------------------------------------------------------------------------------- */

static void
network_cb (GNetworkMonitor *monitor, gboolean available, VigieSyncSession *self)
{
  if (available)
    vigie_sync_session_try_now (self);
}

static void
vigie_sync_session_dispose (GObject *object)
{
  VigieSyncSession *self = VIGIE_SYNC_SESSION (object);

  vigie_sync_session_stop (self);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (vigie_sync_session_parent_class)->dispose (object);
}

static void
vigie_sync_session_finalize (GObject *object)
{
  VigieSyncSession *self = VIGIE_SYNC_SESSION (object);

  vigie_sync_session_set_token (self, NULL);
  vigie_sync_engine_free (self->engine);
  vigie_store_hub_free (self->hub);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (vigie_sync_session_parent_class)->finalize (object);
}

static void
vigie_sync_session_class_init (VigieSyncSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = vigie_sync_session_dispose;
  object_class->finalize = vigie_sync_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EVENTS] = g_signal_new ("events", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PEOPLE] = g_signal_new ("people", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
vigie_sync_session_init (VigieSyncSession *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * vigie_sync_session_new:
 * @mode: follow the hub, or one exchange
 * @run: runs steps with the store
 * @user_data: for @run
 *
 * Returns: (transfer full): a session that has not been started
 */
VigieSyncSession *
vigie_sync_session_new (VigieSyncMode mode, VigieSyncRunFunc run, gpointer user_data)
{
  VigieSyncSession *self;

  g_return_val_if_fail (run != NULL, NULL);

  self = g_object_new (VIGIE_TYPE_SYNC_SESSION, NULL);
  self->engine = vigie_sync_engine_new (mode, g_random_int ());
  self->run = run;
  self->run_data = user_data;
  if (mode == VIGIE_SYNC_FOLLOW)
    {
      self->monitor = g_object_ref (g_network_monitor_get_default ());
      g_signal_connect (self->monitor, "network-changed", G_CALLBACK (network_cb), self);
    }

  return self;
}

/**
 * vigie_sync_session_set_token:
 * @self: a session
 * @token: (nullable): of this device at the hub; copied, and wiped in the end
 */
void
vigie_sync_session_set_token (VigieSyncSession *self, const char *token)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  if (self->token != NULL)
    vigie_wipe (self->token, strlen (self->token));
  g_free (self->token);
  self->token = g_strdup (token);
  if (self->http != NULL)
    vigie_sync_http_set_token (self->http, token);
}

/**
 * vigie_sync_session_start:
 * @self: a session
 */
void
vigie_sync_session_start (VigieSyncSession *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  self->running = TRUE;
  pump (self);
}

/**
 * vigie_sync_session_stop:
 * @self: a session
 *
 * Hangs up. A step with the store that is on its way is still made.
 */
void
vigie_sync_session_stop (VigieSyncSession *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    drop_http (self);
}

/**
 * vigie_sync_session_store_done:
 * @self: a session
 * @ticket: of the task
 * @result: (nullable): what came of it, still the caller's
 */
void
vigie_sync_session_store_done (VigieSyncSession *self, guint ticket, VigieSyncStoreResult *result)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  if (result != NULL)
    take_hub (self, result->hub);
  vigie_sync_engine_store_done (self->engine, ticket, result, now ());
  pump (self);
}

/**
 * vigie_sync_session_recorded:
 * @self: a session
 *
 * Something was recorded here and is to be sent.
 */
void
vigie_sync_session_recorded (VigieSyncSession *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  vigie_sync_engine_changed (self->engine);
  pump (self);
}

/**
 * vigie_sync_session_set_here:
 * @self: a session
 * @here: (nullable): what this seat says of itself: incident, state and post; copied
 */
void
vigie_sync_session_set_here (VigieSyncSession *self, const VigieWireHere *here)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  vigie_sync_engine_set_here (self->engine, here);
  pump (self);
}

/**
 * vigie_sync_session_try_now:
 * @self: a session
 *
 * Ends a wait.
 */
void
vigie_sync_session_try_now (VigieSyncSession *self)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  vigie_sync_engine_try_now (self->engine, now ());
  pump (self);
}

/**
 * vigie_sync_session_get_status:
 * @self: a session
 * @status: (out caller-allocates): how it stands
 */
void
vigie_sync_session_get_status (VigieSyncSession *self, VigieSyncStatus *status)
{
  g_return_if_fail (VIGIE_IS_SYNC_SESSION (self));

  vigie_sync_engine_status (self->engine, status);
}

/**
 * vigie_sync_session_is_over:
 * @self: a session
 *
 * Returns: %TRUE when its one exchange is over, well or not
 */
gboolean
vigie_sync_session_is_over (VigieSyncSession *self)
{
  g_return_val_if_fail (VIGIE_IS_SYNC_SESSION (self), FALSE);

  return vigie_sync_engine_is_over (self->engine);
}
