/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of one step: in its row, where there is room for one thing, and in full at the foot of the page, in the
 * tooltip and to a screen reader. */

#include "vigie-step-words.h"

#include <glib/gi18n-lib.h>

#include "vigie-page-parts.h"
#include "vigie-text-ui.h"
#include "vigie-time.h"

static const VigieStepMark *
mark_of (const VigieStepWords *self)
{
  return vigie_incident_step (vigie_incident_model_get_incident (self->model), self->key);
}

VigieObstacle
vigie_step_words_obstacle (const VigieStepWords *self)
{
  return vigie_procedure_obstacle (vigie_session_get_playbook (vigie_incident_model_get_session (self->model)),
                                   vigie_incident_model_get_incident (self->model), self->key);
}

/* What stands before the step, in words; NULL when nothing does. Owned. */
static char *
obstacle_words (const VigieStepWords *self)
{
  VigieObstacle obstacle = vigie_step_words_obstacle (self);

  switch (obstacle.kind)
    {
    case VIGIE_OBSTACLE_EVIDENCE:
      return g_strdup_printf (ngettext ("after the evidence: %u step left", "after the evidence: %u steps left", obstacle.n_evidence), obstacle.n_evidence);
    case VIGIE_OBSTACLE_GATE:
      return g_strdup (_("waits for a yes"));
    case VIGIE_OBSTACLE_NOT_CHOSEN:
      return g_strdup (_("not chosen"));
    case VIGIE_OBSTACLE_NONE:
    default:
      return NULL;
    }
}

/* "DevOps lead, Kouassi N’Guessan"; @brief: the holder's short name alone, the post while it is vacant. Owned. */
static char *
owner_words (const VigieStepWords *self, gboolean brief)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  const VigieHolding *holder = *self->def->post != '\0' ? vigie_incident_holder (vigie_incident_model_get_incident (self->model), self->def->post) : NULL;
  const char *title = *self->def->post != '\0' ? vigie_page_post_title (session, self->def->post) : "";

  if (holder == NULL)
    return g_strdup (title);

  return brief ? vigie_short_name (holder->person) : g_strdup_printf ("%s, %s", title, holder->person);
}

/* What was answered at this gate, NULL when nothing was. Owned. */
static char *
answer_words (const VigieStepWords *self, gboolean brief)
{
  const VigieGateAnswer *answer = vigie_incident_gate (vigie_incident_model_get_incident (self->model), self->key);
  g_autofree char *time = NULL;
  g_autofree char *who = NULL;

  if (answer == NULL)
    return NULL;
  time = vigie_page_time (vigie_incident_model_get_session (self->model), answer->occurred_usec);
  who = brief ? vigie_short_name (answer->approver) : g_strdup (answer->approver);
  if (!brief && g_strcmp0 (answer->approver, answer->author) != 0)
    {
      g_free (who);
      /* Translators: who approved and who wrote it down. */
      who = g_strdup_printf (_("%1$s, recorded by %2$s"), answer->approver, answer->author);
    }

  /* Translators: who answered, and the time. */
  return answer->yes ? g_strdup_printf (_("yes: %1$s %2$s"), who, time) : g_strdup_printf (_("no: %1$s %2$s"), who, time);
}

/* Who ticked it and when. Owned. */
static char *
mark_words (const VigieStepWords *self, const VigieStepMark *mark, gboolean brief)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *who = vigie_short_name (mark->author);
  g_autofree char *clock = vigie_time_format_clock (mark->occurred_usec, vigie_session_get_zone (session));
  g_autofree char *when = vigie_page_time (session, mark->occurred_usec);

  if (!brief)
    return g_strdup_printf ("%s, %s", mark->author, when);

  return self->is_brief ? g_strdup (clock) : g_strdup_printf ("%s %s", who, clock);
}

