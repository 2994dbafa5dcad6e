/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines are made again only when other facts have changed, so that a reason that is being typed stays under the hand. */

#include "vigie-breach-changes-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define NAME_CHARS 22
#define VALUE_CHARS 14

enum { WHAT, WAS, NOW, WHY, NAME };

typedef struct
{
  char *field;                  /* "why.persons" */
  char *shown;
  GtkWidget *was;
  GtkWidget *now;
  GtkWidget *why;
} Line;

struct _VigieBreachChangesCard
{
  GtkBox parent_instance;

  GtkWidget *card;
  GPtrArray *lines;             /* Line * */
};

G_DEFINE_FINAL_TYPE (VigieBreachChangesCard, vigie_breach_changes_card, GTK_TYPE_BOX)

static guint why_signal;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->field);
  g_free (line->shown);
  g_free (line);
}

static Line *
line_of (VigieBreachChangesCard *self, GtkWidget *why)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (((Line *) self->lines->pdata[i])->why == why)
      return self->lines->pdata[i];

  return NULL;
}

static void
said_cb (VigieBreachChangesCard *self, GtkWidget *why)
{
  Line *line = line_of (self, why);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (why));

  if (line == NULL || g_strcmp0 (words, line->shown) == 0)
    return;
  g_free (line->shown);
  line->shown = g_strdup (words);
  g_signal_emit (self, why_signal, 0, line->field, words);
}

static void
left_cb (GtkEventControllerFocus *focus, VigieBreachChangesCard *self)
{
  said_cb (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));
}

static GtkWidget *
label_new (const char *words, const char *css_classes, int chars)
{
  GtkWidget *label = vigie_paragraph_new (words, css_classes);

  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);

  return label;
}

static void
add_head (VigieBreachChangesCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), label_new (_("Fact"), "caption dim", NAME_CHARS));
  gtk_box_append (GTK_BOX (row), label_new (_("Was"), "caption dim", VALUE_CHARS));
  gtk_box_append (GTK_BOX (row), label_new (_("Now"), "caption dim", VALUE_CHARS));
  gtk_box_append (GTK_BOX (row), vigie_label_new (_("Why"), "caption dim"));
  gtk_box_append (GTK_BOX (self->card), row);
}

static void
add_line (VigieBreachChangesCard *self, const char *const *change)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  /* Translators: %s is a fact that has changed. For the screen reader. */
  g_autofree char *name = g_strdup_printf (_("Why %s has changed"), change[WHAT]);

  line->field = g_strconcat ("why.", change[NAME], NULL);
  line->was = label_new ("", "small dim", VALUE_CHARS);
  line->now = label_new ("", "small strong", VALUE_CHARS);
  line->why = gtk_entry_new ();
  gtk_widget_set_hexpand (line->why, TRUE);
  gtk_widget_set_valign (line->why, GTK_ALIGN_CENTER);
  vigie_set_accessible_label (line->why, name);
  g_signal_connect_swapped (line->why, "activate", G_CALLBACK (said_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (line->why, focus);
  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), label_new (change[WHAT], "small", NAME_CHARS));
  gtk_box_append (GTK_BOX (row), line->was);
  gtk_box_append (GTK_BOX (row), line->now);
  gtk_box_append (GTK_BOX (row), line->why);
  gtk_box_append (GTK_BOX (self->card), row);
  g_ptr_array_add (self->lines, line);
}

static gboolean
has_same_facts (VigieBreachChangesCard *self, GPtrArray *changes)
{
  if (self->lines->len != changes->len)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const char *const *change = changes->pdata[i];

      if (strcmp (((Line *) self->lines->pdata[i])->field + strlen ("why."), change[NAME]) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
show_line (Line *line, const char *const *change)
{
  gboolean is_typed = gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (line->why))))
                      && line->shown != NULL && strcmp (gtk_editable_get_text (GTK_EDITABLE (line->why)), line->shown) != 0;

  vigie_label_set_whole (GTK_LABEL (line->was), change[WAS]);
  vigie_label_set_whole (GTK_LABEL (line->now), change[NOW]);
  if (is_typed || g_strcmp0 (line->shown, change[WHY]) == 0)
    return;
  g_free (line->shown);
  line->shown = g_strdup (change[WHY]);
  gtk_editable_set_text (GTK_EDITABLE (line->why), line->shown);
}

void
vigie_breach_changes_card_show (VigieBreachChangesCard *self, const VigieBreachNotice *notice)
{
  gtk_widget_set_visible (GTK_WIDGET (self), notice->changes->len > 0);
  if (!has_same_facts (self, notice->changes))
    {
      vigie_clear_box (GTK_BOX (self->card));
      g_ptr_array_set_size (self->lines, 0);
      add_head (self);
      for (guint i = 0; i < notice->changes->len; i++)
        add_line (self, notice->changes->pdata[i]);
    }
  for (guint i = 0; i < notice->changes->len; i++)
    show_line (self->lines->pdata[i], notice->changes->pdata[i]);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (VIGIE_BREACH_CHANGES_CARD (object)->lines);
  G_OBJECT_CLASS (vigie_breach_changes_card_parent_class)->finalize (object);
}

static void
vigie_breach_changes_card_class_init (VigieBreachChangesCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  why_signal = g_signal_new ("why", VIGIE_TYPE_BREACH_CHANGES_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
vigie_breach_changes_card_init (VigieBreachChangesCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->card, "card-list");
  gtk_box_append (GTK_BOX (self), vigie_page_head_new (_("What has changed since the notice before"), NULL));
  gtk_box_append (GTK_BOX (self), self->card);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_breach_changes_card_new (void)
{
  return g_object_new (VIGIE_TYPE_BREACH_CHANGES_CARD, NULL);
}
