/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One open incident as the screens see it. A fold is immutable, so a new one simply takes the place of
 * the old; the rows of the timeline are matched by event id and kept, because a list view that gets new
 * objects loses its selection and jumps. Obligations are evaluated when a fold arrives and when the
 * engine said a state would change; a tick in between only lets labels redraw their words. */

#include "vigie-incident-model.h"

#include <string.h>

#include "vigie-list-patch.h"
#include "vigie-time.h"
#include "vigie-timeline-item-private.h"

/* Later than this after it was recorded, an entry of another desk did not come live. */
#define LATE_USEC (2 * VIGIE_MINUTE_USEC)

struct _VigieIncidentModel
{
  GObject parent_instance;

  VigieSession *session;
  VigieIncident *incident;
  GPtrArray *obligations;
  GPtrArray *duties;             /* NULL until somebody asks */
  VigieDirectory *duties_directory; /* they borrow from it */
  gint64 evaluated_usec;
  gint64 latest_usec;            /* the furthest that time had come, before it was set back */
  gint64 next_change_usec;
  GListStore *timeline;
  GHashTable *rows;              /* id → VigieTimelineItem */
  GPtrArray *came;               /* VigieTimelineItem: owned */
  gboolean is_open;              /* what is new from now on came in */
};

enum { CHANGED, TICK, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VigieIncidentModel, vigie_incident_model, G_TYPE_OBJECT)

static void
evaluate (VigieIncidentModel *self)
{
  gint64 now_usec = vigie_session_now_usec (self->session);

  g_clear_pointer (&self->obligations, g_ptr_array_unref);
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  self->obligations = vigie_obligations_evaluate (vigie_session_get_playbook (self->session), self->incident, now_usec);
  self->evaluated_usec = now_usec;
  self->latest_usec = MAX (self->latest_usec, now_usec);
  self->next_change_usec = vigie_obligations_next_change (self->obligations, now_usec);
}

static void
tick_cb (VigieIncidentModel *self)
{
  gint64 now_usec = vigie_session_now_usec (self->session);
  gboolean due = self->next_change_usec != VIGIE_TIME_NONE && now_usec >= self->next_change_usec;

  /* After a clock was set back, what happened in the meantime comes into force again as time catches up. */
  if (due || now_usec < self->evaluated_usec || self->evaluated_usec < self->latest_usec)
    evaluate (self);
  g_signal_emit (self, signals[TICK], 0);
}

/* Who is called next may be another one now. */
static void
directory_changed_cb (VigieIncidentModel *self)
{
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_signal_emit (self, signals[TICK], 0);
}

