/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ENISA's severity of a breach (2013): the class of the data, times how easily persons are identified, plus the
 * circumstances. Of several categories the highest class counts, and what is not excluded counts as touched. How
 * many persons there are has no weight; more than a hundred is a flag. The classes are the company's own defaults;
 * the fact `data_class` replaces them when it comes with a written reason. An input that nobody knows is taken at
 * its worse and named. */

#include "vigie-breach-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BORDER 0.25

static const struct { const char *category; int dpc; gboolean identifies; } classes[] = {
  { "name", 1, FALSE },
  { "email", 1, FALSE },
  { "phone", 1, TRUE }, /* it is the identifier of the mobile-money account */
  { "address", 1, FALSE },
  { "identity-document", 1, TRUE },
  { "orders", 2, FALSE },
  { "location", 2, FALSE },
  { "mobile-money-history", 3, TRUE },
  { "mobile-money-balance", 3, TRUE },
  { "mobile-money-pin", 3, TRUE },
  { "invoices", 3, FALSE },
  { "payment-token", 3, FALSE },
  { "password", 3, FALSE },      /* the account it opens shows invoices */
  { "password-hash", 3, FALSE },
  { "health", 4, FALSE },
  { "religion", 4, FALSE },
  { "other", 4, FALSE },         /* nobody said what: the highest */
};

/* @fact is not known; @worse is what it adds until it is. */
static double
assume (VigieBreachScore *score, const char *fact, double worse)
{
  g_ptr_array_add (score->assumed, (gpointer) fact);
  score->at_least -= worse;

  return worse;
}

/* What is certain of the first two factors. */
typedef struct { gboolean identifies; int dpc; double ei; } Certain;

static void
take_class (const VigieBreachCase *given, const char *list, VigieBreachScore *score, gboolean *identifies)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (!vigie_breach_says (given, list, classes[i].category))
        continue;
      *identifies = *identifies || classes[i].identifies;
      if (classes[i].dpc > score->dpc)
        {
          score->dpc = classes[i].dpc;
          score->class_category = classes[i].category;
        }
    }
}

static void
read_class (const VigieBreachCase *given, VigieBreachScore *score, Certain *certain)
{
  const VigieFact *by_hand = vigie_breach_fact (given, "data_class");
  gboolean ignored = FALSE;

  take_class (given, "data_touched", score, &certain->identifies);
  certain->dpc = MAX (score->dpc, 1);
  take_class (given, "data_unknown", score, &ignored);
  if (vigie_breach_fact (given, "data_unknown") != NULL)
    assume (score, "data_unknown", 0);
  if (by_hand != NULL && vigie_breach_has_source (by_hand) && atoi (by_hand->value) >= 1 && atoi (by_hand->value) <= 4)
    {
      score->dpc = certain->dpc = atoi (by_hand->value);
      score->class_by_hand = TRUE;
    }
  if (score->dpc == 0)
    {
      score->dpc = 4;
      assume (score, "data_touched", 0);
    }
}

