/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The quick start must leave no trace: the style of libadwaita, the icons of the theme and of the program,
 * the environment. GTK starts once in a process, so each case has one of its own. */

#include <adwaita.h>

#include "vigie-quick-start.h"

#define MINUTE_USEC (60 * G_USEC_PER_SEC)

static void
startup_cb (GApplication *application)
{
  vigie_quick_start_load_icons ();
}

/* Starts an application as Vigie does; the quick steps stand around the parent's startup. */
static GApplication *
start (void)
{
  g_autoptr(GError) error = NULL;
  GApplication *application;

  vigie_quick_start_prepare ();
  vigie_quick_start_open_display ();
  application = G_APPLICATION (adw_application_new ("ci.distri_night.Vigie.TestStart", G_APPLICATION_NON_UNIQUE));
  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), NULL);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  return application;
}

static gboolean
has_colour (const char *name)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GdkRGBA colour;
  gboolean found = gtk_style_context_lookup_color (gtk_widget_get_style_context (window), name, &colour);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
  return found;
}

static void
test_leaves_all (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(GApplication) application = NULL;
      g_autoptr(GtkIconTheme) fresh = NULL;
      g_auto(GStrv) wanted = NULL, folders = NULL;
      GtkIconTheme *theme;

      g_unsetenv ("GTK_THEME");
      application = start ();
      theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
      fresh = gtk_icon_theme_new ();
      wanted = gtk_icon_theme_get_search_path (fresh);
      folders = gtk_icon_theme_get_search_path (theme);
      g_assert_cmpstrv (folders, wanted);
      g_assert_true (gtk_icon_theme_has_icon (theme, "open-menu-symbolic"));
      g_assert_null (g_getenv ("GTK_THEME"));
      g_assert_true (has_colour ("accent_bg_color"));
      return;
    }
  g_test_trap_subprocess (NULL, MINUTE_USEC, 0);
  g_test_trap_assert_passed ();
}

/* Who names a theme gets that one, and libadwaita keeps away. */
static void
test_keeps_wish (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(GApplication) application = NULL;

      g_setenv ("GTK_THEME", "Default:dark", TRUE);
      application = start ();
      g_assert_cmpstr (g_getenv ("GTK_THEME"), ==, "Default:dark");
      g_assert_true (has_colour ("theme_bg_color"));
      g_assert_false (has_colour ("accent_bg_color"));
      return;
    }
  g_test_trap_subprocess (NULL, MINUTE_USEC, 0);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/quick-start/leaves-all", test_leaves_all);
  g_test_add_func ("/ui/quick-start/keeps-wish", test_keeps_wish);
  return g_test_run ();
}
