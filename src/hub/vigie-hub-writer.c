/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thread that writes. It takes everything that waits into one transaction: while a commit waits for
 * the disk the next ones gather, so the more seats write, the more events share an fsync. */

#include "vigie-hub-server-private.h"

#define WAITING_MAX 8192
#define BATCH_MAX 1024

typedef struct
{
  VigieHubRequest *request;
  VigieHubWritten written;
  gpointer user_data;
} Item;

struct _VigieHubWriter
{
  VigieHub *hub;
  VigieHubPublish publish;
  gpointer user_data;
  GThread *thread;
  GMutex lock;
  GCond wake;
  GArray *waiting;      /* Item */
  gboolean ticked;
  gboolean quitting;
};

static void
publish (VigieHubWriter *writer, GPtrArray *frames)
{
  if (frames->len > 0)
    writer->publish (frames, writer->user_data);
  g_ptr_array_unref (frames);
}

static void
write_batch (VigieHubWriter *writer, GArray *batch)
{
  g_autoptr(GPtrArray) requests = g_ptr_array_sized_new (batch->len);
  GPtrArray *frames;

  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (requests, g_array_index (batch, Item, i).request);
  frames = vigie_hub_write (writer->hub, requests);
  for (guint i = 0; i < batch->len; i++)
    {
      Item *item = &g_array_index (batch, Item, i);

      item->written (item->user_data);
    }
  publish (writer, frames);
}

/* Waits until there is something to do; NULL: the end. */
static GArray *
take (VigieHubWriter *writer, gboolean *ticked)
{
  GArray *batch = g_array_new (FALSE, FALSE, sizeof (Item));

  g_mutex_lock (&writer->lock);
  while (writer->waiting->len == 0 && !writer->ticked && !writer->quitting)
    g_cond_wait (&writer->wake, &writer->lock);
  if (writer->waiting->len == 0 && writer->quitting)
    {
      g_mutex_unlock (&writer->lock);
      g_array_unref (batch);
      return NULL;
    }
  *ticked = writer->ticked;
  writer->ticked = FALSE;
  if (writer->waiting->len > 0)
    {
      guint n = MIN (writer->waiting->len, BATCH_MAX);

      g_array_append_vals (batch, writer->waiting->data, n);
      g_array_remove_range (writer->waiting, 0, n);
    }
  g_mutex_unlock (&writer->lock);

  return batch;
}

static gpointer
run (gpointer user_data)
{
  VigieHubWriter *writer = user_data;
  gboolean ticked = FALSE;
  GArray *batch;

  while ((batch = take (writer, &ticked)) != NULL)
    {
      if (batch->len > 0)
        write_batch (writer, batch);
      if (ticked)
        publish (writer, vigie_hub_tick (writer->hub));
      g_array_unref (batch);
    }

  return NULL;
}

VigieHubWriter *
vigie_hub_writer_new (VigieHub *hub, VigieHubPublish publish_func, gpointer user_data)
{
  VigieHubWriter *writer = g_new0 (VigieHubWriter, 1);

  writer->hub = hub;
  writer->publish = publish_func;
  writer->user_data = user_data;
  writer->waiting = g_array_new (FALSE, FALSE, sizeof (Item));
  g_mutex_init (&writer->lock);
  g_cond_init (&writer->wake);
  writer->thread = g_thread_new ("writer", run, writer);

  return writer;
}

void
vigie_hub_writer_stop (VigieHubWriter *writer)
{
  if (writer->thread == NULL)
    return;
  g_mutex_lock (&writer->lock);
  writer->quitting = TRUE;
  g_cond_signal (&writer->wake);
  g_mutex_unlock (&writer->lock);
  g_thread_join (g_steal_pointer (&writer->thread));
}

void
vigie_hub_writer_free (VigieHubWriter *writer)
{
  if (writer == NULL)
    return;
  vigie_hub_writer_stop (writer);
  g_array_unref (writer->waiting);
  g_mutex_clear (&writer->lock);
  g_cond_clear (&writer->wake);
  g_free (writer);
}

gboolean
vigie_hub_writer_push (VigieHubWriter *writer, VigieHubRequest *request, VigieHubWritten written, gpointer user_data)
{
  Item item = { request, written, user_data };
  gboolean taken;

  g_mutex_lock (&writer->lock);
  taken = !writer->quitting && writer->waiting->len < WAITING_MAX;
  if (taken)
    g_array_append_val (writer->waiting, item);
  g_mutex_unlock (&writer->lock);
  /* Not before: who is woken would only meet the lock, and sleep again. */
  if (taken)
    g_cond_signal (&writer->wake);

  return taken;
}

void
vigie_hub_writer_tick (VigieHubWriter *writer)
{
  g_mutex_lock (&writer->lock);
  writer->ticked = TRUE;
  g_cond_signal (&writer->wake);
  g_mutex_unlock (&writer->lock);
}
