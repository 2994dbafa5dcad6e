/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button is insensitive only while words beside it say why, so the words are never hidden to make
 * room: the keys go first. The slot takes what is left and keeps the button at the end. */

#include "vigie-wizard-foot.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieWizardFoot
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *hints;
  GtkWidget *slot;
  GtkLabel *text;
  GtkWidget *declare;
  GtkLabel *declare_label;
};

G_DEFINE_FINAL_TYPE (VigieWizardFoot, vigie_wizard_foot, GTK_TYPE_WIDGET)

enum { DECLARE, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
hints_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), vigie_label_new (_("One key an answer; the next one opens by itself."), "dim caption"));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new ("1 … 4"));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("0 unknown")));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("↑ ↓ revise")));

  return box;
}

static void
clicked_cb (VigieWizardFoot *self)
{
  g_signal_emit (self, signals[DECLARE], 0);
}

static GtkWidget *
declare_new (VigieWizardFoot *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->declare = gtk_button_new ();
  self->declare_label = GTK_LABEL (gtk_label_new (""));
  gtk_box_append (GTK_BOX (box), vigie_icon_new ("vigie-beacon-symbolic", NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->declare_label));
  gtk_box_append (GTK_BOX (box), vigie_kbd_new (_("Enter")));
  gtk_button_set_child (GTK_BUTTON (self->declare), box);
  vigie_add_classes (self->declare, "stress");
  gtk_widget_set_valign (self->declare, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->declare, "clicked", G_CALLBACK (clicked_cb), self);

  return self->declare;
}

static void
vigie_wizard_foot_dispose (GObject *object)
{
  VigieWizardFoot *self = VIGIE_WIZARD_FOOT (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_wizard_foot_parent_class)->dispose (object);
}

static void
vigie_wizard_foot_class_init (VigieWizardFootClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_wizard_foot_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[DECLARE] = g_signal_new ("declare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_wizard_foot_init (VigieWizardFoot *self)
{
  self->root = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->hints = hints_new ();
  self->slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->text = GTK_LABEL (vigie_label_new ("", "dim caption"));
  gtk_widget_set_hexpand (self->slot, TRUE);
  vigie_add_classes (self->root, "foot-bar");
  gtk_box_append (GTK_BOX (self->root), self->hints);
  gtk_box_append (GTK_BOX (self->root), self->slot);
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (self->root), declare_new (self));
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
}

GtkWidget *
vigie_wizard_foot_new (void)
{
  return g_object_new (VIGIE_TYPE_WIZARD_FOOT, NULL);
}

void
vigie_wizard_foot_set_act (VigieWizardFoot *self, VigieLevel level, gboolean again, gboolean ready)
{
  const char *word = level != VIGIE_LEVEL_NONE ? vigie_level_to_word (level) : "";
  g_autofree char *act = g_strchomp (g_strdup_printf (again ? _("Record %s") : _("Declare %s"), word));

  vigie_label_set (self->declare_label, act);
  vigie_set_accessible_label (self->declare, act);
  gtk_widget_set_sensitive (self->declare, ready);
  vigie_set_class (self->declare, "destructive-action", level == VIGIE_LEVEL_P1 && !again);
  vigie_set_class (self->declare, "suggested-action", level != VIGIE_LEVEL_P1 || again);
}

void
vigie_wizard_foot_say (VigieWizardFoot *self, const char *text)
{
  vigie_label_set (self->text, text);
  vigie_set_tooltip (GTK_WIDGET (self->text), text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
}

void
vigie_wizard_foot_set_narrow (VigieWizardFoot *self, gboolean narrow)
{
  gtk_widget_set_visible (self->hints, !narrow);
}

GtkBox *
vigie_wizard_foot_get_slot (VigieWizardFoot *self)
{
  return GTK_BOX (self->slot);
}
