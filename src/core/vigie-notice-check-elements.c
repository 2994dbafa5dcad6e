/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a notice of a kind must say. An element is taken as there when one of its usual words is: that a heading has
 * something sensible under it is for the person who approves. */

#include "vigie-notice-check-private.h"

#include <string.h>

#include "vigie-time.h"

#define AUTHORITY_HOURS 72

typedef enum
{
  NATURE,
  CONSEQUENCES,
  DPO,
  MEASURES,
  ADVICE,
  CONTACT,
  PERSONS,
  RECORDS,
  CHANGE,
  REASON,
  IMPACT,
  AWARE,
  REFERENCE,
  VERIFY,
  FRAUD,
  DATE,
  DELAY,
} Element;

static VigiePattern elements[] = {
  [NATURE] = { "s'est passe|incident|violation|fuite|panne|acces non autorise|what happened|breach|outage|unauthori[sz]ed|problem", NULL },
  [CONSEQUENCES] = { "consequence|entrain|\\brisque|pourrai(?:t|ent)? (?:servir|etre (?:utilise|envoye))|lead to|could be used|may be used|\\brisks?\\b|it may mean", NULL },
  [DPO] = { "\\bdpo\\b|(?<!sur la )protection des donnees|data protection(?! regulation)", NULL },
  [MEASURES] = { "avons fait|\\bmesures?\\b|avons (?:aussitot |immediatement |deja )?(?:corrige|bloque|ferme|change|coupe|reinitialise|renforce|retire|isole)|actions (?:que|menees|prises)|have done|what we did|\\bmeasures?\\b|we (?:have )?(?:at once )?(?:blocked|closed|fixed|reset|changed|cut|isolated|removed)|was done|a ete fait|correction", NULL },
  [ADVICE] = { "(?:pouvez|devez) faire|\\bchange[zr]\\b|\\bmefie[zr]\\b|\\bsoyez\\b|\\bsurveille[zr]\\b|\\bverifie[zr]\\b|ne donnez|que faire|can do|must do|\\bplease change|\\bchange your|be careful|watch your|what to do|do not give|never give", NULL },
  [CONTACT] = { "[\\w.+-]+@[\\w-]+\\.|https?://|\\bwww\\.|\\bstatus\\.|\\btel\\b|\\btelephone|\\+\\d{3}|\\bcourriel\\b|\\bemail\\b|\\bnotre message|\\bour message|\\baide\\b|\\bhelp\\b", NULL },
  [PERSONS] = { "\\bpersonnes?\\b|\\bpersons?\\b|\\bpeople\\b|\\bclients?\\b|\\bcustomers?\\b|\\butilisateurs?\\b|\\busers?\\b", NULL },
  [RECORDS] = { "enregistrements?|\\brecords?\\b|\\blignes?\\b|\\bfiches?\\b|\\bdossiers?\\b", NULL },
  [CHANGE] = { "\\bavant\\b|disait|etait|precedent|premier avis|desormais|complement|\\bwas\\b|\\bearlier\\b|\\bnow\\b|previous|initial|complement", NULL },
  [REASON] = { "\\bcar\\b|parce que|\\braisons?\\b|\\bmotifs?\\b|because|\\breasons?\\b|\\bsince\\b|en effet", NULL },
  [IMPACT] = { "ne (?:fonctionne|marche|repond|passe|charge)|touche|impact|indisponib|perturb|inaccessible|impossible|echou|interromp|interruption|\\blents?\\b|ralenti|retabli|fonctionne|\\bnormal|commandes?|paiements?|\\bacces\\b|not work|no longer work|affected|unavailable|unreachable|\\bdown\\b|disturbed|\\bfail|\\bslow|is back|\\bworks\\b|\\bworking (?:again|normally)|orders?|payments?|access", NULL },
  [AWARE] = { "\\bappris\\b|decouver|constat|detect|connaissance|learn(?:t|ed)|discover|found (?:out|it)|became aware", NULL },
  [REFERENCE] = { "\\breference|\\bref\\b|\\bn\\x02 ?\\d|\\d{4}-\\d{2}-\\d{2}-[a-z0-9]{4}", NULL },
  [VERIFY] = { "(?:assurer|verifier) que ce (?:message|courriel|sms)|authenticite|page d'etat|vous-memes? (?:la|sur|notre|le)|that this (?:message|e-?mail|letter) is|status page|yourself", NULL },
  [FRAUD] = { "mobile money|orange money|\\bwave\\b|\\bmomo\\b|moov money", NULL },
  [DATE] = { "\\b\\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|march|apr|may|june|july|aug)|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}/\\d{1,2}/\\d{4}|(?:november|december|january|february|october|september|august|july|june|april) \\d", NULL },
  [DELAY] = { "\\bretard|\\b72 ?h|\\bdelai|\\bdelay|\\blate\\b|\\b72 hours", NULL },
};

typedef enum
{
  ANY = 0,
  LONG = 1,                     /* e-mail, letter: room for all of it */
  SHORT = 2,                    /* SMS, in the application: points to the long one */
} Room;

