/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* Share from this computer: starts at once, then shows where it is reached, invites one person after the other, and lists
 * who has joined. Closing it stops nothing. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SHARE_WINDOW (vigie_share_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieShareWindow, vigie_share_window, VIGIE, SHARE_WINDOW, AdwWindow)

/* Over @parent; the one that is open already, if there is one. Starts to share, unless nobody has said who sits here. */
VigieShareWindow *vigie_share_window_present (GtkWindow *parent, VigieSession *session);
/* Its form for an invitation. Borrowed. */
GtkWidget *vigie_share_window_get_invite (VigieShareWindow *self);

G_END_DECLS
