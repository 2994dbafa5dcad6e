/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Everything the directory knows of one contact, with the number large and an act beside each line. Follows
 * "directory-changed" itself. Main thread.
 * Signals: "contact" (const char *id): somebody else is to be shown, the deputy. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CONTACT_CARD (vigie_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (VigieContactCard, vigie_contact_card, VIGIE, CONTACT_CARD, GtkWidget)

/* @session: a reference is taken. */
GtkWidget *vigie_contact_card_new (VigieSession *session);
/* @id: a contact, or NULL for the sentence that asks to choose one. */
void vigie_contact_card_set_contact (VigieContactCard *self, const char *id);
const char *vigie_contact_card_get_contact (VigieContactCard *self); /* borrowed, or NULL */
/* Without the buttons that change it: for a card inside a round. */
void vigie_contact_card_set_plain (VigieContactCard *self);

/* The category of a contact, or NULL. */
const VigieCategory *vigie_contact_category (const VigiePlaybook *playbook, const VigieContactDef *contact);

G_END_DECLS
