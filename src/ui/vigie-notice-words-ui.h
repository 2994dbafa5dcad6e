/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-incident-model.h"
#include "vigie-notice.h"

/* How the state of a notice is said and drawn. Main thread. */

G_BEGIN_DECLS

/* Whose step is next: "Fanta wrote it · the commander’s approval is missing". Owned. */
char *vigie_notice_next_words (VigieIncidentModel *model, const VigieNotice *notice);
/* The style of its tag: vigie_tag_new(). */
const char *vigie_notice_state_style (const VigieNotice *notice);
/* The posts or contacts whose approval is missing, by their titles and who holds them. Owned; "" when none is. */
char *vigie_notice_missing_words (VigieIncidentModel *model, const VigieNotice *notice);
/* What an approver is called: "Commander (Awa Koné)". Owned. */
char *vigie_notice_approver_words (VigieIncidentModel *model, const char *id);

G_END_DECLS
