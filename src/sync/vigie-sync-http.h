/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vigie-sync-engine.h"

/* Private to src/sync: requests to one hub, over one libsoup session with its guards. Main thread; nothing blocks. */

G_BEGIN_DECLS

typedef struct _VigieSyncHttp VigieSyncHttp;

/* @certificate: SHA-256 of the one that is accepted, or NULL: no TLS, which only an address of this computer may. NULL
 * when @address is not valid or would need TLS. */
VigieSyncHttp *vigie_sync_http_new (const char *address, const guint8 *certificate);
void vigie_sync_http_free (VigieSyncHttp *http); /* what is on its way is cancelled by its cancellable, not by this */
void vigie_sync_http_set_token (VigieSyncHttp *http, const char *token); /* NULL: none */

typedef struct
{
  VigieSyncNet net;
  guint status;                  /* when net is OK */
  GBytes *body;                  /* owned; when net is OK */
} VigieSyncReply;
void vigie_sync_reply_clear (VigieSyncReply *reply);

/* @body NULL: GET, else POST; @raw: it is no envelope and is PUT. A reply without a length, or one that is too long, is NOT_HUB. */
void vigie_sync_http_send_async (VigieSyncHttp *http, const char *path, GBytes *body, gboolean raw, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE: it was cancelled. */
gboolean vigie_sync_http_send_finish (GAsyncResult *result, VigieSyncReply *reply);

/* The live stream. The callbacks come in the main context, never from within open(), never after close(). */
typedef struct _VigieSyncStream VigieSyncStream;
typedef struct
{
  void (*began) (guint status, gpointer user_data);
  void (*heard) (gpointer user_data);
  void (*frame) (VigieWireLive *live, gpointer user_data); /* consumes it */
  void (*ended) (VigieSyncNet net, gpointer user_data);
} VigieSyncStreamFuncs;
VigieSyncStream *vigie_sync_stream_open (VigieSyncHttp *http, const char *path, const VigieSyncStreamFuncs *funcs, gpointer user_data);
void vigie_sync_stream_close (VigieSyncStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSyncHttp, vigie_sync_http_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VigieSyncReply, vigie_sync_reply_clear)

G_END_DECLS
