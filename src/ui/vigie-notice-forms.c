/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Approving, refusing, withdrawing, publishing and completing a notice.
 *
 * An approval is about the text whose hash stands in the form's sentence: if somebody edits it while the form is open, the
 * act is refused. The name of who heard it on the telephone is asked for as soon as the approver is somebody else than
 * who sits here. */

#include "vigie-notice-forms.h"

#include <glib/gi18n-lib.h>

#include "vigie-act-form-private.h"
#include "vigie-act-notice.h"
#include "vigie-error.h"
#include "vigie-notice-words-ui.h"
#include "vigie-oncall.h"
#include "vigie-text-ui.h"

#define HASH_SIGNS 4

static VigieActForm *
form_new (VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieActForm *form = vigie_act_form_new (model, NULL);

  form->word = g_strconcat (notice->id, " ", notice->version->event->id, NULL);
  return form;
}

static const char *
field_text (VigieActForm *form, int field)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (form->fields[field]));

  return *text == '\0' ? NULL : text;
}

/* The notice, if it still says what it said when the form was opened. */
static char *
notice_of (VigieActWindow *window, VigieActForm *form, GError **error)
{
  g_auto(GStrv) ids = g_strsplit (form->word, " ", 2);
  const VigieNotice *notice = vigie_incident_notice (vigie_act_form_incident (window), ids[0]);

  if (!notice || !g_str_equal (notice->version->event->id, ids[1]))
    {
      g_set_error_literal (error, VIGIE_ERROR, VIGIE_ERROR_CONFLICT, _("The text was edited meanwhile: read it again first."));
      return NULL;
    }
  return g_strdup (ids[0]);
}

/* The device that will record it. */
static gboolean
read_device (VigieActWindow *window, guint8 *key)
{
  VigieSession *session = vigie_incident_model_get_session (vigie_act_window_get_model (window));
  const char *hex = vigie_store_thread_get_device (vigie_session_get_store (session));

  return hex && vigie_unhex (hex, key, VIGIE_KEY_BYTES);
}

/* ---- Approve and refuse ---- */

static GPtrArray *
approve_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *notice = notice_of (window, form, error);
  VigieNoticeSay say = { field_text (form, 0), NULL, field_text (form, 1) };
  guint8 device[VIGIE_KEY_BYTES];
  gboolean has_device = read_device (window, device);

  if (!notice)
    return NULL;
  /* In person nobody hears it. */
  if (vigie_notice_same_person (say.approver, vigie_act_form_author (window)))
    say.heard_by = NULL;
  return vigie_act_notice_approve (vigie_act_form_playbook (window), vigie_act_form_incident (window), notice, &say, has_device ? device : NULL,
                                   vigie_act_form_author (window), vigie_act_form_now (window), error);
}

static GPtrArray *
refuse_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *notice = notice_of (window, form, error);
  g_autofree char *reason = vigie_act_window_read_text (form->fields[2]);
  VigieNoticeSay say = { field_text (form, 0), NULL, field_text (form, 1) };

  if (!notice)
    return NULL;
  if (vigie_notice_same_person (say.approver, vigie_act_form_author (window)))
    say.heard_by = NULL;
  return vigie_act_notice_refuse (vigie_act_form_playbook (window), vigie_act_form_incident (window), notice, &say, reason,
                                  vigie_act_form_author (window), vigie_act_form_now (window), error);
}

/* Who sits here if they may, else the holder of the first post that is missing, else what the contact is called. */
static char *
proposed_approver (VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  VigiePlaybook *playbook = vigie_session_get_playbook (session);
  VigieIncident *incident = vigie_incident_model_get_incident (model);
  const char *author = vigie_session_get_author (session);
  const char *missing = notice->missing->len > 0 ? g_ptr_array_index (notice->missing, 0) : NULL;
  const VigieContactDef *contact = missing ? vigie_playbook_contact (playbook, missing) : NULL;
  const VigieHolding *holder = missing ? vigie_incident_holder (incident, missing) : NULL;

  if (vigie_notice_right_of (playbook, incident, notice, author, NULL, NULL, NULL))
    return g_strdup (author);
  if (holder)
    return g_strdup (holder->person);
  if (!contact)
    return g_strdup ("");
  return g_strdup (contact->people->len > 0 ? g_ptr_array_index (contact->people, 0) : vigie_text_get (&contact->name, vigie_session_get_lang (session)));
}

static VigieActWindow *
say_window (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice, VigieActForm *form, const char *title)
{
  g_autofree char *missing = vigie_notice_missing_words (model, notice);
  g_autofree char *hash = g_strndup (notice->version->hash, HASH_SIGNS);
  g_autofree char *intro = g_strdup_printf (_("It counts for this text alone, whose hash begins with %1$s. Wanted: %2$s."), hash, missing);
  g_autofree char *approver = proposed_approver (model, notice);
  VigieActWindow *window = vigie_act_window_new (from, model, title, intro);

  form->fields[0] = vigie_act_window_add_entry (window, _("Who says so"), approver);
  vigie_act_window_add (window, vigie_oncall_line_new (vigie_incident_model_get_session (model)));
  form->fields[1] = vigie_act_window_add_entry (window, _("Heard on the telephone by (empty: given here, in person)"),
                                                vigie_notice_same_person (approver, vigie_session_get_author (vigie_incident_model_get_session (model)))
                                                  ? NULL
                                                  : vigie_session_get_author (vigie_incident_model_get_session (model)));
  return window;
}

