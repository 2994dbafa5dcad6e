/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The procedure against the incident's own clock. T+0 is when the incident was detected, like every other
 * clock. The group at work is the first that has open steps and whose time has come. Ways to choose from stand before
 * the first of the groups they decide on: a choice in another column was folded away just when it was needed. */

#include "vigie-procedure-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-option-card.h"
#include "vigie-page-parts.h"
#include "vigie-procedure-former.h"
#include "vigie-procedure-group.h"
#include "vigie-procedure-step.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

typedef struct
{
  GtkWidget *late;
  char *id;        /* of the phase */
} PhaseHead;

struct _VigieProcedureList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *late;
  GtkWidget *rows;
  GtkWidget *former; /* what was done under other types */
  VigieIncidentModel *model;
  char *type;
  GPtrArray *groups;  /* VigieProcedureGroup, borrowed */
  GPtrArray *options; /* VigieOptionCard, borrowed */
  GArray *phases;     /* PhaseHead */
  int current;        /* index of the group at work, or -1 */
};

G_DEFINE_FINAL_TYPE (VigieProcedureList, vigie_procedure_list, GTK_TYPE_WIDGET)

static void
clear_phase (PhaseHead *phase)
{
  g_free (phase->id);
}

static VigieProcedureGroup *
group_at (VigieProcedureList *self, guint index)
{
  return g_ptr_array_index (self->groups, index);
}

/* ---- Rows ---- */

static void
add_phase (VigieProcedureList *self, const VigieTypeDef *type, const char *phase_id)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  for (guint i = 0; i < type->phases->len; i++)
    {
      const VigiePhase *phase = g_ptr_array_index (type->phases, i);
      PhaseHead head = { NULL, NULL };
      GtkWidget *row, *title;

      if (g_strcmp0 (phase->id, phase_id) != 0)
        continue;
      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      title = vigie_label_new (vigie_text_get (&phase->title, lang), "small strong dim");
      head.id = g_strdup (phase_id);
      head.late = vigie_late_count_new ();
      gtk_widget_set_margin_top (row, 8);
      gtk_widget_set_margin_start (row, 12);
      gtk_widget_set_margin_end (row, 12);
      gtk_widget_set_hexpand (title, TRUE);
      gtk_box_append (GTK_BOX (row), title);
      gtk_box_append (GTK_BOX (row), head.late);
      gtk_box_append (GTK_BOX (self->rows), row);
      g_array_append_val (self->phases, head);
    }
}

static gboolean
asks_for_a_choice (const VigieStepGroup *group)
{
  for (guint i = 0; i < group->steps->len; i++)
    if (((const VigieStepDef *) g_ptr_array_index (group->steps, i))->option[0] != '\0')
      return TRUE;

  return FALSE;
}

static void
add_options (VigieProcedureList *self, const VigieTypeDef *type)
{
  GtkWidget *title = vigie_label_new (_("Ways to choose from"), "small strong dim");
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (title, 6);
  gtk_widget_set_margin_start (title, 12);
  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_margin_bottom (row, 4);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (guint i = 0; i < type->options->len; i++)
    {
      GtkWidget *card = vigie_option_card_new (self->model, type->id, g_ptr_array_index (type->options, i));

      g_ptr_array_add (self->options, card);
      gtk_box_append (GTK_BOX (row), card);
    }
  gtk_box_append (GTK_BOX (self->rows), title);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
add_empty (VigieProcedureList *self)
{
  GtkWidget *button = vigie_page_button_new (_("Assess again"), NULL, NULL);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 8);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.assess");
  gtk_box_append (GTK_BOX (self->rows), vigie_paragraph_new (_("The playbook has a procedure for each of its types; this incident has none of them yet."), "dim"));
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
clear_rows (VigieProcedureList *self)
{
  g_ptr_array_set_size (self->groups, 0);
  g_ptr_array_set_size (self->options, 0);
  g_array_set_size (self->phases, 0);
  vigie_clear_box (GTK_BOX (self->rows));
}

static void
add_groups (VigieProcedureList *self, const VigieTypeDef *type)
{
  const char *phase = "";

  for (guint i = 0; i < type->groups->len; i++)
    {
      const VigieStepGroup *def = g_ptr_array_index (type->groups, i);
      GtkWidget *group = vigie_procedure_group_new (self->model, type, i);

      if (g_strcmp0 (def->phase, phase) != 0)
        add_phase (self, type, def->phase);
      phase = def->phase;
      if (self->options->len == 0 && asks_for_a_choice (def))
        add_options (self, type);
      g_ptr_array_add (self->groups, group);
      gtk_box_append (GTK_BOX (self->rows), group);
    }
}

static void
rebuild (VigieProcedureList *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieTypeDef *type = vigie_playbook_type (vigie_session_get_playbook (session), self->type);

  clear_rows (self);
  vigie_label_set (GTK_LABEL (self->title), type != NULL ? vigie_text_get (&type->title, vigie_session_get_lang (session)) : _("No type"));
  gtk_widget_set_visible (self->count, type != NULL);
  if (type == NULL)
    add_empty (self);
  else
    add_groups (self, type);
}

/* ---- Patching ---- */

/* None once the incident is over. */
static int
current_group (VigieProcedureList *self)
{
  if (!vigie_incident_is_active (vigie_incident_model_get_incident (self->model)))
    return -1;
  for (guint i = 0; i < self->groups->len; i++)
    if (vigie_procedure_group_n_open (group_at (self, i)) > 0 && vigie_procedure_group_has_begun (group_at (self, i)))
      return (int) i;

  return -1;
}

static void
show_count (VigieProcedureList *self)
{
  guint n = 0, n_open = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      n += vigie_procedure_group_n_steps (group_at (self, i));
      n_open += vigie_procedure_group_n_open (group_at (self, i));
    }
  words = g_strdup_printf (ngettext ("%u of %u step", "%u of %u steps", n), n - n_open, n);
  vigie_label_set (GTK_LABEL (self->count), words);
}

