/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A queue with these states, back on the main thread between them:
 *
 *   READ (a worker: the file, or the picture made a PNG) → KEEP (the store's thread, piece by piece)
 *   → NOTE (the event) → the next one
 *
 * One at a time, so that a drop of a hundred files neither fills the memory nor holds up what is noted
 * meanwhile. What fails is told once, when all are done: a row of bars says less than one sentence. */

#include "vigie-evidence.h"

#include <glib/gi18n-lib.h>

#include "vigie-attachment.h"
#include "vigie-content-file.h"
#include "vigie-error.h"
#include "vigie-store-thread-content.h"
#include "vigie-text-ui.h"

typedef struct
{
  VigieEvidence *owner;  /* reference while it is under way */
  VigieIncidentModel *model;
  GFile *file;           /* one of the two */
  GdkTexture *texture;
  char *name;
  GBytes *content;
  char *type;
} Item;

struct _VigieEvidence
{
  GObject parent_instance;

  GQueue waiting;
  Item *item;            /* under way */
  GCancellable *cancellable;
  double share;
  guint n_failed;
  char *sentence;        /* of the last failure */
};

G_DEFINE_FINAL_TYPE (VigieEvidence, vigie_evidence, G_TYPE_OBJECT)

enum { CHANGED, KEPT, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
item_free (Item *item)
{
  g_clear_object (&item->owner);
  g_clear_object (&item->model);
  g_clear_object (&item->file);
  g_clear_object (&item->texture);
  g_clear_pointer (&item->content, g_bytes_unref);
  g_free (item->name);
  g_free (item->type);
  g_free (item);
}

static void start_next (VigieEvidence *self);

static void
tell_failures (VigieEvidence *self)
{
  g_autofree char *sentence = g_steal_pointer (&self->sentence);
  guint n_failed = self->n_failed;

  self->n_failed = 0;
  if (n_failed > 1)
    {
      g_autofree char *last = g_steal_pointer (&sentence);

      /* Translators: %2$s is a whole sentence about the last of these files. */
      sentence = g_strdup_printf (ngettext ("%1$u file was not kept. %2$s", "%1$u files were not kept. The last one: %2$s", n_failed), n_failed, last);
    }
  if (n_failed > 0)
    g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* The item is done, well or not; its owner may be gone with it. */
static void
finish_item (Item *item, const GError *error)
{
  g_autoptr(VigieEvidence) self = g_object_ref (item->owner);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->n_failed++;
      g_free (self->sentence);
      self->sentence = g_strdup (error->message);
    }
  else if (error == NULL)
    g_signal_emit (self, signals[KEPT], 0, item->name);
  self->item = NULL;
  item_free (item);
  start_next (self);
}

/* ---- Noting ---- */

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_session_record_finish (VIGIE_SESSION (object), result, &error);

  finish_item (user_data, events == NULL ? error : NULL);
}

static void
note (Item *item, const char *hash)
{
  VigieSession *session = vigie_incident_model_get_session (item->model);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_act_attachment (vigie_incident_model_get_incident (item->model), item->name,
                                            (gint64) g_bytes_get_size (item->content), hash, item->type,
                                            vigie_session_get_author (session), vigie_session_now_usec (session), &error);

  if (drafts == NULL)
    finish_item (item, error);
  else
    vigie_session_record_async (session, drafts, NULL, noted_cb, item);
}

/* ---- Keeping ---- */

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Item *item = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = vigie_store_thread_keep_content_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (hash == NULL)
    finish_item (item, error);
  else
    note (item, hash);
}

static void
progress_cb (gint64 done_bytes, gint64 all_bytes, gpointer user_data)
{
  Item *item = user_data;

  item->owner->share = all_bytes > 0 ? (double) done_bytes / (double) all_bytes : 1;
  g_signal_emit (item->owner, signals[CHANGED], 0);
}

/* ---- Reading, in a worker ---- */

static gboolean
read_texture (Item *item, GError **error)
{
  item->content = gdk_texture_save_to_png_bytes (item->texture);
  item->type = g_strdup ("image/png");
  if (item->content != NULL && g_bytes_get_size (item->content) <= VIGIE_ATTACHMENT_MAX_BYTES)
    return TRUE;
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE, _("“%s” is larger than 25 MiB, the most that is kept as evidence."), item->name);

  return FALSE;
}

