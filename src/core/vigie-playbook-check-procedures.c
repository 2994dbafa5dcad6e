/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The procedures as a whole: a step's key is its list and its id, so ids are unique in a list, and
 * everything a step names must be in the same type or in the playbook. */

#include "vigie-playbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const outages[] = { "assumed", "by-level", "none", NULL };
static const char *const conditions[] = { "war-room", "always", "resolved", "breach", "type", NULL };

/* One list of groups: a type's (@type set) or a checklist's (@type NULL). */
typedef struct
{
  PlaybookLoader *loader;
  const VigieTypeDef *type;
  char *pointer;            /* "/types/0/groups" */
  GHashTable *seen;         /* step ids so far */
} StepList;

static void
check_reference (StepList *list, GPtrArray *records, const char *id, const char *step, const char *member,
                 const char *message)
{
  if (id[0] != '\0' && (records == NULL || !vigie_playbook_has_id (records, id)))
    vigie_playbook_fault_at (list->loader, message, "%s/%s", step, member);
}

/* @groups: all of the list, since a gate names those that come after it. */
static void
check_gate (StepList *list, const VigieStepDef *step, GPtrArray *groups, const char *pointer)
{
  const VigiePlaybook *playbook = list->loader->playbook;

  for (guint i = 0; step->gate.approvers != NULL && i < step->gate.approvers->len; i++)
    {
      const char *approver = g_ptr_array_index (step->gate.approvers, i);

      if (!vigie_playbook_has_id (playbook->posts, approver) && !vigie_playbook_has_id (playbook->contacts, approver))
        vigie_playbook_fault_at (list->loader, _("no such post or contact"), "%s/gate/approvers/%u", pointer, i);
    }
  for (guint i = 0; step->gate.before != NULL && i < step->gate.before->len; i++)
    {
      if (!vigie_playbook_has_id (groups, g_ptr_array_index (step->gate.before, i)))
        vigie_playbook_fault_at (list->loader, _("no such group"), "%s/gate/before/%u", pointer, i);
    }
}

static void
check_query (PlaybookLoader *loader, GPtrArray *queries, guint type, guint i)
{
  const VigieQueryDef *query = g_ptr_array_index (queries, i);
  const struct { const char *member, *name; } parameters[] = { { "subject", query->subject }, { "time", query->time } };

  for (guint j = 0; j < G_N_ELEMENTS (parameters); j++)
    {
      g_autofree char *placeholder = g_strdup_printf ("{{%s}}", parameters[j].name);

      if (parameters[j].name[0] != '\0' && strstr (query->text, placeholder) == NULL)
        vigie_playbook_fault_at (loader, _("not a parameter of the query"), "/types/%u/queries/%u/%s", type, i, parameters[j].member);
    }
  if (query->confirmed_by[0] != '\0' && !vigie_playbook_has_id (queries, query->confirmed_by))
    vigie_playbook_fault_at (loader, _("no such query"), "/types/%u/queries/%u/confirmed_by", type, i);
}

static void
check_step (StepList *list, const VigieStepDef *step, const char *pointer)
{
  const VigieTypeDef *type = list->type;

  if (strchr (step->id, '/') != NULL)
    vigie_playbook_fault_at (list->loader, _("may not contain “/”"), "%s/id", pointer);
  if (!g_hash_table_add (list->seen, step->id))
    vigie_playbook_fault_at (list->loader, _("used twice"), "%s/id", pointer);

  check_reference (list, list->loader->playbook->posts, step->post, pointer, "post", _("no such post"));
  check_reference (list, type != NULL ? type->hypotheses : NULL, step->hypothesis, pointer, "hypothesis",
                   _("no such hypothesis"));
  check_reference (list, type != NULL ? type->options : NULL, step->option, pointer, "option",
                   _("no such option"));
  for (guint i = 0; i < step->queries->len; i++)
    {
      g_autofree char *member = g_strdup_printf ("queries/%u", i);

      check_reference (list, type != NULL ? type->queries : NULL, g_ptr_array_index (step->queries, i),
                       pointer, member, _("no such query"));
    }
}

