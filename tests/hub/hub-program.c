/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-program.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vigie-test-process.h"

guint
hub_program_read_port (int fd)
{
  g_autoptr(GString) line = g_string_new (NULL);
  const char *address;
  char c;

  while (read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  close (fd);
  address = strstr (line->str, "127.0.0.1:");
  g_assert_nonnull (address);

  return (guint) atoi (address + strlen ("127.0.0.1:"));
}

void
hub_program_start (HubProgram *program, const char *path, const char *listen, ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  const char *const first[] = { g_getenv ("VIGIE_HUB"), "serve", "--db", path, "--listen", listen, "--rate", "0" };
  g_autoptr(GError) error = NULL;
  const char *word;
  int output = -1;
  va_list words;

  g_assert_nonnull (first[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (argv, (gpointer) first[i]);
  va_start (words, listen);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  g_spawn_async_with_pipes (NULL, (char **) argv->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                            vigie_test_end_with_parent, NULL, &program->pid, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  program->port = hub_program_read_port (output);
}

int
hub_program_end (HubProgram *program, int signal_number)
{
  int status = 0;

  kill (program->pid, signal_number);
  g_assert_cmpint (waitpid (program->pid, &status, 0), ==, program->pid);

  return status;
}

guint
hub_program_descriptors (const HubProgram *program)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", program->pid);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

guint
hub_program_memory_kb (const HubProgram *program)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", program->pid);
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);

  return (guint) strtoul (line + strlen ("VmRSS:"), NULL, 10);
}

gboolean
hub_program_wait_descriptors (const HubProgram *program, guint n, guint seconds)
{
  gint64 until_usec = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (hub_program_descriptors (program) > n)
    {
      if (g_get_monotonic_time () > until_usec)
        return FALSE;
      g_usleep (50000);
    }

  return TRUE;
}
