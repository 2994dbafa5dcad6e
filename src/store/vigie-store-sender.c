/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether who recorded what a hub sends belongs to its organisation. The rule is the hub's own, applied once more here: a
 * hub that was taken over may not put strangers into the record.
 *
 * It is lenient where order could be to blame. Until the organisation is known nothing is refused; an enrolment counts
 * wherever it stands in the page; a revocation only for what the hub took after it: never for history that is read later,
 * nor from a hub that was put back and does not have it yet. What is refused here for want of an enrolment is asked for again when the membership changes. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-store-sync-private.h"

/* NULL without error: nothing is known of it. */
static GPtrArray *
load_organisation (VigieStore *store, const guint8 *key, GError **error)
{
  g_autofree char *stream = vigie_stream_for_organisation (key);
  g_autoptr(GError) local_error = NULL;
  GPtrArray *events = vigie_store_load (store, stream, NULL, &local_error);

  if (events == NULL && !g_error_matches (local_error, VIGIE_STORE_ERROR, VIGIE_STORE_ERROR_MISSING))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return events;
}

/**
 * vigie_store_membership:
 * @store: the store
 * @more: (nullable) (element-type VigieEvent): events to be counted as well
 * @error: return location
 *
 * Returns: (transfer full) (nullable): who belongs to the organisation of the hub; %NULL without error when there is no hub,
 * or nothing is known of it
 */
VigieMembership *
vigie_store_membership (VigieStore *store, GPtrArray *more, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VigieStoreHub) hub = vigie_store_hub (store, &local_error);
  g_autoptr(GPtrArray) events = hub != NULL ? load_organisation (store, hub->organisation, &local_error) : NULL;
  VigieMembership *membership = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (events == NULL)
    return NULL;
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (events, vigie_event_ref (more->pdata[i]));
  membership = vigie_membership_fold (hub->organisation, events);
  if (vigie_membership_name (membership) == NULL)
    g_clear_pointer (&membership, vigie_membership_unref);

  return membership;
}

void
vigie_store_senders_clear (VigieStoreSenders *senders)
{
  g_clear_pointer (&senders->membership, vigie_membership_unref);
}

void
vigie_store_forget_membership (VigieStore *store)
{
  g_clear_pointer (&store->membership, vigie_membership_unref);
}

/* How many events it would be made of; 0: it is not remembered. */
static gboolean
remembered (VigieStoreSenders *senders, guint32 *arrival, GError **error)
{
  g_autofree char *stream = senders->store->membership != NULL
                              ? vigie_stream_for_organisation (vigie_membership_key (senders->store->membership)) : NULL;
  VigieStreamRow row;
  gboolean found = FALSE;

  *arrival = 0;
  if (stream == NULL || senders->changed)
    return TRUE;
  if (!vigie_store_stream_row (senders->store, stream, &row, &found, error))
    return FALSE;
  if (found && row.arrival == senders->store->membership_arrival)
    *arrival = row.arrival;

  return TRUE;
}

static gboolean
remember (VigieStoreSenders *senders, GError **error)
{
  VigieStore *store = senders->store;
  g_autofree char *stream = NULL;
  VigieStreamRow row;
  gboolean found = FALSE;

  if (senders->changed || senders->membership == NULL)
    return TRUE;
  stream = vigie_stream_for_organisation (vigie_membership_key (senders->membership));
  if (!vigie_store_stream_row (store, stream, &row, &found, error))
    return FALSE;
  vigie_store_forget_membership (store);
  /* Whose steps count in a notice may have changed with it. */
  vigie_store_cache_clear (store);
  store->membership = vigie_membership_ref (senders->membership);
  store->membership_arrival = found ? row.arrival : 0;

  return TRUE;
}

/* The last fold, unless the organisation changed: pages seldom change it. */
static gboolean
learn (VigieStoreSenders *senders, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  guint32 arrival;

  if (senders->known)
    return TRUE;
  vigie_store_senders_clear (senders);
  if (!remembered (senders, &arrival, error))
    return FALSE;
  if (arrival > 0)
    senders->membership = vigie_membership_ref (senders->store->membership);
  else
    senders->membership = vigie_store_membership (senders->store, NULL, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  senders->known = TRUE;

  return arrival > 0 || remember (senders, error);
}

/* The enrolment may stand behind what the device recorded. */
static gboolean
is_enrolled_in_page (const VigieStoreSenders *senders, const guint8 *device, GError **error)
{
  g_autoptr(GPtrArray) more = g_ptr_array_new ();
  g_autoptr(VigieMembership) membership = NULL;

  for (guint i = 0; i < senders->arrivals->len; i++)
    {
      VigieEvent *event = ((VigieStoreArrival *) senders->arrivals->pdata[i])->event;

      if (event != NULL && !event->redacted && vigie_stream_is_organisation (event->stream, NULL) && vigie_event_verify (event, NULL))
        g_ptr_array_add (more, event);
    }
  membership = more->len > 0 ? vigie_store_membership (senders->store, more, error) : NULL;

  return membership != NULL && vigie_membership_device (membership, device) != NULL;
}

void
vigie_store_senders_note (VigieStoreSenders *senders, const VigieStoreArrival *arrival, gboolean is_new)
{
  if (!vigie_stream_is_organisation (arrival->event->stream, NULL))
    return;
  senders->place = MAX (senders->place, arrival->position);
  if (!is_new)
    return;
  senders->n_new++;
  senders->known = FALSE;
  senders->changed = TRUE;
}

/* Whether the hub had all that is known of the organisation when it took what comes next. */
static gboolean
is_in_step (VigieStoreSenders *senders, gboolean *in_step, GError **error)
{
  g_autofree char *stream = vigie_stream_for_organisation (vigie_membership_key (senders->membership));
  VigieStreamRow row;
  gboolean found = FALSE;
  gint64 place;

  if (!vigie_store_read_position (senders->store, senders->epoch, stream, &place, error)
      || !vigie_store_stream_row (senders->store, stream, &row, &found, error))
    return FALSE;
  *in_step = found && MAX (place, senders->place) >= (gint64) row.arrival + senders->n_new;

  return TRUE;
}

/* VIGIE_ERROR: it is not to be taken; any other error is the store's own. */
gboolean
vigie_store_senders_check (VigieStoreSenders *senders, const VigieStoreArrival *arrival, GError **error)
{
  const VigieEvent *event = arrival->event;
  g_autoptr(GError) local_error = NULL;
  gboolean in_step = FALSE;
  gint64 revoked_usec;

  if (!vigie_stream_is_incident (event->stream))
    return TRUE;
  if (!learn (senders, error))
    return FALSE;
  if (senders->membership == NULL)
    return TRUE;
  if (vigie_membership_device (senders->membership, event->device) == NULL
      && !is_enrolled_in_page (senders, event->device, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                             _("The computer that recorded this never belonged to the organisation."));
      return FALSE;
    }
  revoked_usec = vigie_membership_revoked_usec (senders->membership, event->device);
  if (revoked_usec == VIGIE_TIME_NONE || arrival->seq <= senders->cursor || event->stamp_usec < revoked_usec)
    return TRUE;
  if (!is_in_step (senders, &in_step, error))
    return FALSE;
  if (!in_step)
    return TRUE;
  g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_TAMPERED,
                       _("The computer that recorded this had been shut out of the organisation before."));

  return FALSE;
}
