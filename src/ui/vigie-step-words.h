/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-procedure.h"
#include "vigie-widgets.h"

/* The words of one step of a procedure or checklist. All strings are owned by the caller. */

G_BEGIN_DECLS

typedef struct
{
  VigieIncidentModel *model;
  const VigieStepDef *def;  /* borrowed */
  char *key;
  VigieStepDue due;
  gint64 due_usec;
  gboolean is_brief;        /* in a narrow column */
} VigieStepWords;

/* What stands before it in the present fold. */
VigieObstacle vigie_step_words_obstacle (const VigieStepWords *self);
/* The step, with its reason if it was marked with one. */
char *vigie_step_words_text (const VigieStepWords *self);
/* Beside it; "" for nothing. */
char *vigie_step_words_brief (const VigieStepWords *self);
/* All of it; "" for nothing. */
char *vigie_step_words_full (const VigieStepWords *self);

G_END_DECLS