void
vigie_notice_form_approve (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieActForm *form = form_new (model, notice);
  VigieActWindow *window = say_window (from, model, notice, form, _("Approve the text"));

  vigie_act_window_set_act (window, _("Approve"), approve_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

void
vigie_notice_form_refuse (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieActForm *form = form_new (model, notice);
  VigieActWindow *window = say_window (from, model, notice, form, _("Refuse the text"));

  form->fields[2] = vigie_act_window_add_text (window, _("Why"), NULL, 90);
  vigie_act_window_set_first (window, form->fields[2]);
  vigie_act_window_set_act (window, _("Refuse the text"), refuse_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Withdraw, publish, complete ---- */

static GPtrArray *
withdraw_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *notice = notice_of (window, form, error);
  g_autofree char *reason = vigie_act_window_read_text (form->fields[0]);

  return notice ? vigie_act_notice_withdraw (vigie_act_form_incident (window), notice, reason, vigie_act_form_author (window),
                                             vigie_act_form_now (window), error)
                : NULL;
}

void
vigie_notice_form_withdraw (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieActForm *form = form_new (model, notice);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Withdraw the message"),
                                                 notice->sent ? _("It went out already: say here that it no longer holds, and tell those who have it.")
                                                              : _("It will not go out, and stays readable in the record."));

  form->fields[0] = vigie_act_window_add_text (window, _("Why"), NULL, 90);
  vigie_act_window_set_act (window, _("Withdraw the message"), withdraw_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
publish_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *id = notice_of (window, form, error);
  const VigieNotice *notice = id ? vigie_incident_notice (vigie_act_form_incident (window), id) : NULL;
  VigieNoticeSending sending = { .count = -1, .uncertain = -1, .lang = (VigieLang) form->number };

  if (!notice)
    return NULL;
  sending.channel = notice->version->channels[form->fields[1] ? gtk_drop_down_get_selected (GTK_DROP_DOWN (form->fields[1])) : 0];
  sending.reference = field_text (form, 0);
  return vigie_act_notice_sent (vigie_act_form_playbook (window), vigie_act_form_incident (window), id, &sending, vigie_act_form_author (window),
                                vigie_act_form_now (window), error);
}

void
vigie_notice_form_publish (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice, VigieLang lang)
{
  VigieActForm *form = form_new (model, notice);
  VigiePlaybook *playbook = vigie_session_get_playbook (vigie_incident_model_get_session (model));
  VigieActWindow *window = vigie_act_window_new (from, model, _("Mark as published"),
                                                 _("Hand the text over first: copy it, save it, or open it in your mail program. This records that it went out, and keeps the clocks."));
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; notice->version->channels[i]; i++)
    {
      const VigieChannel *channel = vigie_playbook_channel (playbook, notice->version->channels[i]);

      g_ptr_array_add (words, (gpointer) (channel ? vigie_text_get (&channel->title, vigie_session_get_lang (vigie_incident_model_get_session (model)))
                                                  : notice->version->channels[i]));
    }
  g_ptr_array_add (words, NULL);
  form->number = lang;
  if (words->len > 2)
    form->fields[1] = vigie_act_window_add_choice (window, _("Channel"), (const char *const *) words->pdata, 0);
  form->fields[0] = vigie_act_window_add_entry (window, _("Reference given by whoever took it (not required)"), NULL);
  vigie_act_window_set_act (window, _("Mark as published"), publish_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}

static GPtrArray *
complete_drafts (VigieActWindow *window, gpointer data, GError **error)
{
  VigieActForm *form = data;
  g_autofree char *notice = notice_of (window, form, error);

  return notice ? vigie_act_notice_complete (vigie_act_form_incident (window), notice, field_text (form, 0), vigie_act_form_author (window),
                                             vigie_act_form_now (window), error)
                : NULL;
}

void
vigie_notice_form_complete (GtkWidget *from, VigieIncidentModel *model, const VigieNotice *notice)
{
  VigieActForm *form = form_new (model, notice);
  VigieActWindow *window = vigie_act_window_new (from, model, _("Complete the message"), _("It went out wherever it should, and nothing is open any more."));

  form->fields[0] = vigie_act_window_add_entry (window, _("What came of it (not required)"), NULL);
  vigie_act_window_set_act (window, _("Complete"), complete_drafts, form, (GDestroyNotify) vigie_act_form_free);
  gtk_window_present (GTK_WINDOW (window));
}
