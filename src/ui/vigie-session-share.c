/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sharing from this computer, which joins the hub it is by the exchange like any other. */

#include "vigie-session-private.h"

static void
joined_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSyncShare) share = user_data;
  g_autoptr(GError) error = NULL;

  vigie_exchange_join_finish (VIGIE_EXCHANGE (object), result, &error);
  vigie_sync_share_joined (share, error);
}

static void
join (VigieSyncShare *share, const VigieJoinLink *link, gpointer user_data)
{
  VigieSession *self = user_data;

  vigie_exchange_join_async (self->exchange, link, NULL, NULL, self->cancellable, joined_cb, g_object_ref (share));
}

VigieSyncShare *
vigie_session_make_share (VigieSession *self)
{
  return vigie_sync_share_new (self->store, join, self);
}

VigieSyncShare *
vigie_session_get_share (VigieSession *self)
{
  return self->share;
}
