/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Good clients go on while others are slow, half-open, dripping, huge, malformed, or only idle. Short in the
 * normal run; VIGIE_HOSTILE_SECONDS=600 is the long form, in which the promise of one second is held. */

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hub-served.h"

#define GOOD 20
#define SHORT_S 4
#define KEPT 300           /* hostile connections at a time */
#define PROMISE_MS 1000

typedef struct
{
  HubServed *served;
  const char *token;
  gint64 until_usec;
} Scene;

/* Good --------------------------------------------------------------------------------------------- */

typedef struct
{
  Scene *scene;
  VigieTestDevice *device;
  char *token;
  guint number;
  GArray *times_usec;
} Good;

static gpointer
run_good (gpointer user_data)
{
  Good *good = user_data;
  g_autofree char *stream = hub_fixture_stream (200 + good->number);

  while (g_get_monotonic_time () < good->scene->until_usec)
    {
      g_autoptr(GPtrArray) events = hub_fixture_notes (good->device, stream, 1);
      g_autoptr(GBytes) body = vigie_wire_append_new (events);
      gint64 start_usec = g_get_monotonic_time (), took_usec;

      g_assert_cmpuint (hub_request (good->scene->served->port, "POST", "/v1/events", good->token, body, NULL), ==, 200);
      took_usec = g_get_monotonic_time () - start_usec;
      g_array_append_val (good->times_usec, took_usec);
      g_usleep (50000);
    }

  return NULL;
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
open_hostile (Scene *scene, guint turn)
{
  int fd = hub_connect (scene->served->port);

  if (turn % 11 == 10)
    {
      /* A stream that nobody reads. */
      g_autofree char *request = g_strdup_printf ("GET /v1/live HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\n\r\n", scene->token);

      hub_send (fd, request, -1);
    }
  else
    hub_send (fd, openings[turn % 11], -1);

  return fd;
}

static gpointer
run_hostile (gpointer user_data)
{
  Scene *scene = user_data;
  int fds[KEPT];
  guint turn = 0;

  for (guint i = 0; i < KEPT; i++)
    fds[i] = open_hostile (scene, turn++);
  while (g_get_monotonic_time () < scene->until_usec)
    {
      guint at = turn % KEPT;

      /* One byte here and there, and one connection in ten given up in the middle. */
      for (guint i = 0; i < 10; i++)
        if (send (fds[(at + 31 * i) % KEPT], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
          continue;
      close (fds[at]);
      fds[at] = open_hostile (scene, turn++);
      g_usleep (2000);
    }
  for (guint i = 0; i < KEPT; i++)
    close (fds[i]);

  return GUINT_TO_POINTER (turn);
}

/* The scene ----------------------------------------------------------------------------------------- */

static int
compare_usec (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static double
p99_ms (Good *goods)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < GOOD; i++)
    g_array_append_vals (all, goods[i].times_usec->data, goods[i].times_usec->len);
  g_assert_cmpuint (all->len, >=, GOOD);
  g_array_sort (all, compare_usec);
  g_test_message ("%u good requests", all->len);

  return (double) g_array_index (all, gint64, (guint) ((all->len - 1) * 0.99)) / 1000;
}

static guint
count_descriptors (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
wait_for_calm (HubServed *served)
{
  for (guint i = 0; i < 1200 && vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_CONNECTIONS) > 0; i++)
    g_usleep (50000);
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_CONNECTIONS), ==, 0);
  g_assert_cmpint (vigie_hub_get_count (served->hub, VIGIE_HUB_COUNT_LISTENERS), ==, 0);
}

static void
test_hostile (void)
{
  const char *given = g_getenv ("VIGIE_HOSTILE_SECONDS");
  g_autoptr(HubServed) served = hub_served_new (NULL);
  g_autoptr(VigieTestDevice) listener = hub_device_new (9);
  g_autofree char *token = hub_served_join (served, listener, "viewer");
  Scene scene = { served, token, 0 };
  Good goods[GOOD];
  GThread *threads[GOOD], *hostile;
  guint before, n_hostile;
  double p99;

  for (guint i = 0; i < GOOD; i++)
    {
      goods[i] = (Good) { &scene, hub_device_new (10 + i), NULL, i, g_array_new (FALSE, FALSE, sizeof (gint64)) };
      goods[i].token = hub_served_join (served, goods[i].device, "responder");
    }
  wait_for_calm (served);
  before = count_descriptors ();
  scene.until_usec = g_get_monotonic_time () + (given != NULL ? atoi (given) : SHORT_S) * G_USEC_PER_SEC;
  hostile = g_thread_new ("hostile", run_hostile, &scene);
  for (guint i = 0; i < GOOD; i++)
    threads[i] = g_thread_new ("good", run_good, &goods[i]);
  for (guint i = 0; i < GOOD; i++)
    g_thread_join (threads[i]);
  n_hostile = GPOINTER_TO_UINT (g_thread_join (hostile));
  p99 = p99_ms (goods);
  g_test_message ("%u hostile connections, p99 of the good ones %.1f ms", n_hostile, p99);
  if (given != NULL)
    g_assert_cmpfloat (p99, <, PROMISE_MS);
  wait_for_calm (served);
  g_assert_cmpuint (count_descriptors (), <=, before + 8);
  for (guint i = 0; i < GOOD; i++)
    {
      vigie_test_device_free (goods[i].device);
      g_array_unref (goods[i].times_usec);
      g_free (goods[i].token);
    }
}

int
main (int argc, char *argv[])
{
  struct rlimit files;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/hostile", test_hostile);

  return g_test_run ();
}
