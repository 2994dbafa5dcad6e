/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-types.h"
#include "vigie-json.h"

/* One immutable fact. The signed bytes are made once, by vigie_event_seal(), and from then on only
 * copied. They are one JSON object, members in this order, no white space:
 *
 *   {"v":1,"id":UUIDv7,"stream":S,"kind":K,"occurred":USEC,"stamp":USEC,"author":NAME,"device":HEX64,
 *    "dseq":N,"prev":HEX64 or "","replaces":[UUID…],"body":{…}}
 *
 * hash = BLAKE2b-256 of the bytes; signature = Ed25519 over "vigie-event-v1\0" and the bytes; prev =
 * hash of this device's previous event in this stream ("" for dseq 1). stamp is a hybrid logical
 * clock in one number: max (device clock, greatest stamp seen + 1), microseconds.
 * Unknown members and unknown kinds are kept as they are. */

G_BEGIN_DECLS

#define VIGIE_EVENT_VERSION 1
#define VIGIE_HASH_BYTES 32
#define VIGIE_KEY_BYTES 32            /* Ed25519 public key: the device */
#define VIGIE_SECRET_KEY_BYTES 64
#define VIGIE_SIGNATURE_BYTES 64
#define VIGIE_KIND_MAX_CHARS 64
/* A remote stamp further ahead of the own clock than this is kept but does not move our clock. */
#define VIGIE_STAMP_DRIFT_MAX_USEC (VIGIE_HOUR_USEC)

struct _VigieEvent
{
  /*< read only >*/
  const char *id;
  const char *stream;
  const char *kind;
  const char *author;
  gint64 occurred_usec;
  gint64 stamp_usec;
  guint64 dseq;
  guint8 device[VIGIE_KEY_BYTES];
  guint8 prev[VIGIE_HASH_BYTES];      /* zero when dseq == 1 */
  guint8 hash[VIGIE_HASH_BYTES];
  guint8 signature[VIGIE_SIGNATURE_BYTES];
  const char *const *replaces;        /* NULL-terminated, never NULL */
  const char *bytes;                  /* the signed bytes */
  gsize length_bytes;
  const char *body;                   /* the body object inside @bytes */
  gsize body_length_bytes;
  gboolean redacted;                  /* the bytes are gone, only header and hash are left */
};

/* What a person did, before a device recorded it. */
struct _VigieDraft
{
  char *stream;
  char *kind;
  gint64 occurred_usec;
  char *author;
  GStrv replaces;                     /* may be NULL */
  char *body;                         /* a JSON object */
  char *id;                           /* NULL: the recorder makes one; set when other drafts of the batch refer to it */
};

/* What the recording device adds. */
typedef struct
{
  gint64 now_usec;                    /* device clock */
  gint64 last_stamp_usec;             /* greatest stamp seen so far, VIGIE_TIME_NONE if none */
  guint64 last_dseq;                  /* of this device in this stream; 0 if none */
  guint8 last_hash[VIGIE_HASH_BYTES]; /* of that event */
  const guint8 *random;               /* VIGIE_ID_RANDOM_BYTES; used when the draft has no id */
  const guint8 *secret_key;           /* VIGIE_SECRET_KEY_BYTES */
} VigieSealContext;

VigieDraft *vigie_draft_new (const char *stream, const char *kind, gint64 occurred_usec, const char *author, char *body_taken);
void vigie_draft_free (VigieDraft *draft);
char *vigie_draft_to_json (const VigieDraft *draft);             /* for handing to another process; owned */
VigieDraft *vigie_draft_from_json (const char *json, GError **error);

/* The stamp a new event must bear. */
gint64 vigie_stamp_next (gint64 now_usec, gint64 last_stamp_usec);

/* Checks the draft (kind, stream, author, sizes, body is one strict JSON object), builds, hashes and signs. */
VigieEvent *vigie_event_seal (const VigieDraft *draft, const VigieSealContext *context, GError **error);
/* Reads stored or received bytes. Checks form and sizes, computes the hash; does not check the signature. */
VigieEvent *vigie_event_parse (const char *bytes, gsize length_bytes, const guint8 *signature, GError **error);
/* The same event without its content: @header's bytes and body are not read; hash and signature stay. */
VigieEvent *vigie_event_new_redacted (const VigieEvent *header);
/* What a fold needs of @event: all but the signed bytes (@bytes is ""). Neither verified nor exported. */
VigieEvent *vigie_event_new_unproven (const VigieEvent *event);
/* TAMPERED unless the signature is @event's device's over these bytes; NOT_FOUND if it is redacted. */
gboolean vigie_event_verify (const VigieEvent *event, GError **error);
/* TAMPERED unless @event directly follows @previous (NULL for dseq 1) of the same device and stream. */
gboolean vigie_event_follows (const VigieEvent *event, const VigieEvent *previous, GError **error);
VigieEvent *vigie_event_ref (VigieEvent *event);   /* atomic count: may cross threads */
void vigie_event_unref (VigieEvent *event);
/* (stamp, device, id): the order of the fold. */
int vigie_event_compare (const VigieEvent *a, const VigieEvent *b);
/* In that order, each id once; without what occurred after @until_usec (VIGIE_TIME_NONE: all). Owned. */
GPtrArray *vigie_events_sorted (GPtrArray *events, gint64 until_usec);
VigieJson *vigie_event_body (const VigieEvent *event); /* parsed body; owned; the event must outlive it */

char *vigie_hex (const guint8 *bytes, gsize length_bytes); /* owned */
gboolean vigie_unhex (const char *text, guint8 *out, gsize length_bytes);
void vigie_hash (const void *data, gsize length_bytes, guint8 *out);
/* The hub's link: H (previous link ‖ hash ‖ signature); @previous NULL for the first (zeros). It still
 * checks when the bytes of an event have been redacted. */
void vigie_chain_link (const guint8 *previous, const VigieEvent *event, guint8 *out);
/* Ed25519 over bytes that are no event: the caller puts a domain in front, "vigie-…-v1" and a NUL. */
void vigie_sign (GBytes *message, const guint8 *secret_key, guint8 *signature);
gboolean vigie_signature_is_of (const guint8 *signature, GBytes *message, const guint8 *public_key);
/* Overwrites a secret, which the compiler would else leave in memory. */
void vigie_wipe (void *secret, gsize length_bytes);
/* Key pair from a 32-byte seed (random bytes given by the caller). */
void vigie_key_from_seed (const guint8 *seed, guint8 *public_key, guint8 *secret_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieEvent, vigie_event_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDraft, vigie_draft_free)

G_END_DECLS
