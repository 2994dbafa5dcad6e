/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Procedures: gates, evidence, options, confirmations, a change of type, and the span of a decision's review. */

#include "vigie-procedure.h"

#include "obligation-scene.h"
#include "vigie-error.h"
#include "vigie-retype.h"

#define PLAYBOOK vigie_test_playbook ()
#define ORDER "7f3c0a52-9b1e-4c7e-8a3d-2f5b6c7d8e9f"

/* The pointer, since the error is set while the other argument is worked out. */
static void
record_act (Scene *scene, gint64 after, GPtrArray *drafts, GError **error)
{
  record (scene, after, drafts, *error);
}

static gint64
at (Scene *scene, int minutes)
{
  return scene->start_usec + MINUTES (minutes);
}

static void
tick (Scene *scene, const char *key, const char *reason)
{
  GError *error = NULL;

  record_act (scene, MINUTES (1), vigie_act_tick (PLAYBOOK, scene->incident, key, VIGIE_STEP_DONE, reason, "Awa", at (scene, 1), &error), &error);
}

static void
assert_refused (GPtrArray *drafts, GError **error, int code)
{
  g_assert_null (drafts);
  g_assert_error (*error, VIGIE_ERROR, code);
  g_assert_cmpuint (strlen ((*error)->message), >, 10);
  g_clear_error (error);
}

static void
assert_tick_refused (Scene *scene, const char *key)
{
  GError *error = NULL;
  GPtrArray *drafts = vigie_act_tick (PLAYBOOK, scene->incident, key, VIGIE_STEP_DONE, NULL, "Awa", at (scene, 1), &error);

  assert_refused (drafts, &error, VIGIE_ERROR_CONFLICT);
}

static void
answer (Scene *scene, const char *step, gboolean yes, const char *approver, const char *note)
{
  GError *error = NULL;

  record_act (scene, MINUTES (2), vigie_act_gate (PLAYBOOK, scene->incident, step, yes, approver, note, "Awa", at (scene, 2), &error), &error);
}

