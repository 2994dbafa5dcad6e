/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* How one calls: the steps of the call protocol, as a card with its heading. */
GtkWidget *vigie_directory_protocol_new (const VigiePlaybook *playbook, VigieLang lang);
/* To whom it goes up: one row a support level, as a card with its heading. */
GtkWidget *vigie_directory_levels_new (const VigiePlaybook *playbook, VigieLang lang);

G_END_DECLS
