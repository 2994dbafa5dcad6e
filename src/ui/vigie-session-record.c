/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes into the record, and what takes it back. A failure is told in the window by one signal, so
 * that no button has to have words for a full disk; what was typed stays where it was typed.
 *
 * Undoing is by the opposite act (vigie-undo.h). The acts of this run of the program are remembered, the
 * last first; nothing of it is kept on the disk, because after a restart nobody knows any more what
 * "the last act" was. */

#include "vigie-session-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-id.h"
#include "vigie-undo.h"

#define MAX_UNDOS 50

/* ---- Failures ---- */

static char *
failure_words (const GError *error)
{
  if (g_error_matches (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FULL))
    return g_strdup (_("Not recorded: the disk is full."));
  if (error->domain == VIGIE_STORE_ERROR)
    return g_strdup_printf (_("Not recorded: %s"), error->message);
  return g_strdup (error->message);
}

static void
say_failure (VigieSession *self,
             const GError *error)
{
  g_autofree char *words = failure_words (error);

  g_signal_emit_by_name (self, "record-failed", words);
}

/* ---- Undoing ---- */

typedef struct
{
  VigieUndo *undo;               /* taken by whoever remembers it */
} Before;

static void
free_before (gpointer data)
{
  Before *before = data;

  g_clear_pointer (&before->undo, vigie_undo_free);
  g_free (before);
}

static Before *
look_before (VigieSession *self,
             GPtrArray    *drafts)
{
  const VigieDraft *first = drafts->len > 0 ? drafts->pdata[0] : NULL;
  VigieIncident *incident = first ? vigie_session_fold_of (self, first->stream) : NULL;
  Before *before = g_new0 (Before, 1);

  if (first && g_str_equal (first->stream, VIGIE_STREAM_DIRECTORY))
    before->undo = vigie_undo_new_directory (self->directory, drafts);
  else
    before->undo = incident ? vigie_undo_new (incident, drafts) : NULL;
  return before;
}

static void
remember_undo (VigieSession *self,
               GPtrArray    *events,
               Before       *before)
{
  g_autofree char *words = NULL;

  if (!before || !before->undo)
    return;
  words = vigie_undo_words (before->undo);
  vigie_undo_set_events (before->undo, events);
  g_queue_push_head (&self->undos, g_steal_pointer (&before->undo));
  if (self->undos.length > MAX_UNDOS)
    vigie_undo_free (g_queue_pop_tail (&self->undos));
  g_signal_emit_by_name (self, "undoable", words);
}

void
vigie_session_forget_undos (VigieSession *self)
{
  g_queue_clear_full (&self->undos, (GDestroyNotify) vigie_undo_free);
}

gboolean
vigie_session_can_undo (VigieSession *self)
{
  return self->undos.length > 0;
}

typedef struct
{
  VigieSession *session;
  VigieUndo *undo;
} Undoing;

static void
free_undoing (Undoing *undoing)
{
  vigie_undo_free (undoing->undo);
  g_object_unref (undoing->session);
  g_free (undoing);
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Undoing *undoing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (events)
    g_signal_emit_by_name (undoing->session, "undone", _("Undone."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failure (undoing->session, error);
  free_undoing (undoing);
}

/* Records what takes the act back, or says why it is not; takes @undoing. */
static void
record_opposite (Undoing      *undoing,
                 GPtrArray    *drafts,
                 const GError *error)
{
  if (drafts)
    {
      vigie_store_thread_record_async (undoing->session->store, drafts, undoing->session->cancellable, undone_cb, undoing);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (undoing->session, "undone", error->message);
  free_undoing (undoing);
}

static void
undo_directory_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Undoing *undoing = user_data;
  VigieSession *self = undoing->session;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieDirectory) directory = vigie_store_thread_directory_finish (VIGIE_STORE_THREAD (object), result, &error);
  g_autoptr(GPtrArray) drafts = NULL;

  if (directory)
    drafts = vigie_directory_undo_drafts (vigie_undo_get_directory (undoing->undo), directory, self->author, vigie_session_now_usec (self), &error);
  record_opposite (undoing, drafts, error);
}

/* The fold is read anew: the one on screen may still be from before the act. */
static void
undo_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Undoing *undoing = user_data;
  VigieSession *self = undoing->session;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncident) incident = vigie_store_thread_incident_finish (VIGIE_STORE_THREAD (object), result, &error);
  g_autoptr(GPtrArray) drafts = NULL;

  if (incident)
    drafts = vigie_undo_drafts (undoing->undo, self->playbook, incident, self->author, vigie_session_now_usec (self), &error);
  record_opposite (undoing, drafts, error);
}

/**
 * vigie_session_undo:
 *
 * Takes the last act back that can be, by its opposite; "undone" says what came of it. Main thread.
 */
void
vigie_session_undo (VigieSession *self)
{
  Undoing *undoing;

  if (!vigie_session_can_undo (self))
    {
      g_signal_emit_by_name (self, "undone", _("There is nothing to undo."));
      return;
    }
  undoing = g_new0 (Undoing, 1);
  undoing->session = g_object_ref (self);
  undoing->undo = g_queue_pop_head (&self->undos);
  if (vigie_undo_get_directory (undoing->undo))
    vigie_store_thread_directory_async (self->store, self->cancellable, undo_directory_cb, undoing);
  else
    vigie_store_thread_incident_async (self->store, vigie_undo_get_stream (undoing->undo), self->cancellable, undo_read_cb, undoing);
}

/* ---- Recording ---- */

static void
record_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VigieSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  GPtrArray *events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (events)
    {
      remember_undo (self, events, g_task_get_task_data (task));
      g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failure (self, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * vigie_session_record_async:
 * @drafts: (transfer full): VigieDraft
 *
 * Records in one durable transaction. A refusal is told in the window by "record-failed" and given to the caller too,
 * who keeps what was typed. Main thread.
 */
void
vigie_session_record_async (VigieSession        *self,
                            GPtrArray           *drafts,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (drafts != NULL);

  g_task_set_source_tag (task, vigie_session_record_async);
  g_task_set_task_data (task, look_before (self, drafts), free_before);
  vigie_store_thread_record_async (self->store, drafts, cancellable, record_cb, g_steal_pointer (&task));
  g_ptr_array_unref (drafts);
}

/* GPtrArray of VigieEvent, owned; NULL with @error. */
GPtrArray *
vigie_session_record_finish (VigieSession  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vigie_session_do (VigieSession *self,
                  GPtrArray    *drafts,
                  GError       *error)
{
  if (drafts)
    vigie_session_record_async (self, drafts, NULL, NULL, NULL);
  else if (error)
    say_failure (self, error);
  g_clear_error (&error);
}
