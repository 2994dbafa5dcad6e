/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* Joining a hub by the link of an invitation: which hub it is, what goes there, and in the end who one is there. */

G_BEGIN_DECLS

#define VIGIE_TYPE_JOIN_WINDOW (vigie_join_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieJoinWindow, vigie_join_window, VIGIE, JOIN_WINDOW, AdwWindow)

/* Over @parent; @link may be NULL or "": it is asked for. Presented. */
GtkWindow *vigie_join_window_present (GtkWindow *parent, VigieSession *session, const char *link);

G_END_DECLS
