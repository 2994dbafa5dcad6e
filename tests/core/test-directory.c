/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search in the directory and the numbers nobody can call, on the shipped contacts. */

#include "vigie-directory.h"
#include "vigie-test-support.h"

static gboolean
matches (const char *id, const char *query, VigieLang lang)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  const VigieContactDef *contact = vigie_playbook_contact (playbook, id);
  const VigieCategory *category = NULL;

  g_assert_nonnull (contact);
  for (guint i = 0; i < playbook->categories->len; i++)
    {
      const VigieCategory *candidate = g_ptr_array_index (playbook->categories, i);

      if (g_str_equal (candidate->id, contact->category))
        category = candidate;
    }

  return vigie_contact_matches (contact, category, query, lang);
}

static void
test_search (void)
{
  const struct
  {
    const char *id, *query;
    gboolean found;
  } cases[] = {
    { "cto", "", TRUE },          { "cto", "cto", TRUE },         { "cto", "CTO", TRUE },
    { "cto", "cto@distri", TRUE }, { "cto", "distri-night", TRUE }, { "cto", "night", TRUE },
    { "cto", "to", FALSE },       { "cto", "ceo", FALSE },        { "cto", "cto ceo", FALSE },
    { "dpo", "dpo", TRUE },       { "dpo", "  dpo  ", TRUE },     { "dpo", "dpó", TRUE },
    { "cto", "225", TRUE },       { "cto", "+225", TRUE },        { "cto", "0708", FALSE },
    { "cto", "\xff", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (matches (cases[i].id, cases[i].query, VIGIE_LANG_FR) != cases[i].found)
      g_error ("%s for “%s”: expected %d", cases[i].id, cases[i].query, cases[i].found);
}

static VigieContactDef *
make_contact (const char *name, const char *phone)
{
  VigieContactDef *contact = g_new0 (VigieContactDef, 1);

  contact->id = g_strdup ("someone");
  contact->category = g_strdup ("team");
  contact->name.en = g_strdup (name);
  contact->name.fr = g_strdup (name);
  contact->phones = g_ptr_array_new_with_free_func (g_free);
  contact->emails = g_ptr_array_new_with_free_func (g_free);
  contact->urls = g_ptr_array_new_with_free_func (g_free);
  if (phone != NULL)
    g_ptr_array_add (contact->phones, g_strdup (phone));

  return contact;
}

static void
free_contact (VigieContactDef *contact)
{
  g_free (contact->id);
  g_free (contact->category);
  vigie_text_clear (&contact->name);
  g_ptr_array_unref (contact->phones);
  g_ptr_array_unref (contact->emails);
  g_ptr_array_unref (contact->urls);
  g_free (contact);
}

static void
test_names_and_numbers (void)
{
  VigieContactDef *contact = make_contact ("Ingénieure Réseau d’astreinte", "+225 07 08 09 10 11");
  const struct
  {
    const char *query;
    gboolean found;
  } cases[] = {
    { "ingenieure", TRUE }, { "RESEAU", TRUE }, { "res ing", TRUE }, { "astreinte", TRUE }, { "ird", TRUE },
    { "seau", FALSE },      { "0708", TRUE },   { "07 08 09", TRUE }, { "+22507", TRUE },   { "1011", TRUE },
    { "12", FALSE },        { "ing 0708", TRUE }, { "ing 99", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (vigie_contact_matches (contact, NULL, cases[i].query, VIGIE_LANG_FR) != cases[i].found)
      g_error ("“%s”: expected %d", cases[i].query, cases[i].found);
  free_contact (contact);
}

static void
test_placeholders (void)
{
  const struct
  {
    const char *number;
    gboolean placeholder;
  } cases[] = {
    { "+225 XX XX XX XX XX", TRUE }, { "+225 XXXX", TRUE }, { "", TRUE }, { NULL, TRUE }, { "+225", TRUE },
    { "+225 07 08 09 10 11", FALSE }, { "+225\u00a007\u202f08 09 10 11", FALSE }, { "185", FALSE },
    { "(07) 08-09.10/11", FALSE },   { "12", TRUE },        { "x", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (vigie_number_is_placeholder (cases[i].number) != cases[i].placeholder)
      g_error ("“%s”: expected %d", cases[i].number, cases[i].placeholder);
}

static void
test_incomplete (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  VigieContactDef *complete = make_contact ("A", "+225 07 08 09 10 11");
  VigieContactDef *incomplete = make_contact ("B", "+225 XX XX XX XX XX");
  VigieContactDef *by_mail = make_contact ("C", NULL);
  guint with_numbers = 0;

  g_assert_false (vigie_contact_is_incomplete (complete));
  g_assert_true (vigie_contact_is_incomplete (incomplete));
  g_assert_false (vigie_contact_is_incomplete (by_mail));
  g_ptr_array_add (incomplete->phones, g_strdup ("185"));
  g_assert_false (vigie_contact_is_incomplete (incomplete));

  /* The shipped playbook has only placeholders. */
  for (guint i = 0; i < playbook->contacts->len; i++)
    with_numbers += ((const VigieContactDef *) g_ptr_array_index (playbook->contacts, i))->phones->len > 0;
  g_assert_cmpuint (with_numbers, >, 10);
  g_assert_cmpuint (vigie_directory_count_incomplete (playbook), ==, with_numbers);

  free_contact (complete);
  free_contact (incomplete);
  free_contact (by_mail);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/directory/search", test_search);
  g_test_add_func ("/core/directory/names-and-numbers", test_names_and_numbers);
  g_test_add_func ("/core/directory/placeholders", test_placeholders);
  g_test_add_func ("/core/directory/incomplete", test_incomplete);

  return g_test_run ();
}
