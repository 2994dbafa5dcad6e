/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All rules over one reading of the case. One table says what each rule is; the files beside this one say when it
 * holds. A lowering applies while the facts ask for no more than its author saw: when they do, the verdict rises
 * again and the lowering is shown as out of date, for nobody decided about what is known now. */

#include "vigie-breach-private.h"

#include <string.h>

typedef struct
{
  const char *rule;
  VigieBreachBasis basis;
  VigieBreachDuty duty;
  gboolean exempts, fixed;
  const char *sources[2], *approvals[2]; /* by VigieLang */
  void (*judge) (const VigieBreachCase *given, VigieBreachRule *rule);
} RuleDef;

#define P VIGIE_BREACH_PLAYBOOK
#define G VIGIE_BREACH_GDPR
#define C VIGIE_BREACH_IVORIAN_LAW

static const RuleDef defs[VIGIE_N_BREACH_RULES] = {
  { "PB-1", P, VIGIE_BREACH_MANAGEMENT, FALSE, FALSE, { "Levels; INC-02", "Niveaux ; INC-02" }, { "Commander", "Commandement" }, vigie_breach_rule_pb_1 },
  { "PB-2", P, VIGIE_BREACH_MANAGEMENT, FALSE, FALSE, { "Escalation matrix, T+0", "Matrice d’escalade, T+0" }, { "", "" }, vigie_breach_rule_pb_2 },
  { "PB-3", P, VIGIE_BREACH_MANAGEMENT, FALSE, FALSE, { "INC-02, T+4 h", "INC-02, T+4 h" }, { "Legal and DPO", "Juridique et DPO" }, vigie_breach_rule_pb_3 },
  { "PB-4", P, VIGIE_BREACH_AUTHORITY, FALSE, FALSE, { "INC-02; compliance checklist: company rule, not law", "INC-02 ; liste de conformité : règle interne, pas la loi" },
    { "DPO and Legal", "DPO et Juridique" }, vigie_breach_rule_pb_4 },
  { "PB-5", P, VIGIE_BREACH_PERSONS, FALSE, FALSE, { "INC-02, T+24 h; checklist: 72 h", "INC-02, T+24 h ; liste : 72 h" },
    { "DPO, Communications and commander", "DPO, Communications et commandement" }, vigie_breach_rule_pb_5 },
  { "PB-6", P, VIGIE_BREACH_OTHERS, FALSE, FALSE, { "Communication plan: press", "Plan de communication : presse" }, { "CEO", "CEO" }, vigie_breach_rule_pb_6 },
  { "PB-7", P, VIGIE_BREACH_OTHERS, FALSE, FALSE, { "Communication plan: partners", "Plan de communication : partenaires" }, { "CEO", "CEO" }, vigie_breach_rule_pb_7 },
  { "PB-8", P, VIGIE_BREACH_OTHERS, FALSE, FALSE, { "Communication plan: users", "Plan de communication : utilisateurs" },
    { "Commander; Legal reads first", "Commandement ; relecture juridique" }, vigie_breach_rule_pb_8 },
  { "PB-9", P, VIGIE_BREACH_REGISTER, FALSE, TRUE, { "Compliance checklist", "Liste de conformité" }, { "Commander", "Commandement" }, vigie_breach_rule_pb_9 },
  { "PB-10", P, VIGIE_BREACH_MANAGEMENT, FALSE, FALSE, { "Automatic notifications", "Automatismes" }, { "", "" }, vigie_breach_rule_pb_10 },
  { "G-0", G, VIGIE_BREACH_REGISTER, TRUE, TRUE, { "Art. 4 (12)", "Art. 4 (12)" }, { "", "" }, vigie_breach_rule_g_0 },
  { "G-1", G, VIGIE_BREACH_REGISTER, FALSE, TRUE, { "Art. 33 (5)", "Art. 33 (5)" }, { "", "" }, vigie_breach_rule_g_1 },
  { "G-2", G, VIGIE_BREACH_AUTHORITY, TRUE, TRUE, { "Art. 33 (1)", "Art. 33 (1)" }, { "DPO", "DPO" }, vigie_breach_rule_g_2 },
  { "G-3", G, VIGIE_BREACH_AUTHORITY, FALSE, FALSE, { "Art. 33 (1)", "Art. 33 (1)" }, { "DPO and Legal", "DPO et Juridique" }, vigie_breach_rule_g_3 },
  { "G-4", G, VIGIE_BREACH_AUTHORITY, FALSE, FALSE, { "Art. 33 (4)", "Art. 33 (4)" }, { "", "" }, vigie_breach_rule_g_4 },
  { "G-5", G, VIGIE_BREACH_AUTHORITY, FALSE, TRUE, { "Art. 33 (1)", "Art. 33 (1)" }, { "", "" }, vigie_breach_rule_g_5 },
  { "G-6", G, VIGIE_BREACH_PERSONS, FALSE, FALSE, { "Art. 34 (1)", "Art. 34 (1)" }, { "DPO and Legal", "DPO et Juridique" }, vigie_breach_rule_g_6 },
  { "G-7", G, VIGIE_BREACH_PERSONS, TRUE, TRUE, { "Art. 34 (3) (a)", "Art. 34 (3) (a)" }, { "DPO", "DPO" }, vigie_breach_rule_g_7 },
  { "G-8", G, VIGIE_BREACH_PERSONS, TRUE, TRUE, { "Art. 34 (3) (b)", "Art. 34 (3) (b)" }, { "DPO", "DPO" }, vigie_breach_rule_g_8 },
  { "G-9", G, VIGIE_BREACH_PERSONS, FALSE, FALSE, { "Art. 34 (3) (c)", "Art. 34 (3) (c)" }, { "DPO and CEO", "DPO et CEO" }, vigie_breach_rule_g_9 },
  { "G-10", G, VIGIE_BREACH_OTHERS, FALSE, FALSE, { "Art. 33 (2)", "Art. 33 (2)" }, { "DPO", "DPO" }, vigie_breach_rule_g_10 },
  { "G-11", G, VIGIE_BREACH_AUTHORITY, FALSE, FALSE, { "Art. 33 (4)", "Art. 33 (4)" }, { "DPO and Legal", "DPO et Juridique" }, vigie_breach_rule_g_11 },
  { "CI-1", C, VIGIE_BREACH_REGISTER, FALSE, FALSE, { "Law 2013-450, arts 40 to 42", "Loi 2013-450, art. 40 à 42" }, { "", "" }, vigie_breach_rule_ci_1 },
  { "CI-2", C, VIGIE_BREACH_AUTHORITY, FALSE, FALSE, { "Law 2013-450; a lawyer’s opinion is needed", "Loi 2013-450 ; avis d’avocat requis" }, { "Legal", "Juridique" }, vigie_breach_rule_ci_2 },
  { "CI-3", C, VIGIE_BREACH_OTHERS, FALSE, FALSE, { "Optional", "Facultatif" }, { "Legal", "Juridique" }, vigie_breach_rule_ci_3 },
};

