/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A notice against the record: figures, claims that need proof, what its kind must say, the playbook's templates filled in. */

#include "vigie-notice-check.h"

#include "obligation-scene.h"
#include "vigie-test-hostile.h"
#include "vigie-text.h"
#include "vigie-time.h"

static void
set_with_source (Scene *scene, const char *name, const char *value, VigieFactState state, const char *source, gint64 after)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_fact (vigie_test_playbook (), scene->incident, name, value, state, source, utc, "Awa",
                                      scene->start_usec + after, &error);

  record (scene, after, drafts, error);
}

static Scene *
outage (void)
{
  Scene *scene = scene_new ("INC-01", VIGIE_LEVEL_P1);

  set_fact (scene, "outage_start", "2026-11-21T23:41:00Z", MINUTES (1));
  set_fact (scene, "users_affected", "1840", MINUTES (2));
  set_fact (scene, "users_share", "100", MINUTES (3));
  set_fact (scene, "orders_lost", "1250", MINUTES (4));
  set_fact (scene, "loss_fcfa", "4850000", MINUTES (5));
  set_fact (scene, "persons", "600-1400", MINUTES (6));
  set_fact (scene, "records", "12000", MINUTES (7));

  return scene;
}

static VigieCheckReport *
check_as (const Scene *scene, const char *kind, const char *channel, VigieLang lang, const char *subject, const char *body)
{
  static const char *const addresses[] = { "+225 27 20 30 40 50", NULL };
  VigieCheckInput input = {
    .kind = kind,
    .audience = strcmp (kind, "persons") == 0 ? "persons" : g_str_has_prefix (kind, "authority") ? "authority" : "users",
    .channel = channel, .lang = lang, .subject = subject, .body = body, .next_update_usec = vigie_test_time ("2026-11-22T03:38:00Z"),
    .incident = scene != NULL ? scene->incident : NULL, .playbook = vigie_test_playbook (), .addresses = addresses,
    .now_usec = vigie_test_time ("2026-11-22T03:00:00Z"),
  };

  return vigie_notice_check (&input);
}

static const VigieCheckFinding *
find (const VigieCheckReport *report, const char *rule)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (strcmp (((VigieCheckFinding *) report->findings->pdata[i])->rule, rule) == 0)
      return report->findings->pdata[i];

  return NULL;
}

typedef struct
{
  VigieLang lang;
  const char *text;
  const char *words;        /* what contradicts the sheet; NULL: nothing */
  const char *proposal;
} FigureRow;

