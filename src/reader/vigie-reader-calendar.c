/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* iCalendar by libical, which understands the syntax and the rules of recurrence; the times are made here. libical's
 * own walk over a recurrence adds a number of seconds to the first occurrence and so loses or gains an hour when the
 * clocks change. An occurrence begins and ends at the local time that is written, as people read a calendar. */

#include <libical/ical.h>
#include <string.h>

#include "vigie-reader.h"
#include "vigie-types.h"

/* A rule may be walked through for so many steps, from its first day on. */
#define MAX_STEPS 40000
#define MAX_EVENTS 20000
#define MAX_RANGES 200
#define MAX_REACH_USEC (366 * VIGIE_DAY_USEC)

typedef struct
{
  VigieReader *reader;
  icalcomponent *calendar;
  GTimeZone *zone;               /* of times without one */
  GHashTable *zones;             /* id → GTimeZone, or NULL: only the calendar's own rules are known */
  GHashTable *overridden;        /* "uid time", seconds */
  GPtrArray *ranges;             /* Range */
  gint64 reach_usec;             /* how far a range moves occurrences back, at most */
} Walk;

/* What is written of one occurrence and all that follow it: RECURRENCE-ID;RANGE=THISANDFUTURE. */
typedef struct
{
  icalcomponent *event;
  const char *uid;               /* or "" */
  gint64 of_usec;                /* the first occurrence it is about, as the rule makes it */
  gint64 from_usec;              /* where that one begins instead; or NONE: they are called off */
} Range;

/* How long an occurrence lasts, in days of the calendar and seconds of the clock. */
typedef struct { int days; gint64 seconds; } Length;

/* "/somewhere.org/20070129_1/Europe/Paris" has the name of the zone at its end. Never a path: a zone is looked up as a
 * file. */
static const char *
bare_zone (const char *id)
{
  const char *slash = strrchr (id, '/');

  if (*id != '/')
    return strchr (id, ':') == NULL && strstr (id, "..") == NULL ? id : "";
  while (slash > id && slash[-1] != '/')
    slash--;

  return slash > id && strstr (slash, "..") == NULL ? slash : "";
}

static GTimeZone *
zone_named (Walk *walk, const char *id)
{
  gpointer zone = NULL;

  if (!g_hash_table_lookup_extended (walk->zones, id, NULL, &zone))
    {
      zone = *bare_zone (id) != '\0' ? g_time_zone_new_identifier (bare_zone (id)) : NULL;
      g_hash_table_insert (walk->zones, g_strdup (id), zone);
    }

  return zone;
}

static gint64
in_zone (const struct icaltimetype time, GTimeZone *zone)
{
  g_autoptr(GDateTime) moment = NULL;
  int second = CLAMP (time.second, 0, 59); /* a leap second has no place of its own */

  if (time.year < 1970 || time.year > 9998 || time.month < 1 || time.month > 12 || time.day < 1 || time.day > 31)
    return VIGIE_TIME_NONE;
  moment = g_date_time_new (zone, time.year, time.month, time.day, time.is_date ? 0 : time.hour, time.is_date ? 0 : time.minute,
                            time.is_date ? 0 : second);

  return moment != NULL ? g_date_time_to_unix (moment) * VIGIE_SECOND_USEC : VIGIE_TIME_NONE;
}

/* @time is what stands in @property, or follows from it; the property names the zone. */
static gint64
to_usec (Walk *walk, struct icaltimetype time, icalproperty *property)
{
  icalparameter *parameter = property != NULL ? icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER) : NULL;
  const char *id = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  icaltimezone *own;

  if (icaltime_is_null_time (time))
    return VIGIE_TIME_NONE;
  if (!time.is_date && icaltime_is_utc (time))
    return in_zone (time, utc);
  if (id == NULL || time.is_date)
    return in_zone (time, walk->zone);
  if (zone_named (walk, id) != NULL)
    return in_zone (time, zone_named (walk, id));
  own = icalcomponent_get_timezone (walk->calendar, id);
  if (own == NULL)
    return in_zone (time, walk->zone);
  if (time.year < 1970 || time.year > 9998)
    return VIGIE_TIME_NONE;

  return (gint64) icaltime_as_timet_with_zone (time, own) * VIGIE_SECOND_USEC;
}

