/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* States: idle → looking (the store) → without a hub, or with a session that exchanges. Joining makes a session of its own
 * when there is none and takes it away again when it fails; leaving drops it.
 *
 * A session that is offline tries again and again, and each attempt is a state of its own. People are told one thing until
 * something came of it, so that the word in the header does not flicker all night. */

#include "vigie-exchange.h"

#include "vigie-here.h"

struct _VigieExchange
{
  GObject parent_instance;

  VigieStoreThread *store;
  VigieSecrets *secrets;
  VigieSyncSession *session;     /* NULL: no hub, or not looked yet */
  VigieStoreHub *hub;
  VigieSyncStatus status;
  VigiePending *pending;
  VigieHere *here;
  GPtrArray *people;             /* VigieWirePerson */
  gint64 people_usec;
  gint64 live_usec;
  GCancellable *cancellable;     /* of the look at the start */
  gboolean is_started;
  gboolean is_held;
  gboolean keeps_key;
  gboolean is_mending;
  VigieSyncTokenPlace key_place;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieExchange, vigie_exchange, G_TYPE_OBJECT)

static void
say_changed (VigieExchange *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- The session ---- */

static void
take_status (VigieExchange *self, const VigieSyncStatus *status)
{
  VigieSyncState before = self->status.state;
  VigieSyncReason reason = self->status.reason;

  self->status = *status;
  if (status->state == VIGIE_SYNC_CONNECTING && (before == VIGIE_SYNC_OFFLINE || before == VIGIE_SYNC_REFUSED))
    {
      self->status.state = before;
      self->status.reason = reason;
      self->status.retry_usec = VIGIE_TIME_NONE;
    }
  if (status->state == VIGIE_SYNC_LIVE || before == VIGIE_SYNC_LIVE)
    self->live_usec = g_get_real_time ();
}

static void renew_key (VigieExchange *self);

/* A key that another program had replaced, or that the hub lost, is no reason to ask a person; a device that was revoked
 * gets none, and stays refused. Once until it is live again. */
static void
mend_key (VigieExchange *self)
{
  if (self->status.state == VIGIE_SYNC_LIVE)
    self->is_mending = FALSE;
  if (self->status.state != VIGIE_SYNC_REFUSED || self->status.reason != VIGIE_SYNC_REASON_TOKEN || self->is_mending)
    return;
  self->is_mending = TRUE;
  renew_key (self);
}

static void
session_changed_cb (VigieExchange *self, VigieSyncSession *session)
{
  VigieSyncStatus status;

  if (self->is_held)
    return;
  vigie_sync_session_get_status (session, &status);
  take_status (self, &status);
  vigie_pending_follow (self->pending, &self->status);
  mend_key (self);
  say_changed (self);
}

static void
session_people_cb (VigieExchange *self, GPtrArray *people, VigieSyncSession *session)
{
  if (self->is_held)
    return;
  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_ref (people);
  self->people_usec = g_get_real_time ();
  say_changed (self);
}

static void
here_changed_cb (const VigieWireHere *here, gpointer user_data)
{
  VigieExchange *self = user_data;

  if (self->session != NULL)
    vigie_sync_session_set_here (self->session, here);
}

static void
make_session (VigieExchange *self, const char *token)
{
  self->session = vigie_sync_desk_new (self->store);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "people", G_CALLBACK (session_people_cb), self, G_CONNECT_SWAPPED);
  vigie_sync_session_set_token (self->session, token);
  vigie_sync_session_set_here (self->session, vigie_here_get (self->here));
  vigie_sync_session_start (self->session);
}

static void
drop_session (VigieExchange *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  vigie_sync_session_stop (self->session);
  g_clear_object (&self->session);
}

static void
forget_hub (VigieExchange *self)
{
  drop_session (self);
  g_clear_pointer (&self->hub, vigie_store_hub_free);
  self->status = (VigieSyncStatus) { .state = VIGIE_SYNC_NOT_JOINED };
  g_ptr_array_unref (self->people);
  self->people = g_ptr_array_new ();
  self->people_usec = self->live_usec = VIGIE_TIME_NONE;
  vigie_pending_follow (self->pending, &self->status);
}

/* ---- Starting ---- */

