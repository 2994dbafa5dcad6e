/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Small parts that the roster, the playbook and the fact sheet share. Main thread. */

G_BEGIN_DECLS

/* A text field has the focus in the window of @page: single letters belong to it. */
gboolean vigie_page_is_typing (GtkWidget *page);
/* The digit of a key press by its sign or by its place on the keyboard, or -1. */
int vigie_page_digit (guint keyval, guint keycode);
/* The nearest ancestor of the focus (or the focus itself) inside @page that is a @type; NULL if none; borrowed. */
gpointer vigie_page_focused (GtkWidget *page, GType type);
/* Puts @text on the clipboard and says @said in a toast. */
void vigie_page_copy (GtkWidget *from, const char *text, const char *said);
/* Scrolls so that all of @widget shows, once it has been laid out; a text field that has just been opened is not yet. */
void vigie_page_reveal (GtkWidget *widget);
/* The first shown or folded widget below @root, or itself, of @type that @is says to be the one called @name; borrowed, or NULL. */
GtkWidget *vigie_page_find (GtkWidget *root, GType type, gboolean (*is) (GtkWidget *widget, const char *name), const char *name);
/* Leads the eye and the focus to @widget: shows it and marks it until the focus has left it again. */
void vigie_page_lead_to (GtkWidget *widget);
/* A button with words and, if @key is not NULL, a key cap. @css_classes may be NULL. */
GtkWidget *vigie_page_button_new (const char *words, const char *key, const char *css_classes);
/* A button with an icon alone: @name is its tooltip and accessible name. */
GtkWidget *vigie_page_icon_button_new (const char *icon_name, const char *name);
/* For a page of the organisation: as wide as the window gives, whatever is on it just now. Else the sidebar, whose titles
 * would like more room, takes what an empty page leaves. For a widget with one child; transfer full. */
GtkLayoutManager *vigie_page_layout_new (void);
/* A heading over a card; @note, if not NULL, gets the label beside it (borrowed). The box can take more at its end. */
GtkWidget *vigie_page_head_new (const char *title, GtkWidget **note);
/* "03:02", with the date when that is not today; owned; "" for a time that is not known. */
char *vigie_page_time (VigieSession *session, gint64 time_usec);
/* The post's title in the session's language; @post itself when the playbook does not know it; borrowed. */
const char *vigie_page_post_title (VigieSession *session, const char *post);

G_END_DECLS
