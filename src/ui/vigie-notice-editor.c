/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two halves of a composer.
 *
 *   type ──150 ms──▶ check: fill (what it is compared with) ─▶ findings ─▶ marks, panel, preview ─▶ "checked"
 *
 * A check takes a few milliseconds, so it runs in the main thread after a short pause and no text is ever shown beside the
 * findings of another one. Spelling is made when the editor is first shown: most windows never show one. */

#include "vigie-notice-editor-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "vigie-fact-links.h"
#include "vigie-notice-blanks.h"
#include "vigie-page-columns.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"
#include "vigie-widgets.h"

#define PAUSE_MS     150
#define THRESHOLD_PX 820
#define TEXT_PX      500

G_DEFINE_FINAL_TYPE (VigieNoticeEditor, vigie_notice_editor, GTK_TYPE_WIDGET)

enum { CHANGED, CHECKED, N_SIGNALS };
static guint signals[N_SIGNALS];

char *
vigie_notice_editor_get_body (VigieNoticeEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

char *
vigie_notice_editor_get_subject (VigieNoticeEditor *self)
{
  return g_strdup (gtk_widget_get_visible (self->subject_row) ? gtk_editable_get_text (self->subject) : "");
}

VigieLang
vigie_notice_editor_get_lang (VigieNoticeEditor *self)
{
  return self->lang;
}

const VigieCheckReport *
vigie_notice_editor_get_report (VigieNoticeEditor *self)
{
  return vigie_check_panel_get_report (self->panel);
}

VigieNoticePreview *
vigie_notice_editor_get_preview (VigieNoticeEditor *self)
{
  return self->preview;
}

/* ---- Checking ---- */

static void
show_spelling (VigieNoticeEditor *self, const VigiePlaybook *playbook)
{
  if (self->spelling != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->spelling = vigie_spelling_new (self->view, playbook);
  vigie_spelling_set_lang (self->spelling, self->lang);
}

/* Blanks of older records stand under their names, too. */
static void
show_preview (VigieNoticeEditor *self, VigiePreviewData *preview, const VigiePlaybook *playbook)
{
  g_autofree char *subject = playbook != NULL ? vigie_notice_name_blanks (playbook, preview->subject, self->lang) : NULL;
  g_autofree char *body = playbook != NULL ? vigie_notice_name_blanks (playbook, preview->body, self->lang) : NULL;

  if (playbook != NULL)
    {
      preview->subject = subject;
      preview->body = body;
    }
  vigie_notice_preview_show (self->preview, preview);
}

void
vigie_notice_editor_check (VigieNoticeEditor *self)
{
  g_autofree char *subject = vigie_notice_editor_get_subject (self);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  VigieCheckInput input = { .lang = self->lang, .screen_lang = vigie_ui_lang (), .subject = subject, .body = body };
  VigiePreviewData preview = { .lang = self->lang, .subject = subject, .body = body };

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->fill == NULL)
    {
      vigie_notice_marks_show (&self->marks, NULL, body);
      vigie_check_panel_take_report (self->panel, NULL);
      vigie_notice_correction_show (self->correction, NULL);
      return;
    }
  self->fill (&input, &preview, self->fill_data);
  vigie_check_panel_take_report (self->panel, vigie_notice_check (&input));
  vigie_notice_marks_color (&self->marks, GTK_WIDGET (self));
  vigie_notice_marks_show (&self->marks, vigie_check_panel_get_report (self->panel), body);
  vigie_notice_correction_show (self->correction, vigie_check_panel_get_report (self->panel));
  show_preview (self, &preview, input.playbook);
  show_spelling (self, input.playbook);
  g_signal_emit (self, signals[CHECKED], 0);
}

static gboolean
pause_cb (gpointer data)
{
  VigieNoticeEditor *self = data;

  self->pause_id = 0;
  vigie_notice_editor_check (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (VigieNoticeEditor *self)
{
  if (self->is_setting)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
mapped_cb (VigieNoticeEditor *self)
{
  if (self->fill != NULL && self->spelling == NULL)
    vigie_notice_editor_check (self);
}

static void
style_cb (VigieNoticeEditor *self)
{
  vigie_notice_marks_color (&self->marks, GTK_WIDGET (self));
}

gboolean
vigie_notice_editor_next (VigieNoticeEditor *self)
{
  if (self->pause_id != 0)
    vigie_notice_editor_check (self);

  return vigie_check_panel_next (self->panel);
}

/* ---- Parts ---- */

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!vigie_notice_editor_next (VIGIE_NOTICE_EDITOR (widget)))
    gtk_widget_error_bell (widget);
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeEditor *self = VIGIE_NOTICE_EDITOR (widget);

  if (!vigie_page_columns_move (VIGIE_PAGE_COLUMNS (self->columns), 1))
    vigie_page_columns_move (VIGIE_PAGE_COLUMNS (self->columns), -1);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_NOTICE_EDITOR (widget)->view));
}

