/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window holds pages and knows which one is shown; what can be done in it stands in
 * vigie-window-actions.c, and what is true in the session and the models.
 *
 * Layout: sidebar | header bar, band, error bar, place. A place is home, the registry, the directory or
 * the incident. Places are made when first shown. The error bar stands under the band and stays until it
 * is closed or the next record succeeds: what was lost must not vanish by itself, as a toast would. */

#include "vigie-window-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-came-bar.h"
#include "vigie-handover-bar.h"
#include "vigie-header-row.h"
#include "vigie-mailing-bar.h"
#include "vigie-menu.h"
#include "vigie-page-tabs.h"
#include "vigie-preferences.h"
#include "vigie-proposal-bar.h"
#include "vigie-rota-feeds.h"
#include "vigie-text-ui.h"
#include "vigie-twin-bar.h"
#include "vigie-time.h"
#include "vigie-war-room-links.h"

#define SIDE_BY_SIDE_PX 1100

G_DEFINE_FINAL_TYPE (VigieWindow, vigie_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- What the header says ---- */

/* The places of the organisation, each a page of its own. */
static const struct
{
  const char *id, *title;
  GtkWidget *(*make) (VigieSession *session);
} places[] = {
  { "home", N_("Home"), vigie_home_page_new },
  { "registry", N_("Registry"), vigie_registry_page_new },
  { "directory", N_("Directory"), vigie_directory_page_new },
  { "actions", N_("Actions"), vigie_actions_page_new },
  { "indicators", N_("Indicators"), vigie_indicators_page_new },
};

static const char *
place_title (const char *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].id, place))
      return _(places[i].title);

  return _("Home");
}

static void
update_title (VigieWindow *self)
{
  const char *place = vigie_window_get_place (self);
  g_autofree char *title = NULL;

  if (g_str_equal (place, "incident") && self->model)
    {
      g_autofree char *clean = vigie_text_ui_clean (vigie_incident_model_get_incident (self->model)->title, 120);

      title = g_strdup_printf ("%s – Vigie", clean);
    }
  gtk_window_set_title (GTK_WINDOW (self), title ? title : "Vigie");
  vigie_label_set (GTK_LABEL (self->title), place_title (place));
}

static void
update_links (VigieWindow *self)
{
  if (self->links)
    vigie_war_room_links_update (VIGIE_WAR_ROOM_LINKS (self->links), vigie_window_get_model (self));
}

static void
update_header (VigieWindow *self)
{
  gboolean incident = g_str_equal (vigie_window_get_place (self), "incident");
  gboolean folded = vigie_compat_split_is_folded (self->split);

  if (self->tabs)
    gtk_widget_set_visible (self->tabs, incident);
  gtk_widget_set_visible (self->title, !incident);
  gtk_widget_set_visible (self->board_button, incident);
  gtk_widget_set_visible (self->pill_slot, incident || folded); /* else the sidebar says it */
  gtk_widget_set_visible (self->band_slot, incident);
  gtk_widget_set_visible (self->sidebar_button, folded);
  vigie_sidebar_set_alone (VIGIE_SIDEBAR (self->sidebar), folded);
  vigie_window_tell_exchange (self);
  update_title (self);
  update_links (self);
  vigie_window_update_actions (self);
}

static void
update_time (VigieWindow *self)
{
  g_autofree char *now = vigie_time_format_clock_zone (vigie_session_now_usec (self->session), vigie_session_get_zone (self->session));

  vigie_label_set (GTK_LABEL (self->time), now);
}

static void
board_cb (VigieWindow *self)
{
  vigie_window_update_actions (self);
}

/* ---- Places ---- */

