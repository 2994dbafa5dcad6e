/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"
#include "vigie-incident-private.h"
#include "vigie-json-writer.h"
#include "vigie-text-show.h"

/* Private to vigie-act*.c: checking what was given and making drafts. */

G_BEGIN_DECLS

#define VIGIE_AUTHOR_MAX_CHARS 100
#define VIGIE_TITLE_MAX_CHARS 200
#define VIGIE_NAME_MAX_CHARS 100

GPtrArray *vigie_act_drafts_new (void);
VigieJsonWriter *vigie_act_begin (void);
/* Ends the object, makes the draft and adds it. @replaced: the event whose value this one supersedes, or NULL. */
VigieDraft *vigie_act_add (GPtrArray *drafts, VigieJsonWriter *writer, const char *stream, const char *kind, gint64 occurred_usec, const char *author, const VigieEvent *replaced);
/* The same for an act that is one event. */
GPtrArray *vigie_act_one (VigieJsonWriter *writer, const VigieIncident *incident, const char *kind, gint64 occurred_usec, const char *author, const VigieEvent *replaced);
void vigie_act_replace (VigieDraft *draft, const VigieEvent *replaced);
/* @draft supersedes the value seen (NULL: none) and what stands beside it: who writes has had them all before the eyes. */
void vigie_act_replace_seen (VigieDraft *draft, const VigieIncident *incident, const VigieEvent *seen);

/* @draft supersedes every present holding of @post. */
void vigie_act_replace_holders (VigieDraft *draft, const VigieIncident *incident, const char *post);

/* Who and when: every act begins with this. */
gboolean vigie_act_check (const char *author, gint64 at_usec, GError **error);
/* Cleaned text of any length, not blank. Owned; NULL + INVALID. @what begins the sentence ("The text"). */
char *vigie_act_text (const char *text, const char *what, GError **error);
void vigie_act_member_optional (VigieJsonWriter *writer, const char *name, const char *text); /* only when not NULL */
gboolean vigie_act_check_section (const char *section, GError **error); /* one of the ten, else NOT_FOUND */
gboolean vigie_act_refuse (GError **error, int code, const char *sentence);
/* "@Awa" and "@\"Awa Koné\"" in @text: names as said, char *, owned. */
GPtrArray *vigie_command_mentions (const char *text);

/* vigie-act-war-room.c: the key of @step, a key or an id that is unique; owned, NULL + NOT_FOUND or CONFLICT. */
char *vigie_act_find_step (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, GError **error);
/* The body of step.ticked, recorded. @reason may be NULL. */
void vigie_act_add_tick (GPtrArray *drafts, const VigieIncident *incident, const char *key, VigieStepState state, const char *reason, const char *author, gint64 at_usec);
/* vigie-act-fact.c: @value as the definition wants it, or NULL + INVALID. @fact NULL: free text. */
char *vigie_fact_normalise (const VigieFactDef *fact, const char *value, gint64 now_usec, GTimeZone *zone, GError **error);

G_END_DECLS
