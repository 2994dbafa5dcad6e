/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Entries of the timeline, files and facts to tick as evidence, with a search over them. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CAUSE_EVIDENCE (vigie_cause_evidence_get_type ())
G_DECLARE_FINAL_TYPE (VigieCauseEvidence, vigie_cause_evidence, VIGIE, CAUSE_EVIDENCE, GtkWidget)

/* @cited: (element-type utf8) (nullable): ticked at the beginning, and first in the list. */
GtkWidget *vigie_cause_evidence_new (VigieIncidentModel *model, GPtrArray *cited);
/* What is ticked, in the order in which it was; owned. */
GStrv vigie_cause_evidence_get (VigieCauseEvidence *self);

G_END_DECLS
