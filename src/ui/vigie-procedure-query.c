/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is copied here is pasted into a production database by a tired person. So a parameter is filled only
 * with a value that cannot end the literal or the name it stands in; anything else keeps its braces, which no
 * database accepts, and is named under the query. */

#include "vigie-procedure-query.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"

struct _VigieProcedureQuery
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *text;
  GtkWidget *missing;
  const VigieQueryDef *def; /* borrowed */
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieProcedureQuery, vigie_procedure_query, GTK_TYPE_WIDGET)

char *
vigie_procedure_query_fill (const char *text, const VigieIncident *incident, char **missing)
{
  return vigie_query_fill (text, incident, missing);
}

static void
copy_cb (VigieProcedureQuery *self)
{
  g_autofree char *text = vigie_procedure_query_fill (self->def->text, vigie_incident_model_get_incident (self->model), NULL);

  vigie_page_copy (GTK_WIDGET (self), text, _("Query copied."));
}

void
vigie_procedure_query_update (VigieProcedureQuery *self)
{
  g_autofree char *missing = NULL;
  g_autofree char *text = vigie_procedure_query_fill (self->def->text, vigie_incident_model_get_incident (self->model), &missing);
  /* Translators: %s are names of parameters, as “pid, table”. */
  g_autofree char *words = missing != NULL ? g_strdup_printf (_("To fill in: %s"), missing) : NULL;
  g_autofree char *shown = vigie_text_ui_clean (text, 2000);

  gtk_label_set_text (GTK_LABEL (self->text), shown);
  vigie_label_set (GTK_LABEL (self->missing), words);
  gtk_widget_set_visible (self->missing, words != NULL);
}

static void
dispose (GObject *object)
{
  VigieProcedureQuery *self = VIGIE_PROCEDURE_QUERY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_procedure_query_parent_class)->dispose (object);
}

static void
vigie_procedure_query_class_init (VigieProcedureQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_query_init (VigieProcedureQuery *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_procedure_query_new (VigieIncidentModel *model, const VigieQueryDef *def)
{
  VigieProcedureQuery *self = g_object_new (VIGIE_TYPE_PROCEDURE_QUERY, NULL);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_paragraph_new (vigie_text_get (&def->title, lang), "small strong");
  GtkWidget *copy = vigie_page_icon_button_new ("vigie-copy-symbolic", _("Copy the query"));

  self->model = g_object_ref (model);
  self->def = def;
  self->text = vigie_paragraph_new ("", "mono");
  self->missing = vigie_paragraph_new ("", "caption soon-text");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), copy);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->missing);
  if (*vigie_text_get (&def->note, lang) != '\0')
    gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (vigie_text_get (&def->note, lang), "caption dim"));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  vigie_procedure_query_update (self);

  return GTK_WIDGET (self);
}
