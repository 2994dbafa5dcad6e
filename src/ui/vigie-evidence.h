/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Files and pictures on their way into the record: read, kept and noted one after the other. Main thread.
 *
 * Signals:
 *   "changed" (): what is under way, or how far it is
 *   "kept" (const char *name): one more is in the record
 *   "failed" (const char *sentence): all are done, and some were not kept */

G_BEGIN_DECLS

#define VIGIE_TYPE_EVIDENCE (vigie_evidence_get_type ())
G_DECLARE_FINAL_TYPE (VigieEvidence, vigie_evidence, VIGIE, EVIDENCE, GObject)

/* With nothing under way. Owned. */
VigieEvidence *vigie_evidence_new (void);
/* Puts @file behind those that wait, for the incident of @model, of which a reference is kept. A file that cannot be
 * read, is empty or passes VIGIE_ATTACHMENT_MAX_BYTES is told by "failed". */
void vigie_evidence_add_file (VigieEvidence *self, VigieIncidentModel *model, GFile *file);
/* A picture without a name of its own; it is kept as PNG. */
void vigie_evidence_add_texture (VigieEvidence *self, VigieIncidentModel *model, GdkTexture *texture);
/* Gives up what is under way and what waits; what is in the record stays. */
void vigie_evidence_cancel (VigieEvidence *self);

const char *vigie_evidence_get_name (VigieEvidence *self); /* NULL: nothing is under way */
double vigie_evidence_get_share (VigieEvidence *self);     /* of it that is kept */
guint vigie_evidence_get_n_left (VigieEvidence *self);     /* with the one under way */

G_END_DECLS