#undef P
#undef G
#undef C

static const RuleDef *
find_def (const char *rule)
{
  for (gsize i = 0; rule != NULL && i < G_N_ELEMENTS (defs); i++)
    {
      if (strcmp (defs[i].rule, rule) == 0)
        return &defs[i];
    }

  return NULL;
}

gboolean
vigie_breach_knows_rule (const char *rule, gboolean *exempts, gboolean *fixed)
{
  const RuleDef *def = find_def (rule);

  if (def == NULL)
    return FALSE;
  if (exempts != NULL)
    *exempts = def->exempts;
  if (fixed != NULL)
    *fixed = def->fixed;

  return TRUE;
}

static void
rule_free (VigieBreachRule *rule)
{
  g_ptr_array_unref (rule->facts);
  g_ptr_array_unref (rule->missing);
  g_free (rule->reason);
  g_free (rule);
}

static VigieBreachRule *
rule_new (const RuleDef *def, VigieLang lang)
{
  VigieBreachRule *rule = g_new0 (VigieBreachRule, 1);

  rule->rule = def->rule;
  rule->basis = def->basis;
  rule->duty = def->duty;
  rule->exempts = def->exempts;
  rule->fixed = def->fixed;
  rule->source = def->sources[lang];
  rule->approval = def->approvals[lang];
  rule->due_usec = rule->limit_usec = rule->done_usec = VIGIE_TIME_NONE;
  rule->facts = g_ptr_array_new ();
  rule->missing = g_ptr_array_new ();

  return rule;
}

