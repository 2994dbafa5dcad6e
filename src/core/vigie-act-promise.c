/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on promises: fulfilled by hand, waived, postponed.
 *
 * "Done" should leave the trace that doing the thing itself would leave: done REF respond sets the
 * milestone, done REF check-in holds one. One table says which rule of a clock (`fulfilled_by`) has
 * such an act; for all others, the promise is recorded as kept with a note. The due time of a promise
 * never moves: postponing only says until when nobody should be reminded, and why. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-text.h"

/* What a person did, ready to become an act. */
typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  const VigieClockDef *clock;
  const char *rule;     /* what follows the colon of the rule that applies */
  const char *subject;  /* "" if none */
  const char *note;     /* cleaned, or NULL */
  const char *author;
  gint64 at_usec;
} Promise;

static GPtrArray *
record_fulfilment (const Promise *promise, GError **error)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "obligation", promise->clock->id);
  vigie_json_writer_member_string (writer, "subject", promise->subject);
  vigie_act_member_optional (writer, "note", promise->note);

  return vigie_act_one (writer, promise->incident, "obligation.done", promise->at_usec, promise->author, NULL);
}

static GPtrArray *
set_milestone (const Promise *promise, GError **error)
{
  VigieMilestone milestone;

  if (!vigie_milestone_from_word (promise->rule, &milestone))
    return record_fulfilment (promise, error);

  return vigie_act_milestone (promise->incident, milestone, promise->at_usec, promise->author, promise->at_usec, error);
}

static GPtrArray *
hold_check_in (const Promise *promise, GError **error)
{
  return vigie_act_check_in (promise->incident, NULL, promise->note, promise->author, promise->at_usec, error);
}

static GPtrArray *
review_decision (const Promise *promise, GError **error)
{
  if (promise->note == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say in a note what the decision has led to."));
      return NULL;
    }

  return vigie_act_review (promise->incident, promise->subject, promise->note, promise->author, promise->at_usec, error);
}

static GPtrArray *
finish_action (const Promise *promise, GError **error)
{
  const VigieActionChange done = { .status = "done", .proof = promise->note, .due_usec = VIGIE_TIME_NONE };

  return vigie_act_action (promise->incident, promise->subject, &done, promise->author, promise->at_usec, error);
}

static GPtrArray *
answer_call (const Promise *promise, GError **error)
{
  return vigie_act_call_end (promise->incident, promise->subject, "reached", promise->author, promise->at_usec, error);
}

static GPtrArray *
move_support (const Promise *promise, GError **error)
{
  return vigie_act_support (promise->playbook, promise->incident, promise->rule, promise->author, promise->at_usec, error);
}

static GPtrArray *
hold_meeting (const Promise *promise, GError **error)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_act_member_optional (writer, "note", promise->note);

  return vigie_act_one (writer, promise->incident, "post-mortem.held", promise->at_usec, promise->author, NULL);
}

/* The first line that one of the clock's rules matches is taken: a hand-over goes before a milestone,
 * because "handed to L2, or resolved" is fulfilled by hand when it was handed over. */
static const struct
{
  const char *rule; /* whole rule, or its beginning when it ends with a colon */
  GPtrArray *(*act) (const Promise *promise, GError **error);
} acts[] = {
  { "support:", move_support },       { "check-in", hold_check_in },   { "review", review_decision },
  { "action", finish_action },
  { "call-answered", answer_call },   { "meeting", hold_meeting },     { "milestone:", set_milestone },
  { "reached:", record_fulfilment },  { "message:", record_fulfilment }, { "handover", record_fulfilment },
  { "decision:", record_fulfilment }, { "watch", record_fulfilment },  { "recorded", record_fulfilment },
};

static const char *
match_rule (const VigieClockDef *clock, const char *rule)
{
  gboolean is_prefix = g_str_has_suffix (rule, ":");

  for (guint i = 0; i < clock->fulfilled_by->len; i++)
    {
      const char *given = clock->fulfilled_by->pdata[i];

      if (is_prefix && g_str_has_prefix (given, rule))
        return given + strlen (rule);
      if (!is_prefix && strcmp (given, rule) == 0)
        return given;
    }

  return NULL;
}

static const VigieClockDef *
find_clock (const VigiePlaybook *playbook, const char *obligation, GError **error)
{
  const VigieClockDef *clock = obligation != NULL ? vigie_playbook_clock (playbook, obligation) : NULL;

  if (clock == NULL)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no obligation “%s” in the playbook."), obligation != NULL ? obligation : "");
  else if (clock->organisation)
    g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The obligation “%s” is the organisation’s, not an incident’s."), obligation);

  return clock != NULL && !clock->organisation ? clock : NULL;
}

