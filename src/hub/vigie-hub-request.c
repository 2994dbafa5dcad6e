/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests and replies of the engine. The sentences of refusals are English and go to programs; a seat
 * says what it has to say from the code. */

#include "vigie-hub-request.h"

#include <string.h>

#include "vigie-wire-envelope.h"

#define JSON_TYPE "application/json; charset=utf-8"

VigieHubRequest *
vigie_hub_request_new (const char *method, const char *path, const char *query)
{
  VigieHubRequest *request = g_new0 (VigieHubRequest, 1);

  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->query = g_strdup (query);

  return request;
}

void
vigie_hub_request_free (VigieHubRequest *request)
{
  if (request == NULL)
    return;
  if (request->free_data != NULL)
    request->free_data (request->data);
  if (request->token != NULL)
    explicit_bzero (request->token, strlen (request->token));
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->token);
  g_free (request->address);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_pointer (&request->reply, g_bytes_unref);
  g_free (request);
}

void
vigie_hub_reply_take (VigieHubRequest *request, guint status, const char *type, GBytes *body_taken)
{
  g_clear_pointer (&request->reply, g_bytes_unref);
  request->status = status;
  request->type = type != NULL ? type : JSON_TYPE;
  request->reply = body_taken;
}

void
vigie_hub_reply_error (VigieHubRequest *request, guint status, const char *code, const char *message)
{
  vigie_hub_reply_take (request, status, JSON_TYPE, vigie_wire_error_new (code, message));
}

/* The part of the query behind NAME=, undecoded; NULL if it is not there. */
static char *
find_value (const char *query, const char *name)
{
  g_auto(GStrv) parts = g_strsplit (query, "&", 32);
  gsize length = strlen (name);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strncmp (parts[i], name, length) == 0 && parts[i][length] == '=')
      return g_strdup (parts[i] + length + 1);

  return NULL;
}

char *
vigie_hub_query_string (const VigieHubRequest *request, const char *name)
{
  g_autofree char *raw = request->query != NULL ? find_value (request->query, name) : NULL;

  /* NULL for a broken escape, for %00, and for what is no UTF-8 afterwards. */
  return raw != NULL ? g_uri_unescape_string (raw, NULL) : NULL;
}

gboolean
vigie_hub_query_number (const VigieHubRequest *request, const char *name, guint64 max, guint64 *out)
{
  g_autofree char *raw = request->query != NULL ? find_value (request->query, name) : NULL;

  if (raw == NULL)
    return TRUE;

  return g_ascii_string_to_unsigned (raw, 10, 0, max, out, NULL);
}
