/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"
#include "vigie-sync-share.h"

/* Sharing in words, and what its forms have in common. */

G_BEGIN_DECLS

/* What somebody with @role may do, in one line; static. */
const char *vigie_share_role_words (VigieRole role);
/* "Here now", "Last seen 14:32", "Joined 14:00"; owned. @seen_usec: NONE if never in this run. */
char *vigie_share_seen_words (VigieSession *session, const VigieSyncMember *member, gboolean is_present, gint64 seen_usec);

/* A named field at the end of @box. */
void vigie_share_add_field (GtkBox *box, const char *label, GtkWidget *field);

G_END_DECLS