static const FigureRow figure_rows[] = {
  { VIGIE_LANG_FR, "1\302\240840 clients sont touchés.", NULL, NULL },
  { VIGIE_LANG_FR, "1\342\200\257840 clients sont touchés.", NULL, NULL },
  { VIGIE_LANG_FR, "1840 clients", NULL, NULL },
  { VIGIE_LANG_EN, "1,840 customers", NULL, NULL },
  { VIGIE_LANG_FR, "1\302\240804 clients sont touchés.", "1\302\240804", "1\342\200\257840" },
  { VIGIE_LANG_EN, "1,480 customers are affected.", "1,480", "1,840" },
  { VIGIE_LANG_FR, "Plus de 1 800 clients touchés", NULL, NULL },
  { VIGIE_LANG_FR, "Plus de 1 900 clients sont touchés.", "1 900", NULL },
  { VIGIE_LANG_FR, "Environ 1 800 comptes touchés", NULL, NULL },
  { VIGIE_LANG_FR, "Environ 2 500 comptes sont touchés.", "2 500", NULL },
  { VIGIE_LANG_EN, "Fewer than 2,000 users are affected", NULL, NULL },
  { VIGIE_LANG_FR, "12 personnes travaillent à la correction.", NULL, NULL },
  { VIGIE_LANG_FR, "500 comptes touchés sont déjà rétablis.", NULL, NULL },
  { VIGIE_LANG_EN, "Service is restored for 500 of the customers affected.", NULL, NULL },
  { VIGIE_LANG_FR, "80 % des comptes fonctionnent de nouveau.", NULL, NULL },
  { VIGIE_LANG_FR, "Nous servons 40 000 clients.", NULL, NULL },
  { VIGIE_LANG_FR, "Entre 600 et 1 400 personnes", NULL, NULL },
  { VIGIE_LANG_FR, "100 % des comptes ont été touchés.", NULL, NULL },
  { VIGIE_LANG_FR, "100\302\240% des comptes", NULL, NULL },
  { VIGIE_LANG_FR, "80 % des comptes ont été touchés.", "80", "100" },
  { VIGIE_LANG_FR, "La batterie est à 80 %.", NULL, NULL },
  { VIGIE_LANG_FR, "1 250 commandes ont été perdues.", NULL, NULL },
  { VIGIE_LANG_FR, "1 150 commandes ont été perdues.", "1 150", "1\342\200\257250" },
  { VIGIE_LANG_FR, "12 commandes attendent.", NULL, NULL },
  { VIGIE_LANG_FR, "La perte est de 4 850 000 FCFA.", NULL, NULL },
  { VIGIE_LANG_FR, "La perte est de 4,85 millions de FCFA.", NULL, NULL },
  { VIGIE_LANG_EN, "The loss is 4.85 million FCFA.", NULL, NULL },
  { VIGIE_LANG_FR, "La perte est de 5 850 000 F CFA.", "5 850 000", "4\342\200\257850\342\200\257000" },
  { VIGIE_LANG_FR, "Perte au-delà du seuil de 1 000 000 FCFA.", NULL, NULL },
  { VIGIE_LANG_FR, "La livraison coûte 1 000 FCFA.", NULL, NULL },
  { VIGIE_LANG_FR, "Enregistrements : 12 000", NULL, NULL },
  { VIGIE_LANG_FR, "Enregistrements : 13 000", "13 000", "12\342\200\257000" },
  { VIGIE_LANG_FR, "Depuis 23:41 GMT, le service est arrêté.", NULL, NULL },
  { VIGIE_LANG_FR, "Depuis 23 h 41, le service est arrêté.", NULL, NULL },
  { VIGIE_LANG_FR, "Depuis 22:41 GMT, le service est arrêté.", "22:41", "23:41" },
  { VIGIE_LANG_FR, "Le service est arrêté depuis 22h41.", "22h41", "23:41" },
  { VIGIE_LANG_EN, "Down since 10:41 pm.", "10:41 pm", "23:41" },
  { VIGIE_LANG_EN, "Down since 11:41 pm.", NULL, NULL },
  { VIGIE_LANG_FR, "Depuis 00:00, nous cherchons.", NULL, NULL },
  { VIGIE_LANG_FR, "Le service a été arrêté pendant 3 h 23.", NULL, NULL },
  { VIGIE_LANG_FR, "Vous recevrez un appel à 14:00.", NULL, NULL },
  { VIGIE_LANG_FR, "Le problème a commencé le 21 nov. 2026.", NULL, NULL },
  { VIGIE_LANG_FR, "Le problème a commencé le 20 novembre 2026.", "20 novembre 2026", "21 nov. 2026" },
  { VIGIE_LANG_FR, "Le problème a commencé le 20/11/2026.", "20/11/2026", "21 nov. 2026" },
  { VIGIE_LANG_EN, "It began on November 20, 2026.", "November 20, 2026", "21 Nov 2026" },
  { VIGIE_LANG_EN, "It began on 21 November.", NULL, NULL },
  { VIGIE_LANG_FR, "Correction : nous avions écrit 1 480 clients.", NULL, NULL },
  { VIGIE_LANG_FR, "Référence 2026-11-20-K7QF, début 23:41.", NULL, NULL },
};

static void
test_figures (void)
{
  g_autoptr(Scene) scene = outage ();

  for (gsize i = 0; i < G_N_ELEMENTS (figure_rows); i++)
    {
      const FigureRow *row = &figure_rows[i];
      g_autoptr(VigieCheckReport) report = check_as (scene, "mail", "email", row->lang, "x", row->text);
      const VigieCheckFinding *finding = find (report, "fact-differs");
      g_autofree char *words = NULL;

      g_test_message ("%s", row->text);
      g_assert_cmpint (finding != NULL, ==, row->words != NULL);
      if (finding == NULL)
        continue;
      words = g_strndup (row->text + finding->start_bytes, finding->end_bytes - finding->start_bytes);
      g_assert_cmpstr (words, ==, row->words);
      g_assert_cmpstr (finding->proposal, ==, row->proposal);
      g_assert_nonnull (vigie_playbook_fact (vigie_test_playbook (), finding->fact));
      g_assert_null (finding->line);
      g_assert_cmpint (finding->level, ==, VIGIE_CHECK_STOP);
    }
}

