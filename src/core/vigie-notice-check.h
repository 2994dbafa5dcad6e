/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-playbook.h"

/* What is wrong with a notice, before anybody outside reads it. A stop keeps it from being sent, a warning says what would
 * serve the reader better. Pure: the same text and facts give the same findings. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_CHECK_STOP,
  VIGIE_CHECK_WARN,
} VigieCheckLevel;

typedef enum
{
  VIGIE_CHECK_SUBJECT,
  VIGIE_CHECK_BODY,
  VIGIE_CHECK_WHOLE,            /* of no place: something is missing */
} VigieCheckField;

typedef struct
{
  const char *rule;             /* stable: "placeholder", "fact-differs"; static */
  VigieCheckLevel level;
  VigieCheckField field;
  gsize start_bytes, end_bytes; /* in the subject or body; 0, 0 for WHOLE */
  char *message;                /* one line, in the language of the screen */
  char *detail;                 /* why, or what is known; may be "" */
  char *proposal;               /* what may stand there instead; "" takes it out; NULL: people have to say it */
  char *fact;                   /* of the sheet, that this place is about; or NULL */
  char *line;                   /* what the text may say on a line of its own to be right; or NULL */
} VigieCheckFinding;

typedef struct
{
  const char *kind;             /* as in notice.drafted: "status", "persons", "authority-initial", … */
  const char *audience;         /* of the playbook, or "" */
  const char *channel;          /* of the playbook: "email", "sms", … or "" */
  const char *stage;            /* or NULL */
  VigieLang lang;               /* what the text is written in */
  VigieLang screen_lang;        /* in which labels of the playbook are said to the author */
  const char *subject;          /* or NULL */
  const char *body;
  gint64 next_update_usec;      /* or NONE */
  const char *correction;       /* what the text itself says to differ from earlier ones, or NULL */
  const VigieIncident *incident; /* its facts, roster and messages; NULL: nothing to compare with */
  const VigiePlaybook *playbook; /* or NULL */
  GPtrArray *earlier;           /* const char *: bodies that went to this audience before, in this language; or NULL */
  const char *const *addresses; /* e-mail addresses and telephone numbers that may stand, besides the playbook's; or NULL */
  GTimeZone *zone;              /* in which the text says its times; NULL: UTC */
  gint64 now_usec;
} VigieCheckInput;

typedef struct
{
  GPtrArray *findings;          /* VigieCheckFinding *: stops first, then in the order of the text */
  GPtrArray *passed;            /* char *: what was looked at and is well, short, in the language of the screen */
  guint n_stops, n_warnings;
  double score;                 /* readability; 100 for an empty text */
} VigieCheckReport;

VigieCheckReport *vigie_notice_check (const VigieCheckInput *input);
void vigie_check_report_free (VigieCheckReport *report);
gboolean vigie_check_report_has (const VigieCheckReport *report, const char *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieCheckReport, vigie_check_report_free)

G_END_DECLS
