/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory as a fold: what is written about a contact, together and apart, on two devices. */

#include <string.h>

#include "vigie-complete.h"
#include "vigie-directory.h"
#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-readiness.h"
#include "vigie-test-support.h"

typedef struct
{
  VigieTestDevice *devices[2];
  const char *names[2];
  GPtrArray *events;
  gint64 now_usec;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  for (guint i = 0; i < 2; i++)
    fixture->devices[i] = vigie_test_device_new (i + 1);
  fixture->names[0] = "Awa";
  fixture->names[1] = "Yao";
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    vigie_test_device_free (fixture->devices[i]);
  g_ptr_array_unref (fixture->events);
}

static VigieDirectory *
fold (Fixture *fixture)
{
  return vigie_directory_fold (vigie_test_playbook (), fixture->events);
}

/* The id of the (first) event that @who records of @drafts. */
static const char *
record (Fixture *fixture, guint who, GPtrArray *drafts)
{
  guint first = fixture->events->len;

  g_assert_nonnull (drafts);
  fixture->now_usec += VIGIE_MINUTE_USEC;
  vigie_test_device_set_now (fixture->devices[who], fixture->now_usec);
  vigie_test_device_record (fixture->devices[who], drafts, fixture->events);
  return ((VigieEvent *) fixture->events->pdata[first])->id;
}

static const char *
set (Fixture *fixture, guint who, const VigieDirectory *seen, const VigieContact *contact)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_directory_draft_set (seen, contact, fixture->names[who], fixture->now_usec, &error);

  g_assert_no_error (error);
  return record (fixture, who, drafts);
}

static void
set_number (VigieContact *contact, const char *label, const char *value)
{
  g_ptr_array_set_size (contact->numbers, 0);
  g_ptr_array_add (contact->numbers, vigie_contact_line_new (label, value));
}

static VigieContact *
copy_of (const VigieDirectory *directory, const char *id)
{
  const VigieContact *contact = vigie_directory_contact (directory, id);

  g_assert_nonnull (contact);
  return vigie_contact_copy (contact);
}

/* Every order of arrival gives the same: forwards is compared with backwards. */
static void
assert_order_does_not_matter (Fixture *fixture)
{
  g_autoptr(GPtrArray) backwards = g_ptr_array_new ();
  g_autoptr(VigieDirectory) one = fold (fixture);
  g_autoptr(VigieDirectory) other = NULL;

  for (guint i = fixture->events->len; i > 0; i--)
    g_ptr_array_add (backwards, fixture->events->pdata[i - 1]);
  other = vigie_directory_fold (vigie_test_playbook (), backwards);
  g_assert_cmpuint (vigie_directory_entries (one)->len, ==, vigie_directory_entries (other)->len);
  for (guint i = 0; i < vigie_directory_entries (one)->len; i++)
    {
      const VigieDirectoryEntry *a = vigie_directory_entries (one)->pdata[i];
      const VigieDirectoryEntry *b = vigie_directory_entries (other)->pdata[i];

      g_assert_cmpstr (a->contact->id, ==, b->contact->id);
      g_assert_true (vigie_contact_equal (a->contact, b->contact));
      g_assert_cmpuint (a->disputed, ==, b->disputed);
      g_assert_true (a->verified == b->verified);
    }
}

