/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The contacts of the session's directory by category, searched as one types. Follows "directory-changed" itself. Main thread.
 * Signals: "selected" (): the selection changed · "activated" (): somebody was chosen with Enter or a click. */

G_BEGIN_DECLS

#define VIGIE_TYPE_DIRECTORY_LIST (vigie_directory_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieDirectoryList, vigie_directory_list, VIGIE, DIRECTORY_LIST, GtkWidget)

/* @session: a reference is taken. */
GtkWidget *vigie_directory_list_new (VigieSession *session);
/* Shows who matches @query; @filter: "" all, "lack" what is to be checked, "favourite", "category:ID", "group:NAME". How many. */
guint vigie_directory_list_filter (VigieDirectoryList *self, const char *query, const char *filter);
/* The id; NULL when nobody is selected. Borrowed. */
const char *vigie_directory_list_get_selected (VigieDirectoryList *self);
/* Selects the first shown contact, and gives it the focus if wanted. FALSE: there is none. */
gboolean vigie_directory_list_select_first (VigieDirectoryList *self, gboolean focus);
/* Selects the contact of that id and gives it the focus. FALSE: it is not shown. */
gboolean vigie_directory_list_select (VigieDirectoryList *self, const char *id);
/* Back to the row that is selected. */
gboolean vigie_directory_list_focus (VigieDirectoryList *self);

G_END_DECLS
