/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One folded part for each earlier type with marks. The rows are words and no boxes to tick: what was done under
 * another procedure is history, and ticking it now would only confuse the count. They are made anew only when the
 * number of marks or the type changes, so that an open part stays open. */

#include "vigie-procedure-former.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieProcedureFormer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  char *shape; /* what the parts were made for */
};

G_DEFINE_FINAL_TYPE (VigieProcedureFormer, vigie_procedure_former, GTK_TYPE_WIDGET)

static void
add_row (GtkWidget *rows, VigieSession *session, const VigieStepDef *step, const VigieStepMark *mark)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = vigie_label_new (vigie_text_get (&step->text, vigie_session_get_lang (session)), "small");
  g_autofree char *who = vigie_short_name (mark->author);
  g_autofree char *time = vigie_page_time (session, mark->occurred_usec);
  g_autofree char *meta = g_strdup_printf ("%s %s", who, time);

  gtk_widget_set_hexpand (words, TRUE);
  vigie_set_tooltip (words, mark->reason);
  gtk_widget_add_css_class (row, "step");
  gtk_box_append (GTK_BOX (row), vigie_icon_new (mark->state == VIGIE_STEP_DONE ? "vigie-check-symbolic" : "vigie-dash-symbolic", "dim"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), vigie_label_new (meta, "step-meta"));
  gtk_box_append (GTK_BOX (rows), row);
}

static guint
fill (GtkWidget *rows, VigieIncidentModel *model, const VigieTypeDef *type)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  guint n = 0;

  for (guint i = 0; i < type->groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (type->groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        {
          const VigieStepDef *step = g_ptr_array_index (group->steps, j);
          g_autofree char *key = g_strconcat (type->id, "/", step->id, NULL);
          const VigieStepMark *mark = vigie_incident_step (incident, key);

          if (mark == NULL || mark->state == VIGIE_STEP_OPEN)
            continue;
          add_row (rows, vigie_incident_model_get_session (model), step, mark);
          n++;
        }
    }

  return n;
}

static void
add_part (VigieProcedureFormer *self, VigieIncidentModel *model, const VigieTypeDef *type)
{
  GtkWidget *rows = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  guint n = fill (rows, model, type);

  if (n > 0)
    {
      /* Translators: a type, as INC-01, and a number of steps. */
      g_autofree char *title = g_strdup_printf (_("Done under %1$s (%2$u)"), type->id, n);
      GtkWidget *part = gtk_expander_new (title);

      gtk_expander_set_child (GTK_EXPANDER (part), rows);
      gtk_widget_set_margin_top (part, 8);
      gtk_widget_set_margin_start (part, 12);
      gtk_box_append (GTK_BOX (self->box), part);
    }
  g_object_unref (rows);
}

void
vigie_procedure_former_update (VigieProcedureFormer *self, VigieIncidentModel *model)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  g_autofree char *shape = g_strdup_printf ("%s %s %u", incident->id, incident->type, g_hash_table_size (incident->steps));

  if (g_strcmp0 (shape, self->shape) == 0)
    return;
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  vigie_clear_box (GTK_BOX (self->box));
  for (guint i = 0; i < playbook->types->len; i++)
    {
      const VigieTypeDef *type = g_ptr_array_index (playbook->types, i);

      if (g_strcmp0 (type->id, incident->type) != 0)
        add_part (self, model, type);
    }
}

static void
dispose (GObject *object)
{
  VigieProcedureFormer *self = VIGIE_PROCEDURE_FORMER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (vigie_procedure_former_parent_class)->dispose (object);
}

static void
vigie_procedure_former_class_init (VigieProcedureFormerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_former_init (VigieProcedureFormer *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_procedure_former_new (void)
{
  return g_object_new (VIGIE_TYPE_PROCEDURE_FORMER, NULL);
}
