/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is on call. What is expected was worked out by hand with a calendar; the rules of the zones come from this
 * computer. The week of 23 November 2026 begins on a Monday. */

#include "vigie-test-support.h"

#include "vigie-error.h"
#include "vigie-id.h"
#include "vigie-rota-act.h"
#include "vigie-time.h"

typedef struct
{
  VigieTestDevice *device, *other;
  GPtrArray *events;
  VigieRota *rota;
  GHashTable *zones;
  VigieZones lookup;
  gint64 now_usec;
} Fixture;

static GTimeZone *
look_up (const char *id, gpointer data)
{
  GHashTable *zones = data;
  GTimeZone *zone = g_hash_table_lookup (zones, id);

  if (zone == NULL && (zone = g_time_zone_new_identifier (id)) != NULL)
    g_hash_table_insert (zones, g_strdup (id), zone);

  return zone;
}

static void
fold (Fixture *fixture)
{
  g_clear_pointer (&fixture->rota, vigie_rota_unref);
  fixture->rota = vigie_rota_fold (fixture->events);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->device = vigie_test_device_new (1);
  fixture->other = vigie_test_device_new (2);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  fixture->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  fixture->lookup = (VigieZones) { look_up, fixture->zones };
  fixture->now_usec = vigie_test_time ("2026-11-01T00:00:00Z");
  fold (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_rota_unref (fixture->rota);
  g_hash_table_unref (fixture->zones);
  g_ptr_array_unref (fixture->events);
  vigie_test_device_free (fixture->device);
  vigie_test_device_free (fixture->other);
}

static const VigieEvent *
record (Fixture *fixture, VigieTestDevice *device, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  fixture->now_usec += VIGIE_SECOND_USEC;
  vigie_test_device_set_now (device, fixture->now_usec);
  vigie_test_device_record (device, drafts, fixture->events);
  fold (fixture);

  return fixture->events->pdata[fixture->events->len - 1];
}

static const VigieEvent *
set (Fixture *fixture, const char *level, const char *people, const char *starts, const char *handover, const char *zone, guint weeks)
{
  g_auto(GStrv) names = g_strsplit (people, " ", -1);
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = vigie_rota_act_set (fixture->rota, level, (const char *const *) names, starts,
                                          handover, zone, weeks, "Awa", fixture->now_usec, &error);

  g_assert_no_error (error);
  return record (fixture, fixture->device, drafts);
}

static const VigieEvent *
substitute (Fixture *fixture, const char *level, const char *person, const char *from, const char *to)
{
  return record (fixture, fixture->device,
                 vigie_rota_act_substitute (fixture->rota, level, person, NULL, vigie_test_time (from), vigie_test_time (to), NULL, "Awa",
                                            fixture->now_usec, NULL));
}

static const VigieEvent *
absent (Fixture *fixture, const char *person, const char *from, const char *to)
{
  return record (fixture, fixture->device,
                 vigie_rota_act_absent (fixture->rota, person, vigie_test_time (from), vigie_test_time (to), "leave", "Awa",
                                        fixture->now_usec, NULL));
}

/* "ann 2026-11-23T08:00:00Z, …" as one text. */
static char *
words_of (GPtrArray *shifts)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < shifts->len; i++)
    {
      const VigieShift *shift = shifts->pdata[i];
      g_autofree char *from = vigie_time_format_rfc3339 (shift->from_usec);

      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", shift->person != NULL ? shift->person : "-");
      if (shift->instead_of != NULL)
        g_string_append_printf (words, "(%s)", shift->instead_of);
      if (shift->absent != NULL)
        g_string_append_printf (words, "[%s]", shift->absent);
      g_string_append_printf (words, " %.16s", from);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
assert_shifts (Fixture *fixture, const char *level, const char *from, const char *to, const char *expected)
{
  g_autoptr(GPtrArray) shifts = vigie_rota_shifts (fixture->rota, level, vigie_test_time (from), vigie_test_time (to), &fixture->lookup);
  g_autofree char *words = words_of (shifts);

  g_assert_cmpstr (words, ==, expected);
  g_assert_cmpint (((VigieShift *) shifts->pdata[0])->from_usec, ==, vigie_test_time (from));
  g_assert_cmpint (((VigieShift *) shifts->pdata[shifts->len - 1])->to_usec, ==, vigie_test_time (to));
}

/* ---- The turns ---- */

static void
test_year_end (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben cyd", "2026-12-14", "08:00", "Africa/Abidjan", 1);
  assert_shifts (fixture, "L3", "2026-12-20T00:00:00Z", "2027-01-12T00:00:00Z",
                 "ann 2026-12-20T00:00, ben 2026-12-21T08:00, cyd 2026-12-28T08:00, ann 2027-01-04T08:00, ben 2027-01-11T08:00");
}

static void
test_two_weeks (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben", "2026-11-23", "00:00", "Africa/Abidjan", 2);
  assert_shifts (fixture, "L3", "2026-11-23T00:00:00Z", "2026-12-22T00:00:00Z",
                 "ann 2026-11-23T00:00, ben 2026-12-07T00:00, ann 2026-12-21T00:00");
}

static void
test_starts_later (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann", "2026-11-30", "08:00", "Africa/Abidjan", 1);
  assert_shifts (fixture, "L3", "2026-11-23T00:00:00Z", "2026-12-08T00:00:00Z", "- 2026-11-23T00:00, ann 2026-11-30T08:00, ann 2026-12-07T08:00");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieShift) now = vigie_rota_at (fixture->rota, "L3", fixture->now_usec, &fixture->lookup);
  g_autoptr(VigieShift) next = vigie_rota_next (fixture->rota, "L3", fixture->now_usec, &fixture->lookup);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_true (vigie_rota_is_empty (fixture->rota));
  g_assert_null (now->person);
  g_assert_null (next);
  g_assert_cmpuint (vigie_rota_count_open_weeks (fixture->rota, vigie_test_playbook (), fixture->now_usec, 8, utc, NULL), ==, 8);
  assert_shifts (fixture, "L1", "2026-11-23T00:00:00Z", "2026-12-08T00:00:00Z", "- 2026-11-23T00:00");
}