/* The band, the page buttons and the rest around an incident. */
static void
make_incident_parts (VigieWindow *self)
{
  self->tabs = vigie_page_tabs_new ();
  self->links = vigie_war_room_links_new ();
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header), vigie_header_row_new (self->tabs, self->links));
  self->band = vigie_incident_band_new ();
  gtk_box_append (GTK_BOX (self->band_slot), self->band);
  self->handovers = vigie_handover_bar_new ();
  gtk_box_append (GTK_BOX (self->band_slot), self->handovers);
  self->twins = vigie_twin_bar_new ();
  gtk_box_append (GTK_BOX (self->band_slot), self->twins);
  self->came = vigie_came_bar_new ();
  gtk_box_append (GTK_BOX (self->band_slot), self->came);
  self->proposals = vigie_proposal_bar_new ();
  gtk_box_append (GTK_BOX (self->band_slot), self->proposals);
}

static GtkWidget *
make_place (VigieWindow *self,
            const char  *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWidget *page = g_str_equal (places[i].id, place) ? places[i].make (self->session) : NULL;

      if (page && g_str_equal (place, "registry"))
        self->registry = page;
      if (page && g_str_equal (place, "directory"))
        self->directory = page;
      if (page)
        return page;
    }

  make_incident_parts (self);
  self->incident = vigie_incident_view_new ();
  vigie_incident_view_watch_board (VIGIE_INCIDENT_VIEW (self->incident), G_CALLBACK (board_cb), self);
  if (self->settings && !g_settings_get_boolean (self->settings, "board-visible"))
    vigie_incident_view_reveal_board (VIGIE_INCIDENT_VIEW (self->incident), FALSE);
  return self->incident;
}

static void
show_place (VigieWindow *self,
            const char  *place)
{
  if (!gtk_stack_get_child_by_name (self->places, place))
    gtk_stack_add_named (self->places, make_place (self, place), place);
  gtk_stack_set_visible_child_name (self->places, place);
  vigie_window_show_sidebar (self, FALSE);
  update_header (self);
}

/**
 * vigie_window_show:
 * @place: "home", "registry", "directory" or "indicators"; anything else is home
 *
 * Shows a place of the organisation.
 */
void
vigie_window_show (VigieWindow *self,
                   const char  *place)
{
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    known = known || g_str_equal (places[i].id, place);
  if (!known)
    place = "home";
  g_cancellable_cancel (self->opening);
  self->is_ready = TRUE;
  show_place (self, place);
  vigie_sidebar_select (VIGIE_SIDEBAR (self->sidebar), place);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->places));
}

const char *
vigie_window_get_place (VigieWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->places);

  return name ? name : "home";
}

GtkWidget *
vigie_window_get_visible_page (VigieWindow *self)
{
  if (self->incident && g_str_equal (vigie_window_get_place (self), "incident"))
    return vigie_incident_view_get_page (VIGIE_INCIDENT_VIEW (self->incident), vigie_incident_view_get_page_number (VIGIE_INCIDENT_VIEW (self->incident)));
  return gtk_stack_get_visible_child (self->places);
}

void
vigie_window_set_page (VigieWindow *self,
                       int          page)
{
  if (!self->model)
    return;
  if (!g_str_equal (vigie_window_get_place (self), "incident"))
    {
      show_place (self, "incident");
      vigie_sidebar_select (VIGIE_SIDEBAR (self->sidebar), vigie_incident_model_get_stream (self->model));
    }
  vigie_incident_view_show_page (VIGIE_INCIDENT_VIEW (self->incident), page);
  if (self->settings)
    g_settings_set_string (self->settings, "last-page", vigie_page_name (page));
  vigie_window_show_sidebar (self, FALSE);
  vigie_window_update_actions (self);
  gtk_widget_grab_focus (vigie_window_get_visible_page (self));
}

void
vigie_window_show_sidebar (VigieWindow *self,
                           gboolean     sidebar)
{
  vigie_compat_split_show_content (self->split, !sidebar);
}

/* ---- Incidents ---- */

static void
model_changed_cb (VigieWindow *self)
{
  update_title (self);
  update_links (self);
  vigie_window_update_actions (self);
}

