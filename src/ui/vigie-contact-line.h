/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* A number or an address on screen. Main thread. */

G_BEGIN_DECLS

typedef enum { VIGIE_LINE_PHONE, VIGIE_LINE_MAIL, VIGIE_LINE_SITE } VigieContactLineKind;

/* The address a phone program understands, "tel:+2250707…"; NULL when nobody can call the number. Owned. */
char *vigie_contact_tel_uri (const char *number);
/* Call, write or open; NULL when that would fail. */
GtkWidget *vigie_contact_open_button_new (VigieContactLineKind kind, const char *text, gboolean suggested);
GtkWidget *vigie_contact_copy_button_new (const char *text);
/* A row with its acts; and the number that is called first, large. */
GtkWidget *vigie_contact_line_row_new (VigieContactLineKind kind, const VigieContactLine *line);
GtkWidget *vigie_contact_number_new (const VigieContactLine *line);

G_END_DECLS