static void
test_ground (Fixture *fixture, gconstpointer data)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  g_autoptr(VigieDirectory) directory = fold (fixture);
  GPtrArray *entries = vigie_directory_entries (directory);

  g_assert_cmpuint (entries->len, ==, playbook->contacts->len);
  for (guint i = 0; i < entries->len; i++)
    {
      const VigieDirectoryEntry *entry = entries->pdata[i];
      const VigieContactDef *def = playbook->contacts->pdata[i];

      g_assert_true (entry->in_playbook && !entry->verified && entry->event == NULL);
      g_assert_cmpstr (entry->contact->def.id, ==, def->id);
      g_assert_cmpuint (entry->contact->def.phones->len, ==, def->phones->len);
      g_assert_cmpuint (entry->contact->def.emails->len, ==, def->emails->len);
      g_assert_cmpuint (entry->contact->def.urls->len, ==, def->urls->len);
      g_assert_cmpint (entry->contact->def.on_call, ==, def->on_call);
    }
  g_assert_cmpstr (vigie_directory_name (directory, "dpo", VIGIE_LANG_FR), ==, "DPO (protection des données)");
  g_assert_cmpstr (vigie_directory_name (directory, "nobody", VIGIE_LANG_FR), ==, "nobody");
  g_assert_cmpstr (vigie_directory_category_title (directory, "L1", VIGIE_LANG_EN), ==, "L1 Support");
  g_assert_cmpstr (vigie_directory_category_title (directory, "friends", VIGIE_LANG_EN), ==, "friends");
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) before = fold (fixture);
  g_autoptr(VigieDirectory) after = NULL;
  g_autoptr(VigieContact) cto = copy_of (before, "cto");
  g_autoptr(VigieContact) awa = vigie_contact_new ();
  g_autoptr(GError) error = NULL;
  const VigieDirectoryEntry *entry;
  const char *id;

  g_assert_null (vigie_directory_draft_set (before, cto, "Awa", fixture->now_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  set_number (cto, "mobile", "+225 07 07 21 44 09");
  g_free (cto->deputy);
  cto->deputy = g_strdup ("devops-lead");
  set (fixture, 0, before, cto);
  vigie_contact_set_text (&awa->name, "Zoé Koné");
  id = set (fixture, 1, before, awa);

  after = fold (fixture);
  entry = vigie_directory_entry (after, "cto");
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "+225 07 07 21 44 09");
  g_assert_cmpstr (entry->contact->def.phones->pdata[0], ==, "+225 07 07 21 44 09");
  g_assert_cmpstr (entry->event->author, ==, "Awa");
  g_assert_cmpuint (entry->history->len, ==, 1);
  g_assert_true (entry->contact->on_call);
  /* What was not touched is as it was, in both languages. */
  g_assert_cmpstr (vigie_text_get (&entry->contact->note, VIGIE_LANG_FR), ==, vigie_text_get (&vigie_playbook_contact (vigie_test_playbook (), "cto")->note, VIGIE_LANG_FR));
  g_assert_cmpstr (vigie_directory_deputy (after, "cto")->id, ==, "devops-lead");
  g_assert_null (vigie_directory_deputy (after, "ceo"));
  g_assert_cmpstr (vigie_directory_find (after, "zoe kone")->id, ==, id);
  g_assert_cmpuint (vigie_directory_entries (after)->len, ==, vigie_directory_entries (before)->len + 1);
  assert_order_does_not_matter (fixture);
}

