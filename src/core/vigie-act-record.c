/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on the timeline: write an entry, correct, retract, star it; hypotheses and decisions.
 *
 * Nothing is ever changed in place: each act is a new event that points at the entry, which stays
 * readable. The code of a decision or a hypothesis is given here, by the writer, and stands in the
 * event: what somebody has said aloud ("D3") must still be D3 after a merge. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"

#define WHAT_TEXT _("The text")

/* Cleaned parts of a decision, any may be NULL. */
typedef struct { char *observe, *orient, *decide, *act, *who; gint64 by_usec, review_usec; const char *option; } CleanOoda;

static void
clean_ooda_clear (CleanOoda *ooda)
{
  g_free (ooda->observe);
  g_free (ooda->orient);
  g_free (ooda->decide);
  g_free (ooda->act);
  g_free (ooda->who);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CleanOoda, clean_ooda_clear)

static gboolean
clean_ooda (const VigieOoda *ooda, CleanOoda *out, GError **error)
{
  const struct { const char *text; char **place; } parts[] = {
    { ooda->observe, &out->observe }, { ooda->orient, &out->orient },
    { ooda->decide, &out->decide },   { ooda->act, &out->act },
    { ooda->who, &out->who },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (vigie_text_is_blank (parts[i].text))
        continue;
      *parts[i].place = vigie_text_clean (parts[i].text, -1, error);
      if (*parts[i].place == NULL)
        return FALSE;
    }
  if (ooda->review_usec != 0 && (ooda->review_usec < VIGIE_REVIEW_MIN_USEC || ooda->review_usec > VIGIE_REVIEW_MAX_USEC))
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A decision is reviewed after five to ten minutes."));
  out->by_usec = ooda->by_usec == 0 ? VIGIE_TIME_NONE : ooda->by_usec;
  out->review_usec = ooda->review_usec;
  out->option = ooda->option;

  return TRUE;
}

static void
write_people (VigieJsonWriter *writer, const char *text)
{
  g_autoptr(GPtrArray) people = vigie_command_mentions (text);

  if (people->len == 0)
    return;
  vigie_json_writer_key (writer, "people");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < people->len; i++)
    vigie_json_writer_string (writer, people->pdata[i]);
  vigie_json_writer_end_array (writer);
}

static VigieJsonWriter *
entry_body (VigieEntryKind kind, const char *text, const char *code, const CleanOoda *ooda)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "kind", vigie_entry_kind_to_word (kind));
  vigie_json_writer_member_string (writer, "text", text);
  vigie_act_member_optional (writer, "code", code);
  if (ooda != NULL)
    {
      vigie_act_member_optional (writer, "observe", ooda->observe);
      vigie_act_member_optional (writer, "orient", ooda->orient);
      vigie_act_member_optional (writer, "decide", ooda->decide);
      vigie_act_member_optional (writer, "act", ooda->act);
      vigie_act_member_optional (writer, "who", ooda->who);
      if (ooda->by_usec != VIGIE_TIME_NONE)
        vigie_json_writer_member_time (writer, "by", ooda->by_usec);
      if (ooda->review_usec != 0)
        vigie_json_writer_member_int (writer, "review_s", ooda->review_usec / VIGIE_SECOND_USEC);
      vigie_act_member_optional (writer, "option", ooda->option);
    }
  write_people (writer, text);

  return writer;
}

static gboolean
check_kind (VigieEntryKind kind, GError **error)
{
  if (kind <= VIGIE_ENTRY_TODO)
    return TRUE;

  return vigie_act_refuse (error, VIGIE_ERROR_INVALID,
                           _("An entry is a note, an action, a decision, a hypothesis, a call or a to-do."));
}

static char *
next_code (const VigieIncident *incident, VigieEntryKind kind)
{
  const VigieIncidentPriv *priv = vigie_incident_priv (incident);

  if (kind == VIGIE_ENTRY_DECISION)
    return g_strdup_printf ("D%u", priv->next_decision);
  if (kind == VIGIE_ENTRY_HYPOTHESIS)
    return g_strdup_printf ("HX%u", priv->next_hypothesis);

  return NULL;
}

