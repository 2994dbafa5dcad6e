/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice.h"
#include "vigie-widgets.h"

/* The small forms of a notice's steps. Each opens over the window of @from and records by itself. @notice is borrowed for
 * the call only. Main thread. */

G_BEGIN_DECLS

void vigie_notice_form_approve (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice);
void vigie_notice_form_refuse (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice);
void vigie_notice_form_withdraw (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice);
/* Says that it went out; @lang: of the text that goes to the record as the message. */
void vigie_notice_form_publish (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice, VigieLang lang);
void vigie_notice_form_complete (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice);

G_END_DECLS
