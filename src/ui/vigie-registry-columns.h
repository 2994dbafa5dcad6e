/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The columns of the registry: what a row says in each, and how each sorts. Main thread. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_REGISTRY_DETECTED,
  VIGIE_REGISTRY_REFERENCE,
  VIGIE_REGISTRY_LEVEL,
  VIGIE_REGISTRY_TITLE,
  VIGIE_REGISTRY_TYPE,
  VIGIE_REGISTRY_STAGE,
  VIGIE_REGISTRY_DURATION,
  VIGIE_REGISTRY_COMMANDER,
  VIGIE_N_REGISTRY_COLUMNS,
} VigieRegistryField;

/* Adds all columns to @view, newest detection first. */
void vigie_registry_add_columns (GtkColumnView *view, VigieSession *session);
/* Shows those there is room for in @width pixels: what must stay readable is title, level, stage and duration. Not
 * while sizes are given out. */
void vigie_registry_fold_columns (GtkColumnView *view, double width);
/* The words of @field, as on screen; owned. */
char *vigie_registry_words (VigieSession *session, const VigieIncidentRow *row, VigieRegistryField field);
/* Started (else detected) until resolved, until now while active; VIGIE_TIME_NONE: nobody noted the end. */
gint64 vigie_registry_duration_usec (const VigieIncidentRow *row, gint64 now_usec);
/* The list as a CSV file, times in UTC; owned. @items: GListModel of VigieIncidentItem, in order. */
char *vigie_registry_to_csv (VigieSession *session, GListModel *items);

G_END_DECLS
