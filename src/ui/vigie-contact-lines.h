/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The numbers, or the addresses, of a contact in its form: a line each with its label, one more on demand. Main thread. */

G_BEGIN_DECLS

#define VIGIE_TYPE_CONTACT_LINES (vigie_contact_lines_get_type ())
G_DECLARE_FINAL_TYPE (VigieContactLines, vigie_contact_lines, VIGIE, CONTACT_LINES, GtkWidget)

/* @title: "Numbers"; @one: the accessible name of a field; @add: the button; @placeholder and @label: examples. */
GtkWidget *vigie_contact_lines_new (const char *title, const char *one, const char *add, const char *placeholder, const char *label, const GPtrArray *lines);
/* What is written there now, empty fields left out, into @lines. */
void vigie_contact_lines_read (VigieContactLines *self, GPtrArray *lines);

G_END_DECLS
