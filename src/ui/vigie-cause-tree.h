/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The causes of an incident as a tree one works in by keyboard. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CAUSE_TREE (vigie_cause_tree_get_type ())
G_DECLARE_FINAL_TYPE (VigieCauseTree, vigie_cause_tree, VIGIE, CAUSE_TREE, GtkWidget)

GtkWidget *vigie_cause_tree_new (void);
void vigie_cause_tree_set_model (VigieCauseTree *self, VigieIncidentModel *model); /* nullable */
/* Adds what @text says beneath the cause the field stands for. FALSE: the record cannot take it, and why is told. */
gboolean vigie_cause_tree_add (VigieCauseTree *self, const char *text, gboolean as_factor);
/* Chooses the cause @id (id or code; NULL: the problem itself): what is typed next explains it. */
void vigie_cause_tree_choose (VigieCauseTree *self, const char *id);

G_END_DECLS
