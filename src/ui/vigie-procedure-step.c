/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check button is the whole line, so that a click on the words ticks too and Space works wherever the
 * focus is. What it shows is always the fold's state: a press only asks for the event, and if that is refused
 * the mark goes back by itself. A dash (inconsistent) is "not applicable". A step that waits for evidence is
 * insensitive and says what it waits for; one that was ticked all the same stays open to be taken back. */

#include "vigie-procedure-step.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
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

static void
toggled_cb (VigieProcedureStep *self)
{
  GError *error = NULL;

  if (self->is_updating)
    return;
  if (!record (self, vigie_procedure_step_get_state (self) == VIGIE_STEP_OPEN ? VIGIE_STEP_DONE : VIGIE_STEP_OPEN, NULL, &error))
    {
      vigie_session_do (vigie_incident_model_get_session (self->model), NULL, error);
      show_mark (self);
    }
}

/* ---- Not applicable ---- */

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

void
vigie_procedure_step_ask_reason (VigieProcedureStep *self)
{
  if (self->prompt == NULL)
    {
      self->prompt = vigie_page_prompt_new (_("Why does this step not apply?"), _("Mark not applicable"));
      gtk_widget_set_margin_start (self->prompt, 62);
      gtk_widget_set_margin_end (self->prompt, 12);
      gtk_widget_set_margin_bottom (self->prompt, 8);
      g_signal_connect_swapped (self->prompt, "accepted", G_CALLBACK (reason_cb), self);
      g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
      gtk_box_append (GTK_BOX (self->box), self->prompt);
    }
  vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), NULL);
  vigie_page_prompt_set_text (VIGIE_PAGE_PROMPT (self->prompt), "");
  gtk_widget_set_visible (self->prompt, TRUE);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (GTK_WIDGET (self));
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

/* Beside the step: why it waits, who it is for, or who ticked it at what time; the date is in the tooltip. In a
 * checklist, which is narrow, only when it was ticked. */
static void
show_meta (VigieProcedureStep *self, const VigieStepMark *mark, const char *reason)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *words = NULL;

  if (reason != NULL)
    words = g_strdup (reason);
  else if (mark == NULL || mark->state == VIGIE_STEP_OPEN)
    words = g_strdup (!self->is_brief && *self->def->post != '\0' ? vigie_page_post_title (session, self->def->post) : "");
  else
    {
      g_autofree char *who = vigie_short_name (mark->author);
      g_autofree char *when = vigie_time_format_clock (mark->occurred_usec, vigie_session_get_zone (session));

      words = self->is_brief ? g_strdup (when) : g_strdup_printf ("%s %s", who, when);
    }
  vigie_label_set (GTK_LABEL (self->meta), words);
  gtk_widget_set_visible (self->meta, *words != '\0');
}

static void
show_words (VigieProcedureStep *self, const VigieStepMark *mark, gboolean waits, guint n_evidence_left)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const char *text = vigie_text_get (&self->def->text, vigie_session_get_lang (session));
  VigieStepState state = mark != NULL ? mark->state : VIGIE_STEP_OPEN;
  g_autofree char *words = NULL;
  g_autofree char *meta = NULL;
  g_autofree char *tip = NULL;

  if (state == VIGIE_STEP_NOT_APPLICABLE)
    /* Translators: a step and the reason why it is not applicable. */
    words = g_strdup_printf (_("%s: not applicable, %s"), text, mark->reason != NULL ? mark->reason : "");
  else
    words = g_strdup (text);
  if (waits)
    meta = g_strdup_printf (ngettext ("after the evidence: %u step left", "after the evidence: %u steps left", n_evidence_left), n_evidence_left);
  else if (state == VIGIE_STEP_OPEN)
    meta = g_strdup (*self->def->post != '\0' ? vigie_page_post_title (session, self->def->post) : "");
  else
    {
      g_autofree char *when = vigie_page_time (session, mark->occurred_usec);

      meta = g_strdup_printf ("%s, %s", mark->author, when);
    }
  tip = *meta != '\0' ? g_strdup_printf ("%s\n%s", words, meta) : g_strdup (words);
  vigie_label_set (GTK_LABEL (self->text), words);
  show_meta (self, mark, waits ? meta : NULL);
  gtk_widget_set_tooltip_text (self->check, tip);
  vigie_set_accessible_label (self->check, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meta, -1);
}

void
vigie_procedure_step_update (VigieProcedureStep *self, guint n_evidence_left, gboolean is_current)
{
  const VigieStepMark *mark = vigie_incident_step (vigie_incident_model_get_incident (self->model), self->key);
  VigieStepState state = mark != NULL ? mark->state : VIGIE_STEP_OPEN;
  gboolean waits = state == VIGIE_STEP_OPEN && self->def->after_evidence && n_evidence_left > 0;

  show_mark (self);
  show_words (self, mark, waits, n_evidence_left);
  gtk_widget_set_sensitive (self->check, !waits);
  vigie_set_class (self->row, "done", state == VIGIE_STEP_DONE);
  vigie_set_class (self->row, "not-applicable", state == VIGIE_STEP_NOT_APPLICABLE);
  vigie_set_class (self->text, "strong", is_current && state == VIGIE_STEP_OPEN);
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
  vigie_procedure_step_update (self, 0, FALSE);

  return GTK_WIDGET (self);
}
