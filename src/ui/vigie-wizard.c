/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The severity wizard: title, type, time, five questions; the proposed level stands beside them and changes as
 * one answers. It declares a new incident, or re-assesses one.
 *
 * Keys: digits are taken by key position as well, because on a French keyboard they need Shift. They act only
 * while no text field has the focus; Enter declares from the questions only, never from a field, so that
 * finishing a title cannot declare by accident. */

#include <adwaita.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/random.h>

#include "vigie-id.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"
#include "vigie-widgets.h"
#include "vigie-wizard-body.h"
#include "vigie-wizard-fields.h"
#include "vigie-wizard-question.h"
#include "vigie-wizard-side.h"
#include "vigie-wizard-summary.h"
#include "vigie-wizard-twin.h"

#define WIDE_FROM 1100
#define MIN_WIDTH 600
#define N_QUESTIONS 5
#define N_COLUMNS 5
#define KEEP_PLACE "wizard/title"
#define KEEP_AFTER_MS 300
#define FIRST_DIGIT_KEYCODE 10 /* the key "1" on every layout under X11 and Wayland */

#define VIGIE_TYPE_WIZARD (vigie_wizard_get_type ())
G_DECLARE_FINAL_TYPE (VigieWizard, vigie_wizard, VIGIE, WIZARD, AdwWindow)

struct _VigieWizard
{
  AdwWindow parent_instance;

  /* Owned references */
  VigieSession *session;
  VigieIncidentModel *model; /* NULL: declares */
  GCancellable *cancellable;

  /* Children */
  VigieWizardBody *body;
  VigieWizardFields *fields;
  VigieWizardSide *side;
  GtkWidget *left;
  VigieWizardSummary *summary;
  GtkWidget *questions[N_QUESTIONS];
  VigieWizardTwin *twin;
  GtkLabel *foot_text;
  GtkWidget *hints;
  GtkWidget *declare;
  GtkLabel *declare_label;

  VigieAnswers before; /* what stood when it was opened, with its exact percentages */
  guint current;
  guint keep_source;
  gboolean recording;
};

G_DEFINE_FINAL_TYPE (VigieWizard, vigie_wizard, ADW_TYPE_WINDOW)

static VigieWizardQuestion *
question (VigieWizard *self, guint index)
{
  return VIGIE_WIZARD_QUESTION (self->questions[index]);
}

/* The answer whose range or word holds what was answered before. */
static const VigieAnswerDef *
answer_for (const VigieQuestionDef *def, const char *value)
{
  double percent = g_ascii_strtod (value, NULL);

  for (guint i = 0; i < def->answers->len; i++)
    {
      const VigieAnswerDef *answer = g_ptr_array_index (def->answers, i);

      if (g_str_equal (answer->id, value))
        return answer;
      if (!def->is_percentage || !answer->has_range || g_str_equal (value, "unknown"))
        continue;
      if ((answer->above_excluded ? percent > answer->at_least : percent >= answer->at_least) &&
          (answer->below_excluded ? percent < answer->at_most : percent <= answer->at_most))
        return answer;
    }

  return NULL;
}

/* What a button stands for: the exact percentage given before while the button is the same, else a typical one. */
static char *
value_of (VigieWizard *self, const VigieQuestionDef *def, const VigieAnswerDef *answer)
{
  g_autofree char *before = vigie_answers_get (&self->before, def->id);
  char typical[G_ASCII_DTOSTR_BUF_SIZE];

  if (!def->is_percentage)
    return g_strdup (answer->id);
  if (answer_for (def, before) == answer)
    return g_steal_pointer (&before);

  return g_strdup (g_ascii_dtostr (typical, sizeof typical, answer->typical));
}

static void
read_answers (VigieWizard *self, VigieAnswers *answers)
{
  vigie_answers_init (answers);
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      const VigieAnswerDef *answer = vigie_wizard_question_get_answer (question (self, i));
      const VigieQuestionDef *def = vigie_wizard_question_get_def (question (self, i));
      g_autofree char *value = NULL;

      if (answer == NULL || g_str_equal (answer->id, "unknown"))
        continue;
      value = value_of (self, def, answer);
      /* The words come from the playbook, so they are always accepted. */
      vigie_answers_set (answers, def->id, value, NULL);
    }
}

