/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What libmicrohttpd 0.9.75 lets through and a hub must not: two lengths, two hosts, a length with a sign,
 * header names that are no tokens, line ends inside of values, NUL in the address. Two programs that
 * read such a request differently can be played off against each other (request smuggling), so the
 * request is refused and the connection closed before anything is acted upon. */

#include "vigie-hub-server-private.h"

#include <string.h>

#define LENGTH_MAX_DIGITS 9
#define BEARER "Bearer "

typedef struct
{
  VigieHubGuard *guard;
  guint n_lengths, n_hosts, n_tokens;
  gboolean transfer_encoding;
} Headers;

static void
refuse (VigieHubGuard *guard, guint status, const char *code, const char *message)
{
  if (guard->status != 0)
    return;
  guard->status = status;
  guard->code = code;
  guard->message = message;
}

static gboolean
is_token (const char *name, gsize length)
{
  if (length == 0 || length > 256)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && (name[i] == '\0' || strchr ("!#$%&'*+-.^_`|~", name[i]) == NULL))
      return FALSE;

  return TRUE;
}

static void
read_length (Headers *headers, const char *value, gsize length)
{
  if (++headers->n_lengths > 1 || length == 0)
    refuse (headers->guard, 400, "malformed", "There must be one Content-Length.");
  else if (strspn (value, "0123456789") != length)
    refuse (headers->guard, 400, "malformed", "The Content-Length is not a number.");
  else if (length > LENGTH_MAX_DIGITS)
    refuse (headers->guard, 413, "too-large", "The body is too large.");
  else
    headers->guard->content_length = g_ascii_strtoll (value, NULL, 10);
}

static void
read_token (Headers *headers, const char *value)
{
  if (++headers->n_tokens > 1)
    refuse (headers->guard, 400, "malformed", "There must be one Authorization.");
  else if (g_ascii_strncasecmp (value, BEARER, strlen (BEARER)) == 0)
    headers->guard->token = g_strdup (value + strlen (BEARER));
}

static enum MHD_Result
look_at_header (void *user_data, enum MHD_ValueKind kind, const char *name, size_t name_length, const char *value,
                size_t value_length)
{
  Headers *headers = user_data;

  value = value != NULL ? value : "";
  if (!is_token (name, name_length))
    refuse (headers->guard, 400, "malformed", "The name of a header is not valid.");
  else if (strlen (value) != value_length || strpbrk (value, "\r\n") != NULL)
    refuse (headers->guard, 400, "malformed", "The value of a header is not valid.");
  else if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
    headers->transfer_encoding = TRUE;
  else if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0)
    read_length (headers, value, value_length);
  else if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_HOST) == 0)
    headers->n_hosts++;
  else if (g_ascii_strcasecmp (name, MHD_HTTP_HEADER_AUTHORIZATION) == 0)
    read_token (headers, value);

  return MHD_YES;
}

/* A decoded NUL would cut the path for everybody who reads it as a string. */
static gboolean
has_nul (const char *raw_uri)
{
  return raw_uri == NULL || strstr (raw_uri, "%00") != NULL;
}

static gboolean
has_body (const char *method)
{
  return strcmp (method, MHD_HTTP_METHOD_POST) == 0 || strcmp (method, MHD_HTTP_METHOD_PUT) == 0;
}

/* Looks at the header of a request; @guard is filled in. */
void
vigie_hub_guard (struct MHD_Connection *connection, const char *method, const char *version, const char *raw_uri, VigieHubGuard *guard)
{
  Headers headers = { .guard = guard };

  *guard = (VigieHubGuard) { .content_length = -1 };
  MHD_get_connection_values_n (connection, MHD_HEADER_KIND, look_at_header, &headers);
  if (headers.n_hosts > 1 || (headers.n_hosts == 0 && strcmp (version, MHD_HTTP_VERSION_1_1) == 0))
    refuse (guard, 400, "malformed", "There must be one Host.");
  if (has_nul (raw_uri))
    refuse (guard, 400, "malformed", "The address is not valid.");
  if (guard->status != 0)
    return;
  if (headers.transfer_encoding)
    refuse (guard, 411, "malformed", "A request needs a Content-Length and no Transfer-Encoding.");
  else if (has_body (method) && guard->content_length < 0)
    refuse (guard, 411, "malformed", "A request needs a Content-Length.");
  else if (!has_body (method) && guard->content_length > 0)
    refuse (guard, 400, "malformed", "This request must have no body.");
}
