/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* The requests for a handover that wait for an answer, as cards over the brief, with the answers that whoever sits
 * here can give. Hidden while none waits. */

G_BEGIN_DECLS

#define VIGIE_TYPE_HANDOVER_CARDS (vigie_handover_cards_get_type ())
G_DECLARE_FINAL_TYPE (VigieHandoverCards, vigie_handover_cards, VIGIE, HANDOVER_CARDS, GtkWidget)

GtkWidget *vigie_handover_cards_new (void);
/* Redraws from the present fold what has changed. @model may be NULL. */
void vigie_handover_cards_update (VigieHandoverCards *self, VigieIncidentModel *model);
/* The first act of the card of @post (NULL or "": of the first card); FALSE if there is none. */
gboolean vigie_handover_cards_focus (VigieHandoverCards *self, const char *post);
/* Accepts the request that waits for whoever sits here; FALSE if none does. */
gboolean vigie_handover_cards_accept (VigieHandoverCards *self);

G_END_DECLS
