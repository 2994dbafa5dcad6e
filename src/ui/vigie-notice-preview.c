/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The right half of the composer: a switch of forms, and the sheet. The sheet is made anew with each pause in typing; it takes
 * no focus, so nothing is lost by that, and the scroller keeps its place. */

#include "vigie-notice-preview.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice-paper.h"
#include "vigie-sms.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

struct _VigieNoticePreview
{
  GtkBox parent_instance;

  GtkWidget *buttons[VIGIE_N_PREVIEWS];
  GtkWidget *ground;            /* the box that holds the sheet */
  VigiePreviewForm form;
  char *wording;                /* of the SMS, that costs less; or NULL */
  gboolean is_setting;
  /* What is shown, copied. */
  VigiePreviewData data;
  GPtrArray *past;
};

G_DEFINE_FINAL_TYPE (VigieNoticePreview, vigie_notice_preview, GTK_TYPE_BOX)

static guint reword_signal;

static void
past_free (gpointer data)
{
  VigiePreviewPast *past = data;

  g_free ((char *) past->title);
  g_free ((char *) past->time);
  g_free ((char *) past->body);
  g_free (past);
}

/* The words of @data in one row, to copy and to free them alike. */
static void
list_words (VigiePreviewData *data, const char ***out)
{
  const char **all[] = { &data->organisation, &data->state, &data->stage, &data->subject, &data->body, &data->date,
                         &data->time, &data->from, &data->to, &data->address, &data->place };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    out[i] = all[i];
  out[G_N_ELEMENTS (all)] = NULL;
}

static void
clear_data (VigieNoticePreview *self)
{
  const char **fields[12];

  list_words (&self->data, fields);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_free ((char *) *fields[i]);
      *fields[i] = NULL;
    }
  g_ptr_array_set_size (self->past, 0);
}

static void
vigie_notice_preview_finalize (GObject *object)
{
  VigieNoticePreview *self = VIGIE_NOTICE_PREVIEW (object);

  clear_data (self);
  g_ptr_array_unref (self->past);
  g_free (self->wording);
  G_OBJECT_CLASS (vigie_notice_preview_parent_class)->finalize (object);
}

static void
vigie_notice_preview_class_init (VigieNoticePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_notice_preview_finalize;
  reword_signal = g_signal_new ("reword", VIGIE_TYPE_NOTICE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
reword_cb (VigieNoticePreview *self)
{
  g_autofree char *wording = g_strdup (self->wording);

  if (wording != NULL)
    g_signal_emit (self, reword_signal, 0, wording);
}

static const char *
form_word (VigiePreviewForm form)
{
  switch (form)
    {
    case VIGIE_PREVIEW_MAIL:
      return _("E-mail");
    case VIGIE_PREVIEW_SMS:
      return _("SMS");
    case VIGIE_PREVIEW_LETTER:
      return _("Letter");
    case VIGIE_PREVIEW_IN_APP:
      return _("Application");
    case VIGIE_PREVIEW_STATUS:
    case VIGIE_N_PREVIEWS:
    default:
      return _("Status page");
    }
}

static void
draw (VigieNoticePreview *self)
{
  GtkWidget *reword = NULL, *content;

  vigie_clear_box (GTK_BOX (self->ground));
  g_clear_pointer (&self->wording, g_free);
  if (self->form == VIGIE_PREVIEW_SMS)
    content = vigie_notice_bubbles_new (&self->data, &reword, &self->wording);
  else
    content = vigie_notice_paper_new (self->form, &self->data);
  if (reword != NULL)
    g_signal_connect_object (reword, "clicked", G_CALLBACK (reword_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->ground), content);
}

static void
toggled_cb (GtkToggleButton *button, VigieNoticePreview *self)
{
  if (self->is_setting || !gtk_toggle_button_get_active (button))
    return;
  for (VigiePreviewForm form = 0; form < VIGIE_N_PREVIEWS; form++)
    if (self->buttons[form] == GTK_WIDGET (button))
      vigie_notice_preview_set_form (self, form);
}

static GtkWidget *
make_switch (VigieNoticePreview *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *hint = vigie_label_new (_("as the reader sees it"), "caption dim");

  gtk_widget_add_css_class (linked, "linked");
  for (VigiePreviewForm form = 0; form < VIGIE_N_PREVIEWS; form++)
    {
      self->buttons[form] = gtk_toggle_button_new_with_label (form_word (form));
      gtk_widget_add_css_class (self->buttons[form], "preview-form");
      if (form > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[form]), GTK_TOGGLE_BUTTON (self->buttons[0]));
      g_signal_connect (self->buttons[form], "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (linked), self->buttons[form]);
    }
  gtk_box_append (GTK_BOX (row), linked);
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_set_halign (hint, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), hint);
  gtk_widget_add_css_class (row, "preview-head");

  return row;
}

static void
vigie_notice_preview_init (VigieNoticePreview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->past = g_ptr_array_new_with_free_func (past_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), make_switch (self));
  self->ground = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->ground, "preview-ground");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->ground);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
  vigie_set_accessible_label (self->ground, _("Preview"));
  /* It takes the focus to be scrolled by keys. */
  vigie_set_accessible_label (scroller, _("Preview"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "notice-preview");
}

