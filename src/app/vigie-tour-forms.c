/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-tour-forms.h"

#include "vigie-act-forms.h"
#include "vigie-breach-forms.h"
#include "vigie-breach-notice-window.h"
#include "vigie-act-procedure-forms.h"
#include "vigie-cause-form.h"
#include "vigie-contact-acts.h"
#include "vigie-contact-preview.h"
#include "vigie-directory-round.h"
#include "vigie-duty.h"
#include "vigie-page-columns.h"
#include "vigie-page-parts.h"
#include "vigie-notice-desk.h"
#include "vigie-notice-forms.h"
#include "vigie-contact-files.h"
#include "vigie-oncall.h"
#include "vigie-rota-forms.h"
#include "vigie-tour-review.h"
#include "vigie-tour-flow.h"
#include "vigie-tour-rota.h"
#include "vigie-tour-mailing.h"
#include "vigie-tour-scenes.h"
#include "vigie-widgets.h"

static void
open_gate (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_gate (from, model, "INC-01/t10-confirm");
}

static void
open_retype (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_retype (from, model, "INC-02");
}

static void
open_confirmation (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_confirm (from, model, "INC-05/record-payment");
}

static void
open_decision (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_decision (from, model, NULL, vigie_session_now_usec (vigie_incident_model_get_session (model)));
}

static void
open_review (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_review (from, model, "D1", NULL);
}

static void
open_reopen (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_act_form_reopen (from, model, VIGIE_STAGE_MONITORING);
}

/* The call that waits, to whoever is to be called now. */
static void
open_call (GtkWidget *from, VigieIncidentModel *model)
{
  GPtrArray *duties = vigie_incident_model_get_duties (model);

  for (guint i = 0; i < duties->len; i++)
    {
      const VigieDuty *duty = g_ptr_array_index (duties, i);

      if (vigie_duty_is_open (duty) && duty->to_call != NULL)
        {
          vigie_duty_act (from, model, duty);
          return;
        }
    }
}

static void
open_evidence (GtkWidget *from, VigieIncidentModel *model)
{
  GPtrArray *entries = vigie_incident_model_get_incident (model)->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const VigieEntry *entry = g_ptr_array_index (entries, i);

      if (entry->kind == VIGIE_ENTRY_ATTACHMENT)
        gtk_widget_activate_action (from, "win.entry", "(ss)", vigie_incident_model_get_stream (model), entry->event->id);
    }
}

