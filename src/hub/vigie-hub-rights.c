/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a member may append, by the rights of this moment.
 *
 * Events of other devices are taken too: that is how a hub that lost events gets them again. Of a relayed
 * event the recorder may have lost rights since; it is taken then on the word of who relays it, if that
 * member may record the like. A revoked device's events are taken only from others, and only when they
 * are older than the revocation. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-id.h"

static gboolean
is_own (const VigieHubSeat *seat, const VigieEvent *event)
{
  return memcmp (seat->device, event->device, VIGIE_KEY_BYTES) == 0;
}

/* Would the fold of the membership let it count? An administrator may bring back what was right in its time. */
static gboolean
counts_as_membership (VigieHub *hub, VigieEvent *event)
{
  g_autoptr(GPtrArray) events = g_ptr_array_copy (hub->members, NULL, NULL);
  g_autoptr(VigieMembership) with = NULL;

  g_ptr_array_set_free_func (events, NULL);
  g_ptr_array_add (events, event);
  with = vigie_membership_fold (hub->keys.organisation, events);

  return vigie_membership_n_set_aside (with)
         == vigie_membership_n_set_aside (vigie_hub_view_membership (hub->next));
}

static void
check_membership_event (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  VigieEvent *event = candidate->event;

  if (vigie_membership_may_record (membership, event->device, event->kind) && counts_as_membership (hub, event))
    return;
  if (!is_own (seat, event) && seat->role == VIGIE_ROLE_ADMINISTRATOR && counts_as_membership (hub, event))
    return;
  vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "role", "Who recorded this has no right to change the organisation.");
}

static void
check_recorder (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  const VigieEvent *event = candidate->event;
  const VigieMemberDevice *device = vigie_membership_device (membership, event->device);
  gboolean relayed = !is_own (seat, event);
  const VigieMember *member;

  if (device == NULL)
    {
      vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "device", "The device that recorded this is not enrolled.");
      return;
    }
  if (device->revoked_usec != VIGIE_TIME_NONE && (!relayed || event->stamp_usec >= device->revoked_usec))
    {
      vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "device", "The device that recorded this was revoked.");
      return;
    }
  if (vigie_rights_may_append (vigie_membership_role_of (membership, event->device), event->kind)
      || (relayed && vigie_rights_may_append (seat->role, event->kind)))
    return;
  member = vigie_membership_member (membership, device->member);
  if (member == NULL || !member->active)
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "member", "Who recorded this does not belong to the organisation any more.");
  else
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "role", "The role of who recorded this does not allow it.");
}

gboolean
vigie_hub_check_stream (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate)
{
  const char *stream = candidate->event->stream;

  if (!vigie_stream_is_local (stream) && (!vigie_stream_is_organisation (stream, NULL) || strcmp (stream, hub->stream) == 0)
      && vigie_hub_view_may_see (hub->next, seat, stream))
    return TRUE;
  vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_REFUSED, "stream", "This stream is not one that you can write to here.");

  return FALSE;
}

void
vigie_hub_check_rights (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate)
{
  if (strcmp (candidate->event->stream, hub->stream) == 0)
    check_membership_event (hub, seat, candidate);
  else
    check_recorder (hub, seat, candidate);
}
