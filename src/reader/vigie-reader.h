/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* vigie-reader: a small program that reads a calendar made elsewhere and prints what is in it as one JSON object, so
 * that neither a hostile file nor the libraries that understand it come into the desk. */

G_BEGIN_DECLS

#define VIGIE_READER_MAX_BYTES (4 * 1024 * 1024)
#define VIGIE_READER_MAX_LINE_BYTES (64 * 1024) /* a line that was folded counts as one */
#define VIGIE_READER_MAX_LINES 120000
#define VIGIE_READER_MAX_ATTENDEES 1000       /* of one event */
#define VIGIE_READER_MAX_SHIFTS 5000
#define VIGIE_READER_MAX_TEXT_BYTES 400
#define VIGIE_READER_MEMORY_BYTES (240u * 1024 * 1024)
#define VIGIE_READER_CPU_SECONDS 5

/* Refusals; the program prints {"error": WORD} and ends with status 1. */
#define VIGIE_READER_TOO_LARGE "too-large"      /* the file, a line, or a number of lines */
#define VIGIE_READER_TOO_MANY "too-many"        /* attendees, shifts */
#define VIGIE_READER_TOO_OFTEN "too-often"      /* repeats within a day */
#define VIGIE_READER_NO_CALENDAR "no-calendar"  /* nothing that is known */
#define VIGIE_READER_NO_SHIFTS "no-shifts"      /* an export that has the rules and not the shifts */

typedef struct { char *person, *mail, *level; gint64 from_usec, to_usec; } VigieReaderShift;

typedef struct
{
  gint64 from_usec, to_usec;     /* the window */
  GTimeZone *zone;               /* of times that have none */
  char *name;                    /* of the calendar, or NULL */
  GPtrArray *shifts;             /* VigieReaderShift */
  guint n_skipped;               /* entries without a name or a time */
} VigieReader;

/* All that is on @fd; NULL and a word when it is more than may be. */
GString *vigie_reader_take (int fd, const char **refusal);
/* The word that says why a calendar is refused before anything understands it, or NULL. */
const char *vigie_reader_look_over (const GString *text);
/* Adds the shifts that touch the window. NULL, or the word that says why not. */
const char *vigie_reader_read_calendar (VigieReader *reader, const char *text);
const char *vigie_reader_read_json (VigieReader *reader, const GString *text);
/* @person, @mail and @level may be NULL. FALSE: there are too many. What lies outside of the window is passed over. */
gboolean vigie_reader_add (VigieReader *reader, const char *person, const char *mail, const char *level, gint64 from_usec, gint64 to_usec);

G_END_DECLS
