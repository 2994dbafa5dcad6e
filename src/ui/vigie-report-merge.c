/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where both say the same there is nothing to choose. Of each other place a person takes one side, or both one after the
 * other; once every place is decided the result stands in a field, where it can be put right before it is recorded. */

#include "vigie-report-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-diff.h"
#include "vigie-text-ui.h"

typedef enum
{
  TAKE_NOTHING_YET,
  TAKE_LEFT,
  TAKE_RIGHT,
  TAKE_BOTH,
} Take;

typedef struct
{
  VigieIncidentModel *model;
  char *section;
  VigieLang lang;
  GPtrArray *texts;              /* char *: all versions */
  guint next;                    /* which of them stands at the right */
  char *left;                    /* what it is put together with */
  GArray *pieces;                /* VigieDiffPiece of the two */
  GArray *takes;                 /* Take, one a piece */
  GtkWidget *box;                /* borrowed: the widget */
  GtkWidget *places;             /* box */
  GtkWidget *state, *field, *record;
} Merge;

static void
merge_free (gpointer data)
{
  Merge *merge = data;

  g_object_unref (merge->model);
  g_free (merge->section);
  g_ptr_array_unref (merge->texts);
  g_free (merge->left);
  g_clear_pointer (&merge->pieces, g_array_unref);
  g_clear_pointer (&merge->takes, g_array_unref);
  g_free (merge);
}

static const char *
right_of (Merge *merge)
{
  return merge->texts->pdata[merge->next];
}

static guint
count_open (Merge *merge)
{
  guint n = 0;

  for (guint i = 0; i < merge->pieces->len; i++)
    n += !g_array_index (merge->pieces, VigieDiffPiece, i).same && g_array_index (merge->takes, Take, i) == TAKE_NOTHING_YET ? 1 : 0;

  return n;
}

/* Ends a line that goes on with another one. */
static void
append (GString *out, const char *text, gsize length)
{
  if (length > 0 && out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  g_string_append_len (out, text, (gssize) length);
}

static char *
result_of (Merge *merge)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < merge->pieces->len; i++)
    {
      const VigieDiffPiece *piece = &g_array_index (merge->pieces, VigieDiffPiece, i);
      Take take = g_array_index (merge->takes, Take, i);

      if (piece->same || take == TAKE_LEFT || take == TAKE_BOTH)
        append (out, merge->left + piece->before, piece->before_bytes);
      if (!piece->same && (take == TAKE_RIGHT || take == TAKE_BOTH))
        append (out, right_of (merge) + piece->after, piece->after_bytes);
    }

  return g_string_free (out, FALSE);
}

static void
show_state (Merge *merge)
{
  guint n = count_open (merge);
  gboolean last = merge->next + 1 == merge->texts->len;
  g_autofree char *words = n > 0 ? g_strdup_printf (ngettext ("%u place to decide.", "%u places to decide.", n), n) : g_strdup (_("This is the result; put it right where it needs it."));
  g_autofree char *result = n == 0 ? result_of (merge) : NULL;

  vigie_label_set (GTK_LABEL (merge->state), words);
  gtk_widget_set_visible (merge->field, n == 0);
  gtk_widget_set_sensitive (merge->record, n == 0);
  gtk_button_set_label (GTK_BUTTON (merge->record), last ? _("Record the merged text") : _("Go on to the next version"));
  if (result != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (merge->field)), result, -1);
}

static void
take_cb (GtkCheckButton *button, Merge *merge)
{
  guint piece = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "piece"));
  Take take = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "take"));

  if (!gtk_check_button_get_active (button))
    return;
  g_array_index (merge->takes, Take, piece) = take;
  show_state (merge);
}

static GtkWidget *
take_new (Merge *merge, guint piece, Take take, const char *label, GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  g_object_set_data (G_OBJECT (button), "piece", GUINT_TO_POINTER (piece));
  g_object_set_data (G_OBJECT (button), "take", GUINT_TO_POINTER ((guint) take));
  g_signal_connect (button, "toggled", G_CALLBACK (take_cb), merge);

  return button;
}