/* What stands in the correction: the thing by its name, what is right now and what was said; and with it, all is well. */
static void
test_correction_line (void)
{
  static const struct
  {
    VigieLang lang;
    const char *now, *before, *line, *fact;
  } rows[] = {
    { VIGIE_LANG_FR, "1 920 clients touchés.", "1 840 clients touchés.",
      "Correction (Utilisateurs touchés)\302\240: 1 920, et non 1 840 comme annoncé plus tôt.",
      "users_affected" },
    { VIGIE_LANG_EN, "1,920 customers are affected.", "1 840 clients touchés.",
      "Correction (Users affected): 1,920, not 1 840 as we said before.", "users_affected" },
    { VIGIE_LANG_EN, "Down since 22:41.", "Down since 23:41.",
      "Correction (Start of the outage): 22:41, not 23:41 as we said before.", "outage_start" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) earlier = g_ptr_array_new ();
      g_autoptr (VigieCheckReport) before = NULL;
      g_autoptr (VigieCheckReport) after = NULL;
      g_autofree char *corrected = NULL;
      VigieCheckInput input = { .kind = "mail",
                                .audience = "users",
                                .channel = "email",
                                .lang = rows[i].lang,
                                .subject = "x",
                                .body = rows[i].now,
                                .next_update_usec = VIGIE_TIME_NONE,
                                .earlier = earlier,
                                .playbook = vigie_test_playbook () };

      g_ptr_array_add (earlier, (char *) rows[i].before);
      before = vigie_notice_check (&input);
      g_assert_cmpstr (find (before, "earlier-differs")->line, ==, rows[i].line);
      g_assert_cmpstr (find (before, "earlier-differs")->fact, ==, rows[i].fact);
      corrected = g_strdup_printf ("%s\n\n%s", rows[i].now, find (before, "earlier-differs")->line);
      input.body = corrected;
      after = vigie_notice_check (&input);
      g_assert_null (find (after, "earlier-differs"));
    }
}

/* A blank says its name in the language of the screen, leads to its fact, and takes what is known of it. */
static void
test_blanks_are_named (void)
{
  static const char *const bodies[] = { "Arrêt : {{impact}}.",
                                        "Arrêt : [Ce qui ne fonctionne plus].",
                                        "Down: [What no longer works]." };
  g_autoptr (Scene) scene = outage ();

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (VigieCheckReport) open = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x",
                                                    bodies[i]);
      const VigieCheckFinding *finding = find (open, "placeholder");

      g_assert_cmpstr (finding->fact, ==, "functions");
      g_assert_true (g_str_has_prefix (finding->message, "“What no longer works”"));
      g_assert_null (strstr (finding->message, "{"));
      g_assert_null (finding->proposal);
    }
  set_fact (scene, "functions", "les commandes", MINUTES (8));
  {
    g_autoptr (VigieCheckReport) known = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x",
                                                   bodies[1]);

    g_assert_cmpstr (find (known, "placeholder")->proposal, ==, "les commandes");
  }
}

/* A time that somebody noted may be told, whatever the sheet has beside it. */
static void
test_noted_time_may_be_told (void)
{
  g_autoptr(Scene) scene = outage ();
  g_autoptr(VigieCheckReport) before = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x", "Les paiements sont arrêtés depuis 00:10.");
  g_autoptr(VigieCheckReport) after = NULL;
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_log (scene->incident, VIGIE_ENTRY_NOTE, "Paiements arrêtés", NULL, "Awa", scene->start_usec + MINUTES (10), &error);

  record (scene, MINUTES (10), drafts, error);
  after = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x", "Les paiements sont arrêtés depuis 00:10.");
  g_assert_nonnull (find (before, "fact-differs"));
  g_assert_null (find (after, "fact-differs"));
}

static void
test_unknown_facts_contradict_nothing (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(VigieCheckReport) report = NULL;

  set_with_source (scene, "users_affected", "", VIGIE_FACT_UNKNOWN, NULL, MINUTES (1));
  report = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x", "12 clients depuis 22:41, 80 % des comptes, 5 commandes perdues.");
  g_assert_null (find (report, "fact-differs"));
}

