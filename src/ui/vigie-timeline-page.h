/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What the timeline page offers besides what vigie-widgets.h says of every page. */

G_BEGIN_DECLS

/* Opens the search of this timeline. */
void vigie_timeline_page_focus_search (VigieTimelinePage *self);
/* Scrolls to an entry, chooses it and opens its detail; nothing if it is not shown. */
void vigie_timeline_page_show_entry (VigieTimelinePage *self, const char *id);

G_END_DECLS
