/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub a store belongs to: one row, kept in words where people look at it with other programs.
 *
 * Everything here may be forgotten without loss: the events are the record, and a new exchange finds out what the hub
 * has. The token is not here: a store is copied and backed up, a token must not be. */

#include "vigie-store-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-store-sync-private.h"

/* Values ------------------------------------------------------------------------------------------ */

/**
 * vigie_store_hub_copy:
 * @hub: a hub
 *
 * Returns: (transfer full): the same
 */
VigieStoreHub *
vigie_store_hub_copy (const VigieStoreHub *hub)
{
  VigieStoreHub *copy = g_memdup2 (hub, sizeof *hub);

  copy->name = g_strdup (hub->name);
  copy->addresses = g_strdupv (hub->addresses);
  copy->epoch = g_strdup (hub->epoch);
  copy->member = g_strdup (hub->member);
  copy->person = g_strdup (hub->person);
  copy->role = g_strdup (hub->role);
  return copy;
}

/**
 * vigie_store_hub_free:
 * @hub: (nullable) (transfer full): a hub
 */
void
vigie_store_hub_free (VigieStoreHub *hub)
{
  if (hub == NULL)
    return;
  g_free (hub->name);
  g_strfreev (hub->addresses);
  g_free (hub->epoch);
  g_free (hub->member);
  g_free (hub->person);
  g_free (hub->role);
  g_free (hub);
}

/* The row ----------------------------------------------------------------------------------------- */

gboolean
vigie_store_knows_hubs (VigieStore *store, gboolean *knows, GError **error)
{
  gint64 version = 0;

  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return FALSE;
  *knows = version >= VIGIE_STORE_SYNC_VERSION;
  return TRUE;
}

static VigieStoreHub *
read_row (sqlite3_stmt *stmt)
{
  VigieStoreHub *hub = g_new0 (VigieStoreHub, 1);
  g_autofree char *addresses = vigie_store_column_string (stmt, 3);

  if (vigie_store_column_is_blob (stmt, 0, VIGIE_KEY_BYTES))
    memcpy (hub->organisation, sqlite3_column_blob (stmt, 0), VIGIE_KEY_BYTES);
  hub->name = vigie_store_column_string (stmt, 1);
  if (vigie_store_column_is_blob (stmt, 2, VIGIE_KEY_BYTES))
    memcpy (hub->hub, sqlite3_column_blob (stmt, 2), VIGIE_KEY_BYTES);
  hub->addresses = g_strsplit (addresses, "\n", -1);
  hub->has_certificate = vigie_store_column_is_blob (stmt, 4, VIGIE_HASH_BYTES);
  if (hub->has_certificate)
    memcpy (hub->certificate, sqlite3_column_blob (stmt, 4), VIGIE_HASH_BYTES);
  hub->epoch = vigie_store_column_string (stmt, 5);
  hub->cursor = sqlite3_column_int64 (stmt, 6);
  hub->member = vigie_store_column_string (stmt, 7);
  hub->person = vigie_store_column_string (stmt, 8);
  hub->role = vigie_store_column_string (stmt, 9);

  return hub;
}

/**
 * vigie_store_hub:
 * @store: the store, reader or writer
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the hub this store belongs to; %NULL without error when there is none
 */
VigieStoreHub *
vigie_store_hub (VigieStore *store, GError **error)
{
  sqlite3_stmt *stmt;
  VigieStoreHub *hub = NULL;
  gboolean knows = FALSE, row = FALSE;

  g_return_val_if_fail (store != NULL, NULL);

  if (!vigie_store_knows_hubs (store, &knows, error) || !knows)
    return NULL;
  stmt = vigie_store_sql (store,
                          "SELECT organisation, name, hub, addresses, certificate, epoch, cursor, member, person, role"
                          " FROM hub",
                          error);
  if (stmt == NULL || !vigie_store_step (store, stmt, &row, error) || !row)
    return NULL;
  hub = read_row (stmt);
  sqlite3_reset (stmt);

  return hub;
}

