/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Settling what two desks wrote apart.
 *
 * Whoever decides records the value anew: what one desk wrote, or text made of both. The new event names every
 * version, so that it stands whatever the clocks said, and the timeline tells who decided. Choosing between
 * two options is the one exception: a decision taken twice would be reviewed twice, so the other one is
 * retracted instead. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-notice.h"
#include "vigie-conflict.h"
#include "vigie-error.h"

static const VigieConflict *
find_conflict (const VigieIncident *incident, const char *key, GError **error)
{
  const VigieConflict *conflict = key != NULL ? vigie_incident_conflict_by_key (incident, key) : NULL;

  if (conflict == NULL)
    vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This was settled meanwhile: nothing was recorded."));

  return conflict;
}

static const VigieEvent *
find_version (const VigieConflict *conflict, const char *id, GError **error)
{
  for (guint i = 0; id != NULL && i < conflict->versions->len; i++)
    {
      const VigieEvent *event = conflict->versions->pdata[i];

      if (strcmp (event->id, id) == 0)
        return event;
    }
  vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("This version is none of those that wait to be settled."));

  return NULL;
}

static void
replace_all (VigieDraft *draft, const VigieIncident *incident, const VigieConflict *conflict)
{
  for (guint i = 0; i < conflict->versions->len; i++)
    vigie_act_replace_seen (draft, incident, conflict->versions->pdata[i]);
}

/* @version once more, by whoever decides. */
static GPtrArray *
record_anew (const VigieIncident *incident, const VigieConflict *conflict, const VigieEvent *version, const char *author, gint64 occurred_usec)
{
  GPtrArray *drafts = vigie_act_drafts_new ();
  VigieDraft *draft = vigie_act_add (drafts, vigie_act_begin (), incident->stream, version->kind, occurred_usec, author, NULL);

  g_free (draft->body);
  draft->body = g_strndup (version->body, version->body_length_bytes);
  replace_all (draft, incident, conflict);

  return drafts;
}

/* The event that began a notice does not name it: the version is written out once more. */
static GPtrArray *
notice_anew (const VigiePlaybook *playbook, const VigieIncident *incident, const VigieConflict *conflict, const VigieEvent *version, const char *author, gint64 at_usec, GError **error)
{
  const VigieNotice *notice = vigie_incident_notice (incident, conflict->subject);
  const VigieNoticeVersion *of = notice != NULL ? vigie_notice_version (notice, version->id) : NULL;
  VigieNoticeDraft draft = { .notice = conflict->subject, .seen = version->id };
  GPtrArray *drafts;

  if (of == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such notice."));
      return NULL;
    }
  draft.kind = of->kind;
  draft.audience = of->audience;
  draft.channels = of->channels;
  draft.template_id = of->template_id;
  draft.stage = of->stage;
  memcpy (draft.texts, of->texts, sizeof draft.texts);
  draft.next_update_usec = of->next_update_usec;
  draft.correction = of->correction;
  draft.facts = of->facts;
  drafts = vigie_act_notice_draft (playbook, incident, &draft, author, at_usec, error);
  if (drafts != NULL)
    replace_all (drafts->pdata[0], incident, conflict);

  return drafts;
}

/* A time of the incident's life stands in the timeline where it was reached. */
static gint64
settled_usec (const VigieConflict *conflict, const VigieEvent *version, gint64 at_usec)
{
  return conflict->kind == VIGIE_CONFLICT_MILESTONE ? version->occurred_usec : at_usec;
}

/* The step at a gate follows the answer that stands. */
static void
follow_gate (GPtrArray *drafts, const VigieIncident *incident, const VigieConflict *conflict, const VigieEvent *version, const char *author, gint64 at_usec)
{
  const VigieStepMark *mark = vigie_incident_step (incident, conflict->subject);
  g_autoptr(VigieJson) body = vigie_event_body (version);
  g_autofree char *answer = body != NULL ? vigie_json_member_string (body, 0, "answer") : NULL;
  gboolean yes = g_strcmp0 (answer, "yes") == 0;

  if (yes != (mark != NULL && mark->state == VIGIE_STEP_DONE))
    vigie_act_add_tick (drafts, incident, conflict->subject, yes ? VIGIE_STEP_DONE : VIGIE_STEP_OPEN, NULL, author, at_usec);
}

static gboolean
opens_war_room (const VigiePlaybook *playbook, const VigieEvent *version)
{
  g_autoptr(VigieJson) body = vigie_event_body (version);
  g_autofree char *word = body != NULL ? vigie_json_member_string (body, 0, "level") : NULL;
  const VigieLevelDef *def = NULL;
  VigieLevel level;

  if (word != NULL && vigie_level_from_word (word, &level))
    def = vigie_playbook_level (playbook, level);

  return def != NULL && def->opens_war_room;
}

