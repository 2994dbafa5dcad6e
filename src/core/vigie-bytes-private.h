/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const guint8 vigie_hex_digits[256];
gboolean vigie_unhex_span (const char *text, gsize length, guint8 *out, gsize length_bytes);

G_END_DECLS
