/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vigie-example-builder.h"

/* What stands around the outage in a demonstration: two more active incidents and four closed ones. */

static const VigieScriptLine access_lines[] = {
  { 4, VIGIE_SCRIPT_ROLE, "Ibrahim Ouattara", "security-officer", "Nadia Kacou", NULL, NULL, FALSE },
  { 5, VIGIE_SCRIPT_ROLE, "Ibrahim Ouattara", "technical-lead", "Yao Kouamé", NULL, NULL, FALSE },
  { 5, VIGIE_SCRIPT_MILESTONE, "Nadia Kacou", "responded", NULL, NULL, NULL, FALSE },
  { 6, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "cto/call", NULL,
    "Customer export by a departed account; access closed.",
    "Export de clients par un compte parti ; accès coupé.", FALSE },
  { 6, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "ceo/call", NULL,
    "Customer export by a departed account; access closed.",
    "Export de clients par un compte parti ; accès coupé.", FALSE },
  { 6, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "legal/call", NULL,
    "Customer export by a departed account; access closed.",
    "Export de clients par un compte parti ; accès coupé.", FALSE },
  { 6, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "security-officer/call", NULL,
    "Customer export by a departed account; access closed.",
    "Export de clients par un compte parti ; accès coupé.", FALSE },
  { 6, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "dpo/call", NULL,
    "Customer export by a departed account; access closed.",
    "Export de clients par un compte parti ; accès coupé.", FALSE },
  { 9, VIGIE_SCRIPT_LOG, "Nadia Kacou", "action", NULL,
    "Account disabled, sessions closed, access logs kept",
    "Compte désactivé, sessions fermées, journaux d’accès gardés", FALSE },
  { 12, VIGIE_SCRIPT_FACT, "Nadia Kacou", "persons", "estimated",
    "1850",
    "1850", FALSE },
  { 20, VIGIE_SCRIPT_DECISION, "Ibrahim Ouattara", NULL, NULL,
    "Keep the service open, watch exports only|One export at {-9}, none since|Closing everything would help nobody|Watch, with an alarm on every export|Alarm set at {21}",
    "Laisser le service ouvert, surveiller les exports|Un export à {-9}, aucun depuis|Tout fermer n’aiderait personne|Surveiller, avec alarme sur tout export|Alarme posée à {21}", FALSE },
  { 28, VIGIE_SCRIPT_REVIEW, "Ibrahim Ouattara", "D1", NULL,
    "No further export",
    "Aucun autre export", FALSE },
  { 30, VIGIE_SCRIPT_WAIVE, "Ibrahim Ouattara", "status-update", NULL,
    "restricted: the persons concerned are told first",
    "restreint : les personnes concernées d’abord", FALSE },
  { 30, VIGIE_SCRIPT_WAIVE, "Ibrahim Ouattara", "check-in", NULL,
    "two people in one room",
    "deux personnes dans la même pièce", FALSE },
  { 32, VIGIE_SCRIPT_MESSAGE, "Ibrahim Ouattara", "management/email", NULL,
    "1,850 customers, names and numbers; no payment data.",
    "1 850 clients, noms et numéros ; aucune donnée de paiement.", FALSE },
  { 100, VIGIE_SCRIPT_SUPPORT, "Ibrahim Ouattara", "management", NULL, NULL, NULL, FALSE },
  { 170, VIGIE_SCRIPT_DONE, "Ibrahim Ouattara", "legal-assessment", NULL,
    "notice to the authority required, legal and DPO agree",
    "avis à l’autorité requis, juridique et DPO d’accord", FALSE },
  { 180, VIGIE_SCRIPT_WAIVE, "Ibrahim Ouattara", "handover", "commander",
    "stays on, relieved at {405}",
    "reste, relève à {405}", FALSE },
  { 180, VIGIE_SCRIPT_WAIVE, "Ibrahim Ouattara", "handover", "security-officer",
    "stays on, relieved at {405}",
    "reste, relève à {405}", FALSE },
  { 180, VIGIE_SCRIPT_WAIVE, "Ibrahim Ouattara", "handover", "technical-lead",
    "stays on, relieved at {405}",
    "reste, relève à {405}", FALSE },
};

