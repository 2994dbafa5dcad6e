/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The severity wizard: title, type, time, five questions; the proposed level stands beside them and changes as
 * one answers. It declares a new incident, or re-assesses one.
 *
 * Keys: digits are taken by key position as well, because on a French keyboard they need Shift. They act only
 * while no text field has the focus; Enter declares from the questions only, never from a field, so that
 * finishing a title cannot declare by accident. */

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "vigie-reassess.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"
#include "vigie-wizard-body.h"
#include "vigie-wizard-drafts.h"
#include "vigie-wizard-foot.h"
#include "vigie-wizard-head.h"
#include "vigie-wizard-summary.h"
#include "vigie-wizard-twin.h"

#define WIDE_FROM 1100
#define MIN_WIDTH 600
#define KEEP_PLACE "wizard/title"
#define KEEP_AFTER_MS 300

#define VIGIE_TYPE_WIZARD (vigie_wizard_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizard, vigie_wizard, VIGIE, WIZARD, AdwWindow)

struct _VigieWizard
{
  AdwWindow parent_instance;

  VigieWizardParts parts; /* session and model owned, the rest children */
  GCancellable *cancellable;

  /* Children */
  VigieWizardBody *body;
  GtkWidget *left;
  VigieWizardSummary *summary;
  VigieWizardTwin *twin;
  GtkBox *column; /* what is left of the side column */
  VigieWizardFoot *foot;

  guint keep_source;
  gboolean recording;
};

G_DEFINE_FINAL_TYPE (VigieWizard, vigie_wizard, ADW_TYPE_WINDOW)

/* What the foot says beside the button. In the narrow form a likeness to another incident comes before
 * the count of open questions, never before an obstacle. */
static void
show_foot (VigieWizard *self)
{
  const char *why_not = vigie_wizard_obstacle (&self->parts);
  g_auto(GStrv) open = vigie_wizard_questions_get_open (self->parts.questions);
  guint n_open = g_strv_length (open);
  g_autofree char *left = g_strdup_printf (ngettext ("%u question left; you can declare without it.", "%u questions left; you can declare without them.", n_open), n_open);
  gboolean quiet = n_open == 0 || self->parts.model != NULL
                   || (vigie_wizard_body_is_narrow (self->body) && gtk_widget_get_visible (GTK_WIDGET (self->twin)));

  vigie_wizard_foot_say (self->foot, why_not != NULL ? why_not : quiet ? "" : left);
  vigie_wizard_foot_set_act (self->foot, vigie_wizard_side_get_level (self->parts.side), self->parts.model != NULL, why_not == NULL && !self->recording);
}

static void
assess (VigieWizard *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->parts.session);
  VigieLang lang = vigie_session_get_lang (self->parts.session);
  g_autoptr(VigieAssessment) assessment = NULL;
  g_autofree char *difference = NULL;
  g_auto(GStrv) open = vigie_wizard_questions_get_open (self->parts.questions);
  VigieAnswers answers;

  vigie_wizard_questions_read (self->parts.questions, &answers);
  assessment = vigie_severity_assess (playbook, &answers, vigie_wizard_type (&self->parts), lang);
  if (self->parts.model != NULL)
    difference = vigie_answers_difference (playbook, &vigie_incident_model_get_incident (self->parts.model)->answers, &answers, lang);
  vigie_wizard_side_set_open (self->parts.side, open);
  vigie_wizard_side_show (self->parts.side, assessment, &answers, vigie_wizard_type (&self->parts), vigie_wizard_detected_usec (&self->parts), self->parts.model != NULL, difference);
  vigie_wizard_summary_show (self->summary, assessment, vigie_wizard_side_get_level (self->parts.side));
  show_foot (self);
}

static void
open_incident (VigieWizard *self, const char *stream)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *owned = g_strdup (stream);

  gtk_window_destroy (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-incident", "s", owned);
}

static void
declared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  self->recording = FALSE;
  if (self->parts.session == NULL) /* closed meanwhile */
    return;
  if (events == NULL)
    {
      show_foot (self);
      vigie_wizard_foot_say (self->foot, error->message);
      return;
    }
  g_clear_handle_id (&self->keep_source, g_source_remove);
  vigie_store_thread_keep_text (vigie_session_get_store (self->parts.session), KEEP_PLACE, NULL);
  open_incident (self, ((VigieEvent *) g_ptr_array_index (events, 0))->stream);
}

static void
declare (VigieWizard *self)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (vigie_wizard_obstacle (&self->parts) != NULL || self->recording)
    return;
  drafts = vigie_wizard_drafts (&self->parts, &error);
  if (drafts == NULL)
    {
      vigie_wizard_foot_say (self->foot, error->message);
      return;
    }
  self->recording = TRUE;
  show_foot (self);
  vigie_session_record_async (self->parts.session, drafts, self->cancellable, declared_cb, g_object_ref (self));
}

static gboolean
keep_title (gpointer user_data)
{
  VigieWizard *self = user_data;
  const char *title = vigie_wizard_fields_get_title (self->parts.fields);

  self->keep_source = 0;
  vigie_store_thread_keep_text (vigie_session_get_store (self->parts.session), KEEP_PLACE, *title != '\0' ? title : NULL);

  return G_SOURCE_REMOVE;
}

