/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice-choices.h"
#include "vigie-notice-composer.h"
#include "vigie-notice-draft-text.h"
#include "vigie-notice-editor.h"
#include "vigie-notice-source.h"
#include "vigie-notice-steps.h"
#include "vigie-notice-strip.h"

/* What the files of the composer share; nobody else includes it. Main thread. */

G_BEGIN_DECLS

/* What the button does next. */
typedef enum
{
  VIGIE_COMPOSER_NOTHING,
  VIGIE_COMPOSER_SUBMIT,
  VIGIE_COMPOSER_APPROVE,
  VIGIE_COMPOSER_PUBLISH,
  VIGIE_COMPOSER_COMPLETE,
} VigieComposerNext;

struct _VigieNoticeComposer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *back;
  GtkWidget *choices;
  GtkWidget *strip;
  GtkWidget *again; /* button of the strip: draw the text anew */
  GtkWidget *editor;
  GtkWidget *steps;
  GtkWidget *reason;
  GtkWidget *more;
  GtkWidget *act;
  VigieIncidentModel *model;
  VigieDraftText *text;
  VigieNoticeSource source; /* what the editor compares with */
  guint keep_id;
  guint fit_id;
  gboolean is_short;
  char *awaited; /* version that the fold has to have before @then */
  VigieComposerNext then;
  gboolean touched; /* somebody typed what is not recorded */
};

/* ---- Next: what the button does ---- */
VigieSession *vigie_composer_session (VigieNoticeComposer *self);
VigieIncident *vigie_composer_incident (VigieNoticeComposer *self);
/* As recorded; NULL: nothing is yet. */
const VigieNotice *vigie_composer_notice (VigieNoticeComposer *self);
/* The text on the screen is not the recorded one. */
gboolean vigie_composer_is_edited (VigieNoticeComposer *self);
gboolean vigie_composer_may_edit (VigieNoticeComposer *self);
VigieComposerNext vigie_composer_next (VigieNoticeComposer *self);
const char *vigie_composer_next_label (VigieComposerNext next);
char *vigie_composer_obstacle (VigieNoticeComposer *self,
                               VigieComposerNext next); /* owned; NULL: the button is on */
char *vigie_composer_hint (VigieNoticeComposer *self, VigieComposerNext next); /* owned */

/* ---- Text ---- */
/* Keeps what is typed in the store, or with @forget nothing. */
void vigie_composer_keep (VigieNoticeComposer *self, gboolean forget);
void vigie_composer_keep_soon (VigieNoticeComposer *self);
char *vigie_composer_place_of (VigieNoticeComposer *self); /* under which it is kept; owned */
void vigie_composer_take_text (VigieNoticeComposer *self); /* from the editor */
void vigie_composer_show_text (VigieNoticeComposer *self); /* in the editor */
void vigie_composer_fill (VigieNoticeComposer *self); /* from the chosen template */
void vigie_composer_show_strip (VigieNoticeComposer *self);

/* ---- Acts ---- */
void vigie_composer_record (VigieNoticeComposer *self, VigieComposerNext then);
void vigie_composer_take_step (VigieNoticeComposer *self, VigieComposerNext next);
void vigie_composer_show_act (VigieNoticeComposer *self);

/* ---- Menu ---- */
GMenu *vigie_composer_menu_new (void);
void vigie_composer_install_menu (GtkWidgetClass *klass);

G_END_DECLS
