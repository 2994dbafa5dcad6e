/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question asked in place, not in a window: the page behind it keeps running and stays readable. What was
 * typed is never thrown away by a refusal: the sentence stands under it. */

#include "vigie-page-prompt.h"

#include <glib/gi18n-lib.h>

#include "vigie-name-picks.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigiePagePrompt
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *picks;
  GtkWidget *error;
};

G_DEFINE_FINAL_TYPE (VigiePagePrompt, vigie_page_prompt, GTK_TYPE_WIDGET)

enum { ACCEPTED, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
accept_text (VigiePagePrompt *self, const char *text)
{
  g_autofree char *copy = g_strdup (text);

  g_object_ref (self);
  vigie_page_prompt_fail (self, NULL);
  g_signal_emit (self, signals[ACCEPTED], 0, copy);
  g_object_unref (self);
}

static void
act_cb (VigiePagePrompt *self)
{
  accept_text (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
cancel_cb (VigiePagePrompt *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
key_cb (VigiePagePrompt *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self);

  return GDK_EVENT_STOP;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (VIGIE_PAGE_PROMPT (widget)->entry);
}

static void
dispose (GObject *object)
{
  VigiePagePrompt *self = VIGIE_PAGE_PROMPT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_page_prompt_parent_class)->dispose (object);
}

static void
vigie_page_prompt_class_init (VigiePagePromptClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_page_prompt_init (VigiePagePrompt *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->entry = gtk_entry_new ();
  self->picks = vigie_name_picks_new (GTK_EDITABLE (self->entry), 2);
  self->error = vigie_paragraph_new ("", "caption late-text strong");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (self->picks, "picked", G_CALLBACK (accept_text), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
vigie_page_prompt_new (const char *label, const char *act)
{
  VigiePagePrompt *self = g_object_new (VIGIE_TYPE_PAGE_PROMPT, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *accept = vigie_page_button_new (act, NULL, "compact suggested-action");
  GtkWidget *cancel = vigie_page_button_new (_("Cancel"), NULL, "compact flat");

  gtk_box_append (GTK_BOX (self->box), vigie_paragraph_new (label, "caption dim"));
  gtk_widget_set_halign (row, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), cancel);
  gtk_box_append (GTK_BOX (row), accept);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->picks);
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_box_append (GTK_BOX (self->box), row);
  vigie_set_accessible_label (self->entry, label);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);

  return GTK_WIDGET (self);
}

void
vigie_page_prompt_set_names (VigiePagePrompt *self, GPtrArray *names)
{
  vigie_name_picks_set_names (VIGIE_NAME_PICKS (self->picks), names);
}

void
vigie_page_prompt_set_session (VigiePagePrompt *self, VigieSession *session)
{
  vigie_name_picks_set_session (VIGIE_NAME_PICKS (self->picks), session);
}

void
vigie_page_prompt_fail (VigiePagePrompt *self, const char *message)
{
  vigie_label_set (GTK_LABEL (self->error), message);
  gtk_widget_set_visible (self->error, message != NULL);
}

void
vigie_page_prompt_set_text (VigiePagePrompt *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