static void
fields_changed_cb (VigieWizard *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add (KEEP_AFTER_MS, keep_title, self);
  vigie_wizard_twin_look_for (self->twin, vigie_wizard_fields_get_title (self->parts.fields), vigie_wizard_fields_get_type_id (self->parts.fields));
  assess (self);
}

static void
kept_title_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieWizard) self = user_data;
  /* Without the kept title one types it again: no reason to say anything. */
  g_autofree char *title = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);

  if (title != NULL && self->parts.fields != NULL && *vigie_wizard_fields_get_title (self->parts.fields) == '\0')
    vigie_wizard_fields_set_title (self->parts.fields, title);
}

static void
fields_finished_cb (VigieWizard *self)
{
  vigie_wizard_questions_set_current (self->parts.questions, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->parts.questions));
}

/* In the narrow form the side column takes the place of the questions while another level is chosen. */
static void
show_side (VigieWizard *self, gboolean instead)
{
  gboolean narrow = vigie_wizard_body_is_narrow (self->body);

  gtk_widget_set_visible (GTK_WIDGET (self->parts.side), !narrow || instead);
  gtk_widget_set_visible (self->left, !narrow || !instead);
  gtk_widget_set_hexpand (GTK_WIDGET (self->parts.side), narrow);
}

/* The likeness to another incident stands under the questions, or in the foot where these fill the window. */
static void
move_twin (VigieWizard *self, gboolean narrow)
{
  GtkWidget *twin = g_object_ref (GTK_WIDGET (self->twin));
  GtkBox *to = narrow ? vigie_wizard_foot_get_slot (self->foot) : self->column;

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (twin)), twin);
  gtk_box_append (to, twin);
  vigie_wizard_twin_set_short (self->twin, narrow);
  g_object_unref (twin);
}

static void
narrow_cb (VigieWizard *self)
{
  gboolean narrow = vigie_wizard_body_is_narrow (self->body);

  show_side (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), narrow);
  vigie_wizard_questions_set_narrow (self->parts.questions, narrow);
  vigie_wizard_foot_set_narrow (self->foot, narrow);
  move_twin (self, narrow);
  show_foot (self);
}

static void
focus_other (VigieWizard *self)
{
  show_side (self, TRUE);
  vigie_wizard_side_focus_other (self->parts.side);
}

static gboolean
enter_pressed (VigieWizard *self, GtkWidget *focus)
{
  if (self->parts.model == NULL && vigie_wizard_fields_advance (self->parts.fields, focus))
    return TRUE;
  if (GTK_IS_EDITABLE (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->parts.side)))
    {
      show_side (self, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->parts.questions));
      return TRUE;
    }
  if (!vigie_wizard_questions_hold (self->parts.questions, focus))
    return FALSE;
  declare (self);

  return TRUE;
}

static gboolean
function_key (VigieWizard *self, guint keyval, GdkModifierType state)
{
  if (keyval == GDK_KEY_F2)
    focus_other (self);
  else if (keyval == GDK_KEY_d && (state & GDK_CONTROL_MASK) != 0)
    vigie_wizard_twin_compare (self->twin);
  else
    return FALSE;

  return TRUE;
}

static gboolean
digit_pressed (VigieWizard *self, GtkWidget *focus, int digit)
{
  if (digit < 0 || GTK_IS_EDITABLE (focus))
    return FALSE;
  if (self->parts.model == NULL && vigie_wizard_fields_press (self->parts.fields, focus, (guint) digit))
    return TRUE;

  return vigie_wizard_questions_hold (self->parts.questions, focus) && vigie_wizard_questions_press (self->parts.questions, (guint) digit);
}

static gboolean
key_pressed_cb (VigieWizard *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  if (function_key (self, keyval, state))
    return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      if (!plain)
        declare (self);
      return !plain || enter_pressed (self, focus);
    }
  if (!plain)
    return GDK_EVENT_PROPAGATE;
  if (digit_pressed (self, focus, vigie_wizard_digit (keyval, keycode)))
    return GDK_EVENT_STOP;
  if (!vigie_wizard_questions_hold (self->parts.questions, focus) || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  vigie_wizard_questions_step (self->parts.questions, keyval == GDK_KEY_Up ? -1 : 1);

  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  VigieWizard *self = VIGIE_WIZARD (widget);

  if (gtk_widget_get_visible (self->left))
    gtk_window_close (GTK_WINDOW (widget));
  else
    {
      show_side (self, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->parts.questions));
    }

  return TRUE;
}

