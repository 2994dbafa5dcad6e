/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The value of a contact: making, copying and comparing it, one field at a time, because two people who wrote about
 * the same contact apart are asked only about what both of them changed (vigie-directory-merge.c). */

#include "vigie-contact.h"

#include <string.h>

#include "vigie-directory.h"

/* ---- Lines and lists ---- */

/**
 * vigie_contact_line_new:
 * @label: (nullable): "mobile"
 * @value: the number or address
 *
 * Returns: (transfer full): a line
 */
VigieContactLine *
vigie_contact_line_new (const char *label, const char *value)
{
  VigieContactLine *line = g_new0 (VigieContactLine, 1);

  line->label = g_strdup (label != NULL ? label : "");
  line->value = g_strdup (value != NULL ? value : "");
  return line;
}

/**
 * vigie_contact_line_free:
 * @line: (nullable) (transfer full): a line
 */
void
vigie_contact_line_free (VigieContactLine *line)
{
  if (line == NULL)
    return;
  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_contact_line_free);
}

static gboolean
lines_equal (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    {
      const VigieContactLine *x = a->pdata[i], *y = b->pdata[i];

      if (strcmp (x->label, y->label) != 0 || strcmp (x->value, y->value) != 0)
        return FALSE;
    }

  return a->len == b->len;
}

static void
lines_copy (GPtrArray *to, const GPtrArray *from)
{
  g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    {
      const VigieContactLine *line = from->pdata[i];

      g_ptr_array_add (to, vigie_contact_line_new (line->label, line->value));
    }
}

