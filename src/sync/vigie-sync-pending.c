/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-sync-pending.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-id.h"
#include "vigie-store-thread-private.h"

#define UNSENT_MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  VigiePlaybook *playbook;
  VigieLang lang;
  char *id;
  GPtrArray *pending;
  GStrv streams;                 /* that say something else now */
} Step;

static void
step_free (Step *step)
{
  g_clear_pointer (&step->playbook, vigie_playbook_unref);
  g_clear_pointer (&step->pending, g_ptr_array_unref);
  g_strfreev (step->streams);
  g_free (step->id);
  g_free (step);
}

void
vigie_sync_pending_free (VigieSyncPending *pending)
{
  if (pending == NULL)
    return;
  g_free (pending->id);
  g_free (pending->stream);
  g_free (pending->ref);
  g_free (pending->text);
  g_free (pending->code);
  g_free (pending->message);
  g_free (pending);
}

/**
 * vigie_sync_pending_reason:
 * @pending: one that is parked
 *
 * Returns: why, and what can be done, in the language of the process
 */
const char *
vigie_sync_pending_reason (const VigieSyncPending *pending)
{
  static const struct { const char *code, *words; } reasons[] = {
    { "role", N_("Your role at the hub may not record this: ask an administrator for another role, then try again.") },
    { "member", N_("You are no member at the hub any more: ask an administrator, then try again.") },
    { "device", N_("The hub does not trust the computer that recorded this: ask an administrator.") },
    { "stream", N_("The hub does not let you into this incident: ask who commands it.") },
    { "too-large", N_("It is too large for the hub: note it again in parts.") },
    { "clock", N_("Its time is too far from the hub’s: set this computer’s clock right and note it again.") },
    { "conflict", N_("The hub has another entry with the same number: this store was copied. Note it again.") },
    { "gap", N_("An entry of the same computer before it was not taken: have that one taken first.") },
    { "invalid", N_("The hub cannot read it: copy the text and note it again.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (pending->code, reasons[i].code) == 0)
      return _(reasons[i].words);

  return pending->message != NULL ? pending->message : _("The hub did not take it.");
}

/* ---- In the store's thread ---- */

/* What makes no line of a timeline of its own. */
static const char *
kind_words (const char *stream, const char *kind)
{
  static const struct { const char *kind, *words; } kinds[] = {
    { "entry.corrected", N_("A correction of an entry") },
    { "entry.retracted", N_("An entry taken back") },
    { "entry.starred", N_("A star on an entry") },
    { "entry.done", N_("An action marked as done") },
    { "contact.set", N_("A contact of the directory") },
    { "contact.verified", N_("A number of the directory that was checked") },
    { "contact.removed", N_("A contact taken out of the directory") },
    { "rota.set", N_("The duty rota") },
    { "rota.imported", N_("The duty rota") },
    { "rota.substituted", N_("The duty rota") },
    { "rota.withdrawn", N_("The duty rota") },
    { "rota.absent", N_("The duty rota") },
    { "member.set", N_("A member of the organisation") },
    { "device.enrolled", N_("A computer of the organisation") },
    { "device.revoked", N_("A computer shut out of the organisation") },
    { "hub.enrolled", N_("A hub of the organisation") },
    { "hub.revoked", N_("A hub shut out of the organisation") },
    { "organisation.founded", N_("The foundation of the organisation") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].kind) == 0)
      return _(kinds[i].words);

  return vigie_stream_is_incident (stream) ? _("A change of the incident") : _("A change outside the incidents");
}

static VigieEvent *
find_event (VigieStore *store, const char *stream, const char *id)
{
  g_autoptr(GPtrArray) events = vigie_store_load (store, stream, NULL, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    if (strcmp (((VigieEvent *) events->pdata[i])->id, id) == 0)
      return vigie_event_ref (events->pdata[i]);

  return NULL;
}

/* What is parked is not in the incident: it is read as if it were. */
static VigieIncident *
incident_with (const VigiePlaybook *playbook, VigieIncident *incident, VigieEvent *event)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();

  if (incident == NULL || event == NULL)
    return NULL;
  g_ptr_array_add (events, event);

  return vigie_incident_with (incident, events, playbook, NULL);
}

/**
 * vigie_sync_pending_text:
 * @store: the store, in its thread
 * @playbook: for names
 * @lang: the language
 * @stream: of the event
 * @id: of an event that waits or is parked
 *
 * Returns: (transfer full) (not nullable): what it says, or what it is
 */
char *
vigie_sync_pending_text (VigieStore *store, const VigiePlaybook *playbook, VigieLang lang, const char *stream, const char *id)
{
  g_autoptr(VigieIncident) incident = vigie_stream_is_incident (stream) ? vigie_store_incident (store, stream, NULL) : NULL;
  g_autoptr(VigieEvent) event = NULL;
  g_autoptr(VigieIncident) with = NULL;
  const VigieEntry *entry = incident != NULL ? vigie_incident_entry (incident, id) : NULL;

  if (entry != NULL)
    return vigie_entry_text (entry, incident, playbook, lang);
  event = find_event (store, stream, id);
  with = incident_with (playbook, incident, event);
  entry = with != NULL ? vigie_incident_entry (with, id) : NULL;
  if (entry != NULL)
    return vigie_entry_text (entry, with, playbook, lang);

  return g_strdup (kind_words (stream, event != NULL ? event->kind : NULL));
}

static VigieSyncPending *
pending_new (VigieStore *store, const Step *step, const char *id, const char *stream)
{
  g_autoptr(VigieIncident) incident = vigie_stream_is_incident (stream) ? vigie_store_incident (store, stream, NULL) : NULL;
  VigieSyncPending *pending = g_new0 (VigieSyncPending, 1);

  pending->id = g_strdup (id);
  pending->stream = g_strdup (stream);
  pending->ref = incident != NULL ? g_strdup (incident->ref) : NULL;
  pending->text = vigie_sync_pending_text (store, step->playbook, step->lang, stream, id);

  return pending;
}

static gboolean
list_parked (VigieStore *store, Step *step, GError **error)
{
  g_autoptr(GPtrArray) parked = vigie_store_parked (store, error);

  for (guint i = 0; parked != NULL && i < MIN (parked->len, VIGIE_SYNC_PENDING_MAX); i++)
    {
      const VigieStoreParked *one = parked->pdata[i];
      VigieSyncPending *pending = pending_new (store, step, one->id, one->stream);

      pending->parked = TRUE;
      pending->code = g_strdup (one->code);
      pending->message = g_strdup (one->message);
      pending->since_usec = one->since_usec;
      g_ptr_array_add (step->pending, pending);
    }

  return parked != NULL;
}

static gboolean
list_unsent (VigieStore *store, Step *step, GError **error)
{
  g_autoptr(GPtrArray) unsent = vigie_store_unsent (store, VIGIE_SYNC_PENDING_MAX, UNSENT_MAX_BYTES, error);

  for (guint i = 0; unsent != NULL && i < unsent->len; i++)
    {
      const VigieEvent *event = unsent->pdata[i];
      VigieSyncPending *pending = pending_new (store, step, event->id, event->stream);

      pending->since_usec = event->stamp_usec;
      g_ptr_array_add (step->pending, pending);
    }

  return unsent != NULL;
}

static gboolean
list_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Step *step = data;

  step->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_sync_pending_free);

  return list_parked (store, step, error) && list_unsent (store, step, error);
}

