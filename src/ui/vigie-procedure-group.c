/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group is at work when it is the first that has open steps and whose time has come (the list knows); how late its
 * steps are is core's to say. The head counts what is late, each row says by how much: both in words, with a shape,
 * because a tint alone tells nothing to a screen reader or on a grey print. Groups that apply only under a condition
 * can be set aside in one act: ten reasons for one decision would not be written. */

#include "vigie-procedure-group.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-procedure-step.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieProcedureGroup
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *now;
  GtkWidget *late;
  GtkWidget *clock;
  GtkWidget *set_aside; /* NULL unless it has a condition */
  GtkWidget *prompt;    /* NULL until it is asked for */
  GtkWidget *gate;      /* warns while a yes is missing */
  GtkWidget *gate_words;
  char *gate_key;       /* the step that asks */
  GPtrArray *steps;     /* VigieProcedureStep, borrowed */

  VigieIncidentModel *model;
  const VigieTypeDef *type; /* borrowed */
  const VigieStepGroup *def; /* borrowed */
  guint index;
};

G_DEFINE_FINAL_TYPE (VigieProcedureGroup, vigie_procedure_group, GTK_TYPE_WIDGET)

/* ---- Late, in a count ---- */

GtkWidget *
vigie_late_count_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *words = vigie_label_new ("", "caption strong late-text num");

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-overdue-symbolic", "late-text"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

void
vigie_late_count_set (GtkWidget *count, guint n)
{
  /* Translators: steps that are past their time. */
  g_autofree char *words = g_strdup_printf (ngettext ("%u late", "%u late", n), n);

  vigie_label_set (GTK_LABEL (gtk_widget_get_last_child (count)), words);
  gtk_widget_set_visible (count, n > 0);
}

/* ---- Times ---- */

static gint64
begins (VigieProcedureGroup *self, guint index)
{
  return vigie_procedure_begins (vigie_incident_model_get_incident (self->model), self->type->groups, index);
}

/* Its clock time; with the date where a new day begins, so that a night over two days reads well. */
static char *
clock_words (VigieProcedureGroup *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  gint64 start = begins (self, self->index);
  gint64 before = self->index > 0 ? begins (self, self->index - 1) : VIGIE_TIME_NONE;

  if (start != VIGIE_TIME_NONE && before != VIGIE_TIME_NONE && vigie_time_same_day (start, before, zone))
    return vigie_time_format_clock (start, zone);

  return vigie_page_time (session, start);
}

static char *
t_plus_words (const VigieStepGroup *def, guint number)
{
  gint64 minutes = def->at_usec / VIGIE_MINUTE_USEC;

  if (def->at_usec == VIGIE_TIME_NONE)
    return g_strdup_printf ("%u", number);
  if (minutes >= 60 && minutes % 60 == 0)
    return g_strdup_printf ("T+%" G_GINT64_FORMAT " h", minutes / 60);

  return g_strdup_printf ("T+%" G_GINT64_FORMAT, minutes);
}

/* ---- Setting a group aside ---- */

static void
close_prompt (VigieProcedureGroup *self)
{
  gtk_widget_set_visible (self->prompt, FALSE);
}

static void
reason_cb (VigieProcedureGroup *self, const char *reason)
{
  VigieIncidentModel *model = self->model;
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < self->steps->len; i++)
    {
      VigieProcedureStep *step = g_ptr_array_index (self->steps, i);
      GPtrArray *drafts;

      if (vigie_procedure_step_get_state (step) != VIGIE_STEP_OPEN)
        continue;
      drafts = vigie_act_tick (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), vigie_procedure_step_get_key (step),
                               VIGIE_STEP_NOT_APPLICABLE, reason, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
      if (drafts == NULL)
        {
          vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
          return;
        }
      if (all == NULL)
        all = drafts;
      else
        g_ptr_array_extend_and_steal (all, drafts);
    }
  close_prompt (self);
  if (all != NULL)
    vigie_session_do (session, g_steal_pointer (&all), NULL);
}

