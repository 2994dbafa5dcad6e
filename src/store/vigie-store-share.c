/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which streams go to the hub: all but those that never leave this computer, and those that a person holds back. */

#include "vigie-store-sync.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-sync-private.h"

static gboolean
share_in_transaction (VigieStore *store, const char *stream, gboolean shared, GError **error)
{
  VigieStreamRow row;
  sqlite3_stmt *stmt;

  if (!vigie_store_require_stream (store, stream, &row, error))
    return FALSE;
  stmt = vigie_store_sql (store,
                          "INSERT INTO stream_sent (stream, shared) VALUES (?, ?)"
                          " ON CONFLICT DO UPDATE SET shared = excluded.shared",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row.number);
  sqlite3_bind_int64 (stmt, 2, shared ? 1 : 0);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_set_shared:
 * @store: a writer
 * @stream: a stream
 * @shared: %FALSE holds it back
 * @error: return location; MISSING, or %VIGIE_ERROR_INVALID for a local/ stream, which is never shared
 */
gboolean
vigie_store_set_shared (VigieStore *store, const char *stream, gboolean shared, GError **error)
{
  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  if (shared && vigie_stream_is_local (stream))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An example or a rehearsal never leaves this computer."));
      return FALSE;
    }

  return VIGIE_STORE_IN_TRANSACTION (store, share_in_transaction (store, stream, shared, error), error);
}

static gboolean
share_all (VigieStore *store, const char *const *streams, gboolean shared, GError **error)
{
  for (gsize i = 0; streams != NULL && streams[i] != NULL; i++)
    {
      if (!(shared && vigie_stream_is_local (streams[i])) && !share_in_transaction (store, streams[i], shared, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * vigie_store_share:
 * @store: a writer
 * @shared: (nullable): streams that go to the hub; examples and rehearsals among them are passed over
 * @held_back: (nullable): streams that do not
 * @error: return location
 */
gboolean
vigie_store_share (VigieStore *store, const char *const *shared, const char *const *held_back, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, share_all (store, held_back, FALSE, error) && share_all (store, shared, TRUE, error), error);
}

/**
 * vigie_store_is_shared:
 * @store: the store
 * @stream: a stream
 * @shared: (out): whether it is sent to the hub
 * @error: return location
 */
gboolean
vigie_store_is_shared (VigieStore *store, const char *stream, gboolean *shared, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean knows = FALSE, row = FALSE;

  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  if (!vigie_store_knows_hubs (store, &knows, error))
    return FALSE;
  *shared = knows && !vigie_stream_is_local (stream);
  if (!*shared)
    return TRUE;
  stmt = vigie_store_sql (store, "SELECT shared FROM stream_sent JOIN stream ON number = stream WHERE name = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      *shared = sqlite3_column_int64 (stmt, 0) != 0;
      sqlite3_reset (stmt);
    }

  return TRUE;
}
