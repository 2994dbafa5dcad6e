/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements that need something recorded behind them: data said untouched, an authority said told, a cause said known. */

#include "vigie-notice-check-private.h"

#include <string.h>

#define TOUCH_FR "(?:touche|concerne|affecte|compromis|expose|vole|consulte|atteint|impacte|divulgue|copie|extrait|accede)"
#define TOUCH_EN "(?:touched|affected|concerned|compromised|exposed|stolen|accessed|involved|copied|taken|leaked|disclosed)"
#define DATA_FR  "(?:mots? de passe|donnees?(?: (?!de(?:puis)?\\b)[a-z]+){0,2}|(?:numeros? de )?cartes?(?: bancaires?)?|codes? (?:pin|secrets?|mobile money)|coordonnees(?: bancaires)?|informations? (?:bancaires?|de paiement|personnelles?)|soldes?|historiques?(?: [a-z]+){0,3}|adresses? (?:e-?mail|electroniques?|postales?)|pieces? d'identite)"
#define DATA_EN  "(?:passwords?|(?:bank|card|payment|financial|personal|banking)(?: card)? (?:data|details|information|numbers?)|data|pins?|credentials|balances?|identity documents?|e-?mail addresses)"

/* The data is said to be untouched. */
static VigiePattern untouched[] = {
  { "\\b" DATA_FR "\\b[^.!?\\n;]{0,50}?\\b(?:ne sont pas|n'ont pas ete|n'est pas|n'a pas ete|n'ont jamais ete|ne sont aucunement|n'ont ete ni|ne sont ni)\\b[^.!?\\n]{0,25}?\\b" TOUCH_FR, NULL },
  { "(?:^|[*\\x03\\x04-]) *(?:pas|aucune?) (?:de |d')?" DATA_FR "[^\\n]*", NULL },
  { "\\baucune? (?:de vos |de vos )?" DATA_FR "\\b[^.!?\\n]{0,40}?\\b(?:n'a|n'est|n'ont|a ete|ne)\\b[^.!?\\n]{0,20}?\\b" TOUCH_FR, NULL },
  { "\\b" DATA_FR "\\b[^.!?\\n]{0,30}?\\b(?:restent?|sont|est|demeurent?)(?: [a-z]+)? (?:en securite|protegee?s?|intacte?s?|saine?s? et sau(?:f|ve)s?|a l'abri)\\b", NULL },
  { "\\b" DATA_EN "\\b[^.!?\\n;]{0,40}?\\b(?:was|were|is|are|has|have)(?: not|n't)(?: been)? " TOUCH_EN, NULL },
  { "(?:^|[*\\x03\\x04-]) *no " DATA_EN "\\b[^\\n]*", NULL },
  { "\\b(?:no|none of your) " DATA_EN "\\b[^.!?\\n]{0,30}?\\b(?:was|were|has been|have been) " TOUCH_EN, NULL },
  { "\\b" DATA_EN "\\b[^.!?\\n]{0,20}?\\b(?:is|are|remains?|stays?)(?: [a-z]+)? (?:safe|secure|intact|unaffected|untouched|protected)\\b", NULL },
};

static VigiePattern not_claimed = { "\\?|ne savons pas|ignorons|pas encore (?:si|connu|etabli|certain)|verifi(?:ons|er) (?:si|que)|\\bsi (?:vos|les|des|ce)\\b|"
                                    "do not (?:yet )?know|not (?:yet )?(?:known|certain)|checking (?:if|whether)|\\b(?:if|whether) (?:your|the)\\b|\\bpas (?:de|d')[^.!?\\n]* a (?:changer|faire)", NULL };
static VigiePattern heading = { "^ *(?:(?:donnees? )?(?:non|pas) (?:touche|affecte|concerne|compromis)\\w*|not (?:touched|affected|concerned))\\b[^\\n]*: *$", NULL };

typedef struct
{
  VigiePattern words;
  const char *ids;              /* any of them proves it */
} DataWord;

static DataWord data_words[] = {
  { { "mots? de passe|passwords?", NULL }, "password,password-hash" },
  { { "bancaire|banque|\\bcarte|\\bbank|\\bcard|paiement|payment|financial", NULL }, "payment-token,other" },
  { { "\\bpins?\\b|\\bcodes?\\b", NULL }, "mobile-money-pin" },
  { { "\\bsoldes?\\b|\\bbalances?\\b", NULL }, "mobile-money-balance" },
  { { "historique|history", NULL }, "mobile-money-history,orders" },
  { { "e-?mail|courriel|adresses? electronique", NULL }, "email" },
  { { "telephone|\\bphone", NULL }, "phone" },
  { { "adresses? postale|postal", NULL }, "address" },
  { { "\\bnoms?\\b|\\bnames?\\b", NULL }, "name" },
  { { "\\bcommandes?\\b|\\borders?\\b", NULL }, "orders" },
  { { "identite|identity", NULL }, "identity-document" },
  { { "facture|invoice", NULL }, "invoices" },
  { { "\\bsante\\b|\\bhealth\\b", NULL }, "health" },
  { { "localisation|location", NULL }, "location" },
};

