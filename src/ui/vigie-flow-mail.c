/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-flow-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-eml.h"

typedef struct
{
  GtkWidget *from;
  char *subject, *body, *calendar, *name;
  VigieReport *report;
  VigieLang lang;
  GFile *file;
} Mail;

static void
mail_free (gpointer data)
{
  Mail *mail = data;

  g_object_unref (mail->from);
  g_clear_object (&mail->file);
  g_free (mail->subject);
  g_free (mail->body);
  g_free (mail->calendar);
  g_free (mail->name);
  vigie_report_free (mail->report);
  g_free (mail);
}

static GBytes *
make_bytes (Mail *mail, GCancellable *cancellable, GError **error)
{
  VigieEml eml = { .subject = mail->subject, .body = mail->body, .lang = mail->lang, .date_usec = VIGIE_TIME_NONE };
  g_autofree char *file_name = g_strconcat (mail->name, mail->report != NULL ? ".pdf" : ".ics", NULL);
  g_autoptr(GBytes) content = NULL;
  VigieEmlFile file = { .name = file_name };

  if (mail->report != NULL && (content = vigie_pdf_from_report (mail->report, cancellable, error)) == NULL)
    return NULL;
  if (mail->report == NULL && mail->calendar != NULL)
    content = g_bytes_new (mail->calendar, strlen (mail->calendar));
  if (content != NULL)
    {
      file.type = mail->report != NULL ? "application/pdf" : "text/calendar; method=REQUEST; charset=utf-8";
      file.content = content;
      eml.files = &file;
      eml.n_files = 1;
    }

  return vigie_eml_make (&eml, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Mail *mail = data;
  g_autofree char *path = g_file_get_path (mail->file);
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("It can only be written to a folder of this computer."));
      return;
    }
  bytes = make_bytes (mail, cancellable, &error);
  if (bytes != NULL && vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Mail *mail = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (mail->file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = written ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (object), written ? "win.toast" : "win.fail", "s", words);
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Mail *mail = user_data;
  g_autoptr(GTask) task = NULL;

  if (file == NULL)
    {
      mail_free (mail);
      return;
    }
  mail->file = g_object_ref (file);
  task = g_task_new (mail->from, NULL, written_cb, NULL);
  g_task_set_source_tag (task, vigie_flow_mail_save);
  g_task_set_task_data (task, mail, mail_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
vigie_flow_mail_save (GtkWidget *from, const char *subject, const char *body, VigieReport *report, char *calendar, VigieLang lang, const char *name)
{
  Mail *mail = g_new0 (Mail, 1);
  g_autofree char *file = g_strconcat (name, ".eml", NULL);

  mail->from = g_object_ref (from);
  mail->subject = g_strdup (subject);
  mail->body = g_strdup (body);
  mail->report = report;
  mail->calendar = calendar;
  mail->lang = lang;
  mail->name = g_strdup (name);
  vigie_compat_choose_save (from, _("Save as e-mail"), file, chosen_cb, mail);
}
