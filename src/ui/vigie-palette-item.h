/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* What the palette can find, and what Enter does with it. Main thread. */

G_BEGIN_DECLS

typedef enum
{
  VIGIE_PALETTE_ACTS,
  VIGIE_PALETTE_DUTIES,
  VIGIE_PALETTE_COMMANDS,
  VIGIE_PALETTE_ENTRIES,
  VIGIE_PALETTE_INCIDENTS,
  VIGIE_PALETTE_CONTACTS,
  VIGIE_PALETTE_STEPS,
  VIGIE_PALETTE_FACTS,
  VIGIE_N_PALETTE_GROUPS,
} VigiePaletteGroup;

typedef struct
{
  VigiePaletteGroup group;
  char *title, *detail;          /* shown; detail may be NULL */
  const char *icon;
  const char *keys;              /* "Ctrl E", or NULL */
  guint score;
  char *action;                  /* detailed window action, or NULL */
  char *obligation, *subject;    /* of an act, or NULL */
  char *copy;                    /* a number or an address to read and to copy, or NULL */
} VigiePaletteItem;

const char *vigie_palette_group_title (VigiePaletteGroup group);
/* What answers @query, all groups but the entries of the record: VigiePaletteItem, owned, best first in each group.
 * @model NULL: no incident is open. Commands that @actions cannot do now are left out. */
GPtrArray *vigie_palette_collect (VigieSession *session, VigieIncidentModel *model, GActionGroup *actions, const char *query);
/* One found entry of the record (a VigieSearchHit). */
VigiePaletteItem *vigie_palette_item_for_hit (VigieSession *session, const VigieSearchHit *hit, gboolean is_here);
/* Puts its number on the clipboard and says so; FALSE: it has none. */
gboolean vigie_palette_item_copy (const VigiePaletteItem *item, GtkWidget *window);
/* Does it; @window is the main window. */
void vigie_palette_item_do (const VigiePaletteItem *item, GtkWidget *window, VigieIncidentModel *model);
void vigie_palette_item_free (VigiePaletteItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigiePaletteItem, vigie_palette_item_free)

G_END_DECLS
