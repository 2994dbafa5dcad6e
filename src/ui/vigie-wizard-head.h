/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

G_BEGIN_DECLS

/* The header bar of the wizard: cancel, its title, the time it was opened. @window closes on cancel. */
GtkWidget *vigie_wizard_head_new (GtkWindow *window, VigieSession *session);

G_END_DECLS
