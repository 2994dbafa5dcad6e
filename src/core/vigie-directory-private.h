/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-arena.h"
#include "vigie-directory.h"

/* Shared by the fold (vigie-directory-fold.c), the merge of what was written apart and the look-ups. */

G_BEGIN_DECLS

/* One write of the register of a contact: contact.set or contact.removed. */
typedef struct
{
  const VigieEvent *event;
  VigieContact *contact;           /* owned; NULL: a removal */
  char *reason;                    /* of a removal, or NULL */
} VigieDirectoryWrite;

typedef struct
{
  VigieDirectoryEntry entry;       /* public part first */
  VigieContact *ground;            /* the playbook's, or NULL; owned */
  VigieContact *standing;          /* owned: what entry.contact is */
  GPtrArray *writes;               /* VigieDirectoryWrite *, owned, fold order */
  GHashTable *write_of;            /* event id → VigieDirectoryWrite * */
  char *words, *initials, *digits; /* what it is found by, folded; owned */
  GPtrArray *verifications;        /* const VigieEvent *, fold order */
} VigieDirectorySlot;

struct _VigieDirectory
{
  gatomicrefcount ref_count;
  VigiePlaybook *playbook;
  GPtrArray *events;
  VigieRota *rota;
  GPtrArray *slots;                /* VigieDirectorySlot *, owned: the playbook's first */
  GHashTable *slot_of;             /* id → VigieDirectorySlot * */
  GPtrArray *entries, *removed;
  GHashTable *names;               /* folded name → const VigieContact *; → the table itself: several have it */
  guint n_set_aside;
};

/* Fills the public part of @slot from its writes. */
void vigie_directory_merge (VigieDirectorySlot *slot);
/* Folds what it can be found by (vigie-directory-search.c). */
void vigie_directory_index (const VigieDirectory *directory, VigieDirectorySlot *slot);
/* Fills @directory->names once its entries are listed: a calendar of thousands of shifts asks for each of its people. */
void vigie_directory_index_names (VigieDirectory *directory);
/* Fills what it says about verification. */
void vigie_directory_judge_verification (VigieDirectorySlot *slot);

G_END_DECLS
