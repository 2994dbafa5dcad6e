/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: what is typed is understood at each key, echoed at the left and kept. Enter hands the drafts to
 * the session and empties the line at once, so that who types on writes the next entry, and its Enter counts as well.
 * What is not understood stays with a sentence under it; what the store refuses comes back. */

#include "vigie-command-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-command-drafts.h"
#include "vigie-command-echo.h"
#include "vigie-command-field.h"
#include "vigie-command-hint.h"
#include "vigie-command-keep.h"
#include "vigie-missing.h"
#include "vigie-people-words.h"
#include "vigie-suggestions.h"
#include "vigie-tab-order.h"
#include "vigie-text-show.h"
#include "vigie-text-ui.h"

struct _VigieCommandLine
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  VigieCommandKeep *keep;
  VigieSuggestions *suggestions;
  gboolean completing;

  GtkWidget *root;
  GtkWidget *line;
  VigieCommandEcho *echo;
  VigieCommandField *field;
  VigieCommandHint *hint;
};

G_DEFINE_FINAL_TYPE (VigieCommandLine, vigie_command_line, GTK_TYPE_WIDGET)

enum { LEAVE, RECORDED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- What is understood ---- */

static const char *
text_of (VigieCommandLine *self)
{
  return vigie_command_field_get_text (self->field);
}

static void
show_hint (VigieCommandLine *self, VigieEntryKind kind)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  if (vigie_command_field_is_long (self->field))
    vigie_command_hint_show_long (self->hint, g_utf8_strlen (text_of (self), -1), lang);
  else
    vigie_command_hint_show (self->hint, kind);
  vigie_set_class (self->line, "error", FALSE);
}

/* What stands there so far. */
static VigieCommand *
look (VigieCommandLine *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_command_look (text_of (self), vigie_session_now_usec (session), vigie_session_get_zone (session));
}

static void
echo (VigieCommandLine *self)
{
  VigieSession *session;
  g_autoptr(VigieCommand) command = NULL;
  VigieEntryKind kind;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  command = *text_of (self) != '\0' ? look (self) : NULL;
  kind = command != NULL && command->fact_name == NULL ? command->kind : VIGIE_ENTRY_NOTE;
  vigie_command_echo_show (self->echo, session, command);
  vigie_command_field_mark (self->field, kind != VIGIE_ENTRY_NOTE);
  show_hint (self, kind);
}

static void
changed_cb (VigieCommandField *field, gboolean typed, VigieCommandLine *self)
{
  if (self->model == NULL)
    return;
  echo (self);
  if (!typed)
    return;
  vigie_command_keep_soon (self->keep);
  vigie_exchange_type (vigie_session_get_exchange (vigie_incident_model_get_session (self->model)));
}

static void
people_cb (VigieCommandLine *self)
{
  g_autofree char *words = self->model != NULL ? vigie_people_typing_words (vigie_incident_model_get_session (self->model),
                                                                            vigie_incident_model_get_stream (self->model)) : NULL;

  vigie_command_hint_show_typing (self->hint, words);
}

/* Not "changed": the cursor stands behind what was typed only after that. */
static void
cursor_moved_cb (GtkEditable *editable, GParamSpec *pspec, VigieCommandLine *self)
{
  if (self->model != NULL && !vigie_command_field_is_setting (self->field) && !self->completing && self->suggestions != NULL)
    vigie_suggestions_update (self->suggestions, self->model, FALSE);
}

static void
tick_cb (VigieIncidentModel *model, VigieCommandLine *self)
{
  if (!gtk_widget_has_css_class (self->line, "error"))
    echo (self);
}

/* ---- Recording ---- */

typedef struct
{
  VigieCommandLine *self;
  char *stream;
  char *text;
} Submission;

static void
submission_free (Submission *submission)
{
  g_object_unref (submission->self);
  g_free (submission->stream);
  g_free (submission->text);
  g_free (submission);
}

static void
clear (VigieCommandLine *self)
{
  vigie_command_field_set_text (self->field, "");
  vigie_command_keep_now (self->keep);
}

