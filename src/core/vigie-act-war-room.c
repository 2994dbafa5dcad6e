/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts of the team in the war room: posts, steps, messages, check-ins, calls, support level, files. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-message-rule.h"
#include "vigie-procedure.h"
#include "vigie-text.h"

/* Whoever takes or frees a post names every present holder: after a merge there may be two. */
void
vigie_act_replace_holders (VigieDraft *draft, const VigieIncident *incident, const char *post)
{
  for (guint i = 0; i < incident->holdings->len; i++)
    {
      const VigieHolding *holding = incident->holdings->pdata[i];

      if (holding->until_usec == VIGIE_TIME_NONE && strcmp (holding->post, post) == 0)
        vigie_act_replace (draft, holding->event);
    }
}

static gboolean
check_role (const VigiePlaybook *playbook,
            const VigieIncident *incident,
            const char *post,
            const char *person,
            GError **error)
{
  const VigieHolding *holder;

  if (post == NULL || vigie_playbook_post (playbook, post) == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                   _ ("There is no post “%s” in the playbook."), post != NULL ? post : "");
      return FALSE;
    }
  holder = vigie_incident_holder (incident, post);
  if (person == NULL && holder == NULL)
    return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _ ("Nobody holds this post."));
  /* After a merge two may hold it: naming one of them settles that. */
  if (person != NULL && holder != NULL && strcmp (holder->person, person) == 0
      && vigie_incident_n_holders (incident, post) == 1)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _ ("%s already holds this post."),
                   person);
      return FALSE;
    }

  return TRUE;
}

/**
 * vigie_act_role:
 * @post: id of a post of the playbook
 * @person: (nullable): who takes it; %NULL frees it
 */
GPtrArray *
vigie_act_role (const VigiePlaybook *playbook,
                const VigieIncident *incident,
                const char *post,
                const char *person,
                const char *author,
                gint64 at_usec,
                GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (person != NULL)
    {
      clean = vigie_text_clean_line (person, _ ("The name"), VIGIE_NAME_MAX_CHARS, error);
      if (clean == NULL)
        return NULL;
    }
  if (!check_role (playbook, incident, post, clean, error))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "post", post);
  vigie_act_member_optional (writer, "person", clean);
  drafts = vigie_act_one (writer, incident, clean != NULL ? "role.assigned" : "role.freed", at_usec,
                          author, NULL);
  vigie_act_replace_holders (drafts->pdata[0], incident, post);

  return drafts;
}

/* A step found by its key or by its id alone. */
typedef struct
{
  const char *given;
  const char *own_list; /* the incident's type: preferred */
  char *key; /* (owned) */
  gboolean is_own;
  guint n_found;
} StepSearch;

static void
search_groups (StepSearch *search, const char *list, GPtrArray *groups)
{
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const VigieStepGroup *group = groups->pdata[i];

      for (guint j = 0; j < group->steps->len; j++)
        {
          const VigieStepDef *step = group->steps->pdata[j];
          gboolean is_own = strcmp (list, search->own_list) == 0;

          if (strcmp (step->id, search->given) != 0 || (search->is_own && !is_own))
            continue;
          if (is_own && !search->is_own)
            search->n_found = 0;
          search->is_own = is_own;
          search->n_found++;
          g_free (search->key);
          search->key = g_strconcat (list, "/", step->id, NULL);
        }
    }
}

char *
vigie_act_find_step (const VigiePlaybook *playbook,
                     const VigieIncident *incident,
                     const char *step,
                     GError **error)
{
  StepSearch search = { step, incident->type, NULL, FALSE, 0 };

  if (step != NULL && vigie_playbook_step_text (playbook, step) != NULL)
    return g_strdup (step);
  for (guint i = 0; step != NULL && i < playbook->types->len; i++)
    {
      const VigieTypeDef *type = playbook->types->pdata[i];

      search_groups (&search, type->id, type->groups);
    }
  for (guint i = 0; step != NULL && i < playbook->checklists->len; i++)
    {
      const VigieChecklist *checklist = playbook->checklists->pdata[i];

      search_groups (&search, checklist->id, checklist->groups);
    }
  if (search.n_found == 1)
    return search.key;

  g_free (search.key);
  if (search.n_found == 0)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                 _ ("There is no step “%s” in the playbook."), step != NULL ? step : "");
  else
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                 _ ("Several lists have a step “%s”: put the list and a slash in front."), step);

  return NULL;
}