static void
follow_level (GPtrArray *drafts, const VigiePlaybook *playbook, const VigieIncident *incident, const VigieEvent *version, const char *author, gint64 at_usec)
{
  if (opens_war_room (playbook, version) && incident->war_room_opened_usec == VIGIE_TIME_NONE)
    vigie_act_add (drafts, vigie_act_begin (), incident->stream, "war-room.opened", at_usec, author, NULL);
}

static GPtrArray *
retract_others (const VigieIncident *incident, const VigieConflict *conflict, const VigieEvent *version, const char *author, gint64 at_usec, GError **error)
{
  const VigieEntry *kept = vigie_incident_entry (incident, version->id);
  g_autofree char *reason = g_strdup_printf (_("%s stands"), kept != NULL && kept->code != NULL ? kept->code : "");
  GPtrArray *drafts = vigie_act_drafts_new ();

  for (guint i = 0; i < conflict->versions->len; i++)
    {
      const VigieEvent *other = conflict->versions->pdata[i];
      g_autoptr(GPtrArray) one = NULL;

      if (other == version)
        continue;
      one = vigie_act_retract (incident, other->id, reason, author, at_usec, error);
      if (one == NULL)
        {
          g_ptr_array_unref (drafts);
          return NULL;
        }
      g_ptr_array_extend_and_steal (drafts, g_steal_pointer (&one));
    }

  return drafts;
}

/**
 * vigie_act_settle:
 * @playbook: the playbook
 * @key: of the conflict
 * @version: id of the event whose value shall stand
 */
GPtrArray *
vigie_act_settle (const VigiePlaybook *playbook, const VigieIncident *incident, const char *key, const char *version, const char *author, gint64 at_usec, GError **error)
{
  const VigieConflict *conflict;
  const VigieEvent *kept;
  GPtrArray *drafts;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (conflict = find_conflict (incident, key, error)) == NULL
      || (kept = find_version (conflict, version, error)) == NULL)
    return NULL;
  if (conflict->kind == VIGIE_CONFLICT_OPTION)
    return retract_others (incident, conflict, kept, author, at_usec, error);
  if (conflict->kind == VIGIE_CONFLICT_NOTICE)
    return notice_anew (playbook, incident, conflict, kept, author, at_usec, error);

  drafts = record_anew (incident, conflict, kept, author, settled_usec (conflict, kept, at_usec));
  if (conflict->kind == VIGIE_CONFLICT_GATE)
    follow_gate (drafts, incident, conflict, kept, author, at_usec);
  else if (conflict->kind == VIGIE_CONFLICT_LEVEL)
    follow_level (drafts, playbook, incident, kept, author, at_usec);

  return drafts;
}

/* The version that says just that, or NULL. */
static const VigieEvent *
version_saying (const VigieConflict *conflict, const char *text)
{
  for (guint i = conflict->versions->len; i > 0; i--)
    {
      const VigieEvent *event = conflict->versions->pdata[i - 1];
      g_autofree char *own = vigie_conflict_version_text (conflict, event);

      if (g_strcmp0 (own, text) == 0)
        return event;
    }

  return NULL;
}

static GPtrArray *
write_text (const VigieIncident *incident, const VigieConflict *conflict, const char *text, const char *author, gint64 at_usec, GError **error)
{
  g_auto(GStrv) parts = g_strsplit (conflict->subject, "/", 2);
  const VigieEntry *entry = vigie_incident_entry (incident, conflict->subject);
  VigieLang lang;

  switch (conflict->kind)
    {
    case VIGIE_CONFLICT_TITLE:
      return vigie_act_retitle (incident, text, author, at_usec, error);
    case VIGIE_CONFLICT_ENTRY:
      return vigie_act_correct (incident, conflict->subject, text, VIGIE_TIME_NONE, entry != NULL ? entry->kind : VIGIE_ENTRY_NOTE, author,
                                at_usec, error);
    case VIGIE_CONFLICT_SECTION:
      if (parts[1] != NULL && vigie_lang_from_word (parts[1], &lang))
        return vigie_act_section (incident, parts[0], lang, text, author, at_usec, error);
      break;
    default:
      break;
    }
  vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Choose one of the versions: this is no text that could be merged."));

  return NULL;
}

/**
 * vigie_act_settle_text:
 * @key: of the conflict
 * @text: what shall stand
 */
GPtrArray *
vigie_act_settle_text (const VigieIncident *incident, const char *key, const char *text, const char *author, gint64 at_usec, GError **error)
{
  const VigieConflict *conflict;
  const VigieEvent *same;
  GPtrArray *drafts;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || (conflict = find_conflict (incident, key, error)) == NULL)
    return NULL;
  same = text != NULL ? version_saying (conflict, text) : NULL;
  if (same != NULL)
    return record_anew (incident, conflict, same, author, at_usec);
  drafts = write_text (incident, conflict, text, author, at_usec, error);
  if (drafts != NULL)
    replace_all (drafts->pdata[0], incident, conflict);

  return drafts;
}
