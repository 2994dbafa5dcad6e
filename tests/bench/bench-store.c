/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the store does with a million events, each figure beside what bare SQLite needs for the same
 * rows on the same computer in the same run: compare the two, not the milliseconds of another day.
 *
 * The store is made once, through the engine, and kept in the build folder. "Cold" means that the
 * kernel was told to forget the file and the connection is new. VIGIE_BENCH_EVENTS makes it smaller. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vigie-act.h"
#include "vigie-id.h"
#include "vigie-store-private.h"
#include "vigie-test-support.h"

#define EVENTS_DEFAULT 1000000
#define EVENTS_PER_INCIDENT 100
#define BATCH_EVENTS 4000
#define REPEATS 5
#define APPENDS 500
#define RARE_WORD "xylophone"
#define COMMON_WORD "paiement"

typedef struct
{
  guint n_events;
  guint n_incidents;
  guint n_large;        /* events of the one large incident */
  char *folder;
  char *path;
  gint64 now_usec;
  GRand *rand;
} Bench;

static const char *const words[] = {
  "nginx", "502", "base", "réplique", "Abidjan", "opérateur", "Orange", "MTN", "commande", "latence", "file", "disque",
  "redémarrage", "bascule", "sauvegarde", "client", "livreur", "panier", "passerelle", "certificat", "réseau", "tableau",
  "alerte", "mesure", "seuil", "équipe", "astreinte", "vérifie", "retour", "normal", "erreur", "délai", "journal", "trafic",
};

static gint64
bench_now (gpointer user_data)
{
  return ((Bench *) user_data)->now_usec += 1000;
}

static void
bench_random (guint8 *out, gsize length_bytes, gpointer user_data)
{
  for (gsize i = 0; i < length_bytes; i++)
    out[i] = (guint8) g_rand_int_range (((Bench *) user_data)->rand, 0, 256);
}

static char *
make_id (Bench *bench)
{
  guint8 random[VIGIE_ID_RANDOM_BYTES];

  bench_random (random, sizeof random, bench);

  return vigie_id_new (bench_now (bench), random);
}

static void
add_declaration (Bench *bench, const char *id, guint number, GPtrArray *drafts)
{
  g_autofree char *title = g_strdup_printf ("Incident %u", number);
  VigieDeclaration declaration = { .title = title, .type = "INC-01", .level = (VigieLevel) (2 + number % 3),
                                   .reason = "Mesure", .historical = TRUE, .incident_id = id };
  g_autoptr(GPtrArray) made = NULL;
  g_autoptr(GError) error = NULL;

  vigie_answers_init (&declaration.answers);
  declaration.started_usec = declaration.detected_usec = VIGIE_TIME_NONE;
  declaration.declared_usec = bench_now (bench);
  made = vigie_act_declare (vigie_test_playbook (), &declaration, "Banc", &error);
  g_assert_no_error (error);
  g_ptr_array_extend_and_steal (drafts, g_steal_pointer (&made));
}

static void
add_note (Bench *bench, const char *stream, guint serial, GPtrArray *drafts)
{
  g_autoptr(GString) text = g_string_new ("{\"kind\":\"note\",\"text\":\"");

  for (guint i = 0; i < 14; i++)
    g_string_append_printf (text, "%s ", words[g_rand_int_range (bench->rand, 0, G_N_ELEMENTS (words))]);
  if (serial % 2 == 0)
    g_string_append (text, COMMON_WORD " ");
  if (serial % (bench->n_events / 3) == 7)
    g_string_append (text, RARE_WORD " ");
  g_string_append_printf (text, "n%u\"}", serial);
  g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", bench_now (bench), "Banc", g_string_free (g_steal_pointer (&text), FALSE)));
}

static void
flush (VigieStore *store, GPtrArray *drafts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events G_GNUC_UNUSED = vigie_store_record (store, drafts, &error);

  g_assert_no_error (error);
  g_ptr_array_set_size (drafts, 0);
}

