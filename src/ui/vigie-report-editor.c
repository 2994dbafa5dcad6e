/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A section's text under the hand.
 *
 *   clean ──type──▶ dirty ──300 ms──▶ dirty and kept ──leave, Ctrl Return, other section──▶ recording
 *     ▲                                                                                       │
 *     └──────────────── recorded (the kept copy is forgotten) ◀───────────────────────────────┤
 *                                                    refused: dirty and kept again ◀──────────┘
 *
 * What is typed is kept in the store under its place while it is typed, so a crash loses at most the
 * last 300 ms; on opening, a kept text that was never recorded comes back and is said to be unrecorded.
 * A newer version from somebody else never replaces what is under the hand: `base` is the text the
 * record had when it was opened, and only a clean editor follows the record. What is recorded names the
 * versions that were seen (`seen`) and no others: both texts are kept, and a person chooses.
 *
 * A record under way holds its own copy of place and text, because the editor may show another
 * section, or be gone, before the disk answers. */

#include "vigie-report-editor.h"

#include <glib/gi18n-lib.h>

#include "vigie-tab-order.h"
#include "vigie-text-ui.h"

#define KEEP_AFTER_MS 300

struct _VigieReportEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *state;

  VigieIncidentModel *model;
  char *section;
  char *place;
  char *base;                    /* what the record says: written or proposed */
  VigieIncident *seen;           /* the fold that said it */
  char *rival;                   /* who wrote the section since, or NULL */
  VigieLang lang;
  gboolean edited;

  GCancellable *restoring;
  guint keep_id;
  gboolean filling;
  gboolean restored;
};

G_DEFINE_FINAL_TYPE (VigieReportEditor, vigie_report_editor, GTK_TYPE_WIDGET)

enum { STATE, N_SIGNALS };
static guint signals[N_SIGNALS];

char *
vigie_report_editor_place (const char *stream, const char *section, VigieLang lang)
{
  return g_strdup_printf ("section/%s/%s/%s", stream, section, vigie_lang_to_word (lang));
}

static char *
typed_text (VigieReportEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

gboolean
vigie_report_editor_is_dirty (VigieReportEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (VIGIE_IS_REPORT_EDITOR (self), FALSE);

  if (self->section == NULL)
    return FALSE;
  text = typed_text (self);

  return g_strcmp0 (text, self->base) != 0;
}

static void
say_state (VigieReportEditor *self)
{
  const char *words = NULL;
  g_autofree char *said = NULL;
  gboolean dirty = vigie_report_editor_is_dirty (self);

  if (dirty && self->rival != NULL)
    words = said = g_strdup_printf (_("%s wrote this section while you were typing. Recording keeps both texts; one is chosen afterwards."), self->rival);
  else if (dirty && self->restored && self->edited)
    words = _("What you had typed came back. Recording it takes the place of the text in the record.");
  else if (dirty && self->restored)
    words = _("What you had typed came back; it is not recorded yet.");
  else if (dirty)
    words = _("Not recorded yet: Ctrl Return records it, and so does leaving the field.");
  else if (self->edited)
    words = _("Written and recorded.");
  else if (self->base != NULL && *self->base != '\0')
    words = _("Proposed from the record; what you write takes its place.");
  else
    words = _("Nothing is written yet.");
  vigie_label_set (GTK_LABEL (self->state), words);
  vigie_set_class (self->state, "soon-text", dirty);
  vigie_set_class (self->state, "dim", !dirty);
  g_signal_emit (self, signals[STATE], 0);
}

/* ---- Keeping ---- */

static void
keep (VigieReportEditor *self, const char *text)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  vigie_store_thread_keep_text (vigie_session_get_store (session), self->place, text);
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieReportEditor *self = user_data;
  g_autofree char *text = typed_text (self);

  self->keep_id = 0;
  keep (self, g_strcmp0 (text, self->base) != 0 ? text : NULL);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (VigieReportEditor *self)
{
  if (self->filling || self->section == NULL)
    return;
  /* What is typed now is newer than anything an earlier run had kept. */
  g_cancellable_cancel (self->restoring);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (KEEP_AFTER_MS, keep_cb, self);
  vigie_exchange_type (vigie_session_get_exchange (vigie_incident_model_get_session (self->model)));
  say_state (self);
}

static void
fill (VigieReportEditor *self, const char *text)
{
  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->filling = FALSE;
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieReportEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (kept == NULL || self->section == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_strcmp0 (kept, self->base) == 0 || vigie_report_editor_is_dirty (self))
    return;
  self->restored = TRUE;
  fill (self, kept);
  say_state (self);
}

static void
restore (VigieReportEditor *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);

  g_clear_object (&self->restoring);
  self->restoring = g_cancellable_new ();
  vigie_store_thread_kept_text_async (vigie_session_get_store (session), self->place, self->restoring, restored_cb, g_object_ref (self));
}