static gboolean
read_file (Item *item, GCancellable *cancellable, GError **error)
{
  item->content = vigie_content_read_file (item->file, cancellable, error);
  if (item->content == NULL)
    return FALSE;
  item->type = vigie_content_guess_type (item->name, item->content);

  return TRUE;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Item *item = data;
  GError *error = NULL;

  if (item->texture != NULL ? read_texture (item, &error) : read_file (item, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Item *item = user_data;
  VigieEvidence *self = item->owner;
  g_autoptr(GError) error = NULL;
  VigieStoreThread *store = vigie_session_get_store (vigie_incident_model_get_session (item->model));

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    finish_item (item, error);
  else
    vigie_store_thread_keep_content_async (store, item->content, progress_cb, item, self->cancellable, kept_cb, item);
}

static void
start_next (VigieEvidence *self)
{
  g_autoptr(GTask) task = NULL;

  g_clear_object (&self->cancellable);
  self->share = 0;
  self->item = g_queue_pop_head (&self->waiting);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->item == NULL)
    {
      tell_failures (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->item->owner = g_object_ref (self);
  /* Without a source: the pool lets go of the task after the callback, and must not hold the last of a widget's. */
  task = g_task_new (NULL, self->cancellable, read_cb, self->item);
  g_task_set_source_tag (task, start_next);
  g_task_set_task_data (task, self->item, NULL);
  g_task_run_in_thread (task, read_in_thread);
}

static void
add (VigieEvidence *self, Item *item)
{
  g_queue_push_tail (&self->waiting, item);
  if (self->item == NULL)
    start_next (self);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

void
vigie_evidence_add_file (VigieEvidence *self, VigieIncidentModel *model, GFile *file)
{
  Item *item;

  g_return_if_fail (VIGIE_IS_EVIDENCE (self) && VIGIE_IS_INCIDENT_MODEL (model) && G_IS_FILE (file));

  item = g_new0 (Item, 1);
  item->model = g_object_ref (model);
  item->file = g_object_ref (file);
  item->name = vigie_content_name (file);
  add (self, item);
}

void
vigie_evidence_add_texture (VigieEvidence *self, VigieIncidentModel *model, GdkTexture *texture)
{
  VigieSession *session;
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *time = NULL;
  Item *item;

  g_return_if_fail (VIGIE_IS_EVIDENCE (self) && VIGIE_IS_INCIDENT_MODEL (model) && GDK_IS_TEXTURE (texture));

  session = vigie_incident_model_get_session (model);
  utc = g_date_time_new_from_unix_utc (vigie_session_now_usec (session) / VIGIE_SECOND_USEC);
  local = g_date_time_to_timezone (utc, vigie_session_get_zone (session));
  time = g_date_time_format (local, "%Y-%m-%d %H-%M-%S");
  item = g_new0 (Item, 1);
  item->model = g_object_ref (model);
  item->texture = g_object_ref (texture);
  /* Translators: name of a file; %s is a date and a time. */
  item->name = g_strdup_printf (_("Picture %s.png"), time);
  add (self, item);
}

void
vigie_evidence_cancel (VigieEvidence *self)
{
  g_return_if_fail (VIGIE_IS_EVIDENCE (self));

  g_queue_clear_full (&self->waiting, (GDestroyNotify) item_free);
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
vigie_evidence_get_name (VigieEvidence *self)
{
  return self->item != NULL ? self->item->name : NULL;
}

double
vigie_evidence_get_share (VigieEvidence *self)
{
  return self->share;
}

guint
vigie_evidence_get_n_left (VigieEvidence *self)
{
  return g_queue_get_length (&self->waiting) + (self->item != NULL);
}

static void
vigie_evidence_finalize (GObject *object)
{
  VigieEvidence *self = VIGIE_EVIDENCE (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) item_free);
  g_clear_object (&self->cancellable);
  g_free (self->sentence);
  G_OBJECT_CLASS (vigie_evidence_parent_class)->finalize (object);
}

static void
vigie_evidence_class_init (VigieEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vigie_evidence_finalize;
  signals[CHANGED] = g_signal_new ("changed", VIGIE_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEPT] = g_signal_new ("kept", VIGIE_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", VIGIE_TYPE_EVIDENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vigie_evidence_init (VigieEvidence *self)
{
  g_queue_init (&self->waiting);
}

VigieEvidence *
vigie_evidence_new (void)
{
  return g_object_new (VIGIE_TYPE_EVIDENCE, NULL);
}
