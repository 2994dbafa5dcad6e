/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/events. Form and signatures are checked in the thread that carries the request; what depends on
 * the log (known, gap, conflict) and on rights is decided inside the transaction, one status for each
 * event, so that one bad event never fails the others.
 *
 * A signature covers, through `prev`, the events of its device before it: of a run of events that follow
 * each other only the newest is verified. If that fails, each of the run is, to keep what is good.
 *
 * Events of other devices are taken too: that is how a hub that lost some gets them again. Of a relayed
 * event the recorder may have lost rights since; it is taken then on the word of who relays it, if that
 * member may record the like. A revoked device's events are taken only from others, and only when they
 * are older than the revocation. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-hub-journal.h"
#include "vigie-id.h"
#include "vigie-wire-append.h"

/* An event as it came. */
typedef struct
{
  VigieEvent *event;        /* owned; NULL: it could not be read */
  VigieWireStatus status;   /* INVALID, REFUSED, or STORED while nothing speaks against it */
  const char *code;         /* static */
  const char *message;      /* static */
  gboolean verified;
} Candidate;

static void
candidate_clear (gpointer data)
{
  vigie_event_unref (((Candidate *) data)->event);
}

static void
candidates_free (gpointer data)
{
  g_array_unref (data);
}

static void
spoil (Candidate *candidate, VigieWireStatus status, const char *code, const char *message)
{
  candidate->status = status;
  candidate->code = code;
  candidate->message = message;
}

/* Form and signature --------------------------------------------------------------------------- */

static void
read_candidate (const VigieWireEvent *sent, Candidate *candidate)
{
  g_autoptr(GError) error = NULL;

  candidate->status = VIGIE_WIRE_STORED;
  candidate->event = vigie_event_parse (sent->bytes, sent->length_bytes, sent->signature, &error);
  if (candidate->event != NULL)
    return;
  if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE))
    spoil (candidate, VIGIE_WIRE_INVALID, "too-large", "The event is too large.");
  else
    spoil (candidate, VIGIE_WIRE_INVALID, NULL, "This is not an event.");
}

static gboolean
verify (Candidate *candidate)
{
  candidate->verified = vigie_event_verify (candidate->event, NULL);
  if (!candidate->verified)
    spoil (candidate, VIGIE_WIRE_INVALID, NULL, "The signature is not that of the device.");

  return candidate->verified;
}

static gboolean
follows (const Candidate *next, const Candidate *before)
{
  return next->event != NULL && before->event != NULL && vigie_event_follows (next->event, before->event, NULL);
}

/* From the end: what a good event follows is good as well. */
static void
verify_all (GArray *candidates)
{
  for (guint i = candidates->len; i > 0; i--)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i - 1);
      Candidate *next = i < candidates->len ? &g_array_index (candidates, Candidate, i) : NULL;

      if (candidate->event == NULL)
        continue;
      if (next != NULL && next->verified && follows (next, candidate))
        candidate->verified = TRUE;
      else
        verify (candidate);
    }
}

/* Rights --------------------------------------------------------------------------------------- */

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
check_membership_event (VigieHub *hub, const VigieHubSeat *seat, Candidate *candidate)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  VigieEvent *event = candidate->event;

  if (vigie_membership_may_record (membership, event->device, event->kind) && counts_as_membership (hub, event))
    return;
  if (!is_own (seat, event) && seat->role == VIGIE_ROLE_ADMINISTRATOR && counts_as_membership (hub, event))
    return;
  spoil (candidate, VIGIE_WIRE_REFUSED, "role", "Who recorded this has no right to change the organisation.");
}