GtkWidget *
vigie_notice_preview_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_PREVIEW, NULL);
}

static void
copy_data (VigieNoticePreview *self, const VigiePreviewData *data)
{
  const char **fields[12];
  GPtrArray *past = data->past;

  clear_data (self);
  self->data = *data;
  list_words (&self->data, fields);
  for (guint i = 0; fields[i] != NULL; i++)
    *fields[i] = g_strdup (*fields[i]);
  self->data.past = self->past;
  for (guint i = 0; past != NULL && i < past->len; i++)
    {
      const VigiePreviewPast *given = past->pdata[i];
      VigiePreviewPast *copy = g_new0 (VigiePreviewPast, 1);

      copy->title = g_strdup (given->title);
      copy->time = g_strdup (given->time);
      copy->body = g_strdup (given->body);
      g_ptr_array_add (self->past, copy);
    }
}

/* “SMS, 2 parts”, and only the forms that this notice has. */
static void
show_switch (VigieNoticePreview *self)
{
  g_autoptr(VigieSms) sms = vigie_sms_count (self->data.body != NULL ? self->data.body : "");
  g_autofree char *word = g_strdup_printf (ngettext ("SMS, %u part", "SMS, %u parts", sms->n_parts), sms->n_parts);

  for (VigiePreviewForm form = 0; form < VIGIE_N_PREVIEWS; form++)
    gtk_widget_set_visible (self->buttons[form], (self->data.forms & 1u << form) != 0);
  gtk_button_set_label (GTK_BUTTON (self->buttons[VIGIE_PREVIEW_SMS]), word);
}

/**
 * vigie_notice_preview_show:
 * @data: what the reader will see; copied
 *
 * Shows it in the form that is looked at, or in the first one that it has.
 */
void
vigie_notice_preview_show (VigieNoticePreview *self, const VigiePreviewData *data)
{
  VigiePreviewForm form = self->form;

  copy_data (self, data);
  show_switch (self);
  for (VigiePreviewForm other = 0; other < VIGIE_N_PREVIEWS && (data->forms & 1u << form) == 0; other++)
    form = other;
  vigie_notice_preview_set_form (self, form < VIGIE_N_PREVIEWS ? form : VIGIE_PREVIEW_STATUS);
}

void
vigie_notice_preview_set_form (VigieNoticePreview *self, VigiePreviewForm form)
{
  self->form = form;
  self->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[form]), TRUE);
  self->is_setting = FALSE;
  draw (self);
}

VigiePreviewForm
vigie_notice_preview_get_form (VigieNoticePreview *self)
{
  return self->form;
}
