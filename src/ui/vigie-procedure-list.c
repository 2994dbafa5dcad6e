/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The procedure against the incident's own clock. T+0 is when the incident was detected, like every other
 * clock. The group at work is the first that has open steps and whose time has come; a group is late once
 * the next one's time has come (or its own end) while steps are open. Both are said in words: the tint alone
 * tells nothing to a screen reader or on a grey print. Groups that apply only under a condition can be set
 * aside in one act, because ten reasons for one decision would not be written. */

#include "vigie-procedure-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-procedure-former.h"
#include "vigie-procedure-step.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

typedef struct
{
  VigieProcedureList *list;
  const VigieStepGroup *def; /* borrowed */
  GtkWidget *box;
  GtkWidget *now;
  GtkWidget *late;
  GtkWidget *late_words;
  GtkWidget *clock;
  GtkWidget *set_aside; /* NULL unless it has a condition */
  GtkWidget *prompt;
  GtkWidget *gate;      /* warns while a yes is missing */
  GtkWidget *gate_words;
  char *gate_key;       /* the step that asks; owned */
  GPtrArray *steps; /* VigieProcedureStep, borrowed */
} Group;

struct _VigieProcedureList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *rows;
  GtkWidget *former; /* what was done under other types */
  VigieIncidentModel *model;
  char *type;
  GPtrArray *groups;
  int current; /* index of the group at work, or -1 */
};

G_DEFINE_FINAL_TYPE (VigieProcedureList, vigie_procedure_list, GTK_TYPE_WIDGET)

static void
group_free (Group *group)
{
  g_ptr_array_unref (group->steps);
  g_free (group->gate_key);
  g_free (group);
}

/* ---- Times ---- */

static gint64
t_zero (const VigieIncident *incident)
{
  const VigieMilestone order[] = { VIGIE_MILESTONE_DETECTED, VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_DECLARED };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (incident->milestones[order[i]] != VIGIE_TIME_NONE)
      return incident->milestones[order[i]];

  return VIGIE_TIME_NONE;
}

static gint64
group_start (VigieProcedureList *self, const Group *group)
{
  gint64 zero = t_zero (vigie_incident_model_get_incident (self->model));

  return zero == VIGIE_TIME_NONE || group->def->at_usec == VIGIE_TIME_NONE ? VIGIE_TIME_NONE : zero + group->def->at_usec;
}

/* When it should be through: its own end, else when the next one begins. */
static gint64
group_end (VigieProcedureList *self, guint index)
{
  const Group *group = g_ptr_array_index (self->groups, index);
  gint64 start = group_start (self, group);

  if (start == VIGIE_TIME_NONE)
    return VIGIE_TIME_NONE;
  if (group->def->until_usec != VIGIE_TIME_NONE)
    return start - group->def->at_usec + group->def->until_usec;
  for (guint i = index + 1; i < self->groups->len; i++)
    {
      gint64 next = group_start (self, g_ptr_array_index (self->groups, i));

      if (next != VIGIE_TIME_NONE && next > start)
        return next;
    }

  return VIGIE_TIME_NONE;
}

/* Its clock time; with the date where a new day begins, so that a night over two days reads well. */
static char *
clock_words (VigieProcedureList *self, guint index)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GTimeZone *zone = vigie_session_get_zone (session);
  gint64 start = group_start (self, g_ptr_array_index (self->groups, index));
  gint64 before = index > 0 ? group_start (self, g_ptr_array_index (self->groups, index - 1)) : VIGIE_TIME_NONE;

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
close_prompt (Group *group)
{
  gtk_widget_set_visible (group->prompt, FALSE);
}