static void
check_recorder (VigieHub *hub, const VigieHubSeat *seat, Candidate *candidate)
{
  const VigieMembership *membership = vigie_hub_view_membership (hub->next);
  const VigieEvent *event = candidate->event;
  const VigieMemberDevice *device = vigie_membership_device (membership, event->device);
  gboolean relayed = !is_own (seat, event);
  const VigieMember *member;

  if (device == NULL)
    {
      spoil (candidate, VIGIE_WIRE_REFUSED, "device", "The device that recorded this is not enrolled.");
      return;
    }
  if (device->revoked_usec != VIGIE_TIME_NONE && (!relayed || event->stamp_usec >= device->revoked_usec))
    {
      spoil (candidate, VIGIE_WIRE_REFUSED, "device", "The device that recorded this was revoked.");
      return;
    }
  if (vigie_rights_may_append (vigie_membership_role_of (membership, event->device), event->kind)
      || (relayed && vigie_rights_may_append (seat->role, event->kind)))
    return;
  member = vigie_membership_member (membership, device->member);
  if (member == NULL || !member->active)
    spoil (candidate, VIGIE_WIRE_REFUSED, "member", "Who recorded this does not belong to the organisation any more.");
  else
    spoil (candidate, VIGIE_WIRE_REFUSED, "role", "The role of who recorded this does not allow it.");
}

/* Whether the sender may have to do with that stream at all. */
static gboolean
check_stream (VigieHub *hub, const VigieHubSeat *seat, Candidate *candidate)
{
  const char *stream = candidate->event->stream;

  if (!vigie_stream_is_local (stream) && (!vigie_stream_is_organisation (stream, NULL) || strcmp (stream, hub->stream) == 0)
      && vigie_hub_view_may_see (hub->next, seat, stream))
    return TRUE;
  spoil (candidate, VIGIE_WIRE_REFUSED, "stream", "This stream is not one that you can write to here.");

  return FALSE;
}

/* The log -------------------------------------------------------------------------------------- */

static gboolean
is_next (const VigieEvent *event, const VigieHubTail *tail)
{
  return event->dseq == tail->dseq + 1
         && (tail->dseq == 0 || memcmp (event->prev, tail->hash, VIGIE_HASH_BYTES) == 0);
}

/* *done: it is here already, or its id is taken. */
static gboolean
check_known (VigieHub *hub, Candidate *candidate, VigieHubPlace *place, gboolean *done, GError **error)
{
  if (!vigie_hub_log_find (hub->log, candidate->event->id, place, done, error))
    return FALSE;
  if (!*done)
    return TRUE;
  if (memcmp (place->hash, candidate->event->hash, VIGIE_HASH_BYTES) == 0)
    candidate->status = VIGIE_WIRE_KNOWN;
  else
    spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event has this id.");

  return TRUE;
}

static void
check_rights (VigieHub *hub, const VigieHubSeat *seat, Candidate *candidate)
{
  if (strcmp (candidate->event->stream, hub->stream) == 0)
    check_membership_event (hub, seat, candidate);
  else
    check_recorder (hub, seat, candidate);
}

/* Why it is not the next one of its device. */
static void
say_place (Candidate *candidate, const VigieHubTail *tail)
{
  if (candidate->event->dseq > tail->dseq + 1)
    spoil (candidate, VIGIE_WIRE_GAP, NULL, "An earlier event of this device is missing.");
  else if (candidate->event->dseq <= tail->dseq)
    spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event of this device has this number.");
  else
    spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "The event before it is another one here.");
}

static gboolean
append_candidate (VigieHub *hub, VigieHubCommit *commit, Candidate *candidate, VigieHubPlace *place, GError **error)
{
  g_autoptr(GError) own_error = NULL;

  if (vigie_hub_append (hub, commit, candidate->event, place, &own_error))
    return TRUE;
  if (g_error_matches (own_error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_TAKEN))
    {
      spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event has this id.");
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&own_error));

  return FALSE;
}

/* What follows its device's last event can only be known if its id is another event's, which the log
 * itself says; looking for the id first would cost each event a search. */
