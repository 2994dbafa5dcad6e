/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* What the record says of a mailing: that it began, paused, went on and ended, with counts. Never who was written to:
 * lists stay on the computer that sends. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_MAILING_STEP_NONE,      /* the record does not know that mailing */
  VIGIE_MAILING_STEP_BEGUN,
  VIGIE_MAILING_STEP_PAUSED,
  VIGIE_MAILING_STEP_RESUMED,
  VIGIE_MAILING_STEP_FINISHED,
} VigieMailingStep;

typedef struct
{
  const char *run;              /* UUID */
  const char *notice, *version, *hash; /* what is sent; NULL: not of a notice */
  const char *audience;         /* id */
  const char *digest;           /* of the list, hexadecimal digits */
  guint count;                  /* people on the list */
  guint accepted, refused, uncertain;
  gboolean stopped;             /* ended before everybody was written to */
  const char *reason;           /* why it paused, or NULL */
} VigieMailingRecord;

/* The last thing that is said of @run. */
VigieMailingStep vigie_mailing_step_of (const VigieIncident *incident, const char *run);

/**
 * vigie_act_mailing:
 * @step: what is to be recorded: BEGUN, PAUSED, RESUMED or FINISHED
 * @record: counts as they stand
 *
 * Returns: (transfer full) (nullable): drafts; CONFLICT if the record says so already or the step does not follow
 */
GPtrArray *vigie_act_mailing (const VigieIncident *incident, VigieMailingStep step, const VigieMailingRecord *record, const char *author, gint64 at_usec, GError **error);

G_END_DECLS
