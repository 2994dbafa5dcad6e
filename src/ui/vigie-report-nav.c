/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The left side of the report. A section is complete, lacks something, or is empty: a check, a
 * triangle, an open square; the words go to the screen reader, the sentence stands in the section.
 *
 * The arrows choose a section and Tab leaves the list with it. GTK 4.8 takes Tab to the next row, which
 * would choose each section in turn and end at the last: nobody could reach the text of another one. */

#include "vigie-report-nav.h"

#include <glib/gi18n-lib.h>

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define N_SECTIONS 10

struct _VigieReportNav
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *rows[N_SECTIONS], *marks[N_SECTIONS], *titles[N_SECTIONS];
  GtkWidget *complete;
  GtkWidget *french, *english;
  guint restore_id;              /* rows take the focus again */
};

G_DEFINE_FINAL_TYPE (VigieReportNav, vigie_report_nav, GTK_TYPE_WIDGET)

enum { SELECTED, OPENED, LANGUAGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_empty (const VigieReportPart *part)
{
  if (part->text != NULL && *part->text != '\0')
    return FALSE;
  for (guint i = 0; i < part->blocks->len; i++)
    {
      const VigieBlock *block = part->blocks->pdata[i];

      if (block->type != VIGIE_BLOCK_MISSING && block->type != VIGIE_BLOCK_HEADING)
        return FALSE;
    }

  return TRUE;
}

static void
show_part (VigieReportNav *self, guint index, const VigieReportPart *part)
{
  gboolean empty = !part->complete && is_empty (part);
  const char *state = part->complete ? _("complete") : empty ? _("empty") : _("something is missing");
  g_autofree char *name = g_strdup_printf ("%u %s, %s", index + 1, part->title, state);

  vigie_label_set (GTK_LABEL (self->titles[index]), part->title);
  vigie_set_tooltip (self->rows[index], state);
  vigie_set_accessible_label (self->rows[index], name);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->marks[index]), part->complete ? "vigie-check-symbolic" : empty ? "vigie-todo-symbolic" : "vigie-warning-symbolic");
  vigie_set_class (self->marks[index], "ok-text", part->complete);
  vigie_set_class (self->marks[index], "soon-text", !part->complete && !empty);
  vigie_set_class (self->marks[index], "dim", empty);
}

void
vigie_report_nav_show (VigieReportNav *self, const VigieReport *report)
{
  g_autofree char *words = NULL;
  guint n = 0;

  g_return_if_fail (VIGIE_IS_REPORT_NAV (self));

  for (guint i = 0; i < N_SECTIONS; i++)
    {
      const VigieReportPart *part = i < report->parts->len ? report->parts->pdata[i] : NULL;

      gtk_widget_set_visible (self->rows[i], part != NULL);
      if (part == NULL)
        continue;
      show_part (self, i, part);
      n += part->complete ? 1 : 0;
    }
  words = g_strdup_printf (_("%u complete of %u"), n, report->parts->len);
  vigie_label_set (GTK_LABEL (self->complete), words);
}

guint
vigie_report_nav_get_selected (VigieReportNav *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? (guint) gtk_list_box_row_get_index (row) : 0;
}

void
vigie_report_nav_select (VigieReportNav *self, guint index)
{
  g_return_if_fail (VIGIE_IS_REPORT_NAV (self) && index < N_SECTIONS);

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[index]));
}

VigieLang
vigie_report_nav_get_lang (VigieReportNav *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->french)) ? VIGIE_LANG_FR : VIGIE_LANG_EN;
}

void
vigie_report_nav_set_lang (VigieReportNav *self, VigieLang lang)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (lang == VIGIE_LANG_FR ? self->french : self->english), TRUE);
}

static void
row_selected_cb (VigieReportNav *self, GtkListBoxRow *row)
{
  if (row != NULL)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
row_activated_cb (VigieReportNav *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
language_cb (VigieReportNav *self)
{
  g_signal_emit (self, signals[LANGUAGE], 0);
}

/* ---- Keys ---- */

static gboolean
restore_rows_cb (gpointer user_data)
{
  VigieReportNav *self = user_data;

  self->restore_id = 0;
  for (guint i = 0; i < N_SECTIONS; i++)
    gtk_widget_set_focusable (self->rows[i], TRUE);

  return G_SOURCE_REMOVE;
}

/* The focus moves while this key is handled; for that long there is only the chosen row. */
static gboolean
key_cb (VigieReportNav *self, guint keyval)
{
  if (keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < N_SECTIONS; i++)
    gtk_widget_set_focusable (self->rows[i], i == vigie_report_nav_get_selected (self));
  if (self->restore_id == 0)
    self->restore_id = g_idle_add (restore_rows_cb, self);

  return GDK_EVENT_PROPAGATE;
}

/* ---- Building ---- */

static void
add_row (VigieReportNav *self, guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  self->rows[index] = row;
  self->marks[index] = vigie_icon_new ("vigie-todo-symbolic", NULL);
  self->titles[index] = vigie_label_new ("", NULL);
  gtk_widget_add_css_class (box, "report-row");
  gtk_box_append (GTK_BOX (box), self->marks[index]);
  gtk_box_append (GTK_BOX (box), vigie_label_new (number, "section-number"));
  gtk_box_append (GTK_BOX (box), self->titles[index]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
}

static GtkWidget *
language_new (VigieReportNav *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->french = gtk_toggle_button_new_with_label ("Français");
  self->english = gtk_toggle_button_new_with_label ("English");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->english), GTK_TOGGLE_BUTTON (self->french));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->french), TRUE);
  gtk_widget_add_css_class (buttons, "linked");
  gtk_widget_add_css_class (self->french, "compact");
  gtk_widget_add_css_class (self->english, "compact");
  gtk_widget_set_hexpand (self->french, TRUE);
  gtk_widget_set_hexpand (self->english, TRUE);
  gtk_box_append (GTK_BOX (buttons), self->french);
  gtk_box_append (GTK_BOX (buttons), self->english);
  gtk_box_append (GTK_BOX (box), vigie_label_new (_("Language of the document"), "caption dim"));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  g_signal_connect_swapped (self->french, "toggled", G_CALLBACK (language_cb), self);

  return box;
}

/* ---- Object ---- */

static gboolean
vigie_report_nav_grab_focus (GtkWidget *widget)
{
  VigieReportNav *self = VIGIE_REPORT_NAV (widget);

  return gtk_widget_grab_focus (self->rows[vigie_report_nav_get_selected (self)]);
}

static void
vigie_report_nav_dispose (GObject *object)
{
  VigieReportNav *self = VIGIE_REPORT_NAV (object);

  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vigie_report_nav_parent_class)->dispose (object);
}

static void
vigie_report_nav_class_init (VigieReportNavClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_report_nav_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = vigie_report_nav_grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LANGUAGE] = g_signal_new ("language", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_report_nav_init (VigieReportNav *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *title = vigie_label_new (_("Report"), NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "report-nav");
  vigie_set_accessible_label (GTK_WIDGET (self->list), _("Sections of the report"));
  for (guint i = 0; i < N_SECTIONS; i++)
    add_row (self, i);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[0]));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  self->complete = vigie_label_new ("", "caption dim");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "side-head");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->complete);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "pane-right");
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), language_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_size_request (GTK_WIDGET (self), 220, -1);
}

GtkWidget *
vigie_report_nav_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_NAV, NULL);
}
