/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-join-choice.h"

#include <glib/gi18n-lib.h>

#include "vigie-id.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define MOST_HEIGHT_PX 190

struct _VigieJoinChoice
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *none;
  GPtrArray *checks;             /* GtkCheckButton of the open incidents, with their stream as "stream" */
  GtkWidget *closed;             /* NULL: there is none */
  GPtrArray *closed_streams;
};

G_DEFINE_FINAL_TYPE (VigieJoinChoice, vigie_join_choice, GTK_TYPE_WIDGET)

static GtkWidget *
add_check (VigieJoinChoice *self, const char *title, const char *detail, gboolean chosen)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = vigie_label_new (title, NULL);
  g_autofree char *label = detail != NULL ? g_strdup_printf ("%s, %s", title, detail) : g_strdup (title);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (words), name);
  if (detail != NULL)
    gtk_box_append (GTK_BOX (words), vigie_label_new (detail, "dim small num"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_add_css_class (check, "card-row");
  vigie_set_accessible_label (check, label);
  gtk_box_append (GTK_BOX (self->list), check);

  return check;
}

static void
add_open (VigieJoinChoice *self, const VigieIncidentRow *row)
{
  const char *level = vigie_level_to_word (row->level);
  g_autofree char *detail = level != NULL ? g_strdup_printf ("%s · %s", level, row->ref) : g_strdup (row->ref);
  GtkWidget *check = add_check (self, row->title, detail, TRUE);

  g_object_set_data_full (G_OBJECT (check), "stream", g_strdup (row->stream), g_free);
  g_ptr_array_add (self->checks, check);
}

static void
add_closed (VigieJoinChoice *self)
{
  guint n = self->closed_streams->len;
  g_autofree char *title = g_strdup_printf (ngettext ("%u closed incident", "%u closed incidents", n), n);

  if (n > 0)
    self->closed = add_check (self, title, NULL, FALSE);
}

void
vigie_join_choice_set_rows (VigieJoinChoice *self, GPtrArray *rows)
{
  vigie_clear_box (GTK_BOX (self->list));
  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->closed_streams, 0);
  self->closed = NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const VigieIncidentRow *row = rows->pdata[i];

      if (row->example || vigie_stream_is_local (row->stream))
        continue;
      if (row->stage == VIGIE_STAGE_CLOSED)
        g_ptr_array_add (self->closed_streams, g_strdup (row->stream));
      else
        add_open (self, row);
    }
  add_closed (self);
  gtk_widget_set_visible (self->none, gtk_widget_get_first_child (self->list) == NULL);
}

GStrv
vigie_join_choice_get (VigieJoinChoice *self, gboolean chosen)
{
  g_autoptr(GStrvBuilder) streams = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]) == chosen)
        g_strv_builder_add (streams, g_object_get_data (self->checks->pdata[i], "stream"));
    }
  if (self->closed == NULL || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->closed)) != chosen)
    return g_strv_builder_end (streams);
  for (guint i = 0; i < self->closed_streams->len; i++)
    g_strv_builder_add (streams, self->closed_streams->pdata[i]);

  return g_strv_builder_end (streams);
}

/* ---- Object ---- */

static void
vigie_join_choice_dispose (GObject *object)
{
  VigieJoinChoice *self = VIGIE_JOIN_CHOICE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->closed_streams, g_ptr_array_unref);
  G_OBJECT_CLASS (vigie_join_choice_parent_class)->dispose (object);
}

static void
vigie_join_choice_class_init (VigieJoinChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_join_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_join_choice_init (VigieJoinChoice *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->checks = g_ptr_array_new ();
  self->closed_streams = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->none = vigie_paragraph_new (_("There is none yet. What is declared from now on is shared."), "dim small");
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (self->box), vigie_label_new (_("Which incidents go to the hub?"), "strong"));
  gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (_("Everybody of the organisation who may see incidents reads them. Examples and rehearsals stay here."), "dim small"));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), self->none);
  g_object_bind_property (self->none, "visible", scroller, "visible", G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Which incidents go to the hub?"));
}

/**
 * vigie_join_choice_new:
 *
 * Returns: (transfer floating): a choice among nothing
 */
GtkWidget *
vigie_join_choice_new (void)
{
  return g_object_new (VIGIE_TYPE_JOIN_CHOICE, NULL);
}