/* @task is over when the key is kept. */
static void
key_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  VigieExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->key_place = vigie_sync_token_keep_finish (VIGIE_SECRETS (object), result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Consumes @task and @token. */
static void
keep_key (VigieExchange *self, char *token, GTask *task)
{
  vigie_sync_token_keep_async (self->secrets, vigie_store_thread_get_path (self->store), token, self->keeps_key, NULL, key_kept_cb, task);
  vigie_secret_free (token);
}

/* What went wrong is said by the status: the hub does not know this computer. */
static void
renewed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieExchange) self = user_data;
  char *token = NULL;
  VigieStoreHub *hub = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (object), result, &token, NULL);

  if (hub == NULL)
    return;
  vigie_store_hub_free (self->hub);
  self->hub = hub;
  keep_key (self, token, g_task_new (self, NULL, NULL, NULL));
  say_changed (self);
}

static void
renew_key (VigieExchange *self)
{
  vigie_sync_desk_join_async (self->session, self->store, NULL, g_get_host_name (), self->cancellable, renewed_cb, g_object_ref (self));
}

static void
key_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieExchange) self = user_data;
  g_autoptr(GError) error = NULL;
  char *token = vigie_sync_token_find_finish (VIGIE_SECRETS (object), result, &error);

  if (error != NULL)
    g_debug ("The key to the hub is not known: %s", error->message);
  if (self->session == NULL && self->hub != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_mending = token == NULL;
      make_session (self, token);
      if (token == NULL) /* it was lost: the key of this device gets another */
        renew_key (self);
    }
  vigie_secret_free (token);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieExchange) self = user_data;
  g_autoptr(GError) error = NULL;
  VigieStoreHub *hub = vigie_sync_desk_look_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (error != NULL)
    g_debug ("The hub of the store is not known: %s", error->message);
  if (hub == NULL || self->session != NULL || g_cancellable_is_cancelled (self->cancellable))
    vigie_store_hub_free (hub);
  else
    {
      self->hub = hub;
      self->status.state = VIGIE_SYNC_CONNECTING;
      vigie_sync_token_find_async (self->secrets, vigie_store_thread_get_path (self->store), self->cancellable, key_found_cb, g_object_ref (self));
      say_changed (self);
    }
}

/**
 * vigie_exchange_start:
 *
 * Looks for a hub in the store and goes on there, unless that was done before.
 */
void
vigie_exchange_start (VigieExchange *self)
{
  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  if (self->is_started || self->is_held)
    return;
  self->is_started = TRUE;
  vigie_sync_desk_look_async (self->store, self->cancellable, looked_cb, g_object_ref (self));
}

/**
 * vigie_exchange_stop:
 *
 * Ends what is on its way. A step with the store is still made.
 */
void
vigie_exchange_stop (VigieExchange *self)
{
  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  g_cancellable_cancel (self->cancellable);
  drop_session (self);
}

/* ---- Joining ---- */

typedef struct
{
  VigieJoinLink *link;
  VigieStoreHub *hub;
  gboolean had_hub;
} Join;

static void
join_free (Join *join)
{
  vigie_join_link_free (join->link);
  vigie_store_hub_free (join->hub);
  g_free (join);
}

/* Consumes @task and @error. */
static void
fail_join (GTask *task, GError *error)
{
  VigieExchange *self = g_task_get_source_object (task);
  Join *join = g_task_get_task_data (task);

  if (!join->had_hub)
    drop_session (self);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
joined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  VigieExchange *self = g_task_get_source_object (task);
  char *token = NULL;
  GError *error = NULL;
  VigieStoreHub *hub = vigie_sync_desk_join_finish (VIGIE_SYNC_SESSION (object), result, &token, &error);

  if (hub == NULL)
    {
      fail_join (task, error);
      return;
    }
  vigie_store_hub_free (self->hub);
  self->hub = hub;
  say_changed (self);
  keep_key (self, token, task);
}

static void
shared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  VigieExchange *self = g_task_get_source_object (task);
  Join *join = g_task_get_task_data (task);
  GError *error = NULL;

  if (!vigie_sync_desk_share_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      fail_join (task, error);
      return;
    }
  self->is_mending = TRUE; /* by the link */
  if (self->session == NULL)
    make_session (self, NULL);
  vigie_sync_desk_join_async (self->session, self->store, join->link, g_get_host_name (), g_task_get_cancellable (task), joined_cb, task);
}

