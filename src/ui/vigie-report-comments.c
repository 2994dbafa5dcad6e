/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Under the text of its section, open ones first. The list is made anew only when its comments changed, so that a new
 * fold takes nothing from under the hand; what was typed as an answer is carried over. The selection of the text is read
 * when the field for a comment gets the focus, and the quote stands beside it from then on: a text view forgets it. */

#include "vigie-report-comments.h"

#include <glib/gi18n-lib.h>

#include "vigie-comment.h"
#include "vigie-page-parts.h"
#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

struct _VigieReportComments
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *note;
  GtkWidget *quote; /* what the comment will be about */
  GtkWidget *field;
  GtkWidget *list;

  VigieIncidentModel *model;
  char *section;
  VigieLang lang;
  GtkTextView *text; /* weak */
  char *shown; /* which comments stand in the list, and how */
  char *quoted;
  glong start_chars;
};

G_DEFINE_FINAL_TYPE (VigieReportComments, vigie_report_comments, GTK_TYPE_WIDGET)

static void
record (VigieReportComments *self, GPtrArray *drafts, GError *error)
{
  vigie_session_do (vigie_incident_model_get_session (self->model), drafts, error);
}

#define AUTHOR(self) vigie_session_get_author (vigie_incident_model_get_session ((self)->model))
#define NOW(self)    vigie_session_now_usec (vigie_incident_model_get_session ((self)->model))

/* ---- A new comment ---- */

static void
take_quote (VigieReportComments *self)
{
  GtkTextBuffer *buffer = self->text != NULL ? gtk_text_view_get_buffer (self->text) : NULL;
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  if (buffer == NULL || !gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  g_free (self->quoted);
  self->quoted = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  self->start_chars = gtk_text_iter_get_offset (&start);
  words = g_strdup_printf (_ ("On “%s”"), self->quoted);
  vigie_label_set (GTK_LABEL (self->quote), words);
}

static void
drop_quote (VigieReportComments *self)
{
  g_clear_pointer (&self->quoted, g_free);
  self->start_chars = -1;
  vigie_label_set (
      GTK_LABEL (self->quote),
      _ ("On the section as a whole; select a passage in its text to comment on that."));
}

static void
comment_cb (VigieReportComments *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->field));
  GError *error = NULL;
  GPtrArray *drafts;

  if (self->model == NULL)
    return;
  drafts = vigie_act_comment (vigie_incident_model_get_incident (self->model), self->section,
                              self->lang, self->quoted, self->start_chars, text, AUTHOR (self),
                              NOW (self), &error);
  if (drafts != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->field), "");
      drop_quote (self);
    }
  record (self, drafts, error);
}

void
vigie_report_comments_begin (VigieReportComments *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_COMMENTS (self));

  take_quote (self);
  gtk_widget_grab_focus (self->field);
  vigie_page_reveal (self->field);
}

/* ---- One comment ---- */

static const char *
id_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "comment");
}

static void
keep_id (GtkWidget *widget, const VigieComment *comment)
{
  g_object_set_data_full (G_OBJECT (widget), "comment", g_strdup (comment->id), g_free);
}

static void
answer_cb (GtkWidget *entry, VigieReportComments *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_comment_answer (vigie_incident_model_get_incident (self->model),
                                                id_of (entry), text, AUTHOR (self), NOW (self),
                                                &error);

  if (drafts != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  record (self, drafts, error);
}

static void
settle_cb (GtkWidget *button, VigieReportComments *self)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  const VigieComment *comment = vigie_incident_comment (incident, id_of (button));
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_comment_settle (incident, id_of (button),
                                                comment != NULL && !comment->settled, NULL,
                                                AUTHOR (self), NOW (self), &error);

  record (self, drafts, error);
}

static char *
text_now (VigieReportComments *self)
{
  GtkTextIter start, end;

  if (self->text == NULL)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text), &start, &end);

  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->text), &start, &end, TRUE);
}

/* Selects the passage in the text, where it stands now. */
static void
passage_cb (GtkWidget *button, VigieReportComments *self)
{
  const VigieComment *comment = vigie_incident_comment (
      vigie_incident_model_get_incident (self->model), id_of (button));
  g_autofree char *text = text_now (self);
  GtkTextIter start, end;
  glong from, to;

  if (comment == NULL || self->text == NULL
      || vigie_comment_find (comment, text, &from, &to) == VIGIE_PASSAGE_GONE)
    return;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->text), &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->text), &end, (int) to);
  gtk_text_buffer_select_range (gtk_text_view_get_buffer (self->text), &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  vigie_page_reveal (GTK_WIDGET (self->text));
}

