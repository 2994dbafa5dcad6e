/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A file kept as evidence, in the detail of its entry: a picture or the beginning of a text, what it is, and what
 * can be done with it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_EVIDENCE_VIEW (vigie_evidence_view_get_type ())
G_DECLARE_FINAL_TYPE (VigieEvidenceView, vigie_evidence_view, VIGIE, EVIDENCE_VIEW, GtkWidget)

/* NULL when @entry is no file, or its event cannot be read. Floating. */
GtkWidget *vigie_evidence_view_new (VigieIncidentModel *model, const VigieEntry *entry);
const char *vigie_evidence_view_get_id (VigieEvidenceView *self); /* of the entry */
/* Writes the content to @file; a toast or the error bar says what came of it. */
void vigie_evidence_view_save (VigieEvidenceView *self, GFile *file);
/* What stands where the picture would: "picture", "text", "words" (a sentence), "waiting". */
const char *vigie_evidence_view_get_shown (VigieEvidenceView *self);

G_END_DECLS
