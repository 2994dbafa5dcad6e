/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-command-hint.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"
#include "vigie-text.h"

struct _VigieCommandHint
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *words;
  GtkLabel *end;                 /* who else types, or a key */
  gboolean room;
  gboolean is_needed; /* a problem, or a text that is held: shown without room too */
};

G_DEFINE_FINAL_TYPE (VigieCommandHint, vigie_command_hint, GTK_TYPE_WIDGET)

static void
vigie_command_hint_dispose (GObject *object)
{
  g_clear_pointer (&VIGIE_COMMAND_HINT (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_command_hint_parent_class)->dispose (object);
}

static void
vigie_command_hint_class_init (VigieCommandHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_command_hint_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vigie_command_hint_init (VigieCommandHint *self)
{
  self->room = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->words = GTK_LABEL (vigie_label_new (NULL, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (self->box, "command-hint");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  self->end = GTK_LABEL (vigie_label_new (_("Esc: read the list again"), NULL));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->end));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * vigie_command_hint_new:
 *
 * Returns: (transfer floating): a hint without words
 */
GtkWidget *
vigie_command_hint_new (void)
{
  return g_object_new (VIGIE_TYPE_COMMAND_HINT, NULL);
}

static void
say (VigieCommandHint *self, const char *words, gboolean is_problem, gboolean is_needed)
{
  vigie_label_set (self->words, words);
  vigie_set_class (GTK_WIDGET (self->words), "late-text", is_problem);
  self->is_needed = is_needed;
  gtk_widget_set_visible (GTK_WIDGET (self), self->room || is_needed);
}

void
vigie_command_hint_show (VigieCommandHint *self, VigieEntryKind kind)
{
  const char *words = _("decision:  action:  hypothesis:  call:  todo:     −5 or 14:32 time     @ person     # fact");

  g_return_if_fail (VIGIE_IS_COMMAND_HINT (self));

  say (self, kind == VIGIE_ENTRY_DECISION ? _("Ctrl Enter: observe, orient, decide, act in four fields") : words, FALSE, FALSE);
}

void
vigie_command_hint_show_long (VigieCommandHint *self, gint64 n_chars, VigieLang lang)
{
  g_autofree char *count = vigie_text_number (n_chars, lang);
  /* Translators: %s is a number of characters, always large. */
  g_autofree char *words = g_strdup_printf (_("A long text of %s characters: Enter records all of it, Backspace gives it up"), count);

  g_return_if_fail (VIGIE_IS_COMMAND_HINT (self));

  say (self, words, FALSE, TRUE);
}

void
vigie_command_hint_show_problem (VigieCommandHint *self, const char *problem)
{
  g_return_if_fail (VIGIE_IS_COMMAND_HINT (self));

  say (self, problem, TRUE, TRUE);
}

void
vigie_command_hint_show_typing (VigieCommandHint *self, const char *words)
{
  g_return_if_fail (VIGIE_IS_COMMAND_HINT (self));

  vigie_label_set (self->end, words != NULL ? words : _("Esc: read the list again"));
  vigie_set_class (GTK_WIDGET (self->end), "accent-text", words != NULL);
}

void
vigie_command_hint_set_room (VigieCommandHint *self, gboolean room)
{
  g_return_if_fail (VIGIE_IS_COMMAND_HINT (self));

  self->room = room;
  gtk_widget_set_visible (GTK_WIDGET (self), room || self->is_needed);
}