/* A new order of people does not change who was on call before it starts. */
static void
test_new_order (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  set (fixture, "L3", "cyd dan", "2026-12-09", "10:00", "Africa/Abidjan", 1);
  assert_shifts (fixture, "L3", "2026-11-29T00:00:00Z", "2026-12-17T00:00:00Z",
                 "ann 2026-11-29T00:00, ben 2026-11-30T08:00, ann 2026-12-07T08:00, cyd 2026-12-09T10:00, dan 2026-12-16T10:00");
  set (fixture, "L3", "", "2026-12-16", "10:00", "Africa/Abidjan", 1);
  assert_shifts (fixture, "L3", "2026-12-15T00:00:00Z", "2026-12-30T00:00:00Z", "cyd 2026-12-15T00:00, - 2026-12-16T10:00");
}

/* Hand-overs stay at 08:00 in Paris: 07:00 UTC in winter, 06:00 in summer. Summer time begins on 28 March 2027. */
static void
test_summer_time (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L2", "ann ben", "2027-03-15", "08:00", "Europe/Paris", 1);
  assert_shifts (fixture, "L2", "2027-03-15T07:00:00Z", "2027-04-06T00:00:00Z",
                 "ann 2027-03-15T07:00, ben 2027-03-22T07:00, ann 2027-03-29T06:00, ben 2027-04-05T06:00");
  /* And back on 31 October. */
  assert_shifts (fixture, "L2", "2027-10-25T06:00:00Z", "2027-11-02T00:00:00Z", "ann 2027-10-25T06:00, ben 2027-11-01T07:00");
}

/* At 02:30 of the night in which that time does not exist, nothing is lost and nothing is counted twice. */
static void
test_missing_hour (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) shifts = NULL;

  set (fixture, "L2", "ann ben", "2027-03-21", "02:30", "Europe/Paris", 1);
  shifts = vigie_rota_shifts (fixture->rota, "L2", vigie_test_time ("2027-03-21T01:30:00Z"), vigie_test_time ("2027-04-04T00:30:00Z"), &fixture->lookup);
  g_assert_cmpuint (shifts->len, ==, 2);
}

/* ---- Exceptions ---- */

