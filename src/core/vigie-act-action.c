/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recording the actions that follow. Each event says the whole action as it is now, so that no state of it has to be
 * put together; who changes one names the version that was seen. Done needs what shows it, dropped needs why. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-action.h"
#include "vigie-cause.h"
#include "vigie-error.h"
#include "vigie-text.h"

static const char *
words_of_fault (VigieActionFault fault)
{
  switch (fault)
    {
    case VIGIE_ACTION_NO_VERB:
      return _("An action begins with what somebody does. For example: “Add a rollback test to the deployment pipeline”.");
    case VIGIE_ACTION_GOOD_WILL:
      return _("Nobody can check this later: say what will be different. For example: “Alert when 160 of 200 connections are in use”.");
    case VIGIE_ACTION_HEDGED:
      return _("Either it is to be done or it is not: leave out what makes it uncertain. For example: “Add a rollback test to the deployment pipeline”.");
    case VIGIE_ACTION_SHORT:
    case VIGIE_ACTION_FINE:
    default:
      return _("This action is too vague to be checked later. For example: “Add a rollback test to the deployment pipeline”.");
    }
}

static gboolean
check_words (const VigieActionChange *action, const VigieActionItem *before, GError **error)
{
  VigieActionFault fault = vigie_action_text_fault (action->text);

  /* What stood before the rules were made stays as it is until somebody rewrites it. */
  if (fault != VIGIE_ACTION_FINE && (before == NULL || strcmp (before->text, action->text) != 0))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, words_of_fault (fault));
  if (!vigie_action_owner_is_one (action->owner) && (before == NULL || g_strcmp0 (before->owner, action->owner) != 0))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _("An action needs one person who owns it, for example “Awa Koné”, not a team."));

  return TRUE;
}

static gboolean
check_state (const VigieActionChange *action, GError **error)
{
  if (!vigie_action_status_is_known (action->status))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An action is open, in progress, done or dropped."));
  if (strcmp (action->status, "done") == 0 && vigie_text_is_blank (action->proof))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say what shows that the action is done: a test that ran, a link, a measure."));
  if (strcmp (action->status, "dropped") == 0 && vigie_text_is_blank (action->reason))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say why the action is dropped."));
  if ((action->impact != NULL && *action->impact != '\0' && vigie_action_weight (action->impact) == 0)
      || (action->effort != NULL && *action->effort != '\0' && vigie_action_weight (action->effort) == 0))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Impact and effort are high, medium or low."));

  return TRUE;
}

static const char *
kept (const char *given, const char *before)
{
  return given != NULL ? given : before;
}

static void
fill_from (VigieActionChange *action, const VigieActionItem *before)
{
  if (before != NULL)
    {
      action->text = kept (action->text, before->text);
      action->owner = kept (action->owner, before->owner);
      action->status = kept (action->status, before->status);
      action->impact = kept (action->impact, before->impact);
      action->effort = kept (action->effort, before->effort);
      action->cause = kept (action->cause, before->cause);
      action->proof = kept (action->proof, before->proof);
      action->reason = kept (action->reason, before->reason);
      action->ticket = kept (action->ticket, before->ticket);
      action->due_usec = action->due_usec != VIGIE_TIME_NONE ? action->due_usec : before->due_usec;
    }
  if (action->status == NULL)
    action->status = "open";
}

/* A code becomes the id; what stood before stays as it is. */
static gboolean
find_cause (VigieActionChange *action,
            const VigieIncident *incident,
            const VigieActionItem *before,
            GError **error)
{
  const VigieCause *cause;

  if (action->cause == NULL || *action->cause == '\0'
      || (before != NULL && g_strcmp0 (before->cause, action->cause) == 0))
    return TRUE;
  cause = vigie_incident_cause (incident, action->cause);
  if (cause == NULL || cause->removed)
    return vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND,
                             _("There is no such cause for the action to answer."));
  action->cause = cause->id;

  return TRUE;
}

/* Left out when there is nothing to say: an older version then reads what it always did. */
static gboolean
add_optional (VigieJsonWriter *writer, const char *name, const char *text, GError **error)
{
  g_autofree char *clean = NULL;

  if (text == NULL || vigie_text_is_blank (text))
    return TRUE;
  clean = vigie_text_clean (text, -1, error);
  if (clean == NULL)
    return FALSE;
  vigie_json_writer_member_string (writer, name, clean);

  return TRUE;
}

static gboolean
add_more (VigieJsonWriter *writer, const VigieActionChange *action, GError **error)
{
  return add_optional (writer, "impact", action->impact, error) && add_optional (writer, "effort", action->effort, error)
         && add_optional (writer, "cause", action->cause, error) && add_optional (writer, "proof", action->proof, error)
         && add_optional (writer, "reason", action->reason, error) && add_optional (writer, "ticket", action->ticket, error);
}

/**
 * vigie_act_action:
 * @action_id: (nullable): id or code of an action to change; %NULL makes a new one
 * @change: what it is to be; members left NULL (a time: NONE) keep what stands, "" takes it away
 * @error: NOT_FOUND, or INVALID with what is missing and an example
 *
 * Returns: (transfer full) (nullable): the draft
 */
GPtrArray *
vigie_act_action (const VigieIncident *incident, const char *action_id, const VigieActionChange *change, const char *author, gint64 at_usec, GError **error)
{
  VigieActionChange action = *change;
  const VigieActionItem *before = NULL;
  g_autofree char *text = NULL;
  g_autofree char *owner = NULL;
  g_autoptr(VigieJsonWriter) writer = NULL;

  g_return_val_if_fail (incident != NULL && change != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  before = action_id != NULL ? vigie_incident_action (incident, action_id) : NULL;
  if (action_id != NULL && before == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such action."));
      return NULL;
    }
  fill_from (&action, before);
  text = vigie_act_text (action.text, _("The action"), error);
  if (text == NULL || !check_words (&action, before, error))
    return NULL;
  if (action.due_usec == VIGIE_TIME_NONE || !vigie_act_check (author, action.due_usec, NULL))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("An action needs a date by which it is done."));
      return NULL;
    }
  if (!check_state (&action, error) || !find_cause (&action, incident, before, error))
    return NULL;
  owner = vigie_text_clean_line (action.owner, _("The owner"), VIGIE_NAME_MAX_CHARS, error);
  if (owner == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_act_member_optional (writer, "action", before != NULL ? before->id : NULL);
  vigie_json_writer_member_string (writer, "text", text);
  vigie_json_writer_member_string (writer, "owner", owner);
  vigie_json_writer_member_time (writer, "due", action.due_usec);
  vigie_json_writer_member_string (writer, "status", action.status);
  if (!add_more (writer, &action, error))
    return NULL;

  return vigie_act_one (g_steal_pointer (&writer), incident, "action.set", at_usec, author, before != NULL ? before->event : NULL);
}

GPtrArray *
vigie_act_action_item (const VigieIncident *incident, const char *action_id, const char *text, const char *owner, gint64 due_usec, const char *status, const char *author, gint64 at_usec, GError **error)
{
  const VigieActionChange change = { .text = text, .owner = owner, .due_usec = due_usec, .status = status };

  return vigie_act_action (incident, action_id, &change, author, at_usec, error);
}
