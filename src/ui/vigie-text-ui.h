/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-types.h"

/* Text on its way to the screen. Whatever people typed passes through one of these: valid UTF-8, with stand-ins
 * for controls and signs that turn the reading direction round, right-to-left words set apart, never markup, at
 * most 500 characters in a label (longer text needs a text view). What is edited again is set as it was typed. */

G_BEGIN_DECLS

/* Copy to show, of at most @max_chars (0: 500), "…" when cut; never NULL; owned. */
char *vigie_text_ui_clean (const char *text, guint max_chars);
/* Plain text into a label; @text may be NULL. In a label of one line, line ends are ↵. Does nothing when it is there already. A label without
 * a letter or digit is hidden from assistive technology. */
void vigie_label_set (GtkLabel *label, const char *text);
/* The same, however long; for what was measured to be short enough. */
void vigie_label_set_whole (GtkLabel *label, const char *text);
/* A label that wraps, plain, left; for sentences. @css_class may be NULL or several with spaces. */
GtkWidget *vigie_paragraph_new (const char *text, const char *css_class);
/* A symbolic icon that is decoration: hidden from assistive technology, since a word stands beside it. */
GtkWidget *vigie_icon_new (const char *icon_name, const char *css_class);
/* A label drawn as a small mark: @style "ok", "soon", "late", "acc", "hyp" or NULL. */
GtkWidget *vigie_tag_new (const char *text, const char *style);
/* The accessible name of a control. */
void vigie_set_accessible_label (GtkWidget *widget, const char *label);
/* Items that people typed (GtkStringObject) are drawn like a label; the items stay as they were typed. */
void vigie_drop_down_show_text (GtkDropDown *drop_down);
/* A toast that shows @text as it is: toasts read markup and have no switch against it. */
AdwToast *vigie_toast_new (const char *text);
/* Adds each class of @css_classes ("dim caption"); NULL is nothing. */
void vigie_add_classes (GtkWidget *widget, const char *css_classes);
/* Adds or removes a class. */
void vigie_set_class (GtkWidget *widget, const char *css_class, gboolean set);
/* Plain text of at most 1,000 characters; NULL takes it away. For what is said again each second, too: setting the same tooltip costs a question to the display each time. */
void vigie_set_tooltip (GtkWidget *widget, const char *text);
/* Removes all children of a box. */
void vigie_clear_box (GtkBox *box);
/* "Awa Koné" → "A. Koné"; a single word stays; owned. */
char *vigie_short_name (const char *name);
/* What an avatar may take initials from: letters, digits and spaces of @name; owned. */
char *vigie_initials_text (const char *name);
/* The language of the windows, from the catalogue in use. */
VigieLang vigie_ui_lang (void);

G_END_DECLS
