/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-act.h"

/* The export of a Slack workspace: a zip with users.json and a folder of days for each channel. Any thread. */

G_BEGIN_DECLS

typedef struct _VigieSlack VigieSlack;

typedef struct
{
  char *source; /* "slack/CHANNEL/TS": where it came from, and what tells a double */
  gint64 occurred_usec;
  char *author; /* as people read it there */
  char *text; /* mentions and links in words; marks such as *bold* as they were typed */
  gboolean is_answer; /* in a thread */
  gboolean edited, bot;
} VigieSlackMessage;

/* What is wanted. */
typedef struct
{
  const char *channel;
  gint64 from_usec, to_usec; /* NONE: from the first, until the last */
  const char *const *people; /* names, any of them; NULL or empty: everybody */
} VigieSlackChoice;

VigieSlack *vigie_slack_open (const char *path, GError **error);
void vigie_slack_free (VigieSlack *slack);
GStrv vigie_slack_channels (const VigieSlack *slack); /* sorted; owned */
/* VigieSlackMessage by time. Who joined and left, and what was deleted, is left out. Owned. */
GPtrArray *vigie_slack_messages (VigieSlack *slack, const VigieSlackChoice *choice, GError **error);
/* The messages that @incident does not have yet as drafts, by "AUTHOR (Slack)"; @n_known (out): how many it has. Owned. */
GPtrArray *vigie_slack_drafts (GPtrArray *messages,
                               const VigieIncident *incident,
                               guint *n_known,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieSlack, vigie_slack_free)

G_END_DECLS
