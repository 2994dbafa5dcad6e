/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread of a mailing: jobs of people first, then one message at a time.
 *
 *   choose → begun on disk → server → answer on disk → choose
 *
 * Who is refused for now is tried again after everybody else, a few times with longer waits. A server that is away is
 * waited for a little and then the mailing pauses: it is for people to say when to go on. It also pauses when many in a row
 * are refused for good, which is never the readers' fault (a relay that does not know us, a text taken for spam). */

#include "vigie-mailing-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-types.h"

#define TRIES_MAX 4             /* for who is refused for now */
#define AWAY_MAX 4
#define REFUSED_IN_ROW_MAX 10

static gint64
now_usec (void)
{
  return g_get_real_time ();
}

/* Takes the lock to change what is wanted: the thread ends after this. */
static void
pause_because (VigieMailing *self, const char *problem)
{
  g_mutex_lock (&self->shared.mutex);
  self->shared.wanted = FALSE;
  g_free (self->shared.problem);
  self->shared.problem = g_strdup (problem);
  g_mutex_unlock (&self->shared.mutex);
}

static gboolean
note (VigieMailing *self, guint index, VigieMailState state, const char *reason)
{
  g_autoptr(GError) error = NULL;

  if (vigie_mailing_journal_note (self->own.journal, index, state, reason, now_usec (), &error))
    {
      vigie_mailing_publish (self, (int) index);
      return TRUE;
    }
  pause_because (self, error->message);

  return FALSE;
}

static void
do_job (VigieMailing *self, const VigieMailingJob *job)
{
  g_autoptr(GError) error = NULL;
  VigieMailingJournal *journal = self->own.journal;
  VigieMailState state = job->kind == JOB_STOP ? VIGIE_MAIL_WAITING : journal->entries[job->index].state;

  if (job->kind == JOB_STOP && !vigie_mailing_journal_stop (journal, now_usec (), &error))
    pause_because (self, error->message);
  if (job->kind == JOB_SEND_AGAIN && (state == VIGIE_MAIL_BEGUN || state == VIGIE_MAIL_REFUSED))
    {
      note (self, job->index, VIGIE_MAIL_WAITING, NULL);
      self->own.cursor = MIN (self->own.cursor, job->index);
    }
  if (job->kind == JOB_COUNT_AS_SENT && state == VIGIE_MAIL_BEGUN)
    note (self, job->index, VIGIE_MAIL_SETTLED, NULL);
  vigie_mailing_publish (self, -1);
}

/* A quarter of an hour at the third time, with the usual wait. */
static gint64
due_usec (VigieMailing *self, const VigieMailEntry *entry)
{
  gint64 wait_usec = self->own.later_usec;

  for (guint i = 1; i < entry->tries; i++)
    wait_usec *= 3;

  return entry->when_usec + wait_usec;
}

/* Index to send now, or -1 and when to look again (wall clock; TIME_NONE: there is nobody left). */
static int
choose (VigieMailing *self, gint64 *again_usec)
{
  VigieMailingJournal *journal = self->own.journal;
  gint64 now = now_usec ();

  *again_usec = VIGIE_TIME_NONE;
  for (; self->own.cursor < journal->plan->count; self->own.cursor++)
    if (journal->entries[self->own.cursor].state == VIGIE_MAIL_WAITING)
      return (int) self->own.cursor;
  for (guint i = 0; journal->counts[VIGIE_MAIL_LATER] > 0 && i < journal->plan->count; i++)
    {
      gint64 due = due_usec (self, &journal->entries[i]);

      if (journal->entries[i].state != VIGIE_MAIL_LATER)
        continue;
      if (due <= now)
        return (int) i;
      if (*again_usec == VIGIE_TIME_NONE || due < *again_usec)
        *again_usec = due;
    }

  return -1;
}

/* Woken by whatever people do meanwhile; then all is looked at anew. */
static void
wait_until (VigieMailing *self, gint64 monotonic_usec)
{
  g_mutex_lock (&self->shared.mutex);
  if (self->shared.wanted && g_queue_is_empty (&self->shared.jobs))
    g_cond_wait_until (&self->shared.cond, &self->shared.mutex, monotonic_usec);
  g_mutex_unlock (&self->shared.mutex);
}

/* Monotonic time before which nothing is sent. */
static gint64
next_usec (VigieMailing *self)
{
  gint64 pace_usec = 0;

  g_mutex_lock (&self->shared.mutex);
  if (self->shared.per_minute > 0)
    pace_usec = self->own.last_usec + VIGIE_MINUTE_USEC / self->shared.per_minute;
  g_mutex_unlock (&self->shared.mutex);

  return MAX (pace_usec, self->own.away_until_usec);
}

static void
open_server (VigieMailing *self)
{
  const VigieMailingPlan *plan = self->own.journal->plan;

  if (self->own.smtp != NULL)
    return;
  g_mutex_lock (&self->shared.mutex);
  self->own.smtp = vigie_smtp_new (plan->url, plan->user, self->shared.password, plan->ca_file, plan->from_address);
  g_mutex_unlock (&self->shared.mutex);
}

static void
set_in_flight (VigieMailing *self, int index)
{
  g_mutex_lock (&self->shared.mutex);
  self->shared.in_flight = index;
  g_mutex_unlock (&self->shared.mutex);
}

