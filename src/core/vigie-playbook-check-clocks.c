/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The vocabulary of the clocks (written down in vigie-playbook.h), word by word. A word that the
 * engine does not know would make an obligation that never appears or can never be kept, without
 * any sign of it; so nothing outside the vocabulary is let in. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const requirement_words[] = {
  "breach", "visible-impact", "war-room-open", "outage", "unresolved", "prolonged", "prolonged-or-breach",
  "personal-data", "verdict:authority", "verdict:persons", NULL
};
static const char *const start_words[] = {
  "outage-start", "breach-known", "breach-aware", "war-room-opened", "subject", "next-review:contacts", "next-review:playbook", NULL
};
static const char *const fulfilment_words[] = {
  "check-in", "review", "action", "handover", "call-answered", "decision:breach", "meeting", "watch", "recorded", NULL
};
static const char *const restart_words[] = { "", "fulfilled", "level-or-stage", NULL };
static const char *const start_rules[] = { "", "first", "earliest", NULL };
static const char *const subject_words[] = { "", "holders", "decisions", "calls", "actions", NULL };
static const char *const owner_words[] = {
  "$subject", "administrator", "viewer", "responder", "communications", "commander", NULL
};

static const char *
after_prefix (const char *word, const char *prefix)
{
  return g_str_has_prefix (word, prefix) ? word + strlen (prefix) : NULL;
}

/* "loss_fcfa>1000000" */
static gboolean
is_comparison (const VigiePlaybook *playbook, const char *text)
{
  const char *sign = strchr (text, '>');
  g_autofree char *name = NULL;
  char *end = NULL;

  if (sign == NULL || !g_ascii_isdigit (sign[1]))
    return FALSE;
  name = g_strndup (text, (gsize) (sign - text));
  g_ascii_strtoll (sign + 1, &end, 10);

  return *end == '\0' && vigie_playbook_fact (playbook, name) != NULL;
}

static gboolean
is_milestone (const char *name)
{
  VigieMilestone milestone;

  return vigie_milestone_from_word (name, &milestone);
}

gboolean
vigie_playbook_is_requirement (const VigiePlaybook *playbook, const char *word)
{
  const char *rest;

  if (g_strv_contains (requirement_words, word))
    return TRUE;
  if ((rest = after_prefix (word, "support:")) != NULL)
    return vigie_playbook_has_id (playbook->support_levels, rest);
  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return is_milestone (rest);
  if ((rest = after_prefix (word, "fact:")) != NULL)
    return is_comparison (playbook, rest);
  if ((rest = after_prefix (word, "type:")) != NULL)
    return vigie_playbook_type (playbook, rest) != NULL;

  return FALSE;
}

static gboolean
is_start (const VigiePlaybook *playbook, const char *word)
{
  const char *rest;

  if (g_strv_contains (start_words, word))
    return TRUE;
  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return is_milestone (rest);
  if ((rest = after_prefix (word, "fact:")) != NULL)
    return vigie_playbook_fact (playbook, rest) != NULL;
  if ((rest = after_prefix (word, "fact-time:")) != NULL)
    {
      const VigieFactDef *fact = vigie_playbook_fact (playbook, rest);

      return fact != NULL && strcmp (fact->type, "time") == 0;
    }
  if ((rest = after_prefix (word, "support:")) != NULL)
    return vigie_playbook_has_id (playbook->support_levels, rest);

  return FALSE;
}

/* "users/status-page"; a star instead of the channel means any, "$subject" the reader that the
 * obligation is about. */
gboolean
vigie_playbook_is_message (const VigiePlaybook *playbook, const char *text, const char *subjects)
{
  const char *slash = strchr (text, '/');
  g_autofree char *audience = NULL;

  if (slash == NULL)
    return FALSE;
  audience = g_strndup (text, (gsize) (slash - text));

  return (strcmp (audience, "$subject") == 0 ? subjects[0] != '\0'
                                             : vigie_playbook_has_id (playbook->audiences, audience))
         && (strcmp (slash + 1, "*") == 0 || vigie_playbook_has_id (playbook->channels, slash + 1));
}

static gboolean
is_fulfilment (const VigiePlaybook *playbook, const char *word, const char *subjects)
{
  const char *rest;

  if (g_strv_contains (fulfilment_words, word))
    return TRUE;
  if ((rest = after_prefix (word, "milestone:")) != NULL)
    return is_milestone (rest);
  if ((rest = after_prefix (word, "reached:")) != NULL)
    return strcmp (rest, "$subject") == 0 ? subjects[0] != '\0' : vigie_playbook_has_id (playbook->contacts, rest);
  if ((rest = after_prefix (word, "message:")) != NULL)
    return vigie_playbook_is_message (playbook, rest, subjects);
  if ((rest = after_prefix (word, "support:")) != NULL)
    return vigie_playbook_has_id (playbook->support_levels, rest);

  return FALSE;
}

