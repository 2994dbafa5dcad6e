/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on the incident as a whole: declare, assess, title, type, milestones, stage, war room.
 *
 * An act turns what a person wants into drafts, after checking it. Whoever writes over a value names
 * the event that gave it (`replaces`): that, and not the clocks, decides between two values of which
 * one's writer had seen the other. A declaration is one batch, recorded in one transaction, so that
 * no crash leaves a P1 without its war room. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-text.h"
#include "vigie-time.h"

static void
write_answers (VigieJsonWriter *writer, const VigieAnswers *answers)
{
  static const char *const questions[] = { "users", "revenue", "function", "workaround", "data" };

  vigie_json_writer_key (writer, "answers");
  vigie_json_writer_begin_object (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *word = vigie_answers_get (answers, questions[i]);

      vigie_json_writer_member_string (writer, questions[i], word);
    }
  vigie_json_writer_end_object (writer);
}

/* The level that stands in the end, and why; @level_out and @reason_out (owned) on success. */
static gboolean
settle_level (const VigieAssessment *assessment,
              VigieLevel chosen,
              const char *reason,
              VigieLevel *level_out,
              char **reason_out,
              GError **error)
{
  VigieLevel level = chosen != VIGIE_LEVEL_NONE ? chosen : assessment->level;

  if (level == VIGIE_LEVEL_NONE)
    return vigie_act_refuse (
        error, VIGIE_ERROR_INVALID,
        _ ("The answers recommend no level: choose one; when in doubt, the more severe."));
  if (assessment->level != VIGIE_LEVEL_NONE && level != assessment->level
      && vigie_text_is_blank (reason))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("%s is not the recommended level (%s): say why in a reason."),
                   vigie_level_to_word (level), vigie_level_to_word (assessment->level));
      return FALSE;
    }

  *level_out = level;
  *reason_out = vigie_text_clean (vigie_text_is_blank (reason) ? "" : reason, -1, error);

  return *reason_out != NULL;
}

static void
write_assessment (VigieJsonWriter *writer,
                  const VigieAnswers *answers,
                  const VigieAssessment *assessment,
                  VigieLevel level,
                  const char *reason)
{
  write_answers (writer, answers);
  vigie_json_writer_member_string (writer, "recommended", vigie_level_to_word (assessment->level));
  vigie_json_writer_member_string (writer, "level", vigie_level_to_word (level));
  vigie_json_writer_member_boolean (writer, "provisional", assessment->provisional);
  vigie_json_writer_member_string (writer, "reason", reason);
}

/* "other" for none; NULL + NOT_FOUND for one that the playbook does not have. */
static const char *
settle_type (const VigiePlaybook *playbook, const char *type, GError **error)
{
  const VigieTypeDef *def;

  if (type == NULL || *type == '\0' || strcmp (type, "other") == 0)
    return "other";
  def = vigie_playbook_type (playbook, type);
  if (def == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                   _ ("There is no incident type “%s” in the playbook."), type);
      return NULL;
    }

  return def->id;
}

static gboolean
check_milestone_time (gint64 time_usec, gint64 at_usec, GError **error)
{
  if (time_usec < 0 || time_usec > at_usec + VIGIE_DAY_USEC)
    return vigie_act_refuse (
        error, VIGIE_ERROR_INVALID,
        _ ("A time of the incident must lie after 1970 and not more than a day ahead."));

  return TRUE;
}

/* When the declaration itself is placed in the timeline. */
static gint64
declaration_time (const VigieDeclaration *declaration)
{
  if (declaration->declared_usec != VIGIE_TIME_NONE)
    return declaration->declared_usec;
  if (!declaration->historical)
    return VIGIE_TIME_NONE;

  return declaration->detected_usec != VIGIE_TIME_NONE ? declaration->detected_usec
                                                       : declaration->started_usec;
}

static gboolean
check_declaration (const VigieDeclaration *declaration, const char *author, GError **error)
{
  gint64 at_usec = declaration_time (declaration);
  const gint64 times[] = { declaration->started_usec, declaration->detected_usec };

  if (at_usec == VIGIE_TIME_NONE)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _ ("A declaration needs a time."));
  if (!vigie_act_check (author, at_usec, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (times[i] != VIGIE_TIME_NONE && !check_milestone_time (times[i], at_usec, error))
        return FALSE;
    }
  if (declaration->incident_id == NULL || !vigie_id_is_valid (declaration->incident_id))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _ ("The incident’s id is not a UUID."));

  return TRUE;
}

