/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-csv-actions.h"

#include <string.h>

#include "vigie-action.h"
#include "vigie-csv.h"

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const VigieFollowUp *one = a;
  const VigieFollowUp *other = b;
  gint64 first = one->action->due_usec != VIGIE_TIME_NONE ? one->action->due_usec : G_MAXINT64;
  gint64 second = other->action->due_usec != VIGIE_TIME_NONE ? other->action->due_usec : G_MAXINT64;

  if (first != second)
    return first < second ? -1 : 1;
  if (strcmp (one->incident->ref, other->incident->ref) != 0)
    return strcmp (one->incident->ref, other->incident->ref);

  return strcmp (one->action->id, other->action->id);
}

GArray *
vigie_follow_ups (GPtrArray *all, gboolean settled_too, gboolean examples)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (VigieFollowUp));

  g_return_val_if_fail (all != NULL, out);

  for (guint i = 0; i < all->len; i++)
    {
      const VigieFigures *incident = all->pdata[i];

      if (!vigie_figures_count (incident) || incident->example != (examples != FALSE))
        continue;
      for (guint k = 0; k < incident->actions->len; k++)
        {
          VigieFollowUp one = { incident, incident->actions->pdata[k] };

          if (settled_too || !vigie_action_is_settled (one.action->status))
            g_array_append_val (out, one);
        }
    }
  g_array_sort (out, compare_due);

  return out;
}

/* "2026-11-27", "" when there is no date; owned. */
static char *
day_of (gint64 time_usec, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = time_usec != VIGIE_TIME_NONE ? g_date_time_new_from_unix_utc (time_usec / VIGIE_SECOND_USEC) : NULL;
  g_autoptr(GDateTime) date = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

static void
append_row (GString *out, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    vigie_csv_append_field (out, cells[i] != NULL ? cells[i] : "", i + 1 == n);
}

char *
vigie_csv_from_actions (GArray *follow_ups, GTimeZone *zone)
{
  static const char *const head[] = { "incident", "action", "text", "owner", "due", "status", "priority", "impact", "effort", "ticket", "proof" };
  GString *out = g_string_new (NULL);

  append_row (out, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < follow_ups->len; i++)
    {
      const VigieFollowUp *one = &g_array_index (follow_ups, VigieFollowUp, i);
      const VigieActionFigure *action = one->action;
      int priority = vigie_action_priority (action->impact, action->effort);
      g_autofree char *due = day_of (action->due_usec, zone);
      g_autofree char *rank = priority > 0 ? g_strdup_printf ("%d", priority) : g_strdup ("");
      const char *const cells[] = { one->incident->ref, action->code, action->text, action->owner, due, action->status, rank,
                                    action->impact, action->effort, action->ticket, action->shown };

      append_row (out, cells, G_N_ELEMENTS (cells));
    }

  return g_string_free (out, FALSE);
}

static const char *
jira_priority (const VigieActionFigure *action)
{
  static const char *const words[] = { "", "Highest", "High", "Medium", "Low", "Lowest" };

  return words[vigie_action_priority (action->impact, action->effort)];
}

static const char *
jira_status (const char *status)
{
  if (strcmp (status, "in-progress") == 0)
    return "In Progress";

  return vigie_action_is_settled (status) ? "Done" : "To Do";
}

char *
vigie_csv_for_jira (GArray *follow_ups, GTimeZone *zone, VigieLang lang)
{
  static const char *const head[] = { "Summary", "Issue Type", "Priority", "Assignee", "Due Date", "Labels", "Status", "Description" };
  GString *out = g_string_new (NULL);

  append_row (out, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < follow_ups->len; i++)
    {
      const VigieFollowUp *one = &g_array_index (follow_ups, VigieFollowUp, i);
      g_autofree char *due = day_of (one->action->due_usec, zone);
      g_autofree char *about = g_strdup_printf (lang == VIGIE_LANG_FR ? "%s de l’incident %s\302\240: %s" : "%s of incident %s: %s",
                                                one->action->code, one->incident->ref, one->incident->title);
      const char *const cells[] = { one->action->text, "Task", jira_priority (one->action), one->action->owner, due, "post-mortem",
                                    jira_status (one->action->status), about };

      append_row (out, cells, G_N_ELEMENTS (cells));
    }

  return g_string_free (out, FALSE);
}
