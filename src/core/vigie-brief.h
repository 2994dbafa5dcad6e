/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"
#include "vigie-report.h"

/* What somebody who takes over has to know, from the record alone: lines in sections, of which the screen,
 * the copied text and the file are three ways of showing. Pure; in one language, whatever the locale. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_BRIEF_STATE,
  VIGIE_BRIEF_HYPOTHESES,
  VIGIE_BRIEF_DECISIONS,
  VIGIE_BRIEF_PUBLIC,
  VIGIE_BRIEF_OPEN,        /* to-dos and actions */
  VIGIE_BRIEF_CLOCKS,
  VIGIE_BRIEF_FACTS,
  VIGIE_BRIEF_PEOPLE,
  VIGIE_BRIEF_CHANNELS,
  VIGIE_N_BRIEF_SECTIONS,
} VigieBriefSection;

/* What kind of line it is: the screen gives each its shape and colour. */
typedef enum
{
  VIGIE_BRIEF_MARK_LEVEL,
  VIGIE_BRIEF_MARK_HYPOTHESIS, /* `state` is a VigieHypothesisState */
  VIGIE_BRIEF_MARK_FACT,       /* `state` is a VigieFactState */
  VIGIE_BRIEF_MARK_DECISION,
  VIGIE_BRIEF_MARK_REVIEWED,
  VIGIE_BRIEF_MARK_MESSAGE,
  VIGIE_BRIEF_MARK_TODO,
  VIGIE_BRIEF_MARK_CLOCK,
  VIGIE_BRIEF_MARK_LATE,
  VIGIE_BRIEF_MARK_PERSON,
  VIGIE_BRIEF_MARK_VACANT,
  VIGIE_BRIEF_MARK_CHANNEL,
  VIGIE_BRIEF_MARK_NOTHING,
} VigieBriefMark;

typedef struct
{
  VigieBriefSection section;
  VigieBriefMark mark;
  int state;
  char *words;
} VigieBriefLine;

/* The lines in the order of the sections; a section may have none. VigieBriefLine, owned. */
GPtrArray *vigie_brief_new (const VigieIncident *incident, const VigiePlaybook *playbook, gint64 now_usec, GTimeZone *zone, VigieLang lang);
const char *vigie_brief_section_title (VigieBriefSection section, VigieLang lang); /* static */
/* Plain text for a chat: "- " before each line. Owned. */
char *vigie_brief_to_text (GPtrArray *lines, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang);
/* The same as a document, for Markdown and PDF. Owned. */
VigieReport *vigie_brief_to_report (GPtrArray *lines, const VigieIncident *incident, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);

/* The war room's channel: the playbook's pattern with the reference in lower case. Owned. */
char *vigie_incident_channel (const VigieIncident *incident, const VigiePlaybook *playbook);
/* Whether the video link may be opened: an https address. Anything else is only copied. */
gboolean vigie_link_can_be_opened (const char *link);

G_END_DECLS
