/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Phrases that do not go out, as one table.
 *
 * `unless` is looked for in the clause around the find and lets it pass: “never give your code” is advice. Stops are
 * looked for in both languages whatever the text is said to be in; warnings in its own. */

#include "vigie-notice-check-private.h"

#include <string.h>

typedef enum
{
  IN_FR = 1,
  IN_EN = 2,
  IN_BOTH = 3,
} Langs;

typedef enum
{
  ANYWHERE,
  OUTSIDE,      /* what goes outside the company */
  PUBLIC,       /* that, but for an authority, which has to know */
} Where;

typedef struct
{
  const char *rule;
  Langs langs;
  Where where;
  gboolean cased;
  VigiePattern pattern;
  VigiePattern unless;        /* pattern NULL: nothing lets it pass */
  const char *must_hold;      /* what the words as written must have in them, or NULL */
  const char *instead;        /* proposal, or NULL */
} Phrase;

#define P(pattern) { pattern, NULL }
#define NOTHING    { NULL, NULL }

#define CODES_FR "(?:mots? de passe|mdp|code (?:pin|secret|otp|mobile money|orange money|mtn|moov|wave|momo|recu|de (?:confirmation|verification|securite|validation))|votre code\\b(?! (?:postal|promo|client|de commande))|pin\\b|otp\\b|numero de carte)"
#define CODES_EN "(?:passwords?|pin\\b|otp\\b|one-time codes?|secret codes?|verification codes?|security codes?|your code\\b|mobile money (?:pin|code)|card numbers?)"
#define NO_FR    "\\bne\\b|\\bn'|\\bjamais\\b|\\bpersonne\\b|\\bsans\\b"
#define NO_EN    "\\bnever\\b|\\bnot\\b|n't\\b|\\bnobody\\b|\\bno one\\b|\\bwithout\\b"
/* A consequence may be uncertain, and what is not known is said so. */
#define RISK_FR  "\\brisque|\\bfraud|\\bescroc|\\barnaque|\\busurp|\\bhameconn|\\bvous (?:recevoir|appeler|contacter|demander)|se faire passer"
#define RISK_EN  "\\brisk|\\bfraud|\\bscam|\\bimpersonat|\\bphishing|\\b(?:call|contact|write to) you|\\bpretend"

