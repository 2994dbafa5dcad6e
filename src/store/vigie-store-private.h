/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "vigie-store.h"

/* What the files of the store share. Everything here belongs to the thread that owns the store.
 *
 * A key of the event table is stream number << 32 | arrival, so that the events of one incident lie
 * together on the disk; the same number is the row id of the search index. */

G_BEGIN_DECLS

#define VIGIE_STORE_APPLICATION_ID 0x56494745 /* "VIGE" */
#define VIGIE_STORE_VERSION 7
#define VIGIE_STORE_CONTENT_VERSION 2 /* since when files' contents are kept */
#define VIGIE_STORE_WITHHELD_VERSION 6 /* since when places of events that are withheld are kept */
#define VIGIE_STORE_FIGURES_VERSION 7 /* since when figures over many incidents are kept */
#define VIGIE_STORE_ID_BYTES 16
#define VIGIE_STORE_CACHE_INCIDENTS 8

/* One row of table stream. */
typedef struct
{
  gint64 number;
  guint32 arrival;      /* of its newest event; also how many it has */
  guint32 indexed;      /* the search knows its events up to here */
  gint64 stamp_usec;    /* greatest stamp that moves our clock, or NONE */
} VigieStreamRow;

struct _VigieStore
{
  char *path;           /* real path */
  VigieStoreMode mode;
  VigiePlaybook *playbook; /* owned */
  VigieSeams seams;

  sqlite3 *db;
  GHashTable *statements; /* address of an SQL text → sqlite3_stmt */
  int lock_fd;
  gint64 last_stamp_usec;

  int key_fd;           /* -1 for a reader */
  gint64 n_signed;      /* events of this device in the store */
  guint n_pending;      /* and in the transaction that is about to be committed */
  guint8 public_key[VIGIE_KEY_BYTES];
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];

  GQueue cache;         /* CachedIncident, most recently used first */
  VigieDirectory *directory; /* the last fold, or NULL */
  guint32 directory_arrival; /* events that are in it */
  GHashTable *unsettled;     /* numbers (gint64) of streams of which something was parked or not any more, in this transaction */
  GHashTable *settled;       /* names of streams that were folded anew for that, to be told */
  struct _VigieMembership *membership; /* the last fold, or NULL */
  guint32 membership_arrival; /* events that are in it */

  guint has_key : 1;
  guint sync_failed : 1; /* nothing that the connection holds can be trusted any more (a failed fsync, a failed rollback): reopen first */
};

/* vigie-store-sql.c */
/* One sentence for a result of SQLite, with the code by which callers decide. */
void vigie_store_set_error (VigieStore *store, int code, GError **error);
/* The same for errno, about the file @path. */
void vigie_store_set_error_from_errno (GError **error, int saved_errno, const char *path);
/* Prepared once and kept; comes back reset and without bindings. Borrowed. */
sqlite3_stmt *vigie_store_sql (VigieStore *store, const char *sql, GError **error);
/* TRUE with *row: there is one; TRUE without: the end, @stmt is reset. */
gboolean vigie_store_step (VigieStore *store, sqlite3_stmt *stmt, gboolean *row, GError **error);
gboolean vigie_store_run (VigieStore *store, sqlite3_stmt *stmt, GError **error); /* a statement without rows */
gboolean vigie_store_exec (VigieStore *store, const char *sql, GError **error);
/* The first column of the first row; 0 when there is no row or it is NULL. */
gboolean vigie_store_query_int (VigieStore *store, const char *sql, gint64 *out, GError **error);
/* BEGIN IMMEDIATE, on a fresh connection after a failed sync; what begins is committed or rolled back by the caller. */
gboolean vigie_store_begin (VigieStore *store, GError **error);
gboolean vigie_store_commit (VigieStore *store, GError **error);
void vigie_store_rollback (VigieStore *store); /* forgets the cache too */
void vigie_store_forget_statements (VigieStore *store);
/* Microseconds; VIGIE_TIME_NONE is NULL, both ways. */
void vigie_store_bind_time (sqlite3_stmt *stmt, int index, gint64 time_usec);
gint64 vigie_store_column_time (sqlite3_stmt *stmt, int column);
/* Owned; NULL for NULL. */
char *vigie_store_column_string (sqlite3_stmt *stmt, int column);
/* The column is a blob of just @length_bytes. */
gboolean vigie_store_column_is_blob (sqlite3_stmt *stmt, int column, gsize length_bytes);

