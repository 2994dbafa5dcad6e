/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendars in and out: through vigie-reader as it is built, and through other programs where they are installed. */

#include "vigie-test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "vigie-calendar.h"
#include "vigie-error.h"
#include "vigie-foreign-calendar.h"
#include "vigie-rota-act.h"
#include "vigie-time.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\n"
#define FROM "2026-11-23T00:00:00Z"
#define TO "2027-11-23T00:00:00Z"

static GTimeZone *
look_up (const char *id, gpointer data)
{
  GHashTable *zones = data;
  GTimeZone *zone = g_hash_table_lookup (zones, id);

  if (zone == NULL && (zone = g_time_zone_new_identifier (id)) != NULL)
    g_hash_table_insert (zones, g_strdup (id), zone);

  return zone;
}

static char *
write_file (const char *text, gssize length)
{
  g_autofree char *folder = g_dir_make_tmp ("vigie-calendar-XXXXXX", NULL);
  char *path = g_build_filename (folder, "a.ics", NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));

  return path;
}

static void
remove_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static VigieForeignCalendar *
read_text (const char *text, GError **error)
{
  g_autofree char *path = write_file (text, -1);
  VigieForeignCalendar *calendar = vigie_foreign_calendar_read (path, vigie_test_time (FROM), vigie_test_time (TO), "Africa/Abidjan", NULL, error);

  remove_file (path);

  return calendar;
}

