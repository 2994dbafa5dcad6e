/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Twenty good seats go on while others do to the hub's program whatever can be done to it from outside: slow and endless
 * headers and bodies, half a handshake, enormous and malformed requests, connections given up in the middle, a thousand
 * streams that are only held, some that nobody reads. Ten minutes in the long form. Afterwards the program has no
 * descriptor more than before, and hardly more memory. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hub-engine.h"
#include "hub-program.h"
#include "hub-served.h"

#define GOOD 20
#define KEPT 300           /* hostile connections at a time */
#define PROMISE_MS 1000
#define IDLE_LISTENERS 50  /* devices; each holds several streams */
#define SPARE_DESCRIPTORS 5
#define CACHES_KB (3 * 16000) /* of pages of the log, which the good seats make longer; one that writes and two that read */

/* More where a sanitizer slows everything down. */
static double
patience (void)
{
  const char *given = g_getenv ("VIGIE_TEST_PATIENCE");

  return given != NULL ? atof (given) : 1;
}

/* Good --------------------------------------------------------------------------------------------- */

typedef struct
{
  HubSeat *seat;
  guint port, number;
  const gint *ending;       /* atomic */
  const gint *disturbed;    /* atomic; which of the two lists a time belongs to */
  GArray *times_usec[2];
  gboolean lost;
} Good;

static gpointer
run_good (gpointer user_data)
{
  Good *good = user_data;
  g_autofree char *stream = hub_fixture_stream (200 + good->number);

  while (!g_atomic_int_get (good->ending))
    {
      g_autoptr(GPtrArray) events = hub_fixture_notes (good->seat->device, stream, 1);
      g_autoptr(GBytes) body = vigie_wire_append_new (events);
      gint disturbed = g_atomic_int_get (good->disturbed);
      gint64 start_usec = g_get_monotonic_time (), took_usec;

      if (hub_request (good->port, "POST", "/v1/events", good->seat->token, body, NULL) != 200)
        good->lost = TRUE;
      took_usec = g_get_monotonic_time () - start_usec;
      if (disturbed == g_atomic_int_get (good->disturbed))
        g_array_append_val (good->times_usec[disturbed], took_usec);
      g_usleep (50000);
    }

  return NULL;
}

static int
compare_usec (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static double
percentile_ms (Good *goods, guint list, double part)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < GOOD; i++)
    g_array_append_vals (all, goods[i].times_usec[list]->data, goods[i].times_usec[list]->len);
  g_assert_cmpuint (all->len, >=, GOOD);
  g_array_sort (all, compare_usec);

  return (double) g_array_index (all, gint64, (guint) ((all->len - 1) * part)) / 1000;
}

/* The scene: a program on a log in which the seats have joined already ----------------------------- */

typedef struct
{
  HubEngine *engine;        /* closed: the program has the log */
  HubProgram program;
  HubSeat *listeners[IDLE_LISTENERS];
  HubSeat *eve;             /* a responder who is hostile */
  Good goods[GOOD];
  GThread *threads[GOOD];
  gint ending, disturbed;
} Scene;

static void
scene_init (Scene *scene, const char *rate)
{
  memset (scene, 0, sizeof *scene);
  scene->engine = hub_engine_new (1);
  for (guint i = 0; i < GOOD; i++)
    scene->goods[i].seat = hub_seat_join (scene->engine, 10 + i, "Awa Koné", "responder");
  for (guint i = 0; i < IDLE_LISTENERS; i++)
    scene->listeners[i] = hub_seat_join (scene->engine, 100 + i, "Nadia", "viewer");
  scene->eve = hub_seat_join (scene->engine, 9, "Eve", "responder");
  hub_engine_close (scene->engine);
  hub_program_start (&scene->program, scene->engine->fixture->path, "127.0.0.1:0", "--per-address", "0", "--rate", rate, NULL);
}

static void
scene_run_good (Scene *scene)
{
  for (guint i = 0; i < GOOD; i++)
    {
      Good *good = &scene->goods[i];

      good->port = scene->program.port;
      good->number = i;
      good->ending = &scene->ending;
      good->disturbed = &scene->disturbed;
      for (guint list = 0; list < 2; list++)
        good->times_usec[list] = g_array_new (FALSE, FALSE, sizeof (gint64));
      scene->threads[i] = g_thread_new ("good", run_good, good);
    }
}

static void
scene_end_good (Scene *scene)
{
  g_atomic_int_set (&scene->ending, 1);
  for (guint i = 0; i < GOOD; i++)
    {
      g_thread_join (scene->threads[i]);
      g_assert_false (scene->goods[i].lost);
    }
}

