/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The next update: that its time is said, that it is still to come, and that it is the one that was planned. */

#include "vigie-notice-check-private.h"

#include <string.h>

#include "vigie-figure.h"
#include "vigie-time.h"

static VigiePattern next_words = { "prochaine?s? (?:mise|point|message|info|information|chiffre|nouvelle|communication)|\\bbilan\\b|reecri\\w+|next (?:update|message|check-in|figure|news|information)|\\bsummary\\b|write again", NULL };
static VigiePattern time_words = { "\\d{1,2} ?(?::|h) ?\\d{0,2}|\\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|apr|may|jun|jul|aug)|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}|\\{\\{|\\[", NULL };

static gboolean
is_asked (const VigieChecker *checker)
{
  static const char *const kinds[] = { "status", "mail", "sms", "in-app", "persons", NULL };

  return checker->input->kind != NULL && g_strv_contains (kinds, checker->input->kind);
}

static gboolean
is_time_of (const VigieFigure *figure, gint64 time_usec, GTimeZone *zone)
{
  g_autofree char *clock = vigie_time_format_clock (time_usec, zone);
  int minutes = (clock[0] - '0') * 600 + (clock[1] - '0') * 60 + (clock[3] - '0') * 10 + (clock[4] - '0');

  return minutes == (int) figure->value;
}

/* Compares each clock time that is said to be the next update’s with the one planned. */
static void
check_planned (VigieChecker *checker, GTimeZone *zone)
{
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];
  g_autoptr(GArray) figures = vigie_figures_find (flat);
  gint64 next_usec = checker->input->next_update_usec;

  for (guint i = 0; i < figures->len; i++)
    {
      const VigieFigure *figure = &g_array_index (figures, VigieFigure, i);

      if (figure->kind != VIGIE_FIGURE_CLOCK || figure->cue != VIGIE_CUE_NEXT)
        continue;
      if (!is_time_of (figure, next_usec, zone))
        vigie_checker_add (checker, "next-differs", VIGIE_CHECK_BODY, figure->span,
                           vigie_time_format_full (next_usec, zone, checker->input->screen_lang), vigie_time_format_clock (next_usec, zone));
      else if (next_usec <= checker->input->now_usec)
        vigie_checker_add (checker, "next-past", VIGIE_CHECK_BODY, figure->span,
                           vigie_time_format_full (next_usec, zone, checker->input->screen_lang), NULL);
    }
}

/* Its words with a time in the same line, or the planned time anywhere. */
static gboolean
is_said (VigieChecker *checker, GTimeZone *zone)
{
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];
  g_autofree char *clock = checker->input->next_update_usec != VIGIE_TIME_NONE ? vigie_time_format_clock (checker->input->next_update_usec, zone) : NULL;
  VigieFlatSpan span;

  if (clock != NULL && strstr (flat->lower, clock) != NULL)
    return TRUE;
  for (int from = 0; vigie_flat_next (flat, &next_words, FALSE, &from, &span);)
    if (vigie_flat_has_within (flat, &time_words, vigie_flat_line (flat, span)))
      return TRUE;

  return FALSE;
}

void
vigie_check_next (VigieChecker *checker)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = checker->input->zone != NULL ? checker->input->zone : utc;

  if (is_asked (checker) && !is_said (checker, zone))
    vigie_checker_add_whole (checker, "next-missing", NULL);
  if (checker->input->next_update_usec != VIGIE_TIME_NONE)
    check_planned (checker, zone);
}
