/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comments on the report: what the fold makes of them in any order, and where their passage is found after edits. */

#include "vigie-comment.h"
#include "vigie-error.h"

#include "seat-acts.h"

typedef struct
{
  Seat here, there;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  seat_init (&fixture->here, 1, "Awa");
  seat_init (&fixture->there, 2, "Koffi");
  seat_begin (&fixture->here);
  seat_hear (&fixture->there, &fixture->here);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  seat_clear (&fixture->here);
  seat_clear (&fixture->there);
}

static void
act (Seat *seat, int minutes, const char *line)
{
  g_autoptr (GError) error = NULL;

  seat_act (seat, minutes, line, &error);
  g_assert_no_error (error);
}

/* ---- The life of a comment ---- */

static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VigieIncident) open = NULL;
  g_autoptr (VigieIncident) settled = NULL;
  g_autoptr (VigieIncident) again = NULL;
  const VigieComment *comment;

  act (&fixture->here, 20, "section|The disk was full.");
  act (&fixture->here, 21, "comment|disk|Which disk?");
  act (&fixture->here, 22, "comment-answer|R1|db-1");
  open = seat_fold (&fixture->here);
  comment = vigie_incident_comment (open, "r1");
  g_assert_nonnull (comment);
  g_assert_cmpstr (comment->quote, ==, "disk");
  g_assert_cmpstr (comment->text, ==, "Which disk?");
  g_assert_cmpstr (comment->author, ==, "Awa");
  g_assert_cmpuint (comment->answers->len, ==, 1);
  g_assert_cmpstr (((const VigieCommentAnswer *) comment->answers->pdata[0])->text, ==, "db-1");
  g_assert_false (comment->settled);
  g_assert_cmpuint (vigie_incident_n_open_comments (open, NULL), ==, 1);
  g_assert_cmpuint (vigie_incident_n_open_comments (open, "summary"), ==, 1);
  g_assert_cmpuint (vigie_incident_n_open_comments (open, "causes"), ==, 0);

  act (&fixture->here, 23, "comment-settle|R1|named in the text");
  settled = seat_fold (&fixture->here);
  g_assert_true (vigie_incident_comment (settled, "R1")->settled);
  g_assert_cmpstr (vigie_incident_comment (settled, "R1")->note, ==, "named in the text");
  g_assert_cmpuint (vigie_incident_n_open_comments (settled, NULL), ==, 0);
  act (&fixture->here, 24, "comment-reopen|R1|it is db-2");
  again = seat_fold (&fixture->here);
  g_assert_cmpuint (vigie_incident_n_open_comments (again, NULL), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_quote = g_strnfill (VIGIE_QUOTE_MAX_CHARS + 1, 'x');
  g_autofree char *too_long = g_strdup_printf ("comment|%s|why", long_quote);
  const struct
  {
    const char *line;
    int code;
  } cases[] = {
    { "comment|disk|  ", VIGIE_ERROR_INVALID },
    { "comment-answer|R1|", VIGIE_ERROR_INVALID },
    { "comment-answer|R9|x", VIGIE_ERROR_NOT_FOUND },
    { "comment-settle|R9|x", VIGIE_ERROR_NOT_FOUND },
    { "comment-reopen|R1|x", VIGIE_ERROR_CONFLICT },
    { too_long, VIGIE_ERROR_TOO_LARGE },
  };
  g_autoptr (VigieIncident) incident = NULL;
  g_autoptr (GError) error = NULL;

  act (&fixture->here, 20, "comment|disk|Which disk?");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_error (&error);
      g_assert_false (seat_act (&fixture->here, 21, cases[i].line, &error));
      g_assert_error (error, VIGIE_ERROR, cases[i].code);
    }
  act (&fixture->here, 22, "comment-settle|R1|");
  g_clear_error (&error);
  g_assert_false (seat_act (&fixture->here, 23, "comment-settle|R1|", &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  incident = seat_fold (&fixture->here);
  g_clear_error (&error);
  g_assert_null (vigie_act_comment (incident, "preface", VIGIE_LANG_EN, NULL, -1, "x", "Awa",
                                    seat_time (30), &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND);
}

/* Answers and marks that come before their comment, by clocks that disagree: every order gives the same. */
static void
test_any_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *other = NULL;
  g_autoptr (VigieIncident) incident = NULL;

  act (&fixture->here, 50, "comment|disk|Which disk?");
  seat_hear (&fixture->there, &fixture->here);
  act (&fixture->there, 20, "comment-answer|R1|db-1");
  act (&fixture->there, 21, "comment|cable|Which cable?");
  act (&fixture->here, 51, "comment-answer|R1|or db-2");
  act (&fixture->there, 22, "comment-settle|R1|said");
  seat_hear (&fixture->here, &fixture->there);
  seat_hear (&fixture->there, &fixture->here);
  digest = digest_of (fixture->here.events);
  other = digest_of (fixture->there.events);
  g_assert_cmpstr (digest, ==, other);
  g_assert_cmpuint (permute_tail (fixture->here.events, 5, digest), ==, 120);
  incident = seat_fold (&fixture->here);
  g_assert_cmpuint (incident->comments->len, ==, 2);
  g_assert_cmpuint (vigie_incident_n_open_comments (incident, NULL), ==, 1);
}

/* Reopened here while settled anew there: a person is asked, and whoever marks it once more has answered. */
static void
test_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VigieIncident) incident = NULL;
  g_autoptr (VigieIncident) after = NULL;

  act (&fixture->here, 20, "comment|disk|Which disk?");
  act (&fixture->here, 21, "comment-settle|R1|db-1");
  seat_hear (&fixture->there, &fixture->here);
  act (&fixture->here, 30, "comment-reopen|R1|not db-1");
  act (&fixture->there, 31, "comment-reopen|R1|unclear");
  act (&fixture->there, 32, "comment-settle|R1|it is db-2");
  seat_hear (&fixture->here, &fixture->there);
  incident = seat_fold (&fixture->here);
  g_assert_cmpuint (incident->conflicts->len, ==, 1);
  g_assert_cmpint (((const VigieConflict *) incident->conflicts->pdata[0])->kind, ==,
                   VIGIE_CONFLICT_COMMENT);
  g_assert_true (vigie_incident_comment (incident, "R1")->settled);
  act (&fixture->here, 40, "comment-settle|R1|it is db-2");
  after = seat_fold (&fixture->here);
  g_assert_cmpuint (after->conflicts->len, ==, 0);
}

