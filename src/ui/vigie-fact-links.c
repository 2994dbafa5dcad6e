/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plain click has to set the cursor, so it takes Ctrl to follow, as editors of programs have it. By keyboard it is the
 * cursor that tells the place. */

#include "vigie-fact-links.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkTextView *view; /* borrowed: it owns this */
  VigieFactLinksAt at;
  VigieFactLinksSay say;
  gpointer user_data;
} Links;

void
vigie_fact_links_open (GtkWidget *from, const char *fact)
{
  g_autofree char *target = g_strconcat ("fact:", fact, NULL);

  gtk_widget_activate_action (from, "win.go", "s", target);
}

gboolean
vigie_fact_links_open_at_cursor (GtkTextView *view, VigieFactLinksAt at, gpointer user_data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *fact = NULL;
  GtkTextIter start, end;

  /* Of a selection, its beginning: that is how a finding is shown. */
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  fact = at (&start, user_data);
  if (fact == NULL)
    return FALSE;
  vigie_fact_links_open (GTK_WIDGET (view), fact);

  return TRUE;
}

static char *
fact_under (Links *links, double x, double y)
{
  GtkTextIter place;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (links->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);

  return gtk_text_view_get_iter_at_location (links->view, &place, buffer_x, buffer_y) ? links->at (&place, links->user_data) : NULL;
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, Links *links)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  g_autofree char *fact = (state & GDK_CONTROL_MASK) != 0 ? fact_under (links, x, y) : NULL;

  if (fact == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  vigie_fact_links_open (GTK_WIDGET (links->view), fact);
}

static gboolean
tooltip_cb (GtkWidget *view, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, Links *links)
{
  g_autofree char *fact = is_keyboard ? NULL : fact_under (links, x, y);
  g_autofree char *said = fact != NULL ? links->say (fact, links->user_data) : NULL;
  g_autofree char *words = NULL;

  if (said == NULL)
    return FALSE;
  /* Translators: %s is a fact with its value. Ctrl and Alt are keys. */
  words = g_strdup_printf (_("%s\nCtrl and a click, or Alt Enter at the cursor, opens the fact."), said);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

void
vigie_fact_links_attach (GtkTextView *view, VigieFactLinksAt at, VigieFactLinksSay say, gpointer user_data)
{
  Links *links = g_new0 (Links, 1);
  GtkGesture *click = gtk_gesture_click_new ();

  links->view = view;
  links->at = at;
  links->say = say;
  links->user_data = user_data;
  g_object_set_data_full (G_OBJECT (view), "vigie-fact-links", links, g_free);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), links);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (tooltip_cb), links);
}