static icalproperty *
property_of (icalcomponent *event, icalproperty_kind kind)
{
  return icalcomponent_get_first_property (event, kind);
}

static char *
text_of (const char *text)
{
  char *valid = text != NULL ? g_strstrip (g_utf8_make_valid (text, -1)) : NULL;

  if (valid != NULL && strlen (valid) > VIGIE_READER_MAX_TEXT_BYTES)
    {
      char *end = g_utf8_find_prev_char (valid, valid + VIGIE_READER_MAX_TEXT_BYTES);

      *(end != NULL ? end : valid) = '\0';
    }
  if (valid != NULL && *valid == '\0')
    g_clear_pointer (&valid, g_free);

  return valid;
}

/* All of a kind: libical has but one place in an event, which every look at another property moves. */
static GPtrArray *
properties_of (icalcomponent *event, icalproperty_kind kind)
{
  GPtrArray *all = g_ptr_array_new ();

  for (icalproperty *one = property_of (event, kind); one != NULL; one = icalcomponent_get_next_property (event, kind))
    g_ptr_array_add (all, one);

  return all;
}

/* ---- Whom an event names ---- */

/* The only attendee's name and address; several say nothing about who is on call. */
static void
read_attendee (icalcomponent *event, char **name, char **mail)
{
  icalproperty *attendee = property_of (event, ICAL_ATTENDEE_PROPERTY);
  icalparameter *cn;
  const char *address;

  if (attendee == NULL || icalcomponent_get_next_property (event, ICAL_ATTENDEE_PROPERTY) != NULL)
    return;
  cn = icalproperty_get_first_parameter (attendee, ICAL_CN_PARAMETER);
  address = icalproperty_get_attendee (attendee);
  *name = cn != NULL ? text_of (icalparameter_get_cn (cn)) : NULL;
  if (address != NULL && g_ascii_strncasecmp (address, "mailto:", 7) == 0)
    *mail = text_of (address + 7);
}

/* What other programs put around the name. */
static char *
bare_name (const char *summary)
{
  static const char *const before[] = { "On Call - ", "On-Call - ", "On call: ", "[L1] ", "[L2] ", "[L3] " };
  const char *name = summary;

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_ascii_strncasecmp (name, before[i], strlen (before[i])) == 0)
      name += strlen (before[i]);

  return g_strdup (name);
}

/* What Vigie itself writes: X-VIGIE-LEVEL, X-VIGIE-PERSON. */
static char *
own_text (icalcomponent *event, const char *name)
{
  for (icalproperty *one = property_of (event, ICAL_X_PROPERTY); one != NULL; one = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (one), name) == 0)
      return text_of (icalproperty_get_x (one));

  return NULL;
}

static gboolean
add (Walk *walk, icalcomponent *event, gint64 from_usec, gint64 to_usec)
{
  icalproperty *summary = property_of (event, ICAL_SUMMARY_PROPERTY);
  g_autofree char *title = summary != NULL ? text_of (icalproperty_get_summary (summary)) : NULL;
  g_autofree char *attendee = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *level = own_text (event, "X-VIGIE-LEVEL");
  g_autofree char *person = own_text (event, "X-VIGIE-PERSON");

  read_attendee (event, &attendee, &mail);
  if (person == NULL)
    person = attendee != NULL ? g_steal_pointer (&attendee) : title != NULL ? bare_name (title) : NULL;

  return vigie_reader_add (walk->reader, person, mail, level, from_usec, to_usec);
}

/* ---- When ---- */

static gint64
clock_seconds (const struct icaltimetype time)
{
  return time.is_date ? 0 : ((time.hour * 60) + time.minute) * 60 + time.second;
}

