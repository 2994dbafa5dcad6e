/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of keys. Its sections stand in one table here, next to nothing else, so that a key that is
 * added somewhere is easily added here too. GtkShortcutsWindow can only be filled by a builder in 4.8,
 * hence the XML; every word in it is escaped. */

#include <glib/gi18n-lib.h>

#include "vigie-widgets.h"

typedef struct
{
  const char *group;             /* NULL: the group before goes on */
  const char *keys;
  const char *words;
} Key;

static const Key keys[] = {
  { N_("Everywhere"), "<Control>n", N_("Declare an incident") },
  { NULL, "<Control>1...5", N_("Pages of the incident") },
  { NULL, "<Alt>1 <Alt>2", N_("Do what the first or second clock asks") },
  { NULL, "<Control>l", N_("Write in the command line") },
  { NULL, "<Control>k", N_("Search anywhere") },
  { NULL, "<Control>f", N_("Search") },
  { NULL, "F7", N_("Whom to tell, what to do") },
  { NULL, "F8", N_("Show or hide the clocks") },
  { NULL, "F6", N_("Next pane") },
  { NULL, "F9", N_("Show or hide the sidebar") },
  { NULL, "Escape", N_("One layer back") },
  { NULL, "<Control>Return", N_("The suggested button of the page") },
  { NULL, "<Control>g", N_("Open the guided example") },
  { NULL, "<Control>e", N_("Export the report") },
  { NULL, "<Control>z", N_("Undo the last act, where nothing is typed") },
  { NULL, "<Control>comma", N_("Preferences") },
  { N_("Severity"), "1...4", N_("Answer and go on") },
  { NULL, "0", N_("Unknown") },
  { NULL, "Up Down", N_("Another question") },
  { NULL, "F2", N_("Another level, with a reason") },
  { NULL, "Return", N_("Declare, from the questions") },
  { N_("Command line"), "Tab", N_("Complete what is typed") },
  { NULL, "Down Up", N_("Choose a suggestion") },
  { NULL, "<Control>space", N_("Everything that can be typed here") },
  { NULL, "<Control>Return", N_("A decision in four fields") },
  { N_("Timeline"), "Up Down", N_("Another entry") },
  { NULL, "i", N_("Insert before it") },
  { NULL, "<Control>j", N_("Go to a time, filter by kind or person") },
  { NULL, "<Control>h", N_("Both times: when it happened, when it was noted") },
  { NULL, "F3 <Shift>F3", N_("Next and previous one found") },
  { NULL, "<Control>o <Control>v", N_("Keep a file, or what was copied, as evidence") },
  { NULL, "space", N_("Star for the report") },
  { NULL, "F2", N_("Correct") },
  { NULL, "Delete", N_("Retract, with a reason") },
  { NULL, "Return", N_("Details") },
  { N_("Roles and playbook"), "a p r", N_("Assign, take, hand over a post") },
  { NULL, "space", N_("Tick a step") },
  { NULL, "n", N_("Not applicable") },
  { NULL, "d r", N_("Record a decision, note a result") },
  { NULL, "o c", N_("Open, copy the link of a step") },
  { NULL, "h", N_("Add a hypothesis") },
  { N_("Directory, outside a text field"), "v", N_("Numbers are right") },
  { NULL, "e", N_("Change the contact") },
  { NULL, "n", N_("New contact") },
  { NULL, "r", N_("Go through the contacts to check, one by one") },
  { NULL, "q", N_("QR code") },
  { NULL, "h", N_("History") },
  { NULL, "f", N_("Make it a favourite") },
  { NULL, "Delete", N_("Remove") },
};

static void
append_key (GString   *xml,
            const Key *key)
{
  g_autofree char *accelerator = g_markup_escape_text (key->keys, -1);
  g_autofree char *title = g_markup_escape_text (_(key->words), -1);

  g_string_append_printf (xml,
                          "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
                          "<property name='title'>%s</property></object></child>",
                          accelerator, title);
}

static char *
make_xml (void)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1</property>"
                               "<child><object class='GtkShortcutsSection'><property name='section-name'>all</property>"
                               "<property name='max-height'>18</property>");
  gboolean open = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].group)
        {
          g_autofree char *title = g_markup_escape_text (_(keys[i].group), -1);

          g_string_append (xml, open ? "</object></child>" : "");
          g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);
          open = TRUE;
        }
      append_key (xml, &keys[i]);
    }
  g_string_append (xml, "</object></child></object></child></object></interface>");
  return g_string_free (xml, FALSE);
}

/**
 * vigie_shortcuts_window_new:
 * @parent: (nullable): the window it belongs to
 *
 * Makes the window that lists the keys; present it with gtk_window_present().
 */
GtkWidget *
vigie_shortcuts_window_new (GtkWindow *parent)
{
  g_autofree char *xml = make_xml ();
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_string (xml, -1);
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));

  if (parent)
    gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  return window;
}