/* The data proved untouched, "" for none: the fact must be confirmed and name what proves it. */
static const char *
proved_ids (const VigieChecker *checker)
{
  const VigieFact *fact = checker->input->incident != NULL ? vigie_incident_fact (checker->input->incident, "data_untouched") : NULL;

  if (fact == NULL || fact->state != VIGIE_FACT_CONFIRMED || fact->value == NULL || fact->source == NULL || *fact->source == '\0')
    return "";

  return fact->value;
}

static gboolean
has_any (const char *list, const char *wanted)
{
  g_auto(GStrv) have = g_strsplit (list, ",", -1);
  g_auto(GStrv) want = g_strsplit (wanted, ",", -1);

  for (guint i = 0; have[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) want, g_strstrip (have[i])))
      return TRUE;

  return FALSE;
}

/* Whether the facts prove what is said in @span. */
static gboolean
is_proved (const VigieChecker *checker, const VigieFlat *flat, VigieFlatSpan span)
{
  const char *proved = proved_ids (checker);

  for (gsize i = 0; i < G_N_ELEMENTS (data_words); i++)
    if (vigie_flat_has_within (flat, &data_words[i].words, span) && !has_any (proved, data_words[i].ids))
      return FALSE;

  return *proved != '\0';
}

static gboolean
names_data (const VigieFlat *flat, VigieFlatSpan span)
{
  for (gsize i = 0; i < G_N_ELEMENTS (data_words); i++)
    if (vigie_flat_has_within (flat, &data_words[i].words, span))
      return TRUE;

  return FALSE;
}

static void
claim_untouched (VigieChecker *checker, VigieCheckField field, VigieFlatSpan span)
{
  const VigieFlat *flat = checker->flats[field];
  gboolean is_breach = checker->input->incident == NULL || vigie_incident_is_breach (checker->input->incident) ||
                       vigie_checker_kind_is (checker, "persons") || checker->is_authority;

  if (vigie_flat_has_within (flat, &not_claimed, vigie_flat_around (flat, span, ";")) || is_proved (checker, flat, span))
    return;
  /* In an outage nobody asked what was taken: a general word to reassure is worth a warning. */
  vigie_checker_add (checker, is_breach || names_data (flat, span) ? "untouched-unproved" : "untouched-unproved-outage", field,
                     vigie_flat_whole_word (flat, span), NULL, NULL);
}

/* “Not touched:” and the items below it, up to a blank line or the next heading. */
static void
claim_list (VigieChecker *checker, VigieCheckField field, VigieFlatSpan head)
{
  static VigiePattern nothing = { "^[ *\\x04-]*(?:rien|aucune?|neant|none|nothing|-)?[ .]*$", NULL };
  const VigieFlat *flat = checker->flats[field];

  for (int at = head.end + 1; at < (int) flat->length;)
    {
      VigieFlatSpan line = vigie_flat_line (flat, (VigieFlatSpan) { at, at });

      if (line.end == line.start || flat->lower[line.end - 1] == ':')
        return;
      if (!vigie_flat_has_within (flat, &nothing, line) && !is_proved (checker, flat, line))
        vigie_checker_add (checker, "untouched-unproved", field, line, NULL, NULL);
      at = line.end + 1;
    }
}