static gboolean
write_row (VigieStore *store, const VigieStoreHub *hub, gint64 cursor, GError **error)
{
  g_autofree char *addresses = g_strjoinv ("\n", hub->addresses);
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "INSERT OR REPLACE INTO hub (one, organisation, name, hub, addresses, certificate,"
                                        " epoch, cursor, member, person, role) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, hub->organisation, VIGIE_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, hub->name, -1, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 3, hub->hub, VIGIE_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, addresses, -1, SQLITE_STATIC);
  if (hub->has_certificate)
    sqlite3_bind_blob (stmt, 5, hub->certificate, VIGIE_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 6, hub->epoch, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 7, cursor);
  sqlite3_bind_text (stmt, 8, hub->member, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 9, hub->person, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 10, hub->role, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/* Links of the hub's chain stay: heads that were printed can be checked for as long as the store is kept. */
static gboolean
forget_sent (VigieStore *store, GError **error)
{
  return vigie_store_exec (store,
                           "UPDATE stream_sent SET upto = 0;"
                           "DELETE FROM sent_beyond;"
                           "DELETE FROM parked;"
                           "DELETE FROM set_aside;"
                           "DELETE FROM content_sent;",
                           error);
}

static gboolean
set_in_transaction (VigieStore *store, const VigieStoreHub *hub, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieStoreHub) before = vigie_store_hub (store, &local_error);
  gboolean same_log;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (before != NULL && memcmp (before->organisation, hub->organisation, VIGIE_KEY_BYTES) != 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                   _("These incidents are shared with “%s” already; leave it first, or use another store."), before->name);
      return FALSE;
    }
  same_log = before != NULL && strcmp (before->epoch, hub->epoch) == 0;

  return (same_log || forget_sent (store, error)) && write_row (store, hub, same_log ? before->cursor : 0, error);
}

/**
 * vigie_store_set_hub:
 * @store: a writer
 * @hub: the hub; its cursor is not read
 * @error: return location; %VIGIE_ERROR_CONFLICT for another organisation
 *
 * Joins a hub, or notes what changed: its address, who speaks here. The cursor stays when the log is the same.
 */
gboolean
vigie_store_set_hub (VigieStore *store, const VigieStoreHub *hub, GError **error)
{
  g_return_val_if_fail (store != NULL && hub != NULL, FALSE);

  vigie_store_forget_membership (store);

  return VIGIE_STORE_IN_TRANSACTION (store, set_in_transaction (store, hub, error), error);
}

/**
 * vigie_store_leave_hub:
 * @store: a writer
 * @error: return location
 *
 * Forgets the hub. The record stays as it is.
 */
gboolean
vigie_store_leave_hub (VigieStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (
    store, forget_sent (store, error) && vigie_store_exec (store, "DELETE FROM hub", error), error);
}

static gboolean
new_epoch_in_transaction (VigieStore *store, const char *epoch, GError **error)
{
  sqlite3_stmt *stmt;

  if (!forget_sent (store, error))
    return FALSE;
  stmt = vigie_store_sql (store, "UPDATE hub SET epoch = ?, cursor = 0", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, epoch, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_new_epoch:
 * @store: a writer
 * @epoch: the hub's log is another one now
 * @error: return location
 *
 * Everything is read and sent again; what is there already costs its bytes on the way and nothing else.
 */
gboolean
vigie_store_new_epoch (VigieStore *store, const char *epoch, GError **error)
{
  g_return_val_if_fail (store != NULL && epoch != NULL, FALSE);

  return VIGIE_STORE_IN_TRANSACTION (store, new_epoch_in_transaction (store, epoch, error), error);
}

gboolean
vigie_store_check_epoch (VigieStore *store, const char *epoch, gint64 *cursor, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieStoreHub) hub = vigie_store_hub (store, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (hub == NULL || strcmp (hub->epoch, epoch) != 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This answer is of a log that the hub no longer has."));
      return FALSE;
    }
  *cursor = hub->cursor;

  return TRUE;
}

/**
 * vigie_store_sign:
 * @store: a store with a device key
 * @message: what is signed, its domain in front
 * @signature: (out caller-allocates): %VIGIE_SIGNATURE_BYTES bytes
 * @error: return location; MISSING when there is no key
 *
 * Signs bytes that are no event with this device's key.
 */
gboolean
vigie_store_sign (VigieStore *store, GBytes *message, guint8 *signature, GError **error)
{
  g_return_val_if_fail (store != NULL && message != NULL, FALSE);

  if (!store->has_key)
    {
      g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING, _("This store has no device key."));
      return FALSE;
    }
  vigie_sign (message, store->secret_key, signature);

  return TRUE;
}
