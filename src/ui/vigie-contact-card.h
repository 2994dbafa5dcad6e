/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Everything the directory knows of one contact, with the number large and an act beside each line.
 * Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CONTACT_CARD (vigie_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieContactCard, vigie_contact_card, VIGIE, CONTACT_CARD, GtkWidget)

/* @playbook: a reference is taken. */
GtkWidget *vigie_contact_card_new (VigiePlaybook *playbook, VigieLang lang);
/* @contact: of that playbook, or NULL for the sentence that asks to choose one. */
void vigie_contact_card_set_contact (VigieContactCard *self, const VigieContactDef *contact);
const VigieContactDef *vigie_contact_card_get_contact (VigieContactCard *self);

/* The address a phone program understands, "tel:+2250707…"; NULL when nobody can call the number. Owned. */
char *vigie_contact_tel_uri (const char *number);
/* The category of a contact, or NULL. */
const VigieCategory *vigie_contact_category (const VigiePlaybook *playbook, const VigieContactDef *contact);

G_END_DECLS
