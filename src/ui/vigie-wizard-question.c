/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question keeps its own answer and draws it twice: as pressed buttons, and as one folded line for the
 * narrow form. The two live in a stack so that folding never rebuilds anything. */

#include "vigie-wizard-question.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieWizardQuestion
{
  GtkWidget parent_instance;

  /* Borrowed references */
  const VigieQuestionDef *question;
  const VigieAnswerDef *answer;

  /* Children */
  GtkWidget *stack;
  GtkWidget *grid;
  GtkWidget *buttons[8];
  GtkLabel *verdict;
  GtkLabel *folded_answer;
  GtkLabel *folded_verdict;

  VigieLang lang;
  gboolean current;
  gboolean narrow;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (VigieWizardQuestion, vigie_wizard_question, GTK_TYPE_WIDGET)

enum { ANSWERED, OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_unknown (const VigieAnswerDef *answer)
{
  return g_str_equal (answer->id, "unknown");
}

/* The key of an answer: 1, 2, … and 0 for unknown. */
static guint
key_of (VigieWizardQuestion *self, guint index)
{
  return is_unknown (g_ptr_array_index (self->question->answers, index)) ? 0 : index + 1;
}

static const char *
verdict_text (VigieWizardQuestion *self)
{
  const VigieAnswerDef *answer = self->answer;

  if (answer == NULL)
    return "…";
  if (answer->forces_p1)
    return "P1";
  if (answer->level != VIGIE_LEVEL_NONE)
    return vigie_level_to_word (answer->level);
  if (is_unknown (answer))
    return "—";

  return answer->shift < 0 ? "− 1" : answer->shift > 0 ? "+ 1" : "=";
}

static void
set_verdict (VigieWizardQuestion *self, GtkLabel *label)
{
  const VigieAnswerDef *answer = self->answer;
  VigieLevel level = answer == NULL ? VIGIE_LEVEL_NONE : answer->forces_p1 ? VIGIE_LEVEL_P1 : answer->level;

  vigie_label_set (label, verdict_text (self));
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    {
      g_autofree char *css_class = g_strdup_printf ("level-p%u", i);

      vigie_set_class (GTK_WIDGET (label), css_class, i == level);
    }
}

static void
update (VigieWizardQuestion *self)
{
  gboolean folded = self->narrow && !self->current;

  self->updating = TRUE;
  for (guint i = 0; i < self->question->answers->len; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]),
                                  g_ptr_array_index (self->question->answers, i) == (gpointer) self->answer);
  self->updating = FALSE;
  set_verdict (self, self->verdict);
  set_verdict (self, self->folded_verdict);
  vigie_label_set (self->folded_answer, self->answer != NULL ? vigie_text_get (&self->answer->label, self->lang) : "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), folded ? "folded" : "open");
  vigie_set_class (GTK_WIDGET (self), "current", self->current);
  vigie_set_class (GTK_WIDGET (self), "answered", self->answer != NULL);
  vigie_set_class (GTK_WIDGET (self), "folded", folded);
}

static void
toggled_cb (VigieWizardQuestion *self, GtkToggleButton *button)
{
  if (self->updating)
    return;
  for (guint i = 0; i < self->question->answers->len; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      self->answer = g_ptr_array_index (self->question->answers, i);
  update (self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
folded_clicked_cb (VigieWizardQuestion *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static GtkWidget *
answer_button_new (VigieWizardQuestion *self, guint index)
{
  const VigieAnswerDef *answer = g_ptr_array_index (self->question->answers, index);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *key = g_strdup_printf ("%u", key_of (self, index));
  g_autofree char *name = g_strdup_printf ("%s : %s", vigie_text_get (&self->question->title, self->lang), vigie_text_get (&answer->label, self->lang));

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (vigie_text_get (&answer->label, self->lang)));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  gtk_widget_set_hexpand (button, TRUE);
  vigie_set_accessible_label (button, name);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);

  return button;
}

static GtkWidget *
head_new (VigieWizardQuestion *self, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *hint = vigie_label_new (vigie_text_get (&self->question->hint, self->lang), "question-hint");

  gtk_box_append (GTK_BOX (box), vigie_label_new (text, "question-number"));
  gtk_box_append (GTK_BOX (box), vigie_label_new (vigie_text_get (&self->question->title, self->lang), "strong"));
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static GtkLabel *
verdict_new (GtkWidget *box)
{
  GtkWidget *arrow = vigie_label_new ("→", "dim");
  GtkWidget *verdict = gtk_label_new ("");

  gtk_widget_add_css_class (verdict, "question-verdict");
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), verdict);

  return GTK_LABEL (verdict);
}

static GtkWidget *
open_form_new (VigieWizardQuestion *self, guint number, guint columns)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 7);
  gtk_widget_set_hexpand (grid, TRUE);
  self->grid = grid;
  for (guint i = 0; i < columns; i++)
    if (i < self->question->answers->len)
      {
        self->buttons[i] = answer_button_new (self, i);
        gtk_grid_attach (GTK_GRID (grid), self->buttons[i], (int) i, 0, 1, 1);
      }
    else
      gtk_grid_attach (GTK_GRID (grid), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), (int) i, 0, 1, 1);
  gtk_box_append (GTK_BOX (row), grid);
  self->verdict = verdict_new (row);
  gtk_widget_set_valign (form, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (form), head_new (self, number));
  gtk_box_append (GTK_BOX (form), row);

  return form;
}

