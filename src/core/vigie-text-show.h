/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Recorded text as it is shown. The record keeps what was typed, byte for byte; what is dangerous or
 * invisible in it is made visible here, on the way to a screen, a document or a terminal. */

G_BEGIN_DECLS

/* TRUE if nothing in @text (nullable, any bytes) leaves a mark on a screen: white space, controls, format
 * signs and fillers only. Such text is no answer where one is required. */
gboolean vigie_text_is_blank (const char *text);
/* For windows and documents; @text may be NULL or any bytes. Always valid UTF-8; line ends are \n, tabs stay.
 * Controls become pictures (␛), signs that turn the reading direction round become their code (‹U+202E›), as
 * does what is invisible if nothing else is there. Saying it twice changes nothing. Owned. */
char *vigie_text_show (const char *text);
/* The same for one row: line ends are ↵, tabs are spaces. Owned. */
char *vigie_text_show_line (const char *text);
/* The same for a terminal, where no sign of direction is left. Owned. */
char *vigie_text_show_terminal (const char *text);
/* What vigie_text_show() gave, with right-to-left words set apart so that they do not turn round what stands
 * beside them. The last step: not to be said twice. Owned. */
char *vigie_text_isolate (const char *shown);
/* vigie_text_isolate() of vigie_text_show(): for documents. Owned. */
char *vigie_text_show_isolated (const char *text);

G_END_DECLS
