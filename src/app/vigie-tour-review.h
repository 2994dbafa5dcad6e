/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-incident-model.h"

/* Scenes of the tour in the report: "review" (the lessons are written, and commented on), "review-again" (written once more,
 * and one comment answered), "review-apart" (another desk wrote them, too). */

G_BEGIN_DECLS

/* FALSE: there is no scene of that name. */
gboolean vigie_tour_review (VigieIncidentModel *model, const char *name);
/* Shows the lessons on the page of the report; opens their versions. */
void vigie_tour_show_lessons (GtkWidget *window, VigieIncidentModel *model);
void vigie_tour_begin_comment (GtkWidget *window, VigieIncidentModel *model);
void vigie_tour_open_history (GtkWidget *window, VigieIncidentModel *model);

G_END_DECLS
