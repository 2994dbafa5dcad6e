/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small forms that settle an obligation. Each keeps copies of the words it needs, because the
 * obligation it was opened for is freed at the next tick; "another way" looks it up again. Where an
 * act does the thing itself (a milestone, a handover), the engine sees it fulfilled by that act; a
 * note beside it is only recorded where the playbook leaves the proof to a person. */

#include "vigie-act-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-clock-words.h"
#include "vigie-error.h"
#include "vigie-oncall.h"
#include "vigie-text-ui.h"

void
vigie_act_form_init (VigieActForm *form, VigieIncidentModel *model, const VigieObligation *obligation)
{
  form->occurred_usec = VIGIE_TIME_NONE;
  if (obligation != NULL)
    {
      form->id = g_strdup (obligation->id);
      form->subject = g_strdup (obligation->subject);
      form->title = vigie_obligation_title (obligation, vigie_session_get_lang (vigie_incident_model_get_session (model)));
    }
}

VigieActForm *
vigie_act_form_new (VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieActForm *form = g_new0 (VigieActForm, 1);

  vigie_act_form_init (form, model, obligation);

  return form;
}

void
vigie_act_form_clear (VigieActForm *form)
{
  g_free (form->id);
  g_free (form->subject);
  g_free (form->title);
  g_free (form->word);
  g_clear_pointer (&form->seen, vigie_incident_unref);
}

void
vigie_act_form_free (VigieActForm *form)
{
  vigie_act_form_clear (form);
  g_free (form);
}

const char *
vigie_act_form_author (VigieActWindow *window)
{
  return vigie_session_get_author (vigie_incident_model_get_session (vigie_act_window_get_model (window)));
}

gint64
vigie_act_form_now (VigieActWindow *window)
{
  return vigie_session_now_usec (vigie_incident_model_get_session (vigie_act_window_get_model (window)));
}

VigieIncident *
vigie_act_form_incident (VigieActWindow *window)
{
  return vigie_incident_model_get_incident (vigie_act_window_get_model (window));
}

VigiePlaybook *
vigie_act_form_playbook (VigieActWindow *window)
{
  return vigie_session_get_playbook (vigie_incident_model_get_session (vigie_act_window_get_model (window)));
}

GPtrArray *
vigie_act_form_join (GPtrArray *drafts, GPtrArray *more)
{
  if (drafts == NULL || more == NULL)
    {
      g_clear_pointer (&drafts, g_ptr_array_unref);
      g_clear_pointer (&more, g_ptr_array_unref);
      return NULL;
    }
  g_ptr_array_extend_and_steal (drafts, more);

  return drafts;
}

static const char *
field_text (VigieActForm *form, guint index)
{
  return gtk_editable_get_text (GTK_EDITABLE (form->fields[index]));
}

/* What fulfils it and when it is due, as the sentence over the fields. */
static char *
intro_of (VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieLang lang = vigie_session_get_lang (session);
  gint64 now_usec = vigie_session_now_usec (session);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (obligation == NULL)
    return NULL;
  title = vigie_obligation_title (obligation, lang);
  words = vigie_clock_words (obligation, now_usec, vigie_session_get_zone (session), lang);

  return g_strdup_printf ("%s, %s. %s", title, words, vigie_text_get (&obligation->clock->proof, lang));
}

VigieActWindow *
vigie_act_form_open (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation, const char *title)
{
  g_autofree char *intro = intro_of (model, obligation);

  return vigie_act_window_new (from, model, title, intro);
}

/* ---- A milestone ---- */

static GPtrArray *
milestone_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  gint64 time_usec;

  if (!vigie_act_window_read_time (window, form->fields[0], &time_usec, error))
    return NULL;

  return vigie_act_milestone (vigie_act_form_incident (window), form->number, time_usec,
                              vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_milestone (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const char *word = vigie_milestone_label (milestone, vigie_session_get_lang (session));
  g_autofree char *title = g_strdup_printf (_("Record: %s"), word);
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, title);
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->number = milestone;
  form->fields[0] = vigie_act_window_add_time (window, _("When it happened"), vigie_session_now_usec (session));
  vigie_act_window_set_act (window, title, milestone_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- A person reached whom the directory does not have ---- */

static GPtrArray *
reached_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *note = field_text (form, 0);
  const char *author = vigie_act_form_author (window);
  gint64 now_usec = vigie_act_form_now (window);
  g_autofree char *text = NULL;

  if (*note == '\0')
    text = g_strdup_printf (_("%s reached"), form->word);
  else
    text = g_strdup_printf (_("%1$s reached: %2$s"), form->word, note);

  return vigie_act_form_join (vigie_act_log (vigie_act_form_incident (window), VIGIE_ENTRY_CALL, text, NULL, author, now_usec, error),
                              vigie_act_done (vigie_act_form_playbook (window), vigie_act_form_incident (window),
                                              form->id, form->subject, text, author, now_usec, error));
}

static GPtrArray *
no_answer_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *note = field_text (form, 0);
  g_autofree char *text = *note == '\0' ? g_strdup_printf (_("%s called, no answer"), form->word)
                                        : g_strdup_printf (_("%1$s called, no answer: %2$s"), form->word, note);

  return vigie_act_log (vigie_act_form_incident (window), VIGIE_ENTRY_CALL, text, NULL,
                        vigie_act_form_author (window), vigie_act_form_now (window), error);
}

