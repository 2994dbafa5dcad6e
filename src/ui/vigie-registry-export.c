/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-registry-export.h"

#include <glib/gi18n-lib.h>

#include "vigie-document.h"

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *page = GTK_WIDGET (object);
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = saved ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (page, saved ? "win.toast" : "win.fail", "s", words);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *bytes = g_object_get_data (G_OBJECT (task), "bytes");
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The list can only be written to a folder of this computer."));
  else if (vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * vigie_registry_export:
 * @page: whose window says how it went
 * @bytes: (transfer full): what to write
 * @file: where
 *
 * Writes a file that is either whole or not there. Main thread.
 */
void
vigie_registry_export (GtkWidget *page, GBytes *bytes, GFile *file)
{
  g_autoptr(GTask) task = g_task_new (page, NULL, saved_cb, NULL);

  g_task_set_source_tag (task, vigie_registry_export);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "bytes", bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, save_in_thread);
}
