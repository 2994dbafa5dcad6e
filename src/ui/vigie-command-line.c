/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line. What was understood (kind, time) is echoed at its left before Enter, so that a
 * wrong time is seen while it can still be mended. What is typed is kept durably per incident, a third
 * of a second after the last key: it survives a crash, and waits when one goes to another incident.
 * Enter hands the drafts to the session; the text leaves the field only when they are confirmed and
 * only if nobody typed on meanwhile. A refusal leaves it where it is, with the sentence under it.
 *
 * A field of the toolkit silently cuts what is longer than 65,535 characters and lays all of it out as one
 * line. What is longer than a few thousand is therefore held beside the field, which shows how it begins;
 * Enter records the whole, Backspace gives it up. */

#include "vigie-command-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-suggestions.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-timeline-row.h"

#define KEEP_AFTER_MS 300
#define LONG_BYTES 4096
#define PREVIEW_CHARS 80

struct _VigieCommandLine
{
  GtkWidget parent_instance;

  VigieIncidentModel *model;
  GCancellable *cancellable;    /* of what was asked for the present model */
  VigieSuggestions *suggestions;
  guint keep_id;
  gboolean recording;
  gboolean setting;             /* text changes by our own hand */
  gboolean completing;
  char *long_text;              /* what is too long for the field, or NULL */
  guint preview_id;

  GtkWidget *root;
  GtkWidget *line;
  GtkWidget *icon;
  GtkLabel *kind;
  GtkLabel *time;
  GtkWidget *entry;
  GtkWidget *hint;
  GtkLabel *hint_words;
  GtkWidget *enter_key;
  gboolean hint_visible;
};

G_DEFINE_FINAL_TYPE (VigieCommandLine, vigie_command_line, GTK_TYPE_WIDGET)

enum { LEAVE, RECORDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void echo (VigieCommandLine *self);

static const char *
text_of (VigieCommandLine *self)
{
  return self->long_text != NULL ? self->long_text : gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* ---- Keeping what is typed ---- */

static char *
place_of (VigieCommandLine *self)
{
  return g_strdup_printf ("command/%s", vigie_incident_model_get_stream (self->model));
}

static void
keep_now (VigieCommandLine *self)
{
  VigieStoreThread *store;
  g_autofree char *place = NULL;

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->model == NULL)
    return;
  store = vigie_session_get_store (vigie_incident_model_get_session (self->model));
  place = place_of (self);
  if (store != NULL)
    vigie_store_thread_keep_text (store, place, *text_of (self) != '\0' ? text_of (self) : NULL);
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieCommandLine *self = user_data;

  self->keep_id = 0;
  keep_now (self);

  return G_SOURCE_REMOVE;
}

static void
show_text (VigieCommandLine *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
}

static void
forget_long (VigieCommandLine *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->long_text == NULL)
    return;
  g_clear_pointer (&self->long_text, g_free);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), TRUE);
}

static void
show_preview (VigieCommandLine *self)
{
  g_autofree char *begin = vigie_text_ui_clean (self->long_text, PREVIEW_CHARS);

  show_text (self, g_strdelimit (begin, "\n\t", ' '));
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
  echo (self);
}

static void
set_text (VigieCommandLine *self, const char *text)
{
  forget_long (self);
  if (strlen (text) > LONG_BYTES)
    {
      self->long_text = g_strdup (text);
      show_preview (self);
    }
  else
    show_text (self, text);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieCommandLine) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, &error);

  /* What one has begun to type meanwhile is newer. */
  if (text != NULL && self->model != NULL && *text_of (self) == '\0')
    set_text (self, text);
}

static void
restore (VigieCommandLine *self)
{
  VigieStoreThread *store = vigie_session_get_store (vigie_incident_model_get_session (self->model));
  g_autofree char *place = place_of (self);

  if (store != NULL)
    vigie_store_thread_kept_text_async (store, place, self->cancellable, kept_cb, g_object_ref (self));
}

/* ---- What is understood ---- */

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, const char *text, const char *start, const char *end)
{
  attribute->start_index = (guint) (start - text);
  attribute->end_index = (guint) (end - text);
  pango_attr_list_insert (attributes, attribute);
}

/* The colon after the kind's word: the one of a time stands between two digits. */
static const char *
colon_of_kind (const char *text)
{
  const char *colon = strchr (text, ':');

  while (colon != NULL && colon > text && g_ascii_isdigit (colon[-1]) && g_ascii_isdigit (colon[1]))
    colon = strchr (colon + 1, ':');
  return colon;
}

