/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Closing, taking a resolution back, and the war room on request.
 *
 * Reopening is one batch: the line that says why, and the times that no longer hold, cleared. The times themselves
 * stay in the log; whatever is computed from milestones (stage, clocks, delays) follows by itself, and
 * the delay to resolve is that of the last resolution. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-missing.h"
#include "vigie-time.h"

/**
 * vigie_act_reached:
 * @playbook: says how long a restored service is watched
 * @incident: the incident
 * @milestone: which time of its life was reached
 * @time_usec: when
 * @text: (nullable): what was said of it; a closing before the end of the watch needs it as its reason
 * @author: who records it
 * @at_usec: when it is recorded
 * @error: INVALID says how long is left
 *
 * The way to every milestone for whoever asks a person for it, so that none goes round the reason.
 *
 * Returns: (transfer full) (nullable): the drafts
 */
GPtrArray *
vigie_act_reached (const VigiePlaybook *playbook, const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *text, const char *author, gint64 at_usec, GError **error)
{
  gint64 left_usec;
  g_autofree char *left = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  left_usec = vigie_incident_closes_early_usec (playbook, incident, milestone, time_usec, text);
  if (left_usec > 0)
    {
      left = vigie_duration_format (left_usec, VIGIE_LANG_EN);
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The service has to be stable for another %s: say why it is closed now."), left);
      return NULL;
    }

  return vigie_act_milestone_told (incident, milestone, time_usec, vigie_text_is_blank (text) ? NULL : text, author, at_usec, error);
}

/**
 * vigie_act_close:
 * @playbook: says how long a restored service is watched
 * @incident: the incident
 * @reason: (nullable): why it is closed before that; needed then
 * @time_usec: when it was closed
 * @author: who closes it
 * @at_usec: when that is recorded
 * @error: CONFLICT when it is closed already, INVALID says how long is left
 *
 * Returns: (transfer full) (nullable): the drafts
 */
GPtrArray *
vigie_act_close (const VigiePlaybook *playbook, const VigieIncident *incident, const char *reason, gint64 time_usec, const char *author, gint64 at_usec, GError **error)
{
  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (incident->milestones[VIGIE_MILESTONE_CLOSED] != VIGIE_TIME_NONE)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This incident is closed already."));
      return NULL;
    }

  return vigie_act_reached (playbook, incident, VIGIE_MILESTONE_CLOSED, time_usec, reason, author, at_usec, error);
}

GPtrArray *
vigie_act_war_room_asked (const VigieIncident *incident, const char *asked, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  g_autoptr(GPtrArray) plain = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  plain = vigie_act_war_room (incident, TRUE, author, at_usec, error);
  if (plain == NULL || vigie_text_is_blank (asked))
    return g_steal_pointer (&plain);
  clean = vigie_text_clean_line (asked, _("The name"), VIGIE_NAME_MAX_CHARS, error);
  if (clean == NULL)
    return NULL;
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "asked", clean);

  return vigie_act_one (writer, incident, "war-room.opened", at_usec, author, vigie_incident_priv (incident)->war_room_event);
}

static void
clear_milestone (GPtrArray *drafts, const VigieIncident *incident, VigieMilestone milestone, const char *author, gint64 at_usec)
{
  VigieJsonWriter *writer;

  if (incident->milestones[milestone] == VIGIE_TIME_NONE)
    return;
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "milestone", vigie_milestone_to_word (milestone));
  vigie_json_writer_member_time (writer, "time", VIGIE_TIME_NONE);
  vigie_act_replace_seen (vigie_act_add (drafts, writer, incident->stream, "milestone.set", at_usec, author, NULL), incident,
                          incident->milestone_events[milestone]);
}

static gboolean
check_reopening (const VigieIncident *incident, VigieStage stage, GError **error)
{
  if (incident->cancelled)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This incident is cancelled: say first that it was one after all."));
  if (vigie_incident_is_active (incident))
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This incident is neither resolved nor closed."));
  if (stage > VIGIE_STAGE_MONITORING)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An incident is reopened as investigating, identified or monitoring."));

  return TRUE;
}

/**
 * vigie_act_reopen:
 * @incident: a resolved or closed incident
 * @stage: where it goes back to: investigating, identified or monitoring
 * @reason: why
 * @author: who reopens it
 * @at_usec: when
 * @error: CONFLICT when it is active, INVALID otherwise
 *
 * Returns: (transfer full) (nullable): the drafts, to be recorded in one transaction
 */
GPtrArray *
vigie_act_reopen (const VigieIncident *incident, VigieStage stage, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_reopening (incident, stage, error))
    return NULL;
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "reason", clean);
  vigie_json_writer_member_string (writer, "stage", vigie_stage_to_word (stage));
  drafts = vigie_act_one (writer, incident, "incident.reopened", at_usec, author, NULL);
  clear_milestone (drafts, incident, VIGIE_MILESTONE_CLOSED, author, at_usec);
  clear_milestone (drafts, incident, VIGIE_MILESTONE_RESOLVED, author, at_usec);
  if (stage < VIGIE_STAGE_MONITORING)
    clear_milestone (drafts, incident, VIGIE_MILESTONE_RESTORED, author, at_usec);
  if (stage < VIGIE_STAGE_IDENTIFIED)
    clear_milestone (drafts, incident, VIGIE_MILESTONE_DIAGNOSED, author, at_usec);
  if (incident->stage_set_apart)
    {
      writer = vigie_act_begin ();
      vigie_json_writer_member_string (writer, "stage", NULL);
      vigie_act_replace_seen (vigie_act_add (drafts, writer, incident->stream, "incident.stage", at_usec, author, NULL), incident,
                              vigie_incident_priv (incident)->stage_event);
    }

  return drafts;
}

/**
 * vigie_act_cancel:
 * @incident: the incident
 * @cancelled: it was no incident; %FALSE takes that back
 * @reason: how one knows
 * @author: who says so
 * @at_usec: when
 * @error: CONFLICT when nothing would change, INVALID otherwise
 *
 * The record stays as it is. A cancelled incident has no clocks, is not active, and counts in no figure.
 *
 * Returns: (transfer full) (nullable): the drafts
 */
GPtrArray *
vigie_act_cancel (const VigieIncident *incident, gboolean cancelled, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (incident->cancelled == (cancelled != FALSE))
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, cancelled ? _("This incident is cancelled already.") : _("This incident is not cancelled."));
      return NULL;
    }
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;
  writer = vigie_act_begin ();
  vigie_json_writer_member_boolean (writer, "cancelled", cancelled);
  vigie_json_writer_member_string (writer, "reason", clean);

  return vigie_act_one (writer, incident, "incident.cancelled", at_usec, author, vigie_incident_priv (incident)->cancel_event);
}
