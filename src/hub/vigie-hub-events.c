/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/events. Form and signatures are checked in the thread that carries the request; what depends on
 * the log (known, gap, conflict) and on rights is decided inside the transaction, one status for each
 * event, so that one bad event never fails the others.
 *
 * An event that is refused keeps its place: what its device recorded after it names it, and is taken all the same. The
 * place is told to readers by its hash. When the event comes again and is allowed then, it takes its place. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-hub-journal.h"
#include "vigie-wire.h"

/* The log -------------------------------------------------------------------------------------- */

/* *done: it is here already, or its id is taken. */
static gboolean
check_known (VigieHub *hub, VigieHubCandidate *candidate, VigieHubPlace *place, gboolean *done, GError **error)
{
  if (!vigie_hub_log_find (hub->log, candidate->event->id, place, done, error))
    return FALSE;
  if (!*done)
    return TRUE;
  if (memcmp (place->hash, candidate->event->hash, VIGIE_HASH_BYTES) == 0)
    candidate->status = VIGIE_WIRE_KNOWN;
  else
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event has this id.");

  return TRUE;
}

/* Why it is not the next one of its device. */
static void
say_place (VigieHubCandidate *candidate, const VigieHubTail *tail)
{
  if (candidate->event->dseq > tail->dseq + 1)
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_GAP, NULL, "An earlier event of this device is missing.");
  else if (candidate->event->dseq <= tail->dseq)
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event of this device has this number.");
  else
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "The event before it is another one here.");
}

static gboolean
append_candidate (VigieHub *hub, VigieHubCommit *commit, VigieHubCandidate *candidate, gboolean after_withheld,
                  VigieHubPlace *place, GError **error)
{
  g_autoptr(GError) own_error = NULL;
  g_autoptr(GBytes) withheld = NULL;

  if (after_withheld && !vigie_hub_log_withheld_before (hub->log, candidate->event, &withheld, error))
    return FALSE;
  if (vigie_hub_append (hub, commit, candidate->event, withheld, place, &own_error))
    return TRUE;
  if (g_error_matches (own_error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_TAKEN))
    {
      vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_CONFLICT, NULL, "Another event has this id.");
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&own_error));

  return FALSE;
}

/* What comes after it must not wait for it. */
static gboolean
keep_place (VigieHub *hub, const VigieHubCandidate *candidate, const VigieHubTail *tail, GError **error)
{
  const VigieEvent *event = candidate->event;
  VigieHubWithheld place = { .stream = event->stream, .dseq = event->dseq, .id = event->id, .reason = candidate->code };

  if (event->dseq > tail->dseq && tail->n_withheld >= VIGIE_WIRE_WITHHELD_MAX)
    return TRUE;
  memcpy (place.device, event->device, VIGIE_KEY_BYTES);
  memcpy (place.hash, event->hash, VIGIE_HASH_BYTES);

  return vigie_hub_log_withhold (hub->log, &place, vigie_hub_now (hub), error);
}

/* How an event stands to what is here of its device. */
typedef struct
{
  gboolean next;        /* it follows the tail */
  gboolean bridged;     /* it does, behind places that the sender cannot give */
  gboolean known;       /* it is here, or its id is another event's */
  gboolean fills;       /* its place is withheld */
  gboolean admitted;    /* and it is to be let in */
} Standing;

/* What follows its device's last event can only be known if its id is another event's, which the log
 * itself says; looking for the id first would cost each event a search. */
static gboolean
find_standing (VigieHub *hub, VigieHubCandidate *candidate, const VigieHubTail *tail, VigieHubPlace *place, Standing *standing,
               GError **error)
{
  standing->next = vigie_hub_is_next (candidate->event, tail);
  if (standing->next)
    return TRUE;
  if (!check_known (hub, candidate, place, &standing->known, error))
    return FALSE;
  if (standing->known)
    return TRUE;
  standing->bridged = vigie_hub_is_bridged (candidate->event, candidate->withheld, tail);

  return standing->bridged || vigie_hub_log_withheld (hub->log, candidate->event, &standing->fills, &standing->admitted, error);
}

/* Of an incident that the sender may not see any more: what is here of its own it may be told, or it would take for refused
 * what was stored when its first answer got lost. */
static gboolean
check_own (VigieHub *hub, const VigieHubSeat *seat, VigieHubCandidate *candidate, VigieHubPlace *place, GError **error)
{
  gboolean found = FALSE;

  if (memcmp (seat->device, candidate->event->device, VIGIE_KEY_BYTES) != 0)
    return TRUE;
  if (!vigie_hub_log_find (hub->log, candidate->event->id, place, &found, error))
    return FALSE;
  if (found && memcmp (place->hash, candidate->event->hash, VIGIE_HASH_BYTES) == 0)
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_KNOWN, NULL, NULL);

  return TRUE;
}

static gboolean
store_candidate (VigieHub *hub, VigieHubCommit *commit, const VigieHubSeat *seat, VigieHubCandidate *candidate,
                 VigieHubPlace *place, GError **error)
{
  const VigieEvent *event = candidate->event;
  Standing standing = { 0 };
  VigieHubTail tail;

  if (candidate->status != VIGIE_WIRE_STORED)
    return TRUE;
  if (!vigie_hub_check_stream (hub, seat, candidate))
    return check_own (hub, seat, candidate, place, error);
  if (!vigie_hub_log_tail (hub->log, event->stream, event->device, &tail, error)
      || !find_standing (hub, candidate, &tail, place, &standing, error))
    return FALSE;
  if (standing.known)
    return TRUE;
  if (!standing.next && !standing.bridged && !standing.fills)
    {
      say_place (candidate, &tail);
      return TRUE;
    }
  if (standing.bridged
      && (!vigie_hub_build_bridge (hub->log, event, candidate->withheld, &tail, vigie_hub_now (hub), error)
          || !vigie_hub_log_tail (hub->log, event->stream, event->device, &tail, error)))
    return FALSE;
  if (!standing.admitted)
    vigie_hub_check_rights (hub, seat, candidate);
  if (candidate->status != VIGIE_WIRE_STORED)
    return keep_place (hub, candidate, &tail, error);

  return append_candidate (hub, commit, candidate, standing.fills || tail.n_withheld > 0, place, error);
}

/* The reply ------------------------------------------------------------------------------------ */

static VigieWireResult *
make_result (const VigieHubCandidate *candidate, const VigieHubPlace *place)
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
      VigieHubCandidate candidate = g_array_index (candidates, VigieHubCandidate, i);
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

static void
candidates_free (gpointer data)
{
  g_array_unref (data);
}

VigieHubStep
vigie_hub_answer_append (VigieHub *hub, VigieHubRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sent = request->body != NULL ? vigie_wire_append_read (request->body, &error) : NULL;

  if (sent == NULL)
    {
      vigie_hub_reply_wire_error (request, error);
      return VIGIE_HUB_DONE;
    }
  request->data = vigie_hub_candidates (sent);
  request->free_data = candidates_free;
  request->work = append_work;

  return VIGIE_HUB_WRITE;
}
