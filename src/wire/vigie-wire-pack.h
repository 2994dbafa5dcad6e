/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-error.h"

/* A body that was made smaller, for lines that are thinner than processors are slow. It is no content encoding of HTTP,
 * which a reply must not have: the pack says how large its content is, and no more is ever unpacked. */

G_BEGIN_DECLS

#define VIGIE_WIRE_PACK_WAY "deflate"       /* what a request names */
#define VIGIE_WIRE_PACK_TYPE "application/vnd.vigie.pack"
#define VIGIE_WIRE_PACK_RATIO_MAX 64        /* content to pack */

/* NULL: it would not become smaller, or too much so for anybody to take it. Owned; any thread. */
GBytes *vigie_wire_pack (GBytes *body);
/* A body that is no pack comes back as it is (another reference). NULL + TOO_LARGE: its content is over @max_bytes or the
 * ratio, TAMPERED: it is not what it says. Owned; any thread. */
GBytes *vigie_wire_unpack (GBytes *body, gsize max_bytes, GError **error);

G_END_DECLS
