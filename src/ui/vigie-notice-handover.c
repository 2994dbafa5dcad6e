/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are made and written in a thread: a letter is set with its fonts, and a disk may be slow. */

#include "vigie-notice-handover.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-eml.h"
#include "vigie-page-parts.h"

typedef struct
{
  GtkWidget *from;
  VigieNoticeDocument document; /* of owned words */
  gboolean is_letter;
  GFile *file;
} Handover;

static void
handover_free (gpointer data)
{
  Handover *handover = data;

  g_object_unref (handover->from);
  g_clear_object (&handover->file);
  g_free ((char *) handover->document.organisation);
  g_free ((char *) handover->document.address);
  g_free ((char *) handover->document.place);
  g_free ((char *) handover->document.date);
  g_free ((char *) handover->document.subject);
  g_free ((char *) handover->document.body);
  g_free ((char *) handover->document.reference);
  g_free (handover);
}

static Handover *
handover_new (GtkWidget *from, const VigieNoticeDocument *document, gboolean is_letter)
{
  Handover *handover = g_new0 (Handover, 1);

  handover->from = g_object_ref (from);
  handover->is_letter = is_letter;
  handover->document.lang = document->lang;
  handover->document.organisation = g_strdup (document->organisation);
  handover->document.address = g_strdup (document->address);
  handover->document.place = g_strdup (document->place);
  handover->document.date = g_strdup (document->date);
  handover->document.subject = g_strdup (document->subject);
  handover->document.body = g_strdup (document->body);
  handover->document.reference = g_strdup (document->reference);
  return handover;
}

static GBytes *
make_bytes (const Handover *handover, GError **error)
{
  const VigieNoticeDocument *document = &handover->document;
  VigieEml eml = { .subject = document->subject, .lang = document->lang, .body = document->body, .date_usec = VIGIE_TIME_NONE,
                   .from_name = document->organisation };

  return handover->is_letter ? vigie_notice_letter (document, error) : vigie_eml_make (&eml, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Handover *handover = data;
  g_autofree char *path = g_file_get_path (handover->file);
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  if (!path)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("It can only be written to a folder of this computer."));
      return;
    }
  bytes = make_bytes (handover, &error);
  if (bytes && vigie_document_save (path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Handover *handover = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (handover->file);
  g_autofree char *display = g_filename_display_name (name);
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *words = written ? g_strdup_printf (_("Written: %s"), display) : g_strdup_printf (_("Not exported: %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (object), written ? "win.toast" : "win.fail", "s", words);
}

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Handover *handover = user_data;
  g_autoptr(GTask) task = NULL;

  if (!file)
    {
      handover_free (handover);
      return;
    }
  handover->file = g_object_ref (file);
  task = g_task_new (handover->from, NULL, written_cb, NULL);
  g_task_set_task_data (task, handover, handover_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
vigie_notice_handover_eml (GtkWidget *from, const VigieNoticeDocument *document, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".eml", NULL);

  vigie_compat_choose_save (from, _("Save as e-mail"), file, chosen_cb, handover_new (from, document, FALSE));
}

void
vigie_notice_handover_letter (GtkWidget *from, const VigieNoticeDocument *document, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  vigie_compat_choose_save (from, _("Save as letter"), file, chosen_cb, handover_new (from, document, TRUE));
}

void
vigie_notice_handover_copy (GtkWidget *from, const char *subject, const char *body)
{
  g_autofree char *all = subject && *subject ? g_strconcat (subject, "\n\n", body, NULL) : g_strdup (body);

  vigie_page_copy (from, all, _("The text is on the clipboard"));
}

void
vigie_notice_handover_mail (GtkWidget *from, const char *subject, const char *body)
{
  g_autofree char *line = vigie_eml_line (subject ? subject : "");
  g_autofree char *subject_part = g_uri_escape_string (line, NULL, FALSE);
  g_autofree char *body_part = g_uri_escape_string (body, NULL, FALSE);
  g_autofree char *uri = g_strconcat ("mailto:?subject=", subject_part, "&body=", body_part, NULL);

  if (!vigie_compat_show_uri (from, uri))
    gtk_widget_activate_action (from, "win.fail", "s", _("No mail program could be opened: copy the text instead."));
}
