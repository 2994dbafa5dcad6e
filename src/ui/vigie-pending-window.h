/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* What the hub does not have: each entry with its text, why, and what can be done. Nothing in it is lost: all of it is in
 * the record here. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PENDING_WINDOW (vigie_pending_window_get_type ())
G_DECLARE_FINAL_TYPE (VigiePendingWindow, vigie_pending_window, VIGIE, PENDING_WINDOW, AdwWindow)

/* Over @parent, presented. */
GtkWindow *vigie_pending_window_present (GtkWindow *parent, VigieSession *session);

G_END_DECLS
