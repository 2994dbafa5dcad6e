/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-exchange-pill.h"
#include "vigie-incident-view.h"
#include "vigie-sidebar.h"
#include "vigie-window.h"

G_BEGIN_DECLS

struct _VigieWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *content;
  GtkWidget *header;
  GtkWidget *sidebar_button;
  GtkWidget *title;
  GtkWidget *pill_slot;
  GtkWidget *time;
  GtkWidget *board_button;
  GtkMenuButton *page_menu;
  GtkWidget *band_slot;
  GtkRevealer *failure;
  GtkLabel *failure_text;
  GtkStack *places;
  GtkLabel *status_line;
  GtkLabel *alert_line;

  VigieExchangePill *pill;
  GtkWidget *split;
  GtkWidget *sidebar;
  /* What goes with an incident; NULL until the first one is shown. */
  GtkWidget *tabs;
  GtkWidget *band;
  GtkWidget *handovers;
  GtkWidget *proposals;
  GtkWidget *mailings;
  GtkWidget *twins;
  GtkWidget *came;
  GtkWidget *links;
  GtkWidget *incident;
  /* Other places, NULL until shown. */
  GtkWidget *registry;
  GtkWidget *directory;

  VigieSession *session;
  VigieIncidentModel *model;
  AdwToast *undo_toast;          /* owned; the offer to undo on screen, or NULL */
  GCancellable *opening;
  GSettings *settings;           /* NULL when the schema is not installed */
  char *last_stream;
  char *wanted_entry;            /* to be shown when its incident is open, or NULL */
  char *wanted_post;             /* whose request is to be shown when its incident is open, or NULL */
  char *wanted_act;              /* "CLOCK/SUBJECT", to be done when its incident is open, or NULL */
  VigieSyncState said_state;     /* of the exchange, as the screen reader heard it */
  gboolean is_narrow;            /* too narrow for sidebar and content side by side */
  gboolean is_ready;             /* the first screen was chosen */
  gboolean is_listed;            /* the lists of incidents were read, or cannot be */
  gboolean is_drawn;             /* its first frame was drawn */
  gboolean follows_calendars;
  gboolean waits_for_list;       /* it presents itself when they are read */
};

/* vigie-window-actions.c */
void vigie_window_add_actions (VigieWindow *self);
/* Sensitivity and states after the place, the page, the board or the incident changed. */
void vigie_window_update_actions (VigieWindow *self);

/* vigie-window-exchange.c */
void vigie_window_add_exchange_actions (VigieWindow *self);
void vigie_window_watch_exchange (VigieWindow *self);
void vigie_window_tell_exchange (VigieWindow *self);

/* vigie-window-panes.c */
void vigie_window_add_pane_actions (VigieWindow *self);

/* vigie-window-keys.c: keys that are no accelerators of the application. */
void vigie_window_add_keys (VigieWindow *self);

/* vigie-window-incident.c */
void vigie_window_add_incident_actions (VigieWindow *self);
/* vigie-window-lead.c: leading to one thing, light or dark. */
void vigie_window_add_lead_actions (VigieWindow *self);
/* What "win.entry" or "win.act" asked for before its incident was open, if anything. */
void vigie_window_do_wanted (VigieWindow *self);

/* vigie-window.c */
void vigie_window_set_page (VigieWindow *self, int page);
void vigie_window_show_sidebar (VigieWindow *self, gboolean sidebar);
/* The page on screen; borrowed. */
GtkWidget *vigie_window_get_visible_page (VigieWindow *self);

G_END_DECLS
