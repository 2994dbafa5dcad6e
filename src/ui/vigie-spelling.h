/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-playbook.h"

/* Spelling in a text view: doubtful words are underlined, proposals are in the menu of the view and under Shift F7. It never keeps
 * anything from being done, and without a dictionary it does nothing at all. Main thread; dictionaries are read beside it. */

G_BEGIN_DECLS

#define VIGIE_TYPE_SPELLING (vigie_spelling_get_type ())
G_DECLARE_FINAL_TYPE (VigieSpelling, vigie_spelling, VIGIE, SPELLING, GObject)

/* Watches @view, which must live as long. @playbook: its names are right; may be NULL. */
VigieSpelling *vigie_spelling_new (GtkTextView *view, const VigiePlaybook *playbook);
/* The language of the text; the first call reads the dictionary. */
void vigie_spelling_set_lang (VigieSpelling *self, VigieLang lang);
/* The same by the names of dictionaries, the first that is there; NULL-terminated. */
void vigie_spelling_set_dictionaries (VigieSpelling *self, const char *const *tags);
/* The text has a dictionary, and was looked at. */
gboolean vigie_spelling_is_ready (VigieSpelling *self);
/* The next underlined word behind the cursor, going round: selected, the menu of proposals filled. FALSE: there is none. */
gboolean vigie_spelling_next (VigieSpelling *self);
/* Proposals for the underlined word at the cursor; a dictionary may think about them for a fifth of a second. */
void vigie_spelling_proposals_async (VigieSpelling *self, GAsyncReadyCallback callback, gpointer user_data);
/* At most five, NULL-terminated, owned; NULL: the word is right, or no dictionary is at hand. */
char **vigie_spelling_proposals_finish (VigieSpelling *self, GAsyncResult *result);

G_END_DECLS