/* What stands in the declaration, settled. */
typedef struct
{
  char *title;
  const char *type;
  VigieAssessment *assessment;
  VigieLevel level;
  char *reason;
} Settled;

static void
settled_clear (Settled *settled)
{
  g_free (settled->title);
  g_free (settled->reason);
  g_clear_pointer (&settled->assessment, vigie_assessment_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settled, settled_clear)

static gboolean
settle (const VigiePlaybook *playbook,
        const VigieDeclaration *declaration,
        Settled *out,
        GError **error)
{
  out->title = vigie_text_clean_line (declaration->title, _ ("The title"), VIGIE_TITLE_MAX_CHARS,
                                      error);
  if (out->title == NULL)
    return FALSE;
  out->type = settle_type (playbook, declaration->type, error);
  if (out->type == NULL)
    return FALSE;
  out->assessment = vigie_severity_assess (playbook, &declaration->answers, out->type,
                                           VIGIE_LANG_EN);

  return settle_level (out->assessment, declaration->level, declaration->reason, &out->level,
                       &out->reason, error);
}

static void
add_declared (GPtrArray *drafts,
              const VigiePlaybook *playbook,
              const VigieDeclaration *declaration,
              const Settled *settled,
              const char *stream,
              const char *author)
{
  VigieJsonWriter *writer = vigie_act_begin ();
  gint64 at_usec = declaration_time (declaration);
  gint64 detected_usec = declaration->detected_usec != VIGIE_TIME_NONE ? declaration->detected_usec
                                                                       : at_usec;
  g_autofree char *ref = vigie_reference_new (detected_usec, declaration->incident_id);

  vigie_json_writer_member_string (writer, "title", settled->title);
  vigie_json_writer_member_string (writer, "type", settled->type);
  vigie_json_writer_key (writer, "playbook");
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "id", playbook->id);
  vigie_json_writer_member_string (writer, "version", playbook->version);
  vigie_json_writer_end_object (writer);
  write_assessment (writer, &declaration->answers, settled->assessment, settled->level,
                    settled->reason);
  if (declaration->started_usec != VIGIE_TIME_NONE)
    vigie_json_writer_member_time (writer, "started", declaration->started_usec);
  vigie_json_writer_member_time (
      writer, "detected", declaration->historical ? declaration->detected_usec : detected_usec);
  vigie_json_writer_member_time (writer, "declared", declaration->declared_usec);
  vigie_json_writer_member_string (writer, "ref", ref);
  if (declaration->example)
    vigie_json_writer_member_boolean (writer, "example", TRUE);
  if (declaration->historical)
    vigie_json_writer_member_boolean (writer, "historical", TRUE);
  else
    vigie_json_writer_member_int (writer, "rules", VIGIE_RULES_MESSAGES);
  vigie_act_add (drafts, writer, stream, "incident.declared", at_usec, author, NULL);
}

static gboolean
opens_war_room (const VigiePlaybook *playbook, VigieLevel level)
{
  const VigieLevelDef *def = vigie_playbook_level (playbook, level);

  return def != NULL ? def->opens_war_room : level == VIGIE_LEVEL_P1;
}

/**
 * vigie_act_declare:
 * @playbook: the playbook the incident begins with
 * @declaration: what the person declares
 * @author: who declares, and holds command until it is handed over
 * @error: INVALID or NOT_FOUND with one sentence
 *
 * Returns: (transfer full) (nullable): the drafts, to be recorded in one transaction
 */