static gboolean
subject_is_held (const VigieIncident *incident, const char *subject)
{
  return vigie_incident_holder (incident, subject) != NULL;
}

static gboolean
subject_is_listed (const char *subjects, const char *subject)
{
  g_auto(GStrv) names = g_strsplit (subjects, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (strcmp (g_strstrip (names[i]), subject) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Checks the subject: whom, which post, which decision, which call. */
static gboolean
check_subject (const Promise *promise, GError **error)
{
  const char *subjects = promise->clock->subjects != NULL ? promise->clock->subjects : "";

  if (*subjects == '\0')
    return TRUE;
  if (*promise->subject == '\0')
    {
      if (strchr (subjects, ',') != NULL)
        g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Name the subject of “%s”: one of %s."), promise->clock->id, subjects);
      else
        g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Name the subject of “%s”."), promise->clock->id);
      return FALSE;
    }
  if (strcmp (subjects, "holders") == 0)
    return subject_is_held (promise->incident, promise->subject)
           || vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("Nobody holds this post."));
  if (strcmp (subjects, "decisions") == 0 || strcmp (subjects, "calls") == 0 || strcmp (subjects, "actions") == 0)
    return TRUE; /* the act itself looks for it */
  if (!subject_is_listed (subjects, promise->subject))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The subject of “%s” is one of %s."), promise->clock->id, subjects);
      return FALSE;
    }

  return TRUE;
}

static gboolean
prepare (Promise *promise, const char *obligation, const char *subject, GError **error)
{
  promise->clock = find_clock (promise->playbook, obligation, error);
  if (promise->clock == NULL)
    return FALSE;
  promise->subject = subject != NULL && promise->clock->subjects != NULL && *promise->clock->subjects != '\0' ? subject : "";

  return check_subject (promise, error);
}

/**
 * vigie_act_done:
 * @obligation: id of a clock
 * @subject: (nullable): whom, which post, which decision: where the clock has subjects
 * @note: (nullable): how it was done; the result for a decision's review
 */
GPtrArray *
vigie_act_done (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, const char *note, const char *author, gint64 at_usec, GError **error)
{
  Promise promise = { playbook, incident, NULL, NULL, "", NULL, author, at_usec };
  g_autofree char *clean = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !prepare (&promise, obligation, subject, error))
    return NULL;
  if (!vigie_text_is_blank (note))
    {
      clean = vigie_text_clean (note, -1, error);
      if (clean == NULL)
        return NULL;
      promise.note = clean;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      promise.rule = match_rule (promise.clock, acts[i].rule);
      if (promise.rule != NULL)
        return acts[i].act (&promise, error);
    }

  return record_fulfilment (&promise, error);
}

static VigieJsonWriter *
reason_body (const Promise *promise, const char *reason, gint64 until_usec)
{
  VigieJsonWriter *writer = vigie_act_begin ();

  vigie_json_writer_member_string (writer, "obligation", promise->clock->id);
  vigie_json_writer_member_string (writer, "subject", promise->subject);
  vigie_json_writer_member_string (writer, "reason", reason);
  if (until_usec != VIGIE_TIME_NONE)
    vigie_json_writer_member_time (writer, "until", until_usec);

  return writer;
}

GPtrArray *
vigie_act_waive (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  Promise promise = { playbook, incident, NULL, NULL, "", NULL, author, at_usec };
  g_autofree char *clean = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !prepare (&promise, obligation, subject, error))
    return NULL;
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;

  return vigie_act_one (reason_body (&promise, clean, VIGIE_TIME_NONE), incident, "obligation.waived", at_usec, author, NULL);
}

GPtrArray *
vigie_act_postpone (const VigiePlaybook *playbook, const VigieIncident *incident, const char *obligation, const char *subject, gint64 until_usec, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  Promise promise = { playbook, incident, NULL, NULL, "", NULL, author, at_usec };
  g_autofree char *clean = NULL;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !prepare (&promise, obligation, subject, error))
    return NULL;
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;
  if (until_usec == VIGIE_TIME_NONE || until_usec <= at_usec || !vigie_act_check (author, until_usec, NULL))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("Say until when it is postponed: a time still to come."));
      return NULL;
    }

  return vigie_act_one (reason_body (&promise, clean, until_usec), incident, "obligation.postponed", at_usec, author, NULL);
}
