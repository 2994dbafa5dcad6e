/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looked for when the hand rests. A row says what reads badly, why, and how it could be said; pressing it leads to the
 * place. One that is waved aside is kept as such with the drafts of this computer, by its words and its sentence: once the
 * sentence is another one, it may be said again. */

#include "vigie-report-hints.h"

#include <glib/gi18n-lib.h>

#include "vigie-hint.h"
#include "vigie-page-parts.h"
#include "vigie-text-ui.h"

#define REST_MS  500
#define ROWS_MAX 6

struct _VigieReportHints
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *note;
  GtkWidget *list;

  VigieIncidentModel *model;
  GtkTextView *text; /* weak */
  GtkTextBuffer *buffer; /* owned: followed */
  GtkTextTag *tag; /* of the buffer */
  VigieLang lang;
  char *place;
  char *waved; /* keys, one a line; NULL until read */
  GCancellable *reading;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (VigieReportHints, vigie_report_hints, GTK_TYPE_WIDGET)

static void look (VigieReportHints *self);

static void
keep (VigieReportHints *self)
{
  vigie_store_thread_keep_text (vigie_session_get_store (vigie_incident_model_get_session (self->model)), self->place, self->waved);
}

static void
wave_cb (GtkWidget *button, VigieReportHints *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");
  char *waved = g_strconcat (self->waved != NULL ? self->waved : "", key, "\n", NULL);

  g_free (self->waved);
  self->waved = waved;
  keep (self);
  look (self);
}

static void
lead_cb (GtkWidget *button, VigieReportHints *self)
{
  GtkTextIter start, end;

  if (self->text == NULL)
    return;
  gtk_text_buffer_get_iter_at_offset (
      self->buffer, &start, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "start")));
  gtk_text_buffer_get_iter_at_offset (
      self->buffer, &end, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "end")));
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* A button makes its words bold; these are to be read. */
static GtkWidget *
quiet_new (const char *text, const char *css_class)
{
  GtkWidget *label = vigie_paragraph_new (text, css_class);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);

  return label;
}

static GtkWidget *
words_new (const VigieHint *hint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = g_strdup_printf (_ ("%s: “%s”"), vigie_hint_kind_label (hint->kind),
                                            hint->words);

  gtk_box_append (GTK_BOX (box), vigie_label_new (title, "small strong"));
  gtk_box_append (GTK_BOX (box), quiet_new (hint->reason, "small dim"));
  gtk_box_append (GTK_BOX (box), quiet_new (hint->proposal, "small"));

  return box;
}

static GtkWidget *
row_new (VigieReportHints *self, const VigieHint *hint)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lead = gtk_button_new ();
  GtkWidget *wave = gtk_button_new_with_label (_ ("Leave it so"));
  g_autofree char *name = g_strdup_printf (_ ("Leave “%s” as it is"), hint->words);

  gtk_button_set_child (GTK_BUTTON (lead), words_new (hint));
  gtk_widget_add_css_class (lead, "flat");
  gtk_widget_set_hexpand (lead, TRUE);
  vigie_set_tooltip (lead, _ ("Show the place in the text"));
  g_object_set_data (G_OBJECT (lead), "start", GINT_TO_POINTER ((int) hint->start_chars));
  g_object_set_data (G_OBJECT (lead), "end", GINT_TO_POINTER ((int) hint->end_chars));
  g_signal_connect (lead, "clicked", G_CALLBACK (lead_cb), self);
  gtk_widget_add_css_class (wave, "compact");
  gtk_widget_set_valign (wave, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (wave, 10);
  vigie_set_accessible_label (wave, name);
  g_object_set_data_full (G_OBJECT (wave), "key", g_strdup (hint->key), g_free);
  g_signal_connect (wave, "clicked", G_CALLBACK (wave_cb), self);
  gtk_box_append (GTK_BOX (row), lead);
  gtk_box_append (GTK_BOX (row), wave);

  return row;
}

static void
mark (VigieReportHints *self, const VigieHint *hint)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) hint->start_chars);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) hint->end_chars);
  gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
}

