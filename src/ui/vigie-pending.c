/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list is read as a whole, at most once at a time; what changes meanwhile only asks for one more reading. */

#include "vigie-pending.h"

struct _VigiePending
{
  GObject parent_instance;

  VigieStoreThread *store;
  VigiePlaybook *playbook;
  VigieLang lang;
  VigieSyncStatus status;        /* that was followed last */
  GPtrArray *list;
  GHashTable *by_id;             /* id → VigieSyncPending, both of the list */
  GCancellable *cancellable;
  gboolean is_reading;
  gboolean read_again;
  gboolean is_held;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigiePending, vigie_pending, G_TYPE_OBJECT)

static void read_list (VigiePending *self);

static gboolean
tells (const VigieSyncStatus *status, const VigieSyncPending *pending)
{
  return pending->parked || (status->state != VIGIE_SYNC_LIVE && status->state != VIGIE_SYNC_CATCHING_UP
                             && status->state != VIGIE_SYNC_NOT_JOINED);
}

/* @list: consumed. */
static void
take_list (VigiePending *self, GPtrArray *list)
{
  gboolean had = self->list->len > 0;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_unref (self->list);
  self->list = list;
  for (guint i = list->len; i > 0; i--)
    {
      VigieSyncPending *pending = list->pdata[i - 1];

      if (!self->is_held && !tells (&self->status, pending))
        g_ptr_array_remove_index (list, i - 1);
      else
        g_hash_table_insert (self->by_id, pending->id, pending);
    }
  if (had || list->len > 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigiePending) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *list = vigie_sync_pending_finish (VIGIE_STORE_THREAD (object), result, &error);

  self->is_reading = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&list, g_ptr_array_unref);
      return;
    }
  if (list != NULL && !self->is_held)
    take_list (self, list);
  else
    g_clear_pointer (&list, g_ptr_array_unref);
  if (self->read_again)
    read_list (self);
}

static void
read_list (VigiePending *self)
{
  self->read_again = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  vigie_sync_pending_async (self->store, self->playbook, self->lang, self->cancellable, read_cb, g_object_ref (self));
}

void
vigie_pending_follow (VigiePending *self, const VigieSyncStatus *status)
{
  VigieSyncStatus before = self->status;

  g_return_if_fail (VIGIE_IS_PENDING (self));

  self->status = *status;
  if (self->is_held || (before.state == status->state && before.n_waiting == status->n_waiting && before.n_parked == status->n_parked))
    return;
  if (status->n_parked > 0 || (status->n_waiting > 0 && status->state != VIGIE_SYNC_LIVE && status->state != VIGIE_SYNC_CATCHING_UP))
    read_list (self);
  else if (self->is_reading)
    self->read_again = TRUE;
  else
    take_list (self, g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_sync_pending_free));
}

const VigieSyncPending *
vigie_pending_find (VigiePending *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

GPtrArray *
vigie_pending_list (VigiePending *self)
{
  return self->list;
}

void
vigie_pending_hold (VigiePending *self, GPtrArray *pending)
{
  self->is_held = TRUE;
  take_list (self, g_ptr_array_ref (pending));
}

/* ---- Object ---- */

static void
vigie_pending_dispose (GObject *object)
{
  g_cancellable_cancel (VIGIE_PENDING (object)->cancellable);
  G_OBJECT_CLASS (vigie_pending_parent_class)->dispose (object);
}

static void
vigie_pending_finalize (GObject *object)
{
  VigiePending *self = VIGIE_PENDING (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  vigie_playbook_unref (self->playbook);
  G_OBJECT_CLASS (vigie_pending_parent_class)->finalize (object);
}

static void
vigie_pending_class_init (VigiePendingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_pending_dispose;
  G_OBJECT_CLASS (klass)->finalize = vigie_pending_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_pending_init (VigiePending *self)
{
  self->cancellable = g_cancellable_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_sync_pending_free);
}

/**
 * vigie_pending_new:
 * @store: the store of the window
 * @playbook: for what entries say; a reference is taken
 * @lang: the language they say it in
 *
 * Returns: (transfer full): a list of nothing
 */
VigiePending *
vigie_pending_new (VigieStoreThread *store, VigiePlaybook *playbook, VigieLang lang)
{
  VigiePending *self = g_object_new (VIGIE_TYPE_PENDING, NULL);

  self->store = g_object_ref (store);
  self->playbook = vigie_playbook_ref (playbook);
  self->lang = lang;

  return self;
}