static void
set_model (VigieWindow        *self,
           VigieIncidentModel *model)
{
  if (self->model == model)
    return;
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  vigie_incident_band_set_model (VIGIE_INCIDENT_BAND (self->band), model);
  vigie_handover_bar_set_model (VIGIE_HANDOVER_BAR (self->handovers), model);
  vigie_came_bar_set_model (VIGIE_CAME_BAR (self->came), model);
  vigie_twin_bar_set_model (VIGIE_TWIN_BAR (self->twins), model);
  vigie_proposal_bar_set_model (VIGIE_PROPOSAL_BAR (self->proposals), model);
  update_links (self);
  vigie_incident_view_set_model (VIGIE_INCIDENT_VIEW (self->incident), model);
  if (model)
    g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VigieWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VigieIncidentModel) model = vigie_session_open_finish (VIGIE_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  if (!model)
    {
      vigie_window_fail (self, error->message);
      if (!gtk_stack_get_visible_child (self->places))
        vigie_window_show (self, "home");
      return;
    }
  show_place (self, "incident");
  set_model (self, model);
  g_free (self->last_stream);
  self->last_stream = g_strdup (vigie_incident_model_get_stream (model));
  vigie_sidebar_select (VIGIE_SIDEBAR (self->sidebar), self->last_stream);
  update_header (self);
  gtk_widget_grab_focus (vigie_window_get_visible_page (self));
  vigie_window_do_wanted (self);
}

void
vigie_window_open (VigieWindow *self,
                   const char  *stream)
{
  self->is_ready = TRUE;
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  vigie_session_open_async (self->session, stream, self->opening, opened_cb, g_object_ref (self));
}

/* The most severe active incident; the lists are newest first, so of two alike the newer one. */
static char *
first_stream (VigieSession *session)
{
  GListModel *active = vigie_session_get_active (session);
  guint n = g_list_model_get_n_items (active);
  VigieLevel best = VIGIE_LEVEL_P4 + 1;
  char *stream = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (active, i);
      const VigieIncidentRow *row = vigie_incident_item_get_row (item);
      VigieLevel level = row->level == VIGIE_LEVEL_NONE ? VIGIE_LEVEL_P4 : row->level;

      if (level >= best)
        continue;
      best = level;
      g_free (stream);
      stream = g_strdup (row->stream);
    }
  return stream;
}

/* A calendar that is followed says something else, or nothing any more. */
static void
calendar_announced_cb (VigieWindow *self,
                       const char  *words)
{
  vigie_window_toast (self, words);
  vigie_label_set (self->status_line, words);
}

/* Once the first frame is on the screen and the lists are read. */
static void
choose_first (VigieWindow *self)
{
  g_autofree char *stream = NULL;

  if (!self->is_drawn || !self->is_listed || !self->session)
    return;
  stream = self->is_ready ? NULL : first_stream (self->session);
  if (stream)
    vigie_window_open (self, stream);
  else if (!self->is_ready)
    vigie_window_show (self, "home");
  /* Now, not before: the incident that one wants to see is read first. */
  if (self->mailings == NULL)
    {
      self->mailings = vigie_mailing_bar_new (self->session);
      gtk_widget_insert_after (self->mailings, gtk_widget_get_parent (GTK_WIDGET (self->failure)), GTK_WIDGET (self->failure));
    }
  vigie_session_set_watching (self->session, TRUE);
  vigie_exchange_start (vigie_session_get_exchange (self->session));
  vigie_sync_share_find (vigie_session_get_share (self->session));
  if (!self->follows_calendars)
    g_signal_connect_object (vigie_rota_feeds_of (self->session), "announced", G_CALLBACK (calendar_announced_cb), self, G_CONNECT_SWAPPED);
  self->follows_calendars = TRUE;
}

static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VigieWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!vigie_session_reload_finish (VIGIE_SESSION (object), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      vigie_window_fail (self, error->message);
    }
  self->is_listed = TRUE;
  if (self->waits_for_list && self->session)
    gtk_window_present (GTK_WINDOW (self));
  choose_first (self);
}

