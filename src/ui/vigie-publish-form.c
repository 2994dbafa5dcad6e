/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A summary for one list, read and changed before it goes out. Handing it over (copy, mail, PDF) and recording that it went out
 * are two things, as for a notice: only who pressed “Send” elsewhere knows that it was sent. Another list or language brings
 * its own text, unless this one was changed by hand. Everybody gets the words alone: the document names people. */

#include "vigie-flow-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-post-mortem.h"
#include "vigie-document-save.h"
#include "vigie-error.h"
#include "vigie-flow-mail.h"
#include "vigie-notice-handover.h"
#include "vigie-text-ui.h"

#define TEXT_PX 220

typedef struct
{
  VigieActForm form; /* first */
  VigieActWindow *window;
  GtkWidget *list, *lang, *text, *recipients, *document;
  GtkWidget *mail, *pdf;
  char *proposed;    /* as it was filled in */
} Publish;

static void
publish_free (Publish *self)
{
  vigie_act_form_clear (&self->form);
  g_free (self->proposed);
  g_free (self);
}

static VigiePostMortemList
chosen_list (Publish *self)
{
  return (VigiePostMortemList) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->list));
}

static VigieLang
chosen_lang (Publish *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->lang)) == 0 ? VIGIE_LANG_FR : VIGIE_LANG_EN;
}

static void
fill_cb (Publish *self)
{
  VigieSession *session = vigie_act_window_get_session (self->window);
  g_autofree char *now = vigie_act_window_read_text (self->text);

  gtk_widget_set_sensitive (self->pdf, chosen_list (self) != VIGIE_POST_MORTEM_EVERYBODY);
  vigie_label_set (GTK_LABEL (self->document),
                   chosen_list (self) == VIGIE_POST_MORTEM_EVERYBODY ? _("Without the document and without names. Read it once more for names that the record does not know.")
                                                                     : _("The mail has the document as PDF."));
  if (self->proposed != NULL && !g_str_equal (now, self->proposed))
    return;
  g_free (self->proposed);
  self->proposed = vigie_post_mortem_summary (vigie_act_form_incident (self->window), vigie_act_form_playbook (self->window), chosen_list (self), chosen_lang (self),
                                              vigie_session_get_zone (session), vigie_act_form_now (self->window));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), self->proposed, -1);
}

/* ---- Handing it over ---- */

static VigieReport *
report_of (Publish *self)
{
  VigieSession *session = vigie_act_window_get_session (self->window);

  return vigie_report_new (vigie_act_form_incident (self->window), vigie_act_form_playbook (self->window), chosen_lang (self), vigie_session_get_zone (session),
                           vigie_act_form_author (self->window), vigie_act_form_now (self->window), NULL);
}

static char *
name_of (Publish *self)
{
  return g_strdup_printf ("post-mortem-%s", vigie_act_form_incident (self->window)->ref);
}

static GtkWidget *
parent_of (Publish *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self->window));

  return parent != NULL ? GTK_WIDGET (parent) : GTK_WIDGET (self->window);
}

static void
copy_cb (Publish *self)
{
  g_autofree char *subject = vigie_post_mortem_subject (vigie_act_form_incident (self->window), chosen_list (self), chosen_lang (self));
  g_autofree char *text = vigie_act_window_read_text (self->text);

  vigie_notice_handover_copy (parent_of (self), subject, text);
}

static void
mail_cb (Publish *self)
{
  g_autofree char *subject = vigie_post_mortem_subject (vigie_act_form_incident (self->window), chosen_list (self), chosen_lang (self));
  g_autofree char *text = vigie_act_window_read_text (self->text);
  g_autofree char *name = name_of (self);

  vigie_flow_mail_save (parent_of (self), subject, text, chosen_list (self) != VIGIE_POST_MORTEM_EVERYBODY ? report_of (self) : NULL, NULL,
                        chosen_lang (self), name);
}

static void
pdf_cb (Publish *self)
{
  g_autofree char *name = name_of (self);
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);

  vigie_document_save_report (parent_of (self), report_of (self), _("Save the document"), file);
}

/* ---- The act ---- */

static GPtrArray *
publish_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  Publish *self = data;
  g_autofree char *text = vigie_act_window_read_text (self->text);
  g_autofree char *count = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->recipients))));
  gint64 recipients = -1;

  if (*count != '\0' && !g_ascii_string_to_signed (count, 10, 0, G_MAXINT, &recipients, NULL))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Write to how many people it went as a number, or leave it empty."));
      return NULL;
    }

  return vigie_act_post_mortem_publish (vigie_act_form_playbook (window), vigie_act_form_incident (window), chosen_list (self), chosen_lang (self), text, recipients,
                                        vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static GtkWidget *
way_new (Publish *self, GtkWidget *row, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "compact");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static void
add_fields (Publish *self, VigiePostMortemList list)
{
  VigieLang lang = vigie_session_get_lang (vigie_act_window_get_session (self->window));
  const char *const lists[] = { vigie_post_mortem_list_label (0, lang), vigie_post_mortem_list_label (1, lang), vigie_post_mortem_list_label (2, lang), NULL };
  const char *const langs[] = { _("French"), _("English"), NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->list = vigie_act_window_add_choice (self->window, _("To whom"), lists, list);
  self->lang = vigie_act_window_add_choice (self->window, _("Language"), langs, vigie_session_get_document_lang (vigie_act_window_get_session (self->window)) == VIGIE_LANG_FR ? 0 : 1);
  self->text = vigie_act_window_add_text (self->window, _("Summary, to be read before it goes out"), NULL, TEXT_PX);
  self->document = vigie_paragraph_new (NULL, "small dim");
  vigie_act_window_add (self->window, self->document);
  way_new (self, row, _("Copy"), G_CALLBACK (copy_cb));
  self->mail = way_new (self, row, _("Save as e-mail…"), G_CALLBACK (mail_cb));
  self->pdf = way_new (self, row, _("Save the PDF…"), G_CALLBACK (pdf_cb));
  vigie_act_window_add (self->window, row);
  self->recipients = vigie_act_window_add_entry (self->window, _("Sent to how many people, if known"), NULL);
  vigie_act_window_set_first (self->window, self->text);
}

VigieActWindow *
vigie_flow_form_publish (GtkWidget *from, VigieIncidentModel *model, VigiePostMortemList list)
{
  Publish *self = g_new0 (Publish, 1);

  self->window = vigie_act_window_new (from, model, _("Publish the post-mortem"), NULL);
  vigie_act_form_init (&self->form, model, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 620, -1);
  vigie_act_window_set_scrolls (self->window);
  add_fields (self, list);
  vigie_act_window_set_act (self->window, _("It is sent: record it"), publish_drafts, self, (GDestroyNotify) publish_free);
  fill_cb (self);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->lang, "notify::selected", G_CALLBACK (fill_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));

  return self->window;
}