static void
dispose (GObject *object)
{
  VigieNoticeEditor *self = VIGIE_NOTICE_EDITOR (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->fill = NULL;
  g_clear_object (&self->spelling);
  g_clear_pointer (&self->columns, gtk_widget_unparent);
  G_OBJECT_CLASS (vigie_notice_editor_parent_class)->dispose (object);
}

static void
vigie_notice_editor_class_init (VigieNoticeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->grab_focus = grab_focus;
  vigie_widget_class_keep_tab_order (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "editor.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "editor.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "editor.blank", "s", vigie_notice_editor_blank_action);
  gtk_widget_class_install_action (widget_class, "editor.fact", NULL, vigie_notice_editor_fact_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "editor.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "editor.fact", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Tab, GDK_CONTROL_MASK, "editor.preview", NULL);
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_NOTICE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHECKED] = g_signal_new ("checked", VIGIE_TYPE_NOTICE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_subject (VigieNoticeEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();

  self->subject = GTK_EDITABLE (entry);
  self->subject_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->subject_row), vigie_label_new (_("Subject"), "small dim"));
  gtk_widget_set_hexpand (entry, TRUE);
  vigie_set_accessible_label (entry, _("Subject"));
  gtk_box_append (GTK_BOX (self->subject_row), entry);
  gtk_widget_add_css_class (self->subject_row, "notice-subject");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);

  return self->subject_row;
}

static GtkWidget *
make_text (VigieNoticeEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_pixels_below_lines (self->view, 3);
  vigie_add_classes (GTK_WIDGET (self->view), "notice-text");
  vigie_set_accessible_label (GTK_WIDGET (self->view), _("Text of the message"));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (typed_cb), self);
  vigie_fact_links_attach (self->view, vigie_notice_editor_fact_at, vigie_notice_editor_say_fact, self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
vigie_notice_editor_init (VigieNoticeEditor *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (left), make_subject (self));
  gtk_box_append (GTK_BOX (left), make_text (self));
  self->correction = VIGIE_NOTICE_CORRECTION (vigie_notice_correction_new ());
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->correction));
  g_signal_connect_swapped (self->correction, "take", G_CALLBACK (vigie_notice_editor_correct), self);
  self->panel = VIGIE_CHECK_PANEL (vigie_check_panel_new ());
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->panel));
  gtk_widget_add_css_class (left, "pane-right");
  g_signal_connect_swapped (self->panel, "go", G_CALLBACK (vigie_notice_editor_go), self);
  g_signal_connect_swapped (self->panel, "fix", G_CALLBACK (vigie_notice_editor_fix), self);
  self->preview = VIGIE_NOTICE_PREVIEW (vigie_notice_preview_new ());
  g_signal_connect_swapped (self->preview, "reword", G_CALLBACK (vigie_notice_editor_reword), self);
  vigie_notice_marks_init (&self->marks, self->buffer);

  self->columns = vigie_page_columns_new (THRESHOLD_PX);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Text"), left, TEXT_PX);
  vigie_page_columns_add (VIGIE_PAGE_COLUMNS (self->columns), _("Preview"), GTK_WIDGET (self->preview), 0);
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vigie_notice_editor_new (void)
{
  return g_object_new (VIGIE_TYPE_NOTICE_EDITOR, NULL);
}

void
vigie_notice_editor_set_source (VigieNoticeEditor *self, VigieNoticeEditorFill fill, gpointer user_data)
{
  self->fill = fill;
  self->fill_data = user_data;
}

void
vigie_notice_editor_set_text (VigieNoticeEditor *self, VigieLang lang, const char *subject, const char *body)
{
  self->is_setting = TRUE;
  gtk_widget_set_visible (self->subject_row, subject != NULL);
  gtk_editable_set_text (self->subject, subject != NULL ? subject : "");
  gtk_text_buffer_set_text (self->buffer, body, -1);
  self->is_setting = FALSE;
  if (self->spelling != NULL && lang != self->lang)
    vigie_spelling_set_lang (self->spelling, lang);
  self->lang = lang;
  vigie_notice_editor_check (self);
}

void
vigie_notice_editor_mark (VigieNoticeEditor *self, gsize start_bytes, gsize end_bytes, VigieEditorMark mark, const char *fact)
{
  vigie_notice_marks_place (&self->marks, start_bytes, end_bytes, mark, fact);
}

void
vigie_notice_editor_set_short (VigieNoticeEditor *self, gboolean is_short)
{
  vigie_check_panel_set_short (self->panel, is_short);
}

void
vigie_notice_editor_set_editable (VigieNoticeEditor *self, gboolean editable)
{
  gtk_text_view_set_editable (self->view, editable);
  gtk_editable_set_editable (self->subject, editable);
}
