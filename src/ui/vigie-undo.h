/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"
#include "vigie-directory-undo.h"

/* The opposite of an act that was recorded. Pure: made from the drafts of the act and the fold they
 * were drafted on, applied to whatever fold is there later. */

G_BEGIN_DECLS

typedef struct _VigieUndo VigieUndo;

/* @drafts: VigieDraft, about to be recorded; @incident: as it is before. NULL when the act is none of those
 * that can be undone: star, tick, post, to-do, retraction. */
VigieUndo *vigie_undo_new (const VigieIncident *incident, GPtrArray *drafts);
/* The same of an act in the directory. */
VigieUndo *vigie_undo_new_directory (const VigieDirectory *directory, GPtrArray *drafts);
/* NULL: it was an act of an incident. */
const VigieDirectoryUndo *vigie_undo_get_directory (const VigieUndo *self);
void vigie_undo_free (VigieUndo *self);
/* @events: VigieEvent, what the drafts became, in their order. */
void vigie_undo_set_events (VigieUndo *self, GPtrArray *events);
const char *vigie_undo_get_stream (const VigieUndo *self);
/* What was done, for a toast; owned. */
char *vigie_undo_words (const VigieUndo *self);
/* The drafts that take the act back; CONFLICT when something else was recorded about the same thing since. Owned. */
GPtrArray *vigie_undo_drafts (const VigieUndo *self, const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 at_usec, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieUndo, vigie_undo_free)

G_END_DECLS
