/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A strip takes no focus and comes and goes while people work, so it says each new sentence to the screen reader
 * itself, and the same one once. The sentence wraps and asks for a few letters only: it must not hold a small
 * window wide. */

#include "vigie-notice-strip.h"

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieNoticeStrip
{
  GtkBox parent_instance;

  GtkLabel *label;
  char *words;                  /* as given: the label shows signs for what cannot be seen */
  char *say_action;
};

G_DEFINE_FINAL_TYPE (VigieNoticeStrip, vigie_notice_strip, GTK_TYPE_BOX)

static void
vigie_notice_strip_finalize (GObject *object)
{
  VigieNoticeStrip *self = VIGIE_NOTICE_STRIP (object);

  g_free (self->words);
  g_free (self->say_action);
  G_OBJECT_CLASS (vigie_notice_strip_parent_class)->finalize (object);
}

static void
vigie_notice_strip_class_init (VigieNoticeStripClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_notice_strip_finalize;
}

static void
vigie_notice_strip_init (VigieNoticeStrip *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  vigie_add_classes (GTK_WIDGET (self->label), "strong notice-title");
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->label, 3);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, 12);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  vigie_add_classes (GTK_WIDGET (self), "notice-bar proposal-strip");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * vigie_notice_strip_new:
 * @style: "soon" or "late".
 * @icon: the name of a symbolic icon.
 * @say_action: the action of the window that says a new sentence to the screen reader, "win.announce" or
 *   "win.alert"; it gets the sentence.
 *
 * Makes a hidden strip that says nothing yet.
 *
 * Returns: (transfer floating): the strip
 */
GtkWidget *
vigie_notice_strip_new (const char *style, const char *icon, const char *say_action)
{
  VigieNoticeStrip *self = g_object_new (VIGIE_TYPE_NOTICE_STRIP, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  gtk_box_prepend (GTK_BOX (self), vigie_icon_new (icon, g_str_equal (style, "late") ? "late-text" : NULL));
  self->say_action = g_strdup (say_action);

  return GTK_WIDGET (self);
}

/**
 * vigie_notice_strip_add:
 * @label: verb and object.
 * @css_classes: (nullable): classes beside "compact", with spaces between.
 *
 * Adds a button behind the sentence and those that are there.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
vigie_notice_strip_add (VigieNoticeStrip *self, const char *label, const char *css_classes)
{
  GtkWidget *button = vigie_page_button_new (label, NULL, css_classes);

  gtk_widget_add_css_class (button, "compact");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), button);

  return button;
}

/**
 * vigie_notice_strip_say:
 * @words: (nullable): one sentence, as people typed it or as we say it; %NULL to hide the strip.
 *
 * Shows the sentence, and says it to the screen reader if it is not the one that stands there.
 */
void
vigie_notice_strip_say (VigieNoticeStrip *self, const char *words)
{
  if (g_strcmp0 (self->words, words) == 0)
    return;
  if (words != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->say_action, "s", words);
  g_free (self->words);
  self->words = g_strdup (words);
  vigie_label_set (self->label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

/**
 * vigie_notice_strip_get_words:
 *
 * Returns: (transfer none) (nullable): the sentence as it was given; %NULL while the strip is hidden
 */
const char *
vigie_notice_strip_get_words (VigieNoticeStrip *self)
{
  return self->words;
}
