/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Derived facts. Each is computed from recorded facts alone and says with which; a missing input is named and
 * never guessed. Numbers are ranges throughout, a plain number being one whose ends are equal. What a person
 * recorded wins: recorded lost orders, and not computed ones, give the loss. */

#include "vigie-fact-derive.h"

#include <math.h>
#include <string.h>

#include "vigie-time.h"

#define NBSP "\u00a0"
#define MAX_AMOUNT 1e15

typedef struct { double low, high; } Range;

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  gint64 now_usec;
  GTimeZone *zone;
  VigieLang lang;
  gint64 start_usec, end_usec;
  gint64 down_usec;          /* NONE: not known */
  gboolean running;
  gboolean down_is_sure;
} Sheet;

const VigieFact *
vigie_incident_known_fact (const VigieIncident *incident, const char *name)
{
  const VigieFact *fact = vigie_incident_fact (incident, name);

  return fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && *fact->value != '\0' ? fact : NULL;
}

static gboolean
read_range (const char *value, Range *out)
{
  g_auto(GStrv) parts = g_strsplit (value, "-", 2);
  guint64 number;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, (guint64) MAX_AMOUNT, &number, NULL))
    return FALSE;
  out->low = out->high = (double) number;
  if (parts[1] == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (parts[1], 10, 0, (guint64) MAX_AMOUNT, &number, NULL))
    return FALSE;
  out->high = (double) number;

  return out->low <= out->high;
}

/* A known fact that is a number or a range, or NULL. */
static const VigieFact *
number_fact (const VigieIncident *incident, const char *name, Range *out)
{
  const VigieFact *fact = vigie_incident_known_fact (incident, name);

  return fact != NULL && read_range (fact->value, out) ? fact : NULL;
}

static char *
count_words (Range range, VigieLang lang)
{
  g_autofree char *low = vigie_text_number ((gint64) range.low, lang);
  g_autofree char *high = vigie_text_number ((gint64) range.high, lang);

  return range.low < range.high ? g_strdup_printf ("%s–%s", low, high) : g_steal_pointer (&high);
}

static char *
count_value (Range range)
{
  if (range.low < range.high)
    return g_strdup_printf ("%.0f-%.0f", range.low, range.high);

  return g_strdup_printf ("%.0f", range.high);
}

static VigieDerived *
derived_new (const Sheet *sheet, const char *name)
{
  VigieDerived *derived = g_new0 (VigieDerived, 1);

  derived->name = name;
  derived->missing = g_ptr_array_new ();
  derived->is_recorded = vigie_incident_known_fact (sheet->incident, name) != NULL;

  return derived;
}

void
vigie_derived_free (VigieDerived *derived)
{
  g_free (derived->value);
  g_free (derived->words);
  g_free (derived->formula);
  g_ptr_array_unref (derived->missing);
  g_free (derived);
}

/* TRUE if @value lies above the limit of a clock that waits for the fact. */
static gboolean
passes_limit (const VigiePlaybook *playbook, const char *name, double value)
{
  g_autofree char *prefix = g_strdup_printf ("fact:%s>", name);

  for (guint i = 0; i < playbook->clocks->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (playbook->clocks, i);

      for (guint j = 0; j < clock->requires_->len; j++)
        {
          const char *condition = g_ptr_array_index (clock->requires_, j);

          if (g_str_has_prefix (condition, prefix) && value > g_ascii_strtod (condition + strlen (prefix), NULL))
            return TRUE;
        }
    }

  return FALSE;
}

static void
settle (const Sheet *sheet, VigieDerived *derived, gboolean is_sure, double high)
{
  const VigieFact *fact = vigie_incident_known_fact (sheet->incident, derived->name);
  Range recorded;

  derived->state = is_sure ? VIGIE_FACT_CONFIRMED : VIGIE_FACT_ESTIMATED;
  derived->differs = fact != NULL && strcmp (fact->value, derived->value) != 0;
  derived->is_pressing = passes_limit (sheet->playbook, derived->name, high)
                         && (fact == NULL || (read_range (fact->value, &recorded) && !passes_limit (sheet->playbook, derived->name, recorded.high)));
}

/* ---- The four ---- */

/* A time is sure when the fact that gives it is confirmed, or, without such a fact, a milestone was set. */
static gboolean
time_is_sure (const VigieIncident *incident, const char *name, VigieMilestone milestone, VigieMilestone other)
{
  const VigieFact *fact = vigie_incident_known_fact (incident, name);

  if (fact != NULL)
    return fact->state == VIGIE_FACT_CONFIRMED;

  return incident->milestones[milestone] != VIGIE_TIME_NONE || incident->milestones[other] != VIGIE_TIME_NONE;
}

