/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part is folded until it is wanted, and its steps are made only then: five lists have some eighty steps.
 * A list that does not concern this incident is said to be without object rather than left out, so that
 * nobody wonders whether it was forgotten. */

#include "vigie-checklist-column.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-procedure-step.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieChecklistColumn *column;
  const VigieChecklist *list;  /* borrowed */
  const VigieStepGroup *def;   /* borrowed */
  GtkWidget *head;
  GtkWidget *arrow;
  GtkWidget *progress;
  GtkWidget *count;
  GtkWidget *steps;
  gboolean is_filled;
} Part;

struct _VigieChecklistColumn
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *rows;
  VigieIncidentModel *model;
  GPtrArray *parts;
  char *shape; /* what the rows were built for */
};

G_DEFINE_FINAL_TYPE (VigieChecklistColumn, vigie_checklist_column, GTK_TYPE_WIDGET)

/* ---- What concerns the incident ---- */

static gboolean
belongs_to_type (VigieIncidentModel *model, const VigieChecklist *list)
{
  const VigieTypeDef *type = vigie_playbook_type (vigie_session_get_playbook (vigie_incident_model_get_session (model)), vigie_incident_model_get_incident (model)->type);

  for (guint i = 0; type != NULL && i < type->checklists->len; i++)
    if (g_strcmp0 (g_ptr_array_index (type->checklists, i), list->id) == 0)
      return TRUE;

  return FALSE;
}

gboolean
vigie_checklist_concerns (VigieIncidentModel *model, const VigieChecklist *list)
{
  if (g_str_equal (list->applies, "breach"))
    return vigie_incident_is_breach (vigie_incident_model_get_incident (model)) || belongs_to_type (model, list);
  if (g_str_equal (list->applies, "type"))
    return belongs_to_type (model, list);

  return TRUE;
}

/* ---- Parts ---- */

static void
fill_part (Part *part)
{
  if (part->is_filled)
    return;
  part->is_filled = TRUE;
  for (guint i = 0; i < part->def->steps->len; i++)
    {
      GtkWidget *step = vigie_procedure_step_new (part->column->model, part->list->id, g_ptr_array_index (part->def->steps, i));

      vigie_procedure_step_set_brief (VIGIE_PROCEDURE_STEP (step), TRUE);
      vigie_procedure_step_update (VIGIE_PROCEDURE_STEP (step), FALSE);
      gtk_box_append (GTK_BOX (part->steps), step);
    }
}

static void
part_toggled_cb (Part *part, GtkToggleButton *button)
{
  gboolean open = gtk_toggle_button_get_active (button);

  if (open)
    fill_part (part);
  gtk_image_set_from_icon_name (GTK_IMAGE (part->arrow), open ? "vigie-down-symbolic" : "vigie-next-symbolic");
  gtk_widget_set_visible (part->steps, open);
}

static guint
count_settled (const Part *part)
{
  VigieIncident *incident = vigie_incident_model_get_incident (part->column->model);
  guint n = 0;

  for (guint i = 0; i < part->def->steps->len; i++)
    {
      const VigieStepDef *step = g_ptr_array_index (part->def->steps, i);
      g_autofree char *key = g_strdup_printf ("%s/%s", part->list->id, step->id);
      const VigieStepMark *mark = vigie_incident_step (incident, key);

      n += mark != NULL && mark->state != VIGIE_STEP_OPEN;
    }

  return n;
}

static void
show_part (Part *part)
{
  guint n = count_settled (part), total = part->def->steps->len;
  g_autofree char *count = g_strdup_printf ("%u\302\240/\302\240%u", n, total);

  vigie_label_set (GTK_LABEL (part->count), count);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (part->progress), total > 0 ? (double) n / total : 0);
  for (GtkWidget *step = gtk_widget_get_first_child (part->steps); step != NULL; step = gtk_widget_get_next_sibling (step))
    vigie_procedure_step_update (VIGIE_PROCEDURE_STEP (step), FALSE);
}

static GtkWidget *
progress_new (void)
{
  GtkWidget *progress = g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (progress, "progress");
  gtk_widget_set_size_request (progress, 56, -1);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);

  return progress;
}

