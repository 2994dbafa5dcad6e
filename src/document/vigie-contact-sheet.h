/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "vigie-directory.h"

/* One page to hang on a wall: who is on call, whom to call, how one calls, where one writes, and of which day it is. It is
 * always one page: what does not fit is counted at its foot. */

G_BEGIN_DECLS

/* The PDF. @zone: the zone its times are said in. For a worker thread. */
GBytes *vigie_contact_sheet_pdf (VigieDirectory *directory, VigieLang lang, GTimeZone *zone, gint64 now_usec, GError **error);
/* The same as a recording of A4 in points, to be painted by a printer or a screen. For a worker thread. Owned. */
cairo_surface_t *vigie_contact_sheet_record (VigieDirectory *directory, VigieLang lang, GTimeZone *zone, gint64 now_usec);

G_END_DECLS
