/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The registry as a type, for its tests; the window only needs the constructor in vigie-widgets.h. */

G_BEGIN_DECLS

#define VIGIE_TYPE_REGISTRY_PAGE (vigie_registry_page_get_type ())
G_DECLARE_FINAL_TYPE (VigieRegistryPage, vigie_registry_page, VIGIE, REGISTRY_PAGE, GtkWidget)

/* What is shown, in order: VigieIncidentItem. Borrowed. */
GListModel *vigie_registry_page_get_shown (VigieRegistryPage *self);
/* Writes what is shown to @file, in a thread; told by the window's toast or error bar. */
void vigie_registry_page_export_to (VigieRegistryPage *self, GFile *file);

G_END_DECLS
