/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the session knows of the incidents: the lists, the open models, the watched folds.
 *
 * The store says "changed" for every stream that got events, whoever wrote them (this window, vigiectl,
 * later another seat), and that is the one way anything on screen gets newer: an act records and waits
 * for that signal like everybody else. Lists are read again as a whole, at most once at a time: while a
 * read is under way further changes only ask for one more.
 *
 * As a whole, but not of everything: of a record of ten thousand incidents the newest few hundred are read,
 * with every older one that is not closed; all of them only while somebody looks at the registry. */

#include "vigie-session-private.h"

#include "vigie-id.h"
#include "vigie-list-patch.h"

/* Resolved incidents whose clocks are watched; older ones wait in the registry. */
#define MAX_REVIEWS 30
/* Incidents of the registry when nobody looks at it. */
#define MAX_HEAD 200

static void start_reload (VigieSession *self);
static void load_incident (VigieSession *self, const char *stream);

/* ---- Lists ---- */

static VigieIncidentItem *
item_of_row (VigieSession           *self,
             const VigieIncidentRow *row)
{
  VigieIncidentItem *item = g_hash_table_lookup (self->items, row->stream);

  if (item)
    {
      vigie_incident_item_set_row (item, row);
      return item;
    }
  item = vigie_incident_item_new (self, row);
  g_hash_table_insert (self->items, g_strdup (row->stream), item);
  return item;
}

static void
forget_removed (VigieSession *self,
                GHashTable   *present)
{
  GHashTableIter iter;
  gpointer stream;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &stream, NULL))
    if (!g_hash_table_contains (present, stream))
      g_hash_table_iter_remove (&iter);
}

/* Most severe first; of two alike the one detected last, as they come. */
static void
insert_by_level (GPtrArray         *items,
                 VigieIncidentItem *item)
{
  VigieLevel level = vigie_incident_item_get_row (item)->level;
  guint place = 0;

  while (place < items->len && vigie_incident_item_get_row (items->pdata[place])->level <= level)
    place++;
  g_ptr_array_insert (items, place, item);
}

static void
take_rows (VigieSession *self,
           GPtrArray    *rows)
{
  g_autoptr(GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) watched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();
  g_autoptr(GPtrArray) active = g_ptr_array_new ();
  g_autoptr(GPtrArray) reviews = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const VigieIncidentRow *row = rows->pdata[i];
      VigieIncidentItem *item = item_of_row (self, row);

      g_hash_table_add (present, row->stream);
      g_ptr_array_add (all, item);
      if (row->active)
        insert_by_level (active, item);
      else if (row->stage == VIGIE_STAGE_RESOLVED && reviews->len < MAX_REVIEWS)
        g_ptr_array_add (reviews, item);
      else
        continue;
      g_hash_table_add (watched, row->stream);
    }
  vigie_list_patch (self->registry, all);
  vigie_list_patch (self->active, active);
  vigie_list_patch (self->reviews, reviews);
  vigie_watch_list_retain (self->watches, watched);
  forget_removed (self, present);
}

static void
watch_list (VigieSession *self,
            GListStore   *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *stream = vigie_incident_item_get_row (item)->stream;

      if (!vigie_watch_list_has (self->watches, stream))
        load_incident (self, stream);
    }
}

static void
watch_lists (VigieSession *self)
{
  if (!self->is_watching)
    return;
  watch_list (self, self->active);
  watch_list (self, self->reviews);
}

static void
finish_reload (VigieSession *self,
               const GError *error)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->reload_tasks);

  self->reload_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_reloading = FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      if (error)
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (tasks->pdata[i], TRUE);
    }
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VigieSession) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = vigie_store_thread_list_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      finish_reload (self, error);
      return;
    }
  if (rows)
    {
      take_rows (self, rows);
      watch_lists (self);
      vigie_session_tick (self);
    }
  if (self->reload_again)
    {
      start_reload (self);
      return;
    }
  finish_reload (self, error);
  vigie_session_schedule_tick (self);
}

static void
start_reload (VigieSession *self)
{
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };

  if (self->n_wanting_all == 0)
    {
      filter.limit = MAX_HEAD;
      filter.and_open = TRUE;
    }
  self->is_reloading = TRUE;
  self->reload_again = FALSE;
  vigie_store_thread_list_async (self->store, &filter, self->cancellable, list_cb, g_object_ref (self));
}

static void
ask_reload (VigieSession *self)
{
  if (self->is_reloading)
    self->reload_again = TRUE;
  else
    start_reload (self);
}

/**
 * vigie_session_reload_async:
 *
 * Reads the lists of incidents again; @callback runs when they are in place.
 */
void
vigie_session_reload_async (VigieSession        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vigie_session_reload_async);
  g_ptr_array_add (self->reload_tasks, g_steal_pointer (&task));
  vigie_session_read_directory (self); /* the store answers in order: it is there before the lists are */
  ask_reload (self);
}

