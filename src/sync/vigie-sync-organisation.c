/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-sync-organisation.h"

#include <glib/gi18n-lib.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-wire-append.h"

static VigieStoreHub *
need_hub (VigieStore *store, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  VigieStoreHub *hub = vigie_store_hub (store, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (hub == NULL)
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("This store has joined no hub."));

  return hub;
}

/* Empty before the first exchange. */
static GPtrArray *
load_stream (VigieStore *store, const VigieStoreHub *hub, GError **error)
{
  g_autofree char *stream = vigie_stream_for_organisation (hub->organisation);
  g_autoptr(GError) local_error = NULL;
  GPtrArray *events = vigie_store_load (store, stream, NULL, &local_error);

  if (events == NULL && g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING))
    return g_ptr_array_new ();
  if (events == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return events;
}

/**
 * vigie_sync_membership:
 * @store: a store that has joined
 * @error: return location
 *
 * Returns: (nullable) (transfer full): who belongs to its organisation, as far as is known here
 */
VigieMembership *
vigie_sync_membership (VigieStore *store, GError **error)
{
  g_autoptr(VigieStoreHub) hub = need_hub (store, error);
  g_autoptr(GPtrArray) events = hub != NULL ? load_stream (store, hub, error) : NULL;

  return events != NULL ? vigie_membership_fold (hub->organisation, events) : NULL;
}

/**
 * vigie_sync_membership_body:
 * @store: a store that has joined
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the events of its organisation, in the order in which they came
 */
GBytes *
vigie_sync_membership_body (VigieStore *store, GError **error)
{
  g_autoptr(VigieStoreHub) hub = need_hub (store, error);
  g_autoptr(GPtrArray) events = hub != NULL ? load_stream (store, hub, error) : NULL;

  return events != NULL ? vigie_wire_append_new (events) : NULL;
}

/* FALSE + error: it may not, or need not. */
static gboolean
check_enrol (VigieStore *store, const VigieMembership *membership, const guint8 *hub_key, GError **error)
{
  g_autofree char *hex = vigie_store_get_device (store);
  guint8 device[VIGIE_KEY_BYTES];

  if (vigie_membership_is_hub (membership, hub_key))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("This hub belongs to the organisation already."));
  else if (hex == NULL || !vigie_unhex (hex, device, sizeof device)
           || !vigie_membership_may_record (membership, device, "hub.enrolled"))
    g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("Only an administrator of the organisation can enrol a hub."));
  else
    return TRUE;

  return FALSE;
}

/**
 * vigie_sync_enrol_drafts:
 * @store: a store that has joined
 * @hub_key: (array fixed-size=32): the hub that is let in
 * @name: what it is called
 * @now_usec: now
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what is to be recorded
 */
GPtrArray *
vigie_sync_enrol_drafts (VigieStore *store, const guint8 *hub_key, const char *name, gint64 now_usec, GError **error)
{
  g_autoptr(VigieStoreHub) hub = need_hub (store, error);
  g_autoptr(VigieMembership) membership = hub != NULL ? vigie_sync_membership (store, error) : NULL;
  g_autofree char *stream = NULL;
  GPtrArray *drafts;

  if (membership == NULL || !check_enrol (store, membership, hub_key, error))
    return NULL;
  stream = vigie_stream_for_organisation (hub->organisation);
  drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  g_ptr_array_add (drafts, vigie_draft_new (stream, "hub.enrolled", now_usec, hub->person,
                                            vigie_membership_body_hub (hub_key, name)));

  return drafts;
}