void
vigie_act_form_reached (GtkWidget *from, VigieIncidentModel *model, const char *person, const VigieObligation *obligation)
{
  g_autofree char *title = g_strdup_printf (_("Reach %s"), person);
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, title);
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->word = g_strdup (person);
  form->fields[0] = vigie_act_window_add_entry (window, _("What was said (not required)"), NULL);
  vigie_act_window_set_act (window, _("Reached"), reached_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_window_add_act (window, _("No answer"), no_answer_drafts);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Support level ---- */

static GPtrArray *
support_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;

  return vigie_act_support (vigie_act_form_playbook (window), vigie_act_form_incident (window), form->word,
                            vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static const VigieSupportLevel *
find_support (VigiePlaybook *playbook, const char *id)
{
  for (guint i = 0; i < playbook->support_levels->len; i++)
    {
      const VigieSupportLevel *level = g_ptr_array_index (playbook->support_levels, i);

      if (g_str_equal (level->id, id))
        return level;
    }

  return NULL;
}

void
vigie_act_form_support (GtkWidget *from, VigieIncidentModel *model, const char *level, const VigieObligation *obligation)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  const VigieSupportLevel *support = find_support (vigie_session_get_playbook (session), level);
  const char *name = support != NULL ? vigie_text_get (&support->title, vigie_session_get_lang (session)) : level;
  g_autofree char *title = g_strdup_printf (_("Hand to %s"), name);
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, title);
  VigieActForm *form = vigie_act_form_new (model, obligation);
  g_autofree char *on_call = vigie_oncall_level_sentence (session, level);

  form->word = g_strdup (level);
  if (support != NULL)
    {
      vigie_act_window_add (window, vigie_paragraph_new (vigie_text_get (&support->scope, vigie_session_get_lang (session)), NULL));
      if (on_call != NULL)
        vigie_act_window_add (window, vigie_paragraph_new (on_call, "small accent-text strong"));
      for (guint i = 0; i < support->contacts->len && i < 4; i++)
        vigie_act_window_add (window, vigie_label_new (g_ptr_array_index (support->contacts, i), "num"));
    }
  vigie_act_window_set_act (window, title, support_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- The decision on a breach ---- */

static GPtrArray *
breach_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  const char *text = field_text (form, 0);
  const char *facts = field_text (form, 1);
  VigieOoda ooda = { .orient = *facts != '\0' ? facts : NULL, .decide = *text != '\0' ? text : NULL };
  const char *author = vigie_act_form_author (window);
  gint64 now_usec = vigie_act_form_now (window);

  return vigie_act_form_join (vigie_act_log (vigie_act_form_incident (window), VIGIE_ENTRY_DECISION, text, &ooda, author, now_usec, error),
                              vigie_act_done (vigie_act_form_playbook (window), vigie_act_form_incident (window),
                                              form->id, form->subject, text, author, now_usec, error));
}

void
vigie_act_form_breach_decision (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation)
{
  VigieActWindow *window = vigie_act_form_open (from, model, obligation, _("Record the decision on the breach"));
  VigieActForm *form = vigie_act_form_new (model, obligation);

  form->fields[0] = vigie_act_window_add_entry (window, _("What was decided, and by whom"), NULL);
  form->fields[1] = vigie_act_window_add_entry (window, _("On which facts it rests"), NULL);
  vigie_act_window_set_act (window, _("Record the decision"), breach_drafts, form, (GDestroyNotify) vigie_act_form_free);
  vigie_act_form_add_others (window, obligation);
  gtk_window_present (GTK_WINDOW (window));
}
