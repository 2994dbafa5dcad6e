/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The strip above a report that cannot be whole yet. It names the times that are missing and sets each
 * to now with one press; another time than now is typed in the card of times. */

#include "vigie-report-notice.h"

#include <glib/gi18n-lib.h>

#include "vigie-milestones-card.h"
#include "vigie-text-ui.h"

struct _VigieReportNotice
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *words;
  GtkWidget *acts;

  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieReportNotice, vigie_report_notice, GTK_TYPE_WIDGET)

static void
set_cb (VigieReportNotice *self, GtkWidget *button)
{
  if (self->model != NULL)
    vigie_milestone_set_now (GTK_WIDGET (self), self->model, (VigieMilestone) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "milestone")));
}

static GtkWidget *
act_new (VigieReportNotice *self, VigieMilestone milestone)
{
  const char *label = vigie_milestone_label (milestone, vigie_ui_lang ());
  /* Translators: a button that sets a time of the incident to the present: "Resolved now". */
  g_autofree char *words = g_strdup_printf (_("%s now"), label);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  g_object_set_data (G_OBJECT (button), "milestone", GINT_TO_POINTER ((int) milestone));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (set_cb), self);

  return button;
}

static void
show (VigieReportNotice *self)
{
  const VigieIncident *incident = self->model != NULL ? vigie_incident_model_get_incident (self->model) : NULL;
  VigieMilestone missing[VIGIE_N_MILESTONES];
  guint n = incident != NULL ? vigie_milestones_missing (incident, missing) : 0;
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  while ((child = gtk_widget_get_first_child (self->acts)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->acts), child);
  if (n == 0)
    return;
  if (incident->milestones[VIGIE_MILESTONE_RESOLVED] == VIGIE_TIME_NONE)
    vigie_label_set (GTK_LABEL (self->words), ngettext ("The incident is not resolved. This time is missing:", "The incident is not resolved. These times are missing:", n));
  else if (incident->milestones[VIGIE_MILESTONE_CLOSED] == VIGIE_TIME_NONE)
    vigie_label_set (GTK_LABEL (self->words), ngettext ("Resolved, not closed yet. This time is missing:", "Resolved, not closed yet. These times are missing:", n));
  else
    vigie_label_set (GTK_LABEL (self->words), ngettext ("Closed, but this time is missing:", "Closed, but these times are missing:", n));
  for (guint i = 0; i < n; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (self->acts), act_new (self, missing[i]));
  /* The child that a flow box puts around a button must not take the focus for itself. */
  for (child = gtk_widget_get_first_child (self->acts); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);
}

/* ---- Object ---- */

static void
vigie_report_notice_dispose (GObject *object)
{
  VigieReportNotice *self = VIGIE_REPORT_NOTICE (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_report_notice_parent_class)->dispose (object);
}

static void
vigie_report_notice_class_init (VigieReportNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_report_notice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_report_notice_init (VigieReportNotice *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = vigie_icon_new ("vigie-warning-symbolic", "soon-text");

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->words = vigie_paragraph_new ("", "small strong");
  self->acts = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->acts), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->acts), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->acts), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->acts), 2);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->acts), 3);
  gtk_widget_set_margin_top (column, 8);
  gtk_widget_set_margin_bottom (column, 8);
  gtk_widget_set_margin_top (icon, 9);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), self->words);
  gtk_box_append (GTK_BOX (column), self->acts);
  gtk_box_append (GTK_BOX (self->bar), icon);
  gtk_box_append (GTK_BOX (self->bar), column);
  vigie_add_classes (self->bar, "notice-bar soon");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_report_notice_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_NOTICE, NULL);
}

void
vigie_report_notice_set_model (VigieReportNotice *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_REPORT_NOTICE (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "changed", G_CALLBACK (show), self);
  show (self);
}