static void
set_aside_cb (VigieProcedureGroup *self)
{
  if (self->prompt == NULL)
    {
      self->prompt = vigie_page_prompt_new (_("Why do these steps not apply?"), _("Mark all not applicable"));
      gtk_widget_set_margin_start (self->prompt, 62);
      gtk_widget_set_margin_end (self->prompt, 12);
      g_signal_connect_swapped (self->prompt, "accepted", G_CALLBACK (reason_cb), self);
      g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
      gtk_box_insert_child_after (GTK_BOX (self->box), self->prompt, gtk_widget_get_first_child (self->box));
    }
  gtk_widget_set_visible (self->prompt, TRUE);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (self->prompt);
}

/* ---- Head, condition, gate ---- */

static GtkWidget *
head_new (VigieProcedureGroup *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *t_plus = t_plus_words (self->def, self->index + 1);
  GtkWidget *title = vigie_label_new (vigie_text_get (&self->def->title, lang), NULL);

  self->now = vigie_tag_new (_("at work"), "acc");
  self->late = vigie_late_count_new ();
  self->clock = vigie_label_new ("", "step-meta num");
  gtk_label_set_ellipsize (GTK_LABEL (self->clock), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "group-head");
  gtk_box_append (GTK_BOX (head), vigie_label_new (t_plus, "t-plus num"));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->now);
  gtk_box_append (GTK_BOX (head), self->late);
  gtk_box_append (GTK_BOX (head), self->clock);

  return head;
}

static void
add_condition (VigieProcedureGroup *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *row;

  if (*vigie_text_get (&self->def->condition, lang) == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->set_aside = vigie_page_button_new (_("Not applicable…"), NULL, "compact flat");
  gtk_widget_set_margin_start (row, 62);
  gtk_widget_set_margin_end (row, 12);
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (vigie_text_get (&self->def->condition, lang), "caption dim"));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (row), TRUE);
  gtk_box_append (GTK_BOX (row), self->set_aside);
  gtk_box_append (GTK_BOX (self->box), row);
  g_signal_connect_swapped (self->set_aside, "clicked", G_CALLBACK (set_aside_cb), self);
}

/* A group behind a gate says who must answer until the yes is there; its button is the act. */
static void
answer_cb (VigieProcedureGroup *self)
{
  if (self->gate_key != NULL)
    vigie_act_form_gate (self->box, self->model, self->gate_key);
}

static void
add_gate (VigieProcedureGroup *self)
{
  GtkWidget *answer = vigie_page_button_new (_("Record the answer…"), NULL, "compact");

  self->gate = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->gate_words = vigie_paragraph_new ("", "caption strong soon-text");
  gtk_widget_set_hexpand (self->gate_words, TRUE);
  gtk_widget_set_margin_start (self->gate, 62);
  gtk_widget_set_margin_end (self->gate, 12);
  gtk_widget_set_valign (answer, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->gate, FALSE);
  gtk_box_append (GTK_BOX (self->gate), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (self->gate), self->gate_words);
  gtk_box_append (GTK_BOX (self->gate), answer);
  gtk_box_append (GTK_BOX (self->box), self->gate);
  g_signal_connect_swapped (answer, "clicked", G_CALLBACK (answer_cb), self);
}

static void
show_gate (VigieProcedureGroup *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  const VigieStepDef *gate = vigie_procedure_closed_gate (playbook, incident, self->type->id, self->def);

  g_clear_pointer (&self->gate_key, g_free);
  gtk_widget_set_visible (self->gate, gate != NULL);
  if (gate != NULL)
    {
      VigieLang lang = vigie_session_get_lang (session);
      g_autofree char *who = vigie_procedure_approvers (playbook, incident, gate, lang);
      /* Translators: a step that asks for a yes, and who must answer. */
      g_autofree char *words = g_strdup_printf (_("Waits for a yes: %1$s. Who must answer: %2$s."), vigie_text_get (&gate->text, lang), who);

      self->gate_key = g_strconcat (self->type->id, "/", gate->id, NULL);
      vigie_label_set (GTK_LABEL (self->gate_words), words);
    }
}

