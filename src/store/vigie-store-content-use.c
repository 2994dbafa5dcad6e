/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which events name which content (derived, table content_use), and what follows from it: an event
 * recorded here never points at content that is not safe on the disk; content goes with the example
 * that alone named it; and content that no event names is garbage after a day, because a script may
 * stand between its two steps until then. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-error.h"

#define GARBAGE_AFTER_USEC VIGIE_DAY_USEC

/* An event of ours points only at content that a commit has made safe, in this transaction or before. */
gboolean
vigie_store_content_check_draft (VigieStore *store, const VigieDraft *draft, GError **error)
{
  g_autoptr(VigieAttachment) attachment = NULL;
  gint64 size_bytes = 0;

  if (strcmp (draft->kind, "attachment.added") != 0)
    return TRUE;
  attachment = vigie_attachment_of_body (draft->body, strlen (draft->body));
  if (attachment == NULL)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A file needs its size and its hash."));
      return FALSE;
    }
  if (!vigie_store_content_find (store, attachment->hash, &size_bytes, error))
    return FALSE;
  if (size_bytes == attachment->size_bytes)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("This file has another size than was said."));

  return FALSE;
}

gboolean
vigie_store_content_note_use (VigieStore *store, gint64 key, const VigieEvent *event, GError **error)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (event);
  sqlite3_stmt *stmt;
  guint8 raw[VIGIE_HASH_BYTES];

  if (attachment == NULL || !vigie_unhex (attachment->hash, raw, sizeof raw))
    return TRUE;
  stmt = vigie_store_sql (store, "INSERT OR REPLACE INTO content_use (event, hash) VALUES (?, ?)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_blob (stmt, 2, raw, sizeof raw, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/* Makes content_use anew from the log, inside the caller's transaction. */
gboolean
vigie_store_content_refill (VigieStore *store, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean row = FALSE;

  if (!vigie_store_exec (store, "DELETE FROM content_use", error))
    return FALSE;
  stmt = vigie_store_sql (store,
                          "SELECT bytes, signature, hash, key FROM event"
                          " WHERE instr (bytes, CAST ('\"kind\":\"attachment.added\"' AS BLOB)) > 0",
                          error);
  if (stmt == NULL)
    return FALSE;
  while (vigie_store_step (store, stmt, &row, error))
    {
      g_autoptr(VigieEvent) event = NULL;

      if (!row)
        return TRUE;
      event = vigie_store_row_to_event (stmt, NULL); /* verify names what cannot be read */
      if (event != NULL && !vigie_store_content_note_use (store, sqlite3_column_int64 (stmt, 3), event, error))
        break;
    }
  sqlite3_reset (stmt);

  return FALSE;
}

/* What a local stream alone named goes with it; inside the caller's transaction, while its events are there. */
gboolean
vigie_store_content_leave (VigieStore *store, gint64 number, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM content WHERE hash IN (SELECT hash FROM content_use WHERE event >> 32 = %" G_GINT64_FORMAT ")"
    " AND hash NOT IN (SELECT hash FROM content_use WHERE event >> 32 != %" G_GINT64_FORMAT ");"
    "DELETE FROM content_use WHERE event >> 32 = %" G_GINT64_FORMAT ";",
    number, number, number);

  return vigie_store_exec (store, sql, error);
}

static gboolean
sweep_in_transaction (VigieStore *store, gint64 before_usec, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "DELETE FROM content WHERE kept < ? AND hash NOT IN (SELECT hash FROM content_use)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, before_usec);

  return vigie_store_run (store, stmt, error);
}

/* Removes contents that no event has named for a day. */
gboolean
vigie_store_content_sweep (VigieStore *store, GError **error)
{
  gint64 before_usec = vigie_store_now (store) - GARBAGE_AFTER_USEC;
  gint64 oldest_usec = 0;

  if (!vigie_store_query_int (store,
                              "SELECT coalesce (min (kept), 9223372036854775807) FROM content"
                              " WHERE hash NOT IN (SELECT hash FROM content_use)",
                              &oldest_usec, error))
    return FALSE;
  if (oldest_usec >= before_usec)
    return TRUE;

  return VIGIE_STORE_IN_TRANSACTION (store, sweep_in_transaction (store, before_usec, error), error);
}

/* Verifying ------------------------------------------------------------------------------------ */

