/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must be there before the first widget: the icons, and the types that templates name. The
 * resources register themselves (the library is linked whole). */

#include "vigie-widgets.h"

#define ICONS "/ci/distri_night/Vigie/icons/"

/* An application of this name has added them already; a place that is there twice is searched twice. */
static void
add_icons (GtkIconTheme *theme)
{
  g_auto(GStrv) places = gtk_icon_theme_get_resource_path (theme);

  if (!g_strv_contains ((const char *const *) places, ICONS))
    gtk_icon_theme_add_resource_path (theme, ICONS);
}

void
vigie_ui_init (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display)
    add_icons (gtk_icon_theme_get_for_display (display));

  /* Wrapping labels otherwise ask for a height their width cannot give (Gtk-CRITICAL). */
  if (gtk_settings_get_default ())
    g_object_set (gtk_settings_get_default (), "gtk-hint-font-metrics", TRUE, NULL);

  g_type_ensure (VIGIE_TYPE_SEVERITY_BADGE);
  g_type_ensure (VIGIE_TYPE_CLOCK_DIAL);
  g_type_ensure (VIGIE_TYPE_INCIDENT_BAND);
  g_type_ensure (VIGIE_TYPE_CLOCK_BOARD);
}