static gboolean
store_candidate (VigieHub *hub, VigieHubCommit *commit, const VigieHubSeat *seat, Candidate *candidate,
                 VigieHubPlace *place, GError **error)
{
  const VigieEvent *event = candidate->event;
  gboolean next, known = FALSE;
  VigieHubTail tail;

  if (candidate->status != VIGIE_WIRE_STORED || !check_stream (hub, seat, candidate))
    return TRUE;
  if (!vigie_hub_log_tail (hub->log, event->stream, event->device, &tail, error))
    return FALSE;
  next = is_next (event, &tail);
  if (!next && !check_known (hub, candidate, place, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  check_rights (hub, seat, candidate);
  if (candidate->status != VIGIE_WIRE_STORED)
    return TRUE;
  if (next)
    return append_candidate (hub, commit, candidate, place, error);
  say_place (candidate, &tail);

  return TRUE;
}

/* The reply ------------------------------------------------------------------------------------ */

static VigieWireResult *
make_result (const Candidate *candidate, const VigieHubPlace *place)
{
  VigieWireResult *result = vigie_wire_result_new (candidate->event != NULL ? candidate->event->id : NULL,
                                                   candidate->status, candidate->code, candidate->message);

  if (candidate->status == VIGIE_WIRE_STORED || candidate->status == VIGIE_WIRE_KNOWN)
    {
      result->seq = (gint64) place->seq;
      memcpy (result->link, place->link, VIGIE_HASH_BYTES);
    }

  return result;
}

/* 200 as soon as one event is here; else what the first one says. */
static guint
reply_status (GPtrArray *results)
{
  const VigieWireResult *first = results->len > 0 ? results->pdata[0] : NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const VigieWireResult *result = results->pdata[i];

      if (result->status == VIGIE_WIRE_STORED || result->status == VIGIE_WIRE_KNOWN)
        return 200;
    }
  if (first == NULL)
    return 200;
  if (first->status == VIGIE_WIRE_CONFLICT || first->status == VIGIE_WIRE_GAP)
    return 409;

  return first->status == VIGIE_WIRE_REFUSED ? 403 : 400;
}

static void
journal_results (const VigieHubSeat *seat, GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const VigieWireResult *result = results->pdata[i];

      if (result->status == VIGIE_WIRE_REFUSED || result->status == VIGIE_WIRE_CONFLICT || result->status == VIGIE_WIRE_INVALID)
        vigie_hub_journal ("event-refused", "member", seat->member, "id", result->id, "status",
                           vigie_wire_status_to_word (result->status), "code", result->code, NULL);
    }
}

static gboolean
append_work (VigieHub *hub, VigieHubRequest *request, VigieHubCommit *commit, GError **error)
{
  GArray *candidates = request->data;
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_wire_result_free);
  VigieHubSeat seat;

  /* The rights as they are now: a revocation may have come in between. */
  if (!vigie_hub_view_seat (hub->next, request->seat.device, &seat))
    {
      vigie_hub_reply_error (request, 401, "unauthorized", "This device does not belong to the organisation any more.");
      return TRUE;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      /* A copy: after a rollback the same work runs again. */
      Candidate candidate = g_array_index (candidates, Candidate, i);
      VigieHubPlace place = { 0 };

      if (!store_candidate (hub, commit, &seat, &candidate, &place, error))
        return FALSE;
      g_ptr_array_add (results, make_result (&candidate, &place));
    }
  journal_results (&seat, results);
  vigie_hub_reply_take (request, reply_status (results), NULL,
                        vigie_wire_append_reply_new (hub->epoch, (gint64) (hub->head + commit->appended->len),
                                                     vigie_hub_now (hub), results));

  return TRUE;
}

VigieHubStep
vigie_hub_answer_append (VigieHub *hub, VigieHubRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sent = request->body != NULL ? vigie_wire_append_read (request->body, &error) : NULL;
  GArray *candidates;

  if (sent == NULL)
    {
      vigie_hub_reply_wire_error (request, error);
      return VIGIE_HUB_DONE;
    }
  candidates = g_array_sized_new (FALSE, TRUE, sizeof (Candidate), sent->len);
  g_array_set_clear_func (candidates, candidate_clear);
  g_array_set_size (candidates, sent->len);
  for (guint i = 0; i < sent->len; i++)
    read_candidate (sent->pdata[i], &g_array_index (candidates, Candidate, i));
  verify_all (candidates);
  request->data = candidates;
  request->free_data = candidates_free;
  request->work = append_work;

  return VIGIE_HUB_WRITE;
}