/* The decision that a new choice among the same options takes the place of, or NULL. */
static const VigieEvent *
chosen_before (const VigieIncident *incident, const char *option)
{
  g_auto(GStrv) parts = option != NULL ? g_strsplit (option, "/", 2) : NULL;
  const VigieDecision *decision = NULL;

  if (parts == NULL || parts[0] == NULL || vigie_incident_option (incident, parts[0], &decision) == NULL)
    return NULL;

  return decision->entry->event;
}

/**
 * vigie_act_log:
 * @kind: one of the first six kinds
 * @text: (nullable): what happened; may be missing when @ooda says what was decided
 * @ooda: (nullable): parts of a decision; ignored for other kinds
 *
 * Writes an entry of the timeline, placed at @at_usec.
 */
GPtrArray *
vigie_act_log (const VigieIncident *incident, VigieEntryKind kind, const char *text, const VigieOoda *ooda, const char *author, gint64 at_usec, GError **error)
{
  g_auto(CleanOoda) parts = { .by_usec = VIGIE_TIME_NONE };
  g_autofree char *clean = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_kind (kind, error))
    return NULL;
  if (kind == VIGIE_ENTRY_DECISION && ooda != NULL && !clean_ooda (ooda, &parts, error))
    return NULL;
  clean = vigie_act_text (vigie_text_is_blank (text) && parts.decide != NULL ? parts.decide : text, WHAT_TEXT, error);
  if (clean == NULL)
    return NULL;

  code = next_code (incident, kind);

  return vigie_act_one (entry_body (kind, clean, code, &parts), incident, "entry.logged", at_usec, author,
                        chosen_before (incident, parts.option));
}

GPtrArray *
vigie_act_log_in (const char *stream, VigieEntryKind kind, const char *text, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  GPtrArray *drafts;

  g_return_val_if_fail (stream != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_kind (kind, error))
    return NULL;
  clean = vigie_act_text (text, WHAT_TEXT, error);
  if (clean == NULL)
    return NULL;

  drafts = vigie_act_drafts_new ();
  vigie_act_add (drafts, entry_body (kind, clean, NULL, NULL), stream, "entry.logged", at_usec, author, NULL);

  return drafts;
}

static const VigieHypothesis *
find_hypothesis (const VigieIncident *incident, const char *code)
{
  for (guint i = 0; code != NULL && i < incident->hypotheses->len; i++)
    {
      const VigieHypothesis *hypothesis = incident->hypotheses->pdata[i];

      if (g_ascii_strcasecmp (hypothesis->code, code) == 0)
        return hypothesis;
    }

  return NULL;
}

static const VigieDecision *
find_decision (const VigieIncident *incident, const char *code)
{
  for (guint i = 0; code != NULL && i < incident->decisions->len; i++)
    {
      const VigieDecision *decision = incident->decisions->pdata[i];

      if (g_ascii_strcasecmp (decision->code, code) == 0)
        return decision;
    }

  return NULL;
}

GPtrArray *
vigie_act_hypothesis_add (const VigieIncident *incident, const char *code, const char *text, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_code = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_act_text (text, WHAT_TEXT, error);
  if (clean == NULL)
    return NULL;
  if (find_hypothesis (incident, code) != NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("Hypothesis %s is already in the timeline."), code);
      return NULL;
    }

  clean_code = vigie_text_is_blank (code) ? next_code (incident, VIGIE_ENTRY_HYPOTHESIS)
                                         : vigie_text_clean_line (code, _("The code"), 16, error);
  if (clean_code == NULL)
    return NULL;

  return vigie_act_one (entry_body (VIGIE_ENTRY_HYPOTHESIS, clean, clean_code, NULL), incident, "entry.logged", at_usec,
                        author, NULL);
}

