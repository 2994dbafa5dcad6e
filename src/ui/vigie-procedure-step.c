/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check button is the whole line, so that a click on the words ticks too and Space works wherever the
 * focus is. What it shows is always the fold's state: a press only asks for the event, and if that is refused
 * the mark goes back by itself. A dash (inconsistent) is "not applicable". While its time runs the row says how much is
 * left, or how late it is, in place of its owner: there is room for one, and the foot of the page says both. A step with something before it (evidence,
 * a missing yes, another option chosen) says so beside it, and ticking it asks for a reason. A gate asks for the answer. */

#include "vigie-procedure-step.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-step-foot.h"
#include "vigie-step-words.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieProcedureStep
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *line; /* the row, with the button for more over its end */
  GtkWidget *row;
  GtkWidget *check;
  GtkWidget *text;
  GtkWidget *due_icon;
  GtkWidget *meta;
  GtkWidget *more;    /* NULL when there is nothing more to say */
  GtkWidget *details; /* NULL until it is asked for */
  GtkWidget *prompt;  /* NULL until it is asked for */

  VigieStepWords of; /* what it is, and how its time stands */
  char *words; /* the whole line */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (VigieProcedureStep, vigie_procedure_step, GTK_TYPE_WIDGET)

static gboolean
record (VigieProcedureStep *self, VigieStepState state, const char *reason, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->of.model);
  GPtrArray *drafts = vigie_act_tick (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->of.model), self->of.key, state, reason,
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
  return vigie_step_words_obstacle (&self->of);
}

static void
toggled_cb (VigieProcedureStep *self)
{
  GError *error = NULL;
  VigieStepState state = vigie_procedure_step_get_state (self);

  if (self->is_updating)
    return;
  if (self->of.def->gate.approvers != NULL && state != VIGIE_STEP_NOT_APPLICABLE)
    {
      show_mark (self);
      vigie_act_form_gate (GTK_WIDGET (self), self->of.model, self->of.key);
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
      vigie_session_do (vigie_incident_model_get_session (self->of.model), NULL, error);
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
  char *url = vigie_link_url (link);

  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-link-symbolic", NULL));
  gtk_box_append (GTK_BOX (box), vigie_label_new (vigie_text_get (&link->label, lang), NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  vigie_set_tooltip (button, url);
  vigie_add_classes (button, "compact");
  vigie_set_accessible_label (button, vigie_text_get (&link->label, lang));
  g_object_set_data_full (G_OBJECT (button), "url", url, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (link_cb), NULL);

  return button;
}

static void
fill_details (VigieProcedureStep *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->of.model));
  g_auto(GStrv) lines = g_strsplit (vigie_text_get (&self->of.def->detail, lang), "\n", -1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      gtk_box_append (GTK_BOX (box), vigie_paragraph_new (lines[i], "caption dim"));
  for (guint i = 0; i < self->of.def->links->len; i++)
    gtk_box_append (GTK_BOX (box), link_button (g_ptr_array_index (self->of.def->links, i), lang));
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
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->of.model));
  g_autofree char *name = NULL;

  if (*vigie_text_get (&self->of.def->detail, lang) == '\0' && self->of.def->links->len == 0)
    return;
  /* Translators: %s is a step, as “Check Supabase”. */
  name = g_strdup_printf (_("Details of “%s”"), vigie_text_get (&self->of.def->text, lang));
  self->more = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->more), "vigie-down-symbolic");
  vigie_add_classes (self->more, "flat compact step-more");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (self->more, name);
  vigie_set_tooltip (self->more, *vigie_text_get (&self->of.def->detail, lang) != '\0' ? vigie_text_get (&self->of.def->detail, lang) : _("Links"));
  g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (more_cb), self);
  gtk_widget_set_halign (self->more, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->line), self->more);
}

/* ---- Drawing ---- */

/* Colour and shape of what is late; the words beside them say it too. */
static void
show_due (VigieProcedureStep *self, gboolean is_open)
{
  gboolean is_late = is_open && self->of.due == VIGIE_STEP_DUE_LATE;
  gboolean is_soon = is_open && self->of.due == VIGIE_STEP_DUE_SOON;

  gtk_widget_set_visible (self->due_icon, is_late || is_soon);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->due_icon), is_late ? "vigie-overdue-symbolic" : "vigie-clock-symbolic");
  vigie_set_class (self->due_icon, "late-text", is_late);
  vigie_set_class (self->due_icon, "soon-text", is_soon);
  vigie_set_class (self->meta, "late-text", is_late);
  vigie_set_class (self->meta, "soon-text", is_soon);
  vigie_set_class (self->meta, "strong", is_late || is_soon);
}

