/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row for each notice: its code, what it is, whose step is next, and its state in words and by its shape. Rows are
 * made anew only when one of them says something else, so that the focus stays where it is. */

#include "vigie-notice-list.h"

#include <glib/gi18n-lib.h>

#include "vigie-notice.h"
#include "vigie-notice-words-ui.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieNoticeList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *add;
  VigieIncidentModel *model;
  char *shown;                   /* what the rows say */
};

G_DEFINE_FINAL_TYPE (VigieNoticeList, vigie_notice_list, GTK_TYPE_WIDGET)

static GtkWidget *
row_new (VigieNoticeList *self, const VigieNotice *notice)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *title = vigie_notice_title (notice, vigie_session_get_playbook (session), vigie_session_get_lang (session));
  g_autofree char *next = vigie_notice_next_words (self->model, notice);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (words), vigie_label_new (title, "body strong"));
  gtk_box_append (GTK_BOX (words), vigie_label_new (next, "dim small"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), vigie_label_new (notice->code, "mono dim"));
  gtk_box_append (GTK_BOX (line), words);
  if (notice->stale->len > 0)
    gtk_box_append (GTK_BOX (line), vigie_tag_new (_("A fact has changed"), "soon"));
  gtk_box_append (GTK_BOX (line), vigie_tag_new (vigie_notice_state_label (notice->state, vigie_session_get_lang (session)),
                                                 vigie_notice_state_style (notice)));
  gtk_widget_add_css_class (row, "card-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "notice", g_strdup (notice->id), g_free);
  return row;
}

/* All that the rows say: they are made anew when it changes. */
static char *
summary (VigieNoticeList *self)
{
  GPtrArray *notices = vigie_incident_get_notices (vigie_incident_model_get_incident (self->model));
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const VigieNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *next = vigie_notice_next_words (self->model, notice);

      g_string_append_printf (all, "%s %s %d %u %s\n", notice->id, notice->version->hash, (int) notice->state, notice->stale->len, next);
    }
  return g_string_free (all, FALSE);
}

static void
clear_rows (VigieNoticeList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
}

static void
changed_cb (VigieNoticeList *self)
{
  GPtrArray *notices = vigie_incident_get_notices (vigie_incident_model_get_incident (self->model));
  g_autofree char *says = summary (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u notice", "%u notices", notices->len), notices->len);

  gtk_widget_set_visible (self->empty, notices->len == 0);
  gtk_widget_set_visible (self->list, notices->len > 0);
  vigie_label_set (GTK_LABEL (self->count), count);
  if (g_strcmp0 (says, self->shown) == 0)
    return;
  clear_rows (self);
  for (guint i = notices->len; i > 0; i--)
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (self, g_ptr_array_index (notices, i - 1)));
  g_free (self->shown);
  self->shown = g_steal_pointer (&says);
}

static void
activated_cb (VigieNoticeList *self, GtkListBoxRow *row)
{
  g_signal_emit_by_name (self, "open", g_object_get_data (G_OBJECT (row), "notice"));
}

static void
add_cb (VigieNoticeList *self)
{
  g_signal_emit_by_name (self, "begin");
}

static gboolean
grab_focus (GtkWidget *widget)
{
  VigieNoticeList *self = VIGIE_NOTICE_LIST (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->list);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->list) && first ? first : self->add);
}

static void
dispose (GObject *object)
{
  VigieNoticeList *self = VIGIE_NOTICE_LIST (object);

  vigie_notice_list_set_model (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (vigie_notice_list_parent_class)->dispose (object);
}

static void
vigie_notice_list_class_init (VigieNoticeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("open", VIGIE_TYPE_NOTICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("begin", VIGIE_TYPE_NOTICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_notice_list_init (VigieNoticeList *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = vigie_page_head_new (_("Messages of this incident"), &self->count);

  self->add = vigie_page_button_new (_("New message"), NULL, "suggested-action compact");
  self->list = gtk_list_box_new ();
  self->empty = vigie_paragraph_new (_("Nothing has been written yet. A message is drawn from the playbook’s template and the fact sheet, checked, approved by "
                                       "whom the playbook names, and published; each step is in the record."),
                                     "dim");
  self->box = gtk_scrolled_window_new ();
  gtk_widget_set_hexpand (gtk_widget_get_last_child (head), TRUE);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  vigie_set_accessible_label (self->list, _("Messages of this incident"));
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), self->list);
  gtk_box_append (GTK_BOX (column), self->empty);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->box), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->box), column);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
}

GtkWidget *
vigie_notice_list_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_LIST, NULL);
}

void
vigie_notice_list_set_model (VigieNoticeList *self, VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (!model)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
