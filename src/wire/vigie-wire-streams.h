/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

/* GET /v1/streams: what a hub has of each stream, so that two logs can be compared whatever their order. */

G_BEGIN_DECLS

typedef struct
{
  char *stream;
  gint64 count;
  guint8 link[VIGIE_HASH_BYTES]; /* head of its chain */
  guint8 set[VIGIE_HASH_BYTES];  /* XOR of the hashes of its events */
} VigieWireStream;

typedef struct
{
  char *epoch;
  GPtrArray *streams;            /* VigieWireStream *, by name */
  char *next;                    /* ask for what comes after this name; NULL: that was all */
} VigieWireStreams;

#define VIGIE_WIRE_STREAMS_MAX 1000

VigieWireStream *vigie_wire_stream_new (const char *stream, gint64 count, const guint8 *link, const guint8 *set);
void vigie_wire_stream_free (VigieWireStream *stream);
GBytes *vigie_wire_streams_new (const VigieWireStreams *streams);
/* @after: the name that was asked with, "" for the beginning. */
VigieWireStreams *vigie_wire_streams_read (GBytes *body, const char *after, GError **error);
void vigie_wire_streams_free (VigieWireStreams *streams);
/* Adds a hash to @set, or takes it away. */
void vigie_wire_set_add (guint8 *set, const guint8 *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireStream, vigie_wire_stream_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieWireStreams, vigie_wire_streams_free)

G_END_DECLS
