/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keys that come from the X server, as from a person, and reach whatever has the focus. */

#include "page-fixture.h"

#include <gdk/x11/gdkx.h>

/* Lets what is under way be drawn, then sends keys to @window: @verb is "key" or "type". */
static inline void
send (GtkWidget *window, const char *verb, const char *what)
{
  g_autofree char *id = NULL;
  g_autoptr(GError) error = NULL;
  int status = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  {
    const char *command[] = { "xdotool", "windowfocus", "--sync", id, verb, "--delay", "5", what, NULL };

    g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  }
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

#define key(window, name) send (window, "key", name)
