/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-window.h"

/* What a page or a list opens itself, with no action of the window behind it, for the pictures of the tour. */

G_BEGIN_DECLS

/* Opens what @name says over @window, for the incident of @model: a form, the piece of evidence beside the timeline, the
 * decisions, or another incident ("wave"). Anything else is nothing. */
void vigie_tour_open (VigieWindow *window, VigieIncidentModel *model, const char *name);

G_END_DECLS
