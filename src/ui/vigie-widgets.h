/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vigie-incident-model.h"
#include "vigie-session.h"

/* The widgets that make up the window, and who calls them. Each lives in a file of its own
 * (vigie-NAME.c with its .ui template in src/ui/); this page only declares their constructors, so that
 * the shell and the pages can be built apart.
 *
 * A page of an incident is a GtkWidget made once per window; it gets another incident by
 * *_set_model() (NULL: none) and follows the model's "changed" and "tick". Every page implements
 * focus through gtk_widget_grab_focus(): its first sensible control. */

G_BEGIN_DECLS

/* Drawn shapes. */
#define VIGIE_TYPE_SEVERITY_BADGE (vigie_severity_badge_get_type ())
G_DECLARE_FINAL_TYPE (VigieSeverityBadge, vigie_severity_badge, VIGIE, SEVERITY_BADGE, GtkWidget)
/* P1 octagon, P2 house, P3 rounded square, P4 circle, with the word inside from 26 px up. size: 20, 28, 40, 50, 92. */
GtkWidget *vigie_severity_badge_new (int size_px);
void vigie_severity_badge_set_level (VigieSeverityBadge *self, VigieLevel level);

#define VIGIE_TYPE_CLOCK_DIAL (vigie_clock_dial_get_type ())
G_DECLARE_FINAL_TYPE (VigieClockDial, vigie_clock_dial, VIGIE, CLOCK_DIAL, GtkWidget)
GtkWidget *vigie_clock_dial_new (int size_px);
/* share: of the time left, 0 to 1 */
void vigie_clock_dial_set (VigieClockDial *self, VigieObligationState state, double share, gboolean on_fill);

/* The fixed header of an incident (90 px; 122 in its narrow form) with the two most urgent clocks. */
#define VIGIE_TYPE_INCIDENT_BAND (vigie_incident_band_get_type ())
G_DECLARE_FINAL_TYPE (VigieIncidentBand, vigie_incident_band, VIGIE, INCIDENT_BAND, GtkWidget)
GtkWidget *vigie_incident_band_new (void);
void vigie_incident_band_set_model (VigieIncidentBand *self, VigieIncidentModel *model);

/* The board of all obligations, 300 px. */
#define VIGIE_TYPE_CLOCK_BOARD (vigie_clock_board_get_type ())
G_DECLARE_FINAL_TYPE (VigieClockBoard, vigie_clock_board, VIGIE, CLOCK_BOARD, GtkWidget)
GtkWidget *vigie_clock_board_new (void);
void vigie_clock_board_set_model (VigieClockBoard *self, VigieIncidentModel *model);
void vigie_clock_board_hide_head (VigieClockBoard *self);

/* The queue of acts, and the pane that shows it or the clocks, one key apart. */
#define VIGIE_TYPE_DUTY_LIST (vigie_duty_list_get_type ())
G_DECLARE_FINAL_TYPE (VigieDutyList, vigie_duty_list, VIGIE, DUTY_LIST, GtkWidget)
GtkWidget *vigie_duty_list_new (void);
void vigie_duty_list_set_model (VigieDutyList *self, VigieIncidentModel *model);
gboolean vigie_duty_list_lead_to (VigieDutyList *self, const char *key);
/* Opens the form in which @duty is done. @from: a widget of the window. */
void vigie_duty_act (GtkWidget *from, VigieIncidentModel *model, const VigieDuty *duty);

#define VIGIE_TYPE_SIDE_BOARD (vigie_side_board_get_type ())
G_DECLARE_FINAL_TYPE (VigieSideBoard, vigie_side_board, VIGIE, SIDE_BOARD, GtkWidget)
GtkWidget *vigie_side_board_new (void);
void vigie_side_board_set_model (VigieSideBoard *self, VigieIncidentModel *model);
void vigie_side_board_show_duties (VigieSideBoard *self, gboolean duties);
gboolean vigie_side_board_shows_duties (VigieSideBoard *self);
/* Shows the act of that key, marked and with the focus; FALSE: there is none. */
gboolean vigie_side_board_lead_to (VigieSideBoard *self, const char *duty);

/* Does what an obligation asks (opens the small form or page that fulfils it, or the done-with-a-note form).
 * Implemented by the war room; used by chips, board, Alt 1 and Alt 2. */
void vigie_obligation_act (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation);

