/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check button is the whole line, so that a click on the words ticks too and Space works wherever the
 * focus is. What it shows is always the fold's state: a press only asks for the event, and if that is refused
 * the mark goes back by itself. A dash (inconsistent) is "not applicable". A step with something before it (evidence,
 * a missing yes, another option chosen) says so beside it, and ticking it asks for a reason. A gate asks for the answer. */

#include "vigie-procedure-step.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-procedure.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

struct _VigieProcedureStep
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *line; /* the row, with the button for more over its end */
  GtkWidget *row;
  GtkWidget *check;
  GtkWidget *text;
  GtkWidget *meta;
  GtkWidget *more;    /* NULL when there is nothing more to say */
  GtkWidget *details; /* NULL until it is asked for */
  GtkWidget *prompt;  /* NULL until it is asked for */

  const VigieStepDef *def; /* borrowed */
  VigieIncidentModel *model;
  char *key;
  char *words; /* the whole line */
  gboolean is_brief;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (VigieProcedureStep, vigie_procedure_step, GTK_TYPE_WIDGET)

static gboolean
record (VigieProcedureStep *self, VigieStepState state, const char *reason, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GPtrArray *drafts = vigie_act_tick (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), self->key, state, reason,
                                      vigie_session_get_author (session), vigie_session_now_usec (session), error);

  if (drafts == NULL)
    return FALSE;
  vigie_session_do (session, drafts, NULL);

  return TRUE;
}

static void
show_mark (VigieProcedureStep *self)
{
  VigieStepState state = vigie_procedure_step_get_state (self);

  self->is_updating = TRUE;
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self->check), state == VIGIE_STEP_NOT_APPLICABLE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), state == VIGIE_STEP_DONE);
  self->is_updating = FALSE;
}

/* ---- Reasons and answers ---- */

static void
close_prompt (VigieProcedureStep *self)
{
  gtk_widget_set_visible (self->prompt, FALSE);
  gtk_widget_grab_focus (self->check);
}

static void
reason_cb (VigieProcedureStep *self, const char *reason)
{
  g_autoptr(GError) error = NULL;

  if (!record (self, VIGIE_STEP_NOT_APPLICABLE, reason, &error))
    vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
  else
    close_prompt (self);
}

static void
ahead_cb (VigieProcedureStep *self, const char *reason)
{
  g_autoptr(GError) error = NULL;

  if (!record (self, VIGIE_STEP_DONE, reason, &error))
    vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
  else
    close_prompt (self);
}

static void
ask (VigieProcedureStep *self, const char *question, const char *act, GCallback accepted)
{
  if (self->prompt != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->prompt);
  self->prompt = vigie_page_prompt_new (question, act);
  gtk_widget_set_margin_start (self->prompt, 62);
  gtk_widget_set_margin_end (self->prompt, 12);
  gtk_widget_set_margin_bottom (self->prompt, 8);
  g_signal_connect_swapped (self->prompt, "accepted", accepted, self);
  g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
  gtk_box_append (GTK_BOX (self->box), self->prompt);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (GTK_WIDGET (self));
}

void
vigie_procedure_step_ask_reason (VigieProcedureStep *self)
{
  ask (self, _("Why does this step not apply?"), _("Mark not applicable"), G_CALLBACK (reason_cb));
}

static VigieObstacle
obstacle_of (VigieProcedureStep *self)
{
  return vigie_procedure_obstacle (vigie_session_get_playbook (vigie_incident_model_get_session (self->model)),
                                   vigie_incident_model_get_incident (self->model), self->key);
}

static void
toggled_cb (VigieProcedureStep *self)
{
  GError *error = NULL;
  VigieStepState state = vigie_procedure_step_get_state (self);

  if (self->is_updating)
    return;
  if (self->def->gate.approvers != NULL && state != VIGIE_STEP_NOT_APPLICABLE)
    {
      show_mark (self);
      vigie_act_form_gate (GTK_WIDGET (self), self->model, self->key);
      return;
    }
  if (state == VIGIE_STEP_OPEN && obstacle_of (self).kind != VIGIE_OBSTACLE_NONE)
    {
      show_mark (self);
      ask (self, _("Why go ahead all the same?"), _("Mark done"), G_CALLBACK (ahead_cb));
      return;
    }
  if (!record (self, vigie_procedure_step_get_state (self) == VIGIE_STEP_OPEN ? VIGIE_STEP_DONE : VIGIE_STEP_OPEN, NULL, &error))
    {
      vigie_session_do (vigie_incident_model_get_session (self->model), NULL, error);
      show_mark (self);
    }
}