void
vigie_act_add_tick (GPtrArray *drafts,
                    const VigieIncident *incident,
                    const char *key,
                    VigieStepState state,
                    const char *reason,
                    const char *author,
                    gint64 at_usec)
{
  const VigieStepMark *mark = vigie_incident_step (incident, key);
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "step", key);
  vigie_json_writer_member_string (writer, "state", vigie_step_state_to_word (state));
  vigie_act_member_optional (writer, "reason", reason);
  vigie_act_replace_seen (
      vigie_act_add (drafts, writer, incident->stream, "step.ticked", at_usec, author, NULL),
      incident, mark != NULL ? mark->event : NULL);
}

static gboolean
refuse_obstacle (const VigieObstacle *obstacle, GError **error)
{
  switch (obstacle->kind)
    {
    case VIGIE_OBSTACLE_EVIDENCE:
      g_set_error (
          error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
          ngettext ("%u evidence step comes first; give a reason to go ahead without it.",
                    "%u evidence steps come first; give a reason to go ahead without them.",
                    obstacle->n_evidence),
          obstacle->n_evidence);
      return FALSE;
    case VIGIE_OBSTACLE_GATE:
      return vigie_act_refuse (
          error, VIGIE_ERROR_CONFLICT,
          _ ("A yes is still missing before this step; give a reason to go ahead without it."));
    case VIGIE_OBSTACLE_NOT_CHOSEN:
      return vigie_act_refuse (error, VIGIE_ERROR_CONFLICT,
                               _ ("Another option was chosen; choose this one, or give a reason."));
    case VIGIE_OBSTACLE_NONE:
    default:
      return TRUE;
    }
}

/* Going past an obstacle takes a reason; a step that asks for a yes is done by the answer alone. */
static gboolean
may_tick (const VigiePlaybook *playbook,
          const VigieIncident *incident,
          const char *key,
          const char *reason,
          GError **error)
{
  const VigieStepDef *def = vigie_playbook_step (playbook, key);
  const VigieGateAnswer *answer = vigie_incident_gate (incident, key);
  VigieObstacle obstacle = vigie_procedure_obstacle (playbook, incident, key);

  if (reason != NULL)
    return TRUE;
  if (def != NULL && def->gate.approvers != NULL && (answer == NULL || !answer->yes))
    return vigie_act_refuse (
        error, VIGIE_ERROR_CONFLICT,
        _ ("This step is done when who must approve has said yes: record the answer."));

  return refuse_obstacle (&obstacle, error);
}

GPtrArray *
vigie_act_tick (const VigiePlaybook *playbook,
                const VigieIncident *incident,
                const char *step,
                VigieStepState state,
                const char *reason,
                const char *author,
                gint64 at_usec,
                GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *clean = NULL;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  key = vigie_act_find_step (playbook, incident, step, error);
  if (key == NULL)
    return NULL;
  if (state == VIGIE_STEP_NOT_APPLICABLE
      || (state == VIGIE_STEP_DONE && !vigie_text_is_blank (reason)))
    {
      clean = vigie_act_text (reason, _ ("The reason"), error);
      if (clean == NULL)
        return NULL;
    }
  if (state == VIGIE_STEP_DONE && !may_tick (playbook, incident, key, clean, error))
    return NULL;
  drafts = vigie_act_drafts_new ();
  vigie_act_add_tick (drafts, incident, key, state, clean, author, at_usec);

  return drafts;
}

