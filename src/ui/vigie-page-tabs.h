/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VIGIE_N_PAGES 6

/* Names of the pages, translated, by number; static. */
const char *vigie_page_title (int page);
/* Names that never change, for settings: "timeline" … */
const char *vigie_page_name (int page);

/* The page buttons of an incident in the header bar. Each is bound to win.page. */
#define VIGIE_TYPE_PAGE_TABS (vigie_page_tabs_get_type ())
G_DECLARE_FINAL_TYPE (VigiePageTabs, vigie_page_tabs, VIGIE, PAGE_TABS, GtkWidget)

GtkWidget *vigie_page_tabs_new (void);

G_END_DECLS
