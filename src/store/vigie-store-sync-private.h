/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-membership.h"
#include "vigie-store-private.h"
#include "vigie-store-sync.h"

/* Shared by vigie-store-hub.c, -sent.c and -apply.c.
 *
 * How far a stream was sent is a mark (arrivals up to it are at the hub, or parked) and the few arrivals beyond it that
 * are there too: those a page brought while our own still waited. So recording writes nothing of this, and a stream that
 * is in step costs one row. */

G_BEGIN_DECLS

/* FALSE: a reader of a store that no program with hubs has opened. */
gboolean vigie_store_knows_hubs (VigieStore *store, gboolean *knows, GError **error);
/* FALSE + CONFLICT unless it is the present one; *cursor is the present one. */
gboolean vigie_store_check_epoch (VigieStore *store, const char *epoch, gint64 *cursor, GError **error);

/* The marks of one transaction. */
typedef struct _VigieStoreSent VigieStoreSent;
VigieStoreSent *vigie_store_sent_new (VigieStore *store);
void vigie_store_sent_free (VigieStoreSent *sent);
/* Notes that the event of that key is at the hub, or parked. */
gboolean vigie_store_sent_note (VigieStoreSent *sent, gint64 key, GError **error);
/* Notes everything up to @arrival. */
gboolean vigie_store_sent_upto (VigieStoreSent *sent, gint64 number, guint32 arrival, GError **error);
/* Writes the marks; the caller commits. */
gboolean vigie_store_sent_finish (VigieStoreSent *sent, GError **error);
/* *key 0: there is no such event. */
gboolean vigie_store_key_of (VigieStore *store, const char *id, gint64 *key, GError **error);

/* What is parked leaves what is shown of its stream. note: the event of that key is parked, or is not any more; settle: in the
 * same transaction, in the end. */
void vigie_store_parked_note (VigieStore *store, gint64 key);
gboolean vigie_store_parked_settle (VigieStore *store, GError **error);

/* Who may stand behind what comes, for one page; vigie-store-sender.c. */
typedef struct
{
  VigieStore *store;             /* borrowed */
  GPtrArray *arrivals;           /* borrowed: the page */
  gint64 cursor;                 /* before the page: what is not beyond it is history */
  VigieMembership *membership;   /* NULL: not looked, or nothing is known */
  gboolean known;                /* FALSE: to be looked at anew */
  gboolean changed;              /* by this page: nothing to be remembered */
  const char *epoch;             /* borrowed */
  gint64 place;                  /* of the organisation's stream at the hub, as read so far; -1: not looked */
  guint n_new;                   /* events of it in this page that are new */
} VigieStoreSenders;
gboolean vigie_store_senders_check (VigieStoreSenders *senders, const VigieStoreArrival *arrival, GError **error);
void vigie_store_senders_clear (VigieStoreSenders *senders);
/* Of what was taken. */
void vigie_store_senders_note (VigieStoreSenders *senders, const VigieStoreArrival *arrival, gboolean is_new);
/* The greatest place of a stream that was read in that log; 0: none. */
gboolean vigie_store_read_position (VigieStore *store, const char *epoch, const char *stream, gint64 *position, GError **error);
VigieMembership *vigie_store_membership (VigieStore *store, GPtrArray *more, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieStoreSenders, vigie_store_senders_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStoreSent, vigie_store_sent_free)

G_END_DECLS
