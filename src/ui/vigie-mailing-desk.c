/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mailing is sent by its own thread (vigie-mailing.h); what is told here is the record. A step is told once: the last one
 * is looked up in the fold, and kept beside the mailing because the fold follows a moment later. What a process that was
 * killed could not tell is told when its mailing is found again.
 *
 *   found or made → begun → running ⇄ paused → finished
 *
 * The journal of a mailing that another process sends is locked; such a one is that process's to show. */

#include "vigie-mailing-desk.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "vigie-id.h"
#include "vigie-incident-model.h"
#include "vigie-mailing-notice.h"

#define FORGET_TRIES 50
#define FORGET_WAIT_USEC 100000
#define DESK_KEY "vigie-mailing-desk"
#define STEP_KEY "vigie-mailing-step"
#define PUBLISHED_KEY "vigie-mailing-published"
#define FOUND_KEY "vigie-mailing-found"

struct _VigieMailingDesk
{
  GObject parent_instance;

  VigieSession *session;        /* borrowed: the session holds the desk */
  GListStore *mailings;
  gboolean telling;             /* one step at a time */
};

G_DEFINE_FINAL_TYPE (VigieMailingDesk, vigie_mailing_desk, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Telling the record ---- */

static void tell_next (VigieMailingDesk *self);

typedef struct
{
  VigieMailingDesk *desk;
  VigieMailing *mailing;
  VigieMailingStep step;        /* NONE: that the notice went out */
  GTask *task;                  /* who waits for it, or NULL */
} Telling;

static void
telling_free (Telling *telling)
{
  g_object_unref (telling->desk);
  g_object_unref (telling->mailing);
  g_clear_object (&telling->task);
  g_free (telling);
}

static VigieMailingStep
told_step (VigieMailing *mailing)
{
  return (VigieMailingStep) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (mailing), STEP_KEY));
}

static void
set_told_step (VigieMailing *mailing, VigieMailingStep step)
{
  g_object_set_data (G_OBJECT (mailing), STEP_KEY, GINT_TO_POINTER (step));
}

/* What the record should say; NONE: it says so. */
static VigieMailingStep
step_due (VigieMailing *mailing)
{
  VigieMailingProgress progress;
  VigieMailingStep told = told_step (mailing);
  gboolean under_way = told == VIGIE_MAILING_STEP_BEGUN || told == VIGIE_MAILING_STEP_RESUMED;

  vigie_mailing_get_progress (mailing, &progress);
  if (progress.phase == VIGIE_MAILING_DONE && told != VIGIE_MAILING_STEP_FINISHED && told != VIGIE_MAILING_STEP_NONE)
    return VIGIE_MAILING_STEP_FINISHED;
  if (progress.phase == VIGIE_MAILING_PAUSED && under_way)
    return VIGIE_MAILING_STEP_PAUSED;
  if (progress.phase == VIGIE_MAILING_RUNNING && !progress.pausing && !under_way && told != VIGIE_MAILING_STEP_NONE)
    return VIGIE_MAILING_STEP_RESUMED;

  return VIGIE_MAILING_STEP_NONE;
}

/* Whether the record knows already is seen in the fold. */
static gboolean
publication_due (VigieMailing *mailing)
{
  VigieMailingProgress progress;

  vigie_mailing_get_progress (mailing, &progress);

  return progress.accepted > 0 && vigie_mailing_get_plan (mailing)->notice != NULL && g_object_get_data (G_OBJECT (mailing), PUBLISHED_KEY) == NULL;
}

/* The step that is due; behind it, in a transaction of its own, the publication of the notice. */
static GPtrArray *
make_drafts (Telling *telling, VigieIncident *incident, GError **error)
{
  const VigieMailingPlan *plan = vigie_mailing_get_plan (telling->mailing);
  VigieSession *session = telling->desk->session;
  const char *author = vigie_session_get_author (session);
  gint64 now_usec = vigie_session_now_usec (session);
  g_autofree char *problem = vigie_mailing_dup_problem (telling->mailing);
  const char *reason = problem != NULL ? problem : g_object_get_data (G_OBJECT (telling->mailing), FOUND_KEY);
  VigieMailingProgress progress;

  vigie_mailing_get_progress (telling->mailing, &progress);
  if (telling->step != VIGIE_MAILING_STEP_NONE)
    return vigie_mailing_drafts (incident, plan, &progress, telling->step, reason, author, now_usec, error);
  if (!vigie_mailing_publication_due (incident, plan, &progress))
    return NULL;

  return vigie_mailing_publication (vigie_session_get_playbook (session), incident, plan, author, now_usec, error);
}

