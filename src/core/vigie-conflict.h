/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-event.h"
#include "vigie-incident.h"
#include "vigie-playbook.h"

/* What two desks wrote apart from each other and no event has settled (docs/events.md, "Written apart"). The
 * fold always has one value that stands; a conflict says that a person has not yet seen them together.
 * VigieIncident has them in `conflicts`; the same events give the same list, whatever the order of arrival. */

G_BEGIN_DECLS

/* In the order in which they are shown: what changes who acts and how comes first. */
typedef enum
{
  VIGIE_CONFLICT_POST,          /* subject: post. Two people hold it, or one freed what another one took */
  VIGIE_CONFLICT_HANDOVER,      /* subject: post. Two requests, of which the last one waits */
  VIGIE_CONFLICT_LEVEL,
  VIGIE_CONFLICT_TYPE,
  VIGIE_CONFLICT_TITLE,
  VIGIE_CONFLICT_STAGE,
  VIGIE_CONFLICT_MILESTONE,     /* subject: word of the milestone */
  VIGIE_CONFLICT_FACT,          /* subject: name */
  VIGIE_CONFLICT_OPTION,        /* subject: list among whose options two decisions chose */
  VIGIE_CONFLICT_GATE,          /* subject: key of the step */
  VIGIE_CONFLICT_STEP,          /* subject: key */
  VIGIE_CONFLICT_CONFIRMATION,  /* subject: "QUERY\nSUBJECT" */
  VIGIE_CONFLICT_HYPOTHESIS,    /* subject: id of the entry */
  VIGIE_CONFLICT_REVIEW,        /* subject: id of the decision's entry */
  VIGIE_CONFLICT_ENTRY,         /* subject: id of the entry that both corrected */
  VIGIE_CONFLICT_SECTION,       /* subject: "section/lang" */
  VIGIE_CONFLICT_NOTICE,        /* subject: id of the notice */
  VIGIE_CONFLICT_ACTION,        /* subject: id of the action */
  VIGIE_CONFLICT_COMMENT,       /* subject: id of the comment, settled here and reopened there */
  VIGIE_CONFLICT_CAUSE,         /* subject: id of the cause */
  VIGIE_CONFLICT_TECHNIQUE,     /* how the causes were looked for */
  VIGIE_CONFLICT_SUPPORT,
  VIGIE_CONFLICT_WAR_ROOM,
  VIGIE_CONFLICT_VIDEO,
  VIGIE_CONFLICT_MEETING,       /* the date of the post-mortem */
  VIGIE_CONFLICT_VERDICT,       /* subject: rule whose verdict was lowered */
  VIGIE_CONFLICT_ANSWER,        /* subject: field of the notice to the authority */
  VIGIE_CONFLICT_REGISTER,      /* the breach was entered twice */
  VIGIE_N_CONFLICT_KINDS
} VigieConflictKind;

struct _VigieConflict
{
  VigieConflictKind kind;
  const char *subject;          /* "" when the kind has but one */
  const char *key;              /* "fact/users_affected", "title": unique in its incident */
  GPtrArray *versions;          /* const VigieEvent *, at least two; the last one is what stands now */
};

/* The conflict of @kind about @subject (NULL: ""), or NULL. Borrowed. */
const VigieConflict *vigie_incident_conflict (const VigieIncident *incident, VigieConflictKind kind, const char *subject);
/* The one with that key, or NULL. Borrowed. */
const VigieConflict *vigie_incident_conflict_by_key (const VigieIncident *incident, const char *key);

/* What the conflict is about: "Users affected", "Entry of 03:12", "Commander". @zone NULL: UTC. Owned. */
char *vigie_conflict_title (const VigieConflict *conflict, const VigieIncident *incident, const VigiePlaybook *playbook, GTimeZone *zone, VigieLang lang);
/* One sentence: what happened, and what stands until somebody settles it. Owned. */
char *vigie_conflict_sentence (const VigieConflict *conflict, const VigieIncident *incident, const VigiePlaybook *playbook, VigieLang lang);
/* What one version says: "1,200, confirmed (Grafana)". Owned. */
char *vigie_conflict_version_words (const VigieConflict *conflict, const VigieEvent *version, const VigieIncident *incident, const VigiePlaybook *playbook, GTimeZone *zone, VigieLang lang);
/* Text that may also be merged by hand: the whole text of @version, or NULL when its kind has none. Owned. */
char *vigie_conflict_version_text (const VigieConflict *conflict, const VigieEvent *version);

G_END_DECLS
