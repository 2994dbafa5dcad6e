/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of every incident (vigie-figures.h), kept so that means over years need no folds.
 *
 * Recording does not touch them: each row says how many events it was made of and by which rules, and who asks has
 * what is behind made first, a little at a time. A reader cannot write; it works out what is behind for itself. */

#include "vigie-store-private.h"

#include "vigie-action.h"
#include "vigie-error.h"

#define CHUNK_INCIDENTS 100

/* What the figures depend on besides the events. Owned. */
static char *
basis (VigieStore *store)
{
  g_autofree char *hash = vigie_hex (store->playbook->hash, 8);

  return g_strdup_printf ("%d %s", VIGIE_FIGURES_VERSION, hash);
}

static gboolean
write_row (VigieStore *store, gint64 number, guint32 arrival, const char *rules, const VigieFigures *figures, GError **error)
{
  g_autofree char *json = vigie_figures_to_json (figures);
  guint n_open = 0;
  sqlite3_stmt *stmt = vigie_store_sql (store, "INSERT OR REPLACE INTO figures (stream, arrival, basis, open_actions, body)"
                                        " VALUES (?, ?, ?, ?, ?)", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < figures->actions->len; i++)
    n_open += vigie_action_is_settled (((const VigieActionFigure *) figures->actions->pdata[i])->status) ? 0 : 1;
  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, arrival);
  sqlite3_bind_text (stmt, 3, rules, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, vigie_figures_count (figures) ? n_open : 0);
  sqlite3_bind_text (stmt, 5, json, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

typedef struct { gint64 number; guint32 arrival; char *stream; } Behind;

static void
behind_clear (gpointer data)
{
  g_free (((Behind *) data)->stream);
}

/* (element-type Behind): incidents whose figures are missing or older than their events; at most @limit. Only what the
 * registry lists: events without a declaration have no figures. */
static GArray *
list_behind (VigieStore *store, const char *rules, guint limit, GError **error)
{
  g_autoptr(GArray) out = g_array_new (FALSE, TRUE, sizeof (Behind));
  gboolean row = FALSE;
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT s.number, s.arrival, s.name FROM incident AS i"
                                        " JOIN stream AS s ON s.number = i.stream"
                                        " LEFT JOIN figures AS f ON f.stream = i.stream"
                                        " WHERE f.arrival IS NOT s.arrival OR f.basis IS NOT ? LIMIT ?",
                                        error);

  g_array_set_clear_func (out, behind_clear);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, rules, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, limit);
  while (vigie_store_step (store, stmt, &row, error))
    {
      Behind behind = { 0 };

      if (!row)
        return g_steal_pointer (&out);
      behind.number = sqlite3_column_int64 (stmt, 0);
      behind.arrival = (guint32) sqlite3_column_int64 (stmt, 1);
      behind.stream = vigie_store_column_string (stmt, 2);
      g_array_append_val (out, behind);
    }

  return NULL;
}

/* NULL without an error: it can no longer be folded. */
static VigieFigures *
make_figures (VigieStore *store, const Behind *behind, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, behind->stream, &local_error);

  if (incident != NULL)
    return vigie_figures_of (incident, store->playbook);
  if (!g_error_matches (local_error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static gboolean
write_rows (VigieStore *store, GArray *behind, const char *rules, GError **error)
{
  for (guint i = 0; i < behind->len; i++)
    {
      const Behind *one = &g_array_index (behind, Behind, i);
      g_autoptr(GError) local_error = NULL;
      g_autoptr(VigieFigures) figures = make_figures (store, one, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (figures != NULL && !write_row (store, one->number, one->arrival, rules, figures, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
vigie_store_learn_some (VigieStore *store, guint limit, gboolean *more, GError **error)
{
  g_autofree char *rules = NULL;
  g_autoptr(GArray) behind = NULL;

  g_return_val_if_fail (store != NULL && more != NULL, FALSE);

  *more = FALSE;
  if (store->mode != VIGIE_STORE_WRITER || store->playbook == NULL)
    return TRUE;
  rules = basis (store);
  behind = list_behind (store, rules, limit, error);
  if (behind == NULL)
    return FALSE;
  *more = behind->len == limit;
  if (behind->len == 0)
    return TRUE;

  return VIGIE_STORE_IN_TRANSACTION (store, write_rows (store, behind, rules, error), error);
}

gboolean
vigie_store_count_open_actions (VigieStore *store, guint *n_open, GError **error)
{
  gint64 sum = 0;

  g_return_val_if_fail (store != NULL && n_open != NULL, FALSE);

  if (!vigie_store_query_int (store, "SELECT sum (open_actions) FROM figures WHERE open_actions > 0", &sum, error))
    return FALSE;
  *n_open = (guint) sum;

  return TRUE;
}

static gboolean
learn_rest (VigieStore *store, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!vigie_store_learn_some (store, CHUNK_INCIDENTS, &more, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_rows (VigieStore *store, const char *rules, GPtrArray *all, GError **error)
{
  gboolean row = FALSE;
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT f.body FROM figures AS f JOIN stream AS s ON s.number = f.stream"
                                        " JOIN incident AS i ON i.stream = f.stream"
                                        " WHERE f.arrival = s.arrival AND f.basis = ? ORDER BY f.stream",
                                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, rules, -1, SQLITE_STATIC);
  while (vigie_store_step (store, stmt, &row, error))
    {
      VigieFigures *figures;

      if (!row)
        return TRUE;
      figures = vigie_figures_from_json ((const char *) sqlite3_column_text (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0), NULL);
      if (figures != NULL)
        g_ptr_array_add (all, figures);
    }

  return FALSE;
}

/* What a reader finds behind, or a writer could not keep. */
static gboolean
add_behind (VigieStore *store, const char *rules, GPtrArray *all, GError **error)
{
  g_autoptr(GArray) behind = list_behind (store, rules, G_MAXINT32, error);

  for (guint i = 0; behind != NULL && i < behind->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      VigieFigures *figures = make_figures (store, &g_array_index (behind, Behind, i), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (figures != NULL)
        g_ptr_array_add (all, figures);
    }

  return behind != NULL;
}

/* Stores of readers that no newer writer has opened have no such table. */
static gboolean
add_all (VigieStore *store, GPtrArray *all, GError **error)
{
  g_autoptr(GPtrArray) rows = vigie_store_list (store, NULL, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      Behind one = { .stream = ((const VigieIncidentRow *) rows->pdata[i])->stream };
      g_autoptr(GError) local_error = NULL;
      VigieFigures *figures = make_figures (store, &one, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (figures != NULL)
        g_ptr_array_add (all, figures);
    }

  return rows != NULL;
}

GPtrArray *
vigie_store_figures (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_figures_free);
  g_autofree char *rules = NULL;
  gint64 version = 0;

  g_return_val_if_fail (store != NULL && store->playbook != NULL, NULL);

  rules = basis (store);
  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return NULL;
  if (version < VIGIE_STORE_FIGURES_VERSION)
    {
      if (!add_all (store, all, error))
        return NULL;
    }
  else if (!learn_rest (store, error) || !read_rows (store, rules, all, error) || !add_behind (store, rules, all, error))
    return NULL;
  vigie_figures_link (all);

  return g_steal_pointer (&all);
}