static void
fill_store (Bench *bench, VigieStore *store)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  guint serial = 0;

  for (guint number = 0; number < bench->n_incidents && serial < bench->n_events; number++)
    {
      g_autofree char *id = make_id (bench);
      g_autofree char *stream = vigie_stream_for_incident (id, FALSE);
      /* The large one stands in the middle; the others share what is left. */
      guint n = number == bench->n_incidents / 2 ? bench->n_large
                                                 : (bench->n_events - bench->n_large) / (bench->n_incidents - 1);

      add_declaration (bench, id, number, drafts);
      for (guint i = 1; i < n; i++)
        {
          add_note (bench, stream, ++serial, drafts);
          if (drafts->len >= BATCH_EVENTS)
            flush (store, drafts);
        }
    }
  flush (store, drafts);
}

static void
make_store (Bench *bench)
{
  g_autofree char *part = g_strconcat (bench->folder, ".part", NULL);
  g_autofree char *path = g_build_filename (part, "vigie.db", NULL);
  VigieSeams seams = { bench_now, bench_random, bench };
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr(VigieStore) store = NULL;
  g_autoptr(GError) error = NULL;

  if (g_file_test (bench->path, G_FILE_TEST_EXISTS))
    return;
  store = vigie_store_open (path, VIGIE_STORE_WRITER, vigie_test_playbook (), &seams, &error);
  g_assert_no_error (error);
  fill_store (bench, store);
  g_print ("recorded %u events: %.1f s\n", bench->n_events, (double) (g_get_monotonic_time () - start_usec) / 1e6);
  start_usec = g_get_monotonic_time ();
  g_assert_true (vigie_store_index_rest (store, NULL, &error));
  g_print ("search index of them: %.1f s\n", (double) (g_get_monotonic_time () - start_usec) / 1e6);
  vigie_store_close (g_steal_pointer (&store));
  g_assert_cmpint (g_rename (part, bench->folder), ==, 0);
}

static void
forget_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  fdatasync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static double
at_share (gint64 *times, guint n, double share)
{
  qsort (times, n, sizeof times[0], compare_times);

  return (double) times[(guint) ((n - 1) * share)] / 1e3;
}

/* Cold reads ----------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  void (*ours) (VigieStore *store, const char *stream);
  const char *raw_sql;  /* %s: the condition on the large incident's keys */
} Reading;

static void
read_list (VigieStore *store, const char *stream)
{
  const VigieIncidentFilter filter = { .from_usec = VIGIE_TIME_NONE, .to_usec = VIGIE_TIME_NONE,
                                       .before_usec = VIGIE_TIME_NONE, .limit = 100 };
  g_autoptr(GPtrArray) rows = vigie_store_list (store, &filter, NULL);

  g_assert_cmpuint (rows->len, >, 0);
}

static void
read_first_page (VigieStore *store, const char *stream)
{
  g_autoptr(GPtrArray) events = vigie_store_load_newest (store, stream, 200, NULL);

  g_assert_cmpuint (events->len, >, 0);
}

static void
read_whole (VigieStore *store, const char *stream)
{
  g_autoptr(GPtrArray) events = vigie_store_load (store, stream, NULL, NULL);

  g_assert_cmpuint (events->len, >, 0);
}

static void
read_fold (VigieStore *store, const char *stream)
{
  g_autoptr(VigieIncident) incident = vigie_store_incident (store, stream, NULL);

  g_assert_nonnull (incident);
}

static void
search_rare (VigieStore *store, const char *stream)
{
  g_autoptr(GPtrArray) hits = vigie_store_search (store, RARE_WORD, 50, NULL);

  g_assert_cmpuint (hits->len, >, 0);
}

static void
search_common (VigieStore *store, const char *stream)
{
  g_autoptr(GPtrArray) hits = vigie_store_search (store, COMMON_WORD, 50, NULL);

  g_assert_cmpuint (hits->len, ==, 50);
}