static GtkWidget *
find_columns (GtkWidget *widget)
{
  GtkWidget *found = VIGIE_IS_PAGE_COLUMNS (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_columns (child);

  return found;
}

/* The last column of the page of procedures, which a small window shows alone. */
static void
open_decisions (GtkWidget *from, VigieIncidentModel *model)
{
  GtkWidget *columns = find_columns (from);

  /* A focus that is hidden would lead the page back to its first column. */
  gtk_window_set_focus (GTK_WINDOW (from), NULL);
  if (columns != NULL)
    vigie_page_columns_show (VIGIE_PAGE_COLUMNS (columns), 2);
}

static GtkWidget *
find_report (GtkWidget *widget)
{
  GtkWidget *found = VIGIE_IS_REPORT_PAGE (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_report (child);

  return found;
}

static void
open_causes (GtkWidget *from, VigieIncidentModel *model)
{
  GtkWidget *report = find_report (from);

  if (report != NULL)
    vigie_report_page_show_section (VIGIE_REPORT_PAGE (report), "causes");
}

static void
open_cause (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_cause_form_open (from, model, "C3", "confirmed", FALSE);
}

static void
open_contact (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_contact_edit (from, vigie_incident_model_get_session (model), "cto");
}

static void
open_contact_history (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_contact_show_history (from, vigie_incident_model_get_session (model), "ceo");
}

static void
open_contact_code (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_contact_show_code (from, vigie_incident_model_get_session (model), "cto");
}

/* Cards as a telephone gives them: one is new, one completes, one differs, one has no name. */
static void
open_import (GtkWidget *from, VigieIncidentModel *model)
{
  static const char cards[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Serge Aka\nTEL;TYPE=CELL:+225 07 11 22 33 44\nEMAIL:serge.aka@exemple.ci\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:3.0\nFN:COO\nUID:coo\nTEL;TYPE=WORK:+225 27 20 30 40 50\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:3.0\nFN:Awa Kone\nUID:cto\nTITLE:Chief technology officer\nTEL:+225 07 07 21 44 10\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n";
  VigieSession *session = vigie_incident_model_get_session (model);
  VigieContactFile *file = vigie_vcard_read (cards, strlen (cards), NULL, NULL, NULL);

  if (file != NULL)
    vigie_contact_preview_present (from, session, vigie_contact_preview_data_new (vigie_session_get_directory (session), file,
                                                                                  g_ptr_array_new_with_free_func (g_free)));
}

static void
open_round (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_directory_round_present (from, vigie_incident_model_get_session (model));
}

static void
open_wave (GtkWidget *from, VigieIncidentModel *model)
{
  g_autofree char *stream = vigie_tour_wave (vigie_incident_model_get_session (model));

  if (stream != NULL)
    vigie_window_open (VIGIE_WINDOW (from), stream);
}

/* From a page of the registry’s, where the model is that of the night. */
static void
open_night (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_window_open (VIGIE_WINDOW (from), vigie_incident_model_get_incident (model)->stream);
}

static void
show_week (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_tour_show_rota (from, FALSE);
}

static void
show_month (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_tour_show_rota (from, TRUE);
}

static void
open_substitution (GtkWidget *from, VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(VigieShift) shift = vigie_rota_at (vigie_oncall_rota (session), "L3", vigie_session_now_usec (session), vigie_oncall_zones (session));

  if (shift != NULL)
    vigie_rota_form_shift (from, session, shift);
}

static void
open_follow (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_rota_form_follow (from, vigie_incident_model_get_session (model));
}

static void
open_card (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_contacts_show_sheet (from, vigie_incident_model_get_session (model));
}

static void
open_rotation (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_rota_form_set (from, vigie_incident_model_get_session (model), "L3");
}

static void
open_breach_notice (GtkWidget *from, VigieIncidentModel *model)
{
  vigie_breach_notice_window_present (from, model, VIGIE_BREACH_NOTICE_INITIAL);
}

static gboolean
is_any (GtkWidget *widget, const char *name)
{
  return TRUE;
}

static void
show_composer (GtkWidget *from, VigieIncidentModel *model)
{
  GtkWidget *page = vigie_page_find (from, VIGIE_TYPE_COMMUNICATIONS_PAGE, is_any, NULL);

  if (page != NULL)
    vigie_communications_page_compose (VIGIE_COMMUNICATIONS_PAGE (page), "users", "status-page", NULL);
}

/* The one of scene.notices. */
static const VigieNotice *
first_notice (VigieIncidentModel *model)
{
  GPtrArray *notices = vigie_incident_get_notices (vigie_incident_model_get_incident (model));

  return notices->len > 0 ? g_ptr_array_index (notices, 0) : NULL;
}

static void
show_notice (GtkWidget *from, VigieIncidentModel *model)
{
  GtkWidget *desk = vigie_page_find (from, VIGIE_TYPE_NOTICE_DESK, is_any, NULL);

  if (desk != NULL)
    vigie_notice_desk_open (VIGIE_NOTICE_DESK (desk), "N1");
}

static void
open_approval (GtkWidget *from, VigieIncidentModel *model)
{
  const VigieNotice *notice = first_notice (model);

  if (notice != NULL)
    vigie_notice_form_approve (from, model, notice);
}

static void
open_refuse (GtkWidget *from, VigieIncidentModel *model)
{
  if (first_notice (model) != NULL)
    vigie_notice_form_refuse (from, model, first_notice (model));
}

static void
open_withdraw (GtkWidget *from, VigieIncidentModel *model)
{
  if (first_notice (model) != NULL)
    vigie_notice_form_withdraw (from, model, first_notice (model));
}

static void
open_publish (GtkWidget *from, VigieIncidentModel *model)
{
  if (first_notice (model) != NULL)
    vigie_notice_form_publish (from, model, first_notice (model), vigie_session_get_document_lang (vigie_incident_model_get_session (model)));
}

static void
open_breach_lower (GtkWidget *from, VigieIncidentModel *model)
{
  VigieSession *session = vigie_incident_model_get_session (model);
  g_autoptr(VigieBreach) breach = vigie_breach_evaluate (vigie_session_get_playbook (session), vigie_incident_model_get_incident (model),
                                                         vigie_session_now_usec (session), vigie_session_get_zone (session), vigie_session_get_lang (session));

  vigie_breach_form_lower (from, model, vigie_breach_rule (breach, "PB-4"));
}

void
vigie_tour_open (VigieWindow *window, VigieIncidentModel *model, const char *name)
{
  static const struct { const char *name; void (*open) (GtkWidget *, VigieIncidentModel *); } all[] = {
    { "gate", open_gate }, { "retype", open_retype }, { "confirmation", open_confirmation }, { "decision", open_decision },
    { "review", open_review }, { "reopen", open_reopen }, { "stage", vigie_act_form_stage }, { "support", vigie_act_form_support_move },
    { "call", open_call }, { "evidence", open_evidence }, { "wave", open_wave }, { "night", open_night }, { "decisions", open_decisions },
    { "contact", open_contact }, { "contact-history", open_contact_history }, { "contact-code", open_contact_code }, { "round", open_round },
    { "composer", show_composer }, { "notice", show_notice }, { "approval", open_approval },
    { "mailing", vigie_tour_mailing_setup }, { "mailing-view", vigie_tour_mailing_view },
    { "follow", open_follow }, { "card", open_card }, { "week", show_week }, { "month", show_month }, { "substitution", open_substitution }, { "rotation", open_rotation },
    { "import", open_import }, { "lessons", vigie_tour_show_lessons }, { "comments", vigie_tour_begin_comment }, { "versions-of", vigie_tour_open_history },
    { "breach-notice", open_breach_notice }, { "breach-lower", open_breach_lower },
    { "refuse", open_refuse }, { "withdraw", open_withdraw }, { "publish", open_publish },
    { "causes", open_causes }, { "cause", open_cause },
  };

  if (vigie_tour_flow_open (GTK_WIDGET (window), model, name))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].name, name))
      all[i].open (GTK_WIDGET (window), model);
}