/* The kind's word bold, people and facts in the accent colour. */
static void
mark_words (VigieCommandLine *self, const VigieCommand *command)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *colon = command != NULL && command->kind != VIGIE_ENTRY_NOTE ? colon_of_kind (text) : NULL;
  GdkRGBA accent;

  if (self->long_text != NULL)
    text = "";
  else if (colon != NULL)
    add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, text, colon + 1);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (self->entry), "accent_color", &accent))
    gtk_style_context_get_color (gtk_widget_get_style_context (self->entry), &accent);
  for (const char *at = text; (at = strpbrk (at, "@#")) != NULL;)
    {
      const char *end = at + 1;

      if (*end == '"')
        for (end++; *end != '\0' && *end != '"'; end++)
          ;
      while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > at + 1)
        {
          add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, at, end);
          add_attribute (attributes, pango_attr_foreground_new ((guint16) (accent.red * 65535), (guint16) (accent.green * 65535),
                                                                (guint16) (accent.blue * 65535)), text, at, end);
        }
      at = end;
    }
  gtk_entry_set_attributes (GTK_ENTRY (self->entry), attributes);
}

static void
say_long (VigieCommandLine *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  g_autofree char *count = vigie_text_number (g_utf8_strlen (self->long_text, -1), lang);
  /* Translators: %s is a number of characters, always large. */
  g_autofree char *words = g_strdup_printf (_("A long text of %s characters: Enter records all of it, Backspace gives it up"), count);

  vigie_label_set (self->hint_words, words);
}

static void
show_hint (VigieCommandLine *self, VigieEntryKind kind, const char *problem)
{
  if (problem != NULL)
    vigie_label_set (self->hint_words, problem);
  else if (self->long_text != NULL)
    say_long (self);
  else if (kind == VIGIE_ENTRY_DECISION)
    vigie_label_set (self->hint_words, _("Ctrl Enter: observe, orient, decide, act in four fields"));
  else
    vigie_label_set (self->hint_words, _("decision:  action:  hypothesis:  call:  todo:     −5 or 14:32 time     @ person     # fact"));
  vigie_set_class (GTK_WIDGET (self->hint_words), "late-text", problem != NULL);
  vigie_set_class (self->line, "error", problem != NULL);
  gtk_widget_set_visible (self->hint, self->hint_visible || problem != NULL || self->long_text != NULL);
}

static VigieCommand *
parse (VigieCommandLine *self, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_command_parse (text_of (self), vigie_session_now_usec (session), vigie_session_get_zone (session), error);
}

/* What Enter would record: a fact, a time of the incident's life, or an entry of a kind. */
static const char *
kind_words (const VigieCommand *command, VigieLang lang)
{
  if (command == NULL)
    return vigie_entry_kind_label (VIGIE_ENTRY_NOTE, lang);
  if (command->fact_name != NULL)
    return C_("kind of an entry", "Fact");

  return command->is_milestone ? vigie_milestone_label (command->milestone, lang) : vigie_entry_kind_label (command->kind, lang);
}

static void
echo (VigieCommandLine *self)
{
  VigieSession *session;
  g_autoptr(VigieCommand) command = NULL;
  VigieEntryKind kind = VIGIE_ENTRY_NOTE;
  g_autofree char *when = NULL;
  gint64 now_usec;
  gboolean is_fact;

  if (self->model == NULL)
    return;
  session = vigie_incident_model_get_session (self->model);
  now_usec = vigie_session_now_usec (session);
  command = *text_of (self) != '\0' ? parse (self, NULL) : NULL;
  is_fact = command != NULL && command->fact_name != NULL;
  if (command != NULL)
    kind = command->kind;
  when = vigie_time_format_near (command != NULL ? command->occurred_usec : now_usec, now_usec,
                                 vigie_session_get_zone (session), vigie_session_get_lang (session));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), is_fact ? "vigie-facts-symbolic" : vigie_entry_kind_icon (kind));
  vigie_label_set (self->kind, kind_words (command, vigie_session_get_lang (session)));
  vigie_label_set (self->time, when);
  vigie_entry_kind_set_class (self->icon, kind);
  vigie_entry_kind_set_class (GTK_WIDGET (self->kind), kind);
  vigie_set_class (GTK_WIDGET (self->time), "accent-text", command != NULL && command->time_given);
  vigie_set_class (GTK_WIDGET (self->time), "dim", command == NULL || !command->time_given);
  mark_words (self, command);
  show_hint (self, kind, NULL);
}

static void
keep_soon (VigieCommandLine *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (KEEP_AFTER_MS, keep_cb, self);
}

