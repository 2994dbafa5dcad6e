/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two forms at all times, of which the space it gets shows one (as the page buttons do). A link that was typed is
 * opened only if it is an https address: whatever else it is stays text. */

#include "vigie-war-room-links.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-brief.h"
#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

enum { CHANNEL, VIDEO, N_LINKS };

typedef struct
{
  GtkWidget *box;
  GtkWidget *buttons[N_LINKS];
  GtkWidget *words[N_LINKS]; /* NULL in the narrow form */
} Form;

struct _VigieWarRoomLinks
{
  GtkWidget parent_instance;

  Form wide;
  Form narrow;
};

G_DEFINE_FINAL_TYPE (VigieWarRoomLinks, vigie_war_room_links, GTK_TYPE_WIDGET)

/* ---- Acts ---- */

static char *
channel_of (VigieIncidentModel *model)
{
  return vigie_incident_channel (vigie_incident_model_get_incident (model), vigie_session_get_playbook (vigie_incident_model_get_session (model)));
}

void
vigie_war_room_copy_channel (GtkWidget *from, VigieIncidentModel *model)
{
  g_autofree char *channel = channel_of (model);
  g_autofree char *said = g_strdup_printf (_("Copied: %s"), channel);

  vigie_page_copy (from, channel, said);
}

void
vigie_war_room_copy_video (GtkWidget *from, VigieIncidentModel *model)
{
  const char *link = vigie_incident_model_get_incident (model)->video_link;

  if (link == NULL)
    return;
  vigie_page_copy (from, link, vigie_link_can_be_opened (link) ? _("Link of the video call copied.")
                                                               : _("Copied. This is not an https address: Vigie does not open it."));
}

void
vigie_war_room_open_video (GtkWidget *from, VigieIncidentModel *model)
{
  const char *link = vigie_incident_model_get_incident (model)->video_link;

  if (link == NULL)
    vigie_act_form_video (from, model);
  else if (vigie_link_can_be_opened (link))
    vigie_compat_show_uri (from, link);
  else
    vigie_war_room_copy_video (from, model);
}

/* ---- Showing ---- */

static void
show_link (Form *form, int link, const char *words, const char *name)
{
  if (form->words[link] != NULL)
    vigie_label_set (GTK_LABEL (form->words[link]), words);
  vigie_set_tooltip (form->buttons[link], name);
  vigie_set_accessible_label (form->buttons[link], name);
}

void
vigie_war_room_links_update (VigieWarRoomLinks *self, VigieIncidentModel *model)
{
  Form *forms[] = { &self->wide, &self->narrow };
  const VigieIncident *incident = model != NULL ? vigie_incident_model_get_incident (model) : NULL;
  g_autofree char *channel = NULL;
  g_autofree char *copies = NULL;
  g_autofree char *opens = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), incident != NULL && (vigie_incident_war_room_is_open (incident) || incident->video_link != NULL));
  if (incident == NULL)
    return;
  channel = channel_of (model);
  copies = g_strdup_printf (_("Copy the channel: %s"), channel);
  if (incident->video_link == NULL)
    opens = g_strdup (_("Set the link of the video call"));
  else
    opens = g_strdup_printf (vigie_link_can_be_opened (incident->video_link) ? _("Open the video call: %s") : _("Copy the link of the video call: %s"),
                             incident->video_link);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      show_link (forms[i], CHANNEL, _("Channel"), copies);
      show_link (forms[i], VIDEO, incident->video_link != NULL ? C_("video call", "Video") : C_("video call", "Video…"), opens);
    }
}

/* ---- Building ---- */

static void
make_form (VigieWarRoomLinks *self, Form *form, gboolean wide)
{
  static const char *const actions[N_LINKS] = { "win.channel", "win.video" };

  form->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  for (int i = 0; i < N_LINKS; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      if (i == CHANNEL)
        gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", "#", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      else
        gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-call-symbolic", NULL));
      form->words[i] = wide ? gtk_label_new (NULL) : NULL;
      if (wide)
        gtk_box_append (GTK_BOX (box), form->words[i]);
      form->buttons[i] = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (form->buttons[i]), box);
      vigie_add_classes (form->buttons[i], "flat header-link");
      gtk_widget_set_valign (form->buttons[i], GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (form->buttons[i]), actions[i]);
      gtk_box_append (GTK_BOX (form->box), form->buttons[i]);
    }
  gtk_widget_set_parent (form->box, GTK_WIDGET (self));
}

static int
width_of (Form *form)
{
  int natural = 0;

  gtk_widget_measure (form->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  VigieWarRoomLinks *self = VIGIE_WAR_ROOM_LINKS (widget);
  int wide = 0, narrow = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_of (&self->narrow);
      *natural = MAX (*minimum, width_of (&self->wide));
      return;
    }
  gtk_widget_measure (self->wide.box, orientation, -1, &wide, NULL, NULL, NULL);
  gtk_widget_measure (self->narrow.box, orientation, -1, &narrow, NULL, NULL, NULL);
  *minimum = *natural = MAX (wide, narrow);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VigieWarRoomLinks *self = VIGIE_WAR_ROOM_LINKS (widget);
  gboolean fits = width_of (&self->wide) <= width;

  gtk_widget_set_child_visible (self->wide.box, fits);
  gtk_widget_set_child_visible (self->narrow.box, !fits);
  gtk_widget_allocate (fits ? self->wide.box : self->narrow.box, width, height, baseline, NULL);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieWarRoomLinks *self = VIGIE_WAR_ROOM_LINKS (object);

  g_clear_pointer (&self->wide.box, gtk_widget_unparent);
  g_clear_pointer (&self->narrow.box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_war_room_links_parent_class)->dispose (object);
}

static void
vigie_war_room_links_class_init (VigieWarRoomLinksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
}

static void
vigie_war_room_links_init (VigieWarRoomLinks *self)
{
  make_form (self, &self->wide, TRUE);
  make_form (self, &self->narrow, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_war_room_links_new (void)
{
  return g_object_new (VIGIE_TYPE_WAR_ROOM_LINKS, NULL);
}
