/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory of the session: folded on the store's thread, exchanged as a whole, announced by one signal. While it is
 * being read, further changes only ask for one more reading. */

#include "vigie-session-private.h"

#define FAVOURITES_PLACE "directory/favourites"

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

/* ---- Favourites ---- */

static void
favourites_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VigieSession) self = user_data;
  g_autofree char *text = vigie_store_thread_kept_text_finish (VIGIE_STORE_THREAD (object), result, NULL);
  g_auto(GStrv) ids = text ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; ids && ids[i]; i++)
    if (*ids[i])
      g_hash_table_add (self->favourites, g_strdup (ids[i]));
  if (g_hash_table_size (self->favourites) > 0)
    g_signal_emit_by_name (self, "directory-changed");
}

static void
read_favourites (VigieSession *self)
{
  self->favourites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  vigie_store_thread_kept_text_async (self->store, FAVOURITES_PLACE, self->cancellable, favourites_cb, g_object_ref (self));
}

gboolean
vigie_session_is_favourite (VigieSession *self,
                            const char   *contact)
{
  return self->favourites && contact && g_hash_table_contains (self->favourites, contact);
}

/**
 * vigie_session_set_favourite:
 * @contact: the id of a contact
 * @is_favourite: whether it is one
 *
 * Keeps it on this computer and says "directory-changed". Main thread.
 */
void
vigie_session_set_favourite (VigieSession *self,
                             const char   *contact,
                             gboolean      is_favourite)
{
  g_autofree gpointer *ids = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (VIGIE_IS_SESSION (self) && contact);

  if (!self->favourites || vigie_session_is_favourite (self, contact) == is_favourite)
    return;
  if (is_favourite)
    g_hash_table_add (self->favourites, g_strdup (contact));
  else
    g_hash_table_remove (self->favourites, contact);
  ids = g_hash_table_get_keys_as_array (self->favourites, NULL);
  text = g_strjoinv ("\n", (GStrv) ids);
  vigie_store_thread_keep_text (self->store, FAVOURITES_PLACE, *text ? text : NULL);
  g_signal_emit_by_name (self, "directory-changed");
}

/* ---- The directory ---- */

void
vigie_session_read_directory (VigieSession *self)
{
  if (!self->favourites)
    read_favourites (self);
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
