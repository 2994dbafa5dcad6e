/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan of an import. Somebody is the same person when the card has the id of a contact here, else when exactly one
 * contact has the name, else the mail address. A number is no name: many people have that of their desk. Two cards of one
 * person in one file become one. */

#include "vigie-contact-import.h"

#include <string.h>

/* Stands for an id where a key means several. */
static char ambiguous[] = "";

/* Whom a key means: an id, or @ambiguous. */
typedef struct
{
  GHashTable *by_name, *by_mail;
} Index;

static char *
digits_of (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

static void
add_key (GHashTable *table, char *key_taken, const char *id)
{
  const char *known = g_hash_table_lookup (table, key_taken);

  if (*key_taken == '\0')
    g_free (key_taken);
  else if (known == NULL)
    g_hash_table_insert (table, key_taken, (gpointer) id);
  else if (strcmp (known, id) != 0)
    g_hash_table_insert (table, key_taken, ambiguous);
  else
    g_free (key_taken);
}

static void
add_to_index (Index *index, const VigieContact *contact, const char *id)
{
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    add_key (index->by_name, vigie_text_fold (vigie_text_get (&contact->name, lang)), id);
  for (guint i = 0; i < contact->addresses->len; i++)
    add_key (index->by_mail, vigie_text_fold (((const VigieContactLine *) contact->addresses->pdata[i])->value), id);
}

static const char *
look_up (GHashTable *table, char *key_taken)
{
  const char *id = g_hash_table_lookup (table, key_taken);

  g_free (key_taken);
  return id != ambiguous ? id : NULL;
}

static const char *
find_id (const Index *index, const VigieDirectory *directory, GHashTable *made, const VigieContact *contact)
{
  const char *id = NULL;

  if (contact->id != NULL && (vigie_directory_entry (directory, contact->id) != NULL || g_hash_table_contains (made, contact->id)))
    return contact->id;
  for (VigieLang lang = VIGIE_LANG_EN; id == NULL && lang <= VIGIE_LANG_FR; lang++)
    id = look_up (index->by_name, vigie_text_fold (vigie_text_get (&contact->name, lang)));
  for (guint i = 0; id == NULL && i < contact->addresses->len; i++)
    id = look_up (index->by_mail, vigie_text_fold (((const VigieContactLine *) contact->addresses->pdata[i])->value));

  return id;
}

/* ---- Putting two together ---- */

static gboolean
has_line (const GPtrArray *lines, const char *value, gboolean by_digits)
{
  g_autofree char *digits = by_digits ? digits_of (value) : NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const VigieContactLine *line = lines->pdata[i];
      g_autofree char *own = by_digits ? digits_of (line->value) : NULL;

      if (g_ascii_strcasecmp (line->value, value) == 0 || (by_digits && *digits != '\0' && strcmp (own, digits) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_only_placeholders (const GPtrArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    if (!vigie_number_is_placeholder (((const VigieContactLine *) numbers->pdata[i])->value))
      return FALSE;

  return TRUE;
}

static void
add_lines (GPtrArray *to, const GPtrArray *from, gboolean are_numbers)
{
  /* A placeholder has done its duty once there is a number. */
  if (are_numbers && from->len > 0 && is_only_placeholders (to))
    g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len && to->len < VIGIE_CONTACT_LINES_MAX; i++)
    {
      const VigieContactLine *line = from->pdata[i];

      if (!has_line (to, line->value, are_numbers))
        g_ptr_array_add (to, vigie_contact_line_new (line->label, line->value));
    }
}

static gboolean
has_string (const GPtrArray *strings, const char *text)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) strings, text, g_str_equal, NULL);
}

/* A vCard line of the same property stands for it; only one that is not here at all is added. */
static gboolean
has_property (const GPtrArray *lines, const char *line)
{
  gsize length = strcspn (line, ":;");

  for (guint i = 0; i < lines->len; i++)
    if (g_ascii_strncasecmp (lines->pdata[i], line, length) == 0 && strchr (":;", ((const char *) lines->pdata[i])[length]) != NULL)
      return TRUE;

  return FALSE;
}

