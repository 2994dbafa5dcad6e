/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vigie-hub-journal.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#define LINES_PER_SECOND 10
#define VALUE_MAX_CHARS 200

typedef struct
{
  gint64 second;
  guint n_written;
  guint n_left_out;
} Flow;

static GMutex lock;
static GHashTable *flows; /* event → Flow */
static gboolean silent;

void
vigie_hub_journal_silence (void)
{
  silent = TRUE;
}

char *
vigie_hub_journal_quote (const char *value)
{
  GString *out = g_string_new ("\"");
  gboolean plain = *value != '\0';
  gsize length = strlen (value);

  for (gsize i = 0; i < MIN (length, VALUE_MAX_CHARS); i++)
    {
      guchar c = (guchar) value[i];

      if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
        g_string_append_printf (out, "\\x%02x", c);
      else
        g_string_append_c (out, (char) c);
      plain = plain && (g_ascii_isalnum (c) || strchr ("-_.:/[]%+", c) != NULL);
    }
  g_string_append (out, length > VALUE_MAX_CHARS ? "…\"" : "\"");
  if (plain && length <= VALUE_MAX_CHARS)
    {
      g_string_truncate (out, out->len - 1);
      g_string_erase (out, 0, 1);
    }

  return g_string_free (out, FALSE);
}

/* FALSE: this second has had its lines. *left_out: of the seconds before. */
static gboolean
may_write (const char *event, guint *left_out)
{
  gint64 second = g_get_monotonic_time () / G_USEC_PER_SEC;
  Flow *flow;

  if (flows == NULL)
    flows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  flow = g_hash_table_lookup (flows, event);
  if (flow == NULL)
    {
      flow = g_new0 (Flow, 1);
      g_hash_table_insert (flows, g_strdup (event), flow);
    }
  *left_out = 0;
  if (flow->second != second)
    {
      *left_out = flow->n_left_out;
      *flow = (Flow) { second, 0, 0 };
    }
  if (flow->n_written < LINES_PER_SECOND)
    {
      flow->n_written++;
      return TRUE;
    }
  flow->n_left_out++;

  return FALSE;
}

void
vigie_hub_journal (const char *event, ...)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr(GString) line = g_string_new (NULL);
  guint left_out = 0;
  const char *key;
  va_list pairs;

  if (silent)
    return;
  g_string_append_printf (line, "time=%s event=%s", time, event);
  va_start (pairs, event);
  while ((key = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);
      g_autofree char *quoted = value != NULL ? vigie_hub_journal_quote (value) : NULL;

      if (quoted != NULL)
        g_string_append_printf (line, " %s=%s", key, quoted);
    }
  va_end (pairs);

  g_mutex_lock (&lock);
  if (may_write (event, &left_out))
    {
      if (left_out > 0)
        g_string_append_printf (line, " left-out=%u", left_out);
      g_string_append_c (line, '\n');
      /* In one piece, so that lines of several threads do not mix; a closed standard error is no reason to stop. */
      if (write (STDERR_FILENO, line->str, line->len) < 0)
        silent = TRUE;
    }
  g_mutex_unlock (&lock);
}
