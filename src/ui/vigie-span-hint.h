/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* More people answer to one than can be listened to, and what to do about it. Hidden otherwise.
 * Signal "assign" (const char *post): fill this post. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SPAN_HINT (vigie_span_hint_get_type ())
G_DECLARE_FINAL_TYPE (VigieSpanHint, vigie_span_hint, VIGIE, SPAN_HINT, GtkWidget)

GtkWidget *vigie_span_hint_new (void);
void vigie_span_hint_update (VigieSpanHint *self, VigieIncidentModel *model); /* nullable */

G_END_DECLS