/* ---- Details ---- */

static void
link_cb (GtkButton *button)
{
  vigie_compat_show_uri (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "url"));
}

static GtkWidget *
link_button (const VigieLink *link, VigieLang lang)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  char *url = strstr (link->url, ":") != NULL ? g_strdup (link->url) : g_strconcat ("https://", link->url, NULL);

  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-link-symbolic", NULL));
  gtk_box_append (GTK_BOX (box), vigie_label_new (vigie_text_get (&link->label, lang), NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, url);
  vigie_add_classes (button, "compact");
  vigie_set_accessible_label (button, vigie_text_get (&link->label, lang));
  g_object_set_data_full (G_OBJECT (button), "url", url, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (link_cb), NULL);

  return button;
}

static void
fill_details (VigieProcedureStep *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  g_auto(GStrv) lines = g_strsplit (vigie_text_get (&self->def->detail, lang), "\n", -1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      gtk_box_append (GTK_BOX (box), vigie_paragraph_new (lines[i], "caption dim"));
  for (guint i = 0; i < self->def->links->len; i++)
    gtk_box_append (GTK_BOX (box), link_button (g_ptr_array_index (self->def->links, i), lang));
  gtk_widget_set_margin_start (box, 84);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_insert_child_after (GTK_BOX (self->box), box, self->line);
  self->details = box;
}

static void
more_cb (VigieProcedureStep *self, GtkToggleButton *button)
{
  gboolean open = gtk_toggle_button_get_active (button);

  if (self->details == NULL)
    fill_details (self);
  gtk_widget_set_visible (self->details, open);
  vigie_page_reveal (GTK_WIDGET (self));
  gtk_button_set_icon_name (GTK_BUTTON (button), open ? "vigie-up-symbolic" : "vigie-down-symbolic");
}

static void
add_more (VigieProcedureStep *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  g_autofree char *name = NULL;

  if (*vigie_text_get (&self->def->detail, lang) == '\0' && self->def->links->len == 0)
    return;
  /* Translators: %s is a step, as “Check Supabase”. */
  name = g_strdup_printf (_("Details of “%s”"), vigie_text_get (&self->def->text, lang));
  self->more = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->more), "vigie-down-symbolic");
  vigie_add_classes (self->more, "flat compact step-more");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->more, name);
  gtk_widget_set_tooltip_text (self->more, *vigie_text_get (&self->def->detail, lang) != '\0' ? vigie_text_get (&self->def->detail, lang) : _("Links"));
  g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (more_cb), self);
  gtk_widget_set_halign (self->more, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->line), self->more);
}

/* ---- Drawing ---- */

/* What stands before the step, in words; NULL when nothing does. Owned. */
static char *
obstacle_words (const VigieObstacle *obstacle)
{
  switch (obstacle->kind)
    {
    case VIGIE_OBSTACLE_EVIDENCE:
      return g_strdup_printf (ngettext ("after the evidence: %u step left", "after the evidence: %u steps left", obstacle->n_evidence), obstacle->n_evidence);
    case VIGIE_OBSTACLE_GATE:
      return g_strdup (_("waits for a yes"));
    case VIGIE_OBSTACLE_NOT_CHOSEN:
      return g_strdup (_("not chosen"));
    case VIGIE_OBSTACLE_NONE:
    default:
      return NULL;
    }
}

/* "DevOps lead, Kouassi N’Guessan"; @brief: the holder's short name alone, the post while it is vacant. Owned. */
static char *
owner_words (VigieProcedureStep *self, gboolean brief)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieHolding *holder = *self->def->post != '\0' ? vigie_incident_holder (vigie_incident_model_get_incident (self->model), self->def->post) : NULL;
  const char *title = *self->def->post != '\0' ? vigie_page_post_title (session, self->def->post) : "";

  if (holder == NULL)
    return g_strdup (title);

  return brief ? vigie_short_name (holder->person) : g_strdup_printf ("%s, %s", title, holder->person);
}

