/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an event stands to the last place of its device: directly behind it, or behind places whose events the sender
 * cannot give. Such a bridge is believed because the event, which bears its device's signature, names its last place. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-wire.h"

gboolean
vigie_hub_is_next (const VigieEvent *event, const VigieHubTail *tail)
{
  return event->dseq == tail->dseq + 1
         && (tail->dseq == 0 || memcmp (event->prev, tail->hash, VIGIE_HASH_BYTES) == 0);
}

gboolean
vigie_hub_is_bridged (const VigieEvent *event, GBytes *withheld, const VigieHubTail *tail)
{
  gsize length_bytes = 0;
  const guint8 *hashes = withheld != NULL ? g_bytes_get_data (withheld, &length_bytes) : NULL;
  guint64 n_places = event->dseq - tail->dseq - 1;

  return event->dseq > tail->dseq + 1 && hashes != NULL && n_places <= length_bytes / VIGIE_HASH_BYTES
         && tail->n_withheld + n_places <= VIGIE_WIRE_WITHHELD_MAX
         && memcmp (hashes + length_bytes - VIGIE_HASH_BYTES, event->prev, VIGIE_HASH_BYTES) == 0;
}

gboolean
vigie_hub_build_bridge (VigieHubLog *log, const VigieEvent *event, GBytes *withheld, const VigieHubTail *tail, gint64 now_usec,
                        GError **error)
{
  gsize length_bytes = 0;
  const guint8 *hashes = g_bytes_get_data (withheld, &length_bytes);
  VigieHubWithheld place = { .stream = event->stream, .reason = "absent" };

  memcpy (place.device, event->device, VIGIE_KEY_BYTES);
  for (place.dseq = tail->dseq + 1; place.dseq < event->dseq; place.dseq++)
    {
      memcpy (place.hash, hashes + length_bytes - (event->dseq - place.dseq) * VIGIE_HASH_BYTES, VIGIE_HASH_BYTES);
      if (!vigie_hub_log_withhold (log, &place, now_usec, error))
        return FALSE;
    }

  return TRUE;
}
