/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the whole window shares. Everything that touches the disk goes through the store's thread; here
 * are only its answers. The store says "changed" for every stream that got events, whoever wrote them
 * (this window, vigiectl, later another seat), and that is the one way anything on screen gets newer:
 * an act records and waits for that signal like everybody else.
 *
 * Lists are read again as a whole, at most once at a time: while a read is under way further changes
 * only ask for one more. */

#include "vigie-session-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-list-patch.h"

#define SLOW_TICK_USEC (15 * VIGIE_SECOND_USEC)
/* Resolved incidents whose clocks are watched; older ones wait in the registry. */
#define MAX_REVIEWS 30

struct _VigieSession
{
  GObject parent_instance;

  VigiePlaybook *playbook;
  VigieStoreThread *store;
  GTimeZone *zone;
  VigieLang lang;
  char *author;
  gint64 held_now_usec;
  guint n_late;

  GListStore *active;
  GListStore *reviews;
  GListStore *registry;
  GHashTable *items;             /* stream → VigieIncidentItem */
  GHashTable *models;            /* stream → VigieIncidentModel, not owned */
  VigieWatchList *watches;

  GHashTable *wanting;           /* GObject that shows seconds, not owned */
  guint tick_id;

  GCancellable *cancellable;
  GPtrArray *reload_tasks;       /* GTask waiting for the read under way */
  gboolean is_reloading;
  gboolean reload_again;
};

enum { PROP_AUTHOR = 1, PROP_N_LATE, N_PROPS };
enum { TICK, INCIDENT_CHANGED, RECORD_FAILED, THRESHOLD, SETTLED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieSession, vigie_session, G_TYPE_OBJECT)

static void start_reload (VigieSession *self);
static void load_incident (VigieSession *self, const char *stream);
static void schedule_tick (VigieSession *self);

/* ---- Ticks ---- */

static void
refresh_item (VigieSession      *self,
              VigieIncidentItem *item)
{
  const char *stream = vigie_incident_item_get_row (item)->stream;

  vigie_incident_item_refresh (item, vigie_watch_list_late (self->watches, stream), vigie_watch_list_next_due (self->watches, stream));
}

static void
refresh_items (VigieSession *self,
               GListStore   *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      refresh_item (self, item);
    }
}

static void
count_late (VigieSession *self)
{
  guint n_late = vigie_watch_list_all_late (self->watches);

  if (n_late == self->n_late)
    return;
  self->n_late = n_late;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_LATE]);
}

static void
tick (VigieSession *self)
{
  vigie_watch_list_tick (self->watches);
  refresh_items (self, self->active);
  refresh_items (self, self->reviews);
  count_late (self);
  g_signal_emit (self, signals[TICK], 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  VigieSession *self = user_data;

  self->tick_id = 0;
  tick (self);
  schedule_tick (self);
  return G_SOURCE_REMOVE;
}

/* One shot each time, so that a change of state is never waited for longer than it takes to come. */
static void
schedule_tick (VigieSession *self)
{
  gint64 now_usec = vigie_session_now_usec (self);
  gint64 next_usec = vigie_watch_list_next_change (self->watches);
  gint64 wait_usec = SLOW_TICK_USEC;

  /* On the quarter of a minute, so that the clock in the header turns with the minute. */
  wait_usec -= now_usec % SLOW_TICK_USEC;
  if (g_hash_table_size (self->wanting) > 0)
    wait_usec = VIGIE_SECOND_USEC - now_usec % VIGIE_SECOND_USEC;
  if (next_usec != VIGIE_TIME_NONE && next_usec - now_usec < wait_usec)
    wait_usec = next_usec - now_usec;
  wait_usec = CLAMP (wait_usec, VIGIE_SECOND_USEC / 20, SLOW_TICK_USEC);

  if (self->tick_id)
    g_source_remove (self->tick_id);
  self->tick_id = g_timeout_add (wait_usec / 1000 + 1, tick_cb, self);
}

static void
wanting_gone_cb (gpointer  data,
                 GObject  *where_it_was)
{
  VigieSession *self = data;

  g_hash_table_remove (self->wanting, where_it_was);
}

/**
 * vigie_session_set_wants_seconds:
 * @who: what shows seconds; need not tell when it goes away
 *
 * Asks for a "tick" each second for as long as @who wants it. Main thread.
 */
void
vigie_session_set_wants_seconds (VigieSession *self,
                                 GObject      *who,
                                 gboolean      wants)
{
  g_return_if_fail (VIGIE_IS_SESSION (self));
  g_return_if_fail (G_IS_OBJECT (who));

  if (!!wants == g_hash_table_contains (self->wanting, who))
    return;
  if (wants)
    {
      g_hash_table_add (self->wanting, who);
      g_object_weak_ref (who, wanting_gone_cb, self);
      schedule_tick (self);
    }
  else
    {
      g_hash_table_remove (self->wanting, who);
      g_object_weak_unref (who, wanting_gone_cb, self);
    }
}

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
      watch_list (self, self->active);
      watch_list (self, self->reviews);
      tick (self);
    }
  if (self->reload_again)
    {
      start_reload (self);
      return;
    }
  finish_reload (self, error);
  schedule_tick (self);
}

