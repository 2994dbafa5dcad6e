/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Which incidents the registry shows (VigieIncidentItem): by level, age and state, and by what is searched. Emits
 * "changed" as every filter, also when the store answers. Main thread. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_REGISTRY_ALL,
  VIGIE_REGISTRY_ACTIVE,
  VIGIE_REGISTRY_PAST,
  VIGIE_REGISTRY_WITH_ACTIONS,   /* some action is open */
  VIGIE_REGISTRY_RECURRING,      /* its confirmed cause was already that of an earlier one */
} VigieRegistryShow;

#define VIGIE_TYPE_REGISTRY_FILTER (vigie_registry_filter_get_type ())
G_DECLARE_FINAL_TYPE (VigieRegistryFilter, vigie_registry_filter, VIGIE, REGISTRY_FILTER, GtkFilter)

VigieRegistryFilter *vigie_registry_filter_new (VigieSession *session); /* transfer full */
/* @level: NONE for all. @months: detected so long ago at most, 0 for all; an incident that runs always counts. */
void vigie_registry_filter_choose (VigieRegistryFilter *self, VigieLevel level, guint months, VigieRegistryShow show);
/* @type: "INC-01" … or "other"; NULL for all. */
void vigie_registry_filter_choose_type (VigieRegistryFilter *self, const char *type);
/* Figures of all incidents (VigieFigures, read during the call), without which nothing has open actions or recurs. */
void vigie_registry_filter_set_figures (VigieRegistryFilter *self, GPtrArray *all);
/* Searches for @text in rows at once and in the record a moment later; nothing to search shows all. */
void vigie_registry_filter_search (VigieRegistryFilter *self, const char *text);
/* Only incidents of @streams (NULL-terminated) as well as all else; NULL: any. */
void vigie_registry_filter_only (VigieRegistryFilter *self, const char *const *streams);
/* What was found in the record of an incident, or NULL; borrowed until the next search. */
const char *vigie_registry_filter_get_excerpt (VigieRegistryFilter *self, const char *stream);
/* Answers to the search that still come are dropped. */
void vigie_registry_filter_stop (VigieRegistryFilter *self);

G_END_DECLS
