/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text as a QR code: dark on white with its quiet zone, whatever the style, because cameras need it so. */
#define VIGIE_TYPE_QR_CODE (vigie_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (VigieQrCode, vigie_qr_code, VIGIE, QR_CODE, GtkWidget)

/* @label: what a screen reader says in place of it. */
GtkWidget *vigie_qr_code_new (const char *label);
/* NULL, or more than a code can hold: nothing is drawn and nothing takes room; FALSE then. */
gboolean vigie_qr_code_set_text (VigieQrCode *self, const char *text);

G_END_DECLS
