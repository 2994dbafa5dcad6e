/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-thread.h"

/* Private to the store: the socket through which other programs of the same user record. */

G_BEGIN_DECLS

#define VIGIE_STORE_DBUS_PATH "/ci/distri_night/Vigie/Store"
#define VIGIE_STORE_DBUS_INTERFACE "ci.distri_night.Vigie.Store1"

typedef struct _VigieStoreServer VigieStoreServer;

/* @thread is borrowed and must outlive the server. Main thread. */
VigieStoreServer *vigie_store_server_new (VigieStoreThread *thread, GError **error);
void vigie_store_server_free (VigieStoreServer *server);

/* vigie-store-server-content.c: FALSE when @method is not one of its calls. */
gboolean vigie_store_server_content_call (VigieStoreThread *thread, const char *method, GVariant *parameters, GDBusMethodInvocation *invocation);

/* VigieEvent array ↔ a(ayay): bytes and signature of each. */
GVariant *vigie_store_events_to_variant (GPtrArray *events);
GPtrArray *vigie_store_events_from_variant (GVariant *variant, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieStoreServer, vigie_store_server_free)

G_END_DECLS
