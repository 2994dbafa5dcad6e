/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-cause.h"
#include "vigie-playbook.h"

/* The acts of the cause tree, as drafts, like those of vigie-act.h: owned, or NULL with one sentence. Pure. */

G_BEGIN_DECLS

/* What a cause is to be. NULL, and -1 for @root: as it was, for a new one the first named; "" takes a text away. */
typedef struct
{
  const char *text;
  const char *kind; /* "why", "factor" */
  const char *
      state; /* "supposed", "confirmed" (needs @evidence), "ruled-out" (then it is no root cause) */
  const char *parent; /* id or code of what it explains; "": the problem itself */
  const char *term; /* of a root cause: id or words of a term of the playbook, or an own one */
  const char *note;
  const char *const *
      evidence; /* NULL-terminated: ids or codes of entries and files, "fact:NAME"; all that there is to be */
  int root; /* 1, 0; -1: as it was */
} VigieCauseChange;
#define VIGIE_CAUSE_CHANGE_NONE ((VigieCauseChange){ .root = -1 })

/* @cause: id or code, NULL makes a new one. INVALID, NOT_FOUND with a sentence. */
GPtrArray *vigie_act_cause (const VigiePlaybook *playbook,
                            const VigieIncident *incident,
                            const char *cause,
                            const VigieCauseChange *change,
                            const char *author,
                            gint64 at_usec,
                            GError **error);
/* Takes causes away, or back (@removed FALSE); those that are so already are left alone. CONFLICT when all are.
 * A branch goes as a whole: vigie_cause_branch(). */
GPtrArray *vigie_act_causes_removed (const VigieIncident *incident,
                                     const char *const *causes,
                                     gboolean removed,
                                     const char *author,
                                     gint64 at_usec,
                                     GError **error);
/* How the causes were looked for: words of vigie_cause_techniques(), NULL-terminated; @note NULL or blank: none. */
GPtrArray *vigie_act_techniques (const VigieIncident *incident,
                                 const char *const *words,
                                 const char *note,
                                 const char *author,
                                 gint64 at_usec,
                                 GError **error);

G_END_DECLS