static void
test_refused (void)
{
  const struct { const char *name, *zone, *deputy; int code; } cases[] = {
    { "", "", "", VIGIE_ERROR_INVALID },
    { " \t", "", "", VIGIE_ERROR_INVALID },
    { "Awa", "../../etc", "", VIGIE_ERROR_INVALID },
    { "Awa", "", "awa", VIGIE_ERROR_INVALID },
    { "\xff", "", "", VIGIE_ERROR_INVALID },
  };
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(VigieDirectory) directory = vigie_directory_fold (vigie_test_playbook (), nothing);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VigieContact) contact = vigie_contact_new ();
      g_autoptr(GError) error = NULL;

      contact->id = g_strdup ("awa");
      vigie_contact_set_text (&contact->name, cases[i].name);
      g_free (contact->zone);
      contact->zone = g_strdup (cases[i].zone);
      g_free (contact->deputy);
      contact->deputy = g_strdup (cases[i].deputy);
      g_assert_null (vigie_directory_draft_set (directory, contact, "Awa", 0, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
}

/* What a newer version adds goes along through an edit of this one. */
static void
test_body (void)
{
  static const char body[] = "{\"contact\":\"x\",\"name\":{\"en\":\"Desk\",\"fr\":\"Guichet\"},\"role\":\"CTO\",\"category\":\"L2\","
                             "\"organisation\":\"Wave\",\"numbers\":[{\"label\":\"mobile\",\"value\":\"185\"},{\"value\":\"186\"}],"
                             "\"addresses\":[{\"value\":\"a@b.ci\"},{\"value\":\"https://b.ci\"}],\"languages\":[\"fr\"],\"deputy\":\"y\","
                             "\"zone\":\"Africa/Abidjan\",\"notes\":\"n\",\"groups\":[\"night\"],\"extra\":[\"X-A:1\"],\"later\":{\"a\":[1, 2]}}";
  g_autoptr(VigieJson) json = vigie_json_parse (body, strlen (body), sizeof body, NULL);
  g_autoptr(VigieContact) contact = vigie_contact_from_body (json);
  g_autoptr(VigieContact) again = NULL;
  g_autoptr(VigieJson) json_again = NULL;
  g_autofree char *written = NULL;

  g_assert_nonnull (contact);
  g_assert_cmpstr (vigie_text_get (&contact->name, VIGIE_LANG_FR), ==, "Guichet");
  g_assert_cmpstr (vigie_contact_mail (contact), ==, "a@b.ci");
  written = vigie_contact_to_body (contact);
  g_assert_nonnull (strstr (written, "\"later\":{\"a\":[1, 2]}"));
  json_again = vigie_json_parse (written, strlen (written), VIGIE_EVENT_MAX_BYTES, NULL);
  again = vigie_contact_from_body (json_again);
  g_assert_true (vigie_contact_equal (contact, again));
  g_assert_cmpstr (contact->id, ==, again->id);
}

static void
test_bad_bodies (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[][2] = {
    { "contact.set", "{\"contact\":\"cto\"}" },
    { "contact.set", "{\"contact\":\"cto\",\"name\":5}" },
    { "contact.set", "{\"contact\":\"\",\"name\":\"a\"}" },
    { "contact.set", "{\"contact\":\"cto\",\"name\":\"a\",\"numbers\":{}}" },
    { "contact.set", "{\"contact\":\"cto\",\"name\":\"a\",\"numbers\":[\"1\"]}" },
    { "contact.set", "{\"contact\":\"cto\",\"name\":\"a\",\"groups\":[1]}" },
    { "contact.removed", "{}" },
    { "contact.verified", "{\"contact\":7}" },
  };
  g_autoptr(VigieDirectory) directory = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

      g_ptr_array_add (drafts, vigie_draft_new (VIGIE_STREAM_DIRECTORY, bodies[i][0], fixture->now_usec, "x", g_strdup (bodies[i][1])));
      record (fixture, 0, drafts);
    }
  directory = fold (fixture);
  g_assert_cmpuint (vigie_directory_n_set_aside (directory), ==, G_N_ELEMENTS (bodies));
  g_assert_null (vigie_directory_entry (directory, "cto")->event);
  g_assert_cmpuint (vigie_directory_events (directory)->len, ==, G_N_ELEMENTS (bodies));
}

