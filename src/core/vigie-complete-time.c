/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times being typed. What is proposed is tried with vigie_time_parse() first, so that nothing is offered that Enter
 * would not understand, and each says the moment it means: "23:10" typed after midnight is yesterday's. */

#include "vigie-complete-private.h"

#include <string.h>

#include "vigie-text.h"
#include "vigie-time.h"

char *
vigie_completer_moment (VigieCompleter *self, gint64 time_usec)
{
  const VigieCompleteScene *scene = self->scene;
  g_autofree char *near = vigie_time_format_near (time_usec, scene->now_usec, scene->zone, scene->lang);
  g_autofree char *span = vigie_duration_format (time_usec - scene->now_usec, scene->lang);
  gboolean is_french = scene->lang == VIGIE_LANG_FR;

  if (time_usec > scene->now_usec)
    return g_strdup_printf (is_french ? "%s · dans %s" : "%s · in %s", near, span);

  return g_strdup_printf (is_french ? "%s · il y a %s" : "%s · %s ago", near, span);
}

/* @from: where it stands in the line; @day: what precedes @clock there ("hier "), or "". */
static void
offer_time (VigieCompleter *self, const char *from, gboolean space, const char *day, const char *clock)
{
  g_autofree char *label = g_strconcat (day, clock, NULL);
  g_autofree char *insert = space ? g_strconcat (label, " ", NULL) : g_strdup (label);
  g_autofree char *moment = NULL;
  gint64 time_usec;

  if (!vigie_time_parse (label, self->scene->now_usec, self->scene->zone, &time_usec, NULL))
    return;
  moment = vigie_completer_moment (self, time_usec);
  vigie_completer_offer (self, VIGIE_COMPLETION_TIME, from, insert, label, moment);
}

/* @typed as it is, if it is a time already, then with each of @endings. */
static void
offer_endings (VigieCompleter *self, const char *from, gboolean space, const char *day, const char *typed, const char *const *endings)
{
  offer_time (self, from, space, day, typed);
  for (; *endings != NULL; endings++)
    {
      g_autofree char *clock = g_strconcat (typed, *endings, NULL);

      offer_time (self, from, space, day, clock);
    }
}

/* "-", "-1", "-12", "-1h": minutes and hours ago. */
static void
offer_ago (VigieCompleter *self, const char *from, gboolean space)
{
  static const char *const from_nothing[] = { "5", "10", "15", "30", "1h", NULL };
  static const char *const from_digit[] = { "0", "5", "h", NULL };
  static const char *const from_number[] = { "h", NULL };
  static const char *const from_hour[] = { "15", "30", "45", NULL };
  static const char *const none[] = { NULL };
  const char *digits = g_utf8_next_char (from);
  const char *end = digits;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '\0')
    offer_endings (self, from, space, "", from, end == digits ? from_nothing : end == digits + 1 ? from_digit : from_number);
  else if (end > digits)
    offer_endings (self, from, space, "", from, strcmp (end, "h") == 0 ? from_hour : none);
}

/* "14", "14:", "14:3", "14h": a bare number of one digit is no time yet, unless a day precedes it. */
static void
offer_clock (VigieCompleter *self, const char *from, gboolean space, const char *day, const char *clock)
{
  static const char *const from_hour[] = { ":00", ":15", ":30", ":45", NULL };
  static const char *const from_colon[] = { "00", "15", "30", "45", NULL };
  static const char *const from_h[] = { "15", "30", "45", NULL };
  static const char *const from_tens[] = { "0", "5", NULL };
  static const char *const none[] = { NULL };
  const char *end = clock;
  const char *minutes;

  while (g_ascii_isdigit (*end))
    end++;
  if (end == clock || end > clock + 2)
    return;
  minutes = *end == ':' || *end == 'h' || *end == 'H' ? end + 1 : end;
  if (*end == '\0' && (end == clock + 2 || *day != '\0'))
    offer_endings (self, from, space, day, clock, from_hour);
  else if (*minutes == '\0' && minutes > end)
    offer_endings (self, from, space, day, clock, *end == ':' ? from_colon : from_h);
  else if (minutes > end)
    offer_endings (self, from, space, day, clock, g_ascii_isdigit (minutes[0]) && minutes[1] == '\0' ? from_tens : none);
}

/* "hie": the word for a day, whose clock time is still to come. */
static void
offer_days (VigieCompleter *self, const char *from, const char *folded)
{
  static const struct
  {
    const char *folded, *word;
    int days;
  } days[] = {
    { "hier", "hier", -1 }, { "avant-hier", "avant-hier", -2 }, { "yesterday", "yesterday", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gint64 then_usec = self->scene->now_usec + days[i].days * VIGIE_DAY_USEC;
      g_autofree char *date = NULL;
      g_autofree char *insert = NULL;

      if (strlen (folded) < 2 || !g_str_has_prefix (days[i].folded, folded))
        continue;
      date = vigie_time_format_long_date (then_usec, self->scene->zone, self->scene->lang);
      insert = g_strconcat (days[i].word, " ", NULL);
      vigie_completer_offer (self, VIGIE_COMPLETION_TIME, from, insert, days[i].word, date);
    }
}

/* "hier 23", "22/11 14": a day that is understood, then a clock time that begins at its last space. */
static gboolean
offer_clock_of_day (VigieCompleter *self, const char *from, gboolean space)
{
  const char *clock = strrchr (from, ' ');
  g_autofree char *day = clock != NULL ? g_strndup (from, (gsize) (clock + 1 - from)) : NULL;
  g_autofree char *midnight = g_strconcat (day != NULL ? day : "", "00:00", NULL);
  static const char *const evening[] = { "23:00", "22:00", "21:00", "20:00" };
  gint64 time_usec;

  if (day == NULL || !vigie_time_parse (midnight, self->scene->now_usec, self->scene->zone, &time_usec, NULL))
    return FALSE;
  if (clock[1] != '\0')
    offer_clock (self, from, space, day, clock + 1);
  for (gsize i = 0; clock[1] == '\0' && i < G_N_ELEMENTS (evening); i++)
    offer_time (self, from, space, day, evening[i]);

  return TRUE;
}

void
vigie_completer_offer_times (VigieCompleter *self, const char *typed, gboolean space)
{
  g_autofree char *folded = vigie_text_fold (typed);

  if (*typed == '\0')
    {
      offer_time (self, typed, space, "", "-5");
      offer_time (self, typed, space, "", "-15");
      offer_days (self, typed, self->scene->lang == VIGIE_LANG_FR ? "hier" : "yesterday");
    }
  else if (*typed == '-' || g_str_has_prefix (typed, "−"))
    offer_ago (self, typed, space);
  else if (!offer_clock_of_day (self, typed, space))
    {
      offer_clock (self, typed, space, "", typed);
      offer_days (self, typed, folded);
    }
}
