/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must hold when the faults are over and everybody had the time to exchange: what a store said to have recorded is
 * there; of each incident the hub and everybody who may see it have the same events, each once, and tell the same of it;
 * what the hub acknowledged it has; every disk and every chain is whole. */

#include "sim-world.h"

#include <string.h>

#include "vigie-hub-verify.h"
#include "vigie-membership.h"
#include "vigie-test-support.h"

static void
fault (SimWorld *world, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
fault (SimWorld *world, const char *format, ...)
{
  va_list args;

  if (world->fault->len > 2000)
    return;
  va_start (args, format);
  g_string_append_vprintf (world->fault, format, args);
  va_end (args);
  g_string_append_c (world->fault, '\n');
}

/* Who this seat is to the hub; FALSE: nobody, or nobody any more. A hub that went back to a backup may have forgotten that it
 * revoked somebody. */
static gboolean
look_up_seat (SimSeat *seat, VigieHubSeat *as)
{
  g_autofree char *device = vigie_store_get_device (seat->store);
  guint8 key[VIGIE_KEY_BYTES];

  return vigie_unhex (device, key, sizeof key) && vigie_hub_seat (seat->world->hub.hub, key, as);
}

static gboolean
may_see (SimSeat *seat, const char *stream)
{
  VigieHubSeat as;

  return look_up_seat (seat, &as) && vigie_hub_may_see (seat->world->hub.hub, &as, stream);
}

gboolean
sim_is_quiet (SimWorld *world)
{
  if (world->hub.hub == NULL)
    return FALSE;
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];
      VigieSyncStatus status;
      VigieHubSeat as;

      if (seat->store == NULL)
        return FALSE;
      vigie_sync_engine_status (seat->engine, &status);
      if (look_up_seat (seat, &as) ? status.state != VIGIE_SYNC_LIVE || status.n_waiting > 0 : status.state != VIGIE_SYNC_REFUSED)
        return FALSE;
    }

  return TRUE;
}

static void
say_state (SimWorld *world)
{
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      SimSeat *seat = &world->seats[i];
      VigieSyncStatus status = { 0 };

      if (seat->engine != NULL)
        vigie_sync_engine_status (seat->engine, &status);
      fault (world, "seat %u: %s, %s, %u waiting, %u parked, %u aside%s", i, vigie_sync_state_to_word (status.state),
             vigie_sync_reason_to_word (status.reason), status.n_waiting, status.n_parked, status.n_aside,
             seat->revoked ? ", revoked" : "");
    }
}

/* What each has -------------------------------------------------------------------------------------- */

static GHashTable *
set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

typedef struct
{
  SimWorld *world;
  GHashTable *ids;
} HubIds;

static gboolean
collect_row (const VigieHubRow *row, gpointer user_data)
{
  HubIds *ids = user_data;
  g_autoptr(VigieEvent) event = vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (event == NULL)
    return TRUE;
  if (!g_hash_table_add (ids->ids, g_strdup (event->id)))
    fault (ids->world, "the hub has %s twice", event->id);

  return TRUE;
}

static GHashTable *
parked_of (SimSeat *seat)
{
  g_autoptr(GPtrArray) parked = vigie_store_parked (seat->store, NULL);
  GHashTable *ids = set_new ();

  for (guint i = 0; parked != NULL && i < parked->len; i++)
    g_hash_table_add (ids, g_strdup (((VigieStoreParked *) parked->pdata[i])->id));

  return ids;
}

/* All that this seat has of the stream; *shared: without what is parked here. */
static GPtrArray *
load (SimSeat *seat, const char *stream, GHashTable *parked, GHashTable *shared)
{
  GPtrArray *events = vigie_store_load (seat->store, stream, NULL, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      if (g_hash_table_contains (parked, event->id))
        continue;
      if (!g_hash_table_add (shared, g_strdup (event->id)))
        fault (seat->world, "seat %u has %s twice", seat->index, event->id);
    }

  return events;
}

