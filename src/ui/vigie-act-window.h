/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A small window in which one act is filled in and recorded.
 * Signal "recorded" (): the act is in the record; the window closes right after. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ACT_WINDOW (vigie_act_window_get_type ())
G_DECLARE_FINAL_TYPE (VigieActWindow, vigie_act_window, VIGIE, ACT_WINDOW, AdwWindow)

/* Makes the drafts of the act from what the fields say; NULL with one sentence if they cannot be taken. */
typedef GPtrArray *(*VigieActDraftsFunc) (VigieActWindow *self, gpointer data, GError **error);
/* Opens another form in place of this one, which closes. */
typedef void (*VigieActOtherFunc) (GtkWidget *from, VigieIncidentModel *model, gpointer data);

/* @from: any widget of the main window, or of an act window that gives way to this one.
 * @intro: (nullable) what is asked, one sentence. Borrowed: it lives until it is closed. */
VigieActWindow *vigie_act_window_new (GtkWidget *from, VigieIncidentModel *model, const char *title, const char *intro);
/* The same for an act that belongs to no incident. */
VigieActWindow *vigie_act_window_new_plain (GtkWidget *from, VigieSession *session, const char *title, const char *intro);
VigieSession *vigie_act_window_get_session (VigieActWindow *self);
/* Its fields may be more than a screen holds; then none of them may wrap. */
void vigie_act_window_set_scrolls (VigieActWindow *self);
VigieIncidentModel *vigie_act_window_get_model (VigieActWindow *self);
void vigie_act_window_add (VigieActWindow *self, GtkWidget *child);
/* A named field of one line; Enter in it is the act. */
GtkWidget *vigie_act_window_add_entry (VigieActWindow *self, const char *label, const char *text);
/* A named field for a time, read by vigie_act_window_read_time(). */
GtkWidget *vigie_act_window_add_time (VigieActWindow *self, const char *label, gint64 time_usec);
/* A named field of several lines; its GtkTextView. */
GtkWidget *vigie_act_window_add_text (VigieActWindow *self, const char *label, const char *text, int height_px);
/* The field that has the focus when the window opens; else the first one. */
void vigie_act_window_set_first (VigieActWindow *self, GtkWidget *field);
/* A named choice among @words (owned by the caller). */
GtkWidget *vigie_act_window_add_choice (VigieActWindow *self, const char *label, const char *const *words, guint selected);
gboolean vigie_act_window_read_time (VigieActWindow *self, GtkWidget *entry, gint64 *out_usec, GError **error);
/* The text of a text view; owned. */
char *vigie_act_window_read_text (GtkWidget *view);
/* The suggested button. @data is freed with the window. Call once. */
void vigie_act_window_set_act (VigieActWindow *self, const char *label, VigieActDraftsFunc func, gpointer data, GDestroyNotify free_data);
/* Another act, as a plain button beside the suggested one; it gets the same data. */
void vigie_act_window_add_act (VigieActWindow *self, const char *label, VigieActDraftsFunc func);
/* A flat button at the left that opens another form; it gets the same data. */
void vigie_act_window_add_other (VigieActWindow *self, const char *label, VigieActOtherFunc func);
void vigie_act_window_fail (VigieActWindow *self, const char *message);

G_END_DECLS
