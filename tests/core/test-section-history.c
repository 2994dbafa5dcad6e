/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People write sections of the report apart from each other, meet and settle: no text is ever lost, and whoever has the
 * same events sees the same. Left to chance, from a seed for each history. */

#include "vigie-section-history.h"

#include "seat-acts.h"

static const char *const sections[] = { "summary", "causes", "lessons" };
static const char *const people[] = { "Awa", "Koffi", "Mariam", "Yao" };

/* What was written, and where: each text is told apart by its number. */
typedef struct
{
  char *text;
  const char *section;
  VigieLang lang;
} Written;

typedef struct
{
  GRand *random;
  Seat seats[4];
  guint n_seats;
  GArray *written;
  int minutes;
} History;

static void
written_clear (gpointer data)
{
  g_free (((Written *) data)->text);
}

static guint
below (History *history, guint n)
{
  return (guint) g_rand_int_range (history->random, 0, (gint32) n);
}

/* Clocks disagree by hours. */
static int
minutes_of (History *history, guint seat)
{
  static const int ahead[] = { 0, 180, -20, 45 };

  return 60 + history->minutes++ + ahead[seat];
}

static void
record (History *history, guint seat, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  seat_record (&history->seats[seat], minutes_of (history, seat), drafts);
}

static void
write_section (History *history, guint seat)
{
  g_autoptr (VigieIncident) incident = seat_fold (&history->seats[seat]);
  Written written = { NULL, sections[below (history, G_N_ELEMENTS (sections))],
                      below (history, 2) };
  GError *error = NULL;
  GPtrArray *drafts;

  written.text = g_strdup_printf ("Text %u by %s.", history->written->len, people[seat]);
  drafts = vigie_act_section (incident, written.section, written.lang, written.text, people[seat],
                              seat_time (60), &error);
  g_array_append_val (history->written, written);
  record (history, seat, drafts, error);
}

/* What was seen is chosen, or made into one. */
static void
settle (History *history, guint seat)
{
  g_autoptr (VigieIncident) incident = seat_fold (&history->seats[seat]);
  const VigieConflict *conflict;
  const VigieEvent *version;
  GError *error = NULL;
  GPtrArray *drafts;

  if (incident->conflicts->len == 0)
    return;
  conflict = incident->conflicts->pdata[below (history, incident->conflicts->len)];
  g_assert_cmpint (conflict->kind, ==, VIGIE_CONFLICT_SECTION);
  version = conflict->versions->pdata[below (history, conflict->versions->len)];
  if (below (history, 2) == 0)
    drafts = vigie_act_settle (PLAYBOOK, incident, conflict->key, version->id, people[seat],
                               seat_time (60), &error);
  else
    {
      g_auto (GStrv) parts = g_strsplit (conflict->subject, "/", 2);
      Written merged = { g_strdup_printf ("Merged %u.", history->written->len), NULL,
                         VIGIE_LANG_EN };

      for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
        merged.section = g_str_equal (sections[i], parts[0]) ? sections[i] : merged.section;
      g_assert_true (vigie_lang_from_word (parts[1], &merged.lang));
      drafts = vigie_act_settle_text (incident, conflict->key, merged.text, people[seat],
                                      seat_time (60), &error);
      g_array_append_val (history->written, merged);
    }
  record (history, seat, drafts, error);
}

static void
bring_back (History *history, guint seat)
{
  const char *section = sections[below (history, G_N_ELEMENTS (sections))];
  g_autoptr (VigieIncident) incident = seat_fold (&history->seats[seat]);
  g_autoptr (GPtrArray) versions = vigie_section_versions (incident, section, VIGIE_LANG_EN);
  const VigieSectionVersion *version = versions->len > 0
                                           ? versions->pdata[below (history, versions->len)]
                                           : NULL;
  GError *error = NULL;

  if (version != NULL)
    record (history, seat,
            vigie_act_section (incident, section, VIGIE_LANG_EN, version->text, people[seat],
                               seat_time (60), &error),
            error);
}

static void
hear (History *history, guint seat)
{
  guint other = below (history, history->n_seats);

  if (other != seat)
    seat_hear (&history->seats[seat], &history->seats[other]);
}

/* ---- What must be true ---- */

static gboolean
is_kept (const VigieIncident *incident, const Written *written)
{
  g_autoptr (GPtrArray) versions = vigie_section_versions (incident, written->section,
                                                           written->lang);

  for (guint i = 0; i < versions->len; i++)
    if (g_str_equal (((const VigieSectionVersion *) versions->pdata[i])->text, written->text))
      return TRUE;

  return FALSE;
}

