/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A card tells its way: each state with who and when and what was tried, the latest first. What was tried is asked with
 * the new state, in one go: a cause "confirmed" without a word of how is worth
 * nothing the next morning. The sentence may stay empty, since at three in the morning a state without a
 * reason is still better than no state. */

#include "vigie-hypothesis-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieHypothesisCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *tag;
  GtkWidget *time;
  GtkWidget *toggle;
  GtkWidget *text;
  GtkWidget *marks; /* each state it was in: when, who, what was tried */
  GtkWidget *form;
  GtkWidget *entry;
  GtkWidget *error;
  GtkWidget *buttons[VIGIE_HYPOTHESIS_CONFIRMED + 1];

  VigieIncidentModel *model;
  char *code;
};

G_DEFINE_FINAL_TYPE (VigieHypothesisCard, vigie_hypothesis_card, GTK_TYPE_WIDGET)

const char *
vigie_hypothesis_state_icon (VigieHypothesisState state)
{
  switch (state)
    {
    case VIGIE_HYPOTHESIS_CONFIRMED: return "vigie-check-symbolic";
    case VIGIE_HYPOTHESIS_ELIMINATED: return "vigie-cross-symbolic";
    case VIGIE_HYPOTHESIS_TESTED: return "vigie-hypothesis-symbolic";
    case VIGIE_HYPOTHESIS_OPEN:
    default: return "vigie-question-disc-symbolic";
    }
}

const char *
vigie_hypothesis_state_class (VigieHypothesisState state)
{
  switch (state)
    {
    case VIGIE_HYPOTHESIS_CONFIRMED: return "state-confirmed";
    case VIGIE_HYPOTHESIS_ELIMINATED: return "state-eliminated";
    case VIGIE_HYPOTHESIS_TESTED:
    case VIGIE_HYPOTHESIS_OPEN:
    default: return "state-open";
    }
}

static const VigieHypothesis *
find (VigieHypothesisCard *self)
{
  GPtrArray *all = vigie_incident_model_get_incident (self->model)->hypotheses;

  for (guint i = 0; i < all->len; i++)
    {
      const VigieHypothesis *hypothesis = g_ptr_array_index (all, i);

      if (g_strcmp0 (hypothesis->code, self->code) == 0)
        return hypothesis;
    }

  return NULL;
}

/* ---- Form ---- */

static void
fail (VigieHypothesisCard *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, message != NULL);
}

static void
toggled_cb (VigieHypothesisCard *self, GtkToggleButton *button)
{
  gboolean open = gtk_toggle_button_get_active (button);

  fail (self, NULL);
  gtk_widget_set_visible (self->form, open);
  gtk_button_set_icon_name (GTK_BUTTON (button), open ? "vigie-up-symbolic" : "vigie-pencil-symbolic");
  if (open)
    gtk_widget_grab_focus (self->entry);
}

static void
state_cb (VigieHypothesisCard *self, GtkButton *button)
{
  VigieHypothesisState state = (VigieHypothesisState) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "state"));
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const char *tried = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_hypothesis (vigie_incident_model_get_incident (self->model), self->code, state, *tried != '\0' ? tried : NULL,
                                            vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  if (drafts == NULL)
    {
      fail (self, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), FALSE);
  gtk_widget_grab_focus (self->toggle);
  vigie_session_do (session, drafts, NULL);
}

static gboolean
key_cb (VigieHypothesisCard *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), FALSE);
  gtk_widget_grab_focus (self->toggle);

  return GDK_EVENT_STOP;
}

static void
add_form (VigieHypothesisCard *self)
{
  const char *const words[] = { _("Reopen"), _("Tested"), _("Eliminate"), _("Confirm") };
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->entry = gtk_entry_new ();
  self->error = vigie_paragraph_new ("", "caption late-text strong");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_visible (self->form, FALSE);
  gtk_box_append (GTK_BOX (self->form), vigie_paragraph_new (_("What was tried, and what it showed"), "caption dim"));
  gtk_box_append (GTK_BOX (self->form), self->entry);
  gtk_box_append (GTK_BOX (self->form), self->error);
  vigie_set_accessible_label (self->entry, _("What was tried, and what it showed"));
  for (int i = VIGIE_HYPOTHESIS_CONFIRMED; i >= VIGIE_HYPOTHESIS_OPEN; i--)
    {
      self->buttons[i] = vigie_page_button_new (words[i], NULL, "compact");
      g_object_set_data (G_OBJECT (self->buttons[i]), "state", GINT_TO_POINTER (i));
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (state_cb), self);
      gtk_box_append (GTK_BOX (row), self->buttons[i]);
    }
  gtk_box_append (GTK_BOX (self->form), row);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->form, keys);
  gtk_box_append (GTK_BOX (self->box), self->form);
}

/* ---- Drawing ---- */

