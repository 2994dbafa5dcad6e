/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-figures.h"

/* Actions over many incidents as CSV: one's own table, and the form in which Jira takes issues in. */

G_BEGIN_DECLS

/* An action and the incident it follows; both borrowed. */
typedef struct { const VigieFigures *incident; const VigieActionFigure *action; } VigieFollowUp;

/* (element-type VigieFollowUp): those of @all that are not settled, or all of them; what was cancelled or declared
 * twice is left out. Earliest date first. Owned, contents borrowed from @all. */
GArray *vigie_follow_ups (GPtrArray *all, gboolean settled_too, gboolean examples);

/* "incident,action,text,owner,due,status,priority,impact,effort,ticket,proof"; dates as days of @zone. Owned. */
char *vigie_csv_from_actions (GArray *follow_ups, GTimeZone *zone);
/* What Jira’s import of CSV files maps by itself: Summary, Issue Type, Priority, Assignee, Due Date, Labels,
 * Description, Status. Owned. */
char *vigie_csv_for_jira (GArray *follow_ups, GTimeZone *zone, VigieLang lang);

G_END_DECLS
