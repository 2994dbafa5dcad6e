/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands that record what a person did in an incident. */

#include <glib/gi18n-lib.h>

#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-missing.h"
#include "vigie-time.h"

/* The incident and the time of the act, which every command here needs first. */
static VigieIncident *
begin (VigieCtl *ctl, VigieArgs *args, gint64 *at_usec, GError **error)
{
  *at_usec = ctl->now_usec;
  if (!vigie_args_time (args, "at", ctl, at_usec, error))
    return NULL;

  return vigie_ctl_incident (ctl, args, error);
}

static int
run_log (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *kind_word = vigie_args_get (args, "kind");
  VigieEntryKind kind = VIGIE_ENTRY_NOTE;
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (kind_word != NULL
      && (!vigie_entry_kind_from_word (kind_word, &kind) || kind > VIGIE_ENTRY_TODO))
    {
      g_set_error (
          error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
          _ ("“%s” is no kind of entry; say note, action, decision, hypothesis, call or todo."),
          kind_word);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl,
                           vigie_act_log (incident, kind, vigie_args_get (args, "TEXT"), NULL,
                                          ctl->author, at_usec, error),
                           error);
}

/* How to give the reason differs from place to place; here it is an option. */
static gboolean
check_closing (VigieCtl *ctl,
               VigieIncident *incident,
               VigieMilestone milestone,
               VigieArgs *args,
               gint64 at_usec,
               GError **error)
{
  gint64 left_usec = vigie_incident_closes_early_usec (ctl->playbook, incident, milestone, at_usec,
                                                       vigie_args_get (args, "reason"));
  g_autofree char *left = vigie_duration_format (left_usec, ctl->lang);

  if (left_usec == 0)
    return TRUE;
  g_set_error (
      error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
      _ ("The service has to be stable for another %s: say with --reason why it is closed now."),
      left);

  return FALSE;
}

static int
run_milestone (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *word = vigie_args_get (args, "NAME");
  VigieMilestone milestone;
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (!vigie_milestone_from_word (word, &milestone))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("“%s” is no milestone of an incident."), word);
      return VIGIE_EXIT_REFUSED;
    }

  if (!check_closing (ctl, incident, milestone, args, at_usec, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_reached (ctl->playbook, incident, milestone, at_usec,
                                              vigie_args_get (args, "reason"), ctl->author, at_usec,
                                              error),
                           error);
}

/* A script has nobody to ask: it must say that what is missing may stay missing. */
static int
run_resolve (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);
  g_autoptr (GPtrArray) missing = NULL;

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  missing = vigie_incident_missing (ctl->playbook, incident, at_usec, ctl->lang);
  if (missing->len > 0 && !vigie_args_has (args, "anyway"))
    {
      g_set_error (
          error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
          g_dngettext (
              GETTEXT_PACKAGE,
              "%u thing is missing, see “missing”; say --anyway to resolve all the same.",
              "%u things are missing, see “missing”; say --anyway to resolve all the same.",
              missing->len),
          missing->len);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl,
                           vigie_act_milestone (incident, VIGIE_MILESTONE_RESOLVED, at_usec,
                                                ctl->author, at_usec, error),
                           error);
}

static int
run_close (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (incident->milestones[VIGIE_MILESTONE_CLOSED] == VIGIE_TIME_NONE
      && !check_closing (ctl, incident, VIGIE_MILESTONE_CLOSED, args, at_usec, error))
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_close (ctl->playbook, incident,
                                            vigie_args_get (args, "reason"), at_usec, ctl->author,
                                            at_usec, error),
                           error);
}

static int
run_cancel (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_cancel (incident, !vigie_args_has (args, "undo"),
                                             vigie_args_get (args, "reason"), ctl->author, at_usec,
                                             error),
                           error);
}

static int
run_reopen (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *word = vigie_args_get (args, "stage");
  VigieStage stage = VIGIE_STAGE_INVESTIGATING;
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (word != NULL && !vigie_stage_from_word (word, &stage))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("“%s” is no stage; say investigating, identified or monitoring."), word);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl,
                           vigie_act_reopen (incident, stage, vigie_args_get (args, "reason"),
                                             ctl->author, at_usec, error),
                           error);
}

