/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards are kept by their code, so that a form open in one survives the news of another. What settles the
 * question stands first: confirmed, then open and tested, eliminated last. */

#include "vigie-hypothesis-column.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-compat.h"
#include "vigie-decision-list.h"
#include "vigie-hypothesis-card.h"
#include "vigie-page-parts.h"
#include "vigie-page-prompt.h"
#include "vigie-procedure-query.h"
#include "vigie-step-foot.h"
#include "vigie-text-ui.h"

struct _VigieHypothesisColumn
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *decisions;
  GtkWidget *add;
  GtkWidget *prompt;
  GtkWidget *empty;
  GtkWidget *cards;
  GtkWidget *offers;
  GtkWidget *aids;  /* queries and links of the type */
  GPtrArray *queries;
  VigieIncidentModel *model;
  char *type;
};

G_DEFINE_FINAL_TYPE (VigieHypothesisColumn, vigie_hypothesis_column, GTK_TYPE_WIDGET)

static const VigieTypeDef *
type_def (VigieHypothesisColumn *self)
{
  return vigie_playbook_type (vigie_session_get_playbook (vigie_incident_model_get_session (self->model)), self->type);
}

static GPtrArray *
draft_hypothesis (VigieHypothesisColumn *self, const char *code, const char *text, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  return vigie_act_hypothesis_add (vigie_incident_model_get_incident (self->model), code, text, vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

/* ---- A new one ---- */

static void
close_prompt (VigieHypothesisColumn *self)
{
  gtk_widget_set_visible (self->prompt, FALSE);
  gtk_widget_grab_focus (self->add);
}

static void
add_cb (VigieHypothesisColumn *self, const char *text)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = draft_hypothesis (self, NULL, text, &error);

  if (drafts == NULL)
    {
      vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), error->message);
      return;
    }
  vigie_session_do (vigie_incident_model_get_session (self->model), drafts, NULL);
  close_prompt (self);
}

void
vigie_hypothesis_column_ask (VigieHypothesisColumn *self)
{
  if (self->model == NULL)
    return;
  vigie_page_prompt_fail (VIGIE_PAGE_PROMPT (self->prompt), NULL);
  vigie_page_prompt_set_text (VIGIE_PAGE_PROMPT (self->prompt), "");
  gtk_widget_set_visible (self->prompt, TRUE);
  gtk_widget_grab_focus (self->prompt);
  vigie_page_reveal (self->prompt);
}

/* ---- Cards ---- */

static int
rank (VigieHypothesisState state)
{
  return state == VIGIE_HYPOTHESIS_CONFIRMED ? 0 : state == VIGIE_HYPOTHESIS_ELIMINATED ? 2 : 1;
}

static int
compare_hypotheses (gconstpointer a, gconstpointer b)
{
  const VigieHypothesis *first = *(const VigieHypothesis *const *) a, *second = *(const VigieHypothesis *const *) b;
  int by_state = rank (first->state) - rank (second->state);

  return by_state != 0 ? by_state : g_strcmp0 (first->code, second->code);
}

static GtkWidget *
find_card (VigieHypothesisColumn *self, const char *code)
{
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL; card = gtk_widget_get_next_sibling (card))
    if (g_strcmp0 (vigie_hypothesis_card_get_code (VIGIE_HYPOTHESIS_CARD (card)), code) == 0)
      return card;

  return NULL;
}

static const VigieHypothesis *
find_hypothesis (const VigieIncident *incident, const char *code)
{
  for (guint i = 0; i < incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = g_ptr_array_index (incident->hypotheses, i);

      if (g_strcmp0 (hypothesis->code, code) == 0)
        return hypothesis;
    }

  return NULL;
}

static void
drop_gone_cards (VigieHypothesisColumn *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  GtkWidget *next;

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL; card = next)
    {
      next = gtk_widget_get_next_sibling (card);
      if (find_hypothesis (incident, vigie_hypothesis_card_get_code (VIGIE_HYPOTHESIS_CARD (card))) == NULL)
        gtk_box_remove (GTK_BOX (self->cards), card);
    }
}

