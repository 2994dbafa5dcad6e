/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store.h"

/* What a seat keeps of its hub: where it is, how far it has read, what it has sent. This header is all that src/sync sees
 * of the store beside opening and closing it. Rules of vigie-store.h: one thread, each call may block on the disk, what
 * reports success is on the disk.
 *
 * Each stream is shared but for those under local/ and those held back. "Sent" means that the hub of the present epoch
 * has the event; a new epoch (a hub put back from a backup, another hub) makes everything unsent again. */

G_BEGIN_DECLS

#define VIGIE_STORE_SYNC_VERSION 4 /* since when a store knows of a hub */

typedef struct
{
  guint8 organisation[VIGIE_KEY_BYTES];
  char *name;                              /* of the organisation */
  guint8 hub[VIGIE_KEY_BYTES];
  GStrv addresses;                         /* "HOST:PORT", the best one first */
  gboolean has_certificate;                /* FALSE: no TLS, on this computer alone */
  guint8 certificate[VIGIE_HASH_BYTES];    /* SHA-256 of its DER */
  char *epoch;
  gint64 cursor;                           /* seq up to which everything was read */
  char *member;                            /* who speaks here: UUID, name, role */
  char *person;
  char *role;
} VigieStoreHub;

VigieStoreHub *vigie_store_hub_copy (const VigieStoreHub *hub);
void vigie_store_hub_free (VigieStoreHub *hub);
/* The hub of this store; NULL without error when there is none. */
VigieStoreHub *vigie_store_hub (VigieStore *store, GError **error);
/* Joins, or changes what is known of the hub. Another epoch than before: as vigie_store_new_epoch(). CONFLICT when the
 * store belongs to another organisation. */
gboolean vigie_store_set_hub (VigieStore *store, const VigieStoreHub *hub, GError **error);
/* Leaves: nothing of the record goes. */
gboolean vigie_store_leave_hub (VigieStore *store, GError **error);
/* Reads again from the beginning, sends everything again. What was parked is tried again. */
gboolean vigie_store_new_epoch (VigieStore *store, const char *epoch, GError **error);

/* Held back, a stream is not sent; what the hub has of it is taken all the same. */
gboolean vigie_store_set_shared (VigieStore *store, const char *stream, gboolean shared, GError **error);
/* The same for many at once, all or nothing; either list may be NULL. */
gboolean vigie_store_share (VigieStore *store, const char *const *shared, const char *const *held_back, GError **error);
gboolean vigie_store_is_shared (VigieStore *store, const char *stream, gboolean *shared, GError **error);

/* The next events to send, of whatever device, at most @limit and about @limit_bytes (one always fits); a device's events
 * of a stream in their order, the stream last worked on first. Owned; empty: all is sent. */
GPtrArray *vigie_store_unsent (VigieStore *store, guint limit, gsize limit_bytes, GError **error);
/* For each of @events (VigieEvent, about to be sent): the hashes, joined, of the places directly before it whose events cannot
 * be given, because they are parked or were never here; GBytes or NULL. Owned; NULL without error: nothing for any. */
GPtrArray *vigie_store_withheld_before (VigieStore *store, GPtrArray *events, GError **error);
/* How many wait; of one stream, or of all (NULL). */
gboolean vigie_store_n_unsent (VigieStore *store, const char *stream, guint *n, GError **error);

typedef struct
{
  char *id;
  gboolean parked;                         /* FALSE: the hub has it */
  char *code, *message;                    /* why it is parked: a word and a sentence; may be NULL */
} VigieStoreMark;
void vigie_store_mark_free (VigieStoreMark *mark);
/* What a hub said of events it was sent; those that are not here are passed over. CONFLICT when @epoch is not the
 * present one: the answer is of a log that is gone. */
gboolean vigie_store_mark_sent (VigieStore *store, const char *epoch, GPtrArray *marks, GError **error);

typedef struct
{
  char *id, *stream, *code, *message;      /* code and message may be NULL */
  gint64 since_usec;
} VigieStoreParked;
void vigie_store_parked_free (VigieStoreParked *parked);
gboolean vigie_store_n_parked (VigieStore *store, guint *n, GError **error);
/* VigieStoreParked, oldest first. Owned. */
GPtrArray *vigie_store_parked (VigieStore *store, GError **error);
/* Names of streams that say something else now because of what was parked, or is not any more; owned, mostly empty. */
GStrv vigie_store_take_settled (VigieStore *store);
/* Makes what is parked unsent again; one event, or all (NULL). What was sent after it stays sent. */
gboolean vigie_store_unpark (VigieStore *store, const char *id, GError **error);
/* Sends a whole stream again, but for what is parked: the hub said that something of it is missing. */
gboolean vigie_store_resend (VigieStore *store, const char *stream, GError **error);

