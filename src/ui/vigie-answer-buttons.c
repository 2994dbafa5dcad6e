/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-answer-buttons.h"

#include <glib/gi18n-lib.h>

#include "vigie-check-in-words.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieAnswerButtons
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *buttons[VIGIE_N_ANSWERS];
  char *person;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (VigieAnswerButtons, vigie_answer_buttons, GTK_TYPE_WIDGET)

enum { ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
toggled_cb (VigieAnswerButtons *self, GtkToggleButton *button)
{
  if (self->is_updating || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, signals[ANSWERED], 0, vigie_check_in_answers[i]);
}

void
vigie_answer_buttons_set_state (VigieAnswerButtons *self, const char *state)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), g_strcmp0 (state, vigie_check_in_answers[i]) == 0);
  self->is_updating = FALSE;
}

void
vigie_answer_buttons_set_person (VigieAnswerButtons *self, const char *person)
{
  if (g_strcmp0 (self->person, person) == 0)
    return;
  g_free (self->person);
  self->person = g_strdup (person);
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    {
      /* Translators: a post or a fact, and who holds it or how it is. */
      g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), person, vigie_check_in_label (vigie_check_in_answers[i]));

      vigie_set_accessible_label (self->buttons[i], name);
    }
}

/* The last is what is recorded anyway: a mark is enough, and leaves room for the name. */
static GtkWidget *
button_new (guint index)
{
  static const char *const keys[VIGIE_N_ANSWERS] = { "1", "2", "3", "0" };
  const char *words = vigie_check_in_label (vigie_check_in_answers[index]);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_box_append (GTK_BOX (box), index < VIGIE_N_ANSWERS - 1 ? gtk_label_new (words) : vigie_icon_new (vigie_check_in_icon ("no-answer"), NULL));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (keys[index]));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "compact");
  vigie_set_tooltip (button, words);
  vigie_set_accessible_label (button, words);

  return button;
}

static void
dispose (GObject *object)
{
  VigieAnswerButtons *self = VIGIE_ANSWER_BUTTONS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->person, g_free);
  G_OBJECT_CLASS (vigie_answer_buttons_parent_class)->dispose (object);
}

static void
vigie_answer_buttons_class_init (VigieAnswerButtonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_answer_buttons_init (VigieAnswerButtons *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < VIGIE_N_ANSWERS; i++)
    {
      self->buttons[i] = button_new (i);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[i]), GTK_TOGGLE_BUTTON (self->buttons[0]));
      g_signal_connect_swapped (self->buttons[i], "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self->box), self->buttons[i]);
    }
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_answer_buttons_new (void)
{
  return g_object_new (VIGIE_TYPE_ANSWER_BUTTONS, NULL);
}