static gboolean
strings_equal (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (strcmp (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;

  return a->len == b->len;
}

static void
strings_copy (GPtrArray *to, const GPtrArray *from)
{
  g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

/* ---- Texts ---- */

/**
 * vigie_contact_set_text:
 * @place: where it goes; what was there is freed
 * @text: (nullable): the same in both languages
 */
void
vigie_contact_set_text (VigieText *place, const char *text)
{
  g_autofree char *kept = g_strdup (text != NULL ? text : "");

  vigie_text_clear (place);
  place->en = g_strdup (kept);
  place->fr = g_steal_pointer (&kept);
}

static void
text_copy (VigieText *to, const VigieText *from)
{
  g_autofree char *en = g_strdup (vigie_text_get (from, VIGIE_LANG_EN));
  g_autofree char *fr = g_strdup (vigie_text_get (from, VIGIE_LANG_FR));

  vigie_text_clear (to);
  to->en = g_steal_pointer (&en);
  to->fr = g_steal_pointer (&fr);
}

static gboolean
text_equal (const VigieText *a, const VigieText *b)
{
  return strcmp (vigie_text_get (a, VIGIE_LANG_EN), vigie_text_get (b, VIGIE_LANG_EN)) == 0
         && strcmp (vigie_text_get (a, VIGIE_LANG_FR), vigie_text_get (b, VIGIE_LANG_FR)) == 0;
}

/* ---- Fields: where each one stands in the struct ---- */

typedef enum { TEXT, WORD, LINES, STRINGS } FieldType;

static const struct
{
  FieldType type;
  gsize offset;
} fields[VIGIE_CONTACT_N_FIELDS] = {
  [VIGIE_CONTACT_NAME] = { TEXT, G_STRUCT_OFFSET (VigieContact, name) },
  [VIGIE_CONTACT_ROLE] = { TEXT, G_STRUCT_OFFSET (VigieContact, role) },
  [VIGIE_CONTACT_CATEGORY] = { WORD, G_STRUCT_OFFSET (VigieContact, category) },
  [VIGIE_CONTACT_ORGANISATION] = { WORD, G_STRUCT_OFFSET (VigieContact, organisation) },
  [VIGIE_CONTACT_NUMBERS] = { LINES, G_STRUCT_OFFSET (VigieContact, numbers) },
  [VIGIE_CONTACT_ADDRESSES] = { LINES, G_STRUCT_OFFSET (VigieContact, addresses) },
  [VIGIE_CONTACT_LANGUAGES] = { STRINGS, G_STRUCT_OFFSET (VigieContact, languages) },
  [VIGIE_CONTACT_DEPUTY] = { WORD, G_STRUCT_OFFSET (VigieContact, deputy) },
  [VIGIE_CONTACT_ZONE] = { WORD, G_STRUCT_OFFSET (VigieContact, zone) },
  [VIGIE_CONTACT_NOTE] = { TEXT, G_STRUCT_OFFSET (VigieContact, note) },
  [VIGIE_CONTACT_GROUPS] = { STRINGS, G_STRUCT_OFFSET (VigieContact, groups) },
  [VIGIE_CONTACT_EXTRA] = { STRINGS, G_STRUCT_OFFSET (VigieContact, extra) },
  [VIGIE_CONTACT_UNKNOWN] = { LINES, G_STRUCT_OFFSET (VigieContact, unknown) },
};

#define FIELD_AT(contact, field, Type) (*(Type *) (gpointer) ((char *) (contact) + fields[field].offset))

/**
 * vigie_contact_field_equal:
 * @a: a contact
 * @b: another one
 * @field: what to compare
 *
 * Returns: %TRUE if both say the same there
 */
gboolean
vigie_contact_field_equal (const VigieContact *a, const VigieContact *b, VigieContactField field)
{
  g_return_val_if_fail (a != NULL && b != NULL && field < VIGIE_CONTACT_N_FIELDS, FALSE);

  switch (fields[field].type)
    {
    case TEXT:
      return text_equal (&FIELD_AT (a, field, VigieText), &FIELD_AT (b, field, VigieText));
    case WORD:
      return strcmp (FIELD_AT (a, field, char *), FIELD_AT (b, field, char *)) == 0;
    case LINES:
      return lines_equal (FIELD_AT (a, field, GPtrArray *), FIELD_AT (b, field, GPtrArray *));
    default:
      return strings_equal (FIELD_AT (a, field, GPtrArray *), FIELD_AT (b, field, GPtrArray *));
    }
}

/**
 * vigie_contact_field_is_empty:
 * @contact: a contact
 * @field: one field
 *
 * Returns: %TRUE if nothing is said there
 */
gboolean
vigie_contact_field_is_empty (const VigieContact *contact, VigieContactField field)
{
  g_return_val_if_fail (contact != NULL && field < VIGIE_CONTACT_N_FIELDS, TRUE);

  switch (fields[field].type)
    {
    case TEXT:
      return *vigie_text_get (&FIELD_AT (contact, field, VigieText), VIGIE_LANG_EN) == '\0';
    case WORD:
      return *FIELD_AT (contact, field, char *) == '\0';
    default:
      return FIELD_AT (contact, field, GPtrArray *)->len == 0;
    }
}

/**
 * vigie_contact_field_copy:
 * @to: the contact that is changed
 * @from: another contact
 * @field: what is taken over
 */
void
vigie_contact_field_copy (VigieContact *to, const VigieContact *from, VigieContactField field)
{
  g_return_if_fail (to != NULL && from != NULL && to != from && field < VIGIE_CONTACT_N_FIELDS);

  switch (fields[field].type)
    {
    case TEXT:
      text_copy (&FIELD_AT (to, field, VigieText), &FIELD_AT (from, field, VigieText));
      break;
    case WORD:
      g_free (FIELD_AT (to, field, char *));
      FIELD_AT (to, field, char *) = g_strdup (FIELD_AT (from, field, char *));
      break;
    case LINES:
      lines_copy (FIELD_AT (to, field, GPtrArray *), FIELD_AT (from, field, GPtrArray *));
      break;
    default:
      strings_copy (FIELD_AT (to, field, GPtrArray *), FIELD_AT (from, field, GPtrArray *));
    }
}

/**
 * vigie_contact_equal:
 * @a: a contact
 * @b: another one
 *
 * Returns: %TRUE if they say the same; ids are not compared
 */
gboolean
vigie_contact_equal (const VigieContact *a, const VigieContact *b)
{
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    if (!vigie_contact_field_equal (a, b, field))
      return FALSE;

  return TRUE;
}

/* ---- Making ---- */

/**
 * vigie_contact_new:
 *
 * Returns: (transfer full): a contact of whom nothing is known
 */
VigieContact *
vigie_contact_new (void)
{
  VigieContact *contact = g_new0 (VigieContact, 1);

  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      if (fields[field].type == TEXT)
        vigie_contact_set_text (&FIELD_AT (contact, field, VigieText), NULL);
      else if (fields[field].type == WORD)
        FIELD_AT (contact, field, char *) = g_strdup ("");
      else if (fields[field].type == LINES)
        FIELD_AT (contact, field, GPtrArray *) = lines_new ();
      else
        FIELD_AT (contact, field, GPtrArray *) = g_ptr_array_new_with_free_func (g_free);
    }

  return contact;
}

static void
add_lines (GPtrArray *lines, const GPtrArray *values)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    g_ptr_array_add (lines, vigie_contact_line_new (NULL, values->pdata[i]));
}

/**
 * vigie_contact_new_from_playbook:
 * @def: a contact of a playbook
 *
 * Returns: (transfer full): the same as it can be edited
 */
VigieContact *
vigie_contact_new_from_playbook (const VigieContactDef *def)
{
  VigieContact *contact = vigie_contact_new ();

  g_return_val_if_fail (def != NULL, contact);

  contact->id = g_strdup (def->id);
  g_free (contact->category);
  contact->category = g_strdup (def->category);
  text_copy (&contact->name, &def->name);
  text_copy (&contact->note, &def->note);
  add_lines (contact->numbers, def->phones);
  add_lines (contact->addresses, def->emails);
  add_lines (contact->addresses, def->urls);
  contact->on_call = def->on_call;
  return contact;
}

/**
 * vigie_contact_copy:
 * @contact: a contact
 *
 * Returns: (transfer full): another one that says the same
 */
VigieContact *
vigie_contact_copy (const VigieContact *contact)
{
  VigieContact *copy = vigie_contact_new ();

  g_return_val_if_fail (contact != NULL, copy);

  copy->id = g_strdup (contact->id);
  copy->on_call = contact->on_call;
  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    vigie_contact_field_copy (copy, contact, field);
  return copy;
}

/**
 * vigie_contact_free:
 * @contact: (nullable) (transfer full): a contact
 */
void
vigie_contact_free (VigieContact *contact)
{
  if (contact == NULL)
    return;

  for (VigieContactField field = 0; field < VIGIE_CONTACT_N_FIELDS; field++)
    {
      if (fields[field].type == TEXT)
        vigie_text_clear (&FIELD_AT (contact, field, VigieText));
      else if (fields[field].type == WORD)
        g_free (FIELD_AT (contact, field, char *));
      else
        g_ptr_array_unref (FIELD_AT (contact, field, GPtrArray *));
    }
  g_clear_pointer (&contact->def.phones, g_ptr_array_unref);
  g_clear_pointer (&contact->def.emails, g_ptr_array_unref);
  g_clear_pointer (&contact->def.urls, g_ptr_array_unref);
  g_free (contact->id);
  g_free (contact);
}

/**
 * vigie_contact_settle:
 * @contact: a contact that will not be changed any more
 *
 * Makes its @def say the same, for what takes a contact of the playbook: its strings are borrowed.
 */
void
vigie_contact_settle (VigieContact *contact)
{
  VigieContactDef *def = &contact->def;

  g_clear_pointer (&def->phones, g_ptr_array_unref);
  g_clear_pointer (&def->emails, g_ptr_array_unref);
  g_clear_pointer (&def->urls, g_ptr_array_unref);
  def->id = contact->id;
  def->category = contact->category;
  def->name = contact->name;
  def->note = contact->note;
  def->on_call = contact->on_call;
  def->phones = g_ptr_array_new ();
  def->emails = g_ptr_array_new ();
  def->urls = g_ptr_array_new ();
  for (guint i = 0; i < contact->numbers->len; i++)
    g_ptr_array_add (def->phones, ((VigieContactLine *) contact->numbers->pdata[i])->value);
  for (guint i = 0; i < contact->addresses->len; i++)
    {
      char *value = ((VigieContactLine *) contact->addresses->pdata[i])->value;

      g_ptr_array_add (vigie_address_is_link (value) ? def->urls : def->emails, value);
    }
}

/* ---- Reaching ---- */

/**
 * vigie_contact_number:
 * @contact: a contact
 *
 * Returns: (nullable) (transfer none): the number to call first: the first that can be called, else the first
 */
const char *
vigie_contact_number (const VigieContact *contact)
{
  g_return_val_if_fail (contact != NULL, NULL);

  for (guint i = 0; i < contact->numbers->len; i++)
    {
      const VigieContactLine *line = contact->numbers->pdata[i];

      if (!vigie_number_is_placeholder (line->value))
        return line->value;
    }

  return contact->numbers->len > 0 ? ((VigieContactLine *) contact->numbers->pdata[0])->value : NULL;
}

/**
 * vigie_address_is_link:
 * @address: an address of a contact
 *
 * Returns: %TRUE if it is a page rather than mail
 */
gboolean
vigie_address_is_link (const char *address)
{
  return strstr (address, "://") != NULL;
}

/**
 * vigie_contact_mail:
 * @contact: a contact
 *
 * Returns: (nullable) (transfer none): the first address that takes mail
 */
const char *
vigie_contact_mail (const VigieContact *contact)
{
  g_return_val_if_fail (contact != NULL, NULL);

  for (guint i = 0; i < contact->addresses->len; i++)
    {
      const VigieContactLine *line = contact->addresses->pdata[i];

      if (!vigie_address_is_link (line->value) && strchr (line->value, '@') != NULL)
        return line->value;
    }

  return NULL;
}