static guint
count_open (VigieWizard *self)
{
  guint n = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    n += vigie_wizard_question_get_answer (question (self, i)) == NULL;

  return n;
}

/* Why the button cannot be pressed, or NULL when it can. */
static const char *
obstacle (VigieWizard *self)
{
  g_autofree char *title = g_strstrip (g_strdup (self->model != NULL ? "x" : vigie_wizard_fields_get_title (self->fields)));

  if (*title == '\0')
    return _("A title is missing.");
  if (self->model == NULL && vigie_wizard_fields_get_detected_usec (self->fields) == VIGIE_TIME_NONE)
    return _("The time of detection is missing.");
  if (vigie_wizard_side_get_level (self->side) == VIGIE_LEVEL_NONE)
    return _("No level yet: answer a question, or choose one with F2.");
  if (vigie_wizard_side_is_other (self->side) && *vigie_wizard_side_get_reason (self->side) == '\0')
    return _("Another level needs a reason.");

  return NULL;
}

static void
show_foot (VigieWizard *self)
{
  const char *why_not = obstacle (self);
  VigieLevel level = vigie_wizard_side_get_level (self->side);
  guint n_open = count_open (self);
  g_autofree char *left = g_strdup_printf (ngettext ("%u question left; you can declare without it.", "%u questions left; you can declare without them.", n_open), n_open);
  const char *word = level != VIGIE_LEVEL_NONE ? vigie_level_to_word (level) : "";
  g_autofree char *act = self->model != NULL ? g_strdup_printf (_("Record %s"), word) : g_strdup_printf (_("Declare %s"), word);

  gtk_label_set_text (self->foot_text, why_not != NULL ? why_not : n_open > 0 && self->model == NULL ? left : "");
  gtk_label_set_text (self->declare_label, g_strchomp (act));
  vigie_set_accessible_label (self->declare, act);
  gtk_widget_set_sensitive (self->declare, why_not == NULL && !self->recording);
  vigie_set_class (self->declare, "destructive-action", level == VIGIE_LEVEL_P1 && self->model == NULL);
  vigie_set_class (self->declare, "suggested-action", level != VIGIE_LEVEL_P1 || self->model != NULL);
}

static const char *
current_type (VigieWizard *self)
{
  if (self->model != NULL)
    return vigie_incident_model_get_incident (self->model)->type;

  return vigie_wizard_fields_get_type_id (self->fields);
}

static gint64
detected_usec (VigieWizard *self)
{
  if (self->model != NULL)
    return vigie_incident_model_get_incident (self->model)->milestones[VIGIE_MILESTONE_DETECTED];

  return vigie_wizard_fields_get_detected_usec (self->fields);
}

static void
assess (VigieWizard *self)
{
  VigiePlaybook *playbook = vigie_session_get_playbook (self->session);
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autoptr(VigieAssessment) assessment = NULL;
  g_autofree char *difference = NULL;
  VigieAnswers answers;

  read_answers (self, &answers);
  assessment = vigie_severity_assess (playbook, &answers, current_type (self), lang);
  if (self->model != NULL)
    difference = vigie_answers_difference (playbook, &vigie_incident_model_get_incident (self->model)->answers, &answers, lang);
  vigie_wizard_side_show (self->side, assessment, &answers, current_type (self), detected_usec (self), self->model != NULL, difference);
  vigie_wizard_summary_show (self->summary, assessment, vigie_wizard_side_get_level (self->side));
  show_foot (self);
}

static void
set_current (VigieWizard *self, guint index)
{
  self->current = MIN (index, N_QUESTIONS - 1);
  for (guint i = 0; i < N_QUESTIONS; i++)
    vigie_wizard_question_set_current (question (self, i), i == self->current);
}

static void
focus_question (VigieWizard *self, guint index)
{
  set_current (self, index);
  gtk_widget_child_focus (self->questions[self->current], GTK_DIR_TAB_FORWARD);
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
  if (events == NULL)
    {
      show_foot (self);
      gtk_label_set_text (self->foot_text, error->message);
      return;
    }
  g_clear_handle_id (&self->keep_source, g_source_remove);
  vigie_store_thread_keep_text (vigie_session_get_store (self->session), KEEP_PLACE, NULL);
  open_incident (self, ((VigieEvent *) g_ptr_array_index (events, 0))->stream);
}