static void
test_mid_week (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  substitute (fixture, "L3", "cyd", "2026-11-25T08:00:00Z", "2026-11-27T18:00:00Z");
  assert_shifts (fixture, "L3", "2026-11-23T08:00:00Z", "2026-12-07T08:00:00Z",
                 "ann 2026-11-23T08:00, cyd(ann) 2026-11-25T08:00, ann 2026-11-27T18:00, ben 2026-11-30T08:00");
}

/* Over a hand-over: two stretches, because two people are relieved. */
static void
test_across_handover (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben", "2026-12-21", "08:00", "Africa/Abidjan", 1);
  substitute (fixture, "L3", "cyd", "2026-12-26T08:00:00Z", "2027-01-02T08:00:00Z");
  assert_shifts (fixture, "L3", "2026-12-24T00:00:00Z", "2027-01-05T00:00:00Z",
                 "ann 2026-12-24T00:00, cyd(ann) 2026-12-26T08:00, cyd(ben) 2026-12-28T08:00, ben 2027-01-02T08:00, ann 2027-01-04T08:00");
}

static void
test_absent_substitute (Fixture *fixture, gconstpointer data)
{
  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  substitute (fixture, "L3", "cyd", "2026-11-25T08:00:00Z", "2026-11-27T08:00:00Z");
  absent (fixture, "cyd", "2026-11-26T00:00:00Z", "2026-11-28T00:00:00Z");
  assert_shifts (fixture, "L3", "2026-11-25T00:00:00Z", "2026-11-28T00:00:00Z",
                 "ann 2026-11-25T00:00, cyd(ann) 2026-11-25T08:00, -[cyd] 2026-11-26T00:00, ann 2026-11-27T08:00");
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  const VigieEvent *event, *away;
  g_autoptr(GError) error = NULL;

  set (fixture, "L3", "ann", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  event = substitute (fixture, "L3", "cyd", "2026-11-25T08:00:00Z", "2026-11-27T08:00:00Z");
  away = absent (fixture, "ann", "2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");
  record (fixture, fixture->device, vigie_rota_act_withdraw (fixture->rota, event, NULL, "Awa", fixture->now_usec, NULL));
  record (fixture, fixture->device, vigie_rota_act_withdraw (fixture->rota, away, "stays", "Awa", fixture->now_usec, NULL));
  assert_shifts (fixture, "L3", "2026-11-24T00:00:00Z", "2026-11-29T00:00:00Z", "ann 2026-11-24T00:00");
  g_assert_null (vigie_rota_act_withdraw (fixture->rota, event, NULL, "Awa", fixture->now_usec, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
}

/* ---- What is wrong with it ---- */

static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) gaps = NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *words = NULL;
  gint64 now_usec = vigie_test_time ("2026-11-24T00:00:00Z");

  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  absent (fixture, "ben", "2026-12-05T00:00:00Z", "2026-12-08T00:00:00Z");
  gaps = vigie_rota_gaps (fixture->rota, vigie_test_playbook (), now_usec, now_usec + 4 * VIGIE_WEEK_USEC, &fixture->lookup);
  words = words_of (gaps);
  g_assert_cmpstr (words, ==, "-[ben] 2026-12-05T00:00");
  /* Saturday to Monday morning: it touches two weeks. */
  g_assert_cmpuint (vigie_rota_count_open_weeks (fixture->rota, vigie_test_playbook (), now_usec, 4, utc, &fixture->lookup), ==, 2);
  /* What is past is no gap. */
  g_assert_cmpuint (vigie_rota_count_open_weeks (fixture->rota, vigie_test_playbook (), vigie_test_time ("2026-11-23T09:00:00Z"), 1, utc, &fixture->lookup), ==, 0);
}

static void
test_two_levels (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) doubles = NULL;
  const VigieDoubleBooking *one;

  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  set (fixture, "management", "cyd ben", "2026-11-24", "08:00", "Africa/Abidjan", 1);
  doubles = vigie_rota_double_bookings (fixture->rota, vigie_test_playbook (), vigie_test_time ("2026-11-23T00:00:00Z"),
                                        vigie_test_time ("2026-12-07T00:00:00Z"), &fixture->lookup);
  g_assert_cmpuint (doubles->len, ==, 1);
  one = doubles->pdata[0];
  g_assert_cmpstr (one->person, ==, "ben");
  g_assert_cmpint (one->from_usec, ==, vigie_test_time ("2026-12-01T08:00:00Z"));
  g_assert_cmpint (one->to_usec, ==, vigie_test_time ("2026-12-07T00:00:00Z"));
}

