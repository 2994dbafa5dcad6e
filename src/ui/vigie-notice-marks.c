/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags of the text. A stop has a ground and a double line, a warning a ground and a single one, so that they differ without
 * colour; what came from a fact has a ground alone. Places under findings: what is wrong is told first. */

#include "vigie-notice-marks.h"

#include "vigie-drawing.h"

void
vigie_notice_marks_init (VigieNoticeMarks *marks, GtkTextBuffer *buffer)
{
  marks->buffer = buffer;
  for (int i = 0; i < VIGIE_N_EDITOR_MARKS; i++)
    marks->places[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  marks->findings[VIGIE_CHECK_WARN] = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  marks->findings[VIGIE_CHECK_STOP] = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_DOUBLE, NULL);
}

static void
color (GtkTextTag *tag, GtkWidget *widget, const char *ground, const char *ink)
{
  GdkRGBA background, foreground;

  vigie_drawing_color (widget, ground, &background);
  vigie_drawing_color (widget, ink, &foreground);
  g_object_set (tag, "background-rgba", &background, "foreground-rgba", &foreground, "underline-rgba", &foreground, NULL);
}

void
vigie_notice_marks_color (VigieNoticeMarks *marks, GtkWidget *widget)
{
  color (marks->places[VIGIE_EDITOR_MARK_FILLED], widget, "acc_tint", "accent_color");
  color (marks->places[VIGIE_EDITOR_MARK_UNKNOWN], widget, "soon_tint", "soon_fg");
  color (marks->places[VIGIE_EDITOR_MARK_MISSING], widget, "late_tint", "late_fg");
  color (marks->findings[VIGIE_CHECK_WARN], widget, "soon_tint", "soon_fg");
  color (marks->findings[VIGIE_CHECK_STOP], widget, "late_tint", "late_fg");
}

void
vigie_notice_marks_range (GtkTextBuffer *buffer, const char *text, gsize start_bytes, gsize end_bytes, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (buffer, start, (int) g_utf8_pointer_to_offset (text, text + start_bytes));
  gtk_text_buffer_get_iter_at_offset (buffer, end, (int) g_utf8_pointer_to_offset (text, text + end_bytes));
}

void
vigie_notice_marks_show (VigieNoticeMarks *marks, const VigieCheckReport *report, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (marks->buffer, &start, &end);
  gtk_text_buffer_remove_tag (marks->buffer, marks->findings[VIGIE_CHECK_STOP], &start, &end);
  gtk_text_buffer_remove_tag (marks->buffer, marks->findings[VIGIE_CHECK_WARN], &start, &end);
  for (guint i = 0; report != NULL && i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      /* A whole sentence in colour would hide the words in it that matter: its row leads there. */
      if (finding->field != VIGIE_CHECK_BODY || g_str_equal (finding->rule, "long-sentence"))
        continue;
      vigie_notice_marks_range (marks->buffer, text, finding->start_bytes, finding->end_bytes, &start, &end);
      gtk_text_buffer_apply_tag (marks->buffer, marks->findings[finding->level], &start, &end);
    }
}

static GQuark
fact_quark (void)
{
  return g_quark_from_static_string ("vigie-notice-fact");
}

/* A tag that says nothing but the name: it moves with the words as they are edited around. */
static GtkTextTag *
fact_tag (GtkTextBuffer *buffer, const char *fact)
{
  g_autofree char *name = g_strconcat ("fact:", fact, NULL);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag == NULL)
    {
      tag = gtk_text_buffer_create_tag (buffer, name, NULL);
      g_object_set_qdata_full (G_OBJECT (tag), fact_quark (), g_strdup (fact), g_free);
    }

  return tag;
}

const char *
vigie_notice_marks_fact_at (const GtkTextIter *place)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (place);

  for (GSList *tag = tags; tag != NULL; tag = tag->next)
    if (g_object_get_qdata (tag->data, fact_quark ()) != NULL)
      return g_object_get_qdata (tag->data, fact_quark ());

  return NULL;
}

void
vigie_notice_marks_place (VigieNoticeMarks *marks, gsize start_bytes, gsize end_bytes, VigieEditorMark mark, const char *fact)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (marks->buffer, &start, &end);
  text = gtk_text_buffer_get_text (marks->buffer, &start, &end, TRUE);
  vigie_notice_marks_range (marks->buffer, text, start_bytes, end_bytes, &start, &end);
  gtk_text_buffer_apply_tag (marks->buffer, marks->places[mark], &start, &end);
  if (fact != NULL && *fact != '\0')
    gtk_text_buffer_apply_tag (marks->buffer, fact_tag (marks->buffer, fact), &start, &end);
}
