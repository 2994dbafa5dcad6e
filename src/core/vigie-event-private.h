/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"

/* Shared by the files that make, read and check events. */

G_BEGIN_DECLS

/* Stands before the signed bytes, its final NUL included. */
#define VIGIE_EVENT_TAG "vigie-event-v1"
#define VIGIE_EVENT_TAG_BYTES (sizeof VIGIE_EVENT_TAG)
#define VIGIE_AUTHOR_MAX_CHARS 200

typedef struct
{
  VigieEvent event;
  gatomicrefcount count;
} VigieEventBlock;

/* Must come before each use of libsodium; cheap. */
void vigie_ensure_sodium (void);
/* What holds for drafts and for received events alike; @id and @replaces may be NULL. */
gboolean vigie_event_check_values (const char *id, const char *stream, const char *kind,
                                   gint64 occurred_usec, const char *const *replaces,
                                   GError **error);

G_END_DECLS
