/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Spares GTK work that libadwaita makes useless, in three steps. Without them all looks the same, later. */

/* Before there is any other thread: it changes the environment. */
void vigie_quick_start_prepare (void);
/* Opens the display. Main thread, before the application starts GTK. */
void vigie_quick_start_open_display (void);
/* Lets the icons be found, and reads them on a thread of their own. After libadwaita was started and every
 * place of icons added. */
void vigie_quick_start_load_icons (void);

G_END_DECLS