static int
day_number (const struct icaltimetype time)
{
  GDate date;

  g_date_clear (&date, 1);
  if (!g_date_valid_dmy ((GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year))
    return 0;
  g_date_set_dmy (&date, (GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year);

  return (int) g_date_get_julian (&date);
}

/* DTEND, else DURATION, else a day for a date and nothing for a time. */
static gboolean
read_length (icalcomponent *event, const struct icaltimetype start, Length *length)
{
  icalproperty *end = property_of (event, ICAL_DTEND_PROPERTY);
  icalproperty *duration = property_of (event, ICAL_DURATION_PROPERTY);

  *length = (Length) { start.is_date ? 1 : 0, 0 };
  if (end != NULL)
    {
      struct icaltimetype time = icalproperty_get_dtend (end);

      *length = (Length) { day_number (time) - day_number (start), clock_seconds (time) - clock_seconds (start) };
    }
  else if (duration != NULL)
    {
      struct icaldurationtype span = icalproperty_get_duration (duration);

      *length = (Length) { (int) (span.weeks * 7 + span.days), (gint64) span.hours * 3600 + span.minutes * 60 + span.seconds };
      if (span.is_neg)
        return FALSE;
    }

  return length->days >= 0 && length->days < 3700 && length->days * G_GINT64_CONSTANT (86400) + length->seconds > 0;
}

static gint64
end_of (Walk *walk, struct icaltimetype start, const Length *length, icalproperty *property)
{
  /* Whole days by the calendar, the rest by the clock on the wall. */
  icaltime_adjust (&start, length->days, 0, 0, (int) length->seconds);

  return to_usec (walk, start, property);
}

/* An end that is written in another zone than the beginning is taken as it stands. */
static gint64
written_end (Walk *walk, icalcomponent *event, struct icaltimetype start, const Length *length)
{
  icalproperty *end = property_of (event, ICAL_DTEND_PROPERTY);

  if (end != NULL && !icalproperty_get_dtend (end).is_date)
    return to_usec (walk, icalproperty_get_dtend (end), end);

  return end_of (walk, start, length, property_of (event, ICAL_DTSTART_PROPERTY));
}

static char *
override_key (const char *uid, gint64 at_usec)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, uid != NULL ? uid : "", at_usec / VIGIE_SECOND_USEC);
}

static gboolean
is_excluded (Walk *walk, icalcomponent *event, const struct icaltimetype time, gint64 at_usec)
{
  g_autofree char *key = override_key (icalcomponent_get_uid (event), at_usec);

  if (g_hash_table_contains (walk->overridden, key))
    return TRUE;
  for (icalproperty *one = property_of (event, ICAL_EXDATE_PROPERTY); one != NULL; one = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype out = icalproperty_get_exdate (one);

      if (to_usec (walk, out, one) == at_usec || (out.is_date && icaltime_compare_date_only (out, time) == 0))
        return TRUE;
    }

  return FALSE;
}

/* ---- One occurrence and all that follow ---- */

/* The clock on the wall at @at_usec, in the zone that @property names. */
static struct icaltimetype
local_time (Walk *walk, gint64 at_usec, icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *id = parameter != NULL ? icalparameter_get_tzid (parameter) : NULL;
  icaltimezone *own = id != NULL && zone_named (walk, id) == NULL ? icalcomponent_get_timezone (walk->calendar, id) : NULL;
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at_usec / VIGIE_SECOND_USEC);
  g_autoptr(GDateTime) here = NULL;
  struct icaltimetype time = icaltime_null_time ();

  if (own != NULL)
    return icaltime_from_timet_with_zone ((time_t) (at_usec / VIGIE_SECOND_USEC), 0, own);
  if (id == NULL && icaltime_is_utc (icalvalue_get_datetime (icalproperty_get_value (property))))
    here = g_date_time_ref (utc);
  else
    here = g_date_time_to_timezone (utc, id != NULL && zone_named (walk, id) != NULL ? zone_named (walk, id) : walk->zone);
  g_date_time_get_ymd (here, &time.year, &time.month, &time.day);
  time.hour = g_date_time_get_hour (here);
  time.minute = g_date_time_get_minute (here);
  time.second = g_date_time_get_second (here);

  return time;
}

/* The one that begins last of those that begin at @at_usec or before; NULL: none. */
static const Range *
range_at (Walk *walk, icalcomponent *event, gint64 at_usec)
{
  const char *uid = icalcomponent_get_uid (event);
  const Range *found = NULL;

  for (guint i = 0; i < walk->ranges->len; i++)
    {
      const Range *range = walk->ranges->pdata[i];

      if (range->of_usec <= at_usec && (found == NULL || range->of_usec >= found->of_usec)
          && g_str_equal (range->uid, uid != NULL ? uid : ""))
        found = range;
    }

  return found;
}

