/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-report.h"
#include "vigie-widgets.h"

/* The blocks of a report as widgets: the same model that the files are made of. */

G_BEGIN_DECLS

/* A widget for @block. Never NULL, floating. */
GtkWidget *vigie_report_block_new (const VigieBlock *block);
/* Rows of {label, value} as a card: the head of the report. */
GtkWidget *vigie_report_fields_new (GPtrArray *rows);
/* TRUE when all that @block says stands in @text already (the section's editable text). */
gboolean vigie_report_block_is_of_text (const VigieBlock *block, const char *text);
/* Any text: a label when it is short, else a text view that is only read. */
GtkWidget *vigie_report_text_new (const char *text, const char *css_class);

G_END_DECLS
