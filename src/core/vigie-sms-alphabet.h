/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The GSM alphabet (3GPP TS 23.038), and what may stand for a sign that it lacks. Private to core. */

G_BEGIN_DECLS

/* Septets that @sign takes: 1, 2 for one of the extension table, 0 if the alphabet lacks it. */
guint vigie_sms_septets (gunichar sign);
/* What may be written for @sign in the alphabet; "" if it can be left out, NULL if nothing says the same. */
const char *vigie_sms_instead (gunichar sign);
/* A word at @text that would say something else without its accent, with the word to write for it.
 * @word_bytes: its length. NULL: none begins here. */
const char *vigie_sms_other_word (const char *text, gsize *word_bytes);

G_END_DECLS