static void
test_gate (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  const VigieGateAnswer *gate;

  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-pilot").kind, ==, VIGIE_OBSTACLE_GATE);
  g_assert_cmpstr (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-pilot").gate->id, ==, "t60-approve");
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t60-scan").kind, ==, VIGIE_OBSTACLE_NONE);
  assert_tick_refused (scene, "INC-02/t60-approve");
  assert_tick_refused (scene, "INC-02/t120-pilot");

  answer (scene, "INC-02/t60-approve", FALSE, "Kouassi", "two hosts are not clean");
  gate = vigie_incident_gate (scene->incident, "INC-02/t60-approve");
  g_assert_false (gate->yes);
  g_assert_cmpstr (gate->approver, ==, "Kouassi");
  g_assert_cmpstr (gate->author, ==, "Awa");
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-pilot").kind, ==, VIGIE_OBSTACLE_GATE);

  answer (scene, "t60-approve", TRUE, "Kouassi", NULL);
  g_assert_true (vigie_incident_gate (scene->incident, "INC-02/t60-approve")->yes);
  g_assert_cmpint (vigie_incident_step (scene->incident, "INC-02/t60-approve")->state, ==, VIGIE_STEP_DONE);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-pilot").kind, ==, VIGIE_OBSTACLE_NONE);
  tick (scene, "INC-02/t120-pilot", NULL);

  answer (scene, "t60-approve", FALSE, "Kouassi", "a new trace");
  g_assert_cmpint (vigie_incident_step (scene->incident, "INC-02/t60-approve")->state, ==, VIGIE_STEP_OPEN);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-tests").kind, ==, VIGIE_OBSTACLE_GATE);
  tick (scene, "INC-02/t120-tests", "the bank needs it now");
}

/* An answer that was recorded by mistake goes, and the one before does not come back by itself. */
static void
test_gate_withdrawn (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);
  GError *error = NULL;

  assert_refused (vigie_act_gate_withdraw (PLAYBOOK, scene->incident, "t60-approve", "Awa", at (scene, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  answer (scene, "INC-02/t60-approve", TRUE, "Kouassi", NULL);
  record_act (scene, MINUTES (3), vigie_act_gate_withdraw (PLAYBOOK, scene->incident, "t60-approve", "Awa", at (scene, 3), &error), &error);
  g_assert_null (vigie_incident_gate (scene->incident, "INC-02/t60-approve"));
  g_assert_cmpint (vigie_incident_step (scene->incident, "INC-02/t60-approve")->state, ==, VIGIE_STEP_OPEN);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t120-pilot").kind, ==, VIGIE_OBSTACLE_GATE);
  assert_refused (vigie_act_gate_withdraw (PLAYBOOK, scene->incident, "t60-approve", "Awa", at (scene, 4), &error), &error, VIGIE_ERROR_CONFLICT);
  answer (scene, "INC-02/t60-approve", TRUE, "Kouassi", NULL);
  g_assert_true (vigie_incident_gate (scene->incident, "INC-02/t60-approve")->yes);
}

/* Every moment of INC-01 and of INC-02's last group, seconds after detection: T+ begins, due, and how it stands. */
static void
test_due (void)
{
  static const struct { const char *type; guint group; int begins_s, due_s; struct { int at_s; VigieStepDue due; } moments[6]; } cases[] = {
    { "INC-01", 0, 0, 60, { { 0, VIGIE_STEP_DUE_RUNNING }, { 29, VIGIE_STEP_DUE_RUNNING }, { 30, VIGIE_STEP_DUE_SOON }, { 60, VIGIE_STEP_DUE_SOON }, { 61, VIGIE_STEP_DUE_LATE }, { 9000, VIGIE_STEP_DUE_LATE } } },
    { "INC-01", 4, 600, 900, { { 0, VIGIE_STEP_DUE_LATER }, { 599, VIGIE_STEP_DUE_LATER }, { 600, VIGIE_STEP_DUE_RUNNING }, { 750, VIGIE_STEP_DUE_SOON }, { 900, VIGIE_STEP_DUE_SOON }, { 901, VIGIE_STEP_DUE_LATE } } },
    { "INC-01", 5, 900, 900, { { 0, VIGIE_STEP_DUE_LATER }, { 899, VIGIE_STEP_DUE_LATER }, { 900, VIGIE_STEP_DUE_SOON }, { 901, VIGIE_STEP_DUE_LATE }, { 902, VIGIE_STEP_DUE_LATE }, { 903, VIGIE_STEP_DUE_LATE } } },
    { "INC-02", 2, 300, 600, { { 299, VIGIE_STEP_DUE_LATER }, { 300, VIGIE_STEP_DUE_RUNNING }, { 449, VIGIE_STEP_DUE_RUNNING }, { 451, VIGIE_STEP_DUE_SOON }, { 600, VIGIE_STEP_DUE_SOON }, { 601, VIGIE_STEP_DUE_LATE } } },
    { "INC-02", 11, 86400, 86400, { { 7200, VIGIE_STEP_DUE_LATER }, { 86399, VIGIE_STEP_DUE_LATER }, { 86400, VIGIE_STEP_DUE_SOON }, { 86401, VIGIE_STEP_DUE_LATE }, { 90000, VIGIE_STEP_DUE_LATE }, { 99000, VIGIE_STEP_DUE_LATE } } },
    { "INC-04", 3, 900, 7200, { { 899, VIGIE_STEP_DUE_LATER }, { 900, VIGIE_STEP_DUE_RUNNING }, { 6599, VIGIE_STEP_DUE_RUNNING }, { 6600, VIGIE_STEP_DUE_SOON }, { 7200, VIGIE_STEP_DUE_SOON }, { 7201, VIGIE_STEP_DUE_LATE } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Scene) scene = scene_new (cases[i].type, VIGIE_LEVEL_P1);
      GPtrArray *groups = vigie_playbook_groups (PLAYBOOK, cases[i].type);
      gint64 zero = vigie_procedure_zero (scene->incident);

      g_assert_cmpint (vigie_procedure_begins (scene->incident, groups, cases[i].group), ==, zero + cases[i].begins_s * VIGIE_SECOND_USEC);
      g_assert_cmpint (vigie_procedure_due (scene->incident, groups, cases[i].group), ==, zero + cases[i].due_s * VIGIE_SECOND_USEC);
      for (gsize j = 0; j < G_N_ELEMENTS (cases[i].moments); j++)
        g_assert_cmpint (vigie_procedure_due_state (scene->incident, groups, cases[i].group, zero + cases[i].moments[j].at_s * VIGIE_SECOND_USEC), ==,
                         cases[i].moments[j].due);
    }
}

/* Where the order counts and not the time, and once it is over, nothing is due. */
static void
test_due_never (void)
{
  g_autoptr(Scene) ordered = scene_new ("INC-03", VIGIE_LEVEL_P2);
  g_autoptr(Scene) over = scene_new ("INC-01", VIGIE_LEVEL_P1);
  GPtrArray *groups = vigie_playbook_groups (PLAYBOOK, "INC-03");
  GError *error = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      g_assert_cmpint (vigie_procedure_due (ordered->incident, groups, i), ==, VIGIE_TIME_NONE);
      g_assert_cmpint (vigie_procedure_due_state (ordered->incident, groups, i, at (ordered, 600)), ==, VIGIE_STEP_DUE_NONE);
    }
  record_act (over, MINUTES (30), vigie_act_milestone (over->incident, VIGIE_MILESTONE_RESOLVED, at (over, 30), "Awa", at (over, 30), &error), &error);
  g_assert_cmpint (vigie_procedure_due_state (over->incident, vigie_playbook_groups (PLAYBOOK, "INC-01"), 0, at (over, 31)), ==, VIGIE_STEP_DUE_NONE);
}

/* What was tried with each state stays, oldest first. */
static void
test_hypothesis_history (void)
{
  static const struct { VigieHypothesisState state; const char *tried, *author; } steps[] = {
    { VIGIE_HYPOTHESIS_TESTED, "rollback to v4.18.1", "Fatou" },
    { VIGIE_HYPOTHESIS_ELIMINATED, "same errors", "Yao" },
    { VIGIE_HYPOTHESIS_OPEN, "errors come back under load", "Yao" },
  };
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  const VigieHypothesis *hypothesis;
  GError *error = NULL;

  record_act (scene, MINUTES (1), vigie_act_hypothesis_add (scene->incident, "HX1", "the deployment", "Awa", at (scene, 1), &error), &error);
  hypothesis = g_ptr_array_index (scene->incident->hypotheses, 0);
  g_assert_null (hypothesis->marks);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    record_act (scene, MINUTES (2 + (int) i), vigie_act_hypothesis (scene->incident, "HX1", steps[i].state, steps[i].tried, steps[i].author,
                                                                     at (scene, 2 + (int) i), &error), &error);
  hypothesis = g_ptr_array_index (scene->incident->hypotheses, 0);
  g_assert_cmpuint (hypothesis->marks->len, ==, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const VigieHypothesisMark *mark = g_ptr_array_index (hypothesis->marks, i);

      g_assert_cmpint (mark->state, ==, steps[i].state);
      g_assert_cmpstr (mark->tried, ==, steps[i].tried);
      g_assert_cmpstr (mark->author, ==, steps[i].author);
      g_assert_cmpint (mark->occurred_usec, ==, at (scene, 2 + (int) i));
    }
  g_assert_cmpint (hypothesis->state, ==, VIGIE_HYPOTHESIS_OPEN);
}

static gboolean
has_id (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (*(char *const *) g_ptr_array_index (records, i), id) == 0)
      return TRUE;

  return FALSE;
}

/* What the form promises of clocks and posts is what the board shows afterwards. */
static void
test_retype_preview (void)
{
  static const struct { const char *from, *to; VigieLevel level; const char *clocks_gained, *clocks_lost, *posts_gained, *posts_lost, *lists_gained; } cases[] = {
    { "INC-01", "INC-02", VIGIE_LEVEL_P1, "breach-alert,legal-assessment", "ceo-mail,customer-mail", "security-officer", "", "compliance" },
    { "INC-02", "INC-01", VIGIE_LEVEL_P1, "ceo-mail,customer-mail", "", "", "", "" },
    { "INC-01", "INC-05", VIGIE_LEVEL_P2, "", "", "", "", "" },
    { "INC-03", "INC-04", VIGIE_LEVEL_P1, "", "", "", "", "prevention" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Scene) scene = scene_new (cases[i].from, cases[i].level);
      g_autoptr(VigieRetype) change = NULL;
      g_autoptr(GPtrArray) before = NULL;
      g_autoptr(GPtrArray) after = NULL;
      const struct { const char *ids; GPtrArray *records; } lists[] = {
        { cases[i].clocks_gained, NULL }, { cases[i].clocks_lost, NULL }, { cases[i].posts_gained, NULL }, { cases[i].posts_lost, NULL }, { cases[i].lists_gained, NULL },
      };
      GPtrArray *records[G_N_ELEMENTS (lists)];
      GError *error = NULL;
      guint n_events = scene->incident->events->len;

      change = vigie_retype_preview (PLAYBOOK, scene->incident, cases[i].to, at (scene, 20));
      g_assert_cmpuint (scene->incident->events->len, ==, n_events);
      records[0] = change->clocks_gained, records[1] = change->clocks_lost, records[2] = change->posts_gained, records[3] = change->posts_lost,
      records[4] = change->checklists_gained;
      for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
        {
          g_auto(GStrv) ids = g_strsplit (lists[j].ids, ",", -1);

          for (guint k = 0; ids[k] != NULL; k++)
            if (*ids[k] != '\0' && !has_id (records[j], ids[k]))
              g_error ("%s to %s: %s is not named", cases[i].from, cases[i].to, ids[k]);
        }

      before = vigie_obligations_evaluate (PLAYBOOK, scene->incident, at (scene, 20));
      record_act (scene, MINUTES (20), vigie_act_retype (PLAYBOOK, scene->incident, cases[i].to, "Awa", at (scene, 20), &error), &error);
      after = vigie_obligations_evaluate (PLAYBOOK, scene->incident, at (scene, 20));
      for (guint j = 0; j < change->clocks_lost->len; j++)
        for (guint k = 0; k < after->len; k++)
          g_assert_false (vigie_obligation_is_running (after->pdata[k]) && ((VigieObligation *) after->pdata[k])->clock == change->clocks_lost->pdata[j]);
      for (guint j = 0; j < change->clocks_gained->len; j++)
        for (guint k = 0; k < before->len; k++)
          g_assert_false (vigie_obligation_is_running (before->pdata[k]) && ((VigieObligation *) before->pdata[k])->clock == change->clocks_gained->pdata[j]);
    }
}

/* Steps: those done count there or stay readable, the rest are counted. */
static void
test_retype_steps (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(VigieRetype) nothing = vigie_retype_preview (PLAYBOOK, scene->incident, "INC-02", at (scene, 20));
  g_autoptr(VigieRetype) change = NULL;
  g_autoptr(VigieRetype) other = NULL;

  g_assert_cmpuint (nothing->matches->len, ==, 0);
  tick (scene, "INC-01/t1-war-room", NULL);
  tick (scene, "INC-01/t0-alert", NULL);
  change = vigie_retype_preview (PLAYBOOK, scene->incident, "INC-02", at (scene, 20));
  g_assert_cmpuint (change->matches->len, ==, 2);
  g_assert_cmpuint (change->n_open_lost, ==, nothing->n_open_lost - 2);
  g_assert_cmpuint (change->n_open_gained, ==, nothing->n_open_gained - 1);
  other = vigie_retype_preview (PLAYBOOK, scene->incident, "other", at (scene, 20));
  g_assert_cmpuint (other->n_open_gained, ==, 0);
}

static void
test_gate_refused (void)
{
  static const struct { const char *step; gboolean yes; const char *approver, *note; int code; } cases[] = {
    { "INC-02/t60-approve", FALSE, "Kouassi", NULL, VIGIE_ERROR_INVALID },
    { "INC-02/t60-approve", FALSE, "Kouassi", " ", VIGIE_ERROR_INVALID },
    { "INC-02/t60-approve", TRUE, "", NULL, VIGIE_ERROR_INVALID },
    { "INC-02/t60-approve", TRUE, NULL, NULL, VIGIE_ERROR_INVALID },
    { "INC-02/t60-scan", TRUE, "Kouassi", NULL, VIGIE_ERROR_INVALID },
    { "INC-02/nothing", TRUE, "Kouassi", NULL, VIGIE_ERROR_NOT_FOUND },
  };
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;
      GPtrArray *drafts = vigie_act_gate (PLAYBOOK, scene->incident, cases[i].step, cases[i].yes, cases[i].approver, cases[i].note, "Awa",
                                          at (scene, 1), &error);

      assert_refused (drafts, &error, cases[i].code);
    }
}

/* A gate that was set aside with a reason no longer warns. */
static void
test_gate_not_applicable (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-04", VIGIE_LEVEL_P1);
  GError *error = NULL;

  tick (scene, "INC-04/t0-record", NULL); /* the evidence, which comes before all else */
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-04/b-script").kind, ==, VIGIE_OBSTACLE_GATE);
  record_act (scene, MINUTES (1), vigie_act_tick (PLAYBOOK, scene->incident, "INC-04/t10-decide", VIGIE_STEP_NOT_APPLICABLE, "on a copy only", "Awa",
                                              at (scene, 1), &error), &error);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-04/b-script").kind, ==, VIGIE_OBSTACLE_NONE);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-04/a-restore").kind, ==, VIGIE_OBSTACLE_GATE);
}

