/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-handover-mark.h"

#include <glib/gi18n-lib.h>

#include "vigie-handover-words.h"
#include "vigie-rivals-card.h"
#include "vigie-text-ui.h"

struct _VigieHandoverMark
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *words;
  char *says; /* the whole sentence */
};

G_DEFINE_FINAL_TYPE (VigieHandoverMark, vigie_handover_mark, GTK_TYPE_WIDGET)

static void
show (VigieHandoverMark *self, const char *words, const char *sentence, gboolean late)
{
  if (g_strcmp0 (self->says, sentence) == 0)
    return;
  vigie_label_set (GTK_LABEL (self->words), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), late ? "vigie-overdue-symbolic" : "vigie-roster-symbolic");
  vigie_set_class (self->button, "late", late);
  vigie_set_class (self->button, "soon", !late);
  vigie_set_tooltip (self->button, sentence);
  vigie_set_accessible_label (self->button, sentence);
  /* The target first: an action without the one it expects is complained about. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), late ? g_variant_new_int32 (1) : g_variant_new_string (""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), late ? "win.page" : "win.handover");
  g_free (self->says);
  self->says = g_strdup (sentence);
}

gboolean
vigie_handover_mark_update (VigieHandoverMark *self, VigieIncidentModel *model)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  const char *me = vigie_session_get_author (vigie_incident_model_get_session (model));
  const VigieHandover *pending = vigie_handover_pending (incident, me);
  g_autofree char *rivals = vigie_rivals_title (model);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), rivals != NULL || pending != NULL);
  if (rivals != NULL)
    show (self, _("two commanders"), rivals, TRUE);
  else if (pending != NULL)
    {
      title = vigie_handover_title (model, pending);
      show (self, vigie_handover_side (incident, pending, me) == VIGIE_HANDOVER_MINE ? _("handover: answer") : _("handover asked"), title, FALSE);
    }

  return rivals != NULL || pending != NULL;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieHandoverMark *self = VIGIE_HANDOVER_MARK (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->says, g_free);
  G_OBJECT_CLASS (vigie_handover_mark_parent_class)->dispose (object);
}

static void
vigie_handover_mark_class_init (VigieHandoverMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_handover_mark_init (VigieHandoverMark *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  self->button = gtk_button_new ();
  self->icon = vigie_icon_new (NULL, NULL);
  self->words = gtk_label_new (NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), 12);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  vigie_add_classes (self->button, "band-mark");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_handover_mark_new (void)
{
  return g_object_new (VIGIE_TYPE_HANDOVER_MARK, NULL);
}
