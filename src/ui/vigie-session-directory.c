/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory of the session: folded on the store's thread, exchanged as a whole, announced by one signal. While it is
 * being read, further changes only ask for one more reading. */

#include "vigie-session-private.h"

static void
directory_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VigieSession) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieDirectory) directory = vigie_store_thread_directory_finish (VIGIE_STORE_THREAD (object), result, &error);

  self->is_reading_directory = FALSE;
  if (!directory)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The directory could not be read: %s", error->message);
      return;
    }
  if (self->directory_again)
    vigie_session_read_directory (self);
  if (directory == self->directory)
    return;
  vigie_directory_unref (self->directory);
  self->directory = g_steal_pointer (&directory);
  g_signal_emit_by_name (self, "directory-changed");
}

void
vigie_session_read_directory (VigieSession *self)
{
  self->directory_again = self->is_reading_directory;
  if (self->is_reading_directory)
    return;
  self->is_reading_directory = TRUE;
  vigie_store_thread_directory_async (self->store, self->cancellable, directory_cb, g_object_ref (self));
}

/**
 * vigie_session_get_directory:
 *
 * Returns: (transfer none): the contacts and the rotation as they stand
 */
VigieDirectory *
vigie_session_get_directory (VigieSession *self)
{
  g_return_val_if_fail (VIGIE_IS_SESSION (self), NULL);

  return self->directory;
}