/* ---- Recording ---- */

typedef struct
{
  VigieReportEditor *editor;
  VigieStoreThread *store;
  char *place;
  char *text;
} Recording;

static void
recording_free (Recording *recording)
{
  g_object_unref (recording->editor);
  g_object_unref (recording->store);
  g_free (recording->place);
  g_free (recording->text);
  g_free (recording);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recording, recording_free)

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Recording) recording = user_data;
  VigieReportEditor *self = recording->editor;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);
  g_autofree char *typed = NULL;

  /* The session has said why; the text stays in the field and in its place. */
  if (events == NULL)
    {
      if (g_strcmp0 (self->place, recording->place) == 0)
        say_state (self);
      return;
    }
  if (g_strcmp0 (self->place, recording->place) != 0)
    {
      vigie_store_thread_keep_text (recording->store, recording->place, NULL);
      return;
    }
  /* Left and opened again before the disk answered: the field shows what stood before, and nobody has typed in it. */
  if (*recording->text != '\0' && !vigie_report_editor_is_dirty (self))
    fill (self, recording->text);
  if (*recording->text != '\0')
    {
      g_free (self->base);
      self->base = g_strdup (recording->text);
      self->edited = TRUE;
    }
  typed = typed_text (self);
  if (g_strcmp0 (typed, recording->text) == 0)
    vigie_store_thread_keep_text (recording->store, recording->place, NULL);
  self->restored = FALSE;
  say_state (self);
}

static void
record_text (VigieReportEditor *self, const char *text)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_section (self->seen, self->section, self->lang, text,
                                         vigie_session_get_author (session), vigie_session_now_usec (session), &error);
  Recording *recording;

  if (drafts == NULL)
    {
      vigie_session_do (session, NULL, error);
      return;
    }
  recording = g_new0 (Recording, 1);
  recording->editor = g_object_ref (self);
  recording->store = g_object_ref (vigie_session_get_store (session));
  recording->place = g_strdup (self->place);
  recording->text = g_strdup (text);
  vigie_session_record_async (session, drafts, NULL, recorded_cb, recording);
}

void
vigie_report_editor_record (VigieReportEditor *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VIGIE_IS_REPORT_EDITOR (self));

  if (self->section == NULL || !vigie_report_editor_is_dirty (self))
    return;
  text = typed_text (self);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  keep (self, text);
  record_text (self, text);
}

void
vigie_report_editor_take_back (VigieReportEditor *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_EDITOR (self));

  if (self->section == NULL)
    return;
  g_clear_handle_id (&self->keep_id, g_source_remove);
  keep (self, NULL);
  fill (self, self->base);
  if (self->edited)
    record_text (self, "");
  self->restored = FALSE;
  say_state (self);
}

static void
leave_cb (VigieReportEditor *self)
{
  vigie_report_editor_record (self);
}

/* ---- Opening ---- */

static void
set_seen (VigieReportEditor *self)
{
  VigieIncident *incident = vigie_incident_model_get_incident (self->model);

  vigie_incident_ref (incident);
  g_clear_pointer (&self->seen, vigie_incident_unref);
  self->seen = incident;
  g_clear_pointer (&self->rival, g_free);
}

static const char *
version_id (const VigieSection *section)
{
  return section != NULL ? section->event->id : NULL;
}

