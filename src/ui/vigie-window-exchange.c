/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does about the hub. A change of the state is said once to the screen reader; counts are not. */

#include "vigie-window-private.h"

#include <glib/gi18n-lib.h>

#include "vigie-compat.h"
#include "vigie-join-window.h"
#include "vigie-pending-window.h"
#include "vigie-share-window.h"
#include "vigie-text-ui.h"

static VigieExchange *
exchange_of (VigieWindow *self)
{
  return vigie_session_get_exchange (self->session);
}

/* ---- Acts ---- */

static void
exchange_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->pill)))
    vigie_exchange_pill_open (self->pill);
  else
    vigie_sidebar_open_exchange (VIGIE_SIDEBAR (self->sidebar));
}

static void
join_hub_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  vigie_join_window_present (GTK_WINDOW (self), self->session, g_variant_get_string (parameter, NULL));
}

static void
pending_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  vigie_pending_window_present (GTK_WINDOW (self), self->session);
}

static void
try_now_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  vigie_exchange_try_now (exchange_of (user_data));
}

static void
left_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(VigieWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (vigie_exchange_leave_finish (VIGIE_EXCHANGE (object), result, &error))
    vigie_window_toast (self, _("The hub was left. Everything that was recorded is still here."));
  else
    vigie_window_fail (self, error->message);
}

static void
leave_answered_cb (gboolean accepted, gpointer user_data)
{
  g_autoptr(VigieWindow) self = user_data;

  if (accepted && self->session != NULL)
    vigie_exchange_leave_async (exchange_of (self), NULL, left_cb, g_object_ref (self));
}

static char *
leave_words (const VigieSyncStatus *status)
{
  const char *stays = _("The record stays on this computer, and what was sent stays at the hub. Coming back takes a new invitation.");
  g_autofree char *count = NULL;

  if (status->n_waiting == 0)
    return g_strdup (stays);
  count = g_strdup_printf (ngettext ("%u entry has not been sent yet.", "%u entries have not been sent yet.", status->n_waiting),
                           status->n_waiting);

  return g_strdup_printf ("%s %s", count, stays);
}

static void
leave_hub_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;
  g_autofree char *words = leave_words (vigie_exchange_get_status (exchange_of (self)));

  if (vigie_exchange_get_hub (exchange_of (self)) != NULL)
    vigie_compat_ask (GTK_WIDGET (self), _("Leave the hub?"), words, _("Leave the hub"), TRUE, NULL, leave_answered_cb, g_object_ref (self));
}

/* ---- What it hears ---- */

static void
set_enabled (VigieWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static void
changed_cb (VigieWindow *self)
{
  const VigieSyncStatus *status = vigie_exchange_get_status (exchange_of (self));
  gboolean joined = vigie_exchange_get_hub (exchange_of (self)) != NULL;
  VigieSyncState before = self->said_state;

  set_enabled (self, "leave-hub", joined);
  set_enabled (self, "try-now", joined);
  set_enabled (self, "pending", joined);
  self->said_state = status->state;
  if (before != status->state && (status->state == VIGIE_SYNC_OFFLINE || status->state == VIGIE_SYNC_REFUSED || status->state == VIGIE_SYNC_LIVE))
    {
      g_autofree char *words = vigie_sync_status_words (status);

      vigie_label_set (self->status_line, words);
    }
}

static void
share_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VigieWindow *self = user_data;

  vigie_share_window_present (GTK_WINDOW (self), self->session);
}

static void
touched_cb (VigieWindow *self)
{
  if (self->session != NULL)
    vigie_exchange_touch (exchange_of (self));
}

/* Both only look on. */
static void
watch_hands (VigieWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (touched_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (touched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* The incident on screen, or none. */
void
vigie_window_tell_exchange (VigieWindow *self)
{
  VigieIncidentModel *model = vigie_window_get_model (self);

  vigie_exchange_open (exchange_of (self), model != NULL ? vigie_incident_model_get_stream (model) : NULL);
}

static const GActionEntry entries[] = {
  { .name = "exchange", .activate = exchange_action },
  { .name = "join-hub", .activate = join_hub_action, .parameter_type = "s" },
  { .name = "pending", .activate = pending_action },
  { .name = "share", .activate = share_action },
  { .name = "try-now", .activate = try_now_action },
  { .name = "leave-hub", .activate = leave_hub_action },
};

void
vigie_window_add_exchange_actions (VigieWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
vigie_window_watch_exchange (VigieWindow *self)
{
  self->pill = VIGIE_EXCHANGE_PILL (vigie_exchange_pill_new (self->session, FALSE));
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->pill_slot), GTK_WIDGET (self->pill));
  g_signal_connect_object (exchange_of (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  watch_hands (self);
  changed_cb (self);
}
