/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-window.h"

G_BEGIN_DECLS

/* Opens the example that is there, or records one and opens it; a failure is told in @window. @random: for the ids;
 * borrowed for the call. */
void vigie_guided_example_open (VigieWindow *window, GRand *random);

G_END_DECLS
