/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-sync-http.h"
#include "vigie-sync-soup.h"

G_BEGIN_DECLS

SoupSession *vigie_sync_http_session (VigieSyncHttp *http); /* borrowed */
/* With the token, and the guards set. */
SoupMessage *vigie_sync_http_message (VigieSyncHttp *http, const char *method, const char *path);
/* CERTIFICATE, or FAILED: of a request that came to nothing. */
VigieSyncNet vigie_sync_http_why (SoupMessage *message, const GError *error);

G_END_DECLS