/* As far from the occurrence that the rule makes as the first one was moved, by the clock on the wall, and as long. */
static gboolean
add_moved (Walk *walk, const Range *range, struct icaltimetype time, icalproperty *property)
{
  icalproperty *start = property_of (range->event, ICAL_DTSTART_PROPERTY);
  struct icaltimetype of, to;
  Length length;

  if (range->from_usec == VIGIE_TIME_NONE
      || !read_length (range->event, icalproperty_get_dtstart (start), &length))
    return TRUE;
  of = local_time (walk, range->of_usec, property);
  to = local_time (walk, range->from_usec, property);
  if (!icalproperty_get_dtstart (start).is_date)
    time.is_date = 0;
  icaltime_adjust (&time, day_number (to) - day_number (of), 0, 0,
                   time.is_date ? 0 : (int) (clock_seconds (to) - clock_seconds (of)));

  return add (walk, range->event, to_usec (walk, time, property),
              end_of (walk, time, &length, property));
}

static gboolean
add_occurrence (Walk *walk, icalcomponent *event, struct icaltimetype time, icalproperty *property, const Length *length)
{
  gint64 from_usec = to_usec (walk, time, property);
  const Range *range;

  if (from_usec == VIGIE_TIME_NONE || is_excluded (walk, event, time, from_usec))
    return TRUE;
  range = range_at (walk, event, from_usec);
  if (range != NULL)
    return add_moved (walk, range, time, property);

  return from_usec >= walk->reader->to_usec
         || add (walk, event, from_usec, end_of (walk, time, length, property));
}

/* UNTIL is in UTC where the beginning has a zone, and libical compares what is written. */
static gboolean
is_past_until (Walk *walk, const struct icalrecurrencetype *rule, const struct icaltimetype time, icalproperty *start)
{
  if (icaltime_is_null_time (rule->until))
    return FALSE;
  if (rule->until.is_date)
    return icaltime_compare_date_only (time, rule->until) > 0;

  return to_usec (walk, time, start) > to_usec (walk, rule->until, icaltime_is_utc (rule->until) ? NULL : start);
}

static gboolean
walk_rule (Walk *walk, icalcomponent *event, icalproperty *property, struct icaltimetype first, icalproperty *start, const Length *length)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property), open = rule;
  icalrecur_iterator *iterator;
  gboolean good = TRUE;

  open.until = icaltime_null_time ();
  iterator = icalrecur_iterator_new (open, first);
  for (guint n = 0; good && iterator != NULL && n < MAX_STEPS; n++)
    {
      struct icaltimetype time = icalrecur_iterator_next (iterator);

      if (icaltime_is_null_time (time) || is_past_until (walk, &rule, time, start)
          || to_usec (walk, time, start) >= walk->reader->to_usec + walk->reach_usec)
        break;
      if (icaltime_compare (time, first) != 0) /* the beginning is an occurrence whatever the rule says */
        good = add_occurrence (walk, event, time, start, length);
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);

  return good;
}

static gboolean
walk_rules (Walk *walk, icalcomponent *event, struct icaltimetype first, icalproperty *start, const Length *length)
{
  g_autoptr(GPtrArray) rules = properties_of (event, ICAL_RRULE_PROPERTY);

  for (guint i = 0; i < rules->len; i++)
    if (!walk_rule (walk, event, rules->pdata[i], first, start, length))
      return FALSE;

  return TRUE;
}

