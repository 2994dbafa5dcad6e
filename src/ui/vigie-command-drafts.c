/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-command-drafts.h"

#include <glib/gi18n-lib.h>

#include "vigie-act.h"
#include "vigie-missing.h"
#include "vigie-error.h"
#include "vigie-time.h"

/* The reason for closing early is what is typed after the colon. */
static GPtrArray *
reach_milestone (VigieIncidentModel *model, const VigieCommand *command, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  gint64 left_usec = vigie_incident_closes_early_usec (playbook, incident, command->milestone, command->occurred_usec, command->text);
  g_autofree char *left = vigie_duration_format (left_usec, vigie_session_get_lang (session));

  if (left_usec > 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The service has to be stable for another %s: write after the colon why it is closed now."), left);
      return NULL;
    }

  return vigie_act_reached (playbook, incident, command->milestone, command->occurred_usec, command->text,
                            vigie_session_get_author (session), vigie_session_now_usec (session), error);
}

static GPtrArray *
make_drafts (VigieIncidentModel *model, const VigieCommand *command, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const char *author = vigie_session_get_author (session);

  if (command->fact_name != NULL)
    return vigie_act_fact (vigie_session_get_playbook (session), incident, command->fact_name, command->fact_value,
                           VIGIE_FACT_ESTIMATED, "", vigie_session_get_zone (session), author, command->occurred_usec, error);
  if (command->is_milestone)
    return reach_milestone (model, command, error);

  return vigie_act_log (incident, command->kind, command->text, NULL, author, command->occurred_usec, error);
}

/**
 * vigie_command_drafts:
 * @model: the incident written to
 * @line: what is typed
 * @error: one sentence why it cannot be recorded
 *
 * Returns: (transfer full) (nullable): VigieDraft, to be recorded together
 */
GPtrArray *
vigie_command_drafts (VigieIncidentModel *model, const char *line, GError **error)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(VigieCommand) command = vigie_command_parse (line, vigie_session_now_usec (session), vigie_session_get_zone (session), error);

  return command != NULL ? make_drafts (model, command, error) : NULL;
}