static void
test_now_and_next (Fixture *fixture, gconstpointer data)
{
  gint64 at_usec = vigie_test_time ("2026-11-26T00:00:00Z");
  g_autoptr(VigieShift) now = NULL;
  g_autoptr(VigieShift) next = NULL;
  g_autoptr(VigieShift) of = NULL;

  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  now = vigie_rota_at (fixture->rota, "L3", at_usec, &fixture->lookup);
  next = vigie_rota_next (fixture->rota, "L3", at_usec, &fixture->lookup);
  of = vigie_rota_of_person (fixture->rota, vigie_test_playbook (), "ann", at_usec, &fixture->lookup);
  g_assert_cmpstr (now->person, ==, "ann");
  g_assert_cmpint (now->from_usec, ==, vigie_test_time ("2026-11-23T08:00:00Z"));
  g_assert_cmpint (now->to_usec, ==, vigie_test_time ("2026-11-30T08:00:00Z"));
  g_assert_cmpstr (next->person, ==, "ben");
  g_assert_cmpstr (of->level, ==, "L3");
  g_assert_null (vigie_rota_of_person (fixture->rota, vigie_test_playbook (), "ben", at_usec, &fixture->lookup));
}

/* ---- Written apart, and what cannot be read ---- */

static void
test_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieRota) before = vigie_rota_ref (fixture->rota);
  const char *const ann[] = { "ann", NULL }, *const ben[] = { "ben", NULL };

  record (fixture, fixture->device, vigie_rota_act_set (before, "L3", ann, "2026-11-23", "08:00", "UTC", 1, "Awa", fixture->now_usec, NULL));
  record (fixture, fixture->other, vigie_rota_act_set (before, "L3", ben, "2026-11-23", "08:00", "UTC", 1, "Yao", fixture->now_usec, NULL));
  g_assert_cmpstr (vigie_rota_rotation (fixture->rota, "L3")->people->pdata[0], ==, "ben");
  g_assert_cmpuint (vigie_rota_rotation (fixture->rota, "L3")->n_apart, ==, 1);
  set (fixture, "L3", "ann", "2026-11-23", "08:00", "UTC", 1);
  g_assert_cmpuint (vigie_rota_rotation (fixture->rota, "L3")->n_apart, ==, 0);
}

