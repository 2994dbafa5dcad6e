/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One notice from draft to publication: choices, text, checks and preview, the four steps, and the act that comes next. What
 * is typed is kept in the store as it is typed. Main thread.
 *
 * Signal "back" (): the list is to be shown. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_COMPOSER (vigie_notice_composer_get_type ())
VIGIE_DECLARE_PAGE (NoticeComposer, notice_composer, NOTICE_COMPOSER)
/* A new one; any may be NULL. */
void vigie_notice_composer_begin (VigieNoticeComposer *self,
                                  const char *audience,
                                  const char *channel,
                                  const char *template_id);
/* The notice of that id or code; FALSE: there is none. */
gboolean vigie_notice_composer_open (VigieNoticeComposer *self, const char *notice);
/* What somebody was writing when the program ended, if anything; asked of the store. */
void vigie_notice_composer_recall (VigieNoticeComposer *self);
void vigie_notice_composer_suggested (VigieNoticeComposer *self);
gboolean vigie_notice_composer_next_check (VigieNoticeComposer *self);

G_END_DECLS
