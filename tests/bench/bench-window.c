/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From exec to the first frame, and the memory a second after, of Vigie with 10,000 incidents in the
 * store and one of 10,000 entries open, beside those of an empty libadwaita window. The two programs
 * run in turns, so that a busy moment of the computer hits both, and only their ratio is compared. On a
 * computer that others use too, processor time is the steadier of the two.
 *
 * The store is made once through the engine and kept in the build folder; VIGIE_BENCH_STORE names
 * another one. Runs on the virtual display of build-aux/headless. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"
#include "vigie-time.h"

#define N_INCIDENTS 10000
#define N_ACTIVE 6
#define N_ENTRIES 10000
#define BATCH_EVENTS 4000
#define RUNS 5
#define GOAL_TIME 1.3
#define GOAL_MEMORY 1.5

/* The store ------------------------------------------------------------------------------------- */

static char *
make_id (GRand *rand, gint64 now_usec)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) g_rand_int_range (rand, 0, 256);

  return vigie_id_new (now_usec, random);
}

static void
take (GPtrArray *drafts, GPtrArray *made, GError *error)
{
  g_assert_no_error (error);
  g_ptr_array_extend_and_steal (drafts, made);
}

static void
flush (VigieStore *store, GPtrArray *drafts, guint least)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;

  if (drafts->len < least)
    return;
  events = vigie_store_record (store, drafts, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (drafts, 0);
}

/* Declares an incident at @at_usec and returns its stream. */
static char *
declare (GRand *rand, guint number, VigieLevel level, gboolean historical, gint64 at_usec, GPtrArray *drafts)
{
  g_autofree char *id = make_id (rand, at_usec);
  g_autofree char *title = g_strdup_printf ("Paiements en échec par moments %u", number);
  VigieDeclaration declaration = { .title = title, .type = "INC-01", .level = level, .reason = "Mesure",
                                   .historical = historical, .incident_id = id };
  g_autoptr(GError) error = NULL;
  GPtrArray *made;

  vigie_answers_init (&declaration.answers);
  declaration.started_usec = at_usec - 10 * VIGIE_MINUTE_USEC;
  declaration.detected_usec = at_usec - 5 * VIGIE_MINUTE_USEC;
  declaration.declared_usec = at_usec;
  made = vigie_act_declare (vigie_test_playbook (), &declaration, "Awa Koné", &error);
  take (drafts, made, error);

  return vigie_stream_for_incident (id, FALSE);
}

static void
log_entry (const char *stream, guint serial, gint64 at_usec, GPtrArray *drafts)
{
  /* A long night: a decision or a hypothesis now and then, the rest is what was seen and done. */
  VigieEntryKind kind = serial % 200 == 150 ? VIGIE_ENTRY_DECISION
                        : serial % 400 == 50 ? VIGIE_ENTRY_HYPOTHESIS
                        : serial % 3 == 0 ? VIGIE_ENTRY_ACTION : VIGIE_ENTRY_NOTE;
  g_autofree char *text = g_strdup_printf ("Mesure %u : la passerelle de paiement répond de nouveau à la plupart des commandes", serial);
  g_autoptr(GError) error = NULL;
  GPtrArray *made = vigie_act_log_in (stream, kind, text, "Awa Koné", at_usec, &error);

  take (drafts, made, error);
}

static void
settle (const char *stream, gint64 at_usec, GPtrArray *drafts)
{
  static const VigieMilestone milestones[] = { VIGIE_MILESTONE_RESTORED, VIGIE_MILESTONE_RESOLVED, VIGIE_MILESTONE_CLOSED };

  for (gsize i = 0; i < G_N_ELEMENTS (milestones); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 time_usec = at_usec + (gint64) (i + 1) * VIGIE_HOUR_USEC;
      GPtrArray *made = vigie_act_milestone_in (stream, milestones[i], time_usec, NULL, "Awa Koné", time_usec, &error);

      take (drafts, made, error);
    }
}

static void
fill_store (VigieStore *store)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261122);
  gint64 now_usec = g_get_real_time ();
  g_autofree char *large = NULL;

  for (guint number = 0; number < N_INCIDENTS - 1; number++)
    {
      gboolean past = number < N_INCIDENTS - 1 - N_ACTIVE;
      gint64 at_usec = now_usec - (gint64) (N_INCIDENTS - number) * (past ? 4 * VIGIE_HOUR_USEC : VIGIE_MINUTE_USEC);
      g_autofree char *stream = declare (rand, number, (VigieLevel) (VIGIE_LEVEL_P2 + number % 3), past, at_usec, drafts);

      log_entry (stream, number, at_usec, drafts);
      if (past)
        settle (stream, at_usec, drafts);
      flush (store, drafts, BATCH_EVENTS);
    }
  large = declare (rand, N_INCIDENTS, VIGIE_LEVEL_P1, FALSE, now_usec - 3 * VIGIE_HOUR_USEC, drafts);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      log_entry (large, i, now_usec - 3 * VIGIE_HOUR_USEC + i * VIGIE_SECOND_USEC, drafts);
      flush (store, drafts, BATCH_EVENTS);
    }
  flush (store, drafts, 1);
}

