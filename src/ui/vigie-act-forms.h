/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-widgets.h"

/* The small forms of the war room. Each opens a window over that of @from and records by itself.
 * @obligation is borrowed for the call only. Main thread. */

G_BEGIN_DECLS

/* For any obligation. */
void vigie_act_form_done (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation);
void vigie_act_form_waive (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation);
void vigie_act_form_postpone (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation);

/* For what a clock asks. @obligation may be NULL where it says so. */
void vigie_act_form_milestone (GtkWidget *from, VigieIncidentModel *model, VigieMilestone milestone, const VigieObligation *obligation); /* nullable */
void vigie_act_form_reached (GtkWidget *from, VigieIncidentModel *model, const char *person, const VigieObligation *obligation);
void vigie_act_form_support (GtkWidget *from, VigieIncidentModel *model, const char *level, const VigieObligation *obligation);
void vigie_act_form_review (GtkWidget *from, VigieIncidentModel *model, const char *code, const VigieObligation *obligation); /* nullable */
void vigie_act_form_breach_decision (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation);
/* @target: "AUDIENCE/CHANNEL", with an asterisk for any channel. */
void vigie_act_form_message (GtkWidget *from, VigieIncidentModel *model, const char *target, const VigieObligation *obligation); /* nullable */
void vigie_act_form_check_in (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation); /* nullable */

/* The posts (vigie-act-handover-forms.c). */
/* Asks somebody to take @post; @to (nullable) is proposed. @obligation, nullable, is the clock of the handover. */
void vigie_act_form_handover (GtkWidget *from, VigieIncidentModel *model, const char *post, const char *to, const VigieObligation *obligation);
/* @answer: "declined" or "forced", which need a reason. */
void vigie_act_form_handover_answer (GtkWidget *from, VigieIncidentModel *model, const VigieHandover *handover, const char *answer);
void vigie_act_form_video (GtkWidget *from, VigieIncidentModel *model); /* the link of the video call */

/* The end of an incident, and the way back. */
void vigie_act_form_resolve (GtkWidget *from, VigieIncidentModel *model, const VigieObligation *obligation); /* nullable */
void vigie_act_form_close (GtkWidget *from, VigieIncidentModel *model, gint64 time_usec); /* @time_usec: proposed; NONE: now */
/* Action @id (id or code; NULL: a new one), set to @status (nullable) beforehand. @obligation: nullable. */
void vigie_act_form_action (GtkWidget *from, VigieIncidentModel *model, const char *id, const char *status, const VigieObligation *obligation);
/* A new action that answers the cause with the id @cause. */
void vigie_act_form_action_for (GtkWidget *from, VigieIncidentModel *model, const char *cause);
/* It was no incident; of a cancelled one: it was one after all. */
void vigie_act_form_cancel (GtkWidget *from, VigieIncidentModel *model);
void vigie_act_form_reopen (GtkWidget *from, VigieIncidentModel *model, VigieStage stage); /* @stage: proposed */
void vigie_act_form_stage (GtkWidget *from, VigieIncidentModel *model); /* the public one, set apart */
void vigie_act_form_support_move (GtkWidget *from, VigieIncidentModel *model); /* to any support level */
void vigie_act_form_war_room (GtkWidget *from, VigieIncidentModel *model); /* opens it, and asks who wanted it */

/* For the timeline. */
/* The window, borrowed, for its "recorded". */
GtkWindow *vigie_act_form_decision (GtkWidget *from, VigieIncidentModel *model, const char *text, gint64 occurred_usec);
void vigie_act_form_correct (GtkWidget *from, VigieIncidentModel *model, const VigieEntry *entry);
void vigie_act_form_retract (GtkWidget *from, VigieIncidentModel *model, const VigieEntry *entry);
void vigie_act_form_hypothesis (GtkWidget *from, VigieIncidentModel *model, const char *code, VigieHypothesisState state);

G_END_DECLS
