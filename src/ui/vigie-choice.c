/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-choice.h"

#include <glib/gi18n-lib.h>

#include "vigie-text-ui.h"

GtkWidget *
vigie_choice_new (const char *const *words,
                  const char *name,
                  guint selected,
                  GCallback changed,
                  gpointer self)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  vigie_set_accessible_label (choice, name);
  g_signal_connect_swapped (choice, "notify::selected", changed, self);

  return choice;
}

guint
vigie_choice_get (GtkWidget *choice)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return selected != GTK_INVALID_LIST_POSITION ? selected : 0;
}

void
vigie_choice_set (GtkWidget *choice, guint selected)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
}

GtkWidget *
vigie_level_choice_new (GCallback changed, gpointer self)
{
  const char *levels[] = { _("All levels"), "P1", "P2", "P3", "P4", NULL };

  return vigie_choice_new (levels, _("Level"), 0, changed, self);
}

/* ---- Type ---- */

static const char *
type_id (const VigiePlaybook *playbook, guint index)
{
  return ((const VigieTypeDef *) playbook->types->pdata[index])->id;
}

GtkWidget *
vigie_type_choice_new (const VigiePlaybook *playbook, GCallback changed, gpointer self)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) _("All types"));
  for (guint i = 0; i < playbook->types->len; i++)
    g_ptr_array_add (words, (gpointer) type_id (playbook, i));
  g_ptr_array_add (words, (gpointer) C_("incident type", "other"));
  g_ptr_array_add (words, NULL);

  return vigie_choice_new ((const char *const *) words->pdata, _("Type"), 0, changed, self);
}

const char *
vigie_type_choice_get (GtkWidget *choice, const VigiePlaybook *playbook)
{
  guint place = vigie_choice_get (choice);

  if (place == 0)
    return NULL;

  return place <= playbook->types->len ? type_id (playbook, place - 1) : "other";
}

void
vigie_type_choice_set (GtkWidget *choice, const VigiePlaybook *playbook, const char *type)
{
  guint place = type != NULL ? playbook->types->len + 1 : 0;

  for (guint i = 0; type != NULL && i < playbook->types->len; i++)
    if (g_str_equal (type_id (playbook, i), type))
      place = i + 1;
  vigie_choice_set (choice, place);
}

GtkWidget *
vigie_choice_row_new (GtkWidget *const *choices, guint n_choices)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), n_choices);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 8);
  for (guint i = 0; i < n_choices; i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (flow), choices[i]);
      /* The choice is the control; a stop of its own around it would only be in the way. */
      gtk_widget_set_focusable (gtk_widget_get_parent (choices[i]), FALSE);
    }

  return flow;
}
