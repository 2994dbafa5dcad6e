/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock of a review is the board's own, so that the card and the board never disagree. What waits has a button with
 * words; what is settled has none, because a review is corrected by another decision and not by a second review. */

#include "vigie-decision-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-forms.h"
#include "vigie-clock-words.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieDecisionCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *tag;
  GtkWidget *time;
  GtkWidget *text;
  GtkWidget *who;
  GtkWidget *result;
  GtkWidget *review;
  VigieIncidentModel *model;
  char *code;
};

G_DEFINE_FINAL_TYPE (VigieDecisionCard, vigie_decision_card, GTK_TYPE_WIDGET)

const VigieObligation *
vigie_decision_clock (VigieIncidentModel *model, const char *code)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (g_str_equal (obligation->id, "decision-review") && g_strcmp0 (obligation->subject, code) == 0 && vigie_obligation_is_running (obligation))
        return obligation;
    }

  return NULL;
}

static const VigieDecision *
find (VigieDecisionCard *self)
{
  GPtrArray *all = vigie_incident_model_get_incident (self->model)->decisions;

  for (guint i = 0; i < all->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (all, i);

      if (g_strcmp0 (decision->code, self->code) == 0)
        return decision;
    }

  return NULL;
}

void
vigie_decision_card_review (VigieDecisionCard *self)
{
  vigie_act_form_review (GTK_WIDGET (self), self->model, self->code, vigie_decision_clock (self->model, self->code));
}

/* ---- Drawing ---- */

/* "Fatou Diabaté, by 03:20"; NULL when neither is known. Owned. */
static char *
who_words (VigieDecisionCard *self, const VigieDecision *decision)
{
  g_autofree char *by = vigie_page_time (vigie_incident_model_get_session (self->model), decision->by_usec);

  if (decision->who != NULL && *by != '\0')
    /* Translators: who does it, and by what time. */
    return g_strdup_printf (_("%1$s, by %2$s"), decision->who, by);
  if (decision->who != NULL)
    return g_strdup (decision->who);

  /* Translators: %s is a time. */
  return *by != '\0' ? g_strdup_printf (_("by %s"), by) : NULL;
}

/* "02:10, A. Koné: nothing was deployed"; NULL before the review. Owned. */
static char *
result_words (VigieDecisionCard *self, const VigieDecision *decision)
{
  g_autofree char *time = NULL;
  g_autofree char *who = NULL;

  if (decision->reviewed_usec == VIGIE_TIME_NONE)
    return NULL;
  time = vigie_page_time (vigie_incident_model_get_session (self->model), decision->reviewed_usec);
  who = vigie_short_name (decision->reviewer);

  /* Translators: time and person of a review, and its result. */
  return g_strdup_printf (_("%1$s, %2$s: %3$s"), time, who, decision->result);
}

static const char *
verdict_words (VigieVerdict verdict)
{
  switch (verdict)
    {
    case VIGIE_VERDICT_HOLDS:
      return C_("verdict", "holds");
    case VIGIE_VERDICT_CHANGE:
      return C_("verdict", "course changed");
    case VIGIE_VERDICT_NONE:
    default:
      return C_("verdict", "reviewed");
    }
}

static void
show_tag (VigieDecisionCard *self, const char *words, const char *icon, const char *style)
{
  static const char *const styles[] = { "ok", "soon", "late" };

  vigie_label_set (GTK_LABEL (self->tag), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *text_class = g_strconcat (styles[i], "-text", NULL);

      vigie_set_class (self->tag, styles[i], g_strcmp0 (style, styles[i]) == 0);
      vigie_set_class (self->icon, text_class, g_strcmp0 (style, styles[i]) == 0);
    }
}

static void
show_reviewed (VigieDecisionCard *self, const VigieDecision *decision)
{
  gboolean change = decision->verdict == VIGIE_VERDICT_CHANGE;

  show_tag (self, verdict_words (decision->verdict), change ? "vigie-retract-symbolic" : "vigie-check-symbolic",
            decision->verdict == VIGIE_VERDICT_HOLDS ? "ok" : NULL);
}

