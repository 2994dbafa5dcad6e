/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* How the exchange with the hub stands, as a button that opens its card: a pill in the header, two lines at the foot of
 * the sidebar. The card is made when it is first opened. */

G_BEGIN_DECLS

#define VIGIE_TYPE_EXCHANGE_PILL (vigie_exchange_pill_get_type ())
G_DECLARE_FINAL_TYPE (VigieExchangePill, vigie_exchange_pill, VIGIE, EXCHANGE_PILL, GtkWidget)

GtkWidget *vigie_exchange_pill_new (VigieSession *session, gboolean is_foot);
/* Where there is little room, the pill says only what needs somebody. */
void vigie_exchange_pill_set_narrow (VigieExchangePill *self, gboolean is_narrow);
void vigie_exchange_pill_open (VigieExchangePill *self);

G_END_DECLS