/* ---- Patching ---- */

guint
vigie_procedure_group_n_steps (VigieProcedureGroup *self)
{
  return self->steps->len;
}

guint
vigie_procedure_group_n_open (VigieProcedureGroup *self)
{
  guint n = 0;

  for (guint i = 0; i < self->steps->len; i++)
    n += vigie_procedure_step_is_open (g_ptr_array_index (self->steps, i));

  return n;
}

static VigieStepDue
due_state (VigieProcedureGroup *self)
{
  return vigie_procedure_due_state (vigie_incident_model_get_incident (self->model), self->type->groups, self->index,
                                    vigie_session_now_usec (vigie_incident_model_get_session (self->model)));
}

guint
vigie_procedure_group_n_late (VigieProcedureGroup *self)
{
  return due_state (self) == VIGIE_STEP_DUE_LATE ? vigie_procedure_group_n_open (self) : 0;
}

gboolean
vigie_procedure_group_has_begun (VigieProcedureGroup *self)
{
  gint64 start = begins (self, self->index);

  return start == VIGIE_TIME_NONE || vigie_session_now_usec (vigie_incident_model_get_session (self->model)) >= start;
}

void
vigie_procedure_group_tick (VigieProcedureGroup *self, gboolean is_current)
{
  g_autofree char *clock = clock_words (self);
  VigieStepDue state = due_state (self);
  gint64 due = vigie_procedure_due (vigie_incident_model_get_incident (self->model), self->type->groups, self->index);

  vigie_label_set (GTK_LABEL (self->clock), clock);
  vigie_set_class (self->box, "current-step", is_current);
  gtk_widget_set_visible (self->now, is_current);
  vigie_late_count_set (self->late, vigie_procedure_group_n_late (self));
  for (guint i = 0; i < self->steps->len; i++)
    vigie_procedure_step_set_due (g_ptr_array_index (self->steps, i), state, due);
}

void
vigie_procedure_group_update (VigieProcedureGroup *self, gboolean is_current)
{
  vigie_procedure_group_tick (self, is_current);
  for (guint i = 0; i < self->steps->len; i++)
    vigie_procedure_step_update (g_ptr_array_index (self->steps, i), is_current);
  if (self->set_aside != NULL)
    gtk_widget_set_visible (self->set_aside, vigie_procedure_group_n_open (self) > 0);
  show_gate (self);
}

gboolean
vigie_procedure_group_focus_open (VigieProcedureGroup *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (vigie_procedure_step_is_open (g_ptr_array_index (self->steps, i)) && gtk_widget_grab_focus (g_ptr_array_index (self->steps, i)))
      {
        vigie_page_reveal (GTK_WIDGET (self));
        return TRUE;
      }

  return FALSE;
}

const VigieStepGroup *
vigie_procedure_group_get_def (VigieProcedureGroup *self)
{
  return self->def;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieProcedureGroup *self = VIGIE_PROCEDURE_GROUP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->gate_key, g_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_procedure_group_parent_class)->dispose (object);
}

static void
vigie_procedure_group_class_init (VigieProcedureGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_group_init (VigieProcedureGroup *self)
{
  self->steps = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_bottom (self->box, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_procedure_group_new (VigieIncidentModel *model, const VigieTypeDef *type, guint index)
{
  VigieProcedureGroup *self = g_object_new (VIGIE_TYPE_PROCEDURE_GROUP, NULL);

  self->model = g_object_ref (model);
  self->type = type;
  self->def = g_ptr_array_index (type->groups, index);
  self->index = index;
  gtk_box_append (GTK_BOX (self->box), head_new (self));
  add_condition (self);
  add_gate (self);
  for (guint i = 0; i < self->def->steps->len; i++)
    {
      GtkWidget *step = vigie_procedure_step_new (model, type->id, g_ptr_array_index (self->def->steps, i));

      g_ptr_array_add (self->steps, step);
      gtk_box_append (GTK_BOX (self->box), step);
    }

  return GTK_WIDGET (self);
}