static void
read_identification (const VigieBreachCase *given, VigieBreachScore *score, Certain *certain)
{
  static const struct { const char *word; double ei; } steps[] = {
    { "negligible", 0.25 }, { "limited", 0.5 }, { "significant", 0.75 }, { "maximum", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (vigie_breach_says (given, "identification", steps[i].word))
        score->ei = steps[i].ei;
    }
  if (score->ei == 0 && score->unintelligible)
    score->ei = 0.25;
  certain->ei = score->ei != 0 ? score->ei : certain->identifies ? 1 : 0.25;
  if (score->ei != 0)
    return;
  score->ei = 1;
  if (!certain->identifies)
    assume (score, "identification", 0);
}

/* A loss that the kind of the breach leaves out counts nothing. */
static gboolean
may_be (const VigieBreachCase *given, const char *kind, gboolean otherwise)
{
  if (vigie_breach_fact (given, "breach_kind") == NULL)
    return otherwise;

  return vigie_breach_says (given, "breach_kind", kind);
}

static double
read_confidentiality (const VigieBreachCase *given, VigieBreachScore *score)
{
  const VigieFact *recipients = vigie_incident_fact_at (given->incident, "recipients", given->now_usec);
  const VigieFact *out = vigie_breach_fact (given, "exfiltrated");

  if (score->unintelligible || vigie_breach_says (given, "recipients", "none"))
    return 0;
  if (vigie_breach_says (given, "recipients", "known"))
    return 0.25;
  if (!may_be (given, "confidentiality", given->is_company_breach || out != NULL))
    return 0;
  /* "Unknown" is an answer here: anybody may have it. */
  if (recipients != NULL && recipients->state != VIGIE_FACT_UNKNOWN && strcmp (recipients->value, "unknown") == 0)
    return 0.5;
  if (out != NULL && strcmp (out->value, "no") == 0 && out->state == VIGIE_FACT_CONFIRMED)
    return 0;
  if (out != NULL && strcmp (out->value, "yes") == 0)
    return 0.5;

  return assume (score, "recipients", 0.5);
}

/* Integrity and availability: nothing, a while, for good. */
static double
read_loss (const VigieBreachCase *given, VigieBreachScore *score, const char *fact)
{
  if (vigie_breach_says (given, fact, "recoverable"))
    return 0.25;
  if (vigie_breach_says (given, fact, "lost"))
    return 0.5;
  if (vigie_breach_says (given, fact, "none") || !may_be (given, fact, FALSE))
    return 0;

  return assume (score, fact, 0.5);
}

static double
read_intent (const VigieBreachCase *given, VigieBreachScore *score)
{
  const VigieFact *said = vigie_incident_fact_at (given->incident, "malicious", given->now_usec);

  if (vigie_breach_says (given, "malicious", "yes"))
    return 0.5;
  if (vigie_breach_says (given, "malicious", "no"))
    return 0;
  /* Nobody has been asked about intent in an outage. */
  if (said == NULL && !given->is_company_breach)
    return 0;

  return assume (score, "malicious", 0.5);
}

static VigieBreachBand
band_of (double total)
{
  return total >= 4 ? VIGIE_BAND_VERY_HIGH : total >= 3 ? VIGIE_BAND_HIGH : total >= 2 ? VIGIE_BAND_MEDIUM : VIGIE_BAND_LOW;
}

static gboolean
is_at_a_cut (double total)
{
  for (int cut = 2; cut <= 4; cut++)
    {
      if (fabs (total - cut) <= BORDER)
        return TRUE;
    }

  return FALSE;
}

VigieBreachScore *
vigie_breach_score (const VigieBreachCase *given)
{
  VigieBreachScore *score = g_new0 (VigieBreachScore, 1);
  const VigieFact *protection = vigie_breach_fact (given, "protection");
  Certain certain = { 0 };

  score->assumed = g_ptr_array_new ();
  score->unintelligible = protection != NULL && strcmp (protection->value, "intact") == 0;
  score->over_100_persons = !given->persons.known || given->persons.high > 100;
  read_class (given, score, &certain);
  read_identification (given, score, &certain);
  score->confidentiality = read_confidentiality (given, score);
  score->integrity = read_loss (given, score, "integrity");
  score->availability = read_loss (given, score, "availability");
  score->malicious = read_intent (given, score);
  score->cb = score->confidentiality + score->integrity + score->availability + score->malicious;
  /* Quarters are exact in binary: what is 2.0 by hand is 2.0 here. */
  score->total = score->dpc * score->ei + score->cb;
  score->at_least += certain.dpc * certain.ei + score->cb;
  score->band = band_of (score->total);
  score->borderline = is_at_a_cut (score->total);

  return score;
}

/* What the kind of data, or the score even at its mildest, suggests until a person has judged. */
void
vigie_breach_presume (VigieBreachCase *given)
{
  const VigieBreachScore *score = given->breach->score;

  if (score == NULL || score->unintelligible)
    return;
  if (vigie_breach_says (given, "data_touched", "identity-document") && score->confidentiality >= 0.5)
    {
      given->presumed_high = TRUE;
      given->presumed_why = vigie_say_pick (given->lang, "identity documents in unknown hands allow theft of identity",
                                            "des pièces d’identité dans des mains inconnues permettent l’usurpation");
    }
  else if (score->at_least >= 3)
    {
      given->presumed_high = TRUE;
      given->presumed_why = vigie_say_pick (given->lang, "the severity score is high", "le score de gravité est élevé");
    }
}
