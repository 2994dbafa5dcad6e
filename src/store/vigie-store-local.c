/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What never leaves this computer: text being typed, kept against a crash, and local streams (the
 * example, rehearsals), the only ones that may be removed. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-id.h"

/* A single statement is a transaction of its own, and a commit is on the disk. */
static gboolean
write_text (VigieStore *store, const char *place, const char *text, GError **error)
{
  sqlite3_stmt *stmt;

  if (text == NULL)
    stmt = vigie_store_sql (store, "DELETE FROM kept_text WHERE place = ?", error);
  else
    stmt = vigie_store_sql (store,
                            "INSERT INTO kept_text (place, text, kept) VALUES (?, ?, ?) ON CONFLICT (place)"
                            " DO UPDATE SET text = excluded.text, kept = excluded.kept",
                            error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, place, -1, SQLITE_STATIC);
  if (text != NULL)
    {
      sqlite3_bind_text (stmt, 2, text, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 3, vigie_store_now (store));
    }

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_keep_text:
 * @store: a writer
 * @place: where it is being typed, "command/STREAM"
 * @text: (nullable): the whole text so far; NULL or "" forgets it
 * @error: return location
 *
 * Keeps @text so that it is there after a crash. Too large or not UTF-8: refused.
 */
gboolean
vigie_store_keep_text (VigieStore *store, const char *place, const char *text, GError **error)
{
  g_return_val_if_fail (store != NULL && place != NULL, FALSE);

  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (text != NULL && (strlen (text) > VIGIE_TEXT_MAX_BYTES || !g_utf8_validate (text, -1, NULL)))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("This text is too long to be kept."));
      return FALSE;
    }
  if (!vigie_store_begin (store, error))
    return FALSE;
  if (write_text (store, place, text, error) && vigie_store_commit (store, error))
    return TRUE;
  vigie_store_rollback (store);

  return FALSE;
}

/**
 * vigie_store_kept_text:
 * @store: the store
 * @place: where it was being typed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text, NULL without error when none is kept
 */
char *
vigie_store_kept_text (VigieStore *store, const char *place, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean row = FALSE;
  char *text = NULL;

  g_return_val_if_fail (store != NULL && place != NULL, NULL);

  stmt = vigie_store_sql (store, "SELECT text FROM kept_text WHERE place = ?", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, place, -1, SQLITE_STATIC);
  if (vigie_store_step (store, stmt, &row, error) && row)
    {
      text = vigie_store_column_string (stmt, 0);
      sqlite3_reset (stmt);
    }

  return text;
}

static gboolean
run_with_numbers (VigieStore *store, const char *sql, gint64 first, gint64 second, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, first);
  if (sqlite3_bind_parameter_count (stmt) > 1)
    sqlite3_bind_int64 (stmt, 2, second);

  return vigie_store_run (store, stmt, error);
}

static gboolean
forget_texts (VigieStore *store, const char *stream, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "DELETE FROM kept_text WHERE instr (place, ?) > 0", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, stream, -1, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/* Tails and the derived row go with the stream's row. */
static gboolean
remove_in_transaction (VigieStore *store, const char *stream, GError **error)
{
  VigieStreamRow row;

  return vigie_store_require_stream (store, stream, &row, error)
         && vigie_store_unindex (store, row.number, row.indexed, error)
         && vigie_store_content_leave (store, row.number, error)
         && run_with_numbers (store, "DELETE FROM event WHERE key BETWEEN ? AND ?", row.number << 32,
                              row.number << 32 | G_MAXUINT32, error)
         && run_with_numbers (store, "DELETE FROM stream WHERE number = ?", row.number, 0, error)
         && forget_texts (store, stream, error)
         && vigie_store_key_restore (store, error)
         && vigie_store_commit (store, error);
}

/**
 * vigie_store_remove_local:
 * @store: a writer
 * @stream: a local/ stream
 * @error: return location; INVALID for a stream that is not local, MISSING when there is none
 *
 * Forgets the stream altogether, with what was being typed in it and the files it alone names.
 */
gboolean
vigie_store_remove_local (VigieStore *store, const char *stream, GError **error)
{
  g_return_val_if_fail (store != NULL && stream != NULL, FALSE);

  if (!vigie_stream_is_local (stream))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                           _("Only an example or a rehearsal can be removed; the record of an incident stays."));
      return FALSE;
    }
  if (!vigie_store_begin (store, error))
    return FALSE;
  if (!remove_in_transaction (store, stream, error))
    {
      vigie_store_rollback (store);
      return FALSE;
    }
  vigie_store_cache_drop (store, stream);
  /* The key must not seem to have signed more than the store still holds. */
  vigie_store_key_recount (store);

  return TRUE;
}
