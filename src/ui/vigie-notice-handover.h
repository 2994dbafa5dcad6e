/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice-document.h"
#include "vigie-widgets.h"

/* Handing a text over: to the clipboard, to the mail program, to a file. Nothing of it is a publication. Main thread. */

G_BEGIN_DECLS

/* Words are copied; NULL where a #VigieNoticeDocument may be. */
void vigie_notice_handover_copy (GtkWidget *from, const char *subject, const char *body);
/* The mail program of the desktop, with subject and text filled in and no reader. */
void vigie_notice_handover_mail (GtkWidget *from, const char *subject, const char *body);
/* Asks for a file, then writes an e-mail without a reader (.eml) or a letter (.pdf), whole or not at all. @name: proposed,
 * without its ending. */
void vigie_notice_handover_eml (GtkWidget *from, const VigieNoticeDocument *document, const char *name);
void vigie_notice_handover_letter (GtkWidget *from, const VigieNoticeDocument *document, const char *name);

G_END_DECLS
