/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two searches run as one types. What stands in the row (title, reference, type, commander) is compared
 * here at once; the full text of what was noted is asked of the store, and its answer adds incidents a
 * moment later, with the words that were found. A slower answer to older words is cancelled, so what is
 * shown always belongs to what stands in the field. */

#include "vigie-registry-filter.h"

#include "vigie-action.h"
#include "vigie-figures.h"
#include "vigie-text.h"

#define MAX_HITS 500

struct _VigieRegistryFilter
{
  GtkFilter parent_instance;

  VigieSession *session;         /* owned */
  VigieLevel level;
  guint months;
  VigieRegistryShow show;
  char *type;                    /* or NULL */
  GHashTable *with_actions, *recurring; /* streams, owned */
  GHashTable *only;              /* streams, owned; NULL: any */
  GHashTable *excerpts;          /* stream → words found in it */
  GStrv words;                   /* folded; NULL: nothing is searched */
  GCancellable *searching;
};

G_DEFINE_FINAL_TYPE (VigieRegistryFilter, vigie_registry_filter, GTK_TYPE_FILTER)

static gboolean
matches_words (VigieRegistryFilter *self, const VigieIncidentRow *row)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL || g_hash_table_contains (self->excerpts, row->stream))
    return TRUE;
  all = g_strjoin (" ", row->title, row->ref, row->type != NULL ? row->type : "", row->commander != NULL ? row->commander : "", NULL);
  folded = vigie_text_fold (all);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gint64
period_start_usec (VigieRegistryFilter *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (vigie_session_now_usec (self->session) / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) start = self->months > 0 && now != NULL ? g_date_time_add_months (now, -(int) self->months) : NULL;

  return start != NULL ? g_date_time_to_unix (start) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

static gboolean
vigie_registry_filter_match (GtkFilter *filter, gpointer item)
{
  VigieRegistryFilter *self = VIGIE_REGISTRY_FILTER (filter);
  const VigieIncidentRow *row = vigie_incident_item_get_row (VIGIE_INCIDENT_ITEM (item));
  gint64 start_usec = period_start_usec (self);

  if (self->only != NULL && !g_hash_table_contains (self->only, row->stream))
    return FALSE;
  if (self->level != VIGIE_LEVEL_NONE && row->level != self->level)
    return FALSE;
  if ((self->show == VIGIE_REGISTRY_ACTIVE && !row->active) || (self->show == VIGIE_REGISTRY_PAST && row->active))
    return FALSE;
  if (self->type != NULL && g_strcmp0 (row->type, self->type) != 0)
    return FALSE;
  if ((self->show == VIGIE_REGISTRY_WITH_ACTIONS && !g_hash_table_contains (self->with_actions, row->stream))
      || (self->show == VIGIE_REGISTRY_RECURRING && !g_hash_table_contains (self->recurring, row->stream)))
    return FALSE;
  /* An incident that runs is never too old to be seen. */
  if (start_usec != VIGIE_TIME_NONE && !row->active && row->detected_usec != VIGIE_TIME_NONE && row->detected_usec < start_usec)
    return FALSE;

  return matches_words (self, row);
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
  g_hash_table_unref (self->with_actions);
  g_hash_table_unref (self->recurring);
  g_free (self->type);
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
  self->with_actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->recurring = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

void
vigie_registry_filter_choose (VigieRegistryFilter *self, VigieLevel level, guint months, VigieRegistryShow show)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self));

  self->level = level;
  self->months = months;
  self->show = show;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

void
vigie_registry_filter_choose_type (VigieRegistryFilter *self, const char *type)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self));

  g_free (self->type);
  self->type = g_strdup (type);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
has_open_action (const VigieFigures *figures)
{
  for (guint i = 0; i < figures->actions->len; i++)
    if (!vigie_action_is_settled (((const VigieActionFigure *) figures->actions->pdata[i])->status))
      return TRUE;

  return FALSE;
}

void
vigie_registry_filter_set_figures (VigieRegistryFilter *self, GPtrArray *all)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self) && all != NULL);

  g_hash_table_remove_all (self->with_actions);
  g_hash_table_remove_all (self->recurring);
  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *figures = all->pdata[i];

      if (has_open_action (figures))
        g_hash_table_add (self->with_actions, g_strdup (figures->stream));
      if (figures->recurs)
        g_hash_table_add (self->recurring, g_strdup (figures->stream));
    }
  if (self->show >= VIGIE_REGISTRY_WITH_ACTIONS)
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

void
vigie_registry_filter_search (VigieRegistryFilter *self, const char *text)
{
  g_return_if_fail (VIGIE_IS_REGISTRY_FILTER (self));

  vigie_registry_filter_stop (self);
  g_clear_pointer (&self->words, g_strfreev);
  g_hash_table_remove_all (self->excerpts);
  self->words = folded_words (text);
  if (self->words != NULL)
    {
      self->searching = g_cancellable_new ();
      vigie_store_thread_search_async (vigie_session_get_store (self->session), text, MAX_HITS, self->searching, found_cb, g_object_ref (self));
    }
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