static void
reason_cb (Group *group, const char *reason)
{
  VigieIncidentModel *model = group->list->model;
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < group->steps->len; i++)
    {
      VigieProcedureStep *step = g_ptr_array_index (group->steps, i);
      GPtrArray *drafts;

      if (vigie_procedure_step_get_state (step) != VIGIE_STEP_OPEN)
        continue;
      drafts = vigie_act_tick (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model), vigie_procedure_step_get_key (step),
                               VIGIE_STEP_NOT_APPLICABLE, reason, vigie_session_get_author (session), vigie_session_now_usec (session), &error);
      if (drafts == NULL)
        {
          vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (group->prompt), error->message);
          return;
        }
      if (all == NULL)
        all = drafts;
      else
        g_ptr_array_extend_and_steal (all, drafts);
    }
  close_prompt (group);
  if (all != NULL)
    vigie_session_do (session, g_steal_pointer (&all), NULL);
}

static void
set_aside_cb (Group *group)
{
  if (group->prompt == NULL)
    {
      group->prompt = vigie_page_prompt_new (_("Why do these steps not apply?"), _("Mark all not applicable"));
      gtk_widget_set_margin_start (group->prompt, 62);
      gtk_widget_set_margin_end (group->prompt, 12);
      g_signal_connect_swapped (group->prompt, "accepted", G_CALLBACK (reason_cb), group);
      g_signal_connect_swapped (group->prompt, "cancelled", G_CALLBACK (close_prompt), group);
      gtk_box_insert_child_after (GTK_BOX (group->box), group->prompt, gtk_widget_get_first_child (group->box));
    }
  gtk_widget_set_visible (group->prompt, TRUE);
  gtk_widget_grab_focus (group->prompt);
  vigie_page_reveal (group->prompt);
}

/* ---- Rows ---- */

static GtkWidget *
late_new (GtkWidget **words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  *words = vigie_label_new ("", "caption strong late-text");
  gtk_label_set_ellipsize (GTK_LABEL (*words), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-overdue-symbolic", "late-text"));
  gtk_box_append (GTK_BOX (box), *words);

  return box;
}

static GtkWidget *
group_head (VigieProcedureList *self, Group *group, guint number)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *t_plus = t_plus_words (group->def, number);
  GtkWidget *title = vigie_label_new (vigie_text_get (&group->def->title, lang), NULL);

  group->now = vigie_tag_new (_("at work"), "acc");
  group->late = late_new (&group->late_words);
  group->clock = vigie_label_new ("", "step-meta num");
  gtk_label_set_ellipsize (GTK_LABEL (group->clock), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "group-head");
  gtk_box_append (GTK_BOX (head), vigie_label_new (t_plus, "t-plus num"));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), group->now);
  gtk_box_append (GTK_BOX (head), group->late);
  gtk_box_append (GTK_BOX (head), group->clock);

  return head;
}

static void
add_condition (Group *group, VigieLang lang)
{
  GtkWidget *row;

  if (*vigie_text_get (&group->def->condition, lang) == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  group->set_aside = vigie_page_button_new (_("Not applicable…"), NULL, "compact flat");
  gtk_widget_set_margin_start (row, 62);
  gtk_widget_set_margin_end (row, 12);
  gtk_box_append (GTK_BOX (row), vigie_paragraph_new (vigie_text_get (&group->def->condition, lang), "caption dim"));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (row), TRUE);
  gtk_box_append (GTK_BOX (row), group->set_aside);
  gtk_box_append (GTK_BOX (group->box), row);
  g_signal_connect_swapped (group->set_aside, "clicked", G_CALLBACK (set_aside_cb), group);
}

/* A group behind a gate says who must answer until the yes is there; its button is the act. */
static void
answer_cb (Group *group)
{
  if (group->gate_key != NULL)
    vigie_act_form_gate (group->box, group->list->model, group->gate_key);
}

