/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-store-writer.h"

/* Private to the store: work done as the writer, or by the writer there is. */

G_BEGIN_DECLS

typedef struct
{
  gboolean (*here) (VigieStore *store, gpointer data, GError **error);
  /* Through the writer's socket. Errors of D-Bus and of I/O mean a lost answer: it is tried again. */
  gboolean (*there) (GDBusConnection *connection, int timeout_ms, gpointer data, GError **error);
  gpointer data;
} VigieStoreWork;

/* Does @work here if the store of @store_path is free, else through its writer, and tries again until @timeout_ms (whole
 * milliseconds from now) are over: then FALSE with VIGIE_STORE_ERROR_BUSY. Blocks; no thread that draws may call it. */
gboolean vigie_store_writer_work (const char *store_path, VigiePlaybook *playbook, const VigieStoreWork *work, guint timeout_ms, GError **error);
/* One call of the writer's interface. Floating @parameters are taken. */
GVariant *vigie_store_writer_call (GDBusConnection *connection, const char *method, GVariant *parameters, int timeout_ms, GError **error);

G_END_DECLS
