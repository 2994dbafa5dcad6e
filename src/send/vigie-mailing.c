/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the screens see of a mailing. The journal belongs to the thread; what people look at is a copy that the thread
 * brings up to date under a lock which is never held across a sync or a word with the server. */

#include "vigie-mailing-private.h"

#include <string.h>

#include "vigie-event.h"

#define TELL_MSEC 100
#define LATER_USEC (2 * VIGIE_MINUTE_USEC)
#define AWAY_USEC (5 * VIGIE_SECOND_USEC)

G_DEFINE_FINAL_TYPE (VigieMailing, vigie_mailing, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
trouble_free (gpointer data)
{
  VigieMailingTrouble *trouble = data;

  g_free (trouble->address);
  g_free (trouble->name);
  g_free (trouble->reason);
  g_free (trouble);
}

static VigieMailingTrouble *
trouble_new (const VigieMailingJournal *journal, guint index)
{
  const VigieRecipient *person = g_ptr_array_index (journal->recipients->people, index);
  VigieMailingTrouble *trouble = g_new0 (VigieMailingTrouble, 1);

  trouble->index = index;
  trouble->address = g_strdup (person->address);
  trouble->name = g_strdup (person->name);
  trouble->state = journal->entries[index].state;
  trouble->reason = g_strdup (journal->entries[index].reason);

  return trouble;
}

static gboolean
tell_cb (gpointer data)
{
  VigieMailing *self = data;

  g_mutex_lock (&self->shared.mutex);
  self->shared.telling = FALSE;
  g_mutex_unlock (&self->shared.mutex);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

void
vigie_mailing_tell (VigieMailing *self)
{
  GSource *source;
  gboolean telling;

  g_mutex_lock (&self->shared.mutex);
  telling = self->shared.telling;
  self->shared.telling = TRUE;
  g_mutex_unlock (&self->shared.mutex);
  if (telling)
    return;
  source = g_timeout_source_new (TELL_MSEC);
  g_source_set_callback (source, tell_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static void
update_trouble (VigieMailing *self, guint index)
{
  const VigieMailingJournal *journal = self->own.journal;
  VigieMailState state = journal->entries[index].state;
  gpointer key = GUINT_TO_POINTER (index + 1);

  if (state == VIGIE_MAIL_REFUSED || (state == VIGIE_MAIL_BEGUN && self->shared.in_flight != (int) index))
    g_hash_table_replace (self->shared.troubles, key, trouble_new (journal, index));
  else
    g_hash_table_remove (self->shared.troubles, key);
}

void
vigie_mailing_publish (VigieMailing *self, int index)
{
  g_mutex_lock (&self->shared.mutex);
  if (self->own.answered)
    self->shared.in_flight = -1;
  self->own.answered = FALSE;
  memcpy (self->shared.counts, self->own.journal->counts, sizeof self->shared.counts);
  self->shared.stopped = self->own.journal->stopped;
  self->shared.done = self->shared.in_flight < 0 && vigie_mailing_journal_is_done (self->own.journal);
  if (index >= 0)
    update_trouble (self, (guint) index);
  g_mutex_unlock (&self->shared.mutex);
  vigie_mailing_tell (self);
}

static void
wipe_password (VigieMailing *self)
{
  if (self->shared.password != NULL)
    vigie_wipe (self->shared.password, strlen (self->shared.password));
  g_clear_pointer (&self->shared.password, g_free);
}

static void
vigie_mailing_finalize (GObject *object)
{
  VigieMailing *self = VIGIE_MAILING (object);

  g_clear_pointer (&self->own.smtp, vigie_smtp_free);
  g_clear_pointer (&self->own.journal, vigie_mailing_journal_close);
  wipe_password (self);
  g_queue_clear_full (&self->shared.jobs, g_free);
  g_clear_pointer (&self->shared.problem, g_free);
  g_clear_pointer (&self->shared.troubles, g_hash_table_unref);
  g_cond_clear (&self->shared.cond);
  g_mutex_clear (&self->shared.mutex);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (vigie_mailing_parent_class)->finalize (object);
}

static void
vigie_mailing_class_init (VigieMailingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_mailing_finalize;

  /**
   * VigieMailing::changed:
   *
   * Progress, phase, problem or troubles are others than before. In the context of who made the object.
   */
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_MAILING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_mailing_init (VigieMailing *self)
{
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->shared.mutex);
  g_cond_init (&self->shared.cond);
  g_queue_init (&self->shared.jobs);
  self->shared.troubles = g_hash_table_new_full (NULL, NULL, NULL, trouble_free);
  self->shared.in_flight = -1;
  self->own.later_usec = LATER_USEC;
  self->own.away_usec = AWAY_USEC;
}

VigieMailing *
vigie_mailing_new (VigieMailingJournal *journal)
{
  VigieMailing *self = g_object_new (VIGIE_TYPE_MAILING, NULL);

  self->own.journal = journal;
  memcpy (self->shared.counts, journal->counts, sizeof self->shared.counts);
  for (guint i = 0; i < journal->plan->count; i++)
    update_trouble (self, i);
  self->shared.begun = journal->counts[VIGIE_MAIL_WAITING] < journal->plan->count;
  self->shared.stopped = journal->stopped;
  self->shared.done = vigie_mailing_journal_is_done (journal);

  return self;
}

const VigieMailingPlan *
vigie_mailing_get_plan (VigieMailing *self)
{
  return self->own.journal->plan;
}

const VigieRecipients *
vigie_mailing_get_recipients (VigieMailing *self)
{
  return self->own.journal->recipients;
}

/* With the lock held. The thread that ends has said so under the lock, so one at a time uses what is its own. */
static void
wake (VigieMailing *self)
{
  if (!self->shared.alive)
    {
      self->shared.alive = TRUE;
      g_thread_unref (g_thread_new ("mailing", vigie_mailing_work_in_thread, g_object_ref (self)));
    }
  g_cond_broadcast (&self->shared.cond);
}

static void
add_job (VigieMailing *self, VigieMailingJobKind kind, guint index)
{
  VigieMailingJob *job = g_new0 (VigieMailingJob, 1);

  job->kind = kind;
  job->index = index;
  g_queue_push_tail (&self->shared.jobs, job);
  wake (self);
}

void
vigie_mailing_start (VigieMailing *self, const char *password)
{
  g_return_if_fail (VIGIE_IS_MAILING (self));

  g_mutex_lock (&self->shared.mutex);
  if (password != NULL && password != self->shared.password)
    {
      wipe_password (self);
      self->shared.password = g_strdup (password);
    }
  g_clear_pointer (&self->shared.problem, g_free);
  self->shared.wanted = self->shared.begun = TRUE;
  wake (self);
  g_mutex_unlock (&self->shared.mutex);
  vigie_mailing_tell (self);
}

void
vigie_mailing_pause (VigieMailing *self)
{
  g_return_if_fail (VIGIE_IS_MAILING (self));

  g_mutex_lock (&self->shared.mutex);
  self->shared.wanted = FALSE;
  g_cond_broadcast (&self->shared.cond);
  g_mutex_unlock (&self->shared.mutex);
  vigie_mailing_tell (self);
}

void
vigie_mailing_stop (VigieMailing *self)
{
  g_return_if_fail (VIGIE_IS_MAILING (self));

  g_mutex_lock (&self->shared.mutex);
  self->shared.wanted = FALSE;
  self->shared.begun = TRUE;
  add_job (self, JOB_STOP, 0);
  g_mutex_unlock (&self->shared.mutex);
}

void
vigie_mailing_set_pace (VigieMailing *self, guint per_minute)
{
  g_return_if_fail (VIGIE_IS_MAILING (self));

  g_mutex_lock (&self->shared.mutex);
  self->shared.per_minute = per_minute;
  g_cond_broadcast (&self->shared.cond);
  g_mutex_unlock (&self->shared.mutex);
}

void
vigie_mailing_settle (VigieMailing *self, guint index, gboolean again)
{
  g_return_if_fail (VIGIE_IS_MAILING (self));
  g_return_if_fail (index < self->own.journal->plan->count);

  g_mutex_lock (&self->shared.mutex);
  if (!self->shared.sending)
    add_job (self, again ? JOB_SEND_AGAIN : JOB_COUNT_AS_SENT, index);
  g_mutex_unlock (&self->shared.mutex);
}

void
vigie_mailing_set_waits (VigieMailing *self, gint64 later_usec, gint64 away_usec)
{
  g_return_if_fail (VIGIE_IS_MAILING (self) && !self->shared.alive);

  self->own.later_usec = later_usec;
  self->own.away_usec = away_usec;
}

static VigieMailingPhase
phase_of (VigieMailing *self)
{
  if (self->shared.done && !self->shared.sending)
    return VIGIE_MAILING_DONE;
  if (self->shared.wanted || self->shared.sending)
    return VIGIE_MAILING_RUNNING;

  return self->shared.begun ? VIGIE_MAILING_PAUSED : VIGIE_MAILING_READY;
}

void
vigie_mailing_get_progress (VigieMailing *self, VigieMailingProgress *progress)
{
  const guint *counts = self->shared.counts;

  g_return_if_fail (VIGIE_IS_MAILING (self));

  g_mutex_lock (&self->shared.mutex);
  progress->phase = phase_of (self);
  progress->pausing = progress->phase == VIGIE_MAILING_RUNNING && !self->shared.wanted;
  progress->stopped = self->shared.stopped;
  progress->count = self->own.journal->plan->count;
  progress->accepted = counts[VIGIE_MAIL_ACCEPTED] + counts[VIGIE_MAIL_SETTLED];
  progress->refused = counts[VIGIE_MAIL_REFUSED];
  progress->later = counts[VIGIE_MAIL_LATER];
  progress->uncertain = counts[VIGIE_MAIL_BEGUN] - (self->shared.in_flight >= 0 && counts[VIGIE_MAIL_BEGUN] > 0);
  progress->answered = progress->accepted + progress->refused + progress->uncertain;
  progress->waiting = progress->count - progress->answered - progress->later;
  g_mutex_unlock (&self->shared.mutex);
}

char *
vigie_mailing_dup_problem (VigieMailing *self)
{
  char *problem;

  g_mutex_lock (&self->shared.mutex);
  problem = g_strdup (self->shared.problem);
  g_mutex_unlock (&self->shared.mutex);

  return problem;
}

static gpointer
copy_trouble (gconstpointer data, gpointer user_data)
{
  const VigieMailingTrouble *trouble = data;
  VigieMailingTrouble *copy = g_new0 (VigieMailingTrouble, 1);

  copy->index = trouble->index;
  copy->address = g_strdup (trouble->address);
  copy->name = g_strdup (trouble->name);
  copy->state = trouble->state;
  copy->reason = g_strdup (trouble->reason);

  return copy;
}

static int
compare_troubles (gconstpointer a, gconstpointer b)
{
  const VigieMailingTrouble *first = *(const VigieMailingTrouble *const *) a;
  const VigieMailingTrouble *second = *(const VigieMailingTrouble *const *) b;

  return first->index < second->index ? -1 : first->index > second->index;
}

GPtrArray *
vigie_mailing_dup_troubles (VigieMailing *self)
{
  GPtrArray *troubles = g_ptr_array_new_with_free_func (trouble_free);
  GHashTableIter iter;
  gpointer trouble;

  g_mutex_lock (&self->shared.mutex);
  g_hash_table_iter_init (&iter, self->shared.troubles);
  while (g_hash_table_iter_next (&iter, NULL, &trouble))
    g_ptr_array_add (troubles, copy_trouble (trouble, NULL));
  g_mutex_unlock (&self->shared.mutex);
  g_ptr_array_sort (troubles, compare_troubles);

  return troubles;
}

char *
vigie_mailing_report (VigieMailing *self)
{
  g_return_val_if_fail (VIGIE_IS_MAILING (self) && !self->shared.alive, NULL);

  return vigie_mailing_journal_report (self->own.journal);
}