static gboolean
check_message (const VigiePlaybook *playbook,
               const char *audience,
               const char *channel,
               const char *stage,
               const VigieAudience **audience_out,
               const VigieChannel **channel_out,
               GError **error)
{
  static const char *const stages[] = {
    "investigating", "identified", "monitoring", "resolved", "recap",
    "initial",       "update",     "any",        NULL,
  };

  *audience_out = audience != NULL ? vigie_playbook_audience (playbook, audience) : NULL;
  *channel_out = channel != NULL ? vigie_playbook_channel (playbook, channel) : NULL;
  if (*audience_out == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                   _ ("There is no audience “%s” in the playbook."),
                   audience != NULL ? audience : "");
      return FALSE;
    }
  if (*channel_out == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                   _ ("There is no channel “%s” in the playbook."), channel != NULL ? channel : "");
      return FALSE;
    }
  if (stage != NULL && !g_strv_contains (stages, stage))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _ ("“%s” is not a stage of a message."),
                   stage);
      return FALSE;
    }

  return TRUE;
}

/* What the fold would not count is not recorded. */
static gboolean
may_be_plain (const VigiePlaybook *playbook,
              const VigieIncident *incident,
              const VigieAudience *audience,
              const char *read_by,
              const char *author,
              GError **error)
{
  switch (vigie_message_rule_now (playbook, incident, audience->id, author, read_by))
    {
    case VIGIE_MESSAGE_NEEDS_NOTICE:
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                   _ ("A message to “%s” needs approval: write it as a notice, have it approved, "
                      "and record that the notice went out."),
                   audience->id);
      return FALSE;
    case VIGIE_MESSAGE_NEEDS_READER:
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                   _ ("Data is at risk, so a message to “%s” is read by “%s” first: say who has "
                      "read it, or write it as a notice."),
                   audience->id, ((const VigieReaderDef *) audience->readers->pdata[0])->who);
      return FALSE;
    case VIGIE_MESSAGE_NEEDS_APPROVER:
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                   _ ("A message to “%s” is recorded by “%s” or a deputy: anybody else writes it "
                      "as a notice and has it approved."),
                   audience->id, (const char *) audience->approvers->pdata[0]);
      return FALSE;
    case VIGIE_MESSAGE_COUNTS:
    case VIGIE_MESSAGE_NOT_PUBLISHED:
    default:
      return TRUE;
    }
}

/**
 * vigie_act_message_read:
 * @audience: id or alias of an audience
 * @channel: id or alias of a channel
 * @stage: (nullable): investigating … resolved, recap, initial, update
 * @read_by: (nullable): who has read it first, where the playbook wants that
 *
 * Records a message that went out. Ids are stored, whatever name was given. %VIGIE_ERROR_CONFLICT where the playbook
 * wants more than that (vigie-message-rule.h).
 */
GPtrArray *
vigie_act_message_read (const VigiePlaybook *playbook,
                        const VigieIncident *incident,
                        const char *audience,
                        const char *channel,
                        const char *stage,
                        const char *text,
                        const char *read_by,
                        const char *author,
                        gint64 at_usec,
                        GError **error)
{
  const VigieAudience *audience_def;
  const VigieChannel *channel_def;
  g_autofree char *clean = NULL;
  g_autofree char *reader = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error)
      || !check_message (playbook, audience, channel, stage, &audience_def, &channel_def, error))
    return NULL;
  clean = vigie_act_text (text, _ ("The message"), error);
  if (clean == NULL
      || (!vigie_text_is_blank (read_by)
          && (reader = vigie_text_clean_line (read_by, _ ("The name of who has read it"),
                                              VIGIE_NAME_MAX_CHARS, error))
                 == NULL)
      || !may_be_plain (playbook, incident, audience_def, reader, author, error))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "audience", audience_def->id);
  vigie_json_writer_member_string (writer, "channel", channel_def->id);
  vigie_act_member_optional (writer, "stage", stage);
  vigie_json_writer_member_string (writer, "text", clean);
  vigie_act_member_optional (writer, "read_by", reader);

  return vigie_act_one (writer, incident, "message.sent", at_usec, author, NULL);
}

/* The same for a message that nobody had to read. */
GPtrArray *
vigie_act_message (const VigiePlaybook *playbook,
                   const VigieIncident *incident,
                   const char *audience,
                   const char *channel,
                   const char *stage,
                   const char *text,
                   const char *author,
                   gint64 at_usec,
                   GError **error)
{
  return vigie_act_message_read (playbook, incident, audience, channel, stage, text, NULL, author,
                                 at_usec, error);
}

