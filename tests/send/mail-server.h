/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdarg.h>
#include <string.h>

#include "vigie-test-folder.h"

/* smtp-server.py as a process of the test. */

typedef struct
{
  char *folder;
  char *url;                    /* smtps://localhost:PORT, or smtp:// with --starttls or --plain */
  char *ca_file;
  GSubprocess *process;
} MailServer;

static inline char *
mail_server_read (const MailServer *server, const char *name)
{
  g_autofree char *path = g_build_filename (server->folder, name, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static inline MailServer *
mail_server_start (const char *first_option, ...)
{
  MailServer *server = g_new0 (MailServer, 1);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "send", "smtp-server.py", NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  gboolean implicit = TRUE;
  va_list options;

  server->folder = g_dir_make_tmp ("vigie-smtp-XXXXXX", NULL);
  g_ptr_array_add (argv, (gpointer) "/usr/bin/python3");
  g_ptr_array_add (argv, script);
  g_ptr_array_add (argv, server->folder);
  va_start (options, first_option);
  for (const char *option = first_option; option != NULL; option = va_arg (options, const char *))
    {
      implicit &= strcmp (option, "--starttls") != 0 && strcmp (option, "--plain") != 0;
      g_ptr_array_add (argv, (gpointer) option);
    }
  va_end (options);
  g_ptr_array_add (argv, NULL);
  server->process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);
  g_assert_no_error (error);
  while (server->url == NULL)
    {
      g_autofree char *port = mail_server_read (server, "port");

      g_assert_nonnull (g_subprocess_get_identifier (server->process));
      if (*port != '\0')
        server->url = g_strdup_printf ("%s://localhost:%s", implicit ? "smtps" : "smtp", port);
      else
        g_usleep (10000);
    }
  server->ca_file = g_build_filename (server->folder, "cert.pem", NULL);

  return server;
}

static inline void
mail_server_stop (MailServer *server)
{
  g_subprocess_force_exit (server->process);
  g_subprocess_wait (server->process, NULL, NULL);
  g_object_unref (server->process);
  vigie_test_remove_tree (server->folder);
  g_free (server->folder);
  g_free (server->url);
  g_free (server->ca_file);
  g_free (server);
}

/* How often the server took over a message for @address. */
static inline guint
mail_server_count (const MailServer *server, const char *address)
{
  g_autofree char *log = mail_server_read (server, "log");
  g_auto(GStrv) lines = g_strsplit (log, "\n", -1);
  g_autofree char *start = g_strconcat (address, " ", NULL);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], start);

  return n;
}
