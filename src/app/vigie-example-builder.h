/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"

G_BEGIN_DECLS

/* What one line of an example's script does; the comment says what @a and @b are. */
typedef enum
{
  VIGIE_SCRIPT_LOG,            /* a: kind */
  VIGIE_SCRIPT_DECISION,       /* a: review's result comes later; text: four parts separated by | */
  VIGIE_SCRIPT_REVIEW,         /* a: code */
  VIGIE_SCRIPT_HYPOTHESIS,     /* a: code, or NULL for the next */
  VIGIE_SCRIPT_TESTED,         /* a: code, b: state */
  VIGIE_SCRIPT_ROLE,           /* a: post, b: person */
  VIGIE_SCRIPT_MILESTONE,      /* a: milestone */
  VIGIE_SCRIPT_FACT,           /* a: name, b: state; text: value */
  VIGIE_SCRIPT_TICK,           /* a: step */
  VIGIE_SCRIPT_NOT_APPLICABLE, /* a: step; text: reason */
  VIGIE_SCRIPT_MESSAGE,        /* a: audience/channel, b: stage or NULL */
  VIGIE_SCRIPT_CHECK_IN,       /* a: who is tired, or NULL */
  VIGIE_SCRIPT_SUPPORT,        /* a: level */
  VIGIE_SCRIPT_DONE,           /* a: obligation, b: subject */
  VIGIE_SCRIPT_WAIVE,          /* a: obligation, b: subject */
  VIGIE_SCRIPT_CAUSE,          /* a: PARENT/KIND/STATE/TERM, each may be empty; b: code or "fact:…" of the evidence, "last": the line before; NULL */
  VIGIE_SCRIPT_FOLLOW_UP,      /* a: owner, b: code of the cause; text: the action, due in 90 days */
  VIGIE_SCRIPT_EVIDENCE,       /* text: name of the file, which is vigie_example_picture() */
} VigieScriptOp;

typedef struct
{
  int minute;                    /* after detection */
  VigieScriptOp op;
  const char *who;
  const char *a;
  const char *b;
  const char *en;
  const char *fr;
  gboolean starred;
} VigieScriptLine;

typedef struct
{
  const char *en, *fr;           /* title */
  const char *type;
  const char *answers[5];        /* users, revenue, function, workaround, data */
  VigieLevel level;              /* NONE: the recommended one */
  const char *who;
  int started, declared;         /* minutes after detection */
  const VigieScriptLine *lines;
  guint n_lines;
} VigieScript;

/* Plays @script and adds what it records to @drafts, for vigie_example_record_async(). @detected_usec: minute 0. @stream_out may be NULL. */
gboolean vigie_script_play (const VigieScript *script, VigiePlaybook *playbook, VigieLang lang, gint64 detected_usec, gboolean is_example, gboolean is_historical, GRand *random, GPtrArray *drafts, char **stream_out, GError **error);

G_END_DECLS
