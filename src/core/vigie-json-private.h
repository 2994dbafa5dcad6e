/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-json.h"

/* For siblings in core that copy decoded strings into a block of their own. */

G_BEGIN_DECLS

/* Bytes that vigie_json_copy_string() may write for @node, the final NUL included; 0 if no string. */
gsize vigie_json_copy_bound (const VigieJson *json, VigieJsonNode node);
/* Writes the decoded string and a NUL to @out; returns the place after the NUL. */
char *vigie_json_copy_string (const VigieJson *json, VigieJsonNode node, char *out);

G_END_DECLS
