/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"

/* What becomes of contacts from a file, beside the directory: said before anything is recorded. Nothing that stands in the
 * directory is ever overwritten unless a person chooses so for that contact. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_IMPORT_NEW,                /* nobody like it here */
  VIGIE_IMPORT_SAME,               /* adds nothing */
  VIGIE_IMPORT_ADDS,               /* fills what is empty, adds numbers, addresses, languages, groups */
  VIGIE_IMPORT_DIFFERS,            /* and says something else of what is filled: what stands here stays, unless chosen */
} VigieImportKind;

typedef enum
{
  VIGIE_IMPORT_ADD,                /* the suggested choice */
  VIGIE_IMPORT_TAKE,               /* what the file says replaces what stands here */
  VIGIE_IMPORT_SKIP,
} VigieImportChoice;

typedef struct
{
  VigieImportKind kind;
  VigieImportChoice choice;        /* the caller's to change; SKIP for SAME */
  VigieContact *theirs;            /* as the file has it */
  VigieContact *added;             /* what would be recorded with ADD; NULL: nothing */
  VigieContact *taken;             /* with TAKE */
  const char *id;                  /* of the contact here, borrowed from @added; NULL: a new one */
  guint differs;                   /* bit (1 << VigieContactField): fields that say something else */
} VigieImportItem;

typedef struct
{
  VigieDirectory *directory;       /* what it was compared with */
  GPtrArray *items;                /* VigieImportItem, in the order of the file, owned */
  guint n[4];                      /* by kind */
} VigieImportPlan;

/* @contacts: VigieContact; one that comes twice in the file is one item. Any thread. */
VigieImportPlan *vigie_import_plan_new (VigieDirectory *directory, GPtrArray *contacts);
void vigie_import_plan_free (VigieImportPlan *plan);
/* What was chosen, as drafts; owned, empty when nothing would be recorded. NULL with one sentence. */
GPtrArray *vigie_import_plan_drafts (const VigieImportPlan *plan, const char *author, gint64 at_usec, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieImportPlan, vigie_import_plan_free)

G_END_DECLS