/* One enters the number, the other the deputy: both are there, and nobody is asked. */
static void
test_apart_merges (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) merged = NULL;
  g_autoptr(VigieDirectory) settled = NULL;
  g_autoptr(VigieContact) one = copy_of (seen, "ceo");
  g_autoptr(VigieContact) other = copy_of (seen, "ceo");
  g_autoptr(VigieContact) next = NULL;
  const VigieDirectoryEntry *entry;

  set_number (one, "mobile", "+225 07 48 12 90 33");
  g_free (other->deputy);
  other->deputy = g_strdup ("coo");
  set (fixture, 0, seen, one);
  set (fixture, 1, seen, other);
  merged = fold (fixture);
  entry = vigie_directory_entry (merged, "ceo");
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "+225 07 48 12 90 33");
  g_assert_cmpstr (entry->contact->deputy, ==, "coo");
  g_assert_cmpuint (entry->disputed, ==, 0);
  g_assert_cmpuint (entry->heads->len, ==, 2);
  assert_order_does_not_matter (fixture);

  next = copy_of (merged, "ceo");
  vigie_contact_set_text (&next->role, "Direction");
  set (fixture, 0, merged, next);
  settled = fold (fixture);
  entry = vigie_directory_entry (settled, "ceo");
  g_assert_cmpuint (entry->heads->len, ==, 1);
  g_assert_cmpstr (entry->contact->deputy, ==, "coo");
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "+225 07 48 12 90 33");
}

/* Both change the number: the last one stands, and a person is asked until somebody writes on. */
static void
test_apart_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) apart = NULL;
  g_autoptr(VigieDirectory) settled = NULL;
  g_autoptr(VigieContact) one = copy_of (seen, "ceo");
  g_autoptr(VigieContact) other = copy_of (seen, "ceo");
  g_autoptr(VigieContact) version = NULL;
  const VigieDirectoryEntry *entry;

  set_number (one, "", "111");
  set_number (other, "", "222");
  set (fixture, 0, seen, one);
  set (fixture, 1, seen, other);
  apart = fold (fixture);
  entry = vigie_directory_entry (apart, "ceo");
  g_assert_cmpuint (entry->disputed, ==, 1u << VIGIE_CONTACT_NUMBERS);
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "222");
  version = vigie_directory_version (apart, entry->heads->pdata[0]);
  g_assert_cmpstr (vigie_contact_number (version), ==, "111");
  assert_order_does_not_matter (fixture);

  set (fixture, 0, apart, version);
  settled = fold (fixture);
  entry = vigie_directory_entry (settled, "ceo");
  g_assert_cmpuint (entry->disputed, ==, 0);
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "111");
}

/* A chain on one side: what its first link changed is not lost behind the second. */
static void
test_apart_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) between = NULL;
  g_autoptr(VigieDirectory) merged = NULL;
  g_autoptr(VigieContact) number = copy_of (seen, "ceo");
  g_autoptr(VigieContact) role = copy_of (seen, "ceo");
  g_autoptr(VigieContact) note = NULL;
  const VigieContact *contact;

  vigie_contact_set_text (&role->role, "R");
  set (fixture, 1, seen, role);
  between = fold (fixture);
  note = copy_of (between, "ceo");
  vigie_contact_set_text (&note->note, "N");
  set (fixture, 1, between, note);
  set_number (number, "", "111");
  set (fixture, 0, seen, number);
  merged = fold (fixture);
  contact = vigie_directory_contact (merged, "ceo");
  g_assert_cmpstr (vigie_text_get (&contact->role, VIGIE_LANG_FR), ==, "R");
  g_assert_cmpstr (vigie_text_get (&contact->note, VIGIE_LANG_FR), ==, "N");
  g_assert_cmpstr (vigie_contact_number (contact), ==, "111");
  g_assert_cmpuint (vigie_directory_entry (merged, "ceo")->disputed, ==, 0);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) gone = NULL;
  g_autoptr(VigieDirectory) back = NULL;
  g_autoptr(GError) error = NULL;
  const VigieDirectoryEntry *entry;

  record (fixture, 0, vigie_directory_draft_removed (seen, "cfo", "left", "Awa", fixture->now_usec, NULL));
  gone = fold (fixture);
  entry = vigie_directory_entry (gone, "cfo");
  g_assert_true (entry->removed);
  g_assert_cmpstr (entry->removed_reason, ==, "left");
  g_assert_null (vigie_directory_contact (gone, "cfo"));
  g_assert_null (vigie_directory_find (gone, "CFO"));
  g_assert_cmpstr (vigie_directory_name (gone, "cfo", VIGIE_LANG_EN), ==, "CFO");
  g_assert_cmpuint (vigie_directory_removed (gone)->len, ==, 1);
  g_assert_null (vigie_directory_draft_removed (gone, "cfo", NULL, "Awa", 0, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);

  /* Taken back: the same contact, said once more. */
  set (fixture, 0, gone, entry->contact);
  back = fold (fixture);
  g_assert_false (vigie_directory_entry (back, "cfo")->removed);
  g_assert_cmpuint (vigie_directory_removed (back)->len, ==, 0);
  assert_order_does_not_matter (fixture);
}

