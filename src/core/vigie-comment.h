/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-passage.h"

/* What reviewers say of a passage of the report: a comment, answers to it, and whether it is settled. The quote is
 * kept with the comment, so that it says what it was about whatever becomes of the text. Read-only; they live as long
 * as their incident. */

G_BEGIN_DECLS

/* A longer passage is no passage: the section as a whole is meant (quote ""). */
#define VIGIE_QUOTE_MAX_CHARS 2000

typedef struct
{
  const char *text;
  const char *author;
  gint64 occurred_usec;
  const VigieEvent *event;
} VigieCommentAnswer;

struct _VigieComment
{
  const char *id;
  const char
      *code; /* "R1", "R2" in the order in which they were made (remarks: causes have the C) */
  const char *section;
  VigieLang lang; /* of the text that was commented on */
  const char *quote; /* "": the section as a whole */
  gint64 start_chars; /* where the quote began, in characters; -1: not said */
  const char *text;
  const char *author;
  gint64 occurred_usec;
  GPtrArray *answers; /* VigieCommentAnswer *, fold order */
  gboolean settled;
  const char *note; /* said with the last mark, or NULL */
  const VigieEvent *mark; /* the one that settled or reopened it last, or NULL */
  const VigieEvent *event;
};

/* Id or code ("R1", any case); NULL when there is none. Borrowed. */
const VigieComment *vigie_incident_comment (const VigieIncident *incident, const char *id_or_code);
/* The comments that nobody has settled, of @section alone (NULL: of all) and in both languages; const VigieComment *, fold
 * order. The array is owned, what is in it is borrowed. */
GPtrArray *vigie_incident_open_comments (const VigieIncident *incident, const char *section);
guint vigie_incident_n_open_comments (const VigieIncident *incident, const char *section);
/* Where @text (the section as it is now) has the passage: see vigie_passage_find(). A comment on the whole section: GONE. */
VigiePassageMatch vigie_comment_find (const VigieComment *comment,
                                      const char *text,
                                      glong *start_chars,
                                      glong *end_chars);

G_END_DECLS