static gboolean
new_incident_id (VigieWizard *self, char **id, GError **error)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  if (getrandom (random, sizeof random, 0) != (ssize_t) sizeof random)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  *id = vigie_id_new (vigie_session_now_usec (self->session), random);

  return TRUE;
}

static GPtrArray *
declaration_drafts (VigieWizard *self, GError **error)
{
  VigieDeclaration declaration = { 0 };
  g_autofree char *id = NULL;

  if (!new_incident_id (self, &id, error))
    return NULL;
  read_answers (self, &declaration.answers);
  declaration.title = vigie_wizard_fields_get_title (self->fields);
  declaration.type = vigie_wizard_fields_get_type_id (self->fields);
  declaration.level = vigie_wizard_side_get_level (self->side);
  declaration.reason = vigie_wizard_side_get_reason (self->side);
  declaration.started_usec = VIGIE_TIME_NONE;
  declaration.detected_usec = vigie_wizard_fields_get_detected_usec (self->fields);
  declaration.declared_usec = vigie_session_now_usec (self->session);
  declaration.incident_id = id;

  return vigie_act_declare (vigie_session_get_playbook (self->session), &declaration, vigie_session_get_author (self->session), error);
}

static GPtrArray *
assessment_drafts (VigieWizard *self, GError **error)
{
  VigieAnswers answers;

  read_answers (self, &answers);

  return vigie_act_assess (vigie_session_get_playbook (self->session), vigie_incident_model_get_incident (self->model), &answers,
                           vigie_wizard_side_get_level (self->side), vigie_wizard_side_get_reason (self->side),
                           vigie_session_get_author (self->session), vigie_session_now_usec (self->session), error);
}

static void
declare (VigieWizard *self)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts;

  if (obstacle (self) != NULL || self->recording)
    return;
  drafts = self->model != NULL ? assessment_drafts (self, &error) : declaration_drafts (self, &error);
  if (drafts == NULL)
    {
      gtk_label_set_text (self->foot_text, error->message);
      return;
    }
  self->recording = TRUE;
  gtk_widget_set_sensitive (self->declare, FALSE);
  vigie_session_record_async (self->session, drafts, self->cancellable, declared_cb, g_object_ref (self));
}

static gboolean
keep_title (gpointer user_data)
{
  VigieWizard *self = user_data;
  const char *title = vigie_wizard_fields_get_title (self->fields);

  self->keep_source = 0;
  vigie_store_thread_keep_text (vigie_session_get_store (self->session), KEEP_PLACE, *title != '\0' ? title : NULL);

  return G_SOURCE_REMOVE;
}

static void
fields_changed_cb (VigieWizard *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->keep_source = g_timeout_add (KEEP_AFTER_MS, keep_title, self);
  vigie_wizard_twin_look_for (self->twin, vigie_wizard_fields_get_title (self->fields), vigie_wizard_fields_get_type_id (self->fields));
  assess (self);
}

static void
kept_title_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieWizard) self = user_data;
  /* Without the kept title one types it again: no reason to say anything. */
  g_autofree char *title = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);

  if (title != NULL && self->fields != NULL && *vigie_wizard_fields_get_title (self->fields) == '\0')
    vigie_wizard_fields_set_title (self->fields, title);
}

static void
fields_finished_cb (VigieWizard *self)
{
  focus_question (self, 0);
}

static void
answered_cb (VigieWizard *self, VigieWizardQuestion *answered)
{
  guint index = 0;

  while (index < N_QUESTIONS - 1 && self->questions[index] != GTK_WIDGET (answered))
    index++;
  if (index + 1 < N_QUESTIONS)
    focus_question (self, index + 1);
  else
    set_current (self, index);
  assess (self);
}

static void
opened_cb (VigieWizard *self, VigieWizardQuestion *opened)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    if (self->questions[i] == GTK_WIDGET (opened))
      focus_question (self, i);
}

/* In the narrow form the side column takes the place of the questions while another level is chosen. */
static void
show_side (VigieWizard *self, gboolean instead)
{
  gboolean narrow = vigie_wizard_body_is_narrow (self->body);

  gtk_widget_set_visible (GTK_WIDGET (self->side), !narrow || instead);
  gtk_widget_set_visible (self->left, !narrow || !instead);
  gtk_widget_set_hexpand (GTK_WIDGET (self->side), narrow);
}

