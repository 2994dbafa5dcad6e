/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold of the membership.
 *
 * Events are applied in the order of vigie_events_sorted(), the founding first. Whether an event counts depends on
 * what its recorder was at that point of the order, and on nothing else, so any arrival order gives the same answer.
 * An event that does not count replaces nothing either.
 *
 * Members and devices are registers: all values that count are kept, and the last one that no other value of the same
 * member or device replaces stands. An event about one member cannot replace what was said of another. A revocation is
 * for good: who is trusted again comes with a new key, so that an enrolment with a stamp of the future cannot bring a
 * stolen key back. */

#include "vigie-membership-private.h"

#include <string.h>

#include "vigie-id.h"

/* Each value begins with its event. */
typedef struct { const VigieEvent *event; } Value;
typedef VigieMembershipRegister Register;

typedef struct
{
  VigieMembership *membership;
  const VigieEvent *event;
  const VigieJson *body;
} Apply;

static guint
hash_key (gconstpointer key)
{
  guint32 first;

  memcpy (&first, key, sizeof first);
  return first;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, VIGIE_KEY_BYTES) == 0;
}

/* Registers --------------------------------------------------------------------------------------- */

static Register *
register_new (void)
{
  Register *reg = g_new0 (Register, 1);

  reg->values = g_ptr_array_new ();
  reg->replaced = g_hash_table_new (g_str_hash, g_str_equal);
  return reg;
}

static void
register_free (Register *reg)
{
  g_ptr_array_unref (reg->values);
  g_hash_table_unref (reg->replaced);
  g_free (reg);
}

static void
register_add (Register *reg, gpointer value)
{
  const VigieEvent *event = ((Value *) value)->event;

  for (gsize i = 0; event->replaces[i] != NULL; i++)
    {
      if (strcmp (event->replaces[i], event->id) != 0)
        g_hash_table_add (reg->replaced, (gpointer) event->replaces[i]);
    }
  g_ptr_array_add (reg->values, value);

  reg->standing = NULL;
  for (guint i = reg->values->len; i > 0 && reg->standing == NULL; i--)
    {
      Value *candidate = reg->values->pdata[i - 1];

      if (!g_hash_table_contains (reg->replaced, candidate->event->id))
        reg->standing = candidate;
    }
}

static Register *
find_register (GHashTable *table, gconstpointer subject)
{
  Register *reg = g_hash_table_lookup (table, subject);

  if (reg == NULL)
    {
      reg = register_new ();
      g_hash_table_insert (table, (gpointer) subject, reg);
    }

  return reg;
}

/* Reading bodies ---------------------------------------------------------------------------------- */

static gboolean
need_text (Apply *apply, const char *name, const char **out)
{
  return vigie_body_need_string (apply->membership->arena, apply->body, name, out);
}

static gboolean
need_key (Apply *apply, const char *name, guint8 *out)
{
  g_autofree char *hex = vigie_json_member_string (apply->body, 0, name);

  return vigie_unhex (hex, out, VIGIE_KEY_BYTES);
}

static gboolean
need_id (Apply *apply, const char *name, const char **out)
{
  return need_text (apply, name, out) && vigie_id_is_valid (*out);
}

static gboolean
apply_founded (Apply *apply)
{
  const char *name;

  if (!need_text (apply, "name", &name))
    return FALSE;
  if (apply->membership->name == NULL)
    apply->membership->name = name;

  return TRUE;
}

static gboolean
apply_member (Apply *apply)
{
  VigieMember member = { apply->event };
  const char *role;
  VigieMember *value;

  if (!need_id (apply, "member", &member.id) || !need_text (apply, "name", &member.name)
      || !need_text (apply, "role", &role) || !vigie_role_from_word (role, &member.role)
      || !vigie_json_boolean (apply->body, vigie_json_member (apply->body, 0, "active"), &member.active))
    return FALSE;

  value = vigie_arena_new0 (apply->membership->arena, VigieMember);
  *value = member;
  register_add (find_register (apply->membership->members, value->id), value);
  return TRUE;
}

