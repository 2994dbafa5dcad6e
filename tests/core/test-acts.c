/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts: what is taken, in which form, and what is refused with which error. */

#include "vigie-act.h"

#include <string.h>

#include "vigie-error.h"
#include "vigie-test-support.h"

#define INCIDENT_ID "0193a2c4-0000-7000-8000-000000000001"

typedef struct
{
  VigieTestDevice *device;
  GPtrArray *events;
  VigieIncident *incident;
  gint64 t0_usec;
} Fixture;

#define PLAYBOOK vigie_test_playbook ()
#define AT(fixture, minutes) ((fixture)->t0_usec + (minutes) * VIGIE_MINUTE_USEC)

/* Records @drafts, which must have been accepted, and folds. */
static void
accept (Fixture *fixture, GPtrArray *drafts, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (drafts);
  vigie_test_device_record (fixture->device, drafts, fixture->events);
  g_clear_pointer (&fixture->incident, vigie_incident_unref);
  fixture->incident = vigie_incident_fold (fixture->events, PLAYBOOK, VIGIE_TIME_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->incident->n_set_aside, ==, 0);
}

static void
refuse (GPtrArray *drafts, GError **error, int code)
{
  g_assert_null (drafts);
  g_assert_error (*error, VIGIE_ERROR, code);
  g_assert_cmpuint (strlen ((*error)->message), >, 10);
  g_clear_error (error);
}

static VigieDeclaration
declaration_at (gint64 at_usec)
{
  VigieDeclaration declaration = { .title = "Site down", .type = "INC-01", .started_usec = VIGIE_TIME_NONE,
                                   .detected_usec = VIGIE_TIME_NONE, .declared_usec = at_usec, .incident_id = INCIDENT_ID };

  vigie_answers_init (&declaration.answers);
  declaration.answers.users_percent = 60;

  return declaration;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  VigieDeclaration declaration;

  fixture->t0_usec = vigie_test_time ("2026-11-22T03:00:00Z");
  fixture->device = vigie_test_device_new (1);
  fixture->events = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_event_unref);
  declaration = declaration_at (fixture->t0_usec);
  accept (fixture, vigie_act_declare (PLAYBOOK, &declaration, "Awa Koné", &error), error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vigie_incident_unref (fixture->incident);
  vigie_test_device_free (fixture->device);
  g_ptr_array_unref (fixture->events);
}

static void
test_declare (Fixture *fixture, gconstpointer data)
{
  VigieDeclaration declaration = declaration_at (fixture->t0_usec);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) drafts = vigie_act_declare (PLAYBOOK, &declaration, "Awa", &error);
  g_autoptr(GPtrArray) low = NULL;
  const VigieDraft *draft;

  g_assert_cmpuint (drafts->len, ==, 3);
  draft = drafts->pdata[1];
  g_assert_cmpstr (draft->kind, ==, "war-room.opened");
  declaration.answers.users_percent = 3;
  declaration.type = NULL;
  low = vigie_act_declare (PLAYBOOK, &declaration, "Awa", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (low->len, ==, 2); /* a P4: no war room */
}

static void
test_declare_refused (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *title, *type; VigieLevel level; double users; const char *id; int code; } cases[] = {
    { "", "INC-01", VIGIE_LEVEL_NONE, 60, INCIDENT_ID, VIGIE_ERROR_INVALID },
    { NULL, "INC-01", VIGIE_LEVEL_NONE, 60, INCIDENT_ID, VIGIE_ERROR_INVALID },
    { "x", "INC-99", VIGIE_LEVEL_NONE, 60, INCIDENT_ID, VIGIE_ERROR_NOT_FOUND },
    { "x", "INC-01", VIGIE_LEVEL_P3, 60, INCIDENT_ID, VIGIE_ERROR_INVALID },  /* no reason */
    { "x", NULL, VIGIE_LEVEL_NONE, -1, INCIDENT_ID, VIGIE_ERROR_INVALID },    /* nothing recommended */
    { "x", "INC-01", VIGIE_LEVEL_NONE, 60, "not-a-uuid", VIGIE_ERROR_INVALID },
    { "\xff", "INC-01", VIGIE_LEVEL_NONE, 60, INCIDENT_ID, VIGIE_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      VigieDeclaration declaration = declaration_at (fixture->t0_usec);

      declaration.title = cases[i].title;
      declaration.type = cases[i].type;
      declaration.level = cases[i].level;
      declaration.answers.users_percent = cases[i].users;
      declaration.incident_id = cases[i].id;
      refuse (vigie_act_declare (PLAYBOOK, &declaration, "Awa", &error), &error, cases[i].code);
    }
}