static void
told (Telling *telling, GError *error)
{
  VigieMailingDesk *self = telling->desk;

  self->telling = FALSE;
  if (error != NULL && telling->task != NULL && self->session != NULL)
    vigie_mailing_desk_forget (self, telling->mailing); /* what the record does not know is not sent */
  if (telling->step == VIGIE_MAILING_STEP_NONE)
    g_object_set_data (G_OBJECT (telling->mailing), PUBLISHED_KEY, GINT_TO_POINTER (TRUE));
  else if (error == NULL || telling->task == NULL)
    set_told_step (telling->mailing, telling->step);
  if (telling->task != NULL && error != NULL)
    g_task_return_error (telling->task, error);
  else if (telling->task != NULL)
    g_task_return_pointer (telling->task, g_object_ref (telling->mailing), g_object_unref);
  else if (error != NULL && self->session != NULL)
    vigie_session_do (self->session, NULL, error);
  else
    g_clear_error (&error);
  telling_free (telling);
  tell_next (self);
}

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  GPtrArray *events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  g_clear_pointer (&events, g_ptr_array_unref);
  told (user_data, error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  GError *error = NULL;
  g_autoptr(VigieIncidentModel) model = vigie_session_open_finish (VIGIE_SESSION (object), result, &error);
  GPtrArray *drafts = model != NULL && telling->desk->session != NULL ? make_drafts (telling, vigie_incident_model_get_incident (model), &error) : NULL;

  if (drafts == NULL)
    told (telling, error);
  else
    vigie_session_record_async (VIGIE_SESSION (object), drafts, NULL, recorded_cb, telling);
}

static void
tell (VigieMailingDesk *self, VigieMailing *mailing, VigieMailingStep step, GTask *taken_task)
{
  Telling *telling = g_new0 (Telling, 1);

  self->telling = TRUE;
  telling->desk = g_object_ref (self);
  telling->mailing = g_object_ref (mailing);
  telling->step = step;
  telling->task = taken_task;
  vigie_session_open_async (self->session, vigie_mailing_get_plan (mailing)->stream, NULL, opened_cb, telling);
}

static void
tell_next (VigieMailingDesk *self)
{
  GListModel *list = G_LIST_MODEL (self->mailings);

  for (guint i = 0; !self->telling && self->session != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (list, i);
      VigieMailingStep step = step_due (mailing);

      if (step != VIGIE_MAILING_STEP_NONE || publication_due (mailing))
        tell (self, mailing, step, NULL);
    }
}

static void
mailing_changed_cb (VigieMailingDesk *self)
{
  tell_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add (VigieMailingDesk *self, VigieMailing *mailing)
{
  g_signal_connect_object (mailing, "changed", G_CALLBACK (mailing_changed_cb), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->mailings, mailing);
}

/* ---- Finding what was interrupted ---- */

static void
journal_close (gpointer journal)
{
  vigie_mailing_journal_close (journal);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_auto(GStrv) runs = vigie_mailing_list (data);
  GPtrArray *journals = g_ptr_array_new ();

  for (guint i = 0; runs[i] != NULL; i++)
    {
      VigieMailingJournal *journal = vigie_mailing_journal_open (data, runs[i], NULL);

      if (journal != NULL)
        g_ptr_array_add (journals, journal);
    }
  g_task_return_pointer (task, journals, (GDestroyNotify) g_ptr_array_unref);
}

/* What the record says of it is read before anything is told. */
static void
found_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieMailing) mailing = user_data;
  g_autoptr(VigieIncidentModel) model = vigie_session_open_finish (VIGIE_SESSION (object), result, NULL);
  VigieMailingDesk *self = vigie_mailing_desk_of (VIGIE_SESSION (object));

  if (model != NULL)
    set_told_step (mailing, vigie_mailing_step_of (vigie_incident_model_get_incident (model), vigie_mailing_get_plan (mailing)->run));
  if (told_step (mailing) != VIGIE_MAILING_STEP_NONE)
    add (self, mailing);
  mailing_changed_cb (self);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieMailingDesk *self = VIGIE_MAILING_DESK (object);
  g_autoptr(GPtrArray) journals = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; journals != NULL && i < journals->len; i++)
    {
      VigieMailing *mailing;

      if (self->session == NULL)
        {
          vigie_mailing_journal_close (journals->pdata[i]);
          continue;
        }
      mailing = vigie_mailing_new (journals->pdata[i]);
      g_object_set_data (G_OBJECT (mailing), FOUND_KEY, (gpointer) _("Vigie ended while it was sending"));
      vigie_session_open_async (self->session, vigie_mailing_get_plan (mailing)->stream, NULL, found_opened_cb, mailing);
    }
}

