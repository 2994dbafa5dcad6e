/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

/* POST /v1/events: events go up, one result for each comes back after the commit. */

G_BEGIN_DECLS

/* An event as it was sent: its bytes are not looked into, because one bad event must not fail the others. */
typedef struct
{
  char *bytes;                   /* owned, NUL-terminated; holds no other NUL */
  gsize length_bytes;
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  GBytes *withheld;              /* hashes of the places directly before it that the sender cannot give; NULL: none */
} VigieWireEvent;

typedef enum
{
  VIGIE_WIRE_STORED,             /* new here */
  VIGIE_WIRE_KNOWN,              /* the same bytes were here */
  VIGIE_WIRE_GAP,                /* an earlier event of that device and stream is missing */
  VIGIE_WIRE_CONFLICT,           /* the id or the place is taken by another event */
  VIGIE_WIRE_REFUSED,            /* `code` says why */
  VIGIE_WIRE_INVALID,            /* no event, or a wrong signature */
  VIGIE_WIRE_N_STATUS,
} VigieWireStatus;

typedef struct
{
  char *id;                      /* NULL only when INVALID: it could not be read */
  VigieWireStatus status;
  gint64 seq;                    /* STORED and KNOWN, else 0 */
  guint8 link[VIGIE_HASH_BYTES]; /* STORED and KNOWN */
  char *code;                    /* "role", "member", "device", "stream", "too-large", "clock", or NULL */
  char *message;                 /* one sentence, or NULL */
} VigieWireResult;

typedef struct
{
  char *epoch;
  gint64 head;
  gint64 now_usec;               /* the hub's clock */
  GPtrArray *results;            /* VigieWireResult *, in the order of the request */
} VigieWireAppendReply;

const char *vigie_wire_status_to_word (VigieWireStatus status);

/* @events: VigieEvent. Owned. */
GBytes *vigie_wire_append_new (GPtrArray *events);
/* The same, with what is withheld before each of them: GBytes or NULL, as many; @withheld may be NULL. */
GBytes *vigie_wire_append_new_with (GPtrArray *events, GPtrArray *withheld);
/* VigieWireEvent *, at most VIGIE_WIRE_PAGE_MAX_EVENTS; owned. */
GPtrArray *vigie_wire_append_read (GBytes *body, GError **error);
void vigie_wire_event_free (VigieWireEvent *event);

VigieWireResult *vigie_wire_result_new (const char *id, VigieWireStatus status, const char *code, const char *message);
void vigie_wire_result_free (VigieWireResult *result);
GBytes *vigie_wire_append_reply_new (const char *epoch, gint64 head, gint64 now_usec, GPtrArray *results);
/* Refused unless there are @n_sent results. */
VigieWireAppendReply *vigie_wire_append_reply_read (GBytes *body, guint n_sent, GError **error);
void vigie_wire_append_reply_free (VigieWireAppendReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireEvent, vigie_wire_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireResult, vigie_wire_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireAppendReply, vigie_wire_append_reply_free)

G_END_DECLS
