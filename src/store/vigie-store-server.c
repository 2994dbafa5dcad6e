/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A peer-to-peer D-Bus on a socket of its own, so that vigiectl can record while the app holds the
 * lock, with no session bus at hand. A few calls only, all handed to the store's thread like the
 * app's own, so other programs' events make the same "changed" signal.
 *
 * Who may call: the socket stands in a 0700 folder of the runtime directory with mode 0600, and a
 * peer must prove the same user id besides. The name is left over after a crash; whoever holds the
 * store's lock may remove it. */

#include "vigie-store-server.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "vigie-error.h"
#include "vigie-store-private.h"
#include "vigie-store-writer.h"

struct _VigieStoreServer
{
  VigieStoreThread *thread; /* borrowed */
  GDBusServer *server;
  GDBusNodeInfo *node;
  GPtrArray *connections;   /* GDBusConnection */
  char *socket_path;
};

static const char introspection[] =
  "<node><interface name='" VIGIE_STORE_DBUS_INTERFACE "'>"
  "<method name='Record'><arg type='as' name='drafts' direction='in'/>"
  "<arg type='a(ayay)' name='events' direction='out'/></method>"
  "<method name='Ingest'><arg type='a(ayay)' name='events' direction='in'/>"
  "<arg type='u' name='n_new' direction='out'/></method>"
  "<method name='BeginContent'><arg type='s' name='hash' direction='in'/><arg type='x' name='size' direction='in'/>"
  "<arg type='b' name='complete' direction='out'/><arg type='u' name='next' direction='out'/></method>"
  "<method name='PutPiece'><arg type='s' name='hash' direction='in'/><arg type='u' name='index' direction='in'/>"
  "<arg type='ay' name='bytes' direction='in'/></method>"
  "<method name='FinishContent'><arg type='s' name='hash' direction='in'/></method>"
  "</interface></node>";

static GVariant *
bytes_to_variant (const void *data, gsize length_bytes)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length_bytes, 1);
}

GVariant *
vigie_store_events_to_variant (GPtrArray *events)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ayay)"));
  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];

      g_variant_builder_add (&builder, "(@ay@ay)", bytes_to_variant (event->bytes, event->length_bytes),
                             bytes_to_variant (event->signature, VIGIE_SIGNATURE_BYTES));
    }

  return g_variant_builder_end (&builder);
}

static VigieEvent *
event_from_variant (GVariant *pair, GError **error)
{
  g_autoptr(GVariant) bytes = g_variant_get_child_value (pair, 0);
  g_autoptr(GVariant) signature = g_variant_get_child_value (pair, 1);
  gsize length_bytes = 0, signature_bytes = 0;
  const char *data = g_variant_get_fixed_array (bytes, &length_bytes, 1);
  const guint8 *sign = g_variant_get_fixed_array (signature, &signature_bytes, 1);

  if (signature_bytes == VIGIE_SIGNATURE_BYTES && data != NULL)
    return vigie_event_parse (data, length_bytes, sign, error);
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("An entry without a signature was given."));

  return NULL;
}

GPtrArray *
vigie_store_events_from_variant (GVariant *variant, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (gsize i = 0; i < g_variant_n_children (variant); i++)
    {
      g_autoptr(GVariant) pair = g_variant_get_child_value (variant, i);
      VigieEvent *event = event_from_variant (pair, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }

  return g_steal_pointer (&events);
}

static void
recorded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = vigie_store_thread_record_finish (VIGIE_STORE_THREAD (object), result, &error);

  if (events == NULL)
    g_dbus_method_invocation_return_gerror (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@a(ayay))", vigie_store_events_to_variant (events)));
}

static void
ingested_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  if (vigie_store_thread_ingest_finish (VIGIE_STORE_THREAD (object), result, &n_new, &error))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", n_new));
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static GPtrArray *
read_drafts (GVariant *parameters, GError **error)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_autoptr(GVariantIter) iter = NULL;
  const char *json;

  g_variant_get (parameters, "(as)", &iter);
  while (g_variant_iter_next (iter, "&s", &json))
    {
      VigieDraft *draft = vigie_draft_from_json (json, error);

      if (draft == NULL)
        return NULL;
      g_ptr_array_add (drafts, draft);
    }

  return g_steal_pointer (&drafts);
}

