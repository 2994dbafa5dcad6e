/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-check-panel.h"
#include "vigie-notice-correction.h"
#include "vigie-notice-editor.h"
#include "vigie-notice-marks.h"
#include "vigie-spelling.h"

/* What the files of the editor share; nobody else includes it. Main thread. */

G_BEGIN_DECLS

struct _VigieNoticeEditor
{
  GtkWidget parent_instance;

  GtkWidget *columns;
  GtkWidget *subject_row;
  GtkEditable *subject;
  GtkTextView *view;
  GtkTextBuffer *buffer;        /* borrowed from the view */
  VigieCheckPanel *panel;
  VigieNoticeCorrection *correction;
  VigieNoticePreview *preview;
  VigieNoticeMarks marks;
  VigieSpelling *spelling;      /* NULL until the editor was shown */

  VigieNoticeEditorFill fill;
  gpointer fill_data;
  VigieLang lang;
  guint pause_id;
  gboolean is_setting;
};

/* By index into the findings of the report. */
void vigie_notice_editor_go (VigieNoticeEditor *self, guint index);
void vigie_notice_editor_fix (VigieNoticeEditor *self, guint index);
/* Puts @wording in place of the whole text. */
void vigie_notice_editor_reword (VigieNoticeEditor *self, const char *wording);
/* Puts @line in as a paragraph of its own. */
void vigie_notice_editor_correct (VigieNoticeEditor *self, const char *line);
/* For vigie-fact-links.h; @user_data: the editor. */
char *vigie_notice_editor_fact_at (const GtkTextIter *place, gpointer user_data);
char *vigie_notice_editor_say_fact (const char *name, gpointer user_data);
/* "editor.blank" (words), "editor.fact". */
void vigie_notice_editor_blank_action (GtkWidget *widget, const char *name, GVariant *parameter);
void vigie_notice_editor_fact_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
