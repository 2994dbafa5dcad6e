/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which address answers what, and who may ask. Whoever has no valid token learns nothing, not even which
 * addresses there are. */

#include "vigie-hub-private.h"

#include <string.h>

#include "vigie-attachment.h"
#include "vigie-error.h"
#include "vigie-wire-envelope.h"
#include "vigie-wire.h"

#define SMALL_BODY_BYTES (64 * 1024)
#define BLOBS "/v1/blobs/"
#define REMEMBERED_MAX 10000

typedef enum
{
  ROUTE_HEALTH,
  ROUTE_METRICS,
  ROUTE_JOIN,
  ROUTE_APPEND,
  ROUTE_PAGE,
  ROUTE_STREAMS,
  ROUTE_LIVE,
  ROUTE_PRESENCE,
  ROUTE_BLOB_PUT,
  ROUTE_BLOB_GET,
  N_ROUTES,
} Route;

typedef struct
{
  const char *method;
  const char *path;       /* one that ends with a slash is a beginning */
  gboolean open;          /* without a token */
  gsize max_bytes;        /* of the body */
} RouteInfo;

static const RouteInfo routes[N_ROUTES] = {
  [ROUTE_HEALTH] = { "GET", "/healthz", TRUE, 0 },
  [ROUTE_METRICS] = { "GET", "/metrics", TRUE, 0 },
  [ROUTE_JOIN] = { "POST", "/v1/join", TRUE, SMALL_BODY_BYTES },
  [ROUTE_APPEND] = { "POST", "/v1/events", FALSE, VIGIE_WIRE_REQUEST_MAX_BYTES },
  [ROUTE_PAGE] = { "GET", "/v1/events", FALSE, 0 },
  [ROUTE_STREAMS] = { "GET", "/v1/streams", FALSE, 0 },
  [ROUTE_LIVE] = { "GET", "/v1/live", FALSE, 0 },
  [ROUTE_PRESENCE] = { "POST", "/v1/presence", FALSE, SMALL_BODY_BYTES },
  [ROUTE_BLOB_PUT] = { "PUT", BLOBS, FALSE, VIGIE_PIECE_BYTES },
  [ROUTE_BLOB_GET] = { "GET", BLOBS, FALSE, 0 },
};

/* Replies ------------------------------------------------------------------------------------- */

void
vigie_hub_reply_data (VigieHubRequest *request, guint status, char *data_taken, guint count)
{
  g_autofree char *data = data_taken;

  vigie_hub_reply_take (request, status, NULL, vigie_wire_seal (data, count));
}

VigieHubStep
vigie_hub_refuse (VigieHubRequest *request, guint status, const char *code, const char *message)
{
  vigie_hub_reply_error (request, status, code, message);

  return VIGIE_HUB_DONE;
}

VigieHubStep
vigie_hub_reply_log_error (VigieHubRequest *request, const GError *error)
{
  if (g_error_matches (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FULL))
    return vigie_hub_refuse (request, 507, "full", "The disk of the hub is full: nothing was stored.");
  request->retry_s = 1;

  return vigie_hub_refuse (request, 503, "failed", "The hub could not use its log: nothing was stored.");
}

void
vigie_hub_reply_wire_error (VigieHubRequest *request, const GError *error)
{
  if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE))
    vigie_hub_reply_error (request, 413, "too-large", "The body is too large.");
  else if (g_error_matches (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED))
    vigie_hub_reply_error (request, 400, "digest", "The digest or the count of the body does not agree with it.");
  else
    vigie_hub_reply_error (request, 400, "malformed", "The body is not what it should be.");
}

/* Addresses ----------------------------------------------------------------------------------- */

static gboolean
path_matches (const char *path, const char *pattern)
{
  if (g_str_has_suffix (pattern, "/"))
    return g_str_has_prefix (path, pattern) && strchr (path + strlen (pattern), '/') == NULL;

  return strcmp (path, pattern) == 0;
}

/* N_ROUTES: none. *allow: the methods of that address, NULL when there is no such address; static. */
static Route
find_route (const VigieHubRequest *request, gboolean *open, const char **allow)
{
  Route found = N_ROUTES;
  guint n = 0;

  *open = FALSE;
  *allow = NULL;
  for (Route route = 0; route < N_ROUTES; route++)
    {
      if (!path_matches (request->path, routes[route].path))
        continue;
      *open = *open || routes[route].open;
      *allow = n++ == 0 ? routes[route].method : route == ROUTE_BLOB_GET ? "GET, PUT" : "GET, POST";
      if (strcmp (request->method, routes[route].method) == 0)
        found = route;
    }

  return found;
}

/* Who asks ------------------------------------------------------------------------------------ */

static gboolean
token_hash (const char *token, guint8 *hash)
{
  guint8 secret[VIGIE_WIRE_TOKEN_BYTES];
  gboolean ok = token != NULL && strlen (token) == VIGIE_HUB_TOKEN_CHARS && vigie_unhex (token, secret, sizeof secret);

  if (ok)
    vigie_hash (secret, sizeof secret, hash);
  explicit_bzero (secret, sizeof secret);

  return ok;
}

static gboolean
remembered_token (VigieHub *hub, const char *hex, VigieHubToken *token)
{
  VigieHubToken *known;

  g_mutex_lock (&hub->lock);
  known = g_hash_table_lookup (hub->tokens, hex);
  if (known != NULL)
    *token = *known;
  g_mutex_unlock (&hub->lock);

  return known != NULL;
}

