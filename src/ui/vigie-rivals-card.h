/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* Two people command, after the records of two desks have met: who they are, and how one of them yields. Hidden
 * while one commands. */

G_BEGIN_DECLS

#define VIGIE_TYPE_RIVALS_CARD (vigie_rivals_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieRivalsCard, vigie_rivals_card, VIGIE, RIVALS_CARD, GtkWidget)

GtkWidget *vigie_rivals_card_new (void);
/* Redraws from the present fold what has changed. @model may be NULL. */
void vigie_rivals_card_update (VigieRivalsCard *self, VigieIncidentModel *model);
/* "Two commanders since 02:57"; NULL while there is one. Owned. */
char *vigie_rivals_title (VigieIncidentModel *model);

G_END_DECLS
