/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls by which another program gives the content of a file, piece by piece. Each is one job of the
 * store's thread; a peer that vanishes in between leaves what can be gone on with, or garbage. */

#include "vigie-store-server.h"

#include "vigie-store-thread-private.h"

typedef struct
{
  GDBusMethodInvocation *invocation; /* taken */
  VigieStoreCall call;
  char *hash;
  gint64 size_bytes;
  guint next;
  gboolean complete;
  GBytes *piece;
} Request;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->piece, g_bytes_unref);
  g_free (request->hash);
  g_free (request);
}

static gboolean
begin_call (VigieStore *store, gpointer data, GError **error)
{
  Request *request = data;

  return vigie_store_content_begin (store, request->hash, request->size_bytes, &request->complete, &request->next, error);
}

static gboolean
piece_call (VigieStore *store, gpointer data, GError **error)
{
  Request *request = data;

  return vigie_store_content_piece (store, request->hash, request->next, request->piece, error);
}

static gboolean
finish_call (VigieStore *store, gpointer data, GError **error)
{
  return vigie_store_content_finish (store, ((Request *) data)->hash, error);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr(GError) error = NULL;

  if (!vigie_store_thread_call_finish (VIGIE_STORE_THREAD (object), result, &error))
    g_dbus_method_invocation_return_gerror (request->invocation, error);
  else if (request->call == begin_call)
    g_dbus_method_invocation_return_value (request->invocation, g_variant_new ("(bu)", request->complete, request->next));
  else
    g_dbus_method_invocation_return_value (request->invocation, NULL);
  request_free (request);
}

static void
read_begin (Request *request, GVariant *parameters)
{
  request->call = begin_call;
  g_variant_get (parameters, "(sx)", &request->hash, &request->size_bytes);
}

static void
read_piece (Request *request, GVariant *parameters)
{
  g_autoptr(GVariant) bytes = NULL;

  request->call = piece_call;
  g_variant_get (parameters, "(su@ay)", &request->hash, &request->next, &bytes);
  request->piece = g_variant_get_data_as_bytes (bytes);
}

/* FALSE: no such call, nothing was answered. */
gboolean
vigie_store_server_content_call (VigieStoreThread *thread, const char *method, GVariant *parameters,
                                 GDBusMethodInvocation *invocation)
{
  Request *request = g_new0 (Request, 1);

  request->invocation = invocation;
  if (g_str_equal (method, "BeginContent"))
    read_begin (request, parameters);
  else if (g_str_equal (method, "PutPiece"))
    read_piece (request, parameters);
  else if (g_str_equal (method, "FinishContent"))
    {
      request->call = finish_call;
      g_variant_get (parameters, "(s)", &request->hash);
    }
  else
    {
      request_free (request);
      return FALSE;
    }
  vigie_store_thread_call_async (thread, request->call, request, NULL, done_cb, request);

  return TRUE;
}
