/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures against the fact sheet and against what was sent before.
 *
 * A number contradicts the sheet when a fact for its noun is known and none of them says it. A time contradicts when the fact
 * for its cue is known, says another time, and no other known time is that one: a text may give more times than the sheet. */

#include "vigie-notice-check-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "vigie-fact-derive.h"
#include "vigie-figure.h"
#include "vigie-say.h"
#include "vigie-text.h"
#include "vigie-time.h"

typedef struct
{
  VigieChecker *checker;
  VigieCheckField field;
  const VigieFlat *flat;
  GTimeZone *zone;
} Look;

static const char *const facts_of[][4] = {
  [VIGIE_FIGURE_USERS] = { "users_affected", "persons", "users_total", NULL },
  [VIGIE_FIGURE_ORDERS] = { "orders_lost", NULL },
  [VIGIE_FIGURE_RECORDS] = { "records", NULL },
  [VIGIE_FIGURE_TRANSACTIONS] = { "transactions_stuck", NULL },
  [VIGIE_FIGURE_USERS_PERCENT] = { "users_share", NULL },
  [VIGIE_FIGURE_REVENUE_PERCENT] = { "revenue_share", NULL },
  [VIGIE_FIGURE_LOSS] = { "loss_fcfa", NULL },
};

static const char *const facts_of_cue[] = {
  [VIGIE_CUE_NONE] = NULL,
  [VIGIE_CUE_START] = "outage_start",
  [VIGIE_CUE_END] = "outage_end",
  [VIGIE_CUE_EXPECTED] = "eta",
  [VIGIE_CUE_NEXT] = NULL,
  [VIGIE_CUE_AWARE] = "aware_at",
  [VIGIE_CUE_CONTAINED] = "contained_at",
  [VIGIE_CUE_DETECTED] = NULL,
};

/* “Start of the outage: 23:41 GMT (confirmed, probe)”. Owned. */
static char *
what_the_sheet_says (const Look *look, const char *name)
{
  const VigieCheckInput *input = look->checker->input;
  const VigieFact *fact = vigie_incident_fact (input->incident, name);
  const VigieFactDef *def = input->playbook != NULL ? vigie_playbook_fact (input->playbook, name) : NULL;
  const char *label = def != NULL ? vigie_text_get (&def->label, input->screen_lang) : name;
  g_autofree char *value = vigie_fact_value_words (input->playbook, name, fact->value, look->zone, input->screen_lang);
  const char *state = vigie_fact_state_label (fact->state, input->screen_lang);

  /* Translators: a fact, its value, how sure it is. */
  return g_strdup_printf (_ ("%s: %s (%s)"), label, value, state);
}

/* The sheet says otherwise of @figure: its place leads to the fact, and may take what the fact says. */
static void
add_differs (const Look *look, const VigieFigure *figure, const char *name, char *proposal)
{
  VigieCheckFinding *finding = vigie_checker_add (look->checker, "fact-differs", look->field,
                                                  figure->span, what_the_sheet_says (look, name),
                                                  proposal);

  if (finding != NULL)
    finding->fact = g_strdup (name);
}

static gboolean
says_number (const VigieFigure *figure, const char *value)
{
  char *rest = NULL;
  double low = g_ascii_strtod (value, &rest), high = low;

  if (*rest == '-')
    high = g_ascii_strtod (rest + 1, NULL);

  return vigie_figure_is (figure, low) || vigie_figure_is (figure, high) || (low < figure->value && figure->value < high);
}

/* The share of the users that follows from the numbers, where it is not recorded itself. */
static gboolean
is_derived_share (const Look *look, const VigieFigure *figure)
{
  double percent;

  return figure->kind == VIGIE_FIGURE_USERS_PERCENT && vigie_derive_users_percent (look->checker->input->incident, &percent, NULL) &&
         (vigie_figure_is (figure, percent) || (double) (int) (percent + 0.5) == figure->value);
}

/* The number to write instead: the whole value of a fact that is no range. */
static char *
number_to_propose (const Look *look, const char *name, const VigieFigure *figure)
{
  const char *value = vigie_checker_fact (look->checker, name);
  gint64 number;

  if (figure->sense != VIGIE_FIGURE_EXACT || !g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL))
    return NULL;

  return vigie_text_number (number, look->checker->input->lang);
}

static void
compare_number (const Look *look, const VigieFigure *figure)
{
  const char *const *names = facts_of[figure->kind];
  const char *first = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = vigie_checker_fact (look->checker, names[i]);

      if (value == NULL)
        continue;
      if (says_number (figure, value))
        return;
      if (first == NULL && strcmp (names[i], "users_total") != 0)
        first = names[i];
    }
  if (first != NULL && !is_derived_share (look, figure))
    add_differs (look, figure, first, number_to_propose (look, first, figure));
}