static void
vigie_incident_model_finalize (GObject *object)
{
  VigieIncidentModel *self = VIGIE_INCIDENT_MODEL (object);

  g_clear_pointer (&self->came, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->timeline);
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_clear_pointer (&self->duties_directory, vigie_directory_unref);
  g_clear_pointer (&self->obligations, g_ptr_array_unref);
  g_clear_pointer (&self->incident, vigie_incident_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (vigie_incident_model_parent_class)->finalize (object);
}

static void
vigie_incident_model_class_init (VigieIncidentModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_incident_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_INCIDENT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICK] = g_signal_new ("tick", VIGIE_TYPE_INCIDENT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_incident_model_init (VigieIncidentModel *self)
{
  self->timeline = g_list_store_new (VIGIE_TYPE_TIMELINE_ITEM);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->came = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
came_late (VigieIncidentModel *self,
           const VigieEvent   *event)
{
  VigieStoreThread *store = vigie_session_get_store (self->session);
  const char *own = store != NULL ? vigie_store_thread_get_device (store) : NULL;
  g_autofree char *device = NULL;

  if (!self->is_open || vigie_session_now_usec (self->session) - event->stamp_usec < LATE_USEC)
    return FALSE;
  device = vigie_hex (event->device, VIGIE_KEY_BYTES);
  return g_strcmp0 (own, device) != 0;
}

static VigieTimelineItem *
new_row (VigieIncidentModel *self,
         const VigieEntry   *entry)
{
  VigieTimelineItem *row = vigie_timeline_item_new (self->session, self->incident, entry);

  if (!came_late (self, entry->event))
    return row;
  vigie_timeline_item_set_came (row, vigie_session_now_usec (self->session));
  if (!vigie_timeline_item_is_followup (row))
    g_ptr_array_add (self->came, g_object_ref (row));
  return row;
}

/* The row of @id: the one there was, or a new one; moved from @rows to @next. */
static VigieTimelineItem *
take_row (VigieIncidentModel *self,
          GHashTable         *next,
          const VigieEntry   *entry)
{
  VigieTimelineItem *row = g_hash_table_lookup (self->rows, entry->event->id);

  if (row)
    {
      g_object_ref (row);
      vigie_timeline_item_set_entry (row, self->incident, entry);
    }
  else
    row = new_row (self, entry);
  g_hash_table_insert (next, (gpointer) vigie_timeline_item_get_id (row), row);
  return row;
}

static VigieTimelineItem *
take_day (VigieIncidentModel *self,
          GHashTable         *next,
          gint64              time_usec)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone (utc, vigie_session_get_zone (self->session)) : NULL;
  g_autofree char *id = local ? g_date_time_format (local, "day-%Y-%m-%d") : g_strdup ("day");
  VigieTimelineItem *row = g_hash_table_lookup (self->rows, id);

  if (row)
    g_object_ref (row);
  else
    row = vigie_timeline_item_new_day (self->session, id, time_usec);
  g_hash_table_insert (next, (gpointer) vigie_timeline_item_get_id (row), row);
  return row;
}

/* Whether @time_usec lies in the local day between the two, which are moved to its day if not; entries come in
 * order, so a night of thousands asks the calendar two or three times. */
static gboolean
in_day (GTimeZone *zone,
        gint64     time_usec,
        gint64    *from_usec,
        gint64    *until_usec)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autoptr(GDateTime) start = NULL;
  g_autoptr(GDateTime) end = NULL;

  if (time_usec >= *from_usec && time_usec < *until_usec)
    return TRUE;
  utc = g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC);
  local = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  start = local ? g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local), 0, 0, 0) : NULL;
  end = start ? g_date_time_add_days (start, 1) : NULL;
  *from_usec = start ? g_date_time_to_unix (start) * VIGIE_SECOND_USEC : time_usec;
  *until_usec = end ? g_date_time_to_unix (end) * VIGIE_SECOND_USEC : time_usec + 1;
  return FALSE;
}

static void
patch_timeline (VigieIncidentModel *self)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();
  GHashTable *next = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  GTimeZone *zone = vigie_session_get_zone (self->session);
  GPtrArray *entries = self->incident->entries;
  gint64 from_usec = 0, until_usec = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieEntry *entry = entries->pdata[i];

      if (!in_day (zone, entry->occurred_usec, &from_usec, &until_usec))
        g_ptr_array_add (wanted, take_day (self, next, entry->occurred_usec));
      g_ptr_array_add (wanted, take_row (self, next, entry));
    }
  vigie_list_patch (self->timeline, wanted);
  g_hash_table_unref (self->rows);
  self->rows = next;
}

/* Whether @entries are those of before with others behind them, and all of these in the day of the last one. */
static gboolean
only_grew (VigieIncidentModel *self,
           GPtrArray          *before,
           GPtrArray          *entries)
{
  GTimeZone *zone = vigie_session_get_zone (self->session);
  gint64 from_usec = 0, until_usec = 0;

  if (before->len == 0 || entries->len <= before->len || memcmp (before->pdata, entries->pdata, before->len * sizeof (gpointer)) != 0)
    return FALSE;
  in_day (zone, ((const VigieEntry *) before->pdata[before->len - 1])->occurred_usec, &from_usec, &until_usec);
  for (guint i = before->len; i < entries->len; i++)
    if (!in_day (zone, ((const VigieEntry *) entries->pdata[i])->occurred_usec, &from_usec, &until_usec))
      return FALSE;
  return TRUE;
}