static void
narrow_cb (VigieWizard *self)
{
  gboolean narrow = vigie_wizard_body_is_narrow (self->body);

  show_side (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), narrow);
  gtk_widget_set_visible (self->hints, !narrow);
  for (guint i = 0; i < N_QUESTIONS; i++)
    vigie_wizard_question_set_narrow (question (self, i), narrow);
}

/* The digit of a key by value, or by position on layouts that need Shift; -1 if it is none. */
static int
digit_of (guint keyval, guint keycode)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  if (keycode >= FIRST_DIGIT_KEYCODE && keycode < FIRST_DIGIT_KEYCODE + 10)
    return (int) (keycode - FIRST_DIGIT_KEYCODE + 1) % 10;

  return -1;
}

static void
focus_other (VigieWizard *self)
{
  show_side (self, TRUE);
  vigie_wizard_side_focus_other (self->side);
}

static gboolean
is_in_questions (VigieWizard *self, GtkWidget *focus)
{
  for (guint i = 0; focus != NULL && i < N_QUESTIONS; i++)
    if (focus == self->questions[i] || gtk_widget_is_ancestor (focus, self->questions[i]))
      return TRUE;

  return FALSE;
}

static gboolean
enter_pressed (VigieWizard *self, GtkWidget *focus)
{
  if (self->model == NULL && vigie_wizard_fields_advance (self->fields, focus))
    return TRUE;
  if (GTK_IS_EDITABLE (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->side)))
    {
      show_side (self, FALSE);
      focus_question (self, self->current);
      return TRUE;
    }
  if (!is_in_questions (self, focus))
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
  if (self->model == NULL && vigie_wizard_fields_press (self->fields, focus, (guint) digit))
    return TRUE;

  return is_in_questions (self, focus) && vigie_wizard_question_press (question (self, self->current), (guint) digit);
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
  if (digit_pressed (self, focus, digit_of (keyval, keycode)))
    return GDK_EVENT_STOP;
  if (!is_in_questions (self, focus) || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  focus_question (self, keyval == GDK_KEY_Up ? (self->current > 0 ? self->current - 1 : 0) : self->current + 1);

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
      focus_question (self, self->current);
    }

  return TRUE;
}

static GtkWidget *
head_new (VigieWizard *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GTimeZone *zone = vigie_session_get_zone (self->session);
  g_autofree char *now = vigie_time_format_full (vigie_session_now_usec (self->session), zone, vigie_session_get_lang (self->session));

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Cancel")));
  /* Translators: the Escape key as it is printed on keyboards. */
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("Esc")));
  gtk_button_set_child (GTK_BUTTON (cancel), box);
  vigie_set_accessible_label (cancel, _("Cancel"));
  gtk_widget_add_css_class (cancel, "flat");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), vigie_label_new (now, "dim header-time num plain"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (gtk_window_get_title (GTK_WINDOW (self)), NULL));

  return bar;
}

static GtkWidget *
questions_new (VigieWizard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GPtrArray *defs = vigie_session_get_playbook (self->session)->questions;
  guint number = 0;

  vigie_add_classes (box, "card");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  for (guint i = 0; i < defs->len && number < N_QUESTIONS; i++)
    {
      GtkWidget *one = vigie_wizard_question_new (g_ptr_array_index (defs, i), number + 1, N_COLUMNS, vigie_session_get_lang (self->session));

      self->questions[number++] = one;
      g_signal_connect_swapped (one, "answered", G_CALLBACK (answered_cb), self);
      g_signal_connect_swapped (one, "opened", G_CALLBACK (opened_cb), self);
      gtk_box_append (GTK_BOX (box), one);
    }

  return box;
}

static GtkWidget *
left_new (VigieWizard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (self->model == NULL)
    {
      self->fields = VIGIE_WIZARD_FIELDS (vigie_wizard_fields_new (self->session));
      g_signal_connect_swapped (self->fields, "finished", G_CALLBACK (fields_finished_cb), self);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
    }
  gtk_box_append (GTK_BOX (box), questions_new (self));
  self->twin = VIGIE_WIZARD_TWIN (vigie_wizard_twin_new (self->session));
  g_signal_connect_swapped (self->twin, "open", G_CALLBACK (open_incident), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twin));
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_widget_set_margin_top (box, 16);
  gtk_widget_set_margin_bottom (box, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_hexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
hints_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), vigie_label_new (_("One key an answer; the next one opens by itself."), "dim caption"));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new ("1 … 4"));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("0 unknown")));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("↑ ↓ revise")));

  return box;
}

