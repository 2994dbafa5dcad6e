/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-roster-people.h"

#include "vigie-oncall.h"

static void
add_name (GPtrArray *names, const char *name)
{
  if (name == NULL || *name == '\0' || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (names, g_strdup (name));
}

GPtrArray *
vigie_roster_people_seen (VigieIncidentModel *model)
{
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  add_name (names, vigie_session_get_author (vigie_incident_model_get_session (model)));
  for (guint i = 0; i < incident->holdings->len; i++)
    add_name (names, ((const VigieHolding *) g_ptr_array_index (incident->holdings, i))->person);
  for (guint i = 0; i < incident->events->len; i++)
    add_name (names, ((const VigieEvent *) g_ptr_array_index (incident->events, i))->author);

  return names;
}

GPtrArray *
vigie_roster_people_offered (VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  GPtrArray *names = vigie_roster_people_seen (model);
  GPtrArray *entries = vigie_directory_entries (vigie_session_get_directory (session));
  g_autoptr(GPtrArray) on_call = vigie_oncall_names (session);

  for (guint i = 0; i < on_call->len; i++)
    add_name (names, on_call->pdata[i]);
  for (guint i = 0; i < entries->len; i++)
    add_name (names, vigie_text_get (&((const VigieDirectoryEntry *) entries->pdata[i])->contact->name, vigie_session_get_lang (session)));

  return names;
}

gboolean
vigie_roster_person_holds_a_post (const VigieIncident *incident, const char *person)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec == VIGIE_TIME_NONE && g_strcmp0 (holding->person, person) == 0)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
vigie_roster_holders (const VigieIncident *incident, const char *post)
{
  GPtrArray *holders = g_ptr_array_new ();

  for (guint i = 0; i < incident->holdings->len; i++)
    {
      VigieHolding *holding = g_ptr_array_index (incident->holdings, i);

      if (holding->until_usec == VIGIE_TIME_NONE && g_strcmp0 (holding->post, post) == 0)
        g_ptr_array_add (holders, holding);
    }

  return holders;
}

gint64
vigie_roster_vacant_since (const VigieIncident *incident, const char *post)
{
  for (guint i = incident->holdings->len; i > 0; i--)
    {
      const VigieHolding *holding = g_ptr_array_index (incident->holdings, i - 1);

      if (g_strcmp0 (holding->post, post) == 0 && holding->until_usec != VIGIE_TIME_NONE)
        return holding->until_usec;
    }

  return incident->milestones[VIGIE_MILESTONE_DECLARED];
}

const VigieCheckInAnswer *
vigie_roster_last_answer (const VigieIncident *incident, const char *person)
{
  const VigieCheckIn *last;

  if (incident->check_ins->len == 0)
    return NULL;
  last = g_ptr_array_index (incident->check_ins, incident->check_ins->len - 1);
  for (guint i = 0; i < last->answers->len; i++)
    {
      const VigieCheckInAnswer *answer = g_ptr_array_index (last->answers, i);

      if (g_strcmp0 (answer->person, person) == 0)
        return answer;
    }

  return NULL;
}
