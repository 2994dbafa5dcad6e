/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "vigie-hub-sqlite.h"

/* What the files of the SQLite log share. */

G_BEGIN_DECLS

#define VIGIE_HUB_APPLICATION_ID 0x56494748 /* "VIGH" */
#define VIGIE_HUB_LOG_VERSION 2
#define VIGIE_HUB_ID_BYTES 16
#define VIGIE_HUB_EPOCH_CHARS 32

/* The newest event of a stream, as the next one needs it. */
typedef struct
{
  gint64 number;
  guint64 count;
  guint8 link[VIGIE_HASH_BYTES];
  guint8 set[VIGIE_HASH_BYTES];
} VigieHubHead;

typedef struct
{
  VigieHubLog log;      /* first */
  char *path;
  VigieHubSeams seams;
  sqlite3 *db;
  GHashTable *statements; /* address of an SQL text → sqlite3_stmt */
  GHashTable *heads;    /* stream → VigieHubHead; what the writer knows of the log */
  GHashTable *tails;    /* "stream number device" → VigieHubTail */
  GHashTable *devices;  /* key in hexadecimal → gint64 number */
  guint8 last_device[VIGIE_KEY_BYTES]; /* that was asked for, so that a batch does not search for each event */
  gint64 last_device_number;  /* 0: none */
  gint64 last_tail_stream, last_tail_device;
  VigieHubTail *last_tail;    /* borrowed from @tails; NULL: none */
  guint64 head;
  int lock_fd;          /* -1 for a reader */
  int mark_fd;
  char epoch[VIGIE_HUB_EPOCH_CHARS + 1];
  gboolean writer;
  gboolean broken;      /* after a failed write to the disk nothing in memory can be trusted */
} VigieHubSqlite;

/* vigie-hub-sqlite-sql.c */
void vigie_hub_sql_set_error (VigieHubSqlite *self, int code, GError **error);
void vigie_hub_sql_set_errno (GError **error, int saved_errno, const char *path);
/* Prepared once and kept; comes back reset and without bindings. Borrowed. */
sqlite3_stmt *vigie_hub_sql (VigieHubSqlite *self, const char *sql, GError **error);
/* TRUE with *row: there is one; TRUE without: the end, @stmt is reset. */
gboolean vigie_hub_sql_step (VigieHubSqlite *self, sqlite3_stmt *stmt, gboolean *row, GError **error);
gboolean vigie_hub_sql_run (VigieHubSqlite *self, sqlite3_stmt *stmt, GError **error);
gboolean vigie_hub_sql_exec (VigieHubSqlite *self, const char *sql, GError **error);
gboolean vigie_hub_sql_int (VigieHubSqlite *self, const char *sql, gint64 *out, GError **error);
gboolean vigie_hub_sql_blob (sqlite3_stmt *stmt, int column, guint8 *out, gsize length_bytes);
void vigie_hub_sql_bind (sqlite3_stmt *stmt, int index, const guint8 *bytes, gsize length_bytes);

/* vigie-hub-sqlite-file.c */
typedef enum
{
  VIGIE_HUB_FILE_OURS,
  VIGIE_HUB_FILE_MISSING,
  VIGIE_HUB_FILE_REFUSED,
} VigieHubFile;
VigieHubFile vigie_hub_file_look (const char *path, GError **error);
gboolean vigie_hub_file_lock (VigieHubSqlite *self, GError **error);
/* An empty file of mode 0600 that was not there. */
gboolean vigie_hub_file_make (const char *path, GError **error);
gboolean vigie_hub_file_move (const char *from, const char *to, GError **error);

/* vigie-hub-sqlite-schema.c */
gboolean vigie_hub_schema_create (const char *path, GError **error);
gboolean vigie_hub_schema_migrate (VigieHubSqlite *self, GError **error);

/* vigie-hub-sqlite.c */
gboolean vigie_hub_sqlite_connect (VigieHubSqlite *self, GError **error);
void vigie_hub_sqlite_disconnect (VigieHubSqlite *self);
void vigie_hub_sqlite_forget (VigieHubSqlite *self); /* the caches */

/* vigie-hub-sqlite-epoch.c */
gboolean vigie_hub_epoch_settle (VigieHubSqlite *self, GError **error);
void vigie_hub_epoch_mark (VigieHubSqlite *self);
gboolean vigie_hub_sqlite_epoch (VigieHubLog *log, char epoch[33], guint64 *head, GError **error);
gboolean vigie_hub_sqlite_backup (VigieHubLog *log, const char *path, GError **error);
gboolean vigie_hub_sqlite_check (VigieHubLog *log, GPtrArray *faults, GError **error);

