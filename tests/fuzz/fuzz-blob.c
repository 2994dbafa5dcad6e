/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request to a hub, “METHOD PATH?QUERY” and a body behind the first line end, above all for contents: whatever its
 * address says, it is answered with a status that the protocol knows, and nothing is given that no event names. The same
 * body is read as the hub's answer to a piece. */

#include "vigie-fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "hub-engine.h"
#include "vigie-attachment.h"
#include "vigie-fuzz-wire.h"
#include "vigie-wire-presence.h"

/* Named by an event in the log, with its size and its hash; the corpus asks for it. */
#define CONTENT "the content"

static HubEngine *engine;
static HubSeat *seat;

static void
end (void)
{
  hub_seat_free (seat);
  hub_engine_free (engine);
}

static void
begin (void)
{
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *stream = NULL;
  g_autoptr(GPtrArray) events = NULL;

  engine = hub_engine_new (1);
  seat = hub_seat_join (engine, 1, "Chris", "commander");
  stream = hub_seat_declare (seat, 7);
  vigie_hash (CONTENT, strlen (CONTENT), hash);
  hex = vigie_hex (hash, sizeof hash);
  events = hub_seat_record (seat, stream, "attachment.added",
                            g_strdup_printf ("{\"name\":\"a.txt\",\"size\":%u,\"hash\":\"%s\"}", (guint) strlen (CONTENT), hex));
  hub_seat_store (seat, events);
  atexit (end);
}

static gboolean
is_known_status (guint status)
{
  static const guint known[] = { 200, 400, 401, 403, 404, 405, 409, 413, 429 };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i] == status)
      return TRUE;

  return FALSE;
}

static void
check_content (const VigieHubRequest *request)
{
  if (request->status == 200 && strcmp (request->method, "GET") == 0 && g_str_has_prefix (request->path, "/v1/blobs/"))
    g_assert_cmpmem (g_bytes_get_data (request->reply, NULL), g_bytes_get_size (request->reply), CONTENT, strlen (CONTENT));
}

/* As vigie_hub_server does it: a body that is larger than admitted is not read. */
static void
ask (const char *method, const char *path, const char *query, GBytes *body)
{
  g_autoptr(VigieHubRequest) request = vigie_hub_request_new (method, path, query);
  gsize max_bytes = 0;

  request->token = g_strdup (seat->token);
  if (!vigie_hub_admit (engine->hub, engine->reader, request, &max_bytes))
    {
      g_assert_true (is_known_status (request->status));
      return;
    }
  if (g_bytes_get_size (body) > max_bytes)
    return;
  request->body = g_bytes_ref (body);
  switch (vigie_hub_answer (engine->hub, engine->reader, request))
    {
    case VIGIE_HUB_WRITE:
      {
        g_autoptr(GPtrArray) requests = g_ptr_array_new ();
        g_autoptr(GPtrArray) frames = NULL;

        g_ptr_array_add (requests, request);
        frames = vigie_hub_write (engine->hub, requests);
        break;
      }
    case VIGIE_HUB_LIVE:
      return;
    case VIGIE_HUB_DONE:
    default:
      break;
    }
  g_assert_true (is_known_status (request->status));
  check_content (request);
}

static void
try_reply (const guint8 *data, gsize length_bytes)
{
  g_autoptr(GBytes) body = vigie_fuzz_seal (data, length_bytes, "");
  g_autoptr(GError) error = NULL;
  gboolean complete = FALSE;
  guint next = 0;

  if (body == NULL)
    return;
  if (vigie_wire_piece_read (body, &complete, &next, &error))
    g_assert_cmpuint (next, <=, VIGIE_PIECES_MAX);
  else
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length_bytes)
{
  const guint8 *line_end = length_bytes > 0 ? memchr (data, '\n', length_bytes) : NULL;
  gsize head = line_end != NULL ? (gsize) (line_end - data) : length_bytes;
  gsize rest = line_end != NULL ? head + 1 : head;
  g_autofree char *line = g_strndup ((const char *) data, head);
  g_auto(GStrv) words = g_strsplit (line, " ", 2);
  g_autoptr(GBytes) body = g_bytes_new (data + rest, length_bytes - rest);
  char *query;

  if (engine == NULL)
    begin ();
  try_reply (data + rest, length_bytes - rest);
  if (words[0] == NULL || words[1] == NULL || strlen (line) != head || !g_utf8_validate (line, -1, NULL))
    return 0;
  query = strchr (words[1], '?');
  if (query != NULL)
    *query++ = '\0';
  ask (words[0], words[1], query, body);
  return 0;
}
