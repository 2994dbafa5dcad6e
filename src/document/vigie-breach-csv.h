/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-breach-register.h"

G_BEGIN_DECLS

/* The register as RFC 4180, UTF-8, with a header; fields that a spreadsheet would take for a formula are guarded. Times are
 * RFC 3339. @lines: of vigie_breach_register(). Owned. */
char *vigie_csv_from_breaches (GPtrArray *lines);

G_END_DECLS