/**
 * vigie_window_present_listed:
 *
 * Presents the window when the lists of incidents are read, some milliseconds after it was made: its first
 * frame would say otherwise that there is no incident.
 */
void
vigie_window_present_listed (VigieWindow *self)
{
  self->waits_for_list = TRUE;
  if (self->is_listed)
    gtk_window_present (GTK_WINDOW (self));
}

/* An incident that was removed cannot stay on screen. Only an example can be, and examples are always in
 * the list; of others those that are old and closed are not. */
static void
registry_changed_cb (VigieWindow *self)
{
  GListModel *registry = vigie_session_get_registry (self->session);
  guint n = g_list_model_get_n_items (registry);

  if (!self->model || !vigie_incident_model_get_incident (self->model)->example)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(VigieIncidentItem) item = g_list_model_get_item (registry, i);

      if (g_str_equal (vigie_incident_item_get_row (item)->stream, vigie_incident_model_get_stream (self->model)))
        return;
    }
  set_model (self, NULL);
  g_clear_pointer (&self->last_stream, g_free);
  vigie_window_show (self, "home");
}

/* ---- Messages ---- */

void
vigie_window_toast (VigieWindow *self,
                    const char  *message)
{
  adw_toast_overlay_add_toast (self->toasts, vigie_toast_new (message));
}

void
vigie_window_fail (VigieWindow *self,
                   const char  *message)
{
  vigie_label_set (self->failure_text, message);
  vigie_label_set (self->alert_line, message);
  gtk_revealer_set_reveal_child (self->failure, TRUE);
}

static void
close_failure_cb (VigieWindow *self)
{
  gtk_revealer_set_reveal_child (self->failure, FALSE);
}

static void
record_failed_cb (VigieWindow *self,
                  const char  *message)
{
  vigie_window_fail (self, message);
}

static void
dismiss_undo (VigieWindow *self)
{
  g_autoptr(AdwToast) toast = g_steal_pointer (&self->undo_toast);

  if (toast)
    adw_toast_dismiss (toast);
}

/* One offer at a time, the newest: toasts queue, and the button always undoes the last act. */
static void
undoable_cb (VigieWindow *self,
             const char  *words)
{
  dismiss_undo (self);
  self->undo_toast = g_object_ref_sink (vigie_toast_new (words));
  adw_toast_set_button_label (self->undo_toast, _("Undo"));
  adw_toast_set_action_name (self->undo_toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->undo_toast));
  vigie_label_set (self->status_line, words);
  vigie_window_update_actions (self);
}

static void
undone_cb (VigieWindow *self,
           const char  *words)
{
  dismiss_undo (self);
  vigie_window_toast (self, words);
  vigie_label_set (self->status_line, words);
  vigie_window_update_actions (self);
}

/* Said once for each threshold, never the seconds. */
static void
threshold_cb (VigieWindow           *self,
              VigieIncident         *incident,
              const VigieObligation *obligation)
{
  VigieLang lang = vigie_session_get_lang (self->session);
  g_autofree char *title = vigie_obligation_title (obligation, lang);
  g_autofree char *words = vigie_obligation_words (obligation, vigie_session_now_usec (self->session), vigie_session_get_zone (self->session), lang);
  g_autofree char *text = g_strdup_printf ("%s, %s", title, words);

  vigie_label_set (obligation->state == VIGIE_OBLIGATION_OVERDUE ? self->alert_line : self->status_line, text);
}

/* ---- Object ---- */

/* The wide forms of band and header need about a thousand pixels; below that they gain more from the
 * sidebar's room than one gains from seeing the sidebar. Told by the surface and not by any widget's
 * size, so that folding cannot undo what made it fold. */
