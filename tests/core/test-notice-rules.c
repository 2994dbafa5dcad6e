/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every rule for words: texts in which it must speak, and near ones in which it must not, in both languages. */

#include "vigie-notice-check.h"

#include <string.h>

#include "vigie-test-support.h"
#include "vigie-time.h"

#define FR VIGIE_LANG_FR
#define EN VIGIE_LANG_EN

typedef struct
{
  const char *rule;
  VigieLang lang;
  const char *fires[7];
  const char *near[7];
} Row;

static const Row rows[] = {
  { "placeholder", FR,
    { "Survenu le [DATE].", "Cliquez ici : [LIEN]", "Tél : +225 XX XX XX XX XX", "Durée : XX minutes", "Prochain point à HH:MM GMT", "Cause : {{cause}}", "Cause : à compléter" },
    { "Voir la note [1].", "Il a écrit « voila » [sic].", "Taille XXL en stock.", "Au XXIe siècle", "[la page](https://status.distri-night.ci)", "Une réponse complète suivra.", "Il reste <10 min." } },
  { "placeholder", EN,
    { "On [date] it happened.", "Call +225 XXXX", "Cause: TBD", "Dear <name>,", "Next update: YYYY-MM-DD", "Loss: ____ FCFA", "{{ref}}" },
    { "See note [2].", "Size XXL.", "The [page](https://status.distri-night.ci) says more.", "Less than <5 minutes.", "As he wrote [...] it failed.", "Hello {{to.name|dear customer}}, it failed." } },
  { "unticked", FR, { "☐ Nom", "☐ Email\n", "Données : ☐ Téléphone", "□ Adresse" }, { "☒ Nom", "- Nom", "✓ Téléphone", "• Adresse" } },
  { "unticked", EN, { "☐ Name", "☐ E-mail", "Data: ☐ phone", "□ Address" }, { "☑ Name", "- Name", "✔ Phone", "• Address" } },
  { "authority-claim", FR,
    { "Nous avons informé l’ARTCI.", "L’ARTCI a été notifiée.", "• Notification autorités (ARTCI)", "Les autorités compétentes ont été prévenues.", "ARTCI notifiée hier." },
    { "Nous informerons l’ARTCI demain.", "Nous n’avons pas encore prévenu l’ARTCI.", "L’ARTCI sera notifiée dès que le nombre sera connu.", "La notification à l’ARTCI est en préparation.", "Vous pouvez saisir l’ARTCI." } },
  { "authority-claim", EN,
    { "We have notified ARTCI.", "ARTCI has been informed.", "The authorities were told yesterday.", "We have already reported it to the regulator.", "Authority notified." },
    { "We will notify ARTCI.", "We have not yet told the authority.", "ARTCI will be informed.", "Once the authority has been informed, we say so here.", "You may write to the authority." } },
  { "untouched-unproved", FR,
    { "Vos mots de passe ne sont pas touchés.", "☒ PAS de mots de passe (chiffrés)", "PAS de données bancaires (non stockées)", "Aucune donnée bancaire n’a été consultée.", "Vos données bancaires restent en sécurité.", "Non touchées :\nMot de passe\nSolde Mobile Money" },
    { "Nous ne savons pas encore si les mots de passe ont été touchés.", "Vos mots de passe ont été touchés.", "Pas de mot de passe à changer.", "Nous ne demandons jamais votre mot de passe.", "Non touchées :\nRien\n\nSuite", "Les données touchées sont votre nom et votre téléphone." } },
  { "untouched-unproved", EN,
    { "Your passwords were not touched.", "No passwords", "No bank details were accessed.", "Your data is safe.", "Not touched:\nPassword\n" },
    { "We do not yet know whether passwords were touched.", "Your passwords were touched.", "We never ask for your password.", "No answer came.", "Not touched:\nnone\n" } },
  { "asks-secret", FR,
    { "Envoyez votre mot de passe par retour.", "Merci de nous communiquer votre code PIN.", "Répondez avec le code de confirmation reçu.", "Quel est votre code Mobile Money ?", "Nous vous demandons votre code secret." },
    { "Changez votre mot de passe.", "Ne donnez jamais votre code PIN.", "Nous ne demandons jamais votre mot de passe ni votre code Mobile Money.", "Indiquez votre code postal.", "Ne communiquez à personne le code reçu par SMS.", "Choisissez un nouveau mot de passe." } },
  { "asks-secret", EN,
    { "Please send us your password.", "Reply with the verification code.", "Confirm your Mobile Money PIN.", "What is your PIN?", "Enter your PIN to go on." },
    { "Change your password.", "Never give your PIN to anyone.", "We never ask for your password or your Mobile Money PIN.", "Do not share your password.", "Send us your postal address." } },
  { "secret", FR,
    { "Clé : sk_live_4eC39HqLyjWDarjtT1zdp7dc", "mot de passe : Abidjan2026", "-----BEGIN RSA PRIVATE KEY-----", "https://aide:motpasse9@hote.ci/", "Jeton eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", "AKIAIOSFODNN7EXAMPLE" },
    { "Référence 2026-11-21-K7QF.", "Mot de passe : changez-le aujourd’hui.", "Jeton : sans objet", "https://status.distri-night.ci/2026", "Le 21 novembre 2026" } },
  { "secret", EN,
    { "token=9f86d081884c", "Bearer abcdefghijkl0123", "password: hunter22", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "5d41402abc4b2a76b9719d911017c592" },
    { "Reference 2026-11-21-K7QF.", "Password: change it today.", "The token was withdrawn.", "Our secret: patience." } },
  { "card-number", FR, { "Carte 4539 1488 0343 6467", "4539148803436467", "n° 5555-5555-5555-4444", "378282246310005" },
    { "4 850 000 FCFA", "+225 07 08 09 10 11", "4539 1488 0343 6468", "2026-11-21 22:41" } },
  { "card-number", EN, { "Card 4539 1488 0343 6467", "4012888888881881", "5555-5555-5555-4444", "Number 378282246310005." },
    { "4,850,000 FCFA", "+225 27 20 30 40 50", "4539 1488 0343 6468", "0000000000000000" } },
  { "others-address", FR, { "Écrivez à awa.diallo@gmail.com.", "kouame@yahoo.fr a signalé le problème.", "Liste : a@b.ci, c@d.ci", "Contact : moussa@orange.ci" },
    { "Écrivez à security-support@distri-night.ci.", "dpo@distri-night.ci", "support@supabase.io", "Suivez @distrinight.", "un.prenom@distri-night.ci" } },
  { "others-address", EN, { "Write to awa.diallo@gmail.com.", "kouame@yahoo.fr told us.", "To: a@b.ci", "Ask moussa@orange.ci" },
    { "Write to security-support@distri-night.ci.", "dpo@distri-night.ci", "support@vercel.com", "Follow @distrinight.", "At 5 @ the door" } },
  { "staff-address", FR, { "awa.kone@distri-night.ci", "Écrire à serge.aka@distri-night.ci.", "s.aka@distri-night.ci", "Contact : kone@distri-night.ci" },
    { "dpo@distri-night.ci", "security@distri-night.ci", "ceo@distri-night.ci", "awa.kone@gmail.com" } },
  { "staff-address", EN, { "awa.kone@distri-night.ci", "Write to serge.aka@distri-night.ci.", "s.aka@distri-night.ci", "Contact: kone@distri-night.ci" },
    { "dpo@distri-night.ci", "security@distri-night.ci", "ceo@distri-night.ci", "awa.kone@gmail.com" } },
  { "others-phone", FR, { "Le client +225 07 08 09 10 11 n’est pas livré.", "Commande de 07 08 09 10 11", "Numéros : 0708 et +2250708091011", "Compte 05 06 07 08 09 touché" },
    { "Appelez le +225 27 20 30 40 50.", "4 850 000 FCFA", "Le 21/11/2026", "Référence 2026-11-21-K7QF", "Aide : 27 20 30 40 50" } },
  { "others-phone", EN, { "Customer +225 07 08 09 10 11 got nothing.", "Order of 07 08 09 10 11", "Account +2250708091011", "From 05 06 07 08 09" },
    { "Call +225 27 20 30 40 50.", "4,850,000 FCFA", "On 21/11/2026", "Reference 2026-11-21-K7QF", "Help: +225 27 20 30 40 50" } },
  { "unknown-phone", FR, { "Appelez le +225 07 08 09 10 11.", "Tél : 07 08 09 10 11", "Assistance : +2250708091011", "Questions ? 05 06 07 08 09" },
    { "Appelez le +225 27 20 30 40 50.", "Appelez avant 21/11/2026.", "Tél : le numéro habituel", "Le client +225 07 08 09 10 11" } },
  { "unknown-phone", EN, { "Call +225 07 08 09 10 11.", "Phone: 07 08 09 10 11", "Support: +2250708091011", "Help: 05 06 07 08 09" },
    { "Call +225 27 20 30 40 50.", "Call before 21/11/2026.", "Phone: the usual number", "Customer +225 07 08 09 10 11" } },
  { "hedge", FR, { "Vos données pourraient avoir été copiées.", "Les comptes potentiellement touchés sont bloqués.", "Il est possible que des commandes soient perdues.", "Le service semble rétabli.", "Des comptes auraient été ouverts." },
    { "Vous pouvez commander.", "Il est possible de nous joindre.", "Ce que cela peut entraîner\nVos données pourraient servir à de faux appels.", "Pas encore connu :\nVotre adresse pourrait avoir été lue.", "Des escrocs pourraient vous appeler.", "Le potentiel du service" } },
  { "hedge", EN, { "Your data might have been copied.", "Accounts may be affected.", "It is possible that orders are lost.", "The service appears to be back.", "Data could have been read." },
    { "You may call us.", "On 12 May it began.", "What it may lead to\nYour data could be used for false calls.", "Not yet known:\nYour address may have been read.", "Fraudsters might call you.", "We could not reach the service." } },
  { "no-misuse", FR, { "Nous n’avons aucune preuve d’utilisation abusive.", "Aucun signe d’usage frauduleux.", "Aucun indice d’exploitation de vos données.", "Sans élément montrant une fraude." },
    { "Aucun signe de ralentissement.", "Nous avons la preuve que le compte a été utilisé.", "Aucune commande perdue.", "Aucun élément ne manque." } },
  { "no-misuse", EN, { "We have no evidence of misuse.", "There is no indication that data was used.", "We have not seen any evidence of fraud.", "No signs of abuse." },
    { "No signs of slowness.", "We have evidence that the account was used.", "No order is lost.", "No sign is missing." } },
  { "seriously", FR, { "Nous prenons la sécurité très au sérieux.", "Nous prenons cet incident très au sérieux et avons agi.", "La sécurité de vos données est notre priorité.", "La confidentialité est une priorité." },
    { "Nous prenons en charge les frais.", "Trois comptes sérieux.", "La priorité est de rétablir le service.", "Sécurité : changez votre mot de passe." } },
  { "seriously", EN, { "We take this very seriously.", "We take the security of your data seriously.", "Your privacy is our top priority.", "Security is our highest priority." },
    { "We take your call at once.", "A serious outage.", "Our first task is to restore the service.", "Security: change your password." } },
  { "apology", FR, { "Toutes nos excuses pour ce désagrément.", "Nous nous excusons pour la gêne occasionnée.", "Veuillez excuser tout désagrément.", "Nos excuses pour cet inconvénient." },
    { "Nous regrettons que vos commandes aient échoué.", "Nous vous présentons nos excuses.", "Excusez-nous : vos commandes sont perdues.", "Nos excuses pour vos commandes perdues." } },
  { "apology", EN, { "We apologise for any inconvenience.", "Sorry for the inconvenience.", "Apologies for this inconvenience.", "We regret any disruption." },
    { "We are sorry that your orders failed.", "Please accept our apologies.", "We are sorry for the trouble this causes you.", "Sorry: your orders are lost." } },
  { "internal", FR, { "Le serveur db-1.prod.internal est tombé.", "L’adresse 10.0.12.7 a été bloquée.", "Voir /var/log/vigie.log", "La machine prod-3 est arrêtée.", "localhost répond" },
    { "Le site distri-night.ci est en panne.", "Version 10.0.12.7 de l’application", "Le service des commandes est arrêté.", "Prix : 1.200.300 FCFA", "24/7 et/ou jamais" } },
  { "internal", EN, { "Server db-1.prod.internal is down.", "Address 10.0.12.7 was blocked.", "See /etc/passwd", "Machine prod-3 stopped.", "abc.supabase.co answered late" },
    { "The site distri-night.ci is down.", "Version 10.0.12.7 of the app", "The order service is down.", "At 10.30 it stopped.", "and/or never" } },
  { "exploit", FR, { "Faille CVE-2026-12345.", "Une injection SQL a servi.", "Une porte dérobée a été laissée.", "Par une faille XSS." },
    { "Une faille a été fermée.", "Une injection de fonds", "La porte est ouverte.", "CV reçu en 2026." } },
  { "exploit", EN, { "CVE-2026-12345 was used.", "By SQL injection.", "A backdoor was left.", "Through XSS." },
    { "A hole was closed.", "An injection of funds", "The back door of the shop", "A CV of 2026." } },
  { "marketing", FR, { "Profitez de notre nouvelle offre.", "Code promo NUIT", "-20 % sur votre commande", "Découvrez nos services." },
    { "Le service est rétabli.", "Une baisse de 20 % des commandes", "Nous offrons notre aide.", "Vous découvrez un achat inconnu ?" } },
  { "marketing", EN, { "A special offer for you.", "Use promo code NIGHT.", "20% off your next order", "Discover our services." },
    { "The service is back.", "A drop of 20% in orders", "We offer our help.", "Did you discover an unknown order?" } },
  { "hashed", FR, { "PAS de mots de passe (chiffrés)", "Les mots de passe sont chiffrés.", "Votre mot de passe était chiffré.", "Mots de passe cryptés" },
    { "Les mots de passe sont hachés.", "Un mot de passe de 12 chiffres", "Vos données sont chiffrées.", "Le trafic est chiffré." } },
  { "hashed", EN, { "Passwords are encrypted.", "Your password was encrypted.", "encrypted passwords", "The passwords, all encrypted, stay." },
    { "Passwords are hashed.", "The traffic is encrypted.", "An encrypted laptop", "A password of 12 digits" } },
  { "blame", FR, { "Une erreur humaine a causé la panne.", "C’est la faute de notre hébergeur.", "Un technicien a oublié une étape.", "Notre prestataire a échoué." },
    { "Une mise à jour a arrêté le service.", "Notre hébergeur est prévenu.", "Un technicien répare.", "L’équipe du prestataire nous aide." } },
  { "blame", EN, { "Human error caused the outage.", "It was the fault of our host.", "An engineer forgot a step.", "Our provider failed." },
    { "An update stopped the service.", "Our host knows.", "An engineer is repairing it.", "The provider helps us." } },
  { "cause-early", FR, { "La cause est une mise à jour.", "Cause : la base de données.", "La panne est due à un défaut.", "Suite à une erreur, le site est arrêté." },
    { "Nous cherchons la cause.", "La cause est encore inconnue.", "À cause de quoi ? Nous enquêtons.", "Le dû reste dû." } },
  { "cause-early", EN, { "The cause is an update.", "Cause: the database.", "The outage was caused by a fault.", "It is down because of an update." },
    { "We look for the cause.", "The cause is not yet known.", "The root cause is still unknown.", "This causes trouble." } },
  { "short-link", FR, { "Voir https://bit.ly/3xYz", "bit.ly/abc", "https://tinyurl.com/abc", "http://t.co/xyz" },
    { "https://status.distri-night.ci", "https://habit.ly/abc", "Voir la page d’état", "www.distri-night.ci" } },
  { "short-link", EN, { "See https://bit.ly/3xYz", "bit.ly/abc", "https://tinyurl.com/abc", "http://t.co/xyz" },
    { "https://status.distri-night.ci", "https://habit.ly/abc", "See the status page", "www.distri-night.ci" } },
  { "login-link", FR, { "https://distri-night.ci/login", "Changez votre mot de passe : [LIEN]", "https://distri-night.ci/mot-de-passe/reinit", "Activez la double authentification : https://app.distri-night.ci/a" },
    { "https://status.distri-night.ci", "Changez votre mot de passe vous-même dans l’application.", "Voir https://www.distri-night.ci/aide", "Le mot de passe reste le même." } },
  { "login-link", EN, { "https://distri-night.ci/login", "Change your password: [LINK]", "https://distri-night.ci/reset", "Turn on two-factor authentication: https://app.distri-night.ci/a" },
    { "https://status.distri-night.ci", "Change your password yourself in our application.", "See https://www.distri-night.ci/help", "The password stays the same." } },
  { "foreign-link", FR, { "https://example.org/aide", "http://distri-nightt.ci/x", "https://distri-night.ci.evil.com/", "https://docs.google.com/x" },
    { "https://status.distri-night.ci", "https://www.distri-night.ci/aide", "https://www.orangemoney.ci", "https://status.supabase.com/x" } },
  { "foreign-link", EN, { "https://example.org/help", "http://distri-nightt.ci/x", "https://distri-night.ci.evil.com/", "https://docs.google.com/x" },
    { "https://status.distri-night.ci", "https://www.distri-night.ci/help", "https://www.orangemoney.ci", "https://status.supabase.com/x" } },
  { "plain-link", FR, { "http://status.distri-night.ci", "Voir http://distri-night.ci.", "http://t.co/xyz", "HTTP://distri-night.ci" }, { "https://status.distri-night.ci", "www.distri-night.ci", "http", "distri-night.ci" } },
  { "plain-link", EN, { "http://status.distri-night.ci", "See http://distri-night.ci.", "http://t.co/xyz", "HTTP://distri-night.ci" }, { "https://status.distri-night.ci", "www.distri-night.ci", "http", "distri-night.ci" } },
  { "jargon", FR, { "Bonjour,\n\nL’ARTCI suit ce dossier.", "Le RGPD nous oblige à écrire.", "Un rollback est en cours.", "La latence des API est haute." },
    { "Bonjour,\n\nLe service est arrêté.\n\nL’ARTCI suit ce dossier.", "Le service est lent.", "Votre appli ne répond pas.", "Le site rapide" } },
  { "jargon", EN, { "Hello,\n\nARTCI follows this case.", "The GDPR makes us write.", "A rollback is under way.", "API latency is high." },
    { "Hello,\n\nThe service is down.\n\nARTCI follows this case.", "The service is slow.", "Your app does not answer.", "The fast site" } },
  { "long-sentence", FR,
    { "Le service est arrêté depuis hier soir et nous cherchons encore la cause avec toute notre équipe sans savoir quand cela finira pour vous." ,
      "Nous savons que vous ne pouvez plus passer de commande et que vous ne pouvez pas non plus payer ce que vous avez commandé hier.",
      "La panne touche le site et les paiements et les commandes et les livraisons et les comptes et les prix et les clients.",
      "Quand le service sera de nouveau là nous vous écrirons pour vous dire ce qui a changé et ce que vous devez faire." },
    { "Le service est arrêté depuis hier. Nous cherchons la cause. Nous vous écrirons ce soir. Vous pouvez nous appeler.", "Une phrase courte.", "", "Le site, les paiements et les commandes sont arrêtés." } },
  { "long-sentence", EN,
    { "The service has been down since last night and we still look for the cause with all of our team and do not know when it ends.",
      "We know that you can no longer place an order and that you cannot pay for what you ordered yesterday with us or with others.",
      "The outage touches the site and the payments and the orders and the deliveries and the accounts and the prices and the people.",
      "When the service is there again we will write to you and say what has changed and what it is that you have to do." },
    { "The service is down since last night. We look for the cause. We will write tonight. You can call us.", "A short one.", "", "The site, payments and orders are down." } },
};