static const Reading readings[] = {
  { "newest 100 incidents", read_list,
    "SELECT i.*, s.* FROM incident AS i JOIN stream AS s ON s.number = i.stream ORDER BY i.seen DESC LIMIT 100" },
  { "large incident, newest 200 entries", read_first_page,
    "SELECT bytes, signature, hash FROM event WHERE %s ORDER BY key DESC LIMIT 200" },
  { "large incident, all entries, hashes compared", read_whole, "SELECT bytes, signature, hash FROM event WHERE %s" },
  { "large incident, folded", read_fold, "SELECT bytes, signature, hash FROM event WHERE %s" },
  { "search of a rare word", search_rare, "SELECT rowid FROM search WHERE search MATCH '" RARE_WORD "' LIMIT 50" },
  { "search of a common word", search_common,
    "SELECT rowid FROM search WHERE search MATCH '" COMMON_WORD "' ORDER BY rowid DESC LIMIT 50" },
};

static double
time_ours (Bench *bench, const Reading *reading, const char *stream, gboolean cold)
{
  gint64 times[REPEATS];

  for (guint i = 0; i < REPEATS; i++)
    {
      g_autoptr(VigieStore) store = NULL;
      gint64 start_usec;

      if (cold)
        forget_file (bench->path);
      start_usec = g_get_monotonic_time ();
      store = vigie_store_open (bench->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
      reading->ours (store, stream);
      times[i] = g_get_monotonic_time () - start_usec;
    }

  return at_share (times, REPEATS, 0.5);
}

static double
time_raw (Bench *bench, const Reading *reading, const char *keys, gboolean cold)
{
  g_autofree char *sql = strstr (reading->raw_sql, "%s") != NULL ? g_strdup (reading->raw_sql) : NULL;
  gint64 times[REPEATS];
  guint64 sum = 0;

  if (sql != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (reading->raw_sql, "%s", 2);

      g_free (sql);
      sql = g_strconcat (parts[0], keys, parts[1], NULL);
    }
  for (guint i = 0; i < REPEATS; i++)
    {
      gint64 start_usec;
      sqlite3_stmt *stmt = NULL;
      sqlite3 *db = NULL;

      if (cold)
        forget_file (bench->path);
      start_usec = g_get_monotonic_time ();
      g_assert_cmpint (sqlite3_open_v2 (bench->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_prepare_v2 (db, sql != NULL ? sql : reading->raw_sql, -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (stmt); column++)
          sum += (guint64) sqlite3_column_bytes (stmt, column);
      sqlite3_finalize (stmt);
      sqlite3_close (db);
      times[i] = g_get_monotonic_time () - start_usec;
    }
  g_assert_cmpuint (sum, >, 0);

  return at_share (times, REPEATS, 0.5);
}

static char *
find_large (Bench *bench, char **keys)
{
  g_autoptr(VigieStore) store = vigie_store_open (bench->path, VIGIE_STORE_READER, vigie_test_playbook (), NULL, NULL);
  sqlite3_stmt *stmt = vigie_store_sql (store, "SELECT number, name FROM stream ORDER BY arrival DESC LIMIT 1", NULL);
  char *stream;
  gint64 number;

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (stmt, 0);
  stream = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
  sqlite3_reset (stmt);
  *keys = g_strdup_printf ("key BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, number << 32, (number + 1) << 32);

  return stream;
}

static void
bench_reads (Bench *bench)
{
  g_autofree char *keys = NULL;
  g_autofree char *stream = find_large (bench, &keys);

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    g_print ("%s: cold %.1f ms (bare SQLite %.1f), warm %.1f ms (bare SQLite %.1f)\n", readings[i].name,
             time_ours (bench, &readings[i], stream, TRUE), time_raw (bench, &readings[i], keys, TRUE),
             time_ours (bench, &readings[i], stream, FALSE), time_raw (bench, &readings[i], keys, FALSE));
}

/* Appends -------------------------------------------------------------------------------------- */

static void
append_raw (Bench *bench, gint64 *times)
{
  g_autofree char *path = g_build_filename (bench->folder, "plain.db", NULL);
  g_autofree char *line = g_strnfill (560, 'x');
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;

  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE plain (n INTEGER PRIMARY KEY, line BLOB)",
                NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO plain (line) VALUES (?)", -1, &stmt, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < APPENDS; i++)
    {
      gint64 start_usec = g_get_monotonic_time ();

      sqlite3_bind_blob (stmt, 1, line, 560, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_reset (stmt);
      times[i] = g_get_monotonic_time () - start_usec;
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  g_unlink (path);
}

static void
append_ours (Bench *bench, VigieStore *store, gint64 *times)
{
  g_autofree char *stream = vigie_stream_for_incident ("0190a000-0000-7000-8000-00000000beef", TRUE);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < APPENDS; i++)
    {
      gint64 start_usec;

      add_note (bench, stream, i + 1, drafts);
      start_usec = g_get_monotonic_time ();
      flush (store, drafts);
      times[i] = g_get_monotonic_time () - start_usec;
    }
  g_assert_true (vigie_store_remove_local (store, stream, &error));
}

static void
bench_appends (Bench *bench, VigieStore *store)
{
  g_autofree gint64 *raw = g_new0 (gint64, APPENDS);
  g_autofree gint64 *ours = g_new0 (gint64, APPENDS);

  append_raw (bench, raw);
  append_ours (bench, store, ours);
  g_print ("append one event durably: p50 %.2f ms (bare SQLite %.2f), p99 %.2f ms (bare SQLite %.2f)\n",
           at_share (ours, APPENDS, 0.5), at_share (raw, APPENDS, 0.5), at_share (ours, APPENDS, 0.99),
           at_share (raw, APPENDS, 0.99));
}

static void
print_memory (void)
{
  g_autofree char *status = NULL;
  g_auto(GStrv) lines = NULL;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  lines = g_strsplit (status, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "VmRSS") || g_str_has_prefix (lines[i], "VmHWM"))
      g_print ("memory of this process: %s\n", lines[i]);
}

static void
bench_rebuild (Bench *bench, VigieStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = vigie_store_derived_digest (store, &error);
  g_autofree char *after = NULL;
  gint64 start_usec = g_get_monotonic_time ();

  g_assert_true (vigie_store_rebuild (store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_print ("rebuild with search index: %.1f s\n", (double) (g_get_monotonic_time () - start_usec) / 1e6);
  after = vigie_store_derived_digest (store, &error);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char *argv[])
{
  const char *given = g_getenv ("VIGIE_BENCH_EVENTS");
  const char *folder = g_getenv ("VIGIE_BENCH_FOLDER");
  Bench bench = { .n_events = EVENTS_DEFAULT };
  g_autoptr(VigieStore) store = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  if (given != NULL)
    bench.n_events = (guint) CLAMP (g_ascii_strtoull (given, NULL, 10), 1000, 10 * EVENTS_DEFAULT);
  bench.n_incidents = bench.n_events / EVENTS_PER_INCIDENT;
  bench.n_large = bench.n_events / 100;
  bench.now_usec = vigie_test_time ("2026-01-01T00:00:00Z");
  bench.rand = g_rand_new_with_seed (20261122);
  name = g_strdup_printf ("bench-store-%u", bench.n_events);
  bench.folder = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), name, NULL);
  bench.path = g_build_filename (bench.folder, "vigie.db", NULL);

  make_store (&bench);
  bench_reads (&bench);
  print_memory ();
  store = vigie_store_open (bench.path, VIGIE_STORE_WRITER, vigie_test_playbook (), NULL, &error);
  g_assert_no_error (error);
  bench_appends (&bench, store);
  bench_rebuild (&bench, store);
  print_memory ();
  g_rand_free (bench.rand);
  g_free (bench.folder);
  g_free (bench.path);

  return 0;
}