static void
start_reload (VigieSession *self)
{
  VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE, .before_usec = VIGIE_TIME_NONE };

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
  ask_reload (self);
}

gboolean
vigie_session_reload_finish (VigieSession  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
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
    refresh_item (self, item);
  count_late (self);
  schedule_tick (self);
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

static void
load_incident (VigieSession *self,
               const char   *stream)
{
  vigie_store_thread_incident_async (self->store, stream, self->cancellable, incident_cb, g_object_ref (self));
}

static void
store_changed_cb (VigieSession *self,
                  const char   *stream)
{
  ask_reload (self);
  if (vigie_watch_list_has (self->watches, stream) || g_hash_table_contains (self->models, stream))
    load_incident (self, stream);
  g_signal_emit (self, signals[INCIDENT_CHANGED], 0, stream);
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

/* ---- Recording ---- */

static char *
failure_words (const GError *error)
{
  if (g_error_matches (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL))
    return g_strdup (_("Not recorded: the disk is full."));
  if (error->domain == VIGIE_STORE_ERROR)
    return g_strdup_printf (_("Not recorded: %s"), error->message);
  return g_strdup (error->message);
}

static void
say_failure (VigieSession *self,
             const GError *error)
{
  g_autofree char *words = failure_words (error);

  g_signal_emit (self, signals[RECORD_FAILED], 0, words);
}

static void
record_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VigieSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  GPtrArray *events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (events)
    {
      g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failure (self, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * vigie_session_record_async:
 * @drafts: (transfer full): VigieDraft
 *
 * Records in one durable transaction. A refusal is told in the window by "record-failed" and given to the caller too,
 * who keeps what was typed. Main thread.
 */
void
vigie_session_record_async (VigieSession        *self,
                            GPtrArray           *drafts,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (drafts != NULL);

  g_task_set_source_tag (task, vigie_session_record_async);
  vigie_store_thread_record_async (self->store, drafts, cancellable, record_cb, g_steal_pointer (&task));
  g_ptr_array_unref (drafts);
}

/* GPtrArray of VigieEvent, owned; NULL with @error. */
GPtrArray *
vigie_session_record_finish (VigieSession  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vigie_session_do (VigieSession *self,
                  GPtrArray    *drafts,
                  GError       *error)
{
  if (drafts)
    vigie_session_record_async (self, drafts, NULL, NULL, NULL);
  else if (error)
    say_failure (self, error);
  g_clear_error (&error);
}

/* ---- Object ---- */

void
vigie_session_emit_threshold (VigieSession          *self,
                              VigieIncident         *incident,
                              const VigieObligation *obligation)
{
  g_signal_emit (self, signals[THRESHOLD], 0, incident, obligation);
}

void
vigie_session_emit_settled (VigieSession *self,
                            const char   *stream,
                            const char   *key)
{
  g_signal_emit (self, signals[SETTLED], 0, stream, key);
}

static void
vigie_session_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  VigieSession *self = VIGIE_SESSION (object);

  if (id == PROP_AUTHOR)
    g_value_set_string (value, self->author);
  else
    g_value_set_uint (value, self->n_late);
}

static void
vigie_session_dispose (GObject *object)
{
  VigieSession *self = VIGIE_SESSION (object);
  GHashTableIter iter;
  gpointer who;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->wanting);
  while (g_hash_table_iter_next (&iter, &who, NULL))
    {
      g_object_weak_unref (who, wanting_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }
  /* A model holds the session, so none is left here; the table only borrows. */
  g_hash_table_remove_all (self->models);
  G_OBJECT_CLASS (vigie_session_parent_class)->dispose (object);
}

static void
vigie_session_finalize (GObject *object)
{
  VigieSession *self = VIGIE_SESSION (object);

  vigie_watch_list_free (self->watches);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->models);
  g_hash_table_unref (self->wanting);
  g_ptr_array_unref (self->reload_tasks);
  g_object_unref (self->active);
  g_object_unref (self->reviews);
  g_object_unref (self->registry);
  g_object_unref (self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->playbook, vigie_playbook_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->author);
  G_OBJECT_CLASS (vigie_session_parent_class)->finalize (object);
}

static void
vigie_session_class_init (VigieSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vigie_session_get_property;
  object_class->dispose = vigie_session_dispose;
  object_class->finalize = vigie_session_finalize;

  props[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_N_LATE] = g_param_spec_uint ("n-late", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TICK] = g_signal_new ("tick", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[INCIDENT_CHANGED] = g_signal_new ("incident-changed", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_FAILED] = g_signal_new ("record-failed", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[THRESHOLD] = g_signal_new ("threshold", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SETTLED] = g_signal_new ("settled", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
vigie_session_init (VigieSession *self)
{
  self->held_now_usec = VIGIE_TIME_NONE;
  self->active = g_list_store_new (VIGIE_TYPE_INCIDENT_ITEM);
  self->reviews = g_list_store_new (VIGIE_TYPE_INCIDENT_ITEM);
  self->registry = g_list_store_new (VIGIE_TYPE_INCIDENT_ITEM);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wanting = g_hash_table_new (NULL, NULL);
  self->reload_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->watches = vigie_watch_list_new (self);
}

/**
 * vigie_session_new:
 * @playbook: a reference is taken
 * @store: open; a reference is taken
 * @zone: the zone all times are said in
 * @lang: the language of the windows
 * @author: who sits here
 *
 * Makes what the windows share. Call vigie_session_reload_async() next. Main thread.
 */
VigieSession *
vigie_session_new (VigiePlaybook    *playbook,
                   VigieStoreThread *store,
                   GTimeZone        *zone,
                   VigieLang         lang,
                   const char       *author)
{
  VigieSession *self = g_object_new (VIGIE_TYPE_SESSION, NULL);

  self->playbook = vigie_playbook_ref (playbook);
  self->store = g_object_ref (store);
  self->zone = g_time_zone_ref (zone);
  self->lang = lang;
  self->author = g_strdup (author ? author : "");
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  schedule_tick (self);
  return self;
}

VigiePlaybook *
vigie_session_get_playbook (VigieSession *self)
{
  return self->playbook;
}

VigieStoreThread *
vigie_session_get_store (VigieSession *self)
{
  return self->store;
}

GTimeZone *
vigie_session_get_zone (VigieSession *self)
{
  return self->zone;
}

VigieLang
vigie_session_get_lang (VigieSession *self)
{
  return self->lang;
}

const char *
vigie_session_get_author (VigieSession *self)
{
  return self->author;
}

void
vigie_session_set_author (VigieSession *self,
                          const char   *author)
{
  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author ? author : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTHOR]);
}

gint64
vigie_session_now_usec (VigieSession *self)
{
  return self->held_now_usec != VIGIE_TIME_NONE ? self->held_now_usec : g_get_real_time ();
}

void
vigie_session_set_now (VigieSession *self,
                       gint64        now_usec)
{
  self->held_now_usec = now_usec;
  tick (self);
  schedule_tick (self);
}

GListModel *
vigie_session_get_active (VigieSession *self)
{
  return G_LIST_MODEL (self->active);
}

GListModel *
vigie_session_get_reviews (VigieSession *self)
{
  return G_LIST_MODEL (self->reviews);
}

GListModel *
vigie_session_get_registry (VigieSession *self)
{
  return G_LIST_MODEL (self->registry);
}
