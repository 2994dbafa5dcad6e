/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-view.h"

#include <string.h>

struct _VigieHubView
{
  gatomicrefcount count;
  VigieMembership *membership;
  GHashTable *restricted;  /* stream → VigieRestriction, counted by g_atomic_rc_box; only those that are */
};

/* The table of a view is never changed, but its values are shared with the next one. */
typedef struct
{
  VigieRestriction *restriction;
} Restricted;

static void
restricted_clear (gpointer data)
{
  vigie_restriction_free (((Restricted *) data)->restriction);
}

static void
restricted_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, restricted_clear);
}

static VigieHubView *
copy_view (const VigieHubView *before)
{
  VigieHubView *view = g_new0 (VigieHubView, 1);
  GHashTableIter iter;
  gpointer stream, value;

  g_atomic_ref_count_init (&view->count);
  view->restricted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, restricted_release);
  if (before == NULL)
    return view;
  g_hash_table_iter_init (&iter, before->restricted);
  while (g_hash_table_iter_next (&iter, &stream, &value))
    g_hash_table_insert (view->restricted, g_strdup (stream), g_atomic_rc_box_acquire (value));

  return view;
}

VigieHubView *
vigie_hub_view_new (const VigieHubView *before, VigieMembership *membership_taken)
{
  VigieHubView *view = copy_view (before);

  view->membership = membership_taken;

  return view;
}

VigieHubView *
vigie_hub_view_restrict (const VigieHubView *before, const char *stream, VigieRestriction *restriction_taken)
{
  VigieHubView *view = copy_view (before);

  view->membership = vigie_membership_ref (before->membership);
  g_hash_table_remove (view->restricted, stream);
  if (restriction_taken->restricted)
    {
      Restricted *restricted = g_atomic_rc_box_new0 (Restricted);

      restricted->restriction = restriction_taken;
      g_hash_table_insert (view->restricted, g_strdup (stream), restricted);
    }
  else
    vigie_restriction_free (restriction_taken);

  return view;
}

VigieHubView *
vigie_hub_view_ref (VigieHubView *view)
{
  g_atomic_ref_count_inc (&view->count);

  return view;
}

void
vigie_hub_view_unref (VigieHubView *view)
{
  if (view == NULL || !g_atomic_ref_count_dec (&view->count))
    return;
  vigie_membership_unref (view->membership);
  g_hash_table_unref (view->restricted);
  g_free (view);
}

const VigieMembership *
vigie_hub_view_membership (const VigieHubView *view)
{
  return view->membership;
}

gboolean
vigie_hub_view_is_restricted (const VigieHubView *view, const char *stream)
{
  return g_hash_table_contains (view->restricted, stream);
}

gboolean
vigie_hub_view_may_see (const VigieHubView *view, const VigieHubSeat *seat, const char *stream)
{
  const Restricted *restricted = g_hash_table_lookup (view->restricted, stream);
  const VigieMemberDevice *declarer;

  if (restricted == NULL)
    return seat->role >= VIGIE_ROLE_VIEWER;
  declarer = vigie_membership_device (view->membership, restricted->restriction->declarer);

  return vigie_rights_may_see (seat->role, seat->member, restricted->restriction, declarer != NULL ? declarer->member : NULL);
}

gboolean
vigie_hub_view_seat (const VigieHubView *view, const guint8 *device, VigieHubSeat *seat)
{
  const VigieMember *member = vigie_membership_member_of (view->membership, device);

  if (member == NULL || !member->active || member->role == VIGIE_ROLE_NONE)
    return FALSE;
  memmove (seat->device, device, VIGIE_KEY_BYTES);
  g_strlcpy (seat->member, member->id, sizeof seat->member);
  seat->role = member->role;

  return TRUE;
}
