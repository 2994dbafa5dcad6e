/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-hub-request.h"

/* What a live stream carries, as the bytes that go over it. A frame is made once and shared by all who may
 * see it; some look different to those who may see a restricted incident, and are then made once for
 * each group of readers that sees the same. */

G_BEGIN_DECLS

typedef struct _VigieHubFrame VigieHubFrame;

/* Makes the text for a reader who sees those of @streams whose bit is set in @mask. */
typedef GBytes *(*VigieHubFrameMake) (gpointer data, const char *const *streams, guint32 mask);

#define VIGIE_HUB_FRAME_STREAMS_MAX 32

/* The same for every member. */
VigieHubFrame *vigie_hub_frame_new (GBytes *text_taken);
/* @streams: copied, at most so many. @bytes: what it takes in memory, about. An empty text is nothing. */
VigieHubFrame *vigie_hub_frame_new_made (const char *const *streams, gsize bytes, VigieHubFrameMake make, gpointer data, GDestroyNotify free_data);
VigieHubFrame *vigie_hub_frame_ref (VigieHubFrame *frame); /* atomic count */
void vigie_hub_frame_unref (VigieHubFrame *frame);
/* What that reader gets, NULL: nothing. Owned. Any thread. */
GBytes *vigie_hub_frame_text (VigieHubFrame *frame, VigieHub *hub, const VigieHubSeat *seat);
gsize vigie_hub_frame_bytes (VigieHubFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieHubFrame, vigie_hub_frame_unref)

G_END_DECLS
