/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-window.h"
#include "vigie-post-mortem.h"

/* The forms of a post-mortem's way. Each opens over the window of @from and records by itself; all are borrowed. Main thread. */

G_BEGIN_DECLS

/* The date of the meeting; what is recorded leads to the invitation. */
VigieActWindow *vigie_flow_form_plan (GtkWidget *from, VigieIncidentModel *model);
/* The meeting was held without the run sheet. */
VigieActWindow *vigie_flow_form_held (GtkWidget *from, VigieIncidentModel *model);
VigieActWindow *vigie_flow_form_request (GtkWidget *from, VigieIncidentModel *model);
VigieActWindow *vigie_flow_form_sign (GtkWidget *from, VigieIncidentModel *model);
VigieActWindow *vigie_flow_form_take_back (GtkWidget *from, VigieIncidentModel *model);
/* vigie-publish-form.c: a summary for @list, to be read, handed over and recorded. */
VigieActWindow *vigie_flow_form_publish (GtkWidget *from, VigieIncidentModel *model, VigiePostMortemList list);
/* Opens what does @act. */
void vigie_flow_do (GtkWidget *from, VigieIncidentModel *model, VigiePostMortemAct act);
/* The names in a list as people write it, split at commas: char *, owned. */
GPtrArray *vigie_flow_names (const char *list);
/* May whoever sits here record @kind? Without a hub everybody may. */
gboolean vigie_flow_may (VigieSession *session, const char *kind);

G_END_DECLS
