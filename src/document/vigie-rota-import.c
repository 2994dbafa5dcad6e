/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the words of a foreign calendar to people of the directory: by mail address first, which is exact, then by name.
 * Whom nobody knows stays a name, and is said before anything is recorded. */

#include "vigie-rota-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-error.h"

static void
level_free (gpointer data)
{
  VigieRotaImportLevel *level = data;

  g_ptr_array_unref (level->shifts);
  g_free (level);
}

void
vigie_rota_import_free (VigieRotaImport *import)
{
  if (import == NULL)
    return;
  g_ptr_array_unref (import->levels);
  g_ptr_array_unref (import->strangers);
  g_free (import);
}

static const char *
known_level (const VigiePlaybook *playbook, const char *id)
{
  for (guint i = 0; id != NULL && i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = playbook->support_levels->pdata[i];

      if (g_ascii_strcasecmp (level->id, id) == 0)
        return level->id;
    }

  return NULL;
}

static const VigieContact *
by_mail (const VigieDirectory *directory, const char *mail)
{
  GPtrArray *entries = vigie_directory_entries (directory);

  for (guint i = 0; mail != NULL && i < entries->len; i++)
    {
      const VigieContact *contact = ((const VigieDirectoryEntry *) entries->pdata[i])->contact;

      for (guint k = 0; k < contact->def.emails->len; k++)
        if (g_ascii_strcasecmp (contact->def.emails->pdata[k], mail) == 0)
          return contact;
    }

  return NULL;
}

/* Who is meant; the words themselves when that is nobody. */
static const char *
person_of (VigieRotaImport *import, const VigieDirectory *directory, GHashTable *known_strangers, const VigieForeignShift *shift)
{
  const VigieContact *contact = by_mail (directory, shift->mail);

  if (contact == NULL)
    contact = vigie_directory_find (directory, shift->person);
  if (contact != NULL)
    return contact->id;
  if (g_hash_table_add (known_strangers, shift->person))
    g_ptr_array_add (import->strangers, g_strdup (shift->person));

  return shift->person;
}

static VigieRotaImportLevel *
need_level (VigieRotaImport *import, const char *id)
{
  VigieRotaImportLevel *level;

  for (guint i = 0; i < import->levels->len; i++)
    {
      level = import->levels->pdata[i];
      if (level->level == id)
        return level;
    }
  level = g_new0 (VigieRotaImportLevel, 1);
  level->level = id;
  level->from_usec = G_MAXINT64;
  level->shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_read_shift_free);
  g_ptr_array_add (import->levels, level);

  return level;
}

static void
add_shift (VigieRotaImport *import, VigieRotaImportLevel *level, const VigieDirectory *directory, GHashTable *known_strangers, const VigieForeignShift *shift)
{
  VigieReadShift *one = g_new0 (VigieReadShift, 1);

  *one = (VigieReadShift) { g_strdup (person_of (import, directory, known_strangers, shift)), shift->from_usec, shift->to_usec };
  g_ptr_array_add (level->shifts, one);
  level->from_usec = MIN (level->from_usec, shift->from_usec);
  level->to_usec = MAX (level->to_usec, shift->to_usec);
  import->n_shifts++;
}

/**
 * vigie_rota_import_prepare:
 * @calendar: what was read
 * @directory: the people
 * @level: (nullable): the level of shifts that do not name one
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what would be recorded
 */
VigieRotaImport *
vigie_rota_import_prepare (const VigieForeignCalendar *calendar, const VigieDirectory *directory, const char *level, GError **error)
{
  g_autoptr(VigieRotaImport) import = g_new0 (VigieRotaImport, 1);
  const VigiePlaybook *playbook = vigie_directory_playbook (directory);
  const char *fallback = known_level (playbook, level);
  g_autoptr(GHashTable) known_strangers = g_hash_table_new (g_str_hash, g_str_equal); /* names of @calendar */

  import->levels = g_ptr_array_new_with_free_func (level_free);
  import->strangers = g_ptr_array_new_with_free_func (g_free);
  import->n_skipped = calendar->n_skipped;
  if (level != NULL && fallback == NULL)
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no support level “%s” in the playbook."), level);
      return NULL;
    }
  for (guint i = 0; i < calendar->shifts->len; i++)
    {
      const VigieForeignShift *shift = calendar->shifts->pdata[i];
      const char *own = known_level (playbook, shift->level);

      if (own == NULL && fallback == NULL)
        {
          g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("The calendar does not say for which support level it is: name one."));
          return NULL;
        }
      add_shift (import, need_level (import, own != NULL ? own : fallback), directory, known_strangers, shift);
    }
  if (import->n_shifts == 0)
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("The calendar has nobody on call in this time."));
      return NULL;
    }

  return g_steal_pointer (&import);
}

/**
 * vigie_rota_import_drafts:
 * @import: what vigie_rota_import_prepare() gave
 * @directory: as it stands
 * @source: (nullable): the calendar’s name
 *
 * Returns: (nullable) (transfer full): drafts, one for each level
 */
GPtrArray *
vigie_rota_import_drafts (const VigieRotaImport *import, const VigieDirectory *directory, const char *source, const char *author, gint64 at_usec, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < import->levels->len; i++)
    {
      const VigieRotaImportLevel *level = import->levels->pdata[i];
      GPtrArray *one = vigie_rota_act_import (vigie_directory_rota (directory), level->level, level->shifts, level->from_usec, level->to_usec, source,
                                              author, at_usec, error);

      if (one == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, one);
    }

  return g_steal_pointer (&all);
}
