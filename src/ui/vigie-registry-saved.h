/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-registry-query.h"
#include "vigie-session.h"

#include <gtk/gtk.h>

/* The button with the filters that a person has given a name to: chosen, saved, renamed, removed. They are kept in the
 * store of this computer, for each name that sits here apart, and in no event. Main thread.
 *
 * Signal: "chosen" (const VigieRegistryQuery *query, during the call). */

G_BEGIN_DECLS

#define VIGIE_TYPE_REGISTRY_SAVED (vigie_registry_saved_get_type ())
G_DECLARE_FINAL_TYPE (VigieRegistrySaved, vigie_registry_saved, VIGIE, REGISTRY_SAVED, GtkWidget)

GtkWidget *vigie_registry_saved_new (VigieSession *session);
/* What would be saved now; copied. The button says its name when it has one. */
void vigie_registry_saved_set_query (VigieRegistrySaved *self, const VigieRegistryQuery *query);
/* Opens the list, as a press of the button does. */
void vigie_registry_saved_open (VigieRegistrySaved *self);

G_END_DECLS