static GtkWidget *
folded_form_new (VigieWizardQuestion *self, guint number)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *title = vigie_label_new (vigie_text_get (&self->question->title, self->lang), NULL);
  GtkWidget *answer = vigie_label_new ("", "strong");
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row), vigie_label_new (text, "question-number"));
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), answer);
  self->folded_answer = GTK_LABEL (answer);
  self->folded_verdict = verdict_new (row);
  g_signal_connect_swapped (click, "released", G_CALLBACK (folded_clicked_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));

  return row;
}

static void
vigie_wizard_question_dispose (GObject *object)
{
  VigieWizardQuestion *self = VIGIE_WIZARD_QUESTION (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_wizard_question_parent_class)->dispose (object);
}

static void
vigie_wizard_question_class_init (VigieWizardQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_question_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "question");
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_question_init (VigieWizardQuestion *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "question");
}

GtkWidget *
vigie_wizard_question_new (const VigieQuestionDef *question, guint number, guint columns, VigieLang lang)
{
  VigieWizardQuestion *self = g_object_new (VIGIE_TYPE_WIZARD_QUESTION, NULL);

  g_return_val_if_fail (question->answers->len <= G_N_ELEMENTS (self->buttons), NULL);

  self->question = question;
  self->lang = lang;
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), open_form_new (self, number, columns), "open");
  gtk_stack_add_named (GTK_STACK (self->stack), folded_form_new (self, number), "folded");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  update (self);

  return GTK_WIDGET (self);
}

const VigieQuestionDef *
vigie_wizard_question_get_def (VigieWizardQuestion *self)
{
  return self->question;
}

const VigieAnswerDef *
vigie_wizard_question_get_answer (VigieWizardQuestion *self)
{
  return self->answer;
}

void
vigie_wizard_question_set_answer (VigieWizardQuestion *self, const VigieAnswerDef *answer)
{
  self->answer = answer;
  update (self);
}

gboolean
vigie_wizard_question_press (VigieWizardQuestion *self, guint key)
{
  for (guint i = 0; i < self->question->answers->len; i++)
    if (key_of (self, i) == key)
      {
        self->answer = g_ptr_array_index (self->question->answers, i);
        update (self);
        g_signal_emit (self, signals[ANSWERED], 0);
        return TRUE;
      }

  return FALSE;
}

void
vigie_wizard_question_set_current (VigieWizardQuestion *self, gboolean current)
{
  self->current = current;
  update (self);
}

/* Five columns of one width line up in the wide form; the narrow one has the room for the words alone,
 * and at its narrowest cuts them. */
static void
narrow_grid (VigieWizardQuestion *self, gboolean narrow)
{
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), !narrow);
  for (GtkWidget *cell = gtk_widget_get_first_child (self->grid); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *words;

      if (!GTK_IS_BUTTON (cell))
        {
          gtk_widget_set_visible (cell, !narrow);
          continue;
        }
      words = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (cell)));
      gtk_label_set_ellipsize (GTK_LABEL (words), narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      vigie_set_tooltip (cell, narrow ? gtk_label_get_text (GTK_LABEL (words)) : NULL);
    }
}

void
vigie_wizard_question_set_narrow (VigieWizardQuestion *self, gboolean narrow)
{
  self->narrow = narrow;
  narrow_grid (self, narrow);
  update (self);
}
