/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a finding to its place, from a place to its fact, and what mends it. */

#include "vigie-notice-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-fact-links.h"
#include "vigie-page-columns.h"
#include "vigie-text-ui.h"

static const VigieCheckFinding *
finding_at (VigieNoticeEditor *self, guint index)
{
  const VigieCheckReport *report = vigie_check_panel_get_report (self->panel);

  return report != NULL && index < report->findings->len ? report->findings->pdata[index] : NULL;
}

void
vigie_notice_editor_go (VigieNoticeEditor *self, guint index)
{
  const VigieCheckFinding *finding = finding_at (self, index);
  g_autofree char *subject = vigie_notice_editor_get_subject (self);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  GtkTextIter start, end;

  vigie_page_columns_show (VIGIE_PAGE_COLUMNS (self->columns), 0);
  if (finding->field == VIGIE_CHECK_SUBJECT)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->subject));
      gtk_editable_select_region (self->subject, (int) g_utf8_pointer_to_offset (subject, subject + finding->start_bytes),
                                  (int) g_utf8_pointer_to_offset (subject, subject + finding->end_bytes));
      return;
    }
  vigie_notice_marks_range (self->buffer, body, finding->start_bytes, finding->end_bytes, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  gtk_text_view_scroll_to_iter (self->view, &start, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* One act, which Ctrl Z takes back. */
static void
replace (VigieNoticeEditor *self, GtkTextIter *start, GtkTextIter *end, const char *words)
{
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, start, end);
  gtk_text_buffer_insert (self->buffer, start, words, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

void
vigie_notice_editor_fix (VigieNoticeEditor *self, guint index)
{
  const VigieCheckFinding *finding = finding_at (self, index);
  g_autofree char *proposal = g_strdup (finding->proposal);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  GtkTextIter start, end;
  int position;

  if (!gtk_text_view_get_editable (self->view))
    return;
  if (finding->field == VIGIE_CHECK_SUBJECT)
    {
      vigie_notice_editor_go (self, index);
      gtk_editable_delete_selection (self->subject);
      position = gtk_editable_get_position (self->subject);
      gtk_editable_insert_text (self->subject, proposal, -1, &position);
    }
  else
    {
      vigie_notice_marks_range (self->buffer, body, finding->start_bytes, finding->end_bytes, &start, &end);
      replace (self, &start, &end, proposal);
    }
  vigie_notice_editor_check (self);
}

static void
to_paragraph_end (GtkTextIter *place)
{
  GtkTextIter next;

  do
    {
      if (!gtk_text_iter_ends_line (place))
        gtk_text_iter_forward_to_line_end (place);
      next = *place;
      if (!gtk_text_iter_forward_line (&next) || gtk_text_iter_ends_line (&next))
        return;
      *place = next;
    }
  while (TRUE);
}

/* Behind the paragraph of the first figure that moved, where its reader looks for it; a list is not cut in two. */
void
vigie_notice_editor_correct (VigieNoticeEditor *self, const char *line)
{
  const VigieCheckReport *report = vigie_notice_editor_get_report (self);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  g_autofree char *words = g_strdup_printf ("\n\n%s", line);
  GtkTextIter start, end;

  if (!gtk_text_view_get_editable (self->view))
    return;
  gtk_text_buffer_get_start_iter (self->buffer, &end);
  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      if (finding->line == NULL || finding->field != VIGIE_CHECK_BODY)
        continue;
      vigie_notice_marks_range (self->buffer, body, finding->start_bytes, finding->end_bytes, &start, &end);
      break;
    }
  to_paragraph_end (&end);
  start = end;
  replace (self, &start, &end, words);
  vigie_notice_editor_check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
vigie_notice_editor_reword (VigieNoticeEditor *self, const char *wording)
{
  GtkTextIter start, end;

  if (!gtk_text_view_get_editable (self->view))
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  replace (self, &start, &end, wording);
  vigie_notice_editor_check (self);
}

/* ---- Facts behind the words ---- */

/* What is shown may have other spaces than the text. Owned. */
static char *
with_plain_spaces (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, "\302\240", " ", 0);
  g_string_replace (plain, "\342\200\257", " ", 0);

  return g_string_free (plain, FALSE);
}

static gboolean
is_plain_equal (const char *one, const char *two)
{
  g_autofree char *plain_one = with_plain_spaces (one);
  g_autofree char *plain_two = with_plain_spaces (two);

  return strcmp (plain_one, plain_two) == 0;
}

/* Of what is wrong, or of the words themselves. */
char *
vigie_notice_editor_fact_at (const GtkTextIter *place, gpointer user_data)
{
  VigieNoticeEditor *self = user_data;
  const VigieCheckReport *report = vigie_notice_editor_get_report (self);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  gsize at = (gsize) (g_utf8_offset_to_pointer (body, gtk_text_iter_get_offset (place)) - body);

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      if (finding->field == VIGIE_CHECK_BODY && finding->fact != NULL && finding->start_bytes <= at && at < finding->end_bytes)
        return g_strdup (finding->fact);
    }

  return g_strdup (vigie_notice_marks_fact_at (place));
}

char *
vigie_notice_editor_say_fact (const char *name, gpointer user_data)
{
  VigieNoticeEditor *self = user_data;
  VigieCheckInput input = { .lang = self->lang, .screen_lang = vigie_ui_lang (), .body = "" };
  VigiePreviewData preview = { .lang = self->lang };
  const VigieFact *fact;
  const VigieFactDef *def;
  g_autofree char *value = NULL;

  if (self->fill != NULL)
    self->fill (&input, &preview, self->fill_data);
  def = input.playbook != NULL ? vigie_playbook_fact (input.playbook, name) : NULL;
  fact = input.incident != NULL ? vigie_incident_fact (input.incident, name) : NULL;
  if (fact == NULL || *fact->value == '\0')
    value = g_strdup (_("unknown"));
  else
    value = vigie_fact_value_words (input.playbook, name, fact->value, input.zone, input.screen_lang);

  /* Translators: a fact and its value. */
  return g_strdup_printf (_("%s: %s"), def != NULL ? vigie_text_get (&def->label, input.screen_lang) : name, value);
}

/* A blank of the preview: to its fact, or to where it stands in the text. */
void
vigie_notice_editor_blank_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeEditor *self = VIGIE_NOTICE_EDITOR (widget);
  const VigieCheckReport *report = vigie_notice_editor_get_report (self);
  g_autofree char *subject = vigie_notice_editor_get_subject (self);
  g_autofree char *body = vigie_notice_editor_get_body (self);
  const char *const texts[] = { [VIGIE_CHECK_SUBJECT] = subject, [VIGIE_CHECK_BODY] = body };

  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];
      g_autofree char *words = finding->field != VIGIE_CHECK_WHOLE
                                   ? g_strndup (texts[finding->field] + finding->start_bytes, finding->end_bytes - finding->start_bytes) : NULL;

      if (words == NULL || !is_plain_equal (words, g_variant_get_string (parameter, NULL)))
        continue;
      if (finding->fact != NULL)
        vigie_fact_links_open (widget, finding->fact);
      else
        vigie_notice_editor_go (self, i);
      return;
    }
}

void
vigie_notice_editor_fact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VigieNoticeEditor *self = VIGIE_NOTICE_EDITOR (widget);

  if (!vigie_fact_links_open_at_cursor (self->view, vigie_notice_editor_fact_at, self))
    gtk_widget_error_bell (widget);
}