static void
read_downtime (Sheet *sheet)
{
  sheet->down_usec = VIGIE_TIME_NONE;
  if (!vigie_incident_outage (sheet->incident, sheet->playbook, &sheet->start_usec, &sheet->end_usec, &sheet->running))
    return;
  if (sheet->running)
    sheet->end_usec = sheet->now_usec;
  if (sheet->end_usec < sheet->start_usec)
    return;
  sheet->down_usec = sheet->end_usec - sheet->start_usec;
  sheet->down_is_sure = !sheet->running
                        && time_is_sure (sheet->incident, "outage_start", VIGIE_MILESTONE_STARTED, VIGIE_MILESTONE_STARTED)
                        && time_is_sure (sheet->incident, "outage_end", VIGIE_MILESTONE_RESTORED, VIGIE_MILESTONE_RESOLVED);
}

/* Without an outage its start is missing; with an end before it, the end. */
static const char *
downtime_missing (const Sheet *sheet)
{
  gint64 start, end;
  gboolean running;

  return vigie_incident_outage (sheet->incident, sheet->playbook, &start, &end, &running) ? "outage_end" : "outage_start";
}

static VigieDerived *
derive_downtime (const Sheet *sheet)
{
  VigieDerived *derived = derived_new (sheet, "downtime");
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (sheet->down_usec == VIGIE_TIME_NONE)
    {
      g_ptr_array_add (derived->missing, (gpointer) downtime_missing (sheet));
      return derived;
    }
  start = vigie_time_format_full (sheet->start_usec, sheet->zone, sheet->lang);
  end = sheet->running ? g_strdup (sheet->lang == VIGIE_LANG_FR ? "maintenant" : "now")
                       : vigie_time_format_full (sheet->end_usec, sheet->zone, sheet->lang);
  derived->value = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->down_usec / VIGIE_SECOND_USEC);
  derived->words = vigie_duration_format (sheet->down_usec, sheet->lang);
  derived->formula = g_strdup_printf ("%s → %s", start, end);
  derived->running = sheet->running;
  settle (sheet, derived, sheet->down_is_sure, 0);

  return derived;
}

/* Both facts, if they can be divided. */
static gboolean
read_users (const VigieIncident *incident, Range *affected, Range *total, const VigieFact **part, const VigieFact **whole)
{
  *part = number_fact (incident, "users_affected", affected);
  *whole = number_fact (incident, "users_total", total);

  return *part != NULL && *whole != NULL && total->low > 0 && affected->high <= total->low;
}

gboolean
vigie_derive_users_percent (const VigieIncident *incident, double *out_percent, const VigieFact **newest)
{
  Range affected, total;
  const VigieFact *part, *whole;

  g_return_val_if_fail (incident != NULL && out_percent != NULL, FALSE);

  if (!read_users (incident, &affected, &total, &part, &whole))
    return FALSE;
  *out_percent = affected.high * 100 / total.low;
  if (newest != NULL)
    *newest = vigie_event_compare (part->event, whole->event) > 0 ? part : whole;

  return TRUE;
}

static char *
percent_value (double percent)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", percent);
  g_ascii_formatd (buffer, sizeof buffer, "%.10g", g_ascii_strtod (buffer, NULL));

  return g_strdup (buffer);
}

static VigieDerived *
derive_share (const Sheet *sheet)
{
  VigieDerived *derived = derived_new (sheet, "users_share");
  Range affected, total;
  const VigieFact *part, *whole;
  gboolean is_known = read_users (sheet->incident, &affected, &total, &part, &whole);
  g_autofree char *part_words = NULL;
  g_autofree char *whole_words = NULL;

  if (part == NULL)
    g_ptr_array_add (derived->missing, (gpointer) "users_affected");
  if (whole == NULL || (part != NULL && !is_known))
    g_ptr_array_add (derived->missing, (gpointer) "users_total");
  if (!is_known)
    return derived;
  part_words = count_words (affected, sheet->lang);
  whole_words = count_words (total, sheet->lang);
  derived->value = percent_value (affected.high * 100 / total.low);
  derived->words = vigie_fact_value_words (sheet->playbook, "users_share", derived->value, sheet->zone, sheet->lang);
  derived->formula = g_strdup_printf ("%s / %s", part_words, whole_words);
  settle (sheet, derived, part->state == VIGIE_FACT_CONFIRMED && whole->state == VIGIE_FACT_CONFIRMED, 0);

  return derived;
}