static void
add_gate (Group *group)
{
  GtkWidget *answer = vigie_page_button_new (_("Record the answer…"), NULL, "compact");

  group->gate = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  group->gate_words = vigie_paragraph_new ("", "caption strong soon-text");
  gtk_widget_set_hexpand (group->gate_words, TRUE);
  gtk_widget_set_margin_start (group->gate, 62);
  gtk_widget_set_margin_end (group->gate, 12);
  gtk_widget_set_valign (answer, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (group->gate, FALSE);
  gtk_box_append (GTK_BOX (group->gate), vigie_icon_new ("vigie-warning-symbolic", "soon-text"));
  gtk_box_append (GTK_BOX (group->gate), group->gate_words);
  gtk_box_append (GTK_BOX (group->gate), answer);
  gtk_box_append (GTK_BOX (group->box), group->gate);
  g_signal_connect_swapped (answer, "clicked", G_CALLBACK (answer_cb), group);
}

static void
show_gate (Group *group)
{
  VigieIncidentModel *model = group->list->model;
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  const VigieStepDef *gate = vigie_procedure_closed_gate (playbook, incident, group->list->type, group->def);

  g_clear_pointer (&group->gate_key, g_free);
  gtk_widget_set_visible (group->gate, gate != NULL);
  if (gate != NULL)
    {
      VigieLang lang = vigie_session_get_lang (session);
      g_autofree char *who = vigie_procedure_approvers (playbook, incident, gate, lang);
      /* Translators: a step that asks for a yes, and who must answer. */
      g_autofree char *words = g_strdup_printf (_("Waits for a yes: %1$s. Who must answer: %2$s."), vigie_text_get (&gate->text, lang), who);

      group->gate_key = g_strconcat (group->list->type, "/", gate->id, NULL);
      vigie_label_set (GTK_LABEL (group->gate_words), words);
    }
}

static void
add_phase (VigieProcedureList *self, const VigieTypeDef *type, const char *phase_id)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  for (guint i = 0; i < type->phases->len; i++)
    {
      const VigiePhase *phase = g_ptr_array_index (type->phases, i);
      GtkWidget *label;

      if (g_strcmp0 (phase->id, phase_id) != 0)
        continue;
      label = vigie_label_new (vigie_text_get (&phase->title, lang), "small strong dim");
      gtk_widget_set_margin_top (label, 8);
      gtk_widget_set_margin_start (label, 12);
      gtk_box_append (GTK_BOX (self->rows), label);
    }
}

static void
add_group (VigieProcedureList *self, const VigieTypeDef *type, const VigieStepGroup *def, guint number)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  Group *group = g_new0 (Group, 1);

  group->list = self;
  group->def = def;
  group->steps = g_ptr_array_new ();
  group->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_bottom (group->box, 4);
  gtk_box_append (GTK_BOX (group->box), group_head (self, group, number));
  add_condition (group, lang);
  add_gate (group);
  for (guint i = 0; i < def->steps->len; i++)
    {
      GtkWidget *step = vigie_procedure_step_new (self->model, type->id, g_ptr_array_index (def->steps, i));

      g_ptr_array_add (group->steps, step);
      gtk_box_append (GTK_BOX (group->box), step);
    }
  g_ptr_array_add (self->groups, group);
  gtk_box_append (GTK_BOX (self->rows), group->box);
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
rebuild (VigieProcedureList *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieTypeDef *type = vigie_playbook_type (vigie_session_get_playbook (session), self->type);
  const char *phase = "";

  g_ptr_array_set_size (self->groups, 0);
  vigie_clear_box (GTK_BOX (self->rows));
  vigie_label_set (GTK_LABEL (self->title), type != NULL ? vigie_text_get (&type->title, vigie_session_get_lang (session)) : _("No type"));
  gtk_widget_set_visible (self->count, type != NULL);
  if (type == NULL)
    add_empty (self);
  for (guint i = 0; type != NULL && i < type->groups->len; i++)
    {
      const VigieStepGroup *def = g_ptr_array_index (type->groups, i);

      if (g_strcmp0 (def->phase, phase) != 0)
        add_phase (self, type, def->phase);
      phase = def->phase;
      add_group (self, type, def, i + 1);
    }
}

/* ---- Patching ---- */

static guint
count_open (const Group *group)
{
  guint n = 0;

  for (guint i = 0; i < group->steps->len; i++)
    {
      VigieProcedureStep *step = g_ptr_array_index (group->steps, i);

      n += vigie_procedure_step_is_open (step);
    }

  return n;
}

