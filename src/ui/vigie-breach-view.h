/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What a breach asks for: duties in rows, the three rule books side by side, what to do beside them; the facts they
 * rest on above, the score and all rules below. It shows what vigie_breach_evaluate() says at the session's time.
 *
 * Signal "compose" (const char *kind) → gboolean: a notice of that kind ("authority-initial", "authority-complement",
 *   "persons", "press") is to be written; TRUE: taken. Nobody took it: the plain form for a message opens.
 * Signal "register" () → gboolean: the register entry is to be shown; TRUE: taken. */

G_BEGIN_DECLS

#define VIGIE_TYPE_BREACH_VIEW (vigie_breach_view_get_type ())
VIGIE_DECLARE_PAGE (BreachView, breach_view, BREACH_VIEW)

G_END_DECLS
