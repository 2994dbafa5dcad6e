/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards are kept by their code, so that the focus stays where it is when another decision is noted. What waits for its
 * review stands first, the one that is due soonest on top; below, what is settled, the latest first. */

#include "vigie-decision-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-decision-card.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieDecisionList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *note;
  GtkWidget *add;
  GtkWidget *empty;
  GtkWidget *cards;
  VigieIncidentModel *model;
};

G_DEFINE_FINAL_TYPE (VigieDecisionList, vigie_decision_list, GTK_TYPE_WIDGET)

static gboolean
waits (const VigieDecision *decision)
{
  return decision->reviewed_usec == VIGIE_TIME_NONE;
}

static gint64
due_of (VigieIncidentModel *model, const VigieDecision *decision)
{
  const VigieObligation *clock = vigie_decision_clock (model, decision->code);

  return clock != NULL && clock->due_usec != VIGIE_TIME_NONE ? clock->due_usec : G_MAXINT64;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer model)
{
  const VigieDecision *first = *(const VigieDecision *const *) a, *second = *(const VigieDecision *const *) b;
  gint64 left, right;

  if (waits (first) != waits (second))
    return waits (first) ? -1 : 1;
  left = waits (first) ? due_of (model, first) : -first->reviewed_usec;
  right = waits (second) ? due_of (model, second) : -second->reviewed_usec;

  return left != right ? (left < right ? -1 : 1) : g_strcmp0 (first->code, second->code);
}

static GPtrArray *
sorted (VigieDecisionList *self)
{
  GPtrArray *all = vigie_incident_model_get_incident (self->model)->decisions;
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (out, g_ptr_array_index (all, i));
  g_ptr_array_sort_with_data (out, compare, self->model);

  return out;
}

/* ---- Cards ---- */

static GtkWidget *
find_card (VigieDecisionList *self, const char *code)
{
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL; card = gtk_widget_get_next_sibling (card))
    if (g_strcmp0 (vigie_decision_card_get_code (VIGIE_DECISION_CARD (card)), code) == 0)
      return card;

  return NULL;
}

static gboolean
is_there (GPtrArray *decisions, const char *code)
{
  for (guint i = 0; i < decisions->len; i++)
    if (g_strcmp0 (((const VigieDecision *) g_ptr_array_index (decisions, i))->code, code) == 0)
      return TRUE;

  return FALSE;
}

static void
drop_gone_cards (VigieDecisionList *self, GPtrArray *decisions)
{
  GtkWidget *card = gtk_widget_get_first_child (self->cards);

  while (card != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (card);

      if (!is_there (decisions, vigie_decision_card_get_code (VIGIE_DECISION_CARD (card))))
        gtk_box_remove (GTK_BOX (self->cards), card);
      card = next;
    }
}

static void
show_cards (VigieDecisionList *self, GPtrArray *decisions)
{
  GtkWidget *previous = NULL;

  drop_gone_cards (self, decisions);
  for (guint i = 0; i < decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (decisions, i);
      GtkWidget *card = find_card (self, decision->code);

      if (card == NULL)
        {
          card = vigie_decision_card_new (self->model, decision->code);
          gtk_box_insert_child_after (GTK_BOX (self->cards), card, previous);
        }
      else if (gtk_widget_get_prev_sibling (card) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self->cards), card, previous);
      vigie_decision_card_update (VIGIE_DECISION_CARD (card));
      previous = card;
    }
}

/* "1 to review, 2 reviewed". */
static void
show_note (VigieDecisionList *self, GPtrArray *decisions)
{
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < decisions->len; i++)
    n += waits (g_ptr_array_index (decisions, i));
  /* Translators: decisions whose result is not noted yet. */
  words = n > 0 ? g_strdup_printf (ngettext ("%u to review", "%u to review", n), n) : NULL;
  vigie_label_set (GTK_LABEL (self->note), words);
  gtk_widget_set_visible (self->empty, decisions->len == 0);
}

void
vigie_decision_list_update (VigieDecisionList *self)
{
  g_autoptr(GPtrArray) decisions = NULL;

  if (self->model == NULL)
    return;
  decisions = sorted (self);
  show_cards (self, decisions);
  show_note (self, decisions);
}

void
vigie_decision_list_tick (VigieDecisionList *self)
{
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL; card = gtk_widget_get_next_sibling (card))
    vigie_decision_card_update (VIGIE_DECISION_CARD (card));
}

void
vigie_decision_list_set_model (VigieDecisionList *self, VigieIncidentModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  vigie_clear_box (GTK_BOX (self->cards));
  vigie_decision_list_update (self);
}

void
vigie_decision_list_decide (VigieDecisionList *self)
{
  if (self->model != NULL)
    vigie_act_form_decision (GTK_WIDGET (self), self->model, NULL, vigie_session_now_usec (vigie_incident_model_get_session (self->model)));
}

gboolean
vigie_decision_list_review (VigieDecisionList *self)
{
  g_autoptr(GPtrArray) decisions = self->model != NULL ? sorted (self) : NULL;
  const VigieDecision *first = decisions != NULL && decisions->len > 0 ? g_ptr_array_index (decisions, 0) : NULL;

  if (first == NULL || !waits (first))
    return FALSE;
  vigie_decision_card_review (VIGIE_DECISION_CARD (find_card (self, first->code)));

  return TRUE;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieDecisionList *self = VIGIE_DECISION_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (vigie_decision_list_parent_class)->dispose (object);
}

static void
vigie_decision_list_class_init (VigieDecisionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_decision_list_init (VigieDecisionList *self)
{
  GtkWidget *head = vigie_page_head_new (_("Decisions"), &self->note);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->add = vigie_page_button_new (_("Add"), "D", "compact");
  vigie_set_accessible_label (self->add, _("Record a decision"));
  self->empty = vigie_paragraph_new (_("No decision yet."), "small dim");
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->cards);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (vigie_decision_list_decide), self);
}

GtkWidget *
vigie_decision_list_new (void)
{
  return g_object_new (VIGIE_TYPE_DECISION_LIST, NULL);
}
