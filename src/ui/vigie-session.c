/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the whole window shares: who sits here, in which language, what time it is. What it knows of the
 * incidents stands in vigie-session-lists.c, what it records in vigie-session-record.c. Everything that
 * touches the disk goes through the store's thread; here are only its answers.
 *
 * There is one clock for the whole window. It ticks each second only while something on screen shows
 * seconds, and otherwise at the next moment at which the engine says that a state changes. */

#include "vigie-session-private.h"

/* How long after a sleep, or a clock that was set, nobody may know of it. */
#define SLOW_TICK_USEC (5 * VIGIE_SECOND_USEC)

enum { PROP_AUTHOR = 1, PROP_N_LATE, N_PROPS };
enum { TICK, INCIDENT_CHANGED, RECORD_FAILED, THRESHOLD, SETTLED, ASKED, UNDOABLE, UNDONE, DIRECTORY_CHANGED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieSession, vigie_session, G_TYPE_OBJECT)

/* ---- Ticks ---- */

void
vigie_session_refresh_item (VigieSession      *self,
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

      vigie_session_refresh_item (self, item);
    }
}

void
vigie_session_count_late (VigieSession *self)
{
  guint n_late = vigie_watch_list_all_late (self->watches);

  if (n_late == self->n_late)
    return;
  self->n_late = n_late;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_LATE]);
}

void
vigie_session_tick (VigieSession *self)
{
  vigie_watch_list_tick (self->watches);
  refresh_items (self, self->active);
  refresh_items (self, self->reviews);
  vigie_session_count_late (self);
  g_signal_emit (self, signals[TICK], 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  VigieSession *self = user_data;

  self->tick_id = 0;
  vigie_session_tick (self);
  vigie_session_schedule_tick (self);
  return G_SOURCE_REMOVE;
}

/* One shot each time, so that a change of state is never waited for longer than it takes to come. */
void
vigie_session_schedule_tick (VigieSession *self)
{
  gint64 now_usec = vigie_session_now_usec (self);
  gint64 next_usec = vigie_watch_list_next_change (self->watches);
  gint64 wait_usec = SLOW_TICK_USEC;

  /* On the full five seconds, so that the clock in the header turns with the minute. */
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
      vigie_session_schedule_tick (self);
    }
  else
    {
      g_hash_table_remove (self->wanting, who);
      g_object_weak_unref (who, wanting_gone_cb, self);
    }
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

void
vigie_session_emit_asked (VigieSession        *self,
                          VigieIncident       *incident,
                          const VigieHandover *handover)
{
  g_signal_emit (self, signals[ASKED], 0, incident, handover);
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
  if (vigie_sync_share_get_state (self->share) == VIGIE_SYNC_SHARE_STARTING)
    vigie_sync_share_stop (self->share); /* it would come back to this session */
  vigie_exchange_stop (self->exchange);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->wanting);
  while (g_hash_table_iter_next (&iter, &who, NULL))
    {
      g_object_weak_unref (who, wanting_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }
  vigie_session_forget_undos (self);
  /* A model holds the session, so none is left here; the table only borrows. */
  g_hash_table_remove_all (self->models);
  G_OBJECT_CLASS (vigie_session_parent_class)->dispose (object);
}

static void
vigie_session_finalize (GObject *object)
{
  VigieSession *self = VIGIE_SESSION (object);

  vigie_watch_list_free (self->watches);
  vigie_directory_unref (self->directory);
  g_clear_pointer (&self->favourites, g_hash_table_unref);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->models);
  g_hash_table_unref (self->wanting);
  g_ptr_array_unref (self->reload_tasks);
  g_object_unref (self->active);
  g_object_unref (self->reviews);
  g_object_unref (self->registry);
  g_object_unref (self->cancellable);
  g_clear_object (&self->share);
  g_clear_object (&self->exchange);
  g_clear_object (&self->secrets);
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
  signals[UNDOABLE] = g_signal_new ("undoable", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[UNDONE] = g_signal_new ("undone", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SETTLED] = g_signal_new ("settled", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[DIRECTORY_CHANGED] = g_signal_new ("directory-changed", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ASKED] = g_signal_new ("asked", VIGIE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
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
  self->document_lang = "auto";
  self->is_watching = TRUE;
  g_queue_init (&self->undos);
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
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  self->playbook = vigie_playbook_ref (playbook);
  self->directory = vigie_directory_fold (playbook, nothing);
  self->store = g_object_ref (store);
  self->secrets = vigie_secrets_new ();
  self->exchange = vigie_exchange_new (store, self->secrets, playbook, lang);
  self->share = vigie_session_make_share (self);
  self->zone = g_time_zone_ref (zone);
  self->lang = lang;
  self->author = g_strdup (author ? author : "");
  g_signal_connect_object (store, "changed", G_CALLBACK (vigie_session_store_changed), self, G_CONNECT_SWAPPED);
  vigie_session_schedule_tick (self);
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

VigieExchange *
vigie_session_get_exchange (VigieSession *self)
{
  return self->exchange;
}

VigieSecrets *
vigie_session_get_secrets (VigieSession *self)
{
  return self->secrets;
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

static void
set_author (VigieSession *self,
            const char   *author,
            gboolean      is_guess)
{
  if (g_strcmp0 (self->author, author) == 0 && self->author_is_guess == is_guess)
    return;
  self->author_is_guess = is_guess;
  g_free (self->author);
  self->author = g_strdup (author ? author : "");
  vigie_watch_list_sits_down (self->watches);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTHOR]);
}

void
vigie_session_set_author (VigieSession *self,
                          const char   *author)
{
  set_author (self, author, FALSE);
}

void
vigie_session_guess_author (VigieSession *self,
                            const char   *author)
{
  set_author (self, author, TRUE);
}

gboolean
vigie_session_author_is_guess (VigieSession *self)
{
  return self->author_is_guess;
}

/* ---- Preferences ---- */

VigieLang
vigie_session_get_document_lang (VigieSession *self)
{
  VigieLang lang;

  return vigie_lang_from_word (self->document_lang, &lang) ? lang : self->lang;
}

const char *
vigie_session_get_document_choice (VigieSession *self)
{
  return self->document_lang;
}

void
vigie_session_set_document_choice (VigieSession *self,
                                   const char   *choice)
{
  VigieLang lang;

  self->document_lang = vigie_lang_from_word (choice, &lang) ? vigie_lang_to_word (lang) : "auto";
}

gboolean
vigie_session_get_bell (VigieSession *self)
{
  return self->has_bell;
}

void
vigie_session_set_bell (VigieSession *self,
                        gboolean      has_bell)
{
  self->has_bell = has_bell;
}

guint
vigie_session_get_pressing (VigieSession           *self,
                            const char             *stream,
                            VigieIncident         **incident,
                            const VigieObligation **urgent)
{
  *incident = vigie_watch_list_get (self->watches, stream);
  return vigie_watch_list_pressing (self->watches, stream, urgent);
}

GPtrArray *
vigie_session_list_pressing (VigieSession *self,
                             const char   *stream)
{
  return vigie_watch_list_list_pressing (self->watches, stream);
}

/* ---- Time ---- */

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
  vigie_session_tick (self);
  vigie_session_schedule_tick (self);
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
