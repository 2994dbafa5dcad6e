/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-directory.h"
#include "vigie-incident.h"

/* What the command line may go on with: the words before a colon, times, people, facts and their values, codes of
 * hypotheses and decisions. Pure; what is proposed is what vigie_command_parse() understands. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_COMPLETION_KIND,      /* "décision:" */
  VIGIE_COMPLETION_MILESTONE, /* "rétabli:" */
  VIGIE_COMPLETION_TIME,      /* "hier 23:10" */
  VIGIE_COMPLETION_PERSON,    /* "@Awa.Koné" */
  VIGIE_COMPLETION_FACT,      /* "#users_affected=" */
  VIGIE_COMPLETION_VALUE,     /* the value of a fact */
  VIGIE_COMPLETION_CODE,      /* "HX1" */
} VigieCompletionKind;

typedef struct
{
  VigieCompletionKind kind;
  VigieEntryKind entry_kind;  /* of KIND */
  char *label;                /* what is shown */
  char *detail;               /* what it means, never NULL: a moment, a post, the present value */
  char *insert;               /* what takes the place of the span */
  guint start, end;           /* the span, in characters; @end is the cursor */
} VigieCompletion;

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident; /* may be NULL: nobody and no codes but the playbook's contacts */
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
  gboolean asked;             /* asked for by a key: also where nothing is typed yet */
  const VigieDirectory *directory; /* may be NULL: the playbook's contacts alone */
} VigieCompleteScene;

/* @text with the cursor behind @cursor characters. VigieCompletion, best first, at most
 * VIGIE_COMPLETE_MAX; empty where nothing fits. Owned. */
GPtrArray *vigie_complete (const VigieCompleteScene *scene, const char *text, guint cursor);
void vigie_completion_free (VigieCompletion *completion);

#define VIGIE_COMPLETE_MAX 20

G_END_DECLS