static void
show_cards (VigieHypothesisColumn *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *previous = NULL;

  drop_gone_cards (self);
  for (guint i = 0; i < incident->hypotheses->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (incident->hypotheses, i));
  g_ptr_array_sort (sorted, compare_hypotheses);
  for (guint i = 0; i < sorted->len; i++)
    {
      const VigieHypothesis *hypothesis = g_ptr_array_index (sorted, i);
      GtkWidget *card = find_card (self, hypothesis->code);

      if (card == NULL)
        {
          card = vigie_hypothesis_card_new (self->model, hypothesis->code);
          gtk_box_insert_child_after (GTK_BOX (self->cards), card, previous);
        }
      else
        {
          if (gtk_widget_get_prev_sibling (card) != previous)
            gtk_box_reorder_child_after (GTK_BOX (self->cards), card, previous);
          vigie_hypothesis_card_update (VIGIE_HYPOTHESIS_CARD (card));
        }
      previous = card;
    }
  gtk_widget_set_visible (self->empty, sorted->len == 0);
}

/* ---- What the playbook offers ---- */

static void
offer_cb (VigieHypothesisColumn *self, GtkButton *button)
{
  const VigieHypothesisDef *def = g_object_get_data (G_OBJECT (button), "def");
  GError *error = NULL;
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GPtrArray *drafts = draft_hypothesis (self, def->id, vigie_text_get (&def->title, vigie_session_get_lang (session)), &error);

  gtk_widget_grab_focus (self->add);
  vigie_session_do (session, drafts, error);
}

static void
add_offer (VigieHypothesisColumn *self, const VigieHypothesisDef *def)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = vigie_paragraph_new (vigie_text_get (&def->title, lang), "small");
  /* Translators: puts a hypothesis of the playbook into the timeline. */
  GtkWidget *button = vigie_page_button_new (C_("hypothesis", "Open it"), NULL, "compact");
  g_autofree char *name = g_strdup_printf (_("Open hypothesis %s, %s"), def->id, vigie_text_get (&def->title, lang));

  gtk_widget_add_css_class (row, "card-row");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row), vigie_label_new (def->id, "small strong"));
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), button);
  vigie_set_tooltip (row, vigie_text_get (&def->text, lang));
  vigie_set_accessible_label (button, name);
  g_object_set_data (G_OBJECT (button), "def", (gpointer) def);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (offer_cb), self);
  gtk_box_append (GTK_BOX (self->offers), row);
}

static void
show_offers (VigieHypothesisColumn *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const VigieTypeDef *type = type_def (self);

  vigie_clear_box (GTK_BOX (self->offers));
  for (guint i = 0; type != NULL && i < type->hypotheses->len; i++)
    {
      const VigieHypothesisDef *def = g_ptr_array_index (type->hypotheses, i);

      if (find_hypothesis (incident, def->id) == NULL)
        add_offer (self, def);
    }
  gtk_widget_set_visible (self->offers, gtk_widget_get_first_child (self->offers) != NULL);
}

/* ---- Queries, links ---- */

static void
link_open_cb (GtkButton *button)
{
  vigie_compat_show_uri (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "url"));
}

static void
link_copy_cb (GtkButton *button)
{
  vigie_page_copy (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "url"), _("Address copied."));
}

static GtkWidget *
link_row_new (const VigieLink *link, VigieLang lang)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  const char *label = vigie_text_get (&link->label, lang);
  char *url = vigie_link_url (link);
  /* Translators: %s is the name of a web page. */
  g_autofree char *copy_name = g_strdup_printf (_("Copy the address of %s"), label);
  GtkWidget *open = vigie_page_button_new (label, NULL, "compact flat");
  GtkWidget *copy = vigie_page_icon_button_new ("vigie-copy-symbolic", copy_name);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (open)))), PANGO_ELLIPSIZE_END);
  gtk_box_prepend (GTK_BOX (gtk_button_get_child (GTK_BUTTON (open))), vigie_icon_new ("vigie-link-symbolic", NULL));
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (open)), GTK_ALIGN_START);
  gtk_widget_set_hexpand (open, TRUE);
  vigie_set_tooltip (open, url);
  g_object_set_data_full (G_OBJECT (open), "url", g_strdup (url), g_free);
  g_object_set_data_full (G_OBJECT (copy), "url", url, g_free);
  g_signal_connect (open, "clicked", G_CALLBACK (link_open_cb), NULL);
  g_signal_connect (copy, "clicked", G_CALLBACK (link_copy_cb), NULL);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), copy);

  return row;
}

static void
add_heading (VigieHypothesisColumn *self, const char *words)
{
  GtkWidget *label = vigie_label_new (words, "small strong dim");

  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (self->aids), label);
}

static void
add_tools (VigieHypothesisColumn *self, const VigieToolGroup *group, VigieLang lang)
{
  add_heading (self, vigie_text_get (&group->title, lang));
  for (guint i = 0; i < group->links->len; i++)
    gtk_box_append (GTK_BOX (self->aids), link_row_new (g_ptr_array_index (group->links, i), lang));
  for (guint i = 0; i < group->notes->len; i++)
    gtk_box_append (GTK_BOX (self->aids), vigie_paragraph_new (vigie_text_get (g_ptr_array_index (group->notes, i), lang), "caption dim"));
}

