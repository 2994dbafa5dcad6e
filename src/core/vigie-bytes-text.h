/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UTF-8 as it is, anything else as windows-1252; NUL left out. Owned. */
char *vigie_text_from_bytes (const char *bytes, gsize length_bytes);
/* NULL unless it begins with the mark of UTF-16. Owned. */
char *vigie_text_from_utf16 (const char *bytes, gsize length_bytes);

G_END_DECLS
