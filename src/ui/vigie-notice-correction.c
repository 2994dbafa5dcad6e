/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line for all figures that moved: with it in the text the check has no more to ask, so it names each of them. */

#include "vigie-notice-correction.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

struct _VigieNoticeCorrection
{
  GtkBox parent_instance;

  GtkWidget *entry;
  char *proposed;               /* what the entry was given */
};

G_DEFINE_FINAL_TYPE (VigieNoticeCorrection, vigie_notice_correction, GTK_TYPE_BOX)

static guint take_signal;

static void
take_cb (VigieNoticeCorrection *self)
{
  g_autofree char *line = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*line != '\0')
    g_signal_emit (self, take_signal, 0, line);
}

static void
vigie_notice_correction_finalize (GObject *object)
{
  g_free (VIGIE_NOTICE_CORRECTION (object)->proposed);
  G_OBJECT_CLASS (vigie_notice_correction_parent_class)->finalize (object);
}

static void
vigie_notice_correction_class_init (VigieNoticeCorrectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_notice_correction_finalize;
  take_signal = g_signal_new ("take", VIGIE_TYPE_NOTICE_CORRECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_notice_correction_init (VigieNoticeCorrection *self)
{
  GtkWidget *button = vigie_page_button_new (_("Put in the text"), NULL, "compact");

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  vigie_set_accessible_label (self->entry, _("Correction line"));
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_box_append (GTK_BOX (self), vigie_label_new (_("Correction"), "small late-text"));
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "notice-subject");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (take_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (take_cb), self);
}

GtkWidget *
vigie_notice_correction_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_CORRECTION, NULL);
}

/* What the check proposes for all of them, or NULL. */
static char *
lines_of (const VigieCheckReport *report)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      /* A figure that is said twice is corrected once. */
      if (finding->line != NULL && g_strstr_len (lines->str, -1, finding->line) == NULL)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? " " : "", finding->line);
    }

  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

void
vigie_notice_correction_show (VigieNoticeCorrection *self, const VigieCheckReport *report)
{
  g_autofree char *lines = lines_of (report);
  gboolean is_typed = self->proposed != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->proposed);

  gtk_widget_set_visible (GTK_WIDGET (self), lines != NULL);
  if (lines == NULL)
    g_clear_pointer (&self->proposed, g_free);
  else if (!is_typed)
    {
      if (g_strcmp0 (lines, self->proposed) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->entry), lines);
      g_free (self->proposed);
      self->proposed = g_steal_pointer (&lines);
    }
}