static void
rebuild_aids (VigieHypothesisColumn *self)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (self->model));
  const VigieTypeDef *type = type_def (self);

  g_ptr_array_set_size (self->queries, 0);
  vigie_clear_box (GTK_BOX (self->aids));
  if (type == NULL)
    return;
  if (type->queries->len > 0)
    add_heading (self, _("Useful queries"));
  for (guint i = 0; i < type->queries->len; i++)
    {
      GtkWidget *query = vigie_procedure_query_new (self->model, type->id, g_ptr_array_index (type->queries, i));

      g_ptr_array_add (self->queries, query);
      gtk_box_append (GTK_BOX (self->aids), query);
    }
  for (guint i = 0; i < type->tools->len; i++)
    add_tools (self, g_ptr_array_index (type->tools, i), lang);
}

void
vigie_hypothesis_column_update (VigieHypothesisColumn *self)
{
  VigieIncident *incident;

  if (self->model == NULL)
    return;
  incident = vigie_incident_model_get_incident (self->model);
  if (g_strcmp0 (incident->type, self->type) != 0)
    {
      g_free (self->type);
      self->type = g_strdup (incident->type);
      rebuild_aids (self);
    }
  vigie_decision_list_update (VIGIE_DECISION_LIST (self->decisions));
  show_cards (self);
  show_offers (self);
  for (guint i = 0; i < self->queries->len; i++)
    vigie_procedure_query_update (g_ptr_array_index (self->queries, i));
}

void
vigie_hypothesis_column_tick (VigieHypothesisColumn *self)
{
  vigie_decision_list_tick (VIGIE_DECISION_LIST (self->decisions));
}

void
vigie_hypothesis_column_decide (VigieHypothesisColumn *self, gboolean review)
{
  if (!review)
    vigie_decision_list_decide (VIGIE_DECISION_LIST (self->decisions));
  else if (!vigie_decision_list_review (VIGIE_DECISION_LIST (self->decisions)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("No decision waits for its review."));
}

void
vigie_hypothesis_column_set_model (VigieHypothesisColumn *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  g_clear_pointer (&self->type, g_free);
  g_ptr_array_set_size (self->queries, 0);
  vigie_clear_box (GTK_BOX (self->cards));
  vigie_clear_box (GTK_BOX (self->offers));
  vigie_clear_box (GTK_BOX (self->aids));
  vigie_decision_list_set_model (VIGIE_DECISION_LIST (self->decisions), model);
  gtk_widget_set_visible (self->prompt, FALSE);
  vigie_hypothesis_column_update (self);
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieHypothesisColumn *self = VIGIE_HYPOTHESIS_COLUMN (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->queries, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->type, g_free);
  G_OBJECT_CLASS (vigie_hypothesis_column_parent_class)->dispose (object);
}

static void
vigie_hypothesis_column_class_init (VigieHypothesisColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_hypothesis_column_init (VigieHypothesisColumn *self)
{
  GtkWidget *head = vigie_page_head_new (_("Hypotheses"), NULL);

  self->queries = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->add = vigie_page_button_new (_("Add"), "H", "compact");
  self->prompt = vigie_page_prompt_new (_("What may be the cause?"), _("Add the hypothesis"));
  self->empty = vigie_paragraph_new (_("No hypothesis yet. Write down what may be the cause."), "small dim");
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->offers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->aids = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->prompt, FALSE);
  gtk_widget_add_css_class (self->offers, "card-list");
  vigie_set_accessible_label (self->add, _("Add a hypothesis"));
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_widget_set_margin_top (self->box, 8);
  gtk_widget_set_margin_bottom (self->box, 16);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  self->decisions = vigie_decision_list_new ();
  gtk_widget_set_margin_bottom (self->decisions, 6);
  gtk_box_append (GTK_BOX (self->box), self->decisions);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->prompt);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->cards);
  gtk_box_append (GTK_BOX (self->box), self->offers);
  gtk_box_append (GTK_BOX (self->box), self->aids);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (vigie_hypothesis_column_ask), self);
  g_signal_connect_swapped (self->prompt, "accepted", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->prompt, "cancelled", G_CALLBACK (close_prompt), self);
}

GtkWidget *
vigie_hypothesis_column_new (void)
{
  return g_object_new (VIGIE_TYPE_HYPOTHESIS_COLUMN, NULL);
}