static void
look (VigieMailingDesk *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  g_task_set_task_data (task, vigie_mailing_folder (vigie_store_thread_get_path (vigie_session_get_store (self->session))), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

/* ---- Making one ---- */

typedef struct
{
  char *folder;
  VigieMailingPlan *plan;
  VigieRecipients *recipients;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->folder);
  vigie_mailing_plan_free (making->plan);
  vigie_recipients_free (making->recipients);
  g_free (making);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;
  VigieMailingJournal *journal = vigie_mailing_journal_create (making->folder, g_steal_pointer (&making->plan), g_steal_pointer (&making->recipients), &error);

  if (journal == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, journal, journal_close);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieMailingDesk *self = VIGIE_MAILING_DESK (object);
  g_autoptr(GTask) task = user_data;
  g_autoptr(VigieMailing) mailing = NULL;
  GError *error = NULL;
  VigieMailingJournal *journal = g_task_propagate_pointer (G_TASK (result), &error);

  if (journal == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mailing = vigie_mailing_new (journal);
  add (self, mailing);
  tell (self, mailing, VIGIE_MAILING_STEP_BEGUN, g_steal_pointer (&task));
}

void
vigie_mailing_desk_create_async (VigieMailingDesk *self, VigieMailingPlan *plan, VigieRecipients *recipients, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GTask) making_task = g_task_new (self, NULL, made_cb, task);
  Making *making = g_new0 (Making, 1);
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  randombytes_buf (random, sizeof random);
  randombytes_buf (plan->salt, sizeof plan->salt);
  plan->made_usec = vigie_session_now_usec (self->session);
  plan->run = vigie_id_new (plan->made_usec, random);
  making->folder = vigie_mailing_folder (vigie_store_thread_get_path (vigie_session_get_store (self->session)));
  making->plan = plan;
  making->recipients = recipients;
  g_task_set_task_data (making_task, making, making_free);
  g_task_run_in_thread (making_task, make_in_thread);
}

VigieMailing *
vigie_mailing_desk_create_finish (VigieMailingDesk *self, GAsyncResult *result, GError **error)
{
  g_autoptr(VigieMailing) mailing = g_task_propagate_pointer (G_TASK (result), error);

  return mailing; /* the desk's list has it, too */
}

void
vigie_mailing_desk_start (VigieMailingDesk *self, VigieMailing *mailing, const char *password)
{
  vigie_mailing_start (mailing, password);
  mailing_changed_cb (self);
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *place = data;
  VigieMailingJournal *journal = NULL;
  GError *error = NULL;

  /* The mailing's object may take a moment to go, and holds the lock till then. */
  for (guint i = 0; i < FORGET_TRIES && journal == NULL; i++)
    {
      g_clear_error (&error);
      journal = vigie_mailing_journal_open (place[0], place[1], &error);
      if (journal == NULL)
        g_usleep (FORGET_WAIT_USEC);
    }

  if (journal != NULL && vigie_mailing_journal_forget (journal, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  VigieMailingDesk *self = VIGIE_MAILING_DESK (object);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return;
  if (self->session != NULL)
    vigie_session_do (self->session, NULL, error);
  else
    g_clear_error (&error);
}

/* Its object closes the journal when the last reference goes, and then the folder can be had. */
void
vigie_mailing_desk_forget (VigieMailingDesk *self, VigieMailing *mailing)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, forgotten_cb, NULL);
  GStrv place = g_new0 (char *, 3);
  guint position;

  place[0] = vigie_mailing_folder (vigie_store_thread_get_path (vigie_session_get_store (self->session)));
  place[1] = g_strdup (vigie_mailing_get_plan (mailing)->run);
  g_task_set_task_data (task, place, (GDestroyNotify) g_strfreev);
  g_signal_handlers_disconnect_by_data (mailing, self);
  if (g_list_store_find (self->mailings, mailing, &position))
    g_list_store_remove (self->mailings, position);
  g_task_run_in_thread (task, forget_in_thread);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Object ---- */

GListModel *
vigie_mailing_desk_get_list (VigieMailingDesk *self)
{
  return G_LIST_MODEL (self->mailings);
}

VigieMailing *
vigie_mailing_desk_get_open (VigieMailingDesk *self, const char *stream)
{
  VigieMailing *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->mailings)); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (G_LIST_MODEL (self->mailings), i);
      VigieMailingProgress progress;

      vigie_mailing_get_progress (mailing, &progress);
      if ((progress.phase != VIGIE_MAILING_DONE || progress.uncertain > 0)
          && (stream == NULL || g_strcmp0 (stream, vigie_mailing_get_plan (mailing)->stream) == 0))
        found = mailing;
    }

  return found;
}

