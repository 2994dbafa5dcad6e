/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-presence-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-people-words.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define MOST_ROWS 60

struct _VigiePresenceList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *note;
  GtkWidget *rows;
  char *shown;                   /* what the rows say: they are made anew only when that is another */
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigiePresenceList, vigie_presence_list, GTK_TYPE_WIDGET)

static const char *
icon_of (const VigieWirePerson *person)
{
  if (person->state == VIGIE_WIRE_TYPING)
    return "vigie-pencil-symbolic";
  if (person->state == VIGIE_WIRE_HERE)
    return "vigie-live-symbolic";

  return "vigie-clock-symbolic";
}

static void
add_row (VigiePresenceList *self, const VigieWirePerson *person, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = vigie_label_new (person->name, "small strong");
  g_autofree char *letters = vigie_initials_text (person->name);
  GtkWidget *avatar = adw_avatar_new (24, letters, TRUE);

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), vigie_icon_new (icon_of (person), "dim"));
  gtk_box_append (GTK_BOX (row), vigie_label_new (words, person->unsent > 0 ? "small soon-text" : "small dim"));
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
show (VigiePresenceList *self)
{
  VigieSession *session = self->model != NULL ? vigie_incident_model_get_session (self->model) : NULL;
  const char *stream = self->model != NULL ? vigie_incident_model_get_stream (self->model) : NULL;
  g_autofree char *count = session != NULL ? vigie_people_count_words (session, stream) : NULL;
  g_autofree char *names = count != NULL ? vigie_people_names (session, stream) : NULL;
  GPtrArray *people;

  gtk_widget_set_visible (GTK_WIDGET (self), names != NULL);
  vigie_label_set (GTK_LABEL (self->note), count);
  if (names == NULL || g_strcmp0 (names, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&names);
  vigie_clear_box (GTK_BOX (self->rows));
  people = vigie_exchange_get_people (vigie_session_get_exchange (session), NULL);
  for (guint i = 0; i < MIN (people->len, MOST_ROWS); i++)
    {
      g_autofree char *words = vigie_person_words (session, people->pdata[i], stream);

      add_row (self, people->pdata[i], words);
    }
}

void
vigie_presence_list_set_model (VigiePresenceList *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (vigie_session_get_exchange (vigie_incident_model_get_session (self->model)), self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (vigie_session_get_exchange (vigie_incident_model_get_session (model)), "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/* ---- Object ---- */

static void
vigie_presence_list_dispose (GObject *object)
{
  VigiePresenceList *self = VIGIE_PRESENCE_LIST (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_presence_list_parent_class)->dispose (object);
}

static void
vigie_presence_list_class_init (VigiePresenceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_presence_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_presence_list_init (VigiePresenceList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_box_append (GTK_BOX (self->box), vigie_page_head_new (_("At the hub"), &self->note));
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("At the hub"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vigie_presence_list_new:
 *
 * Returns: (transfer floating): a list of nobody, hidden
 */
GtkWidget *
vigie_presence_list_new (void)
{
  return g_object_new (VIGIE_TYPE_PRESENCE_LIST, NULL);
}
