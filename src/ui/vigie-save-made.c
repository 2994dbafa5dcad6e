/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-save-made.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-document.h"

typedef struct
{
  GtkWidget *from;
  GFile *file;
  VigieMakeFunc make;
  gpointer data;
  GDestroyNotify free_data;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->from);
  g_clear_object (&saving->file);
  saving->free_data (saving->data);
  g_free (saving);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  g_autofree char *path = g_file_get_path (saving->file);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("It can only be written to a folder of this computer."));
      return;
    }
  bytes = saving->make (saving->data, cancellable, &error);
  if (bytes != NULL && vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = written ? g_strdup_printf (_ ("Written: %s"), display)
                                   : g_strdup_printf (_ ("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (object), written ? "win.toast" : "win.fail", "s", words);
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    {
      saving_free (saving);
      return;
    }
  saving->file = g_object_ref (file);
  task = g_task_new (saving->from, NULL, written_cb, NULL);
  g_task_set_source_tag (task, vigie_save_made);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
vigie_save_made (GtkWidget *from,
                 const char *title,
                 const char *name,
                 VigieMakeFunc make,
                 gpointer data,
                 GDestroyNotify free_data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->from = g_object_ref (from);
  saving->make = make;
  saving->data = data;
  saving->free_data = free_data;
  vigie_compat_choose_save (from, title, name, chosen_cb, saving);
}