/* vigie-store-header.c */
typedef enum
{
  VIGIE_FILE_OURS,
  VIGIE_FILE_MISSING,
  VIGIE_FILE_REFUSED,
} VigieFileKind;
/* Whether a file of ours lies at @path, before SQLite touches it; @error is set when it is refused. */
VigieFileKind vigie_store_look_at_file (const char *path, GError **error);

/* vigie-store-schema.c */
typedef gboolean (*VigieMigration) (VigieStore *store, GError **error);
gboolean vigie_store_create_file (const char *path, GError **error);
/* The names in the folder of @path are on the disk. */
gboolean vigie_store_sync_folder (const char *path);
gboolean vigie_store_migrate (VigieStore *store, const VigieMigration *steps, guint n_steps, GError **error);
/* Step i leads from version i to i + 1. Borrowed. */
const VigieMigration *vigie_store_migrations (guint *n_steps);

/* vigie-store.c */
/* Opens the database of store->path with its pragmas, migrated when it is a writer's; closing drops what was prepared or
 * cached. */
gboolean vigie_store_connect (VigieStore *store, GError **error);
void vigie_store_disconnect (VigieStore *store);
/* From the seams: microseconds now, and @length_bytes of randomness. */
gint64 vigie_store_now (VigieStore *store);
void vigie_store_random (VigieStore *store, guint8 *out, gsize length_bytes);
/* FALSE with VIGIE_STORE_ERROR_FAILED for a store that was opened to read. */
gboolean vigie_store_is_writer (VigieStore *store, GError **error);
char *vigie_store_real_path (const char *path); /* owned; links resolved, absolute */

/* vigie-store-lock.c */
/* The lock beside the file that one writer holds; VIGIE_STORE_ERROR_BUSY when another process has it. */
gboolean vigie_store_lock (VigieStore *store, GError **error);
void vigie_store_unlock (VigieStore *store);

/* vigie-store-key.c */
/* The key of this device, made at the first start. */
gboolean vigie_store_key_load (VigieStore *store, GError **error);
/* The transaction with the pending events is on the disk. */
void vigie_store_key_add (VigieStore *store);
/* Sets the row of table self from the streams and tails; inside the caller's transaction. */
gboolean vigie_store_key_restore (VigieStore *store, GError **error);
/* Events may have gone: takes over what vigie_store_key_restore() counted. */
void vigie_store_key_recount (VigieStore *store);

/* vigie-store-batch.c */
typedef struct _VigieStoreBatch VigieStoreBatch;
typedef struct
{
  guint64 dseq;
  guint8 hash[VIGIE_HASH_BYTES];
} VigieStoreTail;
/* Events of one transaction, with what follows from them; @store outlives it. Append, finish, then commit. */
VigieStoreBatch *vigie_store_batch_new (VigieStore *store);
void vigie_store_batch_free (VigieStoreBatch *batch);
/* The last event of a device in a stream; zero if none. Borrowed from @batch. */
VigieStoreTail *vigie_store_batch_tail (VigieStoreBatch *batch, const char *stream, const guint8 *device, GError **error);
/* Gives an event that was checked, and follows its tail, the next place in its stream. */
gboolean vigie_store_batch_append (VigieStoreBatch *batch, const VigieEvent *event, gint64 *key, GError **error);
/* Writes tails, rows of streams and rows of incidents that follow from what was appended. */
gboolean vigie_store_batch_finish (VigieStoreBatch *batch, GError **error);
/* NULL without error: not there. */
VigieEvent *vigie_store_event_by_id (VigieStore *store, const char *id, GError **error);
/* VIGIE_STORE_ID_BYTES to @out; FALSE for what is no id. */
gboolean vigie_store_id_to_blob (const char *id, guint8 *out);
/* Keeps the greater of both sequence numbers. */
gboolean vigie_store_write_tail (VigieStore *store, gint64 number, const guint8 *device, const VigieStoreTail *tail, GError **error);