/* The one that did not count is kept, whole; what follows it is settled. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr(VigieRota) before = vigie_rota_ref (fixture->rota);
  const char *const ann[] = { "ann", "cyd", NULL }, *const ben[] = { "ben", NULL };
  g_autoptr(GPtrArray) rivals = NULL, after = NULL, other = NULL;

  record (fixture, fixture->device, vigie_rota_act_set (before, "L3", ann, "2026-11-02", "09:30", "Europe/Paris", 2, "Awa", fixture->now_usec, NULL));
  record (fixture, fixture->other, vigie_rota_act_set (before, "L3", ben, "2026-11-23", "08:00", "UTC", 1, "Yao", fixture->now_usec, NULL));
  rivals = vigie_rota_rivals (fixture->rota, "L3");
  g_assert_cmpuint (rivals->len, ==, 2);
  g_assert_true (rivals->pdata[0] == vigie_rota_rotation (fixture->rota, "L3"));
  other = vigie_rota_rivals (fixture->rota, "L2");
  g_assert_cmpuint (other->len, ==, 0);
  record (fixture, fixture->other, vigie_rota_act_keep (fixture->rota, rivals->pdata[1], "Yao", fixture->now_usec, NULL));
  after = vigie_rota_rivals (fixture->rota, "L3");
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpstr (vigie_rota_rotation (fixture->rota, "L3")->people->pdata[1], ==, "cyd");
  g_assert_cmpuint (vigie_rota_rotation (fixture->rota, "L3")->weeks, ==, 2);
  g_assert_cmpuint (vigie_rota_rotation (fixture->rota, "L3")->handover_minutes, ==, 9 * 60 + 30);
  g_assert_cmpstr (vigie_rota_rotation (fixture->rota, "L3")->zone, ==, "Europe/Paris");
  assert_shifts (fixture, "L3", "2026-11-02T08:30:00Z", "2026-11-20T00:00:00Z", "ann 2026-11-02T08:30, cyd 2026-11-16T08:30");
}

static void
test_bad_bodies (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *kind, *body; } cases[] = {
    { "rota.set", "{}" },
    { "rota.set", "{\"level\":\"L3\",\"people\":\"ann\",\"starts\":\"2026-11-23\",\"handover\":\"08:00\",\"zone\":\"UTC\"}" },
    { "rota.set", "{\"level\":\"L3\",\"people\":[\"ann\"],\"starts\":\"2026-11-31\",\"handover\":\"08:00\",\"zone\":\"UTC\"}" },
    { "rota.set", "{\"level\":\"L3\",\"people\":[\"ann\"],\"starts\":\"2026-11-23\",\"handover\":\"24:00\",\"zone\":\"UTC\"}" },
    { "rota.set", "{\"level\":\"L3\",\"people\":[\"ann\"],\"starts\":\"2026-11-23\",\"handover\":\"08:00\",\"zone\":\"UTC\",\"weeks\":0}" },
    { "rota.substituted", "{\"level\":\"L3\",\"person\":\"ann\",\"from\":\"2026-11-24T00:00:00Z\",\"to\":\"2026-11-23T00:00:00Z\"}" },
    { "rota.absent", "{\"person\":\"ann\",\"from\":\"2026-11-24T00:00:00Z\"}" },
    { "rota.withdrawn", "{}" },
    { "rota.imported", "{\"level\":\"L3\",\"from\":\"2026-11-24T00:00:00Z\",\"to\":\"2026-11-25T00:00:00Z\",\"shifts\":[1]}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);

      g_ptr_array_add (drafts, vigie_draft_new (VIGIE_STREAM_DIRECTORY, cases[i].kind, fixture->now_usec, "Awa", g_strdup (cases[i].body)));
      record (fixture, fixture->device, drafts);
      g_assert_cmpuint (vigie_rota_n_set_aside (fixture->rota), ==, i + 1);
      g_assert_true (vigie_rota_is_empty (fixture->rota));
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *starts, *handover, *zone; guint weeks; } cases[] = {
    { "23/11/2026", "08:00", "UTC", 1 }, { "2026-02-30", "08:00", "UTC", 1 }, { "2026-11-23", "8:00", "UTC", 1 },
    { "2026-11-23", "08:00", "", 1 }, { "2026-11-23", "08:00", "UTC", 0 }, { "2026-11-23", "08:00", "UTC", 53 },
  };
  const char *const people[] = { "ann", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_rota_act_set (fixture->rota, "L3", people, cases[i].starts, cases[i].handover, cases[i].zone, cases[i].weeks,
                                         "Awa", fixture->now_usec, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

/* ---- A calendar ---- */

static VigieReadShift *
read_shift (const char *person, const char *from, const char *to)
{
  VigieReadShift *shift = g_new0 (VigieReadShift, 1);

  shift->person = g_strdup (person);
  shift->from_usec = vigie_test_time (from);
  shift->to_usec = vigie_test_time (to);

  return shift;
}

static void
import (Fixture *fixture, const char *from, const char *to, GPtrArray *shifts)
{
  record (fixture, fixture->device,
          vigie_rota_act_import (fixture->rota, "L3", shifts, vigie_test_time (from), vigie_test_time (to), "team.ics", "Awa", fixture->now_usec, NULL));
}

