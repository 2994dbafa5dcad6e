/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It leads to the card and does not answer by itself: who takes over reads the brief first. A sentence is said to
 * the screen reader once, as an alert. */

#include "vigie-handover-bar.h"

#include <glib/gi18n-lib.h>

#include "vigie-handover-words.h"
#include "vigie-page-parts.h"
#include "vigie-rivals-card.h"
#include "vigie-text-ui.h"

struct _VigieHandoverBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *request;            /* strip */
  GtkWidget *request_words;
  GtkWidget *rivals;             /* strip */
  GtkWidget *rivals_words;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieHandoverBar, vigie_handover_bar, GTK_TYPE_WIDGET)

static void
show_strip (GtkWidget *strip, GtkWidget *label, const char *words)
{
  if (words != NULL && g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), words) != 0 && gtk_widget_get_root (strip) != NULL)
    gtk_widget_activate_action (strip, "win.alert", "s", words);
  vigie_label_set (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (strip, words != NULL);
}

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

  show_strip (self->request, self->request_words, request);
  show_strip (self->rivals, self->rivals_words, rivals);
  gtk_widget_set_visible (GTK_WIDGET (self), request != NULL || rivals != NULL);
}

/* ---- Object ---- */

static GtkWidget *
strip_new (const char *style, const char *icon, GtkWidget **words, GtkWidget *button)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  vigie_add_classes (strip, "notice-bar proposal-strip");
  gtk_widget_add_css_class (strip, style);
  *words = gtk_label_new (NULL);
  vigie_add_classes (*words, "strong notice-title");
  gtk_label_set_xalign (GTK_LABEL (*words), 0);
  gtk_label_set_wrap (GTK_LABEL (*words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (*words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (*words), 3);
  gtk_label_set_ellipsize (GTK_LABEL (*words), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (*words), 12);
  gtk_widget_set_hexpand (*words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), vigie_icon_new (icon, g_str_equal (style, "late") ? "late-text" : NULL));
  gtk_box_append (GTK_BOX (strip), *words);
  gtk_box_append (GTK_BOX (strip), button);
  gtk_widget_set_visible (strip, FALSE);

  return strip;
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
  GtkWidget *answer = vigie_page_button_new (_("Read the brief and answer"), NULL, "compact suggested-action");
  GtkWidget *settle = vigie_page_button_new (_("Settle the command"), NULL, "compact");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (answer), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (answer), "win.handover");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (settle), "i", 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (settle), "win.page");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->rivals = strip_new ("late", "vigie-overdue-symbolic", &self->rivals_words, settle);
  self->request = strip_new ("soon", "vigie-roster-symbolic", &self->request_words, answer);
  gtk_box_append (GTK_BOX (self->box), self->rivals);
  gtk_box_append (GTK_BOX (self->box), self->request);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  vigie_set_accessible_label (GTK_WIDGET (self), _("Handover"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_handover_bar_new (void)
{
  return g_object_new (VIGIE_TYPE_HANDOVER_BAR, NULL);
}

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
