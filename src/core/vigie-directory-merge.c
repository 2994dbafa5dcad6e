/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands of a contact that several people wrote about.
 *
 * The writes that nobody replaced are the heads. One head stands as it is. Of several, whose writers did not know of each
 * other, each field is looked at for itself: beside the last write that all of them build on, the one head that changed a
 * field gives its value, and only where two changed the same field to different values does the last one stand and a
 * person is asked. So one who entered a number and one who entered a deputy both find what they wrote.
 *
 * A removal yields to a change made apart from it: the worst that can happen to a directory is a number that is gone. */

#include "vigie-directory-private.h"

#include <string.h>

#include "vigie-json.h"

static void
find_heads (VigieDirectorySlot *slot)
{
  g_autoptr(GHashTable) replaced = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < slot->writes->len; i++)
    {
      const VigieEvent *event = ((VigieDirectoryWrite *) slot->writes->pdata[i])->event;

      for (gsize j = 0; event->replaces[j] != NULL; j++)
        if (strcmp (event->replaces[j], event->id) != 0 && g_hash_table_contains (slot->write_of, event->replaces[j]))
          g_hash_table_add (replaced, (gpointer) event->replaces[j]);
    }
  for (guint i = 0; i < slot->writes->len; i++)
    {
      const VigieEvent *event = ((VigieDirectoryWrite *) slot->writes->pdata[i])->event;

      if (!g_hash_table_contains (replaced, event->id))
        g_ptr_array_add (slot->entry.heads, (gpointer) event);
    }
  /* Events that name each other in a ring: nobody honest writes that, and the last one stands. */
  if (slot->entry.heads->len == 0 && slot->writes->len > 0)
    g_ptr_array_add (slot->entry.heads, (gpointer) ((VigieDirectoryWrite *) slot->writes->pdata[slot->writes->len - 1])->event);
}

/* @event and all that it builds on. */
static GHashTable *
ancestry (const VigieDirectorySlot *slot, const VigieEvent *event)
{
  GHashTable *seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) todo = g_ptr_array_new ();

  g_ptr_array_add (todo, (gpointer) event);
  while (todo->len > 0)
    {
      const VigieEvent *next = g_ptr_array_steal_index_fast (todo, todo->len - 1);

      if (!g_hash_table_add (seen, (gpointer) next->id))
        continue;
      for (gsize i = 0; next->replaces[i] != NULL; i++)
        {
          const VigieDirectoryWrite *write = g_hash_table_lookup (slot->write_of, next->replaces[i]);

          if (write != NULL)
            g_ptr_array_add (todo, (gpointer) write->event);
        }
    }

  return seen;
}

/* The last change that all heads build on, else the playbook's contact, else NULL. */
static const VigieContact *
find_base (const VigieDirectorySlot *slot)
{
  g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < slot->entry.heads->len; i++)
    g_ptr_array_add (sets, ancestry (slot, slot->entry.heads->pdata[i]));
  for (guint i = slot->writes->len; i > 0; i--)
    {
      const VigieDirectoryWrite *write = slot->writes->pdata[i - 1];
      gboolean in_all = write->contact != NULL;

      for (guint j = 0; in_all && j < sets->len; j++)
        in_all = g_hash_table_contains (sets->pdata[j], write->event->id);
      if (in_all)
        return write->contact;
    }

  return slot->ground;
}

/* The field of the last head that changed it; two that changed it differently are noted. */
static void
merge_field (VigieDirectorySlot *slot, GPtrArray *changes, const VigieContact *base, VigieContactField field)
{
  const VigieContact *chosen = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const VigieContact *contact = changes->pdata[i];

      if (base != NULL ? vigie_contact_field_equal (contact, base, field) : vigie_contact_field_is_empty (contact, field))
        continue;
      if (chosen != NULL && !vigie_contact_field_equal (chosen, contact, field))
        slot->entry.disputed |= 1u << field;
      chosen = contact;
    }
  if (chosen != NULL)
    vigie_contact_field_copy (slot->standing, chosen, field);
}

/* What was last known of who was removed, so that it can be shown and taken back. */
static const VigieContact *
last_known (const VigieDirectorySlot *slot)
{
  for (guint i = slot->writes->len; i > 0; i--)
    {
      const VigieDirectoryWrite *write = slot->writes->pdata[i - 1];

      if (write->contact != NULL)
        return write->contact;
    }

  return slot->ground;
}