static VigieCheckReport *
check (const char *text, VigieLang lang)
{
  static const char *const addresses[] = { "+225 27 20 30 40 50", NULL };
  VigieCheckInput input = {
    .kind = "persons", .audience = "persons", .channel = "email", .lang = lang, .subject = "x", .body = text,
    .next_update_usec = VIGIE_TIME_NONE, .playbook = vigie_test_playbook (), .addresses = addresses,
    .now_usec = vigie_test_time ("2026-11-22T00:00:00Z"),
  };

  return vigie_notice_check (&input);
}

static const VigieCheckFinding *
find (VigieCheckReport *report, const char *rule)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (strcmp (((VigieCheckFinding *) report->findings->pdata[i])->rule, rule) == 0)
      return report->findings->pdata[i];

  return NULL;
}

static void
test_rule (gconstpointer data)
{
  const Row *row = data;
  guint n_fires = 0, n_near = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (row->fires) && row->fires[i] != NULL; i++, n_fires++)
    {
      g_autoptr(VigieCheckReport) report = check (row->fires[i], row->lang);
      const VigieCheckFinding *finding = find (report, row->rule);

      g_test_message ("must speak: %s", row->fires[i]);
      g_assert_nonnull (finding);
      g_assert_cmpint (finding->field, ==, VIGIE_CHECK_BODY);
      g_assert_cmpuint (finding->start_bytes, <, finding->end_bytes);
      g_assert_cmpuint (finding->end_bytes, <=, strlen (row->fires[i]));
      g_assert_true (g_utf8_validate (row->fires[i] + finding->start_bytes, (gssize) (finding->end_bytes - finding->start_bytes), NULL));
      g_assert_true (g_utf8_validate (finding->message, -1, NULL));
      g_assert_cmpstr (finding->message, !=, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (row->near) && row->near[i] != NULL; i++, n_near++)
    {
      g_autoptr(VigieCheckReport) report = check (row->near[i], row->lang);

      g_test_message ("must not speak: %s", row->near[i]);
      g_assert_null (find (report, row->rule));
    }
  g_assert_cmpuint (n_fires, >=, 4);
  g_assert_cmpuint (n_near, >=, 4);
}