static gboolean
are_subjects (const VigiePlaybook *playbook, const char *subjects)
{
  g_auto(GStrv) names = NULL;

  if (g_strv_contains (subject_words, subjects))
    return TRUE;
  names = g_strsplit (subjects, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (!vigie_playbook_has_id (playbook->contacts, names[i]))
      return FALSE;

  return TRUE;
}

static void
check_words (PlaybookLoader *loader, const VigieClockDef *clock, guint i)
{
  const VigiePlaybook *playbook = loader->playbook;

  for (guint j = 0; j < clock->requires_->len; j++)
    if (!vigie_playbook_is_requirement (playbook, g_ptr_array_index (clock->requires_, j)))
      vigie_playbook_fault_at (loader, _("unknown word"), "/clocks/%u/requires/%u", i, j);
  for (guint j = 0; j < clock->starts->len; j++)
    if (!is_start (playbook, g_ptr_array_index (clock->starts, j)))
      vigie_playbook_fault_at (loader, _("unknown word"), "/clocks/%u/starts/%u", i, j);
  for (guint j = 0; j < clock->fulfilled_by->len; j++)
    if (!is_fulfilment (playbook, g_ptr_array_index (clock->fulfilled_by, j), clock->subjects))
      vigie_playbook_fault_at (loader, _("unknown word"), "/clocks/%u/fulfilled_by/%u", i, j);
  if (!g_strv_contains (restart_words, clock->restarts))
    vigie_playbook_fault_at (loader, _("unknown word"), "/clocks/%u/restarts", i);
  if (!g_strv_contains (start_rules, clock->start_rule))
    vigie_playbook_fault_at (loader, _("unknown word"), "/clocks/%u/start_rule", i);
  if (!are_subjects (playbook, clock->subjects))
    vigie_playbook_fault_at (loader, _("unknown subject"), "/clocks/%u/subjects", i);
  if (!g_strv_contains (owner_words, clock->owner) && !vigie_playbook_has_id (playbook->posts, clock->owner)
      && !vigie_playbook_has_id (playbook->contacts, clock->owner))
    vigie_playbook_fault_at (loader, _("no such post"), "/clocks/%u/owner", i);
}

static gboolean
applies_at (const VigieClockDef *clock, VigieLevel level)
{
  return clock->levels->len == 0 || g_ptr_array_find (clock->levels, GINT_TO_POINTER (level), NULL);
}

static gboolean
starts_at_review (const VigieClockDef *clock)
{
  return g_str_has_prefix (g_ptr_array_index (clock->starts, 0), "next-review:");
}

static void
check_spans (PlaybookLoader *loader, const VigieClockDef *clock, guint i)
{
  if (clock->span_type != NULL && vigie_playbook_type (loader->playbook, clock->span_type) == NULL)
    vigie_playbook_fault_at (loader, _("no such type"), "/clocks/%u/span_by_type/type", i);
  /* A review is due on the date it names, with no span after it. */
  if (clock->span_usec[0] != 0 || starts_at_review (clock))
    return;
  for (int level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
    if (applies_at (clock, level) && clock->span_usec[level] == 0)
      {
        vigie_playbook_fault_at (loader, _("no span for one of its levels"), "/clocks/%u/spans", i);
        return;
      }
}

/* Two clocks may share an id as variants, if no level has both. */
static void
check_variants (PlaybookLoader *loader, const VigieClockDef *clock, guint i)
{
  for (guint j = 0; j < i; j++)
    {
      const VigieClockDef *other = g_ptr_array_index (loader->playbook->clocks, j);

      if (strcmp (other->id, clock->id) != 0)
        continue;
      for (int level = VIGIE_LEVEL_P1; level <= VIGIE_LEVEL_P4; level++)
        if (applies_at (clock, level) && applies_at (other, level))
          {
            vigie_playbook_fault_at (loader, _("used twice"), "/clocks/%u/id", i);
            return;
          }
    }
}

static gboolean
has_requirement (const VigieClockDef *clock, const char *prefix)
{
  for (guint i = 0; i < clock->requires_->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (clock->requires_, i), prefix))
      return TRUE;

  return FALSE;
}

void
vigie_playbook_check_clocks (PlaybookLoader *loader)
{
  for (guint i = 0; i < loader->playbook->clocks->len; i++)
    {
      const VigieClockDef *clock = g_ptr_array_index (loader->playbook->clocks, i);

      check_words (loader, clock, i);
      check_spans (loader, clock, i);
      check_variants (loader, clock, i);
      if (has_requirement (clock, "prolonged") && clock->longer_than_usec == 0)
        vigie_playbook_fault_at (loader, _("missing"), "/clocks/%u/longer_than_s", i);
    }
}
