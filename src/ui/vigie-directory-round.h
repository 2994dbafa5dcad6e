/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* The verification round: one contact after the other, with one key each. Main thread. */
GtkWindow *vigie_directory_round_present (GtkWidget *from, VigieSession *session);

G_END_DECLS
