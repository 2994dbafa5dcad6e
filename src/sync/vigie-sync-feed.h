/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A calendar at an address, fetched when somebody follows it. Any server of the world may answer: what comes is bytes for
 * vigie-reader, at most VIGIE_SYNC_FEED_MAX_BYTES of them, and never from another computer than the one that was named.
 * Main context; nothing blocks. */

G_BEGIN_DECLS

#define VIGIE_SYNC_FEED_MAX_BYTES (4 * 1024 * 1024)
#define VIGIE_SYNC_FEED_ADDRESS_MAX_BYTES 2000

typedef struct
{
  GBytes *body;                  /* NULL: nothing changed since the marks */
  char *etag, *modified;         /* the marks for the next time, as the server gave them; or NULL */
} VigieSyncFeed;

/* "https://HOST/PATH" of what people paste ("webcal://…" is the same); NULL + INVALID with one sentence. Owned. */
char *vigie_sync_feed_address (const char *typed, GError **error);
/* The host of such an address, for people: what follows it may be a secret. Owned. */
char *vigie_sync_feed_host (const char *address);

/* @etag, @modified: of the last time, or NULL. Errors: G_IO_ERROR_CANCELLED; of VIGIE_ERROR NOT_FOUND, TOO_LARGE, INVALID
 * for what the server says; each with one sentence for people. */
void vigie_sync_feed_fetch_async (const char *address, const char *etag, const char *modified, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Owned. */
VigieSyncFeed *vigie_sync_feed_fetch_finish (GAsyncResult *result, GError **error);
void vigie_sync_feed_free (VigieSyncFeed *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSyncFeed, vigie_sync_feed_free)

G_END_DECLS
