/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When no child of a widget is left for Shift Tab, GTK asks the widget itself to take the focus before it goes on to
 * what stands before it. A widget that then leads the focus to its favourite child never lets it out backwards. */

#include "vigie-tab-order.h"

static gboolean
is_forward (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN || direction == GTK_DIR_RIGHT;
}

/* The child of @widget that holds the focus, or NULL. */
static GtkWidget *
focused_child (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *child = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (child != NULL && gtk_widget_get_parent (child) != widget)
    child = gtk_widget_get_parent (child);

  return child;
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = is_forward (direction), is_self = gtk_widget_is_focus (widget);
  GtkWidget *child = focused_child (widget);

  if (is_self && !forward)
    return FALSE;
  if (child == NULL && forward && !is_self && gtk_widget_grab_focus (widget))
    return TRUE;
  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  for (; child != NULL; child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

void
vigie_widget_class_keep_tab_order (GtkWidgetClass *klass)
{
  klass->focus = focus;
}
