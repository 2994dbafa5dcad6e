/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways to settle any obligation: by hand with a note, not applicable with a reason, later. A call that two
 * clocks ask for is one act, so what is said of the one here is said of both. */

#include "vigie-act-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-text-ui.h"

#define POSTPONE_USEC (10 * VIGIE_MINUTE_USEC)

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* The clock that one call keeps together with the one of @form, and its @subject; NULL if there is none. */
static const char *
find_pair (VigieActWindow *window, const VigieActForm *form, const char **subject)
{
  GPtrArray *duties = vigie_incident_model_get_duties (vigie_act_window_get_model (window));

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (duty->also == NULL || !vigie_duty_is_open (duty))
        continue;
      *subject = duty->also_subject;
      if (g_str_equal (duty->clock->id, form->id) && g_str_equal (duty->subject, form->subject))
        return duty->also->id;
      *subject = duty->subject;
      if (g_str_equal (duty->also->id, form->id) && g_str_equal (duty->also_subject, form->subject))
        return duty->clock->id;
    }

  return NULL;
}

static const VigieObligation *
find_obligation (VigieIncidentModel *model, const VigieActForm *form)
{
  GPtrArray *obligations = vigie_incident_model_get_obligations (model);

  for (guint i = 0; i < obligations->len; i++)
    {
      const VigieObligation *obligation = g_ptr_array_index (obligations, i);

      if (!obligation->history && g_str_equal (obligation->id, form->id) && g_str_equal (obligation->subject, form->subject))
        return obligation;
    }

  return NULL;
}

static void
other_done (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieObligation *obligation = find_obligation (model, data);

  if (obligation != NULL)
    vigie_act_form_done (from, model, obligation);
}

static void
other_waive (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieObligation *obligation = find_obligation (model, data);

  if (obligation != NULL)
    vigie_act_form_waive (from, model, obligation);
}

void
vigie_act_form_other_postpone (GtkWidget *from, VigieIncidentModel *model, gpointer data)
{
  const VigieObligation *obligation = find_obligation (model, data);

  if (obligation != NULL)
    vigie_act_form_postpone (from, model, obligation);
}

void
vigie_act_form_add_others (VigieActWindow *window, const VigieObligation *obligation)
{
  if (obligation == NULL)
    return;
  vigie_act_window_add_other (window, _("Postpone…"), vigie_act_form_other_postpone);
  vigie_act_window_add_other (window, _("Not applicable…"), other_waive);
  vigie_act_window_add_other (window, _("Done otherwise…"), other_done);
}

static GPtrArray *
done_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *subject;
  const char *pair = find_pair (window, form, &subject);
  GPtrArray *drafts = vigie_act_done (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->id, form->subject,
                                      field_text (form, 0), vigie_act_form_author (window), vigie_act_form_now (window), error);

  if (pair == NULL || drafts == NULL)
    return drafts;

  return vigie_act_form_join (drafts, vigie_act_done (vigie_act_form_playbook (window), vigie_act_form_incident (window), pair, subject,
                                                      field_text (form, 0), vigie_act_form_author (window), vigie_act_form_now (window), error));
}

void
vigie_act_form_done (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (vigie_incident_model_get_session (model));
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, vigie_text_get (&obligation->clock->act, lang));
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->fields[0] = vigie_act_window_add_entry (window, _("What was done, by whom, where it can be found"), NULL);
  vigie_act_window_set_act (window, _("Record as done"), done_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_window_add_other (window, _("Postpone…"), vigie_act_form_other_postpone);
  vigie_act_window_add_other (window, _("Not applicable…"), other_waive);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
waive_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *subject;
  const char *pair = find_pair (window, form, &subject);
  GPtrArray *drafts = vigie_act_waive (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->id, form->subject,
                                       field_text (form, 0), vigie_act_form_author (window), vigie_act_form_now (window), error);

  if (pair == NULL || drafts == NULL)
    return drafts;

  return vigie_act_form_join (drafts, vigie_act_waive (vigie_act_form_playbook (window), vigie_act_form_incident (window), pair, subject,
                                                       field_text (form, 0), vigie_act_form_author (window), vigie_act_form_now (window), error));
}

void
vigie_act_form_waive (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, _("Mark as not applicable"));
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->fields[0] = vigie_act_window_add_entry (window, _("Why it does not apply"), NULL);
  vigie_act_window_set_act (window, _("Mark as not applicable"), waive_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
postpone_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  gint64 now_usec = vigie_act_form_now (window);
  gint64 until_usec;
  const char *pair, *subject;
  GPtrArray *drafts;

  if (!vigie_act_window_read_time (window, form->fields[0], &until_usec, error))
    return NULL;
  /* A bare clock time means the past elsewhere; here 00:10 at 23:55 is ten past midnight to come. */
  if (until_usec <= now_usec)
    until_usec += VIGIE_DAY_USEC;

  drafts = vigie_act_postpone (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->id, form->subject,
                               until_usec, field_text (form, 1), vigie_act_form_author (window), now_usec, error);
  pair = find_pair (window, form, &subject);
  if (pair == NULL || drafts == NULL)
    return drafts;

  return vigie_act_form_join (drafts, vigie_act_postpone (vigie_act_form_playbook (window), vigie_act_form_incident (window), pair, subject,
                                                          until_usec, field_text (form, 1), vigie_act_form_author (window), now_usec, error));
}

void
vigie_act_form_postpone (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, _("Postpone"));
  VigieActForm *form = vigie_act_form_new (model, obligation);
  gint64 now_usec = vigie_session_now_usec (vigie_incident_model_get_session (model));
  gint64 due_usec = obligation->due_usec == VIGIE_TIME_NONE ? now_usec : MAX (obligation->due_usec, now_usec);

  vigie_act_window_add (window, vigie_paragraph_new (_("The due time itself stays as it is."), "caption dim"));
  form->fields[0] = vigie_act_window_add_time (window, _("Until"), due_usec + POSTPONE_USEC);
  form->fields[1] = vigie_act_window_add_entry (window, _("Why"), NULL);
  vigie_act_window_set_act (window, _("Postpone"), postpone_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
