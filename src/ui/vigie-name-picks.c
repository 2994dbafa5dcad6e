/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Under the field rather than in a popup, so that Tab reaches the names and nothing covers the rows. */

#include "vigie-name-picks.h"

#include <string.h>

#include "vigie-oncall.h"
#include "vigie-page-parts.h"
#include "vigie-text.h"
#include "vigie-text-ui.h"

#define MAX_NAMES 6

struct _VigieNamePicks
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkEditable *entry; /* borrowed */
  VigieSession *session; /* or NULL: nobody is marked */
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

static GtkWidget *
button_new (VigieNamePicks *self, const char *name)
{
  g_autofree char *mark = self->session != NULL ? vigie_oncall_mark (self->session, name) : NULL;
  g_autofree char *said = mark != NULL ? g_strdup_printf ("%s, %s", name, mark) : NULL;
  GtkWidget *button, *box;

  if (mark == NULL)
    return vigie_page_button_new (name, NULL, "compact");
  button = gtk_button_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), vigie_label_new (name, NULL));
  gtk_box_append (GTK_BOX (box), vigie_label_new (mark, "caption accent-text"));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "compact");
  vigie_set_accessible_label (button, said);

  return button;
}

static int
find_name (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return (int) i;

  return -1;
}

/* Who is on call now stands first: borrowed names in the order in which they are offered. */
static GPtrArray *
names_in_order (VigieNamePicks *self)
{
  g_autoptr(GPtrArray) on_call = self->session != NULL ? vigie_oncall_names (self->session) : NULL;
  GPtrArray *order = g_ptr_array_new ();

  for (guint i = 0; on_call != NULL && self->names != NULL && i < on_call->len; i++)
    {
      int place = find_name (self->names, on_call->pdata[i]);

      if (place >= 0 && !g_ptr_array_find (order, self->names->pdata[place], NULL))
        g_ptr_array_add (order, self->names->pdata[place]);
    }
  for (guint i = 0; self->names != NULL && i < self->names->len; i++)
    if (!g_ptr_array_find (order, self->names->pdata[i], NULL))
      g_ptr_array_add (order, self->names->pdata[i]);

  return order;
}

static void
offer (VigieNamePicks *self)
{
  g_autofree char *typed = vigie_text_fold (gtk_editable_get_text (self->entry));
  g_autoptr(GPtrArray) names = NULL;
  guint n = 0;

  if (self->grid == NULL)
    return;
  clear (self);
  names = names_in_order (self);
  for (guint i = 0; i < names->len && n < MAX_NAMES; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *folded = vigie_text_fold (name);
      GtkWidget *button;

      if (strstr (folded, typed) == NULL)
        continue;
      button = button_new (self, name);
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
  g_clear_object (&self->session);
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

void
vigie_name_picks_set_session (VigieNamePicks *self, VigieSession *session)
{
  g_return_if_fail (VIGIE_IS_NAME_PICKS (self));

  g_set_object (&self->session, session);
  offer (self);
}

static void
picked_cb (GtkEditable *entry, const char *name)
{
  gtk_editable_set_text (entry, name);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

void
vigie_name_picks_add (VigieActWindow *window, VigieSession *session, GtkWidget *entry, GPtrArray *names)
{
  GtkWidget *picks = vigie_name_picks_new (GTK_EDITABLE (entry), 2);

  vigie_name_picks_set_session (VIGIE_NAME_PICKS (picks), session);
  vigie_name_picks_set_names (VIGIE_NAME_PICKS (picks), names);
  g_signal_connect_object (picks, "picked", G_CALLBACK (picked_cb), entry, G_CONNECT_SWAPPED);
  vigie_act_window_add (window, picks);
}
