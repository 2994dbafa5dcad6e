/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check-in: who answered and how they are, one line per holder of a post. Nobody is presumed
 * well: a line without an answer is recorded as "no answer". Keys 1, 2, 3 and 0 answer for the line
 * that has the focus and go to the next, so that a round of six takes six keys; they are taken from
 * the key's place on the keyboard, because digits need Shift on a French one. */

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-act-form-private.h"
#include "vigie-text.h"
#include "vigie-text-ui.h"

#define KEYCODE_1 10
#define KEYCODE_0 19
#define N_ANSWERS 4

static const char *const states[N_ANSWERS] = { "fit", "tired", "relieve", "no-answer" };

typedef struct
{
  char *post;
  char *person;
  GtkWidget *buttons[N_ANSWERS];
} Line;

typedef struct
{
  VigieActForm form; /* first: the other ways look it up */
  GPtrArray *lines;  /* Line */
  GtkWidget *note;
} Round;

static void
line_free (Line *line)
{
  g_free (line->post);
  g_free (line->person);
  g_free (line);
}

static void
round_free (Round *round)
{
  vigie_act_form_clear (&round->form);
  g_ptr_array_unref (round->lines);
  g_free (round);
}

static void
answer_free (VigieCheckInAnswer *answer)
{
  g_free (answer->post);
  g_free (answer->person);
  g_free (answer->state);
  g_free (answer);
}

static GPtrArray *
check_in_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Round *round = data;
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);

  for (guint i = 0; i < round->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (round->lines, i);
      VigieCheckInAnswer *answer = g_new0 (VigieCheckInAnswer, 1);
      guint chosen = N_ANSWERS - 1;

      for (guint b = 0; b < N_ANSWERS; b++)
        if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (line->buttons[b])))
          chosen = b;
      answer->post = g_strdup (line->post);
      answer->person = g_strdup (line->person);
      answer->state = g_strdup (states[chosen]);
      g_ptr_array_add (answers, answer);
    }

  return vigie_act_check_in (vigie_act_form_incident (window), answers, gtk_editable_get_text (GTK_EDITABLE (round->note)),
                             vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, Line *line)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  int answer = -1;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keycode >= KEYCODE_1 && keycode < KEYCODE_1 + 3)
    answer = (int) keycode - KEYCODE_1;
  else if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_3)
    answer = (int) (keyval - GDK_KEY_KP_1);
  else if (keycode == KEYCODE_0 || keyval == GDK_KEY_KP_0)
    answer = N_ANSWERS - 1;
  if (answer < 0)
    return FALSE;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (line->buttons[answer]), TRUE);
  row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)));

  return TRUE;
}

static GtkWidget *
answer_button (const char *word, const char *key, GtkWidget *group)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (word));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (key));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));

  return button;
}

static void
add_answers (GtkWidget *row, Line *line)
{
  const char *const words[N_ANSWERS] = { C_("state of a person", "Fit"), C_("state of a person", "Tired"),
                                         C_("state of a person", "To relieve"), _("No answer") };
  const char *const keys[N_ANSWERS] = { "1", "2", "3", "0" };

  for (guint b = 0; b < N_ANSWERS; b++)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", line->person, words[b]);

      line->buttons[b] = answer_button (words[b], keys[b], b > 0 ? line->buttons[0] : NULL);
      vigie_set_accessible_label (line->buttons[b], name);
      gtk_box_append (GTK_BOX (row), line->buttons[b]);
    }
}

static void
add_line (VigieActWindow *window, Round *round, GtkWidget *list, const VigieHolding *holding)
{
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));
  const VigiePostDef *post = vigie_playbook_post (vigie_session_get_playbook (session), holding->post);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0); /* spacing is the stylesheet's */
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  Line *line = g_new0 (Line, 1);

  line->post = g_strdup (holding->post);
  line->person = g_strdup (holding->person);
  g_ptr_array_add (round->lines, line);
  gtk_box_append (GTK_BOX (names), vigie_label_new (post != NULL ? vigie_text_get (&post->title, vigie_session_get_lang (session)) : holding->post, "dim small"));
  gtk_box_append (GTK_BOX (names), vigie_label_new (holding->person, "strong"));
  gtk_widget_set_hexpand (names, TRUE);
  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), names);
  add_answers (row, line);
  gtk_widget_add_css_class (row, "card-row");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), line);
  gtk_widget_add_controller (row, keys);
  gtk_box_append (GTK_BOX (list), row);
}

/* A person who holds two posts is asked once. */
static gboolean
is_asked (Round *round, const char *person)
{
  for (guint i = 0; i < round->lines->len; i++)
    if (g_strcmp0 (((const Line *) g_ptr_array_index (round->lines, i))->person, person) == 0)
      return TRUE;

  return FALSE;
}

/**
 * vigie_act_form_check_in:
 * @obligation: (nullable): the clock it keeps; borrowed for the call only.
 *
 * Asks how each present holder is.
 */
void
vigie_act_form_check_in (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Run check-in"),
                                                 _("Ask each person aloud. 1, 2, 3 or 0 answers and goes to the next."));
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Round *round = g_new0 (Round, 1);

  vigie_act_form_init (&round->form, model, obligation);
  round->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  gtk_widget_add_css_class (list, "card-list");
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec == VIGIE_TIME_NONE && !is_asked (round, holding->person))
        add_line (window, round, list, holding);
    }
  if (round->lines->len > 0)
    vigie_act_window_add (window, list);
  else
    vigie_act_window_add (window, vigie_paragraph_new (_("Nobody holds a post yet: assign the posts first (page Roster)."), "soon-text"));
  round->note = vigie_act_window_add_entry (window, _("What was said (not required)"), NULL);
  vigie_act_window_set_scrolls (window);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, -1);
  vigie_act_window_set_act (window, _("Record the check-in"), check_in_drafts, round, (GDestroyNotify) round_free);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
  if (round->lines->len > 0)
    gtk_widget_grab_focus (((const Line *) g_ptr_array_index (round->lines, 0))->buttons[0]);
}
