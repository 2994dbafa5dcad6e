/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hub from opening to closing. The first time it founds its organisation: two events, signed with the
 * organisation's key, that say so and enrol this hub. */

#include "vigie-hub-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-id.h"

gint64
vigie_hub_now (VigieHub *hub)
{
  return hub->seams.now_usec (hub->seams.user_data);
}

void
vigie_hub_random (VigieHub *hub, guint8 *out, gsize length_bytes)
{
  hub->seams.random (out, length_bytes, hub->seams.user_data);
}

VigieHubView *
vigie_hub_view (VigieHub *hub)
{
  VigieHubView *view;

  g_mutex_lock (&hub->lock);
  view = vigie_hub_view_ref (hub->view);
  g_mutex_unlock (&hub->lock);

  return view;
}

gboolean
vigie_hub_seat (VigieHub *hub, const guint8 *device, VigieHubSeat *seat)
{
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);

  return vigie_hub_view_seat (view, device, seat);
}

gint64
vigie_hub_generation (VigieHub *hub)
{
  gint64 generation;

  g_mutex_lock (&hub->lock);
  generation = hub->generation;
  g_mutex_unlock (&hub->lock);

  return generation;
}

gboolean
vigie_hub_may_see (VigieHub *hub, const VigieHubSeat *seat, const char *stream)
{
  g_autoptr(VigieHubView) view = vigie_hub_view (hub);

  return vigie_hub_view_may_see (view, seat, stream);
}

void
vigie_hub_count (VigieHub *hub, VigieHubCount what, gint64 by)
{
  __atomic_add_fetch (&hub->counts[what], by, __ATOMIC_RELAXED);
}

gint64
vigie_hub_get_count (VigieHub *hub, VigieHubCount what)
{
  return __atomic_load_n (&hub->counts[what], __ATOMIC_RELAXED);
}

VigieHubLog *
vigie_hub_reader (VigieHub *hub, GError **error)
{
  return vigie_hub_log_reader (hub->log, error);
}

const char *
vigie_hub_organisation_name (VigieHub *hub)
{
  const char *name = vigie_membership_name (vigie_hub_view_membership (hub->view));

  return name != NULL ? name : "";
}

/* Founding ------------------------------------------------------------------------------------ */

static gboolean
found_work (VigieHub *hub, VigieHubCommit *commit, gpointer name, GError **error)
{
  g_autofree char *key = vigie_hex (hub->keys.organisation, VIGIE_KEY_BYTES);

  return vigie_hub_log_value_put (hub->log, VIGIE_HUB_VALUE_ORGANISATION, key, error)
         && vigie_hub_record (hub, commit, TRUE, "organisation.founded", vigie_membership_body_founded (name), NULL, error)
         && vigie_hub_record (hub, commit, TRUE, "hub.enrolled", vigie_membership_body_hub (hub->keys.hub, name), NULL, error);
}

static gboolean
enrol_work (VigieHub *hub, VigieHubCommit *commit, gpointer data, GError **error)
{
  return vigie_hub_record (hub, commit, TRUE, "hub.enrolled",
                           vigie_membership_body_hub (hub->keys.hub, vigie_hub_organisation_name (hub)), NULL, error);
}

/* The organisation of this log; made when it has none. */
static gboolean
settle_organisation (VigieHub *hub, const char *name, GError **error)
{
  g_autoptr(GError) log_error = NULL;
  g_autofree char *hex = vigie_hub_log_value_get (hub->log, VIGIE_HUB_VALUE_ORGANISATION, &log_error);
  guint8 key[VIGIE_KEY_BYTES];

  if (log_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&log_error));
      return FALSE;
    }
  if (!vigie_hub_keys_load (&hub->keys, hub->key_path, &hub->seams, hex == NULL, error))
    return FALSE;
  if (hex != NULL && (!vigie_unhex (hex, key, sizeof key)
                      || (hub->keys.has_organisation && memcmp (key, hub->keys.organisation, sizeof key) != 0)))
    {
      g_set_error (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_DAMAGED,
                   _("The key of the organisation beside “%s” is that of another one; nothing was changed."), hub->key_path);
      return FALSE;
    }
  if (hex != NULL)
    memcpy (hub->keys.organisation, key, sizeof key);
  hub->stream = vigie_stream_for_organisation (hub->keys.organisation);
  if (!vigie_hub_load_view (hub, error))
    return FALSE;
  if (hex == NULL)
    return vigie_hub_transact (hub, found_work, (gpointer) name, error);
  /* A new key for a hub whose own was lost. Without the organisation's key an administrator has to enrol it. */
  if (hub->keys.has_organisation && !vigie_membership_is_hub (vigie_hub_view_membership (hub->view), hub->keys.hub))
    return vigie_hub_transact (hub, enrol_work, NULL, error);

  return TRUE;
}

char *
vigie_hub_organisation (VigieHub *hub)
{
  return vigie_hex (hub->keys.organisation, VIGIE_KEY_BYTES);
}

/* Life ---------------------------------------------------------------------------------------- */

static void
make_tables (VigieHub *hub)
{
  hub->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  hub->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  hub->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  hub->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  hub->members = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
}

/**
 * vigie_hub_new:
 * @log: (transfer full): the log, opened to write
 * @key_path: what the names of the key files begin with
 * @name: of the organisation, if it has to be founded
 * @seams: time and randomness, copied
 * @limits: copied
 * @error: return location for a #VigieHubError
 *
 * Returns: (transfer full) (nullable): the hub
 */
VigieHub *
vigie_hub_new (VigieHubLog *log, const char *key_path, const char *name, const VigieHubSeams *seams,
               const VigieHubLimits *limits, GError **error)
{
  VigieHub *hub = g_new0 (VigieHub, 1);

  hub->log = log;
  hub->key_path = g_strdup (key_path);
  hub->seams = *seams;
  hub->limits = *limits;
  g_mutex_init (&hub->lock);
  make_tables (hub);
  vigie_hub_presence_init (hub);
  if (vigie_hub_log_epoch (log, hub->epoch, &hub->head, error) && settle_organisation (hub, name, error))
    return hub;
  vigie_hub_free (hub);

  return NULL;
}

void
vigie_hub_free (VigieHub *hub)
{
  if (hub == NULL)
    return;
  vigie_hub_keys_clear (&hub->keys);
  vigie_hub_view_unref (hub->view);
  vigie_hub_view_unref (hub->next);
  g_ptr_array_unref (hub->members);
  g_hash_table_unref (hub->tokens);
  g_hash_table_unref (hub->rates);
  g_hash_table_unref (hub->failures);
  g_hash_table_unref (hub->nonces);
  g_clear_pointer (&hub->people, g_hash_table_unref);
  vigie_hub_log_free (hub->log);
  g_mutex_clear (&hub->lock);
  g_free (hub->key_path);
  g_free (hub->stream);
  g_free (hub);
}
