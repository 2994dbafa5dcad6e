/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Durations for people. All their spaces are no-break spaces: a duration that is broken over two
 * lines, on a clock or in a table, is read wrong. */

#include "vigie-time.h"

#define NBSP "\u00a0"

/* Beyond this a rule is said in days. */
#define SPAN_HOURS_MAX 72

static const char *
day_unit (VigieLang lang)
{
  return lang == VIGIE_LANG_FR ? "j" : "d";
}

static guint64
magnitude (gint64 duration_usec)
{
  return duration_usec < 0 ? 0 - (guint64) duration_usec : (guint64) duration_usec;
}

static char *
format_hours (guint64 minutes)
{
  if (minutes % 60 == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT NBSP "h", minutes / 60);

  return g_strdup_printf ("%" G_GUINT64_FORMAT NBSP "h" NBSP "%02d", minutes / 60,
                          (int) (minutes % 60));
}

static char *
format_days (guint64 hours, VigieLang lang)
{
  if (hours % 24 == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT NBSP "%s", hours / 24, day_unit (lang));

  return g_strdup_printf ("%" G_GUINT64_FORMAT NBSP "%s" NBSP "%d" NBSP "h", hours / 24,
                          day_unit (lang), (int) (hours % 24));
}

/**
 * vigie_duration_format:
 * @duration_usec: a duration; its sign is ignored
 * @lang: the language
 *
 * Says how long something has lasted, in the two largest units that matter; the rest is cut off.
 *
 * Returns: (transfer full): like "46 s", "3 min 46", "37 min", "3 h 23", "2 j 4 h"
 */
char *
vigie_duration_format (gint64 duration_usec, VigieLang lang)
{
  guint64 seconds = magnitude (duration_usec) / VIGIE_SECOND_USEC;
  guint64 minutes = seconds / 60;

  if (minutes == 0)
    return g_strdup_printf ("%d" NBSP "s", (int) seconds);
  if (minutes < 5 && seconds % 60 != 0)
    return g_strdup_printf ("%d" NBSP "min" NBSP "%02d", (int) minutes, (int) (seconds % 60));
  if (minutes < 60)
    return g_strdup_printf ("%d" NBSP "min", (int) minutes);
  if (minutes < 24 * 60)
    return format_hours (minutes);

  return format_days (minutes / 60, lang);
}

/**
 * vigie_duration_format_span:
 * @duration_usec: a duration; its sign is ignored
 * @lang: the language
 *
 * Says a duration as a rule does: 72 hours are not three days.
 *
 * Returns: (transfer full): like "30 s", "15 min", "90 min", "4 h", "72 h", "5 j"
 */
char *
vigie_duration_format_span (gint64 duration_usec, VigieLang lang)
{
  guint64 seconds = magnitude (duration_usec) / VIGIE_SECOND_USEC;
  guint64 minutes = seconds / 60;

  if (seconds % 60 != 0 || seconds == 0)
    {
      if (minutes == 0)
        return g_strdup_printf ("%d" NBSP "s", (int) seconds);
      return vigie_duration_format (duration_usec, lang);
    }
  if (minutes % 60 != 0 && minutes < 120)
    return g_strdup_printf ("%d" NBSP "min", (int) minutes);
  if (minutes <= SPAN_HOURS_MAX * 60 || minutes % (24 * 60) != 0)
    return format_hours (minutes);

  return format_days (minutes / 60, lang);
}
