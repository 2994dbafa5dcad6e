/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-fixture.h"

#include <glib/gstdio.h>

/* Never unreferenced: that would wait for the connection of this process to go, and libsecret keeps it. */
static GTestDBus *bus;

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"

Keyring *
keyring_new (void)
{
  Keyring *self = g_new0 (Keyring, 1);

  self->folder = g_dir_make_tmp ("vigie-keyring-XXXXXX", NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
keyring_free (Keyring *self)
{
  keyring_stop (self);
  g_test_dbus_stop (bus);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self);
}

static void
turn_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
turn_gone_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Until the bus says so. */
static void
wait_for_name (gboolean there)
{
  gboolean done = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, there ? turn_cb : NULL,
                                  there ? NULL : turn_gone_cb, &done, NULL);

  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

gboolean
keyring_start (Keyring *self)
{
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  GOutputStream *password;

  if (program == NULL)
    return FALSE;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, program, "--foreground", "--unlock", "--components=secrets", NULL);
  g_assert_no_error (error);
  password = g_subprocess_get_stdin_pipe (self->daemon);
  g_assert_true (g_output_stream_write_all (password, "of the test", 11, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (password, NULL, NULL));
  wait_for_name (TRUE);

  return TRUE;
}

gboolean
keyring_start_or_skip (Keyring *keyring)
{
  if (keyring_start (keyring))
    return TRUE;
  g_test_skip ("gnome-keyring-daemon is not installed");

  return FALSE;
}

void
keyring_stop (Keyring *self)
{
  if (self->daemon == NULL)
    return;
  g_subprocess_force_exit (self->daemon);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  wait_for_name (FALSE);
}

void
keyring_lock (Keyring *self)
{
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  const char *const collections[] = { PATH "/collection/login", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = g_dbus_connection_call_sync (connection, NAME, PATH, "org.freedesktop.Secret.Service", "Lock",
                                                            g_variant_new ("(^ao)", collections), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                                            NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}
