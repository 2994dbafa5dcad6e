/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events as they came: form and signature, in the thread that carries the request.
 *
 * A signature covers, through `prev`, the events of its device before it: of a run of events that follow
 * each other only the newest is verified. If that fails, each of the run is, to keep what is good. */

#include "vigie-hub-private.h"

#include "vigie-error.h"

static void
candidate_clear (gpointer data)
{
  VigieHubCandidate *candidate = data;

  vigie_event_unref (candidate->event);
  g_clear_pointer (&candidate->withheld, g_bytes_unref);
}

void
vigie_hub_candidate_spoil (VigieHubCandidate *candidate, VigieWireStatus status, const char *code, const char *message)
{
  candidate->status = status;
  candidate->code = code;
  candidate->message = message;
}

static void
read_candidate (const VigieWireEvent *sent, VigieHubCandidate *candidate)
{
  g_autoptr(GError) error = NULL;

  candidate->status = VIGIE_WIRE_STORED;
  candidate->withheld = sent->withheld != NULL ? g_bytes_ref (sent->withheld) : NULL;
  candidate->event = vigie_event_parse (sent->bytes, sent->length_bytes, sent->signature, &error);
  if (candidate->event != NULL)
    return;
  if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE))
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_INVALID, "too-large", "The event is too large.");
  else
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_INVALID, NULL, "This is not an event.");
}

static gboolean
verify (VigieHubCandidate *candidate)
{
  candidate->verified = vigie_event_verify (candidate->event, NULL);
  if (!candidate->verified)
    vigie_hub_candidate_spoil (candidate, VIGIE_WIRE_INVALID, NULL, "The signature is not that of the device.");

  return candidate->verified;
}

static gboolean
follows (const VigieHubCandidate *next, const VigieHubCandidate *before)
{
  return next->event != NULL && before->event != NULL && vigie_event_follows (next->event, before->event, NULL);
}

/* From the end: what a good event follows is good as well. */
static void
verify_all (GArray *candidates)
{
  for (guint i = candidates->len; i > 0; i--)
    {
      VigieHubCandidate *candidate = &g_array_index (candidates, VigieHubCandidate, i - 1);
      VigieHubCandidate *next = i < candidates->len ? &g_array_index (candidates, VigieHubCandidate, i) : NULL;

      if (candidate->event == NULL)
        continue;
      if (next != NULL && next->verified && follows (next, candidate))
        candidate->verified = TRUE;
      else
        verify (candidate);
    }
}

GArray *
vigie_hub_candidates (GPtrArray *sent)
{
  GArray *candidates = g_array_sized_new (FALSE, TRUE, sizeof (VigieHubCandidate), sent->len);

  g_array_set_clear_func (candidates, candidate_clear);
  g_array_set_size (candidates, sent->len);
  for (guint i = 0; i < sent->len; i++)
    read_candidate (sent->pdata[i], &g_array_index (candidates, VigieHubCandidate, i));
  verify_all (candidates);

  return candidates;
}
