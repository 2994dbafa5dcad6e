/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-wire-envelope.h"

/* What every decoder has to stand: a body cut, changed, doubled or replaced on its way is refused with a sentence. */

G_BEGIN_DECLS

typedef gboolean (*WireReads) (GBytes *body, GError **error);

/* @good is taken; cut after any byte, with any bit turned, or with anything around it, it is not. */
void wire_assert_nothing_else_believed (GBytes *good, WireReads reads);
/* Whether @data under a right envelope is taken; refused, it says a sentence. */
gboolean wire_takes (const char *data, guint count, WireReads reads);
/* @body with the value of `data` changed by one replacement, sealed anew. Owned. */
GBytes *wire_with (GBytes *body, const char *from, const char *to);

G_END_DECLS