static void
test_assess (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  VigieAnswers answers = fixture->incident->answers;
  g_autofree char *text = NULL;

  answers.users_percent = 30;
  refuse (vigie_act_assess (PLAYBOOK, fixture->incident, &answers, VIGIE_LEVEL_P1, " ", "Awa", AT (fixture, 5), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_assess (PLAYBOOK, fixture->incident, &answers, VIGIE_LEVEL_NONE, NULL, "Awa", AT (fixture, 5), &error), error);
  g_assert_cmpint (fixture->incident->level, ==, VIGIE_LEVEL_P2);
  g_assert_cmpuint (fixture->incident->changes->len, ==, 2);
  text = vigie_entry_text (fixture->incident->entries->pdata[3], fixture->incident, PLAYBOOK, VIGIE_LANG_FR);
  g_assert_nonnull (strstr (text, "P2"));
  accept (fixture, vigie_act_assess (PLAYBOOK, fixture->incident, &answers, VIGIE_LEVEL_P1, "the CEO asks", "Awa", AT (fixture, 6), &error), error);
  g_assert_cmpint (fixture->incident->level, ==, VIGIE_LEVEL_P1);
  g_assert_cmpstr (fixture->incident->level_reason, ==, "the CEO asks");
}

static void
test_milestones (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  const VigieEvent *before = fixture->incident->milestone_events[VIGIE_MILESTONE_DETECTED];
  const VigieEvent *event;

  accept (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_DETECTED, AT (fixture, -10), "Awa", AT (fixture, 5), &error), error);
  event = fixture->incident->milestone_events[VIGIE_MILESTONE_DETECTED];
  g_assert_cmpstr (event->replaces[0], ==, before->id);
  g_assert_cmpint (event->occurred_usec, ==, AT (fixture, -10));
  refuse (vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, AT (fixture, 60 * 25), "Awa", AT (fixture, 0), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, -5, "Awa", AT (fixture, 0), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, VIGIE_TIME_NONE, "Awa", AT (fixture, 0), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, AT (fixture, 20), "Awa", AT (fixture, 20), &error), error);
  accept (fixture, vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, VIGIE_TIME_NONE, "Awa", AT (fixture, 21), &error), error);
  g_assert_cmpint (fixture->incident->milestones[VIGIE_MILESTONE_RESTORED], ==, VIGIE_TIME_NONE);
  refuse (vigie_act_milestone (fixture->incident, VIGIE_MILESTONE_RESTORED, AT (fixture, 20), " ", AT (fixture, 20), &error), &error, VIGIE_ERROR_INVALID);
}