static GtkWidget *
words_new (const char *text, gsize length, const char *css_class)
{
  g_autofree char *words = g_strndup (text, length);
  gsize end = strlen (words);
  GtkWidget *label;

  while (end > 0 && words[end - 1] == '\n')
    words[--end] = '\0';
  label = vigie_paragraph_new (end > 0 ? words : _("(nothing here)"), end > 0 ? css_class : "small dim");
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static GtkWidget *
choice_new (Merge *merge, guint index, const VigieDiffPiece *piece)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *takes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = take_new (merge, index, TAKE_LEFT, _("Take the left"), NULL);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), words_new (merge->left + piece->before, piece->before_bytes, "small"));
  gtk_box_append (GTK_BOX (sides), words_new (right_of (merge) + piece->after, piece->after_bytes, "small"));
  gtk_box_append (GTK_BOX (takes), left);
  gtk_box_append (GTK_BOX (takes), take_new (merge, index, TAKE_RIGHT, _("Take the right"), left));
  gtk_box_append (GTK_BOX (takes), take_new (merge, index, TAKE_BOTH, _("Take both"), left));
  gtk_box_append (GTK_BOX (card), sides);
  gtk_box_append (GTK_BOX (card), takes);
  vigie_add_classes (card, "card hypothesis-card");

  return card;
}

static void
compare (Merge *merge)
{
  g_clear_pointer (&merge->pieces, g_array_unref);
  g_clear_pointer (&merge->takes, g_array_unref);
  merge->pieces = vigie_diff_paragraphs (merge->left, right_of (merge));
  merge->takes = g_array_new (FALSE, TRUE, sizeof (Take));
  g_array_set_size (merge->takes, merge->pieces->len);
  vigie_clear_box (GTK_BOX (merge->places));
  for (guint i = 0; i < merge->pieces->len; i++)
    {
      const VigieDiffPiece *piece = &g_array_index (merge->pieces, VigieDiffPiece, i);

      gtk_box_append (GTK_BOX (merge->places), piece->same ? words_new (merge->left + piece->before, piece->before_bytes, "small dim") : choice_new (merge, i, piece));
    }
  show_state (merge);
}

static void
record_cb (Merge *merge)
{
  VigieSession *session = vigie_incident_model_get_session (merge->model);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (merge->field));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  GError *error = NULL;
  GPtrArray *drafts;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (merge->next + 1 < merge->texts->len)
    {
      g_free (merge->left);
      merge->left = g_steal_pointer (&text);
      merge->next++;
      compare (merge);
      return;
    }
  drafts = vigie_act_section (vigie_incident_model_get_incident (merge->model), merge->section, merge->lang, text, vigie_session_get_author (session),
                              vigie_session_now_usec (session), &error);
  vigie_session_do (session, drafts, error);
}

static void
build (Merge *merge)
{
  merge->places = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  merge->state = vigie_paragraph_new ("", "small dim");
  merge->field = gtk_text_view_new ();
  merge->record = gtk_button_new_with_label (_("Record the merged text"));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (merge->field), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (merge->field), FALSE);
  gtk_widget_add_css_class (merge->field, "section-editor");
  vigie_set_accessible_label (merge->field, _("Merged text"));
  gtk_widget_set_halign (merge->record, GTK_ALIGN_START);
  gtk_widget_add_css_class (merge->record, "suggested-action");
  g_signal_connect_swapped (merge->record, "clicked", G_CALLBACK (record_cb), merge);
  gtk_box_append (GTK_BOX (merge->box), vigie_label_new (_("Put together"), "small strong"));
  gtk_box_append (GTK_BOX (merge->box), merge->places);
  gtk_box_append (GTK_BOX (merge->box), merge->state);
  gtk_box_append (GTK_BOX (merge->box), merge->field);
  gtk_box_append (GTK_BOX (merge->box), merge->record);
}

GtkWidget *
vigie_report_merge_new (VigieIncidentModel *model, const char *section, VigieLang lang)
{
  const VigieSection *written = vigie_incident_section (vigie_incident_model_get_incident (model), section, lang);
  Merge *merge;

  g_return_val_if_fail (written != NULL && written->rivals->len > 0, NULL);

  merge = g_new0 (Merge, 1);
  merge->model = g_object_ref (model);
  merge->section = g_strdup (section);
  merge->lang = lang;
  merge->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (merge->texts, g_strdup (written->text));
  for (guint i = 0; i < written->rivals->len; i++)
    g_ptr_array_add (merge->texts, g_strdup (written->rivals->pdata[i]));
  merge->left = g_strdup (written->text);
  merge->next = 1;
  merge->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_object_set_data_full (G_OBJECT (merge->box), "merge", merge, merge_free);
  build (merge);
  compare (merge);

  return merge->box;
}
