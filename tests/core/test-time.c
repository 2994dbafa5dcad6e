/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-error.h"
#include "vigie-time.h"

/* A Sunday. */
#define NOW "2026-11-22T14:40:00Z"
#define NB "\u00a0"

static gint64
at (const char *rfc3339)
{
  g_autoptr (GError) error = NULL;
  gint64 time_usec = VIGIE_TIME_NONE;

  g_assert_true (vigie_time_parse_rfc3339 (rfc3339, &time_usec, &error));
  g_assert_no_error (error);
  return time_usec;
}

static GTimeZone *
zone (const char *name)
{
  GTimeZone *tz = g_time_zone_new_identifier (name);

  g_assert_nonnull (tz);
  return tz;
}

static void
test_rfc3339 (void)
{
  static const struct
  {
    const char *text;
    gint64 time_usec;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T00:00:00.000001Z", 1 },
    { "2026-11-22T03:04:05Z", G_GINT64_CONSTANT (1795316645000000) },
    { "2026-11-22T03:04:05.5Z", G_GINT64_CONSTANT (1795316645500000) },
    { "2026-11-22T03:04:05.1234567Z", G_GINT64_CONSTANT (1795316645123456) },
    { "2026-11-22t03:04:05z", G_GINT64_CONSTANT (1795316645000000) },
    { "2026-11-22 03:04:05Z", G_GINT64_CONSTANT (1795316645000000) },
    { "2026-11-22T04:34:05+01:30", G_GINT64_CONSTANT (1795316645000000) },
    { "2026-11-21T23:04:05-04:00", G_GINT64_CONSTANT (1795316645000000) },
    { "2026-11-22T03:04Z", G_GINT64_CONSTANT (1795316640000000) },
    { "2024-02-29T00:00:00Z", G_GINT64_CONSTANT (1709164800000000) },
    { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000000) },
    { "9999-12-31T23:59:59.999999Z", G_GINT64_CONSTANT (253402300799999999) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (at (cases[i].text), ==, cases[i].time_usec);
}

static void
test_rfc3339_refused (void)
{
  static const char *const cases[] = {
    "", "now", "2026-11-22", "2026-11-22T03:04:05", "2026-11-22T03Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-00T00:00:00Z",
    "2026-11-22T24:00:00Z", "2026-11-22T03:60:00Z", "2026-11-22T03:04:61Z", "2026-11-22T03:04:05.Z",
    "2026-11-22T03:04:05+0100", "2026-11-22T03:04:05+24:00", "2026-11-22T03:04:05+01:60",
    "2026-11-22T03:04:05Zx", " 2026-11-22T03:04:05Z", "26-11-22T03:04:05Z", "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00Z",
    "2026-1-22T03:04:05Z", "-026-11-22T03:04:05Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_usec = 17;

      g_test_message ("%s", cases[i]);
      g_assert_false (vigie_time_parse_rfc3339 (cases[i], &time_usec, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      g_assert_cmpint (time_usec, ==, 17);
    }
  g_assert_false (vigie_time_parse_rfc3339 (NULL, &(gint64){ 0 }, NULL));
}

static void
test_format_rfc3339 (void)
{
  static const char *const texts[] = {
    "1970-01-01T00:00:00Z", "2026-11-22T03:04:05Z", "2026-11-22T03:04:05.5Z",
    "2026-11-22T03:04:05.000001Z", "2024-02-29T23:59:59.12Z", "2000-03-01T00:00:00Z",
    "2100-02-28T12:00:00Z", "9999-12-31T23:59:59.999999Z",
  };
  g_autofree char *before_1970 = vigie_time_format_rfc3339 (-1);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = vigie_time_format_rfc3339 (at (texts[i]));

      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_cmpstr (before_1970, ==, "1969-12-31T23:59:59.999999Z");
}

/* Every day of four centuries goes there and back. */
static void
test_every_day (void)
{
  for (gint64 day = 0; day < 366 * 400; day++)
    {
      g_autofree char *text = vigie_time_format_rfc3339 (day * VIGIE_DAY_USEC);

      g_assert_cmpint (at (text), ==, day * VIGIE_DAY_USEC);
    }
}

static void
check_short (const char *text, const char *now, GTimeZone *tz, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  gint64 time_usec = 17;

  if (expected == NULL)
    {
      g_assert_false (vigie_time_parse (text, at (now), tz, &time_usec, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
      g_assert_cmpint (time_usec, ==, 17);
      return;
    }

  g_assert_true (vigie_time_parse (text, at (now), tz, &time_usec, &error));
  g_assert_no_error (error);
  found = vigie_time_format_rfc3339 (time_usec);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_short_forms (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "2026-11-20T03:04:05Z", "2026-11-20T03:04:05Z" },
    { "2026-11-20T03:04:05+01:00", "2026-11-20T02:04:05Z" },
    { "-5", "2026-11-22T14:35:00Z" },
    { "−5", "2026-11-22T14:35:00Z" },
    { "- 5 min", "2026-11-22T14:35:00Z" },
    { "-90", "2026-11-22T13:10:00Z" },
    { "-1h30", "2026-11-22T13:10:00Z" },
    { "-1 h 30", "2026-11-22T13:10:00Z" },
    { "-1H", "2026-11-22T13:40:00Z" },
    { "-0", "2026-11-22T14:40:00Z" },
    { "14:32", "2026-11-22T14:32:00Z" },
    { " 14:32 ", "2026-11-22T14:32:00Z" },
    { "14h32", "2026-11-22T14:32:00Z" },
    { "14\u202fh\u202f32", "2026-11-22T14:32:00Z" },
    { "14h", "2026-11-22T14:00:00Z" },
    { "9:05", "2026-11-22T09:05:00Z" },
    { "14:32:10", "2026-11-22T14:32:10Z" },
    { "14:45", "2026-11-22T14:45:00Z" },
    { "14:46", "2026-11-21T14:46:00Z" },
    { "23:10", "2026-11-21T23:10:00Z" },
    { "hier 23:10", "2026-11-21T23:10:00Z" },
    { "Hier 9h", "2026-11-21T09:00:00Z" },
    { "yesterday 23:10", "2026-11-21T23:10:00Z" },
    { "YESTERDAY 23:10", "2026-11-21T23:10:00Z" },
    { "aujourd’hui 23:10", "2026-11-22T23:10:00Z" },
    { "today 23:10", "2026-11-22T23:10:00Z" },
    { "avant-hier 08:00", "2026-11-20T08:00:00Z" },
    { "2026-11-22 14:32", "2026-11-22T14:32:00Z" },
    { "2026-11-22T14:32", "2026-11-22T14:32:00Z" },
    { "2026-11-22  14h32", "2026-11-22T14:32:00Z" },
    { "22/11 14:32", "2026-11-22T14:32:00Z" },
    { "1/2 9:00", "2026-02-01T09:00:00Z" },
    { "22/11/2025 14:32", "2025-11-22T14:32:00Z" },
    { "", NULL }, { "-", NULL }, { "5", NULL }, { "-5x", NULL }, { "-1h75", NULL }, { "-1h30x", NULL },
    { "-9999999", NULL }, { "24:00", NULL }, { "14:60", NULL }, { "14:5", NULL }, { "14:32:60", NULL },
    { "14h5", NULL }, { "hier", NULL }, { "hierarchie 14:00", NULL }, { "demain 14:00", NULL },
    { "32/11 14:00", NULL }, { "22/13 14:00", NULL }, { "22/11", NULL }, { "2026-02-30 14:00", NULL },
    { "2026-11-22", NULL }, { "14:32 x", NULL }, { "x14:32", NULL }, { "\xff", NULL }, { "1969-01-01 10:00", NULL },
    { "5 minutes ago", NULL }, { NULL, NULL },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_short (cases[i].text, NOW, utc, cases[i].expected);
}

static void
test_short_forms_around_midnight (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) paris = zone ("+01:00");

  check_short ("23:58", "2026-11-23T00:01:00Z", utc, "2026-11-22T23:58:00Z");
  check_short ("00:02", "2026-11-22T23:59:00Z", utc, "2026-11-22T00:02:00Z");
  check_short ("hier 23:58", "2026-03-01T00:01:00Z", utc, "2026-02-28T23:58:00Z");
  check_short ("31/12 23:50", "2027-01-01T00:10:00Z", utc, "2026-12-31T23:50:00Z");
  check_short ("29/02 10:00", "2025-01-10T00:00:00Z", utc, "2024-02-29T10:00:00Z");
  /* 23:30 UTC is already tomorrow there. */
  check_short ("00:15", "2026-11-22T23:30:00Z", paris, "2026-11-22T23:15:00Z");
  check_short ("hier 22:00", "2026-11-22T23:30:00Z", paris, "2026-11-22T21:00:00Z");
  check_short ("2026-11-22 14:32", "2026-11-22T23:30:00Z", paris, "2026-11-22T13:32:00Z");
}

static void
test_message (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  gint64 time_usec;

  g_assert_false (vigie_time_parse ("soon\nish", 0, utc, &time_usec, &error));
  g_assert_cmpstr (error->message, ==,
                   "“soon…” is not a time; write for example 14:32, -5 (minutes ago) or "
                   "2026-11-22 14:32.");
}

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = (call);                                                               \
    g_assert_cmpstr (text_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_formats (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) east = zone ("+05:30");
  g_autoptr (GTimeZone) west = zone ("-03:00");
  gint64 t = at ("2026-11-22T03:04:59.9Z");

  assert_text (vigie_time_format_clock (t, utc), "03:04");
  assert_text (vigie_time_format_clock (t, east), "08:34");
  assert_text (vigie_time_format_clock_zone (t, utc), "03:04 GMT");
  assert_text (vigie_time_format_clock_zone (t, east), "08:34 GMT+05:30");
  assert_text (vigie_time_format_clock_zone (t, west), "00:04 GMT-03:00");
  assert_text (vigie_time_format_date (t, utc, VIGIE_LANG_FR), "22 nov. 2026");
  assert_text (vigie_time_format_date (t, utc, VIGIE_LANG_EN), "22 Nov 2026");
  assert_text (vigie_time_format_long_date (t, utc, VIGIE_LANG_FR), "dimanche 22 novembre 2026");
  assert_text (vigie_time_format_long_date (t, utc, VIGIE_LANG_EN), "Sunday 22 November 2026");
  assert_text (vigie_time_format_full (t, utc, VIGIE_LANG_FR), "22 nov. 2026, 03:04 GMT");
  assert_text (vigie_time_format_full (t, utc, VIGIE_LANG_EN), "22 Nov 2026, 03:04 GMT");
  assert_text (vigie_time_format_long_date (at ("2026-08-01T00:00Z"), utc, VIGIE_LANG_FR),
               "samedi 1er août 2026");
  assert_text (vigie_time_format_date (at ("2026-02-01T00:00Z"), utc, VIGIE_LANG_EN),
               "1 Feb 2026");
}

static void
test_unset (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  assert_text (vigie_time_format_clock (VIGIE_TIME_NONE, utc), "");
  assert_text (vigie_time_format_clock_zone (VIGIE_TIME_NONE, utc), "");
  assert_text (vigie_time_format_date (VIGIE_TIME_NONE, utc, VIGIE_LANG_FR), "");
  assert_text (vigie_time_format_long_date (VIGIE_TIME_NONE, utc, VIGIE_LANG_FR), "");
  assert_text (vigie_time_format_full (VIGIE_TIME_NONE, utc, VIGIE_LANG_FR), "");
  assert_text (vigie_time_format_near (VIGIE_TIME_NONE, 0, utc, VIGIE_LANG_FR), "");
  g_assert_false (vigie_time_same_day (VIGIE_TIME_NONE, VIGIE_TIME_NONE, utc));
  g_assert_cmpint (vigie_time_day_start (VIGIE_TIME_NONE, utc), ==, VIGIE_TIME_NONE);
}

static void
test_near (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 now = at (NOW);

  assert_text (vigie_time_format_near (at ("2026-11-22T03:04Z"), now, utc, VIGIE_LANG_FR), "03:04");
  assert_text (vigie_time_format_near (at ("2026-11-21T23:10Z"), now, utc, VIGIE_LANG_FR),
               "21 nov. 23:10");
  assert_text (vigie_time_format_near (at ("2026-11-23T01:00Z"), now, utc, VIGIE_LANG_EN),
               "23 Nov 01:00");
  assert_text (vigie_time_format_near (at ("2025-11-22T03:04Z"), now, utc, VIGIE_LANG_FR),
               "22 nov. 2025, 03:04");
}

static void
test_days (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) east = zone ("+05:30");
  gint64 late = at ("2026-11-22T23:59:59.999999Z");
  gint64 next = at ("2026-11-23T00:00:00Z");

  g_assert_true (vigie_time_same_day (late, at ("2026-11-22T00:00Z"), utc));
  g_assert_false (vigie_time_same_day (late, next, utc));
  g_assert_true (vigie_time_same_day (late, next, east));
  g_assert_cmpint (vigie_time_day_start (late, utc), ==, at ("2026-11-22T00:00Z"));
  g_assert_cmpint (vigie_time_day_start (next, utc), ==, next);
  g_assert_cmpint (vigie_time_day_start (next, east), ==, at ("2026-11-22T18:30Z"));
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 seconds;
    const char *fr, *span_fr;
  } cases[] = {
    { 0, "0" NB "s", "0" NB "s" },
    { 46, "46" NB "s", "46" NB "s" },
    { 60, "1" NB "min", "1" NB "min" },
    { 226, "3" NB "min" NB "46", "3" NB "min" NB "46" },
    { 185, "3" NB "min" NB "05", "3" NB "min" NB "05" },
    { 299, "4" NB "min" NB "59", "4" NB "min" NB "59" },
    { 300, "5" NB "min", "5" NB "min" },
    { 359, "5" NB "min", "5" NB "min" },
    { 900, "15" NB "min", "15" NB "min" },
    { 2220, "37" NB "min", "37" NB "min" },
    { 3600, "1" NB "h", "1" NB "h" },
    { 5400, "1" NB "h" NB "30", "90" NB "min" },
    { 12180, "3" NB "h" NB "23", "3" NB "h" NB "23" },
    { 10920, "3" NB "h" NB "02", "3" NB "h" NB "02" },
    { 14400, "4" NB "h", "4" NB "h" },
    { 86400, "1" NB "j", "24" NB "h" },
    { 187200, "2" NB "j" NB "4" NB "h", "52" NB "h" },
    { 259200, "3" NB "j", "72" NB "h" },
    { 432000, "5" NB "j", "5" NB "j" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 duration_usec = cases[i].seconds * VIGIE_SECOND_USEC;

      assert_text (vigie_duration_format (duration_usec, VIGIE_LANG_FR), cases[i].fr);
      assert_text (vigie_duration_format (-duration_usec, VIGIE_LANG_FR), cases[i].fr);
      assert_text (vigie_duration_format_span (duration_usec, VIGIE_LANG_FR), cases[i].span_fr);
    }
  assert_text (vigie_duration_format (187200 * VIGIE_SECOND_USEC, VIGIE_LANG_EN),
               "2" NB "d" NB "4" NB "h");
  assert_text (vigie_duration_format_span (5 * VIGIE_DAY_USEC, VIGIE_LANG_EN), "5" NB "d");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time/rfc3339", test_rfc3339);
  g_test_add_func ("/core/time/rfc3339-refused", test_rfc3339_refused);
  g_test_add_func ("/core/time/format-rfc3339", test_format_rfc3339);
  g_test_add_func ("/core/time/every-day", test_every_day);
  g_test_add_func ("/core/time/short-forms", test_short_forms);
  g_test_add_func ("/core/time/short-forms-around-midnight", test_short_forms_around_midnight);
  g_test_add_func ("/core/time/message", test_message);
  g_test_add_func ("/core/time/formats", test_formats);
  g_test_add_func ("/core/time/unset", test_unset);
  g_test_add_func ("/core/time/near", test_near);
  g_test_add_func ("/core/time/days", test_days);
  g_test_add_func ("/core/time/durations", test_durations);
  return g_test_run ();
}
