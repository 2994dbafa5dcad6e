/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* breach: the verdicts of the three rule books, as the window shows them, and the acts that go with them. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-breach.h"
#include "vigie-ctl.h"
#include "vigie-error.h"
#include "vigie-time.h"

static void
write_names (VigieJsonWriter *writer, const char *name, GPtrArray *names)
{
  vigie_json_writer_key (writer, name);
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < names->len; i++)
    vigie_json_writer_string (writer, names->pdata[i]);
  vigie_json_writer_end_array (writer);
}

static void
write_lowering (VigieJsonWriter *writer, const VigieBreachRule *rule)
{
  vigie_json_writer_key (writer, "lowered");
  if (rule->lowering == NULL)
    {
      vigie_json_writer_null (writer);
      return;
    }
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "by", rule->lowering->by);
  vigie_json_writer_member_string (writer, "reason", rule->lowering->reason);
  vigie_json_writer_member_time (writer, "at", rule->lowering->occurred_usec);
  vigie_json_writer_end_object (writer);
}

static void
write_rule (VigieJsonWriter *writer, const VigieBreachRule *rule, VigieCtl *ctl)
{
  g_autofree char *when = vigie_breach_rule_when (rule, ctl->zone, ctl->lang);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_string (writer, "rule", rule->rule);
  vigie_json_writer_member_string (writer, "basis", vigie_breach_basis_to_word (rule->basis));
  vigie_json_writer_member_string (writer, "verdict", vigie_breach_verdict_to_word (rule->verdict));
  vigie_json_writer_member_time (writer, "due", rule->due_usec);
  vigie_json_writer_member_string (writer, "reason", rule->reason);
  vigie_json_writer_member_string (writer, "title", vigie_breach_rule_title (rule->rule, ctl->lang));
  vigie_json_writer_member_string (writer, "when", when);
  vigie_json_writer_member_boolean (writer, "holds", rule->holds);
  vigie_json_writer_member_string (writer, "unlowered", vigie_breach_verdict_to_word (rule->unlowered));
  write_lowering (writer, rule);
  vigie_json_writer_member_time (writer, "limit", rule->limit_usec);
  vigie_json_writer_member_time (writer, "done", rule->done_usec);
  vigie_json_writer_member_string (writer, "source", rule->source);
  vigie_json_writer_member_string (writer, "approval", rule->approval);
  write_names (writer, "facts", rule->facts);
  write_names (writer, "missing", rule->missing);
  vigie_json_writer_end_object (writer);
}

static void
write_score (VigieJsonWriter *writer, const VigieBreachScore *score)
{
  const struct { const char *name; double value; } numbers[] = {
    { "ei", score->ei }, { "cb", score->cb }, { "total", score->total }, { "at_least", score->at_least },
    { "confidentiality", score->confidentiality }, { "integrity", score->integrity },
    { "availability", score->availability }, { "malicious", score->malicious },
  };

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_int (writer, "dpc", score->dpc);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      vigie_json_writer_key (writer, numbers[i].name);
      vigie_json_writer_double (writer, numbers[i].value);
    }
  vigie_json_writer_member_string (writer, "band", vigie_breach_band_to_word (score->band));
  vigie_json_writer_member_boolean (writer, "borderline", score->borderline);
  vigie_json_writer_member_boolean (writer, "over_100_persons", score->over_100_persons);
  vigie_json_writer_member_boolean (writer, "unintelligible", score->unintelligible);
  write_names (writer, "assumed", score->assumed);
  vigie_json_writer_end_object (writer);
}

static void
write_times (VigieJsonWriter *writer, const VigieBreachTimes *times)
{
  vigie_json_writer_begin_object (writer);
  vigie_json_writer_member_time (writer, "alert", times->alert_usec);
  vigie_json_writer_member_time (writer, "processor_notice", times->processor_usec);
  vigie_json_writer_member_time (writer, "aware", times->aware_usec);
  vigie_json_writer_member_string (writer, "aware_from", *times->aware_from != '\0' ? times->aware_from : "detected");
  vigie_json_writer_member_boolean (writer, "aware_needs_reason", times->aware_needs_reason);
  vigie_json_writer_member_time (writer, "contained", times->contained_usec);
  vigie_json_writer_member_time (writer, "authority_sent", times->authority_sent_usec);
  vigie_json_writer_member_time (writer, "persons_sent", times->persons_sent_usec);
  vigie_json_writer_end_object (writer);
}

