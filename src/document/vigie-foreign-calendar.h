/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A calendar, or an export of PagerDuty or Grafana OnCall, read by the program vigie-reader in a process of its own with
 * bounds on memory and time. */

typedef struct
{
  char *person;                  /* as the calendar says it */
  char *mail;                    /* or NULL */
  char *level;                   /* as Vigie wrote it, or NULL */
  gint64 from_usec, to_usec;
} VigieForeignShift;

typedef struct
{
  char *name;                    /* or NULL */
  guint n_skipped;               /* entries without a name or a time */
  GPtrArray *shifts;             /* VigieForeignShift, in order of time */
} VigieForeignCalendar;

/* What is in the window. Any thread; waits for the program (at most five seconds of its time), so not for the main one.
 * NOT_FOUND: no such file, or no vigie-reader; INVALID, TOO_LARGE: one sentence. */
VigieForeignCalendar *vigie_foreign_calendar_read (const char *path, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable, GError **error);
/* The same off the main thread. */
void vigie_foreign_calendar_read_async (const char *path, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* The same of bytes that are no file. */
void vigie_foreign_calendar_read_bytes_async (GBytes *bytes, gint64 from_usec, gint64 to_usec, const char *zone, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
VigieForeignCalendar *vigie_foreign_calendar_read_finish (GAsyncResult *result, GError **error);
void vigie_foreign_calendar_free (VigieForeignCalendar *calendar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VigieForeignCalendar, vigie_foreign_calendar_free)

G_END_DECLS