typedef struct
{
  const char *kind;
  Room room;
  Element element;
  const char *rule;
} Demand;

static const Demand demands[] = {
  { "persons", LONG, NATURE, "missing-nature" },
  { "persons", LONG, CONSEQUENCES, "missing-consequences" },
  { "persons", LONG, DPO, "missing-dpo" },
  { "persons", LONG, MEASURES, "missing-measures" },
  { "persons", ANY, ADVICE, "missing-advice" },
  { "persons", SHORT, CONTACT, "missing-contact" },
  { "persons", LONG, AWARE, "missing-aware" },
  { "persons", LONG, REFERENCE, "missing-reference" },
  { "persons", LONG, VERIFY, "missing-verify" },
  { "persons", LONG, FRAUD, "missing-fraud" },
  { "authority-initial", ANY, NATURE, "missing-nature" },
  { "authority-initial", ANY, PERSONS, "missing-persons" },
  { "authority-initial", ANY, RECORDS, "missing-records" },
  { "authority-initial", ANY, CONSEQUENCES, "missing-consequences" },
  { "authority-initial", ANY, MEASURES, "missing-measures" },
  { "authority-initial", ANY, DPO, "missing-dpo" },
  { "authority-complement", ANY, REFERENCE, "missing-reference" },
  { "authority-complement", ANY, CHANGE, "missing-change" },
  { "authority-withdrawal", ANY, REASON, "missing-reason" },
  { "authority-withdrawal", ANY, REFERENCE, "missing-reference" },
  { "status", ANY, IMPACT, "missing-impact" },
  { "mail", ANY, IMPACT, "missing-impact" },
  { "sms", ANY, IMPACT, "missing-impact" },
  { "in-app", ANY, IMPACT, "missing-impact" },
  { "press", LONG, CONTACT, "missing-press-contact" },
  { "press", LONG, MEASURES, "missing-done" },
  { "press", LONG, DATE, "missing-date" },
  { "partners", LONG, IMPACT, "missing-effect" },
  { "partners", LONG, MEASURES, "missing-done" },
};

static Room
room_of (const VigieChecker *checker)
{
  return vigie_checker_channel_is (checker, "sms") || vigie_checker_channel_is (checker, "in-app") ||
                 vigie_checker_channel_is (checker, "social") ? SHORT : LONG;
}

static gboolean
says (const VigieChecker *checker, Element element)
{
  return vigie_flat_has (checker->flats[VIGIE_CHECK_BODY], &elements[element]) ||
         (element != CONTACT && vigie_flat_has (checker->flats[VIGIE_CHECK_SUBJECT], &elements[element]));
}

/* The impact stands in the first two sentences or the subject of a status update. */
static gboolean
is_impact_first (const VigieChecker *checker)
{
  const VigieFlat *flat = checker->flats[VIGIE_CHECK_BODY];
  VigieFlatSpan first = vigie_flat_around (flat, (VigieFlatSpan) { 0, 0 }, "");
  VigieFlatSpan second = vigie_flat_around (flat, (VigieFlatSpan) { MIN (first.end + 2, (int) flat->length), MIN (first.end + 2, (int) flat->length) }, "");

  return vigie_flat_has (checker->flats[VIGIE_CHECK_SUBJECT], &elements[IMPACT]) || vigie_flat_has_within (flat, &elements[IMPACT], first) ||
         vigie_flat_has_within (flat, &elements[IMPACT], second);
}

static gboolean
is_late (const VigieChecker *checker)
{
  const char *aware = vigie_checker_fact (checker, "aware_at");
  gint64 aware_usec;

  return aware != NULL && vigie_time_parse_rfc3339 (aware, &aware_usec, NULL) &&
         checker->input->now_usec > aware_usec + AUTHORITY_HOURS * VIGIE_HOUR_USEC;
}

static void
check_subject (VigieChecker *checker)
{
  gboolean has_subject = vigie_checker_channel_is (checker, "email") || vigie_checker_channel_is (checker, "letter") ||
                         vigie_checker_channel_is (checker, "press-release");

  if (has_subject && checker->flats[VIGIE_CHECK_SUBJECT]->text[strspn (checker->flats[VIGIE_CHECK_SUBJECT]->text, " \t\n")] == '\0')
    vigie_checker_add_whole (checker, "no-subject", NULL);
}

void
vigie_check_elements (VigieChecker *checker)
{
  Room room = room_of (checker);

  check_subject (checker);
  for (gsize i = 0; i < G_N_ELEMENTS (demands); i++)
    if (vigie_checker_kind_is (checker, demands[i].kind) && (demands[i].room == ANY || demands[i].room == room) &&
        !says (checker, demands[i].element))
      vigie_checker_add_whole (checker, demands[i].rule, NULL);
  if (vigie_checker_kind_is (checker, "status") && says (checker, IMPACT) && !is_impact_first (checker))
    vigie_checker_add_whole (checker, "impact-late", NULL);
  if (vigie_checker_kind_is (checker, "authority-initial") && is_late (checker) && !says (checker, DELAY))
    vigie_checker_add_whole (checker, "missing-delay-reason", NULL);
}