static void
test_earlier (void)
{
  static const struct { const char *now, *before, *correction; gboolean differs; } rows[] = {
    { "1 920 clients touchés.", "1 840 clients touchés.", NULL, TRUE },
    { "1 840 clients touchés.", "1\302\240840 clients touchés.", NULL, FALSE },
    { "1 920 clients touchés.\nCorrection : nous avions écrit 1 840.", "1 840 clients touchés.", NULL, FALSE },
    { "1 920 clients touchés.", "1 840 clients touchés.", "Le nombre a été revu.", FALSE },
    { "Arrêté depuis 22:41.", "Arrêté depuis 23:41.", NULL, TRUE },
    { "Retour prévu vers 05:00.", "Retour prévu vers 04:00.", NULL, FALSE },
    { "Prochaine mise à jour : 05:00.", "Prochaine mise à jour : 04:00.", NULL, FALSE },
    { "80 % des comptes", "100 % des comptes", NULL, TRUE },
    { "Plus de 1 500 clients", "1 840 clients", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) earlier = g_ptr_array_new ();
      g_autoptr(VigieCheckReport) report = NULL;
      VigieCheckInput input = { .kind = "mail", .audience = "users", .channel = "email", .lang = VIGIE_LANG_FR, .subject = "x", .body = rows[i].now,
                                .next_update_usec = VIGIE_TIME_NONE, .earlier = earlier, .correction = rows[i].correction };

      g_ptr_array_add (earlier, (char *) rows[i].before);
      report = vigie_notice_check (&input);
      g_test_message ("%s", rows[i].now);
      g_assert_cmpint (find (report, "earlier-differs") != NULL, ==, rows[i].differs);
    }
}

static void
test_untouched_needs_proof (void)
{
  static const struct { const char *value; VigieFactState state; const char *source; gboolean is_proof; } rows[] = {
    { "password,password-hash", VIGIE_FACT_CONFIRMED, "Journal d’accès du 21", TRUE },
    { "password,password-hash", VIGIE_FACT_CONFIRMED, NULL, FALSE },
    { "password,password-hash", VIGIE_FACT_ESTIMATED, "Journal d’accès du 21", FALSE },
    { "orders", VIGIE_FACT_CONFIRMED, "Journal d’accès du 21", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
      g_autoptr(VigieCheckReport) claim = NULL;
      g_autoptr(VigieCheckReport) list = NULL;

      set_with_source (scene, "data_untouched", rows[i].value, rows[i].state, rows[i].source, MINUTES (1));
      claim = check_as (scene, "persons", "email", VIGIE_LANG_FR, "x", "Vos mots de passe ne sont pas touchés.");
      list = check_as (scene, "persons", "email", VIGIE_LANG_EN, "x", "Not touched, this is proved:\nPassword\n\nThe rest");
      g_assert_cmpint (find (claim, "untouched-unproved") == NULL, ==, rows[i].is_proof);
      g_assert_cmpint (find (list, "untouched-unproved") == NULL, ==, rows[i].is_proof);
    }
}

static void
test_general_word_in_an_outage (void)
{
  g_autoptr(Scene) scene = outage ();
  g_autoptr(VigieCheckReport) report = check_as (scene, "status", "status-page", VIGIE_LANG_FR, "x", "Vos données ne sont pas touchées par cette panne.");

  g_assert_null (find (report, "untouched-unproved"));
  g_assert_nonnull (find (report, "untouched-unproved-outage"));
}

static void
test_authority_told (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  g_autoptr(VigieCheckReport) before = check_as (scene, "persons", "email", VIGIE_LANG_FR, "x", "Nous avons informé l’ARTCI.");
  g_autoptr(VigieCheckReport) after = NULL;

  send_message (scene, "authority", "portal", MINUTES (5));
  after = check_as (scene, "persons", "email", VIGIE_LANG_FR, "x", "Nous avons informé l’ARTCI.");
  g_assert_nonnull (find (before, "authority-claim"));
  g_assert_null (find (after, "authority-claim"));
}

static void
test_cause_confirmed (void)
{
  g_autoptr(Scene) scene = outage ();
  g_autoptr(VigieCheckReport) early = NULL;
  g_autoptr(VigieCheckReport) late = NULL;

  set_with_source (scene, "cause", "Une mise à jour", VIGIE_FACT_ESTIMATED, NULL, MINUTES (9));
  early = check_as (scene, "status", "status-page", VIGIE_LANG_FR, "x", "La cause est une mise à jour.");
  set_fact (scene, "cause", "Une mise à jour", MINUTES (10));
  late = check_as (scene, "status", "status-page", VIGIE_LANG_FR, "x", "La cause est une mise à jour.");
  g_assert_nonnull (find (early, "cause-early"));
  g_assert_null (find (late, "cause-early"));
}

static void
test_names_of_the_team (void)
{
  static const struct { const char *text; gboolean is_named; } rows[] = {
    { "Awa Koné vous rappelle.", TRUE },   { "AWA KONE vous rappelle.", TRUE },  { "Écrire à Awa\302\240Koné", TRUE },
    { "Demandez awa kone.", FALSE },       { "Awa Konéré vous rappelle.", FALSE }, { "DPO : Awa Koné", FALSE },
    { "Le service vous rappelle.", FALSE }, { "Contact presse : Awa Koné", FALSE },
  };
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_role (vigie_test_playbook (), scene->incident, "communications", "Awa Koné", "Awa", scene->start_usec + MINUTES (1), &error);

  record (scene, MINUTES (1), drafts, error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VigieCheckReport) report = check_as (scene, "mail", "email", VIGIE_LANG_FR, "x", rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (find (report, "employee") != NULL, ==, rows[i].is_named);
    }
}

static void
test_next_update (void)
{
  static const struct { const char *text, *rule; } rows[] = {
    { "Le service est arrêté.", "next-missing" },
    { "Arrêté. Prochaine mise à jour bientôt.", "next-missing" },
    { "Arrêté. Prochaine mise à jour : 03:38 GMT.", NULL },
    { "Arrêté. Nous réécrirons à 3 h 38.", NULL },
    { "Arrêté. Prochaine mise à jour : 04:38 GMT.", "next-differs" },
    { "Arrêté. Bilan le 24 novembre.", NULL },
  };
  static const char *const rules[] = { "next-missing", "next-differs", "next-past" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VigieCheckReport) report = check_as (NULL, "status", "status-page", VIGIE_LANG_FR, NULL, rows[i].text);

      g_test_message ("%s", rows[i].text);
      for (gsize j = 0; j < G_N_ELEMENTS (rules); j++)
        g_assert_cmpint (find (report, rules[j]) != NULL, ==, g_strcmp0 (rules[j], rows[i].rule) == 0);
    }
}

