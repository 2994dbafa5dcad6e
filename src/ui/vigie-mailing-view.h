/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-mailing.h"

/* A mailing under way: how far it is, what holds it up, how fast it may go, and who could not be reached. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_VIEW (vigie_mailing_view_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingView, vigie_mailing_view, VIGIE, MAILING_VIEW, GtkBox)

GtkWidget *vigie_mailing_view_new (VigieMailing *mailing);
/* "3,120 of 10,000 sent; refused: 2; uncertain: 1". Owned. */
char *vigie_mailing_words (const VigieMailingProgress *progress);
/* The password typed in answer to a refusal, or NULL; borrowed. */
const char *vigie_mailing_view_get_password (VigieMailingView *self);
/* Shows the field for the password; the mailing needs it to go on. */
void vigie_mailing_view_ask_password (VigieMailingView *self, gboolean ask);

G_END_DECLS
