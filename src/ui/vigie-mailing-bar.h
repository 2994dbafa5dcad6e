/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* "A mailing was interrupted: 3,120 of 10,000 sent", on every place of the window, as long as one is under way or waits for
 * somebody. Leads to its window. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_BAR (vigie_mailing_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingBar, vigie_mailing_bar, VIGIE, MAILING_BAR, GtkWidget)

GtkWidget *vigie_mailing_bar_new (VigieSession *session);

G_END_DECLS