static void
check_groups (StepList *list, GPtrArray *groups)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  list->seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < groups->len; i++)
    {
      const VigieStepGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *pointer = g_strdup_printf ("%s/%u", list->pointer, i);

      if (!g_hash_table_add (seen, group->id))
        vigie_playbook_fault_at (list->loader, _("used twice"), "%s/id", pointer);
      check_reference (list, list->type != NULL ? list->type->phases : NULL, group->phase, pointer,
                       "phase", _("no such phase"));
      if (group->until_usec != VIGIE_TIME_NONE
          && (group->at_usec == VIGIE_TIME_NONE || group->until_usec < group->at_usec))
        vigie_playbook_fault_at (list->loader, _("ends before it begins"), "%s/until_s", pointer);
      for (guint j = 0; j < group->steps->len; j++)
        {
          g_autofree char *step = g_strdup_printf ("%s/steps/%u", pointer, j);

          check_step (list, g_ptr_array_index (group->steps, j), step);
          check_gate (list, g_ptr_array_index (group->steps, j), groups, step);
        }
    }
  g_clear_pointer (&list->seen, g_hash_table_unref);
}

static void
check_names (PlaybookLoader *loader, GPtrArray *names, GPtrArray *records, const char *list, guint i,
             const char *message)
{
  for (guint j = 0; j < names->len; j++)
    if (!vigie_playbook_has_id (records, g_ptr_array_index (names, j)))
      vigie_playbook_fault_at (loader, message, "/types/%u/%s/%u", i, list, j);
}

static void
check_unique (PlaybookLoader *loader, GPtrArray *records, const char *list, guint i)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint j = 0; j < records->len; j++)
    {
      char *const *record = g_ptr_array_index (records, j);

      if (!g_hash_table_add (seen, record[0]))
        vigie_playbook_fault_at (loader, _("used twice"), "/types/%u/%s/%u/id", i, list, j);
    }
}

static void
check_type (PlaybookLoader *loader, guint i)
{
  const VigieTypeDef *type = g_ptr_array_index (loader->playbook->types, i);
  g_autofree char *pointer = g_strdup_printf ("/types/%u/groups", i);
  StepList list = { loader, type, pointer, NULL };

  if (!g_strv_contains (outages, type->outage))
    vigie_playbook_fault_at (loader, _("unknown word"), "/types/%u/outage", i);
  if (strcmp (type->id, "other") == 0 || strchr (type->id, '/') != NULL
      || vigie_playbook_has_id (loader->playbook->checklists, type->id))
    vigie_playbook_fault_at (loader, _("not a name for a type"), "/types/%u/id", i);

  check_unique (loader, type->phases, "phases", i);
  check_unique (loader, type->hypotheses, "hypotheses", i);
  check_unique (loader, type->options, "options", i);
  check_unique (loader, type->queries, "queries", i);
  check_unique (loader, type->tools, "tools", i);
  check_names (loader, type->checklists, loader->playbook->checklists, "checklists", i, _("no such checklist"));
  check_names (loader, type->posts, loader->playbook->posts, "posts", i, _("no such post"));
  check_groups (&list, type->groups);
  for (guint j = 0; j < type->queries->len; j++)
    check_query (loader, type->queries, i, j);
}

void
vigie_playbook_check_procedures (PlaybookLoader *loader)
{
  for (guint i = 0; i < loader->playbook->types->len; i++)
    check_type (loader, i);

  for (guint i = 0; i < loader->playbook->checklists->len; i++)
    {
      const VigieChecklist *checklist = g_ptr_array_index (loader->playbook->checklists, i);
      g_autofree char *pointer = g_strdup_printf ("/checklists/%u/groups", i);
      StepList list = { loader, NULL, pointer, NULL };

      if (!g_strv_contains (conditions, checklist->applies))
        vigie_playbook_fault_at (loader, _("unknown word"), "/checklists/%u/applies", i);
      check_groups (&list, checklist->groups);
    }
}
