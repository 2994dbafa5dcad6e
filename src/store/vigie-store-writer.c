/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recording from a program that is not the app. It becomes the writer itself for the one transaction,
 * or hands the work to the writer there is; when neither works (another vigiectl is just at it, the
 * app is just closing), it tries again until the time is up. Each draft gets its id before the first
 * try, so that a second try after a lost answer records nothing twice. */

#include "vigie-store-writer-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "vigie-id.h"
#include "vigie-store-private.h"
#include "vigie-store-server.h"

#define RETRY_USEC (20 * 1000)
#define NAME_BYTES 8

/**
 * vigie_store_socket_path:
 * @store_path: the store's file
 *
 * Returns: (transfer full): where the writer of that store listens, the same for every name of it
 */
char *
vigie_store_socket_path (const char *store_path)
{
  g_autofree char *real = vigie_store_real_path (store_path);
  guint8 hash[VIGIE_HASH_BYTES];
  g_autofree char *hex = NULL;
  g_autofree char *name = NULL;

  vigie_hash (real, strlen (real), hash);
  hex = vigie_hex (hash, NAME_BYTES);
  name = g_strdup_printf ("store-%s.sock", hex);

  return g_build_filename (g_get_user_runtime_dir (), "vigie", name, NULL);
}

/* NULL without error: nobody listens. */
static GDBusConnection *
connect_to_writer (const char *store_path)
{
  g_autofree char *socket_path = vigie_store_socket_path (store_path);
  g_autofree char *escaped = g_dbus_address_escape_value (socket_path);
  g_autofree char *address = g_strconcat ("unix:path=", escaped, NULL);

  /* Why nobody answers does not matter: the lock decides what comes next. */
  return g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL, NULL,
                                                 NULL);
}

/* The errors of the connection, not of the store: worth another try. */
static gboolean
is_lost_answer (const GError *error)
{
  return error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR;
}

typedef enum
{
  DONE,
  FAILED,
  AGAIN,
} Outcome;

GVariant *
vigie_store_writer_call (GDBusConnection *connection, const char *method, GVariant *parameters, int timeout_ms, GError **error)
{
  return g_dbus_connection_call_sync (connection, NULL, VIGIE_STORE_DBUS_PATH, VIGIE_STORE_DBUS_INTERFACE, method,
                                      parameters, NULL, G_DBUS_CALL_FLAGS_NONE, timeout_ms, NULL, error);
}

static Outcome
ask_writer (const char *store_path, const VigieStoreWork *work, int timeout_ms, GError **error)
{
  g_autoptr(GDBusConnection) connection = connect_to_writer (store_path);
  g_autoptr(GError) local_error = NULL;
  gboolean done;

  if (connection == NULL)
    return AGAIN;
  done = work->there (connection, timeout_ms, work->data, &local_error);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  if (done)
    return DONE;
  g_dbus_error_strip_remote_error (local_error);
  if (is_lost_answer (local_error))
    return AGAIN;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FAILED;
}

static Outcome
try_once (const char *store_path, VigiePlaybook *playbook, const VigieStoreWork *work, int timeout_ms, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieStore) store = vigie_store_open (store_path, VIGIE_STORE_WRITER, playbook, NULL, &local_error);

  if (store != NULL)
    return work->here (store, work->data, error) ? DONE : FAILED;
  if (g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY))
    return ask_writer (store_path, work, timeout_ms, error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FAILED;
}

gboolean
vigie_store_writer_work (const char *store_path, VigiePlaybook *playbook, const VigieStoreWork *work, guint timeout_ms, GError **error)
{
  gint64 deadline_usec = g_get_monotonic_time () + (gint64) timeout_ms * 1000;

  /* Before any type of these is used: the errors of the other side are told apart by their domain. */
  (void) VIGIE_STORE_ERROR;
  for (;;)
    {
      gint64 left_usec = deadline_usec - g_get_monotonic_time ();
      Outcome outcome = try_once (store_path, playbook, work, (int) MAX (left_usec / 1000, 1), error);

      if (outcome != AGAIN)
        return outcome == DONE;
      if (g_get_monotonic_time () >= deadline_usec)
        break;
      g_usleep (RETRY_USEC);
    }
  g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_BUSY,
                       _("Another program writes to the incident store and does not answer; try again in a moment."));

  return FALSE;
}

typedef struct
{
  GPtrArray *drafts;   /* borrowed */
  GPtrArray *events;   /* what came of them; or (borrowed) what to take */
  guint n_new;
} Parcel;