static void
add_strings (GPtrArray *to, const GPtrArray *from, gboolean are_properties)
{
  for (guint i = 0; i < from->len && (are_properties || to->len < VIGIE_CONTACT_LINES_MAX); i++)
    if (!has_string (to, from->pdata[i]) && !(are_properties && has_property (to, from->pdata[i])))
      g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

static gboolean
is_list (VigieContactField field)
{
  return field == VIGIE_CONTACT_NUMBERS || field == VIGIE_CONTACT_ADDRESSES || field == VIGIE_CONTACT_LANGUAGES || field == VIGIE_CONTACT_GROUPS
         || field == VIGIE_CONTACT_EXTRA;
}

static void
add_lists (VigieContact *to, const VigieContact *from)
{
  add_lines (to->numbers, from->numbers, TRUE);
  add_lines (to->addresses, from->addresses, FALSE);
  add_strings (to->languages, from->languages, FALSE);
  add_strings (to->groups, from->groups, FALSE);
  add_strings (to->extra, from->extra, TRUE);
}

/* A file has one language: what it says is nothing else when it is what stands here in either. */
static gboolean
says_the_same (const VigieContact *ours, const VigieContact *theirs, VigieContactField field)
{
  const VigieText *a = field == VIGIE_CONTACT_NAME ? &ours->name : field == VIGIE_CONTACT_ROLE ? &ours->role : &ours->note;
  const VigieText *b = field == VIGIE_CONTACT_NAME ? &theirs->name : field == VIGIE_CONTACT_ROLE ? &theirs->role : &theirs->note;

  if (vigie_contact_field_equal (ours, theirs, field))
    return TRUE;
  if (field != VIGIE_CONTACT_NAME && field != VIGIE_CONTACT_ROLE && field != VIGIE_CONTACT_NOTE)
    return FALSE;
  for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
    {
      g_autofree char *one = vigie_text_fold (vigie_text_get (a, lang));
      g_autofree char *other = vigie_text_fold (vigie_text_get (b, lang));

      if (strcmp (g_strstrip (one), g_strstrip (other)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is empty is filled and lists grow; @differs gets the fields that say something else. */
static VigieContact *
put_together (const VigieContact *ours, const VigieContact *theirs, gboolean take, guint *differs)
{
  VigieContact *both = vigie_contact_copy (ours);

  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      if (is_list (field) || vigie_contact_field_is_empty (theirs, field) || says_the_same (both, theirs, field))
        continue;
      if (vigie_contact_field_is_empty (both, field) || take)
        vigie_contact_field_copy (both, theirs, field);
      else if (differs != NULL)
        *differs |= 1u << field;
    }
  if (take && theirs->numbers->len > 0)
    vigie_contact_field_copy (both, theirs, VIGIE_CONTACT_NUMBERS);
  if (take && theirs->addresses->len > 0)
    vigie_contact_field_copy (both, theirs, VIGIE_CONTACT_ADDRESSES);
  add_lists (both, theirs);

  return both;
}

/* ---- Items ---- */

static void
free_item (gpointer data)
{
  VigieImportItem *item = data;

  vigie_contact_free (item->theirs);
  vigie_contact_free (item->added);
  vigie_contact_free (item->taken);
  g_free (item);
}

static void
fill_item (VigieImportItem *item, const VigieContact *ours, gboolean removed)
{
  item->differs = 0;
  g_clear_pointer (&item->added, vigie_contact_free);
  g_clear_pointer (&item->taken, vigie_contact_free);
  if (ours == NULL)
    {
      item->kind = VIGIE_IMPORT_NEW;
      item->added = vigie_contact_copy (item->theirs);
      item->taken = vigie_contact_copy (item->theirs);
      return;
    }
  item->added = put_together (ours, item->theirs, FALSE, &item->differs);
  item->taken = put_together (ours, item->theirs, TRUE, NULL);
  item->id = item->added->id;
  if (item->differs != 0)
    item->kind = VIGIE_IMPORT_DIFFERS;
  else
    item->kind = vigie_contact_equal (item->added, ours) && !removed ? VIGIE_IMPORT_SAME : VIGIE_IMPORT_ADDS;
  /* Who was removed here does not come back by itself. */
  item->choice = item->kind == VIGIE_IMPORT_SAME || removed || (item->kind == VIGIE_IMPORT_DIFFERS && vigie_contact_equal (item->added, ours))
                   ? VIGIE_IMPORT_SKIP : VIGIE_IMPORT_ADD;
}

typedef struct
{
  VigieImportPlan *plan;
  Index index;
  GHashTable *made;                /* id, or a word for a new item → VigieImportItem */
} Planner;

static void
plan_contact (Planner *planner, const VigieContact *contact)
{
  const VigieDirectory *directory = planner->plan->directory;
  const char *id = find_id (&planner->index, directory, planner->made, contact);
  VigieImportItem *item = id != NULL ? g_hash_table_lookup (planner->made, id) : NULL;
  const VigieDirectoryEntry *entry = vigie_directory_entry (directory, id);
  g_autofree char *key = NULL;

  if (item != NULL)
    {
      VigieContact *both = put_together (item->theirs, contact, FALSE, NULL);

      vigie_contact_free (item->theirs);
      item->theirs = both;
      fill_item (item, entry != NULL ? entry->contact : NULL, entry != NULL && entry->removed);
      return;
    }
  item = g_new0 (VigieImportItem, 1);
  item->theirs = vigie_contact_copy (contact);
  fill_item (item, entry != NULL ? entry->contact : NULL, entry != NULL && entry->removed);
  key = entry != NULL ? g_strdup (id) : contact->id != NULL ? g_strdup (contact->id) : g_strdup_printf ("\n%u", planner->plan->items->len);
  g_ptr_array_add (planner->plan->items, item);
  if (entry == NULL)
    add_to_index (&planner->index, contact, key);
  g_hash_table_insert (planner->made, g_steal_pointer (&key), item);
}

/**
 * vigie_import_plan_new:
 * @directory: the directory as it stands; a reference is taken
 * @contacts: (element-type VigieContact): what a file holds
 *
 * Returns: (transfer full): what would become of each, with the choice that loses nothing
 */
VigieImportPlan *
vigie_import_plan_new (VigieDirectory *directory, GPtrArray *contacts)
{
  Planner planner = { g_new0 (VigieImportPlan, 1) };
  GPtrArray *entries = vigie_directory_entries (directory);

  planner.plan->directory = vigie_directory_ref (directory);
  planner.plan->items = g_ptr_array_new_with_free_func (free_item);
  planner.made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  planner.index = (Index) { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  for (guint i = 0; i < entries->len; i++)
    {
      const VigieContact *contact = ((const VigieDirectoryEntry *) entries->pdata[i])->contact;

      add_to_index (&planner.index, contact, contact->id);
    }
  for (guint i = 0; i < contacts->len; i++)
    plan_contact (&planner, contacts->pdata[i]);
  for (guint i = 0; i < planner.plan->items->len; i++)
    planner.plan->n[((VigieImportItem *) planner.plan->items->pdata[i])->kind]++;
  g_hash_table_unref (planner.index.by_name);
  g_hash_table_unref (planner.index.by_mail);
  g_hash_table_unref (planner.made);

  return planner.plan;
}

/**
 * vigie_import_plan_free:
 * @plan: (nullable) (transfer full): a plan
 */
void
vigie_import_plan_free (VigieImportPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->items);
  vigie_directory_unref (plan->directory);
  g_free (plan);
}

/**
 * vigie_import_plan_drafts:
 * @plan: a plan
 * @author: who imports
 * @at_usec: when
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was chosen, as drafts; what would change nothing is left out
 */
GPtrArray *
vigie_import_plan_drafts (const VigieImportPlan *plan, const char *author, gint64 at_usec, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

  for (guint i = 0; i < plan->items->len; i++)
    {
      const VigieImportItem *item = plan->items->pdata[i];
      const VigieContact *chosen = item->choice == VIGIE_IMPORT_TAKE ? item->taken : item->added;
      const VigieDirectoryEntry *entry = vigie_directory_entry (plan->directory, item->id);
      GPtrArray *drafts;

      if (item->choice == VIGIE_IMPORT_SKIP || chosen == NULL
          || (entry != NULL && !entry->removed && vigie_contact_equal (entry->contact, chosen)))
        continue;
      drafts = vigie_directory_draft_set (plan->directory, chosen, author, at_usec, error);
      if (drafts == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, drafts);
    }

  return g_steal_pointer (&all);
}
