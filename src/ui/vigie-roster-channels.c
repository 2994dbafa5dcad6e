/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-roster-channels.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-brief.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-war-room-links.h"
#include "vigie-widgets.h"

struct _VigieRosterChannels
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *channel;
  GtkWidget *video;
  GtkWidget *open;
  GtkWidget *copy;
  GtkWidget *set;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieRosterChannels, vigie_roster_channels, GTK_TYPE_WIDGET)

static void
copy_channel_cb (VigieRosterChannels *self)
{
  if (self->model != NULL)
    vigie_war_room_copy_channel (GTK_WIDGET (self), self->model);
}

static void
open_cb (VigieRosterChannels *self)
{
  if (self->model != NULL)
    vigie_war_room_open_video (GTK_WIDGET (self), self->model);
}

static void
copy_video_cb (VigieRosterChannels *self)
{
  if (self->model != NULL)
    vigie_war_room_copy_video (GTK_WIDGET (self), self->model);
}

static void
set_cb (VigieRosterChannels *self)
{
  if (self->model != NULL)
    vigie_act_form_video (GTK_WIDGET (self), self->model);
}

void
vigie_roster_channels_update (VigieRosterChannels *self, VigieIncidentModel *model)
{
  const char *link;
  g_autofree char *channel = NULL;

  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  link = vigie_incident_model_get_incident (model)->video_link;
  channel = vigie_incident_channel (vigie_incident_model_get_incident (model), vigie_session_get_playbook (vigie_incident_model_get_session (model)));
  vigie_label_set (GTK_LABEL (self->channel), channel);
  vigie_label_set (GTK_LABEL (self->video), link != NULL ? link : _("no link yet"));
  vigie_set_class (self->video, "mono", link != NULL);
  vigie_set_class (self->video, "small", link == NULL);
  vigie_set_class (self->video, "dim", link == NULL);
  gtk_widget_set_visible (self->open, vigie_link_can_be_opened (link));
  gtk_widget_set_visible (self->copy, link != NULL);
  gtk_button_set_label (GTK_BUTTON (self->set), link != NULL ? _("Change…") : _("Set the link…"));
}

/* ---- Object ---- */

static GtkWidget *
add_button (VigieRosterChannels *self, GtkWidget *line, const char *words, const char *name, GCallback act)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  vigie_add_classes (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (button, name);
  g_signal_connect_swapped (button, "clicked", act, self);
  gtk_box_append (GTK_BOX (line), button);

  return button;
}

static GtkWidget *
add_row (VigieRosterChannels *self, int row, const char *title, GtkWidget **value)
{
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  *value = vigie_label_new ("", NULL);
  gtk_widget_set_hexpand (*value, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), vigie_label_new (title, "small dim"), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), *value, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), acts, 2, row, 1, 1);

  return acts;
}

static void
dispose (GObject *object)
{
  VigieRosterChannels *self = VIGIE_ROSTER_CHANNELS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_roster_channels_parent_class)->dispose (object);
}

static void
vigie_roster_channels_class_init (VigieRosterChannelsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_roster_channels_init (VigieRosterChannels *self)
{
  GtkWidget *acts;

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  acts = add_row (self, 0, _("Channel"), &self->channel);
  gtk_widget_add_css_class (self->channel, "mono");
  add_button (self, acts, _("Copy"), _("Copy the channel’s name"), G_CALLBACK (copy_channel_cb));
  acts = add_row (self, 1, _("Video call"), &self->video);
  self->open = add_button (self, acts, _("Open"), _("Open the video call"), G_CALLBACK (open_cb));
  self->copy = add_button (self, acts, _("Copy"), _("Copy the link of the video call"), G_CALLBACK (copy_video_cb));
  self->set = add_button (self, acts, "", _("Set the link of the video call"), G_CALLBACK (set_cb));
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
vigie_roster_channels_new (void)
{
  return g_object_new (VIGIE_TYPE_ROSTER_CHANNELS, NULL);
}