gboolean
vigie_session_reload_finish (VigieSession  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * vigie_session_want_all:
 * @wants: whether the registry is looked at; each %TRUE is taken back by one %FALSE
 *
 * Without anybody who wants all, the registry holds the newest incidents and the older open ones. What was
 * read for somebody stays until something changes, so that who comes back at once finds the same place.
 */
void
vigie_session_want_all (VigieSession *self,
                        gboolean      wants)
{
  g_return_if_fail (VIGIE_IS_SESSION (self));
  g_return_if_fail (wants || self->n_wanting_all > 0);

  self->n_wanting_all += wants ? 1 : -1;
  if (wants && self->n_wanting_all == 1)
    ask_reload (self);
}

/**
 * vigie_session_set_watching:
 * @is_watching: %TRUE from the beginning
 *
 * While it is not watching, the session reads lists but no incident by itself, so that a window that starts
 * is not held up. No clock calls meanwhile.
 */
void
vigie_session_set_watching (VigieSession *self,
                            gboolean      is_watching)
{
  g_return_if_fail (VIGIE_IS_SESSION (self));

  if (self->is_watching == is_watching)
    return;
  self->is_watching = is_watching;
  watch_lists (self);
}

/* ---- Incidents ---- */

/* A new fold: for the clocks, and for the model when it is open. */
static void
take_incident (VigieSession  *self,
               VigieIncident *incident)
{
  VigieIncidentItem *item = g_hash_table_lookup (self->items, incident->stream);
  VigieIncidentModel *model = g_hash_table_lookup (self->models, incident->stream);

  if (model)
    vigie_incident_model_set_incident (model, incident);
  if (incident->stage != VIGIE_STAGE_CLOSED)
    vigie_watch_list_put (self->watches, incident->stream, incident);
  if (item)
    vigie_session_refresh_item (self, item);
  vigie_session_count_late (self);
  vigie_session_schedule_tick (self);
}

static void
incident_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VigieSession) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_thread_incident_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (incident)
    take_incident (self, incident);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("An incident could not be read: %s", error->message);
}

typedef struct
{
  VigieSession *session;
  char *stream;
} Loading;

static void
announced_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Loading *loading = user_data;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);

  vigie_watch_list_restore (loading->session->watches, loading->stream, text);
  g_object_unref (loading->session);
  g_free (loading->stream);
  g_free (loading);
}

/* The store answers in the order it was asked, so what was announced of an incident is known before its
 * fold arrives. */
static void
load_incident (VigieSession *self,
               const char   *stream)
{
  if (!vigie_watch_list_has (self->watches, stream))
    {
      g_autofree char *place = vigie_watch_list_place (stream);
      Loading *loading = g_new0 (Loading, 1);

      loading->session = g_object_ref (self);
      loading->stream = g_strdup (stream);
      vigie_store_thread_kept_text_async (self->store, place, self->cancellable, announced_cb, loading);
    }
  vigie_store_thread_incident_async (self->store, stream, self->cancellable, incident_cb, g_object_ref (self));
}

/* Events were added to @stream, or it was removed, by whatever hand. */
void
vigie_session_store_changed (VigieSession *self,
                             const char   *stream)
{
  if (g_str_equal (stream, VIGIE_STREAM_DIRECTORY))
    {
      vigie_session_read_directory (self);
      return;
    }
  /* The incident first: somebody waits for what was typed, nobody for the list. */
  if (vigie_watch_list_has (self->watches, stream) || g_hash_table_contains (self->models, stream))
    load_incident (self, stream);
  ask_reload (self);
  g_signal_emit_by_name (self, "incident-changed", stream);
}

static void
model_gone_cb (gpointer  data,
               GObject  *where_it_was)
{
  VigieSession *self = data;
  GHashTableIter iter;
  gpointer model;

  g_hash_table_iter_init (&iter, self->models);
  while (g_hash_table_iter_next (&iter, NULL, &model))
    if (model == where_it_was)
      g_hash_table_iter_remove (&iter);
}

static VigieIncidentModel *
model_of (VigieSession  *self,
          VigieIncident *incident)
{
  VigieIncidentModel *model = g_hash_table_lookup (self->models, incident->stream);

  if (model)
    {
      vigie_incident_model_set_incident (model, incident);
      return g_object_ref (model);
    }
  model = vigie_incident_model_new (self, incident);
  g_hash_table_insert (self->models, g_strdup (incident->stream), model);
  g_object_weak_ref (G_OBJECT (model), model_gone_cb, self);
  return model;
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_thread_incident_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (incident)
    g_task_return_pointer (task, model_of (g_task_get_source_object (task), incident), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * vigie_session_open_async:
 * @stream: of an incident
 *
 * Opens an incident; the same model for the same stream as long as somebody holds it.
 */
void
vigie_session_open_async (VigieSession        *self,
                          const char          *stream,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  VigieIncidentModel *model = g_hash_table_lookup (self->models, stream);

  g_task_set_source_tag (task, vigie_session_open_async);
  if (model)
    g_task_return_pointer (task, g_object_ref (model), g_object_unref);
  else
    vigie_store_thread_incident_async (self->store, stream, cancellable, open_cb, g_steal_pointer (&task));
}

VigieIncidentModel *
vigie_session_open_finish (VigieSession  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

VigieIncident *
vigie_session_fold_of (VigieSession *self,
                       const char   *stream)
{
  VigieIncidentModel *model = g_hash_table_lookup (self->models, stream);

  return model ? vigie_incident_model_get_incident (model) : vigie_watch_list_get (self->watches, stream);
}
