/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-contact-files.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-contact-csv.h"
#include "vigie-contact-preview.h"
#include "vigie-contact-sheet-view.h"
#include "vigie-contact-sheet.h"
#include "vigie-document.h"

/* What a job on another thread needs; the directory is immutable and counted. */
typedef struct
{
  VigieSession *session;
  VigieDirectory *directory;
  GFile *file;
  VigieLang lang;
  GTimeZone *zone;
  gint64 now_usec;
  const char *format;            /* static: "vcard", "csv", "sheet" */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  vigie_directory_unref (job->directory);
  g_time_zone_unref (job->zone);
  g_clear_object (&job->file);
  g_object_unref (job->session);
  g_free (job);
}

static Job *
job_new (VigieSession *session, GFile *file, const char *format)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (session);
  job->directory = vigie_directory_ref (vigie_session_get_directory (session));
  job->zone = g_time_zone_ref (vigie_session_get_zone (session));
  job->lang = vigie_session_get_document_lang (session);
  job->now_usec = vigie_session_now_usec (session);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->format = format;
  return job;
}

/* The widget that asked may be gone by the time the file was chosen. */
typedef struct { GtkWidget *from; VigieSession *session; const char *format; } Asked;

static Asked *
asked_new (GtkWidget *from, VigieSession *session, const char *format)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->from = g_object_ref (from);
  asked->session = g_object_ref (session);
  asked->format = format;
  return asked;
}

static void
free_asked (Asked *asked)
{
  g_object_unref (asked->from);
  g_object_unref (asked->session);
  g_free (asked);
}

/* ---- In ---- */

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *path = g_file_get_path (job->file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = path != NULL ? vigie_document_read (path, VIGIE_VCARD_MAX_BYTES, &error) : NULL;
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VigieContactFile) file = bytes != NULL ? vigie_contacts_read (bytes, columns, &error) : NULL;

  if (file == NULL)
    {
      if (error == NULL)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Contacts can only be read from a folder of this computer."));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_pointer (task, vigie_contact_preview_data_new (job->directory, g_steal_pointer (&file), g_steal_pointer (&columns)),
                         (GDestroyNotify) vigie_contact_preview_data_free);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieSession) session = user_data;
  g_autoptr(GError) error = NULL;
  VigieContactPreviewData *data = g_task_propagate_pointer (G_TASK (result), &error);

  if (data != NULL)
    vigie_contact_preview_present (GTK_WIDGET (object), session, data);
  else
    gtk_widget_activate_action (GTK_WIDGET (object), "win.fail", "s", error->message);
}

void
vigie_contacts_import_file (GtkWidget *from, VigieSession *session, GFile *file)
{
  g_autoptr(GTask) task = g_task_new (from, NULL, read_cb, g_object_ref (session));

  g_task_set_source_tag (task, vigie_contacts_import_file);
  g_task_set_task_data (task, job_new (session, file, NULL), free_job);
  g_task_run_in_thread (task, read_in_thread);
}

static void
import_chosen_cb (GFile *file, gpointer user_data)
{
  Asked *asked = user_data;

  if (file != NULL)
    vigie_contacts_import_file (asked->from, asked->session, file);
  free_asked (asked);
}

void
vigie_contacts_import (GtkWidget *from, VigieSession *session)
{
  vigie_compat_choose_open (from, _("Import contacts: vCard or CSV"), NULL, NULL, import_chosen_cb, asked_new (from, session, NULL));
}

/* ---- Out ---- */

static GBytes *
make (const Job *job, GError **error)
{
  GPtrArray *entries = vigie_directory_entries (job->directory);
  g_autoptr(GPtrArray) contacts = g_ptr_array_new ();
  char *text;

  if (g_str_equal (job->format, "sheet"))
    return vigie_contact_sheet_pdf (job->directory, job->lang, job->zone, job->now_usec, error);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (contacts, (gpointer) ((const VigieDirectoryEntry *) entries->pdata[i])->contact);
  text = g_str_equal (job->format, "csv") ? vigie_contact_csv_write (contacts, job->directory, job->lang) : vigie_vcard_write (contacts, job->lang);
  return g_bytes_new_take (text, strlen (text));
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *path = g_file_get_path (job->file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = path != NULL ? make (job, &error) : NULL;

  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Contacts can only be written to a folder of this computer."));
  if (bytes != NULL && vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (job->file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = written ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (object), written ? "win.toast" : "win.fail", "s", words);
}

void
vigie_contacts_export_file (GtkWidget *from, VigieSession *session, const char *format, GFile *file)
{
  g_autoptr(GTask) task = g_task_new (from, NULL, written_cb, NULL);

  g_task_set_task_data (task, job_new (session, file, g_intern_string (format)), free_job);
  g_task_run_in_thread (task, write_in_thread);
}

static void
export_chosen_cb (GFile *file, gpointer user_data)
{
  Asked *asked = user_data;

  if (file != NULL)
    vigie_contacts_export_file (asked->from, asked->session, asked->format, file);
  free_asked (asked);
}

void
vigie_contacts_export (GtkWidget *from, VigieSession *session, const char *format)
{
  gboolean is_csv = g_str_equal (format, "csv");

  vigie_compat_choose_save (from, _("Export the contacts"), is_csv ? "contacts.csv" : "contacts.vcf", export_chosen_cb,
                            asked_new (from, session, is_csv ? "csv" : "vcard"));
}

void
vigie_contacts_save_sheet (GtkWidget *from, VigieSession *session)
{
  vigie_compat_choose_save (from, _("Save the card for the wall"), _("on-call-card.pdf"), export_chosen_cb, asked_new (from, session, "sheet"));
}

/* ---- The card on the screen, and from there on paper ---- */

static void
record_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, vigie_contact_sheet_record (job->directory, job->lang, job->zone, job->now_usec), (GDestroyNotify) cairo_surface_destroy);
}

static void
sheet_drawn_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  if (gtk_widget_get_root (GTK_WIDGET (object)) != NULL)
    vigie_contact_sheet_present (GTK_WIDGET (object), job->session, surface);
  else
    cairo_surface_destroy (surface);
}

void
vigie_contacts_show_sheet (GtkWidget *from, VigieSession *session)
{
  g_autoptr(GTask) task = g_task_new (from, NULL, sheet_drawn_cb, NULL);

  g_task_set_source_tag (task, vigie_contacts_show_sheet);
  g_task_set_task_data (task, job_new (session, NULL, "sheet"), free_job);
  g_task_run_in_thread (task, record_in_thread);
}