static GPtrArray *
hints_now (VigieReportHints *self)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  g_auto (GStrv) names = vigie_hints_names (
      incident, vigie_session_get_directory (vigie_incident_model_get_session (self->model)));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  GPtrArray *hints;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  hints = vigie_hints_find (text, self->lang, (const char *const *) names);
  for (guint i = hints->len; i > 0; i--)
    if (vigie_hint_is_waved (hints->pdata[i - 1], self->waved))
      g_ptr_array_remove_index (hints, i - 1);

  return hints;
}

static void
look (VigieReportHints *self)
{
  g_autoptr (GPtrArray) hints = NULL;
  g_autofree char *words = NULL;

  vigie_clear_box (GTK_BOX (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->model == NULL || self->buffer == NULL)
    return;
  hints = hints_now (self);
  gtk_widget_set_visible (GTK_WIDGET (self), hints->len > 0);
  words = g_strdup_printf (ngettext ("%u place; nothing is held up by it",
                                     "%u places; nothing is held up by them", hints->len),
                           hints->len);
  vigie_label_set (GTK_LABEL (self->note), words);
  for (guint i = 0; i < hints->len; i++)
    {
      mark (self, hints->pdata[i]);
      if (i < ROWS_MAX)
        gtk_box_append (GTK_BOX (self->list), row_new (self, hints->pdata[i]));
    }
}

static gboolean
rest_cb (gpointer user_data)
{
  VigieReportHints *self = user_data;

  self->rest_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (VigieReportHints *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
waved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VigieReportHints) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *waved = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result,
                                                                &error);

  if (self->model == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  if (waved == NULL)
    return;
  /* Something may have been waved aside before this came: it belongs to the same list. */
  if (self->waved != NULL)
    {
      char *both = g_strconcat (waved, self->waved, NULL);

      g_free (self->waved);
      self->waved = both;
      keep (self);
    }
  else
    self->waved = g_steal_pointer (&waved);
  look (self);
}

static void
set_text (VigieReportHints *self, GtkTextView *text)
{
  GtkTextBuffer *buffer = text != NULL ? gtk_text_view_get_buffer (text) : NULL;

  g_set_weak_pointer (&self->text, text);
  if (buffer == self->buffer)
    return;
  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (self->buffer), self->tag);
    }
  g_set_object (&self->buffer, buffer);
  if (buffer != NULL)
    {
      self->tag = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR,
                                              NULL);
      g_signal_connect_object (buffer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
    }
}

void
vigie_report_hints_show (VigieReportHints *self,
                         VigieIncidentModel *model,
                         const char *section,
                         VigieLang lang,
                         GtkTextView *text)
{
  g_autofree char *place = NULL;

  g_return_if_fail (VIGIE_IS_REPORT_HINTS (self));

  if (model != NULL && text != NULL)
    place = g_strdup_printf ("hints/%s/%s/%s", vigie_incident_model_get_stream (model), section,
                             vigie_lang_to_word (lang));
  g_set_object (&self->model, model);
  set_text (self, text);
  if (g_strcmp0 (place, self->place) == 0)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->waved, g_free);
  g_free (self->place);
  self->place = g_steal_pointer (&place);
  self->lang = lang;
  look (self);
  if (self->place == NULL)
    return;
  self->reading = g_cancellable_new ();
  vigie_store_thread_kept_text_async (
      vigie_session_get_store (vigie_incident_model_get_session (model)), self->place,
      self->reading, waved_cb, g_object_ref (self));
}

/* ---- Object ---- */

static void
vigie_report_hints_dispose (GObject *object)
{
  VigieReportHints *self = VIGIE_REPORT_HINTS (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->model);
  set_text (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->waved, g_free);

  G_OBJECT_CLASS (vigie_report_hints_parent_class)->dispose (object);
}

static void
vigie_report_hints_class_init (VigieReportHintsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_report_hints_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
vigie_report_hints_init (VigieReportHints *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "card");
  gtk_box_append (GTK_BOX (self->box), vigie_page_head_new (_ ("Wording"), &self->note));
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vigie_report_hints_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_HINTS, NULL);
}