static void
layout_cb (VigieWindow *self,
           int          width,
           int          height)
{
  gboolean is_narrow = width < SIDE_BY_SIDE_PX;

  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  vigie_exchange_pill_set_narrow (self->pill, is_narrow);
  vigie_compat_split_force_fold (self->split, is_narrow);
}

/* The incidents are read after the first frame: beside it they would only make it later. */
static void
first_frame_cb (VigieWindow   *self,
                GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  self->is_drawn = TRUE;
  choose_first (self);
}

static void
vigie_window_realize (GtkWidget *widget)
{
  VigieWindow *self = VIGIE_WINDOW (widget);

  GTK_WIDGET_CLASS (vigie_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (layout_cb), widget, G_CONNECT_SWAPPED);
  if (!self->is_drawn)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (first_frame_cb), widget, G_CONNECT_SWAPPED);
}

static gboolean
vigie_window_close_request (GtkWindow *window)
{
  VigieWindow *self = VIGIE_WINDOW (window);
  int width, height;

  if (self->settings)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (self->settings, "window-width", CLAMP (width, 400, 16384));
      g_settings_set_int (self->settings, "window-height", CLAMP (height, 300, 16384));
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (vigie_window_parent_class)->close_request (window);
}

static void
vigie_window_dispose (GObject *object)
{
  VigieWindow *self = VIGIE_WINDOW (object);

  g_cancellable_cancel (self->opening);
  if (self->model && self->band)
    set_model (self, NULL);
  g_clear_object (&self->undo_toast);
  g_clear_object (&self->opening);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->last_stream, g_free);
  g_clear_pointer (&self->wanted_entry, g_free);
  g_clear_pointer (&self->wanted_act, g_free);
  g_clear_pointer (&self->wanted_post, g_free);
  self->band = NULL;
  self->incident = NULL;
  G_OBJECT_CLASS (vigie_window_parent_class)->dispose (object);
}

static void
vigie_window_class_init (VigieWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vigie_window_dispose;
  widget_class->realize = vigie_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = vigie_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/ci/distri_night/Vigie/ui/vigie-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, content);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, header);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, title);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, pill_slot);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, time);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, board_button);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, page_menu);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, band_slot);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, failure_text);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, places);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, status_line);
  gtk_widget_class_bind_template_child (widget_class, VigieWindow, alert_line);
  gtk_widget_class_bind_template_callback (widget_class, close_failure_cb);
}

static void
vigie_window_init (VigieWindow *self)
{
  /* Before anything that would listen to each of them. */
  vigie_window_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  vigie_menu_attach (self->page_menu, "incident_menu");
}

static void
restore_size (VigieWindow *self)
{
  if (!self->settings)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"), g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

VigieWindow *
vigie_window_new (GtkApplication *application,
                  VigieSession   *session)
{
  VigieWindow *self = g_object_new (VIGIE_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->settings = vigie_preferences_settings ();
  restore_size (self);
  self->sidebar = vigie_sidebar_new (session);
  self->split = vigie_compat_split_new (self->sidebar, self->content);
  adw_toast_overlay_set_child (self->toasts, self->split);
  vigie_window_watch_exchange (self);
  vigie_window_update_actions (self);
  vigie_compat_split_watch (self->split, G_CALLBACK (update_header), self);
  g_signal_connect_object (session, "tick", G_CALLBACK (update_time), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "record-failed", G_CALLBACK (record_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undoable", G_CALLBACK (undoable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "threshold", G_CALLBACK (threshold_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vigie_session_get_registry (session), "items-changed", G_CALLBACK (registry_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_time (self);
  update_header (self);
  vigie_session_set_watching (session, FALSE);
  vigie_session_reload_async (session, NULL, reloaded_cb, g_object_ref (self));
  return self;
}

VigieSession *
vigie_window_get_session (VigieWindow *self)
{
  return self->session;
}

VigieIncidentModel *
vigie_window_get_model (VigieWindow *self)
{
  return g_str_equal (vigie_window_get_place (self), "incident") ? self->model : NULL;
}