static void
show_state (VigieHypothesisCard *self, VigieHypothesisState state)
{
  static const char *const tags[] = { "soon", "soon", NULL, "ok" };
  const char *const classes[] = { "state-open", "state-eliminated", "state-confirmed" };
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), vigie_hypothesis_state_icon (state));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    vigie_set_class (self->icon, classes[i], g_str_equal (classes[i], vigie_hypothesis_state_class (state)));
  vigie_label_set (GTK_LABEL (self->tag), vigie_hypothesis_state_label (state, lang));
  vigie_set_class (self->tag, "soon", g_strcmp0 (tags[state], "soon") == 0);
  vigie_set_class (self->tag, "ok", g_strcmp0 (tags[state], "ok") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    gtk_widget_set_visible (self->buttons[i], i != state);
}

/* "02:31, K. N’Guessan, confirmed: lock of migration 0412"; a state that says nothing new says no words. Owned. */
static char *
mark_words (VigieHypothesisCard *self, const VigieHypothesisMark *mark, const char *tried)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *time = vigie_page_time (session, mark->occurred_usec);
  g_autofree char *who = vigie_short_name (mark->author);
  g_autofree char *state = g_utf8_strdown (vigie_hypothesis_state_label (mark->state, vigie_session_get_lang (session)), -1);

  if (tried == NULL || *tried == '\0')
    return g_strdup_printf ("%s, %s, %s", time, who, state);

  /* Translators: time, person, state of a hypothesis, what was tried. */
  return g_strdup_printf (_("%1$s, %2$s, %3$s: %4$s"), time, who, state, tried);
}

static void
show_marks (VigieHypothesisCard *self, const VigieHypothesis *hypothesis)
{
  GPtrArray *marks = hypothesis->marks;

  vigie_clear_box (GTK_BOX (self->marks));
  for (guint i = marks != NULL ? marks->len : 0; i > 0; i--)
    {
      const VigieHypothesisMark *mark = g_ptr_array_index (marks, i - 1);
      const VigieHypothesisMark *before = i > 1 ? g_ptr_array_index (marks, i - 2) : NULL;
      gboolean is_new = before == NULL || g_strcmp0 (before->tried, mark->tried) != 0;
      g_autofree char *words = mark_words (self, mark, is_new ? mark->tried : NULL);

      gtk_box_append (GTK_BOX (self->marks), vigie_paragraph_new (words, "caption dim num"));
    }
  gtk_widget_set_visible (self->marks, marks != NULL);
}

void
vigie_hypothesis_card_update (VigieHypothesisCard *self)
{
  const VigieHypothesis *hypothesis = find (self);
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;

  if (hypothesis == NULL)
    return;
  time = vigie_page_time (session, hypothesis->changed_usec);
  show_state (self, hypothesis->state);
  vigie_label_set (GTK_LABEL (self->time), time);
  vigie_set_tooltip (self->time, hypothesis->author);
  vigie_label_set (GTK_LABEL (self->text), hypothesis->text);
  show_marks (self, hypothesis);
  /* Translators: %s is a hypothesis, as HX2. */
  name = g_strdup_printf (_("Change the state of %s"), self->code);
  vigie_set_accessible_label (self->toggle, name);
  vigie_set_tooltip (self->toggle, name);
}

const char *
vigie_hypothesis_card_get_code (VigieHypothesisCard *self)
{
  return self->code;
}

/* ---- Object ---- */

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_HYPOTHESIS_CARD (widget)->toggle);
}

static void
dispose (GObject *object)
{
  VigieHypothesisCard *self = VIGIE_HYPOTHESIS_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (vigie_hypothesis_card_parent_class)->dispose (object);
}

static void
vigie_hypothesis_card_class_init (VigieHypothesisCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_hypothesis_card_init (VigieHypothesisCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  vigie_add_classes (self->box, "card hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_hypothesis_card_new (VigieIncidentModel *model, const char *code)
{
  VigieHypothesisCard *self = g_object_new (VIGIE_TYPE_HYPOTHESIS_CARD, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->model = g_object_ref (model);
  self->code = g_strdup (code);
  self->icon = vigie_icon_new (NULL, NULL);
  self->tag = vigie_tag_new ("", NULL);
  self->time = vigie_label_new ("", "step-meta num");
  self->toggle = gtk_toggle_button_new ();
  self->text = vigie_paragraph_new ("", "small");
  self->marks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_button_set_icon_name (GTK_BUTTON (self->toggle), "vigie-pencil-symbolic");
  vigie_add_classes (self->toggle, "flat compact");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), vigie_label_new (code, "strong"));
  gtk_box_append (GTK_BOX (head), self->tag);
  gtk_box_append (GTK_BOX (head), space);
  gtk_box_append (GTK_BOX (head), self->time);
  gtk_box_append (GTK_BOX (head), self->toggle);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->marks);
  add_form (self);
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (toggled_cb), self);
  vigie_hypothesis_card_update (self);

  return GTK_WIDGET (self);
}
