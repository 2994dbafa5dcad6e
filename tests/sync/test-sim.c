/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Five seats and a hub, left to chance: requests and answers that are late, lost, doubled or cut at any byte, streams that
 * end, processes that die between any two writes, disks that lose what was not synced, clocks that are off by days, a hub
 * put back from a backup, a member revoked, incidents that become restricted, files. Then the faults stop, and what
 * sim-oracle.c says must hold.
 *
 * A seed replays exactly. VIGIE_SEEDS=N tries so many, VIGIE_SEED=N one and says the digest of its run; with
 * VIGIE_SIM_TRACE=1 each step too. The first argument is this program's share: "2/4" is the second of four. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim-world.h"
#include "vigie-test-support.h"

/* A sanitizer makes each of them many times as slow, and looks at other things. */
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define SEEDS 200
#else
#define SEEDS 2000
#endif
#define ACTS 30
#define ACT_USEC_MAX 2000000
#define CALM_ROUNDS 60
#define FILE_ROUNDS 8
#define MUTANT_SEEDS 60

static guint share = 1, shares = 1;

static void
act_for_a_while (SimWorld *world)
{
  sim_plan (world, 0, sim_hub_beat, sim_call_new (world, NULL));
  for (guint i = 0; i < ACTS; i++)
    {
      sim_run (world, world->now_usec + sim_chance (world, ACT_USEC_MAX));
      sim_act (world);
      if (sim_chance (world, 3) == 0)
        sim_misfortune (world);
    }
}

static void
calm_down (SimWorld *world)
{
  world->calm = TRUE;
  sim_trace (world, "calm");
  sim_disk_set_fuse (world->hub.disk, 0);
  for (guint i = 0; i < SIM_SEATS; i++)
    {
      sim_disk_set_fuse (world->seats[i].disk, 0);
      world->seats[i].offline = FALSE;
    }
  for (guint round = 0; round < CALM_ROUNDS && (round < 3 || !sim_is_quiet (world)); round++)
    {
      sim_run (world, world->now_usec + 10 * VIGIE_SECOND_USEC);
      for (guint i = 0; i < SIM_SEATS && round % 3 == 0; i++)
        if (world->seats[i].engine != NULL)
          {
            vigie_sync_engine_try_now (world->seats[i].engine, world->now_usec);
            sim_seat_look (&world->seats[i]);
          }
    }
  /* What is on its way arrives, and files that were not there yet are asked for again. */
  for (guint round = 0; round < FILE_ROUNDS && (round == 0 || !sim_files_rest (world)); round++)
    sim_run (world, world->now_usec + 20 * VIGIE_SECOND_USEC);
}

/* What was wrong; NULL: nothing. *digest: of all that happened. */
static char *
try_seed (guint seed, SimMutation mutation, char **digest)
{
  SimWorld *world = sim_world_new (seed, mutation);
  char *wrong = NULL;

  act_for_a_while (world);
  calm_down (world);
  sim_judge (world);
  if (world->fault->len > 0)
    wrong = g_strdup (world->fault->str);
  if (digest != NULL)
    *digest = g_strdup (g_checksum_get_string (world->trace));
  sim_world_free (world);

  return wrong;
}

static void
assert_sound (guint seed)
{
  g_autofree char *digest = NULL;
  g_autofree char *wrong = try_seed (seed, SIM_SOUND, &digest);

  if (wrong != NULL)
    {
      g_printerr ("seed %u, digest %s:\n%s", seed, digest, wrong);
      g_test_message ("seed %u: %s", seed, wrong);
      g_test_fail ();
    }
}

static void
test_seeds (void)
{
  const char *more = g_getenv ("VIGIE_SEEDS");
  const char *one = g_getenv ("VIGIE_SEED");
  guint n = more != NULL ? (guint) atoi (more) : SEEDS;

  if (one != NULL)
    {
      g_autofree char *digest = NULL;
      g_autofree char *wrong = try_seed ((guint) atoi (one), SIM_SOUND, &digest);

      printf ("# seed %s, digest %s\n", one, digest);
      if (wrong != NULL)
        g_printerr ("%s", wrong);
      g_assert_null (wrong);
      return;
    }
  for (guint seed = share; seed <= n; seed += shares)
    assert_sound (seed);
}

/* Seeds that found a fault once; the world of a seed changes with the code, the fault has a test of its own as well. */
static const struct
{
  guint seed;
  const char *found;
} finders[] = {
  { 7, "a cursor that is written before its page" },
  { 505, "an incident of which the hub took nothing is the same as none" },
  { 605, "a hub that was put back and forgot that a device was revoked" },
};

static void
test_finders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (finders); i++)
    {
      g_test_message ("seed %u: %s", finders[i].seed, finders[i].found);
      assert_sound (finders[i].seed);
    }
}

static void
test_replays (void)
{
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      g_free (try_seed (seed, SIM_SOUND, &first));
      g_free (try_seed (seed, SIM_SOUND, &second));
      g_assert_cmpstr (first, ==, second);
    }
}

/* A fault that we make ourselves is found, or finding none would mean nothing. */
static void
test_mutant (gconstpointer data)
{
  guint seed = 1;
  g_autofree char *wrong = NULL;

  for (; seed <= MUTANT_SEEDS && wrong == NULL; seed++)
    wrong = try_seed (seed, (SimMutation) GPOINTER_TO_UINT (data), NULL);
  g_test_message ("found by seed %u: %s", seed - 1, wrong != NULL ? wrong : "not");
  g_assert_nonnull (wrong);
}

int
main (int argc, char **argv)
{
  int status;

  /* What a disk keeps is simulated; what it costs need not be. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    g_assert_cmpint (sscanf (argv[1], "%u/%u", &share, &shares), ==, 2);
  g_test_add_func ("/sim/seeds", test_seeds);
  if (share == 1)
    {
      g_test_add_func ("/sim/finders", test_finders);
      g_test_add_func ("/sim/replays", test_replays);
      g_test_add_data_func ("/sim/finds/cursor-before-page", GUINT_TO_POINTER (SIM_CURSOR_FIRST), test_mutant);
      g_test_add_data_func ("/sim/finds/answer-before-commit", GUINT_TO_POINTER (SIM_ANSWER_FIRST), test_mutant);
    }
  status = g_test_run ();
  sim_setup_clear ();

  return status;
}
