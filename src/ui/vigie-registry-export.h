/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes @bytes (taken), the list as CSV, to @file in a thread; @page's window tells how it went. */
void vigie_registry_export (GtkWidget *page, GBytes *bytes, GFile *file);

G_END_DECLS
