/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach.h"
#include "vigie-report.h"

/* The register of breaches (article 33 (5)): an entry for each incident that shows signs of one, whether or not it was
 * notified, derived from the record. Pure. */

G_BEGIN_DECLS

/* One line of the register, in words of one language. */
typedef struct
{
  const VigieIncident *incident; /* borrowed */
  char *number;                  /* "" while nobody entered it */
  gint64 aware_usec;             /* or NONE */
  gint64 authority_usec, persons_usec; /* when they were told, or NONE */
  gint64 entered_usec;           /* when it was entered, or NONE */
  char *kind, *data, *persons, *records, *risk; /* words, "" when not known */
  char *decision;                /* "notified", "not notified: reason", "to be decided", in words */
  VigieBreachVerdict authority, told;  /* verdicts of the most demanding book */
  gboolean is_late;              /* told after 72 hours, or not told and they are over */
  const VigieBreachScore *score; /* of `breach`, or NULL */
  VigieBreach *breach;           /* owned */
} VigieBreachLine;

/* A line for each of @incidents (const VigieIncident *, which must outlive the result) that is a breach, by awareness,
 * oldest first. @year: only those whose awareness lies in it (UTC); 0: all. Examples are left out. Owned. */
GPtrArray *vigie_breach_register (GPtrArray *incidents, const VigiePlaybook *playbook, int year, gint64 now_usec, GTimeZone *zone, VigieLang lang);

/* The whole entry of one incident: facts, numbers with how they are known, effects, measures, score, verdicts, who
 * decided, notices, lateness, what changed since, the post-mortem. Owned. */
VigieReport *vigie_breach_entry_report (const VigieIncident *incident, const VigiePlaybook *playbook, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);

/* The summary of a year for the authority's report. @lines: of vigie_breach_register(). Owned. */
VigieReport *vigie_breach_year_report (GPtrArray *lines, const VigiePlaybook *playbook, int year, const char *author, gint64 now_usec, GTimeZone *zone, VigieLang lang);

G_END_DECLS
