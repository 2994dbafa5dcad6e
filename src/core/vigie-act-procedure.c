/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts that steer a procedure: choosing an option, an answer at a gate, an operator's confirmation.
 *
 * Who approves and who writes it down are often two people; both names are kept, and a name that is missing is a
 * refusal: "somebody said yes" is worth nothing the next morning. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-procedure.h"
#include "vigie-text.h"

#define SOURCE_MAX_CHARS 300

/* The option behind "INC-04/targeted" or "targeted"; @key: the full one, owned. */
static const VigieOptionDef *
find_option (const VigiePlaybook *playbook, const VigieIncident *incident, const char *given, char **key, GError **error)
{
  const char *slash = given != NULL ? strchr (given, '/') : NULL;
  g_autofree char *list = slash != NULL ? g_strndup (given, (gsize) (slash - given)) : g_strdup (incident->type);
  const char *id = slash != NULL ? slash + 1 : given;
  const VigieTypeDef *type = vigie_playbook_type (playbook, list);

  for (guint i = 0; id != NULL && type != NULL && i < type->options->len; i++)
    {
      const VigieOptionDef *option = g_ptr_array_index (type->options, i);

      if (strcmp (option->id, id) != 0)
        continue;
      *key = g_strconcat (list, "/", id, NULL);
      return option;
    }
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no option “%s” in the playbook."), given != NULL ? given : "");

  return NULL;
}

/**
 * vigie_act_choose:
 * @option: "INC-04/targeted", or the id alone for the incident's type
 * @text: (nullable): why; %NULL: the option's title
 *
 * Chooses a way by a decision, which gets a code and a review like any other.
 */
GPtrArray *
vigie_act_choose (const VigiePlaybook *playbook, const VigieIncident *incident, const char *option, const char *text, VigieLang lang, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *key = NULL;
  const VigieOptionDef *def;
  VigieOoda ooda = { 0 };

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  def = find_option (playbook, incident, option, &key, error);
  if (def == NULL)
    return NULL;
  ooda.option = key;
  ooda.decide = vigie_text_get (&def->title, lang);
  if (!vigie_text_is_blank (text))
    ooda.orient = text;

  return vigie_act_log (incident, VIGIE_ENTRY_DECISION, ooda.decide, &ooda, author, at_usec, error);
}

static gboolean
check_gate (const VigiePlaybook *playbook, const char *key, gboolean yes, const char *note, GError **error)
{
  const VigieStepDef *def = vigie_playbook_step (playbook, key);

  if (def->gate.approvers == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This step asks nobody for a yes: tick it."));
  if (!yes && vigie_text_is_blank (note))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A no needs a note: say why."));

  return TRUE;
}

static VigieJsonWriter *
gate_body (const char *key, gboolean yes, const char *approver, const char *note)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "step", key);
  vigie_json_writer_member_string (writer, "answer", yes ? "yes" : "no");
  vigie_json_writer_member_string (writer, "approver", approver);
  vigie_act_member_optional (writer, "note", note);

  return writer;
}

/**
 * vigie_act_gate:
 * @step: key of the step, or an id that is unique
 * @approver: who answered, by name
 * @note: (nullable): what was said with it; a no needs one
 *
 * Records an answer and what follows from it for the step, in one go.
 */
GPtrArray *
vigie_act_gate (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, gboolean yes, const char *approver, const char *note, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  g_autofree char *clean = NULL;
  const VigieGateAnswer *before;
  const VigieStepMark *mark;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  key = vigie_act_find_step (playbook, incident, step, error);
  if (key == NULL || !check_gate (playbook, key, yes, note, error))
    return NULL;
  name = vigie_text_clean_line (approver, _("The name of who approves"), VIGIE_NAME_MAX_CHARS, error);
  if (name == NULL)
    return NULL;
  clean = vigie_text_clean (vigie_text_is_blank (note) ? "" : note, -1, error);
  if (clean == NULL)
    return NULL;

  before = vigie_incident_gate (incident, key);
  mark = vigie_incident_step (incident, key);
  drafts = vigie_act_drafts_new ();
  vigie_act_replace_seen (vigie_act_add (drafts, gate_body (key, yes, name, *clean != '\0' ? clean : NULL), incident->stream,
                                         "gate.answered", at_usec, author, NULL),
                          incident, before != NULL ? before->event : NULL);
  if (yes != (mark != NULL && mark->state == VIGIE_STEP_DONE))
    vigie_act_add_tick (drafts, incident, key, yes ? VIGIE_STEP_DONE : VIGIE_STEP_OPEN, NULL, author, at_usec);

  return drafts;
}