static void
compare_sets (SimWorld *world, const char *who, GHashTable *has, GHashTable *expected)
{
  GHashTableIter iter;
  gpointer id;
  guint n = 0;

  g_hash_table_iter_init (&iter, expected);
  while (n < 2 && g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (has, id) && ++n > 0)
      fault (world, "%s has not %s", who, (char *) id);
  g_hash_table_iter_init (&iter, has);
  while (n < 4 && g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (expected, id) && ++n > 0)
      fault (world, "%s has %s, which nobody else has", who, (char *) id);
}

static char *
digest_of (SimSeat *seat, const char *stream, GPtrArray *events, GHashTable *shared)
{
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  g_autoptr(VigieIncident) incident = NULL;

  if (events == NULL)
    return g_strdup ("nothing");
  for (guint i = 0; i < events->len; i++)
    if (g_hash_table_contains (shared, ((VigieEvent *) events->pdata[i])->id))
      g_ptr_array_add (rest, events->pdata[i]);
  if (rest->len == 0) /* all of it was refused: it is here alone */
    return g_strdup ("nothing");
  if (rest->len == events->len)
    incident = vigie_store_incident (seat->store, stream, NULL);
  else
    incident = vigie_incident_fold (rest, vigie_test_playbook (), VIGIE_TIME_NONE, NULL);

  return incident != NULL ? vigie_incident_digest (incident) : g_strdup ("no declaration");
}

/* The stream as a whole ------------------------------------------------------------------------------ */

static void
judge_seat (SimSeat *seat, const char *stream, const HubIds *hub, char **digest)
{
  g_autoptr(GHashTable) parked = parked_of (seat);
  g_autoptr(GHashTable) shared = set_new ();
  g_autoptr(GPtrArray) events = load (seat, stream, parked, shared);
  g_autofree char *who = g_strdup_printf ("seat %u", seat->index);
  g_autofree char *own = NULL;

  if (!may_see (seat, stream))
    return;
  compare_sets (seat->world, who, shared, hub->ids);
  own = digest_of (seat, stream, events, shared);
  if (*digest == NULL)
    *digest = g_steal_pointer (&own);
  else if (strcmp (*digest, own) != 0)
    fault (seat->world, "seat %u tells another story of %s", seat->index, stream);
}

static void
judge_stream (SimWorld *world, const char *stream, GHashTable *all)
{
  HubIds ids = { world, set_new () };
  GHashTableIter iter;
  gpointer id;
  g_autofree char *digest = NULL;

  g_assert_true (vigie_hub_log_page_stream (world->hub.reader, stream, 0, collect_row, &ids, NULL));
  for (guint i = 0; i < SIM_SEATS; i++)
    judge_seat (&world->seats[i], stream, &ids, &digest);
  g_hash_table_iter_init (&iter, ids.ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (all, g_strdup (id));
  g_hash_table_unref (ids.ids);
}

/* Whatever became of rights and orders: nobody forged anything here. */
static void
judge_aside (SimSeat *seat)
{
  g_autoptr(GPtrArray) asides = vigie_store_asides (seat->store, NULL);

  for (guint i = 0; asides != NULL && i < asides->len; i++)
    {
      const VigieStoreAside *aside = asides->pdata[i];

      fault (seat->world, "seat %u set %s %" G_GINT64_FORMAT " aside: %s", seat->index, aside->stream, aside->seq, aside->reason);
    }
}

/* What was promised ---------------------------------------------------------------------------------- */

static void
judge_kept (SimSeat *seat)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, seat->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr(GPtrArray) one = NULL;
      gboolean found = FALSE;

      for (guint i = 0; i < seat->world->streams->len && !found; i++)
        {
          one = vigie_store_load (seat->store, seat->world->streams->pdata[i], NULL, NULL);
          for (guint j = 0; one != NULL && j < one->len && !found; j++)
            found = strcmp (((VigieEvent *) one->pdata[j])->id, id) == 0;
          g_clear_pointer (&one, g_ptr_array_unref);
        }
      if (!found)
        fault (seat->world, "seat %u lost %s, which it had recorded", seat->index, (char *) id);
    }
}

