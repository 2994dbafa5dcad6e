/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Under the field rather than in a popup, so that Tab reaches the names and nothing covers the rows. */

#include "vigie-name-picks.h"

#include <string.h>

#include "vigie-page-parts.h"
#include "vigie-text.h"

#define MAX_NAMES 6

struct _VigieNamePicks
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkEditable *entry; /* borrowed */
  GPtrArray *names;
  guint n_columns;
};

G_DEFINE_FINAL_TYPE (VigieNamePicks, vigie_name_picks, GTK_TYPE_WIDGET)

enum { PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pick_cb (GtkButton *button, VigieNamePicks *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));

  g_signal_emit (self, signals[PICKED], 0, name);
}

static void
clear (VigieNamePicks *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

static void
offer (VigieNamePicks *self)
{
  g_autofree char *typed = vigie_text_fold (gtk_editable_get_text (self->entry));
  guint n = 0;

  if (self->grid == NULL)
    return;
  clear (self);
  for (guint i = 0; self->names != NULL && i < self->names->len && n < MAX_NAMES; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      g_autofree char *folded = vigie_text_fold (name);
      GtkWidget *button;

      if (strstr (folded, typed) == NULL)
        continue;
      button = vigie_page_button_new (name, NULL, "compact");
      gtk_widget_set_hexpand (button, TRUE);
      g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (pick_cb), self);
      gtk_grid_attach (GTK_GRID (self->grid), button, (int) (n % self->n_columns), (int) (n / self->n_columns), 1, 1);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

void
vigie_name_picks_set_names (VigieNamePicks *self, GPtrArray *names)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (self->names, g_strdup (g_ptr_array_index (names, i)));
  offer (self);
}

static void
dispose (GObject *object)
{
  VigieNamePicks *self = VIGIE_NAME_PICKS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_name_picks_parent_class)->dispose (object);
}

static void
vigie_name_picks_class_init (VigieNamePicksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_name_picks_init (VigieNamePicks *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_name_picks_new (GtkEditable *entry, guint n_columns)
{
  VigieNamePicks *self = g_object_new (VIGIE_TYPE_NAME_PICKS, NULL);

  self->entry = entry;
  self->n_columns = n_columns;
  g_signal_connect_object (entry, "changed", G_CALLBACK (offer), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
