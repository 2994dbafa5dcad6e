/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-directory.h"
#include "vigie-event.h"
#include "vigie-figures.h"
#include "vigie-incident.h"
#include "vigie-playbook.h"

/* The SQLite event log and what is derived from it. A synchronous engine: one thread owns it (that
 * thread need not be the main one); every function may block on the disk. The UI talks to it through
 * VigieStoreThread only.
 *
 * Truth: table `event` (bytes, signature, hash). Everything else is derived and can be rebuilt.
 * A record is confirmed only after a COMMIT with synchronous=FULL. */

G_BEGIN_DECLS

/**
 * VigieStoreError:
 * @VIGIE_STORE_ERROR_BUSY: another process is the writer; go through its socket.
 * @VIGIE_STORE_ERROR_FOREIGN: not a Vigie store; nothing was changed.
 * @VIGIE_STORE_ERROR_NEWER: made by a newer Vigie; nothing was changed.
 * @VIGIE_STORE_ERROR_DAMAGED: truncated or corrupt; nothing was changed; restore a backup or rebuild.
 * @VIGIE_STORE_ERROR_FULL: the disk is full; free space and try again.
 * @VIGIE_STORE_ERROR_MISSING: there is no such store, incident or event.
 * @VIGIE_STORE_ERROR_AMBIGUOUS: several incidents answer to that reference.
 * @VIGIE_STORE_ERROR_FAILED: anything else of the file system.
 */
typedef enum
{
  VIGIE_STORE_ERROR_BUSY,
  VIGIE_STORE_ERROR_FOREIGN,
  VIGIE_STORE_ERROR_NEWER,
  VIGIE_STORE_ERROR_DAMAGED,
  VIGIE_STORE_ERROR_FULL,
  VIGIE_STORE_ERROR_MISSING,
  VIGIE_STORE_ERROR_AMBIGUOUS,
  VIGIE_STORE_ERROR_FAILED,
} VigieStoreError;
#define VIGIE_STORE_ERROR (vigie_store_error_quark ())
GQuark vigie_store_error_quark (void);

/* Time and randomness, so that every fault can be simulated. NULL members: the real ones. */
typedef struct
{
  gint64 (*now_usec) (gpointer user_data);
  void (*random) (guint8 *out, gsize length_bytes, gpointer user_data);
  gpointer user_data;
} VigieSeams;

typedef enum
{
  VIGIE_STORE_WRITER,       /* creates it if missing (0600, in a 0700 folder), takes the lock */
  VIGIE_STORE_READER,       /* read-only, never checkpoints, needs no lock */
} VigieStoreMode;

typedef struct _VigieStore VigieStore;

/* The store of the app: $VIGIE_STORE, else $XDG_DATA_HOME/vigie/vigie.db. Owned. */
char *vigie_store_default_path (void);

VigieStore *vigie_store_open (const char *path, VigieStoreMode mode, VigiePlaybook *playbook, const VigieSeams *seams, GError **error);
void vigie_store_close (VigieStore *store);
const char *vigie_store_get_path (VigieStore *store);
/* Hex of this device's public key; the key file stands beside the store, 0600, never in a backup. Owned. */
char *vigie_store_get_device (VigieStore *store);

/* Seals and appends @drafts in one durable transaction. Returns the events (VigieEvent, owned array). */
GPtrArray *vigie_store_record (VigieStore *store, GPtrArray *drafts, GError **error);
/* Takes events made elsewhere (an import): checks hash, signature, dseq and link of each; those already
 * there are skipped. All or nothing. @n_new may be NULL. */
gboolean vigie_store_ingest (VigieStore *store, GPtrArray *events, guint *n_new, GError **error);

/* Events of one stream in arrival order; content hashes compared on read: an event that does not agree is
 * left out, counted in @n_bad (may be NULL). */
GPtrArray *vigie_store_load (VigieStore *store, const char *stream, guint *n_bad, GError **error);
/* The newest @limit events only, in arrival order: the first page of a long incident. */
GPtrArray *vigie_store_load_newest (VigieStore *store, const char *stream, guint limit, GError **error);
/* The folded incident (kept in a small cache, refreshed by record and ingest). Its events are without signed bytes. */
VigieIncident *vigie_store_incident (VigieStore *store, const char *stream, GError **error);
/* The directory as it stands, of the stream VIGIE_STREAM_DIRECTORY on the ground of the playbook; kept likewise. */
VigieDirectory *vigie_store_directory (VigieStore *store, GError **error);
/* "2026-11-22-K7QF", a unique prefix, or the four signs, → stream; MISSING or AMBIGUOUS otherwise. Owned. */
char *vigie_store_find (VigieStore *store, const char *reference, GError **error);

