/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-mailing.h"
#include "vigie-session.h"

/* The mailings of this computer: those that are sending, those that were interrupted, and what the record is told of each.
 * They go on while no window shows them. Main thread.
 *
 * Signal "changed" (): another mailing is here, or one of them has moved.
 */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_DESK (vigie_mailing_desk_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingDesk, vigie_mailing_desk, VIGIE, MAILING_DESK, GObject)

/* The one of @session; borrowed. The first call looks for mailings that were interrupted, in a thread. */
VigieMailingDesk *vigie_mailing_desk_of (VigieSession *session);
/* The same if there is one already, else NULL; looks for nothing. */
VigieMailingDesk *vigie_mailing_desk_peek (VigieSession *session);
/* VigieMailing objects, oldest first; borrowed. */
GListModel *vigie_mailing_desk_get_list (VigieMailingDesk *self);
/* The newest mailing of @stream (NULL: of any incident) that is not done; borrowed; NULL: there is none. */
VigieMailing *vigie_mailing_desk_get_open (VigieMailingDesk *self, const char *stream);

/**
 * vigie_mailing_desk_create_async:
 * @plan: (transfer full): without run and salt, which are made here
 * @recipients: (transfer full): the list
 *
 * Writes plan and list to the disk, and says in the record that the mailing begins. It is not started yet.
 */
void vigie_mailing_desk_create_async (VigieMailingDesk *self, VigieMailingPlan *plan, VigieRecipients *recipients, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Borrowed from the desk. */
VigieMailing *vigie_mailing_desk_create_finish (VigieMailingDesk *self, GAsyncResult *result, GError **error);
/* Begins to send, or goes on, and says so in the record. @password is nullable. */
void vigie_mailing_desk_start (VigieMailingDesk *self, VigieMailing *mailing, const char *password);
/* One that sends, or has a message on its way; borrowed; NULL: there is none. */
VigieMailing *vigie_mailing_desk_get_running (VigieMailingDesk *self);
/* Each behind the message on its way. */
void vigie_mailing_desk_pause_all (VigieMailingDesk *self);
/* Something sends, or the record has not been told yet. */
gboolean vigie_mailing_desk_is_busy (VigieMailingDesk *self);
/* Removes the list of a mailing that is done from this computer. */
void vigie_mailing_desk_forget (VigieMailingDesk *self, VigieMailing *mailing);

G_END_DECLS
