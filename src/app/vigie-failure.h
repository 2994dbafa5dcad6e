/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The window that stands in for the program when its record or its playbook cannot be opened: one
 * sentence and three acts, app.retry, app.choose-store and app.quit. */
GtkWindow *vigie_failure_window_new (GtkApplication *application, const char *title, const char *sentence, gboolean can_choose);

G_END_DECLS
