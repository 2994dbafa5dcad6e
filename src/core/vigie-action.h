/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* The actions that follow an incident: what makes one that can be checked later, how they rank, and what they are
 * called. Pure. */

G_BEGIN_DECLS

/* What keeps a text from being an action that somebody can check. */
typedef enum
{
  VIGIE_ACTION_FINE,
  VIGIE_ACTION_SHORT,      /* no verb and object: "monitoring" */
  VIGIE_ACTION_NO_VERB,    /* begins with a thing: "better alerts", "documentation of the cache" */
  VIGIE_ACTION_GOOD_WILL,  /* "improve", "review", and nothing that says what will be different */
  VIGIE_ACTION_HEDGED,     /* "try to", "if possible" */
} VigieActionFault;

/* English and French, any case and accents. */
VigieActionFault vigie_action_text_fault (const char *text);
/* FALSE for a team, for everybody, and for two people. */
gboolean vigie_action_owner_is_one (const char *owner);

/* "high", "medium", "low" → 3, 2, 1; 0 for anything else, NULL included. */
int vigie_action_weight (const char *word);
/* 1 (much for little work) to 5; 0 while impact or effort is not said. */
int vigie_action_priority (const char *impact, const char *effort);

gboolean vigie_action_status_is_known (const char *status); /* "open", "in-progress", "done", "dropped" */
gboolean vigie_action_is_settled (const char *status);      /* done or dropped */
/* "open" → "Ouverte"; the word itself when it is not known. Static, or @status. */
const char *vigie_action_status_label (const char *status, VigieLang lang);
/* "high" → "fort"; "" when it is not said. Static. */
const char *vigie_action_weight_label (const char *word, VigieLang lang);

/* Id or code ("A1", any case); NULL when there is none. Borrowed. */
const VigieActionItem *vigie_incident_action (const VigieIncident *incident, const char *id_or_code);

G_END_DECLS
