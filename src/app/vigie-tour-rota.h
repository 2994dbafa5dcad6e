/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-incident-model.h"

G_BEGIN_DECLS

/* Puts people on call for the pictures: three levels, a substitution, an absence that leaves a gap. */
void vigie_tour_rota (VigieSession *session);
/* Shows the rotation on the page of the directory, as a week or a month. */
void vigie_tour_show_rota (GtkWidget *window, gboolean month);

G_END_DECLS
