/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The board of the actions that follow all incidents, by what is late, due soon and later. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ACTIONS_PAGE (vigie_actions_page_get_type ())
G_DECLARE_FINAL_TYPE (VigieActionsPage, vigie_actions_page, VIGIE, ACTIONS_PAGE, GtkWidget)

/* How many rows are shown. */
guint vigie_actions_page_get_n_shown (VigieActionsPage *self);
/* @jira: in the form Jira takes in. In a thread; told by the window's toast or error bar. */
void vigie_actions_page_export_to (VigieActionsPage *self, GFile *file, gboolean jira);

G_END_DECLS