/* "review in 4 min", "review 3 min late"; a decision of an incident that is over has no clock. */
static void
show_waiting (VigieDecisionCard *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieObligation *clock = vigie_decision_clock (self->model, self->code);
  g_autofree char *left = NULL;
  g_autofree char *words = NULL;
  gboolean is_late, is_soon;

  if (clock == NULL)
    {
      show_tag (self, C_("decision", "open"), "vigie-decision-symbolic", NULL);
      return;
    }
  is_late = clock->state == VIGIE_OBLIGATION_OVERDUE;
  is_soon = clock->state == VIGIE_OBLIGATION_DUE_SOON;
  left = vigie_clock_words (clock, vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));
  /* Translators: %s is “in 4 min” or “3 min late”. */
  words = g_strdup_printf (_("review %s"), left);
  show_tag (self, words, is_late ? "vigie-overdue-symbolic" : is_soon ? "vigie-clock-symbolic" : "vigie-decision-symbolic",
            is_late ? "late" : is_soon ? "soon" : NULL);
}

void
vigie_decision_card_update (VigieDecisionCard *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieDecision *decision = find (self);
  g_autofree char *taken = NULL;
  g_autofree char *who = NULL;
  g_autofree char *result = NULL;

  if (decision == NULL)
    return;
  taken = vigie_page_time (session, decision->taken_usec);
  who = who_words (self, decision);
  vigie_label_set (GTK_LABEL (self->time), taken);
  vigie_set_tooltip (self->time, decision->author);
  vigie_label_set (GTK_LABEL (self->text), decision->decide);
  vigie_label_set (GTK_LABEL (self->who), who);
  gtk_widget_set_visible (self->who, who != NULL);
  result = result_words (self, decision);
  vigie_label_set (GTK_LABEL (self->result), result);
  gtk_widget_set_visible (self->result, result != NULL);
  gtk_widget_set_visible (self->review, decision->reviewed_usec == VIGIE_TIME_NONE);
  if (decision->reviewed_usec != VIGIE_TIME_NONE)
    show_reviewed (self, decision);
  else
    show_waiting (self);
}

const char *
vigie_decision_card_get_code (VigieDecisionCard *self)
{
  return self->code;
}

/* ---- Object ---- */

static void
dispose (GObject *object)
{
  VigieDecisionCard *self = VIGIE_DECISION_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (vigie_decision_card_parent_class)->dispose (object);
}

static void
vigie_decision_card_class_init (VigieDecisionCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_decision_card_init (VigieDecisionCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  vigie_add_classes (self->box, "card hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
add_head (VigieDecisionCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->icon = vigie_icon_new (NULL, NULL);
  self->tag = vigie_tag_new ("", NULL);
  self->time = vigie_label_new ("", "step-meta num");
  gtk_label_set_ellipsize (GTK_LABEL (self->time), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), vigie_label_new (self->code, "strong"));
  gtk_box_append (GTK_BOX (head), self->tag);
  gtk_box_append (GTK_BOX (head), space);
  gtk_box_append (GTK_BOX (head), self->time);
  gtk_box_append (GTK_BOX (self->box), head);
}

GtkWidget *
vigie_decision_card_new (VigieIncidentModel *model, const char *code)
{
  VigieDecisionCard *self = g_object_new (VIGIE_TYPE_DECISION_CARD, NULL);
  /* Translators: %s is the code of a decision, as D3. */
  g_autofree char *name = g_strdup_printf (_("Note the result of %s"), code);

  self->model = g_object_ref (model);
  self->code = g_strdup (code);
  self->text = vigie_paragraph_new ("", "small");
  self->who = vigie_paragraph_new ("", "caption dim");
  self->result = vigie_paragraph_new ("", "caption dim");
  self->review = vigie_page_button_new (_("Note the result…"), NULL, "compact");
  gtk_widget_set_halign (self->review, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->review, 3);
  vigie_set_accessible_label (self->review, name);
  add_head (self);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->who);
  gtk_box_append (GTK_BOX (self->box), self->result);
  gtk_box_append (GTK_BOX (self->box), self->review);
  g_signal_connect_swapped (self->review, "clicked", G_CALLBACK (vigie_decision_card_review), self);
  vigie_decision_card_update (self);

  return GTK_WIDGET (self);
}
