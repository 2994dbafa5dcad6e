/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows are one line high, so the step with the focus is said whole here: long words, when it is due, its owner, what it
 * waits for. The last one stays in sight while the focus is elsewhere. Two links at most stand here: more would push
 * the words aside, and the details of the step have them all. */

#include "vigie-step-foot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-compat.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define MOST_LINKS 2

struct _VigieStepFoot
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *meta;
  GtkWidget *links;
  const VigieStepDef *def; /* borrowed from the playbook; NULL while nothing is shown */
};

G_DEFINE_FINAL_TYPE (VigieStepFoot, vigie_step_foot, GTK_TYPE_WIDGET)

char *
vigie_link_url (const VigieLink *link)
{
  return strchr (link->url, ':') != NULL ? g_strdup (link->url) : g_strconcat ("https://", link->url, NULL);
}

static const VigieLink *
link_at (VigieStepFoot *self, guint index)
{
  return self->def != NULL && index < self->def->links->len ? g_ptr_array_index (self->def->links, index) : NULL;
}

static gboolean
open_link (VigieStepFoot *self, guint index)
{
  const VigieLink *link = link_at (self, index);
  g_autofree char *url = link != NULL ? vigie_link_url (link) : NULL;

  if (url != NULL)
    vigie_compat_show_uri (GTK_WIDGET (self), url);

  return url != NULL;
}

static gboolean
copy_link (VigieStepFoot *self, guint index)
{
  const VigieLink *link = link_at (self, index);
  g_autofree char *url = link != NULL ? vigie_link_url (link) : NULL;

  if (url != NULL)
    vigie_page_copy (GTK_WIDGET (self), url, _("Address copied."));

  return url != NULL;
}

gboolean
vigie_step_foot_open (VigieStepFoot *self)
{
  return open_link (self, 0);
}

gboolean
vigie_step_foot_copy (VigieStepFoot *self)
{
  return copy_link (self, 0);
}

static void
open_cb (VigieStepFoot *self, GtkButton *button)
{
  open_link (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
copy_cb (VigieStepFoot *self, GtkButton *button)
{
  copy_link (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
add_link (VigieStepFoot *self, guint index, VigieLang lang)
{
  const char *label = vigie_text_get (&link_at (self, index)->label, lang);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  /* Translators: %s is the name of a web page. */
  g_autofree char *open_name = g_strdup_printf (_("Open %s"), label);
  g_autofree char *copy_name = g_strdup_printf (_("Copy the address of %s"), label);
  GtkWidget *open = vigie_page_button_new (label, index == 0 ? "O" : NULL, "compact");
  GtkWidget *copy = vigie_page_icon_button_new ("vigie-copy-symbolic", copy_name);

  gtk_box_prepend (GTK_BOX (gtk_button_get_child (GTK_BUTTON (open))), vigie_icon_new ("vigie-link-symbolic", NULL));
  vigie_set_accessible_label (open, open_name);
  g_object_set_data (G_OBJECT (open), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (copy), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_widget_set_valign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), copy);
  gtk_box_append (GTK_BOX (self->links), row);
}

static void
show_links (VigieStepFoot *self, const VigieStepDef *def, VigieLang lang)
{
  if (self->def == def)
    return;
  self->def = def;
  vigie_clear_box (GTK_BOX (self->links));
  for (guint i = 0; i < def->links->len && i < MOST_LINKS; i++)
    add_link (self, i, lang);
  if (def->links->len > MOST_LINKS)
    {
      guint more = def->links->len - MOST_LINKS;
      /* Translators: links of a step, beyond the two that are shown. */
      g_autofree char *words = g_strdup_printf (ngettext ("%u more in its details", "%u more in its details", more), more);

      gtk_box_append (GTK_BOX (self->links), vigie_label_new (words, "caption dim"));
    }
  gtk_widget_set_visible (self->links, def->links->len > 0);
}

void
vigie_step_foot_show (VigieStepFoot *self, VigieProcedureStep *step, VigieLang lang)
{
  g_auto(GStrv) lines = g_strsplit (vigie_procedure_step_get_words (step), "\n", 2);

  if (lines[0] == NULL)
    return;
  vigie_label_set (GTK_LABEL (self->words), lines[0]);
  vigie_label_set (GTK_LABEL (self->meta), lines[1]);
  show_links (self, vigie_procedure_step_get_def (step), lang);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
dispose (GObject *object)
{
  VigieStepFoot *self = VIGIE_STEP_FOOT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_step_foot_parent_class)->dispose (object);
}

static void
vigie_step_foot_class_init (VigieStepFootClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_step_foot_init (VigieStepFoot *self)
{
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = vigie_label_new ("", "strong");
  self->meta = vigie_label_new ("", "small dim num");
  self->links = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->box, "step-foot");
  gtk_widget_set_hexpand (said, TRUE);
  gtk_widget_set_visible (self->links, FALSE);
  gtk_box_append (GTK_BOX (said), self->words);
  gtk_box_append (GTK_BOX (said), self->meta);
  gtk_box_append (GTK_BOX (self->box), said);
  gtk_box_append (GTK_BOX (self->box), self->links);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_step_foot_new (void)
{
  return g_object_new (VIGIE_TYPE_STEP_FOOT, NULL);
}
