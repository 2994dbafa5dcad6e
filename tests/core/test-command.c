/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line of the timeline, case by case. */

#include "vigie-act.h"
#include "vigie-error.h"
#include "vigie-test-support.h"

#define NOW "2026-11-22T03:00:00Z"

static const struct
{
  const char *line;
  VigieEntryKind kind;
  const char *time; /* NULL: now, not given */
  const char *text;
  const char *people; /* joined by "|" */
  const char *fact_name, *fact_value;
} cases[] = {
  { "le réplica est en retard", VIGIE_ENTRY_NOTE, NULL, "le réplica est en retard" },
  { "décision: rollback", VIGIE_ENTRY_DECISION, NULL, "rollback" },
  { "Décision : rollback", VIGIE_ENTRY_DECISION, NULL, "rollback" },
  { "decision\u00a0: rollback", VIGIE_ENTRY_DECISION, NULL, "rollback" },
  { "DECISION:rollback", VIGIE_ENTRY_DECISION, NULL, "rollback" },
  { "action: couper db1", VIGIE_ENTRY_ACTION, NULL, "couper db1" },
  { "hypothèse: déploiement", VIGIE_ENTRY_HYPOTHESIS, NULL, "déploiement" },
  { "hypothese: deploiement", VIGIE_ENTRY_HYPOTHESIS, NULL, "deploiement" },
  { "hypothesis: rollout", VIGIE_ENTRY_HYPOTHESIS, NULL, "rollout" },
  { "appel: CTO", VIGIE_ENTRY_CALL, NULL, "CTO" },
  { "call: CTO", VIGIE_ENTRY_CALL, NULL, "CTO" },
  { "todo: ticket", VIGIE_ENTRY_TODO, NULL, "ticket" },
  { "à faire: ticket", VIGIE_ENTRY_TODO, NULL, "ticket" },
  { "a faire : ticket", VIGIE_ENTRY_TODO, NULL, "ticket" },
  { "note: x", VIGIE_ENTRY_NOTE, NULL, "x" },
  { "erreur: disque plein", VIGIE_ENTRY_NOTE, NULL, "erreur: disque plein" },
  { "https://status.example/ est rouge", VIGIE_ENTRY_NOTE, NULL, "https://status.example/ est rouge" },
  { "-5 le site est tombé", VIGIE_ENTRY_NOTE, "2026-11-22T02:55:00Z", "le site est tombé" },
  { "-5 degrés", VIGIE_ENTRY_NOTE, "2026-11-22T02:55:00Z", "degrés" },
  { "-1h30 alerte", VIGIE_ENTRY_NOTE, "2026-11-22T01:30:00Z", "alerte" },
  { "02:32 alerte", VIGIE_ENTRY_NOTE, "2026-11-22T02:32:00Z", "alerte" },
  { "2h32 alerte", VIGIE_ENTRY_NOTE, "2026-11-22T02:32:00Z", "alerte" },
  { "23:10 alerte", VIGIE_ENTRY_NOTE, "2026-11-21T23:10:00Z", "alerte" },
  { "hier 23:10 alerte", VIGIE_ENTRY_NOTE, "2026-11-21T23:10:00Z", "alerte" },
  { "yesterday 23:10 alert", VIGIE_ENTRY_NOTE, "2026-11-21T23:10:00Z", "alert" },
  { "2026-11-22 02:32 alerte", VIGIE_ENTRY_NOTE, "2026-11-22T02:32:00Z", "alerte" },
  { "2026-11-22T02:32:00Z alerte", VIGIE_ENTRY_NOTE, "2026-11-22T02:32:00Z", "alerte" },
  { "-5 décision: rollback", VIGIE_ENTRY_DECISION, "2026-11-22T02:55:00Z", "rollback" },
  { "décision: -5 rollback", VIGIE_ENTRY_DECISION, "2026-11-22T02:55:00Z", "rollback" },
  { "decision: 02:32 rollback", VIGIE_ENTRY_DECISION, "2026-11-22T02:32:00Z", "rollback" },
  { "- liste", VIGIE_ENTRY_NOTE, NULL, "- liste" },
  { "-5°C au rack", VIGIE_ENTRY_NOTE, NULL, "-5°C au rack" },
  { "14 serveurs", VIGIE_ENTRY_NOTE, NULL, "14 serveurs" },
  { "disk < 5% & rising", VIGIE_ENTRY_NOTE, NULL, "disk < 5% & rising" },
  { "@awa.kone prend la main", VIGIE_ENTRY_NOTE, NULL, "@awa.kone prend la main", "awa kone" },
  { "vu avec @\"Awa Koné\" et @yao_b.", VIGIE_ENTRY_NOTE, NULL, "vu avec @\"Awa Koné\" et @yao_b.", "Awa Koné|yao b" },
  { "écrire à a@b.ci", VIGIE_ENTRY_NOTE, NULL, "écrire à a@b.ci" },
  { "@Yao @Yao", VIGIE_ENTRY_NOTE, NULL, "@Yao @Yao", "Yao" },
  { "#users_affected 1200", VIGIE_ENTRY_NOTE, NULL, "", NULL, "users_affected", "1200" },
  { "-5 #operator=Wave", VIGIE_ENTRY_NOTE, "2026-11-22T02:55:00Z", "", NULL, "operator", "Wave" },
  { "#systems base de données", VIGIE_ENTRY_NOTE, NULL, "", NULL, "systems", "base de données" },
  { "#4521 est lent", VIGIE_ENTRY_NOTE, NULL, "#4521 est lent" },
  { "voir #users_affected 3", VIGIE_ENTRY_NOTE, NULL, "voir #users_affected 3" },
  { "  espaces  ", VIGIE_ENTRY_NOTE, NULL, "espaces" },
};

