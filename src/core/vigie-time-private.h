/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-time.h"

G_BEGIN_DECLS

/* The whole second of @time_usec in @zone; NULL for VIGIE_TIME_NONE or a time beyond all calendars. */
GDateTime *vigie_time_to_local (gint64 time_usec, GTimeZone *zone);

G_END_DECLS
