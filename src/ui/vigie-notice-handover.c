/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-notice-handover.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-document.h"
#include "vigie-eml.h"
#include "vigie-page-parts.h"
#include "vigie-save-made.h"

typedef struct
{
  VigieNoticeDocument document; /* of owned words */
  gboolean is_letter;
} Handover;

static void
handover_free (gpointer data)
{
  Handover *handover = data;

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
handover_new (const VigieNoticeDocument *document, gboolean is_letter)
{
  Handover *handover = g_new0 (Handover, 1);

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
make_bytes (gpointer data, GCancellable *cancellable, GError **error)
{
  const Handover *handover = data;
  const VigieNoticeDocument *document = &handover->document;
  VigieEml eml = { .subject = document->subject,
                   .lang = document->lang,
                   .body = document->body,
                   .date_usec = VIGIE_TIME_NONE,
                   .from_name = document->organisation };

  return handover->is_letter ? vigie_notice_letter (document, error) : vigie_eml_make (&eml, error);
}

void
vigie_notice_handover_eml (GtkWidget *from, const VigieNoticeDocument *document, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".eml", NULL);

  vigie_save_made (from, _ ("Save as e-mail"), file, make_bytes, handover_new (document, FALSE),
                   handover_free);
}

void
vigie_notice_handover_letter (GtkWidget *from,
                              const VigieNoticeDocument *document,
                              const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  vigie_save_made (from, _ ("Save as letter"), file, make_bytes, handover_new (document, TRUE),
                   handover_free);
}

void
vigie_notice_handover_copy (GtkWidget *from, const char *subject, const char *body)
{
  g_autofree char *all = subject && *subject ? g_strconcat (subject, "\n\n", body, NULL)
                                             : g_strdup (body);

  vigie_page_copy (from, all, _ ("The text is on the clipboard"));
}

void
vigie_notice_handover_mail (GtkWidget *from, const char *subject, const char *body)
{
  g_autofree char *line = vigie_eml_line (subject ? subject : "");
  g_autofree char *subject_part = g_uri_escape_string (line, NULL, FALSE);
  g_autofree char *body_part = g_uri_escape_string (body, NULL, FALSE);
  g_autofree char *uri = g_strconcat ("mailto:?subject=", subject_part, "&body=", body_part, NULL);

  if (!vigie_compat_show_uri (from, uri))
    gtk_widget_activate_action (from, "win.fail", "s",
                                _ ("No mail program could be opened: copy the text instead."));
}
