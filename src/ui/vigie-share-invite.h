/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* Inviting one person to the hub of this computer: whom, what they may do, and then the link as a text and as a QR code. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SHARE_INVITE (vigie_share_invite_get_type ())
G_DECLARE_FINAL_TYPE (VigieShareInvite, vigie_share_invite, VIGIE, SHARE_INVITE, GtkWidget)

GtkWidget *vigie_share_invite_new (VigieSession *session);
/* The link on show, NULL if none. Borrowed. */
const char *vigie_share_invite_get_link (VigieShareInvite *self);
/* As a person would, for tests and pictures. */
void vigie_share_invite_fill (VigieShareInvite *self, const char *name, VigieRole role);
void vigie_share_invite_make (VigieShareInvite *self);

G_END_DECLS