/* vigie-store-record.c: how an event that comes from elsewhere stands to what is here. */
typedef enum
{
  VIGIE_STORE_FITS,    /* follows its tail, or takes a place that was withheld */
  VIGIE_STORE_KNOWN,   /* is there already */
  VIGIE_STORE_WAITS,   /* its predecessor has not been seen yet */
  VIGIE_STORE_UNFIT,   /* error is set: VIGIE_ERROR_TAMPERED, or the store's own */
} VigieStoreFit;
void vigie_store_set_contradicts (const VigieEvent *event, GError **error);
VigieStoreFit vigie_store_find_fit (VigieStoreBatch *batch, VigieStore *store, const VigieEvent *event, GError **error);

/* vigie-store-withheld.c: places of devices whose events are not here. */
/* *any: there are some at all. */
gboolean vigie_store_has_withheld (VigieStore *store, gboolean *any, GError **error);
/* Of an event ahead of @tail: *bridged when each place between is known to be withheld (@withheld, joined hashes,
 * nullable, or noted before) and the event names the last of them. The tail is moved on then. */
gboolean vigie_store_bridge (VigieStore *store, const VigieEvent *event, GBytes *withheld, VigieStoreTail *tail, gboolean *bridged, GError **error);
/* Notes the place of an event that is here only by its header. */
gboolean vigie_store_withhold (VigieStore *store, const VigieEvent *event, GError **error);
/* *fits: the place of @event is withheld, and nothing says that another event belongs there. */
gboolean vigie_store_fits_withheld (VigieStore *store, const VigieEvent *event, gboolean *fits, GError **error);
/* Its event is here now. */
gboolean vigie_store_fill_withheld (VigieStore *store, const VigieEvent *event, GError **error);
/* Adds the hashes (GBytes) that stream @number has of such places to @hashes. */
gboolean vigie_store_withheld_hashes (VigieStore *store, gint64 number, GHashTable *hashes, GError **error);

/* vigie-store-incident.c */
void vigie_store_forget_settled (VigieStore *store);

/* vigie-store-sender.c */
void vigie_store_forget_membership (VigieStore *store);

/* vigie-store-read.c */
gboolean vigie_store_stream_row (VigieStore *store, const char *stream, VigieStreamRow *row, gboolean *found, GError **error);
/* The same, MISSING when there is none. */
gboolean vigie_store_require_stream (VigieStore *store, const char *stream, VigieStreamRow *row, GError **error);
/* Events with first <= arrival <= last, in arrival order. */
gboolean vigie_store_load_range (VigieStore *store, gint64 number, guint32 first, guint32 last, GPtrArray *events, guint *n_bad, GError **error);
/* The same without the signed bytes: vigie_event_new_unproven(). */
gboolean vigie_store_load_to_fold (VigieStore *store, gint64 number, guint32 first, guint32 last, GPtrArray *events, guint *n_bad, GError **error);
VigieEvent *vigie_store_row_to_event (sqlite3_stmt *stmt, GError **error); /* columns: bytes, signature, hash */

/* vigie-store-incident.c */
/* Forgets folded incidents: all, or the one of @stream. */
void vigie_store_cache_clear (VigieStore *store);
void vigie_store_cache_drop (VigieStore *store, const char *stream);
/* Some column of the incident table may depend on it. */
gboolean vigie_store_event_matters (const VigieEvent *event);
/* The derived row of stream @number: from @incident, or from a fold of the stream. */
gboolean vigie_store_write_incident_row (VigieStore *store, gint64 number, const VigieIncident *incident, GError **error);
gboolean vigie_store_update_incident (VigieStore *store, const char *stream, gint64 number, GError **error);