/* What was answered at this gate, NULL when nothing was. Owned. */
static char *
answer_words (VigieProcedureStep *self, gboolean brief)
{
  const VigieGateAnswer *answer = vigie_incident_gate (vigie_incident_model_get_incident (self->model), self->key);
  g_autofree char *time = NULL;
  g_autofree char *who = NULL;

  if (answer == NULL)
    return NULL;
  time = vigie_page_time (vigie_incident_model_get_session (self->model), answer->occurred_usec);
  who = brief ? vigie_short_name (answer->approver) : g_strdup (answer->approver);
  if (!brief && g_strcmp0 (answer->approver, answer->author) != 0)
    {
      g_free (who);
      /* Translators: who approved and who wrote it down. */
      who = g_strdup_printf (_("%1$s, recorded by %2$s"), answer->approver, answer->author);
    }

  /* Translators: who answered, and the time. */
  return answer->yes ? g_strdup_printf (_("yes: %1$s %2$s"), who, time) : g_strdup_printf (_("no: %1$s %2$s"), who, time);
}

/* Who ticked it and when. Owned. */
static char *
mark_words (VigieProcedureStep *self, const VigieStepMark *mark, gboolean brief)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *who = vigie_short_name (mark->author);
  g_autofree char *clock = vigie_time_format_clock (mark->occurred_usec, vigie_session_get_zone (session));
  g_autofree char *when = vigie_page_time (session, mark->occurred_usec);

  if (!brief)
    return g_strdup_printf ("%s, %s", mark->author, when);

  return self->is_brief ? g_strdup (clock) : g_strdup_printf ("%s %s", who, clock);
}

/* Beside the step: why it waits, who it is for, who ticked it or answered; in full in the tooltip. In a checklist,
 * which is narrow, only what was done. */
static char *
meta_words (VigieProcedureStep *self, const VigieStepMark *mark, const char *obstacle, gboolean brief)
{
  g_autofree char *answer = answer_words (self, brief);

  if (answer != NULL && !(brief && self->is_brief))
    return g_steal_pointer (&answer);
  if (mark != NULL && mark->state != VIGIE_STEP_OPEN)
    return mark_words (self, mark, brief);
  if (obstacle != NULL)
    return g_strdup (obstacle);
  if (self->def->gate.approvers != NULL && !self->is_brief)
    {
      VigieSession *session = vigie_incident_model_get_session (self->model);
      g_autofree char *who = vigie_procedure_approvers (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model),
                                                        self->def, vigie_session_get_lang (session));

      return brief ? g_strdup (_("yes or no")) : g_strdup_printf (_("Who must answer: %s."), who);
    }

  return brief && self->is_brief ? g_strdup ("") : owner_words (self, brief);
}

/* The words of the step, with its reason, and the hypothesis it answers to. */
static void
show_words (VigieProcedureStep *self, const VigieStepMark *mark, const char *obstacle)
{
  const char *text = vigie_text_get (&self->def->text, vigie_session_get_lang (vigie_incident_model_get_session (self->model)));
  VigieStepState state = mark != NULL ? mark->state : VIGIE_STEP_OPEN;
  g_autofree char *meta = meta_words (self, mark, obstacle, TRUE);
  g_autofree char *full = meta_words (self, mark, obstacle, FALSE);
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *tip = NULL;

  if (state == VIGIE_STEP_NOT_APPLICABLE)
    /* Translators: a step and the reason why it is not applicable. */
    words = g_strdup_printf (_("%s: not applicable, %s"), text, mark->reason != NULL ? mark->reason : "");
  else if (state == VIGIE_STEP_DONE && mark->reason != NULL)
    /* Translators: a step and the reason why it was done all the same. */
    words = g_strdup_printf (_("%s: %s"), text, mark->reason);
  else
    words = g_strdup (text);
  shown = *self->def->hypothesis != '\0' ? g_strdup_printf ("%s\302\240\302\267 %s", self->def->hypothesis, words) : g_strdup (words);
  tip = *full != '\0' ? g_strdup_printf ("%s\n%s", shown, full) : g_strdup (shown);
  vigie_label_set (GTK_LABEL (self->text), shown);
  vigie_label_set (GTK_LABEL (self->meta), meta);
  gtk_widget_set_visible (self->meta, *meta != '\0');
  gtk_widget_set_tooltip_text (self->check, tip);
  g_free (self->words);
  self->words = g_steal_pointer (&tip);
  vigie_set_accessible_label (self->check, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, full, -1);
}

