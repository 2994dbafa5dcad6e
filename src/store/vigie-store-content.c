/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The contents of files kept as evidence. A content is known by its BLAKE2b-256 hash and stands in
 * pieces of 256 KiB: each is a short transaction of its own, so that a note that is recorded
 * meanwhile never waits for 25 MiB, and what was interrupted goes on where it stopped. When all
 * pieces are there the whole is hashed once more, and only then it counts as complete; an
 * `attachment.added` whose content is not complete is refused, so no event of ours ever points at
 * nothing.
 * Files beside the database were considered; then a backup would no longer be one file of one moment. */

#include "vigie-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-attachment.h"
#include "vigie-error.h"

typedef struct
{
  gint64 number;        /* 0: there is none */
  gint64 size_bytes;
  gboolean complete;
  guint n_pieces;
} Content;

static gboolean
missing (GError **error)
{
  g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING,
                       _("The content of this file is not on this computer."));

  return FALSE;
}

static gboolean
damaged (GError **error)
{
  g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED,
                       _("The content of this file is damaged: it no longer agrees with its hash."));

  return FALSE;
}

static gboolean
read_hash (const char *hash, guint8 *raw, GError **error)
{
  if (vigie_unhex (hash, raw, VIGIE_HASH_BYTES))
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A file needs its size and its hash."));

  return FALSE;
}

/* A reader may look at a store that no new Vigie has written to yet. */
static gboolean
has_tables (VigieStore *store, gboolean *has, GError **error)
{
  gint64 version = 0;

  *has = store->mode == VIGIE_STORE_WRITER;
  if (*has)
    return TRUE;
  if (!vigie_store_query_int (store, "PRAGMA user_version", &version, error))
    return FALSE;
  *has = version >= VIGIE_STORE_CONTENT_VERSION;

  return TRUE;
}

static gboolean
find_content (VigieStore *store, const guint8 *raw, Content *content, GError **error)
{
  sqlite3_stmt *stmt;
  gboolean has = FALSE, row = FALSE;

  *content = (Content) { 0 };
  if (!has_tables (store, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  stmt = vigie_store_sql (store,
                          "SELECT number, size, complete,"
                          " (SELECT count (*) FROM content_piece WHERE content = number) FROM content WHERE hash = ?",
                          error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, raw, VIGIE_HASH_BYTES, SQLITE_STATIC);
  if (!vigie_store_step (store, stmt, &row, error))
    return FALSE;
  if (row)
    {
      content->number = sqlite3_column_int64 (stmt, 0);
      content->size_bytes = sqlite3_column_int64 (stmt, 1);
      content->complete = sqlite3_column_int (stmt, 2) != 0;
      content->n_pieces = (guint) sqlite3_column_int (stmt, 3);
      sqlite3_reset (stmt);
    }

  return TRUE;
}

static gboolean
run_with_number (VigieStore *store, const char *sql, gint64 number, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  if (sqlite3_bind_parameter_count (stmt) > 1)
    sqlite3_bind_int64 (stmt, 2, vigie_store_now (store));

  return vigie_store_run (store, stmt, error);
}

/* The pieces go with their row. */
static gboolean
drop_content (VigieStore *store, gint64 number, GError **error)
{
  return run_with_number (store, "DELETE FROM content WHERE number = ?", number, error);
}

static GBytes *
read_piece (VigieStore *store, gint64 number, guint index, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT bytes FROM content_piece WHERE content = ? AND piece = ?", error);
  GBytes *bytes = NULL;

  *found = FALSE;
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, index);
  if (!vigie_store_step (store, stmt, found, error) || !*found)
    return NULL;
  bytes = g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0));
  sqlite3_reset (stmt);

  return bytes;
}

/* DAMAGED when the pieces are not what the hash says. */
static GBytes *
read_whole (VigieStore *store, const guint8 *raw, const Content *content, GError **error)
{
  g_autofree guint8 *buffer = g_malloc ((gsize) content->size_bytes + 1);
  guint8 hash[VIGIE_HASH_BYTES];

  for (guint i = 0; i < vigie_piece_count (content->size_bytes); i++)
    {
      g_autoptr(GError) local_error = NULL;
      gboolean found = FALSE;
      g_autoptr(GBytes) piece = read_piece (store, content->number, i, &found, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (!found || g_bytes_get_size (piece) != vigie_piece_bytes (content->size_bytes, i))
        {
          damaged (error);
          return NULL;
        }
      memcpy (buffer + (gsize) i * VIGIE_PIECE_BYTES, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
    }
  vigie_hash (buffer, (gsize) content->size_bytes, hash);
  if (memcmp (hash, raw, sizeof hash) == 0)
    return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) content->size_bytes);
  damaged (error);

  return NULL;
}

