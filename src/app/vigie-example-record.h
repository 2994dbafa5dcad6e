/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-session.h"

G_BEGIN_DECLS

/* Keeps the picture that the example names as evidence, then records its @drafts, which are taken. Main thread; finish → the
 * events as vigie_session_record_finish() gives them, owned, or NULL with the store's error. */
void vigie_example_record_async (VigieSession *session, GPtrArray *drafts, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *vigie_example_record_finish (VigieSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
