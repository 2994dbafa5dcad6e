/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-types.h"

/* A notice as its reader will see it: a status page, an e-mail, the bubbles of an SMS, a letter, a card in the
 * application. Paper stays white in the dark. Main thread.
 *
 * "reword" (string): the author wants the SMS in that wording. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_PREVIEW_STATUS,
  VIGIE_PREVIEW_MAIL,
  VIGIE_PREVIEW_SMS,
  VIGIE_PREVIEW_LETTER,
  VIGIE_PREVIEW_IN_APP,
  VIGIE_N_PREVIEWS,
} VigiePreviewForm;

/* What stood on the status page before. */
typedef struct { const char *title, *time, *body; } VigiePreviewPast;

/* Plain words, only looked at; any may be NULL. Words that are fixed in a form are given in @lang by the preview. */
typedef struct
{
  guint forms;                  /* 1 << VigiePreviewForm of each that can be looked at */
  VigieLang lang;               /* of the text */
  const char *organisation;
  const char *state;            /* of the service: “Major outage” */
  const char *stage;            /* “Identified” */
  const char *subject, *body;
  const char *date, *time;      /* as the reader sees them */
  const char *from, *to;        /* headers of an e-mail */
  const char *address;          /* of a letter: whom it is to; lines */
  const char *place;            /* of a letter: where it is written */
  GPtrArray *past;              /* const VigiePreviewPast *, newest first */
} VigiePreviewData;

#define VIGIE_TYPE_NOTICE_PREVIEW (vigie_notice_preview_get_type ())
G_DECLARE_FINAL_TYPE (VigieNoticePreview, vigie_notice_preview, VIGIE, NOTICE_PREVIEW, GtkBox)

GtkWidget *vigie_notice_preview_new (void);
void vigie_notice_preview_show (VigieNoticePreview *self, const VigiePreviewData *data);
void vigie_notice_preview_set_form (VigieNoticePreview *self, VigiePreviewForm form);
VigiePreviewForm vigie_notice_preview_get_form (VigieNoticePreview *self);

G_END_DECLS
