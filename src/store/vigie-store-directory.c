/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory out of its events. The last fold is kept, by how many events the stream had: whoever asks again for what
 * has not changed gets the same one. It is folded anew as a whole when it changed, which people do some times a week. */

#include "vigie-store-private.h"

#include "vigie-id.h"

/**
 * vigie_store_directory:
 * @store: the store
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the directory of the organisation as it stands; without any event the playbook's
 */
VigieDirectory *
vigie_store_directory (VigieStore *store, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  VigieStreamRow row = { 0 };
  gboolean found = FALSE;
  guint n_bad = 0;

  g_return_val_if_fail (store != NULL, NULL);

  if (!vigie_store_stream_row (store, VIGIE_STREAM_DIRECTORY, &row, &found, error))
    return NULL;
  if (store->directory != NULL && store->directory_arrival == (found ? row.arrival : 0))
    return vigie_directory_ref (store->directory);
  if (found && !vigie_store_load_to_fold (store, row.number, 0, row.arrival, events, &n_bad, error))
    return NULL;
  vigie_directory_unref (store->directory);
  store->directory = vigie_directory_fold (store->playbook, events);
  store->directory_arrival = found ? row.arrival : 0;

  return vigie_directory_ref (store->directory);
}
