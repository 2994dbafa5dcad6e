/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules, each with what lets it pass: a figure in the clause makes "soon after 03:12" precise. Patterns are written for
 * the flat form: lower case, no accents, plain apostrophes. tests/core/test-hint.c has texts that fire and texts that do
 * not for every one of them. */

#include "vigie-hint-rules.h"

#include <glib/gi18n-lib.h>

#define FR VIGIE_LANG_FR
#define EN VIGIE_LANG_EN
#define NOTHING \
  {             \
    NULL, NULL  \
  }
#define P(pattern) \
  {                \
    pattern, NULL  \
  }
#define A_FIGURE P ("\\d")

#define PERSON_EN                                                                              \
  "(?:developer|engineer|operator|administrator|admin|intern|technician|contractor|colleague|" \
  "employee|agent|manager|tester|on-call|person on call|dba)s?"
#define PERSON_FR                                                                                  \
  "(?:developpeur|developpeuse|ingenieur|ingenieure|operateur|operatrice|administrateur|"          \
  "administratrice|stagiaire|technicien|technicienne|prestataire|collegue|employe|employee|agent|" \
  "responsable|testeur|personne d'astreinte|astreinte|dba)s?"

VigieHintRule vigie_hint_rules[] = {
  { "human-error", VIGIE_HINT_BLAME, EN,
    P ("\\b(?:human|operator|user|manual|pilot|operational) (?:error|mistake)s?\\b|\\bfat[- "
       "]finger\\w*"),
    NOTHING,
    N_ ("It ends the search where it should begin: people err every day, and something let it "
        "through."),
    "Say what let it through: “No check refused the command in production.”" },
  { "human-error", VIGIE_HINT_BLAME, FR,
    P ("\\b(?:erreurs? (?:humaines?|de manipulation|de "
       "l'(?:operateur|utilisateur|operatrice)|d'inattention|d'operateur)|fautes? "
       "d'inattention|maladresses?|etourderies?)\\b"),
    NOTHING,
    N_ ("It ends the search where it should begin: people err every day, and something let it "
        "through."),
    "Dites ce qui l’a laissée passer\302\240: «\302\240Aucun contrôle n’a refusé la commande en "
    "production.\302\240»" },
  { "fault", VIGIE_HINT_BLAME, EN,
    P ("\\b(?:careless\\w*|negligen\\w+|incompeten\\w+|lazy|laziness|sloppy|reckless\\w*)\\b|\\b(?:"
       "to blame|at fault|(?:his|her|their|whose|team's) fault|fault of (?:the "
       ")?[a-z]+|(?:is|was|were) guilty)\\b"),
    P ("\\b(?:nobody|no one|not) (?:is |was )?(?:to blame|at fault)"),
    N_ ("It judges a person. The report looks for what made it possible."),
    "Say what was missing: “The procedure did not name who checks the backup.”" },
  { "fault", VIGIE_HINT_BLAME, FR,
    P ("\\b(?:negligen\\w+|negligemment|incompeten\\w+|paress\\w+|laxisme|irresponsab\\w+|"
       "coupables?|fautifs?|fautives?|en faute)\\b|\\b(?:par (?:la|sa|leur) faute|c'est (?:de "
       ")?(?:la|sa|leur) faute)\\b"),
    P ("\\bpersonne n'est\\b|\\bsans coupable"),
    N_ ("It judges a person. The report looks for what made it possible."),
    "Dites ce qui manquait\302\240: «\302\240La procédure ne disait pas qui vérifie la "
    "sauvegarde.\302\240»" },
  { "role-cause", VIGIE_HINT_BLAME, EN,
    P ("\\b(?:because(?: of)?|due to|caused by|fault of|since) (?:the |an? |our |one |some "
       ")?(?:[a-z-]+ )?" PERSON_EN "\\b|\\b(?:the|an?|our|one) (?:[a-z-]+ )?" PERSON_EN
       " (?:forgot|failed to|neglected|overlooked|did not|didn't|should|made (?:a|the) "
       "mistake)\\b"),
    P ("\\bno " PERSON_EN "\\b|\\bwithout\\b"),
    N_ ("A person, even by role, stands in the place of the cause."),
    "Say what the person saw and what the tool allowed: “The screen did not tell staging from "
    "production.”" },
  { "role-cause", VIGIE_HINT_BLAME, FR,
    P ("\\b(?:parce qu'|parce que |a cause (?:de |d'|du |des )|par la faute (?:de |d'|du |des )|du "
       "fait (?:de |d'|du |des ))(?:l'|la |le |les |une? |notre |nos )?" PERSON_FR
       "\\b|\\b(?:l'|la |le |un |une |notre )" PERSON_FR
       " (?:a oublie|ont oublie|a omis|a neglige|n'a pas|n'ont pas|s'est trompee?|a commis|aurait "
       "du)\\b"),
    P ("\\baucune? " PERSON_FR "\\b|\\bsans\\b"),
    N_ ("A person, even by role, stands in the place of the cause."),
    "Dites ce que la personne voyait et ce que l’outil permettait\302\240: «\302\240L’écran ne "
    "distinguait pas la recette de la production.\302\240»" },
  { "counterfactual", VIGIE_HINT_HINDSIGHT, EN,
    P ("\\b(?:should(?: not|n't)? have|ought to have|shouldn't have|if only|would have (?:been "
       ")?(?:prevented|avoided|caught|detected|noticed|stopped|seen)|(?:we|they|he|she|you|team|"
       "somebody|someone|nobody) could have|had (?:we|they|he|she|somebody|someone|anyone) "
       "(?:known|checked|looked|read|tested))\\b"),
    NOTHING,
    N_ ("What did not happen explains nothing. What did happen made sense to people at that "
        "moment."),
    "Say what happened and why it made sense: “The alert came among 40 others and was read at "
    "03:12.”" },
  { "counterfactual", VIGIE_HINT_HINDSIGHT, FR,
    P ("\\b(?:aurai(?:t|ent|s) du|aurions du|auriez du|aurait fallu|aurai(?:t|ent|s) pu|aurions "
       "pu|auriez pu|n'aurai(?:t|ent) pas du|si seulement|(?:aurait|auraient) (?:permis "
       "d'|evite|empeche|detecte)\\w*|aurait ete evitee?s?|il suffisait (?:de|d'))"),
    NOTHING,
    N_ ("What did not happen explains nothing. What did happen made sense to people at that "
        "moment."),
    "Dites ce qui s’est passé, et pourquoi cela se comprenait\302\240: «\302\240L’alerte est "
    "arrivée parmi 40 autres et a été lue à 03:12.\302\240»" },
  { "hindsight", VIGIE_HINT_HINDSIGHT, EN,
    P ("\\b(?:obviously|of course|clearly (?:wrong|visible|a mistake|should)|it was "
       "(?:obvious|clear)|in hindsight|everybody knows?|simply had to|just had to|common "
       "sense|basic (?:mistake|error))\\b"),
    NOTHING, N_ ("It is plain only to who knows how it ended."),
    "Say what could be seen at the time: “At 02:50 the graph showed 199 of 200 connections.”" },
  { "hindsight", VIGIE_HINT_HINDSIGHT, FR,
    P ("\\b(?:evidemment|bien sur|bien evidemment|manifestement|il etait (?:evident|clair)|avec le "
       "recul|tout le monde sait|n'avai(?:t|ent) qu'a|le bon sens|erreur (?:grossiere|de "
       "debutant|basique))\\b"),
    NOTHING, N_ ("It is plain only to who knows how it ended."),
    "Dites ce qui se voyait à ce moment\302\240: «\302\240À 02:50 la courbe montrait 199 "
    "connexions sur 200.\302\240»" },
  { "vague-time", VIGIE_HINT_VAGUE, EN,
    P ("\\b(?:soon|shortly|quickly|recently|later on|some time|for a while|a while|eventually|in "
       "due course|as soon as possible|asap|in the (?:near )?future|a few "
       "(?:minutes|hours|days|weeks)|one day|at some point)\\b"),
    A_FIGURE, N_ ("When, and for how long? The record has the times."),
    "Give the time or the span: “at 03:12”, “for 23 minutes”." },
  { "vague-time", VIGIE_HINT_VAGUE, FR,
    P ("\\b(?:bientot|rapidement|recemment|plus tard|prochainement|tardivement|pendant (?:un "
       "moment|un certain temps|quelque temps)|au bout d'un moment|un certain temps|dans les "
       "meilleurs delais|des que possible|quelques (?:minutes|heures|jours|semaines)|un jour|a "
       "terme|dans le futur)\\b"),
    A_FIGURE, N_ ("When, and for how long? The record has the times."),
    "Donnez l’heure ou la durée\302\240: «\302\240à 03:12\302\240», «\302\240pendant 23 "
    "minutes\302\240»." },
  { "vague-count", VIGIE_HINT_VAGUE, EN,
    P ("\\b(?:some (?:of (?:the |our "
       ")?)?(?:users|customers|orders|people|merchants|payments|requests|servers|data|accounts|"
       "teams)|several|many|numerous|various|a number of|a lot of|lots of|most (?:of (?:the |our "
       ")?)?(?:users|customers|orders|merchants|payments|requests)|a few(?! "
       "(?:minutes|hours|days|weeks))|countless)\\b"),
    A_FIGURE, N_ ("How many? An estimate with its source says more."),
    "Give the number and its source: “about 1,200 users (access log)”." },
  { "vague-count", VIGIE_HINT_VAGUE, FR,
    P ("\\b(?:plusieurs|certaine?s "
       "(?:utilisateurs|clients|commandes|paiements|commercants|requetes|comptes|serveurs|donnees|"
       "equipes|personnes)|quelques(?! (?:minutes|heures|jours|semaines|secondes))|de "
       "nombreu(?:x|ses)|beaucoup d(?:es?|')|la plupart d(?:es?|u|')|un certain nombre|un grand "
       "nombre|diverse?s|nombre de (?:clients|commandes))\\b"),
    A_FIGURE, N_ ("How many? An estimate with its source says more."),
    "Donnez le nombre et sa source\302\240: «\302\240environ 1\342\200\257200 utilisateurs "
    "(journal d’accès)\302\240»." },
  { "vague-thing", VIGIE_HINT_VAGUE, EN,
    P ("\\b(?:somehow|for some reason|an issue|some issues?|some problems?|a glitch|glitches|a "
       "hiccup|things went wrong|something went wrong|etc\\b|and so on|technical "
       "(?:issue|difficult|problem)\\w*)"),
    NOTHING, N_ ("What exactly? A reader who was not there cannot tell."),
    "Name the thing and what it did: “db-1 refused new connections”." },
  { "vague-thing", VIGIE_HINT_VAGUE, FR,
    P ("\\b(?:un souci|des soucis|un probleme|des problemes|un bug|pour une raison "
       "(?:inconnue|quelconque|ou une autre)|on ne sait (?:comment|pourquoi)|un couac|un "
       "dysfonctionnement|des dysfonctionnements|un incident "
       "technique|(?:probleme|difficulte|souci)s? techniques?|quelque chose n'a pas "
       "marche|etc\\b)"),
    NOTHING, N_ ("What exactly? A reader who was not there cannot tell."),
    "Nommez la chose et ce qu’elle a fait\302\240: «\302\240db-1 refusait les nouvelles "
    "connexions\302\240»." },
  { "no-figure", VIGIE_HINT_FIGURE, EN,
    P ("\\b(?:took (?:too |very |a )?long|(?:too|very|a) long time|(?:too|very|extremely) "
       "(?:slow|late|high|low)|slow(?:ly|er)?\\b|high (?:load|latency|traffic|error "
       "rate|cpu|memory)|(?:load|latency|traffic|errors?|memory|usage|queue) "
       "(?:rose|increased|grew|dropped|fell|spiked|exploded)|a "
       "spike|significant(?:ly)?|considerabl[ey]|massive(?:ly)?|heavy load)\\b"),
    A_FIGURE, N_ ("A measure without its figure cannot be compared with the next one."),
    "Give the figure: “response time rose from 0.2 s to 9 s”." },
  { "no-figure", VIGIE_HINT_FIGURE, FR,
    P ("\\b(?:(?:trop|tres) "
       "(?:long|longue|longtemps|lent|lente|tard|eleve|elevee|faible)s?|longtemps|lentement|"
       "lenteurs?|(?:forte|grosse|grande) "
       "(?:charge|latence|affluence|augmentation)|(?:charge|latence|memoire|trafic) "
       "(?:elevee?|importante?)|(?:la charge|la latence|le trafic|la file|les erreurs) (?:a|ont) "
       "(?:augmente|explose|baisse|grimpe)\\w*|un "
       "pic|significati(?:f|ve|vement)s?|considerabl\\w+|massi(?:f|ve|vement)s?)\\b"),
    A_FIGURE, N_ ("A measure without its figure cannot be compared with the next one."),
    "Donnez le chiffre\302\240: «\302\240le temps de réponse est passé de 0,2\302\240s à "
    "9\302\240s\302\240»." },
  { NULL, 0, 0, NOTHING, NOTHING, NULL, NULL },
};
