/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice.h"

/* A text from a template of the playbook and what the record knows, with where each place went. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_PLACE_FILLED,
  VIGIE_PLACE_UNKNOWN,          /* not known yet, and said so in the text; an authority may be told in parts */
  VIGIE_PLACE_MISSING,          /* stands as {{name}} and has to be written */
} VigiePlaceState;

typedef struct
{
  gsize start_bytes, end_bytes;
  const VigiePlaceholder *placeholder; /* of the template; borrowed from the playbook */
  VigiePlaceState state;
} VigieNoticeSpan;

typedef struct
{
  char *subject, *body;         /* never NULL */
  GArray *subject_spans, *body_spans; /* VigieNoticeSpan, in the order of the text */
  gint64 next_update_usec;      /* as the text says it; NONE: it says none */
  GPtrArray *facts;             /* VigieNoticeFact *: the text drew on, as they are; owned with their words */
  guint n_missing;
} VigieNoticeRendering;

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  const char *sender;           /* who writes; or NULL */
  const char *reader;           /* name of the reader; NULL: left open, for a list fills it in */
  GTimeZone *zone;              /* NULL: UTC */
  gint64 now_usec;
  gint64 next_update_usec;      /* NONE: as the clock of public updates has it */
} VigieNoticeContext;

VigieNoticeRendering *vigie_notice_render (const VigieNoticeContext *context, const VigieTemplate *template, VigieLang lang);
void vigie_notice_rendering_free (VigieNoticeRendering *rendering);
/* What stands for the reader of an e-mail that goes to a list: the list fills it in, message by message. NULL: no such text. */
const char *vigie_notice_list_reader (const VigieTemplate *template, VigieLang lang);
/* When the next public update is due after one that goes out now; after the end, the results of the review. */
gint64 vigie_notice_next_update (const VigieNoticeContext *context, const char *stage);
/* What stands for the place @name, in words; NULL: not known. Owned. */
char *vigie_notice_place_words (const VigieNoticeContext *context, const VigiePlaceholder *place, const char *stage, VigieLang lang);
/* The template that fits best an audience, a channel and a stage (NULL: the incident's); NULL: there is none. */
const VigieTemplate *vigie_notice_pick_template (const VigiePlaybook *playbook, const VigieIncident *incident, const char *audience, const char *channel, const char *stage);
/* Names of the {{places}} that are still in @text, each once; owned strings. */
GPtrArray *vigie_notice_open_places (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieNoticeRendering, vigie_notice_rendering_free)

G_END_DECLS
