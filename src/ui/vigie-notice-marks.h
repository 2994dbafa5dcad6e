/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice-editor.h"

/* What is drawn into the text of a notice: findings and places of the template. Private to the editor. */

G_BEGIN_DECLS

typedef struct
{
  GtkTextBuffer *buffer;        /* borrowed */
  GtkTextTag *findings[2];      /* by VigieCheckLevel */
  GtkTextTag *places[VIGIE_N_EDITOR_MARKS];
} VigieNoticeMarks;

void vigie_notice_marks_init (VigieNoticeMarks *marks, GtkTextBuffer *buffer);
/* Takes the colours of the present style. */
void vigie_notice_marks_color (VigieNoticeMarks *marks, GtkWidget *widget);
/* Marks what @report (or NULL) found in the body, which is @text, in place of what was marked. */
void vigie_notice_marks_show (VigieNoticeMarks *marks, const VigieCheckReport *report, const char *text);
/* @fact: (nullable): the words of the place come from it. */
void vigie_notice_marks_place (VigieNoticeMarks *marks, gsize start_bytes, gsize end_bytes, VigieEditorMark mark, const char *fact);
/* The fact whose words stand at @place, or NULL; borrowed. */
const char *vigie_notice_marks_fact_at (const GtkTextIter *place);
/* The range of the buffer that @start_bytes to @end_bytes of @text are. */
void vigie_notice_marks_range (GtkTextBuffer *buffer, const char *text, gsize start_bytes, gsize end_bytes, GtkTextIter *start, GtkTextIter *end);

G_END_DECLS