void
vigie_procedure_step_update (VigieProcedureStep *self, gboolean is_current)
{
  const VigieStepMark *mark = vigie_incident_step (vigie_incident_model_get_incident (self->model), self->key);
  VigieStepState state = mark != NULL ? mark->state : VIGIE_STEP_OPEN;
  VigieObstacle obstacle = obstacle_of (self);
  g_autofree char *words = state == VIGIE_STEP_OPEN ? obstacle_words (&obstacle) : NULL;

  show_mark (self);
  show_words (self, mark, words);
  vigie_set_class (self->row, "done", state == VIGIE_STEP_DONE);
  vigie_set_class (self->row, "not-applicable", state == VIGIE_STEP_NOT_APPLICABLE || obstacle.kind == VIGIE_OBSTACLE_NOT_CHOSEN);
  vigie_set_class (self->text, "strong", is_current && state == VIGIE_STEP_OPEN && obstacle.kind != VIGIE_OBSTACLE_NOT_CHOSEN);
}

gboolean
vigie_procedure_step_is_open (VigieProcedureStep *self)
{
  return vigie_procedure_step_get_state (self) == VIGIE_STEP_OPEN && obstacle_of (self).kind != VIGIE_OBSTACLE_NOT_CHOSEN;
}

VigieStepState
vigie_procedure_step_get_state (VigieProcedureStep *self)
{
  const VigieStepMark *mark = vigie_incident_step (vigie_incident_model_get_incident (self->model), self->key);

  return mark != NULL ? mark->state : VIGIE_STEP_OPEN;
}

void
vigie_procedure_step_set_brief (VigieProcedureStep *self, gboolean is_brief)
{
  self->is_brief = is_brief;
}

const char *
vigie_procedure_step_get_words (VigieProcedureStep *self)
{
  return self->words;
}

const VigieStepDef *
vigie_procedure_step_get_def (VigieProcedureStep *self)
{
  return self->def;
}

const char *
vigie_procedure_step_get_key (VigieProcedureStep *self)
{
  return self->key;
}

/* ---- Object ---- */

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_PROCEDURE_STEP (widget)->check);
}

static void
dispose (GObject *object)
{
  VigieProcedureStep *self = VIGIE_PROCEDURE_STEP (object);

  self->is_updating = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (vigie_procedure_step_parent_class)->dispose (object);
}

static void
vigie_procedure_step_class_init (VigieProcedureStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_procedure_step_init (VigieProcedureStep *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->line = gtk_overlay_new ();
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->check = gtk_check_button_new ();
  self->text = vigie_label_new ("", NULL);
  self->meta = vigie_label_new ("", "step-meta");
  gtk_widget_add_css_class (self->row, "step");
  gtk_widget_set_hexpand (self->check, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->check), self->text);
  gtk_label_set_xalign (GTK_LABEL (self->meta), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->meta), 30);
  gtk_label_set_ellipsize (GTK_LABEL (self->meta), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self->row), self->check);
  gtk_box_append (GTK_BOX (self->row), self->meta);
  gtk_overlay_set_child (GTK_OVERLAY (self->line), self->row);
  gtk_widget_add_css_class (self->line, "step-line");
  gtk_box_append (GTK_BOX (self->box), self->line);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
}

GtkWidget *
vigie_procedure_step_new (VigieIncidentModel *model, const char *list, const VigieStepDef *def)
{
  VigieProcedureStep *self = g_object_new (VIGIE_TYPE_PROCEDURE_STEP, NULL);

  self->model = g_object_ref (model);
  self->def = def;
  self->key = g_strdup_printf ("%s/%s", list, def->id);
  add_more (self);
  vigie_procedure_step_update (self, FALSE);

  return GTK_WIDGET (self);
}