/* A fold that stands on the one before has the same entries at the same places in memory: only the rows of
 * the new ones are made. */
static void
grow_timeline (VigieIncidentModel *self,
               guint               n_before)
{
  GPtrArray *entries = self->incident->entries;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    vigie_timeline_item_set_fold (row, self->incident);
  for (guint i = n_before; i < entries->len; i++)
    {
      VigieTimelineItem *item = new_row (self, entries->pdata[i]);

      g_hash_table_insert (self->rows, (gpointer) vigie_timeline_item_get_id (item), item);
      g_list_store_append (self->timeline, item);
    }
}

/**
 * vigie_incident_model_new:
 * @session: owned for as long as the model lives
 * @incident: a reference is taken
 *
 * Opens a fold for the screens. Use vigie_session_open_async() to have one per stream. Main thread.
 */
VigieIncidentModel *
vigie_incident_model_new (VigieSession  *session,
                          VigieIncident *incident)
{
  VigieIncidentModel *self = g_object_new (VIGIE_TYPE_INCIDENT_MODEL, NULL);

  self->session = g_object_ref (session);
  self->incident = vigie_incident_ref (incident);
  evaluate (self);
  patch_timeline (self);
  self->is_open = TRUE;
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  /* What waits for an answer depends on who sits here. */
  g_signal_connect_object (session, "notify::author", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "directory-changed", G_CALLBACK (directory_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* Puts a new fold of the same stream in place and tells it. */
void
vigie_incident_model_set_incident (VigieIncidentModel *self,
                                   VigieIncident      *incident)
{
  g_autoptr(VigieIncident) before = NULL;

  g_return_if_fail (g_strcmp0 (incident->stream, self->incident->stream) == 0);

  if (incident == self->incident)
    return;
  before = g_steal_pointer (&self->incident);
  self->incident = vigie_incident_ref (incident);
  evaluate (self);
  if (only_grew (self, before->entries, incident->entries))
    grow_timeline (self, before->entries->len);
  else
    patch_timeline (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

GPtrArray *
vigie_incident_model_get_came (VigieIncidentModel *self)
{
  return self->came;
}

void
vigie_incident_model_forget_came (VigieIncidentModel *self)
{
  g_ptr_array_set_size (self->came, 0);
}

VigieSession *
vigie_incident_model_get_session (VigieIncidentModel *self)
{
  return self->session;
}

VigieIncident *
vigie_incident_model_get_incident (VigieIncidentModel *self)
{
  return self->incident;
}

const char *
vigie_incident_model_get_stream (VigieIncidentModel *self)
{
  return self->incident->stream;
}

GPtrArray *
vigie_incident_model_get_obligations (VigieIncidentModel *self)
{
  return self->obligations;
}

GPtrArray *
vigie_incident_model_get_duties (VigieIncidentModel *self)
{
  if (!self->duties)
    {
      g_clear_pointer (&self->duties_directory, vigie_directory_unref);
      self->duties_directory = vigie_directory_ref (vigie_session_get_directory (self->session));
      self->duties = vigie_duties_evaluate (vigie_session_get_playbook (self->session), self->duties_directory, self->incident, self->evaluated_usec);
    }
  return self->duties;
}

const VigieObligation *
vigie_incident_model_get_urgent (VigieIncidentModel *self,
                                 guint               index)
{
  guint n = 0;

  /* The engine's order is: overdue, by due time, due unknown. */
  for (guint i = 0; i < self->obligations->len; i++)
    {
      const VigieObligation *obligation = self->obligations->pdata[i];

      if (obligation->history || !vigie_obligation_is_running (obligation))
        continue;
      if (n++ == index)
        return obligation;
    }
  return NULL;
}

GListModel *
vigie_incident_model_get_timeline (VigieIncidentModel *self)
{
  return G_LIST_MODEL (self->timeline);
}