static void
test_next_update_is_over (void)
{
  VigieCheckInput input = { .kind = "status", .audience = "users", .channel = "status-page", .lang = VIGIE_LANG_EN,
                            .body = "Orders do not work. Next update: 03:38 GMT.", .next_update_usec = vigie_test_time ("2026-11-22T03:38:00Z"),
                            .now_usec = vigie_test_time ("2026-11-22T03:39:00Z") };
  g_autoptr(VigieCheckReport) report = vigie_notice_check (&input);

  g_assert_nonnull (find (report, "next-past"));
}

static void
test_impact_first (void)
{
  static const struct { const char *text, *rule; } rows[] = {
    { "Les commandes ne passent plus. Nous cherchons la cause.", NULL },
    { "Nous travaillons. Notre équipe est là. Elle cherche. Les commandes ne passent plus.", "impact-late" },
    { "Nous travaillons. Notre équipe est là.", "missing-impact" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(VigieCheckReport) report = check_as (NULL, "status", "status-page", VIGIE_LANG_FR, NULL, rows[i].text);

      g_assert_cmpint (find (report, "impact-late") != NULL, ==, g_strcmp0 (rows[i].rule, "impact-late") == 0);
      g_assert_cmpint (find (report, "missing-impact") != NULL, ==, g_strcmp0 (rows[i].rule, "missing-impact") == 0);
    }
}

static void
test_late_notice_to_the_authority (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  g_autoptr(VigieCheckReport) without = NULL;
  g_autoptr(VigieCheckReport) with = NULL;

  set_fact (scene, "aware_at", "2026-11-18T22:00:00Z", MINUTES (1));
  without = check_as (scene, "authority-initial", "email", VIGIE_LANG_FR, "x", "Violation.");
  with = check_as (scene, "authority-initial", "email", VIGIE_LANG_FR, "x", "Violation. Motif du retard : enquête.");
  g_assert_nonnull (find (without, "missing-delay-reason"));
  g_assert_null (find (with, "missing-delay-reason"));
}

static void
test_sms_says_what_is_dear (void)
{
  g_autoptr(VigieCheckReport) report = check_as (NULL, "sms", "sms", VIGIE_LANG_FR, NULL,
                                                "DISTRI-NIGHT : les commandes sont arrêtées depuis 23:41 GMT. Prochain point 03:38 GMT sur https://status.distri-night.ci");
  const VigieCheckFinding *finding = find (report, "sms-parts");

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->proposal, ==, "e");
  g_assert_cmpuint (finding->end_bytes - finding->start_bytes, ==, strlen ("ê"));
}