static GtkWidget *
foot_new (VigieWizard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = vigie_label_new ("", "dim caption");

  self->hints = hints_new ();
  self->foot_text = GTK_LABEL (text);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 1);
  self->declare = gtk_button_new ();
  self->declare_label = GTK_LABEL (gtk_label_new (""));
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-beacon-symbolic", NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->declare_label));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("Enter")));
  gtk_button_set_child (GTK_BUTTON (self->declare), box);
  vigie_add_classes (self->declare, "stress");
  gtk_widget_set_valign (self->declare, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->declare, "clicked", G_CALLBACK (declare), self);
  vigie_add_classes (row, "foot-bar");
  gtk_box_append (GTK_BOX (row), self->hints);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), self->declare);

  return row;
}

static void
build (VigieWizard *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->side = VIGIE_WIZARD_SIDE (vigie_wizard_side_new (self->session));
  self->left = left_new (self);
  gtk_box_append (GTK_BOX (columns), self->left);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->side));
  self->body = VIGIE_WIZARD_BODY (vigie_wizard_body_new (columns, WIDE_FROM, MIN_WIDTH));
  gtk_widget_set_vexpand (GTK_WIDGET (self->body), TRUE);
  self->summary = VIGIE_WIZARD_SUMMARY (vigie_wizard_summary_new (vigie_session_get_playbook (self->session), vigie_session_get_lang (self->session)));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
  g_signal_connect_swapped (self->summary, "other", G_CALLBACK (focus_other), self);
  gtk_box_append (GTK_BOX (all), head_new (self));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->body));
  gtk_box_append (GTK_BOX (all), foot_new (self));
  adw_window_set_content (ADW_WINDOW (self), all);

  g_signal_connect_swapped (self->side, "level-changed", G_CALLBACK (assess), self);
  g_signal_connect_swapped (self->body, "notify::narrow", G_CALLBACK (narrow_cb), self);
  if (self->fields != NULL)
    g_signal_connect_swapped (self->fields, "changed", G_CALLBACK (fields_changed_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
fill_answers (VigieWizard *self)
{
  self->before = vigie_incident_model_get_incident (self->model)->answers;
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      const VigieQuestionDef *def = vigie_wizard_question_get_def (question (self, i));
      g_autofree char *value = vigie_answers_get (&self->before, def->id);

      vigie_wizard_question_set_answer (question (self, i), answer_for (def, value));
    }
}

static void
vigie_wizard_dispose (GObject *object)
{
  VigieWizard *self = VIGIE_WIZARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->fields = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_object (&self->session);

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
  vigie_answers_init (&self->before);
}

void
vigie_wizard_fill (GtkWindow *wizard, const char *title, const char *type, const char *time, const char *keys)
{
  VigieWizard *self = VIGIE_WIZARD (wizard);
  guint index = 0;

  g_return_if_fail (self->fields != NULL);

  vigie_wizard_fields_set_title (self->fields, title);
  vigie_wizard_fields_set_type_id (self->fields, type);
  vigie_wizard_fields_set_time_text (self->fields, time);
  for (const char *key = keys; *key != '\0' && index < N_QUESTIONS; key++)
    vigie_wizard_question_press (question (self, index++), (guint) (*key - '0'));
  focus_question (self, MIN (index, N_QUESTIONS - 1));
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

  self->session = g_object_ref (session);
  g_set_object (&self->model, model);
  gtk_window_set_title (GTK_WINDOW (self), model != NULL ? _("Assess the severity again") : _("Declare an incident"));
  build (self);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? width : 1280, height > 0 ? height : 800);
  if (model != NULL)
    fill_answers (self);
  else
    vigie_store_thread_kept_text_async (vigie_session_get_store (session), KEEP_PLACE, self->cancellable, kept_title_cb, g_object_ref (self));
  assess (self);
  gtk_window_present (GTK_WINDOW (self));
  if (model != NULL)
    focus_question (self, 0);
  else
    {
      set_current (self, 0);
      gtk_widget_grab_focus (GTK_WIDGET (self->fields));
    }

  return GTK_WINDOW (self);
}
