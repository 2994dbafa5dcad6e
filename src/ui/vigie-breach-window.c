/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-breach-window.h"

#include <glib/gi18n-lib.h>

#include "vigie-breach-view.h"
#include "vigie-text-ui.h"

#define WIDTH_PX 1080
#define HEIGHT_PX 760
#define LEAST_PX 360
#define KEY "vigie-breach-window"

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
closed_cb (GtkWindow *window, GtkWindow *parent)
{
  g_object_set_data (G_OBJECT (parent), KEY, NULL);
}

static GtkWindow *
make (GtkWindow *parent, VigieIncidentModel *model)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = vigie_breach_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const VigieIncident *incident = vigie_incident_model_get_incident (model);
  g_autofree char *name = vigie_text_ui_clean (incident->title, 80);
  int width, height;
  /* Translators: reference and title of an incident. */
  g_autofree char *title = g_strdup_printf (_("Breach %1$s: %2$s"), incident->ref, name);

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_get_default_size (parent, &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), CLAMP (width - 40, LEAST_PX, WIDTH_PX), CLAMP (height - 20, LEAST_PX, HEIGHT_PX));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_widget_add_css_class (window, "paper");
  /* A fact leads to the page in the window below. */
  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (parent));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  vigie_breach_view_set_model (VIGIE_BREACH_VIEW (view), model);
  g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), parent, 0);

  return GTK_WINDOW (window);
}

/**
 * vigie_breach_window_present:
 * @from: a widget of the main window
 * @model: the incident
 */
void
vigie_breach_window_present (GtkWidget *from, VigieIncidentModel *model)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (from));
  GtkWindow *window = g_object_get_data (G_OBJECT (parent), KEY);

  g_return_if_fail (VIGIE_IS_INCIDENT_MODEL (model));

  /* Of another incident: closed first. */
  if (window != NULL && g_object_get_data (G_OBJECT (window), "model") != model)
    gtk_window_destroy (g_steal_pointer (&window));
  if (window == NULL)
    {
      window = make (parent, model);
      g_object_set_data (G_OBJECT (window), "model", model);
      g_object_set_data (G_OBJECT (parent), KEY, window);
    }
  gtk_window_present (window);
}