/* The mail of the company's own playbook as it stands, wrapped as it is there. */
static const char own_mail[] =
    "Cher utilisateur DISTRI-NIGHT,\n\nNous vous informons d'un incident de sécurité survenu \nle [DATE] affectant votre compte.\n\n"
    "CE QUI S'EST PASSÉ:\n[Description simple de l'incident]\n\n"
    "DONNÉES POTENTIELLEMENT AFFECTÉES:\n☐ Nom et prénom\n☐ Email\n☐ Téléphone\n☐ Adresse\n☒ PAS de mots de passe (chiffrés)\n"
    "☒ PAS de données bancaires (non stockées)\n\n"
    "ACTIONS QUE NOUS AVONS PRISES:\n• Correction de la vulnérabilité\n• Renforcement sécurité\n• Audit complet système\n"
    "• Notification autorités (ARTCI)\n\n"
    "CE QUE VOUS DEVEZ FAIRE:\n1. Changez votre mot de passe: [LIEN]\n2. Activez authentification 2-facteurs: [LIEN]\n"
    "3. Surveillez activité compte: [LIEN]\n4. Soyez vigilant emails/SMS frauduleux\n\n"
    "SUPPORT:\nUne équipe dédiée est à votre disposition:\nEmail: security-support@distri-night.ci\nTél: +225 XX XX XX XX XX\n\n"
    "Nous prenons cet incident très au sérieux et avons \nmis en place des mesures pour éviter toute récurrence.\n\n"
    "Toutes nos excuses pour ce désagrément.\n\nL'équipe DISTRI-NIGHT\n";

static gboolean
has_at (const VigieCheckReport *report, const char *body, const char *rule, const char *words)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      if (strcmp (finding->rule, rule) == 0 && (words == NULL || (finding->field == VIGIE_CHECK_BODY &&
          g_strstr_len (body + finding->start_bytes, (gssize) (finding->end_bytes - finding->start_bytes), words) != NULL)))
        return TRUE;
    }

  return FALSE;
}

static void
test_playbooks_own_mail_is_refused (void)
{
  static const struct { const char *fault, *rule, *words; gboolean stops; } faults[] = {
    { "no likely consequences", "missing-consequences", NULL, TRUE },
    { "no DPO, only a support mailbox", "missing-dpo", NULL, TRUE },
    { "passwords ticked beforehand as not affected", "untouched-unproved", "mots de passe", TRUE },
    { "bank data ticked beforehand as not affected", "untouched-unproved", "données bancaires", TRUE },
    { "passwords called encrypted", "hashed", "chiffrés", FALSE },
    { "three bare links: password", "login-link", "mot de passe: [LIEN]", FALSE },
    { "three bare links: two factors", "login-link", "2-facteurs: [LIEN]", FALSE },
    { "three bare links: activity", "login-link", "activité compte: [LIEN]", FALSE },
    { "links not filled in", "placeholder", "[LIEN]", TRUE },
    { "states that authorities were told", "authority-claim", "Notification autorités", TRUE },
    { "no date of the discovery", "missing-aware", NULL, FALSE },
    { "the date not filled in", "placeholder", "[DATE]", TRUE },
    { "the description not filled in", "placeholder", "[Description simple de l'incident]", TRUE },
    { "the telephone not filled in", "placeholder", "+225 XX", TRUE },
    { "rows nobody ticked", "unticked", "☐", TRUE },
    { "no reference", "missing-reference", NULL, FALSE },
    { "no next update", "next-missing", NULL, TRUE },
    { "no way to check that it is real", "missing-verify", NULL, FALSE },
    { "no word of Mobile Money fraud", "missing-fraud", NULL, FALSE },
    { "taken very seriously", "seriously", "très au sérieux", FALSE },
    { "apology for this inconvenience", "apology", "ce désagrément", FALSE },
    { "hedge on what was affected", "hedge", "POTENTIELLEMENT", FALSE },
  };
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  g_autoptr(VigieCheckReport) report = check_as (scene, "persons", "email", VIGIE_LANG_FR, "Important - Incident de Sécurité DISTRI-NIGHT", own_mail);

  g_assert_cmpuint (report->n_stops, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s", faults[i].fault);
      g_assert_true (has_at (report, own_mail, faults[i].rule, faults[i].words));
      g_assert_cmpint (find (report, faults[i].rule)->level, ==, faults[i].stops ? VIGIE_CHECK_STOP : VIGIE_CHECK_WARN);
    }
}

