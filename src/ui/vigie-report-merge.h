/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* Two or more versions of a section put together by a person, paragraph by paragraph. Main thread. */

G_BEGIN_DECLS

/* The versions of the section as they stand; with more than two, what was put together so far meets the next one. Nothing
 * is chosen beforehand. Recording names them all. Floating. */
GtkWidget *vigie_report_merge_new (VigieIncidentModel *model, const char *section, VigieLang lang);

G_END_DECLS