/* Who is removed by one and changed by another stays: a number that is gone is the worse mistake. */
static void
test_removed_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) apart = NULL;
  g_autoptr(VigieContact) changed = copy_of (seen, "cfo");
  const VigieDirectoryEntry *entry;

  set_number (changed, "", "111");
  set (fixture, 1, seen, changed);
  record (fixture, 0, vigie_directory_draft_removed (seen, "cfo", NULL, "Awa", fixture->now_usec, NULL));
  apart = fold (fixture);
  entry = vigie_directory_entry (apart, "cfo");
  g_assert_true (entry->disputed_removal && !entry->removed);
  g_assert_cmpstr (vigie_contact_number (entry->contact), ==, "111");
  record (fixture, 0, vigie_directory_draft_removed (apart, "cfo", NULL, "Awa", fixture->now_usec, NULL));
  vigie_directory_unref (g_steal_pointer (&apart));
  apart = fold (fixture);
  g_assert_true (vigie_directory_entry (apart, "cfo")->removed);
  assert_order_does_not_matter (fixture);
}

static void
test_verified (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) seen = fold (fixture);
  g_autoptr(VigieDirectory) verified = NULL;
  g_autoptr(VigieDirectory) changed = NULL;
  g_autoptr(VigieDirectory) withdrawn = NULL;
  g_autoptr(VigieContact) noted = NULL;
  const VigieDirectoryEntry *entry;

  record (fixture, 0, vigie_directory_draft_verified (seen, "supabase", "answered", "Awa", fixture->now_usec, NULL));
  verified = fold (fixture);
  entry = vigie_directory_entry (verified, "supabase");
  g_assert_true (entry->verified);
  g_assert_cmpstr (entry->verification->author, ==, "Awa");

  /* Another note does not touch it; another number does. */
  noted = copy_of (verified, "supabase");
  vigie_contact_set_text (&noted->note, "N");
  set (fixture, 1, verified, noted);
  changed = fold (fixture);
  g_assert_true (vigie_directory_entry (changed, "supabase")->verified);
  set_number (noted, "", "111");
  set (fixture, 1, changed, noted);
  vigie_directory_unref (g_steal_pointer (&changed));
  changed = fold (fixture);
  entry = vigie_directory_entry (changed, "supabase");
  g_assert_false (entry->verified);
  g_assert_nonnull (entry->verification);

  record (fixture, 0, vigie_directory_draft_unverified (changed, "supabase", "Awa", fixture->now_usec, NULL));
  withdrawn = fold (fixture);
  g_assert_null (vigie_directory_entry (withdrawn, "supabase")->verification);
  assert_order_does_not_matter (fixture);
}

