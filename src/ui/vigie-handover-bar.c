/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It leads to the card and does not answer by itself: who takes over reads the brief first. Both sentences are alerts
 * to the screen reader. */

#include "vigie-handover-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-handover-words.h"
#include "vigie-notice-strip.h"
#include "vigie-rivals-card.h"
#include "vigie-text-ui.h"

struct _VigieHandoverBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  VigieNoticeStrip *request;
  VigieNoticeStrip *rivals;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieHandoverBar, vigie_handover_bar, GTK_TYPE_WIDGET)

static char *
request_words (VigieIncidentModel *model)
{
  const VigieHandover *mine = vigie_handover_for (vigie_incident_model_get_incident (model),
                                                  vigie_session_get_author (vigie_incident_model_get_session (model)));
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (mine == NULL)
    return NULL;
  title = vigie_handover_title (model, mine);
  detail = vigie_handover_detail (model, mine);

  return g_strdup_printf ("%s (%s)", title, detail);
}

static void
show (VigieHandoverBar *self)
{
  g_autofree char *request = self->model != NULL ? request_words (self->model) : NULL;
  g_autofree char *rivals = self->model != NULL ? vigie_rivals_title (self->model) : NULL;

  vigie_notice_strip_say (self->request, request);
  vigie_notice_strip_say (self->rivals, rivals);
  gtk_widget_set_visible (GTK_WIDGET (self), request != NULL || rivals != NULL);
}

/* ---- Object ---- */

static VigieNoticeStrip *
add_strip (VigieHandoverBar *self, const char *style, const char *icon)
{
  GtkWidget *strip = vigie_notice_strip_new (style, icon, "win.alert");

  gtk_box_append (GTK_BOX (self->box), strip);

  return VIGIE_NOTICE_STRIP (strip);
}

static void
dispose (GObject *object)
{
  VigieHandoverBar *self = VIGIE_HANDOVER_BAR (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_handover_bar_parent_class)->dispose (object);
}

static void
vigie_handover_bar_class_init (VigieHandoverBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_handover_bar_init (VigieHandoverBar *self)
{
  GtkWidget *answer;
  GtkWidget *settle;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->rivals = add_strip (self, "late", "vigie-overdue-symbolic");
  settle = vigie_notice_strip_add (self->rivals, _("Settle the command"), NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (settle), "i", 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (settle), "win.page");
  self->request = add_strip (self, "soon", "vigie-roster-symbolic");
  answer = vigie_notice_strip_add (self->request, _("Read the brief and answer"), "suggested-action");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (answer), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (answer), "win.handover");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Handover"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vigie_handover_bar_new:
 *
 * Makes a bar without an incident, hidden.
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
vigie_handover_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_HANDOVER_BAR, NULL);
}

/**
 * vigie_handover_bar_set_model:
 * @model: (nullable): the incident that is shown; a reference is taken.
 *
 * Shows what waits in that incident and follows it.
 */
void
vigie_handover_bar_set_model (VigieHandoverBar *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_object (model, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "tick", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}
