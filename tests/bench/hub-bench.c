/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hub-bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "vigie-id.h"

double
bench_seconds_since (gint64 start_usec)
{
  return (double) (g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
}

void
bench_say (const char *what, double measured, double ceiling, double goal, const char *unit, gboolean more_is_better)
{
  double value = ceiling > 0 ? measured / ceiling : measured;
  gboolean met = more_is_better ? value >= goal : value <= goal;
  const char *sign = more_is_better ? ">=" : "<=", *word = met ? "met" : "MISSED";

  if (ceiling > 0)
    g_print ("= %s\t%.4g %s\t%.4g\t%.2f\t%s %.2f\t%s\n", what, measured, unit, ceiling, value, sign, goal, word);
  else
    g_print ("= %s\t%.4g %s\t\t\t%s %g\t%s\n", what, measured, unit, sign, goal, word);
}

gsize
bench_resident_bytes (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0, ignored = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  sscanf (text, "%lu %lu", &ignored, &pages);

  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

void
bench_raise_limits (void)
{
  struct rlimit files;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
}

/* Words that follow from the number, so that a text is no more like the one before than texts of people are. */
char *
bench_note (guint number)
{
  static const char *const words[] = {
    "the",     "gateway", "answers", "502",      "again",   "second", "node",    "is",      "drained", "customers", "report",
    "slow",    "payment", "queue",   "grows",    "restart", "of",     "service", "has",     "no",      "effect",    "replica",
    "lag",     "falls",   "we",      "roll",     "back",    "to",     "release", "checked", "with",    "vendor",    "call",
    "open",    "disk",    "full",    "on",       "primary", "cache",  "cold",    "traffic", "moved",   "eu-west",   "stable",
    "waiting", "for",     "answer",  "database", "night",   "shift",
  };
  GString *text = g_string_new ("{\"kind\":\"note\",\"text\":\"");
  guint64 state = number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;

  for (guint i = 0; i < 12; i++)
    {
      state = state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[(state >> 33) % G_N_ELEMENTS (words)]);
    }
  g_string_append_printf (text, " %u.\"}", number);

  return g_string_free (text, FALSE);
}

/* Events --------------------------------------------------------------------------------------- */

GPtrArray *
bench_events (VigieTestDevice *device, const char *stream, guint n)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (drafts, vigie_draft_new (stream, "entry.logged", vigie_test_time ("2026-11-22T03:00:00Z"), "Awa Koné",
                                              bench_note (i)));
  vigie_test_device_record (device, drafts, events);

  return events;
}

GPtrArray *
bench_requests (VigieTestDevice *device, const char *token, const char *stream, guint n, guint per)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) events = bench_events (device, stream, n * per);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GPtrArray) part = g_ptr_array_new ();
      g_autoptr(GBytes) body = NULL;
      GString *text = g_string_new (NULL);
      gsize length;

      for (guint j = 0; j < per; j++)
        g_ptr_array_add (part, events->pdata[i * per + j]);
      body = vigie_wire_append_new (part);
      length = g_bytes_get_size (body);
      g_string_printf (text, "POST /v1/events HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       token, length);
      g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) length);
      g_ptr_array_add (requests, g_string_free_to_bytes (text));
    }

  return requests;
}

/* The hub --------------------------------------------------------------------------------------- */

void
bench_open (Bench *bench, const VigieHubServerOptions *options)
{
  bench->served = hub_served_new (options);
  for (guint i = 0; i < BENCH_DEVICES; i++)
    {
      bench->devices[i] = hub_device_new (100 + i);
      bench->tokens[i] = hub_served_join (bench->served, bench->devices[i], "responder");
    }
}

void
bench_close (Bench *bench)
{
  for (guint i = 0; i < BENCH_DEVICES; i++)
    {
      vigie_test_device_free (bench->devices[i]);
      g_free (bench->tokens[i]);
    }
  hub_served_free (bench->served);
}

char *
bench_next_stream (Bench *bench)
{
  return hub_fixture_stream (1000 + bench->n_streams++);
}

/* Clients -------------------------------------------------------------------------------------- */

void
bench_client_send (BenchClient *client)
{
  GBytes *request = client->requests->pdata[client->next++ % client->requests->len];
  gsize length = 0;
  const char *data = g_bytes_get_data (request, &length);

  client->length = 0;
  client->sent_usec = g_get_monotonic_time ();
  hub_send (client->fd, data, (gssize) length);
}

gboolean
bench_client_receive (BenchClient *client)
{
  gssize n = recv (client->fd, client->reply + client->length, sizeof client->reply - client->length - 1, 0);
  const char *end, *header;

  g_assert_cmpint (n, >, 0);
  client->length += (gsize) n;
  client->reply[client->length] = '\0';
  end = strstr (client->reply, "\r\n\r\n");
  header = end != NULL ? strstr (client->reply, "Content-Length: ") : NULL;
  if (header == NULL || client->length < (gsize) (end + 4 - client->reply) + strtoul (header + 16, NULL, 10))
    return FALSE;
  g_assert_true (g_str_has_prefix (client->reply, "HTTP/1.1 200"));

  return TRUE;
}

static int
compare_usec (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

double
bench_at_share (GArray *times, double share)
{
  if (times->len == 0)
    return 0;
  g_array_sort (times, compare_usec);

  return (double) g_array_index (times, gint64, (guint) ((times->len - 1) * share)) / 1000;
}

double
bench_drive (BenchClient *clients, guint n_clients, gboolean until_all_sent, GArray *times)
{
  int epoll = epoll_create1 (EPOLL_CLOEXEC);
  gint64 start_usec = g_get_monotonic_time ();
  guint n = 0, n_running = n_clients;

  for (guint i = 0; i < n_clients; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = &clients[i] };

      g_assert_cmpint (epoll_ctl (epoll, EPOLL_CTL_ADD, clients[i].fd, &event), ==, 0);
      bench_client_send (&clients[i]);
    }
  while (n_running > 0)
    {
      struct epoll_event events[64];
      int n_ready = epoll_wait (epoll, events, 64, 10000);

      g_assert_cmpint (n_ready, >, 0);
      for (int i = 0; i < n_ready; i++)
        {
          BenchClient *client = events[i].data.ptr;
          gint64 took_usec;

          if (!bench_client_receive (client))
            continue;
          took_usec = g_get_monotonic_time () - client->sent_usec;
          g_array_append_val (times, took_usec);
          n++;
          if (client->next >= client->requests->len && until_all_sent)
            n_running--;
          else if (g_get_monotonic_time () - start_usec > BENCH_RUN_USEC)
            n_running--;
          else
            bench_client_send (client);
        }
    }
  close (epoll);

  return n / bench_seconds_since (start_usec);
}

double
bench_appends (Bench *bench, guint n_clients, guint n_requests, guint per, double *p50_ms, double *p99_ms)
{
  g_autofree BenchClient *clients = g_new0 (BenchClient, n_clients);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  double rate;

  for (guint i = 0; i < n_clients; i++)
    {
      g_autofree char *stream = bench_next_stream (bench);

      clients[i].fd = hub_connect (bench->served->port);
      clients[i].requests = bench_requests (bench->devices[i], bench->tokens[i], stream, n_requests / n_clients, per);
    }
  rate = bench_drive (clients, n_clients, TRUE, times) * per;
  for (guint i = 0; i < n_clients; i++)
    {
      g_ptr_array_unref (clients[i].requests);
      close (clients[i].fd);
    }
  *p50_ms = bench_at_share (times, 0.5);
  *p99_ms = bench_at_share (times, 0.99);

  return rate;
}
