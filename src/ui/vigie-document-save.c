/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was on screen when the button was pressed is what is written, whole or not at all. */

#include "vigie-document-save.h"

#include <string.h>

#include "vigie-compat.h"
#include "vigie-registry-export.h"
#include "vigie-report-save.h"

typedef struct
{
  GtkWidget *from;
  VigieReport *report;          /* or */
  char *text;
} Choice;

static void
chosen_cb (GFile *file, gpointer user_data)
{
  Choice *choice = user_data;

  if (file != NULL && choice->report != NULL)
    vigie_report_save (choice->from, g_steal_pointer (&choice->report), file);
  else if (file != NULL)
    {
      gsize length = strlen (choice->text);

      vigie_registry_export (choice->from, g_bytes_new_take (g_steal_pointer (&choice->text), length), file);
    }
  g_clear_pointer (&choice->report, vigie_report_free);
  g_free (choice->text);
  g_object_unref (choice->from);
  g_free (choice);
}

static void
choose (GtkWidget *from, VigieReport *report, char *text, const char *title, const char *name)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->from = g_object_ref (from);
  choice->report = report;
  choice->text = text;
  vigie_compat_choose_save (from, title, name, chosen_cb, choice);
}

void
vigie_document_save_report (GtkWidget *from, VigieReport *report, const char *title, const char *name)
{
  choose (from, report, NULL, title, name);
}

void
vigie_document_save_text (GtkWidget *from, char *text, const char *title, const char *name)
{
  choose (from, NULL, text, title, name);
}