static GtkWidget *
left_new (VigieWizard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (self->parts.model == NULL)
    {
      self->parts.fields = VIGIE_WIZARD_FIELDS (vigie_wizard_fields_new (self->parts.session));
      g_signal_connect_swapped (self->parts.fields, "finished", G_CALLBACK (fields_finished_cb), self);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->parts.fields));
    }
  self->parts.questions = VIGIE_WIZARD_QUESTIONS (vigie_wizard_questions_new (self->parts.session));
  g_signal_connect_swapped (self->parts.questions, "changed", G_CALLBACK (assess), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->parts.questions));
  self->twin = VIGIE_WIZARD_TWIN (vigie_wizard_twin_new (self->parts.session));
  g_signal_connect_swapped (self->twin, "open", G_CALLBACK (open_incident), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twin));
  self->column = GTK_BOX (box);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_widget_set_margin_top (box, 16);
  gtk_widget_set_margin_bottom (box, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

static void
build (VigieWizard *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->parts.side = VIGIE_WIZARD_SIDE (vigie_wizard_side_new (self->parts.session));
  self->left = left_new (self);
  gtk_box_append (GTK_BOX (columns), self->left);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->parts.side));
  self->body = VIGIE_WIZARD_BODY (vigie_wizard_body_new (columns, WIDE_FROM, MIN_WIDTH));
  gtk_widget_set_vexpand (GTK_WIDGET (self->body), TRUE);
  self->summary = VIGIE_WIZARD_SUMMARY (vigie_wizard_summary_new (vigie_session_get_playbook (self->parts.session), vigie_session_get_lang (self->parts.session)));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
  g_signal_connect_swapped (self->summary, "other", G_CALLBACK (focus_other), self);
  gtk_box_append (GTK_BOX (all), vigie_wizard_head_new (GTK_WINDOW (self), self->parts.session));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->body));
  self->foot = VIGIE_WIZARD_FOOT (vigie_wizard_foot_new ());
  g_signal_connect_swapped (self->foot, "declare", G_CALLBACK (declare), self);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->foot));
  adw_window_set_content (ADW_WINDOW (self), all);

  g_signal_connect_swapped (self->parts.side, "level-changed", G_CALLBACK (assess), self);
  g_signal_connect_swapped (self->body, "notify::narrow", G_CALLBACK (narrow_cb), self);
  if (self->parts.fields != NULL)
    g_signal_connect_swapped (self->parts.fields, "changed", G_CALLBACK (fields_changed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
vigie_wizard_dispose (GObject *object)
{
  VigieWizard *self = VIGIE_WIZARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->parts.fields = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->parts.model);
  g_clear_object (&self->parts.session);

  G_OBJECT_CLASS (vigie_wizard_parent_class)->dispose (object);
}

static void
vigie_wizard_class_init (VigieWizardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
vigie_wizard_init (VigieWizard *self)
{
  self->cancellable = g_cancellable_new ();
}

void
vigie_wizard_fill (GtkWindow *wizard, const char *title, const char *type, const char *time, const char *keys)
{
  VigieWizard *self = VIGIE_WIZARD (wizard);

  g_return_if_fail (self->parts.fields != NULL);

  vigie_wizard_fields_set_title (self->parts.fields, title);
  vigie_wizard_fields_set_type_id (self->parts.fields, type);
  vigie_wizard_fields_set_time_text (self->parts.fields, time);
  vigie_wizard_questions_set_current (self->parts.questions, 0);
  for (const char *key = keys; *key != '\0'; key++)
    vigie_wizard_questions_press (self->parts.questions, (guint) (*key - '0'));
}

/* The answers of the last assessment, with what the facts say since. */
static void
fill_answers (VigieWizard *self)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->parts.model);
  g_autoptr(VigieProposal) proposal = vigie_reassess (vigie_session_get_playbook (self->parts.session), incident,
                                                      vigie_session_now_usec (self->parts.session), vigie_session_get_lang (self->parts.session));

  vigie_wizard_questions_fill (self->parts.questions, proposal != NULL ? &proposal->answers : &incident->answers);
}

/**
 * vigie_wizard_present:
 * @parent: the window it lies over
 * @session: the session
 * @model: (nullable): the incident to assess again; NULL declares a new one
 *
 * Opens the wizard. It closes itself when done and then opens the incident in @parent.
 *
 * Returns: (transfer none): the wizard's window
 */
GtkWindow *
vigie_wizard_present (GtkWindow *parent, VigieSession *session, VigieIncidentModel *model)
{
  VigieWizard *self = g_object_new (VIGIE_TYPE_WIZARD, "modal", TRUE, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  int width = gtk_widget_get_width (GTK_WIDGET (parent)), height = gtk_widget_get_height (GTK_WIDGET (parent));

  self->parts.session = g_object_ref (session);
  g_set_object (&self->parts.model, model);
  gtk_window_set_title (GTK_WINDOW (self), model != NULL ? _("Assess the severity again") : _("Declare an incident"));
  build (self);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? width : 1280, height > 0 ? height : 800);
  if (model != NULL)
    fill_answers (self);
  else
    vigie_store_thread_kept_text_async (vigie_session_get_store (session), KEEP_PLACE, self->cancellable, kept_title_cb, g_object_ref (self));
  assess (self);
  gtk_window_present (GTK_WINDOW (self));
  vigie_wizard_questions_set_current (self->parts.questions, 0);
  gtk_widget_grab_focus (model != NULL ? GTK_WIDGET (self->parts.questions) : GTK_WIDGET (self->parts.fields));

  return GTK_WINDOW (self);
}
