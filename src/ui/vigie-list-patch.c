/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-list-patch.h"

static gboolean
is_same (GListModel *model,
         guint       position,
         gpointer    item)
{
  g_autoptr(GObject) there = g_list_model_get_item (model, position);

  return (gpointer) there == item;
}

void
vigie_list_patch (GListStore *store,
                  GPtrArray  *items)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n_old = g_list_model_get_n_items (model);
  guint n_new = items->len;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n_old, n_new) && is_same (model, head, items->pdata[head]))
    head++;
  while (tail < MIN (n_old, n_new) - head && is_same (model, n_old - 1 - tail, items->pdata[n_new - 1 - tail]))
    tail++;

  if (n_old - head - tail > 0 || n_new - head - tail > 0)
    g_list_store_splice (store, head, n_old - head - tail, items->pdata + head, n_new - head - tail);
}
