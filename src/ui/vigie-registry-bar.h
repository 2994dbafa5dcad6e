/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-registry-query.h"
#include "vigie-registry-saved.h"

#include <gtk/gtk.h>

/* The head of the registry: what is searched, filtered and saved, as one query. Main thread.
 *
 * Signals: "changed" (): another query; "entered" (): Enter in the search; "left-down" (): from the search into the
 * list, the handler says (gboolean) whether it went; "export" (). */

G_BEGIN_DECLS

#define VIGIE_TYPE_REGISTRY_BAR (vigie_registry_bar_get_type ())
G_DECLARE_FINAL_TYPE (VigieRegistryBar, vigie_registry_bar, VIGIE, REGISTRY_BAR, GtkWidget)

GtkWidget *vigie_registry_bar_new (VigieSession *session);
/* As it stands in the controls; borrowed until the next change. */
const VigieRegistryQuery *vigie_registry_bar_get_query (VigieRegistryBar *self);
/* Puts @query into the controls and says "changed" once. */
void vigie_registry_bar_set_query (VigieRegistryBar *self, const VigieRegistryQuery *query);
/* Causes to choose among (const char *, copied), in the order to be shown. */
void vigie_registry_bar_set_causes (VigieRegistryBar *self, GPtrArray *causes);
void vigie_registry_bar_set_count (VigieRegistryBar *self, guint n_shown);
/* Parts the choices into even lines for @width pixels. Not while sizes are given out. */
void vigie_registry_bar_fold (VigieRegistryBar *self, double width);
void vigie_registry_bar_focus_search (VigieRegistryBar *self);
VigieRegistrySaved *vigie_registry_bar_get_saved (VigieRegistryBar *self); /* borrowed */

G_END_DECLS