/* Nothing was handed over, so that the message stands where it stood before it was begun. */
static void
put_back (VigieMailing *self, guint index, VigieMailState before, VigieSmtpOutcome outcome, const char *reason)
{
  gint64 wait_usec = self->own.away_usec;

  if (!note (self, index, before, before == VIGIE_MAIL_LATER ? reason : NULL))
    return;
  if (outcome == VIGIE_SMTP_BLOCKED || ++self->own.away_in_row > AWAY_MAX)
    {
      pause_because (self, reason);
      return;
    }
  for (guint i = 1; i < self->own.away_in_row; i++)
    wait_usec *= 3;
  self->own.away_until_usec = g_get_monotonic_time () + wait_usec;
}

static void
refuse (VigieMailing *self, guint index, const char *reason)
{
  g_autofree char *why = NULL;

  if (!note (self, index, VIGIE_MAIL_REFUSED, reason) || ++self->own.refused_in_row < REFUSED_IN_ROW_MAX)
    return;
  self->own.refused_in_row = 0;
  why = g_strdup_printf (_("%u in a row were refused; the server says: %s"), REFUSED_IN_ROW_MAX, reason);
  pause_because (self, why);
}

static void
take_answer (VigieMailing *self, guint index, VigieMailState before, VigieSmtpOutcome outcome, const char *reason)
{
  if (outcome != VIGIE_SMTP_AWAY)
    self->own.away_in_row = 0;
  if (outcome != VIGIE_SMTP_REFUSED)
    self->own.refused_in_row = 0;
  switch (outcome)
    {
    case VIGIE_SMTP_ACCEPTED:
      note (self, index, VIGIE_MAIL_ACCEPTED, NULL);
      break;
    case VIGIE_SMTP_LATER:
      note (self, index, self->own.journal->entries[index].tries < TRIES_MAX ? VIGIE_MAIL_LATER : VIGIE_MAIL_REFUSED, reason);
      break;
    case VIGIE_SMTP_REFUSED:
      refuse (self, index, reason);
      break;
    case VIGIE_SMTP_UNCERTAIN:
      note (self, index, VIGIE_MAIL_BEGUN, reason);
      break;
    case VIGIE_SMTP_AWAY:
    case VIGIE_SMTP_BLOCKED:
    default:
      put_back (self, index, before, outcome, reason);
      break;
    }
}

static void
send_one (VigieMailing *self, guint index)
{
  VigieMailingJournal *journal = self->own.journal;
  const VigieRecipient *person = g_ptr_array_index (journal->recipients->people, index);
  VigieMailState before = journal->entries[index].state;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) message = vigie_mailing_message (journal->plan, journal->recipients, index, now_usec (), &error);
  g_autofree char *reason = NULL;
  VigieSmtpOutcome outcome;

  if (message == NULL)
    {
      note (self, index, VIGIE_MAIL_REFUSED, error->message);
      return;
    }
  open_server (self);
  set_in_flight (self, (int) index);
  self->own.last_usec = g_get_monotonic_time ();
  if (note (self, index, VIGIE_MAIL_BEGUN, NULL))
    {
      outcome = vigie_smtp_send (self->own.smtp, person->address, message, NULL, &reason);
      self->own.answered = TRUE;
      take_answer (self, index, before, outcome, reason);
    }
  set_in_flight (self, -1);
}

/* One message, or one wait. */
static void
send_next (VigieMailing *self)
{
  gint64 again_usec;
  int index;

  if (next_usec (self) > g_get_monotonic_time ())
    {
      wait_until (self, next_usec (self));
      return;
    }
  index = choose (self, &again_usec);
  if (index >= 0)
    send_one (self, (guint) index);
  else if (again_usec != VIGIE_TIME_NONE)
    wait_until (self, g_get_monotonic_time () + MAX (again_usec - now_usec (), 1000));
  else
    vigie_mailing_publish (self, -1);
}

/* What is to be done next; FALSE: nothing, and the thread has said that it ends. */
static gboolean
next_step (VigieMailing *self, VigieMailingJob **job)
{
  gboolean goes_on;

  g_mutex_lock (&self->shared.mutex);
  *job = g_queue_pop_head (&self->shared.jobs);
  if (self->shared.done)
    self->shared.wanted = FALSE;
  goes_on = *job != NULL || self->shared.wanted;
  self->shared.sending = self->shared.wanted;
  self->shared.alive = goes_on;
  g_mutex_unlock (&self->shared.mutex);

  return goes_on;
}

/* While the thread is still alive: the next one may begin as soon as it is not. */
static void
close_if_idle (VigieMailing *self)
{
  gboolean idle;

  g_mutex_lock (&self->shared.mutex);
  idle = (!self->shared.wanted || self->shared.done) && g_queue_is_empty (&self->shared.jobs);
  g_mutex_unlock (&self->shared.mutex);
  if (idle)
    g_clear_pointer (&self->own.smtp, vigie_smtp_free);
}

gpointer
vigie_mailing_work_in_thread (gpointer data)
{
  g_autoptr(VigieMailing) self = data;
  VigieMailingJob *job = NULL;

  self->own.away_in_row = self->own.refused_in_row = 0;
  self->own.away_until_usec = 0;
  for (close_if_idle (self); next_step (self, &job); close_if_idle (self))
    {
      if (job != NULL)
        do_job (self, job);
      else
        send_next (self);
      g_clear_pointer (&job, g_free);
    }
  vigie_mailing_tell (self);

  return NULL;
}
