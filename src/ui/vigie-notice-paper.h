/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice-preview.h"

/* The sheets of a preview. Each is made anew. Private to the preview. */

G_BEGIN_DECLS

GtkWidget *vigie_notice_paper_new (VigiePreviewForm form, const VigiePreviewData *data);
/* The bubbles of an SMS, what it costs and why. @reword: set to the button that takes the other wording, or NULL;
 * @wording: that wording, owned. */
GtkWidget *vigie_notice_bubbles_new (const VigiePreviewData *data, GtkWidget **reword, char **wording);
/* Paragraphs of @text into @box, blanks marked. */
void vigie_notice_paper_add_text (GtkBox *box, const char *text, const char *css_classes);

G_END_DECLS
