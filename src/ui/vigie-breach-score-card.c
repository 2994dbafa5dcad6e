/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-score-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-fact-display.h"
#include "vigie-text-ui.h"

struct _VigieBreachScoreCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *total;
  GtkWidget *border;
  GtkWidget *formula;
  GtkWidget *inputs;
  GtkWidget *assumed;
  GtkWidget *flags;
};

G_DEFINE_FINAL_TYPE (VigieBreachScoreCard, vigie_breach_score_card, GTK_TYPE_WIDGET)

/* The category that gave the class, in words. */
static char *
class_words (VigieSession *session, const VigieBreachScore *score)
{
  VigieLang lang = vigie_session_get_lang (session);

  if (score->class_by_hand)
    return g_strdup (_("set by hand, with a reason"));
  if (score->class_category == NULL)
    return g_strdup (_("data not known: the highest"));

  return vigie_fact_value_words (vigie_session_get_playbook (session), "data_touched", score->class_category, vigie_session_get_zone (session), lang);
}

static char *
assumed_words (VigieSession *session, const VigieBreachScore *score)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < score->assumed->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", vigie_fact_label (session, score->assumed->pdata[i]));
  if (names->len == 0)
    return NULL;

  return g_strdup_printf (_("Not known, taken at the worse: %1$s. At least %2$.2f."), names->str, score->at_least);
}

static char *
flag_words (const VigieBreachScore *score)
{
  if (score->over_100_persons && score->unintelligible)
    return g_strdup (_("More than 100 persons, or not counted. Data unreadable for who has it."));
  if (score->over_100_persons)
    return g_strdup (_("More than 100 persons, or not counted."));

  return score->unintelligible ? g_strdup (_("Data unreadable for who has it.")) : NULL;
}

static void
set_or_hide (GtkWidget *label, const char *text)
{
  vigie_label_set (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text != NULL);
}

void
vigie_breach_score_card_set (VigieBreachScoreCard *self, VigieSession *session, const VigieBreach *breach)
{
  const VigieBreachScore *score = breach->score;
  g_autofree char *total = NULL;
  g_autofree char *formula = NULL;
  g_autofree char *inputs = NULL;
  g_autofree char *category = NULL;
  g_autofree char *assumed = NULL;
  g_autofree char *flags = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), score != NULL);
  if (score == NULL)
    return;
  category = class_words (session, score);
  assumed = assumed_words (session, score);
  flags = flag_words (score);
  /* Translators: a number and a word as "very high". */
  total = g_strdup_printf (_("%1$.2f, %2$s"), score->total, vigie_breach_band_label (score->band, vigie_session_get_lang (session)));
  formula = g_strdup_printf (_("data class %1$d × identification %2$.2f + circumstances %3$.2f"), score->dpc, score->ei, score->cb);
  inputs = g_strdup_printf (_("Class: %1$s. Circumstances: confidentiality %2$.2f, integrity %3$.2f, availability %4$.2f, intent %5$.2f."), category,
                            score->confidentiality, score->integrity, score->availability, score->malicious);
  vigie_label_set (GTK_LABEL (self->total), total);
  gtk_widget_set_visible (self->border, score->borderline);
  vigie_label_set (GTK_LABEL (self->formula), formula);
  vigie_label_set (GTK_LABEL (self->inputs), inputs);
  set_or_hide (self->assumed, assumed);
  set_or_hide (self->flags, flags);
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_BREACH_SCORE_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_breach_score_card_parent_class)->dispose (object);
}

static void
vigie_breach_score_card_class_init (VigieBreachScoreCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_breach_score_card_init (VigieBreachScoreCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines[4];

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  vigie_add_classes (self->box, "card breach-cell");
  self->total = vigie_label_new ("", "strong num");
  self->border = vigie_tag_new (_("on the limit: ask the DPO"), "soon");
  gtk_box_append (GTK_BOX (line), vigie_label_new (_("Severity score (ENISA)"), "strong"));
  gtk_box_append (GTK_BOX (line), self->total);
  gtk_box_append (GTK_BOX (line), self->border);
  gtk_box_append (GTK_BOX (self->box), line);
  lines[0] = self->formula = vigie_paragraph_new (NULL, "small num");
  lines[1] = self->inputs = vigie_paragraph_new (NULL, "caption dim num");
  lines[2] = self->assumed = vigie_paragraph_new (NULL, "caption soon-text num");
  lines[3] = self->flags = vigie_paragraph_new (NULL, "caption");
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    gtk_box_append (GTK_BOX (self->box), lines[i]);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_breach_score_card_new (void)
{
  return g_object_new (VIGIE_TYPE_BREACH_SCORE_CARD, NULL);
}
