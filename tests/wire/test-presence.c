/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Presence, and pieces of files. */

#include "wire-events.h"
#include "wire-hostile.h"

#include "vigie-attachment.h"
#include "vigie-wire-presence.h"

#define MEMBER "019ab0c4-1c00-7fff-bfff-000000000001"
#define INCIDENT "019ab0c4-1c00-7fff-bfff-000000000002"

static gboolean
reads_here (GBytes *body, GError **error)
{
  g_autoptr(VigieWireHere) here = vigie_wire_here_read (body, error);

  return here != NULL;
}

static gboolean
reads_people (GBytes *body, GError **error)
{
  g_autoptr(VigieWirePeople) people = vigie_wire_people_read (body, error);

  return people != NULL;
}

static gboolean
reads_piece (GBytes *body, GError **error)
{
  gboolean complete;
  guint next;

  return vigie_wire_piece_read (body, &complete, &next, error);
}

static void
test_here (void)
{
  VigieWireHere here = { (char *) INCIDENT, VIGIE_WIRE_TYPING, (char *) "scribe", 4, 1000 };
  g_autoptr(GBytes) body = vigie_wire_here_new (&here);
  g_autoptr(VigieWireHere) read = vigie_wire_here_read (body, NULL);

  g_assert_cmpstr (read->incident, ==, INCIDENT);
  g_assert_cmpint (read->state, ==, VIGIE_WIRE_TYPING);
  g_assert_cmpstr (read->post, ==, "scribe");
  g_assert_cmpint (read->unsent, ==, 4);
  g_assert_cmpint (read->now_usec, ==, 1000);
  wire_assert_nothing_else_believed (body, reads_here);
}

static void
test_here_table (void)
{
  static const struct { const char *data; gboolean good; } cases[] = {
    { "{\"state\":\"gone\",\"unsent\":0,\"now\":0}", TRUE },
    { "{\"incident\":null,\"state\":\"away\",\"post\":null,\"unsent\":0,\"now\":0}", TRUE },
    { "{\"state\":\"asleep\",\"unsent\":0,\"now\":0}", FALSE },
    { "{\"unsent\":0,\"now\":0}", FALSE },
    { "{\"state\":\"here\",\"unsent\":-1,\"now\":0}", FALSE },
    { "{\"state\":\"here\",\"now\":0}", FALSE },
    { "{\"state\":\"here\",\"unsent\":0}", FALSE },
    { "{\"incident\":\"x\",\"state\":\"here\",\"unsent\":0,\"now\":0}", FALSE },
    { "{\"state\":\"here\",\"post\":7,\"unsent\":0,\"now\":0}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (wire_takes (cases[i].data, 0, reads_here), ==, cases[i].good);
}

static GBytes *
make_people (void)
{
  g_autoptr(GPtrArray) people = g_ptr_array_new ();
  VigieWirePerson awa = { (char *) MEMBER, (char *) "Awa Koné", { 5 }, (char *) INCIDENT, VIGIE_WIRE_HERE, 2, 900 };
  VigieWirePerson yao = { (char *) MEMBER, (char *) "Yao", { 6 }, NULL, VIGIE_WIRE_AWAY, 0, 800 };

  g_ptr_array_add (people, &awa);
  g_ptr_array_add (people, &yao);
  return vigie_wire_people_new (1000, people);
}

static void
test_people (void)
{
  g_autoptr(GBytes) body = make_people ();
  g_autoptr(VigieWirePeople) read = vigie_wire_people_read (body, NULL);
  const VigieWirePerson *awa = read->people->pdata[0];

  g_assert_cmpint (read->now_usec, ==, 1000);
  g_assert_cmpuint (read->people->len, ==, 2);
  g_assert_cmpstr (awa->name, ==, "Awa Koné");
  g_assert_cmpuint (awa->device[0], ==, 5);
  g_assert_cmpstr (awa->incident, ==, INCIDENT);
  g_assert_cmpint (awa->unsent, ==, 2);
  g_assert_cmpint (awa->seen_usec, ==, 900);
  g_assert_null (((VigieWirePerson *) read->people->pdata[1])->incident);
  wire_assert_nothing_else_believed (body, reads_people);
}

static void
test_people_table (void)
{
  static const struct { const char *from, *to; gboolean good; } cases[] = {
    { "\"here\"", "\"typing\"", TRUE },   { "\"here\"", "\"gone\"", TRUE },      { "\"here\"", "\"x\"", FALSE },
    { MEMBER, "x", FALSE },               { "\"Awa Koné\"", "null", FALSE },     { "\"unsent\":2", "\"unsent\":-2", FALSE },
    { "\"seen\":900", "\"seen\":\"9\"", FALSE }, { "\"people\":[", "\"people\":[{},", FALSE },
  };
  g_autoptr(GBytes) body = make_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) changed = wire_with (body, cases[i].from, cases[i].to);

      g_assert_cmpint (reads_people (changed, NULL), ==, cases[i].good);
    }
}

static void
test_words (void)
{
  VigieWirePresence state = VIGIE_WIRE_GONE;

  for (VigieWirePresence s = 0; s < VIGIE_WIRE_N_PRESENCES; s++)
    {
      VigieWirePresence found = VIGIE_WIRE_N_PRESENCES;

      g_assert_true (vigie_wire_presence_from_word (vigie_wire_presence_to_word (s), &found));
      g_assert_cmpint (found, ==, s);
    }
  g_assert_false (vigie_wire_presence_from_word (NULL, &state));
  g_assert_false (vigie_wire_presence_from_word ("Here", &state));
  g_assert_cmpint (state, ==, VIGIE_WIRE_GONE);
}

static void
test_piece (void)
{
  g_autoptr(GBytes) body = vigie_wire_piece_new (FALSE, 7);
  g_autofree char *most = g_strdup_printf ("{\"complete\":true,\"next\":%u}", VIGIE_PIECES_MAX);
  g_autofree char *more = g_strdup_printf ("{\"complete\":true,\"next\":%u}", VIGIE_PIECES_MAX + 1);
  gboolean complete = TRUE;
  guint next = 0;

  g_assert_true (vigie_wire_piece_read (body, &complete, &next, NULL));
  g_assert_false (complete);
  g_assert_cmpuint (next, ==, 7);
  wire_assert_nothing_else_believed (body, reads_piece);
  g_assert_true (wire_takes (most, 0, reads_piece));
  g_assert_false (wire_takes (more, 0, reads_piece));
  g_assert_false (wire_takes ("{\"complete\":\"yes\",\"next\":1}", 0, reads_piece));
  g_assert_false (wire_takes ("{\"complete\":true}", 0, reads_piece));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/presence/here", test_here);
  g_test_add_func ("/wire/presence/here-table", test_here_table);
  g_test_add_func ("/wire/presence/people", test_people);
  g_test_add_func ("/wire/presence/people-table", test_people_table);
  g_test_add_func ("/wire/presence/words", test_words);
  g_test_add_func ("/wire/presence/piece", test_piece);
  return g_test_run ();
}