static void
test_stage_and_war_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  refuse (vigie_act_stage (fixture->incident, VIGIE_STAGE_RESOLVED, FALSE, "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_stage (fixture->incident, VIGIE_STAGE_MONITORING, TRUE, "Awa", AT (fixture, 1), &error), error);
  g_assert_cmpint (fixture->incident->stage, ==, VIGIE_STAGE_MONITORING);
  accept (fixture, vigie_act_stage (fixture->incident, VIGIE_STAGE_MONITORING, FALSE, "Awa", AT (fixture, 2), &error), error);
  g_assert_cmpint (fixture->incident->stage, ==, VIGIE_STAGE_INVESTIGATING);
  refuse (vigie_act_war_room (fixture->incident, TRUE, "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_war_room (fixture->incident, FALSE, "Awa", AT (fixture, 3), &error), error);
  g_assert_false (vigie_incident_war_room_is_open (fixture->incident));
  accept (fixture, vigie_act_retitle (fixture->incident, "  New\n title ", "Awa", AT (fixture, 3), &error), error);
  g_assert_cmpstr (fixture->incident->title, ==, "New\n title");
  accept (fixture, vigie_act_retype (PLAYBOOK, fixture->incident, "INC-02", "Awa", AT (fixture, 4), &error), error);
  g_assert_true (vigie_incident_is_breach (fixture->incident));
}

static const char *
last_id (Fixture *fixture)
{
  return ((const VigieEvent *) fixture->events->pdata[fixture->events->len - 1])->id;
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  const VigieEntry *entry;

  refuse (vigie_act_log (fixture->incident, VIGIE_ENTRY_NOTE, " \n", NULL, "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_log (fixture->incident, VIGIE_ENTRY_ALERT, "x", NULL, "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_TODO, "=SUM(A1) <b>&</b>", NULL, "Awa", AT (fixture, 1), &error), error);
  id = g_strdup (last_id (fixture));
  entry = vigie_incident_entry (fixture->incident, id);
  g_assert_cmpstr (entry->text, ==, "=SUM(A1) <b>&</b>");
  accept (fixture, vigie_act_todo_done (fixture->incident, id, TRUE, "Awa", AT (fixture, 2), &error), error);
  g_assert_true (vigie_incident_entry (fixture->incident, id)->done);
  accept (fixture, vigie_act_star (fixture->incident, id, TRUE, "Awa", AT (fixture, 2), &error), error);
  g_assert_true (vigie_incident_entry (fixture->incident, id)->starred);
  refuse (vigie_act_correct (fixture->incident, id, NULL, VIGIE_TIME_NONE, VIGIE_ENTRY_TODO, "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_correct (fixture->incident, id, "one", VIGIE_TIME_NONE, VIGIE_ENTRY_NOTE, "Awa", AT (fixture, 3), &error), error);
  accept (fixture, vigie_act_correct (fixture->incident, id, NULL, AT (fixture, -3), VIGIE_ENTRY_NOTE, "Awa", AT (fixture, 4), &error), error);
  entry = vigie_incident_entry (fixture->incident, id);
  g_assert_cmpstr (entry->text, ==, "one"); /* the second correction repeats the first */
  g_assert_cmpint (entry->occurred_usec, ==, AT (fixture, -3));
  refuse (vigie_act_todo_done (fixture->incident, id, TRUE, "Awa", AT (fixture, 2), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_retract (fixture->incident, id, NULL, "Awa", AT (fixture, 4), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_retract (fixture->incident, "nobody", "x", "Awa", AT (fixture, 4), &error), &error, VIGIE_ERROR_NOT_FOUND);
  accept (fixture, vigie_act_retract (fixture->incident, id, "twice", "Awa", AT (fixture, 5), &error), error);
  g_assert_nonnull (vigie_incident_entry (fixture->incident, id)->retract_reason);
  refuse (vigie_act_retract (fixture->incident, id, "again", "Awa", AT (fixture, 6), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_retract (fixture->incident, id, NULL, "Awa", AT (fixture, 6), &error), error);
  g_assert_null (vigie_incident_entry (fixture->incident, id)->retract_reason);
  entry = fixture->incident->entries->pdata[0];
  refuse (vigie_act_retract (fixture->incident, ((const VigieEvent *) fixture->events->pdata[0])->id, "x", "Awa", AT (fixture, 6), &error), &error, VIGIE_ERROR_INVALID);
}

static void
test_hypotheses_and_decisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  VigieOoda ooda = { "errors at 40 %", "rollback or wait", "roll back to 41", "Yao, now" };
  const VigieHypothesis *hypothesis;
  const VigieDecision *decision;

  accept (fixture, vigie_act_hypothesis_add (fixture->incident, "HX1", "The deployment", "Awa", AT (fixture, 1), &error), error);
  refuse (vigie_act_hypothesis_add (fixture->incident, "HX1", "The deployment", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_HYPOTHESIS, "A full disk", NULL, "Awa", AT (fixture, 2), &error), error);
  hypothesis = fixture->incident->hypotheses->pdata[1];
  g_assert_cmpstr (hypothesis->code, ==, "HX5"); /* after the four of INC-01 */
  accept (fixture, vigie_act_hypothesis (fixture->incident, "hx5", VIGIE_HYPOTHESIS_ELIMINATED, "df: 40 %", "Awa", AT (fixture, 3), &error), error);
  hypothesis = fixture->incident->hypotheses->pdata[1];
  g_assert_cmpint (hypothesis->state, ==, VIGIE_HYPOTHESIS_ELIMINATED);
  g_assert_cmpstr (hypothesis->tried, ==, "df: 40 %");
  refuse (vigie_act_hypothesis (fixture->incident, "HX9", VIGIE_HYPOTHESIS_OPEN, NULL, "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_NOT_FOUND);

  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_DECISION, NULL, &ooda, "Awa", AT (fixture, 4), &error), error);
  decision = fixture->incident->decisions->pdata[0];
  g_assert_cmpstr (decision->code, ==, "D1");
  g_assert_cmpstr (decision->decide, ==, "roll back to 41");
  g_assert_cmpstr (decision->observe, ==, "errors at 40 %");
  refuse (vigie_act_review (fixture->incident, "D1", "", "Awa", AT (fixture, 9), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_review (fixture->incident, "D1", "errors are gone", "Awa", AT (fixture, 9), &error), error);
  decision = fixture->incident->decisions->pdata[0];
  g_assert_cmpint (decision->reviewed_usec, ==, AT (fixture, 9));
  refuse (vigie_act_review (fixture->incident, "D7", "x", "Awa", AT (fixture, 9), &error), &error, VIGIE_ERROR_NOT_FOUND);
}

static const struct { const char *name, *value; VigieFactState state; const char *stored; /* NULL: refused */ } facts[] = {
  { "users_affected", "1200", VIGIE_FACT_ESTIMATED, "1200" },
  { "users_affected", "4 850 000", VIGIE_FACT_ESTIMATED, "4850000" },
  { "users_affected", "4\u202f850\u00a0000", VIGIE_FACT_ESTIMATED, "4850000" },
  { "users_affected", "007", VIGIE_FACT_ESTIMATED, "7" },
  { "users_affected", "-1", VIGIE_FACT_ESTIMATED, NULL },
  { "users_affected", "1.5", VIGIE_FACT_ESTIMATED, NULL },
  { "users_affected", "many", VIGIE_FACT_ESTIMATED, NULL },
  { "users_affected", "", VIGIE_FACT_ESTIMATED, NULL },
  { "users_affected", "", VIGIE_FACT_UNKNOWN, "" },
  { "users_affected", "inconnu", VIGIE_FACT_UNKNOWN, "" },
  { "users_affected", "99999999999999999999", VIGIE_FACT_ESTIMATED, NULL },
  { "loss_fcfa", "1 500 000 FCFA", VIGIE_FACT_ESTIMATED, "1500000" },
  { "persons", "600-1400", VIGIE_FACT_ESTIMATED, "600-1400" },
  { "persons", "600 – 1 400", VIGIE_FACT_ESTIMATED, "600-1400" },
  { "persons", "900", VIGIE_FACT_ESTIMATED, "900" },
  { "persons", "1400-600", VIGIE_FACT_ESTIMATED, NULL },
  { "persons", "600-", VIGIE_FACT_ESTIMATED, NULL },
  { "users_share", "100", VIGIE_FACT_ESTIMATED, "100" },
  { "users_share", "12.50 %", VIGIE_FACT_ESTIMATED, "12.5" },
  { "users_share", "5,5", VIGIE_FACT_ESTIMATED, NULL },
  { "users_share", "101", VIGIE_FACT_ESTIMATED, NULL },
  { "users_share", "nan", VIGIE_FACT_ESTIMATED, NULL },
  { "users_share", "1e1", VIGIE_FACT_ESTIMATED, NULL },
  { "latency_now_ms", "2400 ms", VIGIE_FACT_ESTIMATED, "2400" },
  { "outage_start", "-10", VIGIE_FACT_CONFIRMED, "2026-11-22T02:55:00Z" },
  { "outage_start", "2026-11-22T03:00:00+01:00", VIGIE_FACT_CONFIRMED, "2026-11-22T02:00:00Z" },
  { "outage_start", "soon", VIGIE_FACT_CONFIRMED, NULL },
  { "operator", "wave", VIGIE_FACT_CONFIRMED, "Wave" },
  { "operator", "Free", VIGIE_FACT_CONFIRMED, NULL },
  { "outage", "oui", VIGIE_FACT_CONFIRMED, "yes" },
  { "data_touched", "phone, name,phone", VIGIE_FACT_CONFIRMED, "name,phone" },
  { "data_touched", "name,soul", VIGIE_FACT_CONFIRMED, NULL },
  { "systems", "  db1 & db2 ", VIGIE_FACT_CONFIRMED, "db1 & db2" },
  { "our own name", "x=1", VIGIE_FACT_ESTIMATED, "x=1" },
  { "", "x", VIGIE_FACT_ESTIMATED, NULL },
};

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr(GError) error = NULL;
      GPtrArray *drafts = vigie_act_fact (PLAYBOOK, fixture->incident, facts[i].name, facts[i].value, facts[i].state,
                                          "dashboard", zone, "Awa", AT (fixture, 5), &error);

      g_test_message ("%s = %s", facts[i].name, facts[i].value);
      if (facts[i].stored == NULL)
        {
          refuse (drafts, &error, VIGIE_ERROR_INVALID);
          continue;
        }
      accept (fixture, drafts, error);
      g_assert_cmpstr (vigie_incident_fact (fixture->incident, facts[i].name)->value, ==, facts[i].stored);
    }
}

static void
test_roles_and_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  const VigieTypeDef *type = vigie_playbook_type (PLAYBOOK, "INC-01");
  const VigieStepGroup *group = type->groups->pdata[0];
  const VigieStepDef *step = group->steps->pdata[0];
  g_autofree char *key = g_strconcat ("INC-01/", step->id, NULL);

  refuse (vigie_act_role (PLAYBOOK, fixture->incident, "king", "Awa", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_NOT_FOUND);
  refuse (vigie_act_role (PLAYBOOK, fixture->incident, "scribe", NULL, "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  refuse (vigie_act_role (PLAYBOOK, fixture->incident, "commander", "Awa Koné", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_CONFLICT);
  accept (fixture, vigie_act_role (PLAYBOOK, fixture->incident, "commander", "Yao", "Awa", AT (fixture, 30), &error), error);
  g_assert_cmpint (((const VigieHolding *) fixture->incident->holdings->pdata[0])->until_usec, ==, AT (fixture, 30));
  accept (fixture, vigie_act_role (PLAYBOOK, fixture->incident, "commander", NULL, "Awa", AT (fixture, 40), &error), error);
  g_assert_null (vigie_incident_holder (fixture->incident, "commander"));

  accept (fixture, vigie_act_tick (PLAYBOOK, fixture->incident, key, VIGIE_STEP_DONE, NULL, "Awa", AT (fixture, 2), &error), error);
  g_assert_cmpint (vigie_incident_step (fixture->incident, key)->state, ==, VIGIE_STEP_DONE);
  accept (fixture, vigie_act_tick (PLAYBOOK, fixture->incident, step->id, VIGIE_STEP_OPEN, NULL, "Awa", AT (fixture, 3), &error), error);
  g_assert_cmpint (vigie_incident_step (fixture->incident, key)->state, ==, VIGIE_STEP_OPEN);
  refuse (vigie_act_tick (PLAYBOOK, fixture->incident, key, VIGIE_STEP_NOT_APPLICABLE, "", "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_tick (PLAYBOOK, fixture->incident, "no-such-step", VIGIE_STEP_DONE, NULL, "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_NOT_FOUND);
}

/* Which event "done" leaves, by the clock's rule. */
static const struct { const char *obligation, *subject, *note, *kind; int code; } promises[] = {
  { "respond", NULL, NULL, "milestone.set" },
  { "resolve", NULL, NULL, "milestone.set" },
  { "cto-alert", NULL, "by phone", "obligation.done" },
  { "breach-alert", "dpo", NULL, "obligation.done" },
  { "breach-alert", NULL, NULL, NULL, VIGIE_ERROR_INVALID },
  { "breach-alert", "janitor", NULL, NULL, VIGIE_ERROR_NOT_FOUND },
  { "status-update", NULL, "posted by hand", "obligation.done" },
  { "check-in", NULL, NULL, "check-in.held" },
  { "decision-review", "D1", "it works", "decision.reviewed" },
  { "decision-review", "D1", NULL, NULL, VIGIE_ERROR_INVALID },
  { "decision-review", "D8", "x", NULL, VIGIE_ERROR_NOT_FOUND },
  { "handover", "commander", "staying on", "obligation.done" },
  { "handover", "scribe", NULL, NULL, VIGIE_ERROR_NOT_FOUND },
  { "call-next", "cto", NULL, "call.ended" },
  { "escalate-management", NULL, NULL, "support.moved" },
  { "monitoring", NULL, NULL, "obligation.done" },
  { "legal-assessment", NULL, NULL, "obligation.done" },
  { "post-mortem", NULL, NULL, "post-mortem.held" },
  { "contacts-review", NULL, NULL, NULL, VIGIE_ERROR_INVALID },
  { "make-coffee", NULL, NULL, NULL, VIGIE_ERROR_NOT_FOUND },
};

static void
test_promises (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) first = NULL;

  accept (fixture, vigie_act_log (fixture->incident, VIGIE_ENTRY_DECISION, "roll back", NULL, "Awa", AT (fixture, 1), &first), first);
  accept (fixture, vigie_act_call_begin (fixture->incident, "cto", "Awa", AT (fixture, 1), &first), first);
  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) drafts = vigie_act_done (PLAYBOOK, fixture->incident, promises[i].obligation, promises[i].subject,
                                                    promises[i].note, "Awa", AT (fixture, 5), &error);

      g_test_message ("%s", promises[i].obligation);
      if (promises[i].kind == NULL)
        {
          refuse (drafts, &error, promises[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (((const VigieDraft *) drafts->pdata[0])->kind, ==, promises[i].kind);
      accept (fixture, g_ptr_array_ref (drafts), error);
    }
}

static void
test_waive_and_postpone (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  const VigieFulfilment *fulfilment;

  refuse (vigie_act_waive (PLAYBOOK, fixture->incident, "ceo-mail", NULL, " ", "Awa", AT (fixture, 5), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_waive (PLAYBOOK, fixture->incident, "ceo-mail", NULL, "he sits here", "Awa", AT (fixture, 5), &error), error);
  refuse (vigie_act_postpone (PLAYBOOK, fixture->incident, "check-in", NULL, AT (fixture, 4), "busy", "Awa", AT (fixture, 5), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_postpone (PLAYBOOK, fixture->incident, "check-in", NULL, AT (fixture, 40), "busy", "Awa", AT (fixture, 6), &error), error);
  fulfilment = fixture->incident->fulfilments->pdata[1];
  g_assert_cmpstr (fulfilment->verb, ==, "postponed");
  g_assert_cmpint (fulfilment->until_usec, ==, AT (fixture, 40));
}

static void
test_messages_and_calls (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  const VigieMessage *message;

  refuse (vigie_act_message (PLAYBOOK, fixture->incident, "martians", "email", NULL, "x", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_NOT_FOUND);
  refuse (vigie_act_message (PLAYBOOK, fixture->incident, "users", "pigeon", NULL, "x", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_NOT_FOUND);
  refuse (vigie_act_message (PLAYBOOK, fixture->incident, "users", "email", "panic", "x", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_INVALID);
  refuse (vigie_act_message (PLAYBOOK, fixture->incident, "users", "email", NULL, "", "Awa", AT (fixture, 1), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_message (PLAYBOOK, fixture->incident, "clients", "statuspage", "investigating", "We know.", "Awa Koné", AT (fixture, 1), &error), error);
  message = fixture->incident->messages->pdata[0];
  g_assert_cmpstr (message->audience, ==, "users");
  g_assert_cmpstr (message->channel, ==, "status-page");
  refuse (vigie_act_call_end (fixture->incident, "cto", "reached", "Awa", AT (fixture, 2), &error), &error, VIGIE_ERROR_NOT_FOUND);
  accept (fixture, vigie_act_call_begin (fixture->incident, "cto", "Awa", AT (fixture, 2), &error), error);
  refuse (vigie_act_call_end (fixture->incident, "cto", "asleep", "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_call_end (fixture->incident, "cto", "no-answer", "Awa", AT (fixture, 3), &error), error);
  g_assert_cmpstr (((const VigieCall *) fixture->incident->calls->pdata[0])->outcome, ==, "no-answer");
  refuse (vigie_act_support (PLAYBOOK, fixture->incident, "L3", "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_CONFLICT);
  refuse (vigie_act_support (PLAYBOOK, fixture->incident, "L9", "Awa", AT (fixture, 3), &error), &error, VIGIE_ERROR_NOT_FOUND);
}

static void
test_check_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) answers = g_ptr_array_new ();
  VigieCheckInAnswer good = { (char *) "commander", (char *) "Awa", (char *) "tired" };
  VigieCheckInAnswer bad = { (char *) "commander", (char *) "Awa", (char *) "sleepy" };
  const VigieCheckIn *check_in;

  g_ptr_array_add (answers, &good);
  accept (fixture, vigie_act_check_in (fixture->incident, answers, "coffee", "Awa", AT (fixture, 30), &error), error);
  check_in = fixture->incident->check_ins->pdata[0];
  g_assert_cmpuint (check_in->answers->len, ==, 1);
  g_assert_cmpstr (check_in->note, ==, "coffee");
  g_ptr_array_add (answers, &bad);
  refuse (vigie_act_check_in (fixture->incident, answers, NULL, "Awa", AT (fixture, 30), &error), &error, VIGIE_ERROR_INVALID);
}

static const struct { const char *text, *owner; gboolean has_due; gboolean taken; } actions[] = {
  { "Améliorer le monitoring", "Awa", TRUE, FALSE },
  { "renforcer les tests", "Awa", TRUE, FALSE },
  { "Improve monitoring", "Awa", TRUE, FALSE },
  { "better alerts", "Awa", TRUE, FALSE },
  { "Monitoring", "Awa", TRUE, FALSE },
  { "", "Awa", TRUE, FALSE },
  { "Add a rollback test to the pipeline", "", TRUE, FALSE },
  { "Add a rollback test to the pipeline", "Awa", FALSE, FALSE },
  { "Add a rollback test to the pipeline", "Awa", TRUE, TRUE },
  { "Améliorer l’alerte de réplication : seuil 10 s", "Awa", TRUE, TRUE },
};

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  const VigieActionItem *item;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gint64 due_usec = actions[i].has_due ? AT (fixture, 60 * 24 * 7) : VIGIE_TIME_NONE;
      GPtrArray *drafts = vigie_act_action_item (fixture->incident, NULL, actions[i].text, actions[i].owner, due_usec, NULL, "Awa", AT (fixture, 1), &error);

      g_test_message ("%s", actions[i].text);
      if (actions[i].taken)
        accept (fixture, drafts, error);
      else
        refuse (drafts, &error, VIGIE_ERROR_INVALID);
    }
  g_assert_cmpuint (fixture->incident->actions->len, ==, 2);
  refuse (vigie_act_action_item (fixture->incident, "A1", NULL, NULL, VIGIE_TIME_NONE, "done", "Awa", AT (fixture, 2), &error), &error, VIGIE_ERROR_INVALID);
  accept (fixture, vigie_act_done (PLAYBOOK, fixture->incident, "action-due", "A1", "Run 4711 failed as it should", "Awa", AT (fixture, 2), &error), error);
  item = fixture->incident->actions->pdata[0];
  g_assert_cmpuint (fixture->incident->actions->len, ==, 2);
  g_assert_cmpstr (item->code, ==, "A1");
  g_assert_cmpstr (item->status, ==, "done");
  g_assert_cmpstr (item->text, ==, "Add a rollback test to the pipeline");
  refuse (vigie_act_action_item (fixture->incident, "A9", NULL, NULL, VIGIE_TIME_NONE, "done", "Awa", AT (fixture, 2), &error), &error, VIGIE_ERROR_NOT_FOUND);
  refuse (vigie_act_section (fixture->incident, "poem", VIGIE_LANG_FR, "x", "Awa", AT (fixture, 2), &error), &error, VIGIE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *fixture, gconstpointer data); } tests[] = {
    { "declare", test_declare },
    { "declare-refused", test_declare_refused },
    { "assess", test_assess },
    { "milestones", test_milestones },
    { "stage-and-war-room", test_stage_and_war_room },
    { "entries", test_entries },
    { "hypotheses-and-decisions", test_hypotheses_and_decisions },
    { "facts", test_facts },
    { "roles-and-steps", test_roles_and_steps },
    { "promises", test_promises },
    { "waive-and-postpone", test_waive_and_postpone },
    { "messages-and-calls", test_messages_and_calls },
    { "check-in", test_check_in },
    { "actions", test_actions },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/core/acts/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