static const VigieScriptLine wave_lines[] = {
  { 6, VIGIE_SCRIPT_MILESTONE, "Serge Aka", "responded", NULL, NULL, NULL, FALSE },
  { 10, VIGIE_SCRIPT_LOG, "Serge Aka", "note", NULL,
    "Wave confirms slowness on its side, no failure",
    "Wave confirme une lenteur de son côté, sans échec", FALSE },
  { 25, VIGIE_SCRIPT_FACT, "Serge Aka", "operator", "confirmed",
    "Wave",
    "Wave", FALSE },
};

static const VigieScriptLine deploy_lines[] = {
  { 8, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "responded", NULL, NULL, NULL, FALSE },
  { 22, VIGIE_SCRIPT_MESSAGE, "Serge Aka", "users/status-page", "investigating",
    "We are investigating.",
    "Nous enquêtons.", FALSE },
  { 31, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "diagnosed", NULL, NULL, NULL, FALSE },
  { 44, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "restored", NULL, NULL, NULL, FALSE },
  { 74, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "resolved", NULL, NULL, NULL, FALSE },
  { 2000, VIGIE_SCRIPT_LOG, "Awa Koné", "note", NULL,
    "Replayed: the migration of the deployment holds its lock for 19 minutes on a full table",
    "Rejoué : la migration du déploiement tient son verrou 19 minutes sur une table pleine", FALSE },
  { 2001, VIGIE_SCRIPT_CAUSE, "Awa Koné", "/why/confirmed/migration", "last",
    "The migration was never tried on a table of real size",
    "La migration n’a jamais été essayée sur une table de taille réelle", FALSE },
  { 2002, VIGIE_SCRIPT_CAUSE, "Awa Koné", "/factor/supposed/", NULL,
    "The deployment went out on a Friday evening",
    "Le déploiement est parti un vendredi soir", FALSE },
  { 2003, VIGIE_SCRIPT_FOLLOW_UP, "Awa Koné", "Fatou Diabaté", "C1",
    "Run each migration against a copy of the production table in the pipeline",
    "Exécuter chaque migration sur une copie de la table de production dans la chaîne", FALSE },
  { 4400, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "closed", NULL, NULL, NULL, FALSE },
};

static const VigieScriptLine timeouts_lines[] = {
  { 21, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "responded", NULL, NULL, NULL, FALSE },
  { 95, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "diagnosed", NULL, NULL, NULL, FALSE },
  { 280, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "restored", NULL, NULL, NULL, FALSE },
  { 310, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "resolved", NULL, NULL, NULL, FALSE },
  { 5200, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "closed", NULL, NULL, NULL, FALSE },
};

static const VigieScriptLine import_lines[] = {
  { 35, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "responded", NULL, NULL, NULL, FALSE },
  { 50, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "diagnosed", NULL, NULL, NULL, FALSE },
  { 158, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "restored", NULL, NULL, NULL, FALSE },
  { 188, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "resolved", NULL, NULL, NULL, FALSE },
  { 2000, VIGIE_SCRIPT_LOG, "Yao Kouamé", "note", NULL,
    "The import accepted a file without the column of the unit",
    "L’import a accepté un fichier sans la colonne de l’unité", FALSE },
  { 2001, VIGIE_SCRIPT_CAUSE, "Yao Kouamé", "/why/confirmed/input-unchecked", "last",
    "The import checks no column before it writes",
    "L’import ne contrôle aucune colonne avant d’écrire", FALSE },
  { 2002, VIGIE_SCRIPT_FOLLOW_UP, "Yao Kouamé", "Yao Kouamé", "C1",
    "Refuse a price file whose columns differ from the template",
    "Refuser un fichier de tarifs dont les colonnes diffèrent du modèle", FALSE },
  { 3000, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "closed", NULL, NULL, NULL, FALSE },
};

