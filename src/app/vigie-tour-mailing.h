/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* Mailings for the pictures of the tour: nothing is sent, and nothing of them stays on the disk. */

G_BEGIN_DECLS

/* One being filled in, with a list that has faults. */
void vigie_tour_mailing_setup (GtkWidget *from, VigieIncidentModel *model);
/* One that was interrupted, with people it did not reach. */
void vigie_tour_mailing_view (GtkWidget *from, VigieIncidentModel *model);

G_END_DECLS