/* ---- The passage ---- */

static void
test_passage (void)
{
  static const struct
  {
    const char *text, *quote;
    glong hint;
    VigiePassageMatch match;
    const char *found;
    glong start;
  } cases[] = {
    { "The disk was full. The disk of db-1.", "disk", -1, VIGIE_PASSAGE_EXACT, "disk", 4 },
    { "The disk was full. The disk of db-1.", "disk", 20, VIGIE_PASSAGE_EXACT, "disk", 23 },
    { "The disk was full. The disk of db-1.", "disk", 900, VIGIE_PASSAGE_EXACT, "disk", 23 },
    { "Été : le disque était plein.", "le disque", 0, VIGIE_PASSAGE_EXACT, "le disque", 6 },
    { "On Sunday the disk of db-1 was entirely full.", "the disk of db-1 was full", 10,
      VIGIE_PASSAGE_NEAR, "the disk of db-1 was entirely full", 10 },
    { "The DISK, of db-1 was full", "the disk of db-1 was full", 0, VIGIE_PASSAGE_NEAR,
      "The DISK, of db-1 was full", 0 },
    { "Le verrou a été relâché par la migration", "le verrou a ete pris par la migration", 0,
      VIGIE_PASSAGE_NEAR, "Le verrou a été relâché par la migration", 0 },
    { "one two three four five. one two three four six.", "one two three four seven", 25,
      VIGIE_PASSAGE_NEAR, "one two three four six", 25 },
    { "Nothing of it is left here.", "the disk of db-1 was full", 0, VIGIE_PASSAGE_GONE, NULL, 0 },
    { "The cable was cut", "disk", 0, VIGIE_PASSAGE_GONE, NULL, 0 },
    { "", "disk", 0, VIGIE_PASSAGE_GONE, NULL, 0 },
    { "The disk", "", 0, VIGIE_PASSAGE_GONE, NULL, 0 },
    { "The disk", "…!", 0, VIGIE_PASSAGE_GONE, NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      glong start = -7, end = -7;
      VigiePassageMatch match = vigie_passage_find (cases[i].text, cases[i].quote, cases[i].hint,
                                                    &start, &end);
      g_autofree char *found = NULL;

      g_test_message ("%s in %s: %d, %ld to %ld", cases[i].quote, cases[i].text, match, start, end);
      g_assert_cmpint (match, ==, cases[i].match);
      if (cases[i].found == NULL)
        {
          g_assert_cmpint (start, ==, -7);
          continue;
        }
      found = g_utf8_substring (cases[i].text, start, end);
      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpint (start, ==, cases[i].start);
    }
}

/* The longest quote in the longest text: the work is bounded, and the answer is a place in the text. */
static void
test_passage_is_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) quote = g_string_new (NULL);
  glong start = 0, end = 0;

  for (guint i = 0; text->len < 1000000; i++)
    g_string_append_printf (text, "w%u ", i % 977);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (quote, "w%u %s", i % 977, i % 7 == 0 ? "x " : "");
  g_assert_cmpint (vigie_passage_find (text->str, quote->str, 500000, &start, &end), ==,
                   VIGIE_PASSAGE_NEAR);
  g_assert_cmpint (start, <, end);
  g_assert_cmpint (end, <=, (glong) text->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/core/comment/life", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/core/comment/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/core/comment/any-order", Fixture, NULL, set_up, test_any_order, tear_down);
  g_test_add ("/core/comment/apart", Fixture, NULL, set_up, test_apart, tear_down);
  g_test_add_func ("/core/comment/passage", test_passage);
  g_test_add_func ("/core/comment/passage-is-bounded", test_passage_is_bounded);

  return g_test_run ();
}