/* What is said of a contact before the event that made it arrives has no effect until then. */
static void
test_before_its_making (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) empty = fold (fixture);
  g_autoptr(VigieDirectory) made = NULL;
  g_autoptr(VigieDirectory) without = NULL;
  g_autoptr(VigieDirectory) with = NULL;
  g_autoptr(VigieContact) someone = vigie_contact_new ();
  g_autoptr(VigieEvent) first = NULL;
  g_autofree char *id = NULL;

  vigie_contact_set_text (&someone->name, "Zoé");
  id = g_strdup (set (fixture, 0, empty, someone));
  made = fold (fixture);
  record (fixture, 1, vigie_directory_draft_verified (made, id, NULL, "Yao", fixture->now_usec, NULL));
  first = vigie_event_ref (fixture->events->pdata[0]);
  g_ptr_array_remove_index (fixture->events, 0);
  without = fold (fixture);
  g_assert_null (vigie_directory_entry (without, id));
  g_assert_cmpuint (vigie_directory_entries (without)->len, ==, vigie_directory_entries (empty)->len);
  g_ptr_array_add (fixture->events, g_steal_pointer (&first));
  with = fold (fixture);
  g_assert_true (vigie_directory_entry (with, id)->verified);
}

static gboolean
finds (const VigieDirectory *directory, const char *typed, const char *id)
{
  g_autoptr(GPtrArray) found = vigie_directory_search (directory, typed);

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((const VigieDirectoryEntry *) found->pdata[i])->contact->id, id))
      return TRUE;

  return FALSE;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  const struct { const char *typed; gboolean found; } cases[] = {
    { "", TRUE },        { "zoe", TRUE },       { "KONE zo", TRUE },  { "zk", TRUE },      { "ka", FALSE },     { "one", FALSE },
    { "reseau", TRUE },  { "rdn", TRUE },       { "wave", TRUE },     { "nuit", TRUE },    { "0505", TRUE },    { "05 05 63", TRUE },
    { "+225 05", TRUE }, { "63187", TRUE },     { "99", FALSE },      { "zoe 0505", TRUE }, { "zoe 99", FALSE }, { "wave.ci", TRUE },
    { "l2", TRUE },      { "assistance", TRUE }, { "\xff", FALSE },   { "zoe\nkone", TRUE }, { "\t", TRUE },
  };
  g_autoptr(VigieDirectory) empty = fold (fixture);
  g_autoptr(VigieDirectory) directory = NULL;
  g_autoptr(VigieContact) zoe = vigie_contact_new ();
  const char *id;

  vigie_contact_set_text (&zoe->name, "Zoé Koné");
  vigie_contact_set_text (&zoe->role, "Réseau de nuit");
  g_free (zoe->organisation);
  zoe->organisation = g_strdup ("Wave");
  g_free (zoe->category);
  zoe->category = g_strdup ("L2");
  set_number (zoe, "mobile", "+225 05 05 63 18 70");
  g_ptr_array_add (zoe->addresses, vigie_contact_line_new ("", "zoe@wave.ci"));
  g_ptr_array_add (zoe->groups, g_strdup ("nuit"));
  id = set (fixture, 0, empty, zoe);
  directory = fold (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (finds (directory, cases[i].typed, id) != cases[i].found)
      g_error ("“%s”: expected %d", cases[i].typed, cases[i].found);
}

/* Who is in the directory is offered behind "@", by name. */
static void
test_completion (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieDirectory) empty = fold (fixture);
  g_autoptr(VigieDirectory) directory = NULL;
  g_autoptr(VigieContact) zoe = vigie_contact_new ();
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GPtrArray) offers = NULL;
  g_autoptr(GPtrArray) once = NULL;
  VigieCompleteScene scene = { .playbook = vigie_test_playbook (), .now_usec = fixture->now_usec, .zone = zone, .lang = VIGIE_LANG_EN };

  vigie_contact_set_text (&zoe->name, "Zoé Koné");
  set (fixture, 0, empty, zoe);
  directory = fold (fixture);
  scene.directory = directory;
  offers = vigie_complete (&scene, "call @zo", 8);
  g_assert_cmpuint (offers->len, ==, 1);
  g_assert_cmpstr (((VigieCompletion *) offers->pdata[0])->insert, ==, "@Zoé.Koné ");
  once = vigie_complete (&scene, "call @dpo", 9);
  g_assert_cmpuint (once->len, ==, 1);
}

