/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-cause.h"
#include "vigie-widgets.h"

G_BEGIN_DECLS

/* A row of the tree: indented by its level, state by shape and word, the term of a root cause, evidence and actions beneath.
 * Its data "cause" is the id. */
GtkWidget *vigie_cause_row_new (VigieIncidentModel *model, const VigieCause *cause);

G_END_DECLS
