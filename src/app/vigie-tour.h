/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-application.h"
#include "vigie-window.h"

G_BEGIN_DECLS

/* Walks through every screen, leaves a picture of each in @folder and the report as PDF, and ends the
 * application: status 0, or 1 with a sentence on standard error. Nothing else may use the window. */
void vigie_tour_start (VigieApplication *application, VigieWindow *window, const char *folder);

G_END_DECLS