/* The place that is marked is the words, not their neighbours. */
static void
test_places (void)
{
  static const struct { const char *rule, *text, *words; } places[] = {
    { "placeholder", "Rétablissement vers [HEURE].", "[HEURE]" },
    { "hedge", "Déjà, vos données pourraient avoir été copiées.", "pourraient" },
    { "internal", "Le serveur\302\240db-1.prod.internal\302\240!", "db-1.prod.internal" },
    { "untouched-unproved", "Vos mots de passe ne sont pas touchés, non.", "mots de passe ne sont pas touchés" },
    { "jargon", "L’œuvre du RGPD.", "RGPD" },
    { "others-address", "« awa@gmail.com »", "awa@gmail.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(VigieCheckReport) report = check (places[i].text, FR);
      const VigieCheckFinding *finding = find (report, places[i].rule);
      g_autofree char *words = NULL;

      g_assert_nonnull (finding);
      words = g_strndup (places[i].text + finding->start_bytes, finding->end_bytes - finding->start_bytes);
      g_assert_cmpstr (words, ==, places[i].words);
    }
}

/* Stops are looked for in both languages: a text in the wrong place is not let through. */
static void
test_stops_in_any_language (void)
{
  g_autoptr(VigieCheckReport) french = check ("Envoyez votre mot de passe.", EN);
  g_autoptr(VigieCheckReport) english = check ("We have notified ARTCI. Send us your PIN.", FR);

  g_assert_nonnull (find (french, "asks-secret"));
  g_assert_nonnull (find (english, "asks-secret"));
  g_assert_nonnull (find (english, "authority-claim"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/notice-rules/%s/%s", rows[i].rule, vigie_lang_to_word (rows[i].lang));

      g_test_add_data_func (path, &rows[i], test_rule);
    }
  g_test_add_func ("/core/notice-rules/places", test_places);
  g_test_add_func ("/core/notice-rules/stops-in-any-language", test_stops_in_any_language);

  return g_test_run ();
}
