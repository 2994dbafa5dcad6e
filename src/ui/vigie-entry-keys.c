/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-entry-keys.h"

#include "vigie-act-forms.h"
#include "vigie-time.h"

static void
star (VigieIncidentModel *model, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_star (vigie_incident_model_get_incident (model), entry->event->id, !entry->starred,
                                      vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  vigie_session_do (session, drafts, g_steal_pointer (&error));
}

/* When the entry before @entry happened, follow-ups aside; NONE if it is the first. */
static gint64
time_before (const VigieIncident *incident, const VigieEntry *entry)
{
  gint64 before_usec = VIGIE_TIME_NONE;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const VigieEntry *other = g_ptr_array_index (incident->entries, i);

      if (other == entry)
        break;
      if (other->kind != VIGIE_ENTRY_FOLLOWUP)
        before_usec = other->occurred_usec;
    }

  return before_usec;
}

/* The last whole minute before @time_usec that is not before @after_usec, else the last whole second. */
static gint64
moment_between (gint64 after_usec, gint64 time_usec)
{
  gint64 minute_usec = (time_usec - 1) / VIGIE_MINUTE_USEC * VIGIE_MINUTE_USEC;

  if (after_usec == VIGIE_TIME_NONE || minute_usec >= after_usec)
    return minute_usec;

  return (time_usec - 1) / VIGIE_SECOND_USEC * VIGIE_SECOND_USEC;
}

/* The command line with a time in front that puts what is written there right before @entry. */
static void
insert_before (VigieCommandLine *command, VigieIncidentModel *model, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  GTimeZone *zone = vigie_session_get_zone (session);
  gint64 moment_usec = moment_between (time_before (vigie_incident_model_get_incident (model), entry), entry->occurred_usec);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (moment_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);
  gboolean is_today = vigie_time_same_day (moment_usec, vigie_session_now_usec (session), zone);
  g_autofree char *clock = g_date_time_format (local, moment_usec % VIGIE_MINUTE_USEC == 0 ? "%H:%M" : "%H:%M:%S");
  g_autofree char *day = g_date_time_format (local, is_today ? "" : "%Y-%m-%d ");
  g_autofree char *time = g_strconcat (day, clock, NULL);

  vigie_command_line_retime (command, time);
}

/**
 * vigie_entry_keys_do:
 * @command: where what is inserted is written
 * @model: the incident
 * @entry: the entry chosen
 * @keyval: the key pressed, without Control or Alt
 *
 * Returns: whether @keyval is one of these keys
 */
gboolean
vigie_entry_keys_do (VigieCommandLine *command, VigieIncidentModel *model, const VigieEntry *entry, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      star (model, entry);
      return TRUE;
    case GDK_KEY_F2:
      vigie_act_form_correct (GTK_WIDGET (command), model, entry);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      vigie_act_form_retract (GTK_WIDGET (command), model, entry);
      return TRUE;
    case GDK_KEY_i:
    case GDK_KEY_I:
      insert_before (command, model, entry);
      return TRUE;
    default:
      return FALSE;
    }
}
