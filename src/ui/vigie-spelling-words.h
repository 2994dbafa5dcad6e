/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vigie-playbook.h"

/* The words of a text that a dictionary is to be asked about. Private to the spelling. */

G_BEGIN_DECLS

/* @word: without an elision (“l’”); owned by the walker. Places in bytes. */
typedef void (*VigieSpellingWordFunc) (const char *word, gsize start_bytes, gsize end_bytes, gpointer user_data);

/* Calls @func for each word of @text that is neither an address, a figure, a blank, an abbreviation in capitals nor a name. */
void vigie_spelling_each_word (const char *text, VigieSpellingWordFunc func, gpointer user_data);
/* Words that are right because the company uses them: folded to lower case. Set, owned. */
GHashTable *vigie_spelling_known_words (const VigiePlaybook *playbook);

G_END_DECLS