static void
test_evidence_first (void)
{
  static const char *const evidence[] = { "t0-stop", "t0-record", "t5-preserve", "t5-logs", "t5-snapshots", "t5-hash" };
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);

  for (gsize i = 0; i < G_N_ELEMENTS (evidence); i++)
    {
      g_autofree char *key = g_strconcat ("INC-02/", evidence[i], NULL);
      VigieObstacle obstacle = vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-02/t10-secrets");

      g_assert_cmpint (obstacle.kind, ==, VIGIE_OBSTACLE_EVIDENCE);
      g_assert_cmpuint (obstacle.n_evidence, ==, G_N_ELEMENTS (evidence) - i);
      assert_tick_refused (scene, "INC-02/t10-secrets");
      tick (scene, key, NULL);
    }
  tick (scene, "INC-02/t10-secrets", NULL);
}

static void
test_evidence_by_reason (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-02", VIGIE_LEVEL_P1);

  tick (scene, "INC-02/t10-secrets", "money is leaving");
  g_assert_cmpint (vigie_incident_step (scene->incident, "INC-02/t10-secrets")->state, ==, VIGIE_STEP_DONE);
  g_assert_cmpstr (vigie_incident_step (scene->incident, "INC-02/t10-secrets")->reason, ==, "money is leaving");
}

