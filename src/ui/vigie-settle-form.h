/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"
#include "vigie-conflict.h"

/* The window in which what was written apart is settled: every version with its author and time, one of which is
 * chosen, or text made of them. Main thread. */

G_BEGIN_DECLS

/* @key of the conflict; "" or one that waits no more: the first. The window, borrowed; NULL when nothing waits. */
VigieActWindow *vigie_settle_form_open (GtkWidget *from, VigieIncidentModel *model, const char *key);
/* "Written apart: Users affected, Title", or NULL. What the card of two commanders asks is left to it. Owned. */
char *vigie_settle_words (VigieIncidentModel *model);

G_END_DECLS
