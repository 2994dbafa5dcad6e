/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an obligation to the form that fulfils it. The playbook says how each clock is kept, in a
 * small vocabulary, the first way first; this table is the other half of that vocabulary. A way this
 * version does not know ends in the form "done, with a note", which keeps any clock: a newer playbook
 * must never leave a button without effect. */

#include "vigie-widgets.h"

#include <string.h>

#include "vigie-act-forms.h"
#include "vigie-call-order.h"
#include "vigie-flow-forms.h"

typedef void (*FormFunc) (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation);

static void
milestone (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  VigieMilestone which;

  if (g_str_equal (what, vigie_milestone_to_word (VIGIE_MILESTONE_RESOLVED)))
    vigie_act_form_resolve (from, model, obligation);
  else if (vigie_milestone_from_word (what, &which))
    vigie_act_form_milestone (from, model, which, obligation);
  else
    vigie_act_form_done (from, model, obligation);
}

static gboolean
is_of (const VigieDuty *duty, const VigieObligation *obligation)
{
  return (duty->clock == obligation->clock && g_str_equal (duty->subject, obligation->subject))
         || (duty->also == obligation->clock && g_str_equal (duty->also_subject, obligation->subject));
}

static void
reached (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  GPtrArray *duties = vigie_incident_model_get_duties (model);

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (duty->contact == NULL || !is_of (duty, obligation))
        continue;
      vigie_duty_act (from, model, duty);
      return;
    }
  vigie_act_form_reached (from, model, g_str_equal (what, "$subject") ? obligation->subject : what, obligation);
}

/* A call under way: the form of whoever it is for, or was to stand in for. */
static void
answered (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  GPtrArray *duties = vigie_incident_model_get_duties (model);

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (!vigie_duty_is_open (duty) || duty->to_call == NULL
          || !vigie_call_order_is (vigie_session_get_directory (vigie_incident_model_get_session (model)), duty->to_call, obligation->subject))
        continue;
      vigie_duty_act (from, model, duty);
      return;
    }
  vigie_act_form_done (from, model, obligation);
}

static void
message (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_message (from, model, what, obligation);
}

static void
support (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_support (from, model, what, obligation);
}

static void
check_in (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_check_in (from, model, obligation);
}

static void
review (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_review (from, model, obligation->subject, obligation);
}

static void
action (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_action (from, model, obligation->subject, "done", obligation);
}

static void
handover (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  /* A request that waits is answered on its card, beside the brief. */
  if (vigie_incident_handover (vigie_incident_model_get_incident (model), obligation->subject) != NULL
      && gtk_widget_activate_action (from, "win.handover", "s", obligation->subject))
    return;
  vigie_act_form_handover (from, model, obligation->subject, NULL, obligation);
}

/* It gets a date first; from then on its clock leads to the run sheet. */
static void
meeting (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(VigiePostMortem) state = vigie_post_mortem_new (vigie_incident_model_get_incident (model), vigie_session_get_playbook (session),
                                                            vigie_session_now_usec (session));

  vigie_flow_do (from, model, state->schedule == NULL && !vigie_post_mortem_is_meeting (state) ? VIGIE_POST_MORTEM_ACT_SCHEDULE : VIGIE_POST_MORTEM_ACT_MEET);
}

static void
decision (GtkWidget *from, VigieIncidentModel *model, const char *what, const VigieObligation *obligation)
{
  vigie_act_form_breach_decision (from, model, obligation);
}

static const struct
{
  const char *way;      /* all of it, or what stands before the colon */
  FormFunc open;
} ways[] = {
  { "milestone", milestone },
  { "reached", reached },
  { "call-answered", answered },
  { "message", message },
  { "support", support },
  { "check-in", check_in },
  { "review", review },
  { "action", action },
  { "handover", handover },
  { "decision", decision },
  { "meeting", meeting },
};

/**
 * vigie_obligation_act:
 * @from: a widget of the window over which the form opens.
 * @model: the incident.
 * @obligation: what to keep; borrowed for the call only.
 *
 * Opens the form that fulfils @obligation. Main thread.
 */
void
vigie_obligation_act (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  const GPtrArray *fulfilled_by;
  const char *first;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (VIGIE_IS_INCIDENT_MODEL (model));
  g_return_if_fail (obligation != NULL);

  fulfilled_by = obligation->clock->fulfilled_by;
  first = fulfilled_by->len > 0 ? g_ptr_array_index (fulfilled_by, 0) : "";
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gsize length_bytes = strlen (ways[i].way);

      if (strncmp (first, ways[i].way, length_bytes) != 0 || (first[length_bytes] != ':' && first[length_bytes] != '\0'))
        continue;
      ways[i].open (from, model, first[length_bytes] == ':' ? first + length_bytes + 1 : "", obligation);
      return;
    }
  vigie_act_form_done (from, model, obligation);
}
