/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The parts of GTK 4.8 and libadwaita 1.2 that later versions replace, each behind a function, so that
 * moving to newer ones touches one file. Nothing else may name AdwLeaflet, AdwFlap, AdwMessageDialog,
 * AdwPreferencesWindow, GtkFileChooserNative or gtk_show_uri. All functions are for the main thread. */

G_BEGIN_DECLS

/* Sidebar and content side by side, one at a time when both do not fit. */
GtkWidget *vigie_compat_split_new (GtkWidget *sidebar, GtkWidget *content);
void vigie_compat_split_show_content (GtkWidget *split, gboolean content);
gboolean vigie_compat_split_shows_content (GtkWidget *split);
gboolean vigie_compat_split_is_folded (GtkWidget *split);
/* One at a time even where both would fit. */
void vigie_compat_split_force_fold (GtkWidget *split, gboolean force);
/* @changed (object, pspec, split) runs when it folds, unfolds or shows the other child; lives as long as @object. */
void vigie_compat_split_watch (GtkWidget *split, GCallback changed, gpointer object);

/* Content with a pane at its end that lies over it when both do not fit. */
GtkWidget *vigie_compat_pane_new (GtkWidget *content, GtkWidget *pane);
void vigie_compat_pane_reveal (GtkWidget *self, gboolean reveal);
gboolean vigie_compat_pane_is_revealed (GtkWidget *self);
gboolean vigie_compat_pane_is_folded (GtkWidget *self);
/* @changed (object, pspec, self) runs when the pane is shown or hidden, by whatever hand, or folds. */
void vigie_compat_pane_watch (GtkWidget *self, GCallback changed, gpointer object);

/* @accepted: the act was pressed. */
typedef void (*VigieAskFunc) (gboolean accepted, gpointer user_data);
/* A question over the window of @from. @body and @extra (floating, a form) may be NULL. @act says verb and object; the
 * other button is always "Cancel". Escape is Cancel; Enter is @act unless it is destructive. @answered runs once. */
GtkWindow *vigie_compat_ask (GtkWidget *from, const char *heading, const char *body, const char *act, gboolean destructive, GtkWidget *extra, VigieAskFunc answered, gpointer user_data);
/* While a form is incomplete its act is insensitive. @dialog: what vigie_compat_ask() gave. */
void vigie_compat_ask_set_ready (GtkWindow *dialog, gboolean ready);
/* Presses the act, for Enter in the form's last field. */
void vigie_compat_ask_accept (GtkWindow *dialog);

/* A window of preferences over @parent with the one @page (an AdwPreferencesPage, floating). Not presented yet. */
GtkWindow *vigie_compat_preferences_new (GtkWindow *parent, const char *title, GtkWidget *page);

/* @file: borrowed, NULL when nothing was chosen. */
typedef void (*VigieFileFunc) (GFile *file, gpointer user_data);
/* @name: proposed file name. */
void vigie_compat_choose_save (GtkWidget *from, const char *title, const char *name, VigieFileFunc chosen, gpointer user_data);
/* @pattern: "*.db" with the words @pattern_title, or both NULL for all files. */
void vigie_compat_choose_open (GtkWidget *from, const char *title, const char *pattern, const char *pattern_title, VigieFileFunc chosen, gpointer user_data);

/* Opens "https:", "tel:" and "mailto:" addresses with the desktop's program; any other scheme is refused quietly. */
gboolean vigie_compat_show_uri (GtkWidget *from, const char *uri);
/* Opens a file or folder that Vigie wrote itself. */
void vigie_compat_show_file (GtkWidget *from, GFile *file);

G_END_DECLS
