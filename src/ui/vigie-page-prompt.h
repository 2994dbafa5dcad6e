/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-session.h"

/* One field under the row it belongs to, with the act that takes it. Enter is the act, Escape leaves.
 * Signals: "accepted" (const char *text), "cancelled" (). */

G_BEGIN_DECLS

#define VIGIE_TYPE_PAGE_PROMPT (vigie_page_prompt_get_type ())
G_DECLARE_FINAL_TYPE (VigiePagePrompt, vigie_page_prompt, VIGIE, PAGE_PROMPT, GtkWidget)

/* @label: what is asked, above the field; @act: words of the button. */
GtkWidget *vigie_page_prompt_new (const char *label, const char *act);
/* Names to pick from (char *, copied), narrowed down as one types. */
void vigie_page_prompt_set_names (VigiePagePrompt *self, GPtrArray *names);
/* Who is on call now stands first among them, marked, as who is next is. */
void vigie_page_prompt_set_session (VigiePagePrompt *self, VigieSession *session);
/* Shows why the text was not taken. NULL takes the sentence away. */
void vigie_page_prompt_fail (VigiePagePrompt *self, const char *message);
void vigie_page_prompt_set_text (VigiePagePrompt *self, const char *text);

G_END_DECLS
