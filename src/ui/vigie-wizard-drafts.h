/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wizard-fields.h"
#include "vigie-wizard-questions.h"
#include "vigie-wizard-side.h"

/* What the wizard records, and why it cannot yet. Main thread. */

G_BEGIN_DECLS

/* Where the words come from; everything borrowed for the call. */
typedef struct
{
  VigieSession *session;
  VigieIncidentModel *model; /* NULL: declares */
  VigieWizardFields *fields; /* NULL with a model */
  VigieWizardQuestions *questions;
  VigieWizardSide *side;
} VigieWizardParts;

/* The type of the incident, NULL for other; borrowed. */
const char *vigie_wizard_type (const VigieWizardParts *parts);
/* When it was detected, VIGIE_TIME_NONE while unknown. */
gint64 vigie_wizard_detected_usec (const VigieWizardParts *parts);
/* One sentence, or NULL when nothing stands in the way. */
const char *vigie_wizard_obstacle (const VigieWizardParts *parts);
/* The drafts of the declaration or of the new assessment; owned, NULL with @error. */
GPtrArray *vigie_wizard_drafts (const VigieWizardParts *parts, GError **error);

G_END_DECLS