static void
fail (VigieCommandLine *self, const char *message)
{
  vigie_command_hint_show_problem (self->hint, message);
  vigie_set_class (self->line, "error", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", message);
}

static gboolean
is_for_here (Submission *submission)
{
  VigieIncidentModel *model = submission->self->model;

  return model != NULL && g_str_equal (vigie_incident_model_get_stream (model), submission->stream);
}

/* In front of what was typed meanwhile; elsewhere, it waits until one comes back to its incident. */
static void
put_back (VigieCommandLine *self, VigieSession *session, Submission *submission, const char *message)
{
  const char *typed = text_of (self);
  g_autofree char *whole = NULL;

  if (!is_for_here (submission))
    {
      vigie_command_keep_elsewhere (session, submission->stream, submission->text);
      return;
    }
  whole = g_strconcat (submission->text, *typed != '\0' ? " " : "", typed, NULL);
  vigie_command_field_set_text (self->field, whole);
  vigie_command_keep_soon (self->keep);
  fail (self, message);
}

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  VigieCommandLine *self = submission->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);
  gboolean is_here = is_for_here (submission);

  if (events == NULL)
    put_back (self, VIGIE_SESSION (object), submission, error->message);
  else if (is_here)
    {
      if (events->len > 0)
        g_signal_emit (self, signals[RECORDED], 0, ((VigieEvent *) g_ptr_array_index (events, 0))->id);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", _("Recorded"));
    }
  submission_free (submission);
}

void
vigie_command_line_submit (VigieCommandLine *self)
{
  g_autoptr(GError) error = NULL;
  VigieSession *session;
  GPtrArray *drafts;
  Submission *submission;

  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  if (self->model == NULL || vigie_text_is_blank (text_of (self)))
    return;
  session = vigie_incident_model_get_session (self->model);
  drafts = vigie_command_drafts (self->model, text_of (self), &error);
  if (drafts == NULL)
    {
      fail (self, error->message);
      return;
    }
  submission = g_new0 (Submission, 1);
  submission->self = g_object_ref (self);
  submission->stream = g_strdup (vigie_incident_model_get_stream (self->model));
  submission->text = g_strdup (text_of (self));
  vigie_session_record_async (session, drafts, NULL, recorded_cb, submission);
  /* The store does one after the other: the draft goes once the entry is there. */
  clear (self);
}

/* What is typed stays here until the four fields are recorded. */
gboolean
vigie_command_line_decide (VigieCommandLine *self)
{
  g_autoptr(VigieCommand) command = self->model != NULL ? look (self) : NULL;
  GtkWindow *window;

  if (command == NULL || command->kind != VIGIE_ENTRY_DECISION || vigie_command_field_is_long (self->field))
    return FALSE;
  window = vigie_act_form_decision (GTK_WIDGET (self), self->model, command->text, command->occurred_usec);
  g_signal_connect_object (window, "recorded", G_CALLBACK (clear), self, G_CONNECT_SWAPPED);

  return TRUE;
}

/* ---- Keys ---- */

static void
activate_cb (GtkEntry *entry, VigieCommandLine *self)
{
  vigie_command_line_submit (self);
}

/* What was taken may want more: a fact its value, a day its hour. */
static gboolean
accept (VigieCommandLine *self, gboolean first)
{
  gboolean done;

  self->completing = TRUE;
  done = vigie_suggestions_accept (self->suggestions, first);
  self->completing = FALSE;
  if (done)
    vigie_suggestions_update (self->suggestions, self->model, FALSE);
  else
    vigie_suggestions_hide (self->suggestions);

  return done;
}

static gboolean
suggestion_key (VigieCommandLine *self, guint keyval)
{
  if (!vigie_suggestions_is_shown (self->suggestions))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      vigie_suggestions_move (self->suggestions, 1);
      return TRUE;
    case GDK_KEY_Up:
      vigie_suggestions_move (self->suggestions, -1);
      return TRUE;
    case GDK_KEY_Escape:
      vigie_suggestions_hide (self->suggestions);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return accept (self, keyval == GDK_KEY_Tab);
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, VigieCommandLine *self)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  if (self->model == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  if (control && keyval == GDK_KEY_space)
    {
      vigie_suggestions_update (self->suggestions, self->model, TRUE);
      return TRUE;
    }
  if (control)
    return (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && vigie_command_line_decide (self);
  if (suggestion_key (self, keyval))
    return TRUE;
  if (vigie_command_field_is_long (self->field) && (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    {
      vigie_command_field_set_text (self->field, "");
      vigie_command_keep_soon (self->keep);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape || (keyval == GDK_KEY_Up && gtk_editable_get_position (GTK_EDITABLE (vigie_command_field_get_entry (self->field))) == 0))
    {
      g_signal_emit (self, signals[LEAVE], 0);
      return TRUE;
    }

  return FALSE;
}

static void
focus_left_cb (GtkEventControllerFocus *controller, VigieCommandLine *self)
{
  vigie_suggestions_hide (self->suggestions);
  vigie_command_keep_flush (self->keep);
}

/* ---- Object ---- */

static gboolean
vigie_command_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_COMMAND_LINE (widget)->field));
}

