/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-thread.h"

/* Private to the store: any step of the engine as a job of its thread. */

G_BEGIN_DECLS

/* Runs on the store's thread; @data belongs to the worker until the callback arrives. */
typedef gboolean (*VigieStoreCall) (VigieStore *store, gpointer data, GError **error);

/* @data is borrowed and must live until @callback. A call that was taken is finished even if it is cancelled
 * meanwhile. */
void vigie_store_thread_call_async (VigieStoreThread *self, VigieStoreCall call, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* What the call returned; FALSE with its error, or with G_IO_ERROR_CANCELLED. */
gboolean vigie_store_thread_call_finish (VigieStoreThread *self, GAsyncResult *result, GError **error);

G_END_DECLS
