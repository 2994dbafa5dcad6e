/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is refused as an action, with the texts that are nearly the same and must pass; and an action's life. */

#include "obligation-scene.h"
#include "vigie-act.h"
#include "vigie-action.h"
#include "vigie-conflict.h"
#include "vigie-error.h"
#include "vigie-figures.h"

static const struct { const char *text; VigieActionFault fault; } texts[] = {
  { "", VIGIE_ACTION_SHORT },
  { "Monitoring", VIGIE_ACTION_SHORT },
  { "« … »", VIGIE_ACTION_SHORT },
  { "Améliorer le monitoring des serveurs", VIGIE_ACTION_GOOD_WILL },
  { "Améliorer le monitoring avec une alerte sur les verrous", VIGIE_ACTION_FINE },
  { "AMÉLIORER LE MONITORING", VIGIE_ACTION_GOOD_WILL },
  { "Améliorer l’alerte de réplication : seuil 10 s", VIGIE_ACTION_FINE },
  { "Improve monitoring of the platform", VIGIE_ACTION_GOOD_WILL },
  { "Improve the alert so that it wakes the night shift", VIGIE_ACTION_FINE },
  { "Improve pg_stat_activity", VIGIE_ACTION_FINE },
  { "Review the runbook", VIGIE_ACTION_GOOD_WILL },
  { "Review the restore runbook with Yao", VIGIE_ACTION_FINE },
  { "Monitor the database", VIGIE_ACTION_GOOD_WILL },
  { "Monitor replication lag every minute", VIGIE_ACTION_FINE },
  { "Surveiller la base", VIGIE_ACTION_GOOD_WILL },
  { "Faire mieux", VIGIE_ACTION_GOOD_WILL },
  { "Faire un test de restauration chaque lundi", VIGIE_ACTION_FINE },
  { "Tests de charge sur le panier", VIGIE_ACTION_NO_VERB },
  { "Tester la charge du panier", VIGIE_ACTION_FINE },
  { "Test the restore of a backup", VIGIE_ACTION_FINE },
  { "Documentation du cache", VIGIE_ACTION_NO_VERB },
  { "Documenter le cache", VIGIE_ACTION_FINE },
  { "More alerts", VIGIE_ACTION_NO_VERB },
  { "Plus de tests", VIGIE_ACTION_NO_VERB },
  { "Try to add a rollback test", VIGIE_ACTION_HEDGED },
  { "Add a retry to the entry point", VIGIE_ACTION_FINE },
  { "Ajouter un test si possible", VIGIE_ACTION_HEDGED },
  { "Ajouter un test si la base répond", VIGIE_ACTION_FINE },
  { "Be careful with deployments", VIGIE_ACTION_HEDGED },
  { "Refuser en intégration toute migration sans délai de verrou", VIGIE_ACTION_FINE },
  { "Alert at 80 % of connections for 2 min", VIGIE_ACTION_FINE },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (vigie_action_text_fault (texts[i].text), ==, texts[i].fault);
    }
}

