/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything the window can be asked to do, as actions in its GActionMap: buttons, menus, keys and
 * D-Bus all come through here. The panes and the keys are beside this file. */

#include "vigie-window-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-id.h"
#include "vigie-page-tabs.h"
#include "vigie-palette.h"
#include "vigie-preferences.h"
#include "vigie-similar-window.h"
#include "vigie-text-ui.h"

static void
set_enabled (VigieWindow *self,
             const char  *name,
             gboolean     enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static void
set_state (VigieWindow *self,
           const char  *name,
           GVariant    *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), state);
}

/* What can be done with @incident; NULL: none is shown. */
static void
enable_incident_acts (VigieWindow   *self,
                      VigieIncident *incident)
{
  gboolean shown = incident != NULL;

  set_enabled (self, "assess", shown);
  set_enabled (self, "export", shown);
  set_enabled (self, "rename", shown);
  set_enabled (self, "retype", shown);
  set_enabled (self, "breach", shown);
  set_enabled (self, "channel", shown);
  set_enabled (self, "video", shown);
  set_enabled (self, "video-link", shown);
  set_enabled (self, "open-war-room", shown && vigie_incident_is_active (incident) && !vigie_incident_war_room_is_open (incident));
  set_enabled (self, "close-war-room", shown && vigie_incident_war_room_is_open (incident));
  set_enabled (self, "resolve", shown && vigie_incident_is_active (incident));
  set_enabled (self, "close-incident", shown && incident->milestones[VIGIE_MILESTONE_CLOSED] == VIGIE_TIME_NONE);
  set_enabled (self, "reopen", shown && !incident->cancelled && !vigie_incident_is_active (incident));
  set_enabled (self, "cancel-incident", shown);
  set_enabled (self, "import-slack", shown);
  set_enabled (self, "public-stage", shown);
  set_enabled (self, "support", shown && vigie_incident_is_active (incident));
  set_enabled (self, "remove-example", shown && vigie_stream_is_local (incident->stream));
}

void
vigie_window_update_actions (VigieWindow *self)
{
  VigieIncidentView *view = self->incident ? VIGIE_INCIDENT_VIEW (self->incident) : NULL;
  VigieIncidentModel *shown = vigie_window_get_model (self);

  set_enabled (self, "undo", vigie_session_can_undo (self->session));
  enable_incident_acts (self, shown ? vigie_incident_model_get_incident (shown) : NULL);
  set_state (self, "page", g_variant_new_int32 (view ? vigie_incident_view_get_page_number (view) : 0));
  set_state (self, "board", g_variant_new_boolean (view && vigie_incident_view_board_is_revealed (view)));
}

/* ---- Acts ---- */

static void
declare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_wizard_present (GTK_WINDOW (self), self->session, NULL);
}

static void
assess_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieWindow *self = user_data;

  if (self->model)
    vigie_wizard_present (GTK_WINDOW (self), self->session, self->model);
}

static void
open_incident_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  vigie_window_open (user_data, g_variant_get_string (parameter, NULL));
}

static void
show_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VigieWindow *self = user_data;
  const char *place = g_variant_get_string (parameter, NULL);

  if (g_str_equal (place, "search"))
    {
      vigie_window_show (self, "registry");
      vigie_registry_page_focus_search (self->registry);
    }
  else
    vigie_window_show (self, place);
}

/* The incidents behind a figure, alone in the registry. */
static void
incidents_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  VigieWindow *self = user_data;
  g_autofree const char **streams = NULL;
  g_autoptr(GVariant) list = g_variant_get_child_value (parameter, 1);
  const char *words;

  g_variant_get_child (parameter, 0, "&s", &words);
  streams = g_variant_get_strv (list, NULL);
  vigie_window_show (self, "registry");
  vigie_registry_page_show_only (self->registry, words, streams);
}

