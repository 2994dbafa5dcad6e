/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-hub.h"

#include <string.h>

#define UNTIL_RETRY_USEC (14 * VIGIE_SECOND_USEC)

typedef struct
{
  const char *name;
  VigieSyncStatus status;
} Scene;

static const Scene scenes[] = {
  { "alone", { .state = VIGIE_SYNC_NOT_JOINED } },
  { "live", { .state = VIGIE_SYNC_LIVE } },
  { "catching-up", { .state = VIGIE_SYNC_CATCHING_UP, .done = 1204, .all = 4000 } },
  { "clock", { .state = VIGIE_SYNC_LIVE, .clock_offset_usec = -26 * VIGIE_HOUR_USEC } },
  { "offline", { .state = VIGIE_SYNC_OFFLINE, .reason = VIGIE_SYNC_REASON_NETWORK, .n_waiting = 2 } },
  { "refused", { .state = VIGIE_SYNC_REFUSED, .reason = VIGIE_SYNC_REASON_TOKEN, .n_waiting = 2 } },
};

static void
hub_of_the_night (VigieStoreHub *hub)
{
  static const char *const addresses[] = { "10.0.0.5:8471", NULL };

  *hub = (VigieStoreHub) { .name = (char *) "DISTRI-NIGHT", .addresses = (GStrv) addresses, .epoch = (char *) "00",
                           .member = (char *) "019ab0c4-1c00-7fff-bfff-0000000000a1", .person = (char *) "Awa Koné",
                           .role = (char *) "commander" };
  for (guint i = 0; i < VIGIE_KEY_BYTES; i++)
    hub->organisation[i] = (guint8) (0x5d + 29 * i);
}

gboolean
vigie_tour_hub (VigieIncidentModel *model, const char *name)
{
  VigieSession *session = vigie_incident_model_get_session (model);

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (strcmp (scenes[i].name, name) == 0)
      {
        VigieSyncStatus status = scenes[i].status;
        VigieStoreHub hub;

        hub_of_the_night (&hub);
        status.retry_usec = g_get_monotonic_time () + UNTIL_RETRY_USEC;
        vigie_exchange_hold (vigie_session_get_exchange (session), status.state == VIGIE_SYNC_NOT_JOINED ? NULL : &hub, &status, NULL,
                             vigie_session_now_usec (session) - 5 * VIGIE_MINUTE_USEC);
        return TRUE;
      }

  return FALSE;
}