static void
show_late (VigieProcedureList *self)
{
  guint all = 0;

  for (guint i = 0; i < self->groups->len; i++)
    all += vigie_procedure_group_n_late (group_at (self, i));
  vigie_late_count_set (self->late, all);
  for (guint i = 0; i < self->phases->len; i++)
    {
      const PhaseHead *phase = &g_array_index (self->phases, PhaseHead, i);
      guint n = 0;

      for (guint j = 0; j < self->groups->len; j++)
        if (g_strcmp0 (vigie_procedure_group_get_def (group_at (self, j))->phase, phase->id) == 0)
          n += vigie_procedure_group_n_late (group_at (self, j));
      vigie_late_count_set (phase->late, n);
    }
}

void
vigie_procedure_list_update (VigieProcedureList *self)
{
  VigieIncident *incident;

  if (self->model == NULL)
    return;
  incident = vigie_incident_model_get_incident (self->model);
  if (g_strcmp0 (incident->type, self->type) != 0)
    {
      g_free (self->type);
      self->type = g_strdup (incident->type);
      rebuild (self);
    }
  self->current = current_group (self);
  for (guint i = 0; i < self->groups->len; i++)
    vigie_procedure_group_update (group_at (self, i), (int) i == self->current);
  for (guint i = 0; i < self->options->len; i++)
    vigie_option_card_update (g_ptr_array_index (self->options, i));
  show_count (self);
  show_late (self);
  vigie_procedure_former_update (VIGIE_PROCEDURE_FORMER (self->former), self->model);
}

void
vigie_procedure_list_tick (VigieProcedureList *self)
{
  if (self->model == NULL)
    return;
  if (current_group (self) != self->current)
    {
      vigie_procedure_list_update (self);
      return;
    }
  for (guint i = 0; i < self->groups->len; i++)
    vigie_procedure_group_tick (group_at (self, i), (int) i == self->current);
  show_late (self);
}

void
vigie_procedure_list_set_model (VigieProcedureList *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_clear_pointer (&self->type, g_free);
  clear_rows (self);
  vigie_procedure_list_update (self);
}

/* ---- Object ---- */

/* The first open step of the group at work; failing that, the first step at all. */
static gboolean
grab_focus (GtkWidget *widget)
{
  VigieProcedureList *self = VIGIE_PROCEDURE_LIST (widget);

  for (guint i = 0; i < self->groups->len; i++)
    if (vigie_procedure_group_focus_open (group_at (self, i)))
      return TRUE;

  return gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  VigieProcedureList *self = VIGIE_PROCEDURE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_pointer (&self->phases, g_array_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->type, g_free);
  G_OBJECT_CLASS (vigie_procedure_list_parent_class)->dispose (object);
}

static void
vigie_procedure_list_class_init (VigieProcedureListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_list_init (VigieProcedureList *self)
{
  GtkWidget *head = vigie_page_head_new ("", &self->count);

  self->groups = g_ptr_array_new ();
  self->options = g_ptr_array_new ();
  self->phases = g_array_new (FALSE, FALSE, sizeof (PhaseHead));
  g_array_set_clear_func (self->phases, (GDestroyNotify) clear_phase);
  self->title = gtk_widget_get_first_child (head);
  self->late = vigie_late_count_new ();
  gtk_box_insert_child_after (GTK_BOX (head), self->late, self->count);
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("Space tick")));
  gtk_box_append (GTK_BOX (head), vigie_kbd_new (_("N not applicable")));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_margin_top (self->box, 8);
  gtk_widget_set_margin_bottom (self->box, 16);
  gtk_widget_set_margin_start (self->box, 16);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_add_css_class (self->box, "procedure");
  gtk_box_append (GTK_BOX (self->box), head);
  self->former = vigie_procedure_former_new ();
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->former);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_procedure_list_new (void)
{
  return g_object_new (VIGIE_TYPE_PROCEDURE_LIST, NULL);
}
