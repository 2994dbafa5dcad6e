/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* One clock on the board: what it shows and the labels it shows it with. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_CLOCKS_LATE,
  VIGIE_CLOCKS_SOON,            /* within 30 minutes */
  VIGIE_CLOCKS_LATER,
  VIGIE_CLOCKS_KEPT,
  VIGIE_N_CLOCKS,
} VigieClockGroup;

typedef struct
{
  char *key;                    /* vigie_clock_key() of its obligation */
  VigieClockGroup group;
  guint index;                  /* in the model's obligations; set at each refresh */
  GtkWidget *row;               /* a GtkListBoxRow of the board, NULL before it is built */
  VigieClockDial *dial;
  GtkLabel *title, *line, *number, *due;
} VigieClockRow;

VigieClockRow *vigie_clock_row_new (const VigieObligation *obligation, VigieClockGroup group, guint index);
void vigie_clock_row_free (VigieClockRow *row);
/* Makes its widgets; floating. update() fills them. */
GtkWidget *vigie_clock_row_build (VigieClockRow *row, const VigieObligation *obligation);
/* The act of a late clock and “Postpone…” under it, as a row of the list; floating. Both buttons have the data "key"
 * and call back with (GtkButton *, @user_data). */
GtkWidget *vigie_clock_row_build_acts (const VigieClockRow *row, VigieIncidentModel *model, const VigieObligation *obligation,
                                       GCallback act_cb, GCallback postpone_cb, gpointer user_data);
/* Says how @obligation, the one of its key, stands now. */
void vigie_clock_row_update (VigieClockRow *row, VigieIncidentModel *model, const VigieObligation *obligation);

G_END_DECLS