static Phrase phrases[] = {
  { "asks-secret", IN_BOTH, ANYWHERE, FALSE,
    P ("\\b(?:envoye[zr]|communique[zr]|donne[zr]|indique[zr]|transmett(?:ez|re)|fourni(?:ssez|r)|renvoye[zr]|saisi(?:ssez|r)|entre[zr]|tape[zr]|dites|confirme[zr]|repond(?:ez|re)|precise[zr]|partage[zr]|remplissez|demandons|demandera)\\b[^.!?\\n]{0,50}?\\b" CODES_FR),
    P (NO_FR), NULL, NULL },
  { "asks-secret", IN_BOTH, ANYWHERE, FALSE, P ("\\bquel(?:s|le)? (?:est|sont) (?:votre|vos) " CODES_FR), NOTHING, NULL, NULL },
  { "asks-secret", IN_BOTH, ANYWHERE, FALSE,
    P ("\\b(?:send|give|tell|share|provide|reply with|enter|confirm|type|submit|text) (?:us |me |in |back )?[^.!?\\n]{0,40}?\\b" CODES_EN), P (NO_EN), NULL, NULL },
  { "asks-secret", IN_BOTH, ANYWHERE, FALSE, P ("\\bwhat is your " CODES_EN "|\\b(?:we|he|she|they) (?:will )?(?:need|ask for) your " CODES_EN), P (NO_EN), NULL, NULL },
  { "secret", IN_BOTH, ANYWHERE, TRUE,
    P ("\\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bAKIA[0-9A-Z]{12,}|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_.-]*|-----BEGIN [A-Z ]*KEY-----|\\bxox[abprs]-[A-Za-z0-9-]{8,}|\\bBearer [A-Za-z0-9._-]{12,}|https?://[^\\s/@]*:[^\\s/@]+@|\\b[0-9a-fA-F]{32,}\\b"),
    NOTHING, NULL, NULL },
  { "secret", IN_BOTH, ANYWHERE, TRUE,
    P ("(?i)\\b(?:api[_-]?key|cle api|secret|token|jeton|password|passwd|pwd|mot de passe|mdp) ?[:=] ?(?!https?:)(?=[^\\s\\[{]*\\d)[^\\s\\[{]{6,}|[?&](?:token|key|sig|access_token|password)=[^\\s&]{4,}"),
    NOTHING, NULL, NULL },

  { "hedge", IN_FR, PUBLIC, FALSE,
    P ("\\b(?:pourrai(?:t|ent)|potentiellement|eventuellement|peut-etre|possiblement|semble(?:nt|rait|raient)?|il (?:est|serait) possible qu|il se (?:peut|pourrait) qu|(?:aurai(?:t|ent)|serai(?:t|ent)) (?:ete|pu|[a-z]+ee?s?\\b))[a-z]*"),
    P (RISK_FR), NULL, NULL },
  { "hedge", IN_EN, PUBLIC, FALSE,
    P ("\\b(?:might|potentially|possibly|perhaps|it is possible that|may (?:also |still )?(?:have|be|contain|include|affect)|could (?:have|be)|appears? to|seems? to)\\b"),
    P (RISK_EN), NULL, NULL },
  { "no-misuse", IN_FR, PUBLIC, FALSE,
    P ("\\b(?:aucune?s?|pas (?:de|d'|la moindre)|sans) ?(?:preuve|signe|indice|element|trace|indication)s?\\b[^.!?\\n]{0,60}\\b(?:utilis|usage|abus|fraud|exploit|malveill|mauvais|compromis|detourn|diffus)\\w*"), NOTHING, NULL, NULL },
  { "no-misuse", IN_EN, PUBLIC, FALSE,
    P ("\\b(?:no|not (?:seen|found) any|without) (?:evidence|signs?|indications?|proof|traces?)\\b[^.!?\\n]{0,60}\\b(?:misus|abus|fraud|used?\\b|exploit|accessed|stolen|compromis)\\w*"), NOTHING, NULL, NULL },
  { "seriously", IN_FR, OUTSIDE, FALSE,
    P ("\\bpren(?:ons|d|nent)\\b[^.!?\\n]{0,50}\\bau serieux\\b|\\b(?:securite|confidentialite|confiance|protection)\\b[^.!?\\n]{0,40}\\b(?:notre|une) (?:absolue |toute premiere |premiere )?priorite"), NOTHING, NULL, NULL },
  { "seriously", IN_EN, OUTSIDE, FALSE,
    P ("\\bt(?:ake|akes|aking|ook)\\b[^.!?\\n]{0,50}\\bseriously\\b|\\b(?:security|privacy|trust|safety)\\b[^.!?\\n]{0,30}\\b(?:top|highest|first|number one|utmost) (?:priority|importance)"), NOTHING, NULL, NULL },
  { "apology", IN_FR, OUTSIDE, FALSE,
    P ("\\bexcus\\w+[^.!?\\n]{0,40}?\\b(?:pour|de) (?:ce|ces|cette|cet|la|le|les|tout|toute|l')[^.!?\\n]{0,12}?(?:desagrement|gene|inconvenient|derangement)s?|\\bgene occasionnee|\\btout (?:desagrement|inconvenient)"),
    P ("\\bparce que\\b|\\bcar\\b|\\bque vous\\b"), NULL, NULL },
  { "apology", IN_EN, OUTSIDE, FALSE,
    P ("\\b(?:apolog\\w+|sorry|regret)[^.!?\\n]{0,30}?\\b(?:any|the|this)\\b[^.!?\\n]{0,15}?\\b(?:inconvenience|disruption)"), P ("\\bbecause\\b"), NULL, NULL },
  { "internal", IN_BOTH, OUTSIDE, FALSE,
    P ("\\b[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.(?:internal|local|lan|corp|intra|localdomain|svc)\\b(?!\\.)|\\blocalhost\\b|\\b(?:db|srv|prod|staging|pg|redis|vm|k8s)-?\\d{1,3}\\b|\\b[a-z0-9-]+\\.(?:supabase\\.co|vercel\\.app|amazonaws\\.com)\\b|(?<![\\w/.:])/(?:etc|var|home|usr|srv|opt|api|admin)/[^\\s]+"),
    NOTHING, NULL, NULL },
  { "internal", IN_BOTH, OUTSIDE, FALSE,
    P ("(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d.]\\d)|(?<![\\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}\\b"), P ("\\bversion\\b"), NULL, NULL },
  { "exploit", IN_BOTH, PUBLIC, FALSE,
    P ("\\bcve-\\d{4}-\\d{4,}|\\binjection sql\\b|\\bsql injection\\b|\\bxss\\b|\\bcsrf\\b|\\bzero-day\\b|\\bpayload\\b|\\breverse shell\\b|\\bbackdoor\\b|\\bporte derobee\\b"), NOTHING, NULL, NULL },
  { "marketing", IN_FR, OUTSIDE, FALSE,
    P ("\\bprofitez\\b|\\boffre (?:speciale|exclusive|promotionnelle)|\\bcode promo|\\bpromotions?\\b|-\\d+ ?%|\\bdecouvrez (?:nos|notre|la nouvelle)|\\bparrainez|\\bleader d|\\bmeilleurs? services?\\b|\\bcadeaux?\\b|\\bbons? d'achat|\\babonnez-vous|\\btelechargez (?:notre|la) nouvelle"), NOTHING, NULL, NULL },
  { "marketing", IN_EN, OUTSIDE, FALSE,
    P ("\\bspecial offers?\\b|\\bdiscounts?\\b|\\bpromo codes?\\b|\\bdiscover our\\b|\\bsubscribe\\b|\\brefer a friend\\b|\\bmarket leader\\b|\\bbest-in-class\\b|\\bworld-class\\b|\\bgifts?\\b|\\bvouchers?\\b|\\b\\d+ ?% off\\b"), NOTHING, NULL, NULL },
  { "hashed", IN_FR, ANYWHERE, FALSE, P ("\\bmots? de passe\\b[^.!?\\n]{0,40}\\b(?:chiffre|crypte)(?:e?s?)\\b"), NOTHING, "é", NULL },
  { "hashed", IN_EN, ANYWHERE, FALSE, P ("\\bencrypted (?:[a-z]+ ){0,2}passwords?\\b|\\bpasswords?\\b[^.!?\\n]{0,30}\\bencrypted\\b"), NOTHING, NULL, NULL },
  { "blame", IN_FR, OUTSIDE, FALSE,
    P ("\\b(?:par la faute|la faute (?:de|d'|du|des)|erreur humaine|negligen\\w+|incompeten\\w+)|\\ba cause d'une? (?:employe|collaborat|collegue|stagiaire|technicien|developpeur|salarie)\\w*|\\b(?:employe|collaborateur|stagiaire|technicien|developpeur|salarie|prestataire|hebergeur|fournisseur|sous-traitant)e?\\b[^.!?\\n]{0,30}\\b(?:a (?:oublie|commis|supprime|laisse|echoue|failli)|est (?:seul )?responsable|en faute|defaillan\\w+)"),
    NOTHING, NULL, NULL },
  { "blame", IN_EN, OUTSIDE, FALSE,
    P ("\\bhuman error\\b|\\bfault of\\b|\\b(?:whose|their|his|her) fault\\b|\\bnegligen\\w+|\\bincompeten\\w+|\\b(?:employee|colleague|intern|technician|developer|engineer|provider|supplier|host|vendor)\\b[^.!?\\n]{0,30}\\b(?:forgot|failed|is (?:solely )?(?:responsible|to blame)|made a mistake|deleted|left)\\b"),
    NOTHING, NULL, NULL },
};