static gboolean
walk_dates (Walk *walk, icalcomponent *event, const Length *length)
{
  g_autoptr(GPtrArray) dates = properties_of (event, ICAL_RDATE_PROPERTY);

  for (guint i = 0; i < dates->len; i++)
    {
      struct icaldatetimeperiodtype date = icalproperty_get_rdate (dates->pdata[i]);

      if (!icaltime_is_null_time (date.time) && !add_occurrence (walk, event, date.time, dates->pdata[i], length))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_cancelled (icalcomponent *event)
{
  icalproperty *status = property_of (event, ICAL_STATUS_PROPERTY);

  return status != NULL && icalproperty_get_status (status) == ICAL_STATUS_CANCELLED;
}

static gboolean
read_event (Walk *walk, icalcomponent *event)
{
  icalproperty *start = property_of (event, ICAL_DTSTART_PROPERTY);
  struct icaltimetype first = start != NULL ? icalproperty_get_dtstart (start) : icaltime_null_time ();
  gboolean alone = property_of (event, ICAL_RECURRENCEID_PROPERTY) != NULL;
  gint64 from_usec;
  Length length;

  if (is_cancelled (event))
    return TRUE;
  if (icaltime_is_null_time (first) || !read_length (event, first, &length) || to_usec (walk, first, start) == VIGIE_TIME_NONE)
    {
      walk->reader->n_skipped++;
      return TRUE;
    }
  from_usec = to_usec (walk, first, start);
  if (!alone && range_at (walk, event, from_usec) != NULL)
    {
      if (!add_occurrence (walk, event, first, start, &length))
        return FALSE;
    }
  else if ((alone || !is_excluded (walk, event, first, from_usec))
           && !add (walk, event, from_usec, written_end (walk, event, first, &length)))
    return FALSE;

  return alone || (walk_rules (walk, event, first, start, &length) && walk_dates (walk, event, &length));
}

static void
note_range (Walk *walk, icalcomponent *event, icalproperty *of)
{
  icalparameter *parameter = icalproperty_get_first_parameter (of, ICAL_RANGE_PARAMETER);
  icalproperty *start = property_of (event, ICAL_DTSTART_PROPERTY);
  gint64 of_usec = to_usec (walk, icalproperty_get_recurrenceid (of), of);
  Range *range;

  if (parameter == NULL || icalparameter_get_range (parameter) != ICAL_RANGE_THISANDFUTURE
      || of_usec == VIGIE_TIME_NONE)
    return;
  range = g_new0 (Range, 1);
  *range = (Range) { event, icalcomponent_get_uid (event), of_usec, VIGIE_TIME_NONE };
  if (range->uid == NULL)
    range->uid = "";
  if (start != NULL && !is_cancelled (event))
    range->from_usec = to_usec (walk, icalproperty_get_dtstart (start), start);
  if (range->from_usec != VIGIE_TIME_NONE)
    walk->reach_usec = CLAMP (of_usec - range->from_usec, walk->reach_usec, MAX_REACH_USEC);
  g_ptr_array_add (walk->ranges, range);
}

/* What is written of one occurrence stands in place of the one that the rule makes. */
static guint
note_overrides (Walk *walk)
{
  guint n = 0;

  for (icalcomponent *event = icalcomponent_get_first_component (walk->calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (walk->calendar, ICAL_VEVENT_COMPONENT))
    {
      icalproperty *of = property_of (event, ICAL_RECURRENCEID_PROPERTY);

      n++;
      if (of == NULL)
        continue;
      g_hash_table_add (walk->overridden, override_key (icalcomponent_get_uid (event), to_usec (walk, icalproperty_get_recurrenceid (of), of)));
      note_range (walk, event, of);
    }

  return n;
}

static const char *
read_calendar (Walk *walk)
{
  g_autofree char *zone = own_text (walk->calendar, "X-WR-TIMEZONE");
  GTimeZone *named = zone != NULL ? zone_named (walk, zone) : NULL;

  if (named != NULL)
    walk->zone = named;
  if (walk->reader->name == NULL)
    walk->reader->name = own_text (walk->calendar, "X-WR-CALNAME");
  if (note_overrides (walk) > MAX_EVENTS || walk->ranges->len > MAX_RANGES)
    return VIGIE_READER_TOO_MANY;
  for (icalcomponent *event = icalcomponent_get_first_component (walk->calendar, ICAL_VEVENT_COMPONENT); event != NULL;)
    {
      /* Walking over the properties of an event does not move the place in the calendar. */
      if (!read_event (walk, event))
        return VIGIE_READER_TOO_MANY;
      event = icalcomponent_get_next_component (walk->calendar, ICAL_VEVENT_COMPONENT);
    }

  return NULL;
}

static void
zone_free (gpointer zone)
{
  if (zone != NULL)
    g_time_zone_unref (zone);
}

const char *
vigie_reader_read_calendar (VigieReader *reader, const char *text)
{
  icalcomponent *root = icalparser_parse_string (text);
  const char *refusal = VIGIE_READER_NO_CALENDAR;
  Walk walk = { .reader = reader, .zone = reader->zone };

  if (root == NULL)
    return refusal;
  walk.zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, zone_free);
  walk.overridden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk.ranges = g_ptr_array_new_with_free_func (g_free);
  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    {
      walk.calendar = root;
      refusal = read_calendar (&walk);
    }
  g_hash_table_unref (walk.zones);
  g_hash_table_unref (walk.overridden);
  g_ptr_array_unref (walk.ranges);
  icalcomponent_free (root);

  return refusal;
}