static void
text_changed_cb (GtkEditable *editable, VigieCommandLine *self)
{
  if (self->model == NULL)
    return;
  echo (self);
  if (self->setting)
    return;
  keep_soon (self);
}

static gboolean
preview_cb (gpointer user_data)
{
  VigieCommandLine *self = user_data;

  self->preview_id = 0;
  show_preview (self);
  keep_soon (self);

  return G_SOURCE_REMOVE;
}

/* Typed, pasted, dropped or put there by an assistive program: all of it passes here before the field cuts it. The
 * field itself changes a moment later, as whoever inserts still holds positions in it. */
static void
insert_cb (GtkEditable *field, const char *text, int length, int *position, VigieCommandLine *self)
{
  const char *now = gtk_editable_get_text (field);
  gsize added = length < 0 ? strlen (text) : (gsize) length;
  const char *at = now;
  GString *whole;

  if (self->setting || self->long_text != NULL || strlen (now) + added <= LONG_BYTES)
    return;
  g_signal_stop_emission_by_name (field, "insert-text");
  for (int i = 0; *at != '\0' && (*position < 0 || i < *position); i++)
    at = g_utf8_next_char (at);
  whole = g_string_new_len (now, at - now);
  g_string_append_len (whole, text, (gssize) added);
  g_string_append (whole, at);
  self->long_text = g_string_free (whole, FALSE);
  self->preview_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, preview_cb, self, NULL);
}

/* Not "changed": the cursor stands behind what was typed only after that. */
static void
cursor_moved_cb (GtkEditable *editable, GParamSpec *pspec, VigieCommandLine *self)
{
  if (self->model != NULL && !self->setting && !self->completing && self->suggestions != NULL)
    vigie_suggestions_update (self->suggestions, self->model);
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
fail (VigieCommandLine *self, const char *message)
{
  show_hint (self, VIGIE_ENTRY_NOTE, message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", message);
}

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  VigieCommandLine *self = submission->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);
  gboolean is_here = self->model != NULL && g_str_equal (vigie_incident_model_get_stream (self->model), submission->stream);

  self->recording = FALSE;
  if (events == NULL)
    {
      if (is_here)
        fail (self, error->message);
    }
  else if (is_here)
    {
      if (g_str_equal (text_of (self), submission->text))
        {
          set_text (self, "");
          keep_now (self);
        }
      if (events->len > 0)
        g_signal_emit (self, signals[RECORDED], 0, ((VigieEvent *) g_ptr_array_index (events, 0))->id);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.announce", "s", _("Recorded"));
    }
  submission_free (submission);
}

static GPtrArray *
make_drafts (VigieCommandLine *self, const VigieCommand *command, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const char *author = vigie_session_get_author (session);

  if (command->fact_name != NULL)
    return vigie_act_fact (vigie_session_get_playbook (session), incident, command->fact_name, command->fact_value,
                           VIGIE_FACT_ESTIMATED, "", vigie_session_get_zone (session), author, command->occurred_usec, error);
  if (command->is_milestone)
    return vigie_act_milestone_told (incident, command->milestone, command->occurred_usec, command->text, author,
                                     vigie_session_now_usec (session), error);

  return vigie_act_log (incident, command->kind, command->text, NULL, author, command->occurred_usec, error);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return *g_strstrip (copy) == '\0';
}

void
vigie_command_line_submit (VigieCommandLine *self)
{
  g_autoptr(VigieCommand) command = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = NULL;
  Submission *submission;

  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  if (self->model == NULL || self->recording || is_blank (text_of (self)))
    return;
  command = parse (self, &error);
  if (command != NULL)
    drafts = make_drafts (self, command, &error);
  if (drafts == NULL)
    {
      fail (self, error->message);
      return;
    }
  submission = g_new0 (Submission, 1);
  submission->self = g_object_ref (self);
  submission->stream = g_strdup (vigie_incident_model_get_stream (self->model));
  submission->text = g_strdup (text_of (self));
  self->recording = TRUE;
  vigie_session_record_async (vigie_incident_model_get_session (self->model), drafts, NULL, recorded_cb, submission);
}

static void
decision_recorded_cb (VigieCommandLine *self)
{
  set_text (self, "");
  keep_now (self);
}

/* What is typed stays here until the four fields are recorded. */
gboolean
vigie_command_line_decide (VigieCommandLine *self)
{
  g_autoptr(VigieCommand) command = self->model != NULL ? parse (self, NULL) : NULL;
  GtkWindow *window;

  if (command == NULL || command->kind != VIGIE_ENTRY_DECISION || self->long_text != NULL)
    return FALSE;
  window = vigie_act_form_decision (GTK_WIDGET (self), self->model, command->text, command->occurred_usec);
  g_signal_connect_object (window, "recorded", G_CALLBACK (decision_recorded_cb), self, G_CONNECT_SWAPPED);

  return TRUE;
}