static void
stand (VigieDirectorySlot *slot, const VigieContact *contact)
{
  slot->standing = vigie_contact_copy (contact);
  if (slot->ground != NULL)
    slot->standing->on_call = slot->ground->on_call;
}

static void
merge_changes (VigieDirectorySlot *slot, GPtrArray *changes)
{
  const VigieContact *base;

  stand (slot, changes->pdata[changes->len - 1]);
  if (changes->len < 2)
    return;
  base = find_base (slot);
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      if (base != NULL)
        vigie_contact_field_copy (slot->standing, base, field);
      merge_field (slot, changes, base, field);
    }
}

void
vigie_directory_merge (VigieDirectorySlot *slot)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new ();
  const VigieDirectoryWrite *removal = NULL;
  VigieDirectoryEntry *entry = &slot->entry;

  find_heads (slot);
  for (guint i = 0; i < entry->heads->len; i++)
    {
      const VigieDirectoryWrite *write = g_hash_table_lookup (slot->write_of, ((const VigieEvent *) entry->heads->pdata[i])->id);

      if (write->contact != NULL)
        g_ptr_array_add (changes, write->contact);
      else
        removal = write;
    }
  if (changes->len > 0)
    {
      merge_changes (slot, changes);
      entry->disputed_removal = removal != NULL;
    }
  else if (last_known (slot) != NULL)
    {
      stand (slot, last_known (slot));
      entry->removed = removal != NULL;
      entry->removed_reason = removal != NULL ? removal->reason : NULL;
    }
  if (slot->standing == NULL)
    return;
  vigie_contact_settle (slot->standing);
  entry->contact = slot->standing;
  entry->event = entry->heads->len > 0 ? entry->heads->pdata[entry->heads->len - 1] : NULL;
}

/* ---- Verification ---- */

static gboolean
is_in (const VigieJson *body, VigieJsonNode list, const char *value)
{
  for (VigieJsonNode n = vigie_json_first (body, list); n != VIGIE_JSON_NONE; n = vigie_json_next (body, n))
    {
      g_autofree char *text = vigie_json_string (body, n);

      if (g_strcmp0 (text, value) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
covers_lines (const VigieJson *body, VigieJsonNode list, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!is_in (body, list, ((const VigieContactLine *) lines->pdata[i])->value))
      return FALSE;

  return TRUE;
}

/* Who verified had looked at these numbers and addresses; one that came since was not looked at. */
static gboolean
covers (const VigieEvent *event, const VigieContact *contact)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);
  VigieJsonNode values = body != NULL ? vigie_json_member (body, 0, "values") : VIGIE_JSON_NONE;

  if (values == VIGIE_JSON_NONE || vigie_json_type (body, values) != VIGIE_JSON_ARRAY)
    return FALSE;

  return covers_lines (body, values, contact->numbers) && covers_lines (body, values, contact->addresses);
}

static gboolean
is_withdrawal (const VigieEvent *event)
{
  g_autoptr(VigieJson) body = vigie_event_body (event);

  return body != NULL && vigie_json_member_boolean (body, 0, "withdrawn", FALSE);
}

void
vigie_directory_judge_verification (VigieDirectorySlot *slot)
{
  g_autoptr(GHashTable) replaced = g_hash_table_new (g_str_hash, g_str_equal);
  VigieDirectoryEntry *entry = &slot->entry;

  for (guint i = 0; i < slot->verifications->len; i++)
    {
      const VigieEvent *event = slot->verifications->pdata[i];

      for (gsize j = 0; event->replaces[j] != NULL; j++)
        g_hash_table_add (replaced, (gpointer) event->replaces[j]);
    }
  for (guint i = 0; i < slot->verifications->len; i++)
    {
      const VigieEvent *event = slot->verifications->pdata[i];

      if (is_withdrawal (event) || g_hash_table_contains (replaced, event->id))
        continue;
      if (entry->verification == NULL || event->occurred_usec >= entry->verification->occurred_usec)
        entry->verification = event;
    }
  entry->verified = entry->contact != NULL && entry->verification != NULL && covers (entry->verification, entry->contact);
}