static VigieJoinLink *
copy_link (const VigieJoinLink *link)
{
  g_autofree char *text = vigie_join_link_format (link);

  return vigie_join_link_parse (text, NULL);
}

/**
 * vigie_exchange_join_async:
 * @link: a link that was parsed
 * @shared: (nullable): streams that go to the hub
 * @held_back: (nullable): streams that do not
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_exchange_join_async (VigieExchange *self, const VigieJoinLink *link, const char *const *shared, const char *const *held_back,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Join *join = g_new0 (Join, 1);

  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  g_task_set_source_tag (task, vigie_exchange_join_async);
  join->link = copy_link (link);
  join->had_hub = self->hub != NULL;
  g_task_set_task_data (task, join, (GDestroyNotify) join_free);
  vigie_sync_desk_share_async (self->store, shared, held_back, cancellable, shared_cb, task);
}

/**
 * vigie_exchange_join_finish:
 *
 * Returns: %TRUE when the store belongs to the hub. An error all the same: the token could not be kept, and the next
 * start will ask for another invitation; vigie_exchange_get_hub() tells the two apart.
 */
gboolean
vigie_exchange_join_finish (VigieExchange *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Leaving ---- */

/* A key that stays somewhere opens nothing for long; leaving does not wait for a keyring that stays locked. */
static void
key_dropped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!vigie_sync_token_drop_finish (VIGIE_SECRETS (object), result, &error))
    g_debug ("The key to the hub was not forgotten: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
left_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  VigieExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!vigie_sync_desk_leave_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  forget_hub (self);
  say_changed (self);
  vigie_sync_token_drop_async (self->secrets, vigie_store_thread_get_path (self->store), NULL, key_dropped_cb, task);
}

/**
 * vigie_exchange_leave_async:
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 */
void
vigie_exchange_leave_async (VigieExchange *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  g_task_set_source_tag (task, vigie_exchange_leave_async);
  vigie_sync_desk_leave_async (self->store, cancellable, left_cb, task);
}