/* The hub had it. After a restored backup it comes back from whoever still has it and may send it. */
static void
judge_acknowledged (SimWorld *world, GHashTable *all)
{
  GHashTableIter iter;
  gpointer id;

  if (world->n_restores > 0)
    return;
  g_hash_table_iter_init (&iter, world->acknowledged);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (all, id))
      fault (world, "the hub acknowledged %s and does not have it", (char *) id);
}

static GPtrArray *
faults_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static gboolean
hub_has (SimWorld *world, const char *hex)
{
  guint8 hash[VIGIE_HASH_BYTES];
  gint64 size_bytes = 0;
  gboolean complete = FALSE;
  guint n_pieces = 0;

  return vigie_unhex (hex, hash, sizeof hash)
         && vigie_hub_log_blob_state (world->hub.reader, hash, &size_bytes, &n_pieces, &complete, NULL) && complete;
}

/* A file goes to the hub from who has it, and from there to who may see it; @say: say what is not done. */
static gboolean
look_at_files (SimSeat *seat, gboolean say)
{
  g_autoptr(GPtrArray) transfers = vigie_store_transfers (seat->store, 1000, NULL);
  gboolean done = TRUE;

  for (guint i = 0; i < transfers->len; i++)
    {
      const VigieStoreTransfer *transfer = transfers->pdata[i];

      if (!may_see (seat, transfer->stream) || transfer->up == hub_has (seat->world, transfer->hash))
        continue;
      done = FALSE;
      if (say)
        fault (seat->world, "seat %u did not %s the file %s", seat->index, transfer->up ? "send" : "fetch", transfer->hash);
    }

  return done;
}

gboolean
sim_files_rest (SimWorld *world)
{
  if (world->hub.hub == NULL)
    return FALSE;
  for (guint i = 0; i < SIM_SEATS; i++)
    if (world->seats[i].store == NULL || !look_at_files (&world->seats[i], FALSE))
      return FALSE;

  return TRUE;
}

/* What is missing of files is looked at by itself: a seat may have the word of one and not be given it any more. */
static void
judge_disk (SimSeat *seat)
{
  g_autoptr(GPtrArray) faults = faults_new ();

  g_assert_true (vigie_store_verify (seat->store, faults, NULL, NULL));
  for (guint i = 0; i < faults->len; i++)
    {
      const char *text = faults->pdata[i];

      if (strstr (text, "the content of") == NULL || strstr (text, "is missing") == NULL)
        fault (seat->world, "seat %u: %s", seat->index, text);
    }
}

static void
judge_disks (SimWorld *world)
{
  g_autoptr(GPtrArray) faults = faults_new ();
  VigieHubVerified verified = { 0 };

  g_assert_true (vigie_hub_verify (world->hub.reader, faults, &verified, NULL));
  g_free (verified.organisation);
  for (guint i = 0; i < faults->len; i++)
    fault (world, "hub: %s", (char *) faults->pdata[i]);
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      judge_disk (&world->seats[i]);
      look_at_files (&world->seats[i], TRUE);
    }
}

void
sim_judge (SimWorld *world)
{
  g_autoptr(GHashTable) all = set_new ();

  if (!sim_is_quiet (world))
    {
      fault (world, "it does not come to rest");
      say_state (world);
      return;
    }
  for (guint i = 0; i < world->streams->len; i++)
    judge_stream (world, world->streams->pdata[i], all);
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      judge_kept (&world->seats[i]);
      judge_aside (&world->seats[i]);
    }
  judge_acknowledged (world, all);
  judge_disks (world);
  if (world->fault->len > 0)
    say_state (world);
}
