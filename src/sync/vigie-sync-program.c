/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-sync-program.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-config.h"
#include "vigie-error.h"

#define PREFIX "vigie-hub: "

/**
 * vigie_sync_program_find:
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the path of vigie-hub
 */
char *
vigie_sync_program_find (GError **error)
{
  const char *told = g_getenv ("VIGIE_HUB");
  g_autofree char *installed = told != NULL ? g_strdup (told) : g_build_filename (VIGIE_BINDIR, "vigie-hub", NULL);
  char *found;

  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  found = told == NULL ? g_find_program_in_path ("vigie-hub") : NULL;
  if (found == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                         _("The program “vigie-hub” is not on this computer: install it, then try again."));

  return found;
}

/**
 * vigie_sync_program_sentence:
 * @text: (nullable): what it wrote on standard error
 *
 * Returns: (nullable) (transfer full): why it failed
 */
char *
vigie_sync_program_sentence (const char *text)
{
  const char *start = text != NULL ? g_strrstr (text, PREFIX) : NULL;

  if (start == NULL || (start != text && start[-1] != '\n'))
    return NULL;
  start += strlen (PREFIX);

  return g_utf8_make_valid (start, (gssize) strcspn (start, "\n"));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr(GTask) task = user_data;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autofree char *sentence = NULL;
  GError *error = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &out, &err, &error))
    g_task_return_error (task, error);
  else if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0)
    g_task_return_pointer (task, g_strchomp (g_steal_pointer (&out)), g_free);
  else
    {
      sentence = vigie_sync_program_sentence (err);
      g_task_return_new_error (task, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, "%s",
                               sentence != NULL ? sentence : _("The hub ended without saying why."));
    }
}

/**
 * vigie_sync_program_run_async:
 * @words: (array zero-terminated=1): the command and its arguments
 * @cancellable: (nullable): forgets it
 * @callback: called when it has ended
 * @user_data: for @callback
 */
void
vigie_sync_program_run_async (const char *const *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  GError *error = NULL;
  g_autofree char *program = vigie_sync_program_find (&error);

  g_task_set_source_tag (task, vigie_sync_program_run_async);
  if (program != NULL)
    {
      g_ptr_array_add (argv, program);
      for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add (argv, (gpointer) words[i]);
      g_ptr_array_add (argv, NULL);
      process = g_subprocess_newv ((const char *const *) argv->pdata,
                                   G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
    }
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, ended_cb, g_steal_pointer (&task));
}

/**
 * vigie_sync_program_run_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what it printed
 */
char *
vigie_sync_program_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
