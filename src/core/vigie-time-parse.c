/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times on their way in: RFC 3339 from programs, short forms from people.
 *
 * The short forms are what a scribe types at night: "-5", "14:32", "hier 23:10". Both languages are
 * always understood, because the language of the screen says nothing about the fingers. A form that
 * is not understood is refused: a guessed time in an incident's record is worse than a question. */

#include "vigie-time.h"

#include "vigie-error.h"
#include "vigie-text.h"
#include "vigie-time-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 9999-12-31T23:59:59.999999Z */
#define TIME_MAX_USEC G_GINT64_CONSTANT (253402300799999999)
/* A bare clock time that is further ahead than this was yesterday's. */
#define AHEAD_MAX_USEC (5 * VIGIE_MINUTE_USEC)
/* A day and month without a year, further ahead than this, was last year's. */
#define AHEAD_YEAR_USEC (183 * VIGIE_DAY_USEC)

typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  gint64 fraction_usec;
} Fields;

/* Scanning: each function moves *at only when it answers TRUE. ---------------------------------- */

static gboolean
scan_digits (const char **at, int min_digits, int max_digits, int *out)
{
  int n = 0;
  int value = 0;

  while (n < max_digits && g_ascii_isdigit ((*at)[n]))
    value = value * 10 + ((*at)[n++] - '0');
  if (n < min_digits)
    return FALSE;

  *at += n;
  *out = value;
  return TRUE;
}

static gboolean
scan_char (const char **at, char c)
{
  if (**at != c)
    return FALSE;

  *at += 1;
  return TRUE;
}

/* @word is ASCII lower case; what follows must not be a letter. */
static gboolean
scan_word (const char **at, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*at, word, length) != 0 || g_ascii_isalpha ((*at)[length]))
    return FALSE;

  *at += length;
  return TRUE;
}

static void
skip_spaces (const char **at)
{
  while (**at == ' ' || **at == '\t')
    *at += 1;
}

static gboolean
fields_are_valid (const Fields *f)
{
  return f->month >= 1 && f->month <= 12 && f->day >= 1 && f->year >= 1
         && f->day <= g_date_get_days_in_month ((GDateMonth) f->month, (GDateYear) f->year)
         && f->hour <= 23 && f->minute <= 59 && f->second <= 60;
}

/* "2026-11-22" */
static gboolean
scan_date (const char **at, Fields *f)
{
  const char *p = *at;

  if (!scan_digits (&p, 4, 4, &f->year) || !scan_char (&p, '-')
      || !scan_digits (&p, 2, 2, &f->month) || !scan_char (&p, '-')
      || !scan_digits (&p, 2, 2, &f->day))
    return FALSE;

  *at = p;
  return TRUE;
}

/* RFC 3339 ------------------------------------------------------------------------------------- */

static gboolean
scan_fraction (const char **at, Fields *f)
{
  gint64 scale = VIGIE_SECOND_USEC;
  const char *p = *at;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      scale /= 10;
      f->fraction_usec += (*p - '0') * scale;
    }

  *at = p;
  return TRUE;
}

/* "Z" or "±hh:mm" */
static gboolean
scan_offset (const char **at, int *minutes)
{
  int sign = **at == '-' ? -1 : 1;
  int hour, minute;

  *minutes = 0;
  if (scan_char (at, 'Z') || scan_char (at, 'z'))
    return TRUE;
  if (!scan_char (at, '+') && !scan_char (at, '-'))
    return FALSE;
  if (!scan_digits (at, 2, 2, &hour) || !scan_char (at, ':') || !scan_digits (at, 2, 2, &minute)
      || hour > 23 || minute > 59)
    return FALSE;

  *minutes = sign * (hour * 60 + minute);
  return TRUE;
}

/* Days since 1970 of a valid date; the months are counted from March, leap days come last. */
static gint64
days_from_date (const Fields *f)
{
  gint64 year = f->year - (f->month <= 2);
  gint64 era = year / 400;
  gint64 year_of_era = year - era * 400;
  gint64 day_of_year = (153 * (f->month + (f->month > 2 ? -3 : 9)) + 2) / 5 + f->day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
         - 719468;
}