static void
scene_clear (Scene *scene)
{
  int status = hub_program_end (&scene->program, SIGTERM);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  for (guint i = 0; i < GOOD; i++)
    {
      hub_seat_free (scene->goods[i].seat);
      for (guint list = 0; list < 2; list++)
        g_clear_pointer (&scene->goods[i].times_usec[list], g_array_unref);
    }
  for (guint i = 0; i < IDLE_LISTENERS; i++)
    hub_seat_free (scene->listeners[i]);
  hub_seat_free (scene->eve);
  hub_engine_free (scene->engine);
}

/* Every part of it has been used: its threads have their readers of the log. */
static void
warm_up (Scene *scene)
{
  for (guint i = 0; i < 200; i++)
    hub_request (scene->program.port, "GET", "/v1/events", scene->eve->token, NULL, NULL);
}

/* Hostile ------------------------------------------------------------------------------------------ */

static const char *const openings[] = {
  "GET /healthz HTTP/1.1\r\nX-Slow: ",                                                   /* a header that never ends */
  "POST /v1/join HTTP/1.1\r\nHost: hub\r\nContent-Length: 60000\r\n\r\n{",               /* a body that never ends */
  "POST /v1/join HTTP/1.1\r\nHost: hub\r\nContent-Length: 99999999\r\n\r\nxxxxxxxxxxxx", /* larger than allowed */
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",                                        /* TLS where there is none */
  "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n",                                          /* then idle */
  "GET / HTTP/9.9\r\n\r\n",
  "\r\n\r\n\r\n",
  "POST /v1/join HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
  "POST /v1/join HTTP/1.1\r\nHost: hub\r\nContent-Length: 12\r\n\r\n[[[[[[[[[[[[",
  "",                                                                                    /* nothing at all */
};

static int
open_stream (Scene *scene, guint number, int receive_bytes)
{
  g_autofree char *request = g_strdup_printf ("GET /v1/live HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n\r\n",
                                              scene->listeners[number % IDLE_LISTENERS]->token);
  int fd = hub_connect (scene->program.port);

  if (receive_bytes > 0)
    setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  hub_send (fd, request, -1);

  return fd;
}

