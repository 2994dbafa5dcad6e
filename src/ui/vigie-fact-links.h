/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Leads from words in a text to the fact behind them: Ctrl and a click; a tooltip says what the fact sheet has. Main thread. */

G_BEGIN_DECLS

/* The fact behind the character at @place; NULL: none. Owned. */
typedef char *(*VigieFactLinksAt) (const GtkTextIter *place, gpointer user_data);
/* What the sheet says of @fact. Owned. */
typedef char *(*VigieFactLinksSay) (const char *fact, gpointer user_data);

/* For as long as @view lives; @user_data must live as long. */
void vigie_fact_links_attach (GtkTextView *view, VigieFactLinksAt at, VigieFactLinksSay say, gpointer user_data);
/* Opens the fact at the cursor; FALSE: there is none. */
gboolean vigie_fact_links_open_at_cursor (GtkTextView *view, VigieFactLinksAt at, gpointer user_data);
/* Opens @fact, as "win.go" does. */
void vigie_fact_links_open (GtkWidget *from, const char *fact);

G_END_DECLS
