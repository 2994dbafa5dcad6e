/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-report-save.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-document.h"

typedef struct
{
  VigieReport *report;
  GFile *file;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  vigie_report_free (save->report);
  g_object_unref (save->file);
  g_free (save);
}

static GBytes *
make_bytes (const VigieReport *report, const char *path, GCancellable *cancellable, GError **error)
{
  char *text;

  if (!g_str_has_suffix (path, ".md") && !g_str_has_suffix (path, ".html"))
    return vigie_pdf_from_report (report, cancellable, error);
  text = g_str_has_suffix (path, ".md") ? vigie_markdown_from_report (report) : vigie_html_from_report (report);

  return g_bytes_new_take (text, strlen (text));
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  g_autofree char *path = g_file_get_path (save->file);
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("A report can only be written to a folder of this computer."));
      return;
    }
  bytes = make_bytes (save->report, path, cancellable, &error);
  if (bytes != NULL && vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (save->file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = saved ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (object), saved ? "win.toast" : "win.fail", "s", words);
}

void
vigie_report_save (GtkWidget *page, VigieReport *report, GFile *file)
{
  g_autoptr(GTask) task = g_task_new (page, NULL, saved_cb, NULL);
  Save *save = g_new0 (Save, 1);

  save->report = report;
  save->file = g_object_ref (file);
  g_task_set_source_tag (task, vigie_report_save);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}