static VigieItem *
find_entry (const VigieIncident *incident, const char *entry_id, GError **error)
{
  VigieItem *item = vigie_incident_item (incident, entry_id);

  if (item == NULL || item->hidden)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("There is no such entry in this timeline."));
      return NULL;
    }

  return item;
}

static VigieItem *
find_logged (const VigieIncident *incident, const char *entry_id, GError **error)
{
  VigieItem *item = find_entry (incident, entry_id, error);

  if (item != NULL && !item->logged)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This line was made by an act: undo or repeat the act instead."));
      return NULL;
    }

  return item;
}

static VigieJsonWriter *
pointing_body (const char *member, const VigieItem *item)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, member, item->entry.event->id);

  return writer;
}

/* A correction stands on its own: it also repeats what an earlier one had changed. */
static GPtrArray *
correction_draft (const VigieIncident *incident, const VigieItem *item, const char *text, gint64 occurred_usec, VigieEntryKind kind, const char *author, gint64 at_usec)
{
  const VigieEntryExtra *extra = item->extra;
  VigieJsonWriter *writer = pointing_body ("entry", item);

  vigie_json_writer_member_string (writer, "text", text != NULL ? text : item->entry.text);
  if (occurred_usec != item->entry.event->occurred_usec)
    vigie_json_writer_member_time (writer, "occurred", occurred_usec);
  vigie_json_writer_member_string (writer, "kind", vigie_entry_kind_to_word (kind));

  return vigie_act_one (writer, incident, "entry.corrected", at_usec, author, extra != NULL ? extra->correction : NULL);
}

/**
 * vigie_act_correct:
 * @text: (nullable): the new text, or %NULL to keep it
 * @occurred_usec: the new time, or %VIGIE_TIME_NONE to keep it
 * @kind: the kind it shall have (pass its present one to keep it)
 */
GPtrArray *
vigie_act_correct (const VigieIncident *incident, const char *entry_id, const char *text, gint64 occurred_usec, VigieEntryKind kind, const char *author, gint64 at_usec, GError **error)
{
  VigieItem *item;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_kind (kind, error))
    return NULL;
  item = find_logged (incident, entry_id, error);
  if (item == NULL)
    return NULL;
  if (item->entry.retract_reason != NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This entry was retracted."));
      return NULL;
    }
  if (occurred_usec == VIGIE_TIME_NONE)
    occurred_usec = item->entry.occurred_usec;
  else if (!vigie_act_check (author, occurred_usec, error))
    return NULL;
  if (text != NULL)
    {
      clean = vigie_act_text (text, WHAT_TEXT, error);
      if (clean == NULL)
        return NULL;
    }
  if ((clean == NULL || strcmp (clean, item->entry.text) == 0) && occurred_usec == item->entry.occurred_usec
      && kind == item->entry.kind)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("Nothing was changed."));
      return NULL;
    }

  return correction_draft (incident, item, clean, occurred_usec, kind, author, at_usec);
}

/**
 * vigie_act_retract:
 * @reason: (nullable): why; %NULL takes a retraction back
 *
 * Retracts an entry, which stays readable. Lines that set a value (milestones, facts, levels, posts,
 * steps) cannot be retracted: set the value anew.
 */
GPtrArray *
vigie_act_retract (const VigieIncident *incident, const char *entry_id, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  static const char *const retractable[] = {
    "entry.logged",  "message.sent", "obligation.done", "obligation.waived", "obligation.postponed",
    "check-in.held", "call.began",   "attachment.added", NULL,
  };
  VigieItem *item;
  VigieJsonWriter *writer;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  item = find_entry (incident, entry_id, error);
  if (item == NULL)
    return NULL;
  if (!g_strv_contains (retractable, item->entry.event->kind))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This line sets a value: set it anew instead of retracting it."));
      return NULL;
    }
  if (reason == NULL && item->entry.retract_reason == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say why the entry is retracted."));
      return NULL;
    }
  if (reason != NULL && item->entry.retract_reason != NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_CONFLICT, _("This entry is already retracted."));
      return NULL;
    }
  if (reason != NULL)
    {
      clean = vigie_act_text (reason, _("The reason"), error);
      if (clean == NULL)
        return NULL;
    }

  writer = pointing_body ("entry", item);
  vigie_json_writer_member_string (writer, "reason", clean);

  return vigie_act_one (writer, incident, "entry.retracted", at_usec, author,
                        item->extra != NULL ? item->extra->retraction : NULL);
}

