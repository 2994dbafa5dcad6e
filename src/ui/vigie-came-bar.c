/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes late stands where it happened, above what somebody is reading, and nothing moves to it by itself: the line says
 * that there is something, and of whom. It stays until somebody has gone there or put it away. */

#include "vigie-came-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice-strip.h"
#include "vigie-text-ui.h"

#define NAMES_MAX 3

struct _VigieCameBar
{
  GtkWidget parent_instance;

  GtkWidget *strip;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieCameBar, vigie_came_bar, GTK_TYPE_WIDGET)

static char *
join_names (GPtrArray *names)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < NAMES_MAX; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  if (names->len > NAMES_MAX)
    g_string_append (out, "…");

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
came_words (GPtrArray *came)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < came->len; i++)
    {
      const char *author = vigie_timeline_item_get_author (g_ptr_array_index (came, i));

      if (!g_ptr_array_find_with_equal_func (names, author, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (author));
    }
  joined = join_names (names);

  /* Translators: how many, and the names of their authors. */
  return g_strdup_printf (ngettext ("While you or they were offline: %1$u entry of %2$s", "While you or they were offline: %1$u entries of %2$s", came->len),
                          came->len, joined);
}

static void
show (VigieCameBar *self)
{
  GPtrArray *came = self->model != NULL ? vigie_incident_model_get_came (self->model) : NULL;
  g_autofree char *words = came != NULL && came->len > 0 ? came_words (came) : NULL;

  vigie_notice_strip_say (VIGIE_NOTICE_STRIP (self->strip), words);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

static void
seen_cb (VigieCameBar *self)
{
  if (self->model == NULL)
    return;
  vigie_incident_model_forget_came (self->model);
  show (self);
}

/* The one that happened first. */
static void
go_cb (VigieCameBar *self)
{
  GPtrArray *came = self->model != NULL ? vigie_incident_model_get_came (self->model) : NULL;
  VigieTimelineItem *first = NULL;

  for (guint i = 0; came != NULL && i < came->len; i++)
    {
      VigieTimelineItem *item = g_ptr_array_index (came, i);

      if (first == NULL || vigie_timeline_item_get_entry (item)->occurred_usec < vigie_timeline_item_get_entry (first)->occurred_usec)
        first = item;
    }
  if (first != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.entry", "(ss)", vigie_incident_model_get_stream (self->model), vigie_timeline_item_get_id (first));
  seen_cb (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieCameBar *self = VIGIE_CAME_BAR (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_came_bar_parent_class)->dispose (object);
}

static void
vigie_came_bar_class_init (VigieCameBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_came_bar_init (VigieCameBar *self)
{
  GtkWidget *button;

  self->strip = vigie_notice_strip_new ("acc", "vigie-followup-symbolic", "win.announce");
  button = vigie_notice_strip_add (VIGIE_NOTICE_STRIP (self->strip), _("Go to the first"), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (go_cb), self);
  button = vigie_notice_strip_add (VIGIE_NOTICE_STRIP (self->strip), _("Seen"), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (seen_cb), self);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Entries that came late"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_came_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_CAME_BAR, NULL);
}

void
vigie_came_bar_set_model (VigieCameBar *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_CAME_BAR (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