typedef struct
{
  gint64 seq;
  const char *stream;                      /* borrowed */
  gint64 position;
  guint8 link[VIGIE_HASH_BYTES];
  VigieEvent *event;                       /* borrowed; NULL: it could not be read */
  GBytes *withheld;                        /* borrowed; hashes of the places before it that the hub did not take, or NULL */
} VigieStoreArrival;

typedef struct
{
  guint n_new;
  guint n_aside;                           /* set aside: forged, contradicting, unreadable */
  GStrv streams;                           /* that changed; owned */
} VigieStoreApplied;
void vigie_store_applied_clear (VigieStoreApplied *applied);

/* Takes a page: its events (VigieStoreArrival) and the new cursor, in one transaction. Known ones are noted as sent. A bad
 * event is set aside and counted and holds up nothing. CONFLICT when @epoch is not the present one or @cursor goes back:
 * nothing was taken. */
gboolean vigie_store_apply (VigieStore *store, const char *epoch, gint64 cursor, GPtrArray *arrivals, VigieStoreApplied *applied, GError **error);
/* Places of a stream at the hub that were never shown to this seat: those after @after. */
typedef struct
{
  char *stream;
  gint64 after;
} VigieStoreGap;
void vigie_store_gap_free (VigieStoreGap *gap);
/* What has to be read of each stream before that page is taken (VigieStoreGap, owned); mostly empty. @known (may be NULL):
 * stream → gint64, places that need not be looked for. */
GPtrArray *vigie_store_find_gaps (VigieStore *store, const char *epoch, GPtrArray *arrivals, GHashTable *known, GError **error);
/* Adds to @gaps what is missing of a stream of which the hub has @count events. */
gboolean vigie_store_find_missing (VigieStore *store, const char *epoch, const char *stream, gint64 count, gint64 known, GPtrArray *gaps, GError **error);
/* What was set aside, oldest first (VigieStoreAside, owned). */
typedef struct
{
  gint64 seq;
  char *stream, *reason;
} VigieStoreAside;
void vigie_store_aside_free (VigieStoreAside *aside);
GPtrArray *vigie_store_asides (VigieStore *store, GError **error);
/* How many events of the present epoch were set aside. */
gboolean vigie_store_n_aside (VigieStore *store, guint *n, GError **error);

/* How many events of @stream are here and the XOR of their hashes, to compare two logs whatever their order. */
gboolean vigie_store_stream_set (VigieStore *store, const char *stream, gint64 *count, guint8 *set, GError **error);
/* Nothing of @stream is to be sent when the hub of that epoch has the same events: @count of them, and @set. */
gboolean vigie_store_note_in_step (VigieStore *store, const char *epoch, const char *stream, gint64 count, const guint8 *set, GError **error);
/* The hub's chain of @stream as last seen: place and link of its head; position 0: never. */
gboolean vigie_store_hub_head (VigieStore *store, const char *stream, gint64 *position, guint8 *link, GError **error);

/* A content of a file that has still to go to the hub (@up) or to come from it. */
typedef struct
{
  gboolean up;
  char *hash;                              /* 64 hexadecimal digits */
  char *stream;                            /* of an event that names it */
  gint64 size_bytes;
  guint next;                              /* to fetch: the first piece that is not here; to send: 0 */
} VigieStoreTransfer;
void vigie_store_transfer_free (VigieStoreTransfer *transfer);
/* VigieStoreTransfer, at most @limit each way, the newest first. Owned. */
GPtrArray *vigie_store_transfers (VigieStore *store, guint limit, GError **error);
/* The hub of that epoch has the whole of it. */
gboolean vigie_store_note_content_sent (VigieStore *store, const char *epoch, const char *hash, GError **error);

/* Signs for this device (not an event); FALSE when there is no key. */
gboolean vigie_store_sign (VigieStore *store, GBytes *message, guint8 *signature, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStoreHub, vigie_store_hub_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStoreTransfer, vigie_store_transfer_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieStoreApplied, vigie_store_applied_clear)

G_END_DECLS