static const struct
{
  const char *line;
  VigieMilestone milestone;
  const char *time, *text;
} milestones[] = {
  { "rétabli: les commandes passent", VIGIE_MILESTONE_RESTORED, NULL, "les commandes passent" },
  { "02:32 résolu :", VIGIE_MILESTONE_RESOLVED, "2026-11-22T02:32:00Z", "" },
  { "cause trouvée: verrou", VIGIE_MILESTONE_DIAGNOSED, NULL, "verrou" },
  { "-5 pris en charge: Yao", VIGIE_MILESTONE_RESPONDED, "2026-11-22T02:55:00Z", "Yao" },
  { "restored: -5", VIGIE_MILESTONE_RESTORED, "2026-11-22T02:55:00Z", "" },
  { "closed:", VIGIE_MILESTONE_CLOSED, NULL, "" },
};

static const char *const refused[] = { "", "   ", "\u00a0", "-5", "décision:", "-5 décision:", "14:32  ", "#operator", "\xff\xfe" };

static void
test_understood (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_usec = vigie_test_time (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieCommand) command = vigie_command_parse (cases[i].line, now_usec, zone, &error);
      g_autofree char *people = NULL;

      g_test_message ("%s", cases[i].line);
      g_assert_no_error (error);
      g_assert_cmpint (command->kind, ==, cases[i].kind);
      g_assert_cmpstr (command->text, ==, cases[i].text);
      g_assert_cmpint (command->time_given, ==, cases[i].time != NULL);
      g_assert_cmpint (command->occurred_usec, ==, cases[i].time != NULL ? vigie_test_time (cases[i].time) : now_usec);
      g_assert_cmpstr (command->fact_name, ==, cases[i].fact_name);
      g_assert_cmpstr (command->fact_value, ==, cases[i].fact_value);
      g_ptr_array_add (command->people, NULL);
      people = g_strjoinv ("|", (GStrv) command->people->pdata);
      g_assert_cmpstr (people, ==, cases[i].people != NULL ? cases[i].people : "");
      g_ptr_array_set_size (command->people, (int) command->people->len - 1);
    }
}

static void
test_refused (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (vigie_command_parse (refused[i], vigie_test_time (NOW), zone, &error));
      g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
    }
}

static void
test_milestones (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_usec = vigie_test_time (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (milestones); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VigieCommand) command = vigie_command_parse (milestones[i].line, now_usec, zone, &error);

      g_test_message ("%s", milestones[i].line);
      g_assert_no_error (error);
      g_assert_true (command->is_milestone);
      g_assert_cmpint (command->milestone, ==, milestones[i].milestone);
      g_assert_cmpint (command->occurred_usec, ==, milestones[i].time != NULL ? vigie_test_time (milestones[i].time) : now_usec);
      g_assert_cmpstr (command->text, ==, milestones[i].text);
    }
}

/* While it is typed, a line is understood as far as it goes. */
static void
test_looked_at (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_usec = vigie_test_time (NOW);
  g_autoptr(VigieCommand) decision = vigie_command_look ("décision:", now_usec, zone);
  g_autoptr(VigieCommand) earlier = vigie_command_look ("-5 appel: ", now_usec, zone);
  g_autoptr(VigieCommand) fact = vigie_command_look ("#operator=", now_usec, zone);
  g_autoptr(VigieCommand) nothing = vigie_command_look ("", now_usec, zone);

  g_assert_cmpint (decision->kind, ==, VIGIE_ENTRY_DECISION);
  g_assert_cmpstr (decision->text, ==, "");
  g_assert_cmpint (earlier->kind, ==, VIGIE_ENTRY_CALL);
  g_assert_cmpint (earlier->occurred_usec, ==, vigie_test_time ("2026-11-22T02:55:00Z"));
  g_assert_cmpstr (fact->fact_name, ==, "operator");
  g_assert_cmpstr (fact->fact_value, ==, "");
  g_assert_cmpint (nothing->kind, ==, VIGIE_ENTRY_NOTE);
  g_assert_null (vigie_command_look ("\xff\xfe", now_usec, zone));
}

/* A time put in front takes the place of the one that was there, and of nothing else. */
static void
test_retimed (void)
{
  static const struct { const char *line, *expected; } lines[] = {
    { "", "14:10 " }, { "le site", "14:10 le site" }, { "-5 le site", "14:10 le site" }, { "hier 23:10 le site", "14:10 le site" },
    { "décision: couper", "14:10 décision: couper" }, { "  14:32", "14:10 " }, { "14 serveurs", "14:10 14 serveurs" },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = vigie_command_retime (lines[i].line, "14:10", vigie_test_time (NOW), zone);

      g_assert_cmpstr (line, ==, lines[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/command/understood", test_understood);
  g_test_add_func ("/core/command/refused", test_refused);
  g_test_add_func ("/core/command/looked-at", test_looked_at);
  g_test_add_func ("/core/command/retimed", test_retimed);

  g_test_add_func ("/core/command/milestones", test_milestones);

  return g_test_run ();
}