static VigiePattern authority[] = {
  { "\\b(?:avons|avions|ai|a|ont)\\b(?: [a-z]+){0,3}? (?:notifie|informe|prevenu|averti|saisi|alerte|declare|signale)\\w*\\b[^.!?\\n]{0,60}?\\b(?:artci|cnil|anssi|autorites?|regulateur)\\b", NULL },
  { "\\b(?:artci|cnil|anssi|autorites?(?: [a-z']+){0,4}|regulateur)\\b[^.!?\\n]{0,40}?\\b(?:a|ont|est|sont)(?: deja| aussi| bien| egalement)?(?: ete)? (?:notifie|informe|prevenu|averti|saisi|alerte)e?s?\\b", NULL },
  { "\\b(?:artci|cnil|autorites?) (?:notifie|informe|prevenu|averti|saisi|alerte)e?s?\\b", NULL },
  { "^[^a-z\\n]*notification (?:a l'|de l'|aux? |des? |d')?(?:artci|cnil|autorites?)\\b[^.!?\\na-z]*(?:\\(?(?:artci|cnil)\\)?)?[^a-z\\n]*$", NULL },
  { "\\b(?:have|has|had)\\b(?: [a-z]+){0,3}? (?:notified|informed|told|alerted|reported)\\b[^.!?\\n]{0,60}?\\b(?:artci|cnil|authority|authorities|regulator)\\b", NULL },
  { "\\b(?:artci|authority|authorities|regulator)\\b[^.!?\\n]{0,40}?\\b(?:has|have|had|was|were|is|are)(?: also| already| now)?(?: been)? (?:notified|informed|told|alerted)\\b", NULL },
  { "\\b(?:artci|authority|authorities|regulator) (?:notified|informed|alerted)\\b|^[^a-z\\n]*notification of (?:the )?(?:authority|authorities|artci)[^a-z\\n]*(?:\\(artci\\))?[^a-z\\n]*$", NULL },
};
static VigiePattern not_told = { "\\bn'(?:avons|avions|ai|a|ont|est|etait) (?:pas|encore|jamais)|\\bpas encore\\b|\\bdes que\\b|\\blorsque\\b|\\bquand\\b|\\bsi (?:nous|l')|\\b(?:not|never|yet|once|when|if)\\b|n't\\b", NULL };

static gboolean
is_authority_told (const VigieChecker *checker)
{
  const VigieIncident *incident = checker->input->incident;

  for (guint i = 0; incident != NULL && i < incident->messages->len; i++)
    if (strcmp (((const VigieMessage *) incident->messages->pdata[i])->audience, "authority") == 0)
      return TRUE;

  return FALSE;
}

static VigiePattern causes[] = {
  { "\\bla cause (?:est|etait|en est|vient)\\b|\\bcause ?:|\\bcause racine\\b|\\b(?:est|etait|sont) (?:due?s? a|causee?s? par|liee?s? a|provoquee?s? par)\\b|\\ba cause d(?:e\\b(?! quoi)|'|u\\b)|\\ba la suite d'une?\\b|\\bsuite a une? (?:erreur|defaut|mise a jour|deploiement|attaque|maintenance)", NULL },
  { "\\bthe cause (?:is|was)\\b|\\bcause ?:|\\broot cause\\b|\\b(?:is|was|were) (?:caused by|due to)\\b|\\bbecause of\\b|\\bas a result of (?:a|an)\\b", NULL },
};
static VigiePattern still_sought = { "cherch|pas encore|inconnue|analys|enquet|probable|hypothese|look(?:ing)? for|not yet|unknown|investigat|likely|suspect|analysing", NULL };

static gboolean
is_cause_known (const VigieChecker *checker)
{
  const VigieIncident *incident = checker->input->incident;
  const VigieFact *fact = incident != NULL ? vigie_incident_fact (incident, "cause") : NULL;

  if (fact != NULL && fact->state == VIGIE_FACT_CONFIRMED)
    return TRUE;
  for (guint i = 0; incident != NULL && i < incident->hypotheses->len; i++)
    if (((const VigieHypothesis *) incident->hypotheses->pdata[i])->state == VIGIE_HYPOTHESIS_CONFIRMED)
      return TRUE;

  return FALSE;
}

/* Adds @rule for each find of @pattern whose sentence @unless is not in. */
static void
find (VigieChecker *checker, VigieCheckField field, VigiePattern *pattern, VigiePattern *unless, const char *rule)
{
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (checker->flats[field], pattern, FALSE, &from, &span);)
    if (!vigie_flat_has_within (checker->flats[field], unless, vigie_flat_around (checker->flats[field], span, ";")))
      vigie_checker_add (checker, rule, field, vigie_flat_whole_word (checker->flats[field], span), NULL, NULL);
}

static void
check_field (VigieChecker *checker, VigieCheckField field)
{
  const VigieFlat *flat = checker->flats[field];
  VigieFlatSpan span;

  for (gsize i = 0; i < G_N_ELEMENTS (untouched); i++)
    for (int from = 0; vigie_flat_next (flat, &untouched[i], FALSE, &from, &span);)
      claim_untouched (checker, field, span);
  for (int from = 0; vigie_flat_next (flat, &heading, FALSE, &from, &span);)
    claim_list (checker, field, span);
  for (gsize i = 0; i < G_N_ELEMENTS (authority) && !is_authority_told (checker) && !checker->is_authority; i++)
    find (checker, field, &authority[i], &not_told, "authority-claim");
  if (checker->is_outside && !is_cause_known (checker))
    find (checker, field, &causes[checker->input->lang == VIGIE_LANG_FR ? 0 : 1], &still_sought, "cause-early");
}

void
vigie_check_claims (VigieChecker *checker)
{
  check_field (checker, VIGIE_CHECK_SUBJECT);
  check_field (checker, VIGIE_CHECK_BODY);
}
