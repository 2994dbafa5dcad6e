/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-text.h"

/* How well a text answers what somebody types, for lists that are searched as one types. Pure. */

G_BEGIN_DECLS

/* 0: not at all; more is better. Case and accents do not matter. Every word of @query must begin a word of @text, be
 * the initials of several of its words in a row ("rdi" finds "Registre des incidents"), or, from three letters on,
 * stand inside a word. An empty query matches everything with 1. */
guint vigie_match_score (const char *text, const char *query);

G_END_DECLS