static void
test_calendar (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_read_shift_free);

  set (fixture, "L3", "ann", "2026-11-16", "08:00", "Africa/Abidjan", 4);
  g_ptr_array_add (shifts, read_shift ("dan", "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"));
  g_ptr_array_add (shifts, read_shift ("cyd", "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z"));
  import (fixture, "2026-11-23T00:00:00Z", "2026-11-27T00:00:00Z", shifts);
  assert_shifts (fixture, "L3", "2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z",
                 "ann 2026-11-22T00:00, cyd 2026-11-23T00:00, dan 2026-11-25T00:00, - 2026-11-26T00:00, ann 2026-11-27T00:00");
  substitute (fixture, "L3", "eve", "2026-11-26T00:00:00Z", "2026-11-26T12:00:00Z");
  g_ptr_array_remove_index (shifts, 0);
  import (fixture, "2026-11-23T00:00:00Z", "2026-11-27T00:00:00Z", shifts);
  assert_shifts (fixture, "L3", "2026-11-23T00:00:00Z", "2026-11-27T00:00:00Z",
                 "cyd 2026-11-23T00:00, - 2026-11-25T00:00, eve 2026-11-26T00:00, - 2026-11-26T12:00");
}

/* Whatever the order the events come in. */
static void
test_any_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) reversed = g_ptr_array_new ();
  g_autoptr(VigieRota) rota = NULL;
  g_autoptr(GPtrArray) one = NULL;
  g_autoptr(GPtrArray) two = NULL;
  g_autofree char *expected = NULL, *words = NULL;
  gint64 from_usec = vigie_test_time ("2026-11-23T00:00:00Z");

  set (fixture, "L3", "ann ben", "2026-11-23", "08:00", "Africa/Abidjan", 1);
  substitute (fixture, "L3", "cyd", "2026-11-25T08:00:00Z", "2026-11-27T18:00:00Z");
  substitute (fixture, "L3", "dan", "2026-11-26T08:00:00Z", "2026-11-28T18:00:00Z");
  set (fixture, "L3", "ben ann", "2026-12-07", "08:00", "Africa/Abidjan", 1);
  for (guint i = fixture->events->len; i > 0; i--)
    g_ptr_array_add (reversed, fixture->events->pdata[i - 1]);
  rota = vigie_rota_fold (reversed);
  one = vigie_rota_shifts (fixture->rota, "L3", from_usec, from_usec + 10 * VIGIE_WEEK_USEC, &fixture->lookup);
  two = vigie_rota_shifts (rota, "L3", from_usec, from_usec + 10 * VIGIE_WEEK_USEC, &fixture->lookup);
  expected = words_of (one);
  words = words_of (two);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_weeks (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  gint64 week_usec = vigie_week_start (vigie_test_time ("2027-03-28T12:00:00Z"), paris);

  g_assert_cmpint (week_usec, ==, vigie_test_time ("2027-03-21T23:00:00Z"));
  g_assert_cmpint (vigie_week_add (week_usec, 1, paris), ==, vigie_test_time ("2027-03-28T22:00:00Z"));
  g_assert_cmpint (vigie_week_add (week_usec, 2, paris), ==, vigie_test_time ("2027-04-04T22:00:00Z"));
  g_assert_cmpint (vigie_week_add (vigie_week_add (week_usec, 1, paris), -1, paris), ==, week_usec);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*run) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "/core/rota/over-the-years-end", test_year_end },
    { "/core/rota/turns-of-two-weeks", test_two_weeks },
    { "/core/rota/starts-later", test_starts_later },
    { "/core/rota/empty", test_empty },
    { "/core/rota/new-order-keeps-the-past", test_new_order },
    { "/core/rota/summer-time", test_summer_time },
    { "/core/rota/missing-hour", test_missing_hour },
    { "/core/rota/substitution-in-mid-week", test_mid_week },
    { "/core/rota/substitution-over-a-hand-over", test_across_handover },
    { "/core/rota/absent-substitute", test_absent_substitute },
    { "/core/rota/withdrawn", test_withdrawn },
    { "/core/rota/gaps", test_gaps },
    { "/core/rota/two-levels", test_two_levels },
    { "/core/rota/now-and-next", test_now_and_next },
    { "/core/rota/written-apart", test_apart },
    { "/core/rota/one-is-kept", test_keep },
    { "/core/rota/bad-bodies", test_bad_bodies },
    { "/core/rota/refused", test_refused },
    { "/core/rota/calendar", test_calendar },
    { "/core/rota/any-order", test_any_order },
    { "/core/rota/weeks", test_weeks },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