static Part *
add_part (VigieChecklistColumn *self, const VigieChecklist *list, const VigieStepGroup *def, const char *title)
{
  Part *part = g_new0 (Part, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = vigie_label_new (title, NULL);

  part->column = self;
  part->list = list;
  part->def = def;
  part->head = gtk_toggle_button_new ();
  part->arrow = vigie_icon_new ("vigie-next-symbolic", NULL);
  part->progress = progress_new ();
  part->count = vigie_label_new ("", "step-meta num plain");
  part->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_width_chars (GTK_LABEL (part->count), 6);
  gtk_label_set_xalign (GTK_LABEL (part->count), 1);
  gtk_label_set_ellipsize (GTK_LABEL (part->count), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_visible (part->steps, FALSE);
  gtk_widget_add_css_class (part->steps, "checklist-steps");
  gtk_box_append (GTK_BOX (box), part->arrow);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), part->progress);
  gtk_box_append (GTK_BOX (box), part->count);
  gtk_button_set_child (GTK_BUTTON (part->head), box);
  vigie_add_classes (part->head, "flat checklist-head");
  vigie_set_accessible_label (part->head, title);
  g_signal_connect_swapped (part->head, "toggled", G_CALLBACK (part_toggled_cb), part);
  gtk_box_append (GTK_BOX (self->rows), part->head);
  gtk_box_append (GTK_BOX (self->rows), part->steps);
  g_ptr_array_add (self->parts, part);

  return part;
}

static void
add_without_object (VigieChecklistColumn *self, const char *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Translators: %s is a checklist. */
  g_autofree char *words = g_strdup_printf (_("%s: not applicable"), title);

  gtk_widget_add_css_class (row, "checklist-head");
  gtk_box_append (GTK_BOX (row), vigie_icon_new ("vigie-dash-symbolic", "dim"));
  gtk_box_append (GTK_BOX (row), vigie_label_new (words, "dim plain"));
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
add_list (VigieChecklistColumn *self, const VigieChecklist *list)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  const char *title = vigie_text_get (&list->title, lang);
  GtkWidget *head;

  if (!vigie_checklist_concerns (self->model, list))
    {
      if (g_str_equal (list->applies, "breach"))
        add_without_object (self, title);
      return;
    }
  if (list->groups->len == 1)
    {
      add_part (self, list, g_ptr_array_index (list->groups, 0), title);
      return;
    }
  head = vigie_label_new (title, "small strong dim");
  gtk_widget_set_margin_top (head, 6);
  gtk_widget_set_margin_start (head, 8);
  gtk_box_append (GTK_BOX (self->rows), head);
  for (guint i = 0; i < list->groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (list->groups, i);

      add_part (self, list, group, vigie_text_get (&group->title, lang));
    }
}

/* The first part with open steps is the one at work. */
static void
open_first (VigieChecklistColumn *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      if (count_settled (part) == part->def->steps->len)
        continue;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (part->head), TRUE);
      return;
    }
}

static void
rebuild (VigieChecklistColumn *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (self->model));

  vigie_clear_box (GTK_BOX (self->rows));
  g_ptr_array_set_size (self->parts, 0);
  for (guint i = 0; i < playbook->checklists->len; i++)
    add_list (self, g_ptr_array_index (playbook->checklists, i));
  open_first (self);
}

void
vigie_checklist_column_update (VigieChecklistColumn *self)
{
  VigieIncident *incident;
  g_autofree char *shape = NULL;

  if (self->model == NULL)
    return;
  incident = vigie_incident_model_get_incident (self->model);
  shape = g_strdup_printf ("%s %d", incident->type, vigie_incident_is_breach (incident));
  if (g_strcmp0 (shape, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      rebuild (self);
    }
  for (guint i = 0; i < self->parts->len; i++)
    show_part (g_ptr_array_index (self->parts, i));
}

/* The part that holds the step of that key, or NULL. */
static Part *
part_of (VigieChecklistColumn *self, const char *key)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      for (guint j = 0; j < part->def->steps->len; j++)
        {
          g_autofree char *its = g_strdup_printf ("%s/%s", part->list->id, ((const VigieStepDef *) g_ptr_array_index (part->def->steps, j))->id);

          if (g_str_equal (its, key))
            return part;
        }
    }

  return NULL;
}

gboolean
vigie_checklist_column_unfold (VigieChecklistColumn *self, const char *key)
{
  Part *part = part_of (self, key);

  if (part != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (part->head), TRUE);

  return part != NULL;
}

void
vigie_checklist_column_set_model (VigieChecklistColumn *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_clear_pointer (&self->shape, g_free);
  vigie_clear_box (GTK_BOX (self->rows));
  g_ptr_array_set_size (self->parts, 0);
  vigie_checklist_column_update (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieChecklistColumn *self = VIGIE_CHECKLIST_COLUMN (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (vigie_checklist_column_parent_class)->dispose (object);
}

static void
vigie_checklist_column_class_init (VigieChecklistColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_checklist_column_init (VigieChecklistColumn *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_top (self->box, 8);
  gtk_widget_set_margin_bottom (self->box, 16);
  gtk_widget_set_margin_start (self->box, 8);
  gtk_widget_set_margin_end (self->box, 8);
  gtk_box_append (GTK_BOX (self->box), vigie_page_head_new (_("Checklists"), NULL));
  gtk_widget_set_margin_start (gtk_widget_get_first_child (self->box), 4);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_checklist_column_new (void)
{
  return g_object_new (VIGIE_TYPE_CHECKLIST_COLUMN, NULL);
}