/* Values as an organisation would give them. */
static const struct { const char *name, *fr, *en; } values[] = {
  { "data_touched", "- Nom\n- Téléphone", "- Name\n- Phone number" },
  { "data_untouched", "- Mot de passe", "- Password" },
  { "data_unknown", "- Adresse postale", "- Postal address" },
  { "authority_statement", "L’autorité de protection des données sera informée dans le délai prévu.", "The data protection authority will be informed in due time." },
  { "consequences", "- Des escrocs peuvent vous appeler et demander un paiement Mobile Money.", "- Fraudsters may call you and ask for a Mobile Money payment." },
  { "measures", "- Nous avons fermé l’accès.", "- We closed the access." },
  { "what_happened", "Une personne a lu une liste de clients sans en avoir le droit.", "Somebody read a list of customers without having the right to." },
  { "support_email", "security-support@distri-night.ci", "security-support@distri-night.ci" },
  { "support_phone", "+225 27 20 30 40 50", "+225 27 20 30 40 50" },
  { "dpo_contact", "DPO, dpo@distri-night.ci", "DPO, dpo@distri-night.ci" },
  { "press_contact", "presse : ceo@distri-night.ci", "press: ceo@distri-night.ci" },
  { "status_url", "https://status.distri-night.ci", "https://status.distri-night.ci" },
  { "ref", "2026-11-22-K7QF", "2026-11-22-K7QF" },
  { "next_update", "22 nov. 2026, 03:38 GMT", "22 Nov 2026, 03:38 GMT" },
  { "callback", "+225 27 20 30 40 50", "+225 27 20 30 40 50" },
};

static char *
value_of (const VigiePlaceholder *placeholder, VigieLang lang)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i].name, placeholder->name) == 0)
      return g_strdup (lang == VIGIE_LANG_FR ? values[i].fr : values[i].en);
  if (strcmp (placeholder->type, "time") == 0)
    return g_strdup (strcmp (placeholder->fact, "outage_start") == 0 ? "23:41 GMT" : "02:00 GMT");
  if (strcmp (placeholder->type, "number") == 0)
    return g_strdup (strcmp (placeholder->fact, "users_share") == 0 ? "100" : strcmp (placeholder->fact, "loss_fcfa") == 0 ? "4 850 000 FCFA"
                     : strcmp (placeholder->fact, "orders_lost") == 0 ? "1 250" : strcmp (placeholder->fact, "persons") == 0 ? "600 à 1 400"
                     : strcmp (placeholder->fact, "records") == 0 ? "12 000" : "1 840");
  if (strcmp (placeholder->type, "duration") == 0)
    return g_strdup ("3 h 23");
  if (strcmp (placeholder->type, "link") == 0)
    return g_strdup ("https://www.distri-night.ci/aide");

  return g_strdup (lang == VIGIE_LANG_FR ? "les commandes et les paiements" : "orders and payments");
}

static char *
fill (const VigieTemplate *form, const char *text, VigieLang lang)
{
  GString *out = g_string_new (text);

  for (guint i = 0; i < form->placeholders->len; i++)
    {
      const VigiePlaceholder *placeholder = form->placeholders->pdata[i];
      g_autofree char *blank = g_strdup_printf ("{{%s}}", placeholder->name);
      g_autofree char *value = value_of (placeholder, lang);

      g_string_replace (out, blank, value, 0);
    }

  return g_string_free (out, FALSE);
}

static const char *
kind_of (const VigieTemplate *form)
{
  static const char *const by_audience[][2] = {
    { "persons", "persons" }, { "press", "press" }, { "partners", "partners" }, { "team", "team" }, { "users", "mail" },
  };

  if (strcmp (form->audience, "authority") == 0)
    return strstr (form->id, "withdraw") != NULL ? "authority-withdrawal" : strstr (form->id, "complement") != NULL ? "authority-complement" : "authority-initial";
  if (strcmp (form->audience, "users") == 0 && strcmp (form->channel, "email") != 0)
    return strcmp (form->channel, "status-page") == 0 ? "status" : form->channel;
  for (gsize i = 0; i < G_N_ELEMENTS (by_audience); i++)
    if (strcmp (by_audience[i][0], form->audience) == 0)
      return by_audience[i][1];

  return "management";
}

static void
check_template (const Scene *scene, const VigieTemplate *form, VigieLang lang)
{
  /* Our own words are not even warned of. */
  static const char *const unworthy[] = { "seriously", "login-link", "jargon", "hedge", "apology", "missing-verify", "missing-fraud", "missing-aware", "impact-late" };
  static const char *const addresses[] = { "+225 27 20 30 40 50", NULL };
  g_autofree char *subject = fill (form, vigie_text_get (&form->subject, lang), lang);
  g_autofree char *body = fill (form, vigie_text_get (&form->body, lang), lang);
  VigieCheckInput input = { .kind = kind_of (form), .audience = form->audience, .channel = form->channel, .stage = form->stage, .lang = lang,
                            .subject = subject, .body = body, .next_update_usec = vigie_test_time ("2026-11-22T03:38:00Z"),
                            .incident = scene->incident, .playbook = vigie_test_playbook (), .addresses = addresses,
                            .now_usec = vigie_test_time ("2026-11-22T03:00:00Z") };
  g_autoptr(VigieCheckReport) report = vigie_notice_check (&input);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const VigieCheckFinding *finding = report->findings->pdata[i];

      g_test_message ("%s (%s): %s %s [%s]", form->id, vigie_lang_to_word (lang), finding->rule, finding->message, finding->detail);
      g_assert_cmpint (finding->level, ==, VIGIE_CHECK_WARN);
      for (gsize j = 0; j < G_N_ELEMENTS (unworthy); j++)
        g_assert_cmpstr (finding->rule, !=, unworthy[j]);
    }
}

