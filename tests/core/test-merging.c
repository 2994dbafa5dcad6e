/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Histories left to chance: three to five seats whose clocks are off by days act on one incident and hear of each
 * other now and then. Whatever came of it, every order of arrival gives the same projection and the same list of
 * what was written apart, also when events arrive in batches; and settling it all leaves nothing to ask.
 *
 * A seed replays exactly: `VIGIE_SEED=N` runs one, `VIGIE_SEEDS=N` that many; `VIGIE_SHUFFLES=N` tries so many orders
 * of the long history. */

#include "seat-acts.h"

#define SEATS_MAX 5
#define SEEDS 30
#define ACTS 60
#define SHUFFLES 60
#define LONG_EVENTS 200

static const char *const people[SEATS_MAX] = { "Awa", "Koffi", "Mariam", "Yao", "Fatou" };

static const char *const lines[] = {
  "title|Shop down", "title|Payments down", "type|INC-03", "type|INC-04", "level|P2", "level|P3", "stage|identified", "stage|monitoring",
  "milestone|restored|30", "milestone|restored|40", "milestone|detected|-3", "fact|users_affected|1200", "fact|users_affected|900|estimated",
  "fact|orders_lost|12", "fact|orders_lost|13", "step|done", "step|open", "step|not-applicable", "hypothesis|eliminated", "hypothesis|confirmed",
  "entry||Orders fail since 3", "entry||Payments fail", "entry||retract", "section|A full disk.", "section|A cable.", "support|L2", "support|management",
  "video|https://meet.example/a", "video|https://meet.example/b", "war-room|close", "war-room|open", "role|scribe|Mariam", "role|scribe|Koffi",
  "role|scribe", "role|commander|Mariam", "role|commander|Yao", "handover|commander|Mariam", "handover|commander|Koffi", "answer|commander|accepted",
  "answer|commander|declined", "choose|INC-04/targeted", "choose|INC-04/restore-all", "action|Add an alert on the disk of db-2", "action|Add an alert on the disk of db-1|done",
  "review|It helped", "review|It did not help", "message|team|We are down", "log|Still here", "log|Another note", "log-decision|Wait", "log-hypothesis|The network",
  "settle|0", "settle|1",
};

typedef struct
{
  GRand *rand;
  guint n_seats;
  int offset_minutes[SEATS_MAX];
  Seat seats[SEATS_MAX];
} World;

static void
world_init (World *world, guint seed)
{
  world->rand = g_rand_new_with_seed (seed);
  world->n_seats = (guint) g_rand_int_range (world->rand, 3, SEATS_MAX + 1);
  for (guint i = 0; i < world->n_seats; i++)
    {
      seat_init (&world->seats[i], seed * 10 + i, people[i]);
      world->offset_minutes[i] = g_rand_int_range (world->rand, 0, 3) == 0 ? g_rand_int_range (world->rand, -4000, 4000) : 0;
    }
  seat_begin (&world->seats[0]);
  for (guint i = 1; i < world->n_seats; i++)
    seat_hear (&world->seats[i], &world->seats[0]);
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < world->n_seats; i++)
    seat_clear (&world->seats[i]);
  g_rand_free (world->rand);
}

static Seat *
any_seat (World *world, guint *index)
{
  *index = (guint) g_rand_int_range (world->rand, 0, (gint32) world->n_seats);

  return &world->seats[*index];
}

/* One act, which may be refused; now and then two seats meet. */
static void
step (World *world, int minutes)
{
  g_autoptr(GError) error = NULL;
  guint index, other;
  Seat *seat = any_seat (world, &index);
  const char *line = lines[g_rand_int_range (world->rand, 0, (gint32) G_N_ELEMENTS (lines))];

  seat_act (seat, minutes + world->offset_minutes[index], line, &error);
  if (g_rand_int_range (world->rand, 0, 6) == 0)
    seat_hear (any_seat (world, &other), seat);
}

static void
meet_all (World *world)
{
  for (guint i = 1; i < world->n_seats; i++)
    seat_hear (&world->seats[0], &world->seats[i]);
  for (guint i = 1; i < world->n_seats; i++)
    seat_hear (&world->seats[i], &world->seats[0]);
}

static void
shuffle (GPtrArray *events, GRand *rand)
{
  for (guint i = events->len - 1; i > 0; i--)
    swap_events (events, i, (guint) g_rand_int_range (rand, 0, (gint32) i + 1));
}