static gboolean
write_check_in_answer (VigieJsonWriter *writer, const VigieCheckInAnswer *answer, GError **error)
{
  static const char *const states[] = { "fit", "tired", "relieve", "no-answer", NULL };
  g_autofree char *post = vigie_text_clean_line (answer->post, _ ("The post"), VIGIE_NAME_MAX_CHARS,
                                                 error);
  g_autofree char *person = NULL;

  if (post == NULL)
    return FALSE;
  person = vigie_text_clean_line (answer->person, _ ("The name"), VIGIE_NAME_MAX_CHARS, error);
  if (person == NULL)
    return FALSE;
  if (answer->state == NULL || !g_strv_contains (states, answer->state))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                             _ ("An answer is fit, tired, relieve or no-answer."));

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "post", post);
  vigie_json_writer_member_string (writer, "person", person);
  vigie_json_writer_member_string (writer, "state", answer->state);
  vigie_json_writer_end_object (writer);

  return TRUE;
}

/**
 * vigie_act_check_in:
 * @answers: (nullable): VigieCheckInAnswer, one for each post asked
 * @note: (nullable): what was said
 */
GPtrArray *
vigie_act_check_in (const VigieIncident *incident,
                    GPtrArray *answers,
                    const char *note,
                    const char *author,
                    gint64 at_usec,
                    GError **error)
{
  g_autoptr (VigieJsonWriter) writer = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_text_clean (vigie_text_is_blank (note) ? "" : note, -1, error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_key (writer, "answers");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      if (!write_check_in_answer (writer, answers->pdata[i], error))
        return NULL;
    }
  vigie_json_writer_end_array (writer);
  vigie_act_member_optional (writer, "note", *clean != '\0' ? clean : NULL);

  return vigie_act_one (g_steal_pointer (&writer), incident, "check-in.held", at_usec, author,
                        NULL);
}

GPtrArray *
vigie_act_support (const VigiePlaybook *playbook,
                   const VigieIncident *incident,
                   const char *level,
                   const char *author,
                   gint64 at_usec,
                   GError **error)
{
  gboolean known = FALSE;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *def = playbook->support_levels->pdata[i];

      known = known || g_strcmp0 (def->id, level) == 0;
    }
  if (!known)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND,
                   _ ("There is no support level “%s” in the playbook."),
                   level != NULL ? level : "");
      return NULL;
    }
  if (g_strcmp0 (vigie_incident_support_level (incident), level) == 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT,
                   _ ("The incident is already held by %s."), level);
      return NULL;
    }

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "level", level);

  return vigie_act_one (writer, incident, "support.moved", at_usec, author,
                        vigie_incident_priv (incident)->support_event);
}

/**
 * vigie_act_attachment:
 * @hash: BLAKE2b-256 of the file's bytes, hex
 * @type: (nullable): its media type
 *
 * Records that a file was kept as evidence; the file itself is the store's.
 */
GPtrArray *
vigie_act_attachment (const VigieIncident *incident,
                      const char *name,
                      gint64 size_bytes,
                      const char *hash,
                      const char *type,
                      const char *author,
                      gint64 at_usec,
                      GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_type = NULL;
  VigieJsonWriter *writer;
  guint8 raw[VIGIE_HASH_BYTES];

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_text_clean_line (name, _ ("The file’s name"), 255, error);
  if (clean == NULL)
    return NULL;
  if (size_bytes < 0 || hash == NULL || strlen (hash) != 2 * sizeof raw
      || !vigie_unhex (hash, raw, sizeof raw))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _ ("A file needs its size and its hash."));
      return NULL;
    }
  clean_type = type != NULL ? vigie_text_clean_line (type, _ ("The file’s type"), 127, error)
                            : NULL;
  if (type != NULL && clean_type == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "name", clean);
  vigie_json_writer_member_int (writer, "size", size_bytes);
  vigie_json_writer_member_string (writer, "hash", hash);
  vigie_act_member_optional (writer, "type", clean_type);

  return vigie_act_one (writer, incident, "attachment.added", at_usec, author, NULL);
}
