/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands under the contact: how one calls, and to whom an incident goes up. Both come from the
 * playbook and never change while the program runs, so they are built once. */

#include "vigie-directory-guide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-directory.h"
#include "vigie-text-ui.h"

static GtkWidget *
titled_card_new (const char *title, const char *note, GtkWidget **list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (head, "group-title");
  gtk_box_append (GTK_BOX (head), vigie_label_new (title, NULL));
  if (note != NULL)
    gtk_box_append (GTK_BOX (head), vigie_label_new (note, "group-note"));
  *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (*list, "card-list");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), *list);

  return box;
}

GtkWidget *
vigie_directory_protocol_new (const VigiePlaybook *playbook, VigieLang lang)
{
  GtkWidget *list;
  GtkWidget *box = titled_card_new (vigie_text_get (&playbook->call_protocol, lang), NULL, &list);

  for (guint i = 0; i < playbook->call_steps->len; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *count = vigie_label_new (number, "count");
      GtkWidget *text = vigie_paragraph_new (vigie_text_get (playbook->call_steps->pdata[i], lang), "small");

      gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_add_css_class (row, "card-row");
      gtk_box_append (GTK_BOX (row), count);
      gtk_box_append (GTK_BOX (row), text);
      gtk_box_append (GTK_BOX (list), row);
    }

  return box;
}

static char *
reach_words (const VigieSupportLevel *level)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < level->contacts->len; i++)
    if (strchr (level->contacts->pdata[i], '@') != NULL || !vigie_number_is_placeholder (level->contacts->pdata[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", (const char *) level->contacts->pdata[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
level_row_new (const VigieSupportLevel *level, VigieLang lang)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scope = vigie_label_new (vigie_text_get (&level->scope, lang), "small dim");
  g_autofree char *rule = g_strdup_printf ("%s · %s", vigie_text_get (&level->deadline, lang), vigie_text_get (&level->escalation, lang));
  g_autofree char *reach = reach_words (level);

  gtk_widget_set_hexpand (scope, TRUE);
  gtk_box_append (GTK_BOX (line), vigie_label_new (vigie_text_get (&level->title, lang), "strong small"));
  gtk_box_append (GTK_BOX (line), scope);
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (GTK_BOX (column), vigie_paragraph_new (rule, "small"));
  gtk_box_append (GTK_BOX (column), vigie_paragraph_new (reach, "caption dim"));
  gtk_widget_set_margin_top (column, 8);
  gtk_widget_set_margin_bottom (column, 8);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (row), column);
  gtk_widget_add_css_class (row, "card-row");

  return row;
}

GtkWidget *
vigie_directory_levels_new (const VigiePlaybook *playbook, VigieLang lang)
{
  GtkWidget *list;
  GtkWidget *box = titled_card_new (_("Escalation"), _("each level and when it hands over"), &list);

  for (guint i = 0; i < playbook->support_levels->len; i++)
    gtk_box_append (GTK_BOX (list), level_row_new (playbook->support_levels->pdata[i], lang));

  return box;
}