static void
contradiction_free (VigieContradiction *contradiction)
{
  g_free (contradiction->words);
  g_free (contradiction);
}

void
vigie_breach_free (VigieBreach *breach)
{
  g_ptr_array_unref (breach->rules);
  g_ptr_array_unref (breach->contradictions);
  g_ptr_array_unref (breach->missing);
  if (breach->score != NULL)
    g_ptr_array_unref (breach->score->assumed);
  g_free (breach->score);
  g_free (breach);
}

/* ---- Lowering ---- */

/* What was last said of the rule's verdict by the moment. */
static const VigieBreachLowering *
lowering_at (const VigieBreachCase *given, const char *rule)
{
  const VigieBreachLowering *lowering = g_hash_table_lookup (given->incident->breach_lowered, rule);
  GPtrArray *all = given->incident->breach_lowerings;

  if (lowering == NULL || lowering->occurred_usec <= given->now_usec)
    return lowering;
  lowering = NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const VigieBreachLowering *past = g_ptr_array_index (all, i);

      if (strcmp (past->rule, rule) == 0 && past->occurred_usec <= given->now_usec)
        lowering = past;
    }

  return lowering;
}

static void
lower (const VigieBreachCase *given, VigieBreachRule *rule)
{
  const VigieBreachLowering *lowering = rule->exempts || rule->fixed ? NULL : lowering_at (given, rule->rule);
  VigieBreachVerdict to, from;

  rule->verdict = rule->unlowered;
  rule->holds = rule->unlowered_holds;
  if (lowering == NULL || !vigie_breach_verdict_from_word (lowering->verdict, &to) || to >= rule->unlowered)
    return;
  if (vigie_breach_verdict_from_word (lowering->from, &from) && rule->unlowered > from)
    {
      rule->lowering_is_stale = TRUE;
      return;
    }
  rule->lowering = lowering;
  rule->verdict = to;
  rule->holds = to != VIGIE_BREACH_NO && rule->unlowered_holds;
}

/* ---- All rules ---- */

static void
judge (const VigieBreachCase *given, const char *name)
{
  VigieBreachRule *rule = (VigieBreachRule *) vigie_breach_rule (given->breach, name);

  find_def (name)->judge (given, rule);
  lower (given, rule);
  if (rule->done_usec != VIGIE_TIME_NONE && rule->done_usec > given->now_usec)
    rule->done_usec = VIGIE_TIME_NONE;
}

static gboolean
comes_later (const char *rule)
{
  return strcmp (rule, "G-6") == 0; /* needs what lifts it */
}

static void
gather_missing (VigieBreach *breach)
{
  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);

      for (guint j = 0; j < rule->missing->len; j++)
        {
          if (!g_ptr_array_find_with_equal_func (breach->missing, rule->missing->pdata[j], g_str_equal, NULL))
            g_ptr_array_add (breach->missing, rule->missing->pdata[j]);
        }
    }
  if (breach->times.aware_needs_reason)
    g_ptr_array_add (breach->missing, (gpointer) "aware_reason");
}

static const char *
read_basis (const VigieIncident *incident, gint64 now_usec)
{
  static const char *const words[] = { "law", "policy", "no", "unknown" };
  const VigieFact *fact = vigie_incident_fact_at (incident, "gdpr_basis", now_usec);

  for (gsize i = 0; fact != NULL && fact->state != VIGIE_FACT_UNKNOWN && i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (fact->value, words[i]) == 0)
        return words[i];
    }

  return fact != NULL ? "unknown" : "policy";
}

static VigieBreach *
breach_new (VigieLang lang)
{
  VigieBreach *breach = g_new0 (VigieBreach, 1);

  breach->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  breach->contradictions = g_ptr_array_new_with_free_func ((GDestroyNotify) contradiction_free);
  breach->missing = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (defs); i++)
    g_ptr_array_add (breach->rules, rule_new (&defs[i], lang));

  return breach;
}

