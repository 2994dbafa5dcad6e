/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-mailing-plan.h"
#include "vigie-session.h"

/* What comes before a mailing: the list and its faults, the message as each real reader gets it, sender and server. Main
 * thread. Signal "changed" (): list or fields are others. */

G_BEGIN_DECLS

#define VIGIE_TYPE_MAILING_SETUP (vigie_mailing_setup_get_type ())
G_DECLARE_FINAL_TYPE (VigieMailingSetup, vigie_mailing_setup, VIGIE, MAILING_SETUP, GtkBox)

/* @offer: what is to be sent, without sender and server; copied. */
GtkWidget *vigie_mailing_setup_new (VigieSession *session, const VigieMailingPlan *offer);
/* Reads a recipients' list, in a thread. */
void vigie_mailing_setup_read (VigieMailingSetup *self, GFile *file);
/* How many are on the list, 0: none was chosen. */
guint vigie_mailing_setup_count (VigieMailingSetup *self);
/* The whole plan as it is filled in; owned. */
VigieMailingPlan *vigie_mailing_setup_plan (VigieMailingSetup *self);
/* Checks @plan against the list; one sentence if it cannot begin. */
gboolean vigie_mailing_setup_check (VigieMailingSetup *self, const VigieMailingPlan *plan, GError **error);
/* The list, which then is no longer here; owned. */
VigieRecipients *vigie_mailing_setup_take (VigieMailingSetup *self);
/* Keeps sender, server and password for the next time. */
void vigie_mailing_setup_keep (VigieMailingSetup *self);
const char *vigie_mailing_setup_get_password (VigieMailingSetup *self);

G_END_DECLS
