/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The messages of an incident: their list, and one of them at a time to be worked on. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_DESK (vigie_notice_desk_get_type ())
VIGIE_DECLARE_PAGE (NoticeDesk, notice_desk, NOTICE_DESK)
/* Begins a new one; any may be NULL. */
void vigie_notice_desk_compose (VigieNoticeDesk *self, const char *audience, const char *channel, const char *template_id);
/* Shows the notice of that id or code. */
void vigie_notice_desk_open (VigieNoticeDesk *self, const char *notice);
gboolean vigie_notice_desk_is_composing (VigieNoticeDesk *self);
/* Does what the suggested button of what is shown does. */
void vigie_notice_desk_suggested (VigieNoticeDesk *self);

G_END_DECLS