static void
choose (Scene *scene, int minute, const char *option)
{
  GError *error = NULL;

  record_act (scene, MINUTES (minute), vigie_act_choose (PLAYBOOK, scene->incident, option, NULL, VIGIE_LANG_EN, "Awa", at (scene, minute), &error), &error);
}

static void
test_options (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);
  const VigieDecision *decision = NULL;
  GError *error = NULL;

  g_assert_null (vigie_incident_option (scene->incident, "INC-05", NULL));
  choose (scene, 1, "operator");
  g_assert_cmpstr (vigie_incident_option (scene->incident, "INC-05", &decision), ==, "operator");
  g_assert_cmpstr (decision->code, ==, "D1");
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-05/s4-in-bug").kind, ==, VIGIE_OBSTACLE_NOT_CHOSEN);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-05/s4-op-tell").kind, ==, VIGIE_OBSTACLE_NONE);
  choose (scene, 2, "INC-05/internal");
  g_assert_cmpstr (vigie_incident_option (scene->incident, "INC-05", &decision), ==, "internal");
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-05/s4-in-bug").kind, ==, VIGIE_OBSTACLE_NONE);
  g_assert_cmpint (vigie_procedure_obstacle (PLAYBOOK, scene->incident, "INC-05/s4-op-tell").kind, ==, VIGIE_OBSTACLE_NOT_CHOSEN);
  g_assert_cmpuint (scene->incident->decisions->len, ==, 2);
  record_act (scene, MINUTES (3), vigie_act_retract (scene->incident, decision->entry->event->id, "too early", "Awa", at (scene, 3), &error), &error);
  g_assert_cmpstr (vigie_incident_option (scene->incident, "INC-05", &decision), ==, "operator"); /* the one before stands again */
  record_act (scene, MINUTES (4), vigie_act_retract (scene->incident, decision->entry->event->id, "too early too", "Awa", at (scene, 4), &error), &error);
  g_assert_null (vigie_incident_option (scene->incident, "INC-05", NULL));
  assert_refused (vigie_act_choose (PLAYBOOK, scene->incident, "restore-all", NULL, VIGIE_LANG_EN, "Awa", at (scene, 4), &error), &error, VIGIE_ERROR_NOT_FOUND);
}

