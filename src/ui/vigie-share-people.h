/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* Who has joined, as it happens: name, role, when they were seen; and taking their access away. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SHARE_PEOPLE (vigie_share_people_get_type ())
G_DECLARE_FINAL_TYPE (VigieSharePeople, vigie_share_people, VIGIE, SHARE_PEOPLE, GtkWidget)

GtkWidget *vigie_share_people_new (VigieSession *session);

G_END_DECLS