/* "in 4 min", "3 h 08 late"; NULL where no time runs. Whole minutes, since nobody acts on the seconds of a step. Owned. */
static char *
left_words (const VigieStepWords *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  gint64 left, span;
  g_autofree char *words = NULL;

  /* Without a due time there is none to count with: VIGIE_TIME_NONE is the least of all numbers. */
  if (self->due == VIGIE_STEP_DUE_NONE || self->due == VIGIE_STEP_DUE_LATER)
    return NULL;
  left = self->due_usec - vigie_session_now_usec (session);
  span = ABS (left) >= VIGIE_MINUTE_USEC ? ABS (left) - ABS (left) % VIGIE_MINUTE_USEC : ABS (left);
  words = span < 5 * VIGIE_MINUTE_USEC && span >= VIGIE_MINUTE_USEC ? g_strdup_printf ("%d\302\240min", (int) (span / VIGIE_MINUTE_USEC))
                                                                    : vigie_duration_format (span, vigie_session_get_lang (session));

  /* Translators: %s is a duration, as “12 min”. */
  return self->due == VIGIE_STEP_DUE_LATE ? g_strdup_printf (C_("procedure step", "%s late"), words)
                                          : g_strdup_printf (C_("procedure step", "in %s"), words);
}

/* "due 23:56", and how that stands. Owned. */
static char *
due_words (const VigieStepWords *self)
{
  g_autofree char *left = left_words (self);
  g_autofree char *time = NULL;

  if (self->due == VIGIE_STEP_DUE_NONE)
    return NULL;
  time = vigie_page_time (vigie_incident_model_get_session (self->model), self->due_usec);

  /* Translators: %1$s is a time, %2$s “in 4 min” or “3 h 08 late”. */
  return left != NULL ? g_strdup_printf (_("due %1$s, %2$s"), time, left) : g_strdup_printf (_("due %s"), time);
}

static char *
approver_words (const VigieStepWords *self)
{
  VigieSession *session = vigie_incident_model_get_session (self->model);
  g_autofree char *who = NULL;

  if (self->def->gate.approvers == NULL)
    return NULL;
  who = vigie_procedure_approvers (vigie_session_get_playbook (session), vigie_incident_model_get_incident (self->model), self->def,
                                   vigie_session_get_lang (session));

  return g_strdup_printf (_("Who must answer: %s."), who);
}

/* Beside the step: why it waits, how its time stands, who it is for, who ticked it or answered. In a checklist, which
 * is narrow, only what was done. Owned. */
char *
vigie_step_words_brief (const VigieStepWords *self)
{
  const VigieStepMark *mark = mark_of (self);
  char *answer = self->is_brief ? NULL : answer_words (self, TRUE);
  char *obstacle, *left;

  if (answer != NULL)
    return answer;
  if (mark != NULL && mark->state != VIGIE_STEP_OPEN)
    return mark_words (self, mark, TRUE);
  obstacle = obstacle_words (self);
  if (obstacle != NULL)
    return obstacle;
  left = left_words (self);
  if (left != NULL || self->is_brief)
    return left != NULL ? left : g_strdup ("");

  return self->def->gate.approvers != NULL ? g_strdup (_("yes or no")) : owner_words (self, TRUE);
}

/* All of it, for the foot of the page, the tooltip and a screen reader. Owned. */
char *
vigie_step_words_full (const VigieStepWords *self)
{
  const VigieStepMark *mark = mark_of (self);
  gboolean is_open = mark == NULL || mark->state == VIGIE_STEP_OPEN;
  g_autofree char *answer = answer_words (self, FALSE);
  g_autofree char *done = is_open || answer != NULL ? NULL : mark_words (self, mark, FALSE);
  g_autofree char *due = is_open ? due_words (self) : NULL;
  g_autofree char *obstacle = is_open ? obstacle_words (self) : NULL;
  g_autofree char *approvers = is_open ? approver_words (self) : NULL;
  g_autofree char *owner = is_open ? owner_words (self, FALSE) : NULL;
  const char *const parts[] = { answer, done, due, obstacle, approvers, owner };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\302\240\302\267 " : "", parts[i]);

  return g_string_free (out, FALSE);
}

/* The words of the step, with its reason, and the hypothesis it answers to. Owned. */
char *
vigie_step_words_text (const VigieStepWords *self)
{
  const VigieStepMark *mark = mark_of (self);
  const char *text = vigie_text_get (&self->def->text, vigie_session_get_lang (vigie_incident_model_get_session (self->model)));

  if (mark != NULL && mark->state == VIGIE_STEP_NOT_APPLICABLE)
    /* Translators: a step and the reason why it is not applicable. */
    return g_strdup_printf (_("%s: not applicable, %s"), text, mark->reason != NULL ? mark->reason : "");
  if (mark != NULL && mark->state == VIGIE_STEP_DONE && mark->reason != NULL)
    /* Translators: a step and the reason why it was done all the same. */
    return g_strdup_printf (_("%s: %s"), text, mark->reason);

  return g_strdup (text);
}
