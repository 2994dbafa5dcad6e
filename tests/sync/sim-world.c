/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim-world.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"
#include "vigie-hub-journal.h"
#include "vigie-test-support.h"

typedef struct
{
  gint64 at_usec;
  guint64 number;
  SimStep step;
  SimCall *call;
} Planned;

static void
planned_free (gpointer data)
{
  Planned *planned = data;

  sim_call_free (planned->call);
  g_free (planned);
}

static int
compare_planned (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Planned *one = a, *two = b;

  if (one->at_usec != two->at_usec)
    return one->at_usec < two->at_usec ? -1 : 1;

  return one->number < two->number ? -1 : one->number > two->number;
}

guint
sim_chance (SimWorld *world, guint n)
{
  return (guint) g_rand_int_range (world->rand, 0, (gint32) n);
}

void
sim_trace (SimWorld *world, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_checksum_update (world->trace, (const guchar *) &world->now_usec, sizeof world->now_usec);
  g_checksum_update (world->trace, (const guchar *) text, (gssize) strlen (text) + 1);
  if (g_getenv ("VIGIE_SIM_TRACE") != NULL)
    g_printerr ("%12.6f %s\n", (double) (world->now_usec % VIGIE_DAY_USEC) / 1e6, text);
}

SimCall *
sim_call_new (SimWorld *world, SimSeat *seat)
{
  SimCall *call = g_new0 (SimCall, 1);

  call->seat = seat;
  call->life = seat != NULL ? seat->life : 0;
  call->hub_life = world->hub.life;

  return call;
}

void
sim_call_free (SimCall *call)
{
  if (call == NULL)
    return;
  vigie_sync_task_free (call->task);
  g_clear_pointer (&call->request, vigie_hub_request_free);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call);
}

void
sim_plan (SimWorld *world, gint64 delay_usec, SimStep step, SimCall *call_taken)
{
  Planned *planned = g_new0 (Planned, 1);

  planned->at_usec = world->now_usec + delay_usec;
  planned->number = ++world->n_planned;
  planned->step = step;
  planned->call = call_taken;
  g_sequence_insert_sorted (world->steps, planned, compare_planned, NULL);
}

void
sim_run (SimWorld *world, gint64 until_usec)
{
  for (;;)
    {
      GSequenceIter *first = g_sequence_get_begin_iter (world->steps);
      Planned *planned = g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
      SimCall *call;
      SimStep step;

      if (planned == NULL || planned->at_usec > until_usec)
        break;
      world->now_usec = planned->at_usec;
      step = planned->step;
      call = g_steal_pointer (&planned->call);
      g_sequence_remove (first);
      world->n_steps++;
      g_assert_cmpuint (world->n_steps, <, 1000000);
      step (world, call);
    }
  world->now_usec = until_usec;
}

void
sim_copy_folder (const char *from, const char *to)
{
  g_autoptr(GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (source, &data, &length, NULL));
      g_assert_true (g_file_set_contents_full (target, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static gint64
hub_now (gpointer user_data)
{
  return ((SimWorld *) user_data)->now_usec;
}

static void
hub_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  for (gsize i = 0; i < length_bytes; i++)
    out[i] = (guint8) sim_chance (user_data, 256);
}

SimWorld *
sim_world_new (guint seed, SimMutation mutation)
{
  SimWorld *world = g_new0 (SimWorld, 1);

  vigie_hub_journal_silence ();
  sim_disk_install ();
  world->rand = g_rand_new_with_seed (seed);
  world->mutation = mutation;
  world->folder = g_dir_make_tmp ("vigie-sim-XXXXXX", NULL);
  world->now_usec = vigie_test_time ("2026-11-22T03:00:00Z") + VIGIE_HOUR_USEC;
  world->steps = g_sequence_new (planned_free);
  world->streams = g_ptr_array_new_with_free_func (g_free);
  world->acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->trace = g_checksum_new (G_CHECKSUM_SHA256);
  world->fault = g_string_new (NULL);
  world->hub_seams = (VigieHubSeams) { hub_now, hub_random, world };
  world->hub.waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_call_free);
  sim_setup (world);

  return world;
}

void
sim_world_free (SimWorld *world)
{
  g_sequence_free (world->steps);
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];

      sim_seat_close (seat);
      sim_disk_free (seat->disk);
      g_hash_table_unref (seat->kept);
      g_free (seat->folder);
      g_free (seat->path);
      g_free (seat->token);
      g_free (seat->member);
    }
  sim_hub_close (world);
  sim_disk_free (world->hub.disk);
  g_ptr_array_unref (world->hub.waiting);
  g_free (world->hub.folder);
  g_free (world->hub.path);
  g_free (world->hub.backup);
  store_fixture_remove_folder (world->folder);
  g_free (world->folder);
  g_ptr_array_unref (world->streams);
  g_hash_table_unref (world->acknowledged);
  g_checksum_free (world->trace);
  g_string_free (world->fault, TRUE);
  g_rand_free (world->rand);
  g_free (world);
}