gboolean
vigie_exchange_leave_finish (VigieExchange *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- The key ---- */

/**
 * vigie_exchange_set_keeps_key:
 * @keeps_key: whether the next start shall find it
 */
void
vigie_exchange_set_keeps_key (VigieExchange *self, gboolean keeps_key)
{
  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  self->keeps_key = keeps_key;
  if (!keeps_key && self->session != NULL)
    {
      self->key_place = VIGIE_SYNC_TOKEN_SESSION;
      vigie_sync_token_drop_async (self->secrets, vigie_store_thread_get_path (self->store), NULL, key_dropped_cb, g_task_new (self, NULL, NULL, NULL));
    }
}

gboolean
vigie_exchange_get_keeps_key (VigieExchange *self)
{
  return self->keeps_key;
}

VigieSyncTokenPlace
vigie_exchange_get_key_place (VigieExchange *self)
{
  return self->key_place;
}

/* ---- What is known ---- */

const VigieSyncStatus *
vigie_exchange_get_status (VigieExchange *self)
{
  return &self->status;
}

const VigieStoreHub *
vigie_exchange_get_hub (VigieExchange *self)
{
  return self->hub;
}

gint64
vigie_exchange_get_live_usec (VigieExchange *self)
{
  return self->live_usec;
}

gint64
vigie_exchange_get_wait_usec (VigieExchange *self)
{
  gint64 retry_usec = self->status.retry_usec;

  if (self->status.state != VIGIE_SYNC_OFFLINE && self->status.state != VIGIE_SYNC_REFUSED)
    return VIGIE_TIME_NONE;
  if (retry_usec == VIGIE_TIME_NONE)
    return VIGIE_TIME_NONE;

  return MAX (retry_usec - g_get_monotonic_time (), 0);
}

GPtrArray *
vigie_exchange_get_people (VigieExchange *self, gint64 *known_usec)
{
  if (known_usec != NULL)
    *known_usec = self->people_usec;

  return self->people;
}

/* "incident/UUID" and "local/UUID" of one incident are told apart: an example is never at a hub. */
gboolean
vigie_exchange_person_is_in (const VigieWirePerson *person, const char *stream)
{
  const char *id = stream != NULL && g_str_has_prefix (stream, "incident/") ? stream + strlen ("incident/") : NULL;

  return stream == NULL || (id != NULL && g_strcmp0 (person->incident, id) == 0);
}

guint
vigie_exchange_count_people (VigieExchange *self, const char *stream)
{
  g_autoptr(GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->people->len; i++)
    {
      const VigieWirePerson *person = self->people->pdata[i];

      if (person->state != VIGIE_WIRE_GONE && vigie_exchange_person_is_in (person, stream))
        g_hash_table_add (members, person->member);
    }

  return g_hash_table_size (members);
}

VigiePending *
vigie_exchange_get_pending (VigieExchange *self)
{
  return self->pending;
}

void
vigie_exchange_open (VigieExchange *self, const char *stream)
{
  vigie_here_open (self->here, stream);
}

void
vigie_exchange_type (VigieExchange *self)
{
  vigie_here_type (self->here);
}

void
vigie_exchange_touch (VigieExchange *self)
{
  vigie_here_touch (self->here);
}

/* ---- Sending again ---- */

static void
unparked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  VigieExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!vigie_sync_unpark_finish (VIGIE_STORE_THREAD (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->session != NULL)
    {
      vigie_sync_session_recorded (self->session);
      vigie_sync_session_try_now (self->session);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * vigie_exchange_send_again_async:
 * @id: (nullable): of an event that is parked; %NULL: all
 * @cancellable: (nullable): ends it
 * @callback: called when it waits to be sent
 * @user_data: for @callback
 */
void
vigie_exchange_send_again_async (VigieExchange *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vigie_exchange_send_again_async);
  vigie_sync_unpark_async (self->store, id, cancellable, unparked_cb, task);
}

gboolean
vigie_exchange_send_again_finish (VigieExchange *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vigie_exchange_try_now (VigieExchange *self)
{
  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  if (self->session != NULL)
    vigie_sync_session_try_now (self->session);
}

/**
 * vigie_exchange_hold:
 * @hub: (nullable): the hub
 * @status: the status
 * @people: (nullable): VigieWirePerson
 * @now_usec: when all this was so
 */
void
vigie_exchange_hold (VigieExchange *self, const VigieStoreHub *hub, const VigieSyncStatus *status, GPtrArray *people, gint64 now_usec)
{
  g_return_if_fail (VIGIE_IS_EXCHANGE (self));

  forget_hub (self);
  self->is_held = TRUE;
  self->hub = hub != NULL ? vigie_store_hub_copy (hub) : NULL;
  self->status = *status;
  self->live_usec = now_usec;
  if (people != NULL)
    {
      g_ptr_array_unref (self->people);
      self->people = g_ptr_array_ref (people);
      self->people_usec = now_usec;
    }
  say_changed (self);
}

/* ---- Object ---- */

static void
vigie_exchange_dispose (GObject *object)
{
  VigieExchange *self = VIGIE_EXCHANGE (object);

  vigie_exchange_stop (self);
  G_OBJECT_CLASS (vigie_exchange_parent_class)->dispose (object);
}

static void
vigie_exchange_finalize (GObject *object)
{
  VigieExchange *self = VIGIE_EXCHANGE (object);

  vigie_here_free (self->here);
  g_object_unref (self->pending);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  g_object_unref (self->secrets);
  g_ptr_array_unref (self->people);
  vigie_store_hub_free (self->hub);
  G_OBJECT_CLASS (vigie_exchange_parent_class)->finalize (object);
}

static void
vigie_exchange_class_init (VigieExchangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vigie_exchange_dispose;
  object_class->finalize = vigie_exchange_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_exchange_init (VigieExchange *self)
{
  self->cancellable = g_cancellable_new ();
  self->keeps_key = TRUE;
  self->people = g_ptr_array_new ();
  self->people_usec = self->live_usec = VIGIE_TIME_NONE;
  self->here = vigie_here_new (here_changed_cb, self);
}

/**
 * vigie_exchange_new:
 * @store: the store of the window; it need not be open yet
 * @secrets: where the key to the hub is kept; a reference is taken
 * @playbook: for what entries say; a reference is taken
 * @lang: the language they say it in
 *
 * Returns: (transfer full): an exchange that has not been started
 */
VigieExchange *
vigie_exchange_new (VigieStoreThread *store, VigieSecrets *secrets, VigiePlaybook *playbook, VigieLang lang)
{
  VigieExchange *self = g_object_new (VIGIE_TYPE_EXCHANGE, NULL);

  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->pending = vigie_pending_new (store, playbook, lang);

  return self;
}
