/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two searches run as one types. What stands in the row (title, reference, type, commander) is compared
 * here at once; the full text of what was noted is asked of the store, and its answer adds incidents a
 * moment later, with the words that were found. A slower answer to older words is cancelled, so what is
 * shown always belongs to what stands in the field. */

#include "vigie-registry-filter.h"

#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-figures.h"
#include "vigie-text.h"

#define MAX_HITS 500

/* What only the figures know of an incident. */
typedef struct
{
  gboolean has_actions, recurs;
  GPtrArray *causes; /* char * */
} Known;

struct _VigieRegistryFilter
{
  GtkFilter parent_instance;

  VigieSession *session; /* owned */
  VigieRegistryQuery *query;
  gint64 start_usec; /* of the query's period; NONE: always */
  GHashTable *known; /* stream → Known, owned */
  GHashTable *only; /* streams, owned; NULL: any */
  GHashTable *excerpts; /* stream → words found in it */
  GStrv words; /* folded; NULL: nothing is searched */
  GCancellable *searching;
};

G_DEFINE_FINAL_TYPE (VigieRegistryFilter, vigie_registry_filter, GTK_TYPE_FILTER)

static void
known_free (gpointer data)
{
  Known *known = data;

  g_ptr_array_unref (known->causes);
  g_free (known);
}

