/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fold of the directory: the playbook's contacts are the ground, the events of the stream change them and add others.
 *
 * Each contact is a register: what is written about it names in `replaces` what was seen. Events of other kinds in the
 * stream (the rotation) are kept for their own fold. The events of the record are never changed by a new playbook: an edit
 * of a contact that a later playbook drops stays a contact. */

#include "vigie-directory-private.h"

#include <string.h>

#include "vigie-id.h"

/* ---- Slots ---- */

static void
free_write (gpointer data)
{
  VigieDirectoryWrite *write = data;

  vigie_contact_free (write->contact);
  g_free (write->reason);
  g_free (write);
}

static void
free_slot (gpointer data)
{
  VigieDirectorySlot *slot = data;

  vigie_contact_free (slot->ground);
  vigie_contact_free (slot->standing);
  g_ptr_array_unref (slot->writes);
  g_hash_table_unref (slot->write_of);
  g_ptr_array_unref (slot->verifications);
  g_free (slot->words);
  g_free (slot->initials);
  g_free (slot->digits);
  g_ptr_array_unref (slot->entry.heads);
  g_ptr_array_unref (slot->entry.history);
  g_free (slot);
}

static VigieDirectorySlot *
add_slot (VigieDirectory *directory, const char *id, VigieContact *ground_taken)
{
  VigieDirectorySlot *slot = g_new0 (VigieDirectorySlot, 1);

  slot->ground = ground_taken;
  slot->writes = g_ptr_array_new_with_free_func (free_write);
  slot->write_of = g_hash_table_new (g_str_hash, g_str_equal);
  slot->verifications = g_ptr_array_new ();
  slot->entry.heads = g_ptr_array_new ();
  slot->entry.history = g_ptr_array_new ();
  slot->entry.in_playbook = ground_taken != NULL;
  g_ptr_array_add (directory->slots, slot);
  g_hash_table_insert (directory->slot_of, g_strdup (id), slot);
  return slot;
}

/* What is said of a contact whose first event has not arrived waits in a slot that shows nothing. */
static VigieDirectorySlot *
need_slot (VigieDirectory *directory, const char *id)
{
  VigieDirectorySlot *slot = g_hash_table_lookup (directory->slot_of, id);

  return slot != NULL ? slot : add_slot (directory, id, NULL);
}

static void
add_write (VigieDirectorySlot *slot, const VigieEvent *event, VigieContact *contact_taken, char *reason_taken)
{
  VigieDirectoryWrite *write = g_new0 (VigieDirectoryWrite, 1);

  write->event = event;
  write->contact = contact_taken;
  write->reason = reason_taken;
  g_ptr_array_add (slot->writes, write);
  g_ptr_array_add (slot->entry.history, (gpointer) event);
  g_hash_table_insert (slot->write_of, (gpointer) event->id, write);
}

/* ---- Kinds ---- */

static gboolean
apply_set (VigieDirectory *directory, const VigieEvent *event, const VigieJson *body)
{
  VigieContact *contact = vigie_contact_from_body (body);

  if (contact == NULL)
    return FALSE;
  if (contact->id == NULL)
    contact->id = g_strdup (event->id);
  add_write (need_slot (directory, contact->id), event, contact, NULL);
  return TRUE;
}

static char *
contact_of (const VigieJson *body)
{
  g_autofree char *id = vigie_json_member_string (body, 0, "contact");

  return id != NULL && *id != '\0' ? g_steal_pointer (&id) : NULL;
}

static gboolean
apply_removed (VigieDirectory *directory, const VigieEvent *event, const VigieJson *body)
{
  g_autofree char *id = contact_of (body);

  if (id == NULL)
    return FALSE;
  add_write (need_slot (directory, id), event, NULL, vigie_json_member_string (body, 0, "reason"));
  return TRUE;
}

static gboolean
apply_verified (VigieDirectory *directory, const VigieEvent *event, const VigieJson *body)
{
  g_autofree char *id = contact_of (body);
  VigieDirectorySlot *slot;

  if (id == NULL)
    return FALSE;
  slot = need_slot (directory, id);
  g_ptr_array_add (slot->verifications, (gpointer) event);
  g_ptr_array_add (slot->entry.history, (gpointer) event);
  return TRUE;
}

static const struct
{
  const char *kind;
  gboolean (*apply) (VigieDirectory *directory, const VigieEvent *event, const VigieJson *body);
} kinds[] = {
  { "contact.set", apply_set },
  { "contact.removed", apply_removed },
  { "contact.verified", apply_verified },
};

static void
apply_event (VigieDirectory *directory, const VigieEvent *event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(VigieJson) body = NULL;

      if (strcmp (kinds[i].kind, event->kind) != 0)
        continue;
      body = event->redacted ? NULL : vigie_event_body (event);
      if (body == NULL || !kinds[i].apply (directory, event, body))
        directory->n_set_aside++;
      return;
    }
}

