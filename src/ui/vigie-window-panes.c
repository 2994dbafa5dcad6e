/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Showing, hiding and reaching what stands around the page: sidebar, clocks, acts. */

#include "vigie-window-private.h"

#include "vigie-compat.h"

static void
board_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  VigieWindow *self = user_data;
  gboolean reveal = g_variant_get_boolean (parameter);

  if (!self->incident)
    return;
  vigie_incident_view_reveal_board (VIGIE_INCIDENT_VIEW (self->incident), reveal);
  if (self->settings && vigie_incident_view_get_page_number (VIGIE_INCIDENT_VIEW (self->incident)) == 0 &&
      !vigie_incident_view_board_is_folded (VIGIE_INCIDENT_VIEW (self->incident)))
    g_settings_set_boolean (self->settings, "board-visible", reveal);
  if (reveal)
    gtk_widget_grab_focus (vigie_incident_view_get_board (VIGIE_INCIDENT_VIEW (self->incident)));
  else
    gtk_widget_grab_focus (vigie_window_get_visible_page (self));
}

/* The key leads to the clocks first; only from there it hides them. Hiding what one was looking for
 * because it was in sight already would be a nasty surprise. */
static void
toggle_board_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  VigieWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *board;
  gboolean inside;

  if (!self->incident || !vigie_window_get_model (self))
    return;
  board = vigie_incident_view_get_board (VIGIE_INCIDENT_VIEW (self->incident));
  inside = focus && gtk_widget_is_ancestor (focus, board) && !vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board)) &&
           vigie_incident_view_board_is_revealed (VIGIE_INCIDENT_VIEW (self->incident));
  vigie_side_board_show_duties (VIGIE_SIDE_BOARD (board), FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (self), "board", g_variant_new_boolean (!inside));
}

/* The acts, beside the page: shown and the first one focused, or back to the page if it is there already. */
static void
duties_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieWindow *self = user_data;
  VigieIncidentView *view;
  GtkWidget *board, *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!self->incident || !vigie_window_get_model (self))
    return;
  view = VIGIE_INCIDENT_VIEW (self->incident);
  board = vigie_incident_view_get_board (view);
  if (focus && gtk_widget_is_ancestor (focus, board) && vigie_side_board_shows_duties (VIGIE_SIDE_BOARD (board)))
    {
      gtk_widget_grab_focus (vigie_window_get_visible_page (self));
      return;
    }
  vigie_incident_view_reveal_board (view, TRUE);
  vigie_side_board_show_duties (VIGIE_SIDE_BOARD (board), TRUE);
  gtk_widget_grab_focus (board);
}

static void
sidebar_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  VigieWindow *self = user_data;
  gboolean folded = vigie_compat_split_is_folded (self->split);

  if (folded)
    vigie_window_show_sidebar (self, vigie_compat_split_shows_content (self->split));
  else
    gtk_widget_set_visible (self->sidebar, !gtk_widget_get_visible (self->sidebar));
}

/* The next of sidebar, header, page and board that can take the focus. */
static void
next_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  VigieWindow *self = user_data;
  GtkWidget *board = self->incident && vigie_window_get_model (self) ? vigie_incident_view_get_board (VIGIE_INCIDENT_VIEW (self->incident)) : NULL;
  GtkWidget *panes[] = { self->sidebar, self->header, self->band_slot, vigie_window_get_visible_page (self), board };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint from = G_N_ELEMENTS (panes) - 1;

  for (guint i = 0; focus && i < G_N_ELEMENTS (panes); i++)
    if (panes[i] && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      from = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(from + i) % G_N_ELEMENTS (panes)];

      if (!pane || !gtk_widget_get_mapped (pane))
        continue;
      if (gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static const GActionEntry entries[] = {
  { .name = "board", .activate = board_action, .parameter_type = "b", .state = "false" },
  { .name = "duties", .activate = duties_action },
  { .name = "toggle-board", .activate = toggle_board_action },
  { .name = "sidebar", .activate = sidebar_action },
  { .name = "next-pane", .activate = next_pane_action },
};

void
vigie_window_add_pane_actions (VigieWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