static void
test_owners (void)
{
  static const struct { const char *owner; gboolean one; } owners[] = {
    { "Awa Koné", TRUE }, { "Kouassi N’Guessan", TRUE }, { "Andrea Etienne", TRUE }, { "Orianne Toussaint", TRUE }, { "Itziar", TRUE },
    { "", FALSE }, { "l’équipe", FALSE }, { "The team", FALSE }, { "DevOps", FALSE }, { "Awa et Yao", FALSE }, { "Awa, Yao", FALSE },
    { "Awa & Yao", FALSE }, { "everyone", FALSE }, { "tous", FALSE }, { "TBD", FALSE }, { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_test_message ("%s", owners[i].owner);
      g_assert_cmpint (vigie_action_owner_is_one (owners[i].owner), ==, owners[i].one);
    }
}

static void
test_priority (void)
{
  static const struct { const char *impact, *effort; int priority; } cases[] = {
    { "high", "low", 1 }, { "high", "medium", 2 }, { "medium", "low", 2 }, { "high", "high", 3 }, { "medium", "medium", 3 }, { "low", "low", 3 },
    { "medium", "high", 4 }, { "low", "medium", 4 }, { "low", "high", 5 }, { "high", NULL, 0 }, { NULL, "low", 0 }, { "huge", "low", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vigie_action_priority (cases[i].impact, cases[i].effort), ==, cases[i].priority);
}

static const VigieActionChange first = { .text = "Add a rollback test to the pipeline", .owner = "Awa Koné", .due_usec = 0, .impact = "high", .effort = "low", .ticket = "OPS-12" };

static void
change (Scene *scene, const char *id, VigieActionChange action, gint64 after)
{
  GError *error = NULL;

  if (id == NULL)
    action.due_usec = scene->start_usec + MINUTES (60 * 24 * 7);
  record (scene, after, vigie_act_action (scene->incident, id, &action, "Awa", scene->start_usec + after, &error), error);
}

static void
refused (Scene *scene, const char *id, VigieActionChange action, int code)
{
  g_autoptr(GError) error = NULL;

  if (action.due_usec == 0)
    action.due_usec = scene->start_usec + MINUTES (60);
  g_assert_null (vigie_act_action (scene->incident, id, &action, "Awa", scene->start_usec, &error));
  g_assert_error (error, VIGIE_ERROR, code);
}

#define KEEP .due_usec = VIGIE_TIME_NONE

static void
test_life (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  const VigieActionItem *item;

  change (scene, NULL, first, MINUTES (5));
  change (scene, "A1", (VigieActionChange) { KEEP, .status = "in-progress" }, MINUTES (6));
  refused (scene, "A1", (VigieActionChange) { KEEP, .status = "done" }, VIGIE_ERROR_INVALID);
  refused (scene, "A1", (VigieActionChange) { KEEP, .status = "dropped" }, VIGIE_ERROR_INVALID);
  refused (scene, "A1", (VigieActionChange) { KEEP, .status = "sleeping" }, VIGIE_ERROR_INVALID);
  refused (scene, "A1", (VigieActionChange) { KEEP, .impact = "huge" }, VIGIE_ERROR_INVALID);
  refused (scene, "A1", (VigieActionChange) { KEEP, .owner = "the team" }, VIGIE_ERROR_INVALID);
  refused (scene, "A9", (VigieActionChange) { KEEP, .status = "open" }, VIGIE_ERROR_NOT_FOUND);
  change (scene, "A1", (VigieActionChange) { KEEP, .status = "done", .proof = "Run 4711 failed as it should" }, MINUTES (30));
  item = vigie_incident_action (scene->incident, "a1");
  g_assert_cmpstr (item->status, ==, "done");
  g_assert_cmpstr (item->proof, ==, "Run 4711 failed as it should");
  g_assert_cmpstr (item->impact, ==, "high");
  g_assert_cmpstr (item->ticket, ==, "OPS-12");
  g_assert_cmpint (item->made_usec, ==, scene->start_usec + MINUTES (5));
  g_assert_cmpint (item->occurred_usec, ==, scene->start_usec + MINUTES (30));
  change (scene, "A1", (VigieActionChange) { KEEP, .ticket = "" }, MINUTES (31));
  g_assert_null (vigie_incident_action (scene->incident, "A1")->ticket);
}

/* An action is owed by its owner until it is done, and no longer when it is dropped. */
static void
test_is_owed (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  gint64 week = MINUTES (60 * 24 * 7);

  change (scene, NULL, first, MINUTES (5));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GPtrArray) all = NULL;
      const VigieObligation *owed = NULL;

      if (i == 2)
        change (scene, "A1", (VigieActionChange) { KEEP, .status = "done", .proof = "it ran" }, MINUTES (30));
      if (i == 3)
        change (scene, "A1", (VigieActionChange) { KEEP, .status = "dropped", .reason = "the pipeline goes away" }, MINUTES (40));
      all = vigie_obligations_evaluate (vigie_test_playbook (), scene->incident, scene->start_usec + (i == 0 ? MINUTES (10) : week + MINUTES (i)));
      for (guint k = 0; k < all->len; k++)
        if (g_str_equal (((VigieObligation *) all->pdata[k])->id, "action-due"))
          owed = all->pdata[k];
      if (i == 3)
        {
          g_assert_null (owed);
          continue;
        }
      g_assert_nonnull (owed);
      g_assert_cmpstr (owed->subject, ==, "A1");
      g_assert_cmpstr (owed->owner, ==, "Awa Koné");
      g_assert_cmpint (owed->due_usec, ==, scene->start_usec + week);
      g_assert_cmpint (owed->state, ==, i == 0 ? VIGIE_OBLIGATION_PENDING : i == 1 ? VIGIE_OBLIGATION_OVERDUE : VIGIE_OBLIGATION_DONE);
    }
}

/* Two who change one action apart are asked, whatever member differs. */
static void
test_apart (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(VigieTestDevice) other = vigie_test_device_new (99);
  g_autoptr(VigieIncident) seen = NULL;
  const VigieActionChange mine = { KEEP, .impact = "low" };
  const VigieActionChange theirs = { KEEP, .ticket = "OPS-99" };
  GError *error = NULL;
  GPtrArray *drafts;

  change (scene, NULL, first, MINUTES (5));
  seen = vigie_incident_ref (scene->incident);
  drafts = vigie_act_action (seen, "A1", &theirs, "Yao", scene->start_usec + MINUTES (6), &error);
  g_assert_no_error (error);
  vigie_test_device_record (other, drafts, scene->events);
  change (scene, "A1", mine, MINUTES (7));
  g_assert_cmpuint (scene->incident->conflicts->len, ==, 1);
}

static void
test_figures (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(VigieFigures) figures = NULL;
  g_autoptr(VigieFigures) again = NULL;
  g_autofree char *json = NULL;
  const VigieActionFigure *action;

  change (scene, NULL, first, MINUTES (5));
  figures = vigie_figures_of (scene->incident, vigie_test_playbook ());
  json = vigie_figures_to_json (figures);
  again = vigie_figures_from_json (json, strlen (json), NULL);
  action = again->actions->pdata[0];
  g_assert_cmpint (vigie_action_priority (action->impact, action->effort), ==, 1);
  g_assert_cmpstr (action->ticket, ==, "OPS-12");
  g_assert_cmpint (action->made_usec, ==, scene->start_usec + MINUTES (5));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/action/texts", test_texts);
  g_test_add_func ("/core/action/owners", test_owners);
  g_test_add_func ("/core/action/priority", test_priority);
  g_test_add_func ("/core/action/life", test_life);
  g_test_add_func ("/core/action/is-owed", test_is_owed);
  g_test_add_func ("/core/action/apart", test_apart);
  g_test_add_func ("/core/action/figures", test_figures);

  return g_test_run ();
}
