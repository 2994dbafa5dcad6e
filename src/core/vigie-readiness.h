/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"

/* What the directory lacks, found before the night it is needed. Pure: @now_usec is the caller's. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_LACK_NUMBER = 1 << 0,        /* a number is foreseen and none can be called ("+225 XX XX …") */
  VIGIE_LACK_REACH = 1 << 1,         /* neither number nor address; of who is called by the playbook: no number */
  VIGIE_LACK_DEPUTY = 1 << 2,        /* holds a post or is on call, and nobody stands in */
  VIGIE_LACK_VERIFIED = 1 << 3,      /* not looked at since the last review */
  VIGIE_LACK_AGREEMENT = 1 << 4,     /* written apart, and nobody has settled it */
} VigieLack;
#define VIGIE_N_LACKS 5
/* Those that would cost time in the night: whom nobody can call, or whom two people know differently. */
#define VIGIE_LACK_URGENT (VIGIE_LACK_NUMBER | VIGIE_LACK_REACH | VIGIE_LACK_AGREEMENT)

/* From when on a verification counts: the last review that has passed (the playbook's next one, else its date). */
gint64 vigie_readiness_since_usec (const VigiePlaybook *playbook, gint64 now_usec);
/* Bits of VigieLack. */
guint vigie_readiness_lacks (const VigieDirectory *directory, const VigieDirectoryEntry *entry, gint64 now_usec);

typedef struct
{
  guint n_entries;
  guint n_lacking;                   /* entries with any lack */
  guint n_urgent;                    /* with one of VIGIE_LACK_URGENT */
  guint n[VIGIE_N_LACKS];            /* by bit */
} VigieReadiness;
void vigie_readiness_count (const VigieDirectory *directory, gint64 now_usec, VigieReadiness *out);
/* VigieDirectoryEntry that lack any of @lacks, the urgent ones first, else in the order of the directory. Owned container. */
GPtrArray *vigie_readiness_round (const VigieDirectory *directory, guint lacks, gint64 now_usec);

G_END_DECLS
