/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every rule of the escalation matrix and of the communication plan: who, by what, from which moment, until
 * when, and both sides of each threshold. One line of a table is one incident, what happened in it, and the
 * duty that must stand there (or be absent) at a moment. */

#include "vigie-duty.h"

#include "obligation-scene.h"

#define NEVER VIGIE_TIME_NONE
#define USEC 1

typedef enum { NOTHING, FACT, LEVEL, SUPPORT, MESSAGE, CALLED, MILESTONE } What;
typedef struct { What what; const char *name, *value; gint64 after; } Step;

typedef struct
{
  const char *rule;
  const char *type;
  VigieLevel level;
  Step steps[4];
  gint64 at;
  const char *key;
  const char *state;            /* NULL: absent */
  const char *whom;             /* contact, audience or support level */
  const char *channel;          /* NULL: any */
  gint64 started, due;          /* after the start; NEVER: none */
  gboolean overdue;
} Rule;

#define P1 VIGIE_LEVEL_P1
#define P2 VIGIE_LEVEL_P2
#define P3 VIGIE_LEVEL_P3
#define P4 VIGIE_LEVEL_P4
#define START { FACT, "outage_start", T0, 0 }
#define END(time) { FACT, "outage_end", time, HOURS (12) }

static const Rule rules[] = {
  /* Matrix: P1 → the CTO is alerted. */
  { "p1-cto", "INC-01", P1, { { NOTHING, NULL, NULL, 0 } }, 0, "cto-alert", "todo", "cto", "call", 0, MINUTES (5), FALSE },
  { "p1-cto", "INC-01", P1, { { NOTHING, NULL, NULL, 0 } }, MINUTES (5), "cto-alert", "todo", "cto", "call", 0, MINUTES (5), FALSE },
  { "p1-cto", "INC-01", P1, { { NOTHING, NULL, NULL, 0 } }, MINUTES (5) + USEC, "cto-alert", "todo", "cto", "call", 0, MINUTES (5), TRUE },
  { "p1-cto", "INC-01", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "cto-alert", NULL },
  { "p1-cto", "INC-01", P1, { { CALLED, "cto", "busy", MINUTES (2) } }, MINUTES (4), "cto-alert", "tried", "cto", "call", 0, MINUTES (5), FALSE },
  { "p1-cto", "INC-01", P1, { { CALLED, "cto", "no-answer", MINUTES (2) } }, MINUTES (6), "cto-alert", "not-reached", "cto", "call", 0, MINUTES (5), TRUE },
  { "p1-cto", "INC-01", P1, { { CALLED, "cto", "reached", MINUTES (2) } }, MINUTES (3), "cto-alert", "done", "cto", "call", 0, MINUTES (5), FALSE },
  { "p1-cto", "INC-01", P1, { { MESSAGE, "cto", "sms", MINUTES (2) } }, MINUTES (3), "cto-alert", "done", "cto", "call", 0, MINUTES (5), FALSE },
  { "p1-cto", "INC-01", P2, { { LEVEL, NULL, "P1", MINUTES (9) } }, MINUTES (10), "cto-alert", "todo", "cto", "call", 0, MINUTES (5), TRUE },

  /* Matrix: an outage of over 15 minutes → e-mail to the CEO. */
  { "downtime-ceo", "INC-01", P1, { START }, MINUTES (1), "ceo-mail", "todo", "ceo", NULL, 0, MINUTES (15), FALSE },
  { "downtime-ceo", "INC-01", P1, { START }, MINUTES (15), "ceo-mail", "todo", "ceo", NULL, 0, MINUTES (15), FALSE },
  { "downtime-ceo", "INC-01", P1, { START }, MINUTES (15) + USEC, "ceo-mail", "todo", "ceo", NULL, 0, MINUTES (15), TRUE },
  { "downtime-ceo", "INC-01", P3, { START, END ("2026-11-22T00:15:00Z") }, HOURS (13), "ceo-mail", NULL },
  { "downtime-ceo", "INC-01", P3, { START, END ("2026-11-22T00:15:00.000001Z") }, HOURS (13), "ceo-mail", "todo", "ceo", NULL, 0, MINUTES (15), TRUE },
  { "downtime-ceo", "INC-01", P1, { START, { MESSAGE, "ceo", "email", MINUTES (9) } }, MINUTES (10), "ceo-mail", "done", "ceo", NULL, 0, MINUTES (15), FALSE },

  /* Matrix: a breach → CTO, CEO, Legal, Security Officer and DPO at once, one act each. */
  { "breach-all", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/cto", "todo", "cto", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/ceo", "todo", "ceo", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/legal", "todo", "legal", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/security-officer", "todo", "security-officer", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/dpo", "todo", "dpo", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { CALLED, "legal", "reached", MINUTES (1) } }, MINUTES (2), "breach-alert/dpo", "todo", "dpo", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-02", P2, { { CALLED, "legal", "reached", MINUTES (1) } }, MINUTES (2), "breach-alert/legal", "done", "legal", "call", 0, MINUTES (5), FALSE },
  { "breach-all", "INC-01", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "breach-alert/legal", NULL },

  /* Matrix: a loss of over 1,000,000 FCFA → the CFO is told. */
  { "loss-cfo", "INC-01", P2, { { FACT, "loss_fcfa", "1000000", MINUTES (3) } }, MINUTES (4), "cfo-notice", NULL },
  { "loss-cfo", "INC-01", P2, { { FACT, "loss_fcfa", "1000001", MINUTES (3) } }, MINUTES (4), "cfo-notice", "todo", "cfo", NULL, MINUTES (3), MINUTES (18), FALSE },
  { "loss-cfo", "INC-01", P2, { { FACT, "loss_fcfa", "1000001", MINUTES (3) } }, MINUTES (3) - USEC, "cfo-notice", NULL },
  { "loss-cfo", "INC-01", P2, { { FACT, "loss_fcfa", "1000001", MINUTES (3) } }, MINUTES (18) + USEC, "cfo-notice", "todo", "cfo", NULL, MINUTES (3), MINUTES (18), TRUE },
  { "loss-cfo", "INC-01", P2, { { FACT, "loss_fcfa", "1000001", MINUTES (3) }, { CALLED, "cfo", "reached", MINUTES (5) } }, MINUTES (6), "cfo-notice", "done", "cfo", NULL, MINUTES (3), MINUTES (18), FALSE },

  /* Matrix: L1 → L2 after 4 hours, for P3 and P4. */
  { "l1-l2", "other", P3, { { NOTHING, NULL, NULL, 0 } }, HOURS (4), "escalate-l2", "todo", "L2", NULL, 0, HOURS (4), FALSE },
  { "l1-l2", "other", P3, { { NOTHING, NULL, NULL, 0 } }, HOURS (4) + USEC, "escalate-l2", "todo", "L2", NULL, 0, HOURS (4), TRUE },
  { "l1-l2", "other", P4, { { NOTHING, NULL, NULL, 0 } }, HOURS (1), "escalate-l2", "todo", "L2", NULL, 0, HOURS (4), FALSE },
  { "l1-l2", "other", P3, { { SUPPORT, NULL, "L2", HOURS (2) } }, HOURS (3), "escalate-l2", "done", "L2", NULL, 0, HOURS (4), FALSE },
  { "l1-l2", "other", P3, { { MILESTONE, NULL, "resolved", HOURS (2) } }, HOURS (3), "escalate-l2", "done", "L2", NULL, 0, HOURS (4), FALSE },
  { "l1-l2", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (1), "escalate-l2", NULL },

  /* Matrix: L2 → L3 after 24 hours, for P2 (and a P3 that L2 holds); a P1 starts at L3. */
  { "l2-l3", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (24), "escalate-l3", "todo", "L3", NULL, 0, HOURS (24), FALSE },
  { "l2-l3", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (24) + USEC, "escalate-l3", "todo", "L3", NULL, 0, HOURS (24), TRUE },
  { "l2-l3", "other", P3, { { NOTHING, NULL, NULL, 0 } }, HOURS (1), "escalate-l3", NULL },
  { "l2-l3", "other", P3, { { SUPPORT, NULL, "L2", HOURS (2) } }, HOURS (3), "escalate-l3", "todo", "L3", NULL, HOURS (2), HOURS (26), FALSE },
  { "l2-l3", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (1), "escalate-l3", NULL },
  { "l2-l3", "other", P2, { { SUPPORT, NULL, "L3", HOURS (2) } }, HOURS (3), "escalate-l3", "done", "L3", NULL, 0, HOURS (24), FALSE },

  /* Matrix: L3 → management after 2 hours, for P1. */
  { "l3-management", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2), "escalate-management", "todo", "management", NULL, 0, HOURS (2), FALSE },
  { "l3-management", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2) + USEC, "escalate-management", "todo", "management", NULL, 0, HOURS (2), TRUE },
  { "l3-management", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (3), "escalate-management", NULL },
  { "l3-management", "other", P1, { { SUPPORT, NULL, "management", HOURS (1) } }, HOURS (3), "escalate-management", "done", "management", NULL, 0, HOURS (2), FALSE },

  /* Plan, users: status page for P1 and P2 with a visible impact, every 30 minutes. */
  { "users-page", "other", P1, { { NOTHING, NULL, NULL, 0 } }, 0, "status-update", "todo", "users", "status-page", 0, MINUTES (30), FALSE },
  { "users-page", "other", P2, { { NOTHING, NULL, NULL, 0 } }, MINUTES (30), "status-update", "todo", "users", "status-page", 0, MINUTES (30), FALSE },
  { "users-page", "other", P2, { { NOTHING, NULL, NULL, 0 } }, MINUTES (30) + USEC, "status-update", "todo", "users", "status-page", 0, MINUTES (30), TRUE },
  { "users-page", "other", P3, { { NOTHING, NULL, NULL, 0 } }, 0, "status-update", NULL },
  { "users-page", "other", P1, { { FACT, "visible_impact", "no", MINUTES (1) } }, MINUTES (2), "status-update", NULL },
  { "users-page", "other", P1, { { MESSAGE, "users", "status-page", MINUTES (10) } }, MINUTES (11), "status-update", "todo", "users", "status-page", MINUTES (10), MINUTES (40), FALSE },
  /* E-mail for an outage of over 10 minutes. */
  { "users-mail", "INC-01", P1, { START }, MINUTES (10), "customer-mail", "todo", "users", "email", 0, MINUTES (10), FALSE },
  { "users-mail", "INC-01", P1, { START }, MINUTES (10) + USEC, "customer-mail", "todo", "users", "email", 0, MINUTES (10), TRUE },
  { "users-mail", "INC-01", P2, { START, END ("2026-11-22T00:10:00Z") }, HOURS (13), "customer-mail", NULL },
  { "users-mail", "INC-01", P2, { START, END ("2026-11-22T00:10:00.000001Z") }, HOURS (13), "customer-mail", "todo", "users", "email", 0, MINUTES (10), TRUE },
  { "users-mail", "INC-01", P3, { START }, MINUTES (11), "customer-mail", NULL },
  /* SMS for a critical emergency, a notification in the application for P1 and P2. */
  { "users-sms", "other", P1, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-users-sms", "todo", "users", "sms", 0, NEVER, FALSE },
  { "users-sms", "other", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-users-sms", NULL },
  { "users-sms", "other", P1, { { MESSAGE, "users", "sms", MINUTES (1) } }, MINUTES (2), "automatisms/plan-users-sms", "done", "users", "sms", 0, NEVER, FALSE },
  { "users-in-app", "other", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-users-in-app", "todo", "users", "in-app", 0, NEVER, FALSE },
  { "users-in-app", "other", P3, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-users-in-app", NULL },
  { "users-in-app", "other", P2, { { FACT, "visible_impact", "no", MINUTES (1) } }, MINUTES (2), "automatisms/plan-users-in-app", NULL },

  /* Plan, team: every P1 and P2, on Slack. */
  { "team", "other", P1, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-team", "todo", "team", "slack", 0, NEVER, FALSE },
  { "team", "other", P2, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-team", "todo", "team", "slack", 0, NEVER, FALSE },
  { "team", "other", P3, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-team", NULL },

  /* Plan, management: a P1 within 30 minutes, a P2 that lasts over 4 hours. */
  { "management", "other", P1, { { NOTHING, NULL, NULL, 0 } }, MINUTES (30), "board-mail", "todo", "management", NULL, 0, MINUTES (30), FALSE },
  { "management", "other", P1, { { NOTHING, NULL, NULL, 0 } }, MINUTES (30) + USEC, "board-mail", "todo", "management", NULL, 0, MINUTES (30), TRUE },
  { "management", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (4), "board-mail", "todo", "management", NULL, 0, HOURS (4), FALSE },
  { "management", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (4) + USEC, "board-mail", "todo", "management", NULL, 0, HOURS (4), TRUE },
  { "management", "other", P2, { { MILESTONE, NULL, "resolved", HOURS (4) } }, HOURS (5), "board-mail", NULL },
  { "management", "other", P2, { { MILESTONE, NULL, "resolved", HOURS (4) + USEC } }, HOURS (5), "board-mail", "todo", "management", NULL, 0, HOURS (4), TRUE },
  { "management", "other", P3, { { NOTHING, NULL, NULL, 0 } }, HOURS (5), "board-mail", NULL },

  /* Plan, partners: a P1 of over 2 hours, or a breach; after resolution, within 24 hours. */
  { "partners", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2), "partners-mail", NULL },
  { "partners", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2) + USEC, "partners-mail", "todo", "partners", NULL, NEVER, NEVER, FALSE },
  { "partners", "other", P1, { { MILESTONE, NULL, "resolved", HOURS (2) } }, HOURS (5), "partners-mail", NULL },
  { "partners", "other", P1, { { MILESTONE, NULL, "resolved", HOURS (2) + USEC } }, HOURS (5), "partners-mail", "todo", "partners", NULL, HOURS (2), HOURS (26), FALSE },
  { "partners", "INC-02", P3, { { NOTHING, NULL, NULL, 0 } }, 0, "partners-mail", "todo", "partners", NULL, NEVER, NEVER, FALSE },
  { "partners", "other", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (3), "partners-mail", NULL },

  /* Plan, press: a breach, or a P1 of over 2 hours; the CEO decides. */
  { "press", "INC-02", P3, { { NOTHING, NULL, NULL, 0 } }, 0, "automatisms/plan-press-breach", "todo", "press", "press-release", 0, NEVER, FALSE },
  { "press", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2), "automatisms/plan-press-major", NULL },
  { "press", "other", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (2) + USEC, "automatisms/plan-press-major", "todo", "press", "press-release", 0, NEVER, FALSE },
  { "press", "INC-02", P1, { { NOTHING, NULL, NULL, 0 } }, HOURS (3), "automatisms/plan-press-major", NULL },

  /* Plan, persons and authority in a breach. */
  { "persons", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (24), "persons-notice", "todo", "persons", NULL, 0, HOURS (24), FALSE },
  { "persons", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (24) + USEC, "persons-notice", "todo", "persons", NULL, 0, HOURS (24), TRUE },
  { "authority", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (72), "authority-notice", "todo", "authority", NULL, 0, HOURS (72), FALSE },
  { "authority", "INC-02", P2, { { NOTHING, NULL, NULL, 0 } }, HOURS (72) + USEC, "authority-notice", "todo", "authority", NULL, 0, HOURS (72), TRUE },
  { "authority", "other", P1, { { NOTHING, NULL, NULL, 0 } }, 0, "authority-notice", NULL },
};

static void
apply (Scene *scene, const Step *step)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();
  gint64 at = scene->start_usec + step->after;
  GError *error = NULL;
  GPtrArray *drafts = NULL;
  VigieLevel level;
  VigieMilestone milestone;

  switch (step->what)
    {
    case FACT:
      set_fact (scene, step->name, step->value, step->after);
      return;
    case LEVEL:
      g_assert_true (vigie_level_from_word (step->value, &level));
      set_level (scene, level, step->after);
      return;
    case MESSAGE:
      send_message (scene, step->name, step->value, step->after);
      return;
    case MILESTONE:
      g_assert_true (vigie_milestone_from_word (step->value, &milestone));
      set_milestone (scene, milestone, step->after);
      return;
    case SUPPORT:
      drafts = vigie_act_support (playbook, scene->incident, step->value, "Awa", at, &error);
      break;
    case CALLED:
      drafts = vigie_act_call (scene->incident, step->name, step->value, "Awa", at, &error);
      break;
    case NOTHING:
    default:
      return;
    }
  record (scene, step->after, drafts, error);
}

static gint64
after_start (const Scene *scene, gint64 time_usec)
{
  return time_usec == VIGIE_TIME_NONE ? NEVER : (time_usec - scene->start_usec) / VIGIE_SECOND_USEC;
}

static gint64
seconds (gint64 after)
{
  return after == NEVER ? NEVER : after / VIGIE_SECOND_USEC;
}

static void
check_rule (const Rule *rule)
{
  g_autoptr(Scene) scene = scene_new (rule->type, rule->level);
  g_autoptr(GPtrArray) duties = NULL;
  const VigieDuty *duty;
  const char *whom;

  for (gsize i = 0; i < G_N_ELEMENTS (rule->steps); i++)
    apply (scene, &rule->steps[i]);
  duties = vigie_duties_evaluate (vigie_test_playbook (), NULL, scene->incident, scene->start_usec + rule->at);
  duty = vigie_duties_find (duties, rule->key);
  if (rule->state == NULL)
    {
      if (duty != NULL)
        g_error ("%s: %s must be absent at +%" G_GINT64_FORMAT, rule->rule, rule->key, rule->at);
      return;
    }
  if (duty == NULL)
    g_error ("%s: %s is absent at +%" G_GINT64_FORMAT, rule->rule, rule->key, rule->at);
  whom = duty->support != NULL ? duty->support->id : duty->audience != NULL ? duty->audience->id : "nobody";
  g_test_message ("%s %s", rule->rule, rule->key);
  g_assert_cmpstr (vigie_duty_state_to_word (duty->state), ==, rule->state);
  g_assert_cmpstr (whom, ==, rule->whom);
  g_assert_cmpstr (duty->channel != NULL ? duty->channel->id : NULL, ==, rule->channel);
  g_assert_cmpint (after_start (scene, duty->started_usec), ==, seconds (rule->started));
  g_assert_cmpint (after_start (scene, duty->due_usec), ==, seconds (rule->due));
  g_assert_cmpint (duty->overdue, ==, rule->overdue);
}

static void
test_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    check_rule (&rules[i]);
}

static gboolean
is_tested (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_has_prefix (rules[i].key, key) && rules[i].state != NULL)
      return TRUE;

  return FALSE;
}

/* A rule that is added to the playbook needs its lines above. */
static void
test_every_rule_has_a_line (void)
{
  const VigiePlaybook *playbook = vigie_test_playbook ();

  for (guint i = 0; i < playbook->automatisms->len; i++)
    {
      const VigieAutomatism *automatism = g_ptr_array_index (playbook->automatisms, i);
      g_autofree char *key = *automatism->clock != '\0' ? g_strdup (automatism->clock)
                                                        : g_strconcat ("automatisms/", automatism->id, NULL);

      if (!is_tested (key))
        g_error ("no line for %s", key);
    }
  for (guint i = 0; i < playbook->clocks->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (playbook->clocks, i);
      const char *word = g_ptr_array_index (clock->fulfilled_by, 0);

      if ((g_str_has_prefix (word, "reached:") || g_str_has_prefix (word, "message:") || g_str_has_prefix (word, "support:"))
          && !is_tested (clock->id))
        g_error ("no line for %s", clock->id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/escalation/rules", test_rules);
  g_test_add_func ("/core/escalation/every-rule-has-a-line", test_every_rule_has_a_line);

  return g_test_run ();
}
