/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"
#include "vigie-notice-draft-text.h"
#include "vigie-notice-editor.h"

/* What the editor of a notice compares its text with: the record, the playbook, what was sent before. Main thread. */

G_BEGIN_DECLS

typedef struct
{
  VigieIncidentModel *model;    /* owned, or NULL: nothing is compared */
  const VigieDraftText *text;   /* borrowed */
  VigieLang lang;
  GPtrArray *earlier;           /* const char *: bodies that went to this audience, borrowed from the fold */
  GPtrArray *past;              /* VigiePreviewPast * with owned words */
  char **addresses;             /* of the directory */
  char *date, *time, *stage;
} VigieNoticeSource;

void vigie_notice_source_set (VigieNoticeSource *self, VigieIncidentModel *model, const VigieDraftText *text, VigieLang lang);
void vigie_notice_source_clear (VigieNoticeSource *self);
/* A VigieNoticeEditorFill; @user_data: the source. */
void vigie_notice_source_fill (VigieCheckInput *input, VigiePreviewData *preview, gpointer user_data);
/* Marks where the words of facts stand, and what is still open. */
void vigie_notice_source_mark (VigieNoticeSource *self, VigieNoticeEditor *editor);

G_END_DECLS
