/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The hub's log for the people who run it: one line of key=value pairs on standard error. Never a token, a
 * code, a text or a name of a person; what came from outside is written so that it cannot look like
 * another line or pair. */

G_BEGIN_DECLS

/* @event: a word; then pairs of key and value, ended by NULL. A NULL value is left out. Of one @event at most ten
 * lines a second are written; how many were left out follows. Any thread. */
void vigie_hub_journal (const char *event, ...) G_GNUC_NULL_TERMINATED;
/* For tests and --quiet: nothing is written any more. */
void vigie_hub_journal_silence (void);
/* @value as it would be written; owned. */
char *vigie_hub_journal_quote (const char *value);

G_END_DECLS