/* One line of the registry, from the derived table. */
typedef struct
{
  char *stream, *ref, *title, *type, *commander; /* commander may be NULL */
  VigieLevel level;
  gboolean provisional, example, active;
  VigieStage stage;
  gint64 started_usec, detected_usec, declared_usec, resolved_usec, closed_usec; /* NONE if unset */
  guint n_events;
} VigieIncidentRow;
void vigie_incident_row_free (VigieIncidentRow *row);

typedef struct
{
  const char *words;         /* full-text, NULL or "": all */
  guint levels;              /* bit (1 << VigieLevel), 0: all */
  gint64 from_usec, to_usec; /* detected in; NONE: open */
  gboolean only_active, only_past;
  guint limit;               /* 0: all */
  gboolean and_open;         /* with @limit alone: beyond it also every older one that is not closed, or an example */
  gint64 before_usec;        /* keyset: detected before this, NONE: newest */
} VigieIncidentFilter;
/* VigieIncidentRow, newest detection first. */
GPtrArray *vigie_store_list (VigieStore *store, const VigieIncidentFilter *filter, GError **error);

/* VigieFigures of every incident, linked (vigie_figures_link()), in no order of meaning; owned. A writer first makes what is
 * behind, which after a change of the rules may be all: vigie_store_learn_some() does that in pieces. */
GPtrArray *vigie_store_figures (VigieStore *store, GError **error);
/* Makes the figures of at most @limit incidents anew, in one transaction; *more: some are still behind. Nothing for a reader. */
gboolean vigie_store_learn_some (VigieStore *store, guint limit, gboolean *more, GError **error);
/* Actions that are open over all incidents, as far as the figures are made. */
gboolean vigie_store_count_open_actions (VigieStore *store, guint *n_open, GError **error);

typedef struct { char *stream, *ref, *title, *event_id, *excerpt; gint64 occurred_usec; } VigieSearchHit;
void vigie_search_hit_free (VigieSearchHit *hit);
/* Entries, titles, facts and messages with all @words (prefixes, accents folded); newest first. Any input is taken
 * literally: no query language, no error for odd signs. */
GPtrArray *vigie_store_search (VigieStore *store, const char *words, guint limit, GError **error);

/* Text being typed, by place ("command/STREAM"): survives a crash. NULL @text forgets it. Cheap, but durable. */
gboolean vigie_store_keep_text (VigieStore *store, const char *place, const char *text, GError **error);
char *vigie_store_kept_text (VigieStore *store, const char *place, GError **error); /* owned, NULL if none */

/* Contents of files kept as evidence, by their hash (64 hexadecimal digits), in pieces (vigie-attachment.h).
 * An `attachment.added` can be recorded when its content is complete. *next: the first piece not here yet. */
gboolean vigie_store_content_begin (VigieStore *store, const char *hash, gint64 size_bytes, gboolean *complete, guint *next, GError **error);
gboolean vigie_store_content_piece (VigieStore *store, const char *hash, guint index, GBytes *piece, GError **error);
gboolean vigie_store_content_finish (VigieStore *store, const char *hash, GError **error);
gboolean vigie_store_content_forget (VigieStore *store, const char *hash, GError **error);
/* MISSING when it is not here. The whole is checked against the hash (DAMAGED), a piece is not. */
gboolean vigie_store_content_find (VigieStore *store, const char *hash, gint64 *size_bytes, GError **error);
GBytes *vigie_store_content_read_piece (VigieStore *store, const char *hash, guint index, GError **error);
GBytes *vigie_store_content_read (VigieStore *store, const char *hash, GError **error);

/* Forgets a local/ stream (example, rehearsal) altogether; INVALID for any other. */
gboolean vigie_store_remove_local (VigieStore *store, const char *stream, GError **error);
/* Derived tables anew from the log. @progress may be NULL. */
gboolean vigie_store_rebuild (VigieStore *store, void (*progress) (guint done, guint all, gpointer data), gpointer data, GCancellable *cancellable, GError **error);
/* Consistent copy while in use, 0600, no key; refuses to overwrite. */
gboolean vigie_store_backup (VigieStore *store, const char *destination, GError **error);
/* Every hash, signature, link and the database itself. Each fault (char *) goes to @faults. FALSE + error only if it could not look. */
gboolean vigie_store_verify (VigieStore *store, GPtrArray *faults, GCancellable *cancellable, GError **error);
/* BLAKE2b-256 of the derived tables' content (hex, owned): equal before and after rebuild. */
char *vigie_store_derived_digest (VigieStore *store, GError **error);
/* Head of the incident's local chain (arrival order), hex, owned; NULL if no events. */
char *vigie_store_chain_head (VigieStore *store, const char *stream, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStore, vigie_store_close)

G_END_DECLS