static char *
words_of (const VigieForeignCalendar *calendar)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < calendar->shifts->len; i++)
    {
      const VigieForeignShift *shift = calendar->shifts->pdata[i];
      g_autofree char *from = vigie_time_format_rfc3339 (shift->from_usec);
      g_autofree char *to = vigie_time_format_rfc3339 (shift->to_usec);

      g_string_append_printf (words, "%s%s %.16s %.16s", words->len > 0 ? ", " : "", shift->person, from, to);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static const struct { const char *name, *text, *expected; } cases[] = {
  /* Paris puts its clocks forward on 28 March 2027: 08:00 stays 08:00. Every second Monday, one left out, one moved. */
  { "recurrence", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Paris:20270315T080000\r\nDTEND;TZID=Europe/Paris:20270322T080000\r\n"
                  "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270501T000000Z\r\nEXDATE;TZID=Europe/Paris:20270412T080000\r\nSUMMARY:Ann\r\nEND:VEVENT\r\n"
                  "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Paris:20270329T080000\r\nDTSTART;TZID=Europe/Paris:20270329T100000\r\n"
                  "DURATION:P7D\r\nSUMMARY:Cyd\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2027-03-15T07:00 2027-03-22T07:00, Cyd 2027-03-29T08:00 2027-04-05T08:00, Ann 2027-04-26T06:00 2027-05-03T06:00" },
  /* A week over the change has an hour less, and ends where the next one begins. */
  { "summer-time", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Paris:20270322T080000\r\nDURATION:P1W\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"
                   "SUMMARY:Ann\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2027-03-22T07:00 2027-03-29T06:00, Ann 2027-03-29T06:00 2027-04-05T06:00" },
  /* A zone that only the calendar itself knows: two hours ahead, three from April on. */
  { "own-zone", HEAD "BEGIN:VTIMEZONE\r\nTZID:Team time\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\n"
                "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:20270401T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
                "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Team time:20270329T080000\r\nDTEND;TZID=Team time:20270405T080000\r\nSUMMARY:Ann\r\nEND:VEVENT\r\n"
                "END:VCALENDAR\r\n",
    "Ann 2027-03-29T06:00 2027-04-05T05:00" },
  /* From the second Monday on Cyd, at 10:00 instead of 08:00, over the change of clocks; one week falls away, one is swapped. */
  { "this-and-future", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Paris:20270315T080000\r\nDURATION:P7D\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\n"
                       "EXDATE;TZID=Europe/Paris:20270405T080000\r\nSUMMARY:Ann\r\nEND:VEVENT\r\n"
                       "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20270322T080000\r\n"
                       "DTSTART;TZID=Europe/Paris:20270322T100000\r\nDURATION:P1D\r\nSUMMARY:Cyd\r\nEND:VEVENT\r\n"
                       "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Paris:20270412T080000\r\nDTSTART;TZID=Europe/Paris:20270412T080000\r\n"
                       "DURATION:P1D\r\nSUMMARY:Ben\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2027-03-15T07:00 2027-03-22T07:00, Cyd 2027-03-22T09:00 2027-03-23T09:00, Cyd 2027-03-29T08:00 2027-03-30T08:00, "
    "Ben 2027-04-12T06:00 2027-04-13T06:00" },
  /* Said in universal time and in another order; a later one takes over from the first, a day earlier, and then it is over. */
  { "this-and-future-twice", HEAD "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270405T060000Z\r\nSTATUS:CANCELLED\r\n"
                             "DTSTART;TZID=Europe/Paris:20270405T080000\r\nEND:VEVENT\r\n"
                             "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270329T060000Z\r\nDTSTART:20270328T080000Z\r\n"
                             "DURATION:P7D\r\nSUMMARY:Dan\r\nEND:VEVENT\r\n"
                             "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270315T070000Z\r\nDTSTART:20270315T070000Z\r\n"
                             "DURATION:P7D\r\nSUMMARY:Cyd\r\nEND:VEVENT\r\n"
                             "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Paris:20270308T080000\r\nDURATION:P7D\r\nRRULE:FREQ=WEEKLY\r\n"
                             "SUMMARY:Ann\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2027-03-08T07:00 2027-03-15T07:00, Cyd 2027-03-15T07:00 2027-03-22T07:00, Cyd 2027-03-22T07:00 2027-03-29T06:00, "
    "Dan 2027-03-28T08:00 2027-04-04T08:00" },
  /* What is moved back into the window from behind its end; another event of the calendar is not touched. */
  { "this-and-future-back", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20271108T080000Z\r\nDURATION:P1D\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\nSUMMARY:Ann\r\n"
                            "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20271115T080000Z\r\nDTSTART:20271104T080000Z\r\n"
                            "DURATION:P1D\r\nSUMMARY:Cyd\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20271116T080000Z\r\nDURATION:P1D\r\n"
                            "SUMMARY:Eve\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Cyd 2027-11-04T08:00 2027-11-05T08:00, Ann 2027-11-08T08:00 2027-11-09T08:00, Cyd 2027-11-11T08:00 2027-11-12T08:00, "
    "Eve 2027-11-16T08:00 2027-11-17T08:00, Cyd 2027-11-18T08:00 2027-11-19T08:00" },
  /* Whole days, in the zone that the calendar is written for. */
  { "days", HEAD "X-WR-TIMEZONE:America/New_York\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261207\r\nSUMMARY:Ann\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2026-11-30T05:00 2026-12-07T05:00" },
  { "dates", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261201T080000Z\r\nDURATION:PT12H\r\nRDATE:20261203T080000Z,20261205T080000Z\r\nSUMMARY:Ann\r\n"
             "END:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann 2026-12-01T08:00 2026-12-01T20:00, Ann 2026-12-03T08:00 2026-12-03T20:00, Ann 2026-12-05T08:00 2026-12-05T20:00" },
  { "attendee", HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261201T080000Z\r\nDTEND:20261208T080000Z\r\nSUMMARY:On Call - Primary\r\n"
                "ATTENDEE;CN=\"Ann Koné\":mailto:ann@x.ci\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nSTATUS:CANCELLED\r\nDTSTART:20261201T080000Z\r\n"
                "DTEND:20261208T080000Z\r\nSUMMARY:Ben\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261208T080000Z\r\nDTEND:20261209T080000Z\r\n"
                "SUMMARY:On Call - Ben\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "Ann Koné 2026-12-01T08:00 2026-12-08T08:00, Ben 2026-12-08T08:00 2026-12-09T08:00" },
  { "pagerduty", "{\"schedule\":{\"name\":\"Primary\",\"time_zone\":\"Europe/Paris\",\"schedule_layers\":[],\"final_schedule\":{\"rendered_schedule_entries\":["
                 "{\"start\":\"2027-03-22T08:00:00+01:00\",\"end\":\"2027-03-29T08:00:00+02:00\",\"user\":{\"id\":\"P1\",\"summary\":\"Ann\"}},"
                 "{\"start\":\"2027-03-29T08:00:00+02:00\",\"end\":\"2027-04-05T08:00:00+02:00\",\"user\":{\"name\":\"Ben\",\"email\":\"ben@x.ci\"}}]}}}",
    "Ann 2027-03-22T07:00 2027-03-29T06:00, Ben 2027-03-29T06:00 2027-04-05T06:00" },
  { "grafana", "{\"count\":2,\"next\":null,\"previous\":null,\"results\":[{\"user_pk\":\"U1\",\"user_email\":\"ann@x.ci\",\"user_username\":\"ann\","
               "\"shift_start\":\"2026-12-01T08:00:00Z\",\"shift_end\":\"2026-12-02T08:00:00Z\"},{\"user_pk\":\"U2\",\"user_email\":\"ben@x.ci\","
               "\"user_username\":\"ben\",\"shift_start\":\"2026-12-02T08:00:00Z\",\"shift_end\":\"2026-12-03T08:00:00Z\"}]}",
    "ann 2026-12-01T08:00 2026-12-02T08:00, ben 2026-12-02T08:00 2026-12-03T08:00" },
};

static void
test_read (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieForeignCalendar) calendar = read_text (cases[i].text, &error);
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  words = words_of (calendar);
  g_assert_cmpstr (words, ==, cases[i].expected);
}

/* ---- Hostile files ---- */

static void
assert_refused (const char *text, gssize length, int code)
{
  g_autofree char *path = write_file (text, length);
  g_autoptr(GError) error = NULL;

  g_assert_null (vigie_foreign_calendar_read (path, vigie_test_time (FROM), vigie_test_time (TO), "UTC", NULL, &error));
  g_assert_error (error, VIGIE_ERROR, code);
  remove_file (path);
}

static void
test_too_often (void)
{
  assert_refused (HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19700101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Ann\r\nEND:VEVENT\r\n"
                  "END:VCALENDAR\r\n", -1, VIGIE_ERROR_INVALID);
  /* Folded, and in a zone. */
  assert_refused (HEAD "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"
                  "RRULE:FREQ=SEC\r\n ONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n", -1, VIGIE_ERROR_INVALID);
}

static void
test_attendees (void)
{
  g_autoptr(GString) text = g_string_new (HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261201T080000Z\r\nDURATION:P1D\r\nSUMMARY:Ann\r\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "ATTENDEE:mailto:a%u@x.ci\r\n", i);
  g_string_append (text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
  assert_refused (text->str, (gssize) text->len, VIGIE_ERROR_TOO_LARGE);
}

/* A line of a gigabyte: a file of which not a byte is on the disk. */
static void
test_long_line (void)
{
  g_autofree char *path = write_file (HEAD "SUMMARY:", -1);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (truncate (path, 1024 * 1024 * 1024), ==, 0);
  g_assert_null (vigie_foreign_calendar_read (path, vigie_test_time (FROM), vigie_test_time (TO), "UTC", NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_TOO_LARGE);
  remove_file (path);
}

static void
test_nonsense (void)
{
  static const struct { const char *text; int code; } nonsense[] = {
    { "", VIGIE_ERROR_INVALID }, { "hello", VIGIE_ERROR_INVALID }, { "{}", VIGIE_ERROR_INVALID }, { "{\"schedule\":{}}", VIGIE_ERROR_INVALID },
    { "{\"schedule\":{\"name\":\"x\",\"schedule_layers\":[{\"users\":[]}]}}", VIGIE_ERROR_INVALID }, { "BEGIN:VCALENDAR", VIGIE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense) - 1; i++)
    assert_refused (nonsense[i].text, -1, nonsense[i].code);
}

/* Every day since 1970: bounded by the window, and more events than may be are refused. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (HEAD);
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieForeignCalendar) calendar = NULL;

  g_string_append (text, "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:19700101T080000Z\r\nDURATION:P1D\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Ann\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  calendar = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (calendar->shifts->len, ==, 366);
  g_string_assign (text, HEAD);
  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u\r\nDTSTART:20261201T080000Z\r\nDURATION:P1D\r\nSUMMARY:Ann\r\nEND:VEVENT\r\n", i);
  g_string_append (text, "END:VCALENDAR\r\n");
  assert_refused (text->str, (gssize) text->len, VIGIE_ERROR_TOO_LARGE);
}

/* Rules that take minutes to walk through and never come into the window: the program is ended after five seconds of its own time. */
static gint64
cpu_usec (void)
{
  struct rusage used;

  getrusage (RUSAGE_CHILDREN, &used);

  return ((gint64) used.ru_utime.tv_sec + used.ru_stime.tv_sec) * G_USEC_PER_SEC + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static void
test_endless (void)
{
  g_autoptr(GString) text = g_string_new (HEAD);
  gint64 before_usec;

  for (guint i = 0; i < 15000; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u\r\nDTSTART:19700101T080000Z\r\nDURATION:P1D\r\nRRULE:FREQ=DAILY;UNTIL=20260101T000000Z\r\n"
                            "SUMMARY:Ann\r\nEND:VEVENT\r\n", i);
  g_string_append (text, "END:VCALENDAR\r\n");
  before_usec = cpu_usec ();
  assert_refused (text->str, (gssize) text->len, VIGIE_ERROR_INVALID);
  g_assert_cmpint (cpu_usec () - before_usec, >, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (cpu_usec () - before_usec, <, 6 * G_USEC_PER_SEC);
}

/* The largest of all the files above. The address sanitizer keeps what was freed. */
static void
test_memory (void)
{
#if !defined (__SANITIZE_ADDRESS__)
  struct rusage used;

  getrusage (RUSAGE_CHILDREN, &used);
  g_test_message ("%ld kB", used.ru_maxrss);
  g_assert_cmpint (used.ru_maxrss, <, 250 * 1024);
#else
  g_test_skip ("the address sanitizer uses memory of its own");
#endif
}

/* ---- A year there and back ---- */

typedef struct { VigieRota *rota; GPtrArray *events; VigieTestDevice *device; gint64 now_usec; } Seat;

static void
record (Seat *seat, GPtrArray *drafts)
{
  g_assert_nonnull (drafts);
  seat->now_usec += VIGIE_SECOND_USEC;
  vigie_test_device_set_now (seat->device, seat->now_usec);
  vigie_test_device_record (seat->device, drafts, seat->events);
  vigie_rota_unref (seat->rota);
  seat->rota = vigie_rota_fold (seat->events);
}

/* Two levels in Paris and Abidjan, and a substitution every fifth week; that of 31 December lasts into the new year. */
static void
make_year (Seat *seat)
{
  const char *const l3[] = { "Awa Koné", "Ben, “le grand”", "Cyd; Dupont", NULL }, *const top[] = { "Eve", "Fay", NULL };

  *seat = (Seat) { .events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref), .device = vigie_test_device_new (7),
                   .now_usec = vigie_test_time (FROM) };
  seat->rota = vigie_rota_fold (seat->events);
  record (seat, vigie_rota_act_set (seat->rota, "L3", l3, "2026-11-23", "08:00", "Europe/Paris", 1, "Awa", seat->now_usec, NULL));
  record (seat, vigie_rota_act_set (seat->rota, "management", top, "2026-11-23", "00:00", "Africa/Abidjan", 2, "Awa", seat->now_usec, NULL));
  for (guint i = 0; i < 52; i += 5)
    {
      gint64 from_usec = vigie_test_time ("2026-11-26T12:30:00Z") + i * VIGIE_WEEK_USEC;

      record (seat, vigie_rota_act_substitute (seat->rota, "L3", "Dan", NULL, from_usec, from_usec + 60 * VIGIE_HOUR_USEC, NULL, "Awa", seat->now_usec, NULL));
    }
}

static void
clear_seat (Seat *seat)
{
  vigie_rota_unref (seat->rota);
  g_ptr_array_unref (seat->events);
  vigie_test_device_free (seat->device);
}

static char *
export_year (Seat *seat, const VigieZones *lookup)
{
  g_autoptr(VigieDirectory) directory = vigie_directory_fold (vigie_test_playbook (), seat->events);

  return vigie_calendar_of_rota (directory, NULL, vigie_test_time (FROM), vigie_test_time (TO), lookup, VIGIE_LANG_EN, vigie_test_time (FROM));
}

static void
compare_level (Seat *seat, const char *level, const VigieForeignCalendar *calendar, const VigieZones *lookup)
{
  g_autoptr(GPtrArray) shifts = vigie_rota_shifts (seat->rota, level, vigie_test_time (FROM), vigie_test_time (TO), lookup);
  guint k = 0;

  for (guint i = 0; i < shifts->len; i++)
    {
      const VigieShift *shift = shifts->pdata[i];
      const VigieForeignShift *back;

      if (shift->person == NULL)
        continue;
      while (k < calendar->shifts->len && g_strcmp0 (((const VigieForeignShift *) calendar->shifts->pdata[k])->level, level) != 0)
        k++;
      g_assert_cmpuint (k, <, calendar->shifts->len);
      back = calendar->shifts->pdata[k++];
      g_assert_cmpstr (back->person, ==, shift->person);
      g_assert_cmpint (back->from_usec, ==, shift->from_usec);
      g_assert_cmpint (back->to_usec, ==, shift->to_usec);
    }
}

static void
test_year (void)
{
  g_autoptr(GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  VigieZones lookup = { look_up, zones };
  g_autofree char *text = NULL;
  g_autoptr(VigieForeignCalendar) calendar = NULL;
  g_autoptr(GError) error = NULL;
  Seat seat;

  make_year (&seat);
  text = export_year (&seat, &lookup);
  calendar = read_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (calendar->shifts->len, >, 52 + 26);
  g_assert_cmpuint (calendar->n_skipped, ==, 0);
  compare_level (&seat, "L3", calendar, &lookup);
  compare_level (&seat, "management", calendar, &lookup);
  clear_seat (&seat);
}

/* Prints what another program makes of the year, to be compared with what is right. */
static char *
ask_program (const char *const *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_true (g_subprocess_get_successful (process));

  return out;
}

static char *
expected_lines (Seat *seat, const VigieZones *lookup)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  const char *const levels[] = { "L3", "management" };

  for (gsize level = 0; level < 2; level++)
    {
      g_autoptr(GPtrArray) shifts = vigie_rota_shifts (seat->rota, levels[level], vigie_test_time (FROM), vigie_test_time (TO), lookup);

      for (guint i = 0; i < shifts->len; i++)
        {
          const VigieShift *shift = shifts->pdata[i];

          if (shift->person != NULL)
            g_string_append_printf (lines, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", shift->from_usec / VIGIE_SECOND_USEC,
                                    shift->to_usec / VIGIE_SECOND_USEC, shift->person);
        }
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
test_other_programs (void)
{
  static const char script[] = "import sys, icalendar\n"
                               "c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
                               "for e in c.walk('VEVENT'):\n"
                               "    print(int(e['DTSTART'].dt.timestamp()), int(e['DTEND'].dt.timestamp()), str(e['SUMMARY']))\n"
                               "open(sys.argv[1], 'wb').write(c.to_ical())\n";
  g_autoptr(GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  VigieZones lookup = { look_up, zones };
  g_autofree char *text = NULL, *path = NULL, *said = NULL, *expected = NULL;
  g_autoptr(VigieForeignCalendar) calendar = NULL;
  g_autoptr(GError) error = NULL;
  Seat seat;

  make_year (&seat);
  text = export_year (&seat, &lookup);
  path = write_file (text, -1);
  said = ask_program ((const char *const[]) { "/usr/bin/python3", "-c", script, path, NULL });
  expected = expected_lines (&seat, &lookup);
  g_assert_cmpstr (said, ==, expected);
  /* And as python3-icalendar writes it. */
  calendar = vigie_foreign_calendar_read (path, vigie_test_time (FROM), vigie_test_time (TO), "UTC", NULL, &error);
  g_assert_no_error (error);
  compare_level (&seat, "L3", calendar, &lookup);
  compare_level (&seat, "management", calendar, &lookup);
  remove_file (path);
  clear_seat (&seat);
}

/* khal imports it, lists a day over the year's end and gives the times as they are. */
static void
test_khal (void)
{
  static const char script[] = "set -e; d=$(mktemp -d); mkdir $d/c; printf '[calendars]\\n[[c]]\\npath = %s/c\\n[locale]\\nlocal_timezone = UTC\\n"
                               "default_timezone = UTC\\ntimeformat = %%H:%%M\\ndateformat = %%Y-%%m-%%d\\nlongdateformat = %%Y-%%m-%%d\\n"
                               "datetimeformat = %%Y-%%m-%%d %%H:%%M\\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\\n' $d > $d/k; "
                               "export HOME=$d XDG_DATA_HOME=$d XDG_CACHE_HOME=$d; khal -c $d/k import --batch -a c \"$0\" >/dev/null; "
                               "khal -c $d/k list --format '{title}|{start-long}|{end-long}' --day-format '' 2026-12-31 1d | sort -u; rm -r $d";
  g_autoptr(GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  VigieZones lookup = { look_up, zones };
  g_autofree char *text = NULL, *path = NULL, *said = NULL, *khal = g_find_program_in_path ("khal");
  Seat seat;

  if (khal == NULL)
    {
      g_test_skip ("khal is not installed");
      return;
    }
  make_year (&seat);
  text = export_year (&seat, &lookup);
  path = write_file (text, -1);
  said = ask_program ((const char *const[]) { "/bin/sh", "-c", script, path, NULL });
  /* The week of 28 December is Cyd's, but for two days and a half in which Dan stands in; the fortnight from 21 December is Eve's. */
  g_assert_nonnull (strstr (said, "Eve|2026-12-21 00:00|2027-01-04 00:00\n"));
  g_assert_nonnull (strstr (said, "Cyd; Dupont|2026-12-28 07:00|2026-12-31 12:30\n"));
  g_assert_nonnull (strstr (said, "Dan|2026-12-31 12:30|2027-01-03 00:30\n"));
  remove_file (path);
  clear_seat (&seat);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/oncall-calendar/read/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_read);
    }
  g_test_add_func ("/document/oncall-calendar/hostile/too-often", test_too_often);
  g_test_add_func ("/document/oncall-calendar/hostile/attendees", test_attendees);
  g_test_add_func ("/document/oncall-calendar/hostile/long-line", test_long_line);
  g_test_add_func ("/document/oncall-calendar/hostile/nonsense", test_nonsense);
  g_test_add_func ("/document/oncall-calendar/hostile/many", test_many);
  g_test_add_func ("/document/oncall-calendar/hostile/endless", test_endless);
  g_test_add_func ("/document/oncall-calendar/hostile/memory", test_memory);
  g_test_add_func ("/document/oncall-calendar/a-year", test_year);
  g_test_add_func ("/document/oncall-calendar/other-programs", test_other_programs);
  g_test_add_func ("/document/oncall-calendar/khal", test_khal);

  return g_test_run ();
}
