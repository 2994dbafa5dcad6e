/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A way to choose. Choosing is a decision with a code and a review, so the button opens its form and the card then
 * shows the code; the button stays on the other card, because a choice may be changed by another decision. */

#include "vigie-option-card.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-procedure-forms.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieOptionCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *tag;
  GtkWidget *choose;
  VigieIncidentModel *model;
  const VigieOptionDef *def; /* borrowed */
  char *list;
};

G_DEFINE_FINAL_TYPE (VigieOptionCard, vigie_option_card, GTK_TYPE_WIDGET)

static void
choose_cb (VigieOptionCard *self)
{
  g_autofree char *key = g_strconcat (self->list, "/", self->def->id, NULL);

  vigie_act_form_choose (GTK_WIDGET (self), self->model, key);
}

void
vigie_option_card_update (VigieOptionCard *self)
{
  const VigieDecision *decision = NULL;
  const char *chosen = vigie_incident_option (vigie_incident_model_get_incident (self->model), self->list, &decision);
  gboolean is_chosen = g_strcmp0 (chosen, self->def->id) == 0;
  g_autofree char *words = NULL;

  if (is_chosen)
    {
      g_autofree char *time = vigie_page_time (vigie_incident_model_get_session (self->model), decision->taken_usec);

      /* Translators: the code of a decision and a time, as “D3” and “03:02”. */
      words = g_strdup_printf (_("chosen: %1$s, %2$s"), decision->code, time);
    }
  else if (chosen != NULL)
    words = g_strdup (_("not chosen"));
  vigie_label_set (GTK_LABEL (self->tag), words);
  vigie_set_class (self->tag, "ok", is_chosen);
  gtk_widget_set_visible (self->tag, words != NULL);
  gtk_widget_set_visible (self->choose, !is_chosen);
}

static void
dispose (GObject *object)
{
  VigieOptionCard *self = VIGIE_OPTION_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_pointer (&self->list, g_free);
  G_OBJECT_CLASS (vigie_option_card_parent_class)->dispose (object);
}

static void
vigie_option_card_class_init (VigieOptionCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_option_card_init (VigieOptionCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  vigie_add_classes (self->box, "card hypothesis-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_option_card_new (VigieIncidentModel *model, const char *list, const VigieOptionDef *def)
{
  VigieOptionCard *self = g_object_new (VIGIE_TYPE_OPTION_CARD, NULL);
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = g_strdup_printf (_("Choose: %s"), vigie_text_get (&def->title, lang));

  self->model = g_object_ref (model);
  self->list = g_strdup (list);
  self->def = def;
  self->tag = vigie_tag_new ("", NULL);
  /* Translators: takes one of two ways of a procedure. */
  self->choose = vigie_page_button_new (C_("option", "Choose…"), NULL, "compact");
  vigie_set_accessible_label (self->choose, name);
  gtk_widget_set_vexpand (foot, TRUE);
  gtk_widget_set_valign (foot, GTK_ALIGN_END);
  gtk_widget_set_margin_top (foot, 4);
  gtk_box_append (GTK_BOX (foot), self->choose);
  gtk_box_append (GTK_BOX (foot), self->tag);
  gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (vigie_text_get (&def->title, lang), "small strong"));
  if (*vigie_text_get (&def->text, lang) != '\0')
    gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (vigie_text_get (&def->text, lang), "small"));
  gtk_box_append (GTK_BOX (self->box), foot);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  vigie_option_card_update (self);

  return GTK_WIDGET (self);
}