static void
vigie_command_line_dispose (GObject *object)
{
  VigieCommandLine *self = VIGIE_COMMAND_LINE (object);

  if (self->root != NULL)
    vigie_command_line_set_model (self, NULL);
  g_clear_pointer (&self->keep, vigie_command_keep_free);
  g_clear_pointer (&self->suggestions, vigie_suggestions_free);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_command_line_parent_class)->dispose (object);
}

static void
vigie_command_line_class_init (VigieCommandLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_command_line_dispose;
  widget_class->grab_focus = vigie_command_line_grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "command-box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[LEAVE] = g_signal_new ("leave", VIGIE_TYPE_COMMAND_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECORDED] = g_signal_new ("recorded", VIGIE_TYPE_COMMAND_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_field (VigieCommandLine *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry;

  self->field = VIGIE_COMMAND_FIELD (vigie_command_field_new ());
  entry = vigie_command_field_get_entry (self->field);
  /* Before the field itself, which would keep Up, Tab and Escape. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (self->field, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (entry, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);

  return GTK_WIDGET (self->field);
}

static void
vigie_command_line_init (VigieCommandLine *self)
{
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  gtk_widget_add_css_class (self->root, "command-bar");
  gtk_widget_add_css_class (self->line, "command-line");
  self->hint = VIGIE_COMMAND_HINT (vigie_command_hint_new ());
  self->echo = VIGIE_COMMAND_ECHO (vigie_command_echo_new ());
  gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (self->echo));
  gtk_box_append (GTK_BOX (self->line), make_field (self));
  gtk_box_append (GTK_BOX (self->line), vigie_kbd_new (_("↵ note")));
  gtk_box_append (GTK_BOX (self->root), self->line);
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->hint));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  self->keep = vigie_command_keep_new (self->field);
  self->suggestions = vigie_suggestions_new (vigie_command_field_get_entry (self->field));
}

/**
 * vigie_command_line_new:
 *
 * Returns: (transfer floating): a line that records nothing until it has an incident
 */
GtkWidget *
vigie_command_line_new (void)
{
  return g_object_new (VIGIE_TYPE_COMMAND_LINE, NULL);
}

/**
 * vigie_command_line_set_model:
 * @model: (nullable): the incident to write to.
 *
 * Keeps what is typed for the incident it leaves and brings back what was typed for @model.
 */
void
vigie_command_line_set_model (VigieCommandLine *self, VigieIncidentModel *model)
{
  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    {
      vigie_command_keep_leave (self->keep);
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_signal_handlers_disconnect_by_data (vigie_session_get_exchange (vigie_incident_model_get_session (self->model)), self);
    }
  g_set_object (&self->model, model);
  vigie_command_field_set_text (self->field, "");
  vigie_suggestions_hide (self->suggestions);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, 0);
  g_signal_connect_object (vigie_session_get_exchange (vigie_incident_model_get_session (model)), "changed", G_CALLBACK (people_cb), self, G_CONNECT_SWAPPED);
  people_cb (self);
  echo (self);
  vigie_command_keep_enter (self->keep, model);
}

void
vigie_command_line_type (VigieCommandLine *self, const char *text)
{
  GtkEditable *entry;
  int position;

  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  entry = GTK_EDITABLE (vigie_command_field_get_entry (self->field));
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  /* The beginning of a long text is no place to write. */
  if (text == NULL || vigie_command_field_is_long (self->field))
    return;
  position = (int) g_utf8_strlen (text_of (self), -1);
  gtk_editable_insert_text (entry, text, -1, &position);
  gtk_editable_set_position (entry, position);
}

void
vigie_command_line_retime (VigieCommandLine *self, const char *time)
{
  VigieSession *session;
  g_autofree char *line = NULL;

  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  line = vigie_command_retime (text_of (self), time, vigie_session_now_usec (session), vigie_session_get_zone (session));
  vigie_command_field_set_text (self->field, line);
  vigie_command_keep_soon (self->keep);
}

void
vigie_command_line_set_hint_visible (VigieCommandLine *self, gboolean visible)
{
  vigie_command_hint_set_room (self->hint, visible);
  gtk_widget_set_margin_bottom (self->root, visible ? 0 : 8);
}

const char *
vigie_command_line_get_text (VigieCommandLine *self)
{
  return text_of (self);
}

void
vigie_command_line_add_end (VigieCommandLine *self, GtkWidget *widget)
{
  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  gtk_box_append (GTK_BOX (self->line), widget);
}
