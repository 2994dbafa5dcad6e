/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident.h"

/* Every text that was ever written for a section of the report. Pure. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_VERSION_EARLIER, /* somebody who had seen it wrote another one */
  VIGIE_VERSION_RIVAL, /* stands beside the present one: nobody has chosen */
  VIGIE_VERSION_PRESENT,
} VigieVersionState;

typedef struct
{
  char *text; /* "": the section was given back to the record */
  const char *author;
  gint64 occurred_usec;
  VigieVersionState state;
  const VigieEvent *event; /* of the incident, as the author is */
} VigieSectionVersion;

/* Fold order, so that the present one is the last that nobody replaced. Texts that an administrator removed are not among
 * them. VigieSectionVersion *, owned; borrows from @incident. */
GPtrArray *
vigie_section_versions (const VigieIncident *incident, const char *section, VigieLang lang);

G_END_DECLS