static int
print_breach_json (VigieCtl *ctl, const VigieBreach *breach)
{
  g_autoptr(VigieJsonWriter) writer = vigie_json_writer_new (FALSE);

  vigie_json_writer_begin_object (writer);
  vigie_json_writer_key (writer, "verdicts");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < breach->rules->len; i++)
    write_rule (writer, breach->rules->pdata[i], ctl);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_key (writer, "score");
  if (breach->score != NULL)
    write_score (writer, breach->score);
  else
    vigie_json_writer_null (writer);
  vigie_json_writer_key (writer, "times");
  write_times (writer, &breach->times);
  vigie_json_writer_member_string (writer, "gdpr_basis", breach->gdpr_basis);
  write_names (writer, "missing", breach->missing);
  vigie_json_writer_key (writer, "contradictions");
  vigie_json_writer_begin_array (writer);
  for (guint i = 0; i < breach->contradictions->len; i++)
    vigie_json_writer_string (writer, ((const VigieContradiction *) breach->contradictions->pdata[i])->words);
  vigie_json_writer_end_array (writer);
  vigie_json_writer_end_object (writer);

  return vigie_ctl_print_json (writer);
}

static void
print_rule (const VigieBreachRule *rule, VigieCtl *ctl)
{
  g_autofree char *when = vigie_breach_rule_when (rule, ctl->zone, ctl->lang);
  g_autofree char *reason = vigie_ctl_line (rule->reason);

  g_print ("%-6s %-12s %-10s %-36s %s\n", rule->rule, vigie_breach_basis_to_word (rule->basis), vigie_breach_verdict_label (rule->verdict, ctl->lang), when, reason);
  if (rule->lowering != NULL)
    {
      g_autofree char *by = vigie_ctl_line (rule->lowering->by);
      g_autofree char *why = vigie_ctl_line (rule->lowering->reason);

      /* Translators: %1$s is the verdict before, %2$s a name, %3$s a reason. */
      g_autofree char *line = g_strdup_printf (_("lowered from %1$s by %2$s: %3$s"), vigie_breach_verdict_label (rule->unlowered, ctl->lang), by, why);

      g_print ("       %s\n", line);
    }
}

static void
print_breach (VigieCtl *ctl, const VigieBreach *breach)
{
  for (guint i = 0; i < breach->rules->len; i++)
    print_rule (breach->rules->pdata[i], ctl);
  for (guint i = 0; i < breach->contradictions->len; i++)
    g_print ("! %s\n", ((const VigieContradiction *) breach->contradictions->pdata[i])->words);
  if (breach->score != NULL)
    g_print (_("Severity score (ENISA) %d × %.2f + %.2f = %.2f, %s%s\n"), breach->score->dpc, breach->score->ei, breach->score->cb, breach->score->total,
             vigie_breach_band_label (breach->score->band, ctl->lang), breach->score->borderline ? _(", on the limit: ask the DPO") : "");
  g_print ("%s\n", _("Decision aid, not legal advice."));
}

static int
run_breach (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;
  g_autoptr(VigieBreach) breach = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  breach = vigie_breach_evaluate (ctl->playbook, incident, at_usec, ctl->zone, ctl->lang);
  if (ctl->json)
    return print_breach_json (ctl, breach);
  print_breach (ctl, breach);

  return VIGIE_EXIT_DONE;
}

static int
run_lower (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  VigieBreachVerdict verdict;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;
  if (!vigie_breach_verdict_from_word (vigie_args_get (args, "VERDICT"), &verdict))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_INVALID, _("“%s” is no verdict; say no or check."), vigie_args_get (args, "VERDICT"));
      return VIGIE_EXIT_REFUSED;
    }

  return vigie_ctl_record (ctl, vigie_act_breach_lower (ctl->playbook, incident, vigie_args_get (args, "RULE"), verdict, vigie_args_get (args, "by"),
                                                        vigie_args_get (args, "reason"), ctl->author, at_usec, error), error);
}

static int
run_raise (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_breach_raise (incident, vigie_args_get (args, "RULE"), vigie_args_get (args, "reason"), ctl->author, at_usec, error), error);
}

static int
run_decide (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_breach_decide (ctl->playbook, incident, vigie_args_get (args, "reason"), ctl->author, at_usec, error), error);
}

static int
run_enter (VigieCtl *ctl, VigieArgs *args, GError **error)
{
  gint64 at_usec = ctl->now_usec;
  g_autoptr(VigieIncident) incident = NULL;

  if (!vigie_args_time (args, "at", ctl, &at_usec, error) || (incident = vigie_ctl_incident (ctl, args, error)) == NULL)
    return VIGIE_EXIT_REFUSED;

  return vigie_ctl_record (ctl, vigie_act_breach_register (incident, vigie_args_get (args, "NUMBER"), vigie_args_get (args, "note"), ctl->author, at_usec, error), error);
}

const VigieCommandDef vigie_ctl_breach_commands[] = {
  { "breach-lower", "REF RULE VERDICT", "by reason at", N_("lower a verdict of the breach rules, with a name and a reason"), run_lower },
  { "breach-raise", "REF RULE", "reason at", N_("take the lowering of a verdict back"), run_raise },
  { "breach-decide", "REF", "reason at", N_("record the assessment by Legal and the DPO"), run_decide },
  { "breach-enter", "REF NUMBER", "note at", N_("enter the breach in the register"), run_enter },
  { "breach", "REF", "at", N_("what the three rule books ask for"), run_breach },
  { NULL },
};
