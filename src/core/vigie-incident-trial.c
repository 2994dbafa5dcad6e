/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An act tried on a copy: sealed by a device that nobody has, folded, looked at and thrown away. The screens that say
 * what an act would bring ask the same fold and the same engine as afterwards. */

#include "vigie-obligation-private.h"

#include <string.h>

#include "vigie-id.h"

/* After everything that is known, so that the tried act has the last word. */
static gint64
latest_stamp (const VigieIncident *incident)
{
  gint64 latest = VIGIE_TIME_NONE;

  for (guint i = 0; incident != NULL && i < incident->events->len; i++)
    {
      const VigieEvent *event = g_ptr_array_index (incident->events, i);

      if (latest == VIGIE_TIME_NONE || event->stamp_usec > latest)
        latest = event->stamp_usec;
    }

  return latest;
}

/**
 * vigie_incident_trial:
 * @incident: (nullable): what the act is tried on; %NULL: the drafts declare it
 * @drafts: (element-type VigieDraft): the act
 * @now_usec: the moment of the trial
 *
 * Returns: (transfer full) (nullable): the fold as it would be; %NULL if the drafts cannot be sealed
 */
VigieIncident *
vigie_incident_trial (VigieIncident *incident, const VigiePlaybook *playbook, GPtrArray *drafts, gint64 now_usec)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  const guint8 seed[32] = { 0 };
  guint8 public_key[VIGIE_KEY_BYTES];
  guint8 secret_key[VIGIE_SECRET_KEY_BYTES];
  guint8 random[VIGIE_ID_RANDOM_BYTES] = { 0 };
  VigieSealContext context = { 0 };

  vigie_key_from_seed (seed, public_key, secret_key);
  context.now_usec = now_usec;
  context.last_stamp_usec = latest_stamp (incident);
  context.random = random;
  context.secret_key = secret_key;

  for (guint i = 0; i < drafts->len; i++)
    {
      /* A trial that cannot be sealed shows nothing; the real act will say why. */
      VigieEvent *event = vigie_event_seal (g_ptr_array_index (drafts, i), &context, NULL);

      if (event == NULL)
        return NULL;
      random[0]++;
      context.last_stamp_usec = event->stamp_usec;
      context.last_dseq = event->dseq;
      memcpy (context.last_hash, event->hash, sizeof context.last_hash);
      g_ptr_array_add (events, event);
    }

  return incident != NULL ? vigie_incident_with (incident, events, playbook, NULL) : vigie_incident_fold (events, playbook, VIGIE_TIME_NONE, NULL);
}
