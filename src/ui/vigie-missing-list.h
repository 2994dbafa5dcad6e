/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"

/* What is still missing before an incident is resolved. It follows the incident while it stands in a form;
 * Enter on a line goes and does it.
 * Signal "changed" (): there is more or less of it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MISSING_LIST (vigie_missing_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieMissingList, vigie_missing_list, VIGIE, MISSING_LIST, GtkWidget)

/* For the form @window, which stays open under the form of what is done, and closes when a step is gone to. */
GtkWidget *vigie_missing_list_new (VigieActWindow *window);
guint vigie_missing_list_count (VigieMissingList *self);

G_END_DECLS
