/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns never change parents: in the narrow form all but one are hidden, so what is open, typed or
 * scrolled in a column survives a resize. Each remembers the control that had the focus last, and the arrow
 * keys go back to it. */

#include "vigie-page-columns.h"

#include "vigie-text-ui.h"
#include "vigie-wizard-body.h"

#define MAX_COLUMNS 4
#define MIN_WIDTH 340

typedef struct
{
  GtkWidget *column;
  GtkWidget *child;
  GtkWidget *button;
  GtkWidget *last_focus; /* weak */
  int width_px;
} Column;

struct _VigiePageColumns
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *switcher;
  GtkWidget *row;
  Column columns[MAX_COLUMNS];
  guint n_columns;
  guint current;
};

G_DEFINE_FINAL_TYPE (VigiePageColumns, vigie_page_columns, GTK_TYPE_WIDGET)

static void
arrange (VigiePageColumns *self)
{
  gboolean narrow = vigie_page_columns_is_narrow (self);

  gtk_widget_set_visible (self->switcher, narrow);
  for (guint i = 0; i < self->n_columns; i++)
    {
      Column *column = &self->columns[i];

      gtk_widget_set_visible (column->column, !narrow || i == self->current);
      gtk_widget_set_hexpand (column->column, narrow || column->width_px == 0);
      gtk_widget_set_size_request (column->column, narrow || column->width_px == 0 ? -1 : column->width_px, -1);
      vigie_set_class (column->column, "pane-left", !narrow && i > 0);
    }
}

static void
button_cb (VigiePageColumns *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].button == GTK_WIDGET (button))
      self->current = i;
  arrange (self);
}

static int
focused_column (VigiePageColumns *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->n_columns; i++)
    if (gtk_widget_is_ancestor (focus, self->columns[i].column))
      return (int) i;

  return -1;
}

static void
remember_focus (VigiePageColumns *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int index = focused_column (self);

  if (index >= 0)
    g_set_weak_pointer (&self->columns[index].last_focus, gtk_root_get_focus (root));
}

static gboolean
focus_column (VigiePageColumns *self, guint index)
{
  Column *column = &self->columns[index];

  vigie_page_columns_show (self, index);
  if (column->last_focus != NULL && gtk_widget_is_ancestor (column->last_focus, column->column)
      && gtk_widget_get_mapped (column->last_focus) && gtk_widget_grab_focus (column->last_focus))
    return TRUE;

  return gtk_widget_child_focus (column->child, GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  VigiePageColumns *self = VIGIE_PAGE_COLUMNS (object);

  for (guint i = 0; i < self->n_columns; i++)
    g_clear_weak_pointer (&self->columns[i].last_focus);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_page_columns_parent_class)->dispose (object);
}

static void
vigie_page_columns_class_init (VigiePageColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_page_columns_init (VigiePageColumns *self)
{
}

GtkWidget *
vigie_page_columns_new (int threshold_px)
{
  VigiePageColumns *self = g_object_new (VIGIE_TYPE_PAGE_COLUMNS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->switcher), TRUE);
  gtk_widget_add_css_class (self->switcher, "linked");
  gtk_widget_set_margin_top (self->switcher, 8);
  gtk_widget_set_margin_bottom (self->switcher, 8);
  gtk_widget_set_margin_start (self->switcher, 16);
  gtk_widget_set_margin_end (self->switcher, 16);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_vexpand (self->row, TRUE);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), self->row);
  self->body = vigie_wizard_body_new (box, threshold_px, MIN_WIDTH);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_swapped (self->body, "notify::narrow", G_CALLBACK (arrange), self);

  return GTK_WIDGET (self);
}

void
vigie_page_columns_add (VigiePageColumns *self, const char *title, GtkWidget *child, int width_px)
{
  Column *column = &self->columns[self->n_columns];

  g_return_if_fail (self->n_columns < MAX_COLUMNS);

  column->child = child;
  column->width_px = width_px;
  column->column = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (column->column), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (column->column), child);
  gtk_box_append (GTK_BOX (self->row), column->column);
  column->button = gtk_toggle_button_new_with_label (title);
  if (self->n_columns > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (column->button), GTK_TOGGLE_BUTTON (self->columns[0].button));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (column->button), TRUE);
  g_signal_connect_swapped (column->button, "toggled", G_CALLBACK (button_cb), self);
  gtk_box_append (GTK_BOX (self->switcher), column->button);
  self->n_columns++;
  arrange (self);
}

gboolean
vigie_page_columns_is_narrow (VigiePageColumns *self)
{
  return vigie_wizard_body_is_narrow (VIGIE_WIZARD_BODY (self->body));
}

void
vigie_page_columns_show (VigiePageColumns *self, guint index)
{
  g_return_if_fail (index < self->n_columns);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->columns[index].button), TRUE);
}

gboolean
vigie_page_columns_move (VigiePageColumns *self, int delta)
{
  int from = focused_column (self);
  int to = (from >= 0 ? from : (int) self->current) + delta;

  if (to < 0 || to >= (int) self->n_columns)
    return FALSE;
  remember_focus (self);

  return focus_column (self, (guint) to);
}