/* What each contact of the playbook lacks, and what of it an edit and a look take away. */
static void
test_readiness (Fixture *fixture, gconstpointer data)
{
  const struct { const char *id; guint lacks; } cases[] = {
    { "cto", VIGIE_LACK_NUMBER | VIGIE_LACK_DEPUTY | VIGIE_LACK_VERIFIED },
    { "cfo", VIGIE_LACK_NUMBER | VIGIE_LACK_VERIFIED },
    { "dpo", VIGIE_LACK_REACH | VIGIE_LACK_DEPUTY | VIGIE_LACK_VERIFIED },
    { "supabase", VIGIE_LACK_VERIFIED },
  };
  gint64 now_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  g_autoptr(VigieDirectory) before = fold (fixture);
  g_autoptr(VigieDirectory) after = NULL;
  g_autoptr(VigieContact) cto = copy_of (before, "cto");
  g_autoptr(GPtrArray) round = NULL;
  VigieReadiness readiness;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (vigie_readiness_lacks (before, vigie_directory_entry (before, cases[i].id), now_usec), ==, cases[i].lacks);
  vigie_readiness_count (before, now_usec, &readiness);
  g_assert_cmpuint (readiness.n_entries, ==, readiness.n_lacking);
  g_assert_cmpuint (readiness.n[0], ==, vigie_directory_count_incomplete (vigie_test_playbook ()));
  round = vigie_readiness_round (before, VIGIE_LACK_URGENT | VIGIE_LACK_VERIFIED, now_usec);
  g_assert_cmpuint (round->len, ==, readiness.n_entries);
  g_assert_cmpuint (vigie_readiness_lacks (before, round->pdata[0], now_usec) & VIGIE_LACK_URGENT, !=, 0);
  g_assert_cmpuint (vigie_readiness_lacks (before, round->pdata[round->len - 1], now_usec) & VIGIE_LACK_URGENT, ==, 0);

  set_number (cto, "mobile", "+225 07 07 21 44 09");
  g_free (cto->deputy);
  cto->deputy = g_strdup ("devops-lead");
  set (fixture, 0, before, cto);
  after = fold (fixture);
  record (fixture, 0, vigie_directory_draft_verified (after, "cto", NULL, "Awa", fixture->now_usec, NULL));
  vigie_directory_unref (g_steal_pointer (&after));
  after = fold (fixture);
  g_assert_cmphex (vigie_readiness_lacks (after, vigie_directory_entry (after, "cto"), now_usec), ==, 0);
}

/* The review that counts is the last one that has passed. */
static void
test_review_date (void)
{
  VigiePlaybook *playbook = vigie_test_playbook ();

  g_assert_cmpint (vigie_readiness_since_usec (playbook, vigie_test_time ("2026-01-30T23:00:00Z")), ==, vigie_test_time ("2025-11-30T00:00:00Z"));
  g_assert_cmpint (vigie_readiness_since_usec (playbook, vigie_test_time ("2026-01-31T00:00:00Z")), ==, vigie_test_time ("2026-01-31T00:00:00Z"));
}

#define ADD(path, func) g_test_add ("/core/contacts/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("ground", test_ground);
  ADD ("set", test_set);
  g_test_add_func ("/core/contacts/refused", test_refused);
  g_test_add_func ("/core/contacts/body", test_body);
  ADD ("bad-bodies", test_bad_bodies);
  ADD ("apart/merges", test_apart_merges);
  ADD ("apart/asks", test_apart_asks);
  ADD ("apart/chain", test_apart_chain);
  ADD ("removed", test_removed);
  ADD ("apart/removed", test_removed_apart);
  ADD ("verified", test_verified);
  ADD ("search", test_search);
  ADD ("completion", test_completion);
  ADD ("readiness", test_readiness);
  g_test_add_func ("/core/contacts/review-date", test_review_date);
  ADD ("before-its-making", test_before_its_making);

  return g_test_run ();
}