/* Orders in the time the service was down; what is missing is added to @missing. */
static gboolean
read_orders (const Sheet *sheet, GPtrArray *missing, Range *out, char **formula, gboolean *is_sure)
{
  Range rate;
  const VigieFact *fact = number_fact (sheet->incident, "orders_per_hour", &rate);
  double hours = (double) sheet->down_usec / VIGIE_HOUR_USEC;
  g_autofree char *rate_words = NULL;
  g_autofree char *down = NULL;

  if (fact == NULL)
    g_ptr_array_add (missing, (gpointer) "orders_per_hour");
  if (sheet->down_usec == VIGIE_TIME_NONE)
    g_ptr_array_add (missing, (gpointer) downtime_missing (sheet));
  if (fact == NULL || sheet->down_usec == VIGIE_TIME_NONE)
    return FALSE;
  rate_words = count_words (rate, sheet->lang);
  down = vigie_duration_format (sheet->down_usec, sheet->lang);
  *formula = g_strdup_printf ("%s/h × %s", rate_words, down);
  out->low = rate.low * hours;
  out->high = rate.high * hours;
  *is_sure = fact->state == VIGIE_FACT_CONFIRMED && sheet->down_is_sure;

  return TRUE;
}

static Range
rounded (Range range)
{
  return (Range) { .low = round (MIN (range.low, MAX_AMOUNT)), .high = round (MIN (range.high, MAX_AMOUNT)) };
}

static VigieDerived *
derive_orders (const Sheet *sheet)
{
  VigieDerived *derived = derived_new (sheet, "orders_lost");
  Range orders;
  gboolean is_sure;

  if (!read_orders (sheet, derived->missing, &orders, &derived->formula, &is_sure))
    return derived;
  orders = rounded (orders);
  derived->value = count_value (orders);
  derived->words = count_words (orders, sheet->lang);
  derived->running = sheet->running;
  settle (sheet, derived, is_sure, orders.high);

  return derived;
}

static VigieDerived *
derive_loss (const Sheet *sheet)
{
  VigieDerived *derived = derived_new (sheet, "loss_fcfa");
  Range orders, average, loss;
  const VigieFact *price = number_fact (sheet->incident, "average_order_fcfa", &average);
  const VigieFact *lost = number_fact (sheet->incident, "orders_lost", &orders);
  gboolean is_sure = lost != NULL && lost->state == VIGIE_FACT_CONFIRMED;
  g_autofree char *orders_words = lost != NULL ? count_words (orders, sheet->lang) : NULL;
  gboolean is_known = lost != NULL || read_orders (sheet, derived->missing, &orders, &orders_words, &is_sure);
  g_autofree char *price_words = NULL;
  g_autofree char *loss_words = NULL;

  if (price == NULL)
    g_ptr_array_add (derived->missing, (gpointer) "average_order_fcfa");
  if (price == NULL || !is_known)
    return derived;
  loss = rounded ((Range) { .low = orders.low * average.low, .high = orders.high * average.high });
  price_words = count_words (average, sheet->lang);
  loss_words = count_words (loss, sheet->lang);
  derived->value = count_value (loss);
  derived->words = g_strdup_printf ("%s" NBSP "FCFA", loss_words);
  derived->formula = g_strdup_printf ("%s × %s" NBSP "FCFA", orders_words, price_words);
  derived->running = lost == NULL && sheet->running;
  settle (sheet, derived, is_sure && price->state == VIGIE_FACT_CONFIRMED, loss.high);

  return derived;
}

/**
 * vigie_facts_derive:
 * @playbook: names, units and the limits of the clocks
 * @incident: the incident
 * @now_usec: until when a running outage is counted
 * @zone: (nullable): zone of the times in the words; %NULL for UTC
 * @lang: language of the words
 *
 * Returns: (transfer full): #VigieDerived for downtime, users_share, orders_lost and loss_fcfa
 */
GPtrArray *
vigie_facts_derive (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  Sheet sheet = { .playbook = playbook, .incident = incident, .now_usec = now_usec, .zone = zone != NULL ? zone : utc, .lang = lang };
  GPtrArray *all;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  read_downtime (&sheet);
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_derived_free);
  g_ptr_array_add (all, derive_downtime (&sheet));
  g_ptr_array_add (all, derive_share (&sheet));
  g_ptr_array_add (all, derive_orders (&sheet));
  g_ptr_array_add (all, derive_loss (&sheet));

  return all;
}

const VigieDerived *
vigie_derived_find (GPtrArray *derived, const char *name)
{
  for (guint i = 0; i < derived->len; i++)
    {
      const VigieDerived *one = g_ptr_array_index (derived, i);

      if (strcmp (one->name, name) == 0)
        return one;
    }

  return NULL;
}