GPtrArray *
vigie_act_declare (const VigiePlaybook *playbook,
                   const VigieDeclaration *declaration,
                   const char *author,
                   GError **error)
{
  g_auto (Settled) settled = { 0 };
  g_autofree char *stream = NULL;
  g_autofree char *commander = NULL;
  GPtrArray *drafts;
  gint64 at_usec;

  g_return_val_if_fail (playbook != NULL, NULL);
  g_return_val_if_fail (declaration != NULL, NULL);

  if (!check_declaration (declaration, author, error)
      || !settle (playbook, declaration, &settled, error))
    return NULL;

  at_usec = declaration_time (declaration);
  commander = vigie_text_clean_author (author, _ ("The author’s name"), VIGIE_AUTHOR_MAX_CHARS,
                                       NULL);
  stream = vigie_stream_for_incident (declaration->incident_id, declaration->example);
  drafts = vigie_act_drafts_new ();
  add_declared (drafts, playbook, declaration, &settled, stream, author);
  if (declaration->historical)
    return drafts;

  if (declaration->open_war_room || opens_war_room (playbook, settled.level))
    vigie_act_add (drafts, vigie_act_begin (), stream, "war-room.opened", at_usec, author, NULL);
  {
    VigieJsonWriter *writer = vigie_act_begin ();

    vigie_json_writer_member_string (writer, "post", "commander");
    vigie_json_writer_member_string (writer, "person", commander);
    vigie_act_add (drafts, writer, stream, "role.assigned", at_usec, author, NULL);
  }

  return drafts;
}

/**
 * vigie_act_assess:
 * @level: chosen, or NONE for the recommended one
 * @reason: (nullable): needed when @level is not the recommended one
 *
 * Records new answers. Raising an incident to a level that works in a war room opens it.
 */
GPtrArray *
vigie_act_assess (const VigiePlaybook *playbook,
                  const VigieIncident *incident,
                  const VigieAnswers *answers,
                  VigieLevel level,
                  const char *reason,
                  const char *author,
                  gint64 at_usec,
                  GError **error)
{
  g_autoptr (VigieAssessment) assessment = NULL;
  g_autofree char *reason_clean = NULL;
  VigieJsonWriter *writer;
  GPtrArray *drafts;
  VigieLevel settled;

  g_return_val_if_fail (playbook != NULL && incident != NULL && answers != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  assessment = vigie_severity_assess (playbook, answers, incident->type, VIGIE_LANG_EN);
  if (!settle_level (assessment, level, reason, &settled, &reason_clean, error))
    return NULL;

  writer = vigie_act_begin ();
  write_assessment (writer, answers, assessment, settled, reason_clean);
  drafts = vigie_act_one (writer, incident, "incident.assessed", at_usec, author,
                          vigie_incident_priv (incident)->level_event);
  if (settled != incident->level && opens_war_room (playbook, settled)
      && !vigie_incident_war_room_is_open (incident))
    vigie_act_replace_seen (vigie_act_add (drafts, vigie_act_begin (), incident->stream,
                                           "war-room.opened", at_usec, author, NULL),
                            incident, vigie_incident_priv (incident)->war_room_event);

  return drafts;
}

GPtrArray *
vigie_act_retitle (const VigieIncident *incident,
                   const char *title,
                   const char *author,
                   gint64 at_usec,
                   GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_text_clean_line (title, _ ("The title"), VIGIE_TITLE_MAX_CHARS, error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "title", clean);

  return vigie_act_one (writer, incident, "incident.titled", at_usec, author,
                        vigie_incident_priv (incident)->title_event);
}

GPtrArray *
vigie_act_retype (const VigiePlaybook *playbook,
                  const VigieIncident *incident,
                  const char *type,
                  const char *author,
                  gint64 at_usec,
                  GError **error)
{
  const char *settled;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  settled = settle_type (playbook, type, error);
  if (settled == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "type", settled);

  return vigie_act_one (writer, incident, "incident.typed", at_usec, author,
                        vigie_incident_priv (incident)->type_event);
}

static VigieJsonWriter *
milestone_body (VigieMilestone milestone, gint64 time_usec, const char *text)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "milestone", vigie_milestone_to_word (milestone));
  vigie_json_writer_member_time (writer, "time", time_usec);
  vigie_act_member_optional (writer, "text", text);

  return writer;
}

