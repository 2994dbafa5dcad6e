/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act-notice.h"

/* A notice as it stands under the hand, before it is recorded; kept as JSON while somebody types, so that no crash takes
 * a word. Owned words throughout. */

G_BEGIN_DECLS

typedef struct
{
  char *notice;                 /* id, or NULL: a new one */
  char *seen;                   /* version that is edited, or NULL */
  char *audience, *channel;
  char *template_id;            /* or NULL */
  char *stage;                  /* or NULL */
  char *correction;             /* or NULL */
  char *subjects[VIGIE_N_LANGS], *bodies[VIGIE_N_LANGS];
  gint64 next_update_usec;
  GPtrArray *facts;             /* VigieNoticeFact *, owned with their words */
} VigieDraftText;

VigieDraftText *vigie_draft_text_new (void);
void vigie_draft_text_free (VigieDraftText *self);
VigieDraftText *vigie_draft_text_from_notice (const VigieNotice *notice);
/* Draws both languages from @template (NULL: blank), and what it drew on. */
void vigie_draft_text_fill (VigieDraftText *self, const VigiePlaybook *playbook, const VigieIncident *incident, const VigieTemplate *template, const char *sender, GTimeZone *zone, gint64 now_usec);
char *vigie_draft_text_to_json (const VigieDraftText *self);
VigieDraftText *vigie_draft_text_from_json (const char *json); /* NULL: not such a text */
/* The drafts of the act; NULL with one sentence. */
GPtrArray *vigie_draft_text_record (const VigieDraftText *self, const VigiePlaybook *playbook, const VigieIncident *incident, const char *author, gint64 at_usec, GError **error);
/* Does @version say just this? */
gboolean vigie_draft_text_equals (const VigieDraftText *self, const VigieNoticeVersion *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieDraftText, vigie_draft_text_free)

G_END_DECLS