/* Of the incident of that stream; "": of the one shown. */
static void
similar_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  const char *stream = g_variant_get_string (parameter, NULL);
  VigieIncidentModel *model = vigie_window_get_model (self);

  if (!*stream && model)
    stream = vigie_incident_model_get_stream (model);
  if (*stream)
    vigie_similar_window_present (GTK_WINDOW (self), self->session, stream);
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  int page = g_variant_get_int32 (parameter);

  if (page >= 0 && page < VIGIE_N_PAGES)
    vigie_window_set_page (user_data, page);
}

static void
command_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  VigieWindow *self = user_data;
  const char *prefix = g_variant_get_string (parameter, NULL);
  GtkWidget *page;

  if (!self->model)
    return;
  vigie_window_set_page (self, 0);
  page = vigie_incident_view_get_page (VIGIE_INCIDENT_VIEW (self->incident), 0);
  vigie_timeline_page_focus_command (VIGIE_TIMELINE_PAGE (page), *prefix ? prefix : NULL);
}

static void
obligation_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  VigieWindow *self = user_data;
  int index = g_variant_get_int32 (parameter);
  VigieIncidentModel *model = vigie_window_get_model (self);
  const VigieObligation *obligation = model && index >= 0 ? vigie_incident_model_get_urgent (model, index) : NULL;

  if (obligation)
    vigie_obligation_act (GTK_WIDGET (self), model, obligation);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_window_set_page (self, 5);
  vigie_report_page_export (VIGIE_REPORT_PAGE (vigie_window_get_visible_page (self)));
}

/* Looks where one is; a page with a search of its own has the action "page.search". */
static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieWindow *self = user_data;

  if (g_str_equal (vigie_window_get_place (self), "directory"))
    vigie_directory_page_focus_search (self->directory);
  else if (!vigie_window_get_model (self) || !gtk_widget_activate_action (vigie_window_get_visible_page (self), "page.search", NULL))
    g_action_group_activate_action (G_ACTION_GROUP (self), "show", g_variant_new_string ("search"));
}

static void
suggested_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gtk_widget_activate_action (vigie_window_get_visible_page (user_data), "page.suggested", NULL);
}

/* One layer back: the error bar, a board that lies over the page, the page, the place. */
static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VigieWindow *self = user_data;
  VigieIncidentView *view = self->incident ? VIGIE_INCIDENT_VIEW (self->incident) : NULL;

  if (gtk_revealer_get_reveal_child (self->failure))
    gtk_revealer_set_reveal_child (self->failure, FALSE);
  else if (!vigie_compat_split_shows_content (self->split))
    vigie_window_show_sidebar (self, FALSE);
  else if (!vigie_window_get_model (self))
    {
      if (self->last_stream)
        vigie_window_open (self, self->last_stream);
      else
        vigie_window_show (self, "home");
    }
  else if (vigie_incident_view_board_is_folded (view) && vigie_incident_view_board_is_revealed (view))
    g_action_group_activate_action (G_ACTION_GROUP (self), "board", g_variant_new_boolean (FALSE));
  else
    vigie_window_set_page (self, 0);
}

/* ---- Example ---- */

static void
example_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (user_data)), "example", NULL);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VigieWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (vigie_store_thread_remove_local_finish (VIGIE_STORE_THREAD (object), result, &error))
    vigie_window_toast (self, _("The example was removed."));
  else
    vigie_window_fail (self, error->message);
}

static void
remove_answered_cb (gboolean accepted,
                    gpointer user_data)
{
  g_autoptr(VigieWindow) self = user_data;

  if (accepted && self->model)
    vigie_store_thread_remove_local_async (vigie_session_get_store (self->session), vigie_incident_model_get_stream (self->model), NULL, removed_cb, g_object_ref (self));
}

static void
remove_example_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_compat_ask (GTK_WIDGET (self), _("Remove the example?"),
                    _("What was noted in it goes too. Real incidents are never removed."),
                    _("Remove the example"), TRUE, NULL, remove_answered_cb, g_object_ref (self));
}

/* ---- Person ---- */

typedef struct
{
  VigieWindow *window;
  GtkWidget *entry;
} AuthorForm;