static void
show_words (VigieProcedureStep *self)
{
  g_autofree char *meta = vigie_step_words_brief (&self->of);
  g_autofree char *full = vigie_step_words_full (&self->of);
  g_autofree char *words = vigie_step_words_text (&self->of);
  const char *hypothesis = self->of.def->hypothesis;
  g_autofree char *shown = *hypothesis != '\0' ? g_strdup_printf ("%s\302\240\302\267 %s", hypothesis, words) : g_strdup (words);
  g_autofree char *tip = *full != '\0' ? g_strdup_printf ("%s\n%s", shown, full) : g_strdup (shown);

  vigie_label_set (GTK_LABEL (self->text), shown);
  vigie_label_set (GTK_LABEL (self->meta), meta);
  gtk_widget_set_visible (self->meta, *meta != '\0');
  show_due (self, vigie_procedure_step_is_open (self));
  if (g_strcmp0 (tip, self->words) == 0)
    return;
  vigie_set_tooltip (self->check, tip);
  vigie_set_accessible_label (self->check, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, full, -1);
  g_free (self->words);
  self->words = g_steal_pointer (&tip);
}

void
vigie_procedure_step_set_due (VigieProcedureStep *self, VigieStepDue due, gint64 due_usec)
{
  gboolean is_running = due != VIGIE_STEP_DUE_NONE || self->of.due != VIGIE_STEP_DUE_NONE;

  self->of.due = due;
  self->of.due_usec = due_usec;
  if (is_running && vigie_procedure_step_is_open (self))
    show_words (self);
}

void
vigie_procedure_step_update (VigieProcedureStep *self, gboolean is_current)
{
  VigieStepState state = vigie_procedure_step_get_state (self);
  gboolean is_not_chosen = obstacle_of (self).kind == VIGIE_OBSTACLE_NOT_CHOSEN;

  show_mark (self);
  show_words (self);
  vigie_set_class (self->row, "done", state == VIGIE_STEP_DONE);
  vigie_set_class (self->row, "not-applicable", state == VIGIE_STEP_NOT_APPLICABLE || is_not_chosen);
  vigie_set_class (self->text, "strong", is_current && state == VIGIE_STEP_OPEN && !is_not_chosen);
}

gboolean
vigie_procedure_step_is_open (VigieProcedureStep *self)
{
  return vigie_procedure_step_get_state (self) == VIGIE_STEP_OPEN && obstacle_of (self).kind != VIGIE_OBSTACLE_NOT_CHOSEN;
}

VigieStepState
vigie_procedure_step_get_state (VigieProcedureStep *self)
{
  const VigieStepMark *mark = vigie_incident_step (vigie_incident_model_get_incident (self->of.model), self->of.key);

  return mark != NULL ? mark->state : VIGIE_STEP_OPEN;
}

void
vigie_procedure_step_open_details (VigieProcedureStep *self)
{
  if (self->more != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->more), TRUE);
}

void
vigie_procedure_step_set_brief (VigieProcedureStep *self, gboolean is_brief)
{
  self->of.is_brief = is_brief;
}

const char *
vigie_procedure_step_get_words (VigieProcedureStep *self)
{
  return self->words;
}

const VigieStepDef *
vigie_procedure_step_get_def (VigieProcedureStep *self)
{
  return self->of.def;
}

const char *
vigie_procedure_step_get_key (VigieProcedureStep *self)
{
  return self->of.key;
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
  g_clear_object (&self->of.model);
  g_clear_pointer (&self->of.key, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (vigie_procedure_step_parent_class)->dispose (object);
}

static void
vigie_procedure_step_class_init (VigieProcedureStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
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
  self->due_icon = vigie_icon_new (NULL, NULL);
  gtk_widget_set_visible (self->due_icon, FALSE);
  gtk_box_append (GTK_BOX (self->row), self->check);
  gtk_box_append (GTK_BOX (self->row), self->due_icon);
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

  self->of.model = g_object_ref (model);
  self->of.def = def;
  self->of.key = g_strdup_printf ("%s/%s", list, def->id);
  add_more (self);
  vigie_procedure_step_update (self, FALSE);

  return GTK_WIDGET (self);
}