/* @generation: commits with tokens that had been when the log was asked; a token dropped since must not stay. */
static void
remember_token (VigieHub *hub, const char *hex, const VigieHubToken *token, gint64 generation)
{
  g_mutex_lock (&hub->lock);
  if (hub->token_generation == generation)
    {
      if (g_hash_table_size (hub->tokens) >= REMEMBERED_MAX)
        g_hash_table_remove_all (hub->tokens);
      g_hash_table_insert (hub->tokens, g_strdup (hex), g_memdup2 (token, sizeof *token));
    }
  g_mutex_unlock (&hub->lock);
}

static gint64
token_generation (VigieHub *hub)
{
  gint64 generation;

  g_mutex_lock (&hub->lock);
  generation = hub->token_generation;
  g_mutex_unlock (&hub->lock);

  return generation;
}

static gboolean
find_token (VigieHub *hub, VigieHubLog *reader, const char *secret, VigieHubToken *token)
{
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  gint64 generation = token_generation (hub);
  gboolean found = FALSE;

  if (!token_hash (secret, hash))
    return FALSE;
  hex = vigie_hex (hash, sizeof hash);
  if (remembered_token (hub, hex, token))
    return TRUE;
  /* A log that cannot be read opens nothing. */
  if (!vigie_hub_log_token_find (reader, hash, token, &found, NULL) || !found)
    return FALSE;
  remember_token (hub, hex, token, generation);

  return TRUE;
}

static gboolean
refuse (VigieHub *hub, VigieHubRequest *request, guint status, const char *code, const char *message)
{
  vigie_hub_reply_error (request, status, code, message);
  vigie_hub_count (hub, VIGIE_HUB_COUNT_REFUSED, 1);

  return FALSE;
}

static gboolean
identify (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  VigieHubToken token = { { 0 }, "" };

  if (!find_token (hub, reader, request->token, &token) || strcmp (token.scope, "device") != 0)
    return refuse (hub, request, 401, "unauthorized", "A valid token is needed.");
  if (vigie_hub_seat (hub, token.device, &request->seat))
    return TRUE;

  return refuse (hub, request, 401, "unauthorized", "This device does not belong to the organisation any more.");
}

/* A bucket that fills with so many requests a second, and holds twice as many. */
typedef struct
{
  gint64 at_usec;
  double level;
} Bucket;

static gboolean
within_rate (VigieHub *hub, const guint8 *device)
{
  g_autofree char *hex = vigie_hex (device, VIGIE_KEY_BYTES);
  gint64 now_usec = vigie_hub_now (hub);
  double rate = hub->limits.rate_per_s;
  gboolean within;
  Bucket *bucket;

  if (rate == 0)
    return TRUE;
  g_mutex_lock (&hub->lock);
  bucket = g_hash_table_lookup (hub->rates, hex);
  if (bucket == NULL)
    {
      bucket = g_new0 (Bucket, 1);
      *bucket = (Bucket) { now_usec, 2 * rate };
      g_hash_table_insert (hub->rates, g_steal_pointer (&hex), bucket);
    }
  bucket->level = MIN (2 * rate, bucket->level + rate * (double) MAX (now_usec - bucket->at_usec, 0) / VIGIE_SECOND_USEC);
  bucket->at_usec = now_usec;
  within = bucket->level >= 1;
  if (within)
    bucket->level -= 1;
  g_mutex_unlock (&hub->lock);

  return within;
}

static gboolean
admit_seat (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  if (!identify (hub, reader, request))
    return FALSE;
  if (within_rate (hub, request->seat.device))
    return TRUE;
  request->retry_s = 1;

  return refuse (hub, request, 429, "rate", "Too many requests; slow down.");
}

gboolean
vigie_hub_admit (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request, gsize *max_bytes)
{
  gboolean open;
  const char *allow;
  Route route = find_route (request, &open, &allow);

  if (!open && !admit_seat (hub, reader, request))
    return FALSE;
  if (allow == NULL)
    return refuse (hub, request, 404, "not-found", "There is nothing at this address.");
  if (route == N_ROUTES)
    {
      request->allow = allow;
      return refuse (hub, request, 405, "method", "This address does not answer that method.");
    }
  if (route == ROUTE_JOIN && !vigie_hub_may_join (hub, request->address))
    {
      request->retry_s = 60;
      return refuse (hub, request, 429, "rate", "Too many attempts; wait a minute.");
    }
  *max_bytes = routes[route].max_bytes;

  return TRUE;
}

VigieHubStep
vigie_hub_answer (VigieHub *hub, VigieHubLog *reader, VigieHubRequest *request)
{
  gboolean open;
  const char *allow;

  switch (find_route (request, &open, &allow))
    {
    case ROUTE_HEALTH:
      return vigie_hub_answer_health (hub, request);
    case ROUTE_METRICS:
      return vigie_hub_answer_metrics (hub, request);
    case ROUTE_JOIN:
      return vigie_hub_answer_join (hub, reader, request);
    case ROUTE_APPEND:
      return vigie_hub_answer_append (hub, request);
    case ROUTE_PAGE:
      return vigie_hub_answer_page (hub, reader, request);
    case ROUTE_STREAMS:
      return vigie_hub_answer_streams (hub, reader, request);
    case ROUTE_LIVE:
      return vigie_hub_answer_live (hub, request);
    case ROUTE_PRESENCE:
      return vigie_hub_answer_presence (hub, request);
    case ROUTE_BLOB_PUT:
      return vigie_hub_answer_blob_put (hub, reader, request);
    case ROUTE_BLOB_GET:
      return vigie_hub_answer_blob_get (hub, reader, request);
    case N_ROUTES:
    default:
      return vigie_hub_refuse (request, 404, "not-found", "There is nothing at this address.");
    }
}