/* What does not fit into the socket's buffer is not waited for. */
static void
send_enormous (int fd, guint turn)
{
  g_autofree char *filling = g_strnfill (256 * 1024, 'x');

  hub_send (fd, turn % 2 == 0 ? "GET /healthz HTTP/1.1\r\nHost: hub\r\nX-Long: " : "POST /v1/events HTTP/1.1\r\nContent-Length: 67108864\r\n\r\n", -1);
  if (send (fd, filling, 256 * 1024, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
    return;
}

static int
open_hostile (Scene *scene, guint turn)
{
  guint kind = turn % 12;
  int fd;

  if (kind == 11)
    return open_stream (scene, turn, 4096); /* nobody reads it */
  fd = hub_connect (scene->program.port);
  if (kind == 10)
    send_enormous (fd, turn / 12);
  else
    hub_send (fd, openings[kind], -1);

  return fd;
}

static guint
be_hostile (Scene *scene, guint seconds, guint n_streams)
{
  gint64 until_usec = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_autofree int *streams = g_new (int, n_streams);
  guint turn = 0;
  int fds[KEPT];

  for (guint i = 0; i < n_streams; i++)
    streams[i] = open_stream (scene, i, 0);
  for (guint i = 0; i < KEPT; i++)
    fds[i] = open_hostile (scene, turn++);
  while (g_get_monotonic_time () < until_usec)
    {
      guint at = turn % KEPT;

      /* One byte here and there, and one connection after the other given up in the middle. */
      for (guint i = 0; i < 10; i++)
        if (send (fds[(at + 31 * i) % KEPT], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
          continue;
      close (fds[at]);
      fds[at] = open_hostile (scene, turn++);
      g_usleep (2000);
    }
  for (guint i = 0; i < KEPT; i++)
    close (fds[i]);
  for (guint i = 0; i < n_streams; i++)
    close (streams[i]);

  return turn;
}

static void
test_hostile (void)
{
  guint seconds = vigie_test_number (10, 600), n_streams = 1000, n_hostile, before, memory_before_kb, memory_kb;
  double quiet_ms, p99_ms;
  Scene scene;

  scene_init (&scene, "0");
  warm_up (&scene);
  before = hub_program_descriptors (&scene.program);
  /* Memory is compared after one siege and after the next: the first makes room that is kept. A leak of two kB for each
   * connection shows in the long form. */
  scene_run_good (&scene);
  g_usleep (2 * G_USEC_PER_SEC);
  g_atomic_int_set (&scene.disturbed, 1);
  be_hostile (&scene, seconds / 4, n_streams);
  g_assert_true (hub_program_wait_descriptors (&scene.program, before + GOOD + SPARE_DESCRIPTORS, 60));
  memory_before_kb = hub_program_memory_kb (&scene.program);
  n_hostile = be_hostile (&scene, seconds, n_streams);
  scene_end_good (&scene);
  quiet_ms = percentile_ms (scene.goods, 0, 0.99);
  p99_ms = percentile_ms (scene.goods, 1, 0.99);
  g_assert_true (hub_program_wait_descriptors (&scene.program, before + SPARE_DESCRIPTORS, 30 * (guint) patience ()));
  memory_kb = hub_program_memory_kb (&scene.program);
  vigie_test_figure ("F21", "p99 of %u good seats %.0f ms (%.0f before) beside %u hostile connections and %u idle streams in %u s; memory %u, then %u kB",
                     GOOD, p99_ms, quiet_ms, n_hostile, n_streams, seconds, memory_before_kb, memory_kb);
  /* On a computer that is too busy for it in peace, it is no worse than that. */
  g_assert_cmpfloat (p99_ms, <, MAX (PROMISE_MS * patience (), 3 * quiet_ms));
#if !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
  /* A sanitizer keeps what is freed for a while. */
  g_assert_cmpuint (memory_kb, <, memory_before_kb + memory_before_kb / 4 + CACHES_KB);
#endif
  scene_clear (&scene);
}

/* F22 ------------------------------------------------------------------------------------------------ */

static void
connect_and_get (Scene *scene, guint n)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (hub_request (scene->program.port, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
}

static void
test_leak (void)
{
  guint n = vigie_test_number (2000, 10000), descriptors, memory_kb, after_kb;
  Scene scene;

  scene_init (&scene, "0");
  warm_up (&scene);
  connect_and_get (&scene, 1000);
  g_assert_true (hub_program_wait_descriptors (&scene.program, hub_program_descriptors (&scene.program), 1));
  descriptors = hub_program_descriptors (&scene.program);
  memory_kb = hub_program_memory_kb (&scene.program);
  connect_and_get (&scene, n);
  g_assert_true (hub_program_wait_descriptors (&scene.program, descriptors, 15));
  after_kb = hub_program_memory_kb (&scene.program);
  vigie_test_figure ("F22", "%u connections: %u descriptors before and after; memory %u, then %u kB", n, descriptors, memory_kb, after_kb);
#if !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
  /* A sanitizer keeps what is freed for a while. */
  g_assert_cmpuint (after_kb, <=, memory_kb + memory_kb / 20);
#endif
  scene_clear (&scene);
}

/* F37 ------------------------------------------------------------------------------------------------ */

#define WINDOWS 8           /* alternately quiet and disturbed */

typedef struct
{
  Scene *scene;
  guint n_refused, n_taken;
} Flood;

/* Events in the name of others, in large batches and as fast as they can be sent. */
static gpointer
run_flood (gpointer user_data)
{
  Flood *flood = user_data;
  Scene *scene = flood->scene;
  g_autofree char *stream = hub_fixture_stream (999);
  g_autoptr(VigieTestDevice) stranger = hub_device_new (7777);
  g_autoptr(GPtrArray) forged = hub_fixture_notes (stranger, stream, 200);
  g_autoptr(GBytes) body = vigie_wire_append_new (forged);

  while (!g_atomic_int_get (&scene->ending))
    {
      if (!g_atomic_int_get (&scene->disturbed))
        {
          g_usleep (1000);
          continue;
        }
      if (hub_request (scene->program.port, "POST", "/v1/events", scene->eve->token, body, NULL) == 200)
        flood->n_taken++;
      else
        flood->n_refused++;
    }

  return NULL;
}

static void
test_flood (void)
{
  double quiet_ms, disturbed_ms;
  GThread *thread;
  Flood flood;
  Scene scene;

  scene_init (&scene, "50");
  flood = (Flood) { &scene, 0, 0 };
  warm_up (&scene);
  thread = g_thread_new ("flood", run_flood, &flood);
  scene_run_good (&scene);
  for (guint i = 0; i < WINDOWS; i++)
    {
      g_atomic_int_set (&scene.disturbed, i % 2);
      g_usleep (vigie_test_number (500, 5000) * 1000);
    }
  scene_end_good (&scene);
  g_thread_join (thread);
  quiet_ms = percentile_ms (scene.goods, 0, 0.95);
  disturbed_ms = percentile_ms (scene.goods, 1, 0.95);
  vigie_test_figure ("F37", "p95 of the others %.1f ms, beside a flood %.1f ms (%u refused)", quiet_ms, disturbed_ms, flood.n_refused);
  g_assert_cmpuint (flood.n_taken, ==, 0);
  g_assert_cmpuint (flood.n_refused, >, 50);
  /* Windows of half a second on a computer that does other things too: a few milliseconds are no sign. */
  g_assert_cmpfloat (disturbed_ms, <, quiet_ms * 1.2 + (vigie_test_is_long () ? 5 : 50) * patience ());
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  struct rlimit files;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/F21/hostile-clients", test_hostile);
  g_test_add_func ("/fault/F22/connections", test_leak);
  g_test_add_func ("/fault/F37/flood", test_flood);

  return g_test_run ();
}
