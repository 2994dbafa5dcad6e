/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* One sentence in a tinted strip under the band of an incident, an icon before it and what to do behind it.
 * Hidden while there is nothing to say. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_STRIP (vigie_notice_strip_get_type ())
G_DECLARE_FINAL_TYPE (VigieNoticeStrip, vigie_notice_strip, VIGIE, NOTICE_STRIP, GtkBox)

GtkWidget *vigie_notice_strip_new (const char *style, const char *icon, const char *say_action);
GtkWidget *vigie_notice_strip_add (VigieNoticeStrip *self, const char *label, const char *css_classes);
void vigie_notice_strip_say (VigieNoticeStrip *self, const char *words);
const char *vigie_notice_strip_get_words (VigieNoticeStrip *self);

G_END_DECLS
