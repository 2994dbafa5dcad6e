/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vigie-playbook.h"

/* Drop-downs by which the pages over many incidents are narrowed down. Each has its accessible name and calls
 * @changed (self) when another one is chosen. Main thread. */

G_BEGIN_DECLS

/* @words: NULL-terminated. */
GtkWidget *vigie_choice_new (const char *const *words,
                             const char *name,
                             guint selected,
                             GCallback changed,
                             gpointer self);
guint vigie_choice_get (GtkWidget *choice);
void vigie_choice_set (GtkWidget *choice, guint selected);

/* All levels, P1 … P4: the place is the VigieLevel. */
GtkWidget *vigie_level_choice_new (GCallback changed, gpointer self);

/* All types, those of the playbook, other. */
GtkWidget *vigie_type_choice_new (const VigiePlaybook *playbook, GCallback changed, gpointer self);
/* "INC-01" … or "other"; NULL: all; borrowed. */
const char *vigie_type_choice_get (GtkWidget *choice, const VigiePlaybook *playbook);
/* A type that the playbook does not have is "other". */
void vigie_type_choice_set (GtkWidget *choice, const VigiePlaybook *playbook, const char *type);

/* Choices in as many lines as the width needs. */
GtkWidget *vigie_choice_row_new (GtkWidget *const *choices, guint n_choices);

G_END_DECLS
