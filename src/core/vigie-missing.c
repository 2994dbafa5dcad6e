/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times in a wrong order are said and not corrected: who was there knows better than a rule. */

#include "vigie-missing.h"

#include <string.h>

#include "vigie-fact-derive.h"
#include "vigie-obligation.h"
#include "vigie-text-show.h"

typedef struct
{
  const VigiePlaybook *playbook;
  const VigieIncident *incident;
  gint64 now_usec;
  VigieLang lang;
  GPtrArray *all;
} Check;

static const char *pick (const Check *check, const char *en, const char *fr) G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

static const char *
pick (const Check *check, const char *en, const char *fr)
{
  return check->lang == VIGIE_LANG_FR ? fr : en;
}

/* Takes @id and @words. */
static void
add (const Check *check, VigieMissingKind kind, char *id, char *words)
{
  VigieMissing *missing = g_new0 (VigieMissing, 1);

  missing->kind = kind;
  missing->id = id;
  missing->words = words;
  g_ptr_array_add (check->all, missing);
}

void
vigie_missing_free (VigieMissing *missing)
{
  g_free (missing->id);
  g_free (missing->words);
  g_free (missing);
}

const char *
vigie_missing_kind_to_word (VigieMissingKind kind)
{
  static const char *const words[] = { "milestone", "order", "step", "decision", "obligation", "fact", "cause", "action" };

  return words[kind];
}

static void
check_milestones (const Check *check)
{
  for (guint i = 0; i < VIGIE_MILESTONE_RESOLVED; i++)
    {
      const char *label = vigie_milestone_label (i, check->lang);

      if (check->incident->milestones[i] == VIGIE_TIME_NONE)
        add (check, VIGIE_MISSING_MILESTONE, g_strdup (vigie_milestone_to_word (i)),
             g_strdup_printf (pick (check, "No time for “%s”", "Pas d’heure pour «\u00a0%s\u00a0»"), label));
    }
}

static void
check_order (const Check *check)
{
  int earlier = -1;

  for (guint i = 0; i < VIGIE_N_MILESTONES; i++)
    {
      gint64 time_usec = check->incident->milestones[i];

      /* An incident may be declared after the first responder began. */
      if (time_usec == VIGIE_TIME_NONE || i == VIGIE_MILESTONE_DECLARED)
        continue;
      if (earlier >= 0 && time_usec < check->incident->milestones[earlier])
        add (check, VIGIE_MISSING_ORDER, g_strdup (vigie_milestone_to_word (i)),
             g_strdup_printf (pick (check, "“%s” lies before “%s”", "«\u00a0%s\u00a0» précède «\u00a0%s\u00a0»"),
                              vigie_milestone_label (i, check->lang), vigie_milestone_label ((VigieMilestone) earlier, check->lang)));
      else
        earlier = (int) i;
    }
}

static void
check_group (const Check *check, const VigieChecklist *list, const VigieStepGroup *group)
{
  for (guint i = 0; i < group->steps->len; i++)
    {
      const VigieStepDef *step = g_ptr_array_index (group->steps, i);
      g_autofree char *key = g_strconcat (list->id, "/", step->id, NULL);
      const VigieStepMark *mark = vigie_incident_step (check->incident, key);

      if (mark == NULL || mark->state == VIGIE_STEP_OPEN)
        add (check, VIGIE_MISSING_STEP, g_steal_pointer (&key), g_strdup (vigie_text_get (&step->text, check->lang)));
    }
}

static void
check_steps (const Check *check)
{
  for (guint i = 0; i < check->playbook->checklists->len; i++)
    {
      const VigieChecklist *list = g_ptr_array_index (check->playbook->checklists, i);

      for (guint j = 0; strcmp (list->applies, "resolved") == 0 && j < list->groups->len; j++)
        check_group (check, list, g_ptr_array_index (list->groups, j));
    }
}

static void
check_decisions (const Check *check)
{
  for (guint i = 0; i < check->incident->decisions->len; i++)
    {
      const VigieDecision *decision = g_ptr_array_index (check->incident->decisions, i);

      if (decision->reviewed_usec == VIGIE_TIME_NONE && decision->entry->retract_reason == NULL)
        add (check, VIGIE_MISSING_DECISION, g_strdup (decision->code),
             g_strdup_printf (pick (check, "%s has not been reviewed", "%s n’a pas été revue"), decision->code));
    }
}

static void
check_obligations (const Check *check)
{
  g_autoptr(GPtrArray) obligations = vigie_obligations_evaluate (check->playbook, check->incident, check->now_usec);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      /* Resolving keeps this one, and a review is said by its decision. */
      if (obligation->history || obligation->state != VIGIE_OBLIGATION_OVERDUE || strcmp (obligation->id, "resolve") == 0
          || strcmp (obligation->id, "decision-review") == 0)
        continue;
      add (check, VIGIE_MISSING_OBLIGATION,
           *obligation->subject != '\0' ? g_strconcat (obligation->id, "/", obligation->subject, NULL) : g_strdup (obligation->id),
           vigie_obligation_title (obligation, check->lang));
    }
}

/* What the summary and the impact of the report are made of. */
static void
check_facts (const Check *check)
{
  static const char *const needed[] = { "users_affected", "outage_start", "outage_end", "cause", "loss_fcfa", "measures" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const VigieFactDef *def = vigie_playbook_fact (check->playbook, needed[i]);

      if (def != NULL && vigie_incident_known_fact (check->incident, needed[i]) == NULL)
        add (check, VIGIE_MISSING_FACT, g_strdup (needed[i]), g_strdup (vigie_text_get (&def->label, check->lang)));
    }
}

/**
 * vigie_incident_missing:
 * @playbook: checklists, clocks and facts
 * @incident: the incident
 * @now_usec: moment at which the clocks are read
 * @lang: language of the words
 *
 * Returns: (transfer full): #VigieMissing, empty when nothing is missing
 */
GPtrArray *
vigie_incident_missing (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec, VigieLang lang)
{
  Check check = { .playbook = playbook, .incident = incident, .now_usec = now_usec, .lang = lang };

  g_return_val_if_fail (playbook != NULL && incident != NULL, NULL);

  check.all = g_ptr_array_new_with_free_func ((GDestroyNotify) vigie_missing_free);
  check_milestones (&check);
  check_order (&check);
  check_steps (&check);
  check_decisions (&check);
  check_obligations (&check);
  check_facts (&check);

  return check.all;
}

gint64
vigie_incident_watch_left_usec (const VigiePlaybook *playbook, const VigieIncident *incident, gint64 now_usec)
{
  const VigieClockDef *clock;
  gint64 span_usec, since_usec;

  g_return_val_if_fail (playbook != NULL && incident != NULL, 0);

  clock = vigie_playbook_clock (playbook, "monitoring");
  if (clock == NULL)
    return 0;
  span_usec = clock->span_type != NULL && g_strcmp0 (clock->span_type, incident->type) == 0 ? clock->span_by_type_usec : clock->span_usec[0];
  since_usec = vigie_incident_watched_since_usec (incident, now_usec);
  if (since_usec == VIGIE_TIME_NONE)
    return span_usec;

  return CLAMP (since_usec + span_usec - now_usec, 0, span_usec);
}

gint64
vigie_incident_closes_early_usec (const VigiePlaybook *playbook, const VigieIncident *incident, VigieMilestone milestone, gint64 time_usec, const char *reason)
{
  if (milestone != VIGIE_MILESTONE_CLOSED || time_usec == VIGIE_TIME_NONE || !vigie_text_is_blank (reason))
    return 0;

  return vigie_incident_watch_left_usec (playbook, incident, time_usec);
}