/* Exactly one text stands, the others beside it are listed as rivals, and an earlier one was named by whoever wrote after it. */
static void
assert_states (const VigieIncident *incident, const char *section, VigieLang lang)
{
  g_autoptr (GPtrArray) versions = vigie_section_versions (incident, section, lang);
  const VigieSection *present = vigie_incident_section (incident, section, lang);
  guint n_present = 0, n_rivals = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const VigieSectionVersion *version = versions->pdata[i];
      gboolean named = FALSE;

      for (guint k = 0; k < versions->len; k++)
        named = named
                || g_strv_contains (
                    ((const VigieSectionVersion *) versions->pdata[k])->event->replaces,
                    version->event->id);
      g_assert_true (named == (version->state == VIGIE_VERSION_EARLIER));
      n_present += version->state == VIGIE_VERSION_PRESENT ? 1 : 0;
      n_rivals += version->state == VIGIE_VERSION_RIVAL ? 1 : 0;
    }
  g_assert_cmpuint (n_present, ==, versions->len > 0 ? 1 : 0);
  g_assert_cmpuint (n_rivals, ==, present != NULL ? present->rivals->len : 0);
}

static void
assert_nothing_lost (History *history)
{
  g_autofree char *digest = NULL;

  for (guint i = 0; i < 2 * history->n_seats; i++)
    seat_hear (&history->seats[i % history->n_seats], &history->seats[(i + 1) % history->n_seats]);
  for (guint i = 0; i < history->n_seats; i++)
    for (guint k = 0; k < history->n_seats; k++)
      seat_hear (&history->seats[i], &history->seats[k]);
  for (guint i = 0; i < history->n_seats; i++)
    {
      g_autoptr (VigieIncident) incident = seat_fold (&history->seats[i]);
      g_autofree char *own = vigie_incident_digest (incident);

      g_assert_cmpuint (incident->n_set_aside, ==, 0);
      if (digest == NULL)
        digest = g_strdup (own);
      g_assert_cmpstr (own, ==, digest);
      for (guint k = 0; k < history->written->len; k++)
        g_assert_true (is_kept (incident, &g_array_index (history->written, Written, k)));
      for (gsize k = 0; k < G_N_ELEMENTS (sections); k++)
        for (VigieLang lang = 0; lang < 2; lang++)
          assert_states (incident, sections[k], lang);
    }
}

static void
run_history (guint seed)
{
  History history = { .random = g_rand_new_with_seed (seed),
                      .written = g_array_new (FALSE, FALSE, sizeof (Written)) };
  guint n_acts;

  g_array_set_clear_func (history.written, written_clear);
  history.n_seats = 2 + below (&history, 3);
  n_acts = 8 + below (&history, 16);
  for (guint i = 0; i < history.n_seats; i++)
    seat_init (&history.seats[i], seed * 4 + i + 1, people[i]);
  seat_declare (&history.seats[0]);
  for (guint i = 1; i < history.n_seats; i++)
    seat_hear (&history.seats[i], &history.seats[0]);
  for (guint i = 0; i < n_acts; i++)
    {
      guint seat = below (&history, history.n_seats);
      guint what = below (&history, 10);

      if (what < 5)
        write_section (&history, seat);
      else if (what < 8)
        hear (&history, seat);
      else if (what < 9)
        settle (&history, seat);
      else
        bring_back (&history, seat);
    }
  assert_nothing_lost (&history);
  for (guint i = 0; i < history.n_seats; i++)
    seat_clear (&history.seats[i]);
  g_array_unref (history.written);
  g_rand_free (history.random);
}

static void
test_chance (void)
{
  for (guint seed = 1; seed <= vigie_test_number (1000, 20000); seed++)
    run_history (seed);
}

static void
test_versions (void)
{
  Seat seat;
  g_autoptr (VigieIncident) incident = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const VigieSectionVersion *first, *last;

  seat_init (&seat, 1, "Awa");
  seat_begin (&seat);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const lines[] = { "section|It began.", "section|It began at three.",
                                           "section|It began." };
      g_autoptr (GError) error = NULL;

      seat_act (&seat, 20 + (int) i, lines[i], &error);
      g_assert_no_error (error);
    }
  incident = seat_fold (&seat);
  versions = vigie_section_versions (incident, "summary", VIGIE_LANG_EN);
  none = vigie_section_versions (incident, "summary", VIGIE_LANG_FR);
  g_assert_cmpuint (versions->len, ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
  first = versions->pdata[0];
  last = versions->pdata[2];
  g_assert_cmpstr (first->text, ==, "It began.");
  g_assert_cmpint (first->state, ==, VIGIE_VERSION_EARLIER);
  g_assert_cmpint (last->state, ==, VIGIE_VERSION_PRESENT);
  g_assert_cmpstr (last->author, ==, "Awa");
  seat_clear (&seat);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/section-history/versions", test_versions);
  g_test_add_func ("/core/section-history/chance", test_chance);

  return g_test_run ();
}