static gboolean
insert_content (VigieStore *store, const guint8 *raw, gint64 size_bytes, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "INSERT INTO content (hash, size, complete, kept) VALUES (?, ?, 0, ?)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, raw, VIGIE_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, size_bytes);
  sqlite3_bind_int64 (stmt, 3, vigie_store_now (store));

  return vigie_store_run (store, stmt, error);
}

static gboolean
is_whole (VigieStore *store, const guint8 *raw, Content *content, GError **error)
{
  g_autoptr(GBytes) bytes = read_whole (store, raw, content, error);

  return bytes != NULL;
}

/* What is there already, made ready to go on with. Content that was damaged since it was kept begins anew: who
 * keeps the same file again mends it. */
static gboolean
begin_in_transaction (VigieStore *store, const guint8 *raw, gint64 size_bytes, Content *content, GError **error)
{
  if (!find_content (store, raw, content, error))
    return FALSE;
  if (content->number != 0 && content->size_bytes == size_bytes)
    {
      g_autoptr(GError) local_error = NULL;

      if (!content->complete || is_whole (store, raw, content, &local_error))
        return run_with_number (store, "UPDATE content SET kept = ?2 WHERE number = ?1", content->number, error);
      if (!g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  if (content->number != 0 && !drop_content (store, content->number, error))
    return FALSE;

  return insert_content (store, raw, size_bytes, error) && find_content (store, raw, content, error);
}

/**
 * vigie_store_content_begin:
 * @store: a writer
 * @hash: BLAKE2b-256 of the whole content, 64 hexadecimal digits
 * @size_bytes: its size
 * @complete: (out): it is all here already
 * @next: (out): number of the first piece that is not here yet
 * @error: return location; TOO_LARGE over the limit
 *
 * Begins to keep a content, or goes on where an earlier attempt stopped.
 */
gboolean
vigie_store_content_begin (VigieStore *store, const char *hash, gint64 size_bytes, gboolean *complete, guint *next,
                           GError **error)
{
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL && complete != NULL && next != NULL, FALSE);

  if (!read_hash (hash, raw, error))
    return FALSE;
  if (size_bytes < 0 || size_bytes > VIGIE_ATTACHMENT_MAX_BYTES)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE,
                           _("This file is larger than 25 MiB, the most that is kept as evidence."));
      return FALSE;
    }
  if (!VIGIE_STORE_IN_TRANSACTION (store, begin_in_transaction (store, raw, size_bytes, &content, error), error))
    return FALSE;
  *complete = content.complete;
  *next = content.n_pieces;

  return TRUE;
}

static gboolean
insert_piece (VigieStore *store, gint64 number, guint index, GBytes *piece, GError **error)
{
  sqlite3_stmt *stmt = vigie_store_sql (store, "INSERT INTO content_piece (content, piece, bytes) VALUES (?, ?, ?)", error);
  gsize length_bytes = 0;
  gconstpointer data = g_bytes_get_data (piece, &length_bytes);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  sqlite3_bind_int64 (stmt, 2, index);
  sqlite3_bind_blob (stmt, 3, data, (int) length_bytes, SQLITE_STATIC);

  return vigie_store_run (store, stmt, error);
}

/**
 * vigie_store_content_piece:
 * @store: a writer
 * @hash: of a content that was begun
 * @index: number of the piece, from 0; pieces come in order
 * @piece: its bytes, VIGIE_PIECE_BYTES but for the last one
 * @error: return location
 *
 * Keeps a piece durably. One that is there already is left as it is.
 */