static gboolean
scan_rfc3339 (const char *text, gint64 *out_usec)
{
  Fields f = { 0 };
  const char *at = text;
  int offset;
  gint64 seconds, time_usec;

  if (!scan_date (&at, &f) || !(scan_char (&at, 'T') || scan_char (&at, 't') || scan_char (&at, ' '))
      || !scan_digits (&at, 2, 2, &f.hour) || !scan_char (&at, ':')
      || !scan_digits (&at, 2, 2, &f.minute))
    return FALSE;
  if (scan_char (&at, ':'))
    {
      if (!scan_digits (&at, 2, 2, &f.second) || (scan_char (&at, '.') && !scan_fraction (&at, &f)))
        return FALSE;
    }
  if (!scan_offset (&at, &offset) || *at != '\0' || !fields_are_valid (&f))
    return FALSE;

  seconds = days_from_date (&f) * 86400 + f.hour * 3600 + (f.minute - offset) * 60 + f.second;
  time_usec = seconds * VIGIE_SECOND_USEC + f.fraction_usec;
  if (time_usec < 0 || time_usec > TIME_MAX_USEC)
    return FALSE;

  *out_usec = time_usec;
  return TRUE;
}

/**
 * vigie_time_parse_rfc3339:
 * @text: (nullable): a time with a zone; seconds and fraction are optional
 * @out_usec: (out): the time; untouched when the answer is %FALSE
 * @error: return location
 *
 * Reads a time of 1970 to 9999. Digits of a fraction beyond microseconds are dropped.
 *
 * Returns: %TRUE, or %FALSE with %VIGIE_ERROR_INVALID
 */
gboolean
vigie_time_parse_rfc3339 (const char *text, gint64 *out_usec, GError **error)
{
  g_autofree char *shown = NULL;

  if (text != NULL && scan_rfc3339 (text, out_usec))
    return TRUE;

  shown = vigie_text_first_line (text, 40);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _ ("“%s” is not a time with a date and a zone, like 2026-11-22T03:04:05Z."), shown);
  return FALSE;
}

/* Short forms ---------------------------------------------------------------------------------- */

/* "-5", "-1h30", "-2h", "-5 min": minutes ago. */
static gboolean
scan_ago (const char *at, gint64 now_usec, gint64 *out_usec)
{
  int first, minutes = 0;

  if (!scan_char (&at, '-'))
    {
      if (!g_str_has_prefix (at, "−"))
        return FALSE;
      at += strlen ("−");
    }
  skip_spaces (&at);
  if (!scan_digits (&at, 1, 6, &first))
    return FALSE;
  skip_spaces (&at);
  if (scan_char (&at, 'h') || scan_char (&at, 'H'))
    {
      skip_spaces (&at);
      if (*at != '\0' && (!scan_digits (&at, 1, 2, &minutes) || minutes > 59))
        return FALSE;
      first *= 60;
    }
  skip_spaces (&at);
  if (*at != '\0' && !scan_word (&at, "min") && !scan_word (&at, "mn") && !scan_word (&at, "m"))
    return FALSE;

  *out_usec = now_usec - (gint64) (first + minutes) * VIGIE_MINUTE_USEC;
  return *at == '\0';
}

/* "14:32", "14h32", "14 h 32", "14h", "14:32:10", up to the end of the text */
static gboolean
scan_clock (const char *at, Fields *f)
{
  f->minute = f->second = 0;
  if (!scan_digits (&at, 1, 2, &f->hour))
    return FALSE;

  if (scan_char (&at, ':'))
    {
      if (!scan_digits (&at, 2, 2, &f->minute))
        return FALSE;
      if (scan_char (&at, ':') && !scan_digits (&at, 2, 2, &f->second))
        return FALSE;
    }
  else
    {
      skip_spaces (&at);
      if (!scan_char (&at, 'h') && !scan_char (&at, 'H'))
        return FALSE;
      skip_spaces (&at);
      if (*at != '\0' && !scan_digits (&at, 2, 2, &f->minute))
        return FALSE;
    }

  return *at == '\0' && f->hour <= 23 && f->minute <= 59 && f->second <= 59;
}