/* What is typed is older than what the record says now. */
static void
look_for_rival (VigieReportEditor *self)
{
  const VigieSection *seen = vigie_incident_section (self->seen, self->section, self->lang);
  const VigieSection *now = vigie_incident_section (vigie_incident_model_get_incident (self->model), self->section, self->lang);

  g_clear_pointer (&self->rival, g_free);
  if (now != NULL && g_strcmp0 (version_id (seen), version_id (now)) != 0)
    self->rival = g_strdup (now->author);
}

static void
set_base (VigieReportEditor *self, const char *text, gboolean edited)
{
  set_seen (self);
  g_free (self->base);
  self->base = g_strdup (text);
  self->edited = edited;
}

void
vigie_report_editor_close (VigieReportEditor *self)
{
  g_return_if_fail (VIGIE_IS_REPORT_EDITOR (self));

  vigie_report_editor_record (self);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_cancellable_cancel (self->restoring);
  g_clear_object (&self->model);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->seen, vigie_incident_unref);
  g_clear_pointer (&self->rival, g_free);
}

void
vigie_report_editor_open (VigieReportEditor *self, VigieIncidentModel *model, const char *section, VigieLang lang, const char *text, gboolean edited)
{
  g_autofree char *place = NULL;
  gboolean same;

  g_return_if_fail (VIGIE_IS_REPORT_EDITOR (self) && VIGIE_IS_INCIDENT_MODEL (model));

  place = vigie_report_editor_place (vigie_incident_model_get_stream (model), section, lang);
  same = g_strcmp0 (place, self->place) == 0 && model == self->model;
  if (same && vigie_report_editor_is_dirty (self))
    {
      g_autofree char *typed = typed_text (self);

      /* Only what was typed here and has now arrived in the record ends the typing. */
      if (g_strcmp0 (typed, text) == 0)
        set_base (self, text, edited);
      else
        look_for_rival (self);
      say_state (self);
      return;
    }
  if (!same)
    {
      vigie_report_editor_close (self);
      self->model = g_object_ref (model);
      self->section = g_strdup (section);
      self->place = g_steal_pointer (&place);
      self->lang = lang;
      self->restored = FALSE;
    }
  else if (g_strcmp0 (text, self->base) == 0)
    {
      self->edited = edited;
      set_seen (self);
      say_state (self);
      return;
    }
  set_base (self, text, edited);
  fill (self, text);
  say_state (self);
  if (!same)
    restore (self);
}

GtkTextBuffer *
vigie_report_editor_get_buffer (VigieReportEditor *self)
{
  g_return_val_if_fail (VIGIE_IS_REPORT_EDITOR (self), NULL);

  return self->buffer;
}

GtkTextView *
vigie_report_editor_get_view (VigieReportEditor *self)
{
  g_return_val_if_fail (VIGIE_IS_REPORT_EDITOR (self), NULL);

  return self->view;
}

/* ---- Object ---- */

static gboolean
vigie_report_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VIGIE_REPORT_EDITOR (widget)->view));
}

static void
vigie_report_editor_dispose (GObject *object)
{
  VigieReportEditor *self = VIGIE_REPORT_EDITOR (object);

  if (self->box != NULL)
    vigie_report_editor_close (self);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->restoring);

  G_OBJECT_CLASS (vigie_report_editor_parent_class)->dispose (object);
}

static void
vigie_report_editor_finalize (GObject *object)
{
  VigieReportEditor *self = VIGIE_REPORT_EDITOR (object);

  g_object_unref (self->buffer);

  G_OBJECT_CLASS (vigie_report_editor_parent_class)->finalize (object);
}

static void
vigie_report_editor_class_init (VigieReportEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vigie_report_editor_dispose;
  object_class->finalize = vigie_report_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = vigie_report_editor_grab_focus;
  vigie_widget_class_keep_tab_order (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[STATE] = g_signal_new ("state", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_report_editor_init (VigieReportEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->buffer = gtk_text_buffer_new (NULL);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new_with_buffer (self->buffer));
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_pixels_inside_wrap (self->view, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "section-editor");
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, 120);
  vigie_set_accessible_label (GTK_WIDGET (self->view), _("Text of the section"));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->state = vigie_paragraph_new ("", "caption dim");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (self->box), self->state);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
vigie_report_editor_new (void)
{
  return g_object_new (VIGIE_TYPE_REPORT_EDITOR, NULL);
}
