/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For the benchmark of the first window: one line with the monotonic times of two frames, the processor
 * time used until them, and the resident memory. The clock is the computer's, so whoever started the
 * process subtracts its own reading and has the time from exec. The empty window of the benchmark is built with this same file: both are measured
 * alike, or their ratio would say nothing. */

#include "vigie-first-frame.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SETTLE_MS 1000
#define LIMIT_MS 30000

typedef struct
{
  GApplication *application;    /* borrowed: it ends with the measurement */
  GtkWindow *window;            /* owned */
  VigieIsFilled is_filled;
  gint64 first_usec;            /* monotonic; 0 before it */
  gint64 first_cpu_usec;        /* of this process, all threads */
  gint64 filled_usec;
  gint64 filled_cpu_usec;
  guint limit_id;
} Watch;

/* Kibibytes of this process in memory, or 0 where the kernel does not say. */
static guint64
resident_kib (void)
{
  g_autofree char *text = NULL;
  unsigned long all = 0, resident = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) || sscanf (text, "%lu %lu", &all, &resident) != 2)
    return 0;
  return (guint64) resident * (guint64) sysconf (_SC_PAGESIZE) / 1024;
}

static gint64
processor_usec (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
end (Watch *watch)
{
  g_print ("first %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " filled %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
           " resident %" G_GUINT64_FORMAT "\n", watch->first_usec, watch->first_cpu_usec, watch->filled_usec,
           watch->filled_cpu_usec, resident_kib ());
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (watch->window)), watch);
  g_application_quit (watch->application);
  g_object_unref (watch->window);
  g_free (watch);
}

static gboolean
settled_cb (gpointer user_data)
{
  end (user_data);
  return G_SOURCE_REMOVE;
}

/* What never fills ends all the same; the 0 says so. */
static gboolean
limit_cb (gpointer user_data)
{
  end (user_data);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Watch         *watch)
{
  gint64 now_usec = g_get_monotonic_time ();

  if (watch->first_usec == 0)
    {
      watch->first_usec = now_usec;
      watch->first_cpu_usec = processor_usec ();
    }
  if (watch->is_filled && !watch->is_filled (watch->window))
    return;
  if (watch->filled_usec == 0)
    {
      watch->filled_usec = now_usec;
      watch->filled_cpu_usec = processor_usec ();
      g_source_remove (watch->limit_id);
      g_timeout_add (SETTLE_MS, settled_cb, watch);
    }
}

void
vigie_first_frame_watch (GApplication  *application,
                         GtkWindow     *window,
                         VigieIsFilled  is_filled)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->application = application;
  watch->window = g_object_ref (window);
  watch->is_filled = is_filled;
  gtk_widget_realize (GTK_WIDGET (window));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (after_paint_cb), watch);
  watch->limit_id = g_timeout_add (LIMIT_MS, limit_cb, watch);
}