/* The store's path; made under another name first, so that half of one is never measured. */
static char *
find_store (void)
{
  const char *given = g_getenv ("VIGIE_BENCH_STORE");
  const char *parent = g_getenv ("VIGIE_BENCH_FOLDER");
  g_autofree char *folder = g_build_filename (parent ? parent : g_get_tmp_dir (), "bench-window-store", NULL);
  g_autofree char *part = g_strconcat (folder, ".part", NULL);
  g_autofree char *part_path = g_build_filename (part, "vigie.db", NULL);
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GError) error = NULL;

  if (given)
    return g_strdup (given);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      store = vigie_store_open (part_path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
      g_assert_no_error (error);
      fill_store (store);
      g_assert_true (vigie_store_index_rest (store, NULL, &error));
      vigie_store_close (g_steal_pointer (&store));
      g_assert_cmpint (g_rename (part, folder), ==, 0);
      g_print ("made the store: %.1f s\n", (double) (g_get_monotonic_time () - start_usec) / 1e6);
    }

  return g_build_filename (folder, "vigie.db", NULL);
}

/* Measuring ------------------------------------------------------------------------------------- */

typedef struct
{
  double first_ms[RUNS];
  double first_cpu_ms[RUNS];
  double filled_ms[RUNS];
  double filled_cpu_ms[RUNS];
  double resident_mib[RUNS];
} Figures;

static void
run_once (const char *const *argv, Figures *figures, guint run)
{
  g_autoptr(GError) error = NULL;
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *line = NULL;
  gint64 first_usec = 0, first_cpu_usec = 0, filled_usec = 0, filled_cpu_usec = 0;
  guint64 resident_kib = 0;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &line, NULL, &error));
  g_assert_cmpint (sscanf (line, "first %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " filled %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                           " resident %" G_GUINT64_FORMAT, &first_usec, &first_cpu_usec, &filled_usec, &filled_cpu_usec,
                           &resident_kib), ==, 5);
  /* Zero: it never showed what it was started for. */
  g_assert_cmpint (filled_usec, >=, first_usec);
  g_assert_cmpint (first_usec, >, start_usec);
  figures->first_ms[run] = (double) (first_usec - start_usec) / 1e3;
  figures->filled_ms[run] = (double) (filled_usec - start_usec) / 1e3;
  figures->first_cpu_ms[run] = (double) first_cpu_usec / 1e3;
  figures->filled_cpu_ms[run] = (double) filled_cpu_usec / 1e3;
  figures->resident_mib[run] = (double) resident_kib / 1024;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
median (const double *values)
{
  double sorted[RUNS];

  memcpy (sorted, values, sizeof sorted);
  qsort (sorted, RUNS, sizeof sorted[0], compare_doubles);

  return sorted[RUNS / 2];
}

static void
report (const char *name, const char *unit, const double *ours, const double *empty, double goal)
{
  double one = median (ours), other = median (empty);
  double ratio = one / other;

  g_print ("%s: %.0f %s (empty window %.0f): %.2f ×", name, one, unit, other, ratio);
  if (goal > 0)
    g_print (", goal ≤ %.1f × %s", goal, ratio <= goal ? "met" : "MISSED");
  g_print ("\n");
}

int
main (int argc, char *argv[])
{
  g_autofree char *store = NULL;
  Figures ours = { 0 }, empty = { 0 };

  if (argc != 3)
    {
      g_printerr ("usage: bench-window EMPTY-WINDOW VIGIE\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  store = find_store ();
  /* The first run of each reads the libraries from the disk and is forgotten. */
  for (guint i = 0; i <= RUNS; i++)
    {
      run_once ((const char *const[]) { argv[1], NULL }, &empty, i % RUNS);
      run_once ((const char *const[]) { argv[2], "--store", store, "--first-frame", NULL }, &ours, i % RUNS);
    }
  report ("first window, exec to first frame", "ms", ours.first_ms, empty.first_ms, GOAL_TIME);
  report ("the same in processor time", "ms", ours.first_cpu_ms, empty.first_cpu_ms, GOAL_TIME);
  report ("incident of 10,000 entries on screen", "ms", ours.filled_ms, empty.filled_ms, 0);
  report ("the same in processor time", "ms", ours.filled_cpu_ms, empty.filled_cpu_ms, 0);
  report ("memory with it open", "MiB", ours.resident_mib, empty.resident_mib, GOAL_MEMORY);

  return 0;
}