static const VigieScriptLine orange_lines[] = {
  { 12, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "responded", NULL, NULL, NULL, FALSE },
  { 35, VIGIE_SCRIPT_MESSAGE, "Serge Aka", "users/status-page", "investigating",
    "We are investigating.",
    "Nous enquêtons.", FALSE },
  { 40, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "diagnosed", NULL, NULL, NULL, FALSE },
  { 101, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "restored", NULL, NULL, NULL, FALSE },
  { 131, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "resolved", NULL, NULL, NULL, FALSE },
  { 2000, VIGIE_SCRIPT_LOG, "Serge Aka", "note", NULL,
    "The operator changed the address of its confirmations the day before",
    "L’opérateur avait changé la veille l’adresse de ses confirmations", FALSE },
  { 2001, VIGIE_SCRIPT_CAUSE, "Serge Aka", "/why/confirmed/payment-operator", "last",
    "Nobody watches the notices of the operators",
    "Personne ne suit les avis des opérateurs", FALSE },
  { 2002, VIGIE_SCRIPT_FOLLOW_UP, "Serge Aka", "Serge Aka", "C1",
    "Route the notices of both operators to the support queue",
    "Router les avis des deux opérateurs vers la file du support", FALSE },
  { 6000, VIGIE_SCRIPT_MILESTONE, "Kouassi N’Guessan", "closed", NULL, NULL, NULL, FALSE },
};

static const VigieScript access_script = {
  .en = "Unauthorised access, customers exported",
  .fr = "Accès non autorisé, export de clients",
  .type = "INC-02",
  .answers = { "2", "0", "important", "simple", "confirmed" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Ibrahim Ouattara",
  .started = -9,
  .declared = 3,
  .lines = access_lines,
  .n_lines = G_N_ELEMENTS (access_lines),
};

static const VigieScript wave_script = {
  .en = "Slow Wave payments",
  .fr = "Paiements Wave lents",
  .type = "INC-05",
  .answers = { "12", "2", "important", "complex", "none" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Serge Aka",
  .started = -5,
  .declared = 4,
  .lines = wave_lines,
  .n_lines = G_N_ELEMENTS (wave_lines),
};

static const VigieScript deploy_script = {
  .en = "Orders refused after a deployment",
  .fr = "Commandes refusées après un déploiement",
  .type = "INC-01",
  .answers = { "60", "20", "critical", "none", "none" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Awa Koné",
  .started = -4,
  .declared = 4,
  .lines = deploy_lines,
  .n_lines = G_N_ELEMENTS (deploy_lines),
};

static const VigieScript timeouts_script = {
  .en = "Search slow at peak hours",
  .fr = "Recherche lente aux heures de pointe",
  .type = "INC-03",
  .answers = { "30", "5", "core", "simple", "none" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Kouassi N’Guessan",
  .started = -20,
  .declared = 9,
  .lines = timeouts_lines,
  .n_lines = G_N_ELEMENTS (timeouts_lines),
};

static const VigieScript import_script = {
  .en = "Price list overwritten by an import",
  .fr = "Tarifs écrasés par un import",
  .type = "INC-04",
  .answers = { "8", "2", "important", "complex", "none" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Yao Kouamé",
  .started = -15,
  .declared = 12,
  .lines = import_lines,
  .n_lines = G_N_ELEMENTS (import_lines),
};

static const VigieScript orange_script = {
  .en = "Orange Money confirmations lost",
  .fr = "Confirmations Orange Money perdues",
  .type = "INC-05",
  .answers = { "35", "20", "core", "complex", "none" },
  .level = VIGIE_LEVEL_NONE,
  .who = "Serge Aka",
  .started = -6,
  .declared = 5,
  .lines = orange_lines,
  .n_lines = G_N_ELEMENTS (orange_lines),
};
