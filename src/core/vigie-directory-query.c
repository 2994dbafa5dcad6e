/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking things up in a directory. */

#include "vigie-directory-private.h"

#include <string.h>

/**
 * vigie_directory_playbook:
 * @directory: a directory
 *
 * Returns: (transfer none): the playbook that is its ground
 */
VigiePlaybook *
vigie_directory_playbook (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return directory->playbook;
}

/**
 * vigie_directory_events:
 * @directory: a directory
 *
 * Returns: (transfer none) (element-type VigieEvent): all events of its stream in fold order
 */
GPtrArray *
vigie_directory_events (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return directory->events;
}

/**
 * vigie_directory_rota:
 * @directory: a directory
 *
 * Returns: (transfer none): who is on call when, as its events say
 */
const VigieRota *
vigie_directory_rota (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return directory->rota;
}

/**
 * vigie_directory_n_set_aside:
 * @directory: a directory
 *
 * Returns: how many of its events could not be read
 */
guint
vigie_directory_n_set_aside (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, 0);

  return directory->n_set_aside;
}

/**
 * vigie_directory_entries:
 * @directory: a directory
 *
 * Returns: (transfer none) (element-type VigieDirectoryEntry): who is in it: the playbook's contacts in its order, then the others by name
 */
GPtrArray *
vigie_directory_entries (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return directory->entries;
}

/**
 * vigie_directory_removed:
 * @directory: a directory
 *
 * Returns: (transfer none) (element-type VigieDirectoryEntry): who was removed and can be taken back
 */
GPtrArray *
vigie_directory_removed (const VigieDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return directory->removed;
}

/**
 * vigie_directory_entry:
 * @directory: a directory
 * @id: (nullable): a contact
 *
 * Returns: (nullable) (transfer none): what is known of it, also when it was removed
 */
const VigieDirectoryEntry *
vigie_directory_entry (const VigieDirectory *directory, const char *id)
{
  VigieDirectorySlot *slot;

  g_return_val_if_fail (directory != NULL, NULL);

  slot = id != NULL ? g_hash_table_lookup (directory->slot_of, id) : NULL;
  return slot != NULL && slot->standing != NULL ? &slot->entry : NULL;
}

/**
 * vigie_directory_contact:
 * @directory: a directory
 * @id: (nullable): a contact
 *
 * Returns: (nullable) (transfer none): it, unless it is unknown or was removed
 */
const VigieContact *
vigie_directory_contact (const VigieDirectory *directory, const char *id)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, id);

  return entry != NULL && !entry->removed ? entry->contact : NULL;
}

/**
 * vigie_directory_def:
 * @directory: a directory
 * @id: (nullable): a contact
 *
 * Returns: (nullable) (transfer none): the same as vigie_directory_contact(), for what takes a contact of the playbook
 */
const VigieContactDef *
vigie_directory_def (const VigieDirectory *directory, const char *id)
{
  const VigieContact *contact = vigie_directory_contact (directory, id);

  return contact != NULL ? &contact->def : NULL;
}

/**
 * vigie_directory_deputy:
 * @directory: a directory
 * @id: (nullable): a contact
 *
 * Returns: (nullable) (transfer none): who stands in for it
 */
const VigieContact *
vigie_directory_deputy (const VigieDirectory *directory, const char *id)
{
  const VigieContact *contact = vigie_directory_contact (directory, id);

  return contact != NULL && *contact->deputy != '\0' ? vigie_directory_contact (directory, contact->deputy) : NULL;
}

static void
index_name (VigieDirectory *directory, const VigieContact *contact, const char *name)
{
  char *folded = vigie_text_fold (name);
  gpointer present = g_hash_table_lookup (directory->names, folded);

  g_hash_table_insert (directory->names, folded, present == NULL || present == contact ? (gpointer) contact : directory->names);
}

void
vigie_directory_index_names (VigieDirectory *directory)
{
  directory->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < directory->entries->len; i++)
    {
      const VigieContact *contact = ((const VigieDirectoryEntry *) directory->entries->pdata[i])->contact;

      index_name (directory, contact, contact->name.en);
      if (strcmp (contact->name.en, contact->name.fr) != 0)
        index_name (directory, contact, contact->name.fr);
    }
}

/**
 * vigie_directory_find:
 * @directory: a directory
 * @name_or_id: (nullable): as somebody wrote it
 *
 * Returns: (nullable) (transfer none): whom that means; %NULL when nobody or several have that name
 */
const VigieContact *
vigie_directory_find (const VigieDirectory *directory, const char *name_or_id)
{
  const VigieContact *found = vigie_directory_contact (directory, name_or_id);
  g_autofree char *folded = NULL;

  if (found != NULL || name_or_id == NULL || *name_or_id == '\0' || !g_utf8_validate (name_or_id, -1, NULL))
    return found;

  folded = vigie_text_fold (name_or_id);
  found = g_hash_table_lookup (directory->names, folded);

  return (gconstpointer) found == (gconstpointer) directory->names ? NULL : found;
}

/**
 * vigie_directory_name:
 * @directory: a directory
 * @id: a contact
 * @lang: a language
 *
 * Returns: (transfer none): how it is called, also when it was removed; @id itself when nobody has it
 */
const char *
vigie_directory_name (const VigieDirectory *directory, const char *id, VigieLang lang)
{
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, id);

  return entry != NULL ? vigie_text_get (&entry->contact->name, lang) : id;
}

/**
 * vigie_directory_category_title:
 * @directory: a directory
 * @category: id of a category or of a support level, or any word
 * @lang: a language
 *
 * Returns: (transfer none): its title; @category itself when it has none
 */
const char *
vigie_directory_category_title (const VigieDirectory *directory, const char *category, VigieLang lang)
{
  const VigiePlaybook *playbook;

  g_return_val_if_fail (directory != NULL && category != NULL, category);

  playbook = directory->playbook;
  for (guint i = 0; i < playbook->categories->len; i++)
    {
      const VigieCategory *known = playbook->categories->pdata[i];

      if (strcmp (known->id, category) == 0)
        return vigie_text_get (&known->title, lang);
    }
  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];

      if (strcmp (level->id, category) == 0)
        return vigie_text_get (&level->title, lang);
    }

  return category;
}

/**
 * vigie_directory_version:
 * @directory: a directory
 * @event: one of its events
 *
 * Returns: (nullable) (transfer full): what that event said; %NULL unless it is a contact.set that can be read
 */
VigieContact *
vigie_directory_version (const VigieDirectory *directory, const VigieEvent *event)
{
  g_autoptr(VigieJson) body = NULL;
  VigieContact *contact;

  g_return_val_if_fail (directory != NULL && event != NULL, NULL);

  if (strcmp (event->kind, "contact.set") != 0 || event->redacted)
    return NULL;
  body = vigie_event_body (event);
  contact = body != NULL ? vigie_contact_from_body (body) : NULL;
  if (contact != NULL && contact->id == NULL)
    contact->id = g_strdup (event->id);
  return contact;
}
