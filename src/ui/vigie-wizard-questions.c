/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question is current: it takes the digits, and an answer makes the next one current, so that the
 * whole severity is five keys. A percentage given exactly before (12 %) survives as long as its button
 * stays the chosen one; else assessing again would quietly replace it by the button's typical value. */

#include "vigie-wizard-questions.h"

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-wizard-question.h"

#define N_COLUMNS 5
#define FIRST_DIGIT_KEYCODE 10 /* the key "1" on every layout under X11 and Wayland */

struct _VigieWizardQuestions
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GPtrArray *questions; /* VigieWizardQuestion, borrowed from the root */
  VigieAnswers before;  /* what stood when it was opened */
  guint current;
};

G_DEFINE_FINAL_TYPE (VigieWizardQuestions, vigie_wizard_questions, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static VigieWizardQuestion *
question (VigieWizardQuestions *self, guint index)
{
  return g_ptr_array_index (self->questions, index);
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
value_of (VigieWizardQuestions *self, const VigieQuestionDef *def, const VigieAnswerDef *answer)
{
  g_autofree char *before = vigie_answers_get (&self->before, def->id);
  char typical[G_ASCII_DTOSTR_BUF_SIZE];

  if (!def->is_percentage)
    return g_strdup (answer->id);
  if (answer_for (def, before) == answer)
    return g_steal_pointer (&before);

  return g_strdup (g_ascii_dtostr (typical, sizeof typical, answer->typical));
}

void
vigie_wizard_questions_read (VigieWizardQuestions *self, VigieAnswers *answers)
{
  vigie_answers_init (answers);
  for (guint i = 0; i < self->questions->len; i++)
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

void
vigie_wizard_questions_fill (VigieWizardQuestions *self, const VigieAnswers *before)
{
  self->before = *before;
  for (guint i = 0; i < self->questions->len; i++)
    {
      const VigieQuestionDef *def = vigie_wizard_question_get_def (question (self, i));
      g_autofree char *value = vigie_answers_get (&self->before, def->id);

      vigie_wizard_question_set_answer (question (self, i), answer_for (def, value));
    }
}

char **
vigie_wizard_questions_get_open (VigieWizardQuestions *self)
{
  g_autoptr(GStrvBuilder) open = g_strv_builder_new ();

  for (guint i = 0; i < self->questions->len; i++)
    if (vigie_wizard_question_get_answer (question (self, i)) == NULL)
      g_strv_builder_add (open, vigie_wizard_question_get_def (question (self, i))->id);

  return g_strv_builder_end (open);
}

void
vigie_wizard_questions_set_current (VigieWizardQuestions *self, int index)
{
  self->current = (guint) CLAMP (index, 0, (int) self->questions->len - 1);
  for (guint i = 0; i < self->questions->len; i++)
    vigie_wizard_question_set_current (question (self, i), i == self->current);
}

void
vigie_wizard_questions_step (VigieWizardQuestions *self, int step)
{
  vigie_wizard_questions_set_current (self, (int) self->current + step);
  gtk_widget_child_focus (GTK_WIDGET (question (self, self->current)), GTK_DIR_TAB_FORWARD);
}

gboolean
vigie_wizard_questions_press (VigieWizardQuestions *self, guint digit)
{
  return vigie_wizard_question_press (question (self, self->current), digit);
}

gboolean
vigie_wizard_questions_hold (VigieWizardQuestions *self, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

void
vigie_wizard_questions_set_narrow (VigieWizardQuestions *self, gboolean narrow)
{
  for (guint i = 0; i < self->questions->len; i++)
    vigie_wizard_question_set_narrow (question (self, i), narrow);
}

static void
opened_cb (VigieWizardQuestions *self, VigieWizardQuestion *opened)
{
  guint index;

  if (!g_ptr_array_find (self->questions, opened, &index))
    return;
  vigie_wizard_questions_set_current (self, (int) index);
  vigie_wizard_questions_step (self, 0);
}

static void
answered_cb (VigieWizardQuestions *self, VigieWizardQuestion *answered)
{
  guint index;

  if (!g_ptr_array_find (self->questions, answered, &index))
    return;
  vigie_wizard_questions_set_current (self, (int) index);
  if (index + 1 < self->questions->len)
    vigie_wizard_questions_step (self, 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
vigie_wizard_questions_grab_focus (GtkWidget *widget)
{
  vigie_wizard_questions_step (VIGIE_WIZARD_QUESTIONS (widget), 0);

  return TRUE;
}

static void
vigie_wizard_questions_dispose (GObject *object)
{
  VigieWizardQuestions *self = VIGIE_WIZARD_QUESTIONS (object);

  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_wizard_questions_parent_class)->dispose (object);
}

static void
vigie_wizard_questions_class_init (VigieWizardQuestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_questions_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = vigie_wizard_questions_grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_questions_init (VigieWizardQuestions *self)
{
  self->questions = g_ptr_array_new ();
  vigie_answers_init (&self->before);
  self->root = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  vigie_add_classes (self->root, "card");
  gtk_widget_set_overflow (self->root, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

GtkWidget *
vigie_wizard_questions_new (VigieSession *session)
{
  VigieWizardQuestions *self = g_object_new (VIGIE_TYPE_WIZARD_QUESTIONS, NULL);
  GPtrArray *defs = vigie_session_get_playbook (session)->questions;

  for (guint i = 0; i < defs->len; i++)
    {
      GtkWidget *one = vigie_wizard_question_new (g_ptr_array_index (defs, i), i + 1, N_COLUMNS, vigie_session_get_lang (session));

      g_ptr_array_add (self->questions, one);
      g_signal_connect_swapped (one, "answered", G_CALLBACK (answered_cb), self);
      g_signal_connect_swapped (one, "opened", G_CALLBACK (opened_cb), self);
      gtk_box_append (GTK_BOX (self->root), one);
    }

  return GTK_WIDGET (self);
}

int
vigie_wizard_digit (guint keyval, guint keycode)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  if (keycode >= FIRST_DIGIT_KEYCODE && keycode < FIRST_DIGIT_KEYCODE + 10)
    return (int) (keycode - FIRST_DIGIT_KEYCODE + 1) % 10;

  return -1;
}
