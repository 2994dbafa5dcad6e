/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* Which other incidents resemble one, each with the reason (vigie-similar.h), and the way to them. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SIMILAR_WINDOW (vigie_similar_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieSimilarWindow, vigie_similar_window, VIGIE, SIMILAR_WINDOW, AdwWindow)

/* Over @parent, presented; owned by GTK until it is closed. @stream: whose kin is shown. */
GtkWindow *
vigie_similar_window_present (GtkWindow *parent, VigieSession *session, const char *stream);

G_END_DECLS
