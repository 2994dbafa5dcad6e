/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-registry-query.h"
#include "vigie-widgets.h"

/* Which incidents the registry shows (VigieIncidentItem): those that fit a query. Emits "changed" as every filter, also
 * when the store answers. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REGISTRY_FILTER (vigie_registry_filter_get_type ())
G_DECLARE_FINAL_TYPE (VigieRegistryFilter, vigie_registry_filter, VIGIE, REGISTRY_FILTER, GtkFilter)

VigieRegistryFilter *vigie_registry_filter_new (VigieSession *session); /* transfer full */
/* Copied. Rows are searched at once and the record a moment later. */
void vigie_registry_filter_ask (VigieRegistryFilter *self, const VigieRegistryQuery *query);
/* Figures of all incidents (VigieFigures, read during the call), without which nothing has a cause, open actions or recurs. */
void vigie_registry_filter_set_figures (VigieRegistryFilter *self, GPtrArray *all);
/* Only incidents of @streams (NULL-terminated) as well as all else; NULL: any. */
void vigie_registry_filter_only (VigieRegistryFilter *self, const char *const *streams);
/* What was found in the record of an incident, or NULL; borrowed until the next search. */
const char *vigie_registry_filter_get_excerpt (VigieRegistryFilter *self, const char *stream);
/* Answers to the search that still come are dropped. */
void vigie_registry_filter_stop (VigieRegistryFilter *self);

G_END_DECLS
