/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on a breach: lower a verdict or take that back, record the assessment, answer a field of the notice, enter
 * the breach in the register. */

#include "vigie-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vigie-act-breach.h"
#include "vigie-error.h"
#include "vigie-text.h"

#define NUMBER_MAX_CHARS 60

static const VigieBreachLowering *
lowering_seen (const VigieIncident *incident, const char *rule)
{
  return g_hash_table_lookup (incident->breach_lowered, rule);
}

static gboolean
check_rule (const char *rule, GError **error)
{
  gboolean exempts, fixed;

  if (!vigie_breach_knows_rule (rule, &exempts, &fixed))
    {
      g_set_error (error, VIGIE_ERROR, VIGIE_ERROR_NOT_FOUND, _("There is no breach rule “%s”."), rule != NULL ? rule : "");
      return FALSE;
    }
  if (exempts)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This rule lifts a duty: lower the duty itself, with the reason."));
  if (fixed)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("This verdict cannot be lowered: every breach is kept in the register, and a delay is always explained."));

  return TRUE;
}

static GPtrArray *
record_lowering (const VigieIncident *incident, VigieJsonWriter *writer, const char *rule, const char *author, gint64 at_usec)
{
  const VigieBreachLowering *seen = lowering_seen (incident, rule);

  return vigie_act_one (writer, incident, "breach.lowered", at_usec, author, seen != NULL ? seen->event : NULL);
}

/* The verdict that is being lowered, and that it is higher. */
static gboolean
check_lowering (const VigiePlaybook *playbook, const VigieIncident *incident, const char *rule, VigieBreachVerdict verdict, gint64 at_usec, VigieBreachVerdict *from, GError **error)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (playbook, incident, at_usec, NULL, VIGIE_LANG_EN);

  *from = vigie_breach_rule (breach, rule)->unlowered;
  if (verdict >= *from)
    return vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("A verdict can only be lowered: enter the facts to raise it."));

  return TRUE;
}

/**
 * vigie_act_breach_lower:
 * @rule: id of a rule that makes a duty
 * @verdict: what it is lowered to
 * @by: who decided
 * @reason: why
 *
 * Lowers a verdict. Both @by and @reason must say something: they stand in the register.
 */
GPtrArray *
vigie_act_breach_lower (const VigiePlaybook *playbook, const VigieIncident *incident, const char *rule, VigieBreachVerdict verdict, const char *by, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_by = NULL;
  g_autofree char *clean_reason = NULL;
  VigieBreachVerdict from;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_rule (rule, error))
    return NULL;
  clean_by = vigie_text_clean_line (by, _("The name of who decided"), VIGIE_NAME_MAX_CHARS, error);
  clean_reason = clean_by != NULL ? vigie_act_text (reason, _("The reason"), error) : NULL;
  if (clean_reason == NULL || !check_lowering (playbook, incident, rule, verdict, at_usec, &from, error))
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "rule", rule);
  vigie_json_writer_member_string (writer, "verdict", vigie_breach_verdict_to_word (verdict));
  vigie_json_writer_member_string (writer, "from", vigie_breach_verdict_to_word (from));
  vigie_json_writer_member_string (writer, "by", clean_by);
  vigie_json_writer_member_string (writer, "reason", clean_reason);

  return record_lowering (incident, writer, rule, author, at_usec);
}

GPtrArray *
vigie_act_breach_raise (const VigieIncident *incident, const char *rule, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  const VigieBreachLowering *seen;
  g_autofree char *clean_reason = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error) || !check_rule (rule, error))
    return NULL;
  seen = lowering_seen (incident, rule);
  if (seen == NULL || seen->verdict == NULL)
    {
      vigie_act_refuse (error, VIGIE_ERROR_NOT_FOUND, _("This verdict was not lowered."));
      return NULL;
    }
  if (!vigie_text_is_blank (reason) && (clean_reason = vigie_act_text (reason, _("The reason"), error)) == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "rule", rule);
  vigie_act_member_optional (writer, "reason", clean_reason);

  return record_lowering (incident, writer, rule, author, at_usec);
}

/* The verdicts as they stood, so that the register can say on what it was decided. */
static void
write_verdicts (VigieJsonWriter *writer, const VigiePlaybook *playbook, const VigieIncident *incident, gint64 at_usec)
{
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (playbook, incident, at_usec, NULL, VIGIE_LANG_EN);

  vigie_json_writer_key (writer, "verdicts");
  vigie_json_writer_begin_object (writer);
  for (guint i = 0; i < breach->rules->len; i++)
    {
      const VigieBreachRule *rule = g_ptr_array_index (breach->rules, i);

      vigie_json_writer_member_string (writer, rule->rule, vigie_breach_verdict_to_word (rule->verdict));
    }
  vigie_json_writer_end_object (writer);
}

GPtrArray *
vigie_act_breach_decide (const VigiePlaybook *playbook, const VigieIncident *incident, const char *reason, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean = vigie_act_text (reason, _("The reason"), error);
  if (clean == NULL)
    return NULL;

  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "reason", clean);
  write_verdicts (writer, playbook, incident, at_usec);

  return vigie_act_one (writer, incident, "breach.decided", at_usec, author, NULL);
}

GPtrArray *
vigie_act_breach_answer (const VigieIncident *incident, const char *field, const char *value, const char *author, gint64 at_usec, GError **error)
{
  const VigieBreachAnswer *seen;
  g_autofree char *clean_field = NULL;
  g_autofree char *clean = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  clean_field = vigie_text_clean_line (field, _("The field’s name"), VIGIE_NAME_MAX_CHARS, error);
  clean = clean_field != NULL ? vigie_text_clean (vigie_text_is_blank (value) ? "" : value, -1, error) : NULL;
  if (clean == NULL)
    return NULL;

  seen = g_hash_table_lookup (incident->breach_answers, clean_field);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "field", clean_field);
  vigie_json_writer_member_string (writer, "value", clean);

  return vigie_act_one (writer, incident, "breach.answered", at_usec, author, seen != NULL ? seen->event : NULL);
}

GPtrArray *
vigie_act_breach_register (const VigieIncident *incident, const char *number, const char *note, const char *author, gint64 at_usec, GError **error)
{
  g_autofree char *clean_number = NULL;
  g_autofree char *clean_note = NULL;
  const VigieBreachEntry *seen = NULL;
  VigieJsonWriter *writer;

  g_return_val_if_fail (incident != NULL, NULL);

  if (!vigie_act_check (author, at_usec, error))
    return NULL;
  if (!vigie_breach_is_suspected (incident, at_usec))
    {
      vigie_act_refuse (error, VIGIE_ERROR_INVALID, _("There is no sign of a breach of personal data: nothing to enter in the register."));
      return NULL;
    }
  clean_number = vigie_text_clean_line (number, _("The number in the register"), NUMBER_MAX_CHARS, error);
  if (clean_number == NULL || (!vigie_text_is_blank (note) && (clean_note = vigie_act_text (note, _("The note"), error)) == NULL))
    return NULL;

  if (incident->breach_entries->len > 0)
    seen = g_ptr_array_index (incident->breach_entries, incident->breach_entries->len - 1);
  writer = vigie_act_begin ();
  vigie_json_writer_member_string (writer, "number", clean_number);
  vigie_act_member_optional (writer, "note", clean_note);

  return vigie_act_one (writer, incident, "breach.registered", at_usec, author, seen != NULL ? seen->event : NULL);
}