static int
run_fact (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *state_word = vigie_args_get (args, "state");
  VigieFactState state = VIGIE_FACT_ESTIMATED;
  const char *source = vigie_args_get (args, "source");
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (state_word != NULL && !vigie_fact_state_from_word (state_word, &state))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("“%s” is no state of a fact; say unknown, estimated or confirmed."),
                   state_word);
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl,
                           vigie_act_fact (ctl->playbook, incident, vigie_args_get (args, "NAME"),
                                           vigie_args_get (args, "VALUE"), state,
                                           source != NULL ? source : "", ctl->zone, ctl->author,
                                           at_usec, error),
                           error);
}

static int
run_message (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = NULL;

  if (!vigie_args_has (args, "audience") || !vigie_args_has (args, "channel"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Missing: “%s”."),
                   "--audience, --channel");
      return VIGIE_EXIT_REFUSED;
    }
  incident = begin (ctl, args, &at_usec, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_message_read (ctl->playbook, incident, vigie_args_get (args, "audience"),
                              vigie_args_get (args, "channel"), vigie_args_get (args, "stage"),
                              vigie_args_get (args, "TEXT"), vigie_args_get (args, "read-by"),
                              ctl->author, at_usec, error),
      error);
}

static int
run_done (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_done (ctl->playbook, incident, vigie_args_get (args, "OBLIGATION"),
                      vigie_args_get (args, "subject"), vigie_args_get (args, "note"), ctl->author,
                      at_usec, error),
      error);
}

static int
run_waive (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_waive (ctl->playbook, incident, vigie_args_get (args, "OBLIGATION"),
                       vigie_args_get (args, "subject"), vigie_args_get (args, "reason"),
                       ctl->author, at_usec, error),
      error);
}

static int
run_role (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl,
                           vigie_act_role (ctl->playbook, incident, vigie_args_get (args, "POST"),
                                           vigie_args_get (args, "PERSON"), ctl->author, at_usec,
                                           error),
                           error);
}

/* Without an answer it asks; with one, PERSON need not be said. */
static int
run_handover (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  static const struct
  {
    const char *option, *answer;
  } answers[] = {
    { "accept", "accepted" },
    { "decline", "declined" },
    { "cancel", "cancelled" },
    { "force", "forced" },
  };
  const char *post = vigie_args_get (args, "POST");
  const char *person = vigie_args_get (args, "PERSON");
  const char *answer = NULL;
  gint64 at_usec;
  guint n = 0;
  g_autoptr (VigieIncident) incident = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (vigie_args_has (args, answers[i].option))
      {
        answer = answers[i].answer;
        n++;
      }
  if (n > 1 || (n == 0) == (person == NULL))
    {
      g_set_error_literal (
          error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
          _ ("Say who takes over, or one of --accept, --decline, --cancel and --force."));
      return VIGIE_EXIT_USAGE;
    }
  incident = begin (ctl, args, &at_usec, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;
  if (answer != NULL)
    return vigie_ctl_record (ctl,
                             vigie_act_handover_answer (ctl->playbook, incident, post, answer,
                                                        vigie_args_get (args, "reason"),
                                                        ctl->author, at_usec, error),
                             error);

  return vigie_ctl_record (ctl,
                           vigie_act_handover_request (
                               ctl->playbook, incident, post, person, vigie_args_get (args, "note"),
                               vigie_args_has (args, "replace"), ctl->author, at_usec, error),
                           error);
}

static int
run_video (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl, vigie_act_video (incident, vigie_args_get (args, "LINK"), ctl->author, at_usec, error),
      error);
}

static int
run_tick (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *reason = vigie_args_get (args, "not-applicable");
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_tick (ctl->playbook, incident, vigie_args_get (args, "STEP"),
                      reason != NULL ? VIGIE_STEP_NOT_APPLICABLE : VIGIE_STEP_DONE,
                      reason != NULL ? reason : vigie_args_get (args, "reason"), ctl->author,
                      at_usec, error),
      error);
}

