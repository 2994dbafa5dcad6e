/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For the benchmark of two seats: what one window says of a key and another of a frame can be compared, for both read the
 * same clock of the computer. */

#include "vigie-frame-trace.h"

#include <stdio.h>

#include "vigie-incident-model.h"
#include "vigie-timeline-list.h"
#include "vigie-timeline-row.h"

typedef struct
{
  FILE *file;
  GtkWidget *window;       /* borrowed: the trace ends with it */
  GtkWidget *list;         /* weak; found once for each page that is made */
  GHashTable *shown;       /* texts that were written */
} Trace;

static void
trace_free (gpointer data, GObject *window)
{
  Trace *trace = data;

  g_clear_weak_pointer (&trace->list);
  g_hash_table_unref (trace->shown);
  fclose (trace->file);
  g_free (trace);
}

static void
write_shown (Trace *trace, VigieTimelineItem *item)
{
  g_autofree char *line = NULL;

  if (vigie_timeline_item_is_day (item) || vigie_timeline_item_get_text (item) == NULL
      || g_hash_table_contains (trace->shown, vigie_timeline_item_get_text (item)))
    return;
  g_hash_table_add (trace->shown, g_strdup (vigie_timeline_item_get_text (item)));
  line = g_strdelimit (g_strdup (vigie_timeline_item_get_text (item)), "\r\n", ' ');
  fprintf (trace->file, "shown %" G_GINT64_FORMAT " %s\n", g_get_monotonic_time (), line);
  fflush (trace->file);
}

static gboolean
stands_in_view (Trace *trace, GtkWidget *row)
{
  graphene_rect_t bounds;
  float height = (float) gtk_widget_get_height (trace->list);

  return gtk_widget_get_mapped (row) && vigie_timeline_row_is_filled (VIGIE_TIMELINE_ROW (row))
         && gtk_widget_compute_bounds (row, trace->list, &bounds) && bounds.origin.y < height
         && bounds.origin.y + bounds.size.height > 0;
}

static void
look_at (Trace *trace, GtkWidget *widget)
{
  if (VIGIE_IS_TIMELINE_ROW (widget))
    {
      VigieTimelineItem *item = vigie_timeline_row_get_item (VIGIE_TIMELINE_ROW (widget));

      if (item != NULL && stands_in_view (trace, widget))
        write_shown (trace, item);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look_at (trace, child);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = VIGIE_IS_TIMELINE_LIST (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

static void
after_paint_cb (GdkFrameClock *clock, Trace *trace)
{
  if (trace->list == NULL)
    g_set_weak_pointer (&trace->list, find_list (trace->window));
  if (trace->list != NULL)
    look_at (trace, trace->list);
}

static void
realize_cb (GtkWidget *window, Trace *trace)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), trace);
}

static void
unrealize_cb (GtkWidget *window, Trace *trace)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), trace);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Trace *trace)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      fprintf (trace->file, "key %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
      fflush (trace->file);
    }

  return GDK_EVENT_PROPAGATE;
}

void
vigie_frame_trace_start (GtkWindow *window, const char *path)
{
  FILE *file = fopen (path, "w");
  GtkEventController *keys;
  Trace *trace;

  if (file == NULL)
    {
      g_printerr ("vigie: %s cannot be written.\n", path);
      return;
    }
  trace = g_new0 (Trace, 1);
  trace->file = file;
  trace->window = GTK_WIDGET (window);
  trace->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), trace);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), trace);
  g_signal_connect (window, "unrealize", G_CALLBACK (unrealize_cb), trace);
  g_object_weak_ref (G_OBJECT (window), trace_free, trace);
}