static void
author_answered_cb (gboolean accepted,
                    gpointer user_data)
{
  AuthorForm *form = user_data;
  VigieWindow *self = form->window;
  g_autoptr(GError) error = NULL;

  if (accepted && !vigie_preferences_set_author (self->session, gtk_editable_get_text (GTK_EDITABLE (form->entry)), &error))
    vigie_window_fail (self, error->message);
  g_object_unref (form->entry);
  g_object_unref (form->window);
  g_free (form);
}

static void
author_changed_cb (GtkEditable *entry,
                   GtkWindow   *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  vigie_compat_ask_set_ready (dialog, *name != '\0');
}

static void
author_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  VigieWindow *self = user_data;
  AuthorForm *form = g_new0 (AuthorForm, 1);
  GtkWindow *dialog;

  form->window = g_object_ref (self);
  form->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_editable_set_text (GTK_EDITABLE (form->entry), vigie_session_get_author (self->session));
  vigie_set_accessible_label (form->entry, _("Your name"));
  dialog = vigie_compat_ask (GTK_WIDGET (self), _("Who sits here?"), _("This name stands beside everything that is recorded from now on."),
                             _("Use this name"), FALSE, form->entry, author_answered_cb, form);
  g_signal_connect_object (form->entry, "changed", G_CALLBACK (author_changed_cb), dialog, 0);
  g_signal_connect_object (form->entry, "activate", G_CALLBACK (vigie_compat_ask_accept), dialog, G_CONNECT_SWAPPED);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_preferences_present (GTK_WINDOW (self), self->session);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_session_undo (self->session);
}

static void
palette_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  VigieWindow *self = user_data;

  vigie_palette_present (GTK_WINDOW (self), self->session, vigie_window_get_model (self));
}

/* ---- Words ---- */

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  vigie_about_present (user_data);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (vigie_shortcuts_window_new (user_data)));
}

static void
toast_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  vigie_window_toast (user_data, g_variant_get_string (parameter, NULL));
}

static void
fail_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  vigie_window_fail (user_data, g_variant_get_string (parameter, NULL));
}

static void
announce_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  vigie_label_set (VIGIE_WINDOW (user_data)->status_line, g_variant_get_string (parameter, NULL));
}

static void
alert_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  vigie_label_set (VIGIE_WINDOW (user_data)->alert_line, g_variant_get_string (parameter, NULL));
}

/* ---- Tables ---- */

static const GActionEntry entries[] = {
  { .name = "declare", .activate = declare_action },
  { .name = "assess", .activate = assess_action },
  { .name = "open-incident", .activate = open_incident_action, .parameter_type = "s" },
  { .name = "show", .activate = show_action, .parameter_type = "s" },
  { .name = "incidents", .activate = incidents_action, .parameter_type = "(sas)" },
  { .name = "similar", .activate = similar_action, .parameter_type = "s" },
  { .name = "page", .activate = page_action, .parameter_type = "i", .state = "0" },
  { .name = "command", .activate = command_action, .parameter_type = "s" },
  { .name = "obligation", .activate = obligation_action, .parameter_type = "i" },
  { .name = "export", .activate = export_action },
  { .name = "search", .activate = search_action },
  { .name = "suggested", .activate = suggested_action },
  { .name = "back", .activate = back_action },
  { .name = "example", .activate = example_action },
  { .name = "remove-example", .activate = remove_example_action },
  { .name = "author", .activate = author_action },
  { .name = "palette", .activate = palette_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "undo", .activate = undo_action },
  { .name = "about", .activate = about_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "toast", .activate = toast_action, .parameter_type = "s" },
  { .name = "fail", .activate = fail_action, .parameter_type = "s" },
  { .name = "announce", .activate = announce_action, .parameter_type = "s" },
  { .name = "alert", .activate = alert_action, .parameter_type = "s" },
};

void
vigie_window_add_actions (VigieWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  vigie_window_add_incident_actions (self);
  vigie_window_add_exchange_actions (self);
  vigie_window_add_lead_actions (self);
  vigie_window_add_pane_actions (self);
  vigie_window_add_keys (self);
  set_enabled (self, "undo", FALSE);
  enable_incident_acts (self, NULL);
}
