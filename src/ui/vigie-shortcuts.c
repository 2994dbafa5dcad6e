/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of keys. Its sections stand in one table here, next to nothing else, so that a key that is
 * added somewhere is easily added here too. GtkShortcutsWindow can only be filled by a builder in 4.8,
 * hence the XML; every word in it is escaped. Each section fits one page: of a section with more, the toolkit
 * chooses by height which groups come first. */

#include <glib/gi18n-lib.h>

#include "vigie-widgets.h"

typedef struct
{
  const char *section;           /* NULL: the section before goes on */
  const char *group;             /* NULL: the group before goes on */
  const char *keys;
  const char *words;
} Key;

static const Key keys[] = {
  { N_("Everywhere"), N_("Everywhere"), "<Control>n", N_("Declare an incident") },
  { NULL, NULL, "<Control>1...6", N_("Pages of the incident") },
  { NULL, NULL, "<Alt>1 <Alt>2", N_("Do what the first or second clock asks") },
  { NULL, NULL, "<Control>l", N_("Write in the command line") },
  { NULL, NULL, "<Control>k", N_("Search anywhere") },
  { NULL, NULL, "<Control>f", N_("Search") },
  { NULL, NULL, "F7", N_("Whom to tell, what to do") },
  { NULL, NULL, "F8", N_("Show or hide the clocks") },
  { NULL, NULL, "F6", N_("Next pane") },
  { NULL, NULL, "F9", N_("Show or hide the sidebar") },
  { NULL, NULL, "Escape", N_("One layer back") },
  { NULL, NULL, "<Control>Return", N_("The suggested button of the page") },
  { NULL, NULL, "<Control>g", N_("Open the guided example") },
  { NULL, NULL, "<Control>e", N_("Export the report") },
  { NULL, NULL, "<Control>z", N_("Undo the last act, where nothing is typed") },
  { NULL, NULL, "<Control>comma", N_("Preferences") },
  { NULL, N_("Severity"), "1...4", N_("Answer and go on") },
  { NULL, NULL, "0", N_("Unknown") },
  { NULL, NULL, "Up Down", N_("Another question") },
  { NULL, NULL, "F2", N_("Another level, with a reason") },
  { NULL, NULL, "Return", N_("Declare, from the questions") },
  { NULL, N_("Command line"), "Tab", N_("Complete what is typed") },
  { NULL, NULL, "Down Up", N_("Choose a suggestion") },
  { NULL, NULL, "<Control>space", N_("Everything that can be typed here") },
  { NULL, NULL, "<Control>Return", N_("A decision in four fields") },
  { N_("On the pages"), N_("Timeline"), "Up Down", N_("Another entry") },
  { NULL, NULL, "i", N_("Insert before it") },
  { NULL, NULL, "<Control>j", N_("Go to a time, filter by kind or person") },
  { NULL, NULL, "<Control>h", N_("Both times: when it happened, when it was noted") },
  { NULL, NULL, "F3 <Shift>F3", N_("Next and previous one found") },
  { NULL, NULL, "<Control>o <Control>v", N_("Keep a file, or what was copied, as evidence") },
  { NULL, NULL, "space", N_("Star for the report") },
  { NULL, NULL, "F2", N_("Correct") },
  { NULL, NULL, "Delete", N_("Retract, with a reason") },
  { NULL, NULL, "Return", N_("Details") },
  { NULL, N_("Roles and playbook"), "a p r", N_("Assign, take, hand over a post") },
  { NULL, NULL, "space", N_("Tick a step") },
  { NULL, NULL, "n", N_("Not applicable") },
  { NULL, NULL, "d r", N_("Record a decision, note a result") },
  { NULL, NULL, "o c", N_("Open, copy the link of a step") },
  { NULL, NULL, "h", N_("Add a hypothesis") },
  { NULL, N_("Messages"), "F4", N_("Next check") },
  { NULL, NULL, "<Alt>Return", N_("Open the fact at the cursor") },
  { NULL, NULL, "<Control>Tab", N_("Text or preview") },
  { NULL, NULL, "<Control>s", N_("Record the draft") },
  { NULL, N_("Report"), "<Control><Alt>m", N_("Comment on the selected passage") },
  { NULL, NULL, "<Control><Alt>h", N_("Versions of the section") },
  { NULL, N_("Directory, outside a text field"), "v", N_("Numbers are right") },
  { NULL, NULL, "e", N_("Change the contact") },
  { NULL, NULL, "n", N_("New contact") },
  { NULL, NULL, "r", N_("Go through the contacts to check, one by one") },
  { NULL, NULL, "q", N_("QR code") },
  { NULL, NULL, "h", N_("History") },
  { NULL, NULL, "f", N_("Make it a favourite") },
  { NULL, NULL, "Delete", N_("Remove") },
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

static void
append_section (GString    *xml,
                const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (_(title), -1);
  g_autofree char *name = g_markup_escape_text (title, -1);

  g_string_append_printf (xml,
                          "<child><object class='GtkShortcutsSection'><property name='section-name'>%s</property>"
                          "<property name='title'>%s</property><property name='max-height'>18</property>",
                          name, escaped);
}

static void
append_group (GString    *xml,
              const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (_(title), -1);

  g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", escaped);
}

static char *
make_xml (void)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1</property>");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].group && i > 0)
        g_string_append (xml, "</object></child>");
      if (keys[i].section && i > 0)
        g_string_append (xml, "</object></child>");
      if (keys[i].section)
        append_section (xml, keys[i].section);
      if (keys[i].group)
        append_group (xml, keys[i].group);
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