/* The entry stands in the timeline where the milestone was reached, not where somebody typed it. */
GPtrArray *
vigie_act_milestone (const VigieIncident *incident,
                     VigieMilestone milestone,
                     gint64 time_usec,
                     const char *author,
                     gint64 at_usec,
                     GError **error)
{
  g_return_val_if_fail (incident != NULL && milestone < VIGIE_N_MILESTONES, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (time_usec == VIGIE_TIME_NONE && incident->milestones[milestone] == VIGIE_TIME_NONE)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        _ ("This milestone has no time that could be cleared."));
      return NULL;
    }
  if (time_usec != VIGIE_TIME_NONE && !check_milestone_time (time_usec, at_usec, error))
    return NULL;

  return vigie_act_one (milestone_body (milestone, time_usec, NULL), incident, "milestone.set",
                        time_usec != VIGIE_TIME_NONE ? time_usec : at_usec, author,
                        incident->milestone_events[milestone]);
}

GPtrArray *
vigie_act_milestone_in (const char *stream,
                        VigieMilestone milestone,
                        gint64 time_usec,
                        const char *text,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  g_autofree char *clean = NULL;
  GPtrArray *drafts;

  g_return_val_if_fail (stream != NULL && milestone < VIGIE_N_MILESTONES, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || !check_milestone_time (time_usec, at_usec, error))
    return NULL;
  if (!vigie_text_is_blank (text))
    {
      clean = vigie_text_clean (text, -1, error);
      if (clean == NULL)
        return NULL;
    }

  drafts = vigie_act_drafts_new ();
  vigie_act_add (drafts, milestone_body (milestone, time_usec, clean), stream, "milestone.set",
                 time_usec, author, NULL);

  return drafts;
}

GPtrArray *
vigie_act_milestone_told (const VigieIncident *incident,
                          VigieMilestone milestone,
                          gint64 time_usec,
                          const char *text,
                          const char *author,
                          gint64 at_usec,
                          GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;
  const VigieEvent *seen;

  g_return_val_if_fail (incident != NULL && milestone < VIGIE_N_MILESTONES, NULL);

  drafts = vigie_act_milestone_in (incident->stream, milestone, time_usec, text, author, at_usec,
                                   error);
  seen = incident->milestone_events[milestone];
  if (drafts != NULL)
    vigie_act_replace_seen (drafts->pdata[0], incident, seen);

  return g_steal_pointer (&drafts);
}

GPtrArray *
vigie_act_stage (const VigieIncident *incident,
                 VigieStage stage,
                 gboolean set_apart,
                 const char *author,
                 gint64 at_usec,
                 GError **error)
{
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL && stage < VIGIE_N_STAGES, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (!set_apart && !incident->stage_set_apart)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        _ ("The stage already follows the milestones."));
      return NULL;
    }

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "stage", set_apart ? vigie_stage_to_word (stage) : NULL);

  return vigie_act_one (writer, incident, "incident.stage", at_usec, author,
                        vigie_incident_priv (incident)->stage_event);
}

GPtrArray *
vigie_act_war_room (const VigieIncident *incident,
                    gboolean open,
                    const char *author,
                    gint64 at_usec,
                    GError **error)
{
  gboolean is_open;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  is_open = vigie_incident_war_room_is_open (incident);
  if (is_open == !!open)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                        is_open ? _ ("The war room is already open.")
                                : _ ("The war room is not open."));
      return NULL;
    }

  return vigie_act_one (vigie_act_begin (), incident, open ? "war-room.opened" : "war-room.closed",
                        at_usec, author, vigie_incident_priv (incident)->war_room_event);
}

GPtrArray *
vigie_act_link (const VigieIncident *incident,
                const char *other_id,
                const char *relation,
                const char *author,
                gint64 at_usec,
                GError **error)
{
  static const char *const relations[] = { "same-cause", "same-incident", "related", NULL };
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (other_id == NULL || !vigie_id_is_valid (other_id) || g_strcmp0 (other_id, incident->id) == 0)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _ ("Name another incident to link this one to."));
      return NULL;
    }
  if (relation == NULL || !g_strv_contains (relations, relation))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                        _ ("Two incidents share a cause, are the same one, or are related."));
      return NULL;
    }

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "incident", other_id);
  vigie_json_writer_member_string (writer, "relation", relation);

  return vigie_act_one (writer, incident, "incident.linked", at_usec, author, NULL);
}
