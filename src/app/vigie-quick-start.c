/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a display, GTK reads its own style sheet of some five thousand lines, and libadwaita then puts
 * that away and reads its own; it reads the icon theme, and reads it once more because GtkApplication and
 * libadwaita each add a place of icons. Together that was a third of the time to an empty window.
 *
 * The style: the theme that libadwaita would set, an empty one of its own resources, is named to GTK
 * beforehand in the environment, the only way that wins over what the desktop has set. libadwaita must
 * not find the name afterwards, or it would take it for the person's wish and load no style at all; a name
 * that the person really gave stays. The variable goes in while there is one thread and out while there
 * may be others: it is the last of the environment then, so that nobody who reads there at that moment
 * misses another.
 *
 * The icons: GTK begins to read them on a thread when they are first asked for. Until every place was
 * added there are no folders to read, and then they are read while the window is built. GtkIconTheme may
 * be used from threads once it is set up (its own icons are loaded so). */

#include "vigie-quick-start.h"

#include <gtk/gtk.h>

#define VARIABLE "GTK_THEME"
#define EMPTY_THEME "Adwaita-empty"

static gboolean has_theme;
static char **icon_folders;
static char **icon_resources;

void
vigie_quick_start_prepare (void)
{
  if (!g_getenv (VARIABLE))
    has_theme = g_setenv (VARIABLE, EMPTY_THEME, FALSE);
}

static void
hold_icons (GtkIconTheme *theme)
{
  icon_folders = gtk_icon_theme_get_search_path (theme);
  icon_resources = gtk_icon_theme_get_resource_path (theme);
  gtk_icon_theme_set_search_path (theme, (const char *const[]) { NULL });
  gtk_icon_theme_set_resource_path (theme, (const char *const[]) { NULL });
}

void
vigie_quick_start_open_display (void)
{
  gtk_init ();
  hold_icons (gtk_icon_theme_get_for_display (gdk_display_get_default ()));
  if (!has_theme)
    return;
  /* The settings read the theme when they are made. */
  gtk_settings_get_default ();
  g_unsetenv (VARIABLE);
  has_theme = FALSE;
}

/* GTK's own resources before those that were added since. */
static void
restore_resources (GtkIconTheme *theme)
{
  g_auto(GStrv) own = g_steal_pointer (&icon_resources);
  g_auto(GStrv) added = gtk_icon_theme_get_resource_path (theme);
  g_autoptr(GStrvBuilder) all = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  g_strv_builder_addv (all, (const char **) own);
  g_strv_builder_addv (all, (const char **) added);
  paths = g_strv_builder_end (all);
  gtk_icon_theme_set_resource_path (theme, (const char *const *) paths);
}

static gpointer
load_icons (gpointer data)
{
  GtkIconTheme *theme = data;

  gtk_icon_theme_has_icon (theme, "window-close-symbolic");
  g_object_unref (theme);
  return NULL;
}

void
vigie_quick_start_load_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto(GStrv) folders = g_steal_pointer (&icon_folders);

  if (!folders)
    return;
  restore_resources (theme);
  gtk_icon_theme_set_search_path (theme, (const char *const *) folders);
  g_thread_unref (g_thread_new ("vigie-icons", load_icons, g_object_ref (theme)));
}