/* ---- The whole ---- */

static GPtrArray *
own_events (GPtrArray *events)
{
  g_autoptr(GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    if (strcmp (((const VigieEvent *) events->pdata[i])->stream, VIGIE_STREAM_DIRECTORY) == 0)
      g_ptr_array_add (own, events->pdata[i]);

  return vigie_events_sorted (own, VIGIE_TIME_NONE);
}

typedef struct { const char *key; char *folded; VigieDirectorySlot *slot; } Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *x = a, *y = b;
  int by_name = strcmp (x->folded, y->folded);

  return by_name != 0 ? by_name : strcmp (x->key, y->key);
}

static void
clear_sorted (gpointer data)
{
  g_free (((Sorted *) data)->folded);
}

static void
add_entry (VigieDirectory *directory, VigieDirectorySlot *slot)
{
  g_ptr_array_add (slot->entry.removed ? directory->removed : directory->entries, &slot->entry);
}

/* Those of the playbook as it orders them; the others by name, and by id where two have one name. */
static void
list_entries (VigieDirectory *directory)
{
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (Sorted));

  g_array_set_clear_func (others, clear_sorted);
  for (guint i = 0; i < directory->slots->len; i++)
    {
      VigieDirectorySlot *slot = directory->slots->pdata[i];

      if (slot->standing == NULL)
        continue;
      if (slot->ground != NULL)
        add_entry (directory, slot);
      else
        {
          Sorted sorted = { slot->standing->id, vigie_text_fold (vigie_text_get (&slot->standing->name, VIGIE_LANG_EN)), slot };

          g_array_append_val (others, sorted);
        }
    }
  g_array_sort (others, compare_sorted);
  for (guint i = 0; i < others->len; i++)
    add_entry (directory, g_array_index (others, Sorted, i).slot);
}

/**
 * vigie_directory_fold:
 * @playbook: its contacts are the ground; a reference is taken
 * @events: (element-type VigieEvent): in any order, checked; those of other streams are passed over
 *
 * Folds the directory: the same events give the same one, whatever the order. Any thread.
 *
 * Returns: (transfer full): the directory
 */
VigieDirectory *
vigie_directory_fold (VigiePlaybook *playbook, GPtrArray *events)
{
  VigieDirectory *directory;

  g_return_val_if_fail (playbook != NULL && events != NULL, NULL);

  directory = g_new0 (VigieDirectory, 1);
  g_atomic_ref_count_init (&directory->ref_count);
  directory->playbook = vigie_playbook_ref (playbook);
  directory->events = own_events (events);
  directory->slots = g_ptr_array_new_with_free_func (free_slot);
  directory->slot_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  directory->entries = g_ptr_array_new ();
  directory->removed = g_ptr_array_new ();

  for (guint i = 0; i < playbook->contacts->len; i++)
    {
      const VigieContactDef *def = playbook->contacts->pdata[i];

      add_slot (directory, def->id, vigie_contact_new_from_playbook (def));
    }
  for (guint i = 0; i < directory->events->len; i++)
    apply_event (directory, directory->events->pdata[i]);
  for (guint i = 0; i < directory->slots->len; i++)
    {
      vigie_directory_merge (directory->slots->pdata[i]);
      vigie_directory_judge_verification (directory->slots->pdata[i]);
      if (((VigieDirectorySlot *) directory->slots->pdata[i])->standing != NULL)
        vigie_directory_index (directory, directory->slots->pdata[i]);
    }
  list_entries (directory);
  vigie_directory_index_names (directory);
  directory->rota = vigie_rota_fold (directory->events);

  return directory;
}

/**
 * vigie_directory_ref:
 * @directory: a directory
 *
 * Returns: (transfer full): @directory with one more reference; any thread
 */
VigieDirectory *
vigie_directory_ref (VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  g_atomic_ref_count_inc (&directory->ref_count);
  return directory;
}

/**
 * vigie_directory_unref:
 * @directory: (nullable) (transfer full): a directory
 *
 * Drops a reference; any thread.
 */
void
vigie_directory_unref (VigieDirectory *directory)
{
  if (directory == NULL || !g_atomic_ref_count_dec (&directory->ref_count))
    return;

  g_ptr_array_unref (directory->entries);
  g_ptr_array_unref (directory->removed);
  g_hash_table_unref (directory->slot_of);
  g_hash_table_unref (directory->names);
  g_ptr_array_unref (directory->slots);
  vigie_rota_unref (directory->rota);
  g_ptr_array_unref (directory->events);
  vigie_playbook_unref (directory->playbook);
  g_free (directory);
}