static gboolean
record_here (VigieStore *store, gpointer data, GError **error)
{
  Parcel *parcel = data;

  parcel->events = vigie_store_record (store, parcel->drafts, error);

  return parcel->events != NULL;
}

static GVariant *
pack_drafts (const Parcel *parcel)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < parcel->drafts->len; i++)
    g_variant_builder_add_value (&builder,
                                 g_variant_new_take_string (vigie_draft_to_json (parcel->drafts->pdata[i])));

  return g_variant_new ("(as)", &builder);
}

static gboolean
record_there (GDBusConnection *connection, int timeout_ms, gpointer data, GError **error)
{
  Parcel *parcel = data;
  g_autoptr(GVariant) reply = vigie_store_writer_call (connection, "Record", pack_drafts (parcel), timeout_ms, error);
  g_autoptr(GVariant) list = NULL;

  if (reply == NULL)
    return FALSE;
  if (!g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a(ayay))")))
    {
      g_set_error_literal (error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_FAILED,
                           _("The program that holds the incident store gave an answer nobody understands."));
      return FALSE;
    }
  list = g_variant_get_child_value (reply, 0);
  parcel->events = vigie_store_events_from_variant (list, error);

  return parcel->events != NULL;
}

static void
give_ids (GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      VigieDraft *draft = drafts->pdata[i];
      guint8 random[VIGIE_ID_RANDOM_BYTES];

      if (draft->id != NULL)
        continue;
      randombytes_buf (random, sizeof random);
      draft->id = vigie_id_new (g_get_real_time (), random);
    }
}

/**
 * vigie_store_writer_record:
 * @store_path: the store's file, made if missing
 * @playbook: names and numbering
 * @drafts: (element-type VigieDraft): what was done; drafts without an id are given one
 * @timeout_ms: how long to try
 * @error: return location; BUSY when the time is up
 *
 * Returns: (transfer full) (element-type VigieEvent) (nullable): the events, safe on the disk
 */
GPtrArray *
vigie_store_writer_record (const char *store_path, VigiePlaybook *playbook, GPtrArray *drafts, guint timeout_ms,
                           GError **error)
{
  Parcel parcel = { .drafts = drafts };
  VigieStoreWork work = { record_here, record_there, &parcel };

  g_return_val_if_fail (store_path != NULL && drafts != NULL, NULL);

  if (sodium_init () < 0)
    return NULL;
  give_ids (drafts);
  if (!vigie_store_writer_work (store_path, playbook, &work, timeout_ms, error))
    return NULL;

  return parcel.events;
}

static gboolean
ingest_here (VigieStore *store, gpointer data, GError **error)
{
  Parcel *parcel = data;

  return vigie_store_ingest (store, parcel->events, &parcel->n_new, error);
}

static gboolean
ingest_there (GDBusConnection *connection, int timeout_ms, gpointer data, GError **error)
{
  Parcel *parcel = data;
  GVariant *events = g_variant_new ("(@a(ayay))", vigie_store_events_to_variant (parcel->events));
  g_autoptr(GVariant) reply = vigie_store_writer_call (connection, "Ingest", events, timeout_ms, error);

  if (reply == NULL)
    return FALSE;
  if (g_variant_is_of_type (reply, G_VARIANT_TYPE ("(u)")))
    g_variant_get (reply, "(u)", &parcel->n_new);

  return TRUE;
}

/**
 * vigie_store_writer_ingest:
 * @store_path: the store's file, made if missing
 * @playbook: names and numbering
 * @events: (element-type VigieEvent): made elsewhere
 * @timeout_ms: how long to try
 * @n_new: (out) (optional): how many were new
 * @error: return location; BUSY when the time is up
 *
 * Takes @events, all or none; see vigie_store_ingest().
 */
gboolean
vigie_store_writer_ingest (const char *store_path, VigiePlaybook *playbook, GPtrArray *events, guint timeout_ms,
                           guint *n_new, GError **error)
{
  Parcel parcel = { .events = events };
  VigieStoreWork work = { ingest_here, ingest_there, &parcel };

  g_return_val_if_fail (store_path != NULL && events != NULL, FALSE);

  if (!vigie_store_writer_work (store_path, playbook, &work, timeout_ms, error))
    return FALSE;
  if (n_new != NULL)
    *n_new = parcel.n_new;

  return TRUE;
}