static void
test_templates_filled_in_pass (void)
{
  g_autoptr(Scene) scene = outage ();
  GPtrArray *templates = vigie_test_playbook ()->templates;

  set_fact (scene, "outage_end", "2026-11-22T02:00:00Z", MINUTES (150));
  set_fact (scene, "cause", "Une mise à jour", MINUTES (151));
  set_with_source (scene, "data_untouched", "password,password-hash", VIGIE_FACT_CONFIRMED, "Journal", MINUTES (152));
  for (guint i = 0; i < templates->len; i++)
    for (VigieLang lang = VIGIE_LANG_EN; lang <= VIGIE_LANG_FR; lang++)
      check_template (scene, templates->pdata[i], lang);
}

/* Whatever stands in a text, a place begins and ends at a sign, and what is said of it can be shown. */
static void
test_hostile (void)
{
  static const char *const kinds[][2] = { { "status", "status-page" }, { "mail", "email" }, { "sms", "sms" }, { "persons", "letter" }, { "authority-initial", "portal" } };
  g_autoptr(Scene) scene = outage ();

  for (guint i = 0; vigie_test_hostile[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        const char *text = vigie_test_hostile[i];
        g_autofree char *body = g_strdup_printf ("%s depuis 22:41 [%s] %s@x.ci http://bit.ly/%s pourrait\n%s", text, text, text, text, text);
        g_autoptr(VigieCheckReport) report = check_as (scene, kinds[j][0], kinds[j][1], i % 2 ? VIGIE_LANG_FR : VIGIE_LANG_EN, text, body);

        for (guint k = 0; k < report->findings->len; k++)
          {
            const VigieCheckFinding *finding = report->findings->pdata[k];
            const char *of = finding->field == VIGIE_CHECK_SUBJECT ? text : body;

            g_assert_cmpuint (finding->start_bytes, <=, finding->end_bytes);
            g_assert_cmpuint (finding->end_bytes, <=, strlen (of));
            g_assert_true (g_utf8_validate (of + finding->start_bytes, -1, NULL));
            g_assert_true (g_utf8_validate (of + finding->end_bytes, -1, NULL));
            g_assert_true (g_utf8_validate (finding->message, -1, NULL));
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/notice-check/figures", test_figures);
  g_test_add_func ("/core/notice-check/noted-time-may-be-told", test_noted_time_may_be_told);
  g_test_add_func ("/core/notice-check/unknown-facts-contradict-nothing", test_unknown_facts_contradict_nothing);
  g_test_add_func ("/core/notice-check/earlier", test_earlier);
  g_test_add_func ("/core/notice-check/correction-line", test_correction_line);
  g_test_add_func ("/core/notice-check/blanks-are-named", test_blanks_are_named);
  g_test_add_func ("/core/notice-check/untouched-needs-proof", test_untouched_needs_proof);
  g_test_add_func ("/core/notice-check/general-word-in-an-outage", test_general_word_in_an_outage);
  g_test_add_func ("/core/notice-check/authority-told", test_authority_told);
  g_test_add_func ("/core/notice-check/cause-confirmed", test_cause_confirmed);
  g_test_add_func ("/core/notice-check/names-of-the-team", test_names_of_the_team);
  g_test_add_func ("/core/notice-check/next-update", test_next_update);
  g_test_add_func ("/core/notice-check/next-update-is-over", test_next_update_is_over);
  g_test_add_func ("/core/notice-check/impact-first", test_impact_first);
  g_test_add_func ("/core/notice-check/late-notice-to-the-authority", test_late_notice_to_the_authority);
  g_test_add_func ("/core/notice-check/sms-says-what-is-dear", test_sms_says_what_is_dear);
  g_test_add_func ("/core/notice-check/playbooks-own-mail-is-refused", test_playbooks_own_mail_is_refused);
  g_test_add_func ("/core/notice-check/templates-filled-in-pass", test_templates_filled_in_pass);
  g_test_add_func ("/core/notice-check/hostile", test_hostile);

  return g_test_run ();
}
