/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-adopt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-hub-private.h"
#include "vigie-id.h"
#include "vigie-wire-append.h"

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_FAILED,
                       _("This is not the membership of an organisation; nothing was changed."));

  return FALSE;
}

/* VigieEvent of one organisation's stream, each signature checked. */
static GPtrArray *
read_events (GBytes *body, guint8 *key, GError **error)
{
  g_autoptr(GPtrArray) sent = vigie_wire_append_read (body, NULL);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);

  for (guint i = 0; sent != NULL && i < sent->len; i++)
    {
      const VigieWireEvent *one = sent->pdata[i];
      VigieEvent *event = vigie_event_parse (one->bytes, one->length_bytes, one->signature, NULL);

      if (event == NULL)
        break;
      g_ptr_array_add (events, event);
      if (!vigie_event_verify (event, NULL) || !vigie_stream_is_organisation (event->stream, i == 0 ? key : NULL)
          || strcmp (event->stream, ((VigieEvent *) events->pdata[0])->stream) != 0)
        break;
      if (events->len == sent->len)
        return g_steal_pointer (&events);
    }
  refuse (error);

  return NULL;
}

static gboolean
append_all (VigieHubLog *log, GPtrArray *events, const guint8 *key, GError **error)
{
  g_autofree char *hex = vigie_hex (key, VIGIE_KEY_BYTES);

  if (!vigie_hub_log_value_put (log, VIGIE_HUB_VALUE_ORGANISATION, hex, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const VigieEvent *event = events->pdata[i];
      VigieHubPlace place;
      VigieHubTail tail;

      if (!vigie_hub_log_tail (log, event->stream, event->device, &tail, error))
        return FALSE;
      if (event->dseq != tail.dseq + 1 || (tail.dseq > 0 && memcmp (event->prev, tail.hash, VIGIE_HASH_BYTES) != 0))
        return refuse (error);
      if (!vigie_hub_log_append (log, event, VIGIE_HUB_SPECIAL_NONE, &place, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_log (VigieHubLog *log, GError **error)
{
  g_autoptr(GError) own_error = NULL;
  g_autofree char *there = vigie_hub_log_value_get (log, VIGIE_HUB_VALUE_ORGANISATION, &own_error);

  if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));
  else if (there != NULL)
    g_set_error_literal (error, VIGIE_HUB_ERROR, VIGIE_HUB_ERROR_USAGE, _("This hub has an organisation already."));
  else
    return TRUE;

  return FALSE;
}

gboolean
vigie_hub_adopt (VigieHubLog *log, GBytes *body, GError **error)
{
  guint8 key[VIGIE_KEY_BYTES];
  g_autoptr(GPtrArray) events = check_log (log, error) ? read_events (body, key, error) : NULL;
  g_autoptr(VigieMembership) membership = NULL;

  if (events == NULL)
    return FALSE;
  membership = vigie_membership_fold (key, events);
  if (vigie_membership_name (membership) == NULL)
    return refuse (error);
  if (vigie_hub_log_begin (log, error) && append_all (log, events, key, error) && vigie_hub_log_commit (log, error))
    return TRUE;
  vigie_hub_log_rollback (log);

  return FALSE;
}

static gboolean
collect (const VigieHubRow *row, gpointer events)
{
  VigieEvent *event = row->redacted ? NULL : vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (event != NULL)
    g_ptr_array_add (events, event);

  return TRUE;
}

GBytes *
vigie_hub_membership_body (VigieHubLog *log, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autofree char *hex = vigie_hub_log_value_get (log, VIGIE_HUB_VALUE_ORGANISATION, error);
  g_autofree char *stream = hex != NULL ? g_strconcat ("organisation/", hex, NULL) : NULL;

  if (stream == NULL || !vigie_hub_log_page_stream (log, stream, 0, collect, events, error))
    return NULL;

  return vigie_wire_append_new (events);
}