static gboolean
is_filed (VigieStore *store, gint64 key, const char *hash, gboolean *filed, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT 1 FROM content_use WHERE event = ? AND hash = ?", error);
  guint8 raw[VIGIE_HASH_BYTES];

  if (stmt == NULL || !vigie_unhex (hash, raw, sizeof raw))
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, key);
  sqlite3_bind_blob (stmt, 2, raw, sizeof raw, SQLITE_TRANSIENT);
  if (!vigie_store_step (store, stmt, filed, error))
    return FALSE;
  sqlite3_reset (stmt);

  return TRUE;
}

/* Names what an event speaks of: the content is missing, has another size, or is not filed under the event. */
gboolean
vigie_store_content_check_use (VigieStore *store, gint64 key, const VigieEvent *event, char **fault, GError **error)
{
  g_autoptr(VigieAttachment) attachment = vigie_attachment_of_event (event);
  g_autoptr(GError) local_error = NULL;
  gint64 size_bytes = 0;
  gboolean filed = FALSE;

  *fault = NULL;
  if (attachment == NULL)
    return TRUE;
  if (!vigie_store_content_find (store, attachment->hash, &size_bytes, &local_error))
    {
      if (!g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      *fault = g_strdup_printf (_("the content of “%s” is missing"), attachment->name);
      return TRUE;
    }
  if (!is_filed (store, key, attachment->hash, &filed, error))
    return FALSE;
  if (size_bytes != attachment->size_bytes)
    *fault = g_strdup_printf (_("the content of “%s” has another size"), attachment->name);
  else if (!filed)
    *fault = g_strdup_printf (_("the content of “%s” is not filed under its entry; rebuild it"), attachment->name);

  return TRUE;
}

/* The name that an event gave to a content; NULL when no event names it. */
static char *
name_of (VigieStore *store, const char *hash)
{
  /* Errors are not told here: without a name the hash is. */
  sqlite3_stmt *stmt = vigie_store_sql (store,
                                        "SELECT event.bytes, event.signature, event.hash FROM event"
                                        " JOIN content_use ON key = content_use.event WHERE content_use.hash = ?"
                                        " ORDER BY key LIMIT 1",
                                        NULL);
  guint8 raw[VIGIE_HASH_BYTES];
  g_autoptr(VigieEvent) event = NULL;
  g_autoptr(VigieAttachment) attachment = NULL;
  gboolean row = FALSE;

  if (stmt == NULL || !vigie_unhex (hash, raw, sizeof raw))
    return NULL;
  sqlite3_bind_blob (stmt, 1, raw, sizeof raw, SQLITE_TRANSIENT);
  if (!vigie_store_step (store, stmt, &row, NULL) || !row)
    return NULL;
  event = vigie_store_row_to_event (stmt, NULL);
  sqlite3_reset (stmt);
  attachment = event != NULL ? vigie_attachment_of_event (event) : NULL;

  return attachment != NULL ? g_strdup (attachment->name) : NULL;
}

static void
add_damaged (VigieStore *store, const char *hash, GPtrArray *faults)
{
  g_autofree char *name = name_of (store, hash);

  if (name != NULL)
    g_ptr_array_add (faults, g_strdup_printf (_("The content of “%s” does not agree with its hash (%s)."), name, hash));
  else
    g_ptr_array_add (faults, g_strdup_printf (_("A file that no entry names does not agree with its hash (%s)."), hash));
}

static GPtrArray *
list_complete (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT hash FROM content WHERE complete = 1 ORDER BY number", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (vigie_store_step (store, stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&hashes);
      if (vigie_store_column_is_blob (stmt, 0, VIGIE_HASH_BYTES))
        g_ptr_array_add (hashes, vigie_hex (sqlite3_column_blob (stmt, 0), VIGIE_HASH_BYTES));
    }

  return NULL;
}

/* Reads every content and compares it with its hash; one at a time is in memory. */
gboolean
vigie_store_content_verify (VigieStore *store, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  g_autoptr(GPtrArray) hashes = NULL;
  gint64 version = 0;

  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < VIGIE_STORE_CONTENT_VERSION)
    return TRUE;
  hashes = list_complete (store, error);
  for (guint i = 0; hashes != NULL && i < hashes->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      g_autoptr(GBytes) whole = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      whole = vigie_store_content_read (store, hashes->pdata[i], &local_error);
      if (whole == NULL)
        add_damaged (store, hashes->pdata[i], faults);
    }

  return hashes != NULL;
}
