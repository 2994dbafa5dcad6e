/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-incident-model.h"

/* The way of a post-mortem in the pictures. Each scene builds on the one before. */

G_BEGIN_DECLS

/* "resolved", "planned", "meeting", "asked", "signed"; FALSE: none of these. */
gboolean vigie_tour_flow_scene (VigieIncidentModel *model, const char *name);
/* "plan", "invite", "meeting", "request", "sign", "send", "missing"; FALSE: none of these. */
gboolean vigie_tour_flow_open (GtkWidget *from, VigieIncidentModel *model, const char *name);

G_END_DECLS
