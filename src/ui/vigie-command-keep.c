/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-command-keep.h"

#define KEEP_AFTER_MS 300

struct _VigieCommandKeep
{
  VigieCommandField *field;     /* borrowed */
  VigieIncidentModel *model;    /* owned */
  GCancellable *cancellable;    /* of what was asked for the present model */
  guint keep_id;
};

VigieCommandKeep *
vigie_command_keep_new (VigieCommandField *field)
{
  VigieCommandKeep *self = g_new0 (VigieCommandKeep, 1);

  self->field = field;

  return self;
}

void
vigie_command_keep_free (VigieCommandKeep *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_free (self);
}

static char *
place_of (const char *stream)
{
  return g_strdup_printf ("command/%s", stream);
}

void
vigie_command_keep_elsewhere (VigieSession *session, const char *stream, const char *text)
{
  VigieStoreThread *store = vigie_session_get_store (session);
  g_autofree char *place = place_of (stream);

  if (store != NULL)
    vigie_store_thread_keep_text (store, place, *text != '\0' ? text : NULL);
}

void
vigie_command_keep_now (VigieCommandKeep *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->model != NULL)
    vigie_command_keep_elsewhere (vigie_incident_model_get_session (self->model), vigie_incident_model_get_stream (self->model),
                                  vigie_command_field_get_text (self->field));
}

static gboolean
keep_cb (gpointer user_data)
{
  VigieCommandKeep *self = user_data;

  self->keep_id = 0;
  vigie_command_keep_now (self);

  return G_SOURCE_REMOVE;
}

void
vigie_command_keep_soon (VigieCommandKeep *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (KEEP_AFTER_MS, keep_cb, self);
}

void
vigie_command_keep_flush (VigieCommandKeep *self)
{
  if (self->keep_id != 0)
    vigie_command_keep_now (self);
}

/* Cancelled when one has left the incident it was asked for: then there is no text. */
static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieCommandField) field = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, &error);

  /* What one has begun to type meanwhile is newer. */
  if (text != NULL && *vigie_command_field_get_text (field) == '\0')
    vigie_command_field_set_text (field, text);
}

void
vigie_command_keep_leave (VigieCommandKeep *self)
{
  vigie_command_keep_flush (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
}

void
vigie_command_keep_enter (VigieCommandKeep *self, VigieIncidentModel *model)
{
  VigieStoreThread *store = vigie_session_get_store (vigie_incident_model_get_session (model));
  g_autofree char *place = NULL;

  g_set_object (&self->model, model);
  self->cancellable = g_cancellable_new ();
  place = place_of (vigie_incident_model_get_stream (model));
  if (store != NULL)
    vigie_store_thread_kept_text_async (store, place, self->cancellable, kept_cb, g_object_ref (self->field));
}