/* A word for a day, and a space. */
static gboolean
scan_relative_day (const char **at, int *days)
{
  static const struct
  {
    const char *word;
    int days;
  } words[] = {
    { "hier", -1 }, { "yesterday", -1 }, { "today", 0 }, { "aujourd'hui", 0 }, { "avant-hier", -2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (scan_word (at, words[i].word))
        {
          *days = words[i].days;
          skip_spaces (at);
          return TRUE;
        }
    }

  return FALSE;
}

/* "22/11 " or "22/11/2026 "; year 0 when there is none */
static gboolean
scan_day_month (const char **at, Fields *f)
{
  const char *p = *at;

  f->year = 0;
  if (!scan_digits (&p, 1, 2, &f->day) || !scan_char (&p, '/')
      || !scan_digits (&p, 1, 2, &f->month))
    return FALSE;
  if (scan_char (&p, '/') && !scan_digits (&p, 4, 4, &f->year))
    return FALSE;
  if (*p != ' ')
    return FALSE;

  skip_spaces (&p);
  *at = p;
  return TRUE;
}

static gboolean
resolve (const Fields *f, GTimeZone *zone, gint64 *out_usec)
{
  g_autoptr (GDateTime) local = NULL;

  if (!fields_are_valid (f))
    return FALSE;

  local = g_date_time_new (zone, f->year, f->month, f->day, f->hour, f->minute, f->second);
  if (local == NULL)
    return FALSE;

  *out_usec = g_date_time_to_unix (local) * VIGIE_SECOND_USEC;
  return TRUE;
}

/* The day @days after that of @now_usec. */
static gboolean
set_day (Fields *f, gint64 now_usec, GTimeZone *zone, int days)
{
  g_autoptr (GDateTime) now = vigie_time_to_local (now_usec, zone);
  g_autoptr (GDateTime) day = now != NULL ? g_date_time_add_days (now, days) : NULL;

  if (day == NULL)
    return FALSE;

  g_date_time_get_ymd (day, &f->year, &f->month, &f->day);
  return TRUE;
}

static gboolean
scan_bare_clock (const char *at, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  Fields f = { 0 };

  if (!scan_clock (at, &f) || !set_day (&f, now_usec, zone, 0) || !resolve (&f, zone, out_usec))
    return FALSE;
  if (*out_usec <= now_usec + AHEAD_MAX_USEC)
    return TRUE;

  return set_day (&f, now_usec, zone, -1) && resolve (&f, zone, out_usec);
}

static gboolean
scan_date_clock (const char *at, GTimeZone *zone, gint64 *out_usec)
{
  Fields f = { 0 };

  if (!scan_date (&at, &f) || !(scan_char (&at, ' ') || scan_char (&at, 't')))
    return FALSE;

  skip_spaces (&at);
  return scan_clock (at, &f) && resolve (&f, zone, out_usec);
}

static gboolean
scan_day_month_clock (const char *at, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  Fields f = { 0 };
  Fields today = { 0 };
  gboolean guess;

  if (!scan_day_month (&at, &f) || !scan_clock (at, &f))
    return FALSE;

  guess = f.year == 0;
  if (guess)
    {
      if (!set_day (&today, now_usec, zone, 0))
        return FALSE;
      f.year = today.year;
    }
  if (resolve (&f, zone, out_usec) && !(guess && *out_usec > now_usec + AHEAD_YEAR_USEC))
    return TRUE;
  if (!guess)
    return FALSE;

  f.year--;
  return resolve (&f, zone, out_usec);
}

static gboolean
scan_short (const char *at, gint64 now_usec, GTimeZone *zone, gint64 *out_usec)
{
  Fields f = { 0 };
  int days;

  if (scan_relative_day (&at, &days))
    return scan_clock (at, &f) && set_day (&f, now_usec, zone, days) && resolve (&f, zone, out_usec);

  return scan_ago (at, now_usec, out_usec) || scan_bare_clock (at, now_usec, zone, out_usec)
         || scan_date_clock (at, zone, out_usec)
         || scan_day_month_clock (at, now_usec, zone, out_usec);
}

/* Folded so that "Aujourd’hui" and no-break spaces are as good as what a keyboard gives; RFC 3339
 * accepts its letters in lower case. */
static char *
simplify (const char *text)
{
  g_autofree char *folded = vigie_text_fold (text);

  return g_strdup (g_strstrip (folded));
}

/**
 * vigie_time_parse:
 * @text: (nullable): what a person typed
 * @now_usec: the time it is typed at
 * @zone: the zone the person means
 * @out_usec: (out): the time; untouched when the answer is %FALSE
 * @error: return location
 *
 * Reads RFC 3339, or one of the short forms: "-5" and "-1h30" (ago), "14:32" and "14h32", "hier
 * 23:10" and "yesterday 23:10", "2026-11-22 14:32", "22/11 14:32". A bare clock time more than five
 * minutes ahead is yesterday's.
 *
 * Returns: %TRUE, or %FALSE with %VIGIE_ERROR_INVALID
 */
gboolean
vigie_time_parse (const char *text, gint64 now_usec, GTimeZone *zone, gint64 *out_usec,
                  GError **error)
{
  g_autofree char *simple = simplify (text);
  g_autofree char *shown = NULL;
  gint64 time_usec;

  if (scan_rfc3339 (simple, &time_usec)
      || (scan_short (simple, now_usec, zone, &time_usec) && time_usec >= 0
          && time_usec <= TIME_MAX_USEC))
    {
      *out_usec = time_usec;
      return TRUE;
    }

  shown = vigie_text_first_line (text, 40);
  g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID,
               _ ("“%s” is not a time; write for example 14:32, -5 (minutes ago) or "
                  "2026-11-22 14:32."),
               shown);
  return FALSE;
}
