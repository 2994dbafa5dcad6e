/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A command answers to its name in both languages, whichever the windows speak: the name in the other one is what a
 * person who works in two languages types. English names are the words themselves; `also` has the French ones and
 * what people call it otherwise. It is looked up and never shown, so it is not translated. */

#include "vigie-palette-commands.h"

#include <glib/gi18n-lib.h>

static const VigiePaletteCommand commands[] = {
  { N_("Declare an incident"), "win.declare", "Ctrl N", "déclarer un incident nouveau new" },
  { N_("Reassess the level"), "win.assess", NULL, "réévaluer le niveau gravité severity" },
  { N_("Correct the title"), "win.rename", NULL, "corriger le titre renommer rename" },
  { N_("Change the type"), "win.retype", NULL, "changer le type procédure procedure" },
  { N_("Open the war room"), "win.open-war-room", NULL, "ouvrir la cellule de crise" },
  { N_("Close the war room"), "win.close-war-room", NULL, "fermer la cellule de crise" },
  { N_("Settle what has several versions"), "win.settle('')", NULL, "trancher versions conflit conflict merge fusion" },
  { N_("Breach: what is due"), "win.breach", NULL, "violation de données rgpd artci autorité registre gdpr authority register" },
  { N_("Breach register"), "win.breach-register", NULL, "registre des violations rgpd artci gdpr annuel année year" },
  { N_("Similar incidents"), "win.similar('')", NULL, "incidents semblables ressemblants récurrence même cause alike recurrence same cause" },
  { N_("Resolve the incident"), "win.resolve", NULL, "résoudre" },
  { N_("Close the incident"), "win.close-incident", NULL, "clore fermer" },
  { N_("Reopen the incident"), "win.reopen", NULL, "rouvrir" },
  { N_("Cancel the incident, or take that back"), "win.cancel-incident", NULL, "annuler l’incident fausse alerte exercice false alarm drill" },
  { N_("Import a Slack channel"), "win.import-slack", NULL, "importer un canal slack zip export conversation" },
  { N_("Public stage"), "win.public-stage", NULL, "étape publique statut status" },
  { N_("Support level"), "win.support", NULL, "niveau de support escalade escalate L1 L2 L3" },
  { N_("Copy the channel’s name"), "win.channel", NULL, "copier le nom du canal slack" },
  { N_("Open the video call"), "win.video", NULL, "ouvrir la visio meet" },
  { N_("Set the link of the video call"), "win.video-link", NULL, "fixer le lien de la visio" },
  { N_("Export the report"), "win.export", "Ctrl E", "exporter le compte rendu retour pdf" },
  { N_("Write in the command line"), "win.command('')", "Ctrl L", "écrire ligne de commande" },
  { N_("Undo the last act"), "win.undo", "Ctrl Z", "annuler défaire" },
  { N_("Timeline"), "win.page(0)", "Ctrl 1", "chronologie" },
  { N_("Roles"), "win.page(1)", "Ctrl 2", "rôles postes roster" },
  { N_("Playbook"), "win.page(2)", "Ctrl 3", "procédure procedure" },
  { N_("Facts"), "win.page(3)", "Ctrl 4", "faits" },
  { N_("Communications"), "win.page(4)", "Ctrl 5", "communications messages avis notices publier approbation approval" },
  { N_("Report"), "win.page(5)", "Ctrl 6", "retour compte rendu post-mortem" },
  { N_("Whom to tell, what to do"), "win.duties", "F7", "qui prévenir quoi faire actes acts" },
  { N_("Show or hide the clocks"), "win.toggle-board", "F8", "montrer masquer les échéances" },
  { N_("Home"), "win.show('home')", NULL, "accueil" },
  { N_("Registry"), "win.show('registry')", NULL, "registre" },
  { N_("Directory"), "win.show('directory')", NULL, "annuaire contacts" },
  { N_("Actions to follow"), "win.show('actions')", NULL, "actions à suivre échéances jira suivi follow-up" },
  { N_("Indicators"), "win.show('indicators')", NULL, "indicateurs mttr mttd métriques metrics délais trimestre quarter" },
  { N_("Search"), "win.search", "Ctrl F", "chercher rechercher find" },
  { N_("Light windows"), "win.style::light", NULL, "fenêtres claires thème clair theme style jour day" },
  { N_("Dark windows"), "win.style::dark", NULL, "fenêtres sombres thème sombre theme style nuit night" },
  { N_("Light or dark as the system has it"), "win.style::system", NULL, "clair ou sombre suivre le système thème theme style follow auto" },
  { N_("Exchange with the hub"), "win.exchange", NULL, "échange avec le hub synchronisation réseau partage sync network share offline hors ligne" },
  { N_("What the hub does not have"), "win.pending", NULL, "ce que le hub n’a pas attente refusé waiting parked"},
  { N_("Join a hub"), "win.join-hub('')", NULL, "rejoindre un hub invitation lien link partager share" },
  { N_("Share from this computer"), "win.share", NULL, "partager depuis ce poste hub inviter invitation réseau share invite network qr" },
  { N_("Preferences"), "win.preferences", "Ctrl ,", "préférences réglages settings" },
  { N_("Who sits here?"), "win.author", NULL, "qui est à ce poste nom name" },
  { N_("Open the guided example"), "win.example", "Ctrl G", "ouvrir l’exemple guidé demo" },
  { N_("Keyboard shortcuts"), "win.shortcuts", "F1", "raccourcis clavier touches keys aide help" },
  { N_("About Vigie"), "win.about", NULL, "à propos version" },
};

const VigiePaletteCommand *
vigie_palette_commands (gsize *n)
{
  *n = G_N_ELEMENTS (commands);

  return commands;
}
