/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of contacts from a file: nothing that stands is overwritten unless somebody chooses so. */

#include <string.h>

#include "vigie-contact-import.h"
#include "vigie-test-support.h"
#include "vigie-vcard.h"

static VigieDirectory *
ground (void)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  return vigie_directory_fold (vigie_test_playbook (), nothing);
}

static VigieImportPlan *
plan_of (VigieDirectory *directory, const char *cards)
{
  g_autoptr(VigieContactFile) file = vigie_vcard_read (cards, strlen (cards), NULL, NULL, NULL);

  g_assert_nonnull (file);
  return vigie_import_plan_new (directory, file->contacts);
}

/* The directory after the plan was recorded by a device. */
static VigieDirectory *
after (const VigieImportPlan *plan)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  g_autoptr(VigieTestDevice) device = vigie_test_device_new (1);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_import_plan_drafts (plan, "Awa", vigie_test_time ("2026-11-22T03:00:00Z"), &error);

  g_assert_no_error (error);
  vigie_test_device_set_now (device, vigie_test_time ("2026-11-22T03:00:00Z"));
  vigie_test_device_record (device, drafts, events);
  return vigie_directory_fold (vigie_test_playbook (), events);
}

#define CARD(properties) "BEGIN:VCARD\nVERSION:3.0\n" properties "END:VCARD\n"

static void
test_kinds (void)
{
  const struct { const char *cards; VigieImportKind kind; VigieImportChoice choice; } cases[] = {
    { CARD ("FN:Zoé\nTEL:185\n"), VIGIE_IMPORT_NEW, VIGIE_IMPORT_ADD },
    { CARD ("FN:cto\nEMAIL:cto@distri-night.ci\n"), VIGIE_IMPORT_SAME, VIGIE_IMPORT_SKIP },
    { CARD ("FN:CTO\nTEL:+225 07 07 21 44 09\n"), VIGIE_IMPORT_ADDS, VIGIE_IMPORT_ADD },
    { CARD ("FN:Awa\nEMAIL:CTO@distri-night.ci\n"), VIGIE_IMPORT_DIFFERS, VIGIE_IMPORT_SKIP },
    { CARD ("FN:Awa\nUID:cto\nTEL:185\n"), VIGIE_IMPORT_DIFFERS, VIGIE_IMPORT_ADD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieDirectory) directory = ground ();
      g_autoptr(VigieImportPlan) plan = plan_of (directory, cases[i].cards);
      const VigieImportItem *item = plan->items->pdata[0];

      if (plan->items->len != 1 || item->kind != cases[i].kind || item->choice != cases[i].choice)
        g_error ("Case %" G_GSIZE_FORMAT ": kind %d, choice %d", i, item->kind, item->choice);
      g_assert_cmpuint (plan->n[item->kind], ==, 1);
    }
}

/* Added: the number takes the place of the placeholder, the mail stays, the name stays. */
static void
test_nothing_is_overwritten (void)
{
  g_autoptr(VigieDirectory) directory = ground ();
  g_autoptr(VigieImportPlan) plan = plan_of (directory, CARD ("FN:Awa Koné\nUID:cto\nTITLE:Chief\nTEL;TYPE=CELL:185\nEMAIL:awa@x.ci\nNOTE:other\n"));
  g_autoptr(VigieDirectory) added = after (plan);
  g_autoptr(VigieDirectory) taken = NULL;
  const VigieContact *cto = vigie_directory_contact (added, "cto");

  g_assert_cmpstr (vigie_text_get (&cto->name, VIGIE_LANG_EN), ==, "CTO");
  g_assert_cmpstr (vigie_text_get (&cto->role, VIGIE_LANG_EN), ==, "Chief");
  g_assert_cmpuint (cto->numbers->len, ==, 1);
  g_assert_cmpstr (vigie_contact_number (cto), ==, "185");
  g_assert_cmpuint (cto->addresses->len, ==, 2);
  g_assert_cmphex (((VigieImportItem *) plan->items->pdata[0])->differs, ==, 1u << VIGIE_CONTACT_NAME | 1u << VIGIE_CONTACT_NOTE);

  ((VigieImportItem *) plan->items->pdata[0])->choice = VIGIE_IMPORT_TAKE;
  taken = after (plan);
  cto = vigie_directory_contact (taken, "cto");
  g_assert_cmpstr (vigie_text_get (&cto->name, VIGIE_LANG_EN), ==, "Awa Koné");
  g_assert_cmpstr (vigie_text_get (&cto->note, VIGIE_LANG_FR), ==, "other");
  g_assert_cmpstr (((const VigieContactLine *) cto->addresses->pdata[0])->value, ==, "awa@x.ci");
}

/* The same file twice changes nothing; one person twice in a file is one; a shared number is no name. */
static void
test_twice (void)
{
  static const char cards[] = CARD ("FN:Zoé\nTEL:185\n") CARD ("FN:zoe\nEMAIL:z@x.ci\n") CARD ("FN:Yao\nTEL:185\n") CARD ("FN:Eve\nUID:abc\nX-A:1\n");
  g_autoptr(VigieDirectory) directory = ground ();
  g_autoptr(VigieImportPlan) plan = plan_of (directory, cards);
  g_autoptr(VigieDirectory) once = after (plan);
  g_autoptr(VigieImportPlan) again = plan_of (once, cards);

  g_assert_cmpuint (plan->items->len, ==, 3);
  g_assert_cmpuint (vigie_directory_entries (once)->len, ==, vigie_directory_entries (directory)->len + 3);
  g_assert_cmpstr (vigie_contact_mail (vigie_directory_find (once, "Zoé")), ==, "z@x.ci");
  g_assert_nonnull (vigie_directory_contact (once, "abc"));
  g_assert_cmpuint (again->n[VIGIE_IMPORT_SAME], ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/contact-import/kinds", test_kinds);
  g_test_add_func ("/core/contact-import/nothing-is-overwritten", test_nothing_is_overwritten);
  g_test_add_func ("/core/contact-import/twice", test_twice);

  return g_test_run ();
}