/* Whether @figure is of that moment; a clock time alone of any day. */
static gboolean
is_at (const Look *look, const VigieFigure *figure, gint64 time_usec)
{
  g_autoptr(GDateTime) utc = time_usec != VIGIE_TIME_NONE ? g_date_time_new_from_unix_utc (time_usec / G_USEC_PER_SEC) : NULL;
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, look->zone) : NULL;

  if (local == NULL)
    return FALSE;
  if (figure->kind == VIGIE_FIGURE_CLOCK)
    return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local) == (int) figure->value;

  return g_date_time_get_day_of_month (local) == figure->day && g_date_time_get_month (local) == figure->month &&
         (figure->year == 0 || g_date_time_get_year (local) == figure->year);
}

static gboolean
fact_time (const VigieChecker *checker, const char *name, gint64 *out_usec)
{
  const char *value = name != NULL ? vigie_checker_fact (checker, name) : NULL;

  return value != NULL && vigie_time_parse_rfc3339 (value, out_usec, NULL);
}

/* Without making a date of each of ten thousand entries: how far the zone was from UTC when the incident began. */
static gboolean
is_clock_at (gint64 offset_usec, const VigieFigure *figure, gint64 time_usec)
{
  gint64 minutes = (time_usec + offset_usec) / VIGIE_MINUTE_USEC;

  return figure->kind != VIGIE_FIGURE_CLOCK || minutes % (24 * 60) == (gint64) figure->value;
}

static gint64
offset_of (const Look *look)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (look->checker->input->now_usec / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = now != NULL ? g_date_time_to_timezone (now, look->zone) : NULL;

  return local != NULL ? g_date_time_get_utc_offset (local) : 0;
}