static gboolean
apply_device (Apply *apply)
{
  VigieMemberDevice device = { apply->event };
  VigieMemberDevice *value;

  if (!need_key (apply, "device", device.key) || !need_id (apply, "member", &device.member)
      || !need_text (apply, "name", &device.name))
    return FALSE;

  value = vigie_arena_new0 (apply->membership->arena, VigieMemberDevice);
  *value = device;
  value->revoked_usec = vigie_membership_revoked_usec (apply->membership, value->key);
  register_add (find_register (apply->membership->devices, value->key), value);
  return TRUE;
}

static gboolean
apply_hub (Apply *apply)
{
  VigieMemberHub hub = { apply->event };
  VigieMemberHub *value;
  const gint64 *revoked;

  if (!need_key (apply, "hub", hub.key) || !need_text (apply, "name", &hub.name))
    return FALSE;

  revoked = g_hash_table_lookup (apply->membership->revoked_hubs, hub.key);
  value = vigie_arena_new0 (apply->membership->arena, VigieMemberHub);
  *value = hub;
  value->revoked_usec = revoked != NULL ? *revoked : VIGIE_TIME_NONE;
  g_hash_table_replace (apply->membership->hubs, value->key, value);
  return TRUE;
}

/* The first revocation counts: a later one changes nothing. */
static void
note_revoked (Apply *apply, GHashTable *table, const guint8 *key)
{
  VigieArena *arena = apply->membership->arena;
  guint8 *copy;
  gint64 *stamp;

  if (g_hash_table_contains (table, key))
    return;
  copy = vigie_arena_alloc (arena, VIGIE_KEY_BYTES);
  memcpy (copy, key, VIGIE_KEY_BYTES);
  stamp = vigie_arena_new0 (arena, gint64);
  *stamp = apply->event->stamp_usec;
  g_hash_table_insert (table, copy, stamp);
}

static gboolean
apply_device_revoked (Apply *apply)
{
  guint8 key[VIGIE_KEY_BYTES];
  const char *reason;
  Register *reg;

  if (!need_key (apply, "device", key)
      || !vigie_body_maybe_string (apply->membership->arena, apply->body, "reason", &reason))
    return FALSE;

  note_revoked (apply, apply->membership->revoked_devices, key);
  reg = g_hash_table_lookup (apply->membership->devices, key);
  for (guint i = 0; reg != NULL && i < reg->values->len; i++)
    ((VigieMemberDevice *) reg->values->pdata[i])->revoked_usec = vigie_membership_revoked_usec (apply->membership, key);

  return TRUE;
}

static gboolean
apply_hub_revoked (Apply *apply)
{
  guint8 key[VIGIE_KEY_BYTES];
  const char *reason;
  VigieMemberHub *hub;

  if (!need_key (apply, "hub", key)
      || !vigie_body_maybe_string (apply->membership->arena, apply->body, "reason", &reason))
    return FALSE;

  note_revoked (apply, apply->membership->revoked_hubs, key);
  hub = g_hash_table_lookup (apply->membership->hubs, key);
  if (hub != NULL && hub->revoked_usec == VIGIE_TIME_NONE)
    hub->revoked_usec = apply->event->stamp_usec;

  return TRUE;
}

static const struct
{
  const char *kind;
  VigieMembershipRecorders by;
  gboolean (*apply) (Apply *apply);
} kinds[] = {
  { "organisation.founded", BY_ORGANISATION, apply_founded },
  { "hub.enrolled", BY_ORGANISATION | BY_ADMINISTRATOR, apply_hub },
  { "hub.revoked", BY_ORGANISATION | BY_ADMINISTRATOR, apply_hub_revoked },
  { "member.set", BY_ALL, apply_member },
  { "device.enrolled", BY_ALL, apply_device },
  { "device.revoked", BY_ALL, apply_device_revoked },
};

VigieMembershipRecorders
vigie_membership_recorders_of (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].kind, kind) == 0)
        return kinds[i].by;
    }

  return BY_ALL;
}

