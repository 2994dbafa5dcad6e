/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-foreign-calendar.h"
#include "vigie-session.h"

/* The calendar at an address, fetched and read: bytes of the network go through vigie-reader alone. Main thread. */

G_BEGIN_DECLS

#define VIGIE_ROTA_FETCH_WEEKS 53

typedef struct
{
  VigieForeignCalendar *calendar; /* the coming year; NULL: not changed since the marks */
  char *etag, *modified;          /* for the next time, or NULL */
} VigieRotaFetched;

/* @address: of vigie_sync_feed_address(). @etag, @modified: of the last time, or NULL. Errors: one sentence. */
void vigie_rota_fetch_async (VigieSession *session, const char *address, const char *etag, const char *modified, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
VigieRotaFetched *vigie_rota_fetch_finish (GAsyncResult *result, GError **error);
void vigie_rota_fetched_free (VigieRotaFetched *fetched);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieRotaFetched, vigie_rota_fetched_free)

G_END_DECLS