/**
 * vigie_breach_evaluate:
 * @playbook: a playbook; must outlive the result
 * @incident: an incident; must outlive the result
 * @now_usec: the moment, in microseconds since 1970 UTC; may be past or future
 * @zone: (nullable): zone of the times in the reasons; %NULL for UTC
 * @lang: language of the reasons
 *
 * Returns: (transfer full): the verdict of every rule as the facts stood at @now_usec
 */
VigieBreach *
vigie_breach_evaluate (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, GTimeZone *zone, VigieLang lang)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  VigieBreach *breach = breach_new (lang);
  VigieBreachCase given = { .playbook = playbook, .incident = incident, .now_usec = now_usec, .zone = zone != NULL ? zone : utc, .lang = lang, .breach = breach };

  g_return_val_if_fail (playbook != NULL && incident != NULL, breach);

  breach->gdpr_basis = read_basis (incident, now_usec);
  vigie_breach_read (&given);
  if (breach->is_breach && !breach->is_excluded)
    breach->score = vigie_breach_score (&given);
  vigie_breach_presume (&given);
  for (gsize i = 0; i < G_N_ELEMENTS (defs); i++)
    {
      if (!comes_later (defs[i].rule))
        judge (&given, defs[i].rule);
    }
  judge (&given, "G-6");
  vigie_breach_find_contradictions (&given);
  gather_missing (breach);

  return breach;
}

const VigieBreachRule *
vigie_breach_rule (const VigieBreach *breach, const char *name)
{
  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);

      if (strcmp (rule->rule, name) == 0)
        return rule;
    }

  return NULL;
}

const VigieBreachRule *
vigie_breach_cell (const VigieBreach *breach, VigieBreachDuty duty, VigieBreachBasis basis)
{
  static const char *const cells[VIGIE_N_BREACH_DUTIES][VIGIE_N_BREACH_BASES] = {
    [VIGIE_BREACH_AUTHORITY] = { "PB-4", "G-3", "CI-2" },
    [VIGIE_BREACH_PERSONS] = { "PB-5", "G-6", "CI-2" },
    [VIGIE_BREACH_REGISTER] = { "PB-9", "G-1", "CI-1" },
    [VIGIE_BREACH_MANAGEMENT] = { "PB-2", NULL, NULL },
    [VIGIE_BREACH_OTHERS] = { "PB-6", "G-10", "CI-3" },
  };

  g_return_val_if_fail (breach != NULL && duty < VIGIE_N_BREACH_DUTIES && basis < VIGIE_N_BREACH_BASES, NULL);

  /* A public communication is how the persons are told then. */
  if (duty == VIGIE_BREACH_PERSONS && basis == VIGIE_BREACH_GDPR && vigie_breach_rule (breach, "G-9")->unlowered == VIGIE_BREACH_YES)
    return vigie_breach_rule (breach, "G-9");

  return cells[duty][basis] != NULL ? vigie_breach_rule (breach, cells[duty][basis]) : NULL;
}

gboolean
vigie_breach_asks (const VigieBreach *breach, VigieBreachDuty duty, gboolean unlowered)
{
  for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
    {
      const VigieBreachRule *rule = vigie_breach_cell (breach, duty, basis);

      if (rule != NULL && (unlowered ? rule->unlowered_holds : rule->holds))
        return TRUE;
    }

  return FALSE;
}

gint64
vigie_breach_due_usec (const VigieBreach *breach, VigieBreachDuty duty)
{
  gint64 due = VIGIE_TIME_NONE;

  for (VigieBreachBasis basis = 0; basis < VIGIE_N_BREACH_BASES; basis++)
    {
      const VigieBreachRule *rule = vigie_breach_cell (breach, duty, basis);

      if (rule != NULL && rule->holds && rule->due_usec != VIGIE_TIME_NONE && (due == VIGIE_TIME_NONE || rule->due_usec < due))
        due = rule->due_usec;
    }

  return due;
}
