/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-calendar.h"

/* Lines of a calendar, folded and escaped. */

G_BEGIN_DECLS

void vigie_calendar_add_line (GString *out, const char *line);
void vigie_calendar_add_text (GString *out, const char *name, const char *text);
void vigie_calendar_add_time (GString *out, const char *name, gint64 time_usec);

G_END_DECLS