GPtrArray *
vigie_act_star (const VigieIncident *incident, const char *entry_id, gboolean starred, const char *author, gint64 at_usec, GError **error)
{
  VigieItem *item;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  item = find_entry (incident, entry_id, error);
  if (item == NULL)
    return NULL;

  writer = pointing_body ("entry", item);
  vigie_json_writer_member_boolean (writer, "starred", starred);

  return vigie_act_one (writer, incident, "entry.starred", at_usec, author, item->extra != NULL ? item->extra->star : NULL);
}

GPtrArray *
vigie_act_todo_done (const VigieIncident *incident, const char *entry_id, gboolean done, const char *author, gint64 at_usec, GError **error)
{
  VigieItem *item;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  item = find_logged (incident, entry_id, error);
  if (item == NULL)
    return NULL;
  if (item->entry.kind != VIGIE_ENTRY_TODO)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Only a to-do can be done."));
      return NULL;
    }

  writer = pointing_body ("entry", item);
  vigie_json_writer_member_boolean (writer, "done", done);

  return vigie_act_one (writer, incident, "entry.done", at_usec, author, item->extra != NULL ? item->extra->todo : NULL);
}

/**
 * vigie_act_hypothesis:
 * @code: "HX2", any case
 * @tried: (nullable): what was tried to test it
 */
GPtrArray *
vigie_act_hypothesis (const VigieIncident *incident, const char *code, VigieHypothesisState state, const char *tried, const char *author, gint64 at_usec, GError **error)
{
  const VigieHypothesis *hypothesis;
  const VigieItem *item;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  hypothesis = find_hypothesis (incident, code);
  if (hypothesis == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no hypothesis “%s” in this timeline."), code != NULL ? code : "");
      return NULL;
    }
  clean = vigie_text_clean (vigie_text_is_blank (tried) ? "" : tried, -1, error);
  if (clean == NULL)
    return NULL;

  item = (const VigieItem *) hypothesis->entry;
  writer = pointing_body ("hypothesis", item);
  vigie_json_writer_member_string (writer, "state", vigie_hypothesis_state_to_word (state));
  if (*clean != '\0' || hypothesis->tried != NULL)
    vigie_json_writer_member_string (writer, "tried", *clean != '\0' ? clean : hypothesis->tried);

  return vigie_act_one (writer, incident, "hypothesis.set", at_usec, author,
                        item->extra != NULL ? item->extra->state_event : NULL);
}

GPtrArray *
vigie_act_review (const VigieIncident *incident, const char *code, const char *result, const char *author, gint64 at_usec, GError **error)
{
  return vigie_act_review_verdict (incident, code, result, VIGIE_VERDICT_NONE, author, at_usec, error);
}

GPtrArray *
vigie_act_review_verdict (const VigieIncident *incident, const char *code, const char *result, VigieVerdict verdict, const char *author, gint64 at_usec, GError **error)
{
  const VigieDecision *decision;
  const VigieItem *item;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  decision = find_decision (incident, code);
  if (decision == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no decision “%s” in this timeline."), code != NULL ? code : "");
      return NULL;
    }
  clean = vigie_act_text (result, _("The result of a review"), error);
  if (clean == NULL)
    return NULL;

  item = (const VigieItem *) decision->entry;
  writer = pointing_body ("decision", item);
  vigie_json_writer_member_string (writer, "result", clean);
  vigie_act_member_optional (writer, "verdict", vigie_verdict_to_word (verdict));

  return vigie_act_one (writer, incident, "decision.reviewed", at_usec, author,
                        item->extra != NULL ? item->extra->review : NULL);
}