/* The update is given out for one confirmed order alone, and nothing can be slipped into it. */
static void
test_confirmation (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);
  g_autofree char *text = NULL;
  g_autofree char *missing = NULL;
  GError *error = NULL;

  g_assert_null (vigie_query_text (PLAYBOOK, scene->incident, "INC-05/record-payment", ORDER, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
  record_act (scene, MINUTES (1), vigie_act_confirm (PLAYBOOK, scene->incident, "record-payment", ORDER, "Wave, ref 88-12", VIGIE_TIME_NONE, NULL, "Awa",
                                                 at (scene, 1), &error), &error);
  g_assert_null (vigie_query_text (PLAYBOOK, scene->incident, "INC-05/record-payment", "another", NULL, &error));
  g_clear_error (&error);
  text = vigie_query_text (PLAYBOOK, scene->incident, "INC-05/record-payment", ORDER, &missing, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (missing, ==, "operator");
  g_assert_nonnull (strstr (text, "WHERE id = '" ORDER "'"));
  g_assert_nonnull (strstr (text, "TIMESTAMPTZ '2026-11-22T00:01:00Z'"));
  g_assert_null (strstr (text, "\302\240"));
}

static const char *const hostile[] = {
  "", " ", "'", "a'b", "1'; DROP TABLE orders; --", "a--b", "--", "-1", ".x", "a b", "a\tb", "a\nb", "a;b", "a\"b", "a`b", "a\\b", "a/*b", "a%b",
  "a(b", "é1", "a\302\240b", "\342\200\256abc", "\302\264", "\357\274\207", "$$x$$", "a,b", "a=b",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", /* 65 */
};
static const char *const harmless[] = {
  "1", ORDER, "ORD-2026_0042.b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", /* 64 */
};

static void
test_order_ids (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      GError *error = NULL;

      g_assert_false (vigie_query_subject_is_safe (hostile[i]));
      assert_refused (vigie_act_confirm (PLAYBOOK, scene->incident, "record-payment", hostile[i], "Wave", VIGIE_TIME_NONE, NULL, "Awa", at (scene, 1), &error),
                      &error, VIGIE_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    g_assert_true (vigie_query_subject_is_safe (harmless[i]));
  g_assert_false (vigie_query_subject_is_safe (NULL));
}

/* Telling the client needs the confirmation of the payment, and no other one. */
static void
test_notify_client (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_assert_null (vigie_query_text (PLAYBOOK, scene->incident, "INC-05/notify-client", ORDER, NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
  record_act (scene, MINUTES (1), vigie_act_confirm (PLAYBOOK, scene->incident, "notify-client", ORDER, "Wave, ref 88-12", VIGIE_TIME_NONE, NULL, "Awa",
                                                 at (scene, 1), &error), &error);
  g_assert_nonnull (vigie_incident_confirmation (scene->incident, "INC-05/record-payment", ORDER));
  text = vigie_query_text (PLAYBOOK, scene->incident, "INC-05/notify-client", ORDER, &missing, &error);
  g_assert_no_error (error);
  g_assert_null (missing);
  g_assert_nonnull (strstr (text, "id = '" ORDER "'"));
  g_assert_null (strstr (text, "{{"));
  g_assert_null (vigie_query_text (PLAYBOOK, scene->incident, "INC-05/notify-client", "another", NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT);
  g_clear_error (&error);
}

/* A record from elsewhere may claim any id: the text is refused all the same. */
static void
test_foreign_confirmation (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-05", VIGIE_LEVEL_P2);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_draft_free);
  GError *error = NULL;

  g_ptr_array_add (drafts, vigie_draft_new (scene->incident->stream, "confirmation.recorded", at (scene, 1), "Eve",
                                            g_strdup ("{\"query\":\"INC-05/record-payment\",\"subject\":\"x' OR '1'='1\",\"source\":\"me\"}")));
  record (scene, MINUTES (1), drafts, NULL);
  g_assert_nonnull (vigie_incident_confirmation (scene->incident, "INC-05/record-payment", "x' OR '1'='1"));
  g_assert_null (vigie_query_text (PLAYBOOK, scene->incident, "INC-05/record-payment", "x' OR '1'='1", NULL, &error));
  g_assert_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID);
  g_clear_error (&error);
}

static void
test_review_span (void)
{
  static const struct { int review_s; gboolean taken; int due_minute; } cases[] = {
    { 299, FALSE, 0 }, { 300, TRUE, 5 }, { 480, TRUE, 8 }, { 600, TRUE, 10 }, { 601, FALSE, 0 }, { 0, TRUE, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
      VigieOoda ooda = { .decide = "Roll back", .who = "Yao", .by_usec = at (scene, 9), .review_usec = cases[i].review_s * VIGIE_SECOND_USEC };
      GError *error = NULL;
      GPtrArray *drafts = vigie_act_log (scene->incident, VIGIE_ENTRY_DECISION, "Roll back", &ooda, "Awa", at (scene, 0), &error);
      const VigieDecision *decision;

      if (!cases[i].taken)
        {
          assert_refused (drafts, &error, VIGIE_ERROR_INVALID);
          continue;
        }
      record (scene, 0, drafts, error);
      decision = scene->incident->decisions->pdata[0];
      g_assert_cmpstr (decision->who, ==, "Yao");
      g_assert_cmpint (decision->by_usec, ==, at (scene, 9));
      assert_due (scene, "decision-review", "D1", MINUTES (1), MINUTES (cases[i].due_minute));
      assert_state (scene, "decision-review", "D1", MINUTES (cases[i].due_minute), "due-soon");
      assert_state (scene, "decision-review", "D1", MINUTES (cases[i].due_minute) + 1, "overdue");
    }
}

static void
test_verdict (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autofree char *before = vigie_incident_digest (scene->incident);
  g_autofree char *after = NULL;
  GError *error = NULL;

  record_act (scene, 0, vigie_act_log (scene->incident, VIGIE_ENTRY_DECISION, "Roll back", NULL, "Awa", at (scene, 0), &error), &error);
  record_act (scene, MINUTES (5), vigie_act_review_verdict (scene->incident, "D1", "no effect", VIGIE_VERDICT_CHANGE, "Awa", at (scene, 5), &error), &error);
  g_assert_cmpint (((const VigieDecision *) scene->incident->decisions->pdata[0])->verdict, ==, VIGIE_VERDICT_CHANGE);
  after = vigie_incident_digest (scene->incident);
  g_assert_cmpstr (before, !=, after);
}

static void
test_retype (void)
{
  g_autoptr(Scene) scene = scene_new ("INC-01", VIGIE_LEVEL_P1);
  g_autoptr(GPtrArray) matches = NULL;
  const VigieStepMatch *match;
  GError *error = NULL;

  tick (scene, "INC-01/t1-war-room", NULL);
  tick (scene, "INC-01/t3-cdn", NULL);
  tick (scene, "war-room/setup-channel", NULL);
  matches = vigie_procedure_match (PLAYBOOK, scene->incident, "INC-02");
  g_assert_cmpuint (matches->len, ==, 2);
  match = matches->pdata[0];
  g_assert_cmpstr (match->old_key, ==, "INC-01/t1-war-room");
  g_assert_cmpstr (match->new_key, ==, "INC-02/t0-war-room");
  match = matches->pdata[1];
  g_assert_null (match->new_key);

  record_act (scene, MINUTES (3), vigie_act_retype (PLAYBOOK, scene->incident, "INC-02", "Awa", at (scene, 3), &error), &error);
  g_assert_cmpint (vigie_incident_step (scene->incident, "INC-01/t3-cdn")->state, ==, VIGIE_STEP_DONE);
  g_assert_cmpint (vigie_incident_step (scene->incident, "war-room/setup-channel")->state, ==, VIGIE_STEP_DONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/procedure/gate", test_gate);
  g_test_add_func ("/core/procedure/gate-refused", test_gate_refused);
  g_test_add_func ("/core/procedure/gate-not-applicable", test_gate_not_applicable);
  g_test_add_func ("/core/procedure/evidence-first", test_evidence_first);
  g_test_add_func ("/core/procedure/evidence-by-reason", test_evidence_by_reason);
  g_test_add_func ("/core/procedure/options", test_options);
  g_test_add_func ("/core/procedure/confirmation", test_confirmation);
  g_test_add_func ("/core/procedure/order-ids", test_order_ids);
  g_test_add_func ("/core/procedure/foreign-confirmation", test_foreign_confirmation);
  g_test_add_func ("/core/procedure/notify-client", test_notify_client);
  g_test_add_func ("/core/procedure/gate-withdrawn", test_gate_withdrawn);
  g_test_add_func ("/core/procedure/retype-preview", test_retype_preview);
  g_test_add_func ("/core/procedure/retype-steps", test_retype_steps);
  g_test_add_func ("/core/procedure/due", test_due);
  g_test_add_func ("/core/procedure/due-never", test_due_never);
  g_test_add_func ("/core/procedure/hypothesis-history", test_hypothesis_history);
  g_test_add_func ("/core/procedure/review-span", test_review_span);
  g_test_add_func ("/core/procedure/verdict", test_verdict);
  g_test_add_func ("/core/procedure/retype", test_retype);

  return g_test_run ();
}
