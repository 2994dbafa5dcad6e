/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-session.h"

/* All there is to know of the exchange with the hub, and what can be done about it; for a popover. Its buttons are
 * actions of the window (win.try-now, win.join-hub, win.leave-hub). */

G_BEGIN_DECLS

#define VIGIE_TYPE_EXCHANGE_CARD (vigie_exchange_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieExchangeCard, vigie_exchange_card, VIGIE, EXCHANGE_CARD, GtkWidget)

GtkWidget *vigie_exchange_card_new (VigieSession *session);

G_END_DECLS