static void
method_call (GDBusConnection *connection, const char *sender, const char *object_path, const char *interface_name,
             const char *method_name, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  VigieStoreServer *self = user_data;
  g_autoptr(GPtrArray) things = NULL;
  g_autoptr(GError) error = NULL;

  if (vigie_store_server_content_call (self->thread, method_name, parameters, invocation))
    return;
  if (g_str_equal (method_name, "Record"))
    {
      things = read_drafts (parameters, &error);
      if (things != NULL)
        vigie_store_thread_record_async (self->thread, things, NULL, recorded_cb, invocation);
    }
  else
    {
      g_autoptr(GVariant) list = g_variant_get_child_value (parameters, 0);

      things = vigie_store_events_from_variant (list, &error);
      if (things != NULL)
        vigie_store_thread_ingest_async (self->thread, things, NULL, ingested_cb, invocation);
    }
  if (things == NULL)
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static const GDBusInterfaceVTable vtable = { .method_call = method_call };

static void
closed_cb (GDBusConnection *connection, gboolean remote_peer_vanished, GError *error, VigieStoreServer *self)
{
  g_ptr_array_remove (self->connections, connection);
}

static gboolean
new_connection_cb (GDBusServer *server, GDBusConnection *connection, VigieStoreServer *self)
{
  if (g_dbus_connection_register_object (connection, VIGIE_STORE_DBUS_PATH, self->node->interfaces[0], &vtable, self,
                                         NULL, NULL) == 0)
    return FALSE;
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);

  return TRUE;
}

static gboolean
authorize_cb (GDBusAuthObserver *observer, GIOStream *stream, GCredentials *credentials, gpointer user_data)
{
  g_autoptr(GCredentials) own = g_credentials_new ();

  return credentials != NULL && g_credentials_is_same_user (credentials, own, NULL);
}

static gboolean
allow_mechanism_cb (GDBusAuthObserver *observer, const char *mechanism, gpointer user_data)
{
  return g_str_equal (mechanism, "EXTERNAL");
}

static gboolean
make_socket_folder (const char *socket_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (socket_path);

  if (g_mkdir_with_parents (folder, 0700) == 0 && g_chmod (folder, 0700) == 0)
    return TRUE;
  vigie_store_set_error_from_errno (error, errno, folder);

  return FALSE;
}

static gboolean
listen (VigieStoreServer *self, GError **error)
{
  g_autofree char *escaped = g_dbus_address_escape_value (self->socket_path);
  g_autofree char *address = g_strconcat ("unix:path=", escaped, NULL);
  g_autofree char *guid = g_dbus_generate_guid ();
  g_autoptr(GDBusAuthObserver) observer = g_dbus_auth_observer_new ();

  if (!make_socket_folder (self->socket_path, error))
    return FALSE;
  g_unlink (self->socket_path);
  g_signal_connect (observer, "authorize-authenticated-peer", G_CALLBACK (authorize_cb), NULL);
  g_signal_connect (observer, "allow-mechanism", G_CALLBACK (allow_mechanism_cb), NULL);
  self->server = g_dbus_server_new_sync (address, G_DBUS_SERVER_FLAGS_AUTHENTICATION_REQUIRE_SAME_USER, guid, observer,
                                         NULL, error);
  if (self->server == NULL)
    return FALSE;
  g_chmod (self->socket_path, 0600);
  g_signal_connect (self->server, "new-connection", G_CALLBACK (new_connection_cb), self);
  g_dbus_server_start (self->server);

  return TRUE;
}

VigieStoreServer *
vigie_store_server_new (VigieStoreThread *thread, GError **error)
{
  g_autoptr(VigieStoreServer) self = g_new0 (VigieStoreServer, 1);

  self->thread = thread;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->node = g_dbus_node_info_new_for_xml (introspection, error);
  self->socket_path = vigie_store_socket_path (vigie_store_thread_get_path (thread));
  if (self->node == NULL || !listen (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
vigie_store_server_free (VigieStoreServer *self)
{
  if (self->server != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->server, self);
      g_dbus_server_stop (self->server);
      g_unlink (self->socket_path);
    }
  for (guint i = 0; i < self->connections->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->connections->pdata[i], self);
      /* Closed in the background: the peer learns of it, nobody here waits. */
      g_dbus_connection_close (self->connections->pdata[i], NULL, NULL, NULL);
    }
  g_ptr_array_unref (self->connections);
  g_clear_object (&self->server);
  g_clear_pointer (&self->node, g_dbus_node_info_unref);
  g_free (self->socket_path);
  g_free (self);
}