/* The fold ---------------------------------------------------------------------------------------- */

static void
apply_event (VigieMembership *membership, const VigieEvent *event)
{
  g_autoptr(VigieJson) body = NULL;
  Apply apply = { membership, event };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].kind, event->kind) != 0)
        continue;
      apply.body = body = event->redacted ? NULL : vigie_event_body (event);
      if (body == NULL || !vigie_membership_may_record (membership, event->device, event->kind) || !kinds[i].apply (&apply))
        membership->n_set_aside++;
      return;
    }
}

static gboolean
is_founding (const VigieMembership *membership, const VigieEvent *event)
{
  return strcmp (event->kind, "organisation.founded") == 0 && event->dseq == 1 && !event->redacted
         && memcmp (event->device, membership->key, VIGIE_KEY_BYTES) == 0;
}

static void
apply_founding (VigieMembership *membership)
{
  for (guint i = 0; i < membership->events->len && membership->name == NULL; i++)
    {
      const VigieEvent *event = membership->events->pdata[i];

      if (is_founding (membership, event))
        apply_event (membership, event);
    }
}

static GPtrArray *
own_events (const guint8 *organisation_key, GPtrArray *events)
{
  g_autofree char *stream = vigie_stream_for_organisation (organisation_key);
  g_autoptr(GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      if (strcmp (((const VigieEvent *) events->pdata[i])->stream, stream) == 0)
        g_ptr_array_add (own, events->pdata[i]);
    }

  return vigie_events_sorted (own, VIGIE_TIME_NONE);
}

/**
 * vigie_membership_fold:
 * @organisation_key: (array fixed-size=32): the organisation
 * @events: (element-type VigieEvent): events of its stream, checked, in any order
 *
 * Folds who belongs to the organisation. Any thread.
 *
 * Returns: (transfer full): the membership; without a founding event nobody belongs to it
 */
VigieMembership *
vigie_membership_fold (const guint8 *organisation_key, GPtrArray *events)
{
  VigieMembership *membership;

  g_return_val_if_fail (organisation_key != NULL && events != NULL, NULL);

  membership = g_new0 (VigieMembership, 1);
  g_atomic_ref_count_init (&membership->ref_count);
  memcpy (membership->key, organisation_key, VIGIE_KEY_BYTES);
  membership->arena = vigie_arena_new (1024);
  membership->events = own_events (organisation_key, events);
  membership->members = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) register_free);
  membership->devices = g_hash_table_new_full (hash_key, equal_keys, NULL, (GDestroyNotify) register_free);
  membership->hubs = g_hash_table_new (hash_key, equal_keys);
  membership->revoked_devices = g_hash_table_new (hash_key, equal_keys);
  membership->revoked_hubs = g_hash_table_new (hash_key, equal_keys);

  apply_founding (membership);
  for (guint i = 0; i < membership->events->len; i++)
    {
      if (membership->name != NULL && !is_founding (membership, membership->events->pdata[i]))
        apply_event (membership, membership->events->pdata[i]);
    }

  return membership;
}

/**
 * vigie_membership_ref:
 * @membership: a membership
 *
 * Returns: (transfer full): @membership with one more reference; any thread
 */
VigieMembership *
vigie_membership_ref (VigieMembership *membership)
{
  g_return_val_if_fail (membership != NULL, NULL);

  g_atomic_ref_count_inc (&membership->ref_count);
  return membership;
}

/**
 * vigie_membership_unref:
 * @membership: (nullable) (transfer full): a membership
 *
 * Drops a reference; any thread.
 */
void
vigie_membership_unref (VigieMembership *membership)
{
  if (membership == NULL || !g_atomic_ref_count_dec (&membership->ref_count))
    return;

  g_hash_table_unref (membership->members);
  g_hash_table_unref (membership->devices);
  g_hash_table_unref (membership->hubs);
  g_hash_table_unref (membership->revoked_devices);
  g_hash_table_unref (membership->revoked_hubs);
  g_ptr_array_unref (membership->events);
  vigie_arena_free (membership->arena);
  g_free (membership);
}