/* ---- Keys ---- */

static void
activate_cb (GtkEntry *entry, VigieCommandLine *self)
{
  vigie_command_line_submit (self);
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
      {
        gboolean done;

        self->completing = TRUE;
        done = vigie_suggestions_accept (self->suggestions, keyval == GDK_KEY_Tab);
        self->completing = FALSE;
        if (!done)
          vigie_suggestions_hide (self->suggestions);
        return done;
      }
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
  if (control)
    return (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && vigie_command_line_decide (self);
  if (suggestion_key (self, keyval))
    return TRUE;
  if (self->long_text != NULL && (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    {
      set_text (self, "");
      echo (self);
      keep_soon (self);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape || (keyval == GDK_KEY_Up && gtk_editable_get_position (GTK_EDITABLE (self->entry)) == 0))
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
  if (self->keep_id != 0)
    keep_now (self);
}

/* ---- Object ---- */

static gboolean
vigie_command_line_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (VIGIE_COMMAND_LINE (widget)->entry));
}

static void
vigie_command_line_dispose (GObject *object)
{
  VigieCommandLine *self = VIGIE_COMMAND_LINE (object);

  if (self->root != NULL)
    vigie_command_line_set_model (self, NULL);
  g_clear_handle_id (&self->preview_id, g_source_remove);
  g_clear_pointer (&self->long_text, g_free);
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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "command-box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[LEAVE] = g_signal_new ("leave", VIGIE_TYPE_COMMAND_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECORDED] = g_signal_new ("recorded", VIGIE_TYPE_COMMAND_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_echo (VigieCommandLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->icon = vigie_icon_new ("vigie-note-symbolic", NULL);
  self->kind = GTK_LABEL (vigie_label_new (NULL, "strong small"));
  self->time = GTK_LABEL (vigie_label_new (NULL, "small num dim"));
  gtk_label_set_ellipsize (self->kind, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (self->time, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (box, "command-echo");
  gtk_widget_set_margin_top (box, 2);
  gtk_widget_set_margin_bottom (box, 2);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));

  return box;
}

static void
make_entry (VigieCommandLine *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 0);
  vigie_set_accessible_label (self->entry, _("Command line"));
  /* Before the field itself, which would keep Up, Tab and Escape. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text", G_CALLBACK (insert_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self->entry, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
}

static void
make_hint (VigieCommandLine *self)
{
  GtkWidget *escape = vigie_label_new (_("Esc: read the list again"), NULL);

  self->hint = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->hint_words = GTK_LABEL (vigie_label_new (NULL, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint_words), TRUE);
  gtk_widget_add_css_class (self->hint, "command-hint");
  gtk_box_append (GTK_BOX (self->hint), GTK_WIDGET (self->hint_words));
  gtk_box_append (GTK_BOX (self->hint), escape);
}

static void
vigie_command_line_init (VigieCommandLine *self)
{
  self->hint_visible = TRUE;
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  gtk_widget_add_css_class (self->root, "command-bar");
  gtk_widget_add_css_class (self->line, "command-line");
  make_entry (self);
  make_hint (self);
  self->enter_key = vigie_kbd_new (_("↵ note"));
  gtk_box_append (GTK_BOX (self->line), make_echo (self));
  gtk_box_append (GTK_BOX (self->line), self->entry);
  gtk_box_append (GTK_BOX (self->line), self->enter_key);
  gtk_box_append (GTK_BOX (self->root), self->line);
  gtk_box_append (GTK_BOX (self->root), self->hint);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  self->suggestions = vigie_suggestions_new (self->entry);
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
      if (self->keep_id != 0)
        keep_now (self);
      g_signal_handlers_disconnect_by_data (self->model, self);
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
    }
  g_set_object (&self->model, model);
  set_text (self, "");
  if (model == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (model, "tick", G_CALLBACK (tick_cb), self, 0);
  echo (self);
  restore (self);
}

void
vigie_command_line_type (VigieCommandLine *self, const char *text)
{
  int position;

  g_return_if_fail (VIGIE_IS_COMMAND_LINE (self));

  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  /* The beginning of a long text is no place to write. */
  if (text == NULL || self->long_text != NULL)
    return;
  position = (int) g_utf8_strlen (text_of (self), -1);
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
}

void
vigie_command_line_set_hint_visible (VigieCommandLine *self, gboolean visible)
{
  self->hint_visible = visible;
  gtk_widget_set_visible (self->hint, visible);
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
