/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-hub.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vigie-test-process.h"

static RealHub *
make_hub (gboolean plain)
{
  RealHub *hub = g_new0 (RealHub, 1);
  g_autoptr(GError) error = NULL;

  hub->folder = g_dir_make_tmp ("vigie-hub-XXXXXX", &error);
  g_assert_no_error (error);
  hub->db = g_build_filename (hub->folder, "hub.db", NULL);
  hub->plain = plain;
  return hub;
}

RealHub *
real_hub_new (gboolean plain)
{
  RealHub *hub = make_hub (plain);

  real_hub_start (hub);
  return hub;
}

RealHub *
real_hub_new_of (RealHub *other)
{
  RealHub *hub = make_hub (other->plain);
  g_autofree char *file = g_build_filename (hub->folder, "membership.json", NULL);

  g_free (real_hub_do (other, "membership", file, NULL));
  hub->key = real_hub_do (hub, "adopt", file, NULL);
  real_hub_start (hub);
  return hub;
}

char *
real_hub_link (RealHub *hub, const char *invitation)
{
  const char *at = strstr (invitation, "&org=");
  g_autofree char *organisation = g_strndup (at, strlen ("&org=") + 64);

  return g_strconcat ("vigie://join?v=1&hub=", hub->address, organisation, hub->certificate != NULL ? "&cert=" : "",
                      hub->certificate != NULL ? hub->certificate : "", "&for=members", NULL);
}

/* "vigie-hub listens on 127.0.0.1:40123, organisation …, certificate …" */
static void
read_address (RealHub *hub)
{
  g_autoptr(GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (hub->process));
  g_autofree char *line = g_data_input_stream_read_line_utf8 (out, NULL, NULL, NULL);
  const char *at = line != NULL ? strstr (line, " on ") : NULL;
  g_auto(GStrv) words = NULL;

  g_assert_nonnull (at);
  words = g_strsplit_set (at + strlen (" on "), ", ", 2);
  g_free (hub->address);
  hub->address = g_strdup (words[0]);
  g_free (hub->certificate);
  at = strstr (line, ", certificate ");
  hub->certificate = at != NULL ? g_strdup (at + strlen (", certificate ")) : NULL;
}

void
real_hub_start_with (RealHub *hub, const char *const *argv)
{
  hub->process = vigie_test_spawn (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  read_address (hub);
}

void
real_hub_start (RealHub *hub)
{
  const char *listen = hub->address != NULL ? hub->address : "127.0.0.1:0";
  const char *argv[] = { g_getenv ("VIGIE_HUB"), "serve", "--db", hub->db, "--listen", listen,
                         hub->plain ? "--plain" : "--self-signed", NULL };

  real_hub_start_with (hub, argv);
}

void
real_hub_stop (RealHub *hub)
{
  if (hub->process == NULL)
    return;
  g_subprocess_send_signal (hub->process, SIGTERM);
  g_subprocess_wait (hub->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (hub->process));
  g_assert_cmpint (g_subprocess_get_exit_status (hub->process), ==, 0);
  g_clear_object (&hub->process);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
real_hub_free (RealHub *hub)
{
  real_hub_stop (hub);
  remove_folder (hub->folder);
  g_free (hub->folder);
  g_free (hub->db);
  g_free (hub->address);
  g_free (hub->certificate);
  g_free (hub->key);
  g_free (hub);
}

char *
real_hub_do (RealHub *hub, ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  const char *word;
  va_list words;

  g_ptr_array_add (argv, (gpointer) g_getenv ("VIGIE_HUB"));
  va_start (words, hub);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, (gpointer) "--db");
  g_ptr_array_add (argv, hub->db);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_strchomp (out);

  return g_strdup (strrchr (out, ' ') != NULL ? strrchr (out, ' ') + 1 : out);
}

char *
real_hub_invite (RealHub *hub, const char *name, const char *role)
{
  return real_hub_do (hub, "invite", "--listen", hub->address, "--name", name, "--role", role, NULL);
}

Ctl *
real_hub_seat (RealHub *hub, const char *name, const char *role)
{
  g_autofree char *link = real_hub_invite (hub, name, role);
  Ctl *seat = ctl_new ();

  ctl_do (seat, "join", link, NULL);
  return seat;
}