/* ANSWER is "yes" or "no", or "withdraw" for one that was recorded by mistake. */
static int
run_gate (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  const char *answer = vigie_args_get (args, "ANSWER");
  const char *approver = vigie_args_get (args, "by");
  gboolean withdraw = g_ascii_strcasecmp (answer, "withdraw") == 0;
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = NULL;

  if (approver == NULL && !withdraw)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Missing: “%s”."), "--by");
      return VIGIE_EXIT_REFUSED;
    }
  if (!withdraw && g_ascii_strcasecmp (answer, "yes") != 0
      && g_ascii_strcasecmp (answer, "no") != 0)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
                   _ ("“%s” is no answer; say yes, no or withdraw."), answer);
      return VIGIE_EXIT_REFUSED;
    }
  incident = begin (ctl, args, &at_usec, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  if (withdraw)
    return vigie_ctl_record (ctl,
                             vigie_act_gate_withdraw (ctl->playbook, incident,
                                                      vigie_args_get (args, "STEP"), ctl->author,
                                                      at_usec, error),
                             error);

  return vigie_ctl_record (ctl,
                           vigie_act_gate (ctl->playbook, incident, vigie_args_get (args, "STEP"),
                                           g_ascii_strcasecmp (answer, "yes") == 0, approver,
                                           vigie_args_get (args, "note"), ctl->author, at_usec,
                                           error),
                           error);
}

static int
run_confirm (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec, paid_usec = VIGIE_TIME_NONE;
  g_autoptr (VigieIncident) incident = NULL;

  if (!vigie_args_has (args, "source"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("Missing: “%s”."), "--source");
      return VIGIE_EXIT_REFUSED;
    }
  if (!vigie_args_time (args, "paid", ctl, &paid_usec, error))
    return VIGIE_EXIT_REFUSED;
  incident = begin (ctl, args, &at_usec, error);
  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_confirm (ctl->playbook, incident, vigie_args_get (args, "QUERY"),
                         vigie_args_get (args, "SUBJECT"), vigie_args_get (args, "source"),
                         paid_usec, vigie_args_get (args, "note"), ctl->author, at_usec, error),
      error);
}

static int
run_choose (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec;
  g_autoptr (VigieIncident) incident = begin (ctl, args, &at_usec, error);

  if (incident == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (
      ctl,
      vigie_act_choose (ctl->playbook, incident, vigie_args_get (args, "OPTION"),
                        vigie_args_get (args, "reason"), ctl->lang, ctl->author, at_usec, error),
      error);
}

const VigieCommandDef vigie_ctl_record_commands[] = {
  { "log", "REF TEXT", "at kind", N_ ("add an entry to the timeline"), run_log },
  { "milestone", "REF NAME", "reason at",
    N_ ("set a time of the incident's life; closed before the watch is over, with a reason"),
    run_milestone },
  { "resolve", "REF", "anyway! at",
    N_ ("resolve an incident; with something missing, only with --anyway"), run_resolve },
  { "close", "REF", "reason at", N_ ("close an incident; before the watch is over, with a reason"),
    run_close },
  { "reopen", "REF", "reason stage at", N_ ("take a resolution back, with a reason"), run_reopen },
  { "cancel", "REF", "reason undo! at",
    N_ ("say that it was no incident, with a reason; --undo: that it was one"), run_cancel },
  { "fact", "REF NAME VALUE", "state source at", N_ ("enter a fact"), run_fact },
  { "message", "REF TEXT", "audience channel stage read-by at", N_ ("note a message that went out"),
    run_message },
  { "done", "REF OBLIGATION", "subject note at", N_ ("fulfil an obligation"), run_done },
  { "waive", "REF OBLIGATION", "reason subject at", N_ ("waive an obligation, with a reason"),
    run_waive },
  { "role", "REF POST PERSON", "at", N_ ("give a post to a person"), run_role },
  { "handover", "REF POST person", "note reason at replace! accept! decline! cancel! force!",
    N_ ("hand a post over, or answer such a request"), run_handover },
  { "video", "REF link", "at", N_ ("set the link of the video call; none takes it away"),
    run_video },
  { "tick", "REF STEP", "not-applicable reason at", N_ ("tick a step of a procedure or checklist"),
    run_tick },
  { "gate", "REF STEP ANSWER", "by note at", N_ ("record the yes or no of who must approve"),
    run_gate },
  { "choose", "REF OPTION", "reason at", N_ ("choose an option of the procedure, by a decision"),
    run_choose },
  { "confirm", "REF QUERY SUBJECT", "source paid note at",
    N_ ("record the operator's confirmation for one order"), run_confirm },
  { NULL },
};