/* vigie-hub-sqlite-lookup.c */
gboolean vigie_hub_sqlite_set_damaged (VigieHubSqlite *self, GError **error); /* always FALSE */
/* Borrowed until vigie_hub_sqlite_forget(). Of a stream that is not here the number is 0; it is made with its first event. */
VigieHubHead *vigie_hub_sqlite_head (VigieHubSqlite *self, const char *stream, GError **error);
gboolean vigie_hub_sqlite_make_stream (VigieHubSqlite *self, const char *stream, gint64 *number, GError **error);
/* 0 when the device is not here, unless @make. */
gboolean vigie_hub_sqlite_device (VigieHubSqlite *self, const guint8 *device, gboolean make, gint64 *number, GError **error);
VigieHubTail *vigie_hub_sqlite_find_tail (VigieHubSqlite *self, gint64 stream, gint64 device, GError **error);
void vigie_hub_sqlite_forget_tail (VigieHubSqlite *self, gint64 stream, gint64 device);
gboolean vigie_hub_sqlite_tail (VigieHubLog *log, const char *stream, const guint8 *device, VigieHubTail *tail, GError **error);

/* vigie-hub-sqlite-withheld.c */
/* An event came for a place that was withheld. */
gboolean vigie_hub_sqlite_fill (VigieHubSqlite *self, gint64 stream, gint64 device, guint64 dseq, GError **error);
gboolean vigie_hub_sqlite_withhold (VigieHubLog *log, const VigieHubWithheld *withheld, gint64 now_usec, GError **error);
gboolean vigie_hub_sqlite_withheld (VigieHubLog *log, const VigieEvent *event, gboolean *fits, gboolean *admitted, GError **error);
gboolean vigie_hub_sqlite_withheld_before (VigieHubLog *log, const VigieEvent *event, GBytes **hashes, GError **error);
gboolean vigie_hub_sqlite_list_withheld (VigieHubLog *log, VigieHubWithheldFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_sqlite_admit (VigieHubLog *log, const char *id, gboolean *found, GError **error);

/* vigie-hub-sqlite-append.c */
gboolean vigie_hub_sqlite_id_to_blob (const char *id, guint8 out[VIGIE_HUB_ID_BYTES]);
gboolean vigie_hub_sqlite_append (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, VigieHubSpecial special, VigieHubPlace *place, GError **error);
gboolean vigie_hub_sqlite_redact (VigieHubLog *log, const char *id, const char *header, gboolean *found, GError **error);
gboolean vigie_hub_sqlite_find (VigieHubLog *log, const char *id, VigieHubPlace *place, gboolean *found, GError **error);

/* vigie-hub-sqlite-page.c */
gboolean vigie_hub_sqlite_page (VigieHubLog *log, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_sqlite_page_stream (VigieHubLog *log, const char *stream, guint64 after, VigieHubRowFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_sqlite_page_special (VigieHubLog *log, VigieHubSpecial special, VigieHubRowFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_sqlite_streams (VigieHubLog *log, const char *after, VigieHubStreamFunc func, gpointer user_data, GError **error);

/* vigie-hub-sqlite-blob.c */
gboolean vigie_hub_sqlite_name_blob (VigieHubLog *log, const guint8 *hash, const char *stream, gint64 size_bytes, GError **error);
gboolean vigie_hub_sqlite_blob_named (VigieHubLog *log, const guint8 *hash, VigieHubNamedFunc func, gpointer user_data, GError **error);
gboolean vigie_hub_sqlite_blob_state (VigieHubLog *log, const guint8 *hash, gint64 *size_bytes, guint *n_pieces, gboolean *complete, GError **error);
gboolean vigie_hub_sqlite_blob_put (VigieHubLog *log, const guint8 *hash, gint64 size_bytes, guint piece, GBytes *bytes, GError **error);
gboolean vigie_hub_sqlite_blob_set_complete (VigieHubLog *log, const guint8 *hash, GError **error);
gboolean vigie_hub_sqlite_blob_drop (VigieHubLog *log, const guint8 *hash, GError **error);
GBytes *vigie_hub_sqlite_blob_get (VigieHubLog *log, const guint8 *hash, guint piece, GError **error);

/* vigie-hub-sqlite-member.c */
gboolean vigie_hub_sqlite_token_put (VigieHubLog *log, const guint8 *hash, const VigieHubToken *token, gint64 now_usec, GError **error);
gboolean vigie_hub_sqlite_token_find (VigieHubLog *log, const guint8 *hash, VigieHubToken *token, gboolean *found, GError **error);
gboolean vigie_hub_sqlite_token_drop (VigieHubLog *log, const guint8 *device, GError **error);
gboolean vigie_hub_sqlite_invitation_put (VigieHubLog *log, const guint8 *hash, const VigieHubInvitation *invitation, GError **error);
gboolean vigie_hub_sqlite_invitation_find (VigieHubLog *log, const guint8 *hash, VigieHubInvitation *invitation, gboolean *found, GError **error);
gboolean vigie_hub_sqlite_invitation_use (VigieHubLog *log, const guint8 *hash, const guint8 *device, GError **error);
gboolean vigie_hub_sqlite_value_put (VigieHubLog *log, const char *name, const char *value, GError **error);
char *vigie_hub_sqlite_value_get (VigieHubLog *log, const char *name, GError **error);

G_END_DECLS
