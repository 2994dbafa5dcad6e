/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

/* GET /v1/events: what a reader may see, in order of `seq`, or of the place in one stream. The same events stand in live
 * frames. */

G_BEGIN_DECLS

typedef struct
{
  gint64 seq;
  char *stream;
  gint64 position;               /* from 1 */
  guint8 link[VIGIE_HASH_BYTES];
  VigieEvent *event;             /* owned; NULL when it cannot be read: set it aside, the cursor goes on */
  GBytes *withheld;              /* owned: hashes of the places of its device directly before it that the hub did not take; or NULL */
} VigieWirePageEvent;

typedef struct
{
  char *epoch;
  gint64 after, next, head;
  gboolean more;
  GPtrArray *events;             /* VigieWirePageEvent * */
} VigieWirePage;

typedef enum
{
  VIGIE_WIRE_BY_SEQ,
  VIGIE_WIRE_BY_POSITION,        /* of one stream */
} VigieWireOrder;

/* @event is referenced; a redacted one goes with its header. */
VigieWirePageEvent *vigie_wire_page_event_new (gint64 seq, gint64 position, const guint8 *link, VigieEvent *event);
/* Says which places before it are withheld; @withheld may be NULL. */
void vigie_wire_page_event_set_withheld (VigieWirePageEvent *event, GBytes *withheld);
void vigie_wire_page_event_free (VigieWirePageEvent *event);
/* How many bytes that event will take in a page or a frame, at most. */
gsize vigie_wire_page_event_bytes (const VigieWirePageEvent *event);

/* The body of a reply: @page in its envelope. Owned. */
GBytes *vigie_wire_page_new (const VigieWirePage *page);
/* What a reply holds, with its events referenced; owned. NULL with an error when the envelope does not hold, a member is
 * missing or odd, or it does not follow @after (a `seq` or a position) in @order; numbers rise and end with `next`. */
VigieWirePage *vigie_wire_page_read (GBytes *body, VigieWireOrder order, gint64 after, GError **error);
void vigie_wire_page_free (VigieWirePage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWirePageEvent, vigie_wire_page_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWirePage, vigie_wire_page_free)

G_END_DECLS