static gboolean
matches_words (VigieRegistryFilter *self, VigieIncidentItem *item)
{
  const char *folded;

  if (self->words == NULL
      || g_hash_table_contains (self->excerpts, vigie_incident_item_get_row (item)->stream))
    return TRUE;
  folded = vigie_incident_item_get_folded (item);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gint64
period_start_usec (VigieRegistryFilter *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (vigie_session_now_usec (self->session)
                                                             / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) start = self->query->months > 0 && now != NULL
                                    ? g_date_time_add_months (now, -(int) self->query->months)
                                    : NULL;

  return start != NULL ? g_date_time_to_unix (start) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

static gboolean
matches_figures (VigieRegistryFilter *self, const char *stream)
{
  const VigieRegistryQuery *query = self->query;
  const Known *known;

  if (query->show < VIGIE_REGISTRY_WITH_ACTIONS && query->cause == NULL)
    return TRUE;
  known = g_hash_table_lookup (self->known, stream);
  if (known == NULL || (query->show == VIGIE_REGISTRY_WITH_ACTIONS && !known->has_actions)
      || (query->show == VIGIE_REGISTRY_RECURRING && !known->recurs))
    return FALSE;

  return query->cause == NULL
         || g_ptr_array_find_with_equal_func (known->causes, query->cause, vigie_cause_term_equal, NULL);
}

static gboolean
vigie_registry_filter_match (GtkFilter *filter, gpointer item)
{
  VigieRegistryFilter *self = VIGIE_REGISTRY_FILTER (filter);
  const VigieIncidentRow *row = vigie_incident_item_get_row (VIGIE_INCIDENT_ITEM (item));
  const VigieRegistryQuery *query = self->query;

  if (self->only != NULL && !g_hash_table_contains (self->only, row->stream))
    return FALSE;
  if (query->level != VIGIE_LEVEL_NONE && row->level != query->level)
    return FALSE;
  if ((query->show == VIGIE_REGISTRY_ACTIVE && !row->active)
      || (query->show == VIGIE_REGISTRY_PAST && row->active))
    return FALSE;
  if (query->type != NULL && g_strcmp0 (row->type, query->type) != 0)
    return FALSE;
  if (!matches_figures (self, row->stream))
    return FALSE;
  /* An incident that runs is never too old to be seen. */
  if (self->start_usec != VIGIE_TIME_NONE && !row->active && row->detected_usec != VIGIE_TIME_NONE
      && row->detected_usec < self->start_usec)
    return FALSE;

  return matches_words (self, item);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieRegistryFilter) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = vigie_store_thread_search_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (hits == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The full text could not be searched: %s", error->message);
      return;
    }
  for (guint i = 0; i < hits->len; i++)
    {
      const VigieSearchHit *hit = hits->pdata[i];

      /* Newest first: the first of an incident is the one to show. */
      if (!g_hash_table_contains (self->excerpts, hit->stream))
        g_hash_table_insert (self->excerpts, g_strdup (hit->stream), g_strdup (hit->excerpt));
    }
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static GStrv
folded_words (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* ---- Object ---- */

static void
vigie_registry_filter_finalize (GObject *object)
{
  VigieRegistryFilter *self = VIGIE_REGISTRY_FILTER (object);

  vigie_registry_filter_stop (self);
  g_clear_object (&self->session);
  g_hash_table_unref (self->excerpts);
  g_clear_pointer (&self->only, g_hash_table_unref);
  g_hash_table_unref (self->known);
  vigie_registry_query_free (self->query);
  g_strfreev (self->words);
  G_OBJECT_CLASS (vigie_registry_filter_parent_class)->finalize (object);
}

static void
vigie_registry_filter_class_init (VigieRegistryFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_registry_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = vigie_registry_filter_match;
}

static void
vigie_registry_filter_init (VigieRegistryFilter *self)
{
  self->query = vigie_registry_query_new ();
  self->start_usec = VIGIE_TIME_NONE;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->excerpts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * vigie_registry_filter_new:
 * @session: whose clock and store are asked; kept
 *
 * Returns: (transfer full): a filter that all pass
 */
VigieRegistryFilter *
vigie_registry_filter_new (VigieSession *session)
{
  VigieRegistryFilter *self = g_object_new (VIGIE_TYPE_REGISTRY_FILTER, NULL);

  self->session = g_object_ref (session);

  return self;
}

static gboolean
has_open_action (const VigieFigures *figures)
{
  for (guint i = 0; i < figures->actions->len; i++)
    if (!vigie_action_is_settled (((const VigieActionFigure *) figures->actions->pdata[i])->status))
      return TRUE;

  return FALSE;
}

static Known *
known_new (const VigieFigures *figures)
{
  Known *known = g_new0 (Known, 1);

  known->has_actions = has_open_action (figures);
  known->recurs = figures->recurs;
  known->causes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < figures->causes->len; i++)
    g_ptr_array_add (known->causes, g_strdup (figures->causes->pdata[i]));

  return known;
}

void
vigie_registry_filter_set_figures (VigieRegistryFilter *self, GPtrArray *all)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self) && all != NULL);

  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      /* Most have none of it, and are not kept. */
      if (figures->recurs || figures->causes->len > 0 || has_open_action (figures))
        g_hash_table_insert (self->known, g_strdup (figures->stream), known_new (figures));
    }
  if (self->query->show >= VIGIE_REGISTRY_WITH_ACTIONS || self->query->cause != NULL)
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
begin_search (VigieRegistryFilter *self)
{
  vigie_registry_filter_stop (self);
  g_clear_pointer (&self->words, g_strfreev);
  g_hash_table_remove_all (self->excerpts);
  self->words = self->query->text != NULL ? folded_words (self->query->text) : NULL;
  if (self->words == NULL)
    return;
  self->searching = g_cancellable_new ();
  vigie_store_thread_search_async (vigie_session_get_store (self->session), self->query->text,
                                   MAX_HITS, self->searching, found_cb, g_object_ref (self));
}

void
vigie_registry_filter_ask (VigieRegistryFilter *self, const VigieRegistryQuery *query)
{
  gboolean same_text;

  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self) && query != NULL);

  same_text = g_strcmp0 (self->query->text, query->text) == 0;
  vigie_registry_query_free (self->query);
  self->query = vigie_registry_query_copy (query);
  self->start_usec = period_start_usec (self);
  if (!same_text)
    begin_search (self);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

void
vigie_registry_filter_only (VigieRegistryFilter *self, const char *const *streams)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self));

  g_clear_pointer (&self->only, g_hash_table_unref);
  if (streams != NULL)
    self->only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; streams != NULL && streams[i] != NULL; i++)
    g_hash_table_add (self->only, g_strdup (streams[i]));
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

const char *
vigie_registry_filter_get_excerpt (VigieRegistryFilter *self, const char *stream)
{
  g_return_val_if_fail (VIGIE_IS_REGISTRY_FILTER (self), NULL);

  return g_hash_table_lookup (self->excerpts, stream);
}

void
vigie_registry_filter_stop (VigieRegistryFilter *self)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}
