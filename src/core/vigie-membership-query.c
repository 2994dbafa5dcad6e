/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of a membership. */

#include "vigie-membership-private.h"

#include <string.h>

/* Look-ups ---------------------------------------------------------------------------------------- */

const guint8 *
vigie_membership_key (const VigieMembership *membership)
{
  return membership->key;
}

const char *
vigie_membership_name (const VigieMembership *membership)
{
  return membership->name;
}

guint
vigie_membership_n_set_aside (const VigieMembership *membership)
{
  return membership->n_set_aside;
}

const VigieMember *
vigie_membership_member (const VigieMembership *membership, const char *member_id)
{
  VigieMembershipRegister *reg = g_hash_table_lookup (membership->members, member_id);

  return reg != NULL ? reg->standing : NULL;
}

const VigieMemberDevice *
vigie_membership_device (const VigieMembership *membership, const guint8 *device_key)
{
  VigieMembershipRegister *reg = g_hash_table_lookup (membership->devices, device_key);

  return reg != NULL ? reg->standing : NULL;
}

const VigieMemberHub *
vigie_membership_hub (const VigieMembership *membership, const guint8 *hub_key)
{
  return g_hash_table_lookup (membership->hubs, hub_key);
}

const VigieMember *
vigie_membership_member_of (const VigieMembership *membership, const guint8 *device_key)
{
  const VigieMemberDevice *device = vigie_membership_device (membership, device_key);

  if (device == NULL || device->revoked_usec != VIGIE_TIME_NONE)
    return NULL;

  return vigie_membership_member (membership, device->member);
}

VigieRole
vigie_membership_role_of (const VigieMembership *membership, const guint8 *device_key)
{
  const VigieMember *member = vigie_membership_member_of (membership, device_key);

  return member != NULL && member->active ? member->role : VIGIE_ROLE_NONE;
}

gboolean
vigie_membership_is_hub (const VigieMembership *membership, const guint8 *hub_key)
{
  const VigieMemberHub *hub = vigie_membership_hub (membership, hub_key);

  return hub != NULL && hub->revoked_usec == VIGIE_TIME_NONE;
}

gint64
vigie_membership_revoked_usec (const VigieMembership *membership, const guint8 *device_key)
{
  const gint64 *stamp = g_hash_table_lookup (membership->revoked_devices, device_key);

  return stamp != NULL ? *stamp : VIGIE_TIME_NONE;
}

gboolean
vigie_membership_may_record (const VigieMembership *membership, const guint8 *recorder, const char *kind)
{
  VigieMembershipRecorders by = vigie_membership_recorders_of (kind);

  if ((by & BY_ORGANISATION) != 0 && memcmp (recorder, membership->key, VIGIE_KEY_BYTES) == 0)
    return TRUE;
  if ((by & BY_HUB) != 0 && vigie_membership_is_hub (membership, recorder))
    return TRUE;

  return (by & BY_ADMINISTRATOR) != 0 && vigie_membership_role_of (membership, recorder) == VIGIE_ROLE_ADMINISTRATOR;
}

/* Lists ------------------------------------------------------------------------------------------- */

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const VigieMember *first = *(const VigieMember *const *) a;
  const VigieMember *second = *(const VigieMember *const *) b;
  int order = strcmp (first->name, second->name);

  return order != 0 ? order : strcmp (first->id, second->id);
}

static int
compare_devices (gconstpointer a, gconstpointer b)
{
  return memcmp ((*(const VigieMemberDevice *const *) a)->key, (*(const VigieMemberDevice *const *) b)->key, VIGIE_KEY_BYTES);
}

static int
compare_hubs (gconstpointer a, gconstpointer b)
{
  return memcmp ((*(const VigieMemberHub *const *) a)->key, (*(const VigieMemberHub *const *) b)->key, VIGIE_KEY_BYTES);
}

static GPtrArray *
list_standing (GHashTable *table, GCompareFunc compare)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (((VigieMembershipRegister *) value)->standing != NULL)
        g_ptr_array_add (list, ((VigieMembershipRegister *) value)->standing);
    }
  g_ptr_array_sort (list, compare);

  return list;
}

GPtrArray *
vigie_membership_members (const VigieMembership *membership)
{
  return list_standing (membership->members, compare_members);
}

GPtrArray *
vigie_membership_devices (const VigieMembership *membership)
{
  return list_standing (membership->devices, compare_devices);
}

GPtrArray *
vigie_membership_hubs (const VigieMembership *membership)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer hub;

  g_hash_table_iter_init (&iter, membership->hubs);
  while (g_hash_table_iter_next (&iter, NULL, &hub))
    g_ptr_array_add (list, hub);
  g_ptr_array_sort (list, compare_hubs);
  return list;
}