static gboolean
unpark_in_thread (VigieStore *store, gpointer data, GError **error)
{
  Step *step = data;

  if (!vigie_store_unpark (store, step->id, error))
    return FALSE;
  step->streams = vigie_store_take_settled (store);

  return TRUE;
}

/* ---- On the main thread ---- */

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (gsize i = 0; step->streams != NULL && step->streams[i] != NULL; i++)
    g_signal_emit_by_name (source, "changed", step->streams[i]);
  g_task_return_boolean (task, TRUE);
}

/**
 * vigie_sync_pending_async:
 * @thread: the open store of the desktop
 * @playbook: for what entries say; a reference is taken
 * @lang: the language they say it in
 * @cancellable: (nullable): ends it
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
vigie_sync_pending_async (VigieStoreThread *thread, const VigiePlaybook *playbook, VigieLang lang, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (thread, cancellable, callback, user_data);
  Step *step = g_new0 (Step, 1);

  g_task_set_source_tag (task, vigie_sync_pending_async);
  step->playbook = vigie_playbook_ref ((VigiePlaybook *) playbook);
  step->lang = lang;
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  vigie_store_thread_call_async (thread, list_in_thread, step, cancellable, step_cb, task);
}

/**
 * vigie_sync_pending_finish:
 * @thread: the store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): VigieSyncPending
 */
GPtrArray *
vigie_sync_pending_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&step->pending) : NULL;
}

/**
 * vigie_sync_unpark_async:
 * @thread: the open store of the desktop
 * @id: (nullable): of an event that is parked; %NULL: all
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * The session has to be told that something waits: vigie_sync_session_recorded().
 */
void
vigie_sync_unpark_async (VigieStoreThread *thread, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (thread, cancellable, callback, user_data);
  Step *step = g_new0 (Step, 1);

  g_task_set_source_tag (task, vigie_sync_unpark_async);
  step->id = g_strdup (id);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  vigie_store_thread_call_async (thread, unpark_in_thread, step, cancellable, step_cb, task);
}

/**
 * vigie_sync_unpark_finish:
 * @thread: the store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %TRUE when it waits to be sent again
 */
gboolean
vigie_sync_unpark_finish (VigieStoreThread *thread, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