/**
 * vigie_act_gate_withdraw:
 * @step: key of the step, or an id that is unique
 *
 * Takes back an answer that was recorded by mistake. The record keeps both.
 */
GPtrArray *
vigie_act_gate_withdraw (const VigiePlaybook *playbook, const VigieIncident *incident, const char *step, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *key = NULL;
  const VigieGateAnswer *answer;
  const VigieStepMark *mark;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  key = vigie_act_find_step (playbook, incident, step, error);
  if (key == NULL)
    return NULL;
  answer = vigie_incident_gate (incident, key);
  if (answer == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Nobody has answered at this step yet."));
      return NULL;
    }
  mark = vigie_incident_step (incident, key);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "step", key);
  drafts = vigie_act_drafts_new ();
  vigie_act_replace_seen (vigie_act_add (drafts, writer, incident->stream, "gate.withdrawn", at_usec, author, NULL), incident,
                          answer->event);
  if (mark != NULL && mark->state == VIGIE_STEP_DONE)
    vigie_act_add_tick (drafts, incident, key, VIGIE_STEP_OPEN, NULL, author, at_usec);

  return drafts;
}

/* The key of a query, given whole or as its id in the incident's type; owned. */
static char *
find_query (const VigiePlaybook *playbook, const VigieIncident *incident, const char *given, GError **error)
{
  g_autofree char *key = given != NULL && strchr (given, '/') == NULL ? g_strconcat (incident->type, "/", given, NULL) : g_strdup (given);
  const VigieQueryDef *query = vigie_playbook_query (playbook, key);

  if (query != NULL && query->subject[0] != '\0')
    return vigie_query_confirmed_by (playbook, key);
  if (query == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no query “%s” in the playbook."), given != NULL ? given : "");
  else
    vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This query needs no confirmation."));

  return NULL;
}

/**
 * vigie_act_confirm:
 * @query: "INC-05/record-payment", or the id alone for the incident's type
 * @subject: the order's id
 * @source: the operator and its reference
 * @paid_usec: when the payment was made, or %VIGIE_TIME_NONE for @at_usec
 * @note: (nullable): what else was said
 */
GPtrArray *
vigie_act_confirm (const VigiePlaybook *playbook, const VigieIncident *incident, const char *query, const char *subject, const char *source, gint64 paid_usec, const char *note, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *from = NULL;
  g_autofree char *clean = NULL;
  const VigieConfirmation *before;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (paid_usec != VIGIE_TIME_NONE && !vigie_act_check (author, paid_usec, error)))
    return NULL;
  key = find_query (playbook, incident, query, error);
  if (key == NULL)
    return NULL;
  if (!vigie_query_subject_is_safe (subject))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _("An order’s number has letters without accents, digits, “-”, “_” and “.”, at most 64."));
      return NULL;
    }
  from = vigie_text_clean_line (source, _("The operator’s reference"), SOURCE_MAX_CHARS, error);
  if (from == NULL)
    return NULL;
  clean = vigie_text_clean (vigie_text_is_blank (note) ? "" : note, -1, error);
  if (clean == NULL)
    return NULL;

  before = vigie_incident_confirmation (incident, key, subject);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "query", key);
  vigie_json_writer_member_string (writer, "subject", subject);
  vigie_json_writer_member_string (writer, "source", from);
  vigie_json_writer_member_time (writer, "paid", paid_usec != VIGIE_TIME_NONE ? paid_usec : at_usec);
  vigie_act_member_optional (writer, "note", *clean != '\0' ? clean : NULL);

  return vigie_act_one (writer, incident, "confirmation.recorded", at_usec, author, before != NULL ? before->event : NULL);
}