gboolean
vigie_store_content_piece (VigieStore *store, const char *hash, guint index, GBytes *piece, GError **error)
{
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL && piece != NULL, FALSE);

  if (!read_hash (hash, raw, error) || !find_content (store, raw, &content, error))
    return FALSE;
  if (content.number == 0)
    return missing (error);
  if (content.complete || index < content.n_pieces)
    return TRUE;
  if (index > content.n_pieces || g_bytes_get_size (piece) == 0
      || g_bytes_get_size (piece) != vigie_piece_bytes (content.size_bytes, index))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("A piece of this file is not in its place."));
      return FALSE;
    }

  return VIGIE_STORE_IN_TRANSACTION (store, insert_piece (store, content.number, index, piece, error), error);
}

/**
 * vigie_store_content_finish:
 * @store: a writer
 * @hash: of a content all of whose pieces were given
 * @error: return location; TAMPERED when they do not make that hash, and then all of them are forgotten
 *
 * Hashes the whole and lets it count.
 */
gboolean
vigie_store_content_finish (VigieStore *store, const char *hash, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) whole = NULL;
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!read_hash (hash, raw, error) || !find_content (store, raw, &content, error))
    return FALSE;
  if (content.number == 0)
    return missing (error);
  if (content.complete)
    return TRUE;
  whole = read_whole (store, raw, &content, &local_error);
  if (whole != NULL)
    return VIGIE_STORE_IN_TRANSACTION (store, run_with_number (store, "UPDATE content SET complete = 1, kept = ?2 WHERE number = ?1", content.number, error), error);
  if (!g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (VIGIE_STORE_IN_TRANSACTION (store, drop_content (store, content.number, error), error))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                         _("This file changed while it was being kept; nothing was kept."));

  return FALSE;
}

/**
 * vigie_store_content_forget:
 * @store: a writer
 * @hash: of a content
 * @error: return location
 *
 * Gives up what was begun. A content that is complete stays.
 */
gboolean
vigie_store_content_forget (VigieStore *store, const char *hash, GError **error)
{
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!read_hash (hash, raw, error) || !find_content (store, raw, &content, error))
    return FALSE;
  if (content.number == 0 || content.complete)
    return TRUE;

  return VIGIE_STORE_IN_TRANSACTION (store, drop_content (store, content.number, error), error);
}

static gboolean
find_complete (VigieStore *store, const char *hash, guint8 *raw, Content *content, GError **error)
{
  if (!read_hash (hash, raw, error) || !find_content (store, raw, content, error))
    return FALSE;

  return content->complete || missing (error);
}

/**
 * vigie_store_content_find:
 * @store: the store
 * @hash: of a content
 * @size_bytes: (out) (optional): its size
 * @error: return location; MISSING when it is not here, or not all of it
 */
gboolean
vigie_store_content_find (VigieStore *store, const char *hash, gint64 *size_bytes, GError **error)
{
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!find_complete (store, hash, raw, &content, error))
    return FALSE;
  if (size_bytes != NULL)
    *size_bytes = content.size_bytes;

  return TRUE;
}

/**
 * vigie_store_content_read_piece:
 * @store: the store
 * @hash: of a content
 * @index: number of a piece
 * @error: return location; MISSING or DAMAGED
 *
 * Returns: (transfer full) (nullable): the piece, not checked against the hash
 */
GBytes *
vigie_store_content_read_piece (VigieStore *store, const char *hash, guint index, GError **error)
{
  g_autoptr(GBytes) piece = NULL;
  guint8 raw[VIGIE_HASH_BYTES];
  gboolean found = FALSE;
  Content content;
  GError *local_error = NULL;

  g_return_val_if_fail (store != NULL, NULL);

  if (!find_complete (store, hash, raw, &content, error))
    return NULL;
  piece = read_piece (store, content.number, index, &found, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (!found || g_bytes_get_size (piece) != vigie_piece_bytes (content.size_bytes, index))
    damaged (error);
  else
    return g_steal_pointer (&piece);

  return NULL;
}

/**
 * vigie_store_content_read:
 * @store: the store
 * @hash: of a content
 * @error: return location; MISSING or DAMAGED
 *
 * Returns: (transfer full) (nullable): the whole content, checked against its hash
 */
GBytes *
vigie_store_content_read (VigieStore *store, const char *hash, GError **error)
{
  guint8 raw[VIGIE_HASH_BYTES];
  Content content;

  g_return_val_if_fail (store != NULL, NULL);

  if (!find_complete (store, hash, raw, &content, error))
    return NULL;

  return read_whole (store, raw, &content, error);
}
