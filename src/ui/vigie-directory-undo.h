/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"

/* The opposite of an act in the directory. Pure, like vigie-undo.h, which holds one. */

G_BEGIN_DECLS

typedef struct _VigieDirectoryUndo VigieDirectoryUndo;

/* @drafts: VigieDraft, about to be recorded; @directory: as it is before. NULL when none of them can be undone. */
VigieDirectoryUndo *vigie_directory_undo_new (const VigieDirectory *directory, GPtrArray *drafts);
void vigie_directory_undo_free (VigieDirectoryUndo *self);
/* @events: what the drafts became, in their order. */
void vigie_directory_undo_set_events (VigieDirectoryUndo *self, GPtrArray *events);
/* What was done, for a toast; owned. */
char *vigie_directory_undo_words (const VigieDirectoryUndo *self);
/* The drafts that take it back; CONFLICT when somebody wrote about the same contact since. Owned. */
GPtrArray *vigie_directory_undo_drafts (const VigieDirectoryUndo *self, const VigieDirectory *directory, const char *author, gint64 at_usec, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDirectoryUndo, vigie_directory_undo_free)

G_END_DECLS
