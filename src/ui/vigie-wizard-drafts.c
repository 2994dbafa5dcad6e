/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard reads its fields only here, at the moment of the act: what is recorded is what stands on
 * the screen then. The incident's id is made from the system's random bytes, because two posts that are
 * offline may declare in the same second. */

#include "vigie-wizard-drafts.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/random.h>

#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-incident-model.h"

const char *
vigie_wizard_type (const VigieWizardParts *parts)
{
  if (parts->model != NULL)
    return vigie_incident_model_get_incident (parts->model)->type;

  return vigie_wizard_fields_get_type_id (parts->fields);
}

gint64
vigie_wizard_detected_usec (const VigieWizardParts *parts)
{
  if (parts->model != NULL)
    return vigie_incident_model_get_incident (parts->model)->milestones[VIGIE_MILESTONE_DETECTED];

  return vigie_wizard_fields_get_detected_usec (parts->fields);
}

const char *
vigie_wizard_obstacle (const VigieWizardParts *parts)
{
  g_autofree char *title = g_strstrip (g_strdup (parts->model != NULL ? "x" : vigie_wizard_fields_get_title (parts->fields)));

  if (*title == '\0')
    return _("A title is missing.");
  if (parts->model == NULL && vigie_wizard_fields_get_detected_usec (parts->fields) == VIGIE_TIME_NONE)
    return _("The time of detection is missing.");
  if (vigie_wizard_side_get_level (parts->side) == VIGIE_LEVEL_NONE)
    return _("No level yet: answer a question, or choose one with F2.");
  if (vigie_wizard_side_is_other (parts->side) && *vigie_wizard_side_get_reason (parts->side) == '\0')
    return _("Another level needs a reason.");

  return NULL;
}

static gboolean
new_incident_id (const VigieWizardParts *parts, char **id, GError **error)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  if (getrandom (random, sizeof random, 0) != (ssize_t) sizeof random)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  *id = vigie_id_new (vigie_session_now_usec (parts->session), random);

  return TRUE;
}

static GPtrArray *
declaration_drafts (const VigieWizardParts *parts, GError **error)
{
  VigieDeclaration declaration = { 0 };
  g_autofree char *id = NULL;

  if (!new_incident_id (parts, &id, error))
    return NULL;
  vigie_wizard_questions_read (parts->questions, &declaration.answers);
  declaration.title = vigie_wizard_fields_get_title (parts->fields);
  declaration.type = vigie_wizard_fields_get_type_id (parts->fields);
  declaration.level = vigie_wizard_side_get_level (parts->side);
  declaration.reason = vigie_wizard_side_get_reason (parts->side);
  declaration.started_usec = VIGIE_TIME_NONE;
  declaration.detected_usec = vigie_wizard_fields_get_detected_usec (parts->fields);
  declaration.declared_usec = vigie_session_now_usec (parts->session);
  declaration.incident_id = id;

  return vigie_act_declare (vigie_session_get_playbook (parts->session), &declaration, vigie_session_get_author (parts->session), error);
}

static GPtrArray *
assessment_drafts (const VigieWizardParts *parts, GError **error)
{
  VigieAnswers answers;

  vigie_wizard_questions_read (parts->questions, &answers);

  return vigie_act_assess (vigie_session_get_playbook (parts->session), vigie_incident_model_get_incident (parts->model), &answers,
                           vigie_wizard_side_get_level (parts->side), vigie_wizard_side_get_reason (parts->side),
                           vigie_session_get_author (parts->session), vigie_session_now_usec (parts->session), error);
}

GPtrArray *
vigie_wizard_drafts (const VigieWizardParts *parts, GError **error)
{
  return parts->model != NULL ? assessment_drafts (parts, error) : declaration_drafts (parts, error);
}