#define VIGIE_DECLARE_PAGE(Name, name, NAME) \
  G_DECLARE_FINAL_TYPE (Vigie##Name, vigie_##name, VIGIE, NAME, GtkWidget) \
  GtkWidget *vigie_##name##_new (void); \
  void vigie_##name##_set_model (Vigie##Name *self, VigieIncidentModel *model);

#define VIGIE_TYPE_TIMELINE_PAGE (vigie_timeline_page_get_type ())
VIGIE_DECLARE_PAGE (TimelinePage, timeline_page, TIMELINE_PAGE)
/* Ctrl L from any page: the command line, with @prefix typed if not NULL. */
void vigie_timeline_page_focus_command (VigieTimelinePage *self, const char *prefix);
#define VIGIE_TYPE_ROSTER_PAGE (vigie_roster_page_get_type ())
VIGIE_DECLARE_PAGE (RosterPage, roster_page, ROSTER_PAGE)
/* The request about @post (NULL or "": the first one) beside the brief, its first act focused. */
void vigie_roster_page_show_request (VigieRosterPage *self, const char *post);
#define VIGIE_TYPE_PLAYBOOK_PAGE (vigie_playbook_page_get_type ())
VIGIE_DECLARE_PAGE (PlaybookPage, playbook_page, PLAYBOOK_PAGE)
#define VIGIE_TYPE_FACTS_PAGE (vigie_facts_page_get_type ())
VIGIE_DECLARE_PAGE (FactsPage, facts_page, FACTS_PAGE)
gboolean vigie_playbook_page_lead_to (VigiePlaybookPage *self, const char *key);
gboolean vigie_facts_page_lead_to (VigieFactsPage *self, const char *name);
#define VIGIE_TYPE_COMMUNICATIONS_PAGE (vigie_communications_page_get_type ())
VIGIE_DECLARE_PAGE (CommunicationsPage, communications_page, COMMUNICATIONS_PAGE)
/* The half about the breach, where there is one, or the messages. */
void vigie_communications_page_show_breach (VigieCommunicationsPage *self, gboolean breach);
gboolean vigie_communications_page_shows_breach (VigieCommunicationsPage *self);
/* Begins a new message; any may be NULL. */
void vigie_communications_page_compose (VigieCommunicationsPage *self, const char *audience, const char *channel, const char *template_id);
#define VIGIE_TYPE_REPORT_PAGE (vigie_report_page_get_type ())
VIGIE_DECLARE_PAGE (ReportPage, report_page, REPORT_PAGE)
void vigie_report_page_export (VigieReportPage *self); /* Ctrl E */
/* Shows the section with that id, "causes"; nothing when the report has none. */
void vigie_report_page_show_section (VigieReportPage *self, const char *section);

/* Pages of the organisation. */
GtkWidget *vigie_home_page_new (VigieSession *session);
GtkWidget *vigie_registry_page_new (VigieSession *session);
void vigie_registry_page_focus_search (GtkWidget *page);
/* Only the incidents of @streams, and above them @words: whose figure they are behind. */
void vigie_registry_page_show_only (GtkWidget *page, const char *words, const char *const *streams);
GtkWidget *vigie_indicators_page_new (VigieSession *session);
GtkWidget *vigie_actions_page_new (VigieSession *session);
GtkWidget *vigie_directory_page_new (VigieSession *session);
void vigie_directory_page_focus_search (GtkWidget *page);
void vigie_directory_page_show_contact (GtkWidget *page, const char *id);

/* The severity wizard: modal, full size. @model NULL declares; otherwise re-assesses that incident.
 * Emits through the window action "win.open-incident" (stream) after declaring. */
GtkWindow *vigie_wizard_present (GtkWindow *parent, VigieSession *session, VigieIncidentModel *model);
/* Answers as a person would, for pictures: @keys are the answers' keys, "4043" the first four questions. Declares nothing. */
void vigie_wizard_fill (GtkWindow *wizard, const char *title, const char *type, const char *time, const char *keys);

GtkWidget *vigie_shortcuts_window_new (GtkWindow *parent);
void vigie_about_present (GtkWindow *parent);

/* Registers the resources and every template type. Call once, before any widget. */
void vigie_ui_init (void);

/* Small shared makers: a key cap (hidden from assistive technology), a caption, an escaped label. */
GtkWidget *vigie_kbd_new (const char *text);
GtkWidget *vigie_label_new (const char *text, const char *css_class); /* plain, ellipsised, left */
/* Window actions every page may count on (GActionMap of the window):
 *   win.declare · win.open-incident (s stream) · win.show (s: home registry directory indicators) · win.incidents ((sas): words, streams: these alone in the registry) · win.similar (s stream, "": the one shown) · win.page (i: 0 timeline
 *   1 roster 2 playbook 3 facts 4 communications 5 report) · win.board (b) · win.command (s prefix) · win.obligation (i: 0 first, 1 second)
 *   win.handover (s post, "": any: the request that waits) · win.channel · win.video · win.video-link
 *   win.exchange (its card) · win.join-hub (s link, "": asked for) · win.try-now · win.pending · win.leave-hub
 *   win.undo (the last act that can be) · win.preferences · win.author
 *   win.entry ((ss): stream, event id) · win.palette · win.assess · win.breach (what it asks for) · win.breach-register · win.export · win.search · win.back · win.example · win.remove-example · win.about · win.shortcuts
 *   win.toast (s message) · win.fail (s message: the error bar) · win.announce (s) · win.alert (s) */

G_END_DECLS
