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

/* The command line with the time of @entry in front: what is written there comes before it. */
static void
insert_before (VigieCommandLine *command, VigieIncidentModel *model, const VigieEntry *entry)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  GTimeZone *zone = vigie_session_get_zone (session);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (entry->occurred_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);
  gboolean is_today = vigie_time_same_day (entry->occurred_usec, vigie_session_now_usec (session), zone);
  g_autofree char *prefix = g_date_time_format (local, is_today ? "%H:%M " : "%Y-%m-%d %H:%M ");

  vigie_command_line_type (command, prefix);
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