/* vigie-store-index.c */
/* Puts at most @limit waiting events into the search index, one short transaction; *more says
 * whether some still wait. */
gboolean vigie_store_index_some (VigieStore *store, guint limit, gboolean *more, GError **error);
/* The same until nothing waits; between two transactions @cancellable (nullable) is asked. */
gboolean vigie_store_index_rest (VigieStore *store, GCancellable *cancellable, GError **error);
/* VigieEvent by place from @first on, with NULL where one cannot be read. */
GPtrArray *vigie_store_load_places (VigieStore *store, gint64 number, guint32 first, guint32 last, GError **error);
/* Takes the first @indexed events of a stream out of the index, inside the caller's transaction. If one of them cannot
 * be read, the whole index is emptied to be made anew. */
gboolean vigie_store_unindex (VigieStore *store, gint64 number, guint32 indexed, GError **error);

/* vigie-store-search.c */
/* Streams in which all @words are found; owned. */
GHashTable *vigie_store_search_streams (VigieStore *store, const char *words, GError **error); /* set of gint64 numbers */

/* vigie-store-text.c */
char *vigie_store_event_text (const VigieEvent *event); /* what the search sees; owned, may be empty */
/* The piece of @text around the first of @words, in one line; owned. */
char *vigie_store_excerpt (const char *text, const char *words);
/* The search without an index, for what it does not know yet: each word begins one of the text. */
gboolean vigie_store_text_matches (const char *text, const char *words);
char *vigie_store_search_query (const char *words, gboolean as_prefixes); /* FTS5, NULL when there is no word; owned */

/* Runs inside BEGIN … COMMIT. */
#define VIGIE_STORE_IN_TRANSACTION(store, call, error)                                         \
  (vigie_store_begin (store, error)                                                \
   && (((call) && vigie_store_commit (store, error)) || (vigie_store_rollback (store), FALSE)))

/* vigie-store-content-use.c */
/* An event of ours points only at content that a commit has made safe, in this transaction or before. */
gboolean vigie_store_content_check_draft (VigieStore *store, const VigieDraft *draft, GError **error);
/* Notes under the @key of an event that it names a content; TRUE for an event that names none. */
gboolean vigie_store_content_note_use (VigieStore *store, gint64 key, const VigieEvent *event, GError **error);
/* Makes content_use anew from the log, inside the caller's transaction. */
gboolean vigie_store_content_refill (VigieStore *store, GError **error);
/* What stream @number alone named; inside the caller's transaction, while its events are there. */
gboolean vigie_store_content_leave (VigieStore *store, gint64 number, GError **error);
/* Removes contents that no event has named for a day. */
gboolean vigie_store_content_sweep (VigieStore *store, GError **error);
/* @fault: what is wrong with the content of an attachment.added, NULL when nothing is; owned. */
gboolean vigie_store_content_check_use (VigieStore *store, gint64 key, const VigieEvent *event, char **fault, GError **error);
/* Reads every content and compares it with its hash, one at a time; adds a sentence to @faults for each that is damaged. */
gboolean vigie_store_content_verify (VigieStore *store, GPtrArray *faults, GCancellable *cancellable, GError **error);

/* vigie-store-verify.c, -verify-stream.c */
typedef struct
{
  gint64 number;
  char *name;
  guint32 arrival;
} VigieStreamName;
/* VigieStreamName, by number. */
GPtrArray *vigie_store_list_streams (VigieStore *store, GError **error);
/* Checks each event of a stream against itself, its neighbours and its tails. */
gboolean vigie_store_verify_stream (VigieStore *store, const VigieStreamName *stream, GPtrArray *faults, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStoreBatch, vigie_store_batch_free)

G_END_DECLS
