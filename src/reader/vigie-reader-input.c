/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file as bytes, before any library looks at it: how much there may be of it, and what no rota has. */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "vigie-reader.h"

GString *
vigie_reader_take (int fd, const char **refusal)
{
  GString *text = g_string_sized_new (64 * 1024);
  char buffer[64 * 1024];

  while (TRUE)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return text;
      if (text->len + (gsize) n > VIGIE_READER_MAX_BYTES)
        {
          *refusal = VIGIE_READER_TOO_LARGE;
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_len (text, buffer, n);
    }
}

static gboolean
begins (const char *line, gsize length, const char *with)
{
  return length >= strlen (with) && g_ascii_strncasecmp (line, with, strlen (with)) == 0;
}

/* A rule that repeats within a day; it may stand in a zone as well. */
static gboolean
is_too_often (const char *line, gsize length)
{
  static const char *const often[] = { "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY" };
  g_autofree char *upper = NULL;

  if (!begins (line, length, "RRULE") && !begins (line, length, "EXRULE"))
    return FALSE;
  upper = g_ascii_strup (line, (gssize) length);
  for (gsize i = 0; i < G_N_ELEMENTS (often); i++)
    if (strstr (upper, often[i]) != NULL)
      return TRUE;

  return FALSE;
}

typedef struct { guint n_lines, n_attendees; } Counts;

static const char *
look_at_line (Counts *counts, const char *line, gsize length)
{
  if (++counts->n_lines > VIGIE_READER_MAX_LINES || length > VIGIE_READER_MAX_LINE_BYTES)
    return VIGIE_READER_TOO_LARGE;
  if (begins (line, length, "BEGIN:"))
    counts->n_attendees = 0;
  if (begins (line, length, "ATTENDEE") && ++counts->n_attendees > VIGIE_READER_MAX_ATTENDEES)
    return VIGIE_READER_TOO_MANY;

  return is_too_often (line, length) ? VIGIE_READER_TOO_OFTEN : NULL;
}

const char *
vigie_reader_look_over (const GString *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  const char *refusal = NULL;
  Counts counts = { 0 };

  if (memchr (text->str, '\0', text->len) != NULL)
    return VIGIE_READER_NO_CALENDAR;
  for (const char *at = text->str; refusal == NULL && *at != '\0';)
    {
      gsize length = strcspn (at, "\r\n");
      const char *next = at + length;

      next += strspn (next, "\r\n");
      g_string_append_len (line, at, (gssize) length);
      if (line->len > VIGIE_READER_MAX_LINE_BYTES)
        return VIGIE_READER_TOO_LARGE;
      if (*next == ' ' || *next == '\t') /* folded */
        {
          at = next + 1;
          continue;
        }
      refusal = look_at_line (&counts, line->str, line->len);
      g_string_truncate (line, 0);
      at = next;
    }

  return refusal;
}
