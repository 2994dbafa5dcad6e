/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-mailing-plan.h"
#include "vigie-session.h"

/* Sender and mail server, as they were the last time, and the password. Main thread.
 * Signal "changed" (): a field was edited. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_SERVER (vigie_mailing_server_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingServer, vigie_mailing_server, VIGIE, MAILING_SERVER, GtkBox)

GtkWidget *vigie_mailing_server_new (VigieSession *session);
/* Proposes @name (nullable) as the sender where none was kept. */
void vigie_mailing_server_offer_name (VigieMailingServer *self, const char *name);
/* Takes sender and server into @plan. */
void vigie_mailing_server_fill (VigieMailingServer *self, VigieMailingPlan *plan);
/* Keeps what is filled in for the next time, and the password where that was chosen. */
void vigie_mailing_server_keep (VigieMailingServer *self);
/* The password typed, or NULL; borrowed. */
const char *vigie_mailing_server_get_password (VigieMailingServer *self);
/* "name@host:port": under which the password is kept. Owned; NULL: no user name, no password. */
char *vigie_mailing_account (const VigieMailingPlan *plan);

G_END_DECLS
