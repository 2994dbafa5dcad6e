/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Who is on call, as a week or a month: each stretch a button, gaps and double bookings said in words, now and next.
 * Follows the directory and the clock. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_ROTA_VIEW (vigie_rota_view_get_type ())
G_DECLARE_FINAL_TYPE (VigieRotaView, vigie_rota_view, VIGIE, ROTA_VIEW, GtkWidget)

GtkWidget *vigie_rota_view_new (VigieSession *session);
void vigie_rota_view_set_month (VigieRotaView *self, gboolean month);

G_END_DECLS
