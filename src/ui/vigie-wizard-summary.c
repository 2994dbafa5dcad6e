/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-wizard-summary.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieWizardSummary
{
  GtkWidget parent_instance;

  VigiePlaybook *playbook; /* owned */
  GtkWidget *root;
  GtkWidget *badge;
  GtkLabel *name;
  GtkWidget *provisional;
  GtkLabel *text;
  VigieLang lang;
};

G_DEFINE_FINAL_TYPE (VigieWizardSummary, vigie_wizard_summary, GTK_TYPE_WIDGET)

enum { OTHER, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
other_clicked_cb (VigieWizardSummary *self)
{
  g_signal_emit (self, signals[OTHER], 0);
}

static GtkWidget *
words_new (VigieWizardSummary *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->name = GTK_LABEL (vigie_label_new ("", "title-band"));
  self->provisional = vigie_label_new (_("provisional"), "tag tag-provisional");
  self->text = GTK_LABEL (vigie_label_new ("", "small"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), self->provisional);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->text));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  return words;
}

static GtkWidget *
other_new (VigieWizardSummary *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Another level…")));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new ("F2"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (other_clicked_cb), self);

  return button;
}

static void
vigie_wizard_summary_dispose (GObject *object)
{
  VigieWizardSummary *self = VIGIE_WIZARD_SUMMARY (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_pointer (&self->playbook, vigie_playbook_unref);

  G_OBJECT_CLASS (vigie_wizard_summary_parent_class)->dispose (object);
}

static void
vigie_wizard_summary_class_init (VigieWizardSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_summary_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[OTHER] = g_signal_new ("other", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_summary_init (VigieWizardSummary *self)
{
}

GtkWidget *
vigie_wizard_summary_new (VigiePlaybook *playbook, VigieLang lang)
{
  VigieWizardSummary *self = g_object_new (VIGIE_TYPE_WIZARD_SUMMARY, NULL);

  self->playbook = vigie_playbook_ref (playbook);
  self->lang = lang;
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  vigie_add_classes (self->root, "wizard-summary");
  self->badge = vigie_severity_badge_new (40);
  gtk_box_append (GTK_BOX (self->root), self->badge);
  gtk_box_append (GTK_BOX (self->root), words_new (self));
  gtk_box_append (GTK_BOX (self->root), other_new (self));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
vigie_wizard_summary_show (VigieWizardSummary *self, const VigieAssessment *assessment, VigieLevel level)
{
  const VigieLevelDef *def = vigie_playbook_level (self->playbook, level);
  g_autofree char *sentence = vigie_assessment_sentence (assessment, self->lang);
  g_autofree char *name = def != NULL ? g_strdup_printf ("%s %s", vigie_level_to_word (level), vigie_text_get (&def->name, self->lang))
                                      : g_strdup (_("To be chosen"));

  vigie_severity_badge_set_level (VIGIE_SEVERITY_BADGE (self->badge), level);
  vigie_label_set (self->name, name);
  vigie_label_set (self->text, sentence);
  for (guint i = VIGIE_LEVEL_P1; i <= VIGIE_LEVEL_P4; i++)
    {
      g_autofree char *css_class = g_strdup_printf ("level-p%u", i);

      vigie_set_class (GTK_WIDGET (self->name), css_class, i == level);
    }
  gtk_widget_set_visible (self->provisional, assessment->provisional);
}
