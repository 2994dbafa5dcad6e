/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-mailing.h"

/* A row of who was not reached. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_TROUBLE_ITEM (vigie_mailing_trouble_item_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingTroubleItem, vigie_mailing_trouble_item, VIGIE, MAILING_TROUBLE_ITEM, GObject)

/* @trouble is copied. @can_act: a person can decide about it now. */
VigieMailingTroubleItem *vigie_mailing_trouble_item_new (const VigieMailingTrouble *trouble, gboolean can_act);
const VigieMailingTrouble *vigie_mailing_trouble_item_get (VigieMailingTroubleItem *self);
gboolean vigie_mailing_trouble_item_can_act (VigieMailingTroubleItem *self);

G_END_DECLS