static GtkWidget *
passage_new (VigieReportComments *self, const VigieComment *comment)
{
  g_autofree char *text = text_now (self);
  VigiePassageMatch match = vigie_comment_find (comment, text, NULL, NULL);
  g_autofree char *quote = g_strdup_printf (_ ("“%s”"), comment->quote);
  GtkWidget *words = vigie_label_new (quote, "small dim");
  GtkWidget *button, *row;

  if (match == VIGIE_PASSAGE_GONE)
    {
      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      gtk_box_append (GTK_BOX (row), vigie_tag_new (_ ("passage gone"), "soon"));
      gtk_box_append (GTK_BOX (row), words);
      return row;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  vigie_set_tooltip (button, match == VIGIE_PASSAGE_NEAR
                                 ? _ ("The passage was edited since; this shows the nearest.")
                                 : _ ("Show the passage in the text"));
  keep_id (button, comment);
  g_signal_connect (button, "clicked", G_CALLBACK (passage_cb), self);

  return button;
}

static GtkWidget *
head_new (VigieReportComments *self, const VigieComment *comment)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *time = vigie_page_time (session, comment->occurred_usec);
  g_autofree char *who = g_strdup_printf ("%s · %s · %s", comment->code, comment->author, time);
  GtkWidget *label = vigie_label_new (who, "small strong");
  GtkWidget *button = gtk_button_new_with_label (comment->settled ? _ ("Reopen") : _ ("Settle"));
  g_autofree char *name = g_strdup_printf (
      comment->settled ? _ ("Reopen comment %s") : _ ("Settle comment %s"), comment->code);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "compact");
  vigie_set_accessible_label (button, name);
  keep_id (button, comment);
  g_signal_connect (button, "clicked", G_CALLBACK (settle_cb), self);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), vigie_tag_new (comment->settled ? _ ("settled") : _ ("open"),
                                                 comment->settled ? "ok" : "soon"));
  gtk_box_append (GTK_BOX (line), button);

  return line;
}

static GtkWidget *
answer_new (VigieReportComments *self, const VigieComment *comment, GHashTable *typed)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *text = g_hash_table_lookup (typed, comment->id);
  g_autofree char *name = g_strdup_printf (_ ("Answer to comment %s"), comment->code);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Answer, and Enter"));
  vigie_set_accessible_label (entry, name);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  keep_id (entry, comment);
  g_signal_connect (entry, "activate", G_CALLBACK (answer_cb), self);

  return entry;
}

static GtkWidget *
card_new (VigieReportComments *self, const VigieComment *comment, GHashTable *typed)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  vigie_add_classes (card, "card hypothesis-card");
  gtk_box_append (GTK_BOX (card), head_new (self, comment));
  if (*comment->quote != '\0')
    gtk_box_append (GTK_BOX (card), passage_new (self, comment));
  gtk_box_append (GTK_BOX (card),
                  vigie_paragraph_new (comment->text, comment->settled ? "dim" : NULL));
  for (guint i = 0; i < comment->answers->len; i++)
    {
      const VigieCommentAnswer *answer = comment->answers->pdata[i];
      g_autofree char *words = g_strdup_printf ("↳ %s: %s", answer->author, answer->text);

      gtk_box_append (GTK_BOX (card), vigie_paragraph_new (words, "small"));
    }
  if (comment->note != NULL)
    gtk_box_append (GTK_BOX (card), vigie_paragraph_new (comment->note, "small dim"));
  if (!comment->settled)
    gtk_box_append (GTK_BOX (card), answer_new (self, comment, typed));

  return card;
}

/* ---- The list ---- */

static gboolean
is_mine (VigieReportComments *self, const VigieComment *comment)
{
  return g_str_equal (comment->section, self->section) && comment->lang == self->lang;
}

/* What the list shows, so that another fold with the same leaves it alone. */
static char *
state_of (VigieReportComments *self)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);
  GString *state = g_string_new (vigie_incident_model_get_stream (self->model));
  g_autofree char *text = text_now (self);

  g_string_append_printf (state, "/%s/%d", self->section, (int) self->lang);
  for (guint i = 0; i < incident->comments->len; i++)
    {
      const VigieComment *comment = incident->comments->pdata[i];

      if (is_mine (self, comment))
        g_string_append_printf (state, " %s %u %d %d", comment->id, comment->answers->len,
                                comment->settled,
                                (int) vigie_comment_find (comment, text, NULL, NULL));
    }

  return g_string_free (state, FALSE);
}