/* None once the incident is over. */
static int
current_group (VigieProcedureList *self)
{
  gint64 now_usec = vigie_session_now_usec (vigie_incident_model_get_session (self->model));

  if (!vigie_incident_is_active (vigie_incident_model_get_incident (self->model)))
    return -1;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);
      gint64 start = group_start (self, group);

      if (count_open (group) > 0 && (start == VIGIE_TIME_NONE || now_usec >= start))
        return (int) i;
    }

  return -1;
}

static void
show_head (VigieProcedureList *self, guint index, gboolean is_current)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  Group *group = g_ptr_array_index (self->groups, index);
  gint64 now_usec = vigie_session_now_usec (session);
  gint64 end = group_end (self, index);
  gboolean is_open = count_open (group) > 0;
  gboolean is_over = vigie_incident_model_get_incident (self->model)->milestones[VIGIE_MILESTONE_RESOLVED] != VIGIE_TIME_NONE;
  gboolean is_late = is_open && !is_over && end != VIGIE_TIME_NONE && now_usec > end;
  g_autofree char *clock = clock_words (self, index);

  vigie_label_set (GTK_LABEL (group->clock), clock);
  vigie_set_class (group->box, "current-step", is_current);
  gtk_widget_set_visible (group->now, is_current);
  gtk_widget_set_visible (group->late, is_late);
  if (is_late)
    {
      g_autofree char *span = vigie_duration_format (now_usec - end, vigie_session_get_lang (session));
      /* Translators: %s is a duration, as “12 min”. */
      g_autofree char *words = g_strdup_printf (C_("procedure group", "%s late"), span);

      vigie_label_set (GTK_LABEL (group->late_words), words);
    }
  if (group->set_aside != NULL)
    gtk_widget_set_visible (group->set_aside, is_open);
}

static void
show_steps (Group *group, gboolean is_current)
{
  for (guint i = 0; i < group->steps->len; i++)
    vigie_procedure_step_update (g_ptr_array_index (group->steps, i), is_current);
}

static void
show_count (VigieProcedureList *self)
{
  guint n = 0, n_open = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      n += group->steps->len;
      n_open += count_open (group);
    }
  words = g_strdup_printf (ngettext ("%u of %u step", "%u of %u steps", n), n - n_open, n);
  vigie_label_set (GTK_LABEL (self->count), words);
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
    {
      show_head (self, i, (int) i == self->current);
      show_steps (g_ptr_array_index (self->groups, i), (int) i == self->current);
      show_gate (g_ptr_array_index (self->groups, i));
    }
  show_count (self);
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
    show_head (self, i, (int) i == self->current);
}

void
vigie_procedure_list_set_model (VigieProcedureList *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_clear_pointer (&self->type, g_free);
  g_ptr_array_set_size (self->groups, 0);
  vigie_clear_box (GTK_BOX (self->rows));
  vigie_procedure_list_update (self);
}

/* ---- Object ---- */

/* The first open step of the group at work; failing that, the first step at all. */
static gboolean
grab_focus (GtkWidget *widget)
{
  VigieProcedureList *self = VIGIE_PROCEDURE_LIST (widget);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->steps->len; j++)
        if (vigie_procedure_step_get_state (g_ptr_array_index (group->steps, j)) == VIGIE_STEP_OPEN && gtk_widget_grab_focus (g_ptr_array_index (group->steps, j)))
          {
            vigie_page_reveal (group->box);
            return TRUE;
          }
    }

  return gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  VigieProcedureList *self = VIGIE_PROCEDURE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->type, g_free);
  G_OBJECT_CLASS (vigie_procedure_list_parent_class)->dispose (object);
}

static void
vigie_procedure_list_class_init (VigieProcedureListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_list_init (VigieProcedureList *self)
{
  GtkWidget *head = vigie_page_head_new ("", &self->count);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->title = gtk_widget_get_first_child (head);
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
