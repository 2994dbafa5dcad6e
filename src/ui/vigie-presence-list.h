/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"

#include <gtk/gtk.h>

/* Everybody whom the hub has seen, with what they do and what they have not sent; a seat each. Hidden without a hub. */

G_BEGIN_DECLS

#define VIGIE_TYPE_PRESENCE_LIST (vigie_presence_list_get_type ())
G_DECLARE_FINAL_TYPE (VigiePresenceList, vigie_presence_list, VIGIE, PRESENCE_LIST, GtkWidget)

GtkWidget *vigie_presence_list_new (void);
void vigie_presence_list_set_model (VigiePresenceList *self, VigieIncidentModel *model); /* may be NULL */

G_END_DECLS
