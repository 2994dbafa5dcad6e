/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-flow-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-document.h"
#include "vigie-eml.h"
#include "vigie-save-made.h"

typedef struct
{
  char *subject, *body, *calendar, *name;
  VigieReport *report;
  VigieLang lang;
} Mail;

static void
mail_free (gpointer data)
{
  Mail *mail = data;

  g_free (mail->subject);
  g_free (mail->body);
  g_free (mail->calendar);
  g_free (mail->name);
  vigie_report_free (mail->report);
  g_free (mail);
}

static GBytes *
make_bytes (gpointer data, GCancellable *cancellable, GError **error)
{
  Mail *mail = data;
  VigieEml eml = { .subject = mail->subject,
                   .body = mail->body,
                   .lang = mail->lang,
                   .date_usec = VIGIE_TIME_NONE };
  g_autofree char *file_name = g_strconcat (mail->name, mail->report != NULL ? ".pdf" : ".ics",
                                            NULL);
  g_autoptr (GBytes) content = NULL;
  VigieEmlFile file = { .name = file_name };

  if (mail->report != NULL
      && (content = vigie_pdf_from_report (mail->report, cancellable, error)) == NULL)
    return NULL;
  if (mail->report == NULL && mail->calendar != NULL)
    content = g_bytes_new (mail->calendar, strlen (mail->calendar));
  if (content != NULL)
    {
      file.type = mail->report != NULL ? "application/pdf"
                                       : "text/calendar; method=REQUEST; charset=utf-8";
      file.content = content;
      eml.files = &file;
      eml.n_files = 1;
    }

  return vigie_eml_make (&eml, error);
}

void
vigie_flow_mail_save (GtkWidget *from,
                      const char *subject,
                      const char *body,
                      VigieReport *report,
                      char *calendar,
                      VigieLang lang,
                      const char *name)
{
  Mail *mail = g_new0 (Mail, 1);
  g_autofree char *file = g_strconcat (name, ".eml", NULL);

  mail->subject = g_strdup (subject);
  mail->body = g_strdup (body);
  mail->report = report;
  mail->calendar = calendar;
  mail->lang = lang;
  mail->name = g_strdup (name);
  vigie_save_made (from, _ ("Save as e-mail"), file, make_bytes, mail, mail_free);
}
