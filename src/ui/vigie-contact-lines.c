/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* There is always one empty line at the end of none: who has one number sees one field. Taking a line away is emptying it. */

#include "vigie-contact-lines.h"

#include <glib/gi18n-lib.h>

#include "vigie-contact-acts.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieContactLines
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *rows;
  char *one, *placeholder, *label;
};

G_DEFINE_FINAL_TYPE (VigieContactLines, vigie_contact_lines, GTK_TYPE_WIDGET)

static GtkWidget *
entry_new (const char *text, const char *placeholder, const char *name, int width_chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width_chars);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  vigie_set_accessible_label (entry, name);
  return entry;
}

static GtkWidget *
add_row (VigieContactLines *self, const char *label, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *label_name = g_strdup_printf (_("Label of: %s"), self->one);
  GtkWidget *field = entry_new (value, self->placeholder, self->one, 18);
  g_autofree char *words = vigie_contact_label_words (label);

  gtk_widget_set_hexpand (field, TRUE);
  gtk_widget_add_css_class (field, "num");
  gtk_box_append (GTK_BOX (row), field);
  gtk_box_append (GTK_BOX (row), entry_new (words, self->label, label_name, 9));
  /* What the record says stays when nobody touches the word. */
  g_object_set_data_full (G_OBJECT (field), "label", g_strdup (label), g_free);
  gtk_box_append (GTK_BOX (self->rows), row);
  return field;
}

static void
add_cb (VigieContactLines *self)
{
  gtk_widget_grab_focus (add_row (self, "", ""));
}

void
vigie_contact_lines_read (VigieContactLines *self, GPtrArray *lines)
{
  g_return_if_fail (VIGIE_IS_CONTACT_LINES (self));

  g_ptr_array_set_size (lines, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *field = gtk_widget_get_first_child (row);
      g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
      g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_next_sibling (field)))));
      g_autofree char *label = vigie_contact_label_of_words (typed, g_object_get_data (G_OBJECT (field), "label"));

      if (*value != '\0')
        g_ptr_array_add (lines, vigie_contact_line_new (label, value));
    }
}

static void
vigie_contact_lines_dispose (GObject *object)
{
  VigieContactLines *self = VIGIE_CONTACT_LINES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->one, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (vigie_contact_lines_parent_class)->dispose (object);
}

static void
vigie_contact_lines_class_init (VigieContactLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_contact_lines_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_contact_lines_init (VigieContactLines *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_contact_lines_new (const char *title, const char *one, const char *add, const char *placeholder, const char *label, const GPtrArray *lines)
{
  VigieContactLines *self = g_object_new (VIGIE_TYPE_CONTACT_LINES, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = vigie_label_new (title, "small dim");
  GtkWidget *button = vigie_page_button_new (add, NULL, "compact flat");

  self->one = g_strdup (one);
  self->placeholder = g_strdup (placeholder);
  self->label = g_strdup (label);
  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), button);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  for (guint i = 0; i < lines->len; i++)
    add_row (self, ((const VigieContactLine *) lines->pdata[i])->label, ((const VigieContactLine *) lines->pdata[i])->value);
  if (lines->len == 0)
    add_row (self, "", "");

  return GTK_WIDGET (self);
}