static void
collect_typed (GtkWidget *widget, GHashTable *typed)
{
  const char *text = GTK_IS_ENTRY (widget) ? gtk_editable_get_text (GTK_EDITABLE (widget)) : "";

  if (*text != '\0' && id_of (widget) != NULL)
    g_hash_table_insert (typed, g_strdup (id_of (widget)), g_strdup (text));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_typed (child, typed);
}

static void
fill (VigieReportComments *self, gboolean settled, GHashTable *typed)
{
  const VigieIncident *incident = vigie_incident_model_get_incident (self->model);

  for (guint i = 0; i < incident->comments->len; i++)
    {
      const VigieComment *comment = incident->comments->pdata[i];

      if (is_mine (self, comment) && !!comment->settled == !!settled)
        gtk_box_append (GTK_BOX (self->list), card_new (self, comment, typed));
    }
}

/* The list shows those on the text in its language; what waits in the other one must not be forgotten. */
static void
say_count (VigieReportComments *self)
{
  g_autoptr(GPtrArray) open = vigie_incident_open_comments (vigie_incident_model_get_incident (self->model), self->section);
  g_autofree char *words = NULL;
  g_autofree char *all = NULL;
  guint n = 0;

  for (guint i = 0; i < open->len; i++)
    n += is_mine (self, open->pdata[i]) ? 1 : 0;
  words = n > 0 ? g_strdup_printf (ngettext ("%u open", "%u open", n), n) : g_strdup (_("none open"));
  if (open->len > n)
    all = g_strdup_printf (_("%s; %u in the other language"), words, open->len - n);
  vigie_label_set (GTK_LABEL (self->note), all != NULL ? all : words);
}

void
vigie_report_comments_show (VigieReportComments *self,
                            VigieIncidentModel *model,
                            const char *section,
                            VigieLang lang,
                            GtkTextView *text)
{
  g_autoptr (GHashTable) typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *state = NULL;
  gboolean other = self->model != model || g_strcmp0 (self->section, section) != 0
                   || self->lang != lang;

  g_return_if_fail (VIGIE_IS_REPORT_COMMENTS (self));

  g_set_object (&self->model, model);
  g_set_weak_pointer (&self->text, text);
  if (other)
    {
      g_free (self->section);
      self->section = g_strdup (section);
      self->lang = lang;
      gtk_editable_set_text (GTK_EDITABLE (self->field), "");
      drop_quote (self);
    }
  if (model == NULL)
    return;
  say_count (self);
  state = state_of (self);
  if (g_strcmp0 (state, self->shown) == 0)
    return;
  if (!other)
    collect_typed (self->list, typed);
  g_free (self->shown);
  self->shown = g_steal_pointer (&state);
  vigie_clear_box (GTK_BOX (self->list));
  fill (self, FALSE, typed);
  fill (self, TRUE, typed);
}

/* ---- Object ---- */

static void
vigie_report_comments_dispose (GObject *object)
{
  VigieReportComments *self = VIGIE_REPORT_COMMENTS (object);

  g_clear_object (&self->model);
  g_clear_weak_pointer (&self->text);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->quoted, g_free);

  G_OBJECT_CLASS (vigie_report_comments_parent_class)->dispose (object);
}

static void
vigie_report_comments_class_init (VigieReportCommentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_report_comments_dispose;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
form_new (VigieReportComments *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_ ("Comment"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->field = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->field), _ ("Say what should change, and Enter"));
  gtk_widget_set_hexpand (self->field, TRUE);
  vigie_set_accessible_label (self->field, _ ("New comment on the section"));
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (comment_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (take_quote), self);
  gtk_widget_add_controller (self->field, focus);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (comment_cb), self);
  gtk_box_append (GTK_BOX (row), self->field);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

static void
vigie_report_comments_init (VigieReportComments *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->quote = vigie_label_new ("", "caption dim");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->start_chars = -1;
  gtk_box_append (GTK_BOX (self->box), vigie_page_head_new (_ ("Comments"), &self->note));
  gtk_box_append (GTK_BOX (self->box), form_new (self));
  gtk_box_append (GTK_BOX (self->box), self->quote);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  drop_quote (self);
}

GtkWidget *
vigie_report_comments_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_COMMENTS, NULL);
}
