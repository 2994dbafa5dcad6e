/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-notice-check.h"

/* The line that says what differs from what was sent before: shown while the check asks for it, with a wording that only
 * has to be taken. Main thread.
 *
 * "take" (string): that line is to be put in the text. */

G_BEGIN_DECLS

#define VIGIE_TYPE_NOTICE_CORRECTION (vigie_notice_correction_get_type ())
G_DECLARE_FINAL_TYPE (VigieNoticeCorrection, vigie_notice_correction, VIGIE, NOTICE_CORRECTION, GtkBox)

GtkWidget *vigie_notice_correction_new (void);
/* @report NULL, or without such a finding: hides it. What somebody typed into it stays. */
void vigie_notice_correction_show (VigieNoticeCorrection *self, const VigieCheckReport *report);

G_END_DECLS
