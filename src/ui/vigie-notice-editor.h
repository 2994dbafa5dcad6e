/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-notice-check.h"
#include "vigie-notice-preview.h"

/* The text of a notice in one language, under the hand: subject and body, what its check found marked in them and listed
 * below, doubtful words underlined, and beside it the notice as its reader will see it. Main thread.
 *
 * It records nothing and knows no notice: whoever shows it says, with each check, what the text is compared with.
 * "changed" (): somebody typed or a wording was taken. "checked" (): vigie_notice_editor_get_report() is new. */

G_BEGIN_DECLS

/* Fills in what the editor does not know: everything of @input but subject, body and lang; of @preview but these and the
 * body. What is borrowed must live until the call that follows is over. */
typedef void (*VigieNoticeEditorFill) (VigieCheckInput *input, VigiePreviewData *preview, gpointer user_data);

/* How a place of the template stands in the text. */
typedef enum
{
  VIGIE_EDITOR_MARK_FILLED,     /* drawn from a fact */
  VIGIE_EDITOR_MARK_UNKNOWN,
  VIGIE_EDITOR_MARK_MISSING,
  VIGIE_N_EDITOR_MARKS,
} VigieEditorMark;

#define VIGIE_TYPE_NOTICE_EDITOR (vigie_notice_editor_get_type ())
G_DECLARE_FINAL_TYPE (VigieNoticeEditor, vigie_notice_editor, VIGIE, NOTICE_EDITOR, GtkWidget)

GtkWidget *vigie_notice_editor_new (void);
/* @fill NULL: nothing is checked. @user_data must live until another source is set. */
void vigie_notice_editor_set_source (VigieNoticeEditor *self, VigieNoticeEditorFill fill, gpointer user_data);
/* Puts a text in, which is no "changed", and checks it. @subject NULL: this notice has none. */
void vigie_notice_editor_set_text (VigieNoticeEditor *self, VigieLang lang, const char *subject, const char *body);
char *vigie_notice_editor_get_subject (VigieNoticeEditor *self); /* owned; "" if there is none */
char *vigie_notice_editor_get_body (VigieNoticeEditor *self);    /* owned */
VigieLang vigie_notice_editor_get_lang (VigieNoticeEditor *self);
/* Marks bytes of the body, and the fact (or NULL) that leads away from there; typing moves the mark with its words, set_text() takes all away. */
void vigie_notice_editor_mark (VigieNoticeEditor *self, gsize start_bytes, gsize end_bytes, VigieEditorMark mark, const char *fact);
/* In a low window the text goes before what passed the checks. */
void vigie_notice_editor_set_short (VigieNoticeEditor *self, gboolean is_short);
void vigie_notice_editor_set_editable (VigieNoticeEditor *self, gboolean editable);
/* Checks at once: a fact changed. */
void vigie_notice_editor_check (VigieNoticeEditor *self);
/* NULL before the first check. Borrowed until the next one. */
const VigieCheckReport *vigie_notice_editor_get_report (VigieNoticeEditor *self);
/* F4. */
gboolean vigie_notice_editor_next (VigieNoticeEditor *self);
VigieNoticePreview *vigie_notice_editor_get_preview (VigieNoticeEditor *self);

G_END_DECLS
