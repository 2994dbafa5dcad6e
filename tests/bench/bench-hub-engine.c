/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a batch of one device and stream costs the engine, without sockets and threads: reading the request,
 * the transaction without the disk's part, writing the reply. Under callgrind this counts instructions,
 * which do not depend on what else the computer does. The first argument is the number of batches. */

#include <stdlib.h>

#include "hub-bench.h"
#include "hub-engine.h"

#define BATCH_EVENTS 100

static VigieHubRequest *
take (HubEngine *engine, HubSeat *seat, GBytes *body)
{
  VigieHubRequest *request = vigie_hub_request_new ("POST", "/v1/events", NULL);
  gsize max_bytes = 0;

  request->token = g_strdup (seat->token);
  request->address = g_strdup ("192.0.2.7");
  g_assert_true (vigie_hub_admit (engine->hub, engine->reader, request, &max_bytes));
  request->body = g_bytes_ref (body);
  g_assert_cmpint (vigie_hub_answer (engine->hub, engine->reader, request), ==, VIGIE_HUB_WRITE);

  return request;
}

static void
write_down (HubEngine *engine, VigieHubRequest *request)
{
  g_autoptr(GPtrArray) requests = g_ptr_array_new ();

  g_ptr_array_add (requests, request);
  g_ptr_array_unref (vigie_hub_write (engine->hub, requests));
  g_assert_cmpuint (request->status, ==, 200);
}

int
main (int argc, char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 200;
  g_autoptr(HubEngine) engine = hub_engine_new (1);
  g_autoptr(HubSeat) seat = hub_seat_join (engine, 5, "Awa Koné", "responder");
  g_autofree char *stream = hub_fixture_stream (7);
  g_autoptr(GPtrArray) events = bench_events (seat->device, stream, n * BATCH_EVENTS);
  gint64 read_usec = 0, write_usec = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GPtrArray) part = g_ptr_array_new ();
      g_autoptr(VigieHubRequest) request = NULL;
      g_autoptr(GBytes) body = NULL;
      gint64 start_usec;

      for (guint j = 0; j < BATCH_EVENTS; j++)
        g_ptr_array_add (part, events->pdata[i * BATCH_EVENTS + j]);
      body = vigie_wire_append_new (part);
      start_usec = g_get_monotonic_time ();
      request = take (engine, seat, body);
      read_usec += g_get_monotonic_time () - start_usec;
      start_usec = g_get_monotonic_time ();
      write_down (engine, request);
      write_usec += g_get_monotonic_time () - start_usec;
    }
  g_print ("an event of a hundred: %.2f us before the transaction, %.2f us in it, the disk included\n",
           (double) read_usec / n / BATCH_EVENTS, (double) write_usec / n / BATCH_EVENTS);

  return 0;
}
