/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

G_BEGIN_DECLS

/* One contact in the list: name and role, number and what there is to say of it. */
GtkWidget *vigie_directory_row_new (VigieSession *session, const VigieDirectoryEntry *entry);
/* The same row says what is known now. */
void vigie_directory_row_fill (GtkWidget *row, VigieSession *session, const VigieDirectoryEntry *entry);
/* "verified 3 Nov 2026 by Awa", "never verified" or "to verify again since …"; owned. @short_form: without the name. */
char *vigie_directory_verified_words (VigieSession *session, const VigieDirectoryEntry *entry, gboolean short_form);

G_END_DECLS
