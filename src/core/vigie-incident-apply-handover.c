/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests to hand a post over, and their answers.
 *
 * An answer may come before its request in fold order, and whether a request is void depends on who
 * took the post later, so both are only collected while events are applied and joined at the end. The
 * state is never stored: it follows from the request, its answers and the holdings. Only an answer
 * says that somebody agreed; the post itself moves by the role.assigned that is recorded with it. */

#include "vigie-incident-apply.h"

#include <string.h>

#include "vigie-time.h"

gboolean
vigie_apply_handover_requested (VigieApply *apply)
{
  VigieHandover *handover;
  const char *post, *to, *note;

  if (!vigie_body_need_string (apply->arena, apply->body, "post", &post)
      || !vigie_body_need_string (apply->arena, apply->body, "to", &to)
      || !vigie_body_maybe_string (apply->arena, apply->body, "note", &note))
    return FALSE;

  handover = vigie_arena_new0 (apply->arena, VigieHandover);
  handover->post = post;
  handover->to = to;
  handover->note = note;
  handover->state = vigie_apply_counts (apply) ? "pending" : "replaced";
  handover->requested_usec = apply->event->occurred_usec;
  handover->answered_usec = VIGIE_TIME_NONE;
  handover->event = apply->event;
  g_ptr_array_add (apply->incident->handovers, handover);

  return TRUE;
}

gboolean
vigie_apply_handover_answered (VigieApply *apply)
{
  static const char *const answers[] = { "accepted", "declined", "cancelled", "forced", NULL };
  VigieHandoverAnswer *answered;
  const char *request, *answer, *reason;

  if (!vigie_body_need_string (apply->arena, apply->body, "request", &request)
      || !vigie_body_need_string (apply->arena, apply->body, "answer", &answer)
      || !g_strv_contains (answers, answer)
      || !vigie_body_maybe_string (apply->arena, apply->body, "reason", &reason))
    return FALSE;
  if (!vigie_apply_counts (apply))
    return TRUE;

  answered = vigie_arena_new0 (apply->arena, VigieHandoverAnswer);
  answered->request = request;
  answered->answer = answer;
  answered->reason = reason;
  answered->event = apply->event;
  g_ptr_array_add (apply->priv->handover_answers, answered);

  return TRUE;
}

static gboolean
moves_the_post (const char *answer)
{
  return strcmp (answer, "accepted") == 0 || strcmp (answer, "forced") == 0;
}

/* An acceptance moved the post, whatever somebody else said meanwhile; else the last answer stands. */
static void
join_answers (VigieIncident *incident, VigieHandover *handover)
{
  GPtrArray *answers = vigie_incident_priv (incident)->handover_answers;

  for (guint i = 0; i < answers->len; i++)
    {
      const VigieHandoverAnswer *answer = answers->pdata[i];

      if (strcmp (answer->request, handover->event->id) != 0
          || (moves_the_post (handover->state) && !moves_the_post (answer->answer)))
        continue;
      handover->state = answer->answer;
      handover->reason = answer->reason;
      handover->answered_by = answer->event->author;
      handover->answered_usec = answer->event->occurred_usec;
    }
}

/* Did @person hold the post when the request was made? */
static gboolean
was_known (const VigieIncident *incident, const VigieHandover *handover, const char *person)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (strcmp (holding->post, handover->post) == 0 && strcmp (holding->person, person) == 0
          && vigie_event_compare (holding->event, handover->event) < 0)
        return TRUE;
    }

  return FALSE;
}

/* The post is vacant, or somebody has taken it since. */
static gboolean
is_void (const VigieIncident *incident, const VigieHandover *handover)
{
  gboolean is_held = FALSE;

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (strcmp (holding->post, handover->post) != 0)
        continue;
      if (vigie_event_compare (holding->event, handover->event) > 0 && !was_known (incident, handover, holding->person))
        return TRUE;
      is_held = is_held || holding->until_usec == VIGIE_TIME_NONE;
    }

  return !is_held;
}

void
vigie_incident_settle_handovers (VigieIncident *incident)
{
  g_autoptr(GHashTable) waiting = g_hash_table_new (g_str_hash, g_str_equal); /* post → VigieHandover * */

  for (guint i = 0; i < incident->handovers->len; i++)
    {
      VigieHandover *handover = incident->handovers->pdata[i];
      VigieHandover *earlier;

      join_answers (incident, handover);
      if (strcmp (handover->state, "pending") != 0)
        continue;
      if (is_void (incident, handover))
        {
          handover->state = "void";
          continue;
        }
      earlier = g_hash_table_lookup (waiting, handover->post);
      if (earlier != NULL)
        earlier->state = "replaced";
      g_hash_table_insert (waiting, (gpointer) handover->post, handover);
    }
}