/* As a hub brings them: a declaration, then batches of any size. */
static char *
digest_in_batches (GPtrArray *events, GRand *rand)
{
  g_autoptr(GPtrArray) first = g_ptr_array_new ();
  g_autoptr(VigieIncident) incident = NULL;
  guint next = 0;

  while (incident == NULL)
    {
      g_ptr_array_add (first, events->pdata[next++]);
      incident = vigie_incident_fold (first, PLAYBOOK, VIGIE_TIME_NONE, NULL);
    }
  while (next < events->len)
    {
      g_autoptr(GPtrArray) batch = g_ptr_array_new ();
      VigieIncident *with;

      for (int n = g_rand_int_range (rand, 1, 9); n > 0 && next < events->len; n--)
        g_ptr_array_add (batch, events->pdata[next++]);
      with = vigie_incident_with (incident, batch, PLAYBOOK, NULL);
      vigie_incident_unref (incident);
      incident = with;
    }

  return vigie_incident_digest (incident);
}

/* What lost is still there to be read. */
static void
check_versions (const VigieIncident *incident)
{
  for (guint i = 0; i < incident->conflicts->len; i++)
    {
      const VigieConflict *conflict = incident->conflicts->pdata[i];

      g_assert_cmpuint (conflict->versions->len, >=, 2);
      g_assert_true (vigie_incident_conflict_by_key (incident, conflict->key) == conflict);
      for (guint j = 0; j < conflict->versions->len; j++)
        {
          g_autofree char *words = vigie_conflict_version_words (conflict, conflict->versions->pdata[j], incident, PLAYBOOK, NULL, VIGIE_LANG_FR);

          g_assert_cmpstr (words, !=, "");
        }
    }
}

static void
settle_all (Seat *seat, int minutes)
{
  for (guint round = 0;; round++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieIncident) incident = seat_fold (seat);

      if (incident->conflicts->len == 0)
        return;
      g_assert_cmpuint (round, <, 100);
      seat_act (seat, minutes, "settle|0", &error);
      g_assert_no_error (error);
    }
}

static guint
run_seed (guint seed)
{
  World world;
  g_autoptr(VigieIncident) incident = NULL;
  g_autofree char *digest = NULL;
  guint n_conflicts;

  g_test_message ("seed %u", seed);
  world_init (&world, seed);
  for (int i = 0; i < ACTS; i++)
    step (&world, 10 + i);
  meet_all (&world);
  incident = seat_fold (&world.seats[0]);
  n_conflicts = incident->conflicts->len;
  digest = vigie_incident_digest (incident);
  check_versions (incident);
  for (guint i = 0; i < world.n_seats; i++)
    {
      GPtrArray *events = world.seats[i].events;
      g_autofree char *own = digest_of (events);
      g_autofree char *batched = NULL;

      g_assert_cmpstr (own, ==, digest);
      shuffle (events, world.rand);
      batched = digest_in_batches (events, world.rand);
      g_assert_cmpstr (batched, ==, digest);
    }
  settle_all (&world.seats[0], -900);
  world_clear (&world);

  return n_conflicts;
}

static guint
number_from (const char *name, guint usual)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) atoi (text) : usual;
}

static void
test_chance (void)
{
  guint n = number_from ("VIGIE_SEEDS", SEEDS), n_conflicts = 0;

  if (g_getenv ("VIGIE_SEED") != NULL)
    {
      run_seed (number_from ("VIGIE_SEED", 1));
      return;
    }
  for (guint seed = 1; seed <= n; seed++)
    n_conflicts += run_seed (seed);
  /* Else the histories say nothing about what was written apart. */
  g_assert_cmpuint (n_conflicts, >, n);
}

static void
test_long_history (void)
{
  World world;
  g_autofree char *digest = NULL;
  guint n = number_from ("VIGIE_SHUFFLES", SHUFFLES);
  GPtrArray *events;

  world_init (&world, 20261122);
  for (int i = 0; world.seats[0].events->len < LONG_EVENTS; i++)
    {
      step (&world, 10 + i);
      if (i % 40 == 39)
        meet_all (&world);
    }
  meet_all (&world);
  events = world.seats[0].events;
  digest = digest_of (events);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shuffled = NULL;

      shuffle (events, world.rand);
      shuffled = digest_of (events);
      g_assert_cmpstr (shuffled, ==, digest);
    }
  world_clear (&world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/merging/chance", test_chance);
  g_test_add_func ("/core/merging/long-history", test_long_history);

  return g_test_run ();
}
