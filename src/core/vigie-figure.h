/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-flat.h"

/* Figures in a text, as people write them: 1 840, 1,840, 1840; 100 %; 22:41 GMT, 22 h 41; 21 nov. 2026; 1,2 million FCFA.
 * Private to core. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_FIGURE_USERS,       /* persons, customers, accounts */
  VIGIE_FIGURE_ORDERS,      /* orders lost */
  VIGIE_FIGURE_RECORDS,
  VIGIE_FIGURE_TRANSACTIONS,
  VIGIE_FIGURE_USERS_PERCENT,
  VIGIE_FIGURE_REVENUE_PERCENT,
  VIGIE_FIGURE_LOSS,        /* FCFA */
  VIGIE_FIGURE_CLOCK,
  VIGIE_FIGURE_DATE,
} VigieFigureKind;

/* What stands before a number: “more than”. */
typedef enum
{
  VIGIE_FIGURE_EXACT,
  VIGIE_FIGURE_ABOUT,
  VIGIE_FIGURE_OVER,
  VIGIE_FIGURE_UNDER,
} VigieFigureSense;

/* What a time or date is said to be of. */
typedef enum
{
  VIGIE_CUE_NONE,
  VIGIE_CUE_START,
  VIGIE_CUE_END,
  VIGIE_CUE_EXPECTED,
  VIGIE_CUE_NEXT,
  VIGIE_CUE_AWARE,
  VIGIE_CUE_CONTAINED,
  VIGIE_CUE_DETECTED,
} VigieFigureCue;

typedef struct
{
  VigieFigureKind kind;
  VigieFlatSpan span;
  double value;             /* of a number; minutes since midnight of a clock time */
  VigieFigureSense sense;
  VigieFigureCue cue;       /* of a time or date */
  int year, month, day;     /* of a date; @year 0: not said */
} VigieFigure;

/* VigieFigure, in no order. Owned. */
GArray *vigie_figures_find (const VigieFlat *flat);
/* Whether @value says the same as @figure, “about” and “more than” being kept. */
gboolean vigie_figure_is (const VigieFigure *figure, double value);

G_END_DECLS
