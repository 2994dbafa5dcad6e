/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* A row with the link that leads members of the organisation to this computer without an invitation; it is no secret. */

G_BEGIN_DECLS

/* Floating; it keeps @session. Main thread. */
GtkWidget *vigie_share_members_row_new (VigieSession *session);

G_END_DECLS
