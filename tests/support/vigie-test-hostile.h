/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Text that does harm where it is taken for something else: markup, controls, direction, formulas, queries. One table
 * for every test, so that a string added here goes through every field of every layer. */

G_BEGIN_DECLS

/* Valid UTF-8 that leaves a mark on a screen: every field takes it and gives it back byte for byte. NULL at the end. */
extern const char *const vigie_test_hostile[];
guint vigie_test_n_hostile (void);
/* Valid UTF-8 in which there is nothing to see: a field that must be filled refuses it. NULL at the end. */
extern const char *const vigie_test_invisible[];
/* No UTF-8: every field refuses it. NULL at the end. */
extern const char *const vigie_test_broken[];

/* What is shown is valid UTF-8 with something to see in it, without a control (but \n and \t) or a sign that turns the
 * direction round; isolates come in pairs within their line. */
void vigie_test_assert_harmless (const char *shown);

G_END_DECLS