static VigiePattern risk_heading = { "\\brisqu|entrain|consequence|inconnu|pas encore connu|lead to|it may mean|consequences|not (?:yet )?known|\\brisks?\\b", NULL };

/* Whether the find stands under a heading for consequences or for what is not known. A heading is a short line without an
 * end mark, or one that ends with a colon. */
static gboolean
is_under_risk (const VigieFlat *flat, VigieFlatSpan span)
{
  VigieFlatSpan line = vigie_flat_line (flat, span);

  while (line.start > 0)
    {
      VigieFlatSpan above = { line.start - 1, line.start - 1 };
      char last;

      above = vigie_flat_line (flat, above);
      last = above.end > above.start ? flat->lower[above.end - 1] : '\0';
      if (last != '\0' && above.end - above.start < 60 && strchr (".!?,;", last) == NULL && strchr ("-*0123456789", flat->lower[above.start]) == NULL)
        return vigie_flat_has_within (flat, &risk_heading, above);
      line = above;
    }

  return FALSE;
}

static gboolean
is_let_pass (const VigieFlat *flat, Phrase *phrase, VigieFlatSpan span)
{
  VigieFlatSpan clause = vigie_flat_around (flat, span, ";");

  if (strcmp (phrase->rule, "asks-secret") == 0)
    {
      /* Only what stands in the same clause before the code or in the request itself turns it round. */
      clause = vigie_flat_around (flat, span, ",;:");
      clause.end = span.end;
    }
  if (phrase->unless.pattern != NULL && vigie_flat_has_within (flat, &phrase->unless, clause))
    return TRUE;
  if (phrase->must_hold != NULL)
    {
      g_autofree char *words = vigie_flat_slice (flat, span);
      g_autofree char *lower = g_utf8_strdown (words, -1);
      const char *stem = strstr (lower, "chiffr") != NULL ? strstr (lower, "chiffr") : strstr (lower, "crypt");

      if (stem == NULL || strstr (stem, phrase->must_hold) == NULL)
        return TRUE;
    }

  return strcmp (phrase->rule, "hedge") == 0 && is_under_risk (flat, span);
}

static gboolean
applies (const VigieChecker *checker, const Phrase *phrase)
{
  Langs lang = checker->input->lang == VIGIE_LANG_FR ? IN_FR : IN_EN;

  if ((phrase->langs & lang) == 0)
    return FALSE;
  if (phrase->where == OUTSIDE)
    return checker->is_outside;

  return phrase->where == ANYWHERE || (checker->is_outside && !checker->is_authority);
}

static void
find (VigieChecker *checker, VigieCheckField field, Phrase *phrase)
{
  const VigieFlat *flat = checker->flats[field];
  VigieFlatSpan span;

  for (int from = 0; vigie_flat_next (flat, &phrase->pattern, phrase->cased, &from, &span);)
    if (!is_let_pass (flat, phrase, span))
      vigie_checker_add (checker, phrase->rule, field, vigie_flat_whole_word (flat, span), NULL, g_strdup (phrase->instead));
}

void
vigie_check_phrases (VigieChecker *checker)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (applies (checker, &phrases[i]))
      for (VigieCheckField field = VIGIE_CHECK_SUBJECT; field <= VIGIE_CHECK_BODY; field++)
        find (checker, field, &phrases[i]);
}
