/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One way of the procedure to choose, and whether it was. */

G_BEGIN_DECLS

#define VIGIE_TYPE_OPTION_CARD (vigie_option_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieOptionCard, vigie_option_card, VIGIE, OPTION_CARD, GtkWidget)

/* @list: id of the type; @def: borrowed from the session's playbook. */
GtkWidget *vigie_option_card_new (VigieIncidentModel *model, const char *list, const VigieOptionDef *def);
void vigie_option_card_update (VigieOptionCard *self);

G_END_DECLS
