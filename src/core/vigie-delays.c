/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The four delays.
 *
 * The playbook writes MTTR for two different things; here each delay has one name and one definition
 * (docs/events.md lists the milestones). A delay with a missing end is missing; one that would be negative is
 * a fault in the times for somebody to correct, and no figure either: a mean that swallows it would look better
 * than the night was. */

#include "vigie-delays.h"

#include "vigie-incident-private.h"
#include "vigie-say.h"

static const struct
{
  const char *word, *english, *french;
} delays[VIGIE_N_DELAYS] = {
  [VIGIE_DELAY_DETECT] = { "detect", "from the start to the detection", "du début à la détection" },
  [VIGIE_DELAY_RESPOND] = { "respond", "from the detection to the first responder at work", "de la détection au premier intervenant à l’œuvre" },
  [VIGIE_DELAY_RESOLVE] = { "resolve", "from the detection to the resolution", "de la détection à la résolution" },
  [VIGIE_DELAY_COMMUNICATE] = { "communicate", "from the declaration to the first message outside the team", "de la déclaration au premier message hors de l’équipe" },
};

const char *
vigie_delay_to_word (VigieDelay delay)
{
  g_return_val_if_fail ((guint) delay < VIGIE_N_DELAYS, NULL);

  return delays[delay].word;
}

const char *
vigie_delay_formula (VigieDelay delay, VigieLang lang)
{
  g_return_val_if_fail ((guint) delay < VIGIE_N_DELAYS, NULL);

  return vigie_say_pick (lang, delays[delay].english, delays[delay].french);
}

static void
set_delay (VigieDelays *out, VigieDelay delay, gint64 from_usec, gint64 to_usec)
{
  out->delay_usec[delay] = VIGIE_TIME_NONE;
  out->impossible[delay] = FALSE;
  out->from_usec[delay] = from_usec;
  out->to_usec[delay] = to_usec;
  if (from_usec == VIGIE_TIME_NONE || to_usec == VIGIE_TIME_NONE)
    return;
  if (to_usec < from_usec)
    out->impossible[delay] = TRUE;
  else
    out->delay_usec[delay] = to_usec - from_usec;
}

static gint64
earlier (gint64 a_usec, gint64 b_usec)
{
  if (a_usec == VIGIE_TIME_NONE || b_usec == VIGIE_TIME_NONE)
    return a_usec == VIGIE_TIME_NONE ? b_usec : a_usec;

  return MIN (a_usec, b_usec);
}

static gint64
first_message_outside (const VigieIncident *incident, const VigiePlaybook *playbook)
{
  for (guint i = 0; i < incident->messages->len; i++)
    {
      const VigieMessage *message = incident->messages->pdata[i];
      const VigieAudience *audience = vigie_playbook_audience (playbook, message->audience);

      if (audience != NULL && audience->outside)
        return message->occurred_usec;
    }

  return VIGIE_TIME_NONE;
}

void
vigie_delays_of (const VigieIncident *incident, const VigiePlaybook *playbook, VigieDelays *out)
{
  const gint64 *times;

  g_return_if_fail (incident != NULL && playbook != NULL && out != NULL);

  times = incident->milestones;
  set_delay (out, VIGIE_DELAY_DETECT, times[VIGIE_MILESTONE_STARTED], times[VIGIE_MILESTONE_DETECTED]);
  /* The milestone, or the opening of the war room if nothing earlier was set. */
  set_delay (out, VIGIE_DELAY_RESPOND, times[VIGIE_MILESTONE_DETECTED],
             earlier (times[VIGIE_MILESTONE_RESPONDED], vigie_incident_first_opened_usec (incident)));
  set_delay (out, VIGIE_DELAY_RESOLVE, times[VIGIE_MILESTONE_DETECTED], times[VIGIE_MILESTONE_RESOLVED]);
  set_delay (out, VIGIE_DELAY_COMMUNICATE, times[VIGIE_MILESTONE_DECLARED], first_message_outside (incident, playbook));

  out->total_usec = VIGIE_TIME_NONE;
  if (times[VIGIE_MILESTONE_STARTED] != VIGIE_TIME_NONE
      && times[VIGIE_MILESTONE_RESOLVED] != VIGIE_TIME_NONE
      && times[VIGIE_MILESTONE_RESOLVED] >= times[VIGIE_MILESTONE_STARTED])
    out->total_usec = times[VIGIE_MILESTONE_RESOLVED] - times[VIGIE_MILESTONE_STARTED];
}