/* Something was noted at that time: a text may tell it. */
static gboolean
is_noted (const Look *look, const VigieFigure *figure)
{
  GPtrArray *entries = look->checker->input->incident->entries;
  gint64 offset_usec = offset_of (look);

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieEntry *entry = entries->pdata[i];

      if (entry->kind != VIGIE_ENTRY_FOLLOWUP && entry->kind != VIGIE_ENTRY_ALERT && entry->retract_reason == NULL &&
          is_clock_at (offset_usec, figure, entry->occurred_usec) && is_at (look, figure, entry->occurred_usec))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_any_known_time (const Look *look, const VigieFigure *figure)
{
  const VigieIncident *incident = look->checker->input->incident;
  GHashTableIter iter;
  gpointer name;
  gint64 time_usec;

  if (is_at (look, figure, look->checker->input->next_update_usec))
    return TRUE;
  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    if (is_at (look, figure, incident->milestones[i]))
      return TRUE;
  for (guint i = 0; i < incident->messages->len; i++)
    if (is_at (look, figure, ((const VigieMessage *) incident->messages->pdata[i])->occurred_usec))
      return TRUE;
  for (g_hash_table_iter_init (&iter, incident->facts); g_hash_table_iter_next (&iter, &name, NULL);)
    if (fact_time (look->checker, name, &time_usec) && is_at (look, figure, time_usec))
      return TRUE;

  return is_noted (look, figure);
}

static void
compare_time (const Look *look, const VigieFigure *figure)
{
  const char *name = facts_of_cue[figure->cue];
  g_autofree char *clock = NULL;
  gint64 time_usec;

  if (!fact_time (look->checker, name, &time_usec) || is_any_known_time (look, figure))
    return;
  clock = figure->kind == VIGIE_FIGURE_CLOCK
              ? vigie_time_format_clock (time_usec, look->zone)
              : vigie_time_format_date (time_usec, look->zone, look->checker->input->lang);
  add_differs (look, figure, name, g_steal_pointer (&clock));
}

static VigiePattern correction_line = { "^[ *-]*(?:correction|rectificatif|erratum|rectification)s?\\b", NULL };

static gboolean
is_in_correction (const Look *look, const VigieFigure *figure)
{
  return vigie_flat_has_within (look->flat, &correction_line, vigie_flat_line (look->flat, figure->span));
}

static gboolean
has_correction (const Look *look)
{
  const char *correction = look->checker->input->correction;

  return (correction != NULL && correction[strspn (correction, " \n\t")] != '\0') || vigie_flat_has (look->flat, &correction_line);
}

/* What @earlier says of the same thing, and differently: the figure's place there. */
static const VigieFigure *
contradiction (GArray *earlier, const VigieFigure *figure)
{
  const VigieFigure *found = NULL;

  for (guint i = 0; i < earlier->len; i++)
    {
      const VigieFigure *other = &g_array_index (earlier, VigieFigure, i);
      gboolean is_same_thing = other->kind == figure->kind && other->cue == figure->cue;

      if (!is_same_thing)
        continue;
      if (vigie_figure_is (figure, other->value) || vigie_figure_is (other, figure->value))
        return NULL;
      found = other;
    }

  return found;
}

/* Expected ends and next updates move on by themselves; what has happened does not. */
static gboolean
is_lasting (const VigieFigure *figure)
{
  if (figure->kind == VIGIE_FIGURE_DATE)
    return FALSE;

  return figure->kind != VIGIE_FIGURE_CLOCK || figure->cue == VIGIE_CUE_START || figure->cue == VIGIE_CUE_AWARE || figure->cue == VIGIE_CUE_CONTAINED;
}

static const char *
fact_of (const VigieFigure *figure)
{
  return figure->kind >= VIGIE_FIGURE_CLOCK ? facts_of_cue[figure->cue] : facts_of[figure->kind][0];
}

/* "(users affected)", in the language of the text, for a reader who looks for what was corrected. Owned; "" if it has no name. */
static char *
thing_words (const Look *look, const VigieFigure *figure)
{
  const VigieCheckInput *input = look->checker->input;
  const VigieFactDef *def = input->playbook != NULL && fact_of (figure) != NULL
                                ? vigie_playbook_fact (input->playbook, fact_of (figure))
                                : NULL;
  const char *label = def != NULL ? vigie_text_get (&def->label, input->lang) : NULL;

  return label != NULL ? g_strdup_printf (" (%s)", label) : g_strdup ("");
}

/* “Correction (users affected): 1,920, not 1,840 as we said before.” Owned. */
static char *
line_to_propose (const Look *look, const VigieFigure *figure, const char *was)
{
  g_autofree char *is = vigie_flat_slice (look->flat, figure->span);
  g_autofree char *thing = thing_words (look, figure);

  return g_strdup_printf (
      vigie_say_pick (look->checker->input->lang, "Correction%s: %s, not %s as we said before.",
                      "Correction%s\302\240: %s, et non %s comme annoncé plus tôt."),
      thing, is, was);
}

static void
add_earlier (const Look *look, const VigieFigure *figure, const char *was)
{
  VigieCheckFinding *finding = vigie_checker_add (
      look->checker, "earlier-differs", look->field, figure->span,
      /* Translators: %s is a figure of an earlier message. */
      g_strdup_printf (_ ("It said %s. Add a line that begins with “Correction:”."), was), NULL);

  if (finding == NULL)
    return;
  finding->fact = g_strdup (fact_of (figure));
  finding->line = line_to_propose (look, figure, was);
}

static void
compare_earlier (const Look *look, GArray *figures, const char *text)
{
  g_autoptr(VigieFlat) flat = vigie_flat_new (text);
  g_autoptr(GArray) earlier = vigie_figures_find (flat);

  for (guint i = 0; i < figures->len; i++)
    {
      const VigieFigure *figure = &g_array_index (figures, VigieFigure, i);
      const VigieFigure *other = is_lasting (figure) && !is_in_correction (look, figure) ? contradiction (earlier, figure) : NULL;
      g_autofree char *words = other != NULL ? vigie_flat_slice (flat, other->span) : NULL;

      if (other != NULL)
        add_earlier (look, figure, words);
    }
}

static void
check_field (const Look *look)
{
  g_autoptr(GArray) figures = vigie_figures_find (look->flat);
  GPtrArray *earlier = look->checker->input->earlier;

  for (guint i = 0; i < figures->len && look->checker->input->incident != NULL; i++)
    {
      const VigieFigure *figure = &g_array_index (figures, VigieFigure, i);

      if (is_in_correction (look, figure))
        continue;
      if (figure->kind >= VIGIE_FIGURE_CLOCK)
        compare_time (look, figure);
      else
        compare_number (look, figure);
    }
  for (guint i = 0; earlier != NULL && i < earlier->len && !has_correction (look); i++)
    compare_earlier (look, figures, earlier->pdata[i]);
}

void
vigie_check_figures (VigieChecker *checker)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GTimeZone *zone = checker->input->zone != NULL ? checker->input->zone : utc;

  for (VigieCheckField field = VIGIE_CHECK_SUBJECT; field <= VIGIE_CHECK_BODY; field++)
    check_field (&(Look) { checker, field, checker->flats[field], zone });
}
