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

/* VigieEvent of one organisation's stream, each signature checked; @sent is how they came. */
static GPtrArray *
read_events (GPtrArray *sent, guint8 *key, GError **error)
{
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
append_one (VigieHubLog *log, const VigieEvent *event, GBytes *absent, GError **error)
{
  g_autoptr(GBytes) withheld = NULL;
  gboolean fits = FALSE, admitted = FALSE;
  VigieHubPlace place;
  VigieHubTail tail;

  if (!vigie_hub_log_tail (log, event->stream, event->device, &tail, error))
    return FALSE;
  if (vigie_hub_is_bridged (event, absent, &tail))
    {
      if (!vigie_hub_build_bridge (log, event, absent, &tail, event->stamp_usec, error))
        return FALSE;
    }
  else if (!vigie_hub_is_next (event, &tail))
    {
      if (!vigie_hub_log_withheld (log, event, &fits, &admitted, error))
        return FALSE;
      if (!fits)
        return refuse (error);
    }

  return vigie_hub_log_withheld_before (log, event, &withheld, error)
         && vigie_hub_log_append (log, event, withheld, VIGIE_HUB_SPECIAL_NONE, &place, error);
}

static gboolean
append_all (VigieHubLog *log, GPtrArray *events, GPtrArray *sent, const guint8 *key, GError **error)
{
  g_autofree char *hex = vigie_hex (key, VIGIE_KEY_BYTES);

  if (!vigie_hub_log_value_put (log, VIGIE_HUB_VALUE_ORGANISATION, hex, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      if (!append_one (log, events->pdata[i], ((VigieWireEvent *) sent->pdata[i])->withheld, error))
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
  g_autoptr(GPtrArray) sent = vigie_wire_append_read (body, NULL);
  g_autoptr(GPtrArray) events = check_log (log, error) ? read_events (sent, key, error) : NULL;
  g_autoptr(VigieMembership) membership = NULL;

  if (events == NULL)
    return FALSE;
  membership = vigie_membership_fold (key, events);
  if (vigie_membership_name (membership) == NULL)
    return refuse (error);
  if (vigie_hub_log_begin (log, error) && append_all (log, events, sent, key, error) && vigie_hub_log_commit (log, error))
    return TRUE;
  vigie_hub_log_rollback (log);

  return FALSE;
}

typedef struct
{
  GPtrArray *events;
  GPtrArray *withheld;  /* GBytes or NULL, of each */
} Collected;

static gboolean
collect (const VigieHubRow *row, gpointer user_data)
{
  Collected *collected = user_data;
  VigieEvent *event = row->redacted ? NULL : vigie_event_parse (row->bytes, row->length_bytes, row->signature, NULL);

  if (event == NULL)
    return TRUE;
  g_ptr_array_add (collected->events, event);
  g_ptr_array_add (collected->withheld, row->withheld != NULL ? g_bytes_new (row->withheld, row->withheld_bytes) : NULL);

  return TRUE;
}

static void
bytes_free (gpointer bytes)
{
  g_bytes_unref (bytes);
}

GBytes *
vigie_hub_membership_body (VigieHubLog *log, GError **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(GPtrArray) withheld = g_ptr_array_new_with_free_func (bytes_free);
  Collected collected = { events, withheld };
  g_autofree char *hex = vigie_hub_log_value_get (log, VIGIE_HUB_VALUE_ORGANISATION, error);
  g_autofree char *stream = hex != NULL ? g_strconcat ("organisation/", hex, NULL) : NULL;

  if (stream == NULL || !vigie_hub_log_page_stream (log, stream, 0, collect, &collected, error))
    return NULL;

  return vigie_wire_append_new_with (events, withheld);
}