/* The session is going: what is on its way is finished, and nothing more begun. */
static void
vigie_mailing_desk_dispose (GObject *object)
{
  VigieMailingDesk *self = VIGIE_MAILING_DESK (object);

  for (guint i = 0; self->mailings != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->mailings)); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (G_LIST_MODEL (self->mailings), i);

      vigie_mailing_pause (mailing);
    }
  g_clear_object (&self->mailings);
  G_OBJECT_CLASS (vigie_mailing_desk_parent_class)->dispose (object);
}

static void
vigie_mailing_desk_class_init (VigieMailingDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vigie_mailing_desk_dispose;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_MAILING_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vigie_mailing_desk_init (VigieMailingDesk *self)
{
  self->mailings = g_list_store_new (VIGIE_TYPE_MAILING);
}

static void
desk_gone (gpointer data)
{
  VigieMailingDesk *self = data;

  self->session = NULL;
  g_object_run_dispose (G_OBJECT (self));
  g_object_unref (self);
}

VigieMailingDesk *
vigie_mailing_desk_of (VigieSession *session)
{
  VigieMailingDesk *self = g_object_get_data (G_OBJECT (session), DESK_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (VIGIE_TYPE_MAILING_DESK, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), DESK_KEY, self, desk_gone);
  look (self);

  return self;
}

VigieMailingDesk *
vigie_mailing_desk_peek (VigieSession *session)
{
  return g_object_get_data (G_OBJECT (session), DESK_KEY);
}

VigieMailing *
vigie_mailing_desk_get_running (VigieMailingDesk *self)
{
  GListModel *list = G_LIST_MODEL (self->mailings);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (list, i);
      VigieMailingProgress progress;

      vigie_mailing_get_progress (mailing, &progress);
      if (progress.phase == VIGIE_MAILING_RUNNING)
        return mailing; /* the list holds it */
    }

  return NULL;
}

void
vigie_mailing_desk_pause_all (VigieMailingDesk *self)
{
  GListModel *list = G_LIST_MODEL (self->mailings);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (list, i);
      VigieMailingProgress progress;

      vigie_mailing_get_progress (mailing, &progress);
      if (progress.phase == VIGIE_MAILING_RUNNING)
        vigie_mailing_pause (mailing);
    }
}

gboolean
vigie_mailing_desk_is_busy (VigieMailingDesk *self)
{
  GListModel *list = G_LIST_MODEL (self->mailings);

  if (self->telling || vigie_mailing_desk_get_running (self) != NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(VigieMailing) mailing = g_list_model_get_item (list, i);

      if (step_due (mailing) != VIGIE_MAILING_STEP_NONE)
        return TRUE;
    }

  return FALSE;
}
